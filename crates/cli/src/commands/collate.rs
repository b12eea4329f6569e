//! `broadside collate`: the versions of a statement, as an apparatus.

use super::{WrongUsage, print_json, reuse, statements_of};
use crate::args::Collate as Args;
use crate::output::table::{one_line, paragraph};
use crate::output::{self, Lines, counted};
use anyhow::{Result, bail};
use broadside_engine::run::reuse::versions;
use broadside_engine::store::{Catalogue, Layout};
use broadside_model::StatementId;
use broadside_model::collation::{Apparatus, BaseReason, Nature, ReadingKind, Variant};
use broadside_room::collated::{relatives, with_collation};
use broadside_room::texts::{Statement, Statements};
use std::ffi::OsStr;
use std::rc::Rc;

/// Runs the command.
pub fn run(args: &Args) -> Result<bool> {
    let (layout, _) = Layout::open(&args.archive.archive)?;
    let catalogue = Catalogue::open(&layout)?;
    let mut ids = Vec::new();
    for name in args.ids.iter().chain(&args.base) {
        let id = one(&catalogue, name)?;
        if !ids.contains(&id) {
            ids.push(id);
        } else if args.base.as_ref() != Some(name) && args.ids.len() > 2 {
            let name = output::name(name.as_encoded_bytes());
            output::complain(&format!("{name} is named twice: it is the same statement."));
        }
    }
    if args.ids.len() > 1 && ids.len() == 1 {
        output::complain("A statement does not differ from itself. Name another to compare it with.");
        return Ok(false);
    }
    let base = args.base.as_deref().map(|name| one(&catalogue, name)).transpose()?;
    if let [only] = ids[..] {
        ids.extend(others(args, only)?);
        if ids.len() == 1 {
            output::complain("No other version of it is known. Name the statements to compare it with.");
            return Ok(false);
        }
    }
    let mut statements = Statements::new(&catalogue)?;
    let mut read: Vec<Rc<Statement>> = Vec::new();
    for id in &ids {
        let Some(statement) = statements.get(*id)? else { bail!("a statement is gone. Run `broadside verify`") };
        read.push(statement);
    }
    let base = base.and_then(|base| ids.iter().position(|id| *id == base)).map(|place| place as u32);
    let Some(apparatus) = versions::collate(&catalogue, &ids, base)? else {
        output::complain("There is nothing to compare: the statements have no text.");
        return Ok(false);
    };
    if args.archive.json {
        with_collation(&read, &apparatus, |collation| print_json(collation)).unwrap_or(Ok(()))?
    } else {
        show(args, &read, &apparatus)?
    }
    Ok(true)
}

/// The one statement that a person means.
fn one(catalogue: &Catalogue, name: &OsStr) -> Result<StatementId> {
    let (summary, _, numbers) = statements_of(catalogue, name)?;
    if numbers.start() != numbers.end() {
        let message = format!(
            "{}: the source holds {}. Name one of them, such as {}",
            output::name(name.as_encoded_bytes()),
            counted(u64::from(*numbers.end()), "statement"),
            crate::json::numbered_id(summary.id, 2),
        );
        return Err(WrongUsage(message).into());
    }
    Ok(StatementId { source: summary.id, number: *numbers.start() })
}

/// The reprints and versions of a statement.
fn others(args: &Args, id: StatementId) -> Result<Vec<StatementId>> {
    Ok(relatives(&reuse::open(&args.archive.archive)?.reuse, id)?)
}

/// What the witnesses are called in the apparatus: A, B, … Z, A2, …
fn siglum(place: usize) -> String {
    let letter = char::from(b'A' + (place % 26) as u8);
    if place < 26 { letter.to_string() } else { format!("{letter}{}", place / 26 + 1) }
}

fn show(args: &Args, read: &[Rc<Statement>], apparatus: &Apparatus) -> Result<()> {
    let mut out = Lines::new();
    let Some(base) = read.get(apparatus.base as usize) else { return Ok(()) };
    let reason = match apparatus.reason {
        BaseReason::Given => "as asked for",
        BaseReason::Earliest => "the earliest",
        BaseReason::Central => "it has most in common with all",
    };
    out.line(&output::inert(&format!("Base ({reason}): {}", base.heading())))?;
    for (place, witness) in apparatus.witnesses.iter().enumerate() {
        let Some(statement) = read.get(witness.text as usize) else { continue };
        let substantive = witness.readings.iter().filter(|reading| reading.nature.is_substantive()).count();
        let other = witness.readings.len() - substantive;
        let line = format!("{}: {}", siglum(place), statement.heading());
        out.line(&output::inert(&line))?;
        out.line(&format!(
            "   {} in words, {other} in spelling, accents, capitals, punctuation or spacing",
            counted(substantive as u64, "difference")
        ))?;
    }
    let mut hidden = 0;
    let words = base.words();
    for place in &apparatus.places {
        let shown: Vec<&Variant> =
            place.variants.iter().filter(|variant| args.all || variant.nature.is_substantive()).collect();
        hidden += place.variants.len() - shown.len();
        if shown.is_empty() {
            continue;
        }
        out.line("")?;
        let (bold, plain) = if output::wants_colour() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
        let start = words.get(..place.base.start as usize).map_or(0, |head| head.chars().count());
        let text = context(words, place.base.start as usize, place.base.end as usize, (bold, plain));
        for line in paragraph(&format!("{start}  {text}"), 0, output::width()) {
            out.line(&line)?;
        }
        for variant in shown {
            let line = described(variant, words);
            for line in paragraph(&line, 2, output::width()) {
                out.line(&line)?;
            }
        }
    }
    if hidden > 0 {
        out.line("")?;
        let more = counted(hidden as u64, "reading");
        out.line(&format!("{more} more that change no word: --all"))?;
    }
    out.finish()
}

/// Characters of the base around a place that are shown.
const AROUND: usize = 40;

/// A place of the base with what stands around it.
fn context(words: &str, start: usize, end: usize, (bold, plain): (&str, &str)) -> String {
    let before: String = words.get(..start).unwrap_or_default().chars().rev().take(AROUND).collect();
    let before: String = before.chars().rev().collect();
    let after: String = words.get(end..).unwrap_or_default().chars().take(AROUND).collect();
    let here = one_line(words.get(start..end).unwrap_or_default());
    let here = if here.is_empty() { "^".to_owned() } else { format!("[{here}]") };
    let (open, close) = ("…", "…");
    format!("{open}{} {bold}{here}{plain} {}{close}", one_line(&before), one_line(&after))
}

/// What some of the witnesses have.
fn described(variant: &Variant, base: &str) -> String {
    let who: Vec<String> = variant.witnesses.iter().map(|(witness, _)| siglum(*witness as usize)).collect();
    let who = who.join(" ");
    let text = one_line(&variant.text);
    let lemma = one_line(base.get(variant.base.range()).unwrap_or_default());
    let what = match variant.kind {
        ReadingKind::Addition => format!("adds “{text}”"),
        ReadingKind::Omission => format!("lacks “{lemma}”"),
        ReadingKind::Substitution => format!("“{lemma}” → “{text}”"),
        ReadingKind::Transposition if text.is_empty() => format!("has “{lemma}” elsewhere"),
        ReadingKind::Transposition => format!("has “{text}” here"),
    };
    let nature = if variant.nature == Nature::Words { String::new() } else { format!(" ({})", variant.nature.name()) };
    format!("{who}: {what}{nature}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn witnesses_are_called_by_letters() {
        assert_eq!([siglum(0), siglum(25), siglum(26), siglum(53)], ["A", "Z", "A2", "B3"]);
    }
}
