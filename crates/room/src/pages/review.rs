//! What waits for a person, most useful first.

use crate::route::Route;

/// The addresses.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
