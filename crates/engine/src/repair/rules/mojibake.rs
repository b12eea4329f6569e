//! `mojibake`: UTF-8 that was read as Windows-1252, Latin-1, Windows-1251 or Mac Roman becomes itself again, also when
//! that happened twice; C1 control characters that are Windows-1252 punctuation become it.
//!
//! `peopleâ€™s` → `people’s`, `ÐœÐ¸Ñ€` → `Мир`, `cafÃƒÂ©` → `café`. A sequence is mended only when its characters map
//! to bytes that are valid UTF-8 of a character likely in running text; sequences that good text may also hold (`Ã”`
//! closes a Portuguese quotation) only where the text has clear ones.

use crate::repair::{Draft, Rule};
use broadside_model::Span;

/// The rule `mojibake`.
pub struct Mojibake;

/// An 8-bit encoding that UTF-8 was mistaken for: the characters of its bytes 80 to FF.
struct Table {
    high: [char; 128],
}

/// The upper halves of the encodings, as published by Unicode (MAPPINGS/VENDORS); bytes without a character stand for
/// themselves, as programs in practice read them.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

impl Table {
    fn new(upper: &str) -> Self {
        let mut high = ['\0'; 128];
        for (place, slot) in high.iter_mut().enumerate() {
            *slot = char::from(0x80 + place as u8);
        }
        for (slot, found) in high.iter_mut().zip(upper.chars()) {
            *slot = found;
        }
        Table { high }
    }

    fn byte(&self, found: char) -> Option<u8> {
        if found == '\0' || found.is_ascii() {
            return None;
        }
        if ('\u{80}'..='\u{9f}').contains(&found) {
            return Some(found as u8);
        }
        self.high.iter().position(|&entry| entry == found).map(|place| 0x80 + place as u8)
    }

    /// The character that the start of `text` is mojibake of, and how many bytes of `text` it takes.
    fn decode(&self, text: &str) -> Option<(char, usize)> {
        let mut chars = text.chars();
        let first = chars.next()?;
        let lead = self.byte(first)?;
        let count = match lead {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        let mut bytes = [lead, 0, 0, 0];
        let mut len = first.len_utf8();
        for slot in &mut bytes[1..count] {
            let next = chars.next()?;
            // A space that a reader put for the no-break space is not enough evidence.
            *slot = self.byte(next).filter(|byte| (0x80..0xC0).contains(byte))?;
            len += next.len_utf8();
        }
        let decoded = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
        Some((decoded, len))
    }
}

impl Rule for Mojibake {
    fn name(&self) -> &'static str {
        "mojibake"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let western = draft.has(0xC3) && (0x80..0xC0).any(|byte| draft.has(byte) && byte != 0xA9);
        if western || draft.has(0xC3) {
            mend(self.name(), draft, &Table::new(WINDOWS_1252), "ÂÃÄÅÎÏÐÑâã×Øðä", false);
        }
        if draft.has(0xD0)
            && (draft.has(0xA0) && draft.has(0xA1) || draft.has(0xB2) && draft.has(0x82))
            && has_cyrillic_lead(draft.raw())
        {
            mend(self.name(), draft, &Table::new(WINDOWS_1251), "РСвГ", true);
        }
        if draft.has(0xE2) && draft.has(0x9A) && (draft.raw().contains('√') || draft.raw().contains("‚Ä")) {
            mend(self.name(), draft, &Table::new(MAC_ROMAN), "√‚", false);
        }
        if draft.has(0xC3) && draft.has(0xAD) {
            mac_apostrophes(self.name(), draft);
        }
        if draft.has(0xC2) && (0x80..0xA0).any(|byte| draft.has(byte)) {
            punctuation(self.name(), draft);
        }
    }
}

/// A quick look for Windows-1251 mojibake: capital Р or С before a character that no Russian word has there.
fn has_cyrillic_lead(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let pair = |at: usize| {
        matches!(
            bytes.get(at..at + 4),
            Some(
                [0xD0, 0xA0 | 0xA1, 0xC2, _]
                    | [0xD0, 0xA0 | 0xA1, 0xE2, 0x80 | 0x82 | 0x84]
                    | [0xD0, 0xA0 | 0xA1, 0xD0, 0x82..=0x8F]
                    | [0xD0, 0xA0 | 0xA1, 0xD1, 0x91..=0x9F]
                    | [0xD0, 0xB2, 0xD0, 0x82]
            )
        )
    };
    memchr::memchr_iter(0xD0, bytes).any(pair)
}

struct Find {
    raw: Span,
    after: String,
    clear: bool,
}

/// Finds runs of mojibake in one mistaken encoding; `leads` are the characters a run may start with.
fn mend(rule: &'static str, draft: &mut Draft<'_>, table: &Table, leads: &str, cyrillic: bool) {
    let raw = draft.raw();
    let mut finds: Vec<Find> = Vec::new();
    let mut at = 0;
    while let Some(found) = next_high(raw, at) {
        let Some(here) = raw[found..].chars().next() else { break };
        at = found + here.len_utf8();
        if !leads.contains(here) {
            continue;
        }
        if let Some((find, end)) = run(table, raw, found, cyrillic) {
            finds.push(find);
            at = end;
        }
    }
    let clear = finds.iter().any(|find| find.clear);
    let strong = finds.iter().filter(|find| find.clear).count() * 3 >= finds.len();
    for find in finds.into_iter().filter(|find| find.clear || clear && strong) {
        let after = again(find.after);
        draft.replace(rule, find.raw, after, if find.clear { 96 } else { 85 });
    }
}

fn next_high(raw: &str, at: usize) -> Option<usize> {
    raw.as_bytes()[at..].iter().position(|&byte| byte >= 0xC2).map(|found| at + found)
}

/// The longest run of mojibake at `start`.
fn run(table: &Table, raw: &str, start: usize, cyrillic: bool) -> Option<(Find, usize)> {
    let (mut end, mut after, mut clear, mut letters) = (start, String::new(), false, 0);
    while let Some((decoded, len)) = table.decode(&raw[end..]).filter(|&(decoded, _)| is_likely(decoded)) {
        clear |= is_clear(&raw[end..end + len], decoded, cyrillic);
        letters += usize::from(('\u{400}'..'\u{460}').contains(&decoded) || ('\u{370}'..'\u{400}').contains(&decoded));
        after.push(decoded);
        end += len;
    }
    let clear = clear || letters >= 3;
    (end > start).then(|| (Find { raw: Span::new(start, end), after, clear }, end))
}

/// Characters likely in running text: letters of living scripts, marks of punctuation, money and measure, emoji.
fn is_likely(decoded: char) -> bool {
    matches!(decoded, '\u{a0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{531}'..='\u{58f}' | '\u{5d0}'..='\u{5f4}' | '\u{600}'..='\u{6ff}'
        | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e5b}' | '\u{10a0}'..='\u{10ff}' | '\u{1e00}'..='\u{1fff}' | '\u{2010}'..='\u{203a}'
        | '\u{20a0}'..='\u{20bf}' | '\u{2116}' | '\u{2122}' | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{26ff}' | '\u{3001}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{fb00}'..='\u{fb06}' | '\u{1f300}'..='\u{1faff}' | '\u{200b}'..='\u{200d}'
        | '\u{feff}')
}

/// Whether good text has no such sequence: three characters or more, or `Ã`, `Â`, `√` before a sign that follows no
/// letter.
fn is_clear(sequence: &str, decoded: char, cyrillic: bool) -> bool {
    let mut chars = sequence.chars();
    let (lead, next) = (chars.next(), chars.next());
    if chars.next().is_some() {
        return true;
    }
    if cyrillic || !('\u{a0}'..='\u{17f}').contains(&decoded) {
        return false;
    }
    let sign = |next: char| matches!(next, '¡'..='¸' | 'º' | '¼'..='¿' | '\u{80}'..='\u{9f}' | 'ƒ' | '€' | '‰' | '†' | '‡' | 'ˆ' | '˜' | '™');
    match lead {
        Some('Ã' | 'Â') => next.is_some_and(sign),
        Some('Å' | 'Ä') => next.is_some_and(|next| sign(next) && next != '®' && next != '™'),
        Some('√') => next.is_some_and(|next| !next.is_whitespace()),
        _ => false,
    }
}

/// Mends once more what is still mojibake: text that went through the mistake twice or three times.
fn again(mut text: String) -> String {
    let table = Table::new(WINDOWS_1252);
    for _ in 0..2 {
        let (mut next, mut at) = (String::new(), 0);
        while let Some((decoded, len)) = table.decode(&text[at..]).filter(|&(decoded, _)| is_likely(decoded)) {
            next.push(decoded);
            at += len;
        }
        if at == 0 || at < text.len() {
            break;
        }
        text = next;
    }
    text
}

/// Apostrophes of Mac Roman that were read as Windows-1252 became `í` (`nationís`): mended before the endings of English
/// that stand behind one, in a text that has at least two such words and no `í` elsewhere between letters.
fn mac_apostrophes(rule: &'static str, draft: &mut Draft<'_>) {
    let raw = draft.raw();
    let mut found = Vec::new();
    for at in memchr::memmem::find_iter(raw.as_bytes(), "í") {
        let head = raw[..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let tail = raw[at + 2..].bytes().take_while(u8::is_ascii_alphabetic).count();
        let (head, tail) = (&raw[at - head..at], &raw[at + 2..at + 2 + tail]);
        let next = raw[at + 2 + tail.len()..].chars().next();
        let whole = next.is_none_or(|next| !next.is_alphanumeric());
        let ending = match tail {
            "s" => head.len() >= 3 && !head.ends_with("pa"),
            "t" => head.len() >= 3 && head.ends_with('n'),
            "ve" | "re" | "ll" => head.len() >= 2,
            _ => false,
        };
        if ending && whole {
            found.push(at);
        } else if !head.is_empty() && !tail.is_empty() {
            return;
        }
    }
    if found.len() >= 2 {
        for at in found {
            draft.replace(rule, Span::new(at, at + 2), "’", 90);
        }
    }
}

/// C1 control characters are Windows-1252 punctuation that was read as Latin-1.
fn punctuation(rule: &'static str, draft: &mut Draft<'_>) {
    let upper: Vec<char> = WINDOWS_1252.chars().collect();
    for (at, found) in draft.raw().char_indices().filter(|(_, found)| ('\u{80}'..='\u{9f}').contains(found)) {
        let after = upper[found as usize - 0x80];
        if after != found {
            draft.replace(rule, Span::new(at, at + 2), after.to_string(), 92);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mojibake;
    use crate::repair::testing::repaired;

    #[test]
    fn mojibake_is_mended() {
        assert_eq!(
            repaired(&Mojibake, "the peopleâ€™s â€œpeaceâ€\u{9d} â€“ cafÃ©, MÃ¼nchen"),
            "the people’s “peace” – café, München"
        );
        assert_eq!(repaired(&Mojibake, "ÐœÐ¸Ñ€ Ð¸ Ñ‚Ñ€ÑƒÐ´"), "Мир и труд");
        assert_eq!(repaired(&Mojibake, "РњРёСЂ Рё С‚СЂСѓРґ"), "Мир и труд");
        assert_eq!(repaired(&Mojibake, "caf√© and people‚Äôs"), "café and people’s");
        assert_eq!(repaired(&Mojibake, "cafÃƒÂ©"), "café");
        assert_eq!(repaired(&Mojibake, "it\u{92}s"), "it’s");
        assert_eq!(repaired(&Mojibake, "the sessionís work and the nationís"), "the session’s work and the nation’s");
    }

    #[test]
    fn good_text_stays() {
        for raw in [
            "AMANHÃ” É”",
            "Ångström Ä“ „Ä“",
            "Россия и СССР»",
            "РС «Р» С.",
            "À «Â» São Tomé",
            "√2 ‚so‘",
            "naïve Ãland",
            "№ С…",
            "el paísde García, los paísís",
            "one Luís alone",
        ] {
            assert_eq!(repaired(&Mojibake, raw), raw, "{raw}");
        }
    }
}
