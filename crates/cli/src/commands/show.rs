//! `broadside show`: a statement's text, raw text, edits, marks, or everything as JSON.

use super::{find, open, print_json, print_line};
use crate::args::Show;
use crate::json::{self, Offsets};
use crate::output;
use anyhow::{Result, bail};
use broadside_engine::run::marking::marks;
use broadside_engine::store::{Layout, Stored, Summary};
use broadside_model::{Outcome, Role};

/// Runs the command.
pub fn run(args: &Show) -> Result<bool> {
    let (layout, catalogue) = open(&args.archive.archive)?;
    let summary = find(&catalogue, &args.id)?;
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
    } else if args.archive.json {
        print_json(&json::Everything::new(&summary, &stored, &marks(&layout, &stored.text), args.words))?;
    } else {
        output::print_text(&stored.text.text)?;
        if !stored.text.text.ends_with('\n') {
            print_line("")?;
        }
    }
    Ok(true)
}

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
