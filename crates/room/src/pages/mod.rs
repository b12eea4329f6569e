//! The pages, one folder or file each: what is asked, what is shown, and the same as JSON.

mod add;
mod cite;
mod claims;
mod decide;
mod entities;
mod help;
mod home;
mod network;
mod parts;
mod report;
mod reuse;
mod review;
mod search;
mod settings;
mod signatories;
mod statement;
mod suggest;
mod timeline;

pub use add::receive::receive;
pub use decide::shown;
pub use statement::Pictures;

use crate::route::Route;

/// Every address that answers with a page, in the order in which they are described.
pub fn routes() -> Vec<Route> {
    let all = [
        home::routes(),
        search::routes(),
        suggest::routes(),
        help::routes(),
        statement::routes(),
        cite::routes(),
        entities::routes(),
        signatories::routes(),
        claims::routes(),
        timeline::routes(),
        network::routes(),
        reuse::routes(),
        review::routes(),
        decide::routes(),
        add::routes(),
        report::routes(),
        settings::routes(),
    ];
    all.into_iter().flatten().collect()
}
