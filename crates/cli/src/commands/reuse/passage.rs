//! `broadside reuse --passage`: where words come from.

use super::{limit, params};
use crate::args::Reuse as Args;
use crate::commands::WrongUsage;
use crate::json::Points;
use crate::json::reuse::{Ground, Origin as Edge};
use crate::output::sides::{self, Marks};
use crate::output::{self, Lines, counted, grouped};
use crate::progress::Stages;
use anyhow::{Context as _, Result};
use broadside_engine::run::decided::Decisions;
use broadside_engine::run::reuse::passage::{self, LEAST, Origin};
use broadside_engine::run::scratch::ScratchFolder;
use broadside_engine::store::{Catalogue, Layout};
use broadside_model::StatementId;
use broadside_room::texts::Statements;
use std::io::Read as _;

/// Lines of a passage that are shown.
const LINES: usize = 6;
/// The longest text that is looked for, in bytes.
const LONGEST: u64 = 1 << 20;

/// Runs the command.
pub fn run(args: &Args, typed: &str) -> Result<bool> {
    let words = words(typed)?;
    let (layout, _) = Layout::open(&args.archive.archive)?;
    let catalogue = Catalogue::open(&layout)?;
    let watch = Stages::new();
    let found = passage::find(&layout, &words, &params(), &ScratchFolder::new(None), &watch);
    watch.clear();
    let found = found?;
    let mut out = Lines::new();
    let mut statements = Statements::new(&catalogue)?;
    let decisions = Decisions::open(&catalogue)?;
    for origin in found.iter().take(limit(args)) {
        show(args, &words, &decisions, &mut statements, origin, &mut out)?;
    }
    out.finish()?;
    if found.is_empty() {
        output::complain("Nothing in the archive is like these words.");
    } else if found.len() > limit(args) {
        let more = counted((found.len() - limit(args)) as u64, "passage");
        output::complain(&format!("{more} more: --limit 0 shows all."));
    }
    Ok(!found.is_empty())
}

/// The words that are looked for.
fn words(typed: &str) -> Result<String> {
    let mut words = typed.to_owned();
    if typed == "-" {
        words.clear();
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes).context("standard input")?;
        words = String::from_utf8_lossy(&bytes).into_owned();
    }
    let letters = words.chars().filter(|letter| letter.is_alphanumeric()).count();
    if letters < LEAST {
        let message =
            format!("--passage needs at least {LEAST} letters: fewer stand everywhere. `broadside search` finds words");
        return Err(WrongUsage(message).into());
    }
    if words.len() as u64 > LONGEST {
        let message = "--passage takes up to 1 MB of text. Add it to the archive to compare more: `broadside add`";
        return Err(WrongUsage(message.to_owned()).into());
    }
    Ok(words)
}

/// The statement of the source that a passage stands in.
fn statement_of(decisions: &Decisions<'_>, origin: &Origin) -> Result<StatementId> {
    let anatomy = decisions.anatomy(origin.source)?.unwrap_or_default().shown().anatomy;
    let place = anatomy.statements.iter().position(|statement| statement.span.overlaps(origin.link.b_span));
    Ok(StatementId { source: origin.source, number: place.map_or(1, |place| place as u32 + 1) })
}

fn show(
    args: &Args,
    words: &str,
    decisions: &Decisions<'_>,
    statements: &mut Statements<'_>,
    origin: &Origin,
    out: &mut Lines,
) -> Result<()> {
    let Some(statement) = statements.get(statement_of(decisions, origin)?)? else { return Ok(()) };
    let points = Points::new(&statement.text);
    let link = &origin.link;
    if args.archive.json {
        let asked_points = Points::new(words);
        let asked = Ground { text: words, points: &asked_points, start: 0 };
        let ground = Ground { text: &statement.text, points: &points, start: 0 };
        return out.json(&Edge::new(link, statement.edge(), &asked, &ground));
    }
    let (bold, plain) = if output::wants_colour() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    out.line(&format!("{bold}{}{plain}", output::inert(&statement.heading())))?;
    let alike = (link.likeness() * 100.0).floor();
    let place = format!("{}-{}", points.at(link.b_span.start), points.at(link.b_span.end));
    out.line(&format!("  [{place}] {} letters, {alike:.0}% alike", grouped(u64::from(link.equal))))?;
    let width = output::width().map(|width| width.saturating_sub(2));
    let marks = if output::wants_colour() { Marks::Colour } else { Marks::Brackets };
    let lines = sides::lines(link, words, &statement.text, width, marks);
    let most = if args.full { usize::MAX } else { LINES };
    for line in lines.iter().take(most) {
        out.line(&format!("  {line}"))?;
    }
    if lines.len() > most {
        out.line(&format!("  … {} more: --full", counted((lines.len() - most) as u64, "line")))?;
    }
    out.line("")
}
