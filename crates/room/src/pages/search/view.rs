//! What was found as a page: the question, what is wrong with it, the list, and what it can be narrowed by.

use super::facets::{self, language_name};
use super::list::{self, SIZE, Shown, shown};
use super::query::{Wrong, pairs, set};
use super::time::histogram;
use super::{Asked, Wanted, export};
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::holdings::Held;
use crate::json::Points;
use crate::narrow::Order;
use crate::plain;
use crate::ui::{Page, Section, language_tag, pager};
use crate::words::{Word, frame, search as words, terms};
use axum::http::StatusCode;
use broadside_engine::search::Snippet;
use broadside_model::{Edtf, Span};
use maud::{Markup, html};

/// The page of a list.
pub fn hits(desk: &Desk, ask: &Ask, asked: &Asked) -> Result<Answer, Trouble> {
    let total = asked.narrowed.hits.len() as u64;
    let (page, before) = list::page_of(asked, SIZE, total);
    let shown = shown(desk, asked, before, SIZE)?;
    let list = html! {
        @if total == 0 { (nothing(ask, asked)) }
        ol.hits start=(before + 1) { @for one in &shown { li { (hit(ask, one)) } } }
        (pager(ask, page, SIZE, total))
    };
    Ok(page_around(desk, ask, asked, &list))
}

/// A list with what stands around it.
pub fn page_around(desk: &Desk, ask: &Ask, asked: &Asked, list: &Markup) -> Answer {
    let total = asked.narrowed.hits.len() as u64;
    let facets = facets::all(desk, ask, asked);
    let typed = asked.wanted.q.trim();
    let title = if typed.is_empty() {
        ask.say(frame::STATEMENTS).to_owned()
    } else {
        format!("{}: {typed}", ask.say(frame::SEARCH))
    };
    let body = html! {
        h1 { @if typed.is_empty() { (ask.say(frame::STATEMENTS)) } @else { (ask.say(words::FOUND)) " " bdi.typed { (typed) } } }
        div.found {
            div.results {
                p.total role="status" { strong { (ask.count(total, words::ONE_STATEMENT, words::STATEMENTS)) } @if total > 0 { (taken(ask)) } }
                (facets::chosen(ask, asked, &facets))
                (views(ask, asked))
                (list)
            }
            aside.narrow aria-label=(ask.say(words::NARROW)) {
                h2 { (ask.say(words::NARROW)) }
                (over_time(ask, asked))
                (facets::show(ask, &facets))
            }
        }
    };
    Answer::Page(Page::new(title, Section::Search, body))
}

/// The page of a question that means nothing.
pub fn wrong(ask: &Ask, wanted: &Wanted, wrong: &Wrong) -> Answer {
    let [before, word, after] = &wrong.typed;
    let body = html! {
        h1 { (ask.say(words::NOT_UNDERSTOOD)) }
        div.notice.bad role="alert" {
            p.typed { bdi { (before) mark.wrong { (word) } (after) } }
            p { (capital(&wrong.message)) "." }
            @if !wrong.hint.is_empty() { p { (capital(&wrong.hint)) "." } }
            p { a href="/help" { (ask.say(words::HOW_TO_ASK)) } }
        }
        form.fields action="/search" {
            label { (ask.say(frame::SEARCH)) input type="search" name="q" value=(wanted.q) spellcheck="false" autocomplete="off"; }
            button.main type="submit" { (ask.say(frame::SEARCH)) }
        }
    };
    Answer::Page(Page::new(ask.say(words::NOT_UNDERSTOOD), Section::Search, body).with_status(StatusCode::BAD_REQUEST))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn nothing(ask: &Ask, asked: &Asked) -> Markup {
    let is_narrowed = asked.wanted.is_narrowed();
    html! {
        div.notice {
            p { (ask.say(if is_narrowed { words::NOTHING_NARROWED } else { words::NOTHING })) }
            p { (ask.say(words::NOTHING_HINT)) " " a href="/help" { (ask.say(words::HOW_TO_ASK)) } }
        }
    }
}

/// What was found as files.
fn taken(ask: &Ask) -> Markup {
    html! {
        span.taken {
            " · " (ask.say(words::TAKE)) " "
            @for (place, format) in export::FORMATS.iter().enumerate() {
                @if place > 0 { " · " }
                a href=(export::address(&pairs(ask), format.name)) title=(ask.say(format.title)) { (format.short) }
            }
        }
    }
}

const ORDERS: [(Order, Word); 5] = [
    (Order::Relevance, words::BY_RELEVANCE),
    (Order::Date, words::BY_DATE),
    (Order::Latest, words::BY_LATEST),
    (Order::Added, words::BY_ADDED),
    (Order::Path, words::BY_PATH),
];

/// List or concordance, and the order.
fn views(ask: &Ask, asked: &Asked) -> Markup {
    let is_kwic = asked.wanted.view == "kwic";
    let has_words = asked.found.query.is_some();
    let orders = ORDERS.iter().filter(|(order, _)| has_words || *order != Order::Relevance);
    html! {
        div.views {
            @if has_words {
                nav aria-label=(ask.say(words::VIEW)) {
                    a href=(set(ask, &[("view", ""), ("sort", "")])) aria-current=[(!is_kwic).then_some("true")] { (ask.say(words::AS_LIST)) }
                    " "
                    a href=(set(ask, &[("view", "kwic"), ("sort", "")])) aria-current=[is_kwic.then_some("true")] { (ask.say(words::AS_KWIC)) }
                }
            }
            form action="/search" {
                @for (name, value) in pairs(ask).iter().filter(|(name, _)| name != "sort") { input type="hidden" name=(name) value=(value); }
                label { (ask.say(words::SORT)) " "
                    select name="sort" autocomplete="off" data-submits {
                        @if is_kwic {
                            @for (name, word) in [("", words::BY_PATH), ("left", words::BY_LEFT), ("right", words::BY_RIGHT)] {
                                option value=(name) selected[asked.wanted.sort == name] { (ask.say(word)) }
                            }
                        } @else {
                            @for (order, word) in orders { option value=(order.name()) selected[*order == asked.wanted.order()] { (ask.say(*word)) } }
                        }
                    }
                }
                " " button type="submit" { (ask.say(frame::APPLY)) }
            }
        }
    }
}

fn over_time(ask: &Ask, asked: &Asked) -> Markup {
    let (dates, wanted) = (&asked.narrowed.dates, &asked.wanted);
    html! {
        section.facet.time aria-label=(ask.say(words::DATE)) {
            h3 { (ask.say(words::DATE)) }
            (histogram(ask, dates, &|from, to| set(ask, &[("from", from), ("to", to), ("undated", "")])))
            form.range action="/search" {
                @for (name, value) in pairs(ask).iter().filter(|(name, _)| !["from", "to", "undated"].contains(&name.as_str())) {
                    input type="hidden" name=(name) value=(value);
                }
                label { (ask.say(words::FROM)) input name="from" value=(wanted.from.trim()) placeholder="1978" size="9" autocomplete="off" spellcheck="false"; }
                label { (ask.say(words::TO)) input name="to" value=(wanted.to.trim()) placeholder="1984-05" size="9" autocomplete="off" spellcheck="false"; }
                button type="submit" { (ask.say(frame::APPLY)) }
            }
            @if dates.undated > 0 {
                p { a href=(set(ask, &[("undated", if wanted.undated == "yes" { "" } else { "yes" }), ("from", ""), ("to", "")])) {
                    (ask.count(u64::from(dates.undated), words::ONE_UNDATED, words::UNDATED))
                } }
            }
        }
    }
}

/// A date as it is known.
pub fn date(ask: &Ask, date: Option<&Edtf>) -> Markup {
    html! {
        @match date {
            Some(date) => { time.date { (date.as_str()) } }
            None => { span.faint { (ask.say(words::WITHOUT_DATE)) } }
        }
    }
}

/// Title, or the first words, which are no title.
pub fn caption(ask: &Ask, held: &Held) -> Markup {
    let lang = held.language.as_deref().map(language_tag);
    html! {
        @match &held.title {
            Some(title) => { bdi lang=[lang] { (plain::one_line(title)) } }
            None if held.opening.is_empty() => { span.untitled { (ask.say(frame::UNTITLED)) } }
            None => { span.untitled { "[" (ask.say(frame::UNTITLED)) "] " bdi lang=[lang] { (plain::one_line(&held.opening)) } } }
        }
    }
}

fn hit(ask: &Ask, one: &Shown) -> Markup {
    let held = &one.held;
    let points = Points::new(&one.text);
    html! {
        article.result {
            h2 { a href={ "/statements/" (held.name()) (first_place(one, &points)) } { (caption(ask, held)) } }
            (facts(ask, held))
            @if one.snippets.is_empty() {
                @if held.title.is_some() && !held.opening.is_empty() {
                    p.snippet dir="auto" lang=[held.language.as_deref().map(language_tag)] { (plain::one_line(&held.opening)) @if !held.opening.ends_with('…') { " …" } }
                }
            } @else {
                @for snippet in &one.snippets { (stretch(one, snippet, &points)) }
            }
        }
    }
}

/// Where the first words that matched stand.
fn first_place(one: &Shown, points: &Points<'_>) -> String {
    let first = one.snippets.iter().flat_map(|snippet| &snippet.highlights).next();
    first.map_or_else(String::new, |span| format!("?at={}-{}", points.at(span.start), points.at(span.end)))
}

fn facts(ask: &Ask, held: &Held) -> Markup {
    html! {
        p.about {
            (date(ask, held.date.as_ref()))
            @if let Some(kind) = held.kind { " · " (ask.say(terms::kind(kind))) }
            @if !held.issuers.is_empty() {
                " · "
                @for (place, issuer) in held.issuers.iter().take(3).enumerate() {
                    @if place > 0 { ", " }
                    bdi { (plain::one_line(issuer)) }
                }
                @if held.issuers.len() > 3 { " …" }
            }
            @if let Some(place) = held.places.first() { " · " bdi { (plain::one_line(place)) } }
            @if let Some(language) = &held.language { " · " (language_name(ask, language)) }
            @if held.signatories > 0 { " · " (ask.count(u64::from(held.signatories), words::ONE_SIGNATORY, words::SIGNATORIES)) }
            " · " bdi.path { (plain::name(&held.path)) }
        }
    }
}

fn stretch(one: &Shown, snippet: &Snippet, points: &Points<'_>) -> Markup {
    let id = one.held.name();
    let lang = one.held.language.as_deref().map(language_tag);
    let flat = |from: u32, to: u32| flat(&one.text, Span { start: from, end: to });
    let start = snippet.span.start;
    let begins = one.text.get(..start as usize).is_some_and(|before| before.trim().is_empty());
    // Before each match stands what follows the one before it.
    let before = std::iter::once(start).chain(snippet.highlights.iter().map(|span| span.end));
    let last = snippet.highlights.last().map_or(start, |span| span.end);
    html! {
        p.snippet dir="auto" lang=[lang] {
            @if !begins { "… " }
            @for (span, before) in snippet.highlights.iter().zip(before) {
                (flat(before, span.start))
                a href={ "/statements/" (id) "?at=" (points.at(span.start)) "-" (points.at(span.end)) } { mark { (flat(span.start, span.end)) } }
            }
            (flat(last, snippet.span.end)) " …"
        }
    }
}

/// A piece of text on one line, inert.
pub fn flat(text: &str, span: Span) -> String {
    plain::inert(&text.get(span.range()).unwrap_or_default().replace(['\n', '\r', '\t', '\u{c}'], " "))
}
