//! Searching: the query language, facets, snippets, concordance, and what was found to take along.

use crate::route::Route;

/// The addresses.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
