//! XML of word-processor files → a stream of steps that cannot be made to explode.
//!
//! No entity but the five of XML and character references is expanded, no document type is read, nothing outside the
//! file is fetched; broken markup ends the stream where it breaks, with what was read so far. Names are given without
//! their prefix: producers choose prefixes freely.

use std::borrow::Cow;

use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements nested deeper than this end the stream.
const MAX_DEPTH: usize = 4096;

/// One step through a document.
#[derive(Debug)]
pub enum Step<'a> {
    /// An element begins; every one is ended by [`Step::End`], also an empty one.
    Start(Element<'a>),
    /// The innermost element ends.
    End,
    /// Characters.
    Text(Cow<'a, str>),
}

/// The start tag of an element.
#[derive(Debug)]
pub struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without prefix.
    pub fn name(&self) -> &str {
        local(self.0.name().0)
    }

    /// The value of the attribute of that name, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| local(attribute.key.0) == name)?;
        Some(unescape(&found.value))
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Text with the five entities of XML and character references resolved; any other `&` stays as it is.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name = after.split_once(';').map(|(name, _)| name).filter(|name| name.len() <= 10);
        match name.and_then(|name| resolve(name).map(|c| (c, name.len()))) {
            Some((c, len)) => {
                out.push(c);
                rest = &after[len + 1..];
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn resolve(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{A0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            Some(char::from_u32(code).filter(|&c| c != '\0').unwrap_or('\u{FFFD}'))
        }
    }
}

/// The characters of an XML part: by byte-order mark, by its declaration, else UTF-8.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    let head = &bytes[..bytes.len().min(200)];
    let declared = memchr::memmem::find(head, b"encoding=").and_then(|at| {
        let label = head[at + 9..].split(|byte| matches!(byte, b'"' | b'\'')).nth(1)?;
        Encoding::for_label(label)
    });
    match (head, declared) {
        ([b'<', 0, ..], _) => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0,
        ([0, b'<', ..], _) => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0,
        (_, Some(encoding)) if encoding.is_ascii_compatible() => encoding.decode_without_bom_handling(bytes).0,
        _ => String::from_utf8_lossy(bytes),
    }
}

/// Walks through a document; gives whether it was well-formed to its end. `visit` returns whether to go on.
pub fn walk(xml: &str, mut visit: impl FnMut(Step<'_>) -> bool) -> bool {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    let mut depth = 0usize;
    loop {
        let go_on = match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                depth <= MAX_DEPTH && visit(Step::Start(Element(start)))
            }
            Ok(Event::End(_)) if depth > 0 => {
                depth -= 1;
                visit(Step::End)
            }
            Ok(Event::Text(text)) => visit(Step::Text(text.xml10_content())),
            Ok(Event::CData(text)) => visit(Step::Text(text.xml10_content())),
            Ok(Event::GeneralRef(name)) => match resolve(&name) {
                Some(c) => visit(Step::Text(c.to_string().into())),
                None => visit(Step::Text(format!("&{};", &*name).into())),
            },
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => true,
            Err(_) => return false,
        };
        if !go_on {
            return depth <= MAX_DEPTH;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> String {
        let mut out = String::new();
        walk(xml, |step| {
            if let Step::Text(text) = step {
                out.push_str(&text);
            }
            true
        });
        out
    }

    #[test]
    fn entities_are_not_expanded() {
        let bomb =
            r#"<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c; &amp;&#233;</a>"#;
        assert_eq!(text(bomb), "&b;&c; &é");
    }

    #[test]
    fn broken_markup_gives_what_stands_before_it() {
        assert_eq!(text("<a>one<b>two</c> <d"), "onetwo ");
    }

    #[test]
    fn attributes_are_found_without_their_prefix() {
        let mut values = Vec::new();
        walk(r#"<w:p w:val="a&quot;b" bad/>"#, |step| {
            if let Step::Start(element) = step {
                values.push((element.name().to_owned(), element.attribute("val")));
            }
            true
        });
        assert_eq!(values, [("p".to_owned(), Some("a\"b".to_owned()))]);
    }
}
