//! Deciding in place: forms that confirm, reject, correct, merge, split and undo.

use crate::route::Route;

/// The addresses.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
