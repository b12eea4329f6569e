//! Lists of signatories, and signature blocks: where they stand, and their rows.
//!
//! [`locate()`] takes a text with the parts its format told and gives the ranges where somebody signs; [`read`] takes such a
//! range and gives a row for each who signs: "1. KVB Knüpferverband (Knotters' League), Austria", "Jane Poe, Secretary,
//! Weavers' Union". Lines become entries ([`gather`]), entries rows ([`row`], [`table`]), and the heads above them hand down
//! country, date and group ([`rows`]). A row that is doubtful says why.

mod announce;
mod announced;
mod block;
mod body;
mod closing;
mod date;
mod ends;
mod gather;
mod head;
mod joint;
mod labels;
mod land;
mod line;
mod locate;
mod office;
mod pieces;
mod row;
mod rows;
mod run;
mod sentence;
mod shape;
mod sides;
mod sound;
mod standing;
mod suffix;
mod table;
mod tail;
mod tidy;
mod words;

#[cfg(test)]
mod suite;

use broadside_model::{Found, Part, Signatory, Span, Text};

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
    let mut lines = line::lines(text, list, &line::Marks::new(list, parts));
    let alone = lines.len() <= 2;
    if let Some(line) =
        lines.iter_mut().find(|line| alone && line.marker == line::Marker::None && joint::is_stroke(&line.text))
    {
        line.text = line.text.replace(" / ", " ; ");
    }
    let gathered = gather::gather(&lines, true);
    let placed = rows::place(text, &gathered);
    let mut rows = rows::finish(placed, &gathered.heads);
    if let Some(last) = rows.last_mut().filter(|_| gathered.cut) {
        last.value.doubt = Some(format!("the list goes on: only its first {} signatories are read", gather::MOST));
    }
    Rows {
        rows,
        more: gathered.more.map(|(count, span)| Found::new(count, span, "signatory-others", 90)),
        note: gathered.note,
    }
}

/// Whether rows that were read in a text can be those of a list.
pub fn is_sound(rows: &Rows, text: &Text) -> bool {
    sound::is_sound(rows, text)
}

#[cfg(test)]
mod tests {
    use broadside_model::Role;

    use super::*;

    fn part(role: Role, text: &str, piece: &str) -> Part {
        let at = text.find(piece).unwrap_or_else(|| panic!("{piece:?} is not in the text"));
        let span = Span::new(at, at + piece.len());
        Part { role, text: span, raw: span, language: None }
    }

    fn names(text: &str, parts: &[Part]) -> Vec<String> {
        let lists = locate(text, Span::new(0, text.len()), parts);
        lists.into_iter().flat_map(|list| read(text, list, parts, None).rows).map(|row| row.value.name).collect()
    }

    #[test]
    fn an_item_of_several_lines_is_one_row() {
        let text = "Signatories\n\nGuild of the Potters\nof the Valley\nUnion of Kiln Workers";
        let items = ["Guild of the Potters\nof the Valley", "Union of Kiln Workers"];
        let mut parts = vec![part(Role::Heading, text, "Signatories")];
        parts.extend(items.iter().map(|item| part(Role::Item, text, item)));
        assert_eq!(names(text, &parts), ["Guild of the Potters of the Valley", "Union of Kiln Workers"]);
    }

    #[test]
    fn a_cell_of_several_lines_is_one_field() {
        let text = "Signatories\n\nOrganisation\tCountry\nGuild of Potters,\nValley Branch\tMalta\nKiln Union\tPeru";
        let cells = ["Organisation", "Country", "Guild of Potters,\nValley Branch", "Malta", "Kiln Union", "Peru"];
        let mut parts = vec![part(Role::Heading, text, "Signatories")];
        parts.extend(cells.iter().map(|cell| part(Role::Cell, text, cell)));
        assert_eq!(names(text, &parts), ["Guild of Potters, Valley Branch", "Kiln Union"]);
    }

    #[test]
    fn a_list_that_is_cut_says_so() {
        let text = format!("Signed by:\n{}", "- Kiln Union\n".repeat(gather::MOST + 1));
        let rows = read(&text, Span::new(0, text.len()), &[], None).rows;
        assert_eq!(rows.len(), gather::MOST);
        assert!(rows.last().and_then(|row| row.value.doubt.as_deref()).is_some_and(|doubt| doubt.contains("goes on")));
        assert_eq!(rows[0].value.doubt, None);
    }

    #[test]
    fn evidence_is_the_row() {
        let text = "Signed by: Kiln Union; Guild of Potters (Peru); Clay League";
        let list = locate(text, Span::new(0, text.len()), &[])[0];
        let rows = read(text, list, &[], None).rows;
        let quotes: Vec<&str> = rows.iter().map(|row| &text[row.evidence[0].range()]).collect();
        assert_eq!(quotes, ["Kiln Union", "Guild of Potters (Peru)", "Clay League"]);
    }

    #[test]
    fn a_dirty_list_says_so() {
        let text = "Signed by:\n1. Kiln Union\n2. Guild of Potters (Peru\n5. Clay League\n";
        let list = locate(text, Span::new(0, text.len()), &[])[0];
        let doubts: Vec<_> = read(text, list, &[], None).rows.into_iter().map(|row| row.value.doubt).collect();
        assert_eq!(doubts[0], None);
        assert_eq!(doubts[1].as_deref(), Some("a bracket is not closed"));
        assert_eq!(doubts[2].as_deref(), Some("numbers 3 to 4 are missing before it"));
    }
}
