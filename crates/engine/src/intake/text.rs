//! Plain text → its pages.
//!
//! The raw text is what the bytes decode to, to the character; form feeds, which printers and converters leave between
//! pages, part it into pages.

use broadside_model::{Format, Method, Page, Reading, Span};

use super::encoding::Decoded;

/// Reads a decoded text as one page, or one page between form feeds.
pub fn read(decoded: Decoded) -> Reading {
    let mut reading = Reading::empty(Format::Text);
    reading.method = Method::Decoded;
    reading.encoding = Some(decoded.encoding.to_owned());
    reading.diagnostics = decoded.diagnostics();
    reading.raw = decoded.text;
    reading.pages = pages(&reading.raw);
    reading
}

/// Pages between form feeds; after the last form feed only what is more than white space counts as a page.
fn pages(raw: &str) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut start = 0;
    let ends = memchr::memchr_iter(0xC, raw.as_bytes()).chain([raw.len()]);
    for end in ends {
        let is_tail = end == raw.len() && !pages.is_empty();
        if is_tail && raw[start..end].trim().is_empty() {
            break;
        }
        let number = pages.len() as u32 + 1;
        let raw = Span::new(start, end);
        pages.push(Page { number, raw, width: 0.0, height: 0.0, method: Method::Decoded, wants_ocr: false });
        start = end + 1;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::encoding::decode;

    #[test]
    fn form_feeds_part_pages_and_stay_in_the_raw_text() {
        let reading = read(decode(b"one\n\x0Ctwo\n\x0C\n", None).expect("text"));
        assert_eq!(reading.raw, "one\n\u{c}two\n\u{c}\n");
        let pages: Vec<&str> = reading.pages.iter().map(|page| &reading.raw[page.raw.range()]).collect();
        assert_eq!(pages, ["one\n", "two\n"]);
    }

    #[test]
    fn a_text_without_form_feeds_is_one_page() {
        assert_eq!(read(decode(b"one\r\ntwo", None).expect("text")).pages.len(), 1);
    }
}
