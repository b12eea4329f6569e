//! What the pages of rows, names and networks share.

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::derived::{self, Found, Made};
use crate::desk::Desk;
use crate::filters::DateRange;
use crate::json::numbered_id;
use crate::ui::{Page, Section};
use crate::words::{Word, frame, search};
use broadside_model::StatementId;
use maud::{Markup, html};
use std::sync::Arc;

/// Rows on a page.
pub const ROWS: u64 = 50;
/// Rows that a table to keep has at most.
pub const MOST: u64 = 20_000;

/// What was worked out of the archive, or a page that says how far that is.
pub enum Ready<T> {
    /// It is there; whether it is of the archive before its last change.
    Now(Arc<T>, bool),
    /// It is not.
    NotYet(Answer),
}

/// What is worked out of the archive once.
pub fn ready<T: Made>(desk: &Desk, ask: &Ask, title: Word, section: Section) -> Result<Ready<T>, Trouble> {
    Ok(match derived::get::<T>(&desk.room, &desk.now)? {
        Found::Now(made) => Ready::Now(made, false),
        Found::Before(made) => Ready::Now(made, true),
        Found::Underway(_) if ask.wants_json => return Err(Trouble::Busy),
        Found::Underway(percent) => Ready::NotYet(underway(ask, ask.say(title), section, percent)),
    })
}

fn underway(ask: &Ask, title: &str, section: Section, percent: u64) -> Answer {
    let again = if ask.query.is_empty() { ask.path.clone() } else { format!("{}?{}", ask.path, ask.query) };
    let body = html! {
        h1 { (title) }
        div.notice role="status" data-again="2" {
            p { (ask.fill(frame::UNDERWAY, &[("n", &percent.to_string())])) }
            p { a.button href=(again) { (ask.say(frame::LOOK_AGAIN)) } }
        }
    };
    Answer::Page(Page::new(title, section, body).with_island("again"))
}

/// That what is shown is of the archive before its last change.
pub fn of_before(ask: &Ask, is_before: bool) -> Markup {
    html! { @if is_before { p.notice role="status" { (ask.say(frame::OF_BEFORE)) } } }
}

/// The values of a parameter that may stand several times, or with commas.
pub fn several(typed: &[String]) -> Vec<String> {
    let each = typed.iter().flat_map(|typed| typed.split(',')).map(str::trim).filter(|value| !value.is_empty());
    each.map(str::to_owned).collect()
}

/// The values of that kind that were asked for.
pub fn named<T>(typed: &[String], of: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Trouble> {
    several(typed)
        .iter()
        .map(|name| of(name).ok_or_else(|| Trouble::wrong(format!("`{name}` is none of these"))))
        .collect()
}

/// Something typed, if something was.
pub fn typed(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A time that was typed, from a field of its own or from two.
pub fn time(ask: &Ask, date: &str, from: &str, to: &str) -> Result<Option<DateRange>, Trouble> {
    let range = match (typed(date), typed(from), typed(to)) {
        (Some(date), ..) => date,
        (None, None, None) => return Ok(None),
        (None, from, to) => format!("{}..{}", from.unwrap_or_default(), to.unwrap_or_default()),
    };
    range.parse().map(Some).map_err(|_: String| {
        let words =
            [date, from, to].into_iter().find(|typed| !typed.trim().is_empty() && !is_time(typed)).unwrap_or(&range);
        Trouble::Wrong(
            format!("«{}»: {}", words.trim(), ask.say(search::NO_DATE)),
            ask.say(search::NO_DATE_HINT).to_owned(),
        )
    })
}

fn is_time(typed: &str) -> bool {
    typed.trim().parse::<DateRange>().is_ok()
}

/// The page that was asked for, from 1, and the first of its rows.
pub fn page(page: Option<u64>) -> (u64, usize) {
    let page = page.unwrap_or(1).clamp(1, 1 << 32);
    (page, ((page - 1) * ROWS) as usize)
}

/// Where the rows behind these are; `shown` are those up to the end of this page.
pub fn next(ask: &Ask, page: u64, all: u64) -> Option<String> {
    (page * ROWS < all).then(|| with_page(ask, page + 1))
}

fn with_page(ask: &Ask, page: u64) -> String {
    let address = ask.with("page", "");
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}page={page}")
}

/// The address of a statement, with what is to be lit up there.
pub fn statement(id: StatementId, place: Option<(u64, u64)>) -> String {
    let at = place.map(|(start, end)| format!("?at={start}-{end}")).unwrap_or_default();
    format!("/statements/{}{at}", numbered_id(id.source, id.number))
}

/// A choice among values, `""` first for any.
pub fn choice(ask: &Ask, name: &str, label: Word, any: Word, values: &[(String, String)], chosen: &[String]) -> Markup {
    html! {
        label { (ask.say(label))
            select name=(name) {
                option value="" { (ask.say(any)) }
                @for (value, text) in values { option value=(value) selected[chosen.contains(value)] { (text) } }
            }
        }
    }
}

/// A field to type in.
pub fn field(ask: &Ask, name: &str, label: Word, value: &str, hint: Option<Word>) -> Markup {
    html! {
        label { (ask.say(label)) input name=(name) value=(value) placeholder=[hint.map(|hint| ask.say(hint))] autocomplete="off" spellcheck="false"; }
    }
}

/// A heading that sorts by its column.
pub fn sortable(ask: &Ask, label: Word, key: &str, now: &str, is_number: bool) -> Markup {
    let state = (now == key).then_some(if is_number { "descending" } else { "ascending" });
    html! {
        th.number[is_number] scope="col" aria-sort=[state] { a href=(ask.with("sort", key)) { (ask.say(label)) @if state.is_some() { span aria-hidden="true" { " ▾" } } } }
    }
}

/// First and last year of days, as people write them.
pub fn years(first: Option<&str>, last: Option<&str>) -> String {
    let year = |day: &str| day.rsplitn(3, '-').nth(2).unwrap_or(day).to_owned();
    match (first.map(year), last.map(year)) {
        (Some(first), Some(last)) if first == last => first,
        (Some(first), Some(last)) => format!("{first}–{last}"),
        (first, last) => first.or(last).unwrap_or_default(),
    }
}

/// A statement in a few words, linked: its date and what it is called.
pub fn source(desk: &Desk, id: StatementId, place: Option<(u64, u64)>) -> Markup {
    let held = desk.now.holdings.get(id);
    let caption = held.map_or("?", |held| held.caption());
    html! { a href=(statement(id, place)) { bdi lang=[held.and_then(|held| held.language.as_deref()).map(crate::ui::language_tag)] { (short(caption)) } } }
}

/// Characters of a title that lists show.
const TITLE: usize = 110;

/// A text that is short enough for a list.
pub fn short(text: &str) -> String {
    let mut words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > TITLE {
        words = words.chars().take(TITLE).collect();
        words.push('…');
    }
    words
}
