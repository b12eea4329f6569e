//! Who signs with whom.
use crate::route::Route;
/// The addresses.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
