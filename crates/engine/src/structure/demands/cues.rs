//! The words with which issuers demand, by language.

use crate::knowledge::gate::Gate;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The issuer demands, in the first person.
const VERBS: &[&str] = &[
    // English
    "we demand",
    "we also demand",
    "we therefore demand",
    "we call for",
    "we call on",
    "we call upon",
    "we therefore call on",
    "we therefore call upon",
    "we therefore call for",
    "we also call on",
    "we also call for",
    "we urge",
    "we insist on",
    "we insist that",
    "we require",
    "we appeal to",
    "we ask for",
    "we therefore ask for",
    "we ask that",
    "we therefore ask that",
    "i demand",
    "i call on",
    "i call upon",
    "i urge",
    "we strongly urge",
    // Spanish
    "exigimos",
    "demandamos",
    "reclamamos",
    "reivindicamos",
    "pedimos",
    "solicitamos",
    "instamos a",
    "hacemos un llamado a",
    "hacemos un llamamiento a",
    "llamamos a",
    "por ello exigimos",
    // French
    "nous exigeons",
    "nous demandons",
    "nous réclamons",
    "nous revendiquons",
    "nous appelons à",
    "nous appelons",
    // Portuguese
    "nós exigimos",
    "reivindicamos",
    "apelamos a",
    "pedimos",
    "demandamos",
    "conclamamos",
    "reclamamos",
    // German
    "wir fordern",
    "wir verlangen",
    "deshalb fordern wir",
    "daher fordern wir",
    "wir rufen",
    "wir bestehen auf",
    // Italian
    "chiediamo",
    "esigiamo",
    "rivendichiamo",
    "pretendiamo",
    "ci appelliamo",
    // Russian
    "мы требуем",
    "требуем",
    "мы настаиваем на",
    "мы призываем",
    "призываем",
    // Turkish (the verb stands last: read by its object before it is not tried)
    // Polish
    "żądamy",
    "domagamy się",
    "wzywamy",
    "apelujemy",
    // Dutch
    "wij eisen",
    "we eisen",
    "wij vragen",
    "wij roepen",
    "we roepen",
];

/// Operative verbs of resolutions that ask something of somebody; they open a clause.
const OPERATIVE: &[&str] = &[
    "demands",
    "calls upon",
    "calls on",
    "calls for",
    "urges",
    "requests",
    "strongly urges",
    "insists",
    "appeals to",
    "further requests",
    "exige",
    "exhorta",
    "pide",
    "insta",
    "solicita",
    "exorta",
    "insta",
    "solicita",
    "exige",
    "demande",
    "invite instamment",
    "prie",
    "exhorte",
    "fordert",
    "verlangt",
    "ruft",
    "ersucht",
    "chiede",
    "esige",
    "invita",
    "требует",
    "призывает",
    "настаивает",
    "żąda",
    "wzywa",
    "domaga się",
    "eist",
    "verzoekt",
    "roept",
];

/// What a body resolves to do, where that is to demand; they open an item of its resolution.
const INFINITIVES: &[&str] = &[
    "to demand",
    "to call upon",
    "to call on",
    "to call for",
    "to urge",
    "to request",
    "to insist on",
    "to ask for",
    "to appeal to",
    "exigir",
    "demandar",
    "reclamar",
    "solicitar",
    "reivindicar",
    "instar a",
    "d'exiger",
    "d’exiger",
    "exiger",
    "de demander",
    "demander",
    "de réclamer",
    "réclamer",
    "di chiedere",
    "chiedere",
    "di esigere",
    "esigere",
    "di rivendicare",
    "rivendicare",
    "потребовать",
    "требовать",
    "призвать",
    "żądać",
    "zażądać",
    "domagać się",
    "wezwać",
    "te eisen",
];

/// What stands last before the colon of what a body resolves.
const RESOLVES: &[&str] = &[
    "resolves",
    "resolved",
    "resolve",
    "decides",
    "decided",
    "resuelve",
    "acuerda",
    "acordó",
    "resolvemos",
    "acordamos",
    "décide",
    "décident",
    "decide",
    "decidiu",
    "delibera",
    "beschließt",
    "beschlossen",
    "постановляет",
    "постановил",
    "постановила",
    "решил",
    "решила",
    "uchwala",
    "postanawia",
    "besluit",
];

/// Headings of lists of demands.
const HEADINGS: &[&str] = &[
    "demands",
    "our demands",
    "the demands",
    "list of demands",
    "we demand",
    "demandas",
    "nuestras demandas",
    "reivindicaciones",
    "nuestras reivindicaciones",
    "exigencias",
    "nuestras exigencias",
    "pliego de peticiones",
    "peticiones",
    "revendications",
    "nos revendications",
    "exigences",
    "nos exigences",
    "reivindicações",
    "nossas reivindicações",
    "as nossas reivindicações",
    "exigências",
    "as nossas exigências",
    "forderungen",
    "unsere forderungen",
    "rivendicazioni",
    "le nostre rivendicazioni",
    "richieste",
    "le nostre richieste",
    "требования",
    "наши требования",
    "taleplerimiz",
    "talepler",
    "isteklerimiz",
    "żądania",
    "nasze żądania",
    "postulaty",
    "nasze postulaty",
    "eisen",
    "onze eisen",
    "要求",
    "我们的要求",
    "مطالبنا",
];

/// What may stand last before the colon of a list, besides the verbs of [`VERBS`].
const LAST: &[&str] = &[
    "demand",
    "demands",
    "we call for",
    "ask",
    "we ask",
    "call for",
    "demand that",
    "insist",
    "exigimos",
    "demandamos",
    "exige",
    "exigen",
    "pedimos",
    "exigeons",
    "demandons",
    "réclamons",
    "exige",
    "exigent",
    "fordern wir",
    "fordern",
    "wir fordern",
    "verlangen",
    "verlangen wir",
    "chiediamo",
    "esigiamo",
    "требуем",
    "требует",
    "talep ediyoruz",
    "istiyoruz",
    "żądamy",
    "domagamy się",
    "eisen",
    "wij eisen",
    "eisen wij",
    "reivindicamos",
    "reclamamos",
    "要求",
    "we want",
    "we ask for",
    "queremos",
    "nous voulons",
    "vogliamo",
    "wir wollen",
    "wollen wir",
    "мы хотим",
    "chcemy",
    "wij willen",
    "we willen",
    "willen wij",
];

/// How a cue asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// "We demand".
    First,
    /// "Calls upon", in a resolution.
    Operative,
    /// "To demand", in what a body resolves.
    Infinitive,
}

/// The cues, ready to be looked for.
#[derive(Default)]
pub(super) struct Cues {
    /// Knows most words that begin no cue.
    gate: Gate,
    /// Cues in small letters by their first word, the longest first.
    by_word: FxHashMap<&'static str, Vec<(&'static str, Form)>>,
}

impl Cues {
    /// The cues.
    pub(super) fn get() -> &'static Cues {
        static CUES: LazyLock<Cues> = LazyLock::new(|| {
            let mut cues = Cues::default();
            VERBS.iter().for_each(|cue| cues.add(cue, Form::First));
            OPERATIVE.iter().for_each(|cue| cues.add(cue, Form::Operative));
            INFINITIVES.iter().for_each(|cue| cues.add(cue, Form::Infinitive));
            cues
        });
        &CUES
    }

    fn add(&mut self, cue: &'static str, form: Form) {
        let word = &cue[..word_end(cue, 0)];
        self.gate.add(word.as_bytes());
        let list = self.by_word.entry(word).or_default();
        if list.iter().all(|(known, _)| *known != cue) {
            let place = list.partition_point(|(other, _)| other.len() >= cue.len());
            list.insert(place, (cue, form));
        }
    }

    /// Whether a line is the heading of a list of demands.
    pub(super) fn is_heading(&self, line: &str) -> bool {
        const LONGEST: usize = 60;
        line.len() <= LONGEST && HEADINGS.contains(&line.to_lowercase().trim())
    }

    /// Whether the words end in a verb that introduces demands, or in one and whom it asks.
    pub(super) fn demands_at_end(&self, words: &str) -> bool {
        // The capital of "istiyoruz" leaves its dot behind.
        let lower = words.to_lowercase().replace("i\u{307}", "i");
        let lower = lower.trim();
        let ends = |cue: &str| ends_in(lower, cue);
        LAST.iter().any(|cue| ends(cue)) || VERBS.iter().any(|cue| begins(lower, cue)) && lower.len() < 300
    }

    /// Whether a paragraph says what a body resolves: "The congress resolves: …".
    pub(super) fn resolves(&self, words: &str) -> bool {
        const LONGEST: usize = 300;
        let Some(colon) = memchr::memchr(b':', &words.as_bytes()[..words.len().min(LONGEST)]) else { return false };
        let lower = words[..colon].to_lowercase();
        RESOLVES.iter().any(|cue| ends_in(lower.trim_end(), cue))
    }

    /// Where the objects begin of the demands that a paragraph states, in bytes; `operative` in a resolution, `resolving`
    /// where a body says what it resolves.
    pub(super) fn verbs(&self, words: &str, operative: bool, resolving: bool) -> Vec<usize> {
        let bytes = words.as_bytes();
        let mut found = Vec::new();
        // Whether a clause may begin here: most words stand inside one, and of those only pronouns are looked up.
        let (mut at, mut fresh) = (0, true);
        while let Some(byte) = bytes.get(at) {
            match CLASSES[usize::from(*byte)] {
                Class::Blank => {
                    at += 1;
                    continue;
                }
                Class::Mark => {
                    (at, fresh) = (at + 1, true);
                    continue;
                }
                Class::Word => {}
            }
            if !fresh && !may_be_pronoun(bytes, at) {
                at = skip(bytes, at);
                continue;
            }
            let end = word_end(words, at);
            fresh = end == at;
            let cue = if end > at { self.cue(words, at, end) } else { None };
            let asks = |(length, form)| asks(words, at..end, length, form, (operative, resolving));
            match cue.filter(|cue| asks(*cue)) {
                Some((cue, _)) => {
                    found.push(at + cue);
                    at += cue;
                }
                None if end > at => at = end,
                None => at += words[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        found
    }

    /// The length of the longest cue that begins with the word `words[at..end]`, and its form.
    fn cue(&self, words: &str, at: usize, end: usize) -> Option<(usize, Form)> {
        let word = &words[at..end];
        let capital = !word.is_ascii() && word.starts_with(char::is_uppercase);
        if !capital && !self.gate.lets(word.as_bytes()) {
            return None;
        }
        let list = self.by_word.get(word).or_else(|| self.by_word.get(word.to_lowercase().as_str()))?;
        list.iter().find_map(|(cue, form)| Some((matched(&words[at..], cue)?, *form)))
    }
}

/// Whether the pronoun of the issuer may begin at a byte: "we", "I", "nous", "nós", "wir", «мы».
fn may_be_pronoun(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(0xd0) => matches!(bytes.get(at + 1), Some(0xbc | 0x9c)),
        // Marks beyond ASCII begin with these bytes, and behind a mark a clause may begin.
        Some(byte) => b"wWiInN\xc2\xe2\xe3\xef".contains(byte),
        None => false,
    }
}

/// The end of the letters and digits at `at`, or where a mark beyond ASCII may stand among them.
fn skip(bytes: &[u8], at: usize) -> usize {
    let inside = |byte: &u8| matches!(CLASSES[usize::from(*byte)], Class::Word) && !b"\xc2\xe2\xe3\xef".contains(byte);
    bytes.get(at + 1..).and_then(|rest| rest.iter().position(|byte| !inside(byte))).map_or(bytes.len(), |n| at + 1 + n)
}

/// Whether a cue of some length that begins with a word asks for something where it stands.
fn asks(words: &str, word: Range<usize>, length: usize, form: Form, (operative, resolving): (bool, bool)) -> bool {
    let before = &words[..word.start];
    let stated = match form {
        Form::First => opens_clause(before) || is_pronoun(&words[word.clone()]),
        Form::Operative => operative && opens_clause(before),
        Form::Infinitive => resolving && opens_item(before),
    };
    stated && words[word.start + length..].chars().next().is_some_and(|c| c.is_whitespace() || c == ':')
}

/// What a byte says about where a clause may begin.
#[derive(Clone, Copy, Debug)]
enum Class {
    /// A letter or digit, or a part of one beyond ASCII.
    Word,
    /// White space and marks around words.
    Blank,
    /// Any other mark: a clause may begin behind it.
    Mark,
}

const CLASSES: [Class; 256] = {
    let mut table = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        let letter = byte as u8;
        if letter.is_ascii_alphanumeric() || !letter.is_ascii() {
            table[byte] = Class::Word;
        } else if matches!(letter, b'*' | b'_' | b' ' | b'\n' | b'\r' | b'\t' | b'"') {
            table[byte] = Class::Blank;
        }
        byte += 1;
    }
    table
};

/// The end of the word at `at`; `at` where none stands there.
fn word_end(words: &str, at: usize) -> usize {
    let bytes = words.as_bytes();
    let mut end = at;
    while bytes.get(end).is_some_and(|byte| matches!(CLASSES[usize::from(*byte)], Class::Word) && byte.is_ascii()) {
        end += 1;
    }
    if bytes.get(end).is_none_or(u8::is_ascii) {
        return end;
    }
    words[end..].find(|letter: char| !letter.is_alphanumeric()).map_or(words.len(), |length| end + length)
}

/// How many bytes of `words` a cue in small letters takes that stands at their beginning, in any letters.
fn matched(words: &str, cue: &str) -> Option<usize> {
    let mut letters = words.char_indices();
    let mut end = 0;
    for wanted in cue.chars() {
        let (at, letter) = letters.next()?;
        let same = letter == wanted || letter.to_lowercase().eq(std::iter::once(wanted));
        same.then_some(())?;
        end = at + letter.len_utf8();
    }
    Some(end)
}

fn ends_in(lower: &str, cue: &str) -> bool {
    lower.strip_suffix(cue).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
}

fn begins(lower: &str, cue: &str) -> bool {
    lower.strip_prefix(cue).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ':']))
}

/// Whether a clause begins behind these words: at the start, behind a stop, a number, or a few words and a comma.
fn opens_clause(before: &str) -> bool {
    let before = before.trim_end_matches(['*', '_', ' ', '\n', '\r', '\t', '"', '“', '«']);
    before.is_empty() || before.ends_with(['.', ';', ':', '!', '?', ')', '—', '–', '-', ',', '。', '¡'])
}

/// Whether an item begins behind these words: at the start, behind a number, a dash, a colon or a semicolon.
fn opens_item(before: &str) -> bool {
    let before = before.trim_end();
    let number =
        |mark: char| before.strip_suffix(mark).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    before.is_empty() || before.ends_with([':', ';', '-', '–', '—', '•', '*']) || number('.') || number(')')
}

fn is_pronoun(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "we" | "i" | "nous" | "wir" | "wij" | "мы" | "nós")
}
