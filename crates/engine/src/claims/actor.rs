//! Who a noun phrase names as a doer: an organisation, an armed group without a name, or a person.

use broadside_model::{MentionKind, Span};

use super::Sentence;
use super::chunk::Chunk;
use super::lexicon::*;

/// A doer.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Bytes of the text that name it.
    pub span: Span,
    /// Its name as the text has it.
    pub name: String,
    /// Whether it has a name, or is an organ of a state, rather than being "guerrillas".
    pub organisation: bool,
    /// "alleged members of …".
    pub alleged: bool,
}

/// Words before "guerrillas" that are no name.
const ADJECTIVES: [&str; 66] = [
    "unidentified",
    "unknown",
    "armed",
    "hooded",
    "masked",
    "urban",
    "rural",
    "leftist",
    "rightist",
    "maoist",
    "marxist",
    "young",
    "heavily",
    "leftwing",
    "left",
    "right",
    "wing",
    "extreme",
    "drug",
    "trafficking",
    "several",
    "communist",
    "terrorist",
    "guerrilla",
    "subversive",
    "rebel",
    "uniformed",
    "military",
    "political",
    "other",
    "two",
    "three",
    "four",
    "group",
    "local",
    "foreign",
    "national",
    "hired",
    "paid",
    "common",
    "antigovernment",
    "government",
    "same",
    "alleged",
    "suspected",
    "presumed",
    "so",
    "called",
    "former",
    "five",
    "six",
    "anonymous",
    "strongly",
    "well",
    "pro",
    "anti",
    "dangerous",
    "fanatical",
    "wounded",
    "dead",
    "salvadoran",
    "peruvian",
    "colombian",
    "chilean",
    "bolivian",
    "honduran",
];

/// The doer that a noun phrase names, with what "of" adds to it; `None` where it names none that could be one.
pub fn of(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Actor> {
    let tokens = &sentence.tokens;
    let alleged = (chunk.start.saturating_sub(2)..chunk.end).any(|i| tokens[i].is(ALLEGED));
    let marked = |actor: Actor| Actor { alleged: actor.alleged || alleged, ..actor };
    let fighters = (chunk.content..chunk.end).any(|i| tokens[i].is(FIGHTER | SOLDIER | PERSON | GROUP | SINGLE));
    if let Some(name) = organisation(sentence, chunk) {
        return Some(marked(name));
    }
    // "members of the Shining Path", "a unit of the army"
    if fighters {
        let mut end = chunk.end;
        for _ in 0..3 {
            if !tokens
                .get(end)
                .is_some_and(|token| token.is(OF) || matches!(token.folded.as_str(), "from" | "belonging" | "to"))
            {
                break;
            }
            let place = super::verb::skip_quotes(sentence, end + 1);
            let Some(inner) = sentence.starting_at(place) else {
                end += 1;
                continue;
            };
            if let Some(name) = organisation(sentence, inner) {
                return Some(marked(name));
            }
            end = inner.end;
        }
    }
    let doer = (chunk.content..chunk.end).any(|i| tokens[i].is(FIGHTER | SOLDIER | GROUP));
    let unidentified = (chunk.start..chunk.end)
        .any(|i| matches!(tokens[i].folded.as_str(), "unidentified" | "unknown" | "armed" | "hooded"));
    let named =
        (chunk.content..chunk.end).any(|i| tokens[i].is(TITLE)) || sentence.mentioned(chunk, MentionKind::Person);
    (doer || unidentified || named).then(|| named_by(sentence, chunk.content, chunk.end, false, alleged)).flatten()
}

/// The organisation that the noun phrase itself names.
fn organisation(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Actor> {
    let tokens = &sentence.tokens;
    let (mut first, mut end) = (chunk.content, chunk.end);
    while first < end && (tokens[first].is(DET | ALLEGED | UNIT) || !tokens[first].word) {
        first += 1;
    }
    // "the FMLN guerrillas": the name stands before.
    let tail = (first..end)
        .rev()
        .take_while(|i| tokens[*i].is(FIGHTER | SOLDIER | PERSON | SINGLE) && !tokens[*i].is(NAME) || !tokens[*i].word)
        .last();
    let fighters = tail.is_some_and(|tail| tokens[tail].is(FIGHTER));
    if let Some(tail) = tail.filter(|tail| *tail > first) {
        end = tail;
    } else if tail == Some(first) {
        return None;
    }
    let words = first..end;
    if let Some(at) = words.clone().find(|i| tokens[*i].is(NAME)) {
        return named_by(sentence, at, at + 1, true, false);
    }
    if let Some(at) = words.clone().find(|i| sentence.is_acronym(*i)) {
        return named_by(sentence, at, at + 1, true, false);
    }
    if sentence.mentioned_within(first, end, MentionKind::Organisation) {
        return named_by(sentence, first, end, true, false);
    }
    while first < end && tokens[first].is(FIGHTER) && !tokens[first].is(GROUP) {
        first += 1;
    }
    let group = (first..end).rev().find(|i| tokens[*i].is(GROUP));
    let proper = |i: usize| {
        let token = &tokens[i];
        let unknown = token.roles & !(GROUP | AUTHORITY) == 0 && !token.is(GROUP);
        unknown
            && token.word
            && !ADJECTIVES.contains(&token.folded.as_str())
            && !verbal(&token.folded)
            && (sentence.upper || token.capital)
    };
    match group {
        // The army, the government need no name; what they are of may stand before them.
        Some(last) if is_state(&tokens[last].folded) => {
            let start =
                last.checked_sub(1).filter(|i| *i >= first && (nationality(&tokens[*i].folded))).unwrap_or(last);
            named_by(sentence, start, last + 1, true, false)
        }
        // "a group", "the command" name nobody.
        Some(last) => {
            let start = (first..last)
                .rev()
                .take_while(|i| {
                    proper(*i)
                        || tokens[*i].is(GROUP)
                        || !tokens[*i].word
                        || ADJECTIVES.contains(&tokens[*i].folded.as_str())
                })
                .last()?;
            (start..last).any(proper).then(|| named_by(sentence, start, last + 1, true, false)).flatten()
        }
        None => {
            let name = end - first <= 3 && (first..end).all(|i| proper(i) || !tokens[i].word);
            (fighters && name).then(|| named_by(sentence, first, end, true, false)).flatten()
        }
    }
}

/// Organs of a state, and bands that need no further name.
fn is_state(folded: &str) -> bool {
    const STATE: [&str; 20] = [
        "army",
        "armed forces",
        "government",
        "police",
        "air force",
        "navy",
        "national guard",
        "military",
        "security forces",
        "regime",
        "national police",
        "treasury police",
        "death squads",
        "junta",
        "contras",
        "mafia",
        "mafias",
        "death squad",
        "army troops",
        "high command",
    ];
    STATE.contains(&folded)
}

/// English adjectives of countries, by their endings.
fn nationality(folded: &str) -> bool {
    folded.len() > 5
        && ["ian", "ean", "ran", "ish", "ese", "can", "uan", "ist", "lan", "ite", "rian", "nian"]
            .iter()
            .any(|end| folded.ends_with(end))
        || folded == "u.s"
}

/// Words that end as English verbs and adverbs do.
fn verbal(folded: &str) -> bool {
    folded.len() > 4 && (folded.ends_with("ing") || folded.ends_with("ed") || folded.ends_with("ly"))
}

fn named_by(sentence: &Sentence<'_>, first: usize, end: usize, organisation: bool, alleged: bool) -> Option<Actor> {
    let (start, end) = (sentence.tokens.get(first)?.start, sentence.tokens.get(end.checked_sub(1)?)?.end);
    let name = super::clean(sentence.text.get(start..end)?);
    (!name.is_empty()).then(|| Actor { span: Span::new(start, end), name, organisation, alleged })
}
