//! `lost-hyphen`: a word broken over a line end whose hyphen OCR lost.

use super::gap::{Gap, Mark};
use super::vocabulary::Vocabulary;
use crate::repair::lexicon::{Lexicon, fold};
use crate::repair::{Draft, Rule};

/// Joins words that lost their hyphen at the line end.
pub struct Lost;

impl Rule for Lost {
    fn name(&self) -> &'static str {
        "lost-hyphen"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let mut vocabulary: Option<Vocabulary> = None;
        for left in 0..draft.lines.len() {
            let Some(gap) = Gap::after(draft, left) else { continue };
            if !matches!(gap.mark, Mark::Bare) || !gap.second.starts_with(char::is_lowercase) {
                continue;
            }
            let vocabulary = vocabulary.get_or_insert_with(|| Vocabulary::of(draft));
            if let Some(confidence) = decide(&gap, vocabulary) {
                gap.join(draft, self.name(), "", confidence);
            }
        }
    }
}

fn decide(gap: &Gap<'_>, vocabulary: &Vocabulary) -> Option<u8> {
    if !vocabulary.is_english(gap.left) || gap.compound || gap.after == Some('-') {
        return None;
    }
    let lexicon = Lexicon::english();
    let (first, second) = (fold(gap.first), fold(gap.second));
    let whole = lexicon.count(&[&*first, &*second].concat());
    if whole == 0 {
        return None;
    }
    let alone = |word: &str| lexicon.count(word).max(1) as f64;
    let apart = alone(&first) * alone(&second) / 1e8;
    let apart = apart.max(lexicon.apart(&first, &second) as f64);
    let halves = (1 + lexicon.first_half(&first)) as f64 * (1 + lexicon.second_half(&second)) as f64;
    let ratio = whole as f64 / apart.max(0.01) * halves.sqrt() / 50.0;
    (ratio > 20.0).then_some(90)
}
