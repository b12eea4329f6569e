//! The card of a statement: what it is, who issued it, to whom, when, with whom, what it demands and claims, and where
//! in the text each of these stands.

use super::wording;
use crate::json::{Points, numbered_id};
use crate::output::table::{cut, one_line, wrapped};
use crate::output::{self, Lines, counted, grouped};
use crate::statements::{Caption, NO_TITLE, Whole};
use anyhow::Result;
use broadside_engine::store::{Stored, Summary};
use broadside_model::{Found, Kind, Span, Statement, Status};

/// Width of the column of labels.
const LABEL: usize = 14;
/// Width of a card where the terminal does not say, and the greatest.
const WIDEST: usize = 110;
/// From here down a rule is called unsure, in hundredths.
const UNSURE: u8 = 60;
/// Characters shown of a long passage.
const PASSAGE: usize = 300;
/// Items shown of a list.
const FEW: usize = 6;

/// Prints the card of a statement.
pub fn print(whole: &Whole, stored: &Stored, others: &[(u32, Summary)], out: &mut Lines) -> Result<()> {
    let mut card = Card::new(stored);
    card.head(whole);
    card.facts(whole.statement());
    card.lists(whole);
    card.foot(whole);
    card.decisions(whole, others);
    for line in &card.lines {
        out.line(line)?;
    }
    Ok(())
}

struct Card<'a> {
    stored: &'a Stored,
    points: Points<'a>,
    width: usize,
    bold: &'static str,
    dim: &'static str,
    plain: &'static str,
    lines: Vec<String>,
}

impl<'a> Card<'a> {
    fn new(stored: &'a Stored) -> Self {
        let (bold, dim, plain) =
            if output::wants_colour() { ("\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m") } else { ("", "", "") };
        let width = output::width().unwrap_or(WIDEST).min(WIDEST);
        Card { stored, points: Points::new(&stored.text.text), width, bold, dim, plain, lines: Vec::new() }
    }

    fn head(&mut self, whole: &Whole) {
        let caption = whole.caption();
        let face = if matches!(caption, Caption::Title(_)) { self.bold } else { self.dim };
        for line in wrapped(&caption.shown(), self.width) {
            self.lines.push(format!("{face}{line}{}", self.plain));
        }
        self.lines.push(String::new());
        let count = whole.anatomy.statements.len();
        let which =
            if count > 1 { format!("  (number {} of {count} in its file)", whole.number) } else { String::new() };
        self.row("Id", &format!("{}{which}", whole.id()));
    }

    fn facts(&mut self, statement: &Statement) {
        if let Some(kind) = &statement.kind {
            self.found("Kind", kind, Kind::name(kind.value));
        }
        self.all("Issued by", &statement.issuers, wording::party);
        self.all("To", &statement.addressees, wording::party);
        if let Some(date) = &statement.date {
            let edtf = &date.value.edtf;
            self.found("Date", date, edtf.as_str());
            let reasons = date.value.reasons.join("; ");
            if !reasons.is_empty() {
                self.row("", &format!("because: {}", one_line(&reasons)));
            }
        }
        self.all("Issued at", &statement.places, |place| match &place.country {
            Some(country) => format!("{} · {country}", place.name),
            None => place.name.clone(),
        });
        if let Some(carrier) = &statement.published_in {
            self.found("Published in", carrier, &carrier.value);
        }
        if let Some(salutation) = &statement.salutation {
            self.found("Salutation", salutation, &salutation.value);
        }
    }

    fn lists(&mut self, whole: &Whole) {
        let (statement, id) = (whole.statement(), whole.id());
        self.signatories(statement, &id);
        let passage = |text: &String| passage(text);
        self.list("Demands", &statement.demands, passage, "--json");
        self.list("Slogans", &statement.slogans, passage, "--json");
        let quotation = |quotation: &broadside_model::Quotation| {
            let by = quotation.attributed_to.as_ref().map(|by| format!(" — {by}"));
            let work = quotation.work.as_ref().map(|work| format!(", {work}"));
            format!("“{}”{}{}", self::passage(&quotation.text), by.unwrap_or_default(), work.unwrap_or_default())
        };
        self.list("Quotations", &statement.quotations, quotation, "--json");
        self.list("Claims", &statement.claims, wording::claim, &format!("`broadside claims {id}`"));
        self.list("Relations", &statement.relations, wording::relation, "--json");
    }

    fn signatories(&mut self, statement: &Statement, id: &str) {
        let rows = &statement.signatories;
        if rows.is_empty() && statement.more_signatories.is_none() {
            return;
        }
        let more = statement.more_signatories.as_ref().map(|more| {
            let before = if rows.is_empty() { "" } else { "and " };
            format!("{before}{} not named", grouped(u64::from(more.value)))
        });
        let named = (!rows.is_empty()).then(|| format!("{} named", grouped(rows.len() as u64)));
        self.row("Signatories", &[named, more].into_iter().flatten().collect::<Vec<_>>().join(", "));
        let digits = rows.iter().take(FEW).map(|row| row.value.order.to_string().len()).max().unwrap_or(1);
        for row in rows.iter().take(FEW) {
            let doubt = row.value.doubt.as_ref().map_or(String::new(), |doubt| format!("  ({doubt})"));
            let text = one_line(&format!("{}{doubt}", wording::signatory(&row.value)));
            self.item(&format!("{:>digits$}. ", row.value.order), &text, row.evidence.first().copied(), row.confidence);
        }
        if rows.len() > FEW {
            self.row("", &format!("… {} more: `broadside signatories {id}`", grouped((rows.len() - FEW) as u64)));
        }
    }

    fn list<T>(&mut self, label: &str, all: &[Found<T>], words: impl Fn(&T) -> String, whole_list: &str) {
        if all.is_empty() {
            return;
        }
        self.row(label, &grouped(all.len() as u64));
        for found in all.iter().take(FEW) {
            self.item("- ", &one_line(&words(&found.value)), found.evidence.first().copied(), found.confidence);
        }
        if all.len() > FEW {
            self.row("", &format!("… {} more: {whole_list}", grouped((all.len() - FEW) as u64)));
        }
    }

    fn foot(&mut self, whole: &Whole) {
        let language = whole.language().unwrap_or("not known").to_owned();
        let others: Vec<&str> = whole.statement().parts.iter().filter_map(|part| part.language.as_deref()).collect();
        let mut languages = vec![language.as_str()];
        for other in others {
            if !languages.contains(&other) {
                languages.push(other);
            }
        }
        self.row(if languages.len() > 1 { "Languages" } else { "Language" }, &languages.join(", "));
        let summary = &whole.summary;
        let names: Vec<String> = summary.paths.iter().map(|path| output::name(path)).collect();
        let mut facts = vec![summary.format.name().to_owned()];
        facts.extend((summary.pages > 1).then(|| counted(u64::from(summary.pages), "page")));
        facts.extend(summary.quality.map(|quality| format!("text quality {quality}%")));
        for (place, name) in names.iter().enumerate() {
            let facts = if place == 0 { format!("  ({})", facts.join(", ")) } else { String::new() };
            self.row(if place == 0 { "File" } else { "" }, &format!("{name}{facts}"));
        }
        if whole.summary.anatomy_by.is_empty() {
            self.row("Note", "an older program read this file: `broadside reread` reads out what it says");
        }
        for diagnostic in &whole.anatomy.diagnostics {
            self.row("Note", &one_line(&diagnostic.message));
        }
        self.beside(whole);
    }

    /// What people decided on it, and the other witnesses of it.
    fn decisions(&mut self, whole: &Whole, others: &[(u32, Summary)]) {
        let words = || whole.said().values();
        let count = |status| words().filter(|word| word.status == status).count() as u64;
        let counts = [(count(Status::Confirmed), "confirmed or set"), (count(Status::Rejected), "rejected")];
        let mut facts: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{} {what}", grouped(*count)))
            .collect();
        let unsettled = words().filter(|word| word.unsettled).count() as u64;
        facts.extend((unsettled > 0).then(|| format!("{} to look at", grouped(unsettled))));
        if !facts.is_empty() {
            self.row("Decisions", &format!("{}: `broadside decisions {}`", facts.join(", "), whole.id()));
        }
        for (place, (number, other)) in others.iter().enumerate() {
            let label = if place == 0 { "Also as" } else { "" };
            let path = other.paths.first().map(|path| output::name(path)).unwrap_or_default();
            self.row(label, &format!("{}  {path}", numbered_id(other.id, *number)));
        }
        self.row("To correct it", &format!("`broadside show --targets {}`", whole.id()));
    }

    /// The other statements of the file.
    fn beside(&mut self, whole: &Whole) {
        let all = &whole.anatomy.statements;
        if all.len() < 2 {
            return;
        }
        let mut label = "In this file";
        for (number, other) in (1..).zip(all).filter(|(number, _)| *number != whole.number).take(FEW) {
            let title = other.title.as_ref().map_or(NO_TITLE, |title| &title.value);
            let id = numbered_id(whole.summary.id, number);
            let room = self.width.saturating_sub(LABEL + id.len() + 2).max(20);
            self.row(label, &format!("{id}  {}", cut(&one_line(title), room)));
            label = "";
        }
        if all.len() - 1 > FEW {
            self.row("", &format!("… {} more: `broadside list`", grouped((all.len() - 1 - FEW) as u64)));
        }
    }

    fn found<T>(&mut self, label: &str, found: &Found<T>, words: &str) {
        let place = self.place(found.evidence.first().copied(), found.confidence);
        self.put(label, &one_line(words), &place, 0);
    }

    fn all<T>(&mut self, label: &str, all: &[Found<T>], words: impl Fn(&T) -> String) {
        for (place, found) in all.iter().enumerate().take(FEW) {
            self.found(if place == 0 { label } else { "" }, found, &words(&found.value));
        }
        if all.len() > FEW {
            self.row("", &format!("… {} more: --json", grouped((all.len() - FEW) as u64)));
        }
    }

    fn item(&mut self, mark: &str, words: &str, span: Option<Span>, confidence: u8) {
        let place = self.place(span, confidence);
        self.put("", &format!("{mark}{words}"), &place, mark.chars().count());
    }

    fn row(&mut self, label: &str, words: &str) {
        self.put(label, words, "", 0);
    }

    /// A label, words wrapped beside it, and behind them a place.
    fn put(&mut self, label: &str, words: &str, place: &str, hang: usize) {
        let room = self.width.saturating_sub(LABEL).max(20);
        // Blanks inside a mark are kept where the line is not wrapped.
        let text = if place.is_empty() { words.to_owned() } else { format!("{words} {place}") };
        let fits = unicode_width::UnicodeWidthStr::width(text.as_str()) <= room;
        let lines = if fits { vec![text] } else { wrapped(&text, room.saturating_sub(hang)) };
        for (at, line) in lines.iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let hang = if at == 0 { 0 } else { hang };
            let line = if place.is_empty() {
                line.clone()
            } else {
                line.replace(place, &format!("{}{place}{}", self.dim, self.plain))
            };
            let label = format!("{}{label:LABEL$}{}", self.dim, self.plain);
            self.lines.push(format!("{label}{}{line}", " ".repeat(hang)).trim_end().to_owned());
        }
    }

    /// Where it stands: `[120-145]`, with the page where there are several, and `?` where the rule is unsure.
    fn place(&self, span: Option<Span>, confidence: u8) -> String {
        let doubt = if confidence < UNSURE { "?" } else { "" };
        let Some(span) = span else { return format!("[not{NBSP}in{NBSP}the{NBSP}text]{doubt}") };
        let pages = &self.stored.reading.pages;
        let raw = self.stored.text.raw_span(span);
        let page = pages.iter().find(|page| page.raw.contains(raw.start)).filter(|_| pages.len() > 1);
        let page = page.map_or(String::new(), |page| format!("p.{NBSP}{}:{NBSP}", page.number));
        format!("[{page}{}-{}]{doubt}", self.points.at(span.start), self.points.at(span.end))
    }
}

/// Keeps a place on one line.
const NBSP: char = '\u{a0}';

/// A passage, cut where it is long.
fn passage(text: &str) -> String {
    cut(&one_line(text), PASSAGE)
}
