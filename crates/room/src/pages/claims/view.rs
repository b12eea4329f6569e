//! How claims are shown.

use super::Wanted;
use super::ledger::{GROUPS, MEMBERS};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::gathered::{Claimed, Gathered};
use crate::json::anatomy::Ground;
use crate::pages::parts::{self, MOST, ROWS};
use crate::readings::Reading;
use crate::rows::{Claims, RowKind};
use crate::ui::{bare, pager};
use crate::wording;
use crate::words::{claims as words, terms};
use broadside_model::{Claim, Edtf, Found, Grade};
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Characters of the words of a claim that are shown.
const WORDS: usize = 220;

fn found<'a>((row, reading): &'a (Claimed, Reading<'_>)) -> Option<&'a Found<Claim>> {
    Claims::of(reading.with_rejected).get(row.at as usize)
}

/// A number as it was bounded.
fn figure(ask: &Ask, claim: &Claim) -> String {
    let number = |number: f64| {
        if number.fract() == 0.0 && (0.0..1e15).contains(&number) {
            ask.number(number as u64)
        } else {
            wording::figure(number)
        }
    };
    let text = match (claim.min, claim.max) {
        (None, None) => return String::new(),
        (Some(min), Some(max)) if min == max => number(min),
        (Some(min), Some(max)) => ask.fill(words::BETWEEN, &[("a", &number(min)), ("b", &number(max))]),
        (Some(min), None) => ask.fill(words::AT_LEAST, &[("n", &number(min))]),
        (None, Some(max)) => ask.fill(words::AT_MOST, &[("n", &number(max))]),
    };
    if claim.approximate { ask.fill(words::ABOUT, &[("n", &text)]) } else { text }
}

fn what(ask: &Ask, claim: &Claim) -> Markup {
    match terms::what(&claim.what) {
        Some(word) => html! { (ask.say(word)) },
        None => bare(&claim.what),
    }
}

/// What is counted, and by whom it was done.
fn details(ask: &Ask, claim: &Claim) -> Markup {
    let of = claim.of.as_ref().filter(|of| !of.eq_ignore_ascii_case(&claim.what));
    html! {
        @for text in [claim.unit.as_ref(), of].into_iter().flatten() { " " (bare(text)) }
        @if let Some(actor) = &claim.actor { " · " span.faint { (ask.say(words::ACTOR)) ": " } (bare(actor)) }
        @if claim.grade != Grade::Fact { " · " span.chip { (ask.say(terms::grade(claim.grade))) } }
    }
}

/// A claim on a line: what, how many, where, and who says so.
pub fn line(ask: &Ask, claim: &Claim) -> Markup {
    let number = figure(ask, claim);
    html! {
        (what(ask, claim)) @if !number.is_empty() { ": " (number) } (details(ask, claim))
        @if let Some(place) = &claim.place { ", " (bare(place)) }
        @if let Some(name) = &claim.claimant { " · " span.faint { (ask.say(words::SAYS)) ": " } (bare(name)) }
    }
}

fn quote(claim: &Found<Claim>, reading: &Reading<'_>) -> (Option<(u64, u64)>, String) {
    let Some(span) = claim.evidence.first() else { return (None, String::new()) };
    let place = Ground::new(reading.text).evidence(*span);
    let mut quote: String = place.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if quote.chars().count() > WORDS {
        quote = quote.chars().take(WORDS).collect::<String>() + "…";
    }
    (Some((place.start, place.end)), quote)
}

fn row(desk: &Desk, ask: &Ask, table: &Gathered, one: &(Claimed, Reading<'_>), with_thing: bool) -> Markup {
    let (Some(claim), Some(id)) = (found(one), table.statement(one.0.statement)) else { return html! {} };
    let (place, words) = quote(claim, &one.1);
    let value = &claim.value;
    let number = figure(ask, value);
    html! {
        tr {
            th.figure scope="row" {
                a href=(parts::statement(id, place)) { @if number.is_empty() { (ask.say(words::NO_FIGURE)) } @else { (number) } }
                @if with_thing { " " (what(ask, value)) }
                (details(ask, value))
            }
            td { @match &value.claimant { Some(name) => { (bare(name)) } None => { span.faint { (ask.say(words::ITSELF)) } } } }
            @if with_thing { td { (thing_place(ask, value)) } }
            td.date { @if let Some(date) = &one.1.statement.date { (date.value.edtf.as_str()) } }
            td { (parts::source(desk, id, place)) @if !words.is_empty() { br; span.quote lang=[one.1.statement.language.as_deref().map(crate::ui::language_tag)] { "“" bdi dir="auto" { (words) } "”" } } }
        }
    }
}

fn thing_place(ask: &Ask, claim: &Claim) -> Markup {
    html! {
        @match &claim.place { Some(place) => { (bare(place)) } None => { span.faint { (ask.say(words::NO_PLACE)) } } }
        ", "
        @match &claim.date { Some(date) => { span.date { (Edtf::as_str(date)) } } None => { span.faint { (ask.say(words::NO_DATE)) } } }
    }
}

fn heads(ask: &Ask, with_thing: bool) -> Markup {
    html! { thead { tr {
        th scope="col" { (ask.say(words::FIGURE)) }
        th scope="col" { (ask.say(words::SAYS)) }
        @if with_thing { th scope="col" { (ask.say(words::PLACE)) } }
        th scope="col" { (ask.say(words::ISSUED)) }
        th scope="col" { (ask.say(words::STATEMENT)) }
    } } }
}

/// What several say of one thing.
pub fn group(
    desk: &Desk,
    ask: &Ask,
    table: &Gathered,
    readings: &[(Claimed, Reading<'_>)],
    all: usize,
    figures: usize,
) -> Markup {
    let Some(first) = readings.first().and_then(found) else { return html! {} };
    let count = all as u64;
    html! {
        section.ledger {
            h2 { (what(ask, &first.value)) ": " (thing_place(ask, &first.value)) }
            p.faint { (ask.count(count, words::ONE_SAYS, words::SAY)) @if figures > 1 { ", " strong { (ask.fill(words::DIFFER, &[("n", &ask.number(figures as u64))])) } } }
            div.scroll tabindex="0" role="group" aria-label=(first.value.what) {
                table { (heads(ask, false)) tbody { @for one in readings { (row(desk, ask, table, one, false)) } } }
            }
            @if all > MEMBERS { p.faint { (ask.fill(words::MORE_HERE, &[("n", &ask.number((all - MEMBERS) as u64))])) } }
        }
    }
}

fn head(ask: &Ask, wanted: &Wanted, table: &Gathered, is_before: bool) -> Markup {
    html! {
        h1 { (ask.say(words::TITLE)) }
        p.lede { (ask.say(words::LEDE)) }
        (parts::of_before(ask, is_before))
        (form(ask, wanted, table))
    }
}

fn foot(ask: &Ask, total: u64) -> Markup {
    html! { @if total > 0 {
        p.noprint { a href=(ask.with("format", "csv")) { (ask.say(words::AS_CSV)) } }
        @if total > MOST { p.faint { (ask.fill(words::CUT, &[("n", &ask.number(MOST))])) } }
    } }
}

/// The ledger: sheets, how many claims and groups there are, the page.
pub fn ledger(
    ask: &Ask,
    wanted: &Wanted,
    table: &Gathered,
    sheets: &[Markup],
    (claims, groups, page, is_before): (u64, u64, u64, bool),
) -> Markup {
    let counts = [("claims", ask.number(claims)), ("groups", ask.number(groups))];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    html! {
        (head(ask, wanted, table, is_before))
        p role="status" { @if groups == 0 { (ask.say(words::NONE)) } @else { (ask.fill(words::GROUPS, &counts)) "." } }
        @for sheet in sheets { (sheet) }
        (pager(ask, page, GROUPS, groups))
        (foot(ask, claims))
    }
}

/// Claims one by one: with their number, the page, and whether they are of the archive as it was.
pub fn rows(
    desk: &Desk,
    ask: &Ask,
    wanted: &Wanted,
    table: &Gathered,
    (readings, total, page, is_before): (&[(Claimed, Reading<'_>)], u64, u64, bool),
) -> Markup {
    html! {
        (head(ask, wanted, table, is_before))
        p role="status" { @if total == 0 { (ask.say(words::NONE)) } @else { (ask.count(total, words::ONE, words::COUNT)) "." } }
        @if total > 0 {
            div.scroll tabindex="0" role="group" aria-label=(ask.say(words::TITLE)) {
                table { (heads(ask, true)) tbody { @for one in readings { (row(desk, ask, table, one, true)) } } }
            }
        }
        (pager(ask, page, ROWS, total))
        (foot(ask, total))
    }
}

/// Matters that are offered, at most.
const MATTERS: usize = 40;

/// What claims are about, the most frequent first.
fn matters(table: &Gathered) -> Vec<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in table.claimed.iter().filter_map(|row| table.pool.get(row.what)) {
        *counts.entry(word).or_default() += 1;
    }
    let mut all: Vec<(&str, usize)> = counts.into_iter().collect();
    all.sort_by_key(|(_, count)| Reverse(*count));
    all.into_iter().take(MATTERS).map(|(word, _)| word).collect()
}

fn form(ask: &Ask, wanted: &Wanted, table: &Gathered) -> Markup {
    let named = |name: &str| terms::what(name).map_or(name.to_owned(), |word| ask.say(word).to_owned());
    let mut matters: Vec<(String, String)> =
        matters(table).into_iter().map(|name| (name.to_owned(), named(name))).collect();
    for other in parts::several(&wanted.what) {
        if matters.iter().all(|(name, _)| *name != other) {
            matters.push((other.clone(), named(&other)));
        }
    }
    let grades: Vec<(String, String)> =
        Grade::ALL.iter().map(|grade| (grade.name().to_owned(), ask.say(terms::grade(*grade)).to_owned())).collect();
    html! {
        form.fields method="get" action="/claims" {
            (parts::choice(ask, "what", words::WHAT, words::ANY, &matters, &parts::several(&wanted.what)))
            (parts::field(ask, "claimant", words::CLAIMANT, &wanted.claimant, Some(words::CLAIMANT_HINT)))
            (parts::choice(ask, "grade", words::GRADE, words::ANY, &grades, &parts::several(&wanted.grade)))
            (parts::field(ask, "place", words::PLACE, &wanted.place, None))
            (parts::field(ask, "from", words::FROM, &wanted.from, Some(words::DATE_HINT)))
            (parts::field(ask, "to", words::TO, &wanted.to, Some(words::DATE_HINT)))
            label { (ask.say(words::VIEW))
                select name="view" {
                    option value="" { (ask.say(words::LEDGER)) }
                    option value="rows" selected[wanted.view == "rows"] { (ask.say(words::ROWS)) }
                }
            }
            label.tick { input type="checkbox" name="rivals" value="yes" checked[!wanted.rivals.is_empty()]; " " (ask.say(words::RIVALS)) }
            button.main type="submit" { (ask.say(words::APPLY)) }
        }
    }
}
