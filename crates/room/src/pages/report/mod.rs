//! What became of files: how each was read, how good its text is, what failed and why, what to do.

mod one;

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::files::{Line, Table};
use crate::json::{self, statement_id};
use crate::plain::name;
use crate::route::Route;
use crate::ui::{Page, Section, pager};
use crate::words::{report as words, terms};
use broadside_engine::store::{Skipped, Summary};
use broadside_model::{Diagnostic, Outcome, Severity};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/report", page, "What became of every file").takes::<Wanted>().gives::<Report>(),
        Route::get("/report/{id}", one::page, "What became of a file").gives::<json::Report>(),
    ]
}

/// Which files are wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Wanted {
    /// Only files of this outcome: `read`, `partial`, `failed`, …
    outcome: Option<String>,
    /// `1`: only files that somebody should look at.
    problems: Option<String>,
    /// Only files whose name holds this.
    path: Option<String>,
    /// Which page, from 1.
    page: Option<u64>,
}

/// Files.
#[derive(Serialize, JsonSchema)]
struct Report {
    items: Vec<json::Report>,
    total: u64,
    next: Option<String>,
    /// Names that could not be kept; on the first page.
    skipped: Vec<json::Skipped>,
}

/// Files on a page.
const SIZE: u64 = 50;

fn page(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let catalogue = desk.catalogue()?;
    let table = desk.room.files.read(catalogue)?;
    let outcome = wanted
        .outcome
        .as_deref()
        .filter(|name| !name.is_empty())
        .map(|name| Outcome::from_name(name).ok_or_else(|| Trouble::wrong(format!("outcome: {name}"))));
    let outcome = outcome.transpose()?;
    let problems = wanted.problems.as_deref().is_some_and(|value| !value.is_empty() && value != "0");
    let path = wanted.path.as_deref().map(str::trim).filter(|path| !path.is_empty());
    let fits = |line: &&Line| {
        outcome.is_none_or(|outcome| line.outcome == outcome)
            && (!problems || line.has_problem)
            && path.is_none_or(|path| line.is_called(path))
    };
    let all: Vec<&Line> = table.all.iter().filter(fits).collect();
    let total = all.len() as u64;
    let page = wanted.page.unwrap_or(1).clamp(1, total.div_ceil(SIZE).max(1));
    let mut shown = Vec::new();
    for line in all.into_iter().skip(((page - 1) * SIZE) as usize).take(SIZE as usize) {
        shown.extend(catalogue.summary(line.id)?);
    }
    let is_narrowed = path.is_some() || outcome.is_some_and(|outcome| outcome != Outcome::Skipped);
    let skipped: &[Skipped] = if page > 1 || is_narrowed { &[] } else { &table.skipped };
    if ask.wants_json {
        return as_json(ask, &shown, skipped, page, total);
    }
    let body = html! {
        h1 { (ask.say(words::TITLE)) }
        p { (ask.say(words::INTRO)) }
        (outcomes(ask, &table))
        (filters(ask, outcome, problems, path))
        p { (ask.count(total, words::COUNT_ONE, words::COUNT_MANY)) }
        @if shown.is_empty() && skipped.is_empty() { p { (ask.say(words::NONE)) } }
        ul.files { @for summary in &shown { (line(ask, summary)) } }
        (pager(ask, page, SIZE, total))
        @if !skipped.is_empty() {
            h2 { (ask.say(words::SKIPPED)) }
            ul.files { @for one in skipped.iter().take(200) { li data-outcome="skipped" {
                bdi { (name(&one.path)) }
                p.why { bdi { (one.message) } @if !one.hint.is_empty() { " → " bdi { (one.hint) } } }
            } } }
        }
    };
    Ok(Answer::Page(Page::new(ask.say(words::TITLE), Section::Report, body)))
}

fn as_json(ask: &Ask, shown: &[Summary], skipped: &[Skipped], page: u64, total: u64) -> Result<Answer, Trouble> {
    let address = ask.with("page", "");
    let joint = if address.contains('?') { '&' } else { '?' };
    let skipped = skipped.iter().take(1000).map(|one| json::Skipped {
        path: json::names(std::slice::from_ref(&one.path)).remove(0),
        outcome: Outcome::Skipped.name(),
        at: one.at.clone(),
        message: one.message.clone(),
        hint: one.hint.clone(),
    });
    Answer::json(&Report {
        items: shown.iter().map(json::Report::new).collect(),
        total,
        next: (page * SIZE < total).then(|| format!("{address}{joint}page={}", page + 1)),
        skipped: skipped.collect(),
    })
}

/// How many files of each outcome: each leads to them.
fn outcomes(ask: &Ask, table: &Table) -> Markup {
    html! {
        ul.outcomes { @for (outcome, count) in &table.outcomes {
            li { a href=(format!("/report?outcome={}", outcome.name())) { (ask.number(*count)) " " (ask.say(terms::outcome(*outcome))) } }
        } }
    }
}

fn filters(ask: &Ask, outcome: Option<Outcome>, problems: bool, path: Option<&str>) -> Markup {
    html! {
        form.fields action="/report" {
            label { (ask.say(words::OUTCOME))
                select name="outcome" {
                    option value="" { (ask.say(words::ALL)) }
                    @for one in Outcome::ALL.iter().copied() {
                        option value=(one.name()) selected[outcome == Some(one)] { (ask.say(terms::outcome(one))) }
                    }
                }
            }
            label { (ask.say(words::PATH)) input name="path" value=[path] dir="auto"; }
            label.tick { input type="checkbox" name="problems" value="1" checked[problems]; " " (ask.say(words::PROBLEMS)) }
            button type="submit" { (ask.say(words::FILTER)) }
        }
    }
}

fn line(ask: &Ask, summary: &Summary) -> Markup {
    html! {
        li data-outcome=(summary.outcome.name()) {
            a href=(format!("/report/{}", statement_id(summary.id))) { bdi { (summary.paths.first().map(|path| name(path)).unwrap_or_default()) } }
            " " span.faint { (ask.say(terms::outcome(summary.outcome))) " · " (ask.say(terms::format(summary.format))) " · " (ask.say(terms::method(summary.method)))
                @if let Some(quality) = summary.quality { " · " (ask.say(words::QUALITY)) " " (quality) " %" } }
            (diagnostics(ask, summary.diagnostics.iter().filter(|found| found.severity > Severity::Note)))
        }
    }
}

/// What a person should know, and what to do.
fn diagnostics<'a>(ask: &Ask, all: impl Iterator<Item = &'a Diagnostic>) -> Markup {
    html! {
        @for found in all {
            p.why data-severity=(found.severity.name()) {
                strong { (ask.say(match found.severity { Severity::Error => words::ERROR, Severity::Warning => words::WARNING, _ => words::NOTE })) }
                " (" (found.stage) "): " bdi { (found.message) }
                @if !found.hint.is_empty() { " → " bdi { (found.hint) } }
            }
        }
    }
}
