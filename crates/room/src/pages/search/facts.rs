//! A statement in a few words, as lists and exports give it to programs.

use crate::holdings::Held;
use crate::json::anatomy::Date;
use crate::json::statement_id;
use broadside_model::Kind;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// A statement in a few words: the same names as in the list of statements.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Facts<'a> {
    /// What it is called.
    pub id: String,
    /// What it is; absent where that is not known.
    pub kind: Option<&'static str>,
    /// Its title.
    pub title: Option<&'a str>,
    /// When it was issued.
    pub date: Option<Date<'a>>,
    /// ISO 639-3.
    pub language: Option<&'a str>,
    /// Names of the issuers.
    pub issuers: Vec<&'a str>,
    /// Names of the addressees.
    pub addressees: Vec<&'a str>,
    /// Places of issue.
    pub places: Vec<&'a str>,
    /// How many sign.
    pub signatories: u32,
    /// How many claims it makes.
    pub claims: u32,
    /// Ids of its other witnesses.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub same_as: &'a [String],
    /// How it begins, where it is the first of its file.
    pub opening: Option<&'a str>,
    /// Quality of its text, in hundredths.
    pub quality: Option<u8>,
    /// What became of its file.
    pub outcome: &'static str,
    /// When its file was added.
    pub added: &'a str,
    /// Its file.
    pub source: String,
    /// First path of its file.
    pub path: String,
}

fn names(all: &[Arc<str>]) -> Vec<&str> {
    all.iter().map(|name| &**name).collect()
}

impl<'a> Facts<'a> {
    /// The edge twin of what is held of a statement.
    pub fn new(held: &'a Held) -> Self {
        Facts {
            id: held.name(),
            kind: held.kind.map(Kind::name),
            title: held.title.as_deref(),
            date: held.date.as_ref().map(|date| Date::new(date, held.date_method.as_deref())),
            language: held.language.as_deref(),
            issuers: names(&held.issuers),
            addressees: names(&held.addressees),
            places: names(&held.places),
            signatories: held.signatories,
            claims: held.claims,
            same_as: &held.same,
            opening: Some(&*held.opening).filter(|opening| !opening.is_empty()),
            quality: held.quality,
            outcome: held.outcome.name(),
            added: &held.added,
            source: statement_id(held.id.source),
            path: String::from_utf8_lossy(&held.path).into_owned(),
        }
    }
}
