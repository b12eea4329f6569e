//! Proportions: "1 in 5 people", "one out of ten", "uno de cada tres", "одна из десяти".
//!
//! Their numbers say how large a part is, not how many, so they count nothing.

use crate::knowledge::numbers::{Language, Number};

use super::lexicon::*;
use super::tokens::Token;

/// What stands between the two numbers; the second list may also be read over two real counts ("nine of ten").
fn joints(language: Language) -> (&'static [&'static [&'static str]], &'static [&'static [&'static str]]) {
    match language {
        Language::En => (
            &[&["in"], &["in", "every"], &["out of"], &["out", "of"], &["out of", "every"], &["out", "of", "every"]],
            &[&["of", "every"], &["of"]],
        ),
        Language::Es => (&[&["de", "cada"], &["por", "cada"]], &[&["de"]]),
        Language::Pt => (&[&["em", "cada"], &["de", "cada"], &["a", "cada"], &["por", "cada"]], &[&["em"], &["de"]]),
        Language::Fr => (&[&["sur"]], &[]),
        Language::It => (&[&["su"], &["ogni"]], &[]),
        Language::De => (&[&["von", "je"], &["auf"]], &[&["von"]]),
        Language::Nl => (&[&["op", "de"], &["op"]], &[&["van", "de"]]),
        Language::Ru => (&[&["из", "каждых"], &["на", "каждые"]], &[&["из"]]),
        Language::Pl => (&[&["na"], &["na", "kazde"], &["na", "kazdych"]], &[&["z"], &["ze"]]),
        Language::Tr => (&[], &[]),
    }
}

/// Whether `part` and the number that `number_at` finds behind it are a proportion; gives the token of the second.
pub fn whole(
    tokens: &[Token<'_>],
    part: &Number,
    language: Language,
    number_at: impl Fn(usize) -> Option<Number>,
) -> Option<usize> {
    // "on kişiden biri": the whole comes first.
    let of_whole = |token: &Token<'_>| token.folded.ends_with("den") || token.folded.ends_with("dan");
    if language == Language::Tr && tokens.get(part.end).is_some_and(of_whole) {
        let one = tokens.get(part.end + 1)?;
        return (one.numeral || matches!(one.folded, "biri" | "ikisi" | "ucu")).then_some(part.end + 1);
    }
    let value = |number: &Number| number.amount.min.filter(|_| number.amount.min == number.amount.max);
    let least = value(part)?;
    // "une personne sur cinq": what is counted may stand between.
    let counted = tokens.get(part.end).is_some_and(|token| token.is(SINGLE | PERSON));
    let from = part.end + usize::from(counted);
    let (sure, either) = joints(language);
    let fits = |words: &[&str]| {
        words.iter().enumerate().all(|(i, word)| tokens.get(from + i).is_some_and(|token| token.reads(word)))
    };
    let all = sure.iter().map(|words| (words, false)).chain(either.iter().map(|words| (words, true)));
    all.filter(|(words, _)| fits(words)).find_map(|(words, either)| {
        let at = from + words.len();
        let most = number_at(at).filter(|number| !number.article && number.core == at)?;
        let whole = value(&most)?;
        (least < whole && is_base(whole, either)).then_some(at)
    })
}

/// Whether a number is one that proportions are told of.
fn is_base(value: f64, round: bool) -> bool {
    const ROUND: [f64; 6] = [10.0, 100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0];
    ROUND.contains(&value) || !round && (value <= 20.0 || value == 25.0 || value == 50.0)
}
