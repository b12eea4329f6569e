//! Searching: the query language, facets, snippets, concordance, and what was found to take along.

mod export;
mod facets;
mod facts;
mod kwic;
mod list;
mod query;
mod time;
mod view;

pub use facets::language_name;
pub use facts::Facts;
pub use time::{Dates, histogram};
pub use view::{caption, date};

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::finding::{Found, Unfound, find};
use crate::narrow::{Narrowed, Order, Said, Wishes, narrow};
use crate::route::Route;
use query::Wrong;
use schemars::JsonSchema;
use serde::Deserialize;
use std::sync::Arc;

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/search", search, "Statements in which words stand, narrowed, counted and ordered")
            .takes::<Wanted>()
            .gives::<list::Page<'_>>(),
        Route::get("/search/export", export::export, "All statements found, as a file")
            .takes::<Wanted>()
            .gives_files(&export::TYPES),
    ]
}

/// What is wanted.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Wanted {
    /// Words to find, in the query language; every statement where it is empty.
    q: String,
    /// Kinds of statements (`open-letter`, …, or `unknown`), any of them.
    kind: Vec<String>,
    /// Issuers, any of them: ids of entities, names, or parts of names.
    issuer: Vec<String>,
    /// Places of issue, any of them: the same.
    place: Vec<String>,
    /// Languages, any of them: codes of two or three letters, or `unknown`.
    language: Vec<String>,
    /// Issued at this date (EDTF) or later, or possibly so.
    from: String,
    /// Issued at this date (EDTF) or before, or possibly so.
    to: String,
    /// `yes`: only statements with signatories; `no`: only those without.
    signed: String,
    /// `yes`: only statements without a date.
    undated: String,
    /// `relevance`, `date`, `latest`, `added` or `path`; of a concordance `left` or `right`.
    sort: String,
    /// Which page of the list, from 1.
    page: Option<u64>,
    /// `kwic`: a concordance, a line for every match.
    view: String,
    /// Of an export: `csv`, `jsonl`, `bib`, `ris` or `csl`.
    #[serde(rename = "as")]
    #[schemars(rename = "as")]
    format: String,
}

impl Wanted {
    fn said(&self) -> Said<'_> {
        Said {
            kinds: &self.kind,
            issuers: &self.issuer,
            places: &self.place,
            languages: &self.language,
            signed: &self.signed,
            from: &self.from,
            to: &self.to,
            undated: self.undated == "yes",
        }
    }

    /// What comes first: the best match where words are asked for, else the earliest.
    fn order(&self) -> Order {
        let usual = if self.q.trim().is_empty() { Order::Date } else { Order::Relevance };
        Order::ALL.into_iter().find(|order| order.name() == self.sort).unwrap_or(usual)
    }

    /// The same question has the same name.
    fn asked(&self) -> String {
        let lists = [&self.kind, &self.issuer, &self.place, &self.language];
        format!(
            "{:?} {lists:?} {:?} {:?} {:?} {:?}",
            self.q.trim(),
            self.from.trim(),
            self.to.trim(),
            self.signed,
            self.undated
        )
    }

    fn is_narrowed(&self) -> bool {
        let said = |list: &[String]| list.iter().any(|said| !said.trim().is_empty());
        let words = [&self.from, &self.to, &self.signed, &self.undated];
        [&self.kind, &self.issuer, &self.place, &self.language].into_iter().any(|list| said(list))
            || words.into_iter().any(|word| !word.trim().is_empty())
    }
}

/// A question with what it finds.
struct Asked {
    wanted: Wanted,
    found: Arc<Found>,
    narrowed: Arc<Narrowed>,
}

/// Why there is nothing to show.
enum Nothing {
    Wrong(Box<(Wanted, Wrong)>),
    Trouble(Trouble),
}

impl<T: Into<Trouble>> From<T> for Nothing {
    fn from(trouble: T) -> Self {
        Nothing::Trouble(trouble.into())
    }
}

fn asked(desk: &Desk, ask: &Ask) -> Result<Asked, Nothing> {
    let wanted: Wanted = ask.parameters()?;
    let found = match find(desk, &wanted.q) {
        Ok(found) => found,
        Err(Unfound::Trouble(trouble)) => return Err(trouble.into()),
        Err(Unfound::Wrong(error)) => {
            let wrong = Wrong::query(ask, wanted.q.trim(), &error);
            return Err(Nothing::Wrong(Box::new((wanted, wrong))));
        }
    };
    let wishes = match Wishes::read(wanted.said(), &desk.now) {
        Ok(wishes) => wishes,
        Err(_) => {
            let wrong = Wrong::date(ask, &wanted.from, &wanted.to);
            return Err(Nothing::Wrong(Box::new((wanted, wrong))));
        }
    };
    let narrowed = desk.now.finds.narrowed(wanted.asked(), || narrow(&found, &wishes, &desk.now));
    Ok(Asked { wanted, found, narrowed })
}

fn search(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let asked = match asked(desk, ask) {
        Ok(asked) => asked,
        Err(Nothing::Trouble(trouble)) => return Err(trouble),
        Err(Nothing::Wrong(wrong)) if ask.wants_json => return Err(wrong.1.trouble()),
        Err(Nothing::Wrong(wrong)) => return Ok(view::wrong(ask, &wrong.0, &wrong.1)),
    };
    let is_kwic = asked.wanted.view == "kwic" && asked.found.query.is_some();
    match (is_kwic, ask.wants_json) {
        (false, false) => view::hits(desk, ask, &asked),
        (false, true) => list::json(desk, ask, &asked),
        (true, false) => kwic::page(desk, ask, &asked),
        (true, true) => kwic::json(desk, ask, &asked),
    }
}
