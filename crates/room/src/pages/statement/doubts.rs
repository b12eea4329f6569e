//! Notes of doubt: what the program could not do or is not sure of, in the file and in its text.

use super::card::{address, range};
use super::{View, its, terms};
use crate::ui::bare;
use crate::words::statement as words;
use maud::{Markup, html};

/// Doubtful words that are listed.
const MOST: usize = 100;

/// The notes; nothing where there are none.
pub fn notes(view: &View<'_>) -> Markup {
    let (ask, opened) = (view.ask, view.opened);
    let diagnostics: Vec<_> =
        opened.whole.summary.diagnostics.iter().chain(&opened.whole.anatomy.diagnostics).collect();
    let span = opened.whole.statement().span;
    let marks: Vec<_> = opened.marks.iter().filter(|mark| mark.text.overlaps(span)).collect();
    let is_old = opened.whole.summary.anatomy_by.is_empty();
    let is_asked = view.wanted.doubts == "shown";
    if diagnostics.is_empty() && !is_asked && !is_old {
        return html! {};
    }
    html! {
        section #doubts aria-labelledby="doubts-title" {
            h2 #doubts-title { (ask.say(words::DOUBTS)) }
            @if is_old { p.notice { (ask.say(words::OLDER_PROGRAM)) } }
            @if !diagnostics.is_empty() {
                ul.plain {
                    @for one in &diagnostics {
                        li {
                            span.chip.warn { (ask.say(terms::severity(one.severity))) } " " (bare(&one.message))
                            @if !one.hint.is_empty() { span.faint { " → " (bare(&one.hint)) } }
                        }
                    }
                }
            }
            @if is_asked && marks.is_empty() { p { (ask.say(words::NO_DOUBTFUL)) } }
            @if !marks.is_empty() {
                h3 { (ask.count(marks.len() as u64, words::DOUBTFUL_ONE, words::DOUBTFUL_WORDS)) }
                p.faint { (ask.say(words::DOUBTFUL_NOTE)) }
                ul.words {
                    @for mark in marks.iter().take(MOST) {
                        li {
                            a.ev href=(address(view.points(), mark.text)) data-at=(range(view.points(), mark.text)) {
                                (its(view, opened.stored.text.text.get(mark.text.range()).unwrap_or_default()))
                            }
                            @if let Some(suggestion) = &mark.suggestion { " → " (its(view, suggestion)) "?" }
                        }
                    }
                }
                @if marks.len() > MOST { p.faint { (ask.fill(words::AND_MORE, &[("n", &ask.number((marks.len() - MOST) as u64))])) } }
            }
        }
    }
}
