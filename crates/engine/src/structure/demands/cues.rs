//! The words with which issuers demand, by language.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
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
];

/// The cues, ready to be looked for.
pub(super) struct Cues {
    verbs: AhoCorasick,
}

impl Cues {
    /// The cues.
    pub(super) fn get() -> &'static Cues {
        static CUES: LazyLock<Cues> = LazyLock::new(|| Cues { verbs: automaton() });
        &CUES
    }

    /// Whether a line is the heading of a list of demands.
    pub(super) fn is_heading(&self, line: &str) -> bool {
        let lower = line.to_lowercase();
        HEADINGS.contains(&lower.trim())
    }

    /// Whether the words end in a verb that introduces demands, or in one and whom it asks.
    pub(super) fn demands_at_end(&self, words: &str) -> bool {
        let lower = words.to_lowercase();
        let lower = lower.trim();
        let ends = |cue: &str| {
            lower.strip_suffix(cue).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
        };
        LAST.iter().any(|cue| ends(cue)) || VERBS.iter().any(|cue| begins(lower, cue)) && lower.len() < 300
    }

    /// Where the objects begin of the demands that a paragraph states, in bytes.
    pub(super) fn verbs(&self, words: &str, operative: bool) -> Vec<usize> {
        let mut found = Vec::new();
        for hit in self.verbs.find_iter(words) {
            let first = hit.pattern().as_usize() % (VERBS.len() + OPERATIVE.len()) < VERBS.len();
            let before = words[..hit.start()].chars().next_back();
            let after = words[hit.end()..].chars().next();
            if before.is_some_and(char::is_alphanumeric) || after.is_none_or(|c| !(c.is_whitespace() || c == ':')) {
                continue;
            }
            let opens = opens_clause(&words[..hit.start()]);
            let asks = if first {
                opens || is_pronoun(words[hit.range()].split_whitespace().next())
            } else {
                operative && opens
            };
            if asks {
                found.push(hit.end());
            }
        }
        found
    }
}

fn begins(lower: &str, cue: &str) -> bool {
    lower.strip_prefix(cue).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ':']))
}

/// Whether a clause begins behind these words: at the start, behind a stop, a number, or a few words and a comma.
fn opens_clause(before: &str) -> bool {
    let before = before.trim_end_matches(['*', '_', ' ', '\n', '\r', '\t', '"', '“', '«']);
    before.is_empty() || before.ends_with(['.', ';', ':', '!', '?', ')', '—', '–', '-', ',', '。', '¡'])
}

fn is_pronoun(word: Option<&str>) -> bool {
    word.is_some_and(|word| matches!(word.to_lowercase().as_str(), "we" | "i" | "nous" | "wir" | "wij" | "мы" | "nós"))
}

fn automaton() -> AhoCorasick {
    let mut all: Vec<String> = VERBS.iter().chain(OPERATIVE).map(|cue| (*cue).to_owned()).collect();
    // Letters beyond ASCII are matched as written: each cue also stands with a capital and in capitals.
    let capital = |cue: &String| {
        let mut letters = cue.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    let more: Vec<String> = all.iter().map(capital).chain(all.iter().map(|cue| cue.to_uppercase())).collect();
    all.extend(more);
    let built =
        AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(&all);
    built.expect("a few hundred short words")
}
