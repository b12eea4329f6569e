//! Brings the names of all statements of an archive together: a form with everything that is known of its use.
//!
//! Takes the names of one source after the other; gives the forms, ordered by their ids, and the [`NameUse`]s that are
//! resolved. Sources are taken in an order that depends on nothing but themselves, so that the same sources give the same
//! pool however they came into the archive.

use super::{NameUse, form};
use broadside_model::edtf::Day;
use broadside_model::entity::{Field, Form};
use broadside_model::{EntityId, EntityKind, NameHere, Naming, StatementNames};
use rustc_hash::{FxHashMap, FxHashSet};

/// Acronyms, second names and languages kept of a form, at most.
const KEPT: usize = 12;

/// A form with all its uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pooled {
    /// Its id.
    pub id: EntityId,
    /// The form.
    pub form: Form,
    /// How the texts spell it, with the number of uses, the most usual first.
    pub spellings: Vec<(String, u32)>,
    /// Acronyms that texts tie to it.
    pub acronyms: Vec<String>,
    /// Second names that texts give for it.
    pub also: Vec<String>,
    /// ISO 639-3 codes, sorted.
    pub languages: Vec<String>,
    /// First and last day of the statements that use it.
    pub seen: Option<(Day, Day)>,
    /// The lists it stands in.
    pub lists: Vec<u32>,
    /// The statements it stands in, and in which fields: a bit for each, in the order of [`Field::ALL`].
    pub statements: Vec<(u32, u16)>,
    /// How often it is used.
    pub uses: u32,
    /// The sources it stands in, by their places in the order they were taken, with the number of uses.
    pub sources: Vec<(u32, u32)>,
}

impl Pooled {
    /// The name to call it by: its most usual spelling.
    pub fn name(&self) -> &str {
        self.spellings.first().map_or(self.form.key.as_str(), |(name, _)| name)
    }

    /// Takes a use; `is_again` says that another field has the same words of the text.
    fn take(&mut self, name: &NameHere, statement: u32, of: &StatementNames, is_again: bool) {
        if is_again {
            // Counted once, though it stands in several fields.
        } else if let Some((_, uses)) = self.spellings.iter_mut().find(|(spelling, _)| *spelling == name.name) {
            *uses += 1;
        } else if self.spellings.len() < KEPT {
            self.spellings.push((name.name.clone(), 1));
        }
        keep(&mut self.acronyms, name.acronym.as_ref());
        keep(&mut self.also, name.also.as_ref());
        keep(&mut self.languages, of.language.as_ref());
        if let Some((first, last)) = of.days {
            self.seen = Some(self.seen.map_or((first, last), |seen| (seen.0.min(first), seen.1.max(last))));
        }
        self.uses += u32::from(!is_again);
        let bit = bit(name.field);
        match self.statements.last_mut() {
            Some((last, fields)) if *last == statement => *fields |= bit,
            _ => self.statements.push((statement, bit)),
        }
        if let Some(list) = list(name, statement)
            && self.lists.last() != Some(&list)
        {
            self.lists.push(list);
        }
    }

    fn finish(&mut self) {
        self.spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for texts in [&mut self.acronyms, &mut self.also, &mut self.languages] {
            texts.sort();
        }
        self.lists.sort_unstable();
        self.lists.dedup();
        // There are many, most of them used once: room to grow would be most of what they take.
        self.spellings.shrink_to_fit();
        self.languages.shrink_to_fit();
        self.lists.shrink_to_fit();
        self.statements.shrink_to_fit();
        self.sources.shrink_to_fit();
    }

    /// What is resolved. Takes what nothing else asks for: languages and lists.
    pub fn take_use(&mut self) -> NameUse {
        NameUse {
            kind: Some(self.form.kind).filter(|kind| *kind != EntityKind::Unknown),
            name: self.full_name().to_owned(),
            acronyms: self.acronyms.clone(),
            also: self.also.clone(),
            country: self.form.country.clone(),
            languages: std::mem::take(&mut self.languages),
            seen: self.seen,
            lists: std::mem::take(&mut self.lists),
            uses: self.uses,
            known: None,
            authority: 0,
        }
    }

    /// The most usual spelling that is the form itself, not a surname or an acronym that stands for it.
    pub fn full_name(&self) -> &str {
        let own = self.spellings.iter().find(|(name, _)| form::key(name) == self.form.key);
        own.map_or(self.form.key.as_str(), |(name, _)| name)
    }
}

/// The bit of a field in [`Pooled::statements`].
pub fn bit(field: Field) -> u16 {
    Field::ALL.iter().position(|other| *other == field).map_or(0, |place| 1 << place)
}

/// The list that a name stands in with others, each of them somebody else: who signed a statement, who issued it.
fn list(name: &NameHere, statement: u32) -> Option<u32> {
    match name.field {
        _ if name.is_second => None,
        Field::Signatory => Some(2 * statement),
        Field::Issuer | Field::IssuerOf => Some(2 * statement + 1),
        _ => None,
    }
}

fn keep(texts: &mut Vec<String>, text: Option<&String>) {
    if let Some(text) = text
        && texts.len() < KEPT
        && !texts.contains(text)
    {
        texts.push(text.clone());
    }
}

/// Forms in the making.
#[derive(Debug, Default)]
pub struct Pool {
    forms: Vec<Pooled>,
    numbers: FxHashMap<Form, u32>,
    statements: u32,
    sources: u32,
}

impl Pool {
    /// Takes the names of the next source.
    pub fn take(&mut self, naming: &Naming) {
        for of in naming {
            let mut places = FxHashSet::default();
            for name in &of.names {
                let number = self.number(&name.form);
                let is_again = !name.span.is_empty() && !places.insert((number, name.span));
                let Some(pooled) = self.forms.get_mut(number as usize) else { continue };
                pooled.take(name, self.statements, of, is_again);
                let count = u32::from(!is_again);
                match pooled.sources.last_mut() {
                    Some((last, uses)) if *last == self.sources => *uses += count,
                    _ => pooled.sources.push((self.sources, count)),
                }
            }
            self.statements += 1;
        }
        self.sources += 1;
    }

    fn number(&mut self, form: &Form) -> u32 {
        if let Some(number) = self.numbers.get(form) {
            return *number;
        }
        let number = self.forms.len() as u32;
        self.numbers.insert(form.clone(), number);
        self.forms.push(Pooled {
            id: form::id(form),
            form: form.clone(),
            spellings: Vec::new(),
            acronyms: Vec::new(),
            also: Vec::new(),
            languages: Vec::new(),
            seen: None,
            lists: Vec::new(),
            statements: Vec::new(),
            uses: 0,
            sources: Vec::new(),
        });
        number
    }

    /// The forms, in the order of their ids.
    pub fn finish(self) -> Vec<Pooled> {
        let Pool { mut forms, numbers, .. } = self;
        drop(numbers);
        forms.iter_mut().for_each(Pooled::finish);
        forms.shrink_to_fit();
        forms.sort_by_key(|pooled| pooled.id);
        forms
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Span;

    fn name(field: Field, key: &str, start: usize) -> NameHere {
        NameHere {
            form: Form { kind: EntityKind::Organisation, key: key.to_owned(), country: None, apart: None },
            name: key.to_owned(),
            field,
            index: 0,
            span: Span::new(start, start + key.len()),
            is_second: false,
            acronym: None,
            also: None,
        }
    }

    fn source(names: Vec<NameHere>) -> Naming {
        vec![StatementNames { number: 1, names, ..Default::default() }]
    }

    #[test]
    fn the_same_words_in_two_fields_are_one_use() {
        let mut pool = Pool::default();
        pool.take(&source(vec![
            name(Field::Signatory, "lamp league", 10),
            name(Field::Mention, "lamp league", 10),
            name(Field::Mention, "lamp league", 90),
        ]));
        let forms = pool.finish();
        assert_eq!((forms[0].uses, forms[0].sources.as_slice()), (2, &[(0, 2)][..]));
        assert_eq!(forms[0].statements, [(0, bit(Field::Signatory) | bit(Field::Mention))]);
    }

    #[test]
    fn who_stands_in_one_list_is_told_apart_by_its_number() {
        let mut pool = Pool::default();
        pool.take(&source(vec![name(Field::Signatory, "a union", 1), name(Field::Signatory, "b union", 30)]));
        pool.take(&source(vec![name(Field::Signatory, "a union", 1), name(Field::Mention, "b union", 30)]));
        let lists: Vec<_> = pool.finish().into_iter().map(|pooled| (pooled.form.key, pooled.lists)).collect();
        for (key, found) in lists {
            assert_eq!(found, if key == "a union" { vec![0, 2] } else { vec![0] });
        }
    }
}
