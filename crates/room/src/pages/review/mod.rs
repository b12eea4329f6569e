//! What waits for a person, first what most hangs on: each with what it takes to answer, and its answers.

mod cards;

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::json::decision::Json;
use crate::json::entities::Question;
use crate::review::doubts::Doubts;
use crate::review::{Item, queue};
use crate::route::Route;
use crate::ui::{Page, Section};
use crate::words::review as words;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/review", page, "What waits for a person, first what most hangs on")
            .takes::<Wanted>()
            .gives::<Review>(),
    ]
}

/// Which part of the queue is wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Wanted {
    /// `questions`, `doubts` or `unsettled`; else everything.
    only: Option<String>,
    /// How many to skip at the beginning.
    skip: Option<usize>,
}

/// A part of the queue.
#[derive(Serialize, JsonSchema)]
struct Review {
    items: Vec<serde_json::Value>,
    total: u64,
    next: Option<String>,
    /// Decisions in force.
    decided: u64,
}

/// Items on a page.
const SIZE: usize = 10;

fn is_wanted(item: &Item, only: &str) -> bool {
    match only {
        "questions" => matches!(item, Item::Question(_)),
        "doubts" => matches!(item, Item::Doubt(_)),
        "unsettled" => matches!(item, Item::Unsettled(_)),
        _ => true,
    }
}

fn page(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let only = wanted.only.unwrap_or_default();
    let catalogue = desk.catalogue()?;
    Doubts::begin(&desk.room, catalogue)?;
    let log = desk.room.log.read(catalogue)?;
    let mut all = queue(desk, &log)?;
    all.retain(|item| is_wanted(item, &only));
    let total = all.len();
    let skip = wanted.skip.unwrap_or(0).min(total.saturating_sub(1));
    let shown = all.get(skip..(skip + SIZE).min(total)).unwrap_or_default();
    let decided = log.iter().filter(|entry| entry.applies()).count() as u64;
    let next = (skip + SIZE < total).then(|| ask.with("skip", &(skip + SIZE).to_string()));
    if ask.wants_json {
        let items = shown.iter().map(|item| as_json(desk, &log, item)).collect::<Result<_, _>>()?;
        return Answer::json(&Review { items, total: total as u64, next, decided });
    }
    let cards = shown.iter().map(|item| cards::card(desk, ask, &log, item)).collect::<Result<Vec<_>, _>>()?;
    let body = html! {
        h1 { (ask.say(words::TITLE)) }
        p { (ask.say(words::INTRO)) }
        (choices(ask, &only))
        p.progress role="status" {
            span #left data-left=(total) data-word=(ask.say(words::LEFT)) { (ask.fill(words::LEFT, &[("n", &ask.number(total as u64))])) }
            " · " span #decided data-decided=(decided) data-word=(ask.say(words::DECIDED)) { (ask.fill(words::DECIDED, &[("n", &ask.number(decided))])) }
            " · " a href="/decisions" { (ask.say(words::TO_LOG)) }
        }
        @if let Some((done, of)) = desk.room.doubts.progress() {
            p.notice { (ask.fill(words::LOOKING, &[("done", &ask.number(done)), ("all", &ask.number(of))])) }
        }
        @if desk.room.writer.are_names_behind() { p.notice { (ask.say(words::NAMES_BEHIND)) } }
        (keys(ask))
        @if cards.is_empty() { p { (ask.say(words::NOTHING)) } }
        ol.queue #queue { @for card in &cards { (card) } }
        @if let Some(next) = &next { p { a #later href=(next) rel="next" { (ask.say(words::LATER)) " →" } } }
    };
    Ok(Answer::Page(Page::new(ask.say(words::TITLE), Section::Review, body).with_island("review")))
}

fn as_json(desk: &Desk, log: &[crate::deciding::log::Entry], item: &Item) -> Result<serde_json::Value, Trouble> {
    let broken = |error: serde_json::Error| Trouble::Broken(error.to_string());
    let (kind, value) = match item {
        Item::Unsettled(at) => {
            let Some(entry) = log.get(*at) else { return Ok(serde_json::Value::Null) };
            (
                "unsettled",
                serde_json::to_value(Json::new(&entry.decision, &entry.standing, entry.about)).map_err(broken)?,
            )
        }
        Item::Question(asked) => {
            let names = crate::entity::names_of(desk.catalogue()?, &asked.question)?;
            let [a, b] = &asked.entities;
            let question = Question::new(&asked.question, [a, b], [&names[0], &names[1]]);
            ("question", serde_json::to_value(question).map_err(broken)?)
        }
        Item::Doubt(doubt) => (
            "doubt",
            serde_json::json!({
                "target": doubt.target(), "value": doubt.value, "before": doubt.before,
                "confidence": f64::from(doubt.confidence) / 100.0,
            }),
        ),
    };
    Ok(serde_json::json!({ "kind": kind, "affects": item.affects(), kind: value }))
}

fn choices(ask: &Ask, only: &str) -> Markup {
    let all = [
        ("", words::EVERYTHING),
        ("questions", words::ONLY_QUESTIONS),
        ("doubts", words::ONLY_DOUBTS),
        ("unsettled", words::ONLY_UNSETTLED),
    ];
    html! {
        form.fields action="/review" {
            label { (ask.say(words::KIND))
                select name="only" { @for (value, word) in all { option value=(value) selected[only == value] { (ask.say(word)) } } }
            }
            button type="submit" { (ask.say(crate::words::decide::FILTER)) }
        }
    }
}

/// The keys, shown where scripts make them work.
fn keys(ask: &Ask) -> Markup {
    let all = [
        ("c", words::KEY_CONFIRM),
        ("r", words::KEY_REJECT),
        ("e", words::KEY_EDIT),
        ("u", words::KEY_UNDO),
        ("j", words::KEY_NEXT),
        ("k", words::KEY_PREVIOUS),
    ];
    html! {
        p.keys #keys hidden aria-label=(ask.say(words::KEYS)) { @for (key, word) in all { span { kbd { (key) } " " (ask.say(word)) } " " } }
    }
}
