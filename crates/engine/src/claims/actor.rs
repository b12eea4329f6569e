//! Who a noun phrase names as a doer: an organisation, an armed group without a name, or a person.

use broadside_model::{MentionKind, Span};

use super::Sentence;
use super::chunk::Chunk;
use super::lexicon::*;
use super::tokens::Token;

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
const ADJECTIVES: &[&str] = &[
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
    "several",
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
    if let Some(name) = organisation(sentence, chunk).or_else(|| baptised(sentence, chunk)) {
        return Some(marked(name));
    }
    // "members of the Shining Path", "a unit of the army"
    if fighters {
        if let Some(name) = called(sentence, chunk) {
            return Some(marked(name));
        }
        if let Some(name) = member_of(sentence, chunk) {
            return Some(marked(name));
        }
    }
    let doer =
        (chunk.content..chunk.end).any(|i| tokens[i].is(FIGHTER | SOLDIER | GROUP) && !inert(tokens, i, chunk.end));
    let unidentified =
        (chunk.start..chunk.end).any(|i| matches!(tokens[i].folded, "unidentified" | "unknown" | "armed" | "hooded"));
    let named =
        (chunk.content..chunk.end).any(|i| tokens[i].is(TITLE)) || sentence.mentioned(chunk, MentionKind::Person);
    let person = named && !doer && !unidentified;
    // A minister who "attacked" did it in words.
    let words = person && tokens.iter().any(|token| token.is(ATTACK)) && !sentence.has(VIOLENT);
    let (first, end) = timeless(tokens, chunk.content, chunk.end);
    (doer || unidentified || named && !words).then(|| named_by(sentence, first, end, false, alleged)).flatten()
}

/// The organisation that "of", "belonging to" or "hired by" ties to those whom a noun phrase means.
fn member_of(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Actor> {
    const TIES: [&str; 8] = ["from", "belonging", "to", "hired", "sent", "paid", "led", "commanded"];
    let tokens = &sentence.tokens;
    let is = |at: usize, test: &dyn Fn(&Token<'_>) -> bool| tokens.get(at).is_some_and(test);
    let ties = |token: &Token<'_>| token.is(OF) || TIES.contains(&token.folded);
    let mut end = chunk.end;
    // "guerrillas, presumably of the Northern Front"
    let doubted = is(end, &|token| token.reads(","))
        && is(end + 1, &|token| token.is(ALLEGED))
        && is(end + 2, &|token| token.is(OF) || token.reads("from"));
    end += 2 * usize::from(doubted);
    for _ in 0..3 {
        if !is(end, &|token| ties(token) || token.is(BY) && end > chunk.end) {
            return None;
        }
        let Some(inner) = sentence.starting_at(super::verb::skip_quotes(sentence, end + 1)) else {
            end += 1;
            continue;
        };
        if let Some(name) = organisation(sentence, inner).or_else(|| called(sentence, inner)) {
            return Some(Actor { alleged: name.alleged || doubted, ..name });
        }
        end = inner.end;
    }
    None
}

/// "The bandits last Monday night": a doer without the words for when.
fn timeless(tokens: &[Token<'_>], mut first: usize, mut end: usize) -> (usize, usize) {
    let when = |token: &Token<'_>| token.is(UNIT) || TIMES.contains(&token.folded);
    while end > first + 1 && when(&tokens[end - 1]) {
        end -= 1;
    }
    while first + 1 < end && when(&tokens[first]) {
        first += 1;
    }
    (first, end)
}

/// Words for when something was done.
const TIMES: [&str; 18] = [
    "last",
    "next",
    "ago",
    "yesterday",
    "today",
    "tonight",
    "night",
    "morning",
    "afternoon",
    "evening",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "midnight",
];

/// Words between what a group is and what it is called.
const CALLED: [&str; 6] = ["called", "named", "dubbed", "nicknamed", "itself", "themselves"];

/// The name that a noun phrase is, where "a gang called" stands before it.
fn baptised(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Actor> {
    let tokens = &sentence.tokens;
    let at = chunk.start.checked_sub(1).filter(|at| CALLED.contains(&tokens[*at].folded))?;
    let group = tokens[at.saturating_sub(3)..at].iter().any(|token| token.is(GROUP | FIGHTER));
    group.then(|| named_by(sentence, chunk.content, chunk.end, true, false)).flatten()
}

/// "A gang called the Owls", "a group known as Black Sun": the name behind what it is.
fn called(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Actor> {
    let reads = |at: usize| sentence.tokens.get(at).is_some_and(|token| CALLED.contains(&token.folded));
    let last = chunk.end.checked_sub(1)?;
    let known = |at: usize| {
        let word = |i: usize, text: &str| sentence.tokens.get(i).is_some_and(|token| token.reads(text));
        word(at, "known") && word(at + 1, "as")
    };
    let next = (chunk.end..chunk.end + 2).find(|at| reads(*at)).map(|at| at + 1);
    let next = next.or_else(|| known(chunk.end).then_some(chunk.end + 2));
    let next = next.or_else(|| known(last).then_some(chunk.end + 1)).or_else(|| reads(last).then_some(chunk.end))?;
    let inner = sentence.starting_at(super::verb::skip_quotes(sentence, next))?;
    let words = &sentence.tokens[inner.content..inner.end];
    let named = sentence.upper || words.first().is_some_and(|word| word.capital);
    named.then(|| named_by(sentence, inner.content, inner.end, true, false)).flatten()
}

/// The doer that a subject names; where it is no organisation, what stands before it as "the Farmers' League, FL,".
pub fn of_subject(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Actor> {
    let own = of(sentence, chunk);
    if own.as_ref().is_some_and(|actor| actor.organisation) {
        return own;
    }
    let comma = chunk.start.checked_sub(1).filter(|i| sentence.tokens[*i].reads(","));
    let before = comma.and_then(|comma| sentence.ending_at(comma)).and_then(|before| of(sentence, before));
    before.filter(|actor| actor.organisation).or(own)
}

/// Whether the words that name a doer say that it bears arms: fire, depots and countries are named too.
pub fn is_armed(sentence: &Sentence<'_>, actor: &Actor) -> bool {
    let inside = |token: &&Token<'_>| actor.span.start as usize <= token.start && token.end <= actor.span.end as usize;
    sentence.tokens.iter().filter(inside).any(|token| token.is(NAME | GROUP | FIGHTER | SOLDIER))
}

/// Whether a doer can have done violence: its name, or what stands around it in its noun phrase, says that it bears arms.
pub fn bears_arms(sentence: &Sentence<'_>, actor: &Actor) -> bool {
    let acronym = |i: usize| sentence.tokens[i].start == actor.span.start as usize && sentence.is_acronym(i);
    is_armed(sentence, actor) || (0..sentence.tokens.len()).any(acronym) || {
        let at = sentence.tokens.iter().position(|token| actor.span.start as usize <= token.start);
        at.is_some_and(|at| {
            let around = at.saturating_sub(4)..(at + 4).min(sentence.tokens.len());
            sentence.tokens[around].iter().any(|token| token.is(FIGHTER | SOLDIER | GROUP | NAME))
        })
    }
}

/// The organisation to which a deed in the noun phrase is ascribed: "the front's attack", "an NRF attack".
pub fn of_deed(sentence: &Sentence<'_>, chunk: &Chunk, deed: usize) -> Option<Actor> {
    let tokens = &sentence.tokens;
    let mark = (chunk.content + 1..deed).rev().find(|i| matches!(tokens[*i].folded, "'" | "’"));
    // "The minister's murder" is not the minister's, "the front's murder of the minister" is the front's.
    let suffered = tokens[deed].is(ACT)
        && !tokens[deed].folded.ends_with('s')
        && !tokens.get(deed + 1).is_some_and(|next| next.is(OF));
    if let Some(mark) =
        mark.filter(|mark| !suffered && tokens.get(mark + 1).is_some_and(|next| next.reads("s")) || *mark + 1 < deed)
    {
        // "The front leader's murder" is not the front's.
        if tokens[mark - 1].is(SINGLE | TITLE | PERSON) && !tokens[mark - 1].is(NAME | GROUP) {
            return None;
        }
        let owner = organisation(sentence, &Chunk { end: mark, head: mark - 1, ..*chunk });
        return owner.filter(|actor| is_armed(sentence, actor));
    }
    let at = deed.checked_sub(1).filter(|at| *at >= chunk.content && !suffered)?;
    tokens[at].is(NAME).then(|| named_by(sentence, at, at + 1, true, false)).flatten()
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
        .take_while(|i| {
            tokens[*i].is(FIGHTER | SOLDIER | PERSON | SINGLE) && !tokens[*i].is(NAME | STATE) || !tokens[*i].word
        })
        .last();
    let fighters = tail.is_some_and(|tail| tokens[tail].is(FIGHTER));
    if let Some(tail) = tail.filter(|tail| *tail > first) {
        end = tail;
    } else if tail == Some(first) {
        return None;
    }
    // "an army post", "the front's campaign": what belongs to a group does nothing.
    if tokens[first..end].last().is_some_and(|last| PLACES.contains(&last.folded)) {
        return None;
    }
    let words = first..end;
    if let Some(at) = words.clone().find(|i| tokens[*i].is(NAME)) {
        return named_by(sentence, at, at + 1, true, false);
    }
    if let Some(at) = words.clone().find(|i| sentence.is_acronym(*i)) {
        return named_by(sentence, at, at + 1, true, false);
    }
    let found = by_group(sentence, first, end, fighters);
    as_mentioned(sentence, first, end, found)
}

/// A doer as far as the mention of an organisation there goes: a mention knows how far a name goes.
fn as_mentioned(sentence: &Sentence<'_>, first: usize, end: usize, found: Option<Actor>) -> Option<Actor> {
    let tokens = &sentence.tokens;
    let mention = tokens.get(first).and_then(|token| {
        let last = tokens.get(end.checked_sub(1)?)?;
        (token.start < last.end).then(|| sentence.context.organisation(Span::new(token.start, last.end)))?
    });
    match (mention, found) {
        (Some(span), Some(actor)) if actor.span.start < span.start || span.end < actor.span.end => Some(actor),
        (Some(span), None) if sentence.upper || span.len() < 2 => None,
        (Some(span), _) => {
            let name = super::clean(sentence.text.get(span.range())?);
            (!name.is_empty()).then_some(Actor { span, name, organisation: true, alleged: false })
        }
        (None, found) => found,
    }
}

/// The organisation that tokens name by what organisations are called by: "the Northern Front", "the army".
fn by_group(sentence: &Sentence<'_>, mut first: usize, end: usize, fighters: bool) -> Option<Actor> {
    let tokens = &sentence.tokens;
    while first < end && tokens[first].is(FIGHTER) && !tokens[first].is(GROUP) {
        first += 1;
    }
    let group = (first..end).rev().find(|i| tokens[*i].is(GROUP));
    let unknown = |i: usize| unknown(tokens, i);
    let ordinal = |i: usize| tokens[i].folded.starts_with(|first: char| first.is_ascii_digit());
    let proper =
        |i: usize| unknown(i) && !tokens[i].is(GROUP | FIGHTER) && (sentence.upper || tokens[i].capital || ordinal(i));
    match group {
        Some(last) if inert(tokens, last, end) => None,
        // The army, the government need no name; what they are of may stand before them.
        Some(last) if tokens[last].is(STATE) => {
            let before = (first..last)
                .rev()
                .take_while(|i| proper(*i) && !vague(tokens[*i].folded) || nationality(tokens[*i].folded));
            let end = if causes(sentence, last + 1) { extended(sentence, last + 1) } else { last + 1 };
            named_by(sentence, before.take(4).last().unwrap_or(last), end, true, false)
        }
        // "a group", "the command" name nobody.
        Some(last) => {
            let on = extended(sentence, last + 1);
            let near =
                |i: &usize| unknown(*i) || tokens[*i].is(FIGHTER) || !tokens[*i].word || nationality(tokens[*i].folded);
            let start = (first..last).rev().take_while(near).last().unwrap_or(last);
            let own = |i: usize| tokens[i].word && !vague(tokens[i].folded) && !tokens[i].is(FIGHTER);
            let start = (start..last).find(|i| own(*i)).unwrap_or(last);
            let name = on > last + 1 || (start..last).any(|i| proper(i) && own(i));
            if let Some(actor) = behind(sentence, last + 1, end).filter(|_| !name && sentence.lexicon.is_english()) {
                return Some(actor);
            }
            name.then(|| named_by(sentence, start, on, true, false)).flatten()
        }
        None => {
            let adjective = |i: usize| ADJECTIVES.contains(&tokens[i].folded);
            let name = end - first <= 3 && (first..end).all(|i| proper(i) && !adjective(i) || !tokens[i].word);
            let rare = || (first..end).any(|i| is_rare(sentence, i));
            (fighters && name && rare()).then(|| named_by(sentence, first, end, true, false)).flatten()
        }
    }
}

/// Whether a word may be part of a name: the lexicon knows it as none, or as one that names of groups have.
fn unknown(tokens: &[Token<'_>], i: usize) -> bool {
    let token = &tokens[i];
    let compound = i.checked_sub(1).is_some_and(|before| tokens[before].reads("-"));
    token.word
        && token.roles & !(GROUP | AUTHORITY | FIGHTER | STATE | MILITARY) == 0
        && (compound || !verbal(token.folded) || token.reads("trafficking"))
}

/// "The military action", "a police station": what a state's arm has or does is no doer.
fn inert(tokens: &[Token<'_>], group: usize, end: usize) -> bool {
    let behind = tokens.get(group + 1..end).unwrap_or_default();
    tokens[group].is(STATE) && !tokens[group].folded.ends_with('s') && !behind.is_empty() && !behind.iter().any(acts)
}

/// Whether a word behind the name of a group means those of it who act, or what they act with.
fn acts(token: &Token<'_>) -> bool {
    const MEANS: [&str; 14] = [
        "helicopters",
        "helicopter",
        "planes",
        "aircraft",
        "gunships",
        "vehicles",
        "tanks",
        "authorities",
        "artillery",
        "agents",
        "patrol",
        "jets",
        "detachment",
        "detachments",
    ];
    !token.word
        || token.is(GROUP | SOLDIER | FIGHTER | PERSON | SINGLE | TITLE | NAME | OF)
        || MEANS.contains(&token.folded)
}

/// "The extremist organization \"Black Sun\"", "the dissident group Black Sun": the name behind what a group is.
fn behind(sentence: &Sentence<'_>, first: usize, end: usize) -> Option<Actor> {
    let tokens = &sentence.tokens;
    let first = (first..end).find(|i| tokens[*i].word)?;
    let quoted = first.checked_sub(1).is_some_and(|i| matches!(tokens[i].folded, "\"" | "“" | "«"));
    let written = (first..end).filter(|i| tokens[*i].word).all(|i| tokens[i].capital && tokens[i].roles == 0);
    let tells = quoted || (first..end).any(|i| is_rare(sentence, i));
    (written && tells).then(|| named_by(sentence, first, end, true, false)).flatten()
}

/// Whether a word can tell a name: in a text without small letters, a common word does not.
fn is_rare(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    token.word && !(sentence.upper && super::chunk::common(token.folded))
}

/// "Front of the North": how far the name goes on.
fn extended(sentence: &Sentence<'_>, end: usize) -> usize {
    if !sentence.tokens.get(end).is_some_and(|token| token.is(OF)) {
        return end;
    }
    if sentence.upper && !causes(sentence, end) {
        // Without small letters only a group's own name tells: "the XX Front of the NRF".
        let own = |i: &usize| sentence.tokens[*i].is(NAME | GROUP) || sentence.is_acronym(*i);
        let inner = sentence.starting_at(end + 1);
        return inner.and_then(|inner| (inner.content..inner.end).rev().find(own)).map_or(end, |last| last + 1);
    }
    let inner = sentence
        .starting_at(end + 1)
        .filter(|inner| sentence.tokens.get(inner.content).is_some_and(|token| token.capital));
    let name = |i: &usize| match sentence.upper {
        true => !sentence.tokens[*i].is(FIGHTER | SOLDIER | PERSON),
        false => sentence.tokens[*i].capital,
    };
    inner.map_or(end, |inner| (inner.content..inner.end).take_while(name).last().map_or(end, |last| last + 1))
}

/// Whether "of" and what an army or front is for follow: "of National Liberation".
fn causes(sentence: &Sentence<'_>, end: usize) -> bool {
    const CAUSES: [&str; 8] =
        ["liberation", "resistance", "independence", "revolution", "freedom", "salvation", "unity", "defense"];
    let cause = |at: usize| sentence.tokens.get(at).is_some_and(|token| CAUSES.contains(&token.folded));
    sentence.tokens.get(end).is_some_and(|token| token.is(OF)) && (end + 1..end + 4).any(cause)
}

/// What groups have or wage.
const PLACES: [&str; 30] = [
    "installation",
    "installations",
    "post",
    "posts",
    "base",
    "bases",
    "barracks",
    "garrison",
    "garrisons",
    "headquarters",
    "position",
    "positions",
    "campaign",
    "campaigns",
    "offensive",
    "offensives",
    "convoy",
    "outpost",
    "outposts",
    "office",
    "offices",
    "hospital",
    "hospitals",
    "zone",
    "zones",
    "territory",
    "stronghold",
    "camp",
    "camps",
    "station",
];

/// Words that say nothing about which group it is.
const VAGUE: &[&str] = &[
    "prior",
    "previous",
    "certain",
    "similar",
    "different",
    "maoist",
    "marxist",
    "leftist",
    "rightist",
    "revolutionary",
    "humanitarian",
    "international",
    "mercenary",
    "paramilitary",
    "political",
    "extremist",
    "unidentified",
    "unknown",
    "armed",
    "hooded",
    "masked",
    "other",
    "same",
    "new",
    "small",
    "large",
    "first",
    "several",
    "former",
    "local",
    "clandestine",
    "outlawed",
    "illegal",
    "anonymous",
    "heavily",
    "said",
    "entire",
    "country",
    "whole",
    "so-called",
    "self-styled",
    "self-named",
    "irregular",
    "subversive",
    "recent",
    "important",
    "powerful",
    "even",
    "present",
    "current",
];

fn vague(folded: &str) -> bool {
    VAGUE.contains(&folded)
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
    // What stands behind "'s" begins behind the s.
    let apostrophe = first.checked_sub(1).is_some_and(|i| matches!(sentence.tokens[i].folded, "'" | "’"));
    let genitive = apostrophe && first + 1 < end && sentence.tokens.get(first).is_some_and(|token| token.reads("s"));
    let first = first + usize::from(genitive);
    let (start, end) = (sentence.tokens.get(first)?.start, sentence.tokens.get(end.checked_sub(1)?)?.end);
    let name = super::clean(sentence.text.get(start..end)?);
    (!name.is_empty()).then(|| Actor { span: Span::new(start, end), name, organisation, alleged })
}
