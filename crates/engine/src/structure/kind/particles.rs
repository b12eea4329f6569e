//! Small words by what they do in a title, a byline or an address: articles, prepositions, verbs of headlines.
//!
//! Takes a folded word, says which lists have it. The lists stand in `particles.tsv`; a word may do one thing in one
//! language and another in the next, so who asks must know what else stands there.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

macro_rules! lists {
    ($($name:ident = $written:literal),* $(,)?) => {
        /// A list of small words, called as in `particles.tsv`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum List { $(#[doc = concat!("The list `", $written, "`.")] $name),* }

        impl List {
            /// Every list, with its name.
            const ALL: &[(List, &str)] = &[$((List::$name, $written)),*];
        }
    };
}

lists! {
    Leading = "leading", Number = "number", Reaction = "reaction", Topic = "topic", Stop = "stop", Article = "article",
    NameParticle = "name-particle", Of = "of", HeadlineVerb = "headline-verb", KindAdjective = "kind-adjective",
    Purpose = "purpose", Indefinite = "indefinite", Own = "own", PhraseEnd = "phrase-end", Participle = "participle",
    Performative = "performative", ToOrArticle = "to-or-article", To = "to", Greeting = "greeting", People = "people",
    DatelineLead = "dateline-lead", By = "by", LinkBy = "link-by", LinkOf = "link-of", LinkTo = "link-to",
    LinkGoal = "link-goal", LinkAbout = "link-about", NoLink = "no-link", Honorific = "honorific",
    PastPerformative = "past-performative", Meeting = "meeting", BodyOn = "body-on", ClauseWord = "clause-word",
    Receiver = "receiver", Adverb = "adverb", AdoptedBy = "adopted-by", Issued = "issued", Tells = "tells", EventVerb = "event-verb", NoName = "no-name", NoPlace = "no-place",
}

impl List {
    /// Its place in a set of lists.
    pub fn bit(self) -> u64 {
        1 << self as u32
    }

    /// Whether it has the word, which must be folded.
    pub fn has(self, word: &str) -> bool {
        lists(word) & self.bit() != 0
    }
}

/// The lists that each word stands in.
static WORDS: LazyLock<FxHashMap<String, u64>> = LazyLock::new(|| {
    let mut words: FxHashMap<String, u64> = FxHashMap::default();
    for line in include_str!("particles.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((name, list)) = line.split_once('\t') else { continue };
        let Some((found, _)) = List::ALL.iter().find(|(_, other)| *other == name) else { continue };
        for word in list.split_whitespace() {
            *words.entry(super::words::fold(word)).or_default() |= found.bit();
        }
    }
    words
});

/// The lists that have a folded word, as a set of their bits.
pub fn lists(word: &str) -> u64 {
    WORDS.get(word).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_by_their_names() {
        assert!(List::Article.has("la") && List::Of.has("della") && List::Performative.has("condemns"));
        assert!(!List::Article.has("condemns") && !List::Tells.has("der"));
    }

    #[test]
    fn every_list_of_the_file_is_known() {
        let names = include_str!("particles.tsv").lines().filter(|line| !line.starts_with('#'));
        let names: Vec<&str> = names.filter_map(|line| line.split_once('\t')).map(|(name, _)| name).collect();
        assert_eq!(names, List::ALL.iter().map(|(_, name)| *name).collect::<Vec<_>>());
    }
}
