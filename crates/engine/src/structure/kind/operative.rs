//! The grammar of a resolution: clauses that recall and consider, then clauses that decide, each on its own line.
//!
//! Takes the first lines of a statement, gives `resolution` where both are there. A law, a speech or an article uses the
//! same verbs, but not both sets at the heads of clauses. A line that only goes on with the sentence before is no clause, so
//! a printed column that happens to break before "noting" says nothing.

use std::sync::LazyLock;

use broadside_model::{Found, Kind, Span};
use rustc_hash::FxHashMap;

use super::ends::Ends;

/// Bytes looked at.
const WINDOW: usize = 10_000;

/// Words that recall and consider; folded.
const RECALLING: &[&str] = &[
    "whereas",
    "recalling",
    "noting",
    "considering",
    "recognizing",
    "recognising",
    "reaffirming",
    "mindful",
    "convinced",
    "concerned",
    "alarmed",
    "conscious",
    "aware",
    "welcoming",
    "emphasizing",
    "emphasising",
    "believing",
    "bearing in mind",
    "taking note",
    "taking into account",
    "guided by",
    "having considered",
    "having heard",
    "having examined",
    "having regard",
    "having discussed",
    "having met",
    "considerant",
    "rappelant",
    "notant",
    "constatant",
    "ayant",
    "reaffirmant",
    "conscient",
    "convaincu",
    "attendu que",
    "preoccupe",
    "considerando",
    "recordando",
    "observando",
    "teniendo en cuenta",
    "teniendo presente",
    "habiendo",
    "reafirmando",
    "convencid",
    "vistos",
    "vista ",
    "visto ",
    "constatando",
    "preocupad",
    "tendo em conta",
    "tendo em vista",
    "considerato",
    "premesso",
    "ricordando",
    "constatato",
    "preso atto",
    "rilevato",
    "tenuto conto",
    "convint",
    "in der erwagung",
    "in erwagung",
    "in anbetracht",
    "unter hinweis",
    "eingedenk",
    "in der uberzeugung",
    "unter berucksichtigung",
    "учитывая",
    "принимая во внимание",
    "заслушав",
    "отмечая",
    "напоминая",
    "подтверждая",
    "исходя из",
    "сознавая",
    "будучи",
    "dikkate alarak",
    "goz onunde",
    "hatirlatarak",
    "endise duyarak",
    "majac na uwadze",
    "biorac pod uwage",
    "uznajac",
    "przypominajac",
    "zwazywszy",
    "po wysluchaniu",
    "swiadom",
    "overwegende",
    "gelet op",
    "constaterende",
    "gehoord",
    "van mening",
    "in herinnering",
    "indachtig",
];

/// Adverbs before a verb of recalling or deciding; folded.
const ADVERBS: &[&str] = &[
    "further ",
    "also ",
    "deeply ",
    "gravely ",
    "fully ",
    "hereby ",
    "strongly ",
    "therefore ",
    "and ",
    "again ",
    "firmly ",
];

/// Verbs that decide, in the third person of a body that speaks of itself; folded.
const DECIDING: &[&str] = &[
    "resolves",
    "decides",
    "calls on",
    "calls upon",
    "calls for",
    "urges",
    "demands",
    "requests",
    "condemns",
    "declares",
    "reaffirms",
    "invites",
    "instructs",
    "recommends",
    "endorses",
    "approves",
    "appeals",
    "affirms",
    "supports",
    "expresses",
    "proclaims",
    "pledges",
    "rejects",
    "decide",
    "demande",
    "invite ",
    "condamne",
    "declare ",
    "reaffirme ",
    "recommande",
    "exige",
    "appelle",
    "adopte ",
    "charge ",
    "exprime",
    "approuve",
    "resuelve",
    "exhorta",
    "insta ",
    "pide ",
    "condena",
    "declara ",
    "acuerda",
    "solicita",
    "recomienda",
    "llama ",
    "reafirma",
    "aprueba",
    "rechaza",
    "delibera",
    "exorta",
    "apela",
    "reclama",
    "recomenda",
    "aprova",
    "repudia",
    "impegna",
    "chiede",
    "condanna",
    "dichiara",
    "invita",
    "approva",
    "beschliesst",
    "fordert",
    "verurteilt",
    "erklart",
    "ruft ",
    "begrusst",
    "beauftragt",
    "bekraftigt",
    "empfiehlt",
    "постановляет",
    "решает",
    "призывает",
    "требует",
    "осуждает",
    "заявляет",
    "поручает",
    "рекомендует",
    "одобряет",
    "karar verir",
    "karar alir",
    "kinar",
    "talep eder",
    "cagirir",
    "uchwala",
    "postanawia",
    "wzywa",
    "zada ",
    "potepia",
    "apeluje",
    "zobowiazuje",
    "besluit",
    "verzoekt",
    "roept ",
    "veroordeelt",
    "eist ",
    "verklaart",
    "spreekt ",
];

/// Bodies that adopt resolutions; folded.
const BODIES: &[&str] = &[
    "congress",
    "conference",
    "assembly",
    "council",
    "committee",
    "meeting",
    "plenum",
    "convention",
    "session",
    "congreso",
    "conferencia",
    "asamblea",
    "congres",
    "assemblee",
    "congresso",
    "assembleia",
    "conferenza",
    "assemblea",
    "kongress",
    "konferenz",
    "versammlung",
    "съезд",
    "конференция",
    "собрание",
    "пленум",
    "kongre",
    "konferans",
    "kongres",
    "konferencja",
    "zjazd",
    "conferentie",
    "vergadering",
    "comite",
    "consejo",
    "conseil",
    "vorstand",
    "rat",
    "совет",
];

/// Phrases by their first bytes, in the order of their list.
struct Phrases(FxHashMap<[u8; KEY], Vec<&'static str>>);

/// Bytes that every phrase has.
const KEY: usize = 4;

impl Phrases {
    fn new(list: &[&'static str]) -> Self {
        let mut phrases = Phrases(FxHashMap::default());
        for phrase in list {
            if let Some(key) = phrase.as_bytes().first_chunk() {
                phrases.0.entry(*key).or_default().push(phrase);
            }
        }
        phrases
    }

    /// The first phrase that the text begins with.
    fn begin(&self, text: &str) -> Option<&'static str> {
        let phrases = self.0.get(text.as_bytes().first_chunk::<KEY>()?)?;
        phrases.iter().find(|phrase| text.starts_with(**phrase)).copied()
    }
}

static RECALLS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(RECALLING));
static DECIDES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(DECIDING));

/// `resolution`, where the text has its grammar.
pub fn kind(ends: &Ends<'_>) -> Option<Found<Kind>> {
    let folded = ends.head(WINDOW).window;
    let mut recalling: Vec<Span> = Vec::new();
    let mut bodied = false;
    let mut before = None;
    let mut at = 0;
    for line in folded.text.split('\n') {
        let (above, start) = (before.replace(line), at);
        at += line.len() + 1;
        let clause = line.trim_start_matches(|letter: char| !letter.is_alphabetic());
        let verb =
            clause.len() - ADVERBS.iter().fold(clause, |rest, adverb| rest.strip_prefix(adverb).unwrap_or(rest)).len();
        let Some((sign, from, word)) = sign(clause, verb) else { continue };
        let listed = clause.len() < line.trim_start().len();
        if sign == Sign::Decides && recalling.is_empty() || !listed && !above.is_none_or(ends_clause) {
            continue;
        }
        let start = start + line.len() - clause.len();
        let until = start + from.max(verb) + word.trim_end().len();
        if sign == Sign::Decides {
            let confidence = if recalling.len() >= 2 || bodied { 88 } else { 76 };
            let evidence = vec![recalling[0], folded.span(start, until)];
            return Some(Found { value: Kind::Resolution, evidence, method: "operative-verbs".to_owned(), confidence });
        }
        bodied |= sign == Sign::BodyRecalls;
        recalling.push(folded.span(start + from, until));
    }
    None
}

/// What a clause does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Recalls,
    /// A body is named first: "The Congress, recalling …".
    BodyRecalls,
    Decides,
}

/// What a clause does whose verb stands behind `verb` bytes of adverbs; with where what says so begins, and its words.
fn sign(clause: &str, verb: usize) -> Option<(Sign, usize, &'static str)> {
    let rest = clause.get(verb..)?;
    if let Some(word) = RECALLS.begin(rest) {
        return Some((Sign::Recalls, 0, word));
    }
    if let Some((at, word)) = after_body(clause) {
        return Some((Sign::BodyRecalls, at, word));
    }
    DECIDES.begin(rest).map(|word| (Sign::Decides, 0, word))
}

/// Whether the clause that a line belongs to has ended with it.
fn ends_clause(line: &str) -> bool {
    let close = line.trim_end();
    close.is_empty() || close.ends_with([',', ';', ':', '.', '-', '…', '!']) || is_body(close)
}

/// Whether a line is no more than the name of a body: "The Third Congress of Ferrymen".
fn is_body(line: &str) -> bool {
    line.len() < 100 && line.split(' ').any(|word| BODIES.contains(&word))
}

/// A verb of recalling after a body's name in the same clause: "The Congress, recalling …".
fn after_body(clause: &str) -> Option<(usize, &'static str)> {
    let comma = memchr::memchr(b',', clause.as_bytes())?;
    if comma >= 140 && clause.get(..comma)?.chars().count() >= 140 {
        return None;
    }
    let rest = clause[comma + 1..].trim_start();
    let word = RECALLS.begin(rest)?;
    let bodied = clause[..comma].split(' ').any(|word| BODIES.contains(&word));
    bodied.then_some((clause.len() - rest.len(), word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn confidence(text: &str) -> Option<u8> {
        kind(&Ends::new(text, Span::new(0, text.len()))).map(|found| found.confidence)
    }

    #[test]
    fn every_phrase_is_looked_up() {
        for phrase in RECALLING.iter().chain(DECIDING) {
            assert!(RECALLS.begin(phrase).or(DECIDES.begin(phrase)).is_some(), "{phrase}");
        }
    }

    #[test]
    fn preamble_and_operative_verbs_make_a_resolution() {
        let text = "The Conference of Ferrymen,\nRecalling its decision of May,\nNoting the storm,\n1. Calls upon the port to open;\n2. Decides to meet again.";
        assert_eq!(confidence(text), Some(88));
        assert_eq!(confidence("El Congreso,\nConsiderando la tormenta,\nResuelve:\n1. Abrir el puerto."), Some(76));
        assert_eq!(confidence("Съезд,\nучитывая бурю,\nотмечая ущерб,\nпостановляет:\n"), Some(88));
        assert_eq!(confidence("The Congress, recalling the storm,\ncalls upon the port to open."), Some(88));
    }

    #[test]
    fn verbs_in_running_text_make_none() {
        assert_eq!(confidence("Noting the storm, the port decides to close. It calls on sailors to wait."), None);
        assert_eq!(confidence("The mayor spoke at length\nnoting the storm. The port now\ndecides to close."), None);
    }
}
