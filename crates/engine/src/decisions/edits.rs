//! The repairs that people turned off, kept, or worded otherwise.
//!
//! An edit is named by the raw characters it changes, where they stand, and what it makes of them. A rejected edit is
//! turned off when the source is repaired again; one that was confirmed is made even where no rule proposes it any
//! more, and one that was set makes of the raw characters what the person says.

use super::anchor::{Anchored, around, holds, search};
use super::ground::Ground;
use super::overlay::{Decided, Place, Standing, target_of, word};
use super::statement::Why;
use broadside_model::{Act, Anchor, Decision, DecisionId, Edit, Property, SourceId, Span, Status, Target, Text};
use std::collections::{BTreeMap, BTreeSet};

/// A repair as people want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// Bytes of the raw text.
    pub raw: Span,
    /// What is to stand there instead; `None` where an edit is only turned off.
    pub kept: Option<String>,
    /// What no rule may make of it.
    pub off: Option<String>,
}

/// What repair is to do otherwise in a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditPlan {
    /// In order of place.
    pub amended: Vec<Amended>,
    /// The decisions that count, and their place; those for which none was found.
    found: Vec<(DecisionId, Result<Amended, Why>)>,
    replaced: Vec<(DecisionId, DecisionId)>,
}

/// What is to be done in the raw text of a source after the standing `decisions`, which are in order of time.
///
/// What a person sets is an edit that can be decided on in turn. Decisions about one place that follow from one another
/// so are about one edit: the last of them counts, and nothing that the others are about is made there.
pub fn plan(source: SourceId, raw: &str, decisions: &[&Decision]) -> EditPlan {
    let mut plan = EditPlan::default();
    let mut ground: Option<Ground<'_>> = None;
    let mut placed: Vec<Placed<'_>> = Vec::new();
    let mut edits = Edits::default();
    for decision in decisions {
        let Some((target, anchor)) = edit_of(decision) else { continue };
        match place(anchor, source, raw, &mut ground) {
            Ok(at) => {
                let edit = edits.take(at, target, &decision.act);
                placed.push(Placed { decision, target, at, edit });
            }
            Err(why) => plan.found.push((decision.id, Err(why))),
        }
    }
    let mut latest: BTreeMap<usize, DecisionId> = BTreeMap::new();
    let mut kept: BTreeSet<Span> = BTreeSet::new();
    for Placed { decision, target, at, edit } in placed.into_iter().rev() {
        let edit = edits.root(edit);
        if let Some(by) = latest.get(&edit) {
            plan.replaced.push((decision.id, *by));
            continue;
        }
        latest.insert(edit, decision.id);
        let amended = amended(&decision.act, at, target.value.clone().unwrap_or_default());
        if amended.kept.is_some() {
            // Those that are kept do not overlap, so only the nearest can.
            let before = kept.range(..=at).rev().take(2);
            let behind = kept.range(at..).take(2);
            if before.chain(behind).any(|other| other.overlaps(at) || *other == at) {
                plan.found.push((decision.id, Err(Why::NoEdit)));
                continue;
            }
            kept.insert(at);
        }
        let others = edits.values(edit).iter().map(|value| Some(value.clone()));
        let others = others.filter(|value| *value != amended.kept && *value != amended.off);
        plan.amended.extend(others.map(|off| Amended { raw: at, kept: None, off }));
        plan.amended.push(amended.clone());
        plan.found.push((decision.id, Ok(amended)));
    }
    plan.amended.sort_by_key(|amended| (amended.raw, amended.kept.clone(), amended.off.clone()));
    plan
}

/// A decision whose place is found, and the edit it is about.
struct Placed<'a> {
    decision: &'a Decision,
    target: &'a Target,
    at: Span,
    edit: usize,
}

/// What a decision makes of an edit that puts `proposed` at a place.
fn amended(act: &Act, raw: Span, proposed: String) -> Amended {
    match act {
        Act::Reject(_) => Amended { raw, kept: None, off: Some(proposed) },
        Act::Set(_, value) => Amended { raw, kept: Some(value.clone()), off: Some(proposed) },
        _ => Amended { raw, kept: Some(proposed), off: None },
    }
}

/// The edits that decisions are about, each with all that it was to put in its place.
#[derive(Default)]
struct Edits {
    by_value: BTreeMap<(Span, String), usize>,
    /// The edit that an edit turned out to be; itself where it is its own.
    same_as: Vec<usize>,
    values: Vec<BTreeSet<String>>,
}

impl Edits {
    /// The edit that a decision is about; what it sets is one with it.
    fn take(&mut self, at: Span, target: &Target, act: &Act) -> usize {
        let edit = self.of(at, target.value.clone().unwrap_or_default());
        match act {
            Act::Set(_, value) => {
                let set = self.of(at, value.clone());
                self.join(edit, set)
            }
            _ => edit,
        }
    }

    fn of(&mut self, at: Span, value: String) -> usize {
        let next = self.same_as.len();
        let edit = *self.by_value.entry((at, value.clone())).or_insert(next);
        if edit == next {
            self.same_as.push(next);
            self.values.push(BTreeSet::from([value]));
        }
        self.root(edit)
    }

    fn root(&self, mut edit: usize) -> usize {
        while let Some(other) = self.same_as.get(edit).filter(|other| **other != edit) {
            edit = *other;
        }
        edit
    }

    /// Makes two edits one. That with fewer values goes into the other, so a way to the root stays short.
    fn join(&mut self, a: usize, b: usize) -> usize {
        if a == b {
            return a;
        }
        let (into, gone) = if self.values(a).len() < self.values(b).len() { (b, a) } else { (a, b) };
        let values = self.values.get_mut(gone).map(std::mem::take).unwrap_or_default();
        if let (Some(all), Some(same_as)) = (self.values.get_mut(into), self.same_as.get_mut(gone)) {
            all.extend(values);
            *same_as = into;
        }
        into
    }

    fn values(&self, edit: usize) -> &BTreeSet<String> {
        const NONE: &BTreeSet<String> = &BTreeSet::new();
        self.values.get(edit).unwrap_or(NONE)
    }
}

/// The target of a decision about an edit.
fn edit_of(decision: &Decision) -> Option<(&Target, &Anchor)> {
    let target = target_of(&decision.act).filter(|target| target.property == Property::Edit)?;
    Some((target, target.anchor.as_ref()?))
}

/// What it takes to find an edit again.
pub(super) fn anchor_of_edit(source: SourceId, raw: &str, edit: &Edit) -> Anchor {
    let (prefix, suffix) = around(raw, edit.raw);
    Anchor { source, text: edit.text, raw: edit.raw, quote: edit.before.clone(), prefix, suffix }
}

/// Where the raw characters of an edit stand.
fn place<'a>(anchor: &Anchor, source: SourceId, raw: &'a str, ground: &mut Option<Ground<'a>>) -> Result<Span, Why> {
    let here = raw.get(anchor.raw.range()) == Some(anchor.quote.as_str());
    if here && anchor.source == source && around(raw, anchor.raw) == (anchor.prefix.clone(), anchor.suffix.clone()) {
        return Ok(anchor.raw);
    }
    if anchor.quote.is_empty() {
        return between(anchor, raw);
    }
    if holds(anchor, raw, anchor.raw) {
        return Ok(anchor.raw);
    }
    // The words of an edit may be a blank or a line end, which stand everywhere: with what is around them they do not.
    let whole = format!("{}{}{}", anchor.prefix, anchor.quote, anchor.suffix);
    let mut found = raw.match_indices(&whole);
    if let (Some((at, _)), None) = (found.next(), found.next()) {
        let start = at + anchor.prefix.len();
        return Ok(Span::new(start, start + anchor.quote.len()));
    }
    match search(anchor, ground.get_or_insert_with(|| Ground::new(raw))) {
        Anchored::At(span) if raw.get(span.range()) == Some(anchor.quote.as_str()) => Ok(span),
        Anchored::Ambiguous => Err(Why::Ambiguous),
        _ => Err(Why::NoWords),
    }
}

/// The place of an edit that puts in what stood nowhere: between the words around it.
fn between(anchor: &Anchor, raw: &str) -> Result<Span, Why> {
    let whole = format!("{}{}", anchor.prefix, anchor.suffix);
    let mut found = raw.match_indices(&whole).map(|(at, _)| at + anchor.prefix.len());
    match (found.next(), found.next()) {
        (Some(at), None) if !whole.is_empty() => Ok(Span::new(at, at)),
        (Some(_), Some(_)) => Err(Why::Ambiguous),
        _ => Err(Why::NoWords),
    }
}

/// Says what became of decisions about edits in a text that was repaired after them.
pub(super) fn judge(place: &Place<'_>, decisions: &[&Decision], decided: &mut Decided) {
    if !decisions.iter().any(|decision| edit_of(decision).is_some()) {
        return;
    }
    let raw = place.text.undo_all();
    let plan = plan(place.source, &raw, decisions);
    for (id, by) in plan.replaced {
        decided.standings.insert(id, Standing::Replaced(by));
    }
    for (id, found) in plan.found {
        let standing = match found {
            Ok(amended) => {
                let standing = standing(&amended, place.text);
                if let Some(decision) = decisions.iter().find(|decision| decision.id == id) {
                    let status = if amended.kept.is_some() { Status::Confirmed } else { Status::Rejected };
                    let word = word(decision, status, amended.off.clone(), standing != Standing::InForce);
                    decided.edits.push((amended, word));
                }
                standing
            }
            Err(why) => Standing::Unsettled { why, applies: false, now: None },
        };
        decided.standings.insert(id, standing);
    }
    for decision in decisions {
        let Some((_, anchor)) = edit_of(decision) else { continue };
        let at = place.text.from_raw(anchor.raw.start);
        let statements = &place.anatomy.statements;
        if let Some(about) = statements.iter().position(|statement| statement.span.contains(at)) {
            decided.about.insert(decision.id, about);
        }
    }
}

fn standing(amended: &Amended, text: &Text) -> Standing {
    let at = text.edits.partition_point(|edit| edit.raw.end < amended.raw.start);
    let near = text.edits[at..].iter().take_while(|edit| edit.raw.start <= amended.raw.end);
    let touching: Vec<&Edit> = near.filter(|edit| edit.raw == amended.raw || edit.raw.overlaps(amended.raw)).collect();
    let unsettled = |why, applies, now: Option<&&Edit>| Standing::Unsettled {
        why,
        applies,
        now: now.map(|edit| format!("«{}» → «{}»", edit.before, edit.after)),
    };
    match &amended.kept {
        Some(kept) => {
            let made = touching.iter().any(|edit| edit.raw == amended.raw && edit.after == *kept);
            let as_it_is = touching.is_empty() && text.undo_all().get(amended.raw.range()) == Some(kept.as_str());
            if made || as_it_is { Standing::InForce } else { unsettled(Why::NoEdit, false, touching.first()) }
        }
        None if touching.is_empty() => Standing::InForce,
        None => unsettled(Why::Otherwise, true, touching.first()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::decided;
    use broadside_model::StatementRef;

    const SOURCE: SourceId = SourceId([1; 32]);
    const RAW: &str = "The 1amp at Gate 3 is dark.";

    fn of(value: &str) -> Target {
        let raw = Span::new(4, 8);
        let (prefix, suffix) = around(RAW, raw);
        let anchor = Anchor { source: SOURCE, text: raw, raw, quote: "1amp".into(), prefix, suffix };
        let statement = StatementRef { source: SOURCE, number: 1, path: None, opening: String::new() };
        Target { statement, property: Property::Edit, cell: None, value: Some(value.into()), anchor: Some(anchor) }
    }

    /// What is kept, what is turned off, and what became of each act.
    fn planned(acts: Vec<Act>) -> (Vec<String>, Vec<String>, Vec<&'static str>) {
        let at = |second: usize| format!("2031-01-01T00:00:{second:02}.000000Z");
        let made = acts.into_iter().enumerate().map(|(second, act)| decided(at(second), "Ana".into(), None, act));
        let made: Vec<Decision> = made.collect();
        let plan = plan(SOURCE, RAW, &made.iter().collect::<Vec<_>>());
        let kept = plan.amended.iter().filter_map(|amended| amended.kept.clone()).collect();
        let mut off: Vec<String> = plan.amended.iter().filter_map(|amended| amended.off.clone()).collect();
        off.sort_unstable();
        let became = made.iter().map(|decision| {
            let is = |id: &DecisionId| *id == decision.id;
            match plan.found.iter().find(|(id, _)| is(id)) {
                Some((_, Ok(_))) => "found",
                Some((_, Err(_))) => "unsettled",
                None if plan.replaced.iter().any(|(id, _)| is(id)) => "replaced",
                None => "lost",
            }
        });
        (kept, off, became.collect())
    }

    fn own(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn what_a_person_set_is_an_edit_that_can_be_decided_on() {
        let set = || Act::Set(of("lamp"), "larnp".into());
        assert_eq!(planned(vec![set()]), (own(&["larnp"]), own(&["lamp"]), vec!["found"]));
        let rejected = planned(vec![set(), Act::Reject(of("larnp"))]);
        assert_eq!(rejected, (own(&[]), own(&["lamp", "larnp"]), vec!["replaced", "found"]));
        let confirmed = planned(vec![set(), Act::Confirm(of("larnp"))]);
        assert_eq!(confirmed, (own(&["larnp"]), own(&["lamp"]), vec!["replaced", "found"]));
        let again = planned(vec![set(), Act::Set(of("larnp"), "Lamp".into())]);
        assert_eq!(again, (own(&["Lamp"]), own(&["lamp", "larnp"]), vec!["replaced", "found"]));
        let back = planned(vec![set(), Act::Reject(of("larnp")), set()]);
        assert_eq!(back, (own(&["larnp"]), own(&["lamp"]), vec!["replaced", "replaced", "found"]));
    }

    #[test]
    fn edits_that_do_not_follow_from_one_another_are_decided_on_each_for_itself() {
        let two = planned(vec![Act::Reject(of("lamp")), Act::Reject(of("ramp"))]);
        assert_eq!(two, (own(&[]), own(&["lamp", "ramp"]), vec!["found", "found"]));
        let kept = planned(vec![Act::Reject(of("lamp")), Act::Confirm(of("ramp"))]);
        assert_eq!(kept, (own(&["ramp"]), own(&["lamp"]), vec!["found", "found"]));
    }
}
