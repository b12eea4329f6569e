//! `broadside list`: a line per statement, all or those that fit.

use super::open;
use crate::args::{List, ListSort};
use crate::filters::{Needle, folded};
use crate::json;
use crate::output::table::{Column, Table};
use crate::output::{self, Lines, counted};
use crate::statements::{Listed, listed, sort_by_date};
use anyhow::Result;
use broadside_model::{Edtf, Kind};

/// Runs the command.
pub fn run(args: &List) -> Result<bool> {
    let (_, catalogue) = open(&args.archive.archive)?;
    let mut all = listed(&catalogue)?;
    let total = all.len();
    let filter = Filter::new(args);
    all.retain(|statement| filter.takes(statement));
    let before = all.len();
    let undated = all.iter().filter(|statement| statement.date().is_none()).count();
    all.retain(|statement| filter.takes_date(statement.date()));
    let left_out = if args.date.is_some() && !args.undated { undated } else { 0 };
    sort(args, &mut all);
    let mut out = Lines::new();
    if args.archive.json {
        for statement in &all {
            out.json(&json::statement::Line::new(statement))?;
        }
    } else if args.csv {
        print_csv(&all, &mut out)?;
    } else {
        print_table(&all, &mut out)?;
    }
    out.finish()?;
    if left_out > 0 && !args.archive.json && !args.csv {
        output::complain(&format!(
            "{} left out; --undated lists them too.",
            counted(left_out as u64, "undated statement")
        ));
    }
    if all.is_empty() && total > 0 && (before < total || args.date.is_some() || args.undated) {
        output::complain(&format!("None of {} fits.", counted(total as u64, "statement")));
        return Ok(false);
    }
    Ok(true)
}

/// What the options ask for.
struct Filter<'a> {
    args: &'a List,
    issuer: Option<Needle>,
    to: Option<Needle>,
    title: Option<Needle>,
    place: Option<Needle>,
}

impl<'a> Filter<'a> {
    fn new(args: &'a List) -> Self {
        Filter {
            args,
            issuer: Needle::new(args.issuer.as_ref()),
            to: Needle::new(args.to.as_ref()),
            title: Needle::new(args.title.as_ref()),
            place: Needle::new(args.place.as_ref()),
        }
    }

    fn takes(&self, statement: &Listed) -> bool {
        let names = |needle: &Option<Needle>, names: Option<&Vec<String>>| match needle {
            Some(needle) => needle.is_in(names.into_iter().flatten().map(String::as_str)),
            None => true,
        };
        let row = statement.row.as_ref();
        (self.args.kind.is_empty() || statement.kind().is_some_and(|kind| self.args.kind.contains(&kind)))
            && self.takes_language(statement.language())
            && names(&self.issuer, row.map(|row| &row.issuers))
            && names(&self.to, row.map(|row| &row.addressees))
            && names(&self.place, row.map(|row| &row.places))
            && self.title.as_ref().is_none_or(|needle| needle.is_in(statement.title()))
    }

    fn takes_language(&self, language: Option<&str>) -> bool {
        let wanted = &self.args.language;
        let language = language.unwrap_or("unknown");
        wanted.is_empty() || wanted.iter().any(|codes| codes.0.iter().any(|code| code == language))
    }

    fn takes_date(&self, date: Option<&Edtf>) -> bool {
        match (date, &self.args.date) {
            (Some(date), Some(wanted)) => wanted.meets(date),
            (Some(_), None) => !self.args.undated,
            (None, Some(_)) => self.args.undated,
            (None, None) => true,
        }
    }
}

fn sort(args: &List, all: &mut [Listed]) {
    match args.sort {
        ListSort::Path => {}
        ListSort::Date => sort_by_date(all),
        ListSort::Title => {
            all.sort_by_cached_key(|statement| (statement.title().is_none(), folded(statement.caption().words())))
        }
        ListSort::Added => all.sort_by(|a, b| b.summary.added.cmp(&a.summary.added)),
    }
    if args.reverse {
        all.reverse();
    }
}

fn path_of(statement: &Listed) -> String {
    let paths = &statement.summary.paths;
    let path = paths.first().map(|path| output::name(path)).unwrap_or_default();
    match paths.len() {
        0 | 1 => path,
        paths => format!("{path} (and {})", counted(paths as u64 - 1, "more name")),
    }
}

/// What it is called, and what its other witnesses are called, where people say that there are some.
fn title_of(statement: &Listed) -> String {
    let title = statement.caption().shown();
    if statement.same.is_empty() { title } else { format!("{title} (also {})", statement.same.join(", ")) }
}

/// The narrowest terminal on which issuers and paths are shown.
const WIDE: usize = 100;

fn print_table(all: &[Listed], out: &mut Lines) -> Result<()> {
    let width = output::width();
    let mut table = Table::new(&[
        Column::fixed("ID"),
        Column::cut("DATE", 13),
        Column::cut("KIND", 5),
        Column::fixed("LANG"),
        Column::cut("TITLE", 11),
        Column::cut("ISSUED BY", 14),
        Column::path("FILE", 14),
    ]);
    for statement in all {
        let is_wide = width.is_none_or(|width| width >= WIDE);
        let issuers = statement.row.as_ref().filter(|_| is_wide).map(|row| row.issuers.join("; ")).unwrap_or_default();
        let path = if is_wide { path_of(statement) } else { String::new() };
        let path = if width.is_none() { format!("[{path}]") } else { path };
        table.push([
            &*statement.id(),
            statement.date().map_or("", Edtf::as_str),
            statement.kind().map_or("", Kind::name),
            statement.language().unwrap_or("?"),
            &title_of(statement),
            &issuers,
            &path,
        ]);
    }
    // Into a pipe a line is a statement, so that lines can be counted.
    for line in table.lines(width, width.is_some(), 0) {
        out.line(&line)?;
    }
    Ok(())
}

fn print_csv(all: &[Listed], out: &mut Lines) -> Result<()> {
    out.csv([
        "id",
        "kind",
        "title",
        "date",
        "earliest",
        "latest",
        "date_method",
        "language",
        "issuers",
        "addressees",
        "places",
        "signatories",
        "claims",
        "paths",
    ])?;
    for statement in all {
        let row = statement.row.as_ref();
        let day = |day: Option<broadside_model::edtf::Day>| day.map_or(String::new(), |day| day.to_string());
        let joined = |names: Option<&Vec<String>>| names.map(|names| names.join("; ")).unwrap_or_default();
        let date = statement.date();
        out.csv([
            &*statement.id(),
            statement.kind().map_or("", Kind::name),
            statement.title().unwrap_or_default(),
            date.map_or("", Edtf::as_str),
            &day(date.and_then(Edtf::earliest)),
            &day(date.and_then(Edtf::latest)),
            row.and_then(|row| row.date_method.as_deref()).unwrap_or_default(),
            statement.language().unwrap_or_default(),
            &joined(row.map(|row| &row.issuers)),
            &joined(row.map(|row| &row.addressees)),
            &joined(row.map(|row| &row.places)),
            &row.map_or(0, |row| row.signatories).to_string(),
            &row.map_or(0, |row| row.claims).to_string(),
            &json::names(&statement.summary.paths).join("; "),
        ])?;
    }
    Ok(())
}
