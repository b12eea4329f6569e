//! Style, icon and scripts, inside the binary.
//!
//! Scripts are built from `web/` by its own build; a binary built without them serves pages that do without. Addresses
//! name the version, so that browsers keep what does not change.

use crate::plain::hex_of;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
#[allow_missing = true]
struct Built;

/// What needs no build.
const OWN: &[(&str, &str)] = &[("style.css", STYLE), ("icon.svg", include_str!("ui/icon.svg"))];

/// The style of all pages: what they share, then what each has of its own.
const STYLE: &str = concat!(
    include_str!("ui/style.css"),
    include_str!("ui/css/home.css"),
    include_str!("ui/css/search.css"),
    include_str!("ui/css/statement.css"),
    include_str!("ui/css/cite.css"),
    include_str!("ui/css/entities.css"),
    include_str!("ui/css/signatories.css"),
    include_str!("ui/css/claims.css"),
    include_str!("ui/css/timeline.css"),
    include_str!("ui/css/network.css"),
    include_str!("ui/css/reuse.css"),
    include_str!("ui/css/decide.css"),
    include_str!("ui/css/review.css"),
    include_str!("ui/css/add.css"),
    include_str!("ui/css/report.css"),
    include_str!("ui/css/help.css"),
);

fn bytes(name: &str) -> Option<Cow<'static, [u8]>> {
    let own = OWN.iter().find(|(own, _)| *own == name).map(|(_, bytes)| Cow::Borrowed(bytes.as_bytes()));
    own.or_else(|| Built::get(name).map(|file| file.data))
}

/// Changes with every file there is.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = blake3::Hasher::new();
    let built = Built::iter().collect::<std::collections::BTreeSet<_>>();
    for name in OWN.iter().map(|(name, _)| Cow::Borrowed(*name)).chain(built) {
        hasher.update(name.as_bytes()).update(&bytes(&name).unwrap_or_default());
    }
    hex_of(&hasher.finalize().as_bytes()[..6])
});

/// Whether there is such a file.
pub fn is_there(name: &str) -> bool {
    bytes(name).is_some()
}

/// The address of a file.
pub fn address(name: &str) -> String {
    format!("/assets/{name}?v={}", *VERSION)
}

/// A file by the path behind `/assets/`.
pub fn serve(name: &str) -> Option<Response> {
    let found = bytes(name)?;
    let media_type = match name.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
    let mut response = Response::new(Body::from(found.into_owned()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Some(response)
}
