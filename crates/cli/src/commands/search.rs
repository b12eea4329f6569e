//! `broadside search`: words and passages, with where they stand.

use super::{WrongUsage, print_json, print_line, threads};
use crate::args::{Order, Search, Sort};
use crate::json::{self, Points};
use crate::output::table::{cut, cut_start, paragraph, shown_width};
use crate::output::{self, counted, grouped};
use crate::statements::Whole;
use anyhow::Result;
use broadside_engine::run::decided::Decisions;
use broadside_engine::run::indexing::{self, Reader, identity};
use broadside_engine::search::{self, Hit, KwicLine, KwicOptions, Options, Query, QueryError};
use broadside_engine::store::{Layout, Stored, Summary};
use broadside_model::Span;
use std::collections::BTreeMap;

/// Runs the command.
pub fn run(args: &Search) -> Result<bool> {
    let typed = args.query.join(" ");
    let query = match search::parse(&typed) {
        Ok(query) => query,
        Err(error) => return Err(WrongUsage(wrong(&typed, &error)).into()),
    };
    let (layout, _) = Layout::open(&args.archive.archive)?;
    let archive = indexing::open(&layout, threads())?;
    if archive.behind > 0 {
        output::complain(&format!(
            "The index is {} behind: another broadside is writing. What it adds is found when it is done.",
            counted(archive.behind, "batch")
        ));
    }
    let found = if args.count {
        count(args, &archive, &query)?
    } else if args.kwic {
        concordance(args, &archive, &query)?
    } else {
        hits(args, &archive, &query)?
    };
    Ok(found)
}

/// What is wrong with a query, at which word, and what to write instead.
fn wrong(typed: &str, error: &QueryError) -> String {
    let at = typed.get(error.byte_start..error.byte_end).unwrap_or_default().trim();
    let at = if at.is_empty() { typed } else { at };
    format!("query «{at}»: {}; {}. `broadside search --help` shows how to ask", error.message, error.hint)
}

fn count(args: &Search, archive: &Reader, query: &Query) -> Result<bool> {
    let documents = search::count(&archive.index, query, args.furniture)?;
    if args.archive.json {
        print_json(&serde_json::json!({ "documents": documents }))?;
    } else {
        print_line(&documents.to_string())?;
    }
    Ok(documents > 0)
}

fn limit(args: &Search) -> usize {
    if args.limit == 0 { usize::MAX } else { args.limit }
}

fn hits(args: &Search, archive: &Reader, query: &Query) -> Result<bool> {
    let order = match args.order {
        Order::Relevance => search::Order::Relevance,
        Order::Added => search::Order::Added,
        Order::Path => search::Order::Path,
    };
    let options = Options { offset: args.offset, limit: limit(args), order, furniture: args.furniture, snippets: 1 };
    let found = search::search(&archive.index, query, &archive.catalogue, options)?;
    if !args.archive.json {
        print_line(&format!("{}.", counted(found.documents, "document")))?;
    }
    for hit in &found.hits {
        let Some(summary) = identity(&archive.catalogue, hit.key)? else { continue };
        let stored = archive.catalogue.stored(summary.id)?;
        match (&stored, args.archive.json) {
            (Some(stored), true) => print_json(&json_hit(hit, &summary, stored, found.documents))?,
            (None, true) => print_json(&json::Hit::new(&summary, hit.score, found.documents, Vec::new()))?,
            (stored, false) => {
                let Some(whole) = statement_of(archive, hit, summary)? else { continue };
                print_hit(hit, &whole, stored.as_ref())?;
            }
        }
    }
    Ok(found.documents > 0)
}

fn json_hit(hit: &Hit, summary: &Summary, stored: &Stored, documents: u64) -> json::Hit {
    let points = Points::new(&stored.text.text);
    let snippets = hit.snippets.iter().map(|snippet| json::Snippet::new(snippet, stored, &points));
    json::Hit::new(summary, hit.score, documents, snippets.collect())
}

/// The statement that the match of a hit stands in; the first of the source where it is in none.
fn statement_of(archive: &Reader, hit: &Hit, summary: Summary) -> Result<Option<Whole>> {
    let anatomy = Decisions::open(&archive.catalogue)?.anatomy(summary.id)?;
    let place = hit.snippets.iter().flat_map(|snippet| &snippet.highlights).next().map(|span| span.start);
    let mut statements = (1..).zip(anatomy.iter().flat_map(|decided| &decided.anatomy.statements));
    let number = statements.find(|(_, statement)| place.is_some_and(|place| statement.span.contains(place)));
    let number = number.map_or(1, |(number, _)| number);
    Ok(Whole::new(summary, anatomy, number, 0))
}

/// Bold on a terminal that wants colour, nothing elsewhere.
fn emphasis() -> (&'static str, &'static str) {
    if output::wants_colour() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") }
}

fn print_hit(hit: &Hit, whole: &Whole, stored: Option<&Stored>) -> Result<()> {
    let width = output::width();
    print_line("")?;
    for line in heading(whole, width) {
        print_line(&line)?;
    }
    let Some(stored) = stored else { return Ok(()) };
    let text = &stored.text.text;
    for snippet in &hit.snippets {
        let mut line = String::new();
        let mut at = snippet.span.start;
        for span in &snippet.highlights {
            line += &flat(text, Span { start: at, end: span.start });
            line += &format!("{ON}{}{OFF}", flat(text, *span));
            at = span.end;
        }
        line += &flat(text, Span { start: at, end: snippet.span.end });
        let page = snippet.highlights.first().and_then(|span| page_of(stored, *span));
        let page = page.map_or(String::new(), |page| format!("p. {page}: "));
        for line in paragraph(&format!("{page}…{}…", line.trim()), INDENT, width) {
            print_line(&faced(&line))?;
        }
    }
    Ok(())
}

const INDENT: usize = 4;
/// Where matched words begin and end in a line that is yet to be wrapped.
const ON: char = '\u{1}';
const OFF: char = '\u{2}';

/// A line with its matched words in bold on a terminal that wants it.
fn faced(line: &str) -> String {
    let (on, off) = emphasis();
    line.replace(ON, on).replace(OFF, off)
}

/// What was found, and in which file: behind it, or on a line of its own where the terminal is too narrow.
fn heading(whole: &Whole, width: Option<usize>) -> Vec<String> {
    let (on, off) = emphasis();
    let (id, title) = (whole.id(), whole.caption().shown());
    let path = whole.summary.paths.first().map(|path| output::name(path)).unwrap_or_default();
    let before = id.len() + 2;
    match width {
        Some(width) if before + shown_width(&title) + shown_width(&path) + 4 > width => vec![
            format!("{id}  {on}{}{off}", cut(&title, width.saturating_sub(before))),
            format!("{}[{}]", " ".repeat(INDENT), cut_start(&path, width.saturating_sub(INDENT + 2))),
        ],
        _ => vec![format!("{id}  {on}{title}{off}  [{path}]")],
    }
}

/// A piece of text on one line.
fn flat(text: &str, span: Span) -> String {
    let piece = text.get(span.range()).unwrap_or_default();
    output::inert(&piece.replace(['\n', '\r', '\t', '\u{c}'], " "))
}

fn page_of(stored: &Stored, text: Span) -> Option<u32> {
    let raw = stored.text.raw_span(text);
    let pages = &stored.reading.pages;
    (pages.len() > 1).then(|| pages.iter().find(|page| page.raw.contains(raw.start)).map(|page| page.number))?
}

fn concordance(args: &Search, archive: &Reader, query: &Query) -> Result<bool> {
    let sort = match args.sort {
        Sort::Left => search::Sort::Left,
        Sort::Right => search::Sort::Right,
        Sort::Document => search::Sort::Document,
    };
    let options = KwicOptions { width: usize::from(args.width), sort, limit: limit(args).saturating_add(args.offset) };
    let found = search::concordance(&archive.index, query, &archive.catalogue, options)?;
    if !args.archive.json {
        print_line(&format!("{} in {}.", counted(found.lines_total, "match"), counted(found.documents, "document")))?;
    }
    let lines = found.lines.get(args.offset..).unwrap_or_default();
    print_lines(args, archive, lines, found.lines_total)?;
    if !args.archive.json && (lines.len() as u64) < found.lines_total {
        let shown = grouped(lines.len() as u64);
        print_line(&format!("({shown} of {} shown; --limit 0 shows all)", grouped(found.lines_total)))?;
    }
    Ok(found.lines_total > 0)
}

fn print_lines(args: &Search, archive: &Reader, lines: &[KwicLine], total: u64) -> Result<()> {
    let side = side(usize::from(args.width), lines, output::width());
    let mut summaries: BTreeMap<u64, (Summary, Option<Stored>)> = BTreeMap::new();
    for line in lines {
        if !summaries.contains_key(&line.key) {
            let Some(summary) = identity(&archive.catalogue, line.key)? else { continue };
            let stored = if args.archive.json { archive.catalogue.stored(summary.id)? } else { None };
            if summaries.len() > 64 {
                summaries.clear();
            }
            summaries.insert(line.key, (summary, stored));
        }
        let (summary, stored) = &summaries[&line.key];
        if !args.archive.json {
            print_line(&kwic_line(line, side, output::width(), summary))?;
        } else if let Some(stored) = stored {
            let points = Points::new(&stored.text.text);
            print_json(&json::Kwic::new(line, summary, stored, &points, total))?;
        }
    }
    Ok(())
}

/// The identity of a document behind a line of a concordance.
const BEHIND: usize = "  [01234567]".len();
/// The longest match that the sides of a concordance make room for.
const MATCH: usize = 24;

/// How wide the left side of a concordance is: as asked for, or less where the terminal has no room for two such.
fn side(asked: usize, lines: &[KwicLine], width: Option<usize>) -> usize {
    let Some(width) = width else { return asked };
    let matched = lines.iter().map(|line| shown_width(&clean(&line.matched))).max().unwrap_or(0).min(MATCH);
    asked.min(width.saturating_sub(BEHIND + matched) / 2)
}

fn clean(text: &str) -> String {
    output::inert(&text.replace(['\n', '\r', '\t', '\u{c}'], " "))
}

/// A line of a concordance, its match under those of the other lines.
fn kwic_line(line: &KwicLine, side: usize, width: Option<usize>, summary: &Summary) -> String {
    let (on, off) = emphasis();
    let (mut left, matched, mut right) = (clean(&line.left), clean(&line.matched), clean(&line.right));
    if let Some(width) = width {
        left = cut_start(&left, side);
        right = cut(&right, width.saturating_sub(BEHIND + side + shown_width(&matched)).max(1));
    }
    let pad = " ".repeat(side.saturating_sub(shown_width(&left)));
    format!("{pad}{left}{on}{matched}{off}{right}  [{}]", &json::statement_id(summary.id)[..8])
}
