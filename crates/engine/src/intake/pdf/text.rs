//! Text of a PDF's glyphs and strings, made fit for the raw text.

use hayro_interpret::hayro_cmap::BfString;

/// What a glyph stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum GlyphText {
    /// A space of some kind.
    Space,
    /// Characters, none of them white space or a control.
    Chars(BfString),
    /// The file does not say, or says nonsense.
    Unknown,
}

/// What stands in the raw text for a glyph that the file gives no character for.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// The meaning of what the engine gives for a glyph.
pub(super) fn glyph_text(unicode: Option<BfString>, code: u32) -> GlyphText {
    match unicode {
        None if code == 32 => GlyphText::Space,
        None => GlyphText::Unknown,
        Some(BfString::Char(c)) if c.is_whitespace() => GlyphText::Space,
        Some(BfString::Char(c)) if is_unfit(c) => GlyphText::Unknown,
        Some(BfString::String(s)) if s.trim().is_empty() => GlyphText::Space,
        Some(BfString::String(s)) if s.chars().any(|c| c.is_whitespace() || is_unfit(c)) => {
            let kept: String = s.chars().filter(|&c| !c.is_whitespace() && !is_unfit(c)).collect();
            if kept.is_empty() { GlyphText::Unknown } else { GlyphText::Chars(BfString::String(kept)) }
        }
        Some(text) => GlyphText::Chars(text),
    }
}

/// Whether a character cannot stand in text: controls (a form feed would part pages), byte-order marks, noncharacters.
fn is_unfit(c: char) -> bool {
    c.is_control() || c == UNKNOWN || matches!(c, '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}') || (c as u32) & 0xFFFE == 0xFFFE
}

/// Whether a character is of a private use area, where fonts put what they do not want to name.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// A PDF text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with a byte-order mark, else PDFDocEncoding.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|&pair| unit(pair)).collect();
        String::from_utf16_lossy(&units)
    };
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| pdf_doc(byte)).collect(),
    };
    // UTF-16 strings may carry language codes between escapes (7.9.2.2.2).
    let mut plain = String::with_capacity(text.len());
    for (at, part) in text.split('\u{1B}').enumerate() {
        if at % 2 == 0 {
            plain.extend(part.chars().filter(|c| !c.is_control() || c.is_whitespace()));
        }
    }
    plain.trim().to_owned()
}

/// PDFDocEncoding (ISO 32000-2, annex D.3), which is Latin-1 but for these.
fn pdf_doc(byte: u8) -> char {
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł',
        'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    match byte {
        0x18..=0x1F => LOW[usize::from(byte - 0x18)],
        0x80..=0xA0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_are_read_in_each_of_their_encodings() {
        assert_eq!(text_string(b"\xFE\xFF\x04\x1C\x04\x38\x04\x40"), "Мир");
        assert_eq!(text_string(b"\xEF\xBB\xBFpaix \xC3\xA9tablie"), "paix établie");
        assert_eq!(text_string(b"Union \x84 caf\xE9 \xA0"), "Union — café €");
        assert_eq!(text_string(b"\xFE\xFF\x00\x1B\x00e\x00n\x00\x1B\x00a"), "a");
    }

    #[test]
    fn a_glyph_never_brings_controls_into_the_text() {
        assert_eq!(glyph_text(Some(BfString::Char('\u{c}')), 12), GlyphText::Space);
        assert_eq!(glyph_text(Some(BfString::Char('\0')), 0), GlyphText::Unknown);
        assert_eq!(glyph_text(Some(BfString::String("fi".into())), 1), GlyphText::Chars(BfString::String("fi".into())));
        assert_eq!(glyph_text(None, 32), GlyphText::Space);
    }
}
