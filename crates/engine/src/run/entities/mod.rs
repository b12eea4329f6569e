//! Who is who as commands show it: the rows that resolution comes to, and all that is known of one entity.

pub mod dossier;
pub(super) mod rows;
