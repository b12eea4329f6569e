//! The card: what a statement is, who issued it, to whom, when and why that is thought, where, in which language and file.

use super::facts::Fact;
use super::{View, its, terms};
use crate::json::Points;
use crate::plain::{name, one_line};
use crate::ui::{bare, decide};
use crate::words::Word;
use crate::words::statement as words;
use broadside_model::{Property, Span, Status};
use maud::{Markup, html};

/// From here down a rule is called unsure, in hundredths.
const UNSURE: u8 = 60;
/// Places of a fact that are linked.
const FEW: usize = 4;

/// The card.
pub fn card(view: &View<'_>) -> Markup {
    let ask = view.ask;
    html! {
        h2 #card.unseen { (ask.say(words::CARD)) }
        dl.card {
            @for property in [Property::Kind, Property::Title, Property::Issuer, Property::Addressee] { (rows(view, property)) }
            (rows(view, Property::Date))
            @for property in [Property::Place, Property::PublishedIn, Property::Salutation] { (rows(view, property)) }
            (language(view))
            (file(view))
            (beside(view))
        }
    }
}

/// The values of a property under its name; where nothing was read, only what can be decided on.
fn rows(view: &View<'_>, property: Property) -> Markup {
    let ask = view.ask;
    let all: Vec<&Fact> = view.facts.iter().filter(|fact| fact.property == property).collect();
    let asked =
        [Property::Kind, Property::Title, Property::Issuer, Property::Addressee, Property::Date, Property::Place];
    if all.is_empty() && !asked.contains(&property) {
        return html! {};
    }
    let lists = [Property::Issuer, Property::Addressee, Property::Place];
    html! {
        dt { (ask.say(terms::property(property))) }
        @for fact in &all { (value(view, fact)) }
        @if all.is_empty() {
            dd.none {
                (ask.say(words::NOT_FOUND)) " "
                @if !lists.contains(&property) {
                    (decide::on_value(ask, &format!("{}/{}", view.id, property.name()), Status::Proposed.name(), ""))
                }
            }
        }
    }
}

fn value(view: &View<'_>, fact: &Fact) -> Markup {
    html! {
        dd.fact.rejected[fact.is_rejected()] #{ (fact.key) } data-f=(fact.key) {
            @if fact.property == Property::Kind { (fact.value) } @else { (named(view, fact)) }
            (more(view, fact))
            " " (evidence(view, fact))
            (who_says(fact))
            " " (decide::on_value(view.ask, &fact.target, fact.status, &fact.value))
            @if fact.property == Property::Date && !fact.is_given() { (reasons(view)) }
        }
    }
}

/// Who decided on a value, and why, with the way to all decisions.
fn who_says(fact: &Fact) -> Markup {
    html! {
        @if let Some((author, reason)) = &fact.decided {
            span.faint { " · " a href="/decisions" { (bare(author)) } @if let Some(reason) = reason { ": " (bare(reason)) } }
        }
    }
}

/// A value, with a link to whom it names.
pub fn named(view: &View<'_>, fact: &Fact) -> Markup {
    html! {
        @match &fact.entity {
            Some(entity) => { a href={ "/entities/" (entity) } { (its(view, &fact.value)) } }
            None => (its(view, &fact.value)),
        }
    }
}

/// What stands with a name: acronym, what it belongs to, office, country.
fn more(view: &View<'_>, fact: &Fact) -> Markup {
    let statement = view.opened.whole.with_rejected();
    let at = fact.at.unwrap_or(0);
    let party = match fact.property {
        Property::Issuer => statement.issuers.get(at),
        Property::Addressee => statement.addressees.get(at),
        _ => None,
    };
    let place = statement.places.get(at).filter(|_| fact.property == Property::Place);
    html! {
        @if let Some(party) = party.map(|found| &found.value) {
            @if let Some(acronym) = party.acronym.as_ref().filter(|acronym| **acronym != party.name) { " (" (bare(acronym)) ")" }
            @for part in [&party.of, &party.role, &party.country].into_iter().flatten() { span.faint { " · " (bare(part)) } }
        }
        @if let Some(country) = place.and_then(|place| place.value.country.as_ref()) { span.faint { " · " (bare(country)) } }
    }
}

/// Why a date is thought to be the date.
fn reasons(view: &View<'_>) -> Markup {
    let date = view.opened.whole.with_rejected().date.as_ref();
    let reasons = date.map_or(&[][..], |date| &date.value.reasons);
    html! {
        @if !reasons.is_empty() {
            ul.reasons aria-label=(view.ask.say(words::BECAUSE)) {
                @for reason in reasons { li { (bare(&one_line(reason))) } }
            }
        }
    }
}

/// Links to the words that a fact rests on.
pub fn evidence(view: &View<'_>, fact: &Fact) -> Markup {
    let ask = view.ask;
    let points = &view.points();
    let title = basis(view, &fact.method, fact.confidence);
    html! {
        span.evidence {
            @if fact.is_given() && !fact.spans.is_empty() { span.faint { (ask.say(words::INSTEAD_OF)) } " " }
            @if fact.spans.is_empty() { span.faint title=(title) { (ask.say(words::NOT_IN_TEXT)) } " " }
            @for (place, span) in fact.spans.iter().take(FEW).enumerate() {
                a.ev href=(address(points, *span)) title=(title) data-at=(range(points, *span)) {
                    span.unseen { (ask.say(words::SHOW_WORDS)) " " }
                    @if place == 0 { (where_it_is(view, points, *span)) } @else { (place + 1) }
                }
                " "
            }
            @if fact.confidence < UNSURE { span.chip.warn title=(title) { (ask.say(words::UNSURE)) } }
        }
    }
}

/// Which rule read it, and how sure it is.
pub fn basis(view: &View<'_>, method: &str, confidence: u8) -> String {
    view.ask.fill(words::BASIS, &[("method", method), ("sure", &confidence.to_string())])
}

/// `START-END` in code points.
pub fn range(points: &Points<'_>, span: Span) -> String {
    format!("{}-{}", points.at(span.start), points.at(span.end))
}

/// The address of a passage on this page.
pub fn address(points: &Points<'_>, span: Span) -> String {
    format!("?at={}#at", range(points, span))
}

/// The page, where there are several, else the place in the text.
fn where_it_is(view: &View<'_>, points: &Points<'_>, span: Span) -> String {
    let stored = &view.opened.stored;
    let raw = stored.text.raw_span(span);
    let page = stored.reading.pages.iter().find(|page| page.raw.contains(raw.start));
    match page.filter(|_| stored.reading.pages.len() > 1) {
        Some(page) => view.ask.fill(words::PAGE_SHORT, &[("n", &page.number.to_string())]),
        None => match view.paragraph(span.start) {
            Some(number) => format!("¶\u{2060}{number}"),
            None => format!("{}", points.at(span.start)),
        },
    }
}

fn row(view: &View<'_>, label: Word, value: &Markup) -> Markup {
    html! { dt { (view.ask.say(label)) } dd { (value) } }
}

fn language(view: &View<'_>) -> Markup {
    let whole = &view.opened.whole;
    let code = whole.language().unwrap_or_default();
    let mut others: Vec<&str> = whole.statement().parts.iter().filter_map(|part| part.language.as_deref()).collect();
    others.retain(|other| *other != code);
    others.sort_unstable();
    others.dedup();
    let word = whole.said().get(&(Property::Language, 0, None));
    let status = word.map_or(Status::Proposed, |word| word.status).name();
    row(
        view,
        words::LANGUAGE,
        &html! {
            @if code.is_empty() { (view.ask.say(words::NOT_FOUND)) } @else { (terms::language(view.ask, code)) }
            @for other in others { span.faint { " · " (terms::language(view.ask, other)) } }
            " " (decide::on_value(view.ask, &format!("{}/language", view.id), status, code))
        },
    )
}

fn file(view: &View<'_>) -> Markup {
    let (ask, summary) = (view.ask, &view.opened.whole.summary);
    row(
        view,
        words::FILE,
        &html! {
            ul.plain.paths tabindex="0" { @for path in &summary.paths { li { bdi dir="ltr" { (name(path)) } } } }
            span.faint {
                (view.ask.say(crate::words::terms::format(summary.format)))
                @if summary.pages > 1 { " · " (ask.count(u64::from(summary.pages), words::ONE_PAGE, words::PAGES)) }
                @if let Some(quality) = summary.quality { " · " (ask.fill(words::QUALITY, &[("n", &quality.to_string())])) }
                " · " a href={ "/report/" (crate::json::statement_id(summary.id)) } { (ask.say(words::HOW_READ)) }
            }
        },
    )
}

/// The other statements of the file.
fn beside(view: &View<'_>) -> Markup {
    let whole = &view.opened.whole;
    let all = &whole.anatomy.statements;
    if all.len() < 2 {
        return html! {};
    }
    let others = (1..).zip(all).filter(|(number, _)| *number != whole.number);
    row(
        view,
        words::SAME_FILE,
        &html! {
            ul.plain.few {
                @for (number, other) in others {
                    @let id = crate::json::numbered_id(whole.summary.id, number);
                    li { a href={ "/statements/" (id) } {
                        @match &other.title {
                            Some(title) => (bare(&one_line(&title.value))),
                            None => (id),
                        }
                    } }
                }
            }
        },
    )
}
