//! `broadside report`: per file, what became of it, how it was read, how good its text is, what to do.

use super::{find, open, print_json, print_line};
use crate::args::Report;
use crate::json::{self, statement_id};
use crate::output::table::{cut_start, paragraph, shown_width};
use crate::output::{self, counted, grouped};
use anyhow::Result;
use broadside_engine::store::{Skipped, Summary};
use broadside_model::{Outcome, Severity};
use broadside_room::files::has_problem;
use std::collections::BTreeMap;

/// Runs the command.
pub fn run(args: &Report) -> Result<bool> {
    let (_, catalogue) = open(&args.archive.archive)?;
    if let Some(name) = &args.source {
        let summary = find(&catalogue, name)?;
        return if args.archive.json { print_json(&json::Report::new(&summary)) } else { print_one(&summary) }
            .map(|()| true);
    }
    let mut summaries = catalogue.summaries()?;
    if args.problems {
        summaries.retain(has_problem);
    }
    let skipped = catalogue.skipped()?;
    for summary in &summaries {
        if args.archive.json { print_json(&json::Report::new(summary))? } else { print_short(summary)? }
    }
    for name in &skipped {
        print_skipped(name, args.archive.json)?;
    }
    if !args.archive.json {
        print_totals(&summaries, skipped.len())?;
    }
    Ok(true)
}

fn facts(summary: &Summary) -> String {
    let mut facts = vec![summary.format.name().to_owned(), summary.method.name().to_owned()];
    facts.extend(summary.encoding.clone());
    facts.extend(summary.language.clone());
    facts.extend((summary.pages > 1).then(|| counted(u64::from(summary.pages), "page")));
    facts.extend(summary.quality.map(|quality| format!("quality {quality}%")));
    facts.extend((summary.edits > 0).then(|| counted(summary.edits, "edit")));
    output::inert(&facts.join(", "))
}

fn print_short(summary: &Summary) -> Result<()> {
    let path = summary.paths.first().map(|path| output::name(path)).unwrap_or_default();
    let facts = format!("({})", facts(summary));
    let before = format!("{:11} {}  ", summary.outcome.name(), statement_id(summary.id));
    match output::width() {
        Some(width) if shown_width(&format!("{before}{path}  {facts}")) > width => {
            print_line(&format!("{before}{}", cut_start(&path, width.saturating_sub(before.len()))))?;
            print_beside(&facts)?;
        }
        _ => print_line(&format!("{before}{path}  {facts}"))?,
    }
    for other in summary.paths.iter().skip(1) {
        print_beside(&format!("also {}", output::name(other)))?;
    }
    print_diagnostics(summary, Severity::Warning)
}

/// Prints what belongs to a file, below its outcome.
fn print_beside(text: &str) -> Result<()> {
    paragraph(text, INDENT, output::width()).iter().try_for_each(|line| print_line(line))
}

const INDENT: usize = 12;

fn print_diagnostics(summary: &Summary, least: Severity) -> Result<()> {
    for diagnostic in summary.diagnostics.iter().filter(|diagnostic| diagnostic.severity >= least) {
        let hint = if diagnostic.hint.is_empty() { String::new() } else { format!(" → {}", diagnostic.hint) };
        let text = format!("{} ({}): {}{hint}", diagnostic.severity.name(), diagnostic.stage, diagnostic.message);
        print_beside(&output::inert(&text))?;
    }
    Ok(())
}

fn print_one(summary: &Summary) -> Result<()> {
    print_line(&format!("{}  {}", summary.outcome.name(), summary.id.hex()))?;
    for path in &summary.paths {
        print_beside(&output::name(path))?;
    }
    print_beside(&facts(summary))?;
    let (bytes, characters) = (counted(summary.bytes, "byte"), counted(summary.characters, "character"));
    print_beside(&format!("{bytes}, {characters}, added {}", summary.added))?;
    print_beside(&format!("made by {}; {}", output::inert(&summary.intake_by), summary.repair_by))?;
    print_diagnostics(summary, Severity::Note)
}

fn print_skipped(skipped: &Skipped, as_json: bool) -> Result<()> {
    if as_json {
        return print_json(&json::Skipped {
            path: json::names(std::slice::from_ref(&skipped.path)).remove(0),
            outcome: Outcome::Skipped.name(),
            at: skipped.at.clone(),
            message: skipped.message.clone(),
            hint: skipped.hint.clone(),
        });
    }
    let text = format!("{} → {}", skipped.message, skipped.hint);
    let (outcome, path) = (Outcome::Skipped.name(), output::name(&skipped.path));
    let line = format!("{outcome:11} {path}: {}", output::inert(&text));
    if output::width().is_none_or(|width| shown_width(&line) <= width) {
        return print_line(&line);
    }
    print_line(&format!("{outcome:11}"))?;
    print_beside(&format!("{path}: {}", output::inert(&text)))
}

fn print_totals(summaries: &[Summary], skipped: usize) -> Result<()> {
    let mut outcomes: BTreeMap<Outcome, u64> = BTreeMap::new();
    for summary in summaries {
        *outcomes.entry(summary.outcome).or_default() += 1;
    }
    if skipped > 0 {
        outcomes.insert(Outcome::Skipped, skipped as u64);
    }
    let outcomes: Vec<String> =
        outcomes.iter().map(|(outcome, count)| format!("{} {}", grouped(*count), outcome.name())).collect();
    let bytes: u64 = summaries.iter().map(|summary| summary.bytes).sum();
    let sources = counted(summaries.len() as u64, "source");
    let colon = if outcomes.is_empty() { "" } else { ": " };
    let line = format!("{sources}, {:.1} MB{colon}{}", bytes as f64 / 1e6, outcomes.join(", "));
    paragraph(&line, 0, output::width()).iter().try_for_each(|line| print_line(line))
}
