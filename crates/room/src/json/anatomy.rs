//! What was read out of a statement, as JSON: every item with its evidence, method, confidence and status.

use super::word::{Opinion, Voice};
use super::{Points, hundredths};
use broadside_model as model;
use model::edtf::Edtf;
use model::{EntityId, Field, Found, Property, Span};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The text that evidence lies in.
pub struct Ground<'a> {
    /// The repaired text.
    pub text: &'a str,
    /// Its code points.
    pub points: Points<'a>,
}

impl<'a> Ground<'a> {
    /// Counts the text's code points.
    pub fn new(text: &'a str) -> Self {
        Ground { text, points: Points::new(text) }
    }

    /// A range of the text with its words.
    pub fn evidence(&self, span: Span) -> Evidence<'a> {
        Evidence {
            start: self.points.at(span.start),
            end: self.points.at(span.end),
            quote: self.text.get(span.range()).unwrap_or_default(),
        }
    }

    fn basis<T>(&self, found: &'a Found<T>, opinion: Opinion<'a>) -> Basis<'a> {
        Basis {
            evidence: found.evidence.iter().map(|span| self.evidence(*span)).collect(),
            method: &found.method,
            confidence: hundredths(found.confidence),
            opinion,
        }
    }

    /// A found value under its edge twin, with what people say of it.
    pub fn item<T, J: Serialize>(
        &self,
        found: &'a Found<T>,
        opinion: Opinion<'a>,
        twin: impl Fn(&'a T) -> J,
    ) -> Item<'a, J> {
        Item { value: twin(&found.value), basis: self.basis(found, opinion) }
    }

    fn items<T, J: Serialize>(
        &self,
        found: &'a [Found<T>],
        (voice, property): (&Voice<'a>, Property),
        twin: impl Fn(&'a T) -> J,
    ) -> Vec<Item<'a, J>> {
        let each = found.iter().enumerate();
        each.map(|(at, found)| self.item(found, voice.of(property, Some(at)), &twin)).collect()
    }
}

/// A range of the text, in code points, with its words.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Evidence<'a> {
    /// First code point.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// The words.
    pub quote: &'a str,
}

/// What a value rests on.
#[derive(JsonSchema, Serialize)]
pub struct Basis<'a> {
    evidence: Vec<Evidence<'a>>,
    method: &'a str,
    confidence: f32,
    #[serde(flatten)]
    opinion: Opinion<'a>,
}

/// A value with what it rests on.
#[derive(JsonSchema, Serialize)]
pub struct Item<'a, J> {
    #[serde(flatten)]
    value: J,
    #[serde(flatten)]
    basis: Basis<'a>,
}

/// What the values rest on that are plain strings or numbers.
#[derive(JsonSchema, Serialize)]
struct Bases<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Basis<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Basis<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Opinion<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_in: Option<Basis<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    salutation: Option<Basis<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more_signatories: Option<Basis<'a>>,
}

/// A date with the days it can mean.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Date<'a> {
    edtf: &'a str,
    earliest: Option<String>,
    latest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'a str>,
}

impl<'a> Date<'a> {
    /// The edge twin of a date, with how it is known where that has no other place.
    pub fn new(date: &'a Edtf, method: Option<&'a str>) -> Self {
        Date {
            edtf: date.as_str(),
            earliest: date.earliest().map(|day| day.to_string()),
            latest: date.latest().map(|day| day.to_string()),
            method,
        }
    }
}

/// When a statement was issued, and why that is thought.
#[derive(JsonSchema, Serialize)]
pub struct Issued<'a> {
    #[serde(flatten)]
    date: Date<'a>,
    reasons: &'a [String],
}

#[derive(JsonSchema, Serialize)]
struct Party<'a> {
    name: &'a str,
    kind: Option<&'static str>,
    of: Option<&'a str>,
    role: Option<&'a str>,
    acronym: Option<&'a str>,
    country: Option<&'a str>,
}

fn party(party: &model::Party) -> Party<'_> {
    Party {
        name: &party.name,
        kind: party.kind.map(model::PartyKind::name),
        of: party.of.as_deref(),
        role: party.role.as_deref(),
        acronym: party.acronym.as_deref(),
        country: party.country.as_deref(),
    }
}

#[derive(JsonSchema, Serialize)]
struct Place<'a> {
    name: &'a str,
    country: Option<&'a str>,
}

/// A row of a list of signatories.
#[derive(JsonSchema, Serialize)]
pub struct Signatory<'a> {
    order: u32,
    acronym: Option<&'a str>,
    name: &'a str,
    translation: Option<&'a str>,
    role: Option<&'a str>,
    affiliation: Option<&'a str>,
    country: Option<&'a str>,
    kind: Option<&'static str>,
    as_of: Option<&'a str>,
    group: Option<&'a str>,
    doubt: Option<&'a str>,
}

impl<'a> Signatory<'a> {
    /// The edge twin of a row.
    pub fn new(row: &'a model::Signatory) -> Self {
        Signatory {
            order: row.order,
            acronym: row.acronym.as_deref(),
            name: &row.name,
            translation: row.translation.as_deref(),
            role: row.role.as_deref(),
            affiliation: row.affiliation.as_deref(),
            country: row.country.as_deref(),
            kind: row.kind.map(model::PartyKind::name),
            as_of: row.as_of.as_ref().map(Edtf::as_str),
            group: row.group.as_deref(),
            doubt: row.doubt.as_deref(),
        }
    }
}

/// A claim.
#[derive(JsonSchema, Serialize)]
pub struct Claim<'a> {
    what: &'a str,
    of: Option<&'a str>,
    min: Option<Number>,
    max: Option<Number>,
    approximate: bool,
    unit: Option<&'a str>,
    claimant: Option<&'a str>,
    actor: Option<&'a str>,
    grade: &'static str,
    place: Option<&'a str>,
    date: Option<&'a str>,
}

impl<'a> Claim<'a> {
    /// The edge twin of a claim.
    pub fn new(claim: &'a model::Claim) -> Self {
        Claim {
            what: &claim.what,
            of: claim.of.as_deref(),
            min: claim.min.map(Number),
            max: claim.max.map(Number),
            approximate: claim.approximate,
            unit: claim.unit.as_deref(),
            claimant: claim.claimant.as_deref(),
            actor: claim.actor.as_deref(),
            grade: claim.grade.name(),
            place: claim.place.as_deref(),
            date: claim.date.as_ref().map(Edtf::as_str),
        }
    }
}

/// A number that is written without a fraction where it has none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(pub f64);

/// From here on not every whole number is one of these numbers.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            to.serialize_i64(self.0 as i64)
        } else {
            to.serialize_f64(self.0)
        }
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        f64::json_schema(generator)
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            write!(f, "{}", self.0 as i64)
        } else {
            write!(f, "{}", self.0)
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Wording<'a> {
    text: &'a str,
}

fn wording(text: &String) -> Wording<'_> {
    Wording { text }
}

/// A quotation.
#[derive(JsonSchema, Serialize)]
pub struct Quotation<'a> {
    text: &'a str,
    attributed_to: Option<&'a str>,
    work: Option<&'a str>,
}

impl<'a> Quotation<'a> {
    /// The edge twin of a quotation.
    pub fn new(quotation: &'a model::Quotation) -> Self {
        Quotation {
            text: &quotation.text,
            attributed_to: quotation.attributed_to.as_deref(),
            work: quotation.work.as_deref(),
        }
    }
}

/// How two that a statement names are related.
#[derive(JsonSchema, Serialize)]
pub struct Relation<'a> {
    kind: &'static str,
    subject: &'a str,
    object: &'a str,
    role: Option<&'a str>,
    date: Option<&'a str>,
}

impl<'a> Relation<'a> {
    /// The edge twin of a relation.
    pub fn new(relation: &'a model::Relation) -> Self {
        Relation {
            kind: relation.kind.name(),
            subject: &relation.subject,
            object: &relation.object,
            role: relation.role.as_deref(),
            date: relation.date.as_ref().map(Edtf::as_str),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Mention<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    text: &'a str,
    /// What it names, across documents; nothing where that is not known.
    entity: Option<String>,
    title: Option<&'a str>,
    expansion: Option<&'a str>,
    country: Option<&'a str>,
    date: Option<Date<'a>>,
    start: u64,
    end: u64,
    evidence: [Evidence<'a>; 1],
    method: &'a str,
    confidence: f32,
    #[serde(flatten)]
    opinion: Opinion<'a>,
}

/// A value with the entity that its name is one of.
#[derive(JsonSchema, Serialize)]
pub struct Of<J> {
    #[serde(flatten)]
    value: J,
    entity: Option<String>,
}

/// The entities that a statement names, by where it names them.
#[derive(Debug, Default)]
pub struct Entities {
    named: BTreeMap<(Field, String), EntityId>,
    mentions: BTreeMap<Span, EntityId>,
}

impl Entities {
    /// The entity that a name in a field is of.
    pub fn named(&self, field: Field, name: &str) -> Option<EntityId> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        self.named.get(&(field, name)).copied()
    }

    /// The entity that a mention names.
    pub fn mention(&self, span: Span) -> Option<EntityId> {
        self.mentions.get(&span).copied()
    }

    /// Takes a name in a field, or a mention, with what it names.
    pub fn put(&mut self, here: &model::NameHere, entity: EntityId) {
        if here.field == Field::Mention {
            self.mentions.insert(here.span, entity);
        } else if !here.is_second {
            self.named.insert((here.field, here.name.clone()), entity);
        }
    }

    fn of<J>(&self, field: Field, name: &str, value: J) -> Of<J> {
        Of { value, entity: self.named(field, name).as_ref().map(EntityId::to_string) }
    }

    fn mentioned(&self, span: Span) -> Option<String> {
        self.mention(span).as_ref().map(EntityId::to_string)
    }
}

/// Everything read out of a statement.
#[derive(JsonSchema, Serialize)]
pub struct Anatomy<'a> {
    /// First code point of the statement in the text.
    start: u64,
    /// One past the last.
    end: u64,
    found: Bases<'a>,
    issuers: Vec<Item<'a, Of<Party<'a>>>>,
    addressees: Vec<Item<'a, Of<Party<'a>>>>,
    published_in: Option<&'a str>,
    places: Vec<Item<'a, Of<Place<'a>>>>,
    salutation: Option<&'a str>,
    signatories: Vec<Item<'a, Of<Signatory<'a>>>>,
    more_signatories: Option<u32>,
    demands: Vec<Item<'a, Wording<'a>>>,
    slogans: Vec<Item<'a, Wording<'a>>>,
    quotations: Vec<Item<'a, Quotation<'a>>>,
    claims: Vec<Item<'a, Claim<'a>>>,
    mentions: Vec<Mention<'a>>,
    relations: Vec<Item<'a, Relation<'a>>>,
}

impl<'a> Anatomy<'a> {
    /// The edge twin of a statement that lies in `ground` and names `entities`, rejected values still in it.
    pub fn new(statement: &'a model::Statement, ground: &Ground<'a>, voice: &Voice<'a>, entities: &Entities) -> Self {
        let basis = |found: &'a Option<Found<String>>, property| {
            found.as_ref().map(|found| ground.basis(found, voice.of(property, None)))
        };
        let words = |found: &'a Option<Found<String>>, property| {
            found.as_ref().filter(|_| !voice.is_rejected(property)).map(|found| found.value.as_str())
        };
        Anatomy {
            start: ground.points.at(statement.span.start),
            end: ground.points.at(statement.span.end),
            found: Bases {
                kind: statement.kind.as_ref().map(|kind| ground.basis(kind, voice.of(Property::Kind, None))),
                title: basis(&statement.title, Property::Title),
                language: voice.of_decided(Property::Language),
                published_in: basis(&statement.published_in, Property::PublishedIn),
                salutation: basis(&statement.salutation, Property::Salutation),
                more_signatories: statement
                    .more_signatories
                    .as_ref()
                    .map(|more| ground.basis(more, Opinion::proposed())),
            },
            issuers: ground.items(&statement.issuers, (voice, Property::Issuer), |one| {
                entities.of(Field::Issuer, &one.name, party(one))
            }),
            addressees: ground.items(&statement.addressees, (voice, Property::Addressee), |one| {
                entities.of(Field::Addressee, &one.name, party(one))
            }),
            published_in: words(&statement.published_in, Property::PublishedIn),
            places: ground.items(&statement.places, (voice, Property::Place), |place| {
                let twin = Place { name: &place.name, country: place.country.as_deref() };
                entities.of(Field::IssuePlace, &place.name, twin)
            }),
            salutation: words(&statement.salutation, Property::Salutation),
            signatories: ground.items(&statement.signatories, (voice, Property::Signatory), |row| {
                entities.of(Field::Signatory, &row.name, Signatory::new(row))
            }),
            more_signatories: statement.more_signatories.as_ref().map(|more| more.value),
            demands: ground.items(&statement.demands, (voice, Property::Demand), wording),
            slogans: ground.items(&statement.slogans, (voice, Property::Slogan), wording),
            quotations: ground.items(&statement.quotations, (voice, Property::Quotation), Quotation::new),
            claims: ground.items(&statement.claims, (voice, Property::Claim), Claim::new),
            mentions: statement
                .mentions
                .iter()
                .enumerate()
                .map(|(at, named)| mention(named, ground, entities, voice.of(Property::Mention, Some(at))))
                .collect(),
            relations: ground.items(&statement.relations, (voice, Property::Relation), Relation::new),
        }
    }
}

fn mention<'a>(
    mention: &'a model::Mention,
    ground: &Ground<'a>,
    entities: &Entities,
    opinion: Opinion<'a>,
) -> Mention<'a> {
    let evidence = ground.evidence(mention.span);
    Mention {
        kind: mention.kind.name(),
        text: evidence.quote,
        entity: entities.mentioned(mention.span),
        title: mention.title.map(|span| ground.text.get(span.range()).unwrap_or_default()),
        expansion: mention.expansion.as_deref(),
        country: mention.country.as_deref(),
        date: mention.date.as_ref().map(|date| Date::new(date, None)),
        start: evidence.start,
        end: evidence.end,
        evidence: [evidence],
        method: &mention.method,
        confidence: hundredths(mention.confidence),
        opinion,
    }
}

/// The date of a statement with its reasons and evidence.
pub fn issued<'a>(
    statement: &'a model::Statement,
    ground: &Ground<'a>,
    voice: &Voice<'a>,
) -> Option<Item<'a, Issued<'a>>> {
    let found = statement.date.as_ref()?;
    Some(ground.item(found, voice.of(Property::Date, None), |dated| Issued {
        date: Date::new(&dated.edtf, None),
        reasons: &dated.reasons,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_engine::decisions::Said;

    #[test]
    fn an_item_carries_its_evidence_in_code_points() {
        let text = "¡Añasco! La Liga (LF) firma.";
        let ground = Ground::new(text);
        let row = model::Signatory { order: 1, name: "La Liga".to_owned(), ..Default::default() };
        let found = Found::new(row, Span::new(11, 18), "numbered", 85);
        let said = Said::new();
        let voice = Voice { id: "1a2b", said: &said };
        let item = ground.item(&found, voice.of(Property::Signatory, Some(0)), Signatory::new);
        let item = serde_json::to_value(item).unwrap();
        assert_eq!(item["name"], "La Liga");
        assert_eq!(item["evidence"][0], serde_json::json!({ "start": 9, "end": 16, "quote": "La Liga" }));
        assert_eq!((item["status"].as_str(), item["method"].as_str()), (Some("proposed"), Some("numbered")));
        assert_eq!(item["target"], "1a2b/signatories/1");
    }

    #[test]
    fn whole_numbers_have_no_fraction() {
        let json = |number| serde_json::to_string(&Number(number)).unwrap();
        assert_eq!([json(40.0), json(2.5), json(1e300)], ["40", "2.5", "1e+300"]);
    }
}
