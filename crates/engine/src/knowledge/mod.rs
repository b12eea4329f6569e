//! What stages know of the world: names of countries and places, titles, number words, in many languages.
//!
//! Word lists and lookups only; takes words, gives codes. No stage, no text, no document.

pub mod country;
pub mod events;
pub mod gate;
pub mod laws;
pub mod numbers;
pub mod organisations;
pub mod persons;
pub mod phrase;
pub mod places;
pub mod titles;
pub mod vocabulary;
