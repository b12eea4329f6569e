//! Signature blocks side by side: "For the Company      For the Union", and below each the person who signs.
//!
//! Takes the lines of a list, gives the left block and then the right one, as if they stood below one another.

use std::ops::Range;

use super::body;
use super::line::Line;
use super::{shape, tidy};

/// Most blocks side by side.
const MOST: usize = 4;

/// The lines with blocks that stand side by side below one another.
pub(super) fn unfold(lines: Vec<Line>) -> Vec<Line> {
    if !lines.iter().any(|line| has_gap(&line.text)) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let end = block(&lines[at..]).map_or(at, |length| at + length);
        if end == at {
            out.push(lines[at].clone());
            at += 1;
            continue;
        }
        let columns = cells(&lines[at].text).len();
        for column in 0..columns {
            for (row, line) in lines[at..end].iter().enumerate() {
                out.extend(cells(&line.text).get(column).map(|range| cell(line, range, row)));
            }
        }
        at = end;
    }
    out
}

/// One cell of a line as a line; the first of a block stands apart.
fn cell(line: &Line, range: &Range<usize>, row: usize) -> Line {
    // The text ends where the line does, so ranges are counted from the end.
    let start = line.span.end - (line.text.len() - range.start) as u32;
    let end = line.span.end - (line.text.len() - range.end) as u32;
    let mut own = line.clone();
    own.text = line.text[range.clone()].to_owned();
    own.span.start = start.max(line.span.start);
    own.span.end = end.max(own.span.start);
    own.blank = if row == 0 { line.blank.max(1) } else { line.blank };
    own
}

fn has_gap(text: &str) -> bool {
    text.contains("   ") || text.contains('\t')
}

/// Where the cells of a line are, that wide gaps part.
fn cells(text: &str) -> Vec<Range<usize>> {
    let mut cells: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for piece in text.split_inclusive("   ").flat_map(|piece| piece.split_inclusive('\t')) {
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let start = from + piece.len() - piece.trim_start().len();
            cells.push(start..start + trimmed.len());
        }
        from += piece.len();
    }
    cells
}

/// How many lines the blocks side by side have that begin with these lines.
fn block(lines: &[Line]) -> Option<usize> {
    let first = lines.first().filter(|line| has_gap(&line.text))?;
    let columns = cells(&first.text);
    if !(2..=MOST).contains(&columns.len()) {
        return None;
    }
    let length = lines.iter().take(8).take_while(|line| cells(&line.text).len() == columns.len()).count();
    let all = |at: usize, test: &dyn Fn(&str) -> bool| {
        lines.get(at).is_some_and(|line| cells(&line.text).iter().all(|range| test(line.text[range.clone()].trim())))
    };
    let person = |text: &str| shape::is_person(tidy::without_titles(text.trim_end_matches(',')).1);
    let sign_for = all(0, &|text| body::begins(text)) && all(1, &person);
    let persons = all(0, &person) && all(1, &|text| shape::begins_office(text) && !person(text));
    (length >= 2 && (sign_for || persons)).then_some(length)
}

#[cfg(test)]
mod tests {
    use broadside_model::Span;

    use super::super::line::{Marks, lines};

    #[test]
    fn blocks_stand_below_one_another() {
        let text = "For the Kiln Union       For the Clay League\nJane Poe                 John Roe\nSecretary                Chair";
        let span = Span::new(0, text.len());
        let lines = lines(text, span, &Marks::new(span, &[]));
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["For the Kiln Union", "Jane Poe", "Secretary", "For the Clay League", "John Roe", "Chair"]);
        assert!(lines.iter().all(|line| text[line.span.range()] == line.text));
    }
}
