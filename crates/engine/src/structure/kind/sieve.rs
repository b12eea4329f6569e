//! Which formulas a text may hold at all, told in one pass over it.
//!
//! Takes a folded text, gives the places of the words without which no formula of `formulas.tsv` and none of the cues of
//! `needles.tsv` can match, each with the set of rules that want it. Most texts hold nothing for most rules; their patterns
//! need not run.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::fold::Window;

/// Rules, as a set of bits.
pub type Rules = u64;

/// Cues that are no formula: each is the name of a line in `needles.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A letter's salutation.
    Dear,
    /// A letter's leave-taking.
    Yours,
    /// An assembly of states is spoken of.
    Assembly,
    /// "Done at …".
    Done,
    /// Words that introduce a carrier.
    Carrier,
    /// "On behalf of …".
    Behalf,
    /// "Resolved, that …".
    Resolved,
}

impl Cue {
    /// As they stand in the list.
    const ALL: &[Cue] = &[Cue::Dear, Cue::Yours, Cue::Assembly, Cue::Done, Cue::Carrier, Cue::Behalf, Cue::Resolved];

    /// Its place in a set of rules; formulas come first.
    pub fn bit(self) -> Rules {
        1 << (FORMULAS + self as usize)
    }
}

/// Most formulas.
const FORMULAS: usize = 48;

struct Sieve {
    automaton: Option<AhoCorasick>,
    /// For each needle, the rules that want it.
    rules: Vec<Rules>,
}

static SIEVE: LazyLock<Sieve> = LazyLock::new(|| {
    let mut needles: Vec<&str> = Vec::new();
    let mut rules: Vec<Rules> = Vec::new();
    let mut add = |list: &'static str, rule: Rules| {
        for needle in list.split('|') {
            match needles.iter().position(|other| *other == needle) {
                Some(at) => rules[at] |= rule,
                None => {
                    needles.push(needle);
                    rules.push(rule);
                }
            }
        }
    };
    for (index, formula) in super::formulas::lines().enumerate().take(FORMULAS) {
        add(formula.needles, 1 << index);
    }
    let cues = include_str!("needles.tsv").lines().filter(|line| !line.starts_with('#'));
    for (cue, list) in Cue::ALL.iter().zip(cues.filter_map(|line| line.split_once('\t'))) {
        add(list.1, cue.bit());
    }
    Sieve { automaton: AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(needles).ok(), rules }
});

/// The places in a folded text where something is that rules want, in order.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    hits: Vec<(u32, Rules)>,
    all: Rules,
}

impl Hits {
    /// Looks through a whole folded text.
    pub fn new(text: &str) -> Self {
        let mut found = Hits::default();
        let Some(automaton) = &SIEVE.automaton else { return found };
        for hit in automaton.find_overlapping_iter(text) {
            let rules = SIEVE.rules.get(hit.pattern().as_usize()).copied().unwrap_or(0);
            found.hits.push((hit.start() as u32, rules));
            found.all |= rules;
        }
        found
    }

    /// The rules that may find something in a window of the text.
    pub fn rules(&self, window: &Window<'_>) -> Rules {
        let (start, end) = (window.at as u32, (window.at + window.text.len()) as u32);
        let inside = self.hits.iter().filter(|(at, _)| (start..end).contains(at));
        if self.all == 0 { 0 } else { inside.fold(0, |all, (_, rules)| all | rules) }
    }

    /// The bytes of a window at which a cue's words stand.
    pub fn places(&self, cue: Cue, window: &Window<'_>) -> impl Iterator<Item = usize> {
        let (start, end) = (window.at as u32, (window.at + window.text.len()) as u32);
        let wanted = if self.all & cue.bit() == 0 { &[] } else { self.hits.as_slice() };
        let inside = wanted.iter().filter(move |(at, rules)| rules & cue.bit() != 0 && (start..end).contains(at));
        inside.map(move |(at, _)| (at - start) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::Folded;
    use super::*;
    use broadside_model::Span;

    #[test]
    fn every_rule_has_its_words() {
        assert!(super::super::formulas::lines().count() <= FORMULAS && FORMULAS + Cue::ALL.len() <= 64);
        let lines = include_str!("needles.tsv").lines().filter(|line| !line.starts_with('#'));
        let names: Vec<String> =
            lines.filter_map(|line| line.split_once('\t')).map(|(name, _)| name.to_owned()).collect();
        assert_eq!(names, Cue::ALL.iter().map(|cue| format!("{cue:?}").to_lowercase()).collect::<Vec<_>>());
        assert!(SIEVE.automaton.is_some() && SIEVE.rules.iter().all(|rules| *rules != 0));
    }

    #[test]
    fn words_are_found_where_they_stand() {
        let text = "We speak. Done at Porto, for immediate release.";
        let folded = Folded::new(text, Span::new(0, text.len()));
        let hits = Hits::new(folded.all().text);
        assert_eq!(hits.places(Cue::Done, &folded.all()).collect::<Vec<_>>(), [10]);
        let behind = folded.within(Span::new(12, text.len()));
        assert_eq!(hits.places(Cue::Done, &behind).count(), 0);
        assert_ne!(hits.rules(&behind), 0);
    }
}
