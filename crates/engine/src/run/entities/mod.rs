//! Who is who as commands show it: the rows that resolution comes to, all that is known of one entity, and references to
//! entities that find them again.

mod appearances;
mod dossier;
mod names;
mod reference;
pub(super) mod relations;
pub(super) mod rows;
mod script;
mod signings;

pub use appearances::Appearances;
pub use dossier::{Days, Document, Dossier, Name, Neighbour, Use, dossier, dossier_among};
pub use names::Names;
pub use reference::{entity_ref, name_ref, uses_in};
pub use script::script;
pub use signings::signings;
