//! Number words of each language, read from `words/*.txt`.
//!
//! A line gives a value and its words: a plain value adds (`30 thirty`), `x1000` multiplies what stands before it, `~24`
//! stands alone for at least so many ("dozens"); `+` joins ("and"), `of` stands between ("docenas de"), `a` is an article,
//! `few` an unspoken small number.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Language, fold_into};

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Adds its value.
    Plain(f64),
    /// Multiplies.
    Times(f64),
    /// At least so many.
    Vague(f64),
    /// "several", before a multiplier.
    Few,
    /// A word that is only an article ("a"): one thing, or one times what follows.
    Article,
}

/// The number words of a language.
#[derive(Default)]
pub struct Words {
    kinds: FxHashMap<String, Kind>,
    joiners: Vec<String>,
    of: Vec<String>,
    articles: Vec<String>,
    /// First two bytes of the words that a compound may begin with.
    opening: FxHashSet<[u8; 2]>,
    /// Last two bytes of the words that a compound may end with.
    closing: FxHashSet<[u8; 2]>,
}

impl Words {
    /// What a folded word does.
    pub fn kind(&self, word: &str) -> Option<Kind> {
        self.kinds.get(word).copied()
    }

    /// Every number word that is no mere article, in no order.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.kinds.iter().filter(|(_, kind)| **kind != Kind::Article).map(|(word, _)| word.as_str())
    }

    /// Every article, in no order.
    pub fn articles(&self) -> impl Iterator<Item = &str> {
        self.articles.iter().map(String::as_str)
    }

    /// Whether a word may be written together from number words.
    pub fn may_be_compound(&self, word: &str, language: Language) -> bool {
        matches!(language, Language::De | Language::Nl | Language::It | Language::Tr)
            && word.len() > 3
            && ends(word).is_some_and(|(first, last)| self.opening.contains(&first) && self.closing.contains(&last))
    }

    /// Whether it stands between the words of one number.
    pub fn joins(&self, word: &str) -> bool {
        self.joiners.iter().any(|joiner| joiner == word)
    }

    /// Whether it stands between a collective number and what it counts ("docenas de").
    pub fn is_of(&self, word: &str) -> bool {
        word == "of" || self.of.iter().any(|of| of == word)
    }

    /// Whether it may be no more than an article.
    pub fn is_article(&self, word: &str) -> bool {
        self.articles.iter().any(|article| article == word)
    }

    fn parse(list: &str) -> Self {
        let mut words = Words::default();
        for line in list.lines() {
            let mut fields = line.split_whitespace();
            let head = fields.next().unwrap_or_default();
            for field in fields {
                let mut word = String::new();
                fold_into(field, &mut word);
                if let Some((first, last)) = ends(&word).filter(|_| !matches!(head, "a" | "of" | "few")) {
                    words.opening.insert(first);
                    words.closing.insert(last);
                }
                words.add(head, word);
            }
        }
        words
    }

    fn add(&mut self, head: &str, word: String) {
        let number = |text: &str| text.parse().unwrap_or(0.0);
        let kind = match (head, head.as_bytes().first()) {
            ("+", _) => return self.joiners.push(word),
            ("of", _) => return self.of.push(word),
            ("few", _) => Kind::Few,
            ("a", _) => {
                self.articles.push(word.clone());
                Kind::Article
            }
            (_, Some(b'x')) => Kind::Times(number(&head[1..])),
            (_, Some(b'~')) => Kind::Vague(number(&head[1..])),
            _ => Kind::Plain(number(head)),
        };
        self.kinds.entry(word).or_insert(kind);
    }
}

/// The first and the last two bytes of a word.
fn ends(word: &str) -> Option<([u8; 2], [u8; 2])> {
    Some((*word.as_bytes().first_chunk()?, *word.as_bytes().last_chunk()?))
}

static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| {
    [
        include_str!("words/en.txt"),
        include_str!("words/es.txt"),
        include_str!("words/fr.txt"),
        include_str!("words/pt.txt"),
        include_str!("words/de.txt"),
        include_str!("words/it.txt"),
        include_str!("words/ru.txt"),
        include_str!("words/tr.txt"),
        include_str!("words/pl.txt"),
        include_str!("words/nl.txt"),
    ]
    .map(Words::parse)
    .into()
});

/// The number words of a language.
pub fn of(language: Language) -> &'static Words {
    &ALL[language as usize]
}
