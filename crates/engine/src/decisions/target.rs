//! Naming a value, so that it can be found again.

use super::edits::anchor_of_edit;
use super::overlay::{Decided, Place, anchor_in};
use super::statement::opening;
use super::values::{self, cell, count, evidence, is_single};
use super::{anchor, fields};
use broadside_model::{Cell, Property, Statement, StatementRef, Target};

/// Why something named in a statement is no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NamingError {
    /// The statement is not there, or was not read.
    #[error("nothing was read out of this statement yet: `broadside reread` reads what it says")]
    NoStatement,
    /// There are fewer.
    #[error("{property} has {count}; `broadside show --targets ID` lists them")]
    NoValue {
        /// The property.
        property: &'static str,
        /// How many values it has.
        count: usize,
    },
    /// A list was named, and not one of it.
    #[error("{0} is a list: say which, as in {0}/1; `broadside show --targets ID` lists them")]
    NoNumber(&'static str),
    /// A number behind what is no list.
    #[error("{0} is one value: leave out the number")]
    NoList(&'static str),
    /// Rows of this property have no such cell.
    #[error("{property} has no `{name}`{}", if .cells.is_empty() { String::new() } else { format!("; there are {}", .cells.join(", ")) })]
    NoCell {
        /// The property.
        property: &'static str,
        /// What was typed.
        name: String,
        /// The cells there are.
        cells: &'static [&'static str],
    },
    /// Nothing can be added to it.
    #[error("nothing can be added to {0}: name one that is there, as in {0}/1")]
    NotByWords(&'static str),
}

fn statement_ref(place: &Place<'_>, paths: &[Vec<u8>], statement: usize) -> StatementRef {
    let span = place.anatomy.statements.get(statement).map(|read| read.span).unwrap_or_default();
    StatementRef {
        source: place.source,
        number: statement as u32 + 1,
        path: paths.first().map(|path| String::from_utf8_lossy(path).into_owned()),
        opening: opening(&place.text.text, span),
    }
}

impl StatementOf<'_> {
    /// What it takes to find the statement again.
    pub fn reference(&self) -> StatementRef {
        statement_ref(self.place, self.paths, self.statement)
    }
}

/// A statement in which something is named.
#[derive(Clone, Copy, Debug)]
pub struct StatementOf<'a> {
    /// What the program proposes.
    pub place: &'a Place<'a>,
    /// What people made of it.
    pub decided: &'a Decided,
    /// The paths of its source.
    pub paths: &'a [Vec<u8>],
    /// Its place among the statements of its source, from 0.
    pub statement: usize,
}

/// Value `number`, from 1, of a property (without a number: its only value), or a cell of it.
pub fn target(
    of: &StatementOf<'_>,
    property: Property,
    number: Option<usize>,
    cell_name: Option<&str>,
) -> Result<Target, NamingError> {
    let statement = statement_ref(of.place, of.paths, of.statement);
    if property == Property::Edit {
        return edit(of, statement, number, cell_name);
    }
    let Some(shown) = of.decided.anatomy.statements.get(of.statement) else { return Err(NamingError::NoStatement) };
    let Some(read) = of.place.anatomy.statements.get(of.statement) else { return Err(NamingError::NoStatement) };
    let name = property.name();
    let text = &of.place.text.text;
    if is_single(property) {
        return single(of, statement, property, number, cell_name);
    }
    let Some(number) = number else { return Err(NamingError::NoNumber(name)) };
    let at = number.wrapping_sub(1);
    if at >= count(shown, property) {
        return Err(NamingError::NoValue { property: name, count: count(shown, property) });
    }
    // What the program proposes is named by what it proposes; what people added by their words.
    let (source, is_proposed) = if at < count(read, property) { (read, true) } else { (shown, false) };
    let wanted = cell_name.filter(|name| !is_main(property, name));
    let cell = wanted.map(|wanted| cell_of(source, property, at, wanted)).transpose()?;
    let anchor = if is_proposed {
        anchor_in(of.place, of.statement, property, at)
    } else {
        let span = evidence(shown, property, at).first().copied();
        span.map(|span| anchor::anchor_of(of.place.source, of.place.text, span))
    };
    Ok(Target { statement, property, cell, value: values::value(text, source, property, at), anchor })
}

/// The one value of a property.
fn single(
    of: &StatementOf<'_>,
    statement: StatementRef,
    property: Property,
    number: Option<usize>,
    cell_name: Option<&str>,
) -> Result<Target, NamingError> {
    let name = property.name();
    match (number, cell_name, of.place.anatomy.statements.get(of.statement)) {
        (_, _, None) => Err(NamingError::NoStatement),
        (Some(_), ..) => Err(NamingError::NoList(name)),
        (None, Some(cell), _) => Err(NamingError::NoCell { property: name, name: cell.to_owned(), cells: &[] }),
        (None, None, Some(read)) => {
            let value = values::value(&of.place.text.text, read, property, 0);
            let anchor = anchor_in(of.place, of.statement, property, 0);
            Ok(Target { statement, property, cell: None, value, anchor })
        }
    }
}

fn cell_of(read: &Statement, property: Property, at: usize, name: &str) -> Result<Cell, NamingError> {
    match cell(read, property, at, name) {
        Some(value) => Ok(Cell { name: name.to_owned(), value }),
        None => {
            let cells = fields::cells(property);
            Err(NamingError::NoCell { property: property.name(), name: name.to_owned(), cells })
        }
    }
}

impl StatementOf<'_> {
    /// What a value or cell says because a person said so, where that is not what the program proposes.
    pub fn given(&self, property: Property, number: Option<usize>, cell_name: Option<&str>) -> Option<String> {
        let at = number.unwrap_or(1).checked_sub(1)?;
        let text = &self.place.text.text;
        let is_of_cells = matches!(property, Property::Claim | Property::Relation) && cell_name.is_none();
        if is_of_cells {
            // Its words are those of its cells, and are set one by one.
            return None;
        }
        let says = |statement: &Statement| match cell_name.filter(|name| !is_main(property, name)) {
            Some(name) => cell(statement, property, at, name).flatten(),
            None => values::value(text, statement, property, at),
        };
        let proposed = self.place.anatomy.statements.get(self.statement).and_then(says);
        let now = self.decided.anatomy.statements.get(self.statement).and_then(says);
        now.filter(|now| Some(now) != proposed.as_ref())
    }
}

/// Whether words can stand where a target is; else what would be such words.
pub fn check(of: &StatementOf<'_>, target: &Target, words: &str) -> Result<(), &'static str> {
    if words.chars().any(|letter| letter.is_control() && letter != '\n' && letter != '\t') {
        return Err("words without control characters");
    }
    if target.property == Property::Edit {
        return Ok(());
    }
    let mut statement = of.decided.anatomy.statements.get(of.statement).cloned().unwrap_or_default();
    let property = target.property;
    if is_single(property) {
        return values::write(&mut statement, property, 0, words);
    }
    let Some(cell) = &target.cell else {
        let is_there = values::push(&mut statement, property, words, None).is_some();
        return if is_there { Ok(()) } else { Err("set in one of its cells, as in /1/place") };
    };
    let rows = 0..count(&statement, property);
    let mut written = rows.map(|at| values::write_cell(&mut statement, property, at, &cell.name, Some(words)));
    match written.next() {
        Some(Err(fields::NoCell::NotAValue(wanted))) => Err(wanted),
        _ => Ok(()),
    }
}

/// Whether a property holds a list.
pub fn is_list(property: Property) -> bool {
    !is_single(property)
}

/// Whether a cell is what a row is named by: setting it is setting the row.
fn is_main(property: Property, name: &str) -> bool {
    matches!((property, name), (Property::Quotation | Property::Demand | Property::Slogan, "text"))
        || (name == "name" && fields::cells(property).first() == Some(&"name"))
}

/// The place for a value that only a person gives.
pub fn added(of: &StatementOf<'_>, property: Property) -> Result<Target, NamingError> {
    if matches!(property, Property::Claim | Property::Mention | Property::Relation | Property::Edit) {
        return Err(NamingError::NotByWords(property.name()));
    }
    if of.place.anatomy.statements.get(of.statement).is_none() {
        return Err(NamingError::NoStatement);
    }
    let statement = statement_ref(of.place, of.paths, of.statement);
    Ok(Target { statement, property, cell: None, value: None, anchor: None })
}

fn edit(
    of: &StatementOf<'_>,
    statement: StatementRef,
    number: Option<usize>,
    cell: Option<&str>,
) -> Result<Target, NamingError> {
    let property = Property::Edit;
    let edits = &of.place.text.edits;
    let Some(number) = number else { return Err(NamingError::NoNumber(property.name())) };
    if let Some(cell) = cell {
        return Err(NamingError::NoCell { property: property.name(), name: cell.to_owned(), cells: &[] });
    }
    let Some(edit) = number.checked_sub(1).and_then(|at| edits.get(at)) else {
        return Err(NamingError::NoValue { property: property.name(), count: edits.len() });
    };
    let raw = of.place.text.undo_all();
    let anchor = Some(anchor_of_edit(of.place.source, &raw, edit));
    Ok(Target { statement, property, cell: None, value: Some(edit.after.clone()), anchor })
}
