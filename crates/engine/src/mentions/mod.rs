//! What a text names: times, persons, organisations, places, works, laws.

pub mod names;
pub mod time;
