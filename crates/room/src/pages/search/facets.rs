//! What the statements found have in common: each value with how many have it, and the address that narrows to it.

use super::{Asked, query};
use crate::ask::Ask;
use crate::columns::{UNKNOWN, Values};
use crate::desk::Desk;
use crate::words::{Word, search as words, terms};
use broadside_model::Kind;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

/// A property with its values.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Facet {
    /// The parameter that narrows by it.
    name: &'static str,
    /// The most frequent values.
    values: Vec<Value>,
    /// How many values there are.
    total: u64,
    #[serde(skip)]
    #[schemars(skip)]
    title: Option<Word>,
}

/// A value.
#[derive(Debug, JsonSchema, Serialize)]
struct Value {
    /// As the parameter has it.
    value: String,
    /// What people call it.
    name: String,
    /// How many of the statements found have it, with the other wishes as they are.
    statements: u64,
    /// Whether it is wished for.
    chosen: bool,
    /// The id of the entity that it is, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<String>,
    /// The address that chooses it, or no longer does.
    address: String,
    #[serde(skip)]
    #[schemars(skip)]
    is_of_document: bool,
}

/// Every property.
pub fn all(desk: &Desk, ask: &Ask, asked: &Asked) -> Vec<Facet> {
    let (columns, narrowed, wanted) = (&desk.now.columns, &asked.narrowed, &asked.wanted);
    let named = |name, title, values: &Values, counts: &[(u32, u32)], chosen: &[String], total: usize| Facet {
        name,
        values: counts.iter().filter_map(|count| named(ask, name, values, *count, chosen)).collect(),
        total: total as u64,
        title: Some(title),
    };
    let (issuers, places, languages) = (&narrowed.issuers, &narrowed.places, &narrowed.languages);
    vec![
        kinds(ask, &narrowed.kinds, &wanted.kind),
        named("issuer", words::ISSUER, &columns.issuers, issuers, &wanted.issuer, narrowed.all_issuers),
        named("place", words::PLACE, &columns.places, places, &wanted.place, narrowed.all_places),
        named("language", words::LANGUAGE, &columns.languages, languages, &wanted.language, languages.len()),
        signed(ask, narrowed.signed, &wanted.signed),
    ]
}

fn value(ask: &Ask, facet: &str, value: &str, name: String, count: u32, chosen: bool) -> Value {
    Value {
        value: value.to_owned(),
        name,
        statements: u64::from(count),
        chosen,
        entity: None,
        address: query::toggled(ask, facet, value),
        is_of_document: false,
    }
}

fn kinds(ask: &Ask, counts: &[u32], chosen: &[String]) -> Facet {
    let all = Kind::ALL.iter().map(|kind| Some(*kind)).chain([None]);
    let mut values: Vec<Value> = all
        .zip(counts)
        .map(|(kind, count)| {
            let code = kind.map_or(UNKNOWN, Kind::name);
            let is_chosen = chosen.iter().any(|chosen| chosen == code);
            value(ask, "kind", code, ask.say(kind.map_or(terms::UNKNOWN, terms::kind)).to_owned(), *count, is_chosen)
        })
        .filter(|value| value.statements > 0 || value.chosen)
        .collect();
    values.sort_by_key(|value| std::cmp::Reverse(value.statements));
    Facet { name: "kind", total: values.len() as u64, values, title: Some(words::KIND) }
}

fn named(ask: &Ask, facet: &str, values: &Values, (number, count): (u32, u32), chosen: &[String]) -> Option<Value> {
    let label = values.labels.get(number as usize)?;
    let is_chosen = chosen.iter().any(|chosen| **chosen == *label.value);
    let is_language = facet == "language";
    let name = if is_language { language_name(ask, &label.name) } else { label.name.to_string() };
    let plain = value(ask, facet, &label.value, name, count, is_chosen);
    Some(Value { entity: label.entity.map(|id| id.to_string()), is_of_document: !is_language, ..plain })
}

/// What a language is called: its code where it has no name here.
pub fn language_name(ask: &Ask, code: &str) -> String {
    match terms::language(code) {
        Some(word) => ask.say(word).to_owned(),
        None if code == UNKNOWN => ask.say(terms::UNKNOWN).to_owned(),
        None => code.to_owned(),
    }
}

fn signed(ask: &Ask, (with, without): (u32, u32), chosen: &str) -> Facet {
    let one = |code: &'static str, word: Word, count: u32| {
        let is_chosen = chosen == code;
        let address = query::set(ask, &[("signed", if is_chosen { "" } else { code })]);
        Value { address, ..value(ask, "signed", code, ask.say(word).to_owned(), count, is_chosen) }
    };
    let both = [one("yes", words::WITH_SIGNATORIES, with), one("no", words::WITHOUT_SIGNATORIES, without)];
    let values: Vec<Value> = both.into_iter().filter(|value| value.statements > 0 || value.chosen).collect();
    Facet { name: "signed", total: values.len() as u64, values, title: Some(words::SIGNED) }
}

/// Values shown before the rest.
const FIRST: usize = 8;

/// The properties beside the list.
pub fn show(ask: &Ask, facets: &[Facet]) -> Markup {
    html! {
        @for facet in facets.iter().filter(|facet| !facet.values.is_empty()) {
            @let title = facet.title.map_or(facet.name, |title| ask.say(title));
            details.facet open[facet.name != "place" || facet.values.iter().any(|value| value.chosen)] {
                summary { h3 { (title) } }
                @let (first, rest) = facet.values.split_at(FIRST.min(facet.values.len()));
                (list(ask, first))
                @if !rest.is_empty() {
                    details.more {
                        summary { (ask.fill(words::MORE, &[("n", &ask.number(facet.total - FIRST as u64))])) }
                        (list(ask, rest))
                        @if facet.total > facet.values.len() as u64 { p.faint { (ask.say(words::ONLY_FREQUENT)) } }
                    }
                }
            }
        }
    }
}

fn list(ask: &Ask, values: &[Value]) -> Markup {
    html! {
        ul.values {
            @for value in values {
                li {
                    a.chosen[value.chosen] href=(value.address) aria-current=[value.chosen.then_some("true")] {
                        @if value.is_of_document { bdi { (value.name) } } @else { span { (value.name) } }
                        span.count { (ask.number(value.statements)) }
                        @if value.chosen { span.unseen { " " (ask.say(words::CHOSEN)) } }
                    }
                }
            }
        }
    }
}

/// What is wished for, each to be let go.
pub fn chosen(ask: &Ask, asked: &Asked, facets: &[Facet]) -> Markup {
    let wanted = &asked.wanted;
    let range = [&wanted.from, &wanted.to].map(|end| end.trim());
    html! {
        @if wanted.is_narrowed() {
            ul.wishes aria-label=(ask.say(words::WISHES)) {
                @for facet in facets {
                    @for value in facet.values.iter().filter(|value| value.chosen) {
                        li { a.chip href=(value.address) {
                            bdi { (value.name) } " " span aria-hidden="true" { "×" } span.unseen { (ask.say(words::LET_GO)) }
                        } }
                    }
                }
                @if range.iter().any(|end| !end.is_empty()) {
                    li { a.chip href=(query::set(ask, &[("from", ""), ("to", "")])) {
                        bdi { (range[0]) "…" (range[1]) } " " span aria-hidden="true" { "×" } span.unseen { (ask.say(words::LET_GO)) }
                    } }
                }
                @if wanted.undated == "yes" {
                    li { a.chip href=(query::set(ask, &[("undated", "")])) {
                        (ask.say(words::WITHOUT_DATE)) " " span aria-hidden="true" { "×" } span.unseen { (ask.say(words::LET_GO)) }
                    } }
                }
                li { a href=(query::address("/search", &query::pairs(ask).into_iter().filter(|(name, _)| ["q", "sort", "view"].contains(&name.as_str())).collect::<Vec<_>>())) { (ask.say(words::LET_ALL_GO)) } }
            }
        }
    }
}
