//! Entries turned into rows: tables and columns apart, neighbours asked what a doubtful row is, heads handed down.

use std::collections::BTreeMap;

use broadside_model::{Found, PartyKind, Signatory, Span};

use super::gather::{Entry, Gathered};
use super::head::Head;
use super::line::Marker;
use super::row::{self, Row};
use super::shape::{self, Land};
use super::table::{self, Column};

/// A row with where it stands.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub row: Row,
    pub span: Span,
    pub number: Option<u32>,
    /// Whether a number or a bullet stands before it.
    pub marked: bool,
    pub head: Option<usize>,
    body: Option<String>,
    method: &'static str,
    /// What will be read again once the neighbours are known.
    text: Option<String>,
}

/// Every row of a list, before heads are handed down.
pub(super) fn place(text: &str, gathered: &Gathered) -> Vec<Placed> {
    let mut placed = Vec::new();
    let entries = with_tabs(&gathered.entries);
    let mut at = 0;
    while let Some(entry) = entries.get(at) {
        if table::cells(&entry.text).is_some() {
            let mut end = at + 1;
            while entries.get(end).is_some_and(|next| table::cells(&next.text).is_some()) {
                end += 1;
            }
            let gaps = gathered.entries.get(at).is_some_and(|own| table::cells(&own.text).is_none());
            place_table(text, &entries[at..end], &gathered.heads, gaps, &mut placed);
            at = end;
        } else {
            placed.push(place_entry(entry, hint(entry.head, &gathered.heads)));
            at += 1;
        }
    }
    ask_neighbours(&mut placed);
    placed
}

fn hint(head: Option<usize>, heads: &[Head]) -> Option<PartyKind> {
    let head = heads.get(head?)?;
    if head.kind == Some(PartyKind::Person) { Some(PartyKind::Person) } else { None }
}

fn place_entry(entry: &Entry, hint: Option<PartyKind>) -> Placed {
    let row = match &entry.body {
        Some(_) => of_body(&entry.text, row::read(&entry.text, Some(PartyKind::Person))),
        None if entry.marker == Marker::Signed => row::read(&entry.text, Some(PartyKind::Person)),
        None => row::read(&entry.text, hint),
    };
    let (number, method) = match entry.marker {
        Marker::Number(number) => (Some(number), "signatory-numbered"),
        Marker::Bullet => (None, "signatory-bulleted"),
        Marker::Signed => (None, "signatory-signed"),
        Marker::None if entry.run => (None, "signatory-run"),
        Marker::None if entry.body.is_some() => (None, "signatory-for"),
        Marker::None => (None, "signatory-line"),
    };
    let text = (entry.body.is_none() && entry.marker != Marker::Signed && !row.telling && hint.is_none())
        .then(|| entry.text.clone());
    let marked = matches!(entry.marker, Marker::Number(_) | Marker::Bullet);
    Placed { row, span: entry.span, number, marked, head: entry.head, body: entry.body.clone(), method, text }
}

/// The row of a person who signs for a body that is told apart: what stands behind the name is the office.
fn of_body(text: &str, mut row: Row) -> Row {
    let behind = text.split_once(", ").filter(|_| row.affiliation.is_some() && !text.contains(['(', ';']));
    if let Some((_, office)) = behind.filter(|(_, office)| !shape::begins_office(office) || !office.contains(", ")) {
        row.affiliation = None;
        row.role = Some(super::tidy::clean(office));
    }
    row
}

/// What the rows under one head are.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    persons: usize,
    organisations: usize,
    /// Rows that do not tell, and those of them that are written as persons are.
    doubtful: usize,
    written_as_persons: usize,
}

impl Votes {
    fn count(&mut self, one: &Placed) {
        if one.row.telling {
            self.persons += usize::from(one.row.kind == Some(PartyKind::Person));
            self.organisations += usize::from(one.row.kind == Some(PartyKind::Organisation));
        }
        if one.text.is_some() {
            self.doubtful += 1;
            self.written_as_persons += usize::from(is_written_as_person(one));
        }
    }
}

pub(super) fn is_written_as_person(one: &Placed) -> bool {
    let name = one.row.name.split(" (").next().unwrap_or("");
    shape::is_person(super::tidy::without_titles(name).1)
}

/// Doubtful rows are what the sure rows around them under the same head are, when those agree; then what all rows are.
fn ask_neighbours(placed: &mut [Placed]) {
    let (mut all, mut heads) = (Votes::default(), BTreeMap::<Option<usize>, Votes>::new());
    for one in placed.iter() {
        all.count(one);
        heads.entry(one.head).or_default().count(one);
    }
    for one in placed.iter_mut() {
        let Some(text) = one.text.take() else { continue };
        let own = heads.get(&one.head).copied().unwrap_or_default();
        let vote = winner((own.persons, own.organisations))
            .or_else(|| winner((all.persons, all.organisations)))
            .or_else(|| by_shape(own.written_as_persons, own.doubtful));
        let fits = vote != Some(PartyKind::Person) || is_written_as_person(one) || shape::is_unspaced(&one.row.name);
        if let (Some(kind), true, true) = (vote, fits, one.row.kind != Some(PartyKind::State)) {
            one.row = row::read(&text, Some(kind));
        }
    }
}

fn winner((persons, organisations): (usize, usize)) -> Option<PartyKind> {
    if persons > organisations * 2 {
        Some(PartyKind::Person)
    } else if organisations > persons * 2 {
        Some(PartyKind::Organisation)
    } else {
        None
    }
}

/// Without any telling row: all written as persons are, they are persons.
fn by_shape(persons: usize, all: usize) -> Option<PartyKind> {
    (all > 0 && persons * 10 >= all * 8).then_some(PartyKind::Person)
}

/// Entries whose columns are parted by wide gaps get tabs there, when most have such gaps.
fn with_tabs(entries: &[Entry]) -> Vec<Entry> {
    let piped = |text: &str| text.replace(" | ", "\t");
    let headed = entries.first().is_some_and(|first| {
        first.text.contains(" | ")
            && table::cells(&piped(&first.text)).is_some_and(|cells| table::head(&cells).is_some())
    });
    if headed {
        return entries.iter().map(|entry| Entry { text: piped(&entry.text), ..entry.clone() }).collect();
    }
    let wide = entries.iter().filter(|entry| entry.text.trim().contains("   ")).count();
    if wide == 0 || wide * 10 < entries.len() * 5 {
        return entries.to_vec();
    }
    let mut changed = entries.to_vec();
    for entry in &mut changed {
        let cells: Vec<&str> = entry.text.trim().split("   ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        if cells.len() > 1 {
            entry.text = cells.join("\t");
        }
    }
    changed
}

/// `gaps`: whether wide gaps part the cells, so that they may be columns of names as well as fields.
fn place_table(text: &str, entries: &[Entry], heads: &[Head], gaps: bool, placed: &mut Vec<Placed>) {
    let mut rows: Vec<(Vec<String>, &Entry)> = Vec::new();
    let mut columns: Option<Vec<Column>> = None;
    for entry in entries {
        let Some(mut cells) = table::cells(&entry.text) else { continue };
        if let (Some([Column::Number, ..]), Marker::Number(number)) = (columns.as_deref(), entry.marker) {
            cells.insert(0, number.to_string());
        }
        let rule = cells.iter().all(|cell| !cell.chars().any(char::is_alphanumeric));
        if rule {
            continue;
        }
        if rows.is_empty() && columns.is_none() {
            columns = table::head(&cells);
            if columns.is_some() {
                continue;
            }
        }
        rows.push((cells, entry));
    }
    let known = columns.or_else(|| {
        let cells: Vec<Vec<String>> = rows.iter().map(|(cells, _)| cells.clone()).collect();
        table::guess(&cells).filter(|columns| !(gaps && table::are_names(&cells, columns)))
    });
    match known {
        Some(columns) => {
            for (cells, entry) in rows {
                let (row, number) = read_cells(&cells, &columns, hint(entry.head, heads));
                let number = number.or(if let Marker::Number(number) = entry.marker { Some(number) } else { None });
                if !row.name.is_empty() {
                    placed.push(Placed {
                        row,
                        span: entry.span,
                        number,
                        marked: true,
                        head: entry.head,
                        body: None,
                        method: "signatory-table",
                        text: None,
                    });
                }
            }
        }
        None => place_columns(text, &rows, heads, placed),
    }
}

fn read_cells(cells: &[String], columns: &[Column], hint: Option<PartyKind>) -> (Row, Option<u32>) {
    let structured =
        columns.iter().any(|column| matches!(column, Column::Person | Column::Name | Column::Organisation));
    if structured {
        return table::read(cells, columns);
    }
    (row::read(&cells.join(", "), hint), None)
}

/// Names beside one another in columns: the left column first, as they are read.
fn place_columns(text: &str, rows: &[(Vec<String>, &Entry)], heads: &[Head], placed: &mut Vec<Placed>) {
    let width = rows.iter().map(|(cells, _)| cells.len()).max().unwrap_or(0).min(12);
    for column in 0..width {
        for (cells, entry) in rows {
            let Some(cell) = cells.get(column).filter(|cell| cell.chars().any(char::is_alphabetic)) else { continue };
            let span =
                text.get(entry.span.range()).and_then(|whole| whole.find(cell.as_str())).map_or(entry.span, |at| {
                    Span::new(entry.span.start as usize + at, entry.span.start as usize + at + cell.len())
                });
            let (marker, rest) = super::line::marker(cell);
            let own = Entry { text: rest.to_owned(), span, marker, ..(*entry).clone() };
            placed.push(Placed { method: "signatory-columns", ..place_entry(&own, hint(entry.head, heads)) });
        }
    }
}

/// Hands heads down and makes the rows of the model.
pub(super) fn finish(placed: Vec<Placed>, heads: &[Head]) -> Vec<Found<Signatory>> {
    let parents = parents(heads);
    let names = group_names(&placed, heads, &parents);
    let numbered = placed.iter().filter(|one| one.number.is_some()).count() * 2 > placed.len();
    let mut rows = Vec::new();
    let (mut last, mut last_head) = (None, None);
    for (at, one) in placed.into_iter().enumerate() {
        let order = one.number.filter(|_| numbered).unwrap_or(at as u32 + 1);
        let mut doubt = one.row.doubt.clone();
        if numbered && doubt.is_none() {
            doubt = number_doubt(last, one.number, last_head == Some(one.head));
        }
        (last, last_head) = (one.number.or(last), Some(one.head));
        let chain: Vec<&Head> = chain(one.head, &parents).into_iter().filter_map(|index| heads.get(index)).collect();
        let country = country(&one, &chain);
        let as_of = one.row.as_of.clone().or_else(|| chain.iter().find_map(|head| head.as_of.clone()));
        let confidence = confidence(&one, doubt.is_some());
        let affiliation = one.row.affiliation.or(one.body);
        let value = Signatory {
            order,
            acronym: one.row.acronym,
            name: one.row.name,
            translation: one.row.translation,
            role: one.row.role,
            affiliation,
            country: country.map(str::to_owned),
            kind: one.row.kind,
            as_of,
            group: one.head.and_then(|head| names.get(head).cloned().flatten()),
            doubt,
        };
        rows.push(Found::new(value, one.span, one.method, confidence));
    }
    rows
}

fn confidence(one: &Placed, doubtful: bool) -> u8 {
    let base: u8 = match one.method {
        "signatory-table" | "signatory-numbered" | "signatory-bulleted" => 92,
        "signatory-signed" | "signatory-for" => 88,
        _ => 85,
    };
    base - if doubtful { 25 } else { 0 } - if one.row.telling { 0 } else { 8 }
}

/// What the numbers say of a row.
fn number_doubt(last: Option<u32>, number: Option<u32>, same_head: bool) -> Option<String> {
    match (last, number) {
        (Some(last), Some(number)) if number > last + 2 => {
            Some(format!("numbers {} to {} are missing before it", last + 1, number - 1))
        }
        (Some(last), Some(number)) if number == last + 2 => Some(format!("number {} is missing before it", last + 1)),
        (Some(last), Some(number)) if number == last => Some("its number stands twice".to_owned()),
        (Some(last), Some(number)) if number < last && same_head => Some("the numbers start again here".to_owned()),
        (Some(_), None) => Some("it has no number".to_owned()),
        _ => None,
    }
}

/// The head above each head; `None` for the highest.
fn parents(heads: &[Head]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let level = |index: &usize| heads.get(*index).map_or(0, |head| head.level);
    (0..heads.len())
        .map(|index| {
            while open.last().is_some_and(|above| level(above) >= level(&index)) {
                open.pop();
            }
            let parent = open.last().copied();
            open.push(index);
            parent
        })
        .collect()
}

/// A head and those above it, the nearest first. There are as many at most as there are levels.
fn chain(head: Option<usize>, parents: &[Option<usize>]) -> Vec<usize> {
    std::iter::successors(head, |index| parents.get(*index).copied().flatten()).take(16).collect()
}

fn country(one: &Placed, chain: &[&Head]) -> Option<&'static str> {
    let stated = one.row.land.or_else(|| chain.iter().find_map(|head| head.land));
    if let Some(land) = stated {
        return if let Land::Code(code) = land { Some(code) } else { None };
    }
    match one.row.kind {
        Some(PartyKind::State) => shape::land_name(&one.row.name),
        Some(PartyKind::Person) => {
            let body = one.row.affiliation.as_deref().or(one.body.as_deref())?;
            shape::land_name(body).or_else(|| shape::country_of(body))
        }
        _ => [Some(one.row.name.as_str()), one.row.translation.as_deref(), one.row.affiliation.as_deref()]
            .into_iter()
            .flatten()
            .find_map(shape::country_of),
    }
}

/// The group each head makes: its name behind those above it. A head that stands over every row makes none.
fn group_names(placed: &[Placed], heads: &[Head], parents: &[Option<usize>]) -> Vec<Option<String>> {
    let mut below = vec![0; heads.len()];
    for index in placed.iter().flat_map(|one| chain(one.head, parents)) {
        if let Some(count) = below.get_mut(index) {
            *count += 1;
        }
    }
    (0..heads.len())
        .map(|index| {
            let mut names: Vec<&str> = chain(Some(index), parents)
                .into_iter()
                .filter(|above| below.get(*above).is_some_and(|count| *count < placed.len()))
                .filter_map(|above| heads.get(above))
                .map(|head| head.name.as_str())
                .filter(|name| !name.is_empty())
                .collect();
            names.reverse();
            (!names.is_empty()).then(|| names.join(" / "))
        })
        .collect()
}
