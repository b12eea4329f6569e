//! The weighing of what stands there against what may have been meant.

use super::Vocabulary;
use super::channel::clustered;
use super::english::{Candidate, Capital, English, Entry};
use super::words::{Shape, Word};
use rustc_hash::FxHashMap;
use std::rc::Rc;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What is thought of one word.
#[derive(Clone, Debug, Default)]
pub(super) struct Verdict {
    /// Probability that it is wrong.
    pub wrong: f32,
    /// The likeliest other reading, and its share of everything that may be wrong.
    pub best: Option<(String, f32)>,
    /// Whether what stands there is a word itself.
    pub known: bool,
}

/// What is known of a spelling, wherever it stands.
struct Spelling {
    /// In the document.
    count: f32,
    /// Documents of the collection other than this one.
    others: f32,
    candidates: Vec<Candidate>,
}

/// A word between its neighbours.
#[derive(Clone, Copy)]
struct Place<'b> {
    before: Option<(&'b str, f32)>,
    after: Option<(&'b str, f32)>,
}

/// Judges the words of one document.
pub(super) struct Judge<'a> {
    english: &'static English,
    vocabulary: &'a dyn Vocabulary,
    words: &'a [Word],
    entries: Vec<Option<Entry>>,
    counts: FxHashMap<&'a str, u32>,
    spellings: FxHashMap<&'a str, Rc<Spelling>>,
    /// Steps of search that are left before only the likeliest readings are looked for.
    steps: i64,
    /// Logarithm of how much worse (above 0) or better the page is than the one the costs are made for.
    pub noise: f32,
}

/// Words likelier than this are only doubted when their neighbours do not fit.
const COMMON: f32 = -9.5;
/// Steps of search granted to any document, and for each of its words.
const STEPS: i64 = 180_000;
const STEPS_A_WORD: i64 = 5;
/// Weight of a neighbour.
const CONTEXT: f32 = 0.65;

impl<'a> Judge<'a> {
    pub fn new(english: &'static English, vocabulary: &'a dyn Vocabulary, words: &'a [Word]) -> Self {
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        let mut known: FxHashMap<&str, Option<Entry>> = FxHashMap::default();
        let steps = STEPS + STEPS_A_WORD * words.len() as i64;
        let mut entries = Vec::with_capacity(words.len());
        for word in words {
            let folded = word.folded.as_str();
            *counts.entry(folded).or_default() += 1;
            entries.push(
                *known.entry(folded).or_insert_with(|| english.entry(folded).or_else(|| accented(english, folded))),
            );
        }
        Judge { english, vocabulary, words, entries, counts, spellings: FxHashMap::default(), steps, noise: 0.0 }
    }

    fn spelling(&mut self, at: usize) -> Rc<Spelling> {
        let folded = self.words[at].folded.as_str();
        if let Some(known) = self.spellings.get(folded) {
            return known.clone();
        }
        let length = folded.chars().count() as f32;
        let least = match self.entries[at] {
            Some(entry) => (entry.prior - 3.0).max(-16.5),
            None if self.steps > 0 => (-9.0 - 2.75 * length).max(-26.0),
            None => -14.0,
        };
        let most = match (self.entries[at].is_some(), length as usize) {
            (true, _) => 6.8,
            (false, 0..=3) => 8.2,
            (false, 4..=5) => 13.0,
            (false, 6..=8) => 16.0,
            (false, _) => 20.0,
        };
        let (mut candidates, steps) = self.english.candidates(folded, least, most);
        self.steps -= steps as i64;
        candidates.retain(|candidate| candidate.word != folded);
        let total = |candidate: &Candidate| candidate.entry.prior - clustered(candidate.cost);
        candidates.sort_by(|a, b| total(b).total_cmp(&total(a)));
        candidates.truncate(24);
        let spelling = Rc::new(Spelling {
            count: self.counts.get(folded).copied().unwrap_or(1) as f32,
            others: self.vocabulary.documents(folded).saturating_sub(1) as f32,
            candidates,
        });
        self.spellings.insert(folded, spelling.clone());
        spelling
    }

    /// Logarithm of the probability that an unknown word stands there of right.
    fn unknown(&self, word: &Word) -> f32 {
        let class = match word.shape {
            Shape::Lower => -6.0,
            Shape::Title if word.opens => -4.6,
            Shape::Title => -3.2,
            Shape::Upper => -4.2,
            Shape::Mixed => -8.0,
        };
        let class = if word.letters { class } else { class - 3.0 };
        class + self.english.letters().score(&word.folded)
    }

    /// Logarithm of the probability that the spelling stands there of right, without its neighbours, and how often it
    /// recurs.
    fn intact(&self, word: &Word, known: Option<Entry>, spelling: &Spelling) -> (f32, f32) {
        let first = known
            .map_or_else(|| self.unknown(word).max(self.derived(word)), |entry| entry.prior + capital(word, entry));
        // A misreading of one of the commonest words recurs all over a collection.
        let misread = spelling.candidates.iter().any(|other| other.cost < 6.8 && other.entry.prior > -7.5);
        let most = match (misread, word.folded.len()) {
            (true, 0..=3) => 0.5,
            (true, 4) => 2.0,
            _ if known.is_none() && self.is_overshadowed(word, spelling) => 0.5,
            _ => 12.0,
        };
        let repeats = (spelling.count - 1.0 + spelling.others).min(most);
        if repeats <= 0.0 {
            return (first, 0.0);
        }
        let here = (0.5 * (spelling.count - 1.0) / (self.words.len() as f32 + 50.0)).max(1e-12).ln();
        let total = self.vocabulary.total_documents().max(1) as f32;
        let there = (0.5 * spelling.others / (total * 250.0)).max(1e-12).ln();
        let again = here.max(there).max(first);
        ((first + repeats * again) / (repeats + 1.0), repeats)
    }

    /// Whether an unknown word in small letters has a near neighbour that is known and at least as common around it: the
    /// same slip made twice ("goverment") is no evidence of a word.
    fn is_overshadowed(&self, word: &Word, spelling: &Spelling) -> bool {
        let common = |other: &Candidate| {
            let here = self.counts.get(other.word.as_str()).map_or(0.0, |count| *count as f32);
            here >= spelling.count || other.entry.prior > COMMON
        };
        let near = |other: &&Candidate| other.cost < 6.8;
        word.shape == Shape::Lower && spelling.others < 3.0 && spelling.candidates.iter().filter(near).any(common)
    }

    /// Logarithm of the probability of a word made from a known one: "unrepealed", "milkcart".
    fn derived(&self, word: &Word) -> f32 {
        const BEFORE: &[&str] =
            &["un", "re", "non", "pre", "mis", "over", "out", "anti", "semi", "sub", "super", "inter", "under", "in"];
        const AFTER: &[&str] = &[
            "s", "es", "ed", "d", "ing", "ly", "ness", "er", "like", "less", "men", "man", "ville", "town", "shire",
            "ship",
        ];
        let folded = word.folded.as_str();
        let stems = BEFORE
            .iter()
            .filter_map(|before| folded.strip_prefix(before))
            .chain(AFTER.iter().filter_map(|after| folded.strip_suffix(after)));
        let best =
            stems.filter(|stem| stem.len() >= 4).filter_map(|stem| self.english.prior(stem)).fold(f32::MIN, f32::max);
        best - if word.shape == Shape::Title { 6.5 } else { 7.5 }
    }

    /// Logarithm of how well a word fits between its neighbours.
    fn context(&self, place: Place<'_>, word: &str, prior: f32) -> f32 {
        let left = place.before.map_or(0.0, |(before, known)| self.english.affinity(before, known, word, prior));
        let right = place.after.map_or(0.0, |(after, known)| self.english.affinity(word, prior, after, known));
        (left + right) * CONTEXT
    }

    /// The neighbours of a word, read as the verdicts so far suggest.
    fn place<'b>(&self, at: usize, verdicts: &'b [Verdict]) -> Place<'b>
    where
        'a: 'b,
    {
        let words: &'b [Word] = self.words;
        let read = |index: usize, last: bool| -> Option<(&'b str, f32)> {
            if let Some(Verdict { wrong, best: Some((reading, share)), .. }) = verdicts.get(index)
                && *wrong > 0.8
                && *share > 0.5
            {
                let side = if last { reading.rsplit(' ').next() } else { reading.split(' ').next() };
                return side.and_then(|side| Some((side, self.english.prior(side)?)));
            }
            Some((words[index].folded.as_str(), self.entries[index]?.prior))
        };
        let before = if at > 0 && !words[at].opens { read(at - 1, true) } else { None };
        let after = if words.get(at + 1).is_some_and(|next| !next.opens) { read(at + 1, false) } else { None };
        Place { before, after }
    }

    /// Judges the word at `at`, with its neighbours read as `verdicts` has them.
    pub fn judge(&mut self, at: usize, verdicts: &[Verdict]) -> Verdict {
        let words = self.words;
        let word = &words[at];
        let known = self.entries[at];
        if word.folded.chars().count() == 1 && (word.letters || !word.folded.is_ascii()) {
            return Verdict::default();
        }
        if known.is_none() && (is_foreign(word) || is_acronym(word) || self.is_half(at)) {
            return Verdict::default();
        }
        let place = self.place(at, verdicts);
        let fit = known.map_or(0.0, |entry| self.context(place, &word.folded, entry.prior));
        if known.is_some_and(|entry| entry.prior > COMMON && fit > -0.5) {
            return Verdict::default();
        }
        let spelling = self.spelling(at);
        let (intact, repeats) = self.intact(word, known, &spelling);
        let intact = intact + fit;
        let again = 3.0 * repeats / (repeats + 1.0);
        let mut readings: Vec<(String, f32)> = Vec::new();
        for candidate in &spelling.candidates {
            let cost = (clustered(candidate.cost) - again).max(2.5);
            let fit = self.context(place, &candidate.word, candidate.entry.prior);
            readings
                .push((candidate.word.clone(), candidate.entry.prior + fit + capital(word, candidate.entry) - cost));
        }
        if known.is_none() {
            self.splits(word, place, &mut readings);
        }
        self.weigh(word, intact, readings, known.is_some())
    }

    fn weigh(&self, word: &Word, intact: f32, readings: Vec<(String, f32)>, known: bool) -> Verdict {
        let noise = if known { self.noise - 0.7 } else { self.noise };
        let garbage = if known { f32::MIN } else { -6.0 - 2.75 * word.folded.chars().count() as f32 + noise };
        let mut best: Option<(String, f32)> = None;
        let top = readings.iter().map(|(_, score)| score + noise).fold(intact.max(garbage), f32::max);
        let mut wrong = (garbage - top).exp();
        for (text, score) in readings {
            let share = (score + noise - top).exp();
            wrong += share;
            if best.as_ref().is_none_or(|(_, most)| share > *most) {
                best = Some((text, share));
            }
        }
        let right = (intact - top).exp();
        let best = best.map(|(text, share)| (text, share / wrong.max(1e-30)));
        Verdict { wrong: wrong / (wrong + right), best, known }
    }

    /// Adds the two words that may have run together, each pair with its score.
    fn splits(&self, word: &Word, place: Place<'_>, readings: &mut Vec<(String, f32)>) {
        let folded = word.folded.as_str();
        if folded.len() < 4 || !folded.is_ascii() {
            return;
        }
        for at in 1..folded.len() {
            let (left, right) = folded.split_at(at);
            let (Some(a), Some(b)) = (self.english.prior(left), self.english.prior(right)) else { continue };
            let short = |side: &str, prior: f32| side.len() <= 3 && prior < -9.5;
            if short(left, a) || short(right, b) {
                continue;
            }
            let before = Place { after: None, ..place };
            let after = Place { before: None, ..place };
            let fit = self.context(before, left, a)
                + self.context(after, right, b)
                + CONTEXT * self.english.affinity(left, a, right, b);
            readings.push((format!("{left} {right}"), a + b + fit - 5.0));
        }
    }

    /// Whether the word is half of one that is broken over the end of the line.
    fn is_half(&self, at: usize) -> bool {
        let word = &self.words[at];
        let joined =
            |left: &str, right: &str| self.english.prior(&format!("{left}{right}")).is_some_and(|prior| prior > -17.5);
        let next = self.words.get(at + 1).filter(|next| word.line_end && next.line_start);
        let last =
            at.checked_sub(1).and_then(|last| self.words.get(last)).filter(|last| last.line_end && word.line_start);
        next.is_some_and(|next| joined(&word.folded, &next.folded))
            || last.is_some_and(|last| joined(&last.folded, &word.folded))
    }
}

/// Whether a word is of another script, of which the lexicon of English knows nothing.
fn is_foreign(word: &Word) -> bool {
    let mut letters = word.folded.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| c > '\u{24f}')
}

/// Whether a word may be an acronym: a few capitals and nothing else.
fn is_acronym(word: &Word) -> bool {
    word.shape == Shape::Upper && word.letters && word.folded.len() <= 5
}

/// Logarithm of how well the capitals of a word suit what it is read as.
fn capital(word: &Word, entry: Entry) -> f32 {
    match (word.shape, entry.capital) {
        (Shape::Title, _) if word.opens => 0.0,
        (Shape::Title, Capital::Seldom) => -3.5,
        (Shape::Title, Capital::AtTimes) => -1.2,
        (Shape::Title, Capital::Unknown) => -2.0,
        (Shape::Lower, Capital::Mostly) => -3.0,
        _ => 0.0,
    }
}

/// What the lexicon says of a loan word that it has without its accents: "naïve", "résumé". An accent on one of the commonest
/// words is dirt on the page.
fn accented(english: &English, folded: &str) -> Option<Entry> {
    if folded.is_ascii() {
        return None;
    }
    let plain: String = folded.nfd().filter(|c| !is_combining_mark(*c)).collect();
    english.entry(&plain).filter(|entry| plain.is_ascii() && entry.prior < COMMON)
}
