//! Entities as JSON: a line of the list, a question, and all that is known of one.

use super::anatomy::{Evidence, Ground};
use super::{hundredths, numbered_id};
use crate::entity::Told;
use broadside_engine::run::entities as engine;
use broadside_engine::run::known::Identity;
use broadside_engine::store::{EntityQuestion, EntityRow, FormRow, LinkRow, Redirect, RelationRow};
use broadside_model as model;
use model::{EntityId, Field, StatementId};
use schemars::JsonSchema;
use serde::Serialize;

/// The id a statement is called by.
pub fn statement_id(statement: StatementId) -> String {
    numbered_id(statement.source, statement.number)
}

/// Thousandths as a number between 0 and 1.
fn thousandths(score: u16) -> f64 {
    f64::from(score) / 1000.0
}

/// An entity in the list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntityLine")]
pub struct Line<'a> {
    id: String,
    kind: &'static str,
    name: &'a str,
    country: Option<&'a str>,
    names: u32,
    uses: u32,
    statements: u32,
    issued: u32,
    received: u32,
    signed: u32,
    told: u32,
    mentioned: u32,
    first: Option<&'a str>,
    last: Option<&'a str>,
}

impl<'a> Line<'a> {
    /// The edge twin of a row.
    pub fn new(row: &'a EntityRow) -> Self {
        Line {
            id: row.id.to_string(),
            kind: row.kind.name(),
            name: &row.name,
            country: row.country.as_deref(),
            names: row.forms,
            uses: row.uses,
            statements: row.statements,
            issued: row.issued,
            received: row.received,
            signed: row.signed,
            told: row.told,
            mentioned: row.mentioned,
            first: row.first.as_deref(),
            last: row.last.as_deref(),
        }
    }
}

/// Another entity, by what it is called.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CalledEntity")]
pub struct Called<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    country: Option<&'a str>,
}

impl<'a> Called<'a> {
    /// The edge twin of a row, in short.
    pub fn new(row: &'a EntityRow) -> Self {
        Called { id: row.id.to_string(), name: &row.name, kind: row.kind.name(), country: row.country.as_deref() }
    }
}

/// A question: are these one?
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntityQuestion")]
pub struct Question<'a> {
    entities: [Called<'a>; 2],
    /// The two names that were compared.
    names: [&'a str; 2],
    score: f64,
    weight: f64,
    reasons: &'a [String],
}

impl<'a> Question<'a> {
    /// The edge twin of a question between two entities under two names.
    pub fn new(question: &'a EntityQuestion, entities: [&'a EntityRow; 2], names: [&'a str; 2]) -> Self {
        Question {
            entities: entities.map(Called::new),
            names,
            score: thousandths(question.question.link.score),
            weight: question.question.weight,
            reasons: &question.question.link.reasons,
        }
    }
}

/// A form of a name.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntityForm")]
pub struct Form<'a> {
    id: String,
    name: &'a str,
    also: &'a [String],
    kind: &'static str,
    country: Option<&'a str>,
    uses: u32,
    /// Whether a person set these uses apart from others of the same name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    set_apart: bool,
}

impl<'a> Form<'a> {
    /// The edge twin of a form.
    pub fn new(form: &'a FormRow) -> Self {
        Form {
            id: form.id.to_string(),
            name: &form.name,
            also: &form.also,
            kind: form.form.kind.name(),
            country: form.form.country.as_deref(),
            uses: form.uses,
            set_apart: form.form.apart.is_some(),
        }
    }
}

/// A name in a language.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntityName")]
pub struct Name<'a> {
    name: &'a str,
    language: Option<&'a str>,
    script: Option<&'static str>,
    acronym: bool,
    uses: u32,
    first: Option<String>,
    last: Option<String>,
    statements: Vec<String>,
}

impl<'a> Name<'a> {
    /// The edge twin of a name.
    pub fn new(name: &'a engine::Name) -> Self {
        Name {
            name: &name.name,
            language: name.language.as_deref(),
            script: name.script,
            acronym: name.is_acronym,
            uses: name.uses,
            first: name.days.map(|days| days.0.to_string()),
            last: name.days.map(|days| days.1.to_string()),
            statements: name.statements.iter().map(|statement| statement_id(*statement)).collect(),
        }
    }
}

/// What people decided to call an entity by.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DecidedName")]
pub struct Decided<'a> {
    language: Option<&'a str>,
    name: &'a str,
}

impl<'a> Decided<'a> {
    /// The edge twin of such a name.
    pub fn new(called: &'a (Option<String>, String)) -> Self {
        Decided { language: called.0.as_deref(), name: &called.1 }
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntityUse")]
struct Use<'a> {
    field: &'static str,
    index: u32,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence<'a>>,
}

/// A statement that names it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntityDocument")]
pub struct Document<'a> {
    statement: String,
    kind: Option<&'static str>,
    title: Option<&'a str>,
    date: Option<&'a str>,
    earliest: Option<String>,
    latest: Option<String>,
    fields: Vec<&'static str>,
    uses: Vec<Use<'a>>,
}

impl<'a> Document<'a> {
    /// The edge twin of a document, whose text is `ground`, and what is told of it.
    pub fn new(document: &'a engine::Document, told: Option<&'a Told>, ground: &Ground<'a>) -> Self {
        let used = |used: &'a engine::Use| Use {
            field: used.field.name(),
            index: used.index,
            name: &used.name,
            evidence: (!used.span.is_empty()).then(|| ground.evidence(used.span)),
        };
        Document {
            statement: statement_id(document.statement),
            kind: told.and_then(|told| told.kind).map(model::Kind::name),
            title: told.and_then(|told| told.title.as_deref()),
            date: told.and_then(|told| told.date.as_ref()).map(model::Edtf::as_str),
            earliest: document.days.map(|days| days.0.to_string()),
            latest: document.days.map(|days| days.1.to_string()),
            fields: document.fields().into_iter().map(Field::name).collect(),
            uses: document.uses.iter().map(used).collect(),
        }
    }
}

/// Who signs with it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntityNeighbour")]
pub struct Neighbour<'a> {
    #[serde(flatten)]
    entity: Called<'a>,
    together: usize,
    first: Option<String>,
    last: Option<String>,
    statements: Vec<String>,
}

impl<'a> Neighbour<'a> {
    /// The edge twin of a neighbour.
    pub fn new(neighbour: &'a engine::Neighbour, row: &'a EntityRow) -> Self {
        Neighbour {
            entity: Called::new(row),
            together: neighbour.statements.len(),
            first: neighbour.days.map(|days| days.0.to_string()),
            last: neighbour.days.map(|days| days.1.to_string()),
            statements: neighbour.statements.iter().map(|statement| statement_id(*statement)).collect(),
        }
    }
}

/// A relation that a text states.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntityRelation")]
pub struct Relation<'a> {
    kind: &'static str,
    subject: Option<Called<'a>>,
    object: Option<Called<'a>>,
    role: Option<&'a str>,
    date: Option<&'a str>,
    statement: String,
    evidence: [Evidence<'a>; 1],
    method: &'a str,
    confidence: f32,
}

impl<'a> Relation<'a> {
    /// The edge twin of a relation between two entities, told in a text.
    pub fn new(row: &'a RelationRow, ends: [Option<&'a EntityRow>; 2], ground: &Ground<'a>) -> Self {
        let [subject, object] = ends.map(|end| end.map(Called::new));
        Relation {
            kind: row.kind.name(),
            subject,
            object,
            role: row.role.as_deref(),
            date: row.date.as_deref(),
            statement: statement_id(row.statement),
            evidence: [ground.evidence(row.span)],
            method: &row.method,
            confidence: hundredths(row.confidence),
        }
    }
}

/// Why two forms are held to be one's.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntityLink")]
pub struct Link<'a> {
    forms: [String; 2],
    score: f64,
    reasons: &'a [String],
}

impl<'a> Link<'a> {
    /// The edge twin of a comparison.
    pub fn new(link: &'a LinkRow) -> Self {
        let forms = [link.forms.0, link.forms.1].map(|form: EntityId| form.to_string());
        Link { forms, score: thousandths(link.score), reasons: &link.reasons }
    }
}

/// A decision about it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntityDecision")]
pub struct Decision<'a> {
    /// Its identity.
    pub id: String,
    /// What it does.
    pub act: &'static str,
    /// When.
    pub at: &'a str,
    /// Who decided.
    pub author: &'a str,
    /// Why.
    pub reason: Option<&'a str>,
    /// Whether it found what it is about.
    pub settled: bool,
    /// The later decision that says otherwise, or takes it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<String>,
}

/// An id that leads here.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntityRedirect")]
pub struct Led<'a> {
    id: String,
    at: &'a str,
    why: &'a str,
}

impl<'a> Led<'a> {
    /// The edge twin of a redirect.
    pub fn new(redirect: &'a Redirect) -> Self {
        Led { id: redirect.id.to_string(), at: &redirect.at, why: &redirect.why }
    }
}

/// All that is known of an entity.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Entity")]
pub struct Everything<'a> {
    /// What lists show.
    #[serde(flatten)]
    pub line: Line<'a>,
    /// The id that was asked for, where it led here from another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_for: Option<String>,
    /// What people decided to call it by.
    pub called: Vec<Decided<'a>>,
    /// Its names in each language.
    pub names: Vec<Name<'a>>,
    /// The forms of its name.
    pub forms: Vec<Form<'a>>,
    /// The statements that name it, by date.
    pub documents: Vec<Document<'a>>,
    /// Who signs with it.
    pub neighbours: Vec<Neighbour<'a>>,
    /// Relations that texts state.
    pub relations: Vec<Relation<'a>>,
    /// What a person should say of it.
    pub questions: Vec<Question<'a>>,
    /// Why its forms are held to be one's.
    pub links: Vec<Link<'a>>,
    /// The decisions about it.
    pub decisions: Vec<Decision<'a>>,
    /// The entities of authority files that it is.
    pub known_as: Vec<KnownAs<'a>>,
    /// Ids that lead here.
    pub redirects: Vec<Led<'a>>,
}

/// An entity of an authority file.
#[derive(Serialize, JsonSchema)]
pub struct KnownAs<'a> {
    /// What the authority is called.
    pub authority: &'a str,
    /// The id there.
    pub id: &'a str,
    /// A page about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    /// The comparison of the two names that are nearest; absent where a person said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Compared<'a>>,
}

/// What a comparison of two names came to.
#[derive(Serialize, JsonSchema)]
pub struct Compared<'a> {
    /// How much speaks for their being the same, from 0 to 1.
    pub score: f64,
    /// What speaks for and against.
    pub reasons: &'a [String],
}

impl<'a> KnownAs<'a> {
    /// The edge twin of an identity.
    pub fn new(identity: &'a Identity) -> Self {
        let compared = |comparison: &'a broadside_engine::resolve::Comparison| Compared {
            score: thousandths(comparison.score),
            reasons: &comparison.reasons,
        };
        KnownAs {
            authority: &identity.known.authority,
            id: &identity.known.id,
            url: identity.known.url.as_deref(),
            comparison: identity.comparison.as_ref().map(compared),
        }
    }
}
