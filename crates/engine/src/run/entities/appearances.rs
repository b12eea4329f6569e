//! Where names stand, in memory: the uses of every source in few bytes each, so that all about one entity is gathered in
//! milliseconds, also where tens of thousands of statements name it.

use super::super::Result;
use super::dossier::Days;
use super::names::Names;
use crate::resolve::form::{id, key};
use crate::store::Catalogue;
use broadside_model::entity::Field;
use broadside_model::{EntityId, NameHere, Naming, SourceId, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A use of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used {
    /// The form it is a use of.
    pub form: EntityId,
    pub span: Span,
    /// The name as the text has it, a place among the words.
    pub name: u32,
    /// An acronym that the text ties to it.
    pub acronym: Option<u32>,
    pub index: u32,
    pub field: Field,
    /// Whether the name is shorter than its form.
    pub is_short: bool,
}

/// The uses in a statement.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub number: u32,
    /// ISO 639-3, a place among the words.
    pub language: Option<u32>,
    pub days: Days,
    pub uses: Box<[Used]>,
}

/// The uses in a source.
#[derive(Debug)]
pub(super) struct Source {
    pub id: SourceId,
    /// What its names were gathered for.
    made_for: Option<[u8; 16]>,
    pub statements: Box<[Stated]>,
}

/// Words that many uses share, each once.
#[derive(Clone, Debug, Default)]
struct Words {
    all: Vec<Arc<str>>,
    places: FxHashMap<Arc<str>, u32>,
}

impl Words {
    fn place(&mut self, word: &str) -> u32 {
        if let Some(place) = self.places.get(word) {
            return *place;
        }
        let (word, place): (Arc<str>, u32) = (word.into(), self.all.len() as u32);
        self.all.push(Arc::clone(&word));
        self.places.insert(word, place);
        place
    }
}

/// The uses of names in sources, by the rows of these.
#[derive(Debug, Default)]
pub struct Appearances {
    sources: FxHashMap<i64, Arc<Source>>,
    words: Words,
    /// Sources in which people set uses apart: these change without their names being gathered anew.
    apart: FxHashSet<SourceId>,
}

impl Appearances {
    /// Reads those of all sources; of `before` stays what did not change. `tell` is told how many of how many are read.
    pub fn read(
        catalogue: &Catalogue,
        before: Option<&Appearances>,
        mut tell: impl FnMut(u64, u64),
    ) -> Result<Appearances> {
        let names = Names::open(catalogue)?;
        let mut all = Appearances { apart: names.apart().collect(), ..Appearances::default() };
        all.words = before.map(|before| before.words.clone()).unwrap_or_default();
        let sources = catalogue.named_sources()?;
        for (done, source) in (0..).zip(&sources) {
            let known = before.and_then(|before| before.unchanged(source.row, source.id, source.made_for, &all.apart));
            match known {
                Some(known) => drop(all.sources.insert(source.row, Arc::clone(known))),
                None => all.take(&names, source.row, source.id, source.made_for)?,
            }
            tell(done, sources.len() as u64);
        }
        Ok(all)
    }

    fn unchanged(
        &self,
        row: i64,
        id: SourceId,
        made_for: Option<[u8; 16]>,
        apart: &FxHashSet<SourceId>,
    ) -> Option<&Arc<Source>> {
        let known = self.sources.get(&row)?;
        let is_same = known.id == id && known.made_for == made_for && !apart.contains(&id) && !self.apart.contains(&id);
        is_same.then_some(known)
    }

    /// Reads those of one source.
    pub(super) fn take(&mut self, names: &Names<'_>, row: i64, id: SourceId, made_for: Option<[u8; 16]>) -> Result<()> {
        let statements = self.stated(&names.of_row(row, id)?);
        self.sources.insert(row, Arc::new(Source { id, made_for, statements }));
        Ok(())
    }

    fn stated(&mut self, naming: &Naming) -> Box<[Stated]> {
        let each = naming.iter().map(|of| Stated {
            number: of.number,
            language: of.language.as_ref().map(|language| self.words.place(language)),
            days: of.days,
            uses: of.names.iter().map(|here| self.used(here)).collect(),
        });
        each.collect()
    }

    fn used(&mut self, here: &NameHere) -> Used {
        Used {
            form: id(&here.form),
            span: here.span,
            name: self.words.place(&here.name),
            acronym: here.acronym.as_ref().filter(|acronym| **acronym != here.name).map(|one| self.words.place(one)),
            index: here.index,
            field: here.field,
            is_short: !here.name.contains(' ') && key(&here.name) != here.form.key,
        }
    }

    /// The uses of a source.
    pub(super) fn of(&self, row: i64) -> Option<&Arc<Source>> {
        self.sources.get(&row)
    }

    /// A word.
    pub(super) fn word(&self, place: u32) -> &str {
        self.words.all.get(place as usize).map_or("", |word| word)
    }
}
