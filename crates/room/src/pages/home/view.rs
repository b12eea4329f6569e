//! The first page as people see it.

use super::{Count, Glance};
use crate::answer::Answer;
use crate::ask::Ask;
use crate::columns::UNKNOWN;
use crate::histogram::Histogram;
use crate::holdings::Held;
use crate::pages::search::{caption, date, histogram, language_name};
use crate::ui::{Page, Section};
use crate::words::{Word, home as words, search, terms};
use broadside_model::Kind;
use maud::{Markup, html};
use std::sync::Arc;

/// The page.
pub fn page(ask: &Ask, glance: &Glance<'_>, dates: &Histogram, latest: &[Arc<Held>]) -> Answer {
    let body = html! {
        h1 { bdi { (glance.archive) } }
        @if glance.files == 0 { (empty(ask)) } @else {
            p.sizes {
                a href="/search" { (ask.count(glance.statements, search::ONE_STATEMENT, search::STATEMENTS)) } " · "
                a href="/report" { (ask.count(glance.files, words::ONE_FILE, words::FILES)) } " · "
                a href="/entities" { (ask.count(glance.entities, words::ONE_NAME, words::NAMES)) }
            }
            section.sheet.over-time {
                h2 { (ask.say(words::OVER_TIME)) }
                (histogram(ask, dates, &|from, to| format!("/search?from={from}&to={to}")))
                @if !dates.bars.is_empty() { p.faint { (ask.say(words::OVER_TIME_HINT)) } }
            }
            div.columns {
                (bars(ask, words::ISSUERS, "issuer", &glance.issuers, &|count| html! { bdi { (count.name) } }))
                (bars(ask, words::KINDS, "kind", &glance.kinds, &|count| html! { (ask.say(Kind::from_name(&count.value).map_or(terms::UNKNOWN, terms::kind))) }))
                (bars(ask, words::LANGUAGES, "language", &glance.languages, &|count| html! { (language_name(ask, &count.value)) }))
                (attention(ask, glance))
                (last(ask, latest))
            }
        }
    };
    Answer::Page(Page::new(glance.archive, Section::Home, body))
}

fn empty(ask: &Ask) -> Markup {
    html! {
        div.notice {
            p { strong { (ask.say(words::EMPTY)) } }
            p { (ask.say(words::EMPTY_HINT)) }
            p { a.button.main href="/add" { (ask.say(words::ADD_FILES)) } }
        }
    }
}

/// Values with how many statements have each, drawn as bars that lead to them.
fn bars(ask: &Ask, title: Word, parameter: &str, counts: &[Count], name: &dyn Fn(&Count) -> Markup) -> Markup {
    let most = counts.iter().map(|count| count.statements).max().unwrap_or(1).max(1);
    html! {
        @if !counts.is_empty() {
            section.sheet {
                h2 { (ask.say(title)) }
                ul.bars {
                    @for count in counts {
                        @let query = form_urlencoded::Serializer::new(String::new()).append_pair(parameter, &count.value).finish();
                        li {
                            a.unknown[count.value == UNKNOWN] href={ "/search?" (query) } { span.name { (name(count)) } span.count { (ask.number(count.statements)) } }
                            svg.bar viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                                rect width=((count.statements * 1000 / most) as f64 / 10.0) height="4" {}
                            }
                        }
                    }
                }
                @if parameter == "issuer" { p { a href="/entities" { (ask.say(words::ALL_NAMES)) } } }
            }
        }
    }
}

fn attention(ask: &Ask, glance: &Glance<'_>) -> Markup {
    let found = glance.attention;
    let lines = [
        (found.failed, "/report?outcome=failed", words::ONE_FAILED, words::FAILED),
        (found.partial, "/report?outcome=partial", words::ONE_PARTIAL, words::PARTIAL),
        (found.no_text, "/report?outcome=no-text", words::ONE_NO_TEXT, words::NO_TEXT),
        (found.unsupported, "/report?outcome=unsupported", words::ONE_UNSUPPORTED, words::UNSUPPORTED),
        (found.suspect, "/report?problems=1", words::ONE_SUSPECT, words::SUSPECT),
        (found.questions, "/review", words::ONE_QUESTION, words::QUESTIONS),
        (found.undated, "/search?undated=yes", words::ONE_UNDATED, words::UNDATED),
    ];
    html! {
        section.sheet {
            h2 { (ask.say(words::ATTENTION)) }
            @if found.is_nothing() { p { (ask.say(words::NO_ATTENTION)) } }
            ul.plain {
                @for (count, address, one, several) in lines.into_iter().filter(|line| line.0 > 0) {
                    li { a href=(address) { (ask.count(count, one, several)) } }
                }
            }
        }
    }
}

fn last(ask: &Ask, latest: &[Arc<Held>]) -> Markup {
    html! {
        section.sheet {
            h2 { (ask.say(words::LATEST)) }
            ul.plain {
                @for held in latest {
                    li { a href={ "/statements/" (held.name()) } { (caption(ask, held)) } " " (date(ask, held.date.as_ref())) }
                }
            }
            p { a href="/search" { (ask.say(words::ALL_STATEMENTS)) } }
        }
    }
}
