//! The time expressions of documents, for measuring against annotated ones.
//!
//! `time_expressions [--ranges]` reads a document a line from standard input: id, day of the document (`2007-08-09`, or
//! empty), language (ISO 639, or empty) and text, separated by tabs; `\n`, `\t` and `\\` stand for a line end, a tab and a
//! backslash in the text. It prints a line an expression: id, first byte, byte behind the last, TIMEX3 type, TIMEX3
//! value, EDTF date, rule, and the text in the same escapes. A range has a line for each end; with `--ranges`, one line.

use broadside_engine::mentions::time;
use broadside_model::Span;
use broadside_model::edtf::Day;
use std::io::{BufRead, Write, stdin, stdout};

fn main() -> std::io::Result<()> {
    let ranges = std::env::args().any(|argument| argument == "--ranges");
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let line = line?;
        let mut columns = line.splitn(4, '\t');
        let (Some(id), Some(anchor), Some(language), Some(text)) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let (anchor, text) = (day(anchor), unescape(text));
        let language = (!language.is_empty()).then_some(language);
        for expression in time::find(&text, Span::new(0, text.len()), language) {
            let date = expression.date(anchor).map_or(String::new(), |date| date.to_string());
            let all = if ranges { expression.timex(anchor).into_iter().collect() } else { expression.timexes(anchor) };
            for timex in all {
                let words = escape(text.get(timex.span.range()).unwrap_or_default());
                let (span, kind, rule) = (timex.span, timex.kind.as_str(), expression.rule);
                writeln!(out, "{id}\t{}\t{}\t{kind}\t{}\t{date}\t{rule}\t{words}", span.start, span.end, timex.value)?;
            }
        }
    }
    out.flush()
}

fn day(text: &str) -> Option<Day> {
    let mut numbers = text.split('-');
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, if letter == '\\' { letters.next() } else { None }) {
            ('\\', Some('n')) => plain.push('\n'),
            ('\\', Some('t')) => plain.push('\t'),
            ('\\', Some(other)) => plain.push(other),
            (letter, _) => plain.push(letter),
        }
    }
    plain
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t")
}
