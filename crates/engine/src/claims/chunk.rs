//! Noun phrases of a sentence: where they begin and end, what heads them, how many they are.
//!
//! No grammar is needed for that: words that end a noun phrase are few in every language, and the lexicon has them.

use std::sync::LazyLock;

use crate::knowledge::numbers::{self, Language, Number, Word, digits_value, is_digits};
use crate::knowledge::phrase;
use crate::knowledge::vocabulary::Vocabulary;

use super::lexicon::*;
use super::proportion;
use super::tokens::{Token, words};

/// What a noun phrase says about how many it names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Count {
    /// A number.
    Number(Number),
    /// One person, by an article, an office or a name.
    One,
    /// It does not say.
    Unsaid,
}

/// A noun phrase: tokens `start..end`.
#[derive(Clone, Copy, Debug)]
pub struct Chunk {
    /// First token, words that bound the number included.
    pub start: usize,
    /// First token behind number and determiners.
    pub content: usize,
    /// One past the last token.
    pub end: usize,
    /// The token that says what it is.
    pub head: usize,
    /// How many.
    pub count: Count,
}

/// What tells a name in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Names {
    /// Nothing.
    No,
    /// Its capitals.
    Capitals,
    /// That it is no common word; all is written in capitals.
    Rare,
}

impl Names {
    /// What tells a name in a sentence: a headline's capitals tell none.
    fn of(tokens: &[Token<'_>], language: Language, upper: bool) -> Self {
        let letters = tokens.iter().filter(|token| token.word && token.folded.len() > 3 && !is_digits(token.folded));
        let (capitals, all) =
            letters.fold((0, 0), |(capitals, all), token| (capitals + usize::from(token.capital), all + 1));
        match language {
            Language::En if upper => Names::Rare,
            Language::En if capitals * 10 <= all * 6 || all <= 3 => Names::Capitals,
            _ => Names::No,
        }
    }
}

/// The numbers of a sentence that can count something.
struct Numbers {
    /// For each token, one more than the index of the number that begins there; 0 for none. Empty where there are none.
    places: Vec<u16>,
    found: Vec<Number>,
}

impl Numbers {
    fn read(tokens: &[Token<'_>], words: &[Word<'_>], language: Language) -> Self {
        let mut all = Numbers { places: vec![], found: vec![] };
        for at in (0..tokens.len()).filter(|at| tokens[*at].numeral) {
            let number = numbers::read(words, at, language).filter(|number| counts(tokens, number, language));
            if let Some(number) = number {
                all.places.resize(tokens.len(), 0);
                all.found.push(number);
                all.places[at] = u16::try_from(all.found.len()).unwrap_or(0);
            }
        }
        all.without_proportions(tokens, language)
    }

    /// Leaves out numbers that say how large a part is.
    fn without_proportions(mut self, tokens: &[Token<'_>], language: Language) -> Self {
        for i in 0..self.found.len() {
            let part = self.found[i];
            if let Some(whole) = proportion::whole(tokens, &part, language, |at| self.at(at)) {
                (self.places[part.core], self.places[whole]) = (0, 0);
            }
        }
        self
    }

    /// The number that begins at a token.
    fn at(&self, at: usize) -> Option<Number> {
        let place = usize::from(*self.places.get(at)?);
        self.found.get(place.checked_sub(1)?).copied()
    }
}

/// Words that end a noun phrase.
const STOP: u64 = BE
    | HAVE
    | MODAL
    | NOT
    | BY
    | OF
    | PREP
    | INCLUDING
    | AND
    | WHO
    | PRONOUN
    | ACCORDING
    | SAY
    | ACCUSE
    | ACCUSE_TO
    | ATTRIBUTE
    | CLAIMED
    | RESPONSIBLE
    | PERFORM
    | ADVERB
    | CROWD
    | DET;
/// Words that can head a counted phrase.
const HEADS: u64 = PERSON | SINGLE | NOUN | THING | FIGHTER | SOLDIER;

/// The noun phrases of a sentence, in order. What stands in brackets is passed over.
pub fn chunks(tokens: &[Token<'_>], language: Language, upper: bool) -> Vec<Chunk> {
    let words = words(tokens);
    let names = Names::of(tokens, language, upper);
    let all = Numbers::read(tokens, &words, language);
    let mut found: Vec<Chunk> = vec![];
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(close) = bracket(tokens, at) {
            at = close + 1;
            continue;
        }
        if let Some(number) = all.at(at) {
            let chunk = counted(tokens, &all, number, names);
            at = chunk.end.max(at + 1);
            make_room(&mut found, chunk.start);
            found.push(chunk);
        } else if is_digits(token.folded) && !tokens.get(at + 1).is_some_and(|next| next.reads("-") && next.glued) {
            // A number that counts nothing: a time, an age, a date with its month.
            at += 1 + usize::from(tokens.get(at + 1).is_some_and(|next| next.is(UNIT)));
        } else if token.is(DET) || is_content(token) && token.word && !participle(tokens, at) {
            let content = (at..tokens.len()).find(|i| !tokens[*i].is(DET)).unwrap_or(tokens.len());
            // "the six priests": the number takes over.
            if let Some(number) = all.at(content).filter(|_| content > at) {
                let chunk = Chunk { start: at, ..counted(tokens, &all, number, names) };
                at = chunk.end.max(at + 1);
                found.push(chunk);
                continue;
            }
            // "a commando entered", "a group called": the verb stands apart.
            let apart = found.last().is_some_and(|before| before.end == at && content == at && is_verbal(token, names));
            let end = if apart { at + 1 } else { content_end(tokens, &all, content, false, names) };
            if end > content {
                let (head, count) = uncounted(tokens, at, content, end, language, names);
                found.push(Chunk { start: at, content, end, head, count });
            }
            at = end.max(at + 1);
        } else {
            at += 1;
        }
    }
    found
}

/// Words that bound the number which begins at `start` ("mindestens") are no phrase of their own.
fn make_room(found: &mut Vec<Chunk>, start: usize) {
    while let Some(before) = found.last_mut().filter(|before| before.end > start) {
        if before.content < start {
            before.end = start;
            before.head = before.head.min(start - 1);
        } else {
            found.pop();
        }
    }
}

/// The token that closes the bracket which opens at `at`.
pub fn bracket(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    const LONGEST: usize = 30;
    let close = match tokens.get(at)?.folded {
        "[" => "]",
        "(" => ")",
        _ => return None,
    };
    (at + 1..tokens.len().min(at + LONGEST)).find(|i| tokens[*i].reads(close))
}

/// Whether a number can count anything: no age, date, ordinal, part of a name, share.
fn counts(tokens: &[Token<'_>], number: &Number, language: Language) -> bool {
    let core = &tokens[number.core];
    let before = number.core.checked_sub(1).map(|i| &tokens[i]);
    let turkish = language == Language::Tr;
    let tied =
        |token: &Token<'_>| matches!(token.folded, "-" | "/" | ":" | "." | "%" | "°" | "№" | "§" | "#" | "'" | "’");
    if core.glued && before.is_some_and(|token| tied(token) && number.start == number.core) {
        return false;
    }
    let last = number.end.saturating_sub(1);
    match (tokens.get(number.end), tokens.get(number.end + 1)) {
        (Some(mark), Some(next))
            if mark.glued && next.glued && next.word && tied(mark) && !(turkish && mark.reads("'")) =>
        {
            return false;
        }
        (Some(mark), _) if matches!(mark.folded, "%" | "°" | "º" | "ª") => return false,
        // German and Polish ordinals have a dot: "3. Mai".
        (Some(mark), Some(next)) if mark.reads(".") && mark.glued && next.is(UNIT) => return false,
        (Some(next), _) if next.is(UNIT) => return false,
        _ => {}
    }
    // "No. 5", "article 5", "Detachment No. 4" are names.
    if before.is_some_and(|token| {
        token.reads(".")
            || matches!(token.folded, "no" | "number" | "article" | "resolution" | "chapter" | "page" | "nr" | "art")
    }) && is_digits(core.folded)
    {
        return false;
    }
    last < tokens.len()
        && (!is_digits(core.folded) || digits_value(core.folded, language).is_some_and(|value| value > 0.0))
}

/// Whether digits are probably a year.
pub fn is_year(number: &Number) -> bool {
    number.plain_digits && number.amount.min.is_some_and(|value| (1500.0..2100.0).contains(&value))
}

fn counted(tokens: &[Token<'_>], all: &Numbers, number: Number, names: Names) -> Chunk {
    let mut content = number.end;
    // "dozens of", "a total of": what is counted stands behind "of".
    let vague = number.amount.max.is_none() && number.amount.approximate;
    let collective =
        tokens.get(number.end - 1).is_some_and(|token| !is_digits(token.folded)) && number.amount.min >= Some(10.0);
    if tokens.get(content).is_some_and(|token| token.is(OF)) && (vague || collective) {
        content += 1;
        while tokens.get(content).is_some_and(|token| token.is(DET)) {
            content += 1;
        }
    }
    while tokens.get(content).is_some_and(|token| token.is(DET) && !token.is(PERSON) || token.reads("more")) {
        content += 1;
    }
    let content = content.min(tokens.len());
    let end = content_end(tokens, all, content, true, names);
    let range = content..end;
    let heads = |i: &usize| tokens[*i].is(HEADS) && !nationality(tokens[*i].folded);
    let first = range.clone().find(heads).or_else(|| range.clone().find(|i| tokens[*i].is(HEADS)));
    let head = match first {
        Some(first) => (first..end).take_while(|i| tokens[*i].is(HEADS)).last().unwrap_or(first),
        None if end > content => end - 1,
        None => number.core,
    };
    let count = match number.article {
        false => Count::Number(number),
        true if one(tokens, content, end, head) => Count::One,
        true => Count::Unsaid,
    };
    Chunk { start: number.start, content, end, head, count }
}

/// How far the words go that can belong to a noun phrase.
fn content_end(tokens: &[Token<'_>], all: &Numbers, content: usize, counted: bool, names: Names) -> usize {
    const LONGEST: usize = 12;
    let mut end = content;
    let mut person = false;
    while let Some(token) = tokens.get(end).filter(|_| end < content + LONGEST) {
        let next_is_content = tokens.get(end + 1).is_some_and(|next| next.word && is_content(next));
        let inside = match token.folded {
            "'" | "’" if token.glued && next_is_content && end > content && tokens[end - 1].folded.ends_with('s') => {
                true
            }
            "-" | "'" | "’" => token.glued && tokens.get(end + 1).is_some_and(|next| next.glued && next.word),
            "\"" | "“" | "”" | "«" | "»" => next_is_content,
            // "Dr. Smith", "John F. Smith"
            "." => {
                token.glued
                    && next_is_content
                    && end > content
                    && (tokens[end - 1].is(TITLE) || tokens[end - 1].folded.len() == 1)
            }
            _ if !token.word => false,
            // "the six murdered priests", "30 injured"
            _ if token.is(LEFT | RIGHT) && !token.is(PERSON | GROUP) => {
                (token.is(NOUN) && (counted || end == content) && !person_follows_verb(tokens, end))
                    || next_is_content && end == content && tokens[end + 1].is(HEADS)
            }
            _ => (is_content(token) || token.is(PERSON) && counted) && !(person && is_verbal(token, names)),
        };
        let number = all.at(end).is_some_and(|number| !number.article) || is_digits(token.folded);
        if !inside || end > content && number {
            break;
        }
        person |= token.is(PERSON | SINGLE | FIGHTER | SOLDIER | TITLE | GROUP | NAME);
        end += 1;
    }
    end
}

/// "five injured two": the word is a verb.
fn person_follows_verb(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| next.is(DET) || is_digits(next.folded))
}

fn is_content(token: &Token<'_>) -> bool {
    let verb = token.is(LEFT | RIGHT | ATTACK) && !token.is(NOUN | PERSON | GROUP | THING | DEED | FIGHTER);
    !token.is(STOP) && !verb
}

/// "were wounded": a word that is a noun elsewhere is a verb behind its auxiliary.
fn participle(tokens: &[Token<'_>], at: usize) -> bool {
    let before = (0..at).rev().map(|i| &tokens[i]).find(|token| !token.is(ADVERB));
    let inverted = tokens.get(at + 1).is_some_and(|next| next.is(BE)) && (0..at).all(|i| tokens[i].is(ADVERB));
    tokens[at].is(LEFT | RIGHT) && (inverted || before.is_some_and(|token| token.is(BE | HAVE)))
}

/// English words that look like verbs: "guarding", "kidnapped". Where capitals tell names, one tells no verb.
fn is_verbal(token: &Token<'_>, names: Names) -> bool {
    (names == Names::Rare || !token.capital)
        && token.roles == 0
        && token.folded.len() > 4
        && (token.folded.ends_with("ing") || token.folded.ends_with("ed"))
}

/// Determiners of several, or of each.
const PLURAL: &[&str] = &[
    "these",
    "those",
    "several",
    "some",
    "many",
    "few",
    "various",
    "numerous",
    "both",
    "most",
    "all",
    "any",
    "every",
    "each",
    "other",
    "others",
    "cada",
    "chaque",
    "ogni",
    "jeder",
    "jede",
    "jedes",
    "jeden",
    "elke",
    "elk",
    "ieder",
    "iedere",
    "kazdy",
    "kazda",
    "kazde",
    "каждый",
    "каждая",
    "каждое",
];

/// Head and count of a phrase without a number.
fn uncounted(
    tokens: &[Token<'_>],
    start: usize,
    content: usize,
    end: usize,
    language: Language,
    names: Names,
) -> (usize, Count) {
    let after = (content..end).rev().find(|i| matches!(tokens[*i].folded, "'" | "’")).unwrap_or(content);
    // "the Peruvian minister": what one is goes before whence one is.
    let office = |i: &usize| tokens[*i].is(TITLE | SINGLE) && !nationality(tokens[*i].folded);
    let named = (after..end).find(office).or_else(|| (after..end).find(|i| tokens[*i].is(TITLE | SINGLE)));
    let first = (content..end).find(|i| tokens[*i].is(HEADS | GROUP));
    let head = named.or(first).unwrap_or(end - 1);
    let head = (head..end).take_while(|i| tokens[*i].is(HEADS | GROUP | TITLE)).last().unwrap_or(head);
    let plural = (start..content).any(|i| PLURAL.contains(&tokens[i].folded));
    if plural || language != Language::En && start == content {
        return (head, Count::Unsaid);
    }
    (
        head,
        if one(tokens, content, end, head) || names != Names::No && name(tokens, start, content, end, names) {
            Count::One
        } else {
            Count::Unsaid
        },
    )
}

/// Whether tokens name one person.
pub fn is_one(tokens: &[Token<'_>], content: usize, end: usize, language: Language, upper: bool) -> bool {
    let names = match (language, upper) {
        (Language::En, false) => Names::Capitals,
        (Language::En, true) => Names::Rare,
        _ => Names::No,
    };
    content < end && uncounted(tokens, content, content, end, language, names).1 == Count::One
}

/// Whether a phrase names one person by an office or kind.
fn one(tokens: &[Token<'_>], content: usize, end: usize, head: usize) -> bool {
    let other = |token: &Token<'_>, roles| token.is(roles) && !token.is(SINGLE | TITLE);
    let persons = tokens[content..end].iter().any(|token| other(token, PERSON | THING))
        || tokens[head.max(content)..end].iter().any(|token| other(token, GROUP));
    let more = head + 1 < end;
    let determined = content
        .checked_sub(1)
        .and_then(|i| tokens.get(i))
        .is_some_and(|token| token.is(DET) || matches!(token.folded, "a" | "an"));
    let singular = tokens.get(head).is_some_and(|token| token.is(SINGLE) || token.is(TITLE) && (more || determined));
    // "a civilian aircraft", "a German steamer": the word is no head; names are written with capitals.
    let adjective =
        tokens[head.min(end)..end].iter().skip(1).any(|token| token.word && token.roles == 0 && !token.capital)
            || more
                && !tokens[head].is(TITLE)
                && tokens[head + 1..end].iter().all(|token| token.roles == 0 && common(token.folded))
            || more && nationality(tokens[head].folded) && tokens[end - 1].roles == 0;
    let singular = singular && !adjective;
    let possessive = end >= 2 && matches!(tokens[end - 2].folded, "'" | "’") && tokens[end - 1].reads("s");
    singular && !persons && !possessive
}

/// English nouns of nationality that are adjectives too.
fn nationality(folded: &str) -> bool {
    folded.len() > 5
        && ["ian", "can", "ran", "ish", "ese", "ean", "uan", "aeli", "ani"].iter().any(|end| folded.ends_with(end))
        || folded == "german"
}

/// Whether a phrase is a person's name: up to five capitalised words, not all of them words of the language.
fn name(tokens: &[Token<'_>], start: usize, content: usize, end: usize, names: Names) -> bool {
    let common = |folded: &str| names == Names::Rare && common(folded);
    const PARTICLES: [&str; 10] = ["de", "la", "del", "da", "dos", "von", "van", "y", "el", "al"];
    let words = &tokens[content..end];
    let particle = |token: &Token<'_>| PARTICLES.contains(&token.folded);
    let written = |token: &Token<'_>| token.capital && token.word && token.roles == 0 && token.folded.len() > 1;
    let single = words.len() == 1 && start == content && content > 0 && names == Names::Rare;
    (single || (2..=5).contains(&words.len()))
        && words.iter().all(|token| written(token) && (words.len() < 5 || !common(token.folded) || particle(token)))
        && words.iter().any(|token| token.folded.len() > 3 && !particle(token) && !common(token.folded))
}

/// Whether English commonly writes a word in lower case.
pub fn common(folded: &str) -> bool {
    static ENGLISH: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of("eng"));
    let mut letters = vec![];
    phrase::fold(folded, &mut letters);
    ENGLISH.is_common(phrase::hash(&letters))
}
