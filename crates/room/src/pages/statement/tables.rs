//! What a statement lists: who signed, what it demands, claims, quotes and proclaims, and how those it names are related.
//!
//! Plain tables; a script adds sorting, filtering and copying (`web/src/islands/table.ts`).

use super::card::{evidence, named};
use super::facts::{Fact, number};
use super::{View, its, terms};
use crate::ui::{bare, decide};
use crate::words::Word;
use crate::words::statement as words;
use broadside_model::{Claim, Edtf, Property, Quotation, Signatory};
use maud::{Markup, html};

/// The lists, in their order on the page, with their anchors and names.
const LISTS: &[(Property, &str, Word)] = &[
    (Property::Signatory, "signatories", words::SIGNATORIES),
    (Property::Demand, "demands", words::DEMANDS),
    (Property::Slogan, "slogans", words::SLOGANS),
    (Property::Claim, "claims", words::CLAIMS),
    (Property::Quotation, "quotations", words::QUOTATIONS),
    (Property::Relation, "relations", words::RELATIONS),
];

fn of<'a>(view: &'a View<'_>, property: Property) -> impl Iterator<Item = &'a Fact> {
    view.facts.iter().filter(move |fact| fact.property == property)
}

/// Which lists there are, with how many items each has.
pub fn contents(view: &View<'_>) -> Vec<(&'static str, Word, u64)> {
    let counted = LISTS.iter().map(|(property, anchor, word)| {
        (*anchor, *word, of(view, *property).filter(|fact| !fact.is_rejected()).count() as u64)
    });
    counted.filter(|(.., count)| *count > 0).collect()
}

/// All lists that there are.
pub fn all(view: &View<'_>) -> Markup {
    html! {
        @for (property, anchor, word) in LISTS {
            @if of(view, *property).next().is_some() || (*property == Property::Signatory && unnamed(view).is_some()) {
                section.list {
                    h2 id=(anchor) { (view.ask.say(*word)) }
                    @match property {
                        Property::Signatory => (signatories(view)),
                        Property::Claim => (claims(view)),
                        Property::Quotation => (quotations(view)),
                        _ => (passages(view, *property)),
                    }
                }
            }
        }
    }
}

/// A table with names over its columns; scripts learn from its attributes what their controls are called.
fn table(view: &View<'_>, anchor: &str, columns: &[(Word, bool)], rows: &Markup) -> Markup {
    let ask = view.ask;
    let (filter, copy, copied, sort) = (words::FILTER, words::COPY, words::COPIED, words::SORT);
    html! {
        div.scroll tabindex="0" role="group" aria-labelledby=(anchor) {
            table data-table data-filter=(ask.say(filter)) data-copy=(ask.say(copy)) data-copied=(ask.say(copied)) data-sort=(ask.say(sort)) data-rows=(ask.say(words::ROWS)) {
                thead { tr {
                    @for (word, is_number) in columns { th scope="col" class=[is_number.then_some("number")] { (ask.say(*word)) } }
                    th.tools scope="col" data-tools { (ask.say(words::EVIDENCE)) }
                } }
                tbody { (rows) }
            }
        }
    }
}

/// The end of a row: where its words stand, and what people say of it.
fn tools(view: &View<'_>, fact: &Fact) -> Markup {
    html! { td.tools data-tools { (evidence(view, fact)) " " (decide::on_value(view.ask, &fact.target, fact.status, &fact.value)) } }
}

fn cell(view: &View<'_>, text: Option<&String>) -> Markup {
    html! { td { @if let Some(text) = text { (its(view, text)) } } }
}

fn unnamed(view: &View<'_>) -> Option<u64> {
    view.opened.whole.statement().more_signatories.as_ref().map(|more| u64::from(more.value))
}

/// Rows of signatories that are shown: a list of tens of thousands is read elsewhere.
const MOST_ROWS: usize = 5000;

/// What a column of the table of signatories shows.
type Cell = fn(&Signatory) -> Option<String>;

fn signatories(view: &View<'_>) -> Markup {
    let statement = view.opened.whole.with_rejected();
    let rows: Vec<(&Fact, &Signatory)> = of(view, Property::Signatory)
        .filter_map(|fact| Some((fact, &statement.signatories.get(fact.at?)?.value)))
        .collect();
    let has = |some: fn(&Signatory) -> bool| rows.iter().any(|(_, row)| some(row));
    // Columns that no row fills are left out.
    let columns: Vec<(Word, Cell)> = [
        (words::ACRONYM, (|row| row.acronym.clone()) as Cell),
        (words::TRANSLATION, |row| row.translation.clone()),
        (words::ROLE, |row| row.role.clone()),
        (words::AFFILIATION, |row| row.affiliation.clone()),
        (words::COUNTRY, |row| row.country.clone()),
        (words::AS_OF, |row| row.as_of.as_ref().map(|day| Edtf::as_str(day).to_owned())),
        (words::GROUP, |row| row.group.clone()),
        (words::DOUBT, |row| row.doubt.clone()),
    ]
    .into_iter()
    .filter(|(_, of)| rows.iter().any(|(_, row)| of(row).is_some()))
    .collect();
    let has_kind = has(|row| row.kind.is_some());
    let mut heads = vec![(words::NUMBER, true), (words::NAME, false)];
    heads.extend(columns.iter().map(|(word, _)| (*word, false)));
    heads.extend(has_kind.then_some((words::SORT_OF, false)));
    let body = html! {
        @for (fact, row) in rows.iter().take(MOST_ROWS) {
            tr.fact.rejected[fact.is_rejected()] #{ (fact.key) } data-f=(fact.key) {
                td.number { (row.order) }
                td { (named(view, fact)) }
                @for (_, of) in &columns { (cell(view, of(row).as_ref())) }
                @if has_kind { td { @if let Some(kind) = row.kind { (view.ask.say(terms::party(kind))) } } }
                (tools(view, fact))
            }
        }
    };
    html! {
        @if !rows.is_empty() { (table(view, "signatories", &heads, &body)) }
        @if rows.len() > MOST_ROWS {
            p.faint { a href={ (view.ask.path) "?format=json" } {
                (view.ask.fill(words::AND_MORE, &[("n", &view.ask.number((rows.len() - MOST_ROWS) as u64))]))
            } }
        }
        @if let Some(more) = unnamed(view) { p { (view.ask.count(more, words::ONE_MORE, words::MORE)) } }
    }
}

fn claims(view: &View<'_>) -> Markup {
    let statement = view.opened.whole.with_rejected();
    let rows: Vec<(&Fact, &Claim)> =
        of(view, Property::Claim).filter_map(|fact| Some((fact, &statement.claims.get(fact.at?)?.value))).collect();
    let names = [
        words::WHAT,
        words::FIGURE,
        words::OF_WHAT,
        words::CLAIMANT,
        words::ACTOR,
        words::GRADE,
        words::WHERE,
        words::WHEN,
        words::QUOTE,
    ];
    let heads: Vec<(Word, bool)> = names.iter().map(|word| (*word, false)).collect();
    let body = html! {
        @for (fact, claim) in rows {
            tr.fact.rejected[fact.is_rejected()] #{ (fact.key) } data-f=(fact.key) {
                td { @match crate::words::terms::what(&claim.what) { Some(word) => (view.ask.say(word)), None => (bare(&claim.what)) } }
                td data-value=[claim.min.or(claim.max)] { (number(view.ask, claim)) }
                td { (its(view, &[claim.unit.as_deref(), claim.of.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" "))) }
                td { @match &claim.claimant { Some(who) => (its(view, who)), None => span.faint { (view.ask.say(words::ITSELF)) } } }
                (cell(view, claim.actor.as_ref()))
                td { (view.ask.say(terms::grade(claim.grade))) }
                (cell(view, claim.place.as_ref()))
                td.date { @if let Some(date) = &claim.date { (date.as_str()) } }
                td.quote { (quoted(view, fact)) }
                (tools(view, fact))
            }
        }
    };
    table(view, "claims", &heads, &body)
}

/// Characters shown of the words of a claim.
const QUOTE: usize = 160;

fn quoted(view: &View<'_>, fact: &Fact) -> Markup {
    let words = fact.spans.first().and_then(|span| view.opened.stored.text.text.get(span.range())).unwrap_or_default();
    let cut: String = words.chars().take(QUOTE).collect();
    html! { (its(view, &cut)) @if cut.len() < words.len() { "…" } }
}

fn quotations(view: &View<'_>) -> Markup {
    let statement = view.opened.whole.with_rejected();
    let rows: Vec<(&Fact, &Quotation)> = of(view, Property::Quotation)
        .filter_map(|fact| Some((fact, &statement.quotations.get(fact.at?)?.value)))
        .collect();
    let heads = [(words::QUOTE, false), (words::ATTRIBUTED, false), (words::WORK, false)];
    let body = html! {
        @for (fact, quotation) in rows {
            tr.fact.rejected[fact.is_rejected()] #{ (fact.key) } data-f=(fact.key) {
                td.quote { (its(view, &quotation.text)) }
                (cell(view, quotation.attributed_to.as_ref()))
                (cell(view, quotation.work.as_ref()))
                (tools(view, fact))
            }
        }
    };
    table(view, "quotations", &heads, &body)
}

/// Demands, slogans, relations: a line each.
fn passages(view: &View<'_>, property: Property) -> Markup {
    html! {
        ol.passages {
            @for fact in of(view, property) {
                li.fact.rejected[fact.is_rejected()] #{ (fact.key) } data-f=(fact.key) {
                    span.quote { (its(view, &fact.value)) }
                    " " (evidence(view, fact)) " "
                    (decide::on_value(view.ask, &fact.target, fact.status, &fact.value))
                }
            }
        }
    }
}
