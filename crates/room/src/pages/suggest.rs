//! Names and words that begin as typed.

use crate::route::Route;

/// The addresses.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
