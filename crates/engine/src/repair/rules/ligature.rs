//! `ligature`: presentation forms become the letters they stand for: ﬁ ﬂ ﬀ ﬃ ﬄ ﬅ ﬆ, long s, Ǆ Ǉ Ǌ, Ĳ, ŉ, Armenian and
//! Arabic presentation forms, radicals that PDF files write for Chinese characters.
//!
//! The mapping is Unicode's own compatibility decomposition (UAX #15).

use crate::repair::{Draft, Rule};
use broadside_model::Span;
use unicode_normalization::UnicodeNormalization;

/// The rule `ligature`.
pub struct Ligature;

impl Rule for Ligature {
    fn name(&self) -> &'static str {
        "ligature"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let latin = [0xC4, 0xC5, 0xC7].iter().any(|&lead| draft.has(lead));
        let forms = draft.has(0xEF) && (0xAC..=0xBB).any(|byte| draft.has(byte));
        if !(latin || forms || draft.has(0xE2) && draft.has(0xBC)) {
            return;
        }
        let bytes = draft.raw().as_bytes();
        for (at, &lead) in bytes.iter().enumerate().filter(|&(_, &byte)| byte >= 0xC4) {
            let next = bytes.get(at + 1).copied().unwrap_or(0);
            let wanted = match lead {
                0xC4 => matches!(next, 0xB2 | 0xB3),
                0xC5 => matches!(next, 0x89 | 0xBF),
                0xC7 => matches!(next, 0x84..=0x8C),
                0xE2 => matches!(next, 0xBC..=0xBF),
                0xEF => matches!(next, 0xAC..=0xBB),
                _ => false,
            };
            if wanted && let Some(found) = draft.raw()[at..].chars().next().filter(|&found| is_form(found)) {
                draft.replace(self.name(), Span::new(at, at + found.len_utf8()), found.nfkc().collect::<String>(), 98);
            }
        }
    }
}

fn is_form(found: char) -> bool {
    matches!(found, 'ĳ' | 'Ĳ' | 'ŉ' | 'ſ' | 'Ǆ'..='ǌ' | '\u{fb00}'..='\u{fb17}' | '\u{fb50}'..='\u{fbb1}' | '\u{fbd3}'..='\u{fd3d}'
        | '\u{fe70}'..='\u{fefc}' | '\u{2f00}'..='\u{2fd5}')
}

#[cfg(test)]
mod tests {
    use super::Ligature;
    use crate::repair::testing::repaired;

    #[test]
    fn ligatures_become_letters() {
        assert_eq!(repaired(&Ligature, "oﬃce ﬁnal ﬂag Congreſs ǆep Ĳssel"), "office final flag Congress džep IJssel");
        assert_eq!(repaired(&Ligature, "ﻼ"), "لا");
    }

    #[test]
    fn letters_stay_as_they_are() {
        for raw in ["Œuvre, cœur, Ægir, straße, ½ №", "中文 한국어 ｆｕｌｌ", "Łódź şehir İzmir"] {
            assert_eq!(repaired(&Ligature, raw), raw);
        }
    }
}
