//! A statement: its card, its text, the page it stands on, its evidence both ways.
//!
//! Every fact names the ranges of the text that it rests on, and every word of these ranges leads to the facts that were
//! made of it; both work without scripts, by addresses (`?at=`, `?of=`).

mod card;
mod compare;
mod doubts;
mod facts;
mod files;
mod kin;
mod load;
mod made;
mod picture;
mod place;
mod repairs;
mod setting;
mod tables;
pub mod terms;

pub use load::load;
pub use picture::Pictures;
pub use place::{Asked as Passages, Place};

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::json::Points;
use crate::json::reuse::Collation;
use crate::json::statement::Everything;
use crate::opened::Opened;
use crate::pages::cite;
use crate::plain::one_line;
use crate::route::Route;
use crate::statements::Caption;
use crate::ui::{Page, Section, bare, language_tag};
use crate::words::statement as words;
use facts::{Fact, facts};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Deserialize;

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/statements/{id}", statement, "A statement: what it is, its text, and what was made of it")
            .takes::<Wanted>()
            .gives::<Everything<'static>>(),
        Route::get("/statements/{id}/text", files::text, "The text of a statement, repaired")
            .gives_files(&["text/plain"]),
        Route::get("/statements/{id}/raw", files::raw, "The text of its file before any repair")
            .gives_files(&["text/plain"]),
        Route::get("/statements/{id}/original", files::original, "Its file as it was received")
            .gives_files(&["application/octet-stream"]),
        Route::get("/statements/{id}/pages/{n}", picture::page, "The picture of a page, or where its words stand")
            .gives::<picture::Leaf>()
            .gives_files(&["image/png"]),
        Route::get("/statements/{id}/compare", compare::compare, "Versions of a statement side by side")
            .takes::<compare::Wanted>()
            .gives::<Collation<'static>>(),
    ]
}

/// What of a statement is wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Wanted {
    /// Ranges of the text to light up: `START-END`, in code points of the source's text.
    at: Vec<String>,
    /// A range of which to say what was made of it: `START-END`.
    of: String,
    /// Words to find and light up.
    quote: String,
    /// What stands before them.
    prefix: String,
    /// What stands behind them.
    suffix: String,
    /// The page whose picture is shown beside the text.
    leaf: Option<u32>,
    /// `shown` to see in the text what was repaired.
    repairs: String,
    /// `shown` to see in the text which words are doubtful.
    doubts: String,
    /// In JSON: `boxes` for the place of every word on its page.
    words: String,
}

/// A statement as its page shows it.
struct View<'a> {
    desk: &'a Desk,
    ask: &'a Ask,
    opened: &'a Opened,
    id: String,
    wanted: Wanted,
    facts: Vec<Fact>,
    place: Place,
    points: Points<'a>,
    /// The first bytes of its paragraphs.
    paragraphs: Vec<u32>,
}

impl View<'_> {
    /// Code points of the source's text.
    fn points(&self) -> &Points<'_> {
        &self.points
    }

    /// The number of the paragraph that a byte of the text stands in, from 1; nothing outside the statement.
    fn paragraph(&self, byte: u32) -> Option<usize> {
        let number = self.paragraphs.partition_point(|start| *start <= byte);
        (number > 0 && byte < self.opened.whole.statement().span.end).then_some(number)
    }
}

fn statement(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let with_marks = ask.wants_json || wanted.doubts == "shown";
    let opened = if with_marks { load::load_with_marks(desk, ask)? } else { load(desk, ask)? };
    if ask.wants_json {
        return opened.everything(wanted.words == "boxes", |all| Answer::json(all));
    }
    let asked = place::Asked {
        at: wanted.at.clone(),
        quote: wanted.quote.clone(),
        prefix: wanted.prefix.clone(),
        suffix: wanted.suffix.clone(),
    };
    let place = Place::find(&opened, &asked);
    let (id, points) = (opened.whole.id(), Points::new(&opened.stored.text.text));
    let view = View {
        desk,
        ask,
        opened: &opened,
        id,
        wanted,
        facts: facts(&opened, ask),
        place,
        points,
        paragraphs: setting::starts(&opened),
    };
    let page =
        Page::new(caption(&opened, ask), Section::Search, body(&view)?).with_head(cite::head(desk, ask, &opened));
    Ok(Answer::Page(page.with_island("statement").with_island("table")))
}

/// What a statement is called in the window and above its page.
pub fn caption(opened: &Opened, ask: &Ask) -> String {
    match opened.whole.caption() {
        Caption::Title(title) => one_line(title),
        Caption::Opening("") => format!("{} {}", ask.say(words::STATEMENT), opened.whole.id()),
        Caption::Opening(opening) => format!("«{}»", one_line(opening)),
    }
}

fn body(view: &View<'_>) -> Result<Markup, Trouble> {
    let (ask, opened) = (view.ask, view.opened);
    let language = opened.whole.language().map(language_tag);
    let relatives = kin::relatives(view)?;
    Ok(html! {
        article.statement data-id=(view.id) {
            header.title {
                p.above {
                    span.chip { (ask.say(terms::kind(opened.whole.statement().kind.as_ref().map(|kind| kind.value)))) }
                    " " span.id { (view.id) }
                }
                h1 lang=[language] dir="auto" { (caption(opened, ask)) }
                (actions(view))
            }
            (view.place.notice(ask))
            div.reading {
                section.facts aria-labelledby="card" { (card::card(view)) }
                section.words aria-labelledby="words" {
                    h2 #words.unseen { (ask.say(words::TEXT)) }
                    a.skip href="#after" { (ask.say(words::SKIP_TEXT)) }
                    (setting::text(view))
                }
                div.beside {
                    (made::panel(view))
                    (picture::beside(view))
                }
            }
            div #after tabindex="-1" {}
            (tables::all(view))
            (repairs::list(view))
            (relatives)
            (doubts::notes(view))
        }
    })
}

/// What can be done with it.
fn actions(view: &View<'_>) -> Markup {
    let (ask, id) = (view.ask, &view.id);
    let repaired = view.opened.stored.text.edits.len();
    let is_shown = view.wanted.repairs == "shown";
    html! {
        nav.actions aria-label=(ask.say(words::ACTIONS)) {
            a href={ "/statements/" (id) "/cite" } { (ask.say(words::CITE)) }
            a href={ "/statements/" (id) "/text" } { (ask.say(words::PLAIN)) }
            a href={ "/statements/" (id) "/raw" } { (ask.say(words::RAW)) }
            a href={ "/statements/" (id) "/original" } download { (ask.say(words::ORIGINAL)) }
            @if repaired > 0 {
                @if is_shown {
                    a href={ (ask.with("repairs", "")) "#words" } { (ask.say(words::HIDE_REPAIRS)) }
                } @else {
                    a href={ (ask.with("repairs", "shown")) "#repairs" } { (ask.count(repaired as u64, words::SHOW_REPAIR, words::SHOW_REPAIRS)) }
                }
            }
            @if view.wanted.doubts == "shown" {
                a href={ (ask.with("doubts", "")) "#words" } { (ask.say(words::HIDE_DOUBTS)) }
            } @else {
                a rel="nofollow" href={ (ask.with("doubts", "shown")) "#doubts" } { (ask.say(words::SHOW_DOUBTS)) }
            }
            @for (anchor, word, count) in tables::contents(view) {
                a href={ "#" (anchor) } { (ask.say(word)) " " span.count { (ask.number(count)) } }
            }
        }
    }
}

/// Words of the statement, in its language.
fn its(view: &View<'_>, text: &str) -> Markup {
    html! { span lang=[view.opened.whole.language().map(language_tag)] { (bare(&one_line(text))) } }
}
