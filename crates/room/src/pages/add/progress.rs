//! How far an upload is, and what became of each file, with what to do.

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::json::statement_id;
use crate::ui::{Page, Section};
use crate::words::{add as words, terms};
use crate::writer::uploads::{Refusal, Stand, Told};
use broadside_model::Outcome;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Files that are shown one by one.
const SHOWN: usize = 500;

/// How far an upload is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Progress {
    job: String,
    /// Files that were sent.
    files: usize,
    /// Their bytes.
    bytes: u64,
    /// How many are read.
    done: usize,
    /// Whether all is done.
    ended: bool,
    /// Why it does not go on for now.
    trouble: Option<String>,
    /// Files being read.
    reading: Vec<String>,
    /// How many files of each outcome, those inside others too.
    outcomes: BTreeMap<&'static str, u64>,
    /// Files that are read, with those inside others: the last first, at most 500.
    items: Vec<File>,
    /// How many there are.
    total: u64,
    next: Option<String>,
}

/// What became of a file.
#[derive(Debug, Serialize, JsonSchema)]
struct File {
    path: String,
    id: Option<String>,
    outcome: &'static str,
    known: bool,
    problems: Vec<Problem>,
}

/// What is wrong with a file, and what to do.
#[derive(Debug, Serialize, JsonSchema)]
struct Problem {
    severity: &'static str,
    message: String,
    hint: String,
}

impl File {
    fn new(told: &Told) -> Self {
        let problem = |found: &broadside_model::Diagnostic| Problem {
            severity: found.severity.name(),
            message: found.message.clone(),
            hint: found.hint.clone(),
        };
        File {
            path: told.name.clone(),
            id: told.source.map(statement_id),
            outcome: told.outcome.name(),
            known: told.known,
            problems: told.problems.iter().map(problem).collect(),
        }
    }
}

/// Answers.
pub fn page(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let job = ask.place("job");
    let upload = desk.room.writer.uploads.find(job);
    let missing = || Trouble::missing(ask.say(words::NO_UPLOAD), ask.say(words::NO_UPLOAD_HINT));
    let upload = upload.ok_or_else(missing)?;
    if ask.wants_json {
        return Answer::json(&upload.with(|stand| progress(job, stand)));
    }
    let (has_ended, body) = upload.with(|stand| (stand.has_ended, shown(ask, stand)));
    let title = ask.say(if has_ended { words::ENDED } else { words::READING });
    let body = html! { h1 #add-title { (title) } (body) };
    let mut page = Page::new(title, Section::Add, body);
    if !has_ended {
        page = page.with_head(html! { noscript { meta http-equiv="refresh" content="2"; } }).with_island("add");
    }
    Ok(Answer::Page(page))
}

fn progress(job: &str, stand: &Stand) -> Progress {
    Progress {
        job: job.to_owned(),
        files: stand.sent,
        bytes: stand.bytes,
        done: stand.sent - stand.waiting.len().min(stand.sent),
        ended: stand.has_ended,
        trouble: stand.trouble.as_ref().map(ToString::to_string),
        reading: stand.in_hand.iter().cloned().collect(),
        outcomes: stand.outcomes.iter().map(|(outcome, count)| (outcome.name(), *count)).collect(),
        items: last(stand).map(File::new).collect(),
        total: (stand.told.len() + stand.members.len()) as u64,
        next: None,
    }
}

fn last(stand: &Stand) -> impl Iterator<Item = &Told> {
    stand.told.iter().rev().chain(stand.members.iter().rev()).take(SHOWN)
}

fn shown(ask: &Ask, stand: &Stand) -> Markup {
    let done = stand.sent - stand.waiting.len().min(stand.sent);
    let counts = [("done", ask.number(done as u64)), ("all", ask.number(stand.sent as u64))];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let problems: Vec<&Told> = last(stand).filter(|told| is_bad(told)).collect();
    let more = (stand.told.len() + stand.members.len()).saturating_sub(SHOWN);
    html! {
        section #progress data-ended=(stand.has_ended) aria-labelledby="add-title" {
            p role="status" { (ask.fill(words::PROGRESS, &counts)) }
            progress max=(stand.sent.max(1)) value=(done) aria-labelledby="add-title" {}
            @if !stand.has_ended { p.faint { (ask.say(words::REFRESHES)) } }
            @if let Some(trouble) = &stand.trouble {
                p.notice { bdi { (ask.fill(words::TROUBLE, &[("why", &trouble.to_string())])) } }
            }
            @if !stand.in_hand.is_empty() {
                p { (ask.say(words::IN_HAND)) ": " @for (at, name) in stand.in_hand.iter().take(5).enumerate() { @if at > 0 { ", " } bdi { (name) } } }
            }
            ul.outcomes { @for (outcome, count) in &stand.outcomes {
                li { (ask.number(*count)) " " (ask.say(terms::outcome(*outcome))) }
            } }
            @if !stand.refused.is_empty() {
                h2 { (ask.say(words::REFUSED)) }
                ul { @for (name, why) in &stand.refused { li { bdi { (crate::plain::one_line(name)) } ": " (ask.say(refusal(*why))) } } }
            }
            @if !problems.is_empty() { h2 { (ask.say(words::PROBLEMS)) } (files(ask, &problems)) }
            @let rest: Vec<&Told> = last(stand).filter(|told| !is_bad(told)).collect();
            @if !rest.is_empty() { h2 { (ask.say(words::DONE_FILES)) } (files(ask, &rest)) }
            @if more > 0 { p { (ask.fill(words::MORE, &[("n", &ask.number(more as u64))])) } }
            p { a href="/report" { (ask.say(words::TO_REPORT)) } }
        }
    }
}

fn is_bad(told: &Told) -> bool {
    !told.problems.is_empty() || !matches!(told.outcome, Outcome::Read | Outcome::Unpacked)
}

fn refusal(why: Refusal) -> crate::words::Word {
    match why {
        Refusal::TooLarge => words::TOO_LARGE,
        Refusal::TooMany => words::TOO_MANY,
        Refusal::NoName => words::NO_NAME,
    }
}

fn files(ask: &Ask, all: &[&Told]) -> Markup {
    html! {
        ul.files { @for told in all { li data-outcome=(told.outcome.name()) {
            @match told.source {
                Some(id) => { a href=(format!("/report/{}", statement_id(id))) { bdi { (told.name) } } }
                None => { bdi { (told.name) } }
            }
            " · " (ask.say(terms::outcome(told.outcome)))
            @if told.known { " · " (ask.say(words::KNOWN)) }
            @for problem in &told.problems {
                p.why { bdi { (problem.message) } @if !problem.hint.is_empty() { " → " bdi { (problem.hint) } } }
            }
        } } }
    }
}
