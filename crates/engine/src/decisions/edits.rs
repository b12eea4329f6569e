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
pub fn plan(source: SourceId, raw: &str, decisions: &[&Decision]) -> EditPlan {
    let mut plan = EditPlan::default();
    let mut ground: Option<Ground<'_>> = None;
    let mut latest: BTreeMap<(Span, String), DecisionId> = BTreeMap::new();
    let mut kept: BTreeSet<Span> = BTreeSet::new();
    // The last of those about one place counts.
    for decision in decisions.iter().rev() {
        let Some((target, anchor)) = edit_of(decision) else { continue };
        let at = match place(anchor, source, raw, &mut ground) {
            Ok(at) => at,
            Err(why) => {
                plan.found.push((decision.id, Err(why)));
                continue;
            }
        };
        let proposed = target.value.clone().unwrap_or_default();
        if let Some(by) = latest.get(&(at, proposed.clone())) {
            plan.replaced.push((decision.id, *by));
            continue;
        }
        latest.insert((at, proposed.clone()), decision.id);
        let amended = match &decision.act {
            Act::Reject(_) => Amended { raw: at, kept: None, off: Some(proposed) },
            Act::Set(_, value) => Amended { raw: at, kept: Some(value.clone()), off: Some(proposed) },
            _ => Amended { raw: at, kept: Some(proposed), off: None },
        };
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
        plan.amended.push(amended.clone());
        plan.found.push((decision.id, Ok(amended)));
    }
    plan.amended.sort_by_key(|amended| (amended.raw, amended.kept.clone(), amended.off.clone()));
    plan
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
