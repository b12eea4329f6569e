//! A statement: its card, its text, the page it stands on, its evidence both ways.

use crate::route::Route;

/// The addresses.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
