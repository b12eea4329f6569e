//! `broadside show`: a card of a statement and its text, its raw text, edits, marks, or everything as JSON.

use super::{card, find_statement, open, print_json, print_line, targets, threads};
use crate::args::Show;
use crate::json::anatomy::Entities;
use crate::json::{self, Offsets};
use crate::output::{self, Lines, counted};
use crate::statements::Whole;
use anyhow::{Result, bail};
use broadside_engine::run::decided::Decisions;
use broadside_engine::run::marking::marks;
use broadside_engine::run::resolving;
use broadside_engine::store::{Layout, Stored, Summary};
use broadside_model::{Outcome, Role, SourceId};
use broadside_room::opened::{self, Opened};

/// Runs the command.
pub fn run(args: &Show) -> Result<bool> {
    let (layout, catalogue) = open(&args.archive.archive)?;
    let (summary, number) = find_statement(&catalogue, &args.id)?;
    let Some(stored) = catalogue.stored(summary.id)? else { return without_text(args, &summary) };
    if args.raw {
        output::print_text(&stored.reading.raw)?;
    } else if !args.undo.is_empty() {
        output::print_text(&undone(args, &stored)?)?;
    } else if args.edits {
        edits(args, &stored)?;
    } else if args.marks {
        show_marks(args, &layout, &stored)?;
    } else if args.furniture {
        furniture(&stored)?;
    } else {
        let decisions = Decisions::open(&catalogue)?;
        let anatomy = decisions.anatomy(summary.id)?;
        let count = anatomy.as_ref().map_or(1, |decided| decided.anatomy.statements.len().max(1)) as u64;
        let Some(whole) = Whole::new(summary, anatomy, number.unwrap_or(1), stored.text.text.len()) else {
            bail!(
                "{}: the source holds {}. `broadside list` shows them",
                args.id.display(),
                counted(count, "statement")
            );
        };
        let others = opened::witnesses(&catalogue, &decisions, &whole)?;
        whole_or_part(args, &layout, whole, others, stored, number)?;
    }
    Ok(true)
}

/// The targets, everything, the text, or the card and the text: whatever is asked for.
fn whole_or_part(
    args: &Show,
    layout: &Layout,
    whole: Whole,
    others: Vec<(u32, Summary)>,
    stored: Stored,
    numbered: Option<u32>,
) -> Result<()> {
    if args.targets {
        let mut out = Lines::new();
        targets::list(&whole, &stored.text.text, args.archive.json, &mut out)?;
        return out.finish();
    }
    if args.archive.json {
        let entities = entities(layout, whole.summary.id, whole.number);
        let marks = marks(layout, &stored.text);
        return Opened { whole, stored, others, entities, marks }.everything(args.words, |all| print_json(all));
    }
    let text = match numbered {
        Some(_) => stored.text.text.get(whole.statement().span.range()).unwrap_or_default(),
        None => &stored.text.text,
    };
    if args.text { print_text(text) } else { card_and_text(args, &whole, &stored, &others, text) }
}

/// What a statement names. That who is who cannot be told is no reason not to show the statement.
fn entities(layout: &Layout, source: SourceId, number: u32) -> Entities {
    let read = || -> Result<Entities> {
        let catalogue = resolving::open(layout, threads())?.catalogue;
        Ok(opened::entities(&catalogue, source, number)?)
    };
    read().unwrap_or_else(|error| {
        output::complain(&format!("Whom its names name is not known: {}", output::causes(&error)));
        Entities::default()
    })
}

fn print_text(text: &str) -> Result<()> {
    output::print_text(text)?;
    if !text.ends_with('\n') {
        print_line("")?;
    }
    Ok(())
}

/// The card, then the text; on a terminal only as much of it as still fits.
fn card_and_text(args: &Show, whole: &Whole, stored: &Stored, others: &[(u32, Summary)], text: &str) -> Result<()> {
    let mut out = Lines::new();
    card::print(whole, stored, others, &mut out)?;
    out.finish()?;
    if args.card {
        return Ok(());
    }
    print_line(&format!("\n{}", "─".repeat(output::width().unwrap_or(RULE).min(RULE))))?;
    let Some(height) = output::height() else { return print_text(text) };
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let (width, room) = (output::width().unwrap_or(RULE), height.max(24) / 3);
    for line in lines.iter().take(room) {
        print_line(&output::table::cut(&output::table::one_line(line), width.saturating_sub(1)))?;
    }
    let characters = counted(text.chars().count() as u64, "character");
    print_line(&format!("… the whole text, {characters}: broadside show --text {}", whole.id()))
}

/// Width of the line between card and text.
const RULE: usize = 80;

fn without_text(args: &Show, summary: &Summary) -> Result<bool> {
    if args.archive.json {
        print_json(&json::Report::new(summary))?;
        return Ok(true);
    }
    let name = args.id.display();
    if summary.outcome == Outcome::Unpacked {
        bail!("{name}: a container; its members are statements of their own. `broadside list` shows them");
    }
    bail!("{name}: no text was read from it ({}). `broadside report {name}` says why", summary.outcome.name())
}

fn undone(args: &Show, stored: &Stored) -> Result<String> {
    if args.undo.iter().any(|number| number == "all") {
        return Ok(stored.text.undo_all());
    }
    let count = stored.text.edits.len();
    let mut numbers = Vec::new();
    for number in &args.undo {
        match number.parse::<usize>() {
            Ok(number) if (1..=count).contains(&number) => numbers.push(number - 1),
            _ => bail!("--undo {number}: edits are numbered 1 to {count}; `--edits` lists them, `all` undoes them all"),
        }
    }
    Ok(stored.text.undo(|index| numbers.contains(&index)))
}

fn edits(args: &Show, stored: &Stored) -> Result<()> {
    let offsets = Offsets::new(stored);
    for (at, edit) in stored.text.edits.iter().enumerate() {
        let number = at + 1;
        if args.archive.json {
            print_json(&json::Edit::new(number, edit, &offsets))?;
        } else {
            let place = offsets.text.at(edit.text.start);
            let (before, after) = (output::inert(&edit.before), output::inert(&edit.after));
            print_line(&format!("{number:5}  {:16} at {place:6}  «{before}» → «{after}»", edit.rule))?;
        }
    }
    Ok(())
}

fn show_marks(args: &Show, layout: &Layout, stored: &Stored) -> Result<()> {
    let offsets = Offsets::new(stored);
    for mark in marks(layout, &stored.text) {
        if args.archive.json {
            print_json(&json::Mark::new(&mark, &stored.text.text, &offsets))?;
        } else {
            let word = stored.text.text.get(mark.text.range()).unwrap_or_default();
            let suggestion = mark.suggestion.as_deref().map_or("?".to_owned(), output::inert);
            let place = offsets.text.at(mark.text.start);
            print_line(&format!(
                "{:16} at {place:6}  {} → {suggestion}  {}%",
                mark.rule,
                output::inert(word),
                mark.confidence
            ))?;
        }
    }
    Ok(())
}

fn furniture(stored: &Stored) -> Result<()> {
    for part in stored.text.parts.iter().filter(|part| part.role == Role::Furniture) {
        let piece = stored.reading.raw.get(part.raw.range()).unwrap_or_default();
        print_line(output::inert_lines(piece).trim_end())?;
    }
    Ok(())
}
