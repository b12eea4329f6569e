//! An anatomy as people decided it.
//!
//! Takes what the program proposes for a source, and the standing decisions about it; gives the anatomy with what people
//! set, what they say of each value, and what became of each decision. Decisions about the same value are told by the
//! value they lead to now, and the latest counts; so neither the order in which they came nor what a reading called a
//! value when they were made plays a part.

use super::anchor::{Anchored, find};
use super::edits::{self, Amended};
use super::ground::{Ground, folded, likeness};
use super::statement::{Why, statement_of};
use super::values::{self, cell, evidence, is_single, push, rests_on, retain, value, write, write_cell};
use broadside_model::{Act, Anatomy, Anchor, Decision, DecisionId, Property, SourceId, Span, Status, Target, Text};
use std::collections::BTreeMap;

/// What the program proposes for a source.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The source.
    pub source: SourceId,
    /// Its text.
    pub text: &'a Text,
    /// What was read out of it.
    pub anatomy: &'a Anatomy,
}

/// What people say of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Confirmed or rejected.
    pub status: Status,
    /// By which decision.
    pub decision: DecisionId,
    /// Who decided.
    pub author: String,
    /// When.
    pub at: String,
    /// Why.
    pub reason: Option<String>,
    /// What the program proposes, where a person says otherwise; `None` where it proposes nothing.
    pub proposed: Option<String>,
    /// Whether the decision is unsettled, and somebody should look.
    pub unsettled: bool,
}

/// What people say of the values of a statement: by property, place in its list from 0, and cell.
pub type Said = BTreeMap<(Property, usize, Option<String>), Word>;

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It stands, and its place is found.
    InForce,
    /// A later one about the same value counts.
    Replaced(DecisionId),
    /// It was taken back.
    Undone(DecisionId),
    /// It stands, and somebody should look.
    Unsettled {
        /// Why.
        why: Why,
        /// Whether it has effect all the same.
        applies: bool,
        /// What the program proposes now.
        now: Option<String>,
    },
}

/// An anatomy with what people say of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decided {
    /// The anatomy; rejected values are still in it.
    pub anatomy: Anatomy,
    /// What people say, for each statement.
    pub said: Vec<Said>,
    /// What became of each decision that was handed in, by identity.
    pub standings: BTreeMap<DecisionId, Standing>,
    /// The statement that each of them is about, from 0, where that was found.
    pub about: BTreeMap<DecisionId, usize>,
    /// The edits that people turned off, keep, or want otherwise, with what they say of them.
    pub edits: Vec<(Amended, Word)>,
}

impl Decided {
    /// What nobody has decided on.
    pub fn undecided(anatomy: Anatomy) -> Self {
        let said = vec![Said::new(); anatomy.statements.len()];
        Decided { anatomy, said, ..Decided::default() }
    }

    /// The same without the values that were rejected.
    pub fn shown(mut self) -> Self {
        for (statement, said) in self.anatomy.statements.iter_mut().zip(&mut self.said) {
            let mut gone: BTreeMap<Property, Vec<usize>> = BTreeMap::new();
            for ((property, at, cell), word) in said.iter() {
                if cell.is_none() && word.status == Status::Rejected {
                    gone.entry(*property).or_default().push(*at);
                }
            }
            for (property, places) in &gone {
                retain(statement, *property, |at| places.binary_search(&at).is_err());
            }
            let left = |property: &Property, at: usize| match gone.get(property) {
                Some(places) => at - places.partition_point(|gone| *gone < at),
                None => at,
            };
            let stays = |(property, at, _): &(Property, usize, Option<String>)| {
                gone.get(property).is_none_or(|places| places.binary_search(at).is_err())
            };
            *said = std::mem::take(said)
                .into_iter()
                .filter(|(key, _)| stays(key))
                .map(|((property, at, cell), word)| ((property, left(&property, at), cell), word))
                .collect();
        }
        self
    }
}

/// Which value a decision leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    /// One that the program proposes, or the only place of a property.
    Row(usize),
    /// None is proposed; the words it rested on stand here.
    Words(Span),
    /// None is proposed; the value was given by a person, or its words are not in the text. Folded.
    Given(String),
}

/// Where rows that the program does not propose were put; those that people gave and took away, by which decision.
type Added = BTreeMap<(usize, Property, Slot), Result<usize, DecisionId>>;

/// A decision with the value it leads to.
struct Led<'a> {
    decision: &'a Decision,
    target: &'a Target,
    statement: usize,
    slot: Slot,
    /// The words were found elsewhere than where they were.
    elsewhere: bool,
    /// The words are not in the text.
    lost: Option<Why>,
}

/// Lays the standing `decisions` about a source over what the program proposes. Those that are about no value of a
/// statement are passed over.
pub fn overlay(place: &Place<'_>, decisions: &[&Decision]) -> Decided {
    let mut decided = Decided::undecided(place.anatomy.clone());
    let mut all: Vec<&Decision> = decisions.to_vec();
    all.sort_by(|a, b| a.at.cmp(&b.at).then(a.id.cmp(&b.id)));
    all.dedup_by_key(|decision| decision.id);
    edits::judge(place, &all, &mut decided);
    let ground = Ground::new(&place.text.text);
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    let mut lost: Vec<(&Decision, &Target, Why)> = Vec::new();
    for decision in all {
        let Some(target) = target_of(&decision.act).filter(|target| target.property != Property::Edit) else {
            continue;
        };
        match lead(decision, target, place, &ground) {
            Ok(led) => {
                decided.about.insert(decision.id, led.statement);
                if target.cell.is_some() { cells.push(led) } else { rows.push(led) }
            }
            Err(why) => lost.push((decision, target, why)),
        }
    }
    leave(lost, &mut decided);
    follow_names(&mut rows, &mut cells);
    let mut added = Added::new();
    for led in last_of_each(rows, &mut decided) {
        put_row(&led, place, &mut decided, &mut added);
    }
    for led in last_of_each(cells, &mut decided) {
        put_cell(&led, &mut decided, &added);
    }
    decided
}

/// Lists what no place was found for. What is about the same is told by what it says, and the last counts.
fn leave(lost: Vec<(&Decision, &Target, Why)>, decided: &mut Decided) {
    let mut latest: BTreeMap<String, DecisionId> = BTreeMap::new();
    for (decision, target, why) in lost.into_iter().rev() {
        let same = format!("{target:?}");
        let standing = match latest.get(&same) {
            Some(by) => Standing::Replaced(*by),
            None => Standing::Unsettled { why, applies: false, now: None },
        };
        latest.entry(same).or_insert(decision.id);
        decided.standings.insert(decision.id, standing);
    }
}

/// The target of a decision about a value.
pub fn target_of(act: &Act) -> Option<&Target> {
    match act {
        Act::Confirm(target) | Act::Reject(target) | Act::Set(target, _) => Some(target),
        _ => None,
    }
}

/// A row that a person gave, and whose name was set otherwise later, is one row under all its names.
fn follow_names(rows: &mut [Led<'_>], cells: &mut [Led<'_>]) {
    let mut first: BTreeMap<(usize, Property, String), String> = BTreeMap::new();
    let follow = |led: &mut Led<'_>, first: &BTreeMap<(usize, Property, String), String>| {
        if let Slot::Given(name) = &mut led.slot
            && let Some(other) = first.get(&(led.statement, led.target.property, name.clone()))
        {
            name.clone_from(other);
        }
    };
    for led in rows.iter_mut() {
        follow(led, &first);
        if let (Slot::Given(name), Act::Set(target, value)) = (&led.slot, &led.decision.act)
            && led.lost.is_none()
            && folded(value) != *name
        {
            first.insert((led.statement, target.property, folded(value)), name.clone());
        }
    }
    cells.iter_mut().for_each(|led| follow(led, &first));
}

/// Of decisions in order of time that lead to one value the last; the others are said to be replaced.
fn last_of_each<'a>(all: Vec<Led<'a>>, decided: &mut Decided) -> Vec<Led<'a>> {
    let key = |led: &Led<'_>| {
        let cell = led.target.cell.as_ref().map(|cell| cell.name.clone());
        (led.statement, led.target.property, led.slot.clone(), cell)
    };
    let mut latest = BTreeMap::new();
    for led in all.iter().rev() {
        latest.entry(key(led)).or_insert(led.decision.id);
    }
    let mut kept = Vec::new();
    for led in all {
        match latest.get(&key(&led)) {
            Some(by) if *by != led.decision.id => {
                decided.standings.insert(led.decision.id, Standing::Replaced(*by));
            }
            _ => kept.push(led),
        }
    }
    kept
}

/// Finds the value that a decision is about.
fn lead<'a>(
    decision: &'a Decision,
    target: &'a Target,
    place: &Place<'_>,
    ground: &Ground<'_>,
) -> Result<Led<'a>, Why> {
    let found = target.anchor.as_ref().map(|anchor| find(anchor, place.source, place.text, ground));
    let named = statement_of(&target.statement, place.source, place.anatomy, &place.text.text);
    let led = |statement, slot| Led { decision, target, statement, slot, elsewhere: false, lost: None };
    if is_single(target.property) {
        let statement = match (named, found) {
            (Ok(statement), _) => statement,
            (Err(why), Some(Anchored::At(span))) => containing(place.anatomy, span).ok_or(why)?,
            (Err(why), _) => return Err(why),
        };
        return Ok(led(statement, Slot::Row(0)));
    }
    let words = wanted(decision, target);
    let only = |statement| only_row(place, statement, target.property, &words);
    match found {
        Some(Anchored::At(span)) => {
            let statement = containing(place.anatomy, span).map_or(named, Ok)?;
            if let Some(row) = row_at(place, statement, target, span)? {
                return Ok(led(statement, Slot::Row(row)));
            }
            Ok(match only(statement)? {
                Some(row) => Led { elsewhere: true, ..led(statement, Slot::Row(row)) },
                None => led(statement, Slot::Words(span)),
            })
        }
        Some(missing) => {
            let statement = named?;
            let why = if missing == Anchored::Ambiguous { Why::Ambiguous } else { Why::NoWords };
            Ok(match only(statement)? {
                Some(row) => Led { elsewhere: true, ..led(statement, Slot::Row(row)) },
                None => Led { lost: Some(why), ..led(statement, Slot::Given(folded(&words))) },
            })
        }
        None => {
            let statement = named?;
            Ok(led(statement, only(statement)?.map_or_else(|| Slot::Given(folded(&words)), Slot::Row)))
        }
    }
}

/// The words that the value had, or is given.
fn wanted(decision: &Decision, target: &Target) -> String {
    match (&target.value, &decision.act) {
        (Some(value), _) => value.clone(),
        (None, Act::Set(_, value)) => value.clone(),
        _ => String::new(),
    }
}

fn containing(anatomy: &Anatomy, span: Span) -> Option<usize> {
    anatomy.statements.iter().position(|statement| statement.span.contains(span.start))
}

/// From here on two values are held to be one, read a little otherwise.
const SAME: f32 = 0.75;

/// The row of `target`'s property that rests on `span`: of several that which says the same.
fn row_at(place: &Place<'_>, statement: usize, target: &Target, span: Span) -> Result<Option<usize>, Why> {
    let Some(read) = place.anatomy.statements.get(statement) else { return Ok(None) };
    let text = &place.text.text;
    let mut ranked: Vec<(f32, f32, usize)> = Vec::new();
    for at in 0..values::count(read, target.property) {
        let shared = rests_on(read, target.property, at, span);
        if shared > 0.0 {
            let says = value(text, read, target.property, at).unwrap_or_default();
            let alike = target.value.as_ref().map_or(0.0, |value| likeness(value, &says));
            ranked.push((if alike >= SAME { alike } else { 0.0 }, shared, at));
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    match ranked.as_slice() {
        [] => Ok(None),
        [first, second, ..] if (first.0, first.1) == (second.0, second.1) && first.0 > 0.0 => Err(Why::Ambiguous),
        [(.., at), ..] => Ok(Some(*at)),
    }
}

/// The one row that says these very words; `Ambiguous` where several do.
fn only_row(place: &Place<'_>, statement: usize, property: Property, words: &str) -> Result<Option<usize>, Why> {
    let Some(read) = place.anatomy.statements.get(statement) else { return Ok(None) };
    let wanted = folded(words);
    let says = |at: &usize| value(&place.text.text, read, property, *at).is_some_and(|value| folded(&value) == wanted);
    let mut rows = (0..values::count(read, property)).filter(says);
    match (rows.next(), rows.next()) {
        (Some(row), None) => Ok(Some(row)),
        (None, _) => Ok(None),
        _ => Err(Why::Ambiguous),
    }
}

/// What a decision does to a value, and whether somebody should look.
struct Effect {
    /// What the value is to say, where a person says it.
    set: Option<String>,
    /// What people say of it; `None` where the decision has no effect.
    status: Option<Status>,
    unsettled: Option<Why>,
}

/// What a decision means for the value that is proposed now, if one is.
fn effect(led: &Led<'_>, property: Property, now: Option<&str>) -> Effect {
    let was = led.target.value.as_deref();
    let same = |a: &str, b: &str| match property {
        Property::Kind | Property::Language | Property::Date => a == b,
        _ => likeness(a, b) >= SAME,
    };
    let is_as_it_was = now.is_some_and(|now| was.is_some_and(|was| same(was, now)));
    let effect = |set: Option<&str>, status, unsettled| Effect { set: set.map(str::to_owned), status, unsettled };
    match &led.decision.act {
        Act::Confirm(_) => match (now, was) {
            (Some(_), _) if is_as_it_was => effect(None, Some(Status::Confirmed), None),
            (Some(_), _) => effect(was, Some(Status::Confirmed), Some(Why::Otherwise)),
            (None, _) if led.lost.is_some() => effect(None, None, led.lost),
            (None, _) => effect(was, Some(Status::Confirmed), None),
        },
        Act::Reject(_) => match now {
            Some(_) if led.elsewhere && is_as_it_was => effect(None, None, Some(Why::Again)),
            Some(_) if is_as_it_was => effect(None, Some(Status::Rejected), None),
            Some(_) => effect(None, None, Some(Why::Otherwise)),
            None => effect(None, None, led.lost),
        },
        Act::Set(_, value) => {
            let agrees = is_as_it_was || now.is_some_and(|now| same(now, value)) || now.is_none();
            match led.lost {
                Some(why) => effect(None, None, Some(why)),
                None => effect(Some(value), Some(Status::Confirmed), (!agrees).then_some(Why::Otherwise)),
            }
        }
        _ => effect(None, None, None),
    }
}

fn put_row(led: &Led<'_>, place: &Place<'_>, decided: &mut Decided, added: &mut Added) {
    let property = led.target.property;
    let Some(statement) = decided.anatomy.statements.get_mut(led.statement) else { return };
    let row = if let Slot::Row(row) = led.slot { Some(row) } else { None };
    let now = row.and_then(|row| value(&place.text.text, statement, property, row));
    let Effect { set, status, mut unsettled } = effect(led, property, now.as_deref());
    let mut at = row;
    let mut applies = status.is_some();
    if let Some(words) = &set {
        let written = match row {
            Some(row) => write(statement, property, row, words).is_ok(),
            None => {
                let span = if let Slot::Words(span) = led.slot { Some(span) } else { None };
                at = push(statement, property, words, span);
                at.is_some()
            }
        };
        if !written {
            applies = false;
            unsettled = Some(match (led.target.value.is_some(), row) {
                (true, None) => Why::NoValue,
                (true, Some(_)) if matches!(led.decision.act, Act::Confirm(_)) => Why::Otherwise,
                _ => Why::NotAValue,
            });
        }
    }
    if let (Some(status), Some(at), true) = (status, at, applies) {
        added.insert((led.statement, property, led.slot.clone()), Ok(at));
        let proposed = set.is_some().then(|| now.clone()).flatten();
        let word = word(led.decision, status, proposed, unsettled.is_some());
        if let Some(said) = decided.said.get_mut(led.statement) {
            said.insert((property, at, None), word);
        }
    }
    if row.is_none() && matches!(led.decision.act, Act::Reject(_)) {
        added.insert((led.statement, property, led.slot.clone()), Err(led.decision.id));
    }
    decided.standings.insert(led.decision.id, standing(unsettled, applies, now));
}

/// What people say of a cell, what it is to hold after a decision, and whether the program proposes something else than
/// it did. `was` is what it proposed then, `now` what it does.
fn cell_effect(act: &Act, was: Option<&str>, now: Option<&str>) -> Option<(Status, Option<String>, bool)> {
    let is_new = match (now, was) {
        (Some(now), Some(was)) => now != was && (likeness(now, was) < SAME || now.is_empty() || was.is_empty()),
        (now, was) => now != was,
    };
    let own = |words: Option<&str>| words.map(str::to_owned);
    Some(match act {
        Act::Confirm(_) => (Status::Confirmed, own(was), is_new && now.is_some()),
        Act::Reject(_) if now == was => (Status::Rejected, None, false),
        Act::Reject(_) => (Status::Rejected, own(now), now.is_some()),
        Act::Set(_, value) => (Status::Confirmed, Some(value.clone()), is_new && now.is_some_and(|now| now != value)),
        _ => return None,
    })
}

fn put_cell(led: &Led<'_>, decided: &mut Decided, added: &Added) {
    let property = led.target.property;
    let Some(wanted) = &led.target.cell else { return };
    let Some(statement) = decided.anatomy.statements.get_mut(led.statement) else { return };
    let row = match led.slot {
        Slot::Row(row) => Some(row),
        _ => match added.get(&(led.statement, property, led.slot.clone())) {
            Some(Err(by)) => {
                decided.standings.insert(led.decision.id, Standing::Replaced(*by));
                return;
            }
            other => other.and_then(|row| row.ok()),
        },
    };
    let now = row.and_then(|row| cell(statement, property, row, &wanted.name));
    let (Some(row), Some(now)) = (row, now) else {
        let why = led.lost.unwrap_or(Why::NoValue);
        decided.standings.insert(led.decision.id, Standing::Unsettled { why, applies: false, now: None });
        return;
    };
    let Some((status, set, is_against)) = cell_effect(&led.decision.act, wanted.value.as_deref(), now.as_deref())
    else {
        return;
    };
    let mut unsettled = is_against.then_some(Why::Otherwise);
    let mut applies = !(is_against && status == Status::Rejected);
    if applies && set != now && write_cell(statement, property, row, &wanted.name, set.as_deref()).is_err() {
        (unsettled, applies) = (Some(Why::NotAValue), false);
    }
    if applies {
        let word = word(led.decision, status, now.clone(), unsettled.is_some());
        if let Some(said) = decided.said.get_mut(led.statement) {
            said.insert((property, row, Some(wanted.name.clone())), word);
        }
    }
    decided.standings.insert(led.decision.id, standing(unsettled, applies, now));
}

fn standing(unsettled: Option<Why>, applies: bool, now: Option<String>) -> Standing {
    unsettled.map_or(Standing::InForce, |why| Standing::Unsettled { why, applies, now })
}

pub(super) fn word(decision: &Decision, status: Status, proposed: Option<String>, unsettled: bool) -> Word {
    Word {
        status,
        decision: decision.id,
        author: decision.author.clone(),
        at: decision.at.clone(),
        reason: decision.reason.clone(),
        proposed,
        unsettled,
    }
}

/// What a value rests on first, as an anchor.
pub(super) fn anchor_in(place: &Place<'_>, statement: usize, property: Property, at: usize) -> Option<Anchor> {
    let read = place.anatomy.statements.get(statement)?;
    let span = evidence(read, property, at).first().copied()?;
    place.text.text.get(span.range()).filter(|words| !words.is_empty())?;
    Some(super::anchor::anchor_of(place.source, place.text, span))
}
