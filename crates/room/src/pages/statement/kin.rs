//! Witnesses and versions of a statement, and where its sentences come from and went to.
//!
//! Shows what is known of reuse; never works it out.

use super::card::{address, range};
use super::{View, its, terms};
use crate::answer::Trouble;
use crate::json::numbered_id;
use crate::plain::{name, one_line};
use crate::ui::bare;
use crate::words::statement as words;
use broadside_engine::store::{Reuse, ReuseLink};
use broadside_model::{ReuseKind, Side, Span, StatementId};
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Other statements that are listed.
const MOST: usize = 30;
/// Passages that are listed of each.
const PASSAGES: usize = 3;
/// Characters shown of a passage.
const QUOTE: usize = 160;

/// What a statement shares with another.
struct With {
    other: StatementId,
    links: Vec<(Side, ReuseLink)>,
}

impl With {
    fn equal(&self) -> u64 {
        self.links.iter().map(|(_, row)| u64::from(row.link.equal)).sum()
    }

    fn is_version(&self) -> bool {
        self.links.iter().any(|(_, row)| matches!(row.typed.kind, ReuseKind::Reprint | ReuseKind::Version))
    }
}

fn own(view: &View<'_>) -> StatementId {
    StatementId { source: view.opened.whole.summary.id, number: view.opened.whole.number }
}

/// What is known of reuse, if it is known: the links by the other statement, those that share most first.
fn known(view: &View<'_>, reuse: &Reuse) -> Result<Vec<With>, Trouble> {
    let Some(unit) = reuse.number(own(view))? else { return Ok(Vec::new()) };
    let mut by_other: BTreeMap<u32, Vec<(Side, ReuseLink)>> = BTreeMap::new();
    for row in reuse.links_of(unit)? {
        let side = if row.link.a == unit { Side::A } else { Side::B };
        by_other.entry(row.link.passage(side.other()).text).or_default().push((side, row));
    }
    let mut all = Vec::new();
    for (other, links) in by_other {
        if let Some(other) = reuse.unit(other)? {
            all.push(With { other: other.statement, links });
        }
    }
    all.sort_by_key(|with| (Reverse(with.equal()), with.other));
    all.iter_mut().for_each(|with| with.links.sort_by_key(|(_, row)| Reverse(row.link.equal)));
    Ok(all)
}

/// Witnesses, versions and reuse.
pub fn relatives(view: &View<'_>) -> Result<Markup, Trouble> {
    let ask = view.ask;
    let reuse = Reuse::open(view.desk.room.layout());
    let all = reuse.as_ref().map_or_else(|| Ok(Vec::new()), |reuse| known(view, reuse))?;
    let (versions, others): (Vec<&With>, Vec<&With>) = all.iter().partition(|with| with.is_version());
    let batch = format!("batch {},", view.desk.catalogue()?.last_batch()?);
    let is_stale = reuse.as_ref().is_some_and(|reuse| reuse.made().is_ok_and(|(_, of, _)| !of.contains(&batch)));
    Ok(html! {
        @if !view.opened.others.is_empty() || !versions.is_empty() {
            section #versions aria-labelledby="versions-title" {
                h2 #versions-title { (ask.say(words::VERSIONS)) }
                ul.plain {
                    @for (number, other) in &view.opened.others {
                        @let id = numbered_id(other.id, *number);
                        li { span.chip.good { (ask.say(words::SAME_AS)) } " " (heading(view, StatementId { source: other.id, number: *number }))
                            " " span.faint { @for path in other.paths.iter().take(1) { bdi dir="ltr" { (name(path)) } } }
                            " " (compare(view, &id)) }
                    }
                    @for with in versions.iter().take(MOST) { li { (shared(view, with)) " " (compare(view, &with.other.to_id())) } }
                }
            }
        }
        section #reuse aria-labelledby="reuse-title" {
            h2 #reuse-title { (ask.say(words::REUSE)) }
            @if reuse.is_none() { p.faint { (ask.say(words::REUSE_UNKNOWN)) " " a href="/reuse" { (ask.say(words::TO_REUSE)) } } }
            @if is_stale { p.notice { (ask.say(words::REUSE_STALE)) " " a href="/reuse" { (ask.say(words::TO_FRESH)) } } }
            @if reuse.is_some() && others.is_empty() { p { (ask.say(words::REUSE_NONE)) } }
            ul.plain { @for with in others.iter().take(MOST) { li { (shared(view, with)) } } }
            @if others.len() > MOST { p.faint { (ask.fill(words::AND_MORE, &[("n", &ask.number((others.len() - MOST) as u64))])) } }
        }
    })
}

trait Named {
    /// What it is called.
    fn to_id(&self) -> String;
}

impl Named for StatementId {
    fn to_id(&self) -> String {
        numbered_id(self.source, self.number)
    }
}

fn compare(view: &View<'_>, other: &str) -> Markup {
    html! { a href={ "/statements/" (view.id) "/compare?with=" (other) } { (view.ask.say(words::COMPARE)) } }
}

/// A statement by its date and title.
pub fn heading(view: &View<'_>, id: StatementId) -> Markup {
    let held = view.desk.now.holdings.get(id);
    html! {
        @if let Some(date) = held.and_then(|held| held.date.as_ref()) { span.date { (date.as_str()) } " " }
        a href={ "/statements/" (id.to_id()) } {
            @match held { Some(held) => (bare(&one_line(held.caption()))), None => (id.to_id()) }
        }
    }
}

/// What is shared with another statement, and which of the two had it first.
fn shared(view: &View<'_>, with: &With) -> Markup {
    let ask = view.ask;
    let start = view.opened.whole.statement().span.start;
    let text = &view.opened.stored.text.text;
    html! {
        (heading(view, with.other))
        ul.passages {
            @for (side, row) in with.links.iter().take(PASSAGES) {
                @let own = row.link.passage(*side).span;
                @let span = Span { start: own.start + start, end: own.end + start };
                li {
                    a.chip href={ "/reuse/" (row.family) } { (ask.say(terms::reuse(row.typed.kind))) } " "
                    @if let Some(direction) = &row.typed.direction {
                        @if direction.source == *side { (ask.say(words::WENT_TO)) } @else { (ask.say(words::CAME_FROM)) }
                        " " span.faint { "(" (ask.say(terms::source_reason(direction.reason))) ") " }
                    }
                    a.ev.quote href=(address(view.points(), span)) data-at=(range(view.points(), span)) {
                        (its(view, &cut(text.get(span.range()).unwrap_or_default())))
                    }
                    " " span.faint { (ask.fill(words::ALIKE, &[("n", &format!("{:.0}", (row.link.likeness() * 100.0).floor()))])) }
                }
            }
            @if with.links.len() > PASSAGES { li.faint { (ask.fill(words::AND_MORE, &[("n", &ask.number((with.links.len() - PASSAGES) as u64))])) } }
        }
    }
}

fn cut(text: &str) -> String {
    let short: String = text.chars().take(QUOTE).collect();
    if short.len() < text.len() { short + "…" } else { short }
}
