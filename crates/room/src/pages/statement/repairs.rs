//! What was repaired in the text, each repair with what it changed and a way to undo it.

use super::View;
use super::card::{basis, range};
use crate::plain::inert;
use crate::ui::{bare, decide, pager};
use crate::words::statement as words;
use broadside_model::{Edit, Status};
use maud::{Markup, html};

/// Repairs on a page.
const SIZE: usize = 200;

/// The list, where it is asked for; and what people turned off, always.
pub fn list(view: &View<'_>) -> Markup {
    let off: Vec<_> = crate::json::word::edits_off(&view.opened.whole.decided).collect();
    let is_shown = view.wanted.repairs == "shown";
    if !is_shown && off.is_empty() {
        return html! {};
    }
    let (ask, stored) = (view.ask, &view.opened.stored);
    html! {
        section #repairs {
            h2 #repairs-title { (ask.say(words::REPAIRS)) }
            @if !off.is_empty() {
                h3 { (ask.say(words::UNDONE)) }
                ul.plain {
                    @for (amended, after, by) in &off {
                        li {
                            del { (bare(&seen(after))) } " → "
                            ins { (bare(&seen(stored.reading.raw.get(amended.raw.range()).unwrap_or_default()))) }
                            " " span.faint { bdi { (by.author()) } @if let Some(reason) = by.why() { ": " bdi { (reason) } } }
                            " " a href="/decisions" { (ask.say(words::DECISIONS)) }
                        }
                    }
                }
            }
            @if is_shown { (table(view)) }
        }
    }
}

fn table(view: &View<'_>) -> Markup {
    let (ask, edits) = (view.ask, &view.opened.stored.text.edits);
    let page = form_urlencoded::parse(ask.query.as_bytes()).find(|(name, _)| name == "page");
    let page =
        page.and_then(|(_, value)| value.parse().ok()).unwrap_or(1_usize).clamp(1, edits.len().div_ceil(SIZE).max(1));
    let from = (page - 1) * SIZE;
    html! {
        div.scroll tabindex="0" role="group" aria-labelledby="repairs-title" {
            table {
                thead { tr {
                    th.number scope="col" { (ask.say(words::NUMBER)) }
                    @for word in [words::BEFORE, words::AFTER, words::RULE, words::DECIDE] { th scope="col" { (ask.say(word)) } }
                } }
                tbody { @for (at, edit) in edits.iter().enumerate().skip(from).take(SIZE) { (row(view, at, edit)) } }
            }
        }
        (pager(ask, page as u64, SIZE as u64, edits.len() as u64))
    }
}

fn row(view: &View<'_>, at: usize, edit: &Edit) -> Markup {
    let whole = &view.opened.whole;
    let is_kept = whole
        .decided
        .edits
        .iter()
        .any(|(amended, _)| amended.raw == edit.raw && amended.kept.as_ref() == Some(&edit.after));
    let status = if is_kept { Status::Confirmed } else { Status::Proposed };
    let target = format!("{}/edits/{}", view.id, at + 1);
    let place = if edit.text.is_empty() { None } else { Some(range(view.points(), edit.text)) };
    html! {
        tr #{ "edit-" (at + 1) } {
            td.number {
                @match &place {
                    Some(place) => { a.ev href={ (view.ask.with("at", place)) "#at" } data-at=(place) { (at + 1) } }
                    None => (at + 1),
                }
            }
            td { del { (bare(&seen(&edit.before))) } }
            td { ins { (bare(&seen(&edit.after))) } }
            td { (basis(view, &edit.rule, edit.confidence)) }
            td { (decide::on_value(view.ask, &target, status.name(), &edit.after)) }
        }
    }
}

/// Characters shown.
const LONGEST: usize = 400;

/// A text with its blanks visible.
fn seen(text: &str) -> String {
    let cut: String = text.chars().take(LONGEST).map(|letter| if letter == '\n' { '⏎' } else { letter }).collect();
    let dots = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    let text = inert(&cut);
    if text.chars().all(|letter| letter == ' ') { text.replace(' ', "␣") + dots } else { text + dots }
}
