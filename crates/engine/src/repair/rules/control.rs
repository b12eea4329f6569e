//! `control`: NUL and other control characters are taken out; vertical tab, NEL and the Unicode line and paragraph
//! separators become line ends.

use crate::repair::{Draft, Rule};
use broadside_model::Span;

/// The rule `control`.
pub struct Control;

impl Rule for Control {
    fn name(&self) -> &'static str {
        "control"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let low = (0..32).any(|byte| !b"\t\n\r\x0c".contains(&byte) && draft.has(byte));
        let high = draft.has(0xC2) && (0x80..0xA0).any(|byte| draft.has(byte));
        let separator = draft.has(0xE2) && (draft.has(0xA8) || draft.has(0xA9));
        if !(low || high || separator || draft.has(0x7F)) {
            return;
        }
        for (at, found) in draft.raw().char_indices() {
            let after = match found {
                '\t' | '\n' | '\r' | '\x0c' => continue,
                '\x0b' | '\u{85}' | '\u{2028}' => "\n",
                '\u{2029}' => "\n\n",
                _ if found.is_control() => "",
                _ => continue,
            };
            draft.replace(self.name(), Span::new(at, at + found.len_utf8()), after, 97);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Control;
    use crate::repair::testing::repaired;

    #[test]
    fn control_characters_go_and_tabs_stay() {
        assert_eq!(repaired(&Control, "a\0b\u{7}\tc\u{7f}\u{9d}\u{2028}d\u{b}e"), "ab\tc\nd\ne");
        assert_eq!(repaired(&Control, "Ça va — 中文"), "Ça va — 中文");
    }
}
