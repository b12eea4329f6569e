//! Counted claims: so many dead, wounded, arrested, displaced, participants, votes, houses.
//!
//! A number belongs to what the lexicon counts when its noun phrase says so ("five dead"), is the subject of a verb that
//! counts it ("five were killed"), its object ("killed five"), or follows the noun of a deed ("the murder of five"). One
//! person without a number counts as one where the text is clear: a name, an office, "a peasant".

use crate::knowledge::numbers::{Amount, Language};

use super::Sentence;
use super::chunk::{Chunk, Count, is_year};
use super::lexicon::*;
use super::partitive;
use super::verb::{self, Verb};

/// A count as it was read, before it is attributed.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Index of what is counted.
    pub what: u8,
    /// The noun phrase.
    pub chunk: Chunk,
    /// How many.
    pub amount: Amount,
    /// First and last token of the evidence.
    pub evidence: (usize, usize),
    /// The token that counts: verb or noun.
    pub cue: usize,
    /// The verb, where there is one.
    pub verb: Option<Verb>,
    /// Who did it.
    pub actor: Option<Chunk>,
    /// Name of the rule.
    pub method: &'static str,
    /// In hundredths.
    pub confidence: u8,
}

/// The counted claims of a sentence.
pub fn read(sentence: &Sentence<'_>) -> Vec<Counted> {
    let mut found = nouns(sentence);
    for at in 0..sentence.tokens.len() {
        let token = &sentence.tokens[at];
        if token.what != 0 && token.is(LEFT | RIGHT) {
            found.extend(predicate(sentence, at));
            found.extend(partitive::read(sentence, at));
        }
        if token.what != 0 && token.is(ACT) || token.is(NOUN) && token.is(ACT) {
            found.extend(deed(sentence, at));
        }
        if token.is(NOUN) && token.noun != 0 && at > 0 {
            found.extend(among(sentence, at));
        }
        if token.is(CROWD) {
            found.extend(crowd(sentence, at));
        }
    }
    // "killed 3 demonstrators" counts no demonstration.
    let told: Vec<(usize, u8)> =
        found.iter().filter(|count| count.verb.is_some()).map(|count| (count.chunk.start, count.what)).collect();
    let state = |count: &Counted| sentence.tokens[count.cue].is(PERSON) || sentence.lexicon.what(count.what) != "dead";
    found.retain(|count| {
        let other = told.iter().any(|(start, what)| *start == count.chunk.start && *what != count.what);
        count.method != "count-of-noun" || !other || !state(count)
    });
    found.sort_by_key(|count| (count.chunk.start, count.chunk.end, std::cmp::Reverse(count.confidence)));
    found.dedup_by(|later, first| later.chunk.start == first.chunk.start && later.what == first.what);
    found
}

/// "five dead", "30 wounded", "12,000 refugees", "82 votes".
fn nouns(sentence: &Sentence<'_>) -> Vec<Counted> {
    let mut found = vec![];
    for chunk in &sentence.chunks {
        let Count::Number(number) = chunk.count else { continue };
        let Some(at) = (chunk.content..chunk.end).find(|i| sentence.tokens[*i].is(NOUN)) else { continue };
        let token = &sentence.tokens[at];
        // "two wounded people": the verb's reading gives way to the noun's.
        if is_year(&number) && at > number.end || token.is(LEFT) && follows_object(sentence, at, chunk) {
            continue;
        }
        if denied(sentence, chunk.start) {
            continue;
        }
        found.push(Counted {
            what: token.noun,
            chunk: *chunk,
            amount: number.amount,
            evidence: (chunk.start, chunk.end - 1),
            cue: at,
            verb: None,
            actor: None,
            method: "count-of-noun",
            confidence: 85,
        });
    }
    found
}

/// "five soldiers injured two peasants": a verb after all.
fn follows_object(sentence: &Sentence<'_>, at: usize, chunk: &Chunk) -> bool {
    at + 1 == chunk.end && sentence.starts(at + 1) && at > chunk.content
}

/// "two officers are among the wounded", "among the dead are a nurse and two children".
fn among(sentence: &Sentence<'_>, at: usize) -> Vec<Counted> {
    let tokens = &sentence.tokens;
    let place = if tokens[at - 1].is(DET) { at.saturating_sub(2) } else { at - 1 };
    let among = matches!(
        tokens[place].folded,
        "among" | "entre" | "parmi" | "unter" | "tra" | "fra" | "onder" | "wsrod" | "среди"
    );
    let named = tokens
        .get(at + 1)
        .is_some_and(|token| token.is(BE) || !among && matches!(token.folded, "include" | "includes" | "included"));
    // "the injured were Ana Ruz and two porters"
    let inside = at > 1 && tokens[place].word && !tokens[place].is(CONJ);
    let the = !among && tokens[at - 1].is(DET) && !inside;
    let before = place.checked_sub(1).filter(|i| among && tokens[*i].is(BE));
    let chunks = match before {
        Some(be) => verb::subject(sentence, be).into_iter().collect(),
        None if named && (among || the) => verb::objects(sentence, at + 1),
        None => vec![],
    };
    let amount = |chunk: &Chunk| match chunk.count {
        Count::Number(number) => Some(number.amount),
        Count::One => Some(Amount { min: Some(1.0), max: Some(1.0), approximate: false }),
        Count::Unsaid => None,
    };
    let counted = |chunk: &Chunk| {
        Some(Counted {
            what: tokens[at].noun,
            chunk: *chunk,
            amount: amount(chunk)?,
            evidence: (chunk.start.min(place), at.max(chunk.end - 1)),
            cue: at,
            verb: None,
            actor: None,
            method: "count-among",
            confidence: 65,
        })
    };
    chunks.into_iter().filter_map(counted).collect()
}

/// Whether "no", "not", "would" stand right before.
fn denied(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| sentence.tokens.get(i));
    before.is_some_and(|token| token.is(NOT) && !token.is(PREP)) || quoted_figure(sentence, at)
}

/// "the figure of forty wounded", "la cifra de cuarenta heridos": somebody's figure is talked about, not told.
fn quoted_figure(sentence: &Sentence<'_>, at: usize) -> bool {
    const FIGURES: [&str; 9] = ["figure", "figures", "cifra", "cifras", "chiffre", "zahl", "cijfer", "liczba", "цифра"];
    let token = |back: usize| at.checked_sub(back).and_then(|i| sentence.tokens.get(i));
    let figure = |back: usize| token(back).is_some_and(|token| FIGURES.contains(&token.folded));
    token(1).is_some_and(|token| token.is(OF | PREP)) && figure(2) || figure(1)
}

fn predicate(sentence: &Sentence<'_>, at: usize) -> Vec<Counted> {
    let token = &sentence.tokens[at];
    let verb = verb::group(sentence, at);
    if verb.unreal || sentence.inside_noun_phrase(at) {
        return vec![];
    }
    let mut found = vec![];
    let objects = if token.is(RIGHT) { verb::objects(sentence, at) } else { vec![] };
    let english = sentence.language == Language::En;
    let subject = verb::subject(sentence, verb.first);
    let active = !english || !verb.passive;
    if !objects.is_empty() && active {
        for chunk in &objects {
            found.extend(victim(sentence, chunk, verb, "count-after-verb"));
        }
        for count in &mut found {
            count.actor = verb::agent(sentence, at).or(subject).copied();
        }
    } else if token.is(LEFT) {
        let inverted = sentence.tokens.get(at + 1).filter(|next| next.is(BE) && !verb.passive).and_then(|_| {
            let place = at + 2 + usize::from(sentence.tokens.get(at + 2).is_some_and(|token| token.reads(":")));
            sentence.starting_at(place)
        });
        let all = match inverted {
            Some(chunk) => vec![chunk],
            None => subjects(sentence, subject, verb),
        };
        // "Mr and Mrs Roe were killed": one name tells no number.
        let plural = english && (verb.first..at).any(|i| matches!(sentence.tokens[i].folded, "were" | "have" | "are"));
        let alone = all.len() == 1 && all[0].count == Count::One;
        for chunk in all.into_iter().filter(|_| !(plural && alone)) {
            found.extend(victim(sentence, chunk, verb, "count-before-verb"));
        }
        for count in &mut found {
            count.actor = verb::agent(sentence, at).copied();
        }
    }
    found
}

/// The subject and the noun phrases joined to it on its left.
fn subjects<'a>(sentence: &'a Sentence<'_>, subject: Option<&'a Chunk>, verb: Verb) -> Vec<&'a Chunk> {
    let mut all: Vec<&Chunk> = subject.into_iter().collect();
    while let Some(first) = all.last().copied() {
        let before = sentence.chunks.iter().rev().find(|chunk| chunk.end <= first.start);
        match before.filter(|chunk| verb::joined(sentence, chunk.end) == Some(first.start) && all.len() < 8) {
            // "in the clash, five were killed": what a comma alone joins is counted only when it is a number too.
            // "two children died and a hundred fell ill", where the verb comes first: they are its own.
            Some(chunk) if !sentence.lexicon.is_english() && verb::is_object(sentence, chunk) => break,
            // "eleven were hurt, among them six policemen, and ten were detained": they are of those before.
            Some(chunk) if verb::before_is(sentence, chunk, INCLUDING) => break,
            Some(chunk) if matches!(chunk.count, Count::Number(_)) || sentence.tokens[first.start - 1].is(AND) => {
                all.push(chunk)
            }
            _ => break,
        }
    }
    let _ = verb;
    all
}

/// The claim that `chunk` is what the verb counts, where it can be.
fn victim(sentence: &Sentence<'_>, chunk: &Chunk, verb: Verb, method: &'static str) -> Option<Counted> {
    let token = &sentence.tokens[verb.at];
    let head = &sentence.tokens[chunk.head];
    let thing = sentence.lexicon.what(token.what) == "destroyed";
    let what = if thing { head.noun } else { token.what };
    if denied(sentence, chunk.start) || thing && !head.is(THING) {
        return None;
    }
    let persons = head.is(PERSON | SINGLE | FIGHTER | SOLDIER | NOUN | TITLE) && !head.is(THING);
    let (amount, confidence) = match chunk.count {
        Count::Number(number) => {
            let bare = chunk.end == number.end.max(chunk.content);
            let unknown = head.roles == 0 && !bare;
            let adjacent = chunk.end == verb.first || chunk.start <= verb.at + 2;
            match () {
                () if thing => (number.amount, 80),
                () if bare && is_year(&number) => return None,
                () if bare && adjacent && sentence.bare_is_person(chunk, verb.at) => (number.amount, 70),
                () if persons && !bare => (number.amount, 85),
                () if unknown && token.is(VIOLENT) && adjacent => (number.amount, 60),
                () => return None,
            }
        }
        Count::One if thing => return None,
        Count::One => {
            let violent = token.is(VIOLENT) || sentence.lexicon.what(token.what) == "dead" && sentence.has(BOMB);
            (violent || matches!(sentence.lexicon.what(token.what), "arrested" | "disappeared" | "released"))
                .then_some(())?;
            (Amount { min: Some(1.0), max: Some(1.0), approximate: false }, 65)
        }
        Count::Unsaid => return None,
    };
    let evidence = (chunk.start.min(verb.first), (chunk.end - 1).max(verb.at));
    Some(Counted {
        what,
        chunk: *chunk,
        amount,
        evidence,
        cue: verb.at,
        verb: Some(verb),
        actor: None,
        method,
        confidence,
    })
}

/// "the murder of six priests", "the kidnapping of Mr X", "the deaths of 20 people".
fn deed(sentence: &Sentence<'_>, at: usize) -> Vec<Counted> {
    let token = &sentence.tokens[at];
    if unreal_deed(sentence, at) {
        return vec![];
    }
    let mut found: Vec<Counted> = possessive(sentence, at).into_iter().collect();
    let Some(of) = behind_deed(sentence, at) else { return found };
    let mut passed = 0;
    let mut next = Some(of + 1);
    while let Some(chunk) = next.and_then(|place| sentence.starting_at(place)).filter(|_| found.len() < 12) {
        let amount = match chunk.count {
            Count::Number(number) if !(is_year(&number) && chunk.head < number.end) => number.amount,
            Count::One if token.is(VIOLENT) => Amount { min: Some(1.0), max: Some(1.0), approximate: false },
            _ if passed < 6 => {
                (passed, next) = (passed + 1, verb::joined(sentence, chunk.end));
                continue;
            }
            _ => break,
        };
        if !sentence.tokens[chunk.head].is(PERSON | SINGLE | FIGHTER | SOLDIER | TITLE) && chunk.count != Count::One {
            break;
        }
        if found.last().is_some_and(|before: &Counted| verb::repeats(sentence, &before.chunk, chunk)) {
            break;
        }
        found.push(Counted {
            what: token.what,
            chunk: *chunk,
            amount,
            evidence: (at, chunk.end - 1),
            cue: at,
            verb: None,
            actor: verb::agent(sentence, chunk.end.saturating_sub(1)).copied(),
            method: "count-after-deed",
            confidence: if chunk.count == Count::One { 60 } else { 75 },
        });
        next = verb::joined(sentence, chunk.end);
    }
    found
}

/// The "of" behind the noun of a deed: "the murder of", "the murder on 3 May of".
fn behind_deed(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    if tokens.get(at + 1)?.is(OF) {
        return Some(at + 1);
    }
    let of = (at + 2..tokens.len().min(at + 7)).find(|i| tokens[*i].is(OF)).filter(|_| tokens[at + 1].is(PREP))?;
    tokens[at + 2..of].iter().all(|token| token.word && !token.is(BE | SAY | LEFT | RIGHT)).then_some(of)
}

/// "Mr X's murder".
fn possessive(sentence: &Sentence<'_>, at: usize) -> Option<Counted> {
    let token = &sentence.tokens[at];
    let chunk = sentence.chunks.iter().find(|chunk| chunk.start <= at && at < chunk.end)?;
    let mark = (chunk.content + 1..at).rev().find(|i| matches!(sentence.tokens[*i].folded, "'" | "’"))?;
    let victim = sentence.possessor(chunk, mark)?;
    (token.is(VIOLENT) || sentence.lexicon.what(token.what) == "dead" && sentence.has(BOMB | VIOLENT)).then_some(())?;
    Some(Counted {
        what: token.what,
        chunk: victim,
        amount: Amount { min: Some(1.0), max: Some(1.0), approximate: false },
        evidence: (chunk.start, at),
        cue: at,
        verb: None,
        actor: verb::agent(sentence, at).copied(),
        method: "count-before-deed",
        confidence: 60,
    })
}

/// "attempted murder of", "the plot for the assassination of".
fn unreal_deed(sentence: &Sentence<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|i| {
        let token = &sentence.tokens[i];
        matches!(
            token.folded,
            "attempted"
                | "attempt"
                | "plot"
                | "plan"
                | "plans"
                | "planned"
                | "planning"
                | "threat"
                | "possible"
                | "future"
                | "tried"
        ) || token.is(NOT)
    })
}

/// "a crowd of 5,000", "a march of some 20,000 workers".
fn crowd(sentence: &Sentence<'_>, at: usize) -> Option<Counted> {
    let chunk = sentence.starting_at(at + 1)?;
    let Count::Number(number) = chunk.count else { return None };
    let head = &sentence.tokens[chunk.head];
    let bare = chunk.end == number.end.max(chunk.content);
    let crowd = sentence.lexicon.what(sentence.tokens[at].what) == "participants";
    let enough = (!crowd || number.amount.min.or(number.amount.max) >= Some(10.0)) && !is_year(&number);
    // "in number 600 tramwaymen": whoever they are.
    const NUMBER: [&str; 6] = ["liczbie", "числе", "numero", "nombre", "zahl", "количестве"];
    let numbered =
        (at.saturating_sub(2)..=at).any(|i| NUMBER.iter().any(|word| sentence.tokens[i].folded.contains(word)));
    (enough && (bare || numbered && head.roles == 0 || head.is(PERSON | SINGLE | FIGHTER | SOLDIER))).then(|| Counted {
        what: sentence.tokens[at].what,
        chunk: *chunk,
        amount: number.amount,
        evidence: (at, chunk.end - 1),
        cue: at,
        verb: None,
        actor: None,
        method: "count-of-crowd",
        confidence: 80,
    })
}
