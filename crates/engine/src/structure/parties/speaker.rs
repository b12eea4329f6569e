//! The state for which a delegate speaks, from the text alone: "On behalf of the Government and people of …", "we in …",
//! "the delegation of …", "… believes".
//!
//! Takes a speech before an assembly of states, gives the state as issuer where one stands out. A speech names many states:
//! the president's whom it congratulates, neighbours, enemies. Each mention is weighed by what stands around it, and a state
//! is given only where it outweighs the next by far.

use std::sync::LazyLock;

use broadside_model::{Found, Party, PartyKind, Span};
use regex::{Regex, RegexSet, RegexSetBuilder};

use crate::knowledge::country::{self, Form, Hit};
use crate::structure::kind::Ends;

/// Bytes before and after a mention that are looked at.
const BEFORE: usize = 72;
const AFTER: usize = 48;

/// Bytes at the head of a speech in which it greets, thanks and says for whom it speaks.
const EARLY: u32 = 1500;

/// Least weight by which the state must exceed the next, and how many times as heavy it must be.
const MARGIN: f32 = 1.5;
const RATIO: f32 = 1.2;

/// What may stand before a country's name, with its weight for a name, an adjective and a demonym. The window ends where the
/// name begins, its white space single, folded.
const LEADS: &[(&str, [f32; 3])] = &[
    (r"\bwe (?:here )?(?:in|of|from) (?:the )?$", [4.0, 4.0, 0.0]),
    (r"\bwe,? (?:the )?(?:people of (?:the )?)?$", [2.0, 1.0, 4.0]),
    (r"\b(?:us|our) (?:here )?in (?:the )?$|\bhere in $", [3.0, 0.0, 0.0]),
    (
        r"\bbehalf of (?:the |my )?(?:royal )?(?:government|people|delegation|king|president|state)[a-z, ]{0,40} of (?:the )?(?:(?:federal |democratic |islamic |people's )*(?:republic|kingdom|state) of )?(?:the )?$",
        [4.0, 4.0, 0.0],
    ),
    (r"\bbehalf of (?:the )?(?:(?:republic|kingdom|state|commonwealth) of )?(?:the )?$", [3.2, 2.5, 1.0]),
    (
        r"\bin the name of (?:the )?(?:(?:government|people|republic|kingdom)[a-z ]{0,24} of )?(?:the )?$",
        [1.0, 1.0, 0.0],
    ),
    (
        r"\b(?:my|our) (?:own |small |little |beloved |great )?(?:country|homeland|nation|republic)(?:, | )(?:the )?(?:(?:republic|kingdom|state) of )?(?:the )?$",
        [2.5, 2.0, 0.0],
    ),
    (r"\bdelegation of (?:the )?(?:(?:republic|kingdom|state) of )?(?:the )?$", [1.6, 2.0, 0.0]),
    (
        r"\b(?:greetings|good wishes|best wishes|salutations|message)[a-z, ]{0,50} (?:of|from) (?:the )?(?:(?:government|people)[a-z ]{0,24} of )?(?:the )?$",
        [2.0, 2.0, 1.0],
    ),
    (
        r"\b(?:the|of) (?:royal |federal )?government[a-z ]{0,16} of (?:the )?(?:(?:republic|kingdom|state) of )?(?:the )?$",
        [0.4, 0.4, 0.0],
    ),
    (
        r"\b(?:en nombre|a nombre|au nom|em nome|a nome) (?:del?|du|do|da|della|dello|di|de la|d')[a-z, ]{0,40} ?$",
        [3.0, 1.0, 0.0],
    ),
    (
        r"\b(?:mi pais|mi patria|nuestro pais|mon pays|notre pays|meu pais|nosso pais|il mio paese|mein land),? (?:el |la |le |o |a |l')?(?:(?:republica|republique|repubblica) (?:de|di|du|do|da) )?$",
        [3.0, 1.0, 0.0],
    ),
    (
        r"\b(?:la delegacion|la delegation|a delegacao|la delegazione) (?:del?|de la|du|do|da|di|della) $",
        [1.6, 2.0, 0.0],
    ),
];

/// What may stand after a country's name; the window begins where the name ends. A state that "welcomes" and "wishes" is
/// mostly the speaker's; one that "refuses" and "continues" mostly another.
const TRAILS: &[(&str, [f32; 3])] = &[
    (r"^ delegation\b", [1.0, 2.4, 0.0]),
    (
        r"^,? (?:(?:too|also|itself|therefore|for its part|once again|strongly|fully|firmly|deeply|warmly|sincerely|wholeheartedly|earnestly|resolutely|unreservedly|highly),? ){0,2}(?:supports|welcome[sd]|believes|reaffirms|hopes|reiterates|would (?:also )?like|attaches|shares|looks forward|condemns|expresses|urges|views|commends|appeals|appreciates|regards|pledges|applauds|encourages|sees|endorses|pays|extends|places|favours|congratulates|associates|aligns|subscribes|renews|hails|deplores|regrets|notes|stresses|acknowledges|affirms|salutes|wishes|considers|recognizes|feels|adheres|deems)\b",
        [1.7, 0.0, 0.0],
    ),
    (
        r"^,? is (?:(?:also|therefore|deeply|fully|firmly|strongly|particularly|highly|very) )?(?:convinced|proud|pleased|confident|happy|grateful|gratified|honoured|encouraged|aware|participating|contributing|committed|determined|prepared|willing|ready)\b",
        [1.5, 0.0, 0.0],
    ),
    (
        r"^,? (?:will (?:continue|always|support|work|spare|do|therefore|actively|strive|host|participate)|has (?:always|consistently|participated|contributed|supported|followed|worked|actively|spared|signed|acceded|pledged|presented)|would (?:welcome|also)|calls|stands|joins|joined|intends|ratified|hosted|recognizes|advocates|actively|participates|contributes)\b",
        [0.8, 0.0, 0.0],
    ),
    (
        r"^['’]s (?:(?:own|full|firm|strong|continued|deep|unwavering|sincere|total|active|constant) )*(?:commitment|support|position|view|conviction|policy|readiness|determination|gratitude|appreciation|candidature|candidacy|delegation|contribution|foreign policy|congratulations|participation|solidarity|belief)\b",
        [1.0, 0.0, 0.0],
    ),
    (r"^['’]s ", [0.25, 0.0, 0.0]),
    (r"^,? (?:which|whom|whose) i (?:have the honou?r|represent|am)\b", [3.0, 0.0, 0.0]),
    (
        r"^,? (?:apoya|reafirma|condena|considera|reitera|soutient|reaffirme|condamne|apoia|sostiene|ribadisce|saluda|salue|saúda)\b",
        [1.4, 0.0, 0.0],
    ),
];

/// What shows that a delegate of a state speaks.
const DELEGATE: &str = r"\b(?:my delegation|my government|my country|general assembly|this assembly|the assembly|on behalf of (?:the|my) (?:government|people|delegation)|the delegation of|mi delegacion|mi gobierno|asamblea general|ma delegation|mon gouvernement|assemblee generale|minha delegacao|assembleia geral)\b";

/// What is frequent where delegates speak, and elsewhere.
const OFTEN: &str = r"\b(?:united nations|my country|my government|security council|secretary-general|international community|naciones unidas|nations unies|nacoes unidas)\b";

/// Bytes for the states of a set's automaton. With the usual room it is thrown away and made anew all the time.
const ROOM: usize = 32 << 20;

type Cues = (RegexSet, &'static [(&'static str, [f32; 3])]);

fn cues(list: &'static [(&'static str, [f32; 3])]) -> Cues {
    let patterns = list.iter().map(|(pattern, _)| pattern.replace(r"\b", r"(?-u:\b)"));
    (RegexSetBuilder::new(patterns).dfa_size_limit(ROOM).build().unwrap_or_else(|_| RegexSet::empty()), list)
}

static LEADING: LazyLock<Cues> = LazyLock::new(|| cues(LEADS));
static TRAILING: LazyLock<Cues> = LazyLock::new(|| cues(TRAILS));
static LIKELY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&OFTEN.replace(r"\b", r"(?-u:\b)")).ok());
static DELEGATES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&DELEGATE.replace(r"\b", r"(?-u:\b)")).ok());

/// What speaks for one state.
#[derive(Clone, Debug)]
struct Weighed {
    code: &'static str,
    weight: f32,
    count: usize,
    /// The mentions that weigh most, heaviest first.
    best: Vec<(f32, Span, Form)>,
}

/// Whether a text looks like a delegate's speech before an assembly of states.
pub fn is_delegate(ends: &Ends<'_>) -> bool {
    let folded = ends.head(5000).window.text;
    let count = |regex: &LazyLock<Option<Regex>>, most| {
        regex.as_ref().map_or(0, |regex| regex.find_iter(folded).take(most).count())
    };
    match count(&DELEGATES, 2) {
        0 => false,
        1 => count(&LIKELY, 1) > 0,
        _ => true,
    }
}

/// The state for which the speaker of an assembly speech speaks.
pub fn state(text: &str, statement: Span) -> Option<Found<Party>> {
    let mut states: Vec<Weighed> = Vec::new();
    let mut total = 0;
    for hit in country::find(text, statement).into_iter().filter(|hit| hit.confidence >= 50) {
        let weight = weigh(text, statement, &hit);
        total += 1;
        let at = match states.iter().position(|state| state.code == hit.code) {
            Some(at) => at,
            None => {
                states.push(Weighed { code: hit.code, weight: 0.0, count: 0, best: Vec::new() });
                states.len() - 1
            }
        };
        let state = &mut states[at];
        state.weight += weight;
        state.count += 1;
        let place = state
            .best
            .partition_point(|(other, _, form)| *other >= weight && (*form == Form::Name || hit.form != Form::Name));
        if place < 3 {
            state.best.insert(place, (weight, hit.span, hit.form));
            state.best.truncate(3);
        }
    }
    for state in &mut states {
        state.weight += 2.5 * state.count as f32 / total as f32 + 0.4 * (1.0 + state.count as f32).ln();
    }
    decide(text, states)
}

/// The state that outweighs all others.
fn decide(text: &str, mut states: Vec<Weighed>) -> Option<Found<Party>> {
    states.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    let first = states.first()?;
    let next = states.get(1).map_or(0.0, |state| state.weight);
    let margin = first.weight - next;
    let spoken = first.best.first().is_some_and(|(weight, ..)| *weight >= 1.0);
    if margin < MARGIN || first.weight < (next + 0.5) * RATIO || !spoken {
        return None;
    }
    let named = first.best.iter().find(|(_, _, form)| *form == Form::Name).or(first.best.first())?;
    let name = super::phrase::one_line(text.get(named.1.range())?);
    let confidence = (80.0 + margin * 2.0).min(96.0) as u8;
    let party = Party { name, kind: Some(PartyKind::State), country: Some(first.code.to_owned()), ..Party::default() };
    let mut evidence: Vec<Span> = first.best.iter().map(|(_, span, _)| *span).collect();
    evidence.sort();
    Some(Found { value: party, evidence, method: "speaks-for-state".to_owned(), confidence })
}

/// How much one mention says that the speaker's own state is meant.
fn weigh(text: &str, statement: Span, hit: &Hit) -> f32 {
    let form = match hit.form {
        Form::Name => 0,
        Form::Adjective => 1,
        Form::Demonym => 2,
    };
    let before = window(
        text,
        (hit.span.start as usize).saturating_sub(BEFORE).max(statement.start as usize),
        hit.span.start as usize,
    );
    let after = window(text, hit.span.end as usize, (hit.span.end as usize + AFTER).min(statement.end as usize));
    let sum = |(set, list): &Cues, window: &str| -> f32 {
        set.matches(window).into_iter().filter_map(|index| list.get(index)).map(|(_, weights)| weights[form]).sum()
    };
    let early = if hit.span.start - statement.start < EARLY { [0.2, 0.25, 0.4][form] } else { 0.0 };
    sum(&LEADING, &before) + sum(&TRAILING, &after) + early
}

/// A stretch of text, folded, its white space single.
fn window(text: &str, mut start: usize, mut end: usize) -> String {
    while start < text.len() && !text.is_char_boundary(start) {
        start += 1;
    }
    while end > start && !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut out = String::with_capacity(end.saturating_sub(start));
    let mut space = false;
    for letter in text.get(start..end).unwrap_or_default().chars() {
        if letter.is_whitespace() {
            space = true;
            continue;
        }
        if space {
            out.push(' ');
            space = false;
        }
        if letter.is_ascii() {
            out.push(letter.to_ascii_lowercase());
        } else {
            out.push_str(&crate::structure::kind::words::fold(letter.encode_utf8(&mut [0; 4])));
        }
    }
    if space {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        state(text, Span::new(0, text.len())).and_then(|found| found.value.country)
    }

    #[test]
    fn every_cue_compiles() {
        assert_eq!((LEADING.0.len(), TRAILING.0.len()), (LEADS.len(), TRAILS.len()));
    }

    #[test]
    fn the_speakers_own_state_is_told_from_others() {
        let text = "On behalf of the Government and people of Norway, I congratulate you, Mr. President, and your country, Chile. \
                    We in Norway have long admired Chile. Chile is far away. Norway believes in ferries.";
        assert_eq!(code(text).as_deref(), Some("NO"));
    }

    #[test]
    fn states_that_are_only_spoken_of_are_no_issuers() {
        assert_eq!(code("Chile and Norway met. The President of Chile spoke. Norway was far."), None);
    }
}
