//! What pages are made of. The style sheet is `style.css` beside this file.

pub mod chart;
pub mod decide;
mod frame;
mod pieces;

pub use frame::frame;
pub use pieces::{bare, language_tag, pager};

use axum::http::StatusCode;
use maud::{Markup, html};

/// Where in the main menu a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Nowhere.
    None,
    /// The first page.
    Home,
    /// Searching and listing statements.
    Search,
    /// Names.
    Entities,
    /// Time.
    Timeline,
    /// Who signs with whom.
    Network,
    /// What is claimed.
    Claims,
    /// What is said again.
    Reuse,
    /// Who signed.
    Signatories,
    /// What waits for a person.
    Review,
    /// Files.
    Add,
    /// What became of files.
    Report,
    /// How to ask.
    Help,
}

/// A page, without what stands around every page.
#[derive(Debug)]
pub struct Page {
    /// For the window, and for citing.
    pub title: String,
    /// Where in the menu it stands.
    pub section: Section,
    /// What it shows.
    pub body: Markup,
    /// Metadata for its head.
    pub head: Markup,
    /// Scripts of `web/` that it can do with, by name; it must be usable without them.
    pub islands: Vec<&'static str>,
    /// HTTP status.
    pub status: StatusCode,
}

impl Page {
    /// A page.
    pub fn new(title: impl Into<String>, section: Section, body: Markup) -> Self {
        let head = html! {};
        Page { title: title.into(), section, body, head, islands: Vec::new(), status: StatusCode::OK }
    }

    /// With metadata in its head.
    pub fn with_head(self, head: Markup) -> Self {
        Page { head, ..self }
    }

    /// With a script of `web/`.
    pub fn with_island(mut self, name: &'static str) -> Self {
        self.islands.push(name);
        self
    }

    /// With another status.
    pub fn with_status(self, status: StatusCode) -> Self {
        Page { status, ..self }
    }
}
