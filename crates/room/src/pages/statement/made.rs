//! What was made of words: every fact that rests on a range of the text, with its rule, how sure that is, and what people
//! say of it.

use super::card::{basis, evidence, named};
use super::facts::Fact;
use super::place::{range, spans};
use super::{View, its, terms};
use crate::ui::{bare, decide};
use crate::words::statement as words;
use broadside_model::Span;
use maud::{Markup, html};

/// Most facts that are listed.
const MOST: usize = 100;

/// The panel of the range that is asked for; empty without one, for scripts to fill.
pub fn panel(view: &View<'_>) -> Markup {
    let text = &view.opened.stored.text.text;
    let asked = range(&view.wanted.of).and_then(|range| spans(text, &[range]).into_iter().next());
    html! {
        section #of.made tabindex="-1" hidden[asked.is_none()] aria-labelledby="of-title" data-close=(view.ask.say(words::CLOSE))
            data-made=(view.ask.say(words::MADE_OF)) data-cite=(view.ask.say(words::CITE_PASSAGE))
            data-copy=(view.ask.say(words::COPY_ADDRESS)) data-copied=(view.ask.say(words::COPIED)) {
            @if let Some(asked) = asked { (of(view, asked)) }
        }
    }
}

fn of(view: &View<'_>, asked: Span) -> Markup {
    let ask = view.ask;
    let text = &view.opened.stored.text;
    let quote = text.text.get(asked.range()).unwrap_or_default();
    let facts: Vec<&Fact> =
        view.facts.iter().filter(|fact| fact.spans.iter().any(|span| span.overlaps(asked))).take(MOST).collect();
    let marks = view.opened.marks.iter().filter(|mark| mark.text.overlaps(asked));
    let edits = text.edits.iter().enumerate().filter(|(_, edit)| edit.text.overlaps(asked)).take(MOST);
    let at = format!("{}-{}", view.points().at(asked.start), view.points().at(asked.end));
    html! {
        h2 #of-title { (ask.say(words::MADE_OF)) }
        blockquote.quote { (its(view, quote)) }
        @if facts.is_empty() { p { (ask.say(words::NOTHING_MADE)) } }
        ul.plain {
            @for fact in facts {
                li.fact.rejected[fact.is_rejected()] data-f=(fact.key) {
                    strong { (ask.say(fact.what)) } ": " (named(view, fact)) " " (evidence(view, fact))
                    div.faint {
                        (basis(view, &fact.method, fact.confidence)) " · " (ask.say(terms::status(fact.status)))
                        @if let Some((author, reason)) = &fact.decided {
                            " · " (bare(author)) @if let Some(reason) = reason { ": " (bare(reason)) }
                        }
                    }
                    (decide::on_value(ask, &fact.target, fact.status, &fact.value))
                }
            }
            @for mark in marks {
                li {
                    strong { (ask.say(words::DOUBTFUL_WORD)) }
                    @if let Some(suggestion) = &mark.suggestion { ": " (ask.say(words::PERHAPS)) " " (its(view, suggestion)) }
                    div.faint { (basis(view, &mark.rule, mark.confidence)) }
                }
            }
            @for (number, edit) in edits {
                li {
                    strong { (ask.say(words::REPAIR)) } ": " del { (its(view, &edit.before)) } " → " ins { (its(view, &edit.after)) }
                    " " a href={ (ask.with("repairs", "shown")) "#edit-" (number + 1) } { (number + 1) }
                    div.faint { (basis(view, &edit.rule, edit.confidence)) }
                }
            }
        }
        p { a href={ "/statements/" (view.id) "/cite?at=" (at) } { (ask.say(words::CITE_PASSAGE)) } }
    }
}
