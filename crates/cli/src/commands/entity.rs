//! `broadside entity`: all that the archive knows of one: names, documents, neighbours, questions, decisions.

use super::entities::years;
use super::{open_who, print_json};
use crate::args::Entity;
use crate::json::entities as json;
use crate::output::table::{Column, Table, cut, one_line, wrapped};
use crate::output::{self, Lines, counted, grouped};
use anyhow::{Result, bail};
use broadside_engine::run::decided::Decisions;
use broadside_engine::run::entities::dossier;
use broadside_engine::store::{Catalogue, Redirect};
use broadside_model::entity::Field;
use broadside_model::{Edtf, EntityId, Kind, RelationKind};
use broadside_room::deciding::finding::find_entity;
use broadside_room::entity::{Facts, Quoted, everything, is_beginning, told};
use std::collections::{BTreeMap, BTreeSet};

/// Runs the command.
pub fn run(args: &Entity) -> Result<bool> {
    let catalogue = open_who(&args.archive.archive)?;
    let (entity, redirect) = find(&catalogue, &args.id)?;
    let Some(dossier) = dossier(&catalogue, entity)? else { bail!("{entity}: it is gone. Run the command again") };
    let sources: BTreeSet<_> = dossier.documents.iter().map(|document| document.statement.source).collect();
    let told = told(&Decisions::open(&catalogue)?, sources)?;
    let facts = Facts::new(&catalogue, &dossier, usize::MAX, told)?;
    if args.archive.json {
        print_everything(args, &catalogue, &facts)?;
    } else {
        let limit = args.limit.map_or(SHOWN, |limit| if limit == 0 { usize::MAX } else { limit });
        let mut card = Card::new(&facts, limit);
        card.head(args, redirect.as_ref());
        card.names();
        card.documents();
        card.neighbours();
        card.relations();
        card.doubts();
        card.decisions();
        let mut out = Lines::new();
        card.lines.iter().try_for_each(|line| out.line(line))?;
        out.finish()?;
    }
    Ok(true)
}

/// Documents, names and neighbours shown to people where they do not say how many.
const SHOWN: usize = 15;

/// The entity that an id, or the beginning of one, leads to.
pub(super) fn find(catalogue: &Catalogue, typed: &str) -> Result<(EntityId, Option<Redirect>)> {
    Ok(find_entity(catalogue, typed)?)
}

fn print_everything(args: &Entity, catalogue: &Catalogue, facts: &Facts<'_>) -> Result<()> {
    let limit = args.limit.filter(|limit| *limit > 0).unwrap_or(usize::MAX);
    let quoted = Quoted::read(catalogue, facts.dossier, limit)?;
    let grounds = quoted.grounds();
    print_json(&everything(facts, &quoted, &grounds, &args.id, limit))
}

/// Width of a card where the terminal does not say, and the greatest.
const WIDEST: usize = 110;
/// Width of the column of labels.
const LABEL: usize = 14;
/// Bars of a timeline are at most so long.
const BAR: u32 = 30;
/// Years shown one by one; a longer time is shown by tens.
const YEARS: i64 = 24;

struct Card<'a> {
    facts: &'a Facts<'a>,
    limit: usize,
    width: Option<usize>,
    bold: &'static str,
    dim: &'static str,
    plain: &'static str,
    lines: Vec<String>,
}

impl<'a> Card<'a> {
    fn new(facts: &'a Facts<'a>, limit: usize) -> Self {
        let (bold, dim, plain) =
            if output::wants_colour() { ("\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m") } else { ("", "", "") };
        let width = output::width().map(|width| width.min(WIDEST));
        Card { facts, limit, width, bold, dim, plain, lines: Vec::new() }
    }

    fn row(&mut self, label: &str, text: &str) {
        let width = self.width.unwrap_or(WIDEST).saturating_sub(LABEL).max(20);
        for (place, line) in wrapped(&one_line(text), width).into_iter().enumerate() {
            let label = if place == 0 { label } else { "" };
            self.lines.push(format!("{}{label:LABEL$}{}{line}", self.dim, self.plain));
        }
    }

    fn heading(&mut self, heading: &str) {
        self.lines.push(String::new());
        self.lines.push(format!("{}{heading}{}", self.bold, self.plain));
    }

    fn table(&mut self, table: &Table, all: usize, what: &str) {
        self.lines.extend(table.lines(self.width, true, 2));
        if all > self.limit {
            let more = grouped((all - self.limit) as u64);
            self.lines.push(format!("  {}… and {more} more {what}: --limit 0{}", self.dim, self.plain));
        }
    }

    fn head(&mut self, args: &Entity, redirect: Option<&Redirect>) {
        let row = &self.facts.dossier.row;
        for line in wrapped(&one_line(&row.name), self.width.unwrap_or(WIDEST)) {
            self.lines.push(format!("{}{line}{}", self.bold, self.plain));
        }
        self.lines.push(String::new());
        let own = row.id.to_string();
        self.row("Id", &own);
        match redirect {
            Some(redirect) => self.row("", &format!("{} leads here: {}", redirect.id, redirect.why)),
            None if !is_beginning(&args.id, &own) => {
                self.row("", &format!("{} is one of its names", output::inert(&args.id)));
            }
            None => {}
        }
        let country = row.country.as_ref().map(|country| format!(" · {country}")).unwrap_or_default();
        self.row("Kind", &format!("{}{country}", row.kind.name()));
        let span = match (&row.first, &row.last) {
            (Some(first), Some(last)) if first == last => format!(", {first}"),
            (Some(first), Some(last)) => format!(", {first} to {last}"),
            _ => String::new(),
        };
        let times = if row.uses == 1 { "once".to_owned() } else { format!("{} times", grouped(u64::from(row.uses))) };
        self.row("Named", &format!("{times} in {}{span}", counted(u64::from(row.statements), "statement")));
        let parts = [
            (row.issued, "issued"),
            (row.signed, "signed"),
            (row.received, "addressed to it"),
            (row.told, "told of in claims and quotations"),
            (row.mentioned, "mentioned only"),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{} {what}", grouped(u64::from(*count))))
            .collect();
        self.row("Of these", &parts.join(" · "));
        for (language, name) in &self.facts.dossier.called {
            let language = language.as_ref().map(|language| format!(" ({language})")).unwrap_or_default();
            self.row("Called", &format!("{name}{language}, as a person decided"));
        }
        for identity in &self.facts.dossier.known {
            self.row("Known as", &format!("{} ({})", identity.known.id, identity.known.authority));
        }
    }

    fn names(&mut self) {
        let names = &self.facts.dossier.names;
        self.heading("Names");
        let mut table = Table::new(&[
            Column::cut("NAME", 24),
            Column::fixed("LANG"),
            Column::fixed("SCRIPT"),
            Column::number("USES"),
            Column::number("DOCS"),
            Column::fixed("YEARS"),
        ]);
        for name in names.iter().take(self.limit) {
            let days = name.days.map(|days| (days.0.to_string(), days.1.to_string()));
            table.push([
                &*name.name,
                name.language.as_deref().unwrap_or("?"),
                name.script.unwrap_or_default(),
                &grouped(u64::from(name.uses)),
                &grouped(name.statements.len() as u64),
                &days.map(|(first, last)| years(Some(&first), Some(&last))).unwrap_or_default(),
            ]);
        }
        self.table(&table, names.len(), "names");
    }

    fn documents(&mut self) {
        let documents = &self.facts.dossier.documents;
        self.heading("Documents");
        self.timeline();
        let mut table = Table::new(&[
            Column::cut("DATE", 13),
            Column::fixed("ID"),
            Column::cut("AS", 9),
            Column::cut("KIND", 5),
            Column::cut("TITLE", 16),
        ]);
        for document in documents.iter().take(self.limit) {
            let row = self.facts.told.get(&document.statement);
            let mut fields: BTreeSet<&str> = document.fields().into_iter().map(as_what).collect();
            if fields.len() > 1 {
                // Who signs is mentioned too.
                fields.remove(as_what(Field::Mention));
            }
            let fields: Vec<&str> = fields.into_iter().collect();
            table.push([
                row.and_then(|row| row.date.as_ref()).map_or("", Edtf::as_str),
                &*json::statement_id(document.statement),
                &fields.join(", "),
                row.and_then(|row| row.kind).map_or("", Kind::name),
                row.and_then(|row| row.title.as_deref()).unwrap_or("(no title)"),
            ]);
        }
        self.table(&table, documents.len(), "documents");
    }

    /// How many documents name it in each year, or in each ten years.
    fn timeline(&mut self) {
        let years = self.facts.dossier.documents.iter().filter_map(|document| {
            let (first, last) = document.days?;
            (last.year - first.year <= 1).then_some(i64::from(first.year))
        });
        let years: Vec<i64> = years.collect();
        let (Some(first), Some(last)) = (years.iter().min(), years.iter().max()) else { return };
        if first == last {
            return;
        }
        let step = if last - first > YEARS { 10 } else { 1 };
        let mut counts: BTreeMap<i64, u32> = BTreeMap::new();
        let from = first.div_euclid(step) * step;
        let mut at = from;
        while at <= *last {
            counts.insert(at, 0);
            at += step;
        }
        for year in &years {
            *counts.entry(year.div_euclid(step) * step).or_default() += 1;
        }
        let most = counts.values().copied().max().unwrap_or(1).max(1);
        for (year, count) in counts {
            let label = if step == 10 { format!("{year}s") } else { year.to_string() };
            let bar = "█".repeat((count * BAR).div_ceil(most) as usize);
            let number = if count == 0 { String::new() } else { format!(" {}", grouped(u64::from(count))) };
            self.lines.push(format!("  {label:>6} {}{bar}{}{number}", self.dim, self.plain).trim_end().to_owned());
        }
        self.lines.push(String::new());
    }

    fn neighbours(&mut self) {
        let neighbours = &self.facts.dossier.neighbours;
        if neighbours.is_empty() {
            return;
        }
        self.heading("Signs with");
        let mut table = Table::new(&[
            Column::number("TIMES"),
            Column::cut("NAME", 24),
            Column::fixed("IN"),
            Column::fixed("YEARS"),
            Column::fixed("ID"),
        ]);
        for neighbour in neighbours.iter().take(self.limit) {
            let Some(row) = self.facts.others.get(&neighbour.entity) else { continue };
            let days = neighbour.days.map(|days| (days.0.to_string(), days.1.to_string()));
            table.push([
                &*grouped(neighbour.statements.len() as u64),
                &row.name,
                row.country.as_deref().unwrap_or_default(),
                &days.map(|(first, last)| years(Some(&first), Some(&last))).unwrap_or_default(),
                &row.id.to_string(),
            ]);
        }
        self.table(&table, neighbours.len(), "neighbours");
    }

    fn relations(&mut self) {
        let relations = &self.facts.dossier.relations;
        if relations.is_empty() {
            return;
        }
        self.heading("Related, as texts say");
        for row in relations.iter().take(self.limit) {
            let name = |form| self.facts.end(form).map_or("?", |end| &end.name);
            let date = row.date.as_ref().map(|date| format!(", {date}")).unwrap_or_default();
            let role = row.role.as_ref().map(|role| format!(" ({role})")).unwrap_or_default();
            let words = related(row.kind);
            let statement = json::statement_id(row.statement);
            let line = format!("{} {words} {}{role}{date}  [{statement}]", name(row.subject), name(row.object));
            self.lines.push(format!("  {}", one_line(&line)));
        }
    }

    fn doubts(&mut self) {
        let dossier = self.facts.dossier;
        if !dossier.links.is_empty() {
            self.heading("Held to be one");
            for link in dossier.links.iter().take(self.limit) {
                let name = |form| dossier.forms.iter().find(|row| row.id == form).map_or("?", |row| row.name.as_str());
                let reasons = link.reasons.join("; ");
                let line = format!("{} = {}: {reasons}", name(link.forms.0), name(link.forms.1));
                let line = one_line(&line);
                self.lines.push(format!("  {}", self.width.map_or(line.clone(), |width| cut(&line, width - 2))));
            }
        }
        if dossier.questions.is_empty() {
            return;
        }
        self.heading("Not sure: is it one with");
        for question in dossier.questions.iter().take(self.limit) {
            let (a, b) = question.entities;
            let other = if a == dossier.row.id { b } else { a };
            let name = self.facts.others.get(&other).map_or("?", |row| row.name.as_str());
            let score = f64::from(question.question.link.score) / 10.0;
            let reasons = question.question.link.reasons.join("; ");
            let line = format!("{name}  {other}  {score:.0}% alike: {reasons}");
            for line in crate::output::table::paragraph(&one_line(&line), 2, self.width) {
                self.lines.push(line);
            }
        }
        self.lines.push(format!("  {}broadside decide merge ID ID, or distinct ID ID{}", self.dim, self.plain));
    }

    fn decisions(&mut self) {
        let decided: Vec<String> = self.facts.decided().iter().map(decision_line).collect();
        if !decided.is_empty() {
            self.heading("Decisions");
            self.lines.extend(decided);
        }
        let redirects = &self.facts.dossier.redirects;
        if !redirects.is_empty() {
            self.heading("Ids that lead here");
            for redirect in redirects.iter().take(self.limit) {
                self.lines.push(format!("  {}  {}: {}", redirect.id, redirect.at, redirect.why));
            }
        }
    }
}

fn decision_line(decision: &json::Decision<'_>) -> String {
    let reason = decision.reason.map(|reason| format!(": {reason}")).unwrap_or_default();
    let waits = if decision.settled { "" } else { "  (waits: names it speaks of are gone)" };
    let short = decision.id.get(..8).unwrap_or_default();
    let by = decision.replaced_by.as_ref().and_then(|by| by.get(..8));
    let waits = by.map_or(waits.to_owned(), |by| format!("  (replaced by {by})"));
    format!("  {short}  {}  {}  {}{}{waits}", decision.at, decision.act, one_line(decision.author), one_line(&reason))
}

/// What a statement has an entity as.
fn as_what(field: Field) -> &'static str {
    match field {
        Field::Issuer => "issuer",
        Field::IssuerOf => "its organ",
        Field::Addressee => "addressee",
        Field::Signatory => "signatory",
        Field::Affiliation => "affiliation",
        Field::Claimant => "claimant",
        Field::Actor => "actor",
        Field::Quoted => "quoted",
        Field::IssuePlace => "place",
        Field::Mention => "mentioned",
    }
}

/// A relation in words, between its two ends.
fn related(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::OrganOf => "is an organ of",
        RelationKind::SectionOf => "is a section of",
        RelationKind::MemberOf => "is a member of",
        RelationKind::RenamedFrom => "was called",
        RelationKind::SplitFrom => "split from",
        RelationKind::MergedFrom => "was merged from",
        RelationKind::FoundedBy => "was founded by",
        RelationKind::OfficerOf => "holds an office in",
    }
}
