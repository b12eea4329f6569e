//! `broadside reuse`: how much of an archive stands in it more than once, and what most of all.

use super::{limit, open};
use crate::args::Reuse as Args;
use crate::commands::print_json;
use crate::output::table::{Column, Table, one_line};
use crate::output::{Lines, counted, grouped, width};
use anyhow::Result;
use broadside_engine::run::reuse::Shared;
use broadside_engine::store::ReuseFamily;
use broadside_model::{ReuseKind, Span};
use broadside_room::reuse::Whole;
use broadside_room::texts::Statements;

/// Characters of a passage that are shown.
const SHOWN: usize = 300;

/// Runs the command.
pub fn run(args: &Args) -> Result<bool> {
    let shared = open(&args.archive.archive)?;
    if args.archive.json {
        print_whole(args, &shared)?
    } else {
        show(args, &shared)?
    }
    Ok(true)
}

/// The first passage of a family: the id of its statement, and where in its text.
fn first(
    shared: &Shared,
    statements: &mut Statements<'_>,
    family: &ReuseFamily,
) -> Result<Option<(String, Span, String)>> {
    let Some(passage) = shared.reuse.passages(family.number)?.first().copied() else { return Ok(None) };
    let Some(unit) = shared.reuse.unit(passage.text)? else { return Ok(None) };
    let Some(statement) = statements.get(unit.statement)? else { return Ok(None) };
    let span = Span { start: passage.span.start + statement.start, end: passage.span.end + statement.start };
    Ok(Some((statement.id.clone(), span, statement.text.get(span.range()).unwrap_or_default().to_owned())))
}

fn print_whole(args: &Args, shared: &Shared) -> Result<()> {
    let mut statements = Statements::new(&shared.catalogue)?;
    print_json(&Whole::read(&shared.reuse, &mut statements, &args.kind, limit(args))?.edge())
}

fn show(args: &Args, shared: &Shared) -> Result<()> {
    let mut out = Lines::new();
    let (units, links, families) = shared.reuse.counts()?;
    let families = if families == 1 { "1 family".to_owned() } else { format!("{} families", grouped(families)) };
    let units = counted(units, "statement");
    out.line(&format!("{units}: {} between passages, in {families} of the same words.", counted(links, "link")))?;
    if links > 0 {
        out.line("")?;
        kinds(shared, &mut out)?;
        most_used(args, shared, &mut out)?;
        most_reused(args, shared, &mut out)?;
        out.line("`broadside reuse ID` shows what a statement shares with which others.")?;
    }
    out.finish()
}

/// What a kind of reuse is.
fn meaning(kind: ReuseKind) -> &'static str {
    match kind {
        ReuseKind::Reprint => "the whole statement again",
        ReuseKind::Version => "the same statement, changed",
        ReuseKind::Quotation => "marked or attributed as another's words",
        ReuseKind::Formula => "a stock phrase of many",
        ReuseKind::Borrowing => "words of another, not marked as such",
        ReuseKind::Furniture => "what a page or site carries on every copy",
    }
}

fn print(table: &Table, out: &mut Lines) -> Result<()> {
    for line in table.lines(width(), true, 0) {
        out.line(&line)?;
    }
    out.line("")
}

fn kinds(shared: &Shared, out: &mut Lines) -> Result<()> {
    let mut table = Table::new(&[Column::fixed("KIND"), Column::number("FAMILIES"), Column::cut("THAT IS", 10)]);
    for (kind, count) in shared.reuse.kinds()? {
        table.push([kind.name(), &grouped(count), meaning(kind)]);
    }
    print(&table, out)
}

fn most_used(args: &Args, shared: &Shared, out: &mut Lines) -> Result<()> {
    let families = shared.reuse.families(&args.kind, limit(args))?;
    if families.is_empty() {
        out.line("Nothing is of the kinds asked for.")?;
        return out.line("");
    }
    let mut statements = Statements::new(&shared.catalogue)?;
    let mut table = Table::new(&[
        Column::number("STATEMENTS"),
        Column::fixed("KIND"),
        Column::number("LETTERS"),
        Column::fixed("YEARS"),
        Column::fixed("FIRST ID"),
        Column::cut("WORDS", 20),
    ]);
    for family in families {
        let Some((id, _, words)) = first(shared, &mut statements, &family)? else { continue };
        let words: String = words.chars().take(SHOWN).collect();
        table.push([
            family.units.to_string().as_str(),
            family.kind.name(),
            &family.letters.to_string(),
            &years(&family),
            &id,
            &one_line(&words),
        ]);
    }
    out.line("Most widely used")?;
    print(&table, out)
}

/// The years from the first use to the last.
fn years(family: &ReuseFamily) -> String {
    let year =
        |day: &Option<String>| day.as_ref().and_then(|day| Some(day.get(..day.len().checked_sub(6)?)?.to_owned()));
    match (year(&family.first), year(&family.last)) {
        (Some(first), Some(last)) if first == last => first,
        (Some(first), Some(last)) => format!("{first}–{last}"),
        (first, last) => first.or(last).unwrap_or_default(),
    }
}

fn most_reused(args: &Args, shared: &Shared, out: &mut Lines) -> Result<()> {
    let most = shared.reuse.most_reused(limit(args))?;
    if most.is_empty() {
        return Ok(());
    }
    let mut statements = Statements::new(&shared.catalogue)?;
    let mut table =
        Table::new(&[Column::number("OTHERS"), Column::fixed("ID"), Column::cut("DATE", 10), Column::cut("TITLE", 20)]);
    for (unit, others) in most {
        let Some(unit) = shared.reuse.unit(unit)? else { continue };
        let Some(statement) = statements.get(unit.statement)? else { continue };
        let date = statement.date().map_or("", |date| date.as_str());
        table.push([others.to_string().as_str(), &statement.id, date, &statement.caption().shown()]);
    }
    out.line("Sharing with most others, stock phrases and furniture apart")?;
    print(&table, out)
}
