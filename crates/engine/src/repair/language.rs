//! The language of a text and of its paragraphs, as ISO 639-3 codes; unknown stays unknown.

use broadside_model::Text;

/// Writes the languages of a text and its parts into it.
pub fn name(_text: &mut Text) {}
