//! `broadside eval`: scores what is read against gold files, and writes gold lines to be filled.

use super::{OWN_PROGRAM, WrongUsage, find_statement, open, statements_of, threads};
use crate::args::Eval;
use crate::eval::blank;
use crate::eval::documents::{Read, read_all};
use crate::eval::fields::Field;
use crate::eval::gold::{Document, names, parse};
use crate::eval::score::{Miss, Score, Tally};
use crate::json::{self, Points};
use crate::output::table::{Column, Table, cut, one_line};
use crate::output::{self, Lines, counted};
use crate::statements::listed;
use anyhow::{Context as _, Result, bail};
use broadside_engine::sandbox::{Limits, Pool};
use broadside_engine::store::Catalogue;
use broadside_model::{Anatomy, Span, Statement};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(args: &Eval) -> Result<bool> {
    match &args.blank {
        Some(ids) => write_blanks(args, ids),
        None => score(args),
    }
}

/// Where documents come from.
enum Origin {
    Here(Pool),
    Archive(Catalogue),
}

/// Documents read side by side before they are scored.
const AT_ONCE: usize = 64;

fn score(args: &Eval) -> Result<bool> {
    let wanted = wanted(&args.field)?;
    let origin = match &args.archive {
        Some(archive) => Origin::Archive(open(archive)?.1),
        None => {
            let limits = Limits { memory: 1 << 30, seconds: 60, ..Limits::default() };
            Origin::Here(Pool::new(Path::new(OWN_PROGRAM), threads(), limits).context("no worker can be started")?)
        }
    };
    let mut out = Lines::new();
    let mut state = State { args, wanted, score: Score::default(), documents: 0, unread: 0, misses: 0 };
    for gold in &args.gold {
        let documents = state.gold(gold)?;
        for chunk in documents.chunks(AT_ONCE) {
            let read = match &origin {
                Origin::Here(pool) => read_all(pool, gold, chunk, threads()),
                Origin::Archive(catalogue) => chunk.iter().map(|document| from_archive(catalogue, document)).collect(),
            };
            for (document, read) in chunk.iter().zip(read) {
                state.document(gold, document, read, &mut out)?;
            }
        }
    }
    state.report(&mut out)?;
    out.finish()?;
    Ok(state.unread == 0)
}

fn wanted(typed: &[String]) -> Result<Vec<Field>> {
    let mut wanted = Vec::new();
    for name in typed {
        let below = format!("{name}.");
        let fields = Field::ALL.iter().filter(|field| field.name() == name || field.name().starts_with(&below));
        let before = wanted.len();
        wanted.extend(fields);
        if wanted.len() == before {
            return Err(
                WrongUsage(format!("--field {name}: there is no such field; the fields are {}", names())).into()
            );
        }
    }
    Ok(wanted)
}

fn from_archive(catalogue: &Catalogue, document: &Document) -> Result<Read, String> {
    let Some(id) = document.id.as_ref().or(document.path.as_ref()) else {
        return Err("has no `id` by which it could be found in the archive".to_owned());
    };
    let found = find_statement(catalogue, OsStr::new(id)).map_err(|error| output::causes(&error))?;
    let (summary, number) = found;
    let stored = catalogue.stored(summary.id).map_err(|error| error.to_string())?;
    let anatomy = catalogue.anatomy(summary.id).map_err(|error| error.to_string())?;
    let (Some(stored), Some(mut anatomy)) = (stored, anatomy) else {
        return Err("was not read, or by an older program: `broadside reread`".to_owned());
    };
    if let Some(number) = number {
        let place = number as usize - 1;
        anatomy.statements = anatomy.statements.get(place).cloned().into_iter().collect();
    }
    Ok(Read { text: stored.text, anatomy, lines_of: None })
}

struct State<'a> {
    args: &'a Eval,
    wanted: Vec<Field>,
    score: Score,
    documents: u64,
    unread: u64,
    misses: u64,
}

impl State<'_> {
    /// Reads a gold file.
    fn gold(&self, path: &Path) -> Result<Vec<Document>> {
        let shown = path.display();
        let mut bytes = Vec::new();
        if path == Path::new("-") {
            std::io::stdin().lock().read_to_end(&mut bytes)?;
        } else {
            bytes = std::fs::read(path).with_context(|| format!("{shown}: the gold file cannot be read"))?;
        }
        let (mut documents, odd) = match parse(&bytes) {
            Ok(parsed) => parsed,
            Err((line, message)) => bail!("{shown}:{line}: {message}. docs/gold.md describes the format"),
        };
        for (line, message) in odd {
            output::complain(&output::inert(&format!("{shown}:{line}: {message}")));
        }
        if documents.is_empty() {
            bail!("{shown}: there is no document in it. docs/gold.md describes the format");
        }
        if documents.iter().flat_map(|document| &document.statements).all(|statement| statement.is_empty()) {
            bail!("{shown}: no field is annotated, so there is nothing to score. docs/gold.md describes the format");
        }
        if !self.wanted.is_empty() {
            let keeps = |field: &Field| {
                self.wanted
                    .iter()
                    .any(|wanted| wanted == field || wanted.name().split('.').next() == Some(field.name()))
            };
            for statement in documents.iter_mut().flat_map(|document| &mut document.statements) {
                statement.retain(|field, _| keeps(field));
            }
        }
        Ok(documents)
    }

    fn document(
        &mut self,
        gold: &Path,
        document: &Document,
        read: Result<Read, String>,
        out: &mut Lines,
    ) -> Result<()> {
        self.documents += 1;
        let name = document.id.clone().or(document.path.clone()).unwrap_or_else(|| format!("line {}", document.line));
        let read = match read {
            Ok(read) => read,
            Err(message) => {
                self.unread += 1;
                let place = format!("{}:{}", gold.display(), document.line);
                output::complain(&output::inert(&format!("{place}: {name} {message}")));
                return Ok(());
            }
        };
        let mut misses = Vec::new();
        self.score.document(&document.statements, &read.anatomy, &mut misses);
        let shows = |field: Field| self.wanted.is_empty() || self.wanted.contains(&field);
        misses.retain(|miss| shows(miss.field));
        self.misses += misses.len() as u64;
        if !self.args.misses {
            return Ok(());
        }
        let points = Points::new(&read.text.text);
        for miss in &misses {
            let shown = Shown::new(gold, document, &name, &read, &points, miss);
            if self.args.json { out.json(&shown)? } else { shown.print(out)? }
        }
        Ok(())
    }

    fn report(&mut self, out: &mut Lines) -> Result<()> {
        self.score.fields.retain(|field, _| self.wanted.is_empty() || self.wanted.contains(field));
        let (fields, micro, statements) = (&self.score.fields, self.score.micro(), self.score.statements);
        if self.args.json {
            return out.json(&Report {
                documents: self.documents,
                unread: self.unread,
                statements: Paired { gold: statements.gold, found: statements.found, paired: statements.right },
                fields: fields.iter().map(|(field, tally)| (field.name(), Figures::new(*tally))).collect(),
                micro: Figures::new(micro),
            });
        }
        let mut table = Table::new(&[
            Column::fixed("FIELD"),
            Column::number("GOLD"),
            Column::number("FOUND"),
            Column::number("RIGHT"),
            Column::number("PRECISION"),
            Column::number("RECALL"),
            Column::number("F1"),
            Column::number("NEAR"),
        ]);
        let all = ("all fields", micro);
        for (name, tally) in fields.iter().map(|(field, tally)| (field.name(), *tally)).chain([all]) {
            let near = if tally.near > 0 { tally.near.to_string() } else { String::new() };
            let figure = |whole: u64, figure: f64| if whole == 0 { "–".to_owned() } else { format!("{figure:.3}") };
            table.push([
                name,
                &tally.gold.to_string(),
                &tally.found.to_string(),
                &tally.right.to_string(),
                &figure(tally.found, tally.precision()),
                &figure(tally.gold, tally.recall()),
                &figure(tally.gold + tally.found, tally.f1()),
                &near,
            ]);
        }
        for line in table.lines(None, true, 0) {
            out.line(&line)?;
        }
        out.line(&format!(
            "{}; statements: {} in the gold, {} read, {} paired.",
            counted(self.documents, "document"),
            statements.gold,
            statements.found,
            statements.right
        ))?;
        if self.misses > 0 && !self.args.misses {
            out.line(&format!("{} (--misses lists them).", counted(self.misses, "fault")))?;
        }
        if self.unread > 0 {
            out.line(&format!("{} not scored: see above.", counted(self.unread, "document")))?;
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct Figures {
    gold: u64,
    found: u64,
    right: u64,
    near: u64,
    precision: f64,
    recall: f64,
    f1: f64,
}

impl Figures {
    fn new(tally: Tally) -> Self {
        let short = |share: f64| (share * 10_000.0).round() / 10_000.0;
        Figures {
            gold: tally.gold,
            found: tally.found,
            right: tally.right,
            near: tally.near,
            precision: short(tally.precision()),
            recall: short(tally.recall()),
            f1: short(tally.f1()),
        }
    }
}

#[derive(Serialize)]
struct Paired {
    gold: u64,
    found: u64,
    paired: u64,
}

#[derive(Serialize)]
struct Report {
    documents: u64,
    unread: u64,
    statements: Paired,
    fields: BTreeMap<&'static str, Figures>,
    micro: Figures,
}

/// A miss as it is shown.
#[derive(Serialize)]
struct Shown<'a> {
    gold_file: String,
    gold_line: usize,
    id: &'a str,
    statement: u32,
    field: &'static str,
    fault: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    cells: &'a [&'static str],
    gold: Option<&'a str>,
    found: Option<&'a str>,
    start: Option<u64>,
    end: Option<u64>,
    quote: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
}

impl<'a> Shown<'a> {
    fn new(gold: &Path, document: &Document, id: &'a str, read: &'a Read, points: &Points<'_>, miss: &'a Miss) -> Self {
        let span = miss.span.or_else(|| place_of(&read.text.text, &miss.words));
        Shown {
            gold_file: gold.display().to_string(),
            gold_line: document.line,
            id,
            statement: miss.statement,
            field: miss.field.name(),
            fault: miss.fault.name(),
            cells: &miss.cells,
            gold: miss.gold.as_deref(),
            found: miss.found.as_deref(),
            start: span.map(|span| points.at(span.start)),
            end: span.map(|span| points.at(span.end)),
            quote: span.and_then(|span| read.text.text.get(span.range())),
            line: span.and_then(|span| read.line(span)),
        }
    }

    fn print(&self, out: &mut Lines) -> Result<()> {
        let gold = format!("{}:{}", self.gold_file, self.gold_line);
        let place = self.line.clone().unwrap_or(gold);
        let range = match (self.start, self.end) {
            (Some(start), Some(end)) => format!("{}:{start}-{end}", self.id),
            _ => self.id.to_owned(),
        };
        let cells = if self.cells.is_empty() { String::new() } else { format!(" ({})", self.cells.join(", ")) };
        let head = format!("{place}  {range}  {}: {}{cells}", self.field, self.fault);
        out.line(&output::inert(&head))?;
        let room = output::width().unwrap_or(LONG).saturating_sub(10);
        for (label, words) in [("gold", self.gold), ("found", self.found), ("text", self.quote)] {
            if let Some(words) = words.filter(|words| label != "text" || self.found != Some(words)) {
                out.line(&format!("    {label:5} {}", cut(&one_line(words), room)))?;
            }
        }
        Ok(())
    }
}

/// Characters shown of a value where the terminal does not say.
const LONG: usize = 400;

/// Where the words stand in the text, if just so.
fn place_of(text: &str, words: &str) -> Option<Span> {
    let words = words.trim();
    let start = (!words.is_empty()).then(|| text.find(words))??;
    Some(Span::new(start, start + words.len()))
}

/// Writes gold lines to be filled.
fn write_blanks(args: &Eval, ids: &[OsString]) -> Result<bool> {
    if ids.is_empty() && !args.all {
        return Err(WrongUsage("--blank: name statements, or take all: --blank --all".to_owned()).into());
    }
    let archive = args.archive.clone().unwrap_or_else(|| PathBuf::from("archive.broadside"));
    let (_, catalogue) = open(&archive)?;
    let mut names: Vec<OsString> = ids.to_vec();
    if args.all {
        let all = listed(&catalogue)?;
        names = all.iter().filter(|listed| listed.is_first()).map(|listed| listed.summary.id.hex().into()).collect();
    }
    let mut out = Lines::new();
    for name in &names {
        let (summary, anatomy, numbers) = statements_of(&catalogue, name)?;
        let Some(text) = catalogue.text(summary.id)? else {
            bail!("{}: no text was read from it", name.display());
        };
        write_blank(args, summary.id, &text, &anatomy.unwrap_or_default().shown().anatomy, &numbers, &mut out)?;
    }
    out.finish()?;
    Ok(true)
}

fn write_blank(
    args: &Eval,
    source: broadside_model::SourceId,
    text: &str,
    anatomy: &Anatomy,
    numbers: &std::ops::RangeInclusive<u32>,
    out: &mut Lines,
) -> Result<()> {
    let unread = Statement { span: Span::new(0, text.len()), ..Statement::default() };
    let all = (1..).zip(&anatomy.statements).filter(|(number, _)| numbers.contains(number));
    let mut statements: Vec<&Statement> = all.map(|(_, statement)| statement).collect();
    if statements.is_empty() {
        statements.push(&unread);
    }
    let is_one_of_several = anatomy.statements.len() > 1 && statements.len() == 1;
    let (id, text) = match statements.first() {
        Some(statement) if is_one_of_several => {
            (json::numbered_id(source, *numbers.start()), text.get(statement.span.range()).unwrap_or(text))
        }
        _ => (json::statement_id(source), text),
    };
    let line = blank::Line::new(id, text, &statements, args.filled);
    if args.pretty { out.json_lines(&line) } else { out.json(&line) }
}
