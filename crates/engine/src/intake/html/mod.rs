//! Saved web pages and other HTML → a [`Reading`] that tells the main text from the furniture around it.
//!
//! Takes decoded HTML, gives the visible text of the whole page with a block for every run of text; a block that is not
//! main text (menus, notices, share bars, comments, advertisements) says so in its `furniture`. Nothing is left out
//! but what a browser does not show. [`dom`] parses, [`layout`] writes the text, [`names`] and [`cues`] know the words
//! of furniture, [`page`] sums up, [`judge`] decides, [`metadata`] reads what the page says of itself ([`json`] its JSON-LD).

mod cues;
mod dom;
mod json;
mod judge;
mod layout;
mod metadata;
mod names;
mod page;
mod sniff;
mod tag;
mod vocabulary;

pub use sniff::{declared_charset, looks_like_html};

use broadside_model::{Block, Diagnostic, Format, Method, Page, Reading, Severity, Span};
use dom::Dom;

/// Bytes of HTML that are read; more is cut off. Spans are 32 bits wide, and no page a person reads comes near.
const MAX_BYTES: usize = 64 << 20;

/// Reads a page. Never fails: what cannot be read in full is said in a diagnostic.
pub fn read(html: &str) -> Reading {
    let mut reading = Reading { method: Method::Markup, ..Reading::empty(Format::Html) };
    let cut = html.len() > MAX_BYTES;
    let html = html.get(..floor_char_boundary(html, MAX_BYTES)).unwrap_or(html);
    let dom = Dom::parse(html);
    if cut || dom.cut {
        reading.diagnostics.push(Diagnostic::new(
            Severity::Warning,
            "intake",
            "the page is too large and was read only in part",
            "split the file if its end matters",
        ));
    }
    let found = metadata::read(&dom);
    let hidden = layout::hidden(&dom);
    let layout = layout::lay_out(&dom, &hidden);
    let reasons = judge::judge(&dom, &layout, &found.title);
    reading.blocks = layout
        .pieces
        .iter()
        .zip(reasons)
        .map(|(piece, reason)| Block {
            raw: piece.raw,
            kind: piece.kind,
            level: piece.level,
            page: 1,
            column: 0,
            furniture: reason.map(|reason| reason.words().to_owned()),
        })
        .collect();
    reading.metadata = found.metadata;
    reading.pages.push(Page {
        number: 1,
        raw: Span::new(0, layout.raw.len()),
        width: 0.0,
        height: 0.0,
        method: Method::Markup,
        wants_ocr: false,
    });
    reading.raw = layout.raw;
    reading
}

/// The last character boundary at or before `at`.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn main_text(reading: &Reading) -> Vec<&str> {
        let kept = reading.blocks.iter().filter(|block| block.furniture.is_none());
        kept.filter_map(|block| reading.raw.get(block.raw.range())).collect()
    }

    const BODY: &str = "<p>The assembly of the harbour workers met on Sunday and resolved, by a large majority, to keep \
        the gates closed.</p><p>It calls on all unions of the coast, on the tenants and on the students, to join the \
        march of the ninth of May.</p>";

    #[test]
    fn menus_comments_and_footers_are_furniture_and_stay_in_the_raw_text() {
        let page = format!(
            "<body><nav><a href=/>Home</a> <a href=/a>About</a></nav><main><h1>Resolution</h1>{BODY}</main>\
             <div id=comments><h3>2 comments</h3><p>Well said, we will be there on the ninth, all of us, early.</p></div>\
             <footer>© Harbour Union</footer></body>"
        );
        let reading = read(&page);
        assert_eq!(main_text(&reading).len(), 3);
        assert_eq!(main_text(&reading).first(), Some(&"Resolution"));
        for furniture in ["Home About", "Well said", "© Harbour Union"] {
            assert!(reading.raw.contains(furniture), "{furniture}");
        }
        let reason = |text: &str| {
            let block = reading.blocks.iter().find(|block| reading.raw[block.raw.range()].starts_with(text));
            block.and_then(|block| block.furniture.as_deref())
        };
        assert_eq!(reason("Home"), Some("navigation"));
        assert_eq!(reason("Well said"), Some("comments"));
        assert_eq!(reason("©"), Some("footer"));
    }

    #[test]
    fn blocks_cover_all_of_the_raw_text_but_white_space() {
        let page = format!(
            "<ul><li>one<li>two<ul><li>deep</ul></ul><table><tr><td>a<td>b<tr><td>c<td>d</table>{BODY}tail<br>line<br><br>new"
        );
        let reading = read(&page);
        let mut at = 0;
        for block in &reading.blocks {
            assert!(reading.raw[at..block.raw.range().start].trim().is_empty());
            assert!(!block.raw.is_empty());
            at = block.raw.range().end;
        }
        assert_eq!(at, reading.raw.len());
        assert!(reading.raw.starts_with("one\ntwo\ndeep\n\na\tb\nc\td\n\nThe assembly"), "{}", reading.raw);
        assert!(reading.raw.ends_with("tail\nline\n\nnew"), "{}", reading.raw);
    }

    #[test]
    fn a_communique_in_pre_keeps_its_lines() {
        let reading = read("<html><body><pre>\nTO THE PEOPLE\n\n   We declare:\n  1. no rent\n</pre></body></html>");
        assert_eq!(reading.raw, "TO THE PEOPLE\n\n   We declare:\n  1. no rent");
        assert_eq!(main_text(&reading).len(), 1);
    }

    #[test]
    fn blank_characters_alone_are_no_block() {
        let reading = read("<p>one</p><p>\u{2003}</p><div>\u{85}\u{3000}</div><p>two</p><p>\u{2003}");
        assert_eq!(reading.raw, "one\n\ntwo");
        assert_eq!(reading.blocks.len(), 2);
    }

    #[test]
    fn scripts_and_hidden_text_are_not_shown() {
        let reading = read("<p>Seen<script>x()</script><span hidden>not</span> <b style='display: none'>not</b>text");
        assert_eq!(reading.raw, "Seen text");
    }

    #[test]
    fn markup_nested_without_end_is_read() {
        let deep = "<div><b><table><tr><td>".repeat(3_000) + "end";
        assert!(read(&deep).raw.contains("end"));
        assert_eq!(read("").raw, "");
    }
}
