//! Bytes of a text file → characters.
//!
//! Takes the bytes and, where the file declares one, the name of an encoding; gives the text exactly as the bytes decode
//! to (byte-order mark as U+FEFF, line ends and NUL kept), the IANA name of the encoding and the places that could not be
//! decoded; or nothing, when the bytes are not text. Order of trust: byte-order mark, escape sequences of ISO-2022-JP,
//! the pattern of zero bytes of UTF-16 and UTF-32, valid UTF-8, the file's own word, nearly valid UTF-8, and last a guess
//! from the letters.

use broadside_model::{Diagnostic, Span};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use super::compose::{note, warning};

/// Diagnostics about single undecodable places; more are counted in one.
const MAX_PLACES: usize = 20;

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; U+FFFD where bytes could not be decoded.
    pub text: String,
    /// IANA name of the encoding.
    pub encoding: &'static str,
    /// Whether the encoding was guessed from the letters.
    pub is_guess: bool,
    /// Where in `text` a U+FFFD stands for undecodable bytes, neighbours merged.
    pub undecodable: Vec<Span>,
}

impl Decoded {
    fn whole(text: String, encoding: &'static str) -> Self {
        Decoded { text, encoding, is_guess: false, undecodable: Vec::new() }
    }

    /// What the reader of the text should know about its decoding.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        if self.is_guess {
            let message = format!("the encoding is not declared; it was taken to be {}", self.encoding);
            diagnostics.push(note(message, "if letters look wrong, save the file as UTF-8 and add it again"));
        }
        for &place in self.undecodable.iter().take(MAX_PLACES) {
            let message = format!("bytes that are not valid {} were replaced by U+FFFD", self.encoding);
            diagnostics.push(warning(message, "look at the original bytes; the file may be damaged here").at(place));
        }
        if let Some(more) = self.undecodable.len().checked_sub(MAX_PLACES).filter(|&more| more > 0) {
            let message = format!("{more} more places hold bytes that are not valid {}", self.encoding);
            diagnostics.push(warning(message, "the file may be damaged, or be in another encoding"));
        }
        diagnostics
    }
}

/// Decodes `bytes`; `declared` is the label of the encoding the file names itself, if it does. `None` when the bytes are
/// not text.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Option<Decoded> {
    if let Some(decoded) = by_mark(bytes) {
        return (!is_binary_text(&decoded.text)).then_some(decoded);
    }
    let valid = std::str::from_utf8(bytes);
    if memchr::memchr(0, bytes).is_some()
        && let Some(decoded) = by_zeros(bytes)
    {
        return Some(decoded);
    }
    if let Ok(text) = valid {
        if let Some(decoded) = by_escapes(bytes) {
            return Some(decoded);
        }
        return (control_bytes(bytes) * 10 <= bytes.len()).then(|| Decoded::whole(text.to_owned(), "UTF-8"));
    }
    if control_bytes(bytes) * 100 > bytes.len() {
        return None;
    }
    let decoded = declared
        .and_then(|label| by_label(bytes, label))
        .or_else(|| nearly_utf8(bytes))
        .or_else(|| by_letters(bytes))?;
    let lost = decoded.undecodable.len();
    (lost * 20 <= decoded.text.len()).then_some(decoded)
}

/// By byte-order mark.
fn by_mark(bytes: &[u8]) -> Option<Decoded> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some(utf8_lossy(bytes)),
        [0xFF, 0xFE, 0, 0, ..] => Some(utf32(bytes, u32::from_le_bytes, "UTF-32LE")),
        [0, 0, 0xFE, 0xFF, ..] => Some(utf32(bytes, u32::from_be_bytes, "UTF-32BE")),
        [0xFF, 0xFE, ..] => Some(by_encoding(bytes, encoding_rs::UTF_16LE)),
        [0xFE, 0xFF, ..] => Some(by_encoding(bytes, encoding_rs::UTF_16BE)),
        _ => None,
    }
}

/// ISO-2022-JP, which is all ASCII bytes: known by its escape sequences.
fn by_escapes(bytes: &[u8]) -> Option<Decoded> {
    memchr::memchr(0x1B, bytes)?;
    let shifts = [&b"\x1B$B"[..], b"\x1B$@"].iter().any(|shift| memchr::memmem::find(bytes, shift).is_some());
    let decoded = shifts.then(|| by_encoding(bytes, encoding_rs::ISO_2022_JP))?;
    decoded.undecodable.is_empty().then_some(decoded)
}

/// UTF-16 and UTF-32 without a mark: half or three quarters of their bytes tend to be zero, always in the same places.
fn by_zeros(bytes: &[u8]) -> Option<Decoded> {
    let sample = &bytes[..bytes.len().min(1 << 16) & !3];
    let mut zeros = [0usize; 4];
    for (index, _) in sample.iter().enumerate().filter(|&(_, &byte)| byte == 0) {
        zeros[index % 4] += 1;
    }
    let quarter = (sample.len() / 4).max(1);
    let all = |places: [usize; 2]| places.iter().all(|&place| zeros[place] * 100 >= quarter * 98);
    let candidate = if all([2, 3]) && zeros[0] * 10 < quarter {
        utf32(bytes, u32::from_le_bytes, "UTF-32LE")
    } else if all([0, 1]) && zeros[3] * 10 < quarter {
        utf32(bytes, u32::from_be_bytes, "UTF-32BE")
    } else {
        let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3]);
        let enough = sample.len() / 2 / 33;
        if odd > enough && even * 10 <= odd {
            by_encoding(bytes, encoding_rs::UTF_16LE)
        } else if even > enough && odd * 10 <= even {
            by_encoding(bytes, encoding_rs::UTF_16BE)
        } else {
            return None;
        }
    };
    (candidate.undecodable.len() <= 1 && !is_binary_text(&candidate.text)).then_some(candidate)
}

/// By the label a file declares, unless the bytes are not valid in that encoding.
fn by_label(bytes: &[u8], label: &str) -> Option<Decoded> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    let is_wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    if is_wide || encoding == encoding_rs::REPLACEMENT || encoding == encoding_rs::UTF_8 {
        return None;
    }
    let decoded = by_encoding(bytes, encoding);
    (decoded.undecodable.len() * 200 <= decoded.text.len()).then_some(decoded)
}

/// UTF-8 with a few broken places: far more characters beyond ASCII are whole than broken, or only the end is cut off.
fn nearly_utf8(bytes: &[u8]) -> Option<Decoded> {
    let (mut whole, mut broken) = (0usize, 0usize);
    let mut end = 0;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        end += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let is_cut = end + chunk.invalid().len() == bytes.len() && chunk.invalid()[0] >= 0xC2;
            broken += usize::from(!is_cut || whole == 0);
            end += chunk.invalid().len();
        }
    }
    (whole > 0 && whole >= broken * 4).then(|| utf8_lossy(bytes))
}

/// The most likely legacy encoding by its letters.
fn by_letters(bytes: &[u8]) -> Option<Decoded> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let encoding = if is_macintosh(bytes, guess) { encoding_rs::MACINTOSH } else { guess };
    let decoded = by_encoding(bytes, encoding);
    Some(Decoded { is_guess: true, ..decoded })
}

/// Whether a guess at a Western or Central European encoding of Windows is really the one of old Macintosh computers,
/// which the detector does not know: there the bytes 0x80 to 0x9F are letters, on Windows quotes, dashes and capitals,
/// and those do not stand between two small letters. The apostrophe and the dashes of Windows (0x92, 0x96, 0x97), which
/// do, count neither for nor against.
fn is_macintosh(bytes: &[u8], guess: &'static Encoding) -> bool {
    let is_rival = [encoding_rs::WINDOWS_1252, encoding_rs::WINDOWS_1250, encoding_rs::WINDOWS_1254].contains(&guess);
    let is_neutral = |byte: u8| matches!(byte, 0x92 | 0x96 | 0x97);
    let beyond = bytes.iter().filter(|&&byte| byte >= 0x80 && !is_neutral(byte)).count();
    let is_small_there = |byte: u8| matches!(byte, 0x9A | 0x9C | 0x9D | 0x9E);
    let is_sign = |byte: u8| matches!(byte, 0x80..=0x9F) && !is_neutral(byte) && !is_small_there(byte);
    let inside = |three: &&[u8]| three[0].is_ascii_lowercase() && is_sign(three[1]) && three[2].is_ascii_lowercase();
    let count = bytes.windows(3).filter(inside).count();
    is_rival && count >= 2 && count * 5 > beyond * 2
}

/// Decodes by a known encoding, keeping a byte-order mark.
fn by_encoding(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let undecodable = if has_errors { replaced(&text) } else { Vec::new() };
    Decoded { text, encoding: encoding.name(), is_guess: false, undecodable }
}

/// Runs of U+FFFD.
fn replaced(text: &str) -> Vec<Span> {
    let mut places: Vec<Span> = Vec::new();
    for (start, mark) in text.match_indices('\u{FFFD}') {
        let end = start + mark.len();
        match places.last_mut() {
            Some(last) if last.end as usize == start => *last = Span::new(last.start as usize, end),
            _ => places.push(Span::new(start, end)),
        }
    }
    places
}

fn utf8_lossy(bytes: &[u8]) -> Decoded {
    let mut decoded = Decoded::whole(String::with_capacity(bytes.len()), "UTF-8");
    for chunk in bytes.utf8_chunks() {
        decoded.text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        let start = decoded.text.len();
        decoded.text.push('\u{FFFD}');
        let end = decoded.text.len();
        match decoded.undecodable.last_mut() {
            Some(last) if last.end as usize == start => *last = Span::new(last.start as usize, end),
            _ => decoded.undecodable.push(Span::new(start, end)),
        }
    }
    decoded
}

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32, name: &'static str) -> Decoded {
    let (units, rest) = bytes.as_chunks::<4>();
    let chars = units.iter().map(|&bytes| char::from_u32(unit(bytes)));
    let is_damaged = !rest.is_empty() || chars.clone().any(|c| c.is_none());
    let mut text: String = chars.map(|c| c.unwrap_or('\u{FFFD}')).collect();
    if !rest.is_empty() {
        text.push('\u{FFFD}');
    }
    let undecodable = if is_damaged { replaced(&text) } else { Vec::new() };
    Decoded { text, encoding: name, is_guess: false, undecodable }
}

/// Bytes that no text needs: control characters but for white space, escape, backspace and the DOS end of file.
fn control_bytes(bytes: &[u8]) -> usize {
    const fn is_control(byte: u8) -> bool {
        byte == 0x7F || byte < 0x20 && !matches!(byte, 8..=13 | 0x1A | 0x1B)
    }
    const TABLE: [u8; 256] = {
        let mut table = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = is_control(byte as u8) as u8;
            byte += 1;
        }
        table
    };
    bytes.iter().map(|&byte| usize::from(TABLE[byte as usize])).sum()
}

/// Whether decoded characters are mostly ones no text holds.
fn is_binary_text(text: &str) -> bool {
    let (mut odd, mut all) = (0usize, 0usize);
    for c in text.chars().take(1 << 16) {
        all += 1;
        let is_control = c.is_control() && !matches!(c, '\u{8}'..='\u{D}' | '\u{1A}' | '\u{1B}');
        // Private use, the replacement character and what follows it, and the planes above the ideographs.
        odd +=
            usize::from(is_control || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}'..='\u{FFFF}' | '\u{30000}'..));
    }
    odd > 2 && odd * 20 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Decoded {
        decode(bytes, None).expect("it is text")
    }

    #[test]
    fn utf8_is_kept_to_the_byte() {
        let text = "\u{FEFF}a\r\nb\0c\u{c}\n";
        assert_eq!(decoded(text.as_bytes()).text, text);
        assert_eq!(decoded(text.as_bytes()).diagnostics(), []);
    }

    #[test]
    fn utf16_and_utf32_are_known_with_and_without_a_mark() {
        let text = "Declaración de los trabajadores\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let wide: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
        for (bytes, name) in [(&little, "UTF-16LE"), (&big, "UTF-16BE"), (&wide, "UTF-32BE")] {
            assert_eq!((decoded(bytes).text.as_str(), decoded(bytes).encoding), (text, name));
        }
        let marked = [&[0xFF, 0xFE][..], &little].concat();
        assert_eq!(decoded(&marked).text, format!("\u{FEFF}{text}"));
    }

    #[test]
    fn cyrillic_utf16_without_a_mark_is_known_by_its_spaces() {
        let text = "Мы требуем освобождения всех задержанных рабочих завода.\n";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&bytes).text, text);
    }

    #[test]
    fn legacy_encodings_are_guessed_and_said() {
        let text = "Мы требуем освобождения всех задержанных рабочих завода. Профсоюз металлистов.";
        for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R, encoding_rs::IBM866] {
            let got = decoded(&encoding.encode(text).0);
            assert_eq!(got.text, text, "{}", encoding.name());
            assert_eq!(got.diagnostics().len(), 1);
        }
    }

    #[test]
    fn text_of_an_old_macintosh_is_told_from_windows() {
        let text =
            "Los compañeros mexicanos están en la cárcel desde el miércoles; la situación es difícil, señaló él.";
        assert_eq!(
            decoded(&[&encoding_rs::WINDOWS_1252.encode(text).0[..], b"\x97fin\x97"].concat()).encoding,
            "windows-1252"
        );
        let bytes: Vec<u8> = text
            .chars()
            .map(|c| match c {
                'ñ' => 0x96,
                'á' => 0x87,
                'é' => 0x8E,
                'í' => 0x92,
                'ó' => 0x97,
                _ => c as u8,
            })
            .collect();
        assert_eq!(decoded(&bytes).text, text);
    }

    #[test]
    fn a_broken_place_in_utf8_is_named() {
        let got = decoded(b"caf\xC3\xA9 \xC3\xA0 la carte, \xC3\xAAtre, \xC3\xA9t\xC3\xA9, \xFFfin");
        assert_eq!(got.encoding, "UTF-8");
        assert_eq!(&got.text[got.undecodable[0].range()], "\u{FFFD}");
    }

    #[test]
    fn the_declared_encoding_wins_over_a_guess() {
        assert_eq!(decode(b"\xE9t\xE9", Some("iso-8859-1")).map(|d| d.text), Some("été".to_owned()));
    }

    #[test]
    fn binary_is_not_text() {
        let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&noise, None), None);
        assert_eq!(decode(&[0; 64], None), None);
    }
}
