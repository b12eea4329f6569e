//! The main page: what is there.

use crate::html::{page, text};

/// The page, with the name of the archive, how many entities it names, and the address that OpenRefine is told.
pub fn html(archive: &str, entities: usize, base: &str) -> String {
    let body = format!(
        "<h1 dir=\"auto\">{}</h1>\n<p>A Broadside archive that names {entities} people, organisations, places and other entities.</p>\n<p>It answers the Reconciliation Service API 0.2: in OpenRefine, choose <em>Reconcile → Start reconciling… → Add standard service…</em> and give this address:</p>\n<p><code>{}/reconcile</code></p>\n<p>Nothing leaves this machine: the service listens on the loopback address alone and connects to nothing.</p>",
        text(archive),
        text(base)
    );
    page(&format!("{archive} · Broadside"), &body)
}
