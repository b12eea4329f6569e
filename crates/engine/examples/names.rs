//! Prints the names in documents: `names FILE`, a document a line, `LANGUAGE<tab>TEXT`, line ends in TEXT written `\n`,
//! tabs `\t`, backslashes `\\`. Gives a line a document: `KIND START END CONFIDENCE` in bytes, parted by tabs.

use std::io::Write;

use broadside_engine::mentions::names;
use broadside_model::Span;

fn unescaped(text: &str) -> String {
    let (mut out, mut letters) = (String::with_capacity(text.len()), text.chars());
    while let Some(letter) = letters.next() {
        match (letter, if letter == '\\' { letters.next() } else { None }) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('t')) => out.push('\t'),
            ('\\', Some(other)) => out.push(other),
            _ => out.push(letter),
        }
    }
    out
}

fn main() -> std::io::Result<()> {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("names FILE");
        std::process::exit(2);
    };
    let (input, mut out) = (std::fs::read_to_string(path)?, std::io::BufWriter::new(std::io::stdout().lock()));
    for line in input.lines() {
        let (language, text) = line.split_once('\t').unwrap_or(("", line));
        let text = unescaped(text);
        let language = Some(language).filter(|language| !language.is_empty());
        let found = names::find(&text, Span::new(0, text.len()), language, &[]);
        let spans: Vec<String> = found
            .iter()
            .map(|m| format!("{} {} {} {}", m.kind.name(), m.span.start, m.span.end, m.confidence))
            .collect();
        writeln!(out, "{}", spans.join("\t"))?;
    }
    Ok(())
}
