//! `broadside reuse ID`: what a statement shares with which others, side by side.

use super::{limit, open};
use crate::args::Reuse as Args;
use crate::commands::statements_of;
use crate::json::Points;
use crate::json::reuse::{Side as Edge, shared as edge};
use crate::output::sides::{self, Marks};
use crate::output::{self, Lines, counted, grouped};
use anyhow::Result;
use broadside_engine::run::reuse::Shared;
use broadside_engine::store::ReuseLink;
use broadside_model::{KindReason, Link, Match, Side, SourceReason, Span, StatementId};
use broadside_room::texts::{Statement, Statements};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ffi::OsStr;

/// Lines of a passage that are shown.
const LINES: usize = 8;

/// Runs the command.
pub fn run(args: &Args, id: &OsStr) -> Result<bool> {
    let shared = open(&args.archive.archive)?;
    let (summary, _, numbers) = statements_of(&shared.catalogue, id)?;
    let mut statements = Statements::new(&shared.catalogue)?;
    let mut out = Lines::new();
    let mut any = false;
    for number in numbers {
        let statement = StatementId { source: summary.id, number };
        any |= show(args, &shared, &mut statements, statement, &mut out)?;
    }
    out.finish()?;
    if !any {
        let of = if args.kind.is_empty() { "" } else { " of this kind" };
        output::complain(&format!("Nothing{of} is shared with other statements."));
    }
    Ok(any || args.kind.is_empty())
}

/// The links with one other statement, the longest first.
struct With {
    other: u32,
    links: Vec<(Side, ReuseLink)>,
}

/// What a statement shares, by the other statement, those that it shares most with first.
fn with(args: &Args, shared: &Shared, unit: u32) -> Result<Vec<With>> {
    let mut by_other: BTreeMap<u32, Vec<(Side, ReuseLink)>> = BTreeMap::new();
    for row in shared.reuse.links_of(unit)? {
        if !args.kind.is_empty() && !args.kind.contains(&row.typed.kind) {
            continue;
        }
        let side = if row.link.a == unit { Side::A } else { Side::B };
        by_other.entry(row.link.passage(side.other()).text).or_default().push((side, row));
    }
    let mut all: Vec<With> = by_other.into_iter().map(|(other, links)| With { other, links }).collect();
    let letters = |with: &With| with.links.iter().map(|(_, row)| u64::from(row.link.equal)).sum::<u64>();
    all.sort_by_key(|with| (Reverse(letters(with)), with.other));
    all.iter_mut().for_each(once);
    Ok(all)
}

/// Leaves one link for each place, the longest, and puts them in order. Where words are repeated, a passage may be aligned
/// with itself moved on by one repetition too.
fn once(with: &mut With) {
    with.links.sort_by_key(|(_, row)| (Reverse(row.link.equal), row.link.a_span, row.link.b_span));
    let mut kept: Vec<(Side, ReuseLink)> = Vec::with_capacity(with.links.len());
    for (side, row) in with.links.drain(..) {
        let is_same = |known: &(Side, ReuseLink)| {
            mostly(known.1.link.a_span, row.link.a_span) && mostly(known.1.link.b_span, row.link.b_span)
        };
        if !kept.iter().any(is_same) {
            kept.push((side, row));
        }
    }
    kept.sort_by_key(|(side, row)| row.link.passage(*side));
    with.links = kept;
}

/// Whether two ranges have a third of the shorter one in common.
fn mostly(a: Span, b: Span) -> bool {
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize;
    common * 3 > a.len().min(b.len())
}

fn show(
    args: &Args,
    shared: &Shared,
    statements: &mut Statements<'_>,
    id: StatementId,
    out: &mut Lines,
) -> Result<bool> {
    let Some(unit) = shared.reuse.number(id)? else { return Ok(false) };
    let all = with(args, shared, unit)?;
    let Some(here) = statements.get(id)? else { return Ok(false) };
    if all.is_empty() {
        return Ok(false);
    }
    let (bold, plain) = if output::wants_colour() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    if !args.archive.json {
        let passages = all.iter().map(|with| with.links.len() as u64).sum();
        let others = counted(all.len() as u64, "statement");
        out.line(&format!("{bold}{}{plain}", output::inert(&here.heading())))?;
        out.line(&format!("{} shared with {others}.", counted(passages, "passage")))?;
    }
    let points = Points::new(&here.text);
    let mut left = limit(args);
    for with in &all {
        let Some(other) = shared.reuse.unit(with.other)? else { continue };
        let Some(there) = statements.get(other.statement)? else { continue };
        if left == 0 {
            break;
        }
        if args.archive.json {
            let its = Points::new(&there.text);
            let (own, side) = (
                Edge { id: &here.id, ground: here.ground(&points) },
                Edge { id: &there.id, ground: there.ground(&its) },
            );
            for (of, row) in with.links.iter().take(left) {
                out.json(&edge(row, *of, &own, &side, there.edge()))?;
            }
        } else {
            out.line("")?;
            out.line(&format!("{bold}{}{plain}", output::inert(&there.heading())))?;
            for (side, row) in with.links.iter().take(left) {
                aligned(args, &here, &there, *side, row, out)?;
            }
        }
        left = left.saturating_sub(with.links.len());
    }
    if left == 0 && !args.archive.json {
        out.line("")?;
        out.line("There may be more: --limit 0 shows all.")?;
    }
    Ok(true)
}

/// A link with its left side that of the statement asked for.
fn turned(link: &Link, side: Side) -> Link {
    match side {
        Side::A => link.clone(),
        Side::B => Link {
            a: link.b,
            b: link.a,
            a_span: link.b_span,
            b_span: link.a_span,
            matches: link.matches.iter().map(|block| Match { a: block.b, b: block.a }).collect(),
            ..*link
        },
    }
}

fn aligned(
    args: &Args,
    here: &Statement,
    there: &Statement,
    side: Side,
    row: &ReuseLink,
    out: &mut Lines,
) -> Result<()> {
    out.line(&format!("  {}", describe(here, there, side, row)))?;
    let width = output::width().map(|width| width.saturating_sub(2));
    let marks = if output::wants_colour() { Marks::Colour } else { Marks::Brackets };
    let lines = sides::lines(&turned(&row.link, side), here.words(), there.words(), width, marks);
    let most = if args.full { usize::MAX } else { LINES };
    for line in lines.iter().take(most) {
        out.line(&format!("  {line}"))?;
    }
    if lines.len() > most {
        out.line(&format!("  … {} more: --full", counted((lines.len() - most) as u64, "line")))?;
    }
    Ok(())
}

/// What kind of reuse a link is, how alike the passages are, and where the words come from.
fn describe(here: &Statement, there: &Statement, side: Side, row: &ReuseLink) -> String {
    let typed = &row.typed;
    let alike = format!("{:.0}% alike", (row.link.likeness() * 100.0).floor());
    let letters = format!("{} letters", grouped(u64::from(row.link.equal)));
    let mut line = format!("{} ({}), {letters}, {alike}", typed.kind.name(), why(typed.reason));
    if let Some(direction) = &typed.direction {
        let source = if direction.source == side { here } else { there };
        line += &format!("; from {}: {}", source.id, because(direction.reason));
    }
    line
}

/// Why a link is of its kind.
fn why(reason: KindReason) -> &'static str {
    match reason {
        KindReason::WholeOfBoth => "nearly all of both",
        KindReason::WholeOfOne => "nearly all of one",
        KindReason::MostOfBoth => "most of both",
        KindReason::Marked => "in quotation marks",
        KindReason::Attributed => "attributed",
        KindReason::QuotedElsewhere => "others quote it",
        KindReason::Place => "a greeting, farewell or call",
        KindReason::Frequent => "many use it",
        KindReason::Name => "mostly a name",
        KindReason::Short => "a turn of phrase",
        KindReason::Courtesy => "words of courtesy",
        KindReason::Routine => "words of office",
        KindReason::Form => "a form, filled in otherwise",
        KindReason::SamePlace => "at the same place of many",
        KindReason::PartOfPage => "part of the page",
        KindReason::Unmarked => "not marked as another's",
    }
}

/// Why words come from a side.
fn because(reason: SourceReason) -> &'static str {
    match reason {
        SourceReason::Earlier => "it is earlier",
        SourceReason::Marked => "the other marks it as quoted",
        SourceReason::Named => "the other names it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::{ReuseKind, Typed};

    #[test]
    fn a_passage_is_listed_once_for_each_place() {
        let row = |a: (usize, usize), b: (usize, usize), equal| {
            let (a_span, b_span) = (Span::new(a.0, a.1), Span::new(b.0, b.1));
            let link = Link { a: 0, b: 1, a_span, b_span, equal, columns: equal, matches: Vec::new() };
            let (kind, reason) = (ReuseKind::Borrowing, KindReason::Unmarked);
            (
                Side::A,
                ReuseLink { link, typed: Typed { kind, reason, evidence: Vec::new(), direction: None }, family: 0 },
            )
        };
        let links = vec![row((40, 120), (0, 80), 60), row((0, 120), (0, 120), 100), row((0, 90), (400, 490), 80)];
        let mut with = With { other: 1, links };
        once(&mut with);
        let left: Vec<u32> = with.links.iter().map(|(_, row)| row.link.equal).collect();
        assert_eq!(left, [80, 100]);
    }
}
