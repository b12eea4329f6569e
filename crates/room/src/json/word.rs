//! What people say of a value, as JSON.

use broadside_engine::decisions::{Amended, Decided, Said, Word};
use broadside_model::{Property, Status};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What people say of the values of a statement, and what the statement is called.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    /// The id of the statement.
    pub id: &'a str,
    /// What they say.
    pub said: &'a Said,
}

/// What people say of one value.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Opinion<'a> {
    status: &'static str,
    /// What `decide` calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<By<'a>>,
    /// Single cells of a row, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    decided_cells: BTreeMap<&'a str, By<'a>>,
}

/// Who decided, when and why.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct By<'a> {
    decision: String,
    author: &'a str,
    at: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// What the program proposes, where a person says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposed: Option<&'a str>,
    /// Whether somebody should look: `broadside decisions --unsettled` says why.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unsettled: bool,
}

impl<'a> By<'a> {
    fn new(word: &'a Word) -> Self {
        By {
            decision: word.decision.hex(),
            author: &word.author,
            at: &word.at,
            reason: word.reason.as_deref(),
            proposed: word.proposed.as_deref(),
            unsettled: word.unsettled,
        }
    }
}

impl By<'_> {
    /// Who decided.
    pub fn author(&self) -> &str {
        self.author
    }

    /// The reason that was given.
    pub fn why(&self) -> Option<&str> {
        self.reason
    }
}

impl Opinion<'_> {
    /// What nobody can decide on.
    pub fn proposed() -> Self {
        Opinion { status: Status::Proposed.name(), target: None, decided: None, decided_cells: BTreeMap::new() }
    }

    /// What `decide` calls the value.
    pub fn target(&self) -> &str {
        self.target.as_deref().unwrap_or_default()
    }

    /// Whether it is proposed, confirmed or rejected.
    pub fn status(&self) -> &'static str {
        self.status
    }
}

impl<'a> Voice<'a> {
    /// What people say of a value: of a list that at place `at`, from 0.
    pub fn of(&self, property: Property, at: Option<usize>) -> Opinion<'a> {
        let place = at.unwrap_or(0);
        let word = self.said.get(&(property, place, None));
        let from = (property, place, None);
        let cells = self.said.range(from..).take_while(|((other, at, _), _)| (*other, *at) == (property, place));
        let cells = cells.filter_map(|((.., cell), word)| Some((cell.as_deref()?, By::new(word))));
        let number = at.map_or(String::new(), |at| format!("/{}", at + 1));
        Opinion {
            status: word.map_or(Status::Proposed, |word| word.status).name(),
            target: Some(format!("{}/{}{number}", self.id, property.name())),
            decided: word.map(By::new),
            decided_cells: cells.collect(),
        }
    }

    /// The same, where people say something.
    pub fn of_decided(&self, property: Property) -> Option<Opinion<'a>> {
        self.said.contains_key(&(property, 0, None)).then(|| self.of(property, None))
    }

    /// Whether a property's one value is rejected.
    pub fn is_rejected(&self, property: Property) -> bool {
        self.said.get(&(property, 0, None)).is_some_and(|word| word.status == Status::Rejected)
    }
}

/// The edits that people turned off and put nothing in the place of: what, what it would make, who says so.
pub fn edits_off(decided: &Decided) -> impl Iterator<Item = (&Amended, &str, By<'_>)> {
    decided.edits.iter().filter_map(|(amended, word)| {
        let after = amended.off.as_deref().filter(|_| amended.kept.is_none())?;
        Some((amended, after, By { proposed: None, ..By::new(word) }))
    })
}
