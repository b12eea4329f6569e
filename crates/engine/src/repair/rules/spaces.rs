//! `spaces`: no-break and other odd spaces become spaces. Runs of spaces are left: columns may hang on them. The
//! ideographic space is left too: it is at home in its script.

use crate::repair::{Draft, Rule};
use broadside_model::Span;

/// The rule `spaces`.
pub struct Spaces;

impl Rule for Spaces {
    fn name(&self) -> &'static str {
        "spaces"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        if !(draft.has(0xC2) && draft.has(0xA0) || draft.has(0xE2) || draft.has(0xE1) && draft.has(0x9A)) {
            return;
        }
        let bytes = draft.raw().as_bytes();
        for at in memchr::memchr3_iter(0xC2, 0xE2, 0xE1, bytes) {
            let len = match &bytes[at..bytes.len().min(at + 3)] {
                [0xC2, 0xA0, ..] => 2,
                [0xE2, 0x80, 0x80..=0x8A | 0xAF] | [0xE2, 0x81, 0x9F] | [0xE1, 0x9A, 0x80] => 3,
                _ => continue,
            };
            draft.replace(self.name(), Span::new(at, at + len), " ", 99);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Spaces;
    use crate::repair::testing::repaired;

    #[test]
    fn odd_spaces_become_spaces() {
        assert_eq!(repaired(&Spaces, "20\u{a0}000\u{202f}€ \u{2003}x\u{3000}中\u{a0}"), "20 000 €  x\u{3000}中 ");
    }
}
