//! Tables for people: columns as wide as they need to be, narrower where the terminal is.

pub use broadside_room::plain::one_line;

use super::wants_colour;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// How a column behaves.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// Whether its cells stand at the right.
    pub right: bool,
    /// The least width it is cut to where space is short, as long as that is enough; `None` for one that is never cut.
    pub least: Option<usize>,
    /// Whether it is cut at its beginning, as paths are.
    pub keeps_end: bool,
}

impl Column {
    /// A column that is never cut.
    pub const fn fixed(name: &'static str) -> Self {
        Column { name, right: false, least: None, keeps_end: false }
    }

    /// A column of numbers.
    pub const fn number(name: &'static str) -> Self {
        Column { name, right: true, least: None, keeps_end: false }
    }

    /// A column that can be cut to `least`.
    pub const fn cut(name: &'static str, least: usize) -> Self {
        Column { name, right: false, least: Some(least), keeps_end: false }
    }

    /// A column of paths, of which the end says most.
    pub const fn path(name: &'static str, least: usize) -> Self {
        Column { name, right: false, least: Some(least), keeps_end: true }
    }
}

/// Rows of inert cells under columns.
#[derive(Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

const GAP: usize = 2;
/// What is left of a column on a terminal that not even the least widths of all fit on.
const STUB: usize = 5;
/// Where nothing is cut: the width up to which cells are padded.
const PADDED: usize = 60;

impl Table {
    /// A table without rows.
    pub fn new(columns: &[Column]) -> Self {
        Table { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row: a cell for each column, made inert and put on one line.
    pub fn push<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        self.rows.push(cells.into_iter().map(one_line).collect());
    }

    /// The lines: headings if wanted, then rows, each at most `width` wide where a width is given. Columns without any
    /// content are left out.
    pub fn lines(&self, width: Option<usize>, headings: bool, indent: usize) -> Vec<String> {
        let used: Vec<usize> = (0..self.columns.len()).filter(|column| self.is_used(*column)).collect();
        let mut widths: Vec<usize> = used.iter().map(|column| self.natural(*column, headings)).collect();
        match width {
            Some(width) => self.fit(&used, &mut widths, width.saturating_sub(indent)),
            None => self.loosen(&used, &mut widths),
        }
        let (dim, plain) = if wants_colour() { ("\u{1b}[2m", "\u{1b}[0m") } else { ("", "") };
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        if headings && !self.rows.is_empty() {
            let names = used.iter().filter_map(|column| self.columns.get(*column)).map(|column| column.name);
            lines.push(format!(
                "{}{dim}{}{plain}",
                " ".repeat(indent),
                self.line(width.is_some(), &used, &widths, names)
            ));
        }
        for row in &self.rows {
            let cells = used.iter().map(|column| row.get(*column).map_or("", String::as_str));
            lines.push(format!("{}{}", " ".repeat(indent), self.line(width.is_some(), &used, &widths, cells)));
        }
        lines
    }

    fn is_used(&self, column: usize) -> bool {
        self.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()))
    }

    fn natural(&self, column: usize, headings: bool) -> usize {
        let heading = self.columns.get(column).filter(|_| headings).map_or(0, |column| column.name.width());
        self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0).max(heading)
    }

    /// Takes from the widest column that can be cut, until all fit: down to the least widths, then below them.
    fn fit(&self, used: &[usize], widths: &mut [usize], width: usize) {
        self.narrow(used, widths, width, |least| least);
        self.narrow(used, widths, width, |least| least.min(STUB));
    }

    fn narrow(&self, used: &[usize], widths: &mut [usize], width: usize, floor: impl Fn(usize) -> usize) {
        let mut over = (widths.iter().sum::<usize>() + GAP * used.len().saturating_sub(1)).saturating_sub(width);
        while over > 0 {
            let least = |at: &usize| used.get(*at).and_then(|column| self.columns.get(*column)?.least).map(&floor);
            let widest = (0..used.len())
                .filter(|at| least(at).is_some_and(|least| widths.get(*at).is_some_and(|width| *width > least)))
                .max_by_key(|at| widths.get(*at).copied());
            let Some(width) = widest.and_then(|at| widths.get_mut(at)) else { break };
            *width -= 1;
            over -= 1;
        }
    }

    /// Where nothing is cut, one long cell does not push away the columns of all other rows.
    fn loosen(&self, used: &[usize], widths: &mut [usize]) {
        for (column, width) in used.iter().zip(widths) {
            if self.columns.get(*column).is_some_and(|column| column.least.is_some()) {
                *width = (*width).min(PADDED);
            }
        }
    }

    fn line<'a>(&self, is_cut: bool, used: &[usize], widths: &[usize], cells: impl Iterator<Item = &'a str>) -> String {
        let mut line = String::new();
        for ((column, width), cell) in used.iter().zip(widths).zip(cells) {
            let is_right = self.columns.get(*column).is_some_and(|column| column.right);
            let cell = match self.columns.get(*column) {
                Some(Column { least: Some(_), keeps_end: true, .. }) if is_cut => cut_start(cell, *width),
                Some(Column { least: Some(_), .. }) if is_cut => cut(cell, *width),
                _ => cell.to_owned(),
            };
            let space = " ".repeat(width.saturating_sub(cell.width()));
            let (before, after) = if is_right { (space, String::new()) } else { (String::new(), space) };
            line += &format!("{before}{cell}{after}{}", " ".repeat(GAP));
        }
        line.trim_end().to_owned()
    }
}

/// A text cut to a width, with `…` for what is missing.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for letter in text.chars() {
        used += letter.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

/// A text cut to a width at its beginning.
pub fn cut_start(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut from = text.len();
    let mut used = 1;
    for (at, letter) in text.char_indices().rev() {
        used += letter.width().unwrap_or(0);
        if used > width {
            break;
        }
        from = at;
    }
    format!("…{}", text.get(from..).unwrap_or_default())
}

/// A text in lines of at most `width`, broken between words, and within a word that is longer.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if shown_width(line) + 1 + shown_width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.extend(pieces(word, width)),
        }
    }
    lines
}

/// A word in pieces that fit.
fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for letter in word.chars() {
        let wide = letter.width().unwrap_or(0);
        if used + wide > width.max(2) {
            pieces.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces
}

/// The width of a text on a terminal; control characters, which texts have none of but marks for a face, have none.
pub fn shown_width(text: &str) -> usize {
    text.chars().map(|letter| letter.width().unwrap_or(0)).sum()
}

/// A paragraph that begins with `indent` blanks on every line but stands on one line where there is no width to fit.
pub fn paragraph(text: &str, indent: usize, width: Option<usize>) -> Vec<String> {
    let blanks = " ".repeat(indent);
    match width {
        Some(width) if indent + shown_width(text) > width => {
            let lines = wrapped(text, width.saturating_sub(indent));
            lines.into_iter().map(|line| format!("{blanks}{line}")).collect()
        }
        _ => vec![format!("{blanks}{text}")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&[Column::number("NO"), Column::cut("NAME", 6), Column::fixed("EMPTY")]);
        table.push(["1", "Lighthouse Keepers' League", ""]);
        table.push(["12", "研究会", ""]);
        table
    }

    #[test]
    fn columns_are_as_wide_as_their_cells_and_empty_ones_left_out() {
        assert_eq!(
            table().lines(None, true, 0),
            ["NO  NAME", " 1  Lighthouse Keepers' League", "12  研究会"].map(str::to_owned)
        );
    }

    #[test]
    fn a_narrow_terminal_cuts_what_can_be_cut() {
        assert_eq!(table().lines(Some(14), false, 1), ["  1  Lighthou…", " 12  研究会"].map(str::to_owned));
        assert_eq!(table().lines(Some(3), false, 0), [" 1  Ligh…", "12  研究…"].map(str::to_owned));
    }

    #[test]
    fn cells_cannot_break_out_of_their_line() {
        let mut table = Table::new(&[Column::cut("A", 1)]);
        table.push(["a\nb\u{1b}[31m"]);
        assert_eq!(table.lines(None, false, 0), ["a b\\u{1b}[31m".to_owned()]);
    }

    #[test]
    fn paragraphs_stay_in_the_terminal() {
        assert_eq!(paragraph("one two  three", 1, None), [" one two  three".to_owned()]);
        assert_eq!(paragraph("one two threefour", 1, Some(6)), [" one", " two", " three", " four"].map(str::to_owned));
        assert_eq!(paragraph("\u{1}研究\u{2} 会", 0, Some(5)), ["\u{1}研究\u{2}", "会"].map(str::to_owned));
    }

    #[test]
    fn long_texts_are_wrapped_between_words() {
        assert_eq!(wrapped("one two  three\nfour", 9), ["one two", "three", "four"].map(str::to_owned));
        assert_eq!(cut("wörtlich", 4), "wör…");
        assert_eq!(cut_start("papers/März.txt", 9), "…März.txt");
    }
}
