//! Who did it: claims about the doer of a violent deed, with how sure the text is and on whose word.
//!
//! "The front claimed responsibility", "the army is accused of the murders", "guerrillas of X attacked the town",
//! "killed by members of Y". Plans, wishes and denials are no claims.

use broadside_model::{Grade, Span};

use super::Sentence;
use super::actor::{self, Actor};
use super::anaphora;
use super::chunk::Chunk;
use super::implicated;
use super::lexicon::*;
use super::own;
use super::patient;
use super::source::{self, Source};
use super::tokens::Token;
use super::verb;

/// A claim about a doer.
#[derive(Clone, Debug)]
pub struct Deed {
    /// Who did it.
    pub actor: Actor,
    /// Who says so, where it is not the document.
    pub source: Option<Source>,
    /// How sure.
    pub grade: Grade,
    /// First and last token of the words for the deed.
    pub evidence: (usize, usize),
    /// The verb or noun of the deed.
    pub at: usize,
    /// Name of the rule.
    pub method: &'static str,
    /// In hundredths.
    pub confidence: u8,
}

/// The claims about doers of a sentence.
pub fn read(sentence: &Sentence<'_>) -> Vec<Deed> {
    let mut found = vec![];
    for at in 0..sentence.tokens.len() {
        let token = &sentence.tokens[at];
        if token.is(CLAIMED) {
            found.extend(claimed(sentence, at));
        } else if token.is(SAY) && sentence.tokens.get(at + 1).is_some_and(|next| next.is(BY)) {
            found.extend(claimed_by(sentence, at));
        } else if token.is(ACCUSE) {
            found.extend(accused(sentence, at));
        } else if token.is(ACCUSE_TO | ATTRIBUTE) {
            found.extend(attributed(sentence, at));
        }
        if sentence.lexicon.what(token.what) == "arrested" && token.is(LEFT) {
            found.extend(arrested(sentence, at));
        }
        found.extend(implicated::read(sentence, at));
        if token.is(RESPONSIBLE) {
            found.extend(responsible(sentence, at).into_iter().flat_map(|deed| with_joined(sentence, deed)));
        }
        if token.is(PERFORM) && deed_near(sentence, at) && !intended(sentence, at) && !timeless(sentence, at)
            || token.is(ATTACK)
            || token.is(LEFT | RIGHT) && token.is(VIOLENT)
        {
            found.extend(acted(sentence, at));
        } else if token.is(LEFT | RIGHT) && sentence.lexicon.what(token.what) == "destroyed" {
            // Floods destroy too.
            found.extend(acted(sentence, at).into_iter().filter(|deed| {
                deed.actor.organisation && (deed.method == "own-deed" || actor::is_armed(sentence, &deed.actor))
            }));
        } else if token.is(DEED | ACT) {
            found.extend(deed_by(sentence, at).or_else(|| deed_of(sentence, at)));
        }
    }
    found
}

/// "X claimed responsibility for the attack."
fn claimed(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let verb = verb::group(sentence, at);
    let violent = sentence.tokens.iter().any(|token| token.is(DEED | ACT | ATTACK | VIOLENT | BOMB))
        || sentence.tokens[at].folded.contains("responsib");
    // "claimed they had no information"
    let had = ["had", "having"].iter().any(|last| sentence.tokens[at].folded.ends_with(last));
    let done = sentence.tokens.get(at + 1).is_some_and(|next| next.is(LEFT | RIGHT | ATTACK | PERFORM | ADVERB));
    if verb.unreal || !violent || had && !done {
        return None;
    }
    let by = verb::agent(sentence, at).filter(|_| verb.passive);
    let chunk = by.or_else(|| verb::subject(sentence, verb.first))?;
    if refused(sentence, chunk) {
        return None;
    }
    let own = actor::of_subject(sentence, chunk);
    let named = own.as_ref().is_some_and(|actor| actor.organisation);
    let actor = if named { own } else { on_behalf(sentence).or(own) }?;
    let source = Source { span: actor.span, name: actor.name.clone(), authority: false, doubt: false };
    let grade = if verb.possible { Grade::Possible } else { Grade::Claimed };
    Some(Deed {
        actor,
        source: Some(source),
        grade,
        evidence: (verb.first, at),
        at,
        method: "responsibility-claimed",
        confidence: 85,
    })
}

/// "A caller claimed the attack in the name of X": for whom somebody speaks.
fn on_behalf(sentence: &Sentence<'_>) -> Option<Actor> {
    let tokens = &sentence.tokens;
    let of = (1..tokens.len()).find(|i| tokens[*i].is(OF) && matches!(tokens[*i - 1].folded, "name" | "behalf"))?;
    let chunk = sentence.starting_at(verb::skip_quotes(sentence, of + 1))?;
    actor::of(sentence, chunk).filter(|actor| actor.organisation)
}

/// "the killing was claimed by X."
fn claimed_by(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let verb = verb::group(sentence, at);
    let claims = sentence.tokens[at].folded.starts_with("claimed") || sentence.tokens[at].reads("admitted");
    if !claims || !verb.passive || verb.unreal || !sentence.tokens[..at].iter().any(|token| token.is(DEED | ACT)) {
        return None;
    }
    let chunk = sentence.starting_at(at + 2).filter(|chunk| !refused(sentence, chunk))?;
    let actor = actor::of(sentence, chunk)?;
    let source = Source { span: actor.span, name: actor.name.clone(), authority: false, doubt: false };
    let evidence = (verb.first, chunk.end - 1);
    Some(Deed {
        actor,
        source: Some(source),
        grade: Grade::Claimed,
        evidence,
        at,
        method: "responsibility-claimed",
        confidence: 80,
    })
}

/// Whether the noun phrase is "no group".
pub fn refused(sentence: &Sentence<'_>, chunk: &Chunk) -> bool {
    let before = chunk.start.checked_sub(1).and_then(|i| sentence.tokens.get(i));
    before.is_some_and(|token| token.is(NOT))
        || sentence.tokens[chunk.start..chunk.end].iter().any(|token| token.is(NOT))
}

/// "the minister accused X and Y of the attack", "X is suspected of the murders", "they blamed it on X".
fn accused(sentence: &Sentence<'_>, at: usize) -> Vec<Deed> {
    let verb = verb::group(sentence, at);
    let deed = violence(sentence, at).or_else(|| sentence.tokens[..at].iter().position(|token| token.is(DEED | ACT)));
    // "suspected guerrillas" accuses nobody by a verb.
    let adjective = sentence.tokens[at].reads("suspected") && !verb.passive;
    let Some(deed) = deed.filter(|_| !verb.unreal && !adjective) else { return vec![] };
    let tokens = &sentence.tokens;
    // "accused the government of failing to stop the murders"
    if at < deed && tokens[at..deed].iter().any(|token| OTHER_GUILT.contains(&token.folded)) {
        return vec![];
    }
    // "members of X accused of the murder"
    let reduced = !verb.passive && tokens.get(at + 1).is_some_and(|next| next.is(OF) || next.is(BY));
    let (targets, by) = if reduced {
        let whom = sentence.ending_at(verb.first).map(|chunk| outermost(sentence, chunk));
        (whom.into_iter().collect(), verb::agent(sentence, at).filter(|_| tokens[at + 1].is(BY)))
    } else if verb.passive {
        (verb::subject(sentence, verb.first).into_iter().collect(), verb::agent(sentence, at))
    } else {
        let on = (at + 1..tokens.len().min(at + 9))
            .find(|i| tokens[*i].reads("on"))
            .filter(|_| tokens[at].folded.starts_with("blam"));
        let pronoun = tokens.get(at + 1).is_some_and(|token| token.is(PRONOUN));
        let from = on
            .filter(|_| pronoun || sentence.starting_at(at + 1).is_some_and(|chunk| tokens[chunk.head].is(DEED | ACT)));
        (verb::objects(sentence, from.unwrap_or(at)), verb::subject(sentence, verb.first))
    };
    // "was accused by the minister of the murder": "of" adds nothing to the minister.
    let source = by.and_then(|chunk| match verb.passive || reduced {
        true => source::plain(sentence, chunk),
        false => source::speaking(sentence, chunk),
    });
    let grade = match &source {
        Some(source) if source.authority => Grade::AccusedByAuthorities,
        _ if tokens[at].reads("convicted") => Grade::AccusedByAuthorities,
        _ => Grade::Accused,
    };
    let actors = targets
        .into_iter()
        .filter(|target| !refused(sentence, target))
        .filter_map(|target| actor::of(sentence, target));
    let deed = |actor| Deed {
        actor,
        source: source.clone(),
        grade,
        evidence: (at.min(deed), deed.max(at)),
        at,
        method: "accused",
        confidence: 80,
    };
    actors.map(deed).collect()
}

/// "Members of X": the noun phrase to which "of" ties another.
fn outermost<'a>(sentence: &'a Sentence<'_>, chunk: &'a Chunk) -> &'a Chunk {
    let of = chunk.start.checked_sub(1).filter(|i| sentence.tokens[*i].is(OF));
    match of.and_then(|of| sentence.ending_at(of)) {
        Some(outer) if actor::of(sentence, outer).is_some() => outer,
        _ => chunk,
    }
}

/// "Those who commit crimes": said of nobody in particular.
fn timeless(sentence: &Sentence<'_>, at: usize) -> bool {
    const BASE: [&str; 4] = ["commit", "perpetrate", "carry out", "sponsor"];
    BASE.contains(&sentence.tokens[at].folded)
}

/// "The front had planned attacks": no more than meant.
fn intended(sentence: &Sentence<'_>, at: usize) -> bool {
    let by = sentence.tokens.get(at + 1).is_some_and(|next| next.is(BY));
    sentence.tokens[at].reads("planned") && !by && !verb::group(sentence, at).passive
}

/// Words by which somebody is accused of less than the deed.
const OTHER_GUILT: [&str; 18] = [
    "halt",
    "stop",
    "stopping",
    "prevent",
    "preventing",
    "investigate",
    "investigating",
    "lacking",
    "lack",
    "failing",
    "failure",
    "failed",
    "witness",
    "cover",
    "covering",
    "concealing",
    "hiding",
    "protecting",
];

/// Whether the object of "carried out", or the subject of its passive, is a deed.
fn deed_near(sentence: &Sentence<'_>, at: usize) -> bool {
    let verb = verb::group(sentence, at);
    let place = verb::skip_quotes(sentence, at + 1);
    let object = if verb.passive { verb::subject(sentence, verb.first) } else { sentence.starting_at(place) };
    let beside = at.checked_sub(1).and_then(|_| sentence.ending_at(verb.first));
    let is_deed = |chunk: &Chunk| sentence.tokens[chunk.start..chunk.end].iter().any(|token| token.is(DEED | ACT));
    // "perpetrated one of its most serious attacks"
    let near = |from: usize| {
        sentence
            .tokens
            .iter()
            .skip(from)
            .take(8)
            .take_while(|token| !token.is(BY | BE) && !token.reads(","))
            .any(|token| token.is(DEED | ACT))
    };
    // "the massacre that the army carried out"
    let whose = (!verb.passive).then(|| verb::subject(sentence, verb.first)).flatten();
    let that = whose.and_then(|chunk| chunk.start.checked_sub(1)).filter(|i| sentence.tokens[*i].is(WHO));
    let relative = that.and_then(|that| sentence.ending_at(that));
    // "ordered the navy to end the attacks"
    if sentence.tokens[at].reads("ordered")
        && !verb.passive
        && !sentence.tokens.get(at + 1).is_some_and(|next| next.is(BY))
    {
        return sentence.tokens.iter().skip(at + 1).take(4).any(|token| token.is(DEED | ACT));
    }
    let earlier = || sentence.tokens[at.saturating_sub(24)..at].iter().any(|token| token.is(DEED | ACT));
    object.is_some_and(is_deed)
        || relative.is_some_and(is_deed)
        || verb.passive && earlier()
        || !verb.passive && near(place)
        || !verb.passive
            && sentence.tokens.get(at + 1).is_some_and(|next| next.is(BY | PREP))
            && (beside.is_some_and(is_deed) || earlier() && verb::agent(sentence, at).is_some())
}

/// "X is responsible for the murders", "the police hold X responsible for the attack".
fn responsible(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let tokens = &sentence.tokens;
    let near =
        violence(sentence, at).filter(|deed| deed - at <= 8 && !tokens[at..*deed].iter().any(|token| token.reads(",")));
    let held =
        (at.saturating_sub(14)..at).rev().find(|i| matches!(tokens[*i].folded, "hold" | "holds" | "held" | "holding"));
    let deed = near.or_else(|| (0..=at).rev().find(|i| held.is_some() && tokens[*i].is(DEED | ACT)))?;
    let verb = verb::group(sentence, at);
    let passive = held.is_some_and(|held| held + 1 == verb.first.min(at));
    let chunk = match held {
        Some(held) if !passive => sentence.starting_at(verb::skip_quotes(sentence, held + 1))?,
        Some(held) => verb::subject(sentence, verb::group(sentence, held).first)?,
        None => verb::subject(sentence, verb.first)?,
    };
    let actor = actor::of(sentence, chunk).filter(|actor| actor.organisation && !refused(sentence, chunk))?;
    // "may be behind", "could be involved in" are said of what has happened.
    let never = !verb.possible || tokens[verb.first..at].iter().any(|token| token.is(NOT));
    let denied = verb.unreal && never;
    if denied || tokens.iter().any(|token| token.is(CLAIMED)) {
        return None;
    }
    let holder = held.filter(|_| !passive).and_then(|held| verb::subject(sentence, verb::group(sentence, held).first));
    let source = holder.and_then(|chunk| source::speaking(sentence, chunk)).or_else(|| source::of(sentence, at));
    let grade = match &source {
        _ if verb.possible => Grade::Possible,
        Some(source) if source.authority => Grade::AccusedByAuthorities,
        // Courts and police try, indict and want.
        _ if TRIED.iter().any(|word| tokens[at].folded.contains(word)) => Grade::AccusedByAuthorities,
        // To say who is responsible is to accuse.
        _ => Grade::Accused,
    };
    Some(Deed {
        actor,
        source,
        grade,
        evidence: (verb.first.min(deed), at.max(deed)),
        at: deed,
        method: "responsible",
        confidence: 70,
    })
}

/// Words by which authorities hold somebody responsible.
const TRIED: [&str; 7] = ["trial", "prosecuted", "indicted", "wanted", "charged with", "convicted", "sentenced"];

/// "the attack was attributed to X".
fn attributed(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let tokens = &sentence.tokens;
    let verb = verb::group(sentence, at);
    let place = if tokens[at].is(ACCUSE_TO) {
        at + 1
    } else {
        (at..tokens.len().min(at + 16)).find(|i| tokens[*i].reads("to"))? + 1
    };
    tokens.iter().any(|token| token.is(DEED | ACT | VIOLENT | BOMB)).then_some(())?;
    let chunk = sentence.starting_at(verb::skip_quotes(sentence, place))?;
    if verb.unreal {
        return None;
    }
    let actor = actor::of(sentence, chunk).filter(|actor| actor.organisation)?;
    // "was attributed by the minister to X", "the minister attributed it to X"
    let agent = || (at + 1 < place && tokens[at + 1].is(BY)).then(|| sentence.starting_at(at + 2)).flatten();
    let by = if verb.passive { agent() } else { verb::subject(sentence, verb.first) };
    let source = by.and_then(|chunk| source::speaking(sentence, chunk)).or_else(|| source::of(sentence, at));
    let grade = match &source {
        Some(source) if source.authority => Grade::AccusedByAuthorities,
        _ => Grade::Accused,
    };
    Some(Deed { actor, source, grade, evidence: (at, chunk.end - 1), at, method: "attributed", confidence: 75 })
}

/// A deed, and the same of the organisation that "and" joins to its doer on the left: "the government and the army are …".
fn with_joined(sentence: &Sentence<'_>, deed: Deed) -> Vec<Deed> {
    let at = deed.actor.span.start as usize;
    let chunk = sentence.chunks.iter().find(|chunk| {
        let bytes = |i: usize| sentence.tokens.get(i);
        bytes(chunk.start).is_some_and(|first| first.start <= at)
            && chunk.end.checked_sub(1).and_then(bytes).is_some_and(|last| at < last.end)
    });
    let and = chunk.and_then(|chunk| chunk.start.checked_sub(1)).filter(|i| sentence.tokens[*i].is(AND));
    let before = and.and_then(|and| sentence.ending_at(and));
    let other = before.and_then(|before| actor::of(sentence, before));
    let other = other.filter(|actor| actor.organisation && actor::is_armed(sentence, actor));
    let other = other.filter(|_| deed.actor.organisation);
    let other = other.map(|actor| Deed { actor, ..deed.clone() });
    [Some(deed), other].into_iter().flatten().collect()
}

/// The next word for violence behind `at`.
pub fn violence(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    (at + 1..sentence.tokens.len()).find(|i| sentence.tokens[*i].is(DEED | ACT | VIOLENT | ATTACK | BOMB))
}

/// "guerrillas of X attacked …", "… were killed by X".
fn acted(sentence: &Sentence<'_>, at: usize) -> Vec<Deed> {
    let verb = verb::group(sentence, at);
    if let Some(own) = own::read(sentence, at, &verb) {
        return vec![own];
    }
    if let Some(own) = anaphora::said_itself(sentence, at, &verb) {
        return vec![own];
    }
    let civil = |chunk: &Chunk| {
        !sentence.tokens[chunk.start..chunk.end].iter().any(|token| token.is(FIGHTER | SOLDIER | NAME | MILITARY))
    };
    let agent = agent_of(sentence, at, &verb)
        .filter(|(chunk, _)| !(civil(chunk) && patient::is_in_words(sentence, at)));
    let Some((chunk, confidence)) = agent else { return vec![] };
    let mut found: Vec<Deed> =
        doer(sentence, chunk, at, verb.alleged, verb.possible, "did", confidence).into_iter().collect();
    // "the police and the army attacked"
    if chunk.end <= at {
        found = found.into_iter().flat_map(|deed| with_joined(sentence, deed)).collect();
    }
    // "by the police and the army"
    if chunk.start > at
        && let Some(next) = verb::joined(sentence, chunk.end).and_then(|place| sentence.starting_at(place))
        && actor::of(sentence, next).is_some_and(|actor| actor.organisation)
    {
        found.extend(doer(sentence, next, at, verb.alleged, verb.possible, "did", confidence));
    }
    found
}

/// The noun phrase of who did what the verb says.
fn agent_of<'a>(sentence: &'a Sentence<'_>, at: usize, verb: &verb::Verb) -> Option<(&'a Chunk, u8)> {
    if verb.unreal || sentence.inside_noun_phrase(at) {
        return None;
    }
    let token = &sentence.tokens[at];
    match verb::agent(sentence, at).or_else(|| verb.passive.then(|| ordered(sentence, at)).flatten()) {
        Some(chunk) => Some((chunk, 80)),
        None if !verb.passive
            && !hanging(sentence, verb)
            && (token.is(ATTACK | PERFORM)
                || verb::objects(sentence, at).iter().any(|chunk| !is_time(sentence, chunk))) =>
        {
            let subject = verb::subject(sentence, verb.first)?;
            let chunk = apposed(sentence, whole(sentence, subject));
            // "Walter Snyder shot" tells rather who was shot.
            let whom = || verb::objects(sentence, at).iter().any(|chunk| !is_time(sentence, chunk));
            (token.is(PERFORM) && !token.is(LEFT | RIGHT) || fights(sentence, chunk) || whom()).then_some((chunk, 70))
        }
        None => None,
    }
}

/// Whether a noun phrase names those who bear arms, rather than a person.
fn fights(sentence: &Sentence<'_>, chunk: &Chunk) -> bool {
    const ARMED: [&str; 6] = ["armed", "unidentified", "unknown", "hooded", "masked", "uniformed"];
    let armed = |token: &Token<'_>| token.is(FIGHTER | SOLDIER | GROUP | NAME) || ARMED.contains(&token.folded);
    sentence.tokens[chunk.start..chunk.end].iter().any(armed)
        || actor::of(sentence, chunk).is_some_and(|actor| actor.organisation)
}

/// "The judge killed last week": a time is no object.
fn is_time(sentence: &Sentence<'_>, chunk: &Chunk) -> bool {
    const WHICH: [&str; 5] = ["last", "next", "past", "previous", "following"];
    let content = sentence.tokens.get(chunk.content..chunk.end).unwrap_or_default();
    !content.is_empty() && content.iter().all(|token| token.is(UNIT) || WHICH.contains(&token.folded))
}

/// "killed on the orders of X".
fn ordered<'a>(sentence: &'a Sentence<'_>, at: usize) -> Option<&'a Chunk> {
    const REACH: usize = 12;
    let tokens = &sentence.tokens;
    let of = (at + 1..tokens.len().min(at + REACH))
        .take_while(|i| !tokens[*i].reads(",") && !tokens[*i].is(BE | SAY | WHO))
        .find(|i| {
            tokens[*i].is(OF) && matches!(tokens[*i - 1].folded, "order" | "orders" | "instructions" | "behalf")
        })?;
    sentence.starting_at(verb::skip_quotes(sentence, of + 1))
}

/// "the Army of National Liberation, which": the phrase that "of" continues, where only the whole names a doer.
fn whole<'a>(sentence: &'a Sentence<'_>, subject: &'a Chunk) -> &'a Chunk {
    let of = subject.start.checked_sub(1).filter(|i| sentence.tokens[*i].is(OF));
    match of.and_then(|of| sentence.ending_at(of)) {
        Some(outer) if actor::of(sentence, subject).is_none() && actor::of(sentence, outer).is_some() => outer,
        _ => subject,
    }
}

/// "…, wounding two": whose participle it is cannot be told from what stands before it.
fn hanging(sentence: &Sentence<'_>, verb: &verb::Verb) -> bool {
    let english = sentence.language == crate::knowledge::numbers::Language::En;
    let first = &sentence.tokens[verb.first];
    english && (verb.first == verb.at || first.is(HAVE)) && first.folded.ends_with("ing")
}

/// The noun phrase before a comma where that names an organisation and what stands behind does not.
fn apposed<'a>(sentence: &'a Sentence<'_>, subject: &'a Chunk) -> &'a Chunk {
    let named = |chunk: &Chunk| actor::of(sentence, chunk).is_some_and(|actor| actor.organisation);
    let comma = subject.start.checked_sub(1).filter(|i| sentence.tokens[*i].reads(","));
    match comma.and_then(|comma| sentence.ending_at(comma)) {
        Some(before) if !named(subject) && named(before) && !verb::hangs(sentence, before) => before,
        _ => subject,
    }
}

/// "the murder of the priests by the army", "an attack by X", "attacks perpetrated by X".
fn deed_by(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let tokens = &sentence.tokens;
    let by = (at + 1..tokens.len().min(at + 14)).find(|i| {
        let by = tokens.get(i + 1).is_some_and(|next| next.is(BY));
        let verbal = tokens[*i].roles & !COMBAT == 0 && tokens[*i].folded.ends_with("ed");
        let finite = sentence.lexicon.is_english() && verbal && !by;
        let other = finite || tokens[*i].is(BE | SAY | WHO | LEFT | RIGHT | ATTACK) || tokens[*i].reads("to");
        tokens[*i].is(BY) || other || tokens[*i].reads(",")
    })?;
    let chunk = tokens[by].is(BY).then(|| sentence.starting_at(verb::skip_quotes(sentence, by + 1)))??;
    if patient::is_general(sentence, at) || patient::is_law(sentence, at) {
        return None;
    }
    let first =
        sentence.chunks.iter().find(|chunk| chunk.start <= at && at < chunk.end).map_or(at, |chunk| chunk.start);
    let denied = (first.saturating_sub(4)..at)
        .any(|i| tokens[i].is(NOT | MODAL) && !tokens[i].is(PREP) && !tokens[i].reads("to"));
    (!denied).then(|| doer(sentence, chunk, at, false, false, "deed-by", 70)).flatten()
}

/// "the front's attack on the bridge", "an NRF attack".
fn deed_of(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    const NEUTRAL: [&str; 16] = [
        "death",
        "deaths",
        "incident",
        "incidents",
        "device",
        "devices",
        "explosive",
        "explosive device",
        "explosive devices",
        "dynamite",
        "act",
        "acts",
        "disappearance",
        "disappearances",
        "bomb",
        "bombs",
    ];
    let token = &sentence.tokens[at];
    if token.is(MILITARY) || NEUTRAL.contains(&token.folded) || patient::is_plural(sentence, at) {
        return None;
    }
    let chunk = sentence.chunks.iter().find(|chunk| chunk.start <= at && at < chunk.end)?;
    let denied =
        (chunk.start.saturating_sub(4)..at).any(|i| sentence.tokens[i].is(NOT | MODAL) && !sentence.tokens[i].is(PREP));
    let actor = actor::of_deed(sentence, chunk, at).filter(|actor| !denied && actor.organisation)?;
    let source = source::of(sentence, at);
    let grade = grade(actor.alleged, false, source.as_ref());
    Some(Deed { actor, source, grade, evidence: (chunk.start, at), at, method: "deed-of", confidence: 65 })
}

/// "members of X were arrested for the murder of …".
fn arrested(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let verb = verb::group(sentence, at);
    let tokens = &sentence.tokens;
    let deed = violence(sentence, at).filter(|deed| deed - at <= 22)?;
    let ties = [
        "connection",
        "charges",
        "charged",
        "involvement",
        "for",
        "accused",
        "suspicion",
        "participation",
        "responsible for",
        "suspects",
        "because of",
        "implicated",
        "involved in",
        "implicated in",
        "charged with",
    ];
    let tied = tokens[at..deed].iter().any(|token| ties.contains(&token.folded));
    if verb.unreal || !tied {
        return None;
    }
    let chunk = verb::subject(sentence, verb.first).filter(|_| verb.passive)?;
    let actor = actor::of(sentence, chunk).filter(|actor| actor.organisation)?;
    Some(Deed {
        actor,
        source: None,
        grade: Grade::AccusedByAuthorities,
        evidence: (verb.first, deed),
        at: deed,
        method: "arrested-for",
        confidence: 60,
    })
}

fn doer(
    sentence: &Sentence<'_>,
    chunk: &Chunk,
    at: usize,
    alleged: bool,
    possible: bool,
    method: &'static str,
    confidence: u8,
) -> Option<Deed> {
    let actor = actor::of(sentence, chunk).filter(|_| !refused(sentence, chunk))?;
    let told = (!actor.organisation).then(|| anaphora::told(sentence, chunk)).flatten();
    let themselves = told.is_some();
    let belongs = || (!actor.organisation && !themselves).then(|| anaphora::belonging(sentence, chunk)).flatten();
    let actor = told.or_else(belongs).unwrap_or(actor);
    // A name without a word for arms did nothing by itself: bylines, ships and places stand there too.
    if actor.organisation && sentence.lexicon.is_english() && !actor::bears_arms(sentence, &actor) {
        return None;
    }
    let source = source::of(sentence, at);
    // "we, the Northern Front, attacked"
    let own =
        chunk.start.checked_sub(2).is_some_and(|i| sentence.tokens[i].is(FIRST) && sentence.tokens[i + 1].reads(","));
    let own = own || themselves || source.as_ref().is_some_and(|source| speaks_for(source, &actor));
    // "killed, apparently by members of X"
    let nearest = chunk.start.saturating_sub(2)..chunk.start;
    let possible = possible || sentence.tokens[nearest].iter().any(verb::is_supposition);
    let grade = if own { Grade::Claimed } else { grade(alleged || actor.alleged, possible, source.as_ref()) };
    let evidence = (chunk.start.min(at), at.max(chunk.end - 1));
    Some(Deed { actor, source, grade, evidence, at, method, confidence })
}

/// Whether a source is the doer, or speaks for it: "a spokesman of the front".
fn speaks_for(source: &Source, actor: &Actor) -> bool {
    actor.organisation && actor.name.len() > 2 && source.name.to_lowercase().contains(&actor.name.to_lowercase())
}

/// How sure the text is of what token `at` says.
pub fn grade(alleged: bool, possible: bool, source: Option<&Source>) -> Grade {
    let alleged = alleged || source.is_some_and(|source| source.doubt);
    match source {
        Some(source) if alleged && source.authority => Grade::AccusedByAuthorities,
        _ if possible => Grade::Possible,
        _ if alleged => Grade::Accused,
        _ => Grade::Fact,
    }
}

/// Bytes of tokens `first..=last`.
pub fn bytes(sentence: &Sentence<'_>, (first, last): (usize, usize)) -> Option<Span> {
    let (start, end) = (sentence.tokens.get(first)?.start, sentence.tokens.get(last)?.end);
    (start < end).then(|| Span::new(start, end))
}
