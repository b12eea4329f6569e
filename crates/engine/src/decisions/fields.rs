//! What can be read and written of a row by name: its words, and its cells.

use broadside_model::{Claim, Grade, IssuePlace, Party, PartyKind, Quotation, Relation, RelationKind, Signatory, Span};

/// Why a cell cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCell {
    /// Rows of this kind have no such cell.
    Unknown,
    /// The words are no value of this cell; this would be one.
    NotAValue(&'static str),
}

type Written = Result<(), NoCell>;

/// A row of a list in a statement.
pub(super) trait Row: Sized {
    /// The names of its cells.
    const CELLS: &'static [&'static str];

    /// The row made of words alone, where that can be done.
    fn of(words: &str) -> Option<Self>;

    /// Its name, or its words.
    fn words(&self) -> String;

    /// Replaces its name or words; `false` where that makes no sense.
    fn set_words(&mut self, words: &str) -> bool;

    /// What stands in a cell; the outer `None` where it has no such cell.
    fn cell(&self, name: &str) -> Option<Option<String>>;

    /// Writes a cell.
    fn set_cell(&mut self, name: &str, value: Option<&str>) -> Written;
}

fn own(value: Option<&str>) -> Option<String> {
    value.map(str::to_owned)
}

fn country(value: Option<&str>) -> Result<Option<String>, NoCell> {
    let is_code = |code: &str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    match value {
        Some(code) if !is_code(code) => Err(NoCell::NotAValue("two letters of ISO 3166, such as UY")),
        code => Ok(code.map(str::to_ascii_uppercase)),
    }
}

fn party_kind(value: Option<&str>) -> Result<Option<PartyKind>, NoCell> {
    let kind =
        value.map(|name| PartyKind::from_name(name).ok_or(NoCell::NotAValue("person, organisation, state or group")));
    kind.transpose()
}

fn date(value: Option<&str>) -> Result<Option<broadside_model::Edtf>, NoCell> {
    let date = value.map(|date| date.parse().map_err(|_| NoCell::NotAValue("a date in EDTF, such as 1968-05 or 196X")));
    date.transpose()
}

fn number(value: Option<&str>) -> Result<Option<f64>, NoCell> {
    let read = |words: &str| words.parse::<f64>().ok().filter(|number| number.is_finite());
    value.map(|words| read(words).ok_or(NoCell::NotAValue("a number"))).transpose()
}

fn needed(value: Option<&str>) -> Result<String, NoCell> {
    value.map(str::to_owned).ok_or(NoCell::NotAValue("some words: this cell cannot be empty"))
}

impl Row for Party {
    const CELLS: &'static [&'static str] = &["name", "kind", "of", "role", "acronym", "country"];

    fn of(words: &str) -> Option<Self> {
        Some(Party { name: words.to_owned(), ..Party::default() })
    }

    fn words(&self) -> String {
        self.name.clone()
    }

    fn set_words(&mut self, words: &str) -> bool {
        words.clone_into(&mut self.name);
        true
    }

    fn cell(&self, name: &str) -> Option<Option<String>> {
        Some(match name {
            "name" => Some(self.name.clone()),
            "kind" => self.kind.map(|kind| kind.name().to_owned()),
            "of" => self.of.clone(),
            "role" => self.role.clone(),
            "acronym" => self.acronym.clone(),
            "country" => self.country.clone(),
            _ => return None,
        })
    }

    fn set_cell(&mut self, name: &str, value: Option<&str>) -> Written {
        match name {
            "name" => self.name = needed(value)?,
            "kind" => self.kind = party_kind(value)?,
            "of" => self.of = own(value),
            "role" => self.role = own(value),
            "acronym" => self.acronym = own(value),
            "country" => self.country = country(value)?,
            _ => return Err(NoCell::Unknown),
        }
        Ok(())
    }
}

impl Row for IssuePlace {
    const CELLS: &'static [&'static str] = &["name", "country"];

    fn of(words: &str) -> Option<Self> {
        Some(IssuePlace { name: words.to_owned(), country: None })
    }

    fn words(&self) -> String {
        self.name.clone()
    }

    fn set_words(&mut self, words: &str) -> bool {
        words.clone_into(&mut self.name);
        true
    }

    fn cell(&self, name: &str) -> Option<Option<String>> {
        match name {
            "name" => Some(Some(self.name.clone())),
            "country" => Some(self.country.clone()),
            _ => None,
        }
    }

    fn set_cell(&mut self, name: &str, value: Option<&str>) -> Written {
        match name {
            "name" => self.name = needed(value)?,
            "country" => self.country = country(value)?,
            _ => return Err(NoCell::Unknown),
        }
        Ok(())
    }
}

impl Row for Signatory {
    const CELLS: &'static [&'static str] =
        &["name", "acronym", "translation", "role", "affiliation", "country", "kind", "as_of", "group", "doubt"];

    fn of(words: &str) -> Option<Self> {
        Some(Signatory { name: words.to_owned(), ..Signatory::default() })
    }

    fn words(&self) -> String {
        self.name.clone()
    }

    fn set_words(&mut self, words: &str) -> bool {
        words.clone_into(&mut self.name);
        true
    }

    fn cell(&self, name: &str) -> Option<Option<String>> {
        Some(match name {
            "name" => Some(self.name.clone()),
            "acronym" => self.acronym.clone(),
            "translation" => self.translation.clone(),
            "role" => self.role.clone(),
            "affiliation" => self.affiliation.clone(),
            "country" => self.country.clone(),
            "kind" => self.kind.map(|kind| kind.name().to_owned()),
            "as_of" => self.as_of.as_ref().map(|date| date.as_str().to_owned()),
            "group" => self.group.clone(),
            "doubt" => self.doubt.clone(),
            _ => return None,
        })
    }

    fn set_cell(&mut self, name: &str, value: Option<&str>) -> Written {
        match name {
            "name" => self.name = needed(value)?,
            "acronym" => self.acronym = own(value),
            "translation" => self.translation = own(value),
            "role" => self.role = own(value),
            "affiliation" => self.affiliation = own(value),
            "country" => self.country = country(value)?,
            "kind" => self.kind = party_kind(value)?,
            "as_of" => self.as_of = date(value)?,
            "group" => self.group = own(value),
            "doubt" => self.doubt = own(value),
            _ => return Err(NoCell::Unknown),
        }
        Ok(())
    }
}

impl Row for String {
    const CELLS: &'static [&'static str] = &[];

    fn of(words: &str) -> Option<Self> {
        Some(words.to_owned())
    }

    fn words(&self) -> String {
        self.clone()
    }

    fn set_words(&mut self, words: &str) -> bool {
        words.clone_into(self);
        true
    }

    fn cell(&self, _name: &str) -> Option<Option<String>> {
        None
    }

    fn set_cell(&mut self, _name: &str, _value: Option<&str>) -> Written {
        Err(NoCell::Unknown)
    }
}

impl Row for Quotation {
    const CELLS: &'static [&'static str] = &["text", "attributed_to", "work"];

    fn of(words: &str) -> Option<Self> {
        Some(Quotation { text: words.to_owned(), ..Quotation::default() })
    }

    fn words(&self) -> String {
        self.text.clone()
    }

    fn set_words(&mut self, words: &str) -> bool {
        words.clone_into(&mut self.text);
        true
    }

    fn cell(&self, name: &str) -> Option<Option<String>> {
        Some(match name {
            "text" => Some(self.text.clone()),
            "attributed_to" => self.attributed_to.clone(),
            "work" => self.work.clone(),
            _ => return None,
        })
    }

    fn set_cell(&mut self, name: &str, value: Option<&str>) -> Written {
        match name {
            "text" => self.text = needed(value)?,
            "attributed_to" => self.attributed_to = own(value),
            "work" => self.work = own(value),
            _ => return Err(NoCell::Unknown),
        }
        Ok(())
    }
}

impl Row for Claim {
    const CELLS: &'static [&'static str] =
        &["what", "of", "min", "max", "unit", "claimant", "actor", "grade", "place", "date"];

    /// A claim is more than words: it is never made of them alone.
    fn of(_words: &str) -> Option<Self> {
        None
    }

    fn words(&self) -> String {
        let number = |number: Option<f64>| number.map_or(String::new(), |number| number.to_string());
        let numbers = match (self.min, self.max) {
            (min, max) if min == max => number(min),
            (min, max) => format!("{}..{}", number(min), number(max)),
        };
        let words = [Some(self.what.as_str()), Some(numbers.as_str()), self.of.as_deref(), self.actor.as_deref()];
        words.into_iter().flatten().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn set_words(&mut self, _words: &str) -> bool {
        false
    }

    fn cell(&self, name: &str) -> Option<Option<String>> {
        Some(match name {
            "what" => Some(self.what.clone()),
            "of" => self.of.clone(),
            "min" => self.min.map(|number| number.to_string()),
            "max" => self.max.map(|number| number.to_string()),
            "unit" => self.unit.clone(),
            "claimant" => self.claimant.clone(),
            "actor" => self.actor.clone(),
            "grade" => Some(self.grade.name().to_owned()),
            "place" => self.place.clone(),
            "date" => self.date.as_ref().map(|date| date.as_str().to_owned()),
            _ => return None,
        })
    }

    fn set_cell(&mut self, name: &str, value: Option<&str>) -> Written {
        let grade = NoCell::NotAValue(
            "reported-as-fact, claimed-or-admitted, suspected-or-accused, suspected-or-accused-by-authorities or possible",
        );
        match name {
            "what" => self.what = needed(value)?,
            "of" => self.of = own(value),
            "min" => self.min = number(value)?,
            "max" => self.max = number(value)?,
            "unit" => self.unit = own(value),
            "claimant" => self.claimant = own(value),
            "actor" => self.actor = own(value),
            "grade" => self.grade = value.and_then(Grade::from_name).ok_or(grade)?,
            "place" => self.place = own(value),
            "date" => self.date = date(value)?,
            _ => return Err(NoCell::Unknown),
        }
        Ok(())
    }
}

impl Row for Relation {
    const CELLS: &'static [&'static str] = &["kind", "subject", "object", "role", "date"];

    /// A relation is between two names: it is never made of words alone.
    fn of(_words: &str) -> Option<Self> {
        None
    }

    fn words(&self) -> String {
        format!("{} {} {}", self.subject, self.kind.name(), self.object)
    }

    fn set_words(&mut self, _words: &str) -> bool {
        false
    }

    fn cell(&self, name: &str) -> Option<Option<String>> {
        Some(match name {
            "kind" => Some(self.kind.name().to_owned()),
            "subject" => Some(self.subject.clone()),
            "object" => Some(self.object.clone()),
            "role" => self.role.clone(),
            "date" => self.date.as_ref().map(|date| date.as_str().to_owned()),
            _ => return None,
        })
    }

    fn set_cell(&mut self, name: &str, value: Option<&str>) -> Written {
        let kind = NoCell::NotAValue(
            "organ-of, section-of, member-of, renamed-from, split-from, merged-from, founded-by or officer-of",
        );
        match name {
            "kind" => self.kind = value.and_then(RelationKind::from_name).ok_or(kind)?,
            // Another name stands elsewhere: whose it is is told by the name alone.
            "subject" => (self.subject, self.subject_span) = (needed(value)?, Span::default()),
            "object" => (self.object, self.object_span) = (needed(value)?, Span::default()),
            "role" => self.role = own(value),
            "date" => self.date = date(value)?,
            _ => return Err(NoCell::Unknown),
        }
        Ok(())
    }
}

/// The names of the cells that rows of a property have.
pub fn cells(property: broadside_model::Property) -> &'static [&'static str] {
    use broadside_model::Property;
    match property {
        Property::Issuer | Property::Addressee => Party::CELLS,
        Property::Place => IssuePlace::CELLS,
        Property::Signatory => Signatory::CELLS,
        Property::Quotation => Quotation::CELLS,
        Property::Claim => Claim::CELLS,
        Property::Relation => Relation::CELLS,
        Property::Mention => super::values::MENTION_CELLS,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_cell_is_read_and_written<R: Row>(mut row: R) {
        for name in R::CELLS {
            let value = ["1971", "UY", "person", "possible", "organ-of", "1"];
            let written = value.into_iter().find(|value| row.set_cell(name, Some(value)).is_ok());
            let written = written.unwrap_or_else(|| panic!("{name} takes nothing"));
            assert_eq!(row.cell(name).flatten().as_deref(), Some(written), "{name}");
            let emptied = row.set_cell(name, None);
            assert_eq!(emptied.is_ok(), row.cell(name) == Some(None), "{name}");
        }
        assert_eq!(row.cell("no-such-cell"), None);
        assert_eq!(row.set_cell("no-such-cell", None), Err(NoCell::Unknown));
    }

    #[test]
    fn what_is_written_into_a_cell_stands_in_it() {
        every_cell_is_read_and_written(Party::default());
        every_cell_is_read_and_written(IssuePlace::default());
        every_cell_is_read_and_written(Signatory::default());
        every_cell_is_read_and_written(Quotation::default());
        let claim = Claim {
            what: "dead".into(),
            of: None,
            min: None,
            max: None,
            approximate: false,
            unit: None,
            claimant: None,
            actor: None,
            grade: Grade::Fact,
            place: None,
            date: None,
        };
        every_cell_is_read_and_written(claim);
        every_cell_is_read_and_written(Relation {
            kind: RelationKind::MemberOf,
            subject: "Lamp Club".into(),
            subject_span: Span::default(),
            object: "League of Clubs".into(),
            object_span: Span::default(),
            role: None,
            date: None,
        });
    }

    #[test]
    fn words_that_are_no_value_are_refused() {
        let mut row = Signatory::default();
        for (cell, words) in [("country", "Uruguay"), ("kind", "ship"), ("as_of", "yesterday")] {
            assert!(matches!(row.set_cell(cell, Some(words)), Err(NoCell::NotAValue(_))), "{cell}");
        }
    }
}
