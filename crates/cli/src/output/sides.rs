//! Two passages side by side, line for line, with what differs between them marked.

use super::table::{one_line, shown_width};
use broadside_engine::reuse::by_words::by_words;
use broadside_model::{Link, Span};

/// Words of one passage beside those of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece<'a> {
    left: &'a str,
    right: &'a str,
    differs: bool,
}

/// Between the two passages.
const BAR: &str = " │ ";
/// The narrowest column.
const NARROWEST: usize = 16;
/// The width of two columns where nothing says how wide lines may be.
const USUAL: usize = 120;
/// Letters of a piece that are kept together where there are no spaces.
const TOGETHER: usize = 24;

/// How differences are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// In colour: red at the left, green at the right.
    Colour,
    /// Between brackets.
    Brackets,
}

/// The passages of a link in two columns of lines; `a` and `b` are the texts that its spans are of.
pub fn lines(link: &Link, a: &str, b: &str, width: Option<usize>, marks: Marks) -> Vec<String> {
    let column = (width.unwrap_or(USUAL).saturating_sub(BAR.chars().count()) / 2).max(NARROWEST);
    let mut rows = Rows { column, marks, lines: Vec::new(), left: Cell::default(), right: Cell::default() };
    pieces(&by_words(link, a, b), a, b).iter().for_each(|piece| rows.put(piece));
    rows.end_line();
    rows.lines
}

/// Both passages in pieces that stand beside each other.
fn pieces<'t>(link: &Link, a: &'t str, b: &'t str) -> Vec<Piece<'t>> {
    let mut all = Vec::new();
    let (mut at_a, mut at_b) = (link.a_span.start, link.b_span.start);
    for block in &link.matches {
        differing(slice(a, at_a, block.a.start), slice(b, at_b, block.b.start), &mut all);
        same(slice(a, block.a.start, block.a.end), slice(b, block.b.start, block.b.end), &mut all);
        (at_a, at_b) = (block.a.end, block.b.end);
    }
    differing(slice(a, at_a, link.a_span.end), slice(b, at_b, link.b_span.end), &mut all);
    all
}

fn slice(text: &str, from: u32, until: u32) -> &str {
    text.get(Span { start: from, end: until.max(from) }.range()).unwrap_or_default()
}

/// Cuts off what ends with the letter before which `letters` letters stand: all up to that letter.
fn split_letters(text: &str, letters: usize) -> (&str, &str) {
    let place = text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()).nth(letters);
    text.split_at(place.map_or(text.len(), |(place, _)| place))
}

/// Letters that correspond, word for word.
fn same<'t>(mut left: &'t str, mut right: &'t str, all: &mut Vec<Piece<'t>>) {
    while !left.is_empty() {
        let mut letters = 0;
        for letter in left.chars() {
            let is_letter = letter.is_alphanumeric();
            // A space ends a piece once there is something in it; so does a letter as wide as a word.
            if letters > 0 && (letter.is_whitespace() || letters >= TOGETHER || is_wide(letter)) {
                break;
            }
            letters += usize::from(is_letter);
        }
        let (piece, rest) = split_letters(left, letters);
        let (other, rest_right) = split_letters(right, letters);
        all.push(Piece { left: piece, right: other, differs: false });
        if rest.len() == left.len() {
            break;
        }
        (left, right) = (rest, rest_right);
    }
    if !right.is_empty() && all.last().is_none_or(|last| !last.right.ends_with(right)) {
        all.push(Piece { left: "", right, differs: false });
    }
}

fn is_wide(letter: char) -> bool {
    let mut bytes = [0; 4];
    shown_width(letter.encode_utf8(&mut bytes)) > 1
}

/// What differs, as many words of one as of the other beside each other while there are any.
fn differing<'t>(left: &'t str, right: &'t str, all: &mut Vec<Piece<'t>>) {
    let (mut left, mut right) = (left.split_inclusive(char::is_whitespace), right.split_inclusive(char::is_whitespace));
    loop {
        let (word, other) = (left.next(), right.next());
        if word.is_none() && other.is_none() {
            return;
        }
        let (left, right) = (word.unwrap_or_default(), other.unwrap_or_default());
        let differs = [left, right].iter().any(|word| word.chars().any(char::is_alphanumeric));
        all.push(Piece { left, right, differs });
    }
}

/// A line of a column while it is put together.
#[derive(Debug, Default)]
struct Cell {
    text: String,
    width: usize,
    /// Whether the next word has to stand apart.
    space: bool,
}

struct Rows {
    column: usize,
    marks: Marks,
    lines: Vec<String>,
    left: Cell,
    right: Cell,
}

impl Rows {
    fn put(&mut self, piece: &Piece<'_>) {
        let shown = |text: &str, colour: &str| {
            let words = one_line(text);
            match self.marks {
                _ if !piece.differs || words.is_empty() => (shown_width(&words), words),
                Marks::Brackets => (shown_width(&words) + 2, format!("[{words}]")),
                Marks::Colour => (shown_width(&words), format!("{colour}{words}\u{1b}[0m")),
            }
        };
        let (left, right) = (shown(piece.left, "\u{1b}[31m"), shown(piece.right, "\u{1b}[32m"));
        let opens = |text: &str| text.starts_with(char::is_whitespace);
        let fits = |cell: &Cell, width: usize, opens: bool| {
            cell.width == 0 || cell.width + width + usize::from(cell.space || opens) <= self.column
        };
        if !fits(&self.left, left.0, opens(piece.left)) || !fits(&self.right, right.0, opens(piece.right)) {
            self.end_line();
        }
        self.left.add(left, piece.left);
        self.right.add(right, piece.right);
    }

    fn end_line(&mut self) {
        let (left, right) = (std::mem::take(&mut self.left), std::mem::take(&mut self.right));
        if left.width + right.width == 0 {
            return;
        }
        let blanks = " ".repeat(self.column.saturating_sub(left.width));
        self.lines.push(format!("{}{blanks}{BAR}{}", left.text, right.text).trim_end().to_owned());
    }
}

impl Cell {
    fn add(&mut self, (width, words): (usize, String), from: &str) {
        if width > 0 {
            if self.width > 0 && (self.space || from.starts_with(char::is_whitespace)) {
                self.text.push(' ');
                self.width += 1;
            }
            self.text.push_str(&words);
            self.width += width;
            self.space = false;
        }
        self.space |= from.ends_with(char::is_whitespace);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Match;

    fn link(a: &str, b: &str, blocks: &[(&str, &str)]) -> Link {
        let whole = |text: &str| Span::new(0, text.len());
        let (mut from_a, mut from_b) = (0, 0);
        let place = |text: &str, from: &mut usize, part: &str| {
            let start = *from + text[*from..].find(part).unwrap();
            *from = start + part.len();
            Span::new(start, *from)
        };
        let block =
            |(of_a, of_b): &(&str, &str)| Match { a: place(a, &mut from_a, of_a), b: place(b, &mut from_b, of_b) };
        let matches = blocks.iter().map(block).collect();
        Link { a: 0, b: 1, a_span: whole(a), b_span: whole(b), equal: 0, columns: 0, matches }
    }

    #[test]
    fn the_same_words_stand_side_by_side_and_what_differs_is_marked() {
        let a = "The keepers of the seven light-\nhouses declare that no lamp will be lit";
        let b = "the keepers of seven lighthouses: DECLARE that every lamp will be lit";
        let blocks = [
            ("The keepers of ", "the keepers of "),
            ("seven light-\nhouses declare that ", "seven lighthouses: DECLARE that "),
            (" lamp will be lit", " lamp will be lit"),
        ];
        let lines = lines(&link(a, b, &blocks), a, b, Some(63), Marks::Brackets);
        let expected = [
            "The keepers of [the] seven     │ the keepers of seven",
            "light- houses declare that     │ lighthouses: DECLARE that",
            "[no] lamp will be lit          │ [every] lamp will be lit",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn line_breaks_inside_a_piece_are_spaces() {
        let text = "The water stays on.\n\n¡Not one more!";
        let lines = lines(&link(text, text, &[(text, text)]), text, text, Some(90), Marks::Brackets);
        assert_eq!(lines, ["The water stays on. ¡Not one more!          │ The water stays on. ¡Not one more!"]);
    }

    #[test]
    fn no_column_is_wider_than_its_half_whatever_the_script() {
        let text = "灯台守は宣言する。港湾事務所が冬の手当を払わない限り、灯火を点けない。".repeat(3);
        let lines = lines(&link(&text, &text, &[(&text, &text)]), &text, &text, Some(60), Marks::Colour);
        assert!(lines.len() > 3 && lines.iter().all(|line| shown_width(line) <= 60), "{lines:#?}");
        let columns: String = lines.iter().filter_map(|line| line.split(BAR).next()).map(str::trim_end).collect();
        assert_eq!(columns, text, "nothing is lost");
    }

    #[test]
    fn what_a_terminal_could_obey_is_shown_not_obeyed() {
        let a = "peace\u{1b}[2J now";
        assert!(lines(&link(a, a, &[(a, a)]), a, a, None, Marks::Brackets)[0].contains("\\u{1b}"));
    }
}
