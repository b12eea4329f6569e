//! Which statements a command is about, and what was read out of them.
//!
//! A source can hold several statements. The first is called by the source's id, the others by the same with `-2`,
//! `-3`, … behind. A source whose anatomy was not read (an older program added it) counts as one statement of which
//! nothing is known but what the source says of itself.

use crate::json::numbered_id;
use crate::plain::one_line;
use broadside_engine::decisions::{Decided, Said};
use broadside_engine::run;
use broadside_engine::run::decided::Decisions;
use broadside_engine::store::{Catalogue, StatementRow, Summary};
use broadside_model::{Anatomy, Edtf, Kind, Outcome, SourceId, Span, Statement, StatementId};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A statement as lists show it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The source it stands in.
    pub summary: Rc<Summary>,
    /// What was read out of it, as people decided it; `None` where nothing was.
    pub row: Option<StatementRow>,
    /// The other witnesses of the statement, where people say that there are some.
    pub same: Vec<String>,
}

impl Listed {
    /// What it is called.
    pub fn id(&self) -> String {
        numbered_id(self.summary.id, self.number())
    }

    /// Its place among the statements of the source, from 1.
    pub fn number(&self) -> u32 {
        self.row.as_ref().map_or(1, |row| row.number)
    }

    /// Whether it is the first of its source.
    pub fn is_first(&self) -> bool {
        self.number() <= 1
    }

    /// What it is.
    pub fn kind(&self) -> Option<Kind> {
        self.row.as_ref()?.kind
    }

    /// Its title; where its anatomy was not read, the title that the file states.
    pub fn title(&self) -> Option<&str> {
        match &self.row {
            Some(row) => row.title.as_deref(),
            None => self.summary.title.as_deref(),
        }
    }

    /// What people recognise it by.
    pub fn caption(&self) -> Caption<'_> {
        Caption::new(self.title(), &self.summary, self.number())
    }

    /// When it was issued.
    pub fn date(&self) -> Option<&Edtf> {
        self.row.as_ref()?.date.as_ref()
    }

    /// ISO 639-3.
    pub fn language(&self) -> Option<&str> {
        match &self.row {
            Some(row) => row.language.as_deref().or(self.summary.language.as_deref().filter(|_| row.number <= 1)),
            None => self.summary.language.as_deref(),
        }
    }
}

/// What people recognise a statement by: its title, or else its first words, which nobody is to take for one.
#[derive(Clone, Copy, Debug)]
pub enum Caption<'a> {
    /// What it is called.
    Title(&'a str),
    /// How it begins; empty where only the beginning of its source is known.
    Opening(&'a str),
}

impl<'a> Caption<'a> {
    /// What to call statement `number` of a source, by its title if it has one.
    pub fn new(title: Option<&'a str>, summary: &'a Summary, number: u32) -> Self {
        match title {
            Some(title) => Caption::Title(title),
            None if number <= 1 => Caption::Opening(&summary.opening),
            None => Caption::Opening(""),
        }
    }

    /// The words alone, for programs.
    pub fn words(&self) -> &'a str {
        match self {
            Caption::Opening("") => NO_TITLE,
            Caption::Title(words) | Caption::Opening(words) => words,
        }
    }

    /// The words as people see them, on one line: first words are said to be no title.
    pub fn shown(&self) -> String {
        match self {
            Caption::Title(title) => one_line(title),
            Caption::Opening(words) => one_line(&format!("{NO_TITLE} {words}")),
        }
    }
}

/// What stands where a title would.
pub const NO_TITLE: &str = "(no title)";

/// Whether a source is a text, and so at least one statement.
fn is_text(summary: &Summary) -> bool {
    summary.characters > 0 && summary.outcome != Outcome::Unpacked
}

/// Every statement of the archive as people decided it, by path and place.
pub fn listed(catalogue: &Catalogue) -> run::Result<Vec<Listed>> {
    let mut all = Vec::new();
    each_listed(catalogue, |some| all.extend(some))?;
    all.sort_by(|a: &Listed, b| {
        (&a.summary.paths, a.summary.id, a.number()).cmp(&(&b.summary.paths, b.summary.id, b.number()))
    });
    Ok(all)
}

/// Calls `each` with the statements of every source as people decided it, source by source in no order that means anything.
pub fn each_listed(catalogue: &Catalogue, mut each: impl FnMut(Vec<Listed>)) -> run::Result<()> {
    let decisions = Decisions::open(catalogue)?;
    let mut rows: FxHashMap<SourceId, Vec<StatementRow>> = FxHashMap::default();
    for row in decisions.statements()? {
        rows.entry(row.source).or_default().push(row);
    }
    let same = same(&decisions)?;
    catalogue.each_summary(|summary| {
        if is_text(&summary) {
            let rows = rows.remove(&summary.id).unwrap_or_default();
            let mut some = Vec::with_capacity(rows.len().max(1));
            put(&mut some, summary, rows, &same);
            each(some);
        }
    })?;
    Ok(())
}

/// The statements of one source as people decided it, by place; none where it is no text.
pub fn listed_of(
    decisions: &Decisions<'_>,
    summary: Summary,
    same: &BTreeMap<StatementId, Vec<String>>,
) -> run::Result<Vec<Listed>> {
    let mut all = Vec::new();
    if is_text(&summary) {
        let rows = decisions.statements_of(summary.id)?;
        put(&mut all, summary, rows, same);
    }
    Ok(all)
}

fn put(all: &mut Vec<Listed>, summary: Summary, rows: Vec<StatementRow>, same: &BTreeMap<StatementId, Vec<String>>) {
    let summary = Rc::new(summary);
    if rows.is_empty() {
        all.push(Listed { summary: Rc::clone(&summary), row: None, same: Vec::new() });
    }
    all.extend(rows.into_iter().map(|row| {
        let same = same.get(&StatementId { source: row.source, number: row.number }).cloned().unwrap_or_default();
        Listed { summary: Rc::clone(&summary), row: Some(row), same }
    }));
}

/// For each statement that has several witnesses the ids of the others.
pub fn same(decisions: &Decisions<'_>) -> run::Result<BTreeMap<StatementId, Vec<String>>> {
    let mut others = BTreeMap::new();
    for group in decisions.same()? {
        for member in &group.members {
            let rest = group.members.iter().filter(|other| *other != member);
            others.insert(*member, rest.map(|other| numbered_id(other.source, other.number)).collect());
        }
    }
    Ok(others)
}

/// Puts statements in the order of their dates: by the first day each can be of, then the last; the undated last.
pub fn sort_by_date(all: &mut [Listed]) {
    all.sort_by(|a, b| match (a.date(), b.date()) {
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
}

/// A statement with all that was read out of it, in the text of its source.
#[derive(Debug)]
pub struct Whole {
    /// The source.
    pub summary: Summary,
    /// The anatomy of the source as people decided it; without statements where it was not read.
    pub anatomy: Anatomy,
    /// The same with what people rejected, and what they say of each value.
    pub decided: Decided,
    /// Which of them it is, from 1.
    pub number: u32,
    /// What stands for a statement of which nothing was read.
    unread: Statement,
}

impl Whole {
    /// Statement `number` of the source; `None` when it does not hold so many.
    pub fn new(summary: Summary, decided: Option<Decided>, number: u32, text_bytes: usize) -> Option<Self> {
        let decided = decided.unwrap_or_default();
        let anatomy = decided.clone().shown().anatomy;
        let count = anatomy.statements.len().max(1);
        let language = summary.language.clone();
        let unread = Statement { span: Span::new(0, text_bytes), language, ..Statement::default() };
        (number >= 1 && number as usize <= count).then_some(Whole { summary, anatomy, decided, number, unread })
    }

    /// What it is called.
    pub fn id(&self) -> String {
        numbered_id(self.summary.id, self.number)
    }

    /// The statement.
    pub fn statement(&self) -> &Statement {
        self.anatomy.statements.get(self.number as usize - 1).unwrap_or(&self.unread)
    }

    /// The statement with what people rejected.
    pub fn with_rejected(&self) -> &Statement {
        self.decided.anatomy.statements.get(self.number as usize - 1).unwrap_or(&self.unread)
    }

    /// What people say of its values, rejected ones among them.
    pub fn said(&self) -> &Said {
        static NOTHING: Said = Said::new();
        self.decided.said.get(self.number as usize - 1).unwrap_or(&NOTHING)
    }

    /// Its title; where its anatomy was not read, the title that the file states.
    pub fn title(&self) -> Option<&str> {
        match &self.statement().title {
            Some(title) => Some(&title.value),
            None if self.anatomy.statements.is_empty() => self.summary.title.as_deref(),
            None => None,
        }
    }

    /// What people recognise it by.
    pub fn caption(&self) -> Caption<'_> {
        Caption::new(self.title(), &self.summary, self.number)
    }

    /// ISO 639-3.
    pub fn language(&self) -> Option<&str> {
        self.statement().language.as_deref().or(self.summary.language.as_deref().filter(|_| self.number <= 1))
    }
}
