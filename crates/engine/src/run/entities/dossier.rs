//! All that an archive knows of one entity: under which names, in which documents, as what, with whom.

use super::super::Result;
use super::super::known::{Identity, identity};
use super::appearances::{Appearances, Source, Stated, Used};
use super::names::Names;
use super::script::script;
use crate::store::{Catalogue, DecisionState, EntityQuestion, EntityRow, FormRow, LinkRow, Redirect, RelationRow};
use broadside_model::edtf::Day;
use broadside_model::entity::{Field, StatementId};
use broadside_model::{EntityId, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// First and last day, where known.
pub type Days = Option<(Day, Day)>;

/// A name of an entity in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As the texts have it.
    pub name: String,
    /// ISO 639-3 code of the texts.
    pub language: Option<String>,
    /// ISO 15924 code.
    pub script: Option<&'static str>,
    /// Whether it is letters that stand for a name.
    pub is_acronym: bool,
    /// How often it is used.
    pub uses: u32,
    /// The statements that use it, in the order of their sources.
    pub statements: Vec<StatementId>,
    /// When.
    pub days: Days,
}

/// A use of a name of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Where in the statement.
    pub field: Field,
    /// Its place in that list, from 0.
    pub index: u32,
    /// Bytes of the repaired text.
    pub span: Span,
    /// As the text has it.
    pub name: String,
}

/// A statement that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The statement.
    pub statement: StatementId,
    /// When it was issued.
    pub days: Days,
    /// The uses, in the order of fields.
    pub uses: Vec<Use>,
}

impl Document {
    /// The fields in which it is named, each once.
    pub fn fields(&self) -> BTreeSet<Field> {
        self.uses.iter().map(|used| used.field).collect()
    }
}

/// Another entity that put its name to the same statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The entity.
    pub entity: EntityId,
    /// The statements both put their names to.
    pub statements: Vec<StatementId>,
    /// When.
    pub days: Days,
}

/// All that is known of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    /// What lists show of it.
    pub row: EntityRow,
    /// The forms of its name, the most used first.
    pub forms: Vec<FormRow>,
    /// Its names, the most used first.
    pub names: Vec<Name>,
    /// What people decided to call it by: language and name.
    pub called: Vec<(Option<String>, String)>,
    /// The statements that name it, by day, those without one last.
    pub documents: Vec<Document>,
    /// Who signs or issues with it, the most frequent first.
    pub neighbours: Vec<Neighbour>,
    /// Relations that texts state.
    pub relations: Vec<RelationRow>,
    /// The comparisons that hold its forms together.
    pub links: Vec<LinkRow>,
    /// What a person should say of it.
    pub questions: Vec<EntityQuestion>,
    /// The decisions about it.
    pub decisions: Vec<DecisionState>,
    /// Ids that lead here since their own form is gone.
    pub redirects: Vec<Redirect>,
    /// The entities of authority files that it is.
    pub known: Vec<Identity>,
}

/// All that is known of an entity; `None` where there is none of this id.
pub fn dossier(catalogue: &Catalogue, entity: EntityId) -> Result<Option<Dossier>> {
    dossier_among(catalogue, &Appearances::default(), &|form| Ok(catalogue.entity_of(form)?), entity)
}

/// The same where the uses of names are in memory: sources that are not among them are read. `entity_of` says what entity
/// a form is one of.
pub fn dossier_among(
    catalogue: &Catalogue,
    appearances: &Appearances,
    entity_of: &dyn Fn(EntityId) -> Result<Option<EntityId>>,
    entity: EntityId,
) -> Result<Option<Dossier>> {
    let Some(row) = catalogue.entity(entity)? else { return Ok(None) };
    let forms = catalogue.forms_of(entity)?;
    let rows: BTreeSet<i64> = forms.iter().flat_map(|form| form.sources.iter().map(|(row, _)| *row)).collect();
    let mut others = Appearances::default();
    let missing: Vec<i64> = rows.iter().copied().filter(|row| appearances.of(*row).is_none()).collect();
    if !missing.is_empty() {
        let names = Names::open(catalogue)?;
        for row in missing {
            if let Some(source) = catalogue.source_of(row)? {
                others.take(&names, row, source, None)?;
            }
        }
    }
    let mut gather = Gather::new(entity_of, entity, &forms);
    for row in rows {
        let of = [appearances, &others].into_iter().find_map(|all| Some((all, all.of(row)?)));
        if let Some((all, source)) = of {
            gather.source(all, source)?;
        }
    }
    let Gather { names, mut documents, neighbours, .. } = gather;
    documents.sort_by_key(|document| (document.days.is_none(), document.days, document.statement));
    let mut names: Vec<Name> = names.into_values().collect();
    names.sort_by(|a, b| {
        b.uses.cmp(&a.uses).then_with(|| a.name.cmp(&b.name)).then_with(|| a.language.cmp(&b.language))
    });
    let mut neighbours: Vec<Neighbour> = neighbours.into_values().collect();
    neighbours.sort_by_key(|neighbour| (std::cmp::Reverse(neighbour.statements.len()), neighbour.entity));
    Ok(Some(Dossier {
        names,
        documents,
        neighbours,
        called: catalogue.decided_names(entity)?,
        relations: catalogue.relations_of(entity)?,
        links: catalogue.links_of(entity)?,
        questions: catalogue.questions(Some(entity))?,
        decisions: catalogue.decisions_about(entity)?,
        redirects: catalogue.redirects_to(entity)?,
        known: identities(catalogue, entity, &forms)?,
        row,
        forms,
    }))
}

fn identities(catalogue: &Catalogue, entity: EntityId, forms: &[FormRow]) -> Result<Vec<Identity>> {
    let mut all = Vec::new();
    for number in catalogue.known_of(entity)? {
        let spellings = forms.iter().flat_map(|form| std::iter::once(&form.name).chain(&form.also)).map(String::as_str);
        all.extend(catalogue.known_numbered(number)?.map(|known| identity(&known, spellings)));
    }
    Ok(all)
}

struct Gather<'a> {
    entity_of: &'a dyn Fn(EntityId) -> Result<Option<EntityId>>,
    entity: EntityId,
    forms: FxHashSet<EntityId>,
    names: FxHashMap<(&'a str, Option<&'a str>), Name>,
    documents: Vec<Document>,
    neighbours: FxHashMap<EntityId, Neighbour>,
}

impl<'a> Gather<'a> {
    fn new(entity_of: &'a dyn Fn(EntityId) -> Result<Option<EntityId>>, entity: EntityId, forms: &[FormRow]) -> Self {
        Gather {
            entity_of,
            entity,
            forms: forms.iter().map(|form| form.id).collect(),
            names: FxHashMap::default(),
            documents: Vec::new(),
            neighbours: FxHashMap::default(),
        }
    }

    fn source(&mut self, all: &'a Appearances, source: &'a Source) -> Result<()> {
        for of in &source.statements {
            let own: Vec<&Used> = of.uses.iter().filter(|used| self.forms.contains(&used.form)).collect();
            if own.is_empty() {
                continue;
            }
            let statement = StatementId { source: source.id, number: of.number };
            for (at, used) in own.iter().enumerate() {
                // The same words can stand in several fields.
                let is_again = own.iter().take(at).any(|before| before.span == used.span);
                if used.span.is_empty() || !is_again {
                    self.name(all, used, statement, of);
                }
            }
            if own.iter().any(|used| puts_its_name(used)) {
                self.beside(statement, of)?;
            }
            let use_of = |used: &&Used| Use {
                field: used.field,
                index: used.index,
                span: used.span,
                name: all.word(used.name).to_owned(),
            };
            self.documents.push(Document { statement, days: of.days, uses: own.iter().map(use_of).collect() });
        }
        Ok(())
    }

    fn name(&mut self, all: &'a Appearances, used: &Used, statement: StatementId, of: &Stated) {
        let language = of.language.map(|language| all.word(language));
        let tied = used.acronym.map(|acronym| (acronym, true));
        for (word, is_short) in [(used.name, used.is_short)].into_iter().chain(tied) {
            let text = all.word(word);
            let name = self.names.entry((text, language)).or_insert_with(|| Name {
                name: text.to_owned(),
                language: language.map(str::to_owned),
                script: script(text),
                is_acronym: is_short && text.chars().filter(|letter| letter.is_uppercase()).count() > 1,
                uses: 0,
                statements: Vec::new(),
                days: None,
            });
            name.uses += 1;
            name.days = joined(name.days, of.days);
            if name.statements.last() != Some(&statement) {
                name.statements.push(statement);
            }
        }
    }

    /// Notes who else put its name to a statement.
    fn beside(&mut self, statement: StatementId, of: &Stated) -> Result<()> {
        let mut beside = BTreeSet::new();
        for used in of.uses.iter().filter(|used| puts_its_name(used)) {
            beside.extend((self.entity_of)(used.form)?.filter(|other| *other != self.entity));
        }
        for entity in beside {
            let new = || Neighbour { entity, statements: Vec::new(), days: None };
            let neighbour = self.neighbours.entry(entity).or_insert_with(new);
            neighbour.statements.push(statement);
            neighbour.days = joined(neighbour.days, of.days);
        }
        Ok(())
    }
}

/// Whether a statement goes out under this name.
fn puts_its_name(used: &Used) -> bool {
    matches!(used.field, Field::Issuer | Field::Signatory)
}

fn joined(a: Days, b: Days) -> Days {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}
