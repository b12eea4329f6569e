//! All that is known of one entity, with what stands beside it: for pages, JSON and the command line.

pub mod table;

use crate::json::anatomy::Ground;
use crate::json::entities as json;
use broadside_engine::run;
use broadside_engine::run::decided::Decisions;
use broadside_engine::run::entities::{Document, Dossier};
use broadside_engine::store::{Catalogue, EntityQuestion, EntityRow, statement_rows};
use broadside_model::{Act, Edtf, EntityId, EntityKind, Kind, SourceId, StatementId};
use std::collections::{BTreeMap, BTreeSet};

/// A statement in a few words.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What it is.
    pub kind: Option<Kind>,
    /// Its title.
    pub title: Option<String>,
    /// When it was issued.
    pub date: Option<Edtf>,
}

/// The statements of these sources in a few words, as people decided them.
///
/// # Errors
/// Where the catalogue cannot be read.
pub fn told(
    decisions: &Decisions<'_>,
    sources: impl IntoIterator<Item = SourceId>,
) -> run::Result<BTreeMap<StatementId, Told>> {
    let mut all = BTreeMap::new();
    for source in sources {
        let Some(decided) = decisions.anatomy(source)? else { continue };
        for row in statement_rows(source, &decided.shown().anatomy) {
            let id = StatementId { source, number: row.number };
            all.insert(id, Told { kind: row.kind, title: row.title, date: row.date });
        }
    }
    Ok(all)
}

/// What is shown of an entity beside its dossier.
pub struct Facts<'a> {
    /// All that is known of it.
    pub dossier: &'a Dossier,
    /// The statements that name it, in a few words.
    pub told: BTreeMap<StatementId, Told>,
    /// Entities that stand beside it.
    pub others: BTreeMap<EntityId, EntityRow>,
    /// The entity of each form in its relations.
    ends: BTreeMap<EntityId, EntityId>,
    decisions: Decisions<'a>,
}

impl<'a> Facts<'a> {
    /// Gathers them: of neighbours as many as `most`; `told` are the statements that name it.
    ///
    /// # Errors
    /// Where the catalogue cannot be read.
    pub fn new(
        catalogue: &'a Catalogue,
        dossier: &'a Dossier,
        most: usize,
        told: BTreeMap<StatementId, Told>,
    ) -> run::Result<Self> {
        let decisions = Decisions::open(catalogue)?;
        let mut ends = BTreeMap::new();
        for form in dossier.relations.iter().take(most).flat_map(|relation| [relation.subject, relation.object]) {
            if let Some(entity) = catalogue.entity_of(form)? {
                ends.insert(form, entity);
            }
        }
        let beside = dossier.neighbours.iter().take(most).map(|neighbour| neighbour.entity);
        let asked = dossier.questions.iter().flat_map(|question| [question.entities.0, question.entities.1]);
        let mut others = BTreeMap::new();
        for id in beside.chain(asked).chain(ends.values().copied()).collect::<BTreeSet<_>>() {
            if let Some(row) = catalogue.entity(id)? {
                others.insert(id, row);
            }
        }
        Ok(Facts { dossier, told, others, ends, decisions })
    }

    /// The entity at an end of a relation.
    pub fn end(&self, form: EntityId) -> Option<&EntityRow> {
        self.others.get(self.ends.get(&form)?)
    }

    /// The decisions about it.
    pub fn decided(&self) -> Vec<json::Decision<'_>> {
        let states: BTreeMap<_, _> =
            self.dossier.decisions.iter().map(|state| (state.decision, state.is_settled)).collect();
        let outranked = self.decisions.outranked();
        let about = self.decisions.all().iter().filter_map(|decision| Some((decision, *states.get(&decision.id)?)));
        let twin = about.map(|(decision, settled)| json::Decision {
            id: decision.id.hex(),
            act: act(&decision.act),
            at: &decision.at,
            author: &decision.author,
            reason: decision.reason.as_deref(),
            settled,
            replaced_by: outranked.get(&decision.id).map(|by| by.hex()),
        });
        twin.collect()
    }
}

/// What a decision does, in a word.
pub fn act(act: &Act) -> &'static str {
    match act {
        Act::Merge(_) => "merge",
        Act::Distinct(_) => "distinct",
        Act::Split { .. } => "split",
        Act::Rename { .. } => "rename",
        Act::Confirm(_) => "confirm",
        Act::Reject(_) => "reject",
        Act::Set(..) => "set",
        Act::SameStatement(_) => "same-statement",
        Act::Undo(_) => "undo",
    }
}

/// The two names that a question compares.
///
/// # Errors
/// Where the catalogue cannot be read.
pub fn names_of(catalogue: &Catalogue, question: &EntityQuestion) -> run::Result<[String; 2]> {
    let name = |form| -> run::Result<String> { Ok(catalogue.form(form)?.map(|form| form.name).unwrap_or_default()) };
    let (a, b) = question.question.link.forms;
    Ok([name(a)?, name(b)?])
}

/// Whether what was typed is the beginning of an id, with or without its letter.
pub fn is_beginning(typed: &str, id: &str) -> bool {
    let typed = typed.trim().to_ascii_lowercase();
    id.starts_with(&typed) || id.get(1..).is_some_and(|digits| digits.starts_with(&typed))
}

/// Whether it may be a private person: one who did nothing public, and is named in one statement only.
pub fn is_private(row: &EntityRow) -> bool {
    row.kind == EntityKind::Person && row.statements <= 1 && row.issued + row.received + row.signed == 0
}

/// The texts that the JSON of an entity quotes, and the names in its questions.
pub struct Quoted {
    texts: BTreeMap<SourceId, String>,
    names: Vec<[String; 2]>,
}

impl Quoted {
    /// Reads them, for at most `limit` documents.
    ///
    /// # Errors
    /// Where the catalogue cannot be read.
    pub fn read(catalogue: &Catalogue, dossier: &Dossier, limit: usize) -> run::Result<Self> {
        let told = dossier.relations.iter().take(limit).map(|relation| relation.statement.source);
        let named = dossier.documents.iter().take(limit).map(|document| document.statement.source);
        let mut texts = BTreeMap::new();
        for source in named.chain(told).collect::<BTreeSet<_>>() {
            texts.insert(source, catalogue.text(source)?.unwrap_or_default());
        }
        let names =
            dossier.questions.iter().map(|question| names_of(catalogue, question)).collect::<run::Result<_>>()?;
        Ok(Quoted { texts, names })
    }

    /// The texts, with their code points.
    pub fn grounds(&self) -> BTreeMap<SourceId, Ground<'_>> {
        self.texts.iter().map(|(source, text)| (*source, Ground::new(text))).collect()
    }
}

/// What `entity --json` prints: at most `limit` of each list; `typed` is the id that was asked for.
pub fn everything<'a>(
    facts: &'a Facts<'a>,
    quoted: &'a Quoted,
    grounds: &BTreeMap<SourceId, Ground<'a>>,
    typed: &str,
    limit: usize,
) -> json::Everything<'a> {
    let dossier = facts.dossier;
    let document = |document: &'a Document| {
        let ground = grounds.get(&document.statement.source)?;
        Some(json::Document::new(document, facts.told.get(&document.statement), ground))
    };
    let neighbour = |neighbour| {
        let neighbour: &'a run::entities::Neighbour = neighbour;
        Some(json::Neighbour::new(neighbour, facts.others.get(&neighbour.entity)?))
    };
    let own = dossier.row.id.to_string();
    json::Everything {
        line: json::Line::new(&dossier.row),
        asked_for: (!is_beginning(typed, &own)).then(|| typed.to_owned()),
        called: dossier.called.iter().map(json::Decided::new).collect(),
        names: dossier.names.iter().take(limit).map(json::Name::new).collect(),
        forms: dossier.forms.iter().map(json::Form::new).collect(),
        documents: dossier.documents.iter().take(limit).filter_map(document).collect(),
        neighbours: dossier.neighbours.iter().take(limit).filter_map(neighbour).collect(),
        relations: relations(facts, grounds),
        questions: questions(facts, quoted),
        links: dossier.links.iter().map(json::Link::new).collect(),
        decisions: facts.decided(),
        known_as: dossier.known.iter().map(json::KnownAs::new).collect(),
        redirects: dossier.redirects.iter().map(json::Led::new).collect(),
    }
}

fn relations<'a>(facts: &'a Facts<'a>, grounds: &BTreeMap<SourceId, Ground<'a>>) -> Vec<json::Relation<'a>> {
    let each = facts.dossier.relations.iter().filter_map(|row| {
        let ends = [facts.end(row.subject), facts.end(row.object)];
        Some(json::Relation::new(row, ends, grounds.get(&row.statement.source)?))
    });
    each.collect()
}

fn questions<'a>(facts: &'a Facts<'a>, quoted: &'a Quoted) -> Vec<json::Question<'a>> {
    let each = facts.dossier.questions.iter().zip(&quoted.names).filter_map(|(question, names)| {
        let entities = [facts.others.get(&question.entities.0)?, facts.others.get(&question.entities.1)?];
        Some(json::Question::new(question, entities, [&names[0], &names[1]]))
    });
    each.collect()
}
