//! Verifies an archive: what the store can say of it, and whether the index fits the catalogue.

use super::Result;
use crate::search::Index;
use crate::store::{Catalogue, Finding, Layout, Verified, verify};

/// Names every damaged or missing byte of the archive.
pub fn check(layout: &Layout, threads: usize) -> Result<Verified> {
    let mut found = verify(layout, threads)?;
    let index_damaged = found.findings.iter().any(|finding| finding.path.starts_with(layout.index()));
    if index_damaged || !layout.catalogue().exists() {
        return Ok(found);
    }
    let Ok(last) = Catalogue::open(layout).and_then(|catalogue| catalogue.last_batch()) else { return Ok(found) };
    // Damaged in some ways, the index's files make its reader panic.
    let opened = std::panic::catch_unwind(|| Index::open(&layout.index()))
        .unwrap_or_else(|_| Err(crate::search::SearchError::Unusable("its files make no sense".to_owned())));
    match opened {
        Ok(index) if index.payload() < last => found.notes.push(format!(
            "The index reads up to batch {} of {last}: the next search or add brings it up.",
            index.payload()
        )),
        Ok(_) => {}
        Err(_) if !layout.index_seal().exists() => {
            found.notes.push("There is no complete index: the next search or add makes it.".to_owned());
        }
        Err(error) => found.findings.push(Finding {
            path: layout.index(),
            what: error.to_string(),
            hint: "run `broadside reindex`: the index is derived and nothing is lost".to_owned(),
        }),
    }
    found.findings.sort();
    Ok(found)
}
