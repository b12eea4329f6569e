//! Deciding: where forms are sent, the page of one value, and everything that was decided.

mod log;
mod one;
pub mod shown;

use crate::answer::{Answer, Trouble, own_place};
use crate::ask::Ask;
use crate::deciding::values::{Verdict, judged, same, set};
use crate::deciding::{Prepared, entities, prepare, undo, usual_author};
use crate::desk::Desk;
use crate::json::decision::Decision as Line;
use crate::route::Route;
use crate::ui::{Page, Section};
use crate::words::decide as words;
use broadside_engine::store::Catalogue;
use broadside_model::Act;
use maud::html;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/decide", one::page, "A value with what people say of it, to be decided on")
            .takes::<one::Wanted>()
            .gives::<one::Value>(),
        Route::post("/decide", decide, "Decide, and be led back").reads::<Wanted>().gives::<Decided>(),
        Route::get("/decisions", log::page, "What people decided, and how it stands")
            .takes::<log::Wanted>()
            .gives::<log::Decisions<'_>>(),
    ]
}

/// What is decided.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Wanted {
    /// `confirm`, `reject`, `set`, `merge`, `distinct`, `split`, `rename`, `same-statement` or `undo`.
    act: String,
    /// The act and what it is about in one field, as buttons send it: `confirm 1a2b3c4d/kind`.
    #[serde(rename = "do")]
    all_in_one: String,
    /// The value, as in `1a2b3c4d/issuers/1`; the statement, for `same-statement`; the decision, for `undo`.
    target: Vec<String>,
    /// The value to set.
    value: String,
    /// Ids of entities.
    entities: Vec<String>,
    /// Names that are another's, or their ids.
    names: Vec<String>,
    /// Statements in which the use of a name is another's.
    uses: Vec<String>,
    /// What to call an entity.
    name: String,
    /// In which language: ISO 639-3.
    language: String,
    /// Who decides; else who did before, else the user of the system.
    author: String,
    /// Why.
    reason: String,
    /// Where to go when it is decided.
    back: String,
}

/// What was decided.
#[derive(Debug, Serialize, JsonSchema)]
struct Decided {
    /// The decisions.
    decisions: Vec<Line>,
    /// How many of them are new: what was said already is not said again.
    new: usize,
    /// Texts that were repaired again.
    repaired: u64,
    /// What could not be made of the decisions, which are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    behind: Option<String>,
}

impl Wanted {
    /// With what a button says put in its places.
    fn told(mut self) -> Self {
        let all = std::mem::take(&mut self.all_in_one);
        let (act, rest) = all.split_once(' ').unwrap_or((&all, ""));
        if act.is_empty() {
            return self;
        }
        act.clone_into(&mut self.act);
        let several = || rest.split(' ').filter(|one| !one.is_empty()).map(str::to_owned).collect();
        match act {
            _ if rest.is_empty() => {}
            "merge" | "distinct" => self.entities = several(),
            // A path may hold spaces.
            _ => self.target = vec![rest.to_owned()],
        }
        self
    }

    fn acts(&self, catalogue: &Catalogue) -> Result<Vec<Act>, Trouble> {
        let targets: Vec<OsString> = self.target.iter().filter(|one| !one.is_empty()).map(OsString::from).collect();
        let entities: Vec<String> = self.entities.iter().map(|one| one.trim().to_owned()).collect();
        let first = entities.first().map_or("", String::as_str);
        let language = Some(self.language.trim()).filter(|code| !code.is_empty());
        let value = self.value.replace("\r\n", "\n");
        let is_about = |any: bool| if any { Ok(()) } else { Err(Trouble::wrong(words::WHAT_TO_DECIDE.en)) };
        is_about(!targets.is_empty() || !entities.is_empty())?;
        Ok(match self.act.as_str() {
            "confirm" => judged(catalogue, &targets, Verdict::Confirm)?,
            "reject" => judged(catalogue, &targets, Verdict::Reject)?,
            "set" => {
                let target = targets.first().ok_or_else(|| Trouble::wrong(words::WHAT_TO_DECIDE.en))?;
                vec![set(catalogue, target, value.trim())?]
            }
            "merge" => vec![entities::merge(catalogue, &entities)?],
            "distinct" => vec![entities::distinct(catalogue, &entities)?],
            "split" => {
                let uses: Vec<OsString> = self.uses.iter().map(OsString::from).collect();
                is_about(!self.names.is_empty() || !uses.is_empty())?;
                vec![entities::split(catalogue, first, &self.names, &uses)?]
            }
            "rename" => vec![entities::rename(catalogue, first, self.name.trim(), language)?],
            "same-statement" => vec![same(catalogue, &targets)?],
            "undo" => undo(catalogue, &self.target)?,
            _ => return Err(Trouble::wrong(words::WHAT_TO_DECIDE.en)),
        })
    }
}

/// A year, in seconds.
const KEPT: u32 = 31_536_000;

fn decide(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.fields()?;
    let wanted = wanted.told();
    let said = Some(wanted.author.trim().to_owned()).filter(|name| !name.is_empty());
    let author = said.clone().or_else(|| ask.author.clone()).or_else(usual_author);
    let Some(author) = author else { return who(ask) };
    let reason = Some(wanted.reason.trim()).filter(|reason| !reason.is_empty());
    let catalogue = desk.catalogue()?;
    let Prepared { decisions, repeated } = prepare(catalogue, author.trim(), reason, wanted.acts(catalogue)?)?;
    let new = decisions.get(repeated..).unwrap_or_default().to_vec();
    let recorded = if new.is_empty() { Default::default() } else { desk.room.writer.record(new)? };
    let back = match wanted.back.as_str() {
        "" => ask.came_from.clone().unwrap_or_else(|| "/decisions".to_owned()),
        back => back.to_owned(),
    };
    if ask.wants_json {
        let (repaired, behind) = (recorded.repaired, recorded.behind);
        let new = decisions.len() - repeated;
        return Answer::json(&Decided { decisions: decisions.iter().map(Line::new).collect(), new, repaired, behind });
    }
    if let Some(why) = recorded.behind {
        let body = html! {
            h1 { (ask.say(words::BEHIND)) }
            p { bdi { (why) } }
            p { (ask.say(words::BEHIND_HINT)) }
            p { a href=(own_place(&back)) { (ask.say(words::DONE)) } }
        };
        return Ok(Answer::Page(Page::new(ask.say(words::BEHIND), Section::None, body)));
    }
    let cookie = said.map(|name| {
        let value: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
        format!("author={value}; Path=/; Max-Age={KEPT}; SameSite=Strict")
    });
    Ok(Answer::Keep(back, cookie.into_iter().collect()))
}

/// Asks who decides, and sends the same again.
fn who(ask: &Ask) -> Result<Answer, Trouble> {
    if ask.wants_json {
        return Err(Trouble::wrong(ask.say(words::NO_AUTHOR)));
    }
    let pairs = form_urlencoded::parse(&ask.form).filter(|(name, _)| name != "author");
    let came = ask.came_from.clone().unwrap_or_default();
    let has_back = form_urlencoded::parse(&ask.form).any(|(name, value)| name == "back" && !value.is_empty());
    let body = html! {
        h1 { (ask.say(words::AUTHOR)) }
        form.fields.sheet method="post" action="/decide" {
            @for (name, value) in pairs { @if name != "back" || has_back { input type="hidden" name=(name) value=(value); } }
            @if !has_back { input type="hidden" name="back" value=(came); }
            label { (ask.say(words::AUTHOR)) input name="author" required maxlength="200" autocomplete="name"; }
            button.main type="submit" { (ask.say(words::GO_ON)) }
        }
    };
    Ok(Answer::Page(Page::new(ask.say(words::AUTHOR), Section::Review, body)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_all_in_one_field() {
        let told = |all: &str| Wanted { all_in_one: all.to_owned(), ..Wanted::default() }.told();
        let confirm = told("confirm 1a2b3c4d/issuers/1");
        assert_eq!((confirm.act.as_str(), confirm.target), ("confirm", vec!["1a2b3c4d/issuers/1".to_owned()]));
        let merge = told("merge e1 e2");
        assert_eq!((merge.act.as_str(), merge.entities), ("merge", vec!["e1".to_owned(), "e2".to_owned()]));
        let kept = Wanted {
            act: "merge".into(),
            entities: vec!["e1".into()],
            all_in_one: "distinct".into(),
            ..Wanted::default()
        };
        let kept = kept.told();
        assert_eq!((kept.act.as_str(), kept.entities.len()), ("distinct", 1));
    }
}
