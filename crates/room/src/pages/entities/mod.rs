//! Names: who is named, and all about one.

mod card;
mod list;
mod one;

use crate::route::Route;

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/entities", list::list, "Everyone and everything that is named, the most named first")
            .takes::<list::Wanted>()
            .gives::<list::Entities<'static>>(),
        Route::get("/entities/{id}", one::one, "All that is known of one that is named")
            .takes::<one::Wanted>()
            .gives::<crate::json::entities::Everything<'static>>(),
    ]
}
