//! `broadside search`: words and passages, with where they stand.

use super::{WrongUsage, print_json, print_line, threads};
use crate::args::{Order, Search, Sort};
use crate::json::{self, Highlight, Points};
use crate::output::{self, counted, grouped};
use anyhow::Result;
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
            (stored, false) => print_hit(hit, &summary, stored.as_ref())?,
        }
    }
    Ok(found.documents > 0)
}

fn json_hit(hit: &Hit, summary: &Summary, stored: &Stored, documents: u64) -> json::Hit {
    let points = Points::new(&stored.text.text);
    let snippets = hit.snippets.iter().map(|snippet| json::Snippet {
        start: points.at(snippet.span.start),
        end: points.at(snippet.span.end),
        text: stored.text.text.get(snippet.span.range()).unwrap_or_default().to_owned(),
        highlights: snippet.highlights.iter().map(|span| Highlight::new(*span, stored, &points)).collect(),
    });
    json::Hit::new(summary, hit.score, documents, snippets.collect())
}

/// Bold on a terminal that wants colour, nothing elsewhere.
fn emphasis() -> (&'static str, &'static str) {
    if output::wants_colour() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") }
}

fn print_hit(hit: &Hit, summary: &Summary, stored: Option<&Stored>) -> Result<()> {
    let (on, off) = emphasis();
    let title = summary.title.as_deref().unwrap_or(&summary.opening);
    let path = summary.paths.first().map(|path| output::name(path)).unwrap_or_default();
    print_line(&format!("\n{}  {on}{}{off}  [{path}]", json::statement_id(summary.id), output::inert(title)))?;
    let Some(stored) = stored else { return Ok(()) };
    let text = &stored.text.text;
    for snippet in &hit.snippets {
        let mut line = String::new();
        let mut at = snippet.span.start;
        for span in &snippet.highlights {
            line += &flat(text, Span { start: at, end: span.start });
            line += &format!("{on}{}{off}", flat(text, *span));
            at = span.end;
        }
        line += &flat(text, Span { start: at, end: snippet.span.end });
        let page = snippet.highlights.first().and_then(|span| page_of(stored, *span));
        let page = page.map_or(String::new(), |page| format!("p. {page}: "));
        print_line(&format!("    {page}…{}…", line.trim()))?;
    }
    Ok(())
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
            print_line(&kwic_line(line, usize::from(args.width), summary))?;
        } else if let Some(stored) = stored {
            let points = Points::new(&stored.text.text);
            print_json(&json::Kwic::new(line, summary, stored, &points, total))?;
        }
    }
    Ok(())
}

fn kwic_line(line: &KwicLine, width: usize, summary: &Summary) -> String {
    let (on, off) = emphasis();
    let clean = |text: &str| output::inert(&text.replace(['\n', '\r', '\t', '\u{c}'], " "));
    let (left, right) = (clean(&line.left), clean(&line.right));
    let pad = " ".repeat(width.saturating_sub(left.chars().count()));
    format!("{pad}{left}{on}{}{off}{right}  [{}]", clean(&line.matched), &json::statement_id(summary.id)[..8])
}
