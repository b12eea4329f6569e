//! Collections without an archive: JSON lines in, reuse out.
//!
//! Takes files of JSON lines as people bring them ([`input`]), finds the texts in them ([`record`], [`collection`]), which are
//! read again whenever they are needed and never held together, and writes the links found between them ([`links`]), also
//! in the forms of passim ([`passim`]) and as [`tables`].

pub mod collection;
pub mod input;
pub mod links;
pub mod passim;
mod points;
pub mod record;
pub mod tables;
pub mod together;
