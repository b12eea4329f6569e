//! Everything that was decided, the last first: by whom, when, why, and how it stands; each can be taken back.

use super::shown;
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::deciding::finding::find_statement;
use crate::deciding::is_about;
use crate::deciding::log::Entry;
use crate::desk::Desk;
use crate::json::decision::Json;
use crate::ui::{Page, Section, decide, pager};
use crate::words::decide as words;
use broadside_engine::decisions::Standing;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ffi::OsStr;

/// Decisions on a page.
const SIZE: u64 = 50;

/// Which decisions are wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wanted {
    /// Only those of this author.
    author: Option<String>,
    /// Only those that stand so: `in-force`, `replaced`, `undone` or `unsettled`.
    standing: Option<String>,
    /// Only those about this statement.
    about: Option<String>,
    /// Which page, from 1.
    page: Option<u64>,
}

/// Decisions with how they stand.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Decisions<'a> {
    items: Vec<Json<'a>>,
    total: u64,
    next: Option<String>,
}

const STANDINGS: [(&str, crate::words::Word); 4] = [
    ("in-force", words::IN_FORCE),
    ("unsettled", words::UNSETTLED),
    ("replaced", words::REPLACED),
    ("undone", words::UNDONE),
];

fn stands(entry: &Entry, wanted: &str) -> bool {
    let name = match &entry.standing {
        Standing::InForce => "in-force",
        Standing::Replaced(_) => "replaced",
        Standing::Undone(_) => "undone",
        Standing::Unsettled { .. } => "unsettled",
    };
    name == wanted
}

/// Answers.
pub fn page(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let catalogue = desk.catalogue()?;
    let log = desk.room.log.read(catalogue)?;
    let given = |text: &Option<String>| text.clone().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let (author, standing) = (given(&wanted.author), given(&wanted.standing));
    let about = given(&wanted.about).map(|name| find_statement(catalogue, OsStr::new(&name))).transpose()?;
    let about = about.map(|(summary, number)| (summary.id, number));
    let fits = |entry: &&Entry| {
        author.as_ref().is_none_or(|author| entry.decision.author == *author)
            && standing.as_ref().is_none_or(|wanted| stands(entry, wanted))
            && about.is_none_or(|about| is_about(&entry.decision, entry.about, about))
    };
    let all: Vec<&Entry> = log.iter().rev().filter(fits).collect();
    let total = all.len() as u64;
    let page = wanted.page.unwrap_or(1).clamp(1, total.div_ceil(SIZE).max(1));
    let shown: Vec<&Entry> = all.into_iter().skip(((page - 1) * SIZE) as usize).take(SIZE as usize).collect();
    if ask.wants_json {
        let items = shown.iter().map(|entry| Json::new(&entry.decision, &entry.standing, entry.about)).collect();
        let address = ask.with("page", "");
        let joint = if address.contains('?') { '&' } else { '?' };
        let next = (page * SIZE < total).then(|| format!("{address}{joint}page={}", page + 1));
        return Answer::json(&Decisions { items, total, next });
    }
    let authors: BTreeSet<&str> = log.iter().map(|entry| entry.decision.author.as_str()).collect();
    let body = html! {
        h1 { (ask.say(words::LOG)) }
        p.faint { (ask.say(words::LOG_ABOUT)) }
        (filters(ask, &wanted, &authors))
        p { (ask.count(total, words::COUNT_ONE, words::COUNT_MANY)) }
        @if shown.is_empty() { p { (ask.say(words::NO_DECISIONS)) } } @else { (list(ask, &shown)) }
        (pager(ask, page, SIZE, total))
    };
    Ok(Answer::Page(Page::new(ask.say(words::LOG), Section::Review, body)))
}

fn filters(ask: &Ask, wanted: &Wanted, authors: &BTreeSet<&str>) -> Markup {
    html! {
        form.fields action="/decisions" {
            label { (ask.say(words::STANDING))
                select name="standing" {
                    option value="" { (ask.say(words::ALL)) }
                    @for (value, word) in STANDINGS {
                        option value=(value) selected[wanted.standing.as_deref() == Some(value)] { (ask.say(word)) }
                    }
                }
            }
            label { (ask.say(words::WHO))
                select name="author" {
                    option value="" { (ask.say(words::ANYONE)) }
                    @for author in authors {
                        option value=(author) selected[wanted.author.as_deref() == Some(author)] { (author) }
                    }
                }
            }
            label { (ask.say(words::ABOUT)) input name="about" value=[wanted.about.as_deref()] spellcheck="false" size="18"; }
            button type="submit" { (ask.say(words::FILTER)) }
        }
    }
}

fn list(ask: &Ask, shown: &[&Entry]) -> Markup {
    html! {
        ol.log {
            @for entry in shown {
                @let id = shown::short(&entry.decision);
                li id=(format!("d-{id}")) data-standing=(if entry.applies() { "applies" } else { "past" }) {
                    p.what { (shown::act(ask, &entry.decision, entry.about)) }
                    p.meta {
                        (shown::by(&entry.decision)) " · "
                        span.standing { (ask.say(shown::standing(&entry.standing))) } " · " code { (id) }
                    }
                    (shown::unsettled(ask, entry))
                    @if !matches!(entry.standing, Standing::Undone(_)) { (decide::button(&format!("undo {}", entry.decision.id.hex()), ask.say(words::UNDO))) }
                }
            }
        }
    }
}
