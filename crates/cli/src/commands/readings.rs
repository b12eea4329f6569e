//! What `signatories`, `claims` and `timeline` go through: statements with their texts, one or all, in order of date.

use super::statements_of;
use crate::output::table::cut;
use crate::output::{self, Lines, counted};
use crate::statements::{Caption, listed, sort_by_date};
use anyhow::Result;
use broadside_engine::run::decided::Decisions;
use broadside_engine::store::{Catalogue, StatementRow};
use broadside_model::Kind;
use broadside_room::readings::{Reading, Source};
use std::ffi::OsStr;

/// Calls `read` with the statements that `name` means, or with all those of which `wanted` says that they are worth
/// reading, in order of date.
pub fn each(
    catalogue: &Catalogue,
    name: Option<&OsStr>,
    wanted: impl Fn(&StatementRow) -> bool,
    mut read: impl FnMut(&Reading<'_>, &Caption<'_>) -> Result<()>,
) -> Result<()> {
    if let Some(name) = name {
        let (summary, anatomy, numbers) = statements_of(catalogue, name)?;
        let text = catalogue.text(summary.id)?.unwrap_or_default();
        let source = Source::new(summary.id, anatomy.unwrap_or_default(), text);
        for number in numbers {
            let Some(reading) = source.reading(number) else { continue };
            let title = reading.statement.title.as_ref().map(|title| title.value.as_str());
            read(&reading, &Caption::new(title, &summary, number))?;
        }
        return Ok(());
    }
    let mut all = listed(catalogue)?;
    let unread = all.iter().filter(|listed| listed.summary.anatomy_by.is_empty()).count() as u64;
    if unread > 0 {
        let files = counted(unread, "file");
        output::complain(&format!(
            "{files} read by an older program, and left out: `broadside reread` reads what they say."
        ));
    }
    all.retain(|statement| statement.row.as_ref().is_some_and(&wanted));
    sort_by_date(&mut all);
    // Statements of one file often have one date, and then come one after the other.
    let decisions = Decisions::open(catalogue)?;
    let mut last: Option<Source> = None;
    for listed in &all {
        let id = listed.summary.id;
        if last.as_ref().is_none_or(|source| source.id() != id) {
            last = Some(Source::read(catalogue, &decisions, id)?);
        }
        if let Some(reading) = last.as_ref().and_then(|source| source.reading(listed.number())) {
            read(&reading, &listed.caption())?;
        }
    }
    Ok(())
}

/// A line that says which statement the rows below it are of.
pub fn heading(reading: &Reading<'_>, caption: &Caption<'_>, out: &mut Lines) -> Result<()> {
    let (bold, plain) = if output::wants_colour() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let statement = reading.statement;
    let date = statement.date.as_ref().map(|date| date.value.edtf.as_str());
    let kind = statement.kind.as_ref().map(|kind| Kind::name(kind.value));
    let before: Vec<&str> = [Some(reading.id.as_str()), date, kind].into_iter().flatten().collect();
    let before = before.join("  ");
    let room = output::width().map_or(usize::MAX, |width| width.saturating_sub(before.chars().count() + 2).max(8));
    out.line(&format!("{before}  {bold}{}{plain}", cut(&caption.shown(), room)))
}
