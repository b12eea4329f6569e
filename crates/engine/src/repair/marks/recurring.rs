//! Likely errors in a language without a lexicon: a word that only this document has, once, beside one that many have.

use super::Vocabulary;
use super::channel::{Channel, clustered};
use super::judge::Verdict;
use super::words::{Shape, Word};
use rustc_hash::FxHashMap;

/// A likely word is in at least so many documents of the collection.
const MANY: u32 = 8;
/// Shorter words are near too many others.
const SHORTEST: usize = 5;
/// The costliest misreading that is believed without knowing the language.
const MOST: f32 = 5.8;
/// How many words of a document are looked up at most.
const LOOKUPS: usize = 400;

/// A verdict for every word.
pub(super) fn verdicts(words: &[Word], vocabulary: &dyn Vocabulary) -> Vec<Verdict> {
    if vocabulary.total_documents() < MANY {
        return vec![Verdict::default(); words.len()];
    }
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for word in words {
        *counts.entry(word.folded.as_str()).or_default() += 1;
    }
    let channel = Channel::new(false);
    let mut lookups = 0;
    let judge = |word: &Word| -> Option<Verdict> {
        let folded = word.folded.as_str();
        // Words with other letters than a to z are no misreadings that can be told from accents.
        let plain = word.shape == Shape::Lower && word.letters && folded.is_ascii() && folded.len() >= SHORTEST;
        let whole = !word.line_start && !word.line_end && word.span == word.token;
        if !plain || !whole || counts.get(folded) != Some(&1) || lookups >= LOOKUPS || vocabulary.documents(folded) > 1
        {
            return None;
        }
        lookups += 1;
        let read: Vec<char> = folded.chars().collect();
        let grid = channel.grid(&read, 0, f32::MAX);
        let near = vocabulary.near(folded, if read.len() > 7 { 2 } else { 1 }, MANY).into_iter();
        let likely = near.filter(|(other, _)| other != folded && is_misreading(other, folded));
        let (best, cost) = likely.map(|(other, _)| (grid.cost(&other), other)).filter(|(cost, _)| *cost <= MOST).fold(
            (None, MOST),
            |(best, least), (cost, other)| {
                if best.is_none() || cost < least { (Some(other), cost) } else { (best, least) }
            },
        );
        best.map(|best| Verdict { wrong: 0.95 - clustered(cost) / 40.0, best: Some((best, 1.0)), known: false })
    };
    words.iter().map(judge).map(Option::unwrap_or_default).collect()
}

/// Whether two words differ in their letters inside, not by an ending, which grammar may have changed, and not by an accent.
fn is_misreading(word: &str, read: &str) -> bool {
    let common = word.chars().zip(read.chars()).take_while(|(a, b)| a == b).count();
    let ending = word.chars().count().max(read.chars().count()) - common;
    ending > 2 && word.is_ascii() && read.is_ascii()
}
