//! `broadside entities`: who and what is named, and what to ask a person about it.

use super::open_who;
use crate::args::{Entities, EntitySort};
use crate::filters::{Needle, folded};
use crate::json::entities::{Line, Question};
use crate::output::table::{Column, Table, one_line, paragraph};
use crate::output::{self, Lines, counted, grouped};
use anyhow::Result;
use broadside_engine::store::{Catalogue, EntityQuestion, EntityRow};
use broadside_model::EntityId;
use broadside_room::entity::{is_private, names_of};
use std::collections::{BTreeMap, BTreeSet};

/// Runs the command.
pub fn run(args: &Entities) -> Result<bool> {
    let catalogue = open_who(&args.archive.archive)?;
    let filter = Filter::new(args, &catalogue)?;
    let mut all = catalogue.entities()?;
    let total = all.len();
    let private = all.iter().filter(|row| !args.all && is_private(row)).map(|row| row.id).collect();
    all.retain(|row| filter.takes(row));
    if args.questions {
        return questions(args, &catalogue, &all, &private);
    }
    let before = all.len();
    if !args.all {
        all.retain(|row| !is_private(row));
    }
    let hidden = before - all.len();
    sort(args.sort, &mut all);
    let shown = all.len().min(limit(args));
    print(args, all.get(..shown).unwrap_or(&all))?;
    if !args.archive.json && !args.csv {
        foot(&all, shown, hidden, total);
    }
    Ok(!all.is_empty() || total == 0 || !filter.is_set())
}

/// Entities listed for people where they do not say how many.
const SHOWN: usize = 50;

fn limit(args: &Entities) -> usize {
    let for_people = !args.archive.json && !args.csv;
    match args.limit {
        Some(0) => usize::MAX,
        Some(limit) => limit,
        None if for_people => SHOWN,
        None => usize::MAX,
    }
}

/// What the options ask for.
struct Filter<'a> {
    args: &'a Entities,
    /// The entities that a query finds by one of their names.
    named: Option<BTreeSet<EntityId>>,
}

impl<'a> Filter<'a> {
    fn new(args: &'a Entities, catalogue: &Catalogue) -> Result<Self> {
        let query = args.query.join(" ");
        let needle = Needle::new(Some(&query).filter(|query| !query.trim().is_empty()));
        let mut named = needle.as_ref().map(|_| BTreeSet::new());
        if let (Some(needle), Some(named)) = (needle, &mut named) {
            catalogue.form_names(|_, entity, name, also| {
                if needle.is_in([name, also]) {
                    named.insert(entity);
                }
            })?;
            for (entity, name) in catalogue.names_decided()? {
                if needle.is_in([name.as_str()]) {
                    named.insert(entity);
                }
            }
        }
        Ok(Filter { args, named })
    }

    fn takes(&self, row: &EntityRow) -> bool {
        (self.args.kind.is_empty() || self.args.kind.contains(&row.kind))
            && (self.args.country.is_empty()
                || row.country.as_ref().is_some_and(|code| self.args.country.contains(code)))
            && self.named.as_ref().is_none_or(|named| named.contains(&row.id))
    }

    fn is_set(&self) -> bool {
        self.named.is_some() || !self.args.kind.is_empty() || !self.args.country.is_empty()
    }
}

fn sort(by: EntitySort, all: &mut [EntityRow]) {
    match by {
        EntitySort::Uses => all.sort_by(|a, b| {
            (b.statements, b.uses).cmp(&(a.statements, a.uses)).then_with(|| a.name.cmp(&b.name)).then(a.id.cmp(&b.id))
        }),
        EntitySort::Name => all.sort_by_cached_key(|row| (folded(&row.name), row.id)),
        EntitySort::First => all.sort_by(|a, b| {
            (a.first.is_none(), &a.first, &a.last, a.id).cmp(&(b.first.is_none(), &b.first, &b.last, b.id))
        }),
    }
}

/// First and last year, or the one year, of days as `YYYY-MM-DD`.
pub(super) fn years(first: Option<&str>, last: Option<&str>) -> String {
    let year = |day: &str| day.rsplitn(3, '-').nth(2).unwrap_or(day).to_owned();
    match (first.map(year), last.map(year)) {
        (Some(first), Some(last)) if first == last => first,
        (Some(first), Some(last)) => format!("{first}–{last}"),
        _ => String::new(),
    }
}

/// A count where it is one.
fn count(number: u32) -> String {
    if number == 0 { String::new() } else { grouped(u64::from(number)) }
}

fn print(args: &Entities, all: &[EntityRow]) -> Result<()> {
    let mut out = Lines::new();
    if args.archive.json {
        all.iter().try_for_each(|row| out.json(&Line::new(row)))?;
    } else if args.csv {
        print_csv(all, &mut out)?;
    } else {
        print_table(all, &mut out)?;
    }
    out.finish()
}

fn print_table(all: &[EntityRow], out: &mut Lines) -> Result<()> {
    let width = output::width();
    let mut table = Table::new(&[
        Column::fixed("ID"),
        Column::cut("KIND", 5),
        Column::cut("NAME", 20),
        Column::fixed("IN"),
        Column::number("DOCS"),
        Column::number("ISSUED"),
        Column::number("SIGNED"),
        Column::number("NAMES"),
        Column::fixed("YEARS"),
    ]);
    for row in all {
        table.push([
            &*row.id.to_string(),
            row.kind.name(),
            &row.name,
            row.country.as_deref().unwrap_or_default(),
            &count(row.statements),
            &count(row.issued),
            &count(row.signed),
            &count(row.forms),
            &years(row.first.as_deref(), row.last.as_deref()),
        ]);
    }
    table.lines(width, width.is_some(), 0).iter().try_for_each(|line| out.line(line))
}

fn print_csv(all: &[EntityRow], out: &mut Lines) -> Result<()> {
    out.csv([
        "id",
        "kind",
        "name",
        "country",
        "names",
        "uses",
        "statements",
        "issued",
        "received",
        "signed",
        "told",
        "mentioned",
        "first",
        "last",
    ])?;
    for row in all {
        let numbers =
            [row.forms, row.uses, row.statements, row.issued, row.received, row.signed, row.told, row.mentioned];
        let numbers = numbers.map(|number| number.to_string());
        let id = row.id.to_string();
        let before = [&*id, row.kind.name(), &row.name, row.country.as_deref().unwrap_or_default()];
        let after = [row.first.as_deref().unwrap_or_default(), row.last.as_deref().unwrap_or_default()];
        out.csv(before.into_iter().chain(numbers.iter().map(String::as_str)).chain(after))?;
    }
    Ok(())
}

/// Says what was left out, and why.
fn foot(all: &[EntityRow], shown: usize, hidden: usize, total: usize) {
    if all.is_empty() && hidden == 0 {
        output::complain(&format!("None of {} fits.", output::counted(total as u64, "entity")));
    }
    if shown < all.len() {
        output::complain(&format!("{} of {}; --limit 0 lists all.", grouped(shown as u64), grouped(all.len() as u64)));
    }
    if hidden > 0 {
        let (persons, are) = if hidden == 1 { ("person", "is") } else { ("persons", "are") };
        output::complain(&format!(
            "{} {persons} who only {are} mentioned, in one statement, not listed; --all lists them.",
            grouped(hidden as u64)
        ));
    }
}

/// Prints what to ask, of those questions in which one of the entities fits and none is in `private`.
fn questions(
    args: &Entities,
    catalogue: &Catalogue,
    fitting: &[EntityRow],
    private: &BTreeSet<EntityId>,
) -> Result<bool> {
    let rows: BTreeMap<EntityId, &EntityRow> = fitting.iter().map(|row| (row.id, row)).collect();
    let mut asked = catalogue.questions(None)?;
    asked.retain(|question| rows.contains_key(&question.entities.0) || rows.contains_key(&question.entities.1));
    asked.retain(|question| !private.contains(&question.entities.0) && !private.contains(&question.entities.1));
    let shown = asked.len().min(limit(args));
    let mut out = Lines::new();
    for question in asked.iter().take(shown) {
        let (Some(a), Some(b)) = (catalogue.entity(question.entities.0)?, catalogue.entity(question.entities.1)?)
        else {
            continue;
        };
        let names = names_of(catalogue, question)?;
        if args.archive.json {
            out.json(&Question::new(question, [&a, &b], [&names[0], &names[1]]))?;
        } else {
            print_question(question, [&a, &b], &names, &mut out)?;
        }
    }
    out.finish()?;
    if !args.archive.json {
        let all = asked.len() as u64;
        let questions = counted(all, "question");
        match shown as u64 {
            _ if all == 0 => {
                output::complain("No questions: no two of these names may be one's without surely being so.")
            }
            shown if shown < all => {
                output::complain(&format!("{} of {questions}; --limit 0 lists all.", grouped(shown)))
            }
            _ => {}
        }
    }
    Ok(true)
}

fn print_question(
    question: &EntityQuestion,
    rows: [&EntityRow; 2],
    names: &[String; 2],
    out: &mut Lines,
) -> Result<()> {
    let (bold, dim, plain) =
        if output::wants_colour() { ("\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m") } else { ("", "", "") };
    for (row, name) in rows.iter().zip(names) {
        let called = if row.name == *name { String::new() } else { format!("  (of {})", one_line(&row.name)) };
        let place = row.country.as_ref().map(|country| format!(" · {country}")).unwrap_or_default();
        let years = years(row.first.as_deref(), row.last.as_deref());
        let statements = counted(u64::from(row.statements), "statement");
        let facts = format!("{}{place} · {statements} {years}", row.kind.name());
        out.line(&format!("{bold}{}{plain}{called}  {dim}{}{plain}", one_line(name), facts.trim_end()))?;
    }
    let score = f64::from(question.question.link.score) / 10.0;
    let reasons = question.question.link.reasons.join("; ");
    let reasons = if reasons.is_empty() { String::new() } else { format!(": {}", one_line(&reasons)) };
    for line in paragraph(&format!("{score:.0}% alike{reasons}"), 2, output::width()) {
        out.line(&line)?;
    }
    let (a, b) = question.entities;
    out.line(&format!("  {dim}one: broadside decide merge {a} {b}{plain}"))?;
    out.line(&format!("  {dim}two: broadside decide distinct {a} {b}{plain}"))?;
    out.line("")
}
