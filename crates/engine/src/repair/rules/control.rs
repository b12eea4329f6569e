//! `control`: NUL and other control characters are taken out, a command to a terminal whole (`ESC [31m`, which without
//! its ESC would stand in the text as letters); vertical tab, NEL and the Unicode line and paragraph separators become
//! line ends.

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
        let (raw, mut behind) = (draft.raw(), 0);
        for (at, found) in raw.char_indices() {
            if at < behind {
                continue;
            }
            if let Some(length) = raw.get(at..).and_then(command) {
                behind = at + length;
                draft.replace(self.name(), Span::new(at, behind), "", 97);
                continue;
            }
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

/// Bytes of the parameters of a command at most.
const PARAMETERS: usize = 64;
/// Bytes of a string that is handed to a terminal (a window's title, a link) at most.
const STRING: usize = 2048;

/// The bytes of the command to a terminal (ECMA-48) that a text begins with. The introducers of one character (U+009B
/// and others) are not looked for: where they stand in a text, they are the remains of letters.
fn command(text: &str) -> Option<usize> {
    let length = match text.as_bytes() {
        [0x1B, b'[', rest @ ..] => control_sequence(rest)?,
        [0x1B, b']' | b'P' | b'X' | b'^' | b'_', ..] => string(text.get(2..)?)?,
        // The choice of a character set.
        [0x1B, b'(' | b')', b'A' | b'B' | b'0', ..] => 1,
        _ => return None,
    };
    Some(2 + length)
}

/// Parameters, intermediate bytes and the final byte of a control sequence.
fn control_sequence(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().take(PARAMETERS).position(|byte| !matches!(byte, 0x20..=0x3F))?;
    bytes.get(end).filter(|byte| matches!(byte, 0x40..=0x7E)).map(|_| end + 1)
}

/// A string up to its terminator (BEL or ST), on one line.
fn string(text: &str) -> Option<usize> {
    for (at, found) in text.char_indices().take_while(|(at, _)| *at < STRING) {
        match found {
            '\u{7}' => return Some(at + found.len_utf8()),
            '\u{1b}' => return text.get(at..)?.starts_with("\u{1b}\\").then_some(at + 2),
            '\n' | '\r' => return None,
            _ => {}
        }
    }
    None
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

    #[test]
    fn commands_to_a_terminal_go_whole() {
        assert_eq!(repaired(&Control, "a\u{1b}[1;31mred\u{1b}[0m b\u{1b}(Bc\u{9b}Dd"), "ared bcDd");
        assert_eq!(repaired(&Control, "x\u{1b}]0;title\u{7}y\u{1b}]8;;https://example.org\u{1b}\\link"), "xylink");
    }

    #[test]
    fn what_only_looks_like_a_command_keeps_its_letters() {
        assert_eq!(repaired(&Control, "\u{1b}Wir [31m \u{1b}]no end\nsecond\u{7}"), "Wir [31m ]no end\nsecond");
        assert_eq!(repaired(&Control, "ende\u{1b}["), "ende[");
    }
}
