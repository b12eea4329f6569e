//! What became of one file.

use super::diagnostics;
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::deciding::finding::find_statement;
use crate::desk::Desk;
use crate::json;
use crate::plain::name;
use crate::ui::{Page, Section};
use crate::words::{report as words, terms};
use broadside_engine::store::Summary;
use maud::{Markup, html};
use std::ffi::OsStr;

/// Answers.
pub fn page(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let missing = || Trouble::missing(ask.say(words::NO_FILE), ask.say(words::NO_FILE_HINT));
    let found = find_statement(desk.catalogue()?, OsStr::new(ask.place("id")));
    let summary = match found {
        Ok((summary, _)) => summary,
        Err(Trouble::Missing(..)) => return Err(missing()),
        Err(other) => return Err(other),
    };
    if ask.wants_json {
        return Answer::json(&json::Report::new(&summary));
    }
    let title = summary.paths.first().map(|path| name(path)).unwrap_or_default();
    let statements = desk.now.holdings.of(summary.id);
    let body = html! {
        h1 { bdi { (title) } }
        (facts(ask, &summary))
        h2 { (ask.say(words::TO_LOOK_AT)) }
        @if summary.diagnostics.is_empty() { p { (ask.say(words::NOTHING)) } }
        (diagnostics(ask, summary.diagnostics.iter()))
        @if !statements.is_empty() {
            h2 { (ask.say(words::STATEMENTS)) }
            ul { @for one in statements.iter().take(200) {
                li { a href=(format!("/statements/{}", one.name())) dir="auto" { (one.caption()) } }
            } }
        }
        p { a href=(format!("/statements/{}/original", json::statement_id(summary.id))) download { (ask.say(words::ORIGINAL)) } }
    };
    Ok(Answer::Page(Page::new(title, Section::Report, body)))
}

fn facts(ask: &Ask, summary: &Summary) -> Markup {
    let row = |word, value: Option<String>| {
        html! { @if let Some(value) = value { dt { (ask.say(word)) } dd { bdi { (value) } } } }
    };
    let said = |word: crate::words::Word| Some(ask.say(word).to_owned());
    let language = summary
        .language
        .as_deref()
        .map(|code| terms::language(code).map_or_else(|| code.to_owned(), |word| ask.say(word).to_owned()));
    html! {
        dl.card {
            (row(words::OUTCOME, said(terms::outcome(summary.outcome))))
            (row(words::FORMAT, said(terms::format(summary.format))))
            (row(words::HOW, said(terms::method(summary.method))))
            (row(words::QUALITY, summary.quality.map(|quality| format!("{quality} %"))))
            (row(words::LANGUAGE, language))
            (row(words::ENCODING, summary.encoding.clone()))
            (row(words::PAGES, (summary.pages > 1).then(|| ask.number(u64::from(summary.pages)))))
            (row(words::CHARACTERS, Some(ask.number(summary.characters))))
            (row(words::EDITS, (summary.edits > 0).then(|| ask.number(summary.edits))))
            (row(words::BYTES, Some(ask.number(summary.bytes))))
            (row(words::ADDED, Some(summary.added.clone())))
            (row(words::MADE_BY, Some(format!("{}; {}", summary.intake_by, summary.repair_by))))
            (row(words::HASH, Some(summary.id.hex())))
            @for path in summary.paths.iter().skip(1) { (row(words::NAMES, Some(name(path)))) }
        }
    }
}
