//! Tables as text: rows of cells, after RFC 4180, with commas, semicolons or tabs.

/// The longest cell in quotes, in bytes: a quote that is not closed within it is taken for a letter.
const LONGEST_QUOTED: usize = 1 << 16;
/// The most cells of a row; what follows is passed over, and counted.
pub const MOST_CELLS: usize = 2_000;

/// A row, and the line on which it begins, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub cells: Vec<String>,
    /// How many cells were passed over behind the last.
    pub cut: usize,
    /// Whether a cell begins with a quote that is never closed.
    pub has_open_quote: bool,
}

impl Row {
    /// A row of cells that all were read.
    pub fn new(line: u64, cells: Vec<String>) -> Self {
        Row { line, cells, cut: 0, has_open_quote: false }
    }
}

/// The rows of a text, empty lines left out.
pub struct Rows<'t> {
    rest: &'t str,
    line: u64,
    separator: char,
    has_open_quote: bool,
}

impl<'t> Rows<'t> {
    /// The separator is the one of comma, semicolon and tab that the first line has most of, outside of quotes.
    pub fn new(text: &'t str) -> Self {
        let first = text.lines().next().unwrap_or("");
        let count = |separator: char| {
            let mut is_quoted = false;
            let counts = |ch: &char| {
                is_quoted ^= *ch == '"';
                *ch == separator && !is_quoted
            };
            first.chars().filter(counts).count()
        };
        let separator = [',', ';', '\t'].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(',');
        Rows { rest: text, line: 1, separator, has_open_quote: false }
    }

    /// The cell that begins here, and whether the row ends behind it.
    fn cell(&mut self) -> (String, bool) {
        let quoted = self.rest.strip_prefix('"').and_then(quoted);
        let mut cell = String::new();
        self.has_open_quote |= quoted.is_none() && self.rest.starts_with('"');
        if let Some((text, length)) = quoted {
            self.line += text.bytes().filter(|byte| *byte == b'\n').count() as u64;
            cell = text;
            self.rest = self.rest.get(length + 1..).unwrap_or("");
        }
        let ends = |ch: char| ch == self.separator || ch == '\n';
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        cell.push_str(text.trim_end_matches('\r'));
        let is_last = !rest.starts_with(self.separator);
        let mut rest = rest.chars();
        if rest.next() == Some('\n') {
            self.line += 1;
        }
        self.rest = rest.as_str();
        (cell, is_last)
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let line = self.line;
            let (mut cells, mut cut) = (Vec::new(), 0);
            self.has_open_quote = false;
            loop {
                let (cell, is_last) = self.cell();
                if cells.len() < MOST_CELLS {
                    cells.push(cell);
                } else {
                    cut += 1;
                }
                if is_last {
                    break;
                }
            }
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(Row { line, cells, cut, has_open_quote: self.has_open_quote });
            }
        }
    }
}

/// The text of a cell in quotes, from behind the first one, and its length with the last one; `None` where the quote is
/// not closed.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut cell = String::new();
    let mut from = 0;
    loop {
        let quote = from
            + memchr::memchr(
                b'"',
                text.as_bytes().get(from..)?.get(..LONGEST_QUOTED).or(text.as_bytes().get(from..))?,
            )?;
        cell.push_str(text.get(from..quote)?);
        if cell.len() > LONGEST_QUOTED {
            return None;
        }
        if !text.get(quote + 1..)?.starts_with('"') {
            return Some((cell, quote + 1));
        }
        cell.push('"');
        from = quote + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u64, Vec<String>)> {
        Rows::new(text).map(|row| (row.line, row.cells)).collect()
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn quotes_separators_and_line_ends_are_those_of_spreadsheets() {
        let text = "id;\"a;b\";c\r\n1;\"x \"\"y\"\"\nz\";\r\n\r\n2;u;v";
        assert_eq!(
            cells(text),
            [row(1, &["id", "a;b", "c"]), row(2, &["1", "x \"y\"\nz", ""]), row(5, &["2", "u", "v"])]
        );
        assert_eq!(cells("a\tb,c\n1\t2"), [row(1, &["a", "b,c"]), row(2, &["1", "2"])]);
        assert_eq!(cells(""), []);
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_its_cell_and_no_more() {
        let text = "a,b\n1,\"x\n2,y\n";
        assert_eq!(cells(text), [row(1, &["a", "b"]), row(2, &["1", "\"x"]), row(3, &["2", "y"])]);
        assert_eq!(Rows::new(text).map(|row| row.has_open_quote).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn cells_beyond_the_bound_are_counted() {
        let row = Rows::new(&format!("x{}", ",y".repeat(MOST_CELLS + 2))).next();
        assert_eq!(row.map(|row| (row.cells.len(), row.cut)), Some((MOST_CELLS, 3)));
    }
}
