//! Verbs of speech, and other words that say whose words follow.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::sync::LazyLock;

/// Words that say that somebody said something; matched as whole words.
const VERBS: &[&str] = &[
    "said",
    "says",
    "declared",
    "declares",
    "stated",
    "states",
    "wrote",
    "writes",
    "told",
    "added",
    "explained",
    "announced",
    "affirmed",
    "asserted",
    "warned",
    "replied",
    "answered",
    "asked",
    "cried",
    "noted",
    "according to",
    "in the words of",
    "as quoted by",
    "quoted",
    "put it",
    "once said",
    "proclaimed",
    "insisted",
    "dijo",
    "declaró",
    "afirmó",
    "escribió",
    "señaló",
    "manifestó",
    "expresó",
    "según",
    "en palabras de",
    "aseguró",
    "sostuvo",
    "respondió",
    "dit",
    "a dit",
    "déclara",
    "a déclaré",
    "déclare",
    "écrit",
    "écrivit",
    "écrivait",
    "affirme",
    "a affirmé",
    "selon",
    "d'après",
    "ajouta",
    "répondit",
    "disait",
    "disse",
    "declarou",
    "afirmou",
    "escreveu",
    "segundo",
    "nas palavras de",
    "respondeu",
    "sagte",
    "sagt",
    "erklärte",
    "erklärt",
    "schrieb",
    "schreibt",
    "betonte",
    "laut",
    "mit den worten",
    "meinte",
    "antwortete",
    "rief",
    "ha detto",
    "ha dichiarato",
    "dichiarò",
    "scrisse",
    "ha scritto",
    "secondo",
    "affermò",
    "rispose",
    "сказал",
    "сказала",
    "заявил",
    "заявила",
    "писал",
    "писала",
    "написал",
    "отметил",
    "подчеркнул",
    "по словам",
    "говорил",
    "ответил",
    "dedi",
    "diyor",
    "açıkladı",
    "söyledi",
    "yazdı",
    "belirtti",
    "göre",
    "ifade etti",
    "powiedział",
    "powiedziała",
    "oświadczył",
    "oświadczyła",
    "napisał",
    "napisała",
    "stwierdził",
    "stwierdziła",
    "według",
    "odpowiedział",
    "zei",
    "zegt",
    "verklaarde",
    "schreef",
    "schrijft",
    "aldus",
    "volgens",
    "stelde",
    "antwoordde",
];

/// A verb of speech in a stretch of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    /// Where it stands, in bytes from the beginning of the stretch.
    pub at: u32,
    /// Where it ends.
    pub end: u32,
    /// Where the sentence begins that leads to the marks.
    pub from: u32,
    /// Where the first sentence ends.
    pub sentence: u32,
}

/// The verb of speech next to the marks: the first of the sentence behind them, or the last of that before them.
pub(super) fn verb(words: &str, behind: bool) -> Option<Verb> {
    static FIND: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let mut all: Vec<String> = VERBS.iter().map(|verb| (*verb).to_owned()).collect();
        let capital = |verb: &&str| {
            let mut letters = verb.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
        };
        all.extend(VERBS.iter().map(capital));
        let built =
            AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(&all);
        built.expect("a few hundred short words")
    });
    let (from, to) = if behind { (0, sentence_end(words)) } else { (sentence_start(words), words.len()) };
    let whole = |start: usize, end: usize| {
        !words[..start].chars().next_back().is_some_and(char::is_alphanumeric)
            && !words[end..].chars().next().is_some_and(char::is_alphanumeric)
    };
    let mut hits = FIND
        .find_iter(&words[from..to])
        .map(|hit| (from + hit.start(), from + hit.end()))
        .filter(|hit| whole(hit.0, hit.1));
    let (at, end) = if behind { hits.next() } else { hits.last() }?;
    Some(Verb { at: at as u32, end: end as u32, from: from as u32, sentence: to as u32 })
}

/// Whether a word is a pronoun that stands for a speaker.
pub(super) fn is_pronoun(word: &str) -> bool {
    const PRONOUNS: &[&str] = &[
        "he", "she", "they", "i", "we", "él", "ella", "ellos", "ellas", "elle", "ils", "elles", "ele", "ela", "eles",
        "elas", "er", "sie", "lui", "lei", "он", "она", "они", "ona", "oni", "hij", "zij", "ze",
    ];
    word.len() <= 10 && PRONOUNS.contains(&word.to_lowercase().as_str())
}

/// Whether a word says that whom it precedes is spoken to or about.
pub(super) fn is_toward(word: &str) -> bool {
    const TOWARD: [&str; 14] = [
        "to",
        "about",
        "against",
        "for",
        "contra",
        "contre",
        "gegen",
        "gegenüber",
        "über",
        "tegen",
        "przeciw",
        "sobre",
        "sur",
        "о",
    ];
    TOWARD.contains(&word)
}

fn sentence_end(words: &str) -> usize {
    let body = words.trim_start_matches([',', '.', ' ', '\n', '—', '–', '-']);
    let skipped = words.len() - body.len();
    body.find(". ").or_else(|| body.find(".\n")).map_or(words.len(), |at| skipped + at)
}

fn sentence_start(words: &str) -> usize {
    let body = words.trim_end();
    body.rfind(". ").map(|at| at + 2).max(body.rfind("\n\n").map(|at| at + 2)).unwrap_or(0)
}
