//! The words that claims are made of, per language, read from `lexicon/*.txt`.
//!
//! A line with a colon says what the words below it count (`-` for nothing) and the parts they play; words and phrases
//! are separated by commas. The lists were written for this project.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::triggers::{self, Triggers};
use crate::knowledge::gate::Gate;
use crate::knowledge::numbers::{self, Language, fold_into};

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident $text:literal $bit:literal)*) => {
        /// The part of a role's name in the lists.
        fn role_named(name: &str) -> Option<u64> {
            match name { $($text => Some($name),)* _ => None }
        }
        $($(#[$doc])* pub const $name: u64 = 1 << $bit;)*
    };
}

roles! {
    /// A predicate whose subject is counted: "five were killed", "five died".
    LEFT "left" 0
    /// A predicate whose object is counted: "killed five".
    RIGHT "right" 1
    /// A noun that is counted: "five dead".
    NOUN "noun" 2
    /// The noun of a deed against someone: "the murder of".
    ACT "act" 3
    /// Persons in the plural.
    PERSON "person" 4
    /// One person.
    SINGLE "single" 5
    /// Fighters of an armed group.
    FIGHTER "fighter" 6
    /// Soldiers and police.
    SOLDIER "soldier" 7
    /// What an organisation is called by: "front", "army".
    GROUP "group" 8
    /// The name of an armed organisation.
    NAME "name" 9
    /// Who speaks with the authority of a state.
    AUTHORITY "authority" 10
    /// Says.
    SAY "say" 11
    /// Accuses.
    ACCUSE "accuse" 12
    /// "attributed to": the accused follows.
    ACCUSE_TO "accuseto" 13
    /// "attributed": the accused follows "to".
    ATTRIBUTE "attribute" 14
    /// Claims responsibility.
    CLAIMED "claimed" 15
    /// Forms of "be" that make a passive.
    BE "be" 16
    /// Forms of "have".
    HAVE "have" 17
    /// What makes a deed unreal: "would", "to", "if".
    MODAL "modal" 18
    /// With `MODAL`: what makes it possible only.
    POSSIBLE "possible" 19
    /// Negation.
    NOT "not" 20
    /// "alleged", "suspected".
    ALLEGED "alleged" 21
    /// Determiners.
    DET "det" 22
    /// "by", before the doer.
    BY "by" 23
    /// "of".
    OF "of" 24
    /// Other words that end a noun phrase.
    PREP "prep" 25
    /// "including".
    INCLUDING "including" 26
    /// "and".
    AND "and" 27
    /// Relative pronouns.
    WHO "who" 28
    /// Personal pronouns.
    PRONOUN "pronoun" 29
    /// "we", "us", "our".
    FIRST "first" 30
    /// "according to".
    ACCORDING "according" 31
    /// Titles and offices before a name.
    TITLE "title" 32
    /// Money.
    CURRENCY "currency" 33
    /// Units, months and other things whose number says nothing here.
    UNIT "unit" 34
    /// Adverbs that stand between a verb's parts.
    ADVERB "adverb" 35
    /// Violence against others: "attacked".
    ATTACK "attack" 36
    /// A noun for a violent deed: "attack", "crime".
    DEED "deed" 37
    /// Fighting between armed sides.
    COMBAT "combat" 38
    /// Things that are counted when they are destroyed.
    THING "thing" 39
    /// What stands before the number of a crowd: "crowd of".
    CROWD "crowd" 40
    /// With a predicate: violence, so that one named victim is a claim too.
    VIOLENT "violent" 41
    /// Signs of violence in a sentence.
    BOMB "bomb" 42
    /// Does a deed that its object names: "carried out the attack".
    PERFORM "perform" 44
    /// What armed sides attack in war.
    MILITARY "military" 45
    /// "responsible for", "guilty of".
    RESPONSIBLE "responsible" 46
    /// Signs of a sum over a time.
    PERIOD "period" 47
    /// Joins clauses: what stands behind may be a subject.
    CONJ "conj" 48
    /// What can say something without being a person.
    SOURCE "source" 49
    /// Denies.
    DENY "deny" 50
    /// What a state acts by, and bands that need no further name.
    STATE "state" 51
    /// May begin a phrase.
    PHRASE "phrase" 52
    /// Stands behind the source it names: "göre".
    POSTPOSED "postposed" 43
    /// May begin a number.
    NUMERAL "numeral" 53
}

/// What a word or phrase does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lexeme {
    /// Its roles.
    pub roles: u64,
    /// Index into [`Lexicon::whats`] for what it counts; 0 for nothing.
    pub what: u8,
    /// What it counts as a noun, where that differs.
    pub noun: u8,
}

/// The words of a language.
pub struct Lexicon {
    words: FxHashMap<String, Lexeme>,
    /// Phrases by their first word, longest first.
    phrases: FxHashMap<String, Vec<(Vec<String>, Lexeme)>>,
    /// What is counted, by the indices of lexemes.
    whats: Vec<String>,
    triggers: Triggers,
    /// Knows most words that are not in `words`.
    known: Gate,
    language: Language,
}

impl Lexicon {
    /// The lexeme of one folded word.
    pub fn word(&self, folded: &str) -> Lexeme {
        if !self.known.lets(folded.as_bytes()) {
            return Lexeme::default();
        }
        self.words.get(folded).copied().unwrap_or_default()
    }

    /// The longest phrase among those that begin with `first` and go on as `next` says, with its length in words.
    pub fn phrase<'a>(&self, first: &str, next: impl Fn(usize) -> Option<&'a str>) -> Option<(Lexeme, usize)> {
        let (tail, lexeme) = self.phrases.get(first)?.iter().find(|(tail, _)| {
            tail.iter().enumerate().all(|(i, word)| next(i + 1).is_some_and(|found| found == word))
        })?;
        Some((*lexeme, tail.len() + 1))
    }

    /// Whether these are the words of English.
    pub fn is_english(&self) -> bool {
        self.language == Language::En
    }

    /// Whether a number may begin with a folded word that is this lexeme.
    pub fn opens_number(&self, folded: &str, lexeme: Lexeme) -> bool {
        lexeme.roles & NUMERAL != 0
            || folded.as_bytes().first().is_some_and(u8::is_ascii_digit)
            || numbers::may_be_compound(folded, self.language)
    }

    /// What every sentence is taken to hold: a number, where numbers are written together and no table has them all.
    pub fn assumed(&self) -> u16 {
        match self.language {
            Language::De | Language::Nl | Language::It | Language::Tr => triggers::NUMBER,
            _ => 0,
        }
    }

    /// What an index counts.
    pub fn what(&self, index: u8) -> &str {
        self.whats.get(usize::from(index)).map_or("", String::as_str)
    }

    /// What shows that a sentence may hold a claim.
    pub fn triggers(&self) -> &Triggers {
        &self.triggers
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The folded words, in no order.
    #[allow(clippy::iter_over_hash_type)]
    pub fn words(&self) -> impl Iterator<Item = (&str, &Lexeme)> {
        self.words.iter().map(|(word, lexeme)| (word.as_str(), lexeme))
    }

    /// The folded words of each phrase, in no order.
    pub fn phrases(&self) -> impl Iterator<Item = (Vec<&str>, &Lexeme)> {
        self.phrases.iter().flat_map(|(first, all)| {
            all.iter()
                .map(move |(tail, lexeme)| (std::iter::once(first).chain(tail).map(String::as_str).collect(), lexeme))
        })
    }

    fn parse(list: &str, language: Language) -> Self {
        let mut lexicon = Lexicon {
            words: FxHashMap::default(),
            phrases: FxHashMap::default(),
            whats: vec![String::new()],
            triggers: Triggers::default(),
            known: Gate::default(),
            language,
        };
        let (mut what, mut roles) = (0, 0);
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            if let Some(head) = line.strip_prefix(':') {
                let mut names = head.split_whitespace();
                what = lexicon.index(names.next().unwrap_or_default());
                roles = names.filter_map(role_named).fold(0, |all, role| all | role);
                continue;
            }
            for phrase in line.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                lexicon.add(phrase, roles, what);
                if roles == SINGLE | PERSON {
                    lexicon.add(phrase, SINGLE, 0);
                    if language == Language::En {
                        lexicon.add(&plural(phrase), PERSON, 0);
                    }
                }
            }
        }
        lexicon.finish()
    }

    fn index(&mut self, what: &str) -> u8 {
        let name = if what == "-" { "" } else { what };
        let found = self.whats.iter().position(|known| known == name).unwrap_or_else(|| {
            self.whats.push(name.to_owned());
            self.whats.len() - 1
        });
        u8::try_from(found).unwrap_or(0)
    }

    fn add(&mut self, phrase: &str, roles: u64, what: u8) {
        let mut folded = String::new();
        fold_into(phrase, &mut folded);
        let words: Vec<String> = pieces(&folded);
        let Some((first, tail)) = words.split_first() else { return };
        if tail.is_empty() {
            self.words.entry(first.clone()).or_default().merge(roles, what);
            return;
        }
        let phrases = self.phrases.entry(first.clone()).or_default();
        match phrases.iter_mut().find(|(known, _)| known == tail) {
            Some((_, lexeme)) => lexeme.merge(roles, what),
            None => {
                let mut lexeme = Lexeme::default();
                lexeme.merge(roles, what);
                phrases.push((tail.to_vec(), lexeme));
            }
        }
    }

    #[allow(clippy::iter_over_hash_type)] // every entry is changed on its own; nothing depends on the order
    fn finish(mut self) -> Self {
        for phrases in self.phrases.values_mut() {
            phrases.sort_by_key(|(tail, _)| std::cmp::Reverse(tail.len()));
        }
        for first in self.phrases.keys() {
            self.words.entry(first.clone()).or_default().roles |= PHRASE;
        }
        for word in numbers::number_words(self.language).chain(numbers::articles(self.language)) {
            self.words.entry(word.to_owned()).or_default().roles |= NUMERAL;
        }
        self.words.keys().for_each(|word| self.known.add(word.as_bytes()));
        self.triggers = Triggers::of(&self);
        self
    }
}

impl Lexeme {
    fn merge(&mut self, roles: u64, what: u8) {
        self.roles |= roles;
        if roles & (NOUN | THING) != 0 {
            self.noun = what;
        }
        if self.what == 0 || roles & (LEFT | RIGHT) != 0 && what != 0 {
            self.what = what;
        }
    }
}

/// The words of a phrase as the text's words are cut.
fn pieces(phrase: &str) -> Vec<String> {
    let mut all = vec![];
    super::cut::cut(phrase, |piece, _| {
        all.push(phrase.get(piece.start..piece.end).unwrap_or_default().to_owned());
        true
    });
    all
}

/// The regular English plural.
fn plural(word: &str) -> String {
    match word {
        _ if word.ends_with("man") => format!("{}men", word.strip_suffix("man").unwrap_or_default()),
        _ if word.ends_with("child") => format!("{word}ren"),
        _ if word.ends_with("ife") => format!("{}ives", word.strip_suffix("ife").unwrap_or_default()),
        _ if word.ends_with('y') && !word.ends_with("oy") && !word.ends_with("ey") => {
            format!("{}ies", word.strip_suffix('y').unwrap_or_default())
        }
        _ if word.ends_with('s') || word.ends_with("ch") || word.ends_with('x') => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

static ALL: LazyLock<Vec<LazyLock<Lexicon>>> = LazyLock::new(|| {
    vec![
        LazyLock::new(|| Lexicon::parse(include_str!("lexicon/en.txt"), Language::En)),
        LazyLock::new(|| Lexicon::parse(include_str!("lexicon/es.txt"), Language::Es)),
        LazyLock::new(|| Lexicon::parse(include_str!("lexicon/fr.txt"), Language::Fr)),
        LazyLock::new(|| Lexicon::parse(include_str!("lexicon/pt.txt"), Language::Pt)),
        LazyLock::new(|| Lexicon::parse(include_str!("lexicon/de.txt"), Language::De)),
        LazyLock::new(|| Lexicon::parse(include_str!("lexicon/it.txt"), Language::It)),
        LazyLock::new(|| Lexicon::parse(include_str!("lexicon/ru.txt"), Language::Ru)),
        LazyLock::new(|| Lexicon::parse(include_str!("lexicon/tr.txt"), Language::Tr)),
        LazyLock::new(|| Lexicon::parse(include_str!("lexicon/pl.txt"), Language::Pl)),
        LazyLock::new(|| Lexicon::parse(include_str!("lexicon/nl.txt"), Language::Nl)),
    ]
});

/// The words of a language.
pub fn of(language: Language) -> &'static Lexicon {
    &ALL[language as usize]
}
