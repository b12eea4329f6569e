//! Which side the words come from.
//!
//! A side is the source where the other names it or its issuer as such, where the other alone marks the words as quoted, has
//! no more between the marks, and no third text can be meant, or where it was issued before the other can have been. Of a formula there is no source among
//! two, its history says more. Dates veto: what was surely issued later is no source.

use super::View;
use super::attribution::spaced;
use super::observe::Observed;
use broadside_model::{About, Direction, Passage, ReuseKind, Side, SourceReason};

/// Fewest letters of a name or title that is looked for in the words around a passage.
const NAME_LETTERS: usize = 4;
/// Fewest words of a title that is looked for.
const TITLE_WORDS: usize = 2;

/// The source of a link of this kind; `about` has what is known of its two texts.
pub(super) fn direction(view: &View<'_>, kind: ReuseKind, about: [&About; 2]) -> Option<Direction> {
    if matches!(kind, ReuseKind::Formula | ReuseKind::Furniture) {
        return None;
    }
    named(view, about).or_else(|| match kind {
        ReuseKind::Quotation => marked(view, about),
        _ => earlier(about),
    })
}

/// The side that surely is the earlier one.
fn first(about: [&About; 2]) -> Option<Side> {
    let before = |x: &About, y: &About| x.latest.zip(y.earliest).is_some_and(|(latest, earliest)| latest < earliest);
    if before(about[0], about[1]) { Some(Side::A) } else { before(about[1], about[0]).then_some(Side::B) }
}

fn earlier(about: [&About; 2]) -> Option<Direction> {
    first(about).map(|source| Direction { source, reason: SourceReason::Earlier, evidence: Vec::new() })
}

/// The side that the other names.
fn named(view: &View<'_>, about: [&About; 2]) -> Option<Direction> {
    let later = first(about).map(Side::other);
    let mut named = [Side::A, Side::B].into_iter().filter(|source| {
        let (of_source, of_other) = match source {
            Side::A => (about[0], about[1]),
            Side::B => (about[1], about[0]),
        };
        Some(*source) != later && names(observed(view, source.other()), of_source, of_other)
    });
    let source = named.next()?;
    if named.next().is_some() {
        return None;
    }
    let evidence = evidence(view, source.other());
    Some(Direction { source, reason: SourceReason::Named, evidence })
}

/// Whether the words around a passage name the other text, or an issuer of it that is not the passage's own.
fn names(passage: &Observed, source: &About, own: &About) -> bool {
    let part = passage.marked.is_some() && !passage.whole;
    if !passage.is_quoting() || part {
        return false;
    }
    let (of_source, of_passage) = (called(source), called(own));
    let of_own = |words: &String| of_passage.iter().any(|own| spaced(own).contains(words));
    let is_near = |name: &str| {
        let words = spaced(name);
        words.trim().chars().count() >= NAME_LETTERS && passage.around.contains(&words) && !of_own(&words)
    };
    let is_other = source.issuers.iter().any(|issuer| !own.issuers.contains(issuer));
    let issuer = is_other && of_source.iter().filter(|name| !of_passage.contains(name)).any(|name| is_near(name));
    let title = |title: &str| spaced(title).split_whitespace().count() >= TITLE_WORDS && is_near(title);
    issuer || source.title.as_deref().is_some_and(title)
}

/// What the issuers of a text are called.
fn called(about: &About) -> &[String] {
    if about.issuer_names.is_empty() { &about.issuers } else { &about.issuer_names }
}

/// The side that does not mark as quoted what the other does, where no third text has the words plainly.
fn marked(view: &View<'_>, about: [&About; 2]) -> Option<Direction> {
    let [a, b] = view.seen;
    let source = match (a.is_quoting(), b.is_quoting()) {
        (false, true) => Side::A,
        (true, false) => Side::B,
        _ => return None,
    };
    let quoting = observed(view, source.other());
    // Part of a longer quotation may come from a third text, which has the rest too; and so may what is a charter's.
    let alone = view.used.plain <= 1 && quoting.whole && !view.seen.iter().any(|side| side.work);
    let to_another = quoting.attributed.is_some();
    let possible = first(about) == Some(source);
    (alone && !to_another && possible).then(|| Direction {
        source,
        reason: SourceReason::Marked,
        evidence: evidence(view, source.other()),
    })
}

fn observed<'a>(view: &'a View<'_>, side: Side) -> &'a Observed {
    match side {
        Side::A => &view.seen[0],
        Side::B => &view.seen[1],
    }
}

fn evidence(view: &View<'_>, side: Side) -> Vec<Passage> {
    let text = view.link.passage(side).text;
    let seen = observed(view, side);
    [seen.attributed, seen.marked].into_iter().flatten().map(|span| Passage { text, span }).collect()
}
