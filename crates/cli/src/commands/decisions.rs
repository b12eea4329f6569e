//! `broadside decisions`: what people decided and what became of it; to a file, and from one.

use super::decide::{params, say_behind};
use super::{find_statement, open, print_line, wait_for_turn, wording};
use crate::args::Decisions as Args;
use crate::json::decision::{Decision as Line, Json};
use crate::output::table::{Column, Table};
use crate::output::{self, Lines, counted};
use anyhow::{Context as _, Result, bail};
use broadside_engine::decisions::Standing;
use broadside_engine::run::decide::record;
use broadside_engine::run::decided::{Decisions, Stood};
use broadside_model::Decision;
use broadside_room::deciding::is_about;
use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::path::Path;

/// Runs the command.
pub fn run(args: &Args) -> Result<bool> {
    match (&args.export, &args.import) {
        (Some(file), _) => export(args, file),
        (_, Some(file)) => import(args, file),
        _ => list(args),
    }
}

fn list(args: &Args) -> Result<bool> {
    let (_, catalogue) = open(&args.archive.archive)?;
    let about = args.id.as_deref().map(|name| find_statement(&catalogue, name)).transpose()?;
    let about = about.map(|(summary, number)| (summary.id, number));
    let decisions = Decisions::open(&catalogue)?;
    let mut all = decisions.stood()?;
    let is_unsettled = |stood: &Stood<'_>| matches!(stood.standing, Standing::Unsettled { .. });
    all.retain(|stood| {
        (!args.unsettled || is_unsettled(stood))
            && args.author.as_ref().is_none_or(|author| stood.decision.author == *author)
            && about.is_none_or(|about| is_about(stood.decision, stood.about, about))
    });
    let mut out = Lines::new();
    if args.archive.json {
        all.iter().try_for_each(|stood| out.json(&Json::new(stood.decision, &stood.standing, stood.about)))?;
        out.finish()?;
        return Ok(true);
    }
    if args.unsettled {
        print_unsettled(&all, &decisions, &mut out)?
    } else {
        print_table(&all, &decisions, &mut out)?
    }
    let unsettled = all.iter().filter(|stood| is_unsettled(stood)).count() as u64;
    let more = match (unsettled, args.unsettled) {
        (0, _) | (_, true) => String::new(),
        (count, false) => format!(" To look at: {count}; `broadside decisions --unsettled` says why."),
    };
    out.line(&format!("{}.{more}", counted(all.len() as u64, "decision")))?;
    out.finish()?;
    Ok(true)
}

fn print_table(all: &[Stood<'_>], decisions: &Decisions<'_>, out: &mut Lines) -> Result<()> {
    let columns = [
        Column::fixed("ID"),
        Column::cut("WHEN", 10),
        Column::cut("WHO", 6),
        Column::cut("WHAT", 30),
        Column::fixed("STANDING"),
    ];
    let mut table = Table::new(&columns);
    for Stood { decision, standing, .. } in all {
        let what = wording::decision(decision, decisions);
        let what = match &decision.reason {
            Some(reason) => format!("{what} ({reason})"),
            None => what,
        };
        let when = decision.at.get(..16).unwrap_or(&decision.at).replace('T', " ");
        let standing = wording::standing(standing);
        let (id, author) = (wording::short(decision.id), output::inert(&decision.author));
        table.push([&*id, &*when, &*author, &*output::inert(&what), &*standing]);
    }
    for line in table.lines(output::width(), output::width().is_some(), 0) {
        out.line(&line)?;
    }
    Ok(())
}

fn print_unsettled(all: &[Stood<'_>], decisions: &Decisions<'_>, out: &mut Lines) -> Result<()> {
    for Stood { decision, standing, .. } in all {
        let Standing::Unsettled { why, applies, now } = standing else { continue };
        let what = output::inert(&wording::decision(decision, decisions));
        out.line(&format!("{}  {what}  ({})", wording::short(decision.id), output::inert(&decision.author)))?;
        let (reason, hint) = wording::unsettled(*why);
        let now = now.as_ref().map_or(String::new(), |now| format!(": «{}»", output::inert(now)));
        let effect = if *applies { " The decision stands meanwhile." } else { "" };
        out.line(&format!("    {reason}{now}.{effect}"))?;
        out.line(&format!("    {hint}; or: broadside decide undo {}", wording::short(decision.id)))?;
    }
    Ok(())
}

fn export(args: &Args, file: &Path) -> Result<bool> {
    let (_, catalogue) = open(&args.archive.archive)?;
    let decisions = Decisions::open(&catalogue)?;
    let wanted = |decision: &&Decision| args.author.as_ref().is_none_or(|author| decision.author == *author);
    let mut bytes = Vec::new();
    let mut count = 0;
    for decision in decisions.all().iter().filter(wanted) {
        bytes.extend(output::json_line(&Line::new(decision))?);
        count += 1;
    }
    if file.as_os_str() == "-" {
        std::io::stdout().lock().write_all(&bytes)?;
        return Ok(true);
    }
    std::fs::write(file, bytes).with_context(|| format!("{}: cannot be written", file.display()))?;
    if args.archive.json {
        super::print_json(&serde_json::json!({ "exported": count }))?;
    } else {
        print_line(&format!("{} written to {}.", counted(count, "decision"), file.display()))?;
    }
    Ok(true)
}

/// Bytes of the longest line that is read: a decision quotes passages, but no books.
const LONGEST: u64 = 4 << 20;
/// Wrong lines that are named one by one.
const NAMED: usize = 20;

fn import(args: &Args, file: &Path) -> Result<bool> {
    let shown = file.display();
    let (decisions, wrong) = if file.as_os_str() == "-" {
        read(&mut std::io::stdin().lock())
    } else {
        let opened = std::fs::File::open(file).with_context(|| format!("{shown}: cannot be read"))?;
        read(&mut BufReader::new(opened))
    }
    .with_context(|| format!("{shown}: cannot be read"))?;
    for (line, what) in wrong.iter().take(NAMED) {
        output::complain(&format!("{shown}: line {line}: {}", output::inert(what)));
    }
    if !wrong.is_empty() {
        let more = wrong.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" ({more} more than named above)") } else { String::new() };
        bail!(
            "{shown}: {} cannot be used{more}, so nothing was imported. Take these lines out, or export the file again",
            counted(wrong.len() as u64, "line")
        );
    }
    wait_for_turn(&args.archive.archive);
    let recorded = record(&params(&args.archive.archive), &decisions)?;
    let is_whole = say_behind(&recorded);
    if args.archive.json {
        let (read, new) = (decisions.len(), recorded.new);
        super::print_json(&serde_json::json!({ "read": read, "new": new, "repaired": recorded.repaired }))?;
        return Ok(is_whole);
    }
    print_line(&format!("{} read, {} new.", counted(decisions.len() as u64, "decision"), recorded.new))?;
    if recorded.repaired > 0 {
        print_line(&format!("{} repaired again.", counted(recorded.repaired, "text")))?;
    }
    Ok(is_whole)
}

type Lined = (Vec<Decision>, Vec<(u64, String)>);

/// The decisions of a file, and the lines that are none.
fn read(from: &mut impl BufRead) -> std::io::Result<Lined> {
    let (mut decisions, mut wrong) = (Vec::new(), Vec::new());
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if from.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.len() as u64 == LONGEST && !line.ends_with(b"\n") {
            wrong.push((number, "it is too long for a decision".to_owned()));
            skip_line(from)?;
            continue;
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_start_matches('\u{feff}').trim();
        match text {
            "" => {}
            text => match Line::read(text) {
                Ok(decision) => decisions.push(decision),
                Err(what) => wrong.push((number, what)),
            },
        }
    }
    Ok((decisions, wrong))
}

fn skip_line(from: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = from.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(buffer.len(), |end| end + 1);
        from.consume(length);
        if end.is_some() || length == 0 {
            return Ok(());
        }
    }
}
