//! What stages know of the world: names of countries and places, titles, number words, in many languages.
//!
//! Word lists and lookups only; takes words, gives codes. No stage, no text, no document.

pub mod country;
