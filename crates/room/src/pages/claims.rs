//! What is claimed, and who says so: rival figures side by side.

use crate::route::Route;

/// The addresses.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
