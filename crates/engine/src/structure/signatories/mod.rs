//! Lists of signatories, and signature blocks: where they stand, and their rows.
//!
//! [`locate`] takes a text with the parts its format told and gives the ranges where somebody signs; [`read`] takes such a
//! range and gives a row for each who signs: "1. KVB Knüpferverband (Knotters' League), Austria", "Jane Poe, Secretary,
//! Weavers' Union". Lines become entries ([`gather`]), entries rows ([`row`], [`table`]), and the heads above them hand down
//! country, date and group ([`rows`]). A row that is doubtful says why.

mod body;
mod date;
mod gather;
mod head;
mod line;
mod locate;
mod row;
mod rows;
mod run;
mod shape;
mod table;
mod tail;
mod tidy;
mod words;

#[cfg(test)]
mod suite;

use broadside_model::{Found, Part, Signatory, Span};

/// The rows of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// A row for each who signs, in order of their place.
    pub rows: Vec<Found<Signatory>>,
    /// How many more signed than are named.
    pub more: Option<Found<u32>>,
    /// What the list says of itself: that it remains open, how to join it.
    pub note: Option<String>,
}

/// Finds lists of signatories and signature blocks, the words that announce them included, in order of their place.
pub fn locate(text: &str, within: Span, parts: &[Part]) -> Vec<Span> {
    locate::locate(text, within, parts)
}

/// Reads the rows of a list; `language` is the ISO 639-3 code of the text, where it is known.
pub fn read(text: &str, list: Span, parts: &[Part], language: Option<&str>) -> Rows {
    let _ = language;
    let mut lines = line::lines(text, list, parts);
    if let Some(line) = lines.iter_mut().find(|line| locate::is_stroke(&line.text)) {
        line.text = line.text.replace(" / ", " ; ");
    }
    let gathered = gather::gather(&lines, true);
    let placed = rows::place(text, &gathered);
    Rows {
        rows: rows::finish(placed, &gathered.heads),
        more: gathered.more.map(|(count, span)| Found::new(count, span, "signatory-others", 90)),
        note: gathered.note,
    }
}
