//! `soft-hyphen`: invisible characters inside words go: soft hyphens, zero-width spaces and joiners, byte-order marks,
//! direction marks in texts without right-to-left letters, object replacement characters.
//!
//! A soft hyphen at a line end belongs to the rules that join words. Zero-width space stays in scripts written without
//! spaces, joiner and non-joiner stay everywhere but between letters of Latin, Greek and Cyrillic.

use crate::repair::{Draft, Rule};
use broadside_model::Span;

/// The rule `soft-hyphen`.
pub struct SoftHyphen;

impl Rule for SoftHyphen {
    fn name(&self) -> &'static str {
        "soft-hyphen"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let soft = draft.has(0xC2) && draft.has(0xAD);
        let zero = draft.has(0xE2) && (draft.has(0x80) || draft.has(0x81));
        let mark = draft.has(0xEF) && (draft.has(0xBB) || draft.has(0xBF));
        if !(soft || zero || mark || draft.has(0xE1) && draft.has(0x8E)) {
            return;
        }
        let rtl = (0xD6..=0xDD).any(|byte| draft.has(byte)) || draft.has(0xEF) && draft.has(0xBA);
        let raw = draft.raw();
        let bytes = raw.as_bytes();
        let mut at = 0;
        while let Some(found) = next_lead(&bytes[at..]).map(|found| at + found) {
            let Some(here) = raw[found..].chars().next() else { break };
            let end = found + here.len_utf8();
            if is_junk(here, &raw[..found], &raw[end..], rtl) {
                draft.replace(self.name(), Span::new(found, end), "", 97);
            }
            at = end;
        }
    }
}

/// Where the next character starts that may be invisible, by its first byte.
fn next_lead(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + memchr::memchr3(0xC2, 0xE2, 0xEF, &bytes[at..])?;
        match bytes.get(found + 1) {
            Some(0xAD) if bytes[found] == 0xC2 => return Some(found),
            Some(0x80 | 0x81) if bytes[found] == 0xE2 => return Some(found),
            Some(0xBB | 0xBF) if bytes[found] == 0xEF => return Some(found),
            _ => at = found + 1,
        }
    }
}

fn is_junk(found: char, before: &str, after: &str, rtl: bool) -> bool {
    let left = before.chars().next_back();
    let right = after.chars().next();
    match found {
        '\u{ad}' => {
            right.is_some_and(|right| !matches!(right, '\n' | '\r' | '\x0c'))
                && !after.trim_start_matches(' ').starts_with('\n')
        }
        '\u{feff}' | '\u{2060}'..='\u{2064}' | '\u{fffc}' => true,
        '\u{200b}' => !left.is_some_and(is_spaceless) && !right.is_some_and(is_spaceless),
        '\u{200c}' | '\u{200d}' => left.is_none_or(is_european) && right.is_none_or(is_european),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => !rtl,
        _ => false,
    }
}

/// Thai to Myanmar, Khmer and their extensions: scripts that write no spaces between words.
fn is_spaceless(found: char) -> bool {
    matches!(found, '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19ff}' | '\u{1a20}'..='\u{1aaf}'
        | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}')
}

/// ASCII and the Latin, Greek and Cyrillic blocks: nothing there needs a joiner.
fn is_european(found: char) -> bool {
    found < '\u{530}' || matches!(found, '\u{1e00}'..='\u{1fff}')
}

#[cfg(test)]
mod tests {
    use super::SoftHyphen;
    use crate::repair::testing::repaired;

    #[test]
    fn invisible_characters_leave_words() {
        assert_eq!(
            repaired(&SoftHyphen, "\u{feff}inde\u{ad}pendent\u{200b} wor\u{2060}kers Auf\u{200c}lage"),
            "independent workers Auflage"
        );
        assert_eq!(repaired(&SoftHyphen, "a\u{202e}b"), "ab");
    }

    #[test]
    fn what_a_script_needs_stays() {
        for raw in
            ["می\u{200c}خواهم", "ภาษา\u{200b}ไทย", "क्\u{200d}ष", "👩\u{200d}🌾", "שלום\u{200f}!", "soft\u{ad}\nhyphen"]
        {
            assert_eq!(repaired(&SoftHyphen, raw), raw);
        }
    }
}
