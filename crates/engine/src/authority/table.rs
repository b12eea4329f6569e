//! Tables of known entities: a heading line, then a row an entity, or a row a name of one (rows of one id are one).

use super::columns::{self, Column, Meaning};
use super::csv::{MOST_CELLS, Row, Rows};
use super::gather::{Draft, Gather, is_address};
use super::input::Input;
use super::wikidata::sort_of;
use super::{AuthorityError, Told, kinds};
use broadside_model::{Edtf, NameSort};

/// Reads a table.
pub fn read(input: &mut Input<'_>, told: &Told, gather: &mut Gather) -> Result<(), AuthorityError> {
    let text = decoded(input, gather)?;
    let mut rows = Rows::new(&text);
    let Some(headings) = rows.next() else { return Err(AuthorityError::Empty) };
    let mut columns = columns::understand(&headings.cells, told)?;
    if columns::drop_poor_id(&mut columns, &headings.cells, told, Rows::new(&text).skip(1)) {
        let note =
            "The column that is headed like an id says the same in several rows, or nothing: it is taken for none";
        gather.report.notes.push(note.to_owned());
    }
    report(&headings.cells, &columns, gather);
    cut_columns(&headings, gather);
    let has = |meaning| columns.iter().any(|column| column.meaning == meaning);
    if !has(Meaning::Name) {
        return Err(AuthorityError::NoColumn { wanted: "name", found: columns::listed(&headings.cells) });
    }
    if !has(Meaning::Id) {
        let note = "No column for the id: the name is taken for the id. Say which one it is with --column id=HEADING";
        gather.report.notes.push(note.to_owned());
    }
    for row in rows {
        gather.report.rows += 1;
        if row.cells.len() > headings.cells.len() {
            gather.refuse(row.line, format!("{} cells, and {} headings", row.cells.len(), headings.cells.len()));
            continue;
        }
        let mut draft = draft(&row, &columns, gather);
        if !has(Meaning::Id) {
            draft.id = draft.names.first().map(|name| name.name.clone()).unwrap_or_default();
        }
        gather.take(row.line, draft)?;
    }
    Ok(())
}

/// The text of a file, with a note where it is not UTF-8.
pub fn decoded(input: &mut Input<'_>, gather: &mut Gather) -> Result<String, AuthorityError> {
    let (text, encoding) = input.whole()?;
    if let Some(encoding) = encoding {
        gather.report.notes.push(format!("Read as {encoding}: it is not UTF-8"));
    }
    Ok(text)
}

/// Says that a table has more columns than are read.
pub fn cut_columns(headings: &Row, gather: &mut Gather) {
    if headings.cut > 0 {
        gather.report.notes.push(format!("Columns beyond the {MOST_CELLS}th are not read: {}", headings.cut));
    }
}

/// Says of every heading what it was understood as.
pub fn report(headings: &[String], columns: &[Column], gather: &mut Gather) {
    let meaning = |place: usize| {
        let column = columns.iter().find(|column| column.place == place)?;
        let language = column.language.as_ref().map(|language| format!(" ({language})")).unwrap_or_default();
        Some(format!("{}{language}", column.meaning.name()))
    };
    let understood = |(place, heading): (usize, &String)| (heading.chars().take(200).collect(), meaning(place));
    gather.report.columns = headings.iter().enumerate().map(understood).collect();
}

/// What a row says; what is no value of its column is counted.
pub fn draft(row: &Row, columns: &[Column], gather: &mut Gather) -> Draft {
    let mut draft = Draft::default();
    if row.has_open_quote {
        gather.doubt("Quotes that are never closed, read as letters", row.line, "");
    }
    let mut doubt = |what, value: &str| gather.doubt(what, row.line, value);
    // Names first: the first of them is the main one.
    for meaning in [Meaning::Name, Meaning::Alias, Meaning::Acronym] {
        for column in columns.iter().filter(|column| column.meaning == meaning) {
            let cell = row.cells.get(column.place).map_or("", String::as_str);
            for name in several(cell, meaning) {
                let sort = if meaning == Meaning::Acronym { NameSort::Acronym } else { sort_of(name) };
                draft.name(name, column.language.clone(), sort);
            }
        }
    }
    for column in columns {
        let Some(cell) = row.cells.get(column.place).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) else {
            continue;
        };
        match column.meaning {
            Meaning::Id => draft.id = cell.to_owned(),
            Meaning::Country => {
                for part in several(cell, Meaning::Country) {
                    match kinds::country(part) {
                        Some(code) => draft.countries.push(code),
                        None => doubt("Countries that are not known, left out", part),
                    }
                }
            }
            Meaning::Kind => {
                draft.kind = kinds::kind(cell);
                if draft.kind.is_none() {
                    doubt("Kinds that are not known, left out", cell);
                }
            }
            Meaning::Url => {
                draft.url = Some(cell.to_owned());
                if !is_address(cell) {
                    doubt("Addresses that are no pages of the web, left out", cell);
                }
            }
            Meaning::Began | Meaning::Ended => {
                let date = cell.parse::<Edtf>().ok().map(|date| date.as_str().to_owned());
                if date.is_none() {
                    doubt("Dates that are not EDTF (1954, 1954-05, 1954-05-12), left out", cell);
                }
                *(if column.meaning == Meaning::Began { &mut draft.began } else { &mut draft.ended }) = date;
            }
            Meaning::Name | Meaning::Alias | Meaning::Acronym | Meaning::Judgment => {}
        }
    }
    // An address as the id is the page too.
    if draft.url.is_none() && draft.id.starts_with("http") {
        draft.url = Some(draft.id.clone());
    }
    draft
}

/// The parts of a cell; a cell with a name is one name, whatever stands in it.
fn several(cell: &str, meaning: Meaning) -> impl Iterator<Item = &str> {
    let is_separator = move |ch: char| match meaning {
        Meaning::Alias => matches!(ch, '|' | ';' | '\n'),
        Meaning::Acronym | Meaning::Country => matches!(ch, '|' | ';' | ',' | '\n'),
        _ => false,
    };
    cell.split(is_separator).map(str::trim).filter(|part| !part.is_empty())
}
