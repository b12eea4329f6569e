//! Citing a statement or a passage: addresses, styles, CSL-JSON, BibTeX, RIS.

use crate::route::Route;

/// The addresses.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
