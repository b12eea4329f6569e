//! Decisions as JSON Lines: what `decisions --export` writes and `--import` reads. The form is documented and stable.
//!
//! Ranges are bytes of UTF-8 here, unlike everywhere else, and say so: the text they were made in may be gone, so nobody
//! could turn them back.

use crate::deciding::wording;
use crate::json::numbered_id;
use broadside_engine::codec::decided;
use broadside_engine::decisions::Standing;
use broadside_model as model;
use model::{Act, DecisionId, EntityId, EntityKind, Property, SourceId, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A decision.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Decision")]
pub struct Decision {
    id: String,
    at: String,
    author: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(flatten)]
    what: What,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "act", rename_all = "kebab-case")]
#[schemars(rename = "DecidedWhat")]
enum What {
    Confirm { target: Target },
    Reject { target: Target },
    Set { target: Target, value: String },
    Merge { entities: Vec<Entity> },
    Distinct { entities: Vec<Entity> },
    Split { entity: Entity, names: Vec<Name>, uses: Vec<Anchor> },
    Rename { entity: Entity, name: String, language: Option<String> },
    SameStatement { statements: Vec<Statement> },
    Undo { decision: String },
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DecidedTarget")]
struct Target {
    statement: Statement,
    property: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cell: Option<Cell>,
    #[serde(default)]
    value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    anchor: Option<Anchor>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DecidedCell")]
struct Cell {
    name: String,
    #[serde(default)]
    value: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DecidedStatement")]
struct Statement {
    source: String,
    number: u32,
    #[serde(default)]
    path: Option<String>,
    opening: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DecidedAnchor")]
struct Anchor {
    source: String,
    text_bytes: [u32; 2],
    raw_bytes: [u32; 2],
    quote: String,
    prefix: String,
    suffix: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DecidedEntity")]
struct Entity {
    id: String,
    names: Vec<Name>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DecidedName")]
struct Name {
    id: String,
    kind: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    used: Option<Anchor>,
}

impl Decision {
    /// The edge twin of a decision.
    pub fn new(decision: &model::Decision) -> Self {
        Decision {
            id: decision.id.hex(),
            at: decision.at.clone(),
            author: decision.author.clone(),
            reason: decision.reason.clone(),
            what: What::new(&decision.act),
        }
    }

    /// The decision that a line tells of; what is wrong with it where it makes no sense, or was changed.
    pub fn read(line: &str) -> Result<model::Decision, String> {
        let line: Decision = serde_json::from_str(line).map_err(|error| format!("it is no decision: {error}"))?;
        if !is_time(&line.at) {
            return Err(format!("its time is not of the form 2031-02-03T04:05:06.000007Z: {}", line.at));
        }
        if line.author.trim().is_empty() {
            return Err("it has no author".to_owned());
        }
        let decision = decided(line.at, line.author, line.reason, line.what.read()?);
        if DecisionId::from_hex(&line.id) != Some(decision.id) {
            return Err(format!("it was changed or damaged: what it says does not fit its id {}", line.id));
        }
        Ok(decision)
    }
}

/// Whether a time is RFC 3339 in UTC to the microsecond, so that times sort as they follow one another.
fn is_time(at: &str) -> bool {
    let form = b"0000-00-00T00:00:00.000000Z";
    at.len() == form.len()
        && at.bytes().zip(form).all(|(byte, form)| if *form == b'0' { byte.is_ascii_digit() } else { byte == *form })
}

impl What {
    fn new(act: &Act) -> Self {
        let entities = |all: &[model::EntityRef]| all.iter().map(Entity::new).collect();
        match act {
            Act::Confirm(target) => What::Confirm { target: Target::new(target) },
            Act::Reject(target) => What::Reject { target: Target::new(target) },
            Act::Set(target, value) => What::Set { target: Target::new(target), value: value.clone() },
            Act::Merge(all) => What::Merge { entities: entities(all) },
            Act::Distinct(all) => What::Distinct { entities: entities(all) },
            Act::Split { entity, names, uses } => What::Split {
                entity: Entity::new(entity),
                names: names.iter().map(Name::new).collect(),
                uses: uses.iter().map(Anchor::new).collect(),
            },
            Act::Rename { entity, name, language } => {
                What::Rename { entity: Entity::new(entity), name: name.clone(), language: language.clone() }
            }
            Act::SameStatement(all) => What::SameStatement { statements: all.iter().map(Statement::new).collect() },
            Act::Undo(id) => What::Undo { decision: id.hex() },
        }
    }

    fn read(self) -> Result<Act, String> {
        let entities = |all: Vec<Entity>| all.into_iter().map(Entity::read).collect::<Result<Vec<_>, _>>();
        Ok(match self {
            What::Confirm { target } => Act::Confirm(target.read()?),
            What::Reject { target } => Act::Reject(target.read()?),
            What::Set { target, value } => Act::Set(target.read()?, value),
            What::Merge { entities: all } => Act::Merge(entities(all)?),
            What::Distinct { entities: all } => Act::Distinct(entities(all)?),
            What::Split { entity, names, uses } => Act::Split {
                entity: entity.read()?,
                names: names.into_iter().map(Name::read).collect::<Result<_, _>>()?,
                uses: uses.into_iter().map(Anchor::read).collect::<Result<_, _>>()?,
            },
            What::Rename { entity, name, language } => Act::Rename { entity: entity.read()?, name, language },
            What::SameStatement { statements } => {
                Act::SameStatement(statements.into_iter().map(Statement::read).collect::<Result<_, _>>()?)
            }
            What::Undo { decision } => {
                let id = DecisionId::from_hex(&decision);
                Act::Undo(id.ok_or_else(|| format!("{decision} is not the id of a decision"))?)
            }
        })
    }
}

impl Target {
    fn new(target: &model::Target) -> Self {
        Target {
            statement: Statement::new(&target.statement),
            property: target.property.name().to_owned(),
            cell: target.cell.as_ref().map(|cell| Cell { name: cell.name.clone(), value: cell.value.clone() }),
            value: target.value.clone(),
            anchor: target.anchor.as_ref().map(Anchor::new),
        }
    }

    fn read(self) -> Result<model::Target, String> {
        let property = Property::from_name(&self.property);
        Ok(model::Target {
            statement: self.statement.read()?,
            property: property.ok_or_else(|| format!("{} is no property of a statement", self.property))?,
            cell: self.cell.map(|cell| model::Cell { name: cell.name, value: cell.value }),
            value: self.value,
            anchor: self.anchor.map(Anchor::read).transpose()?,
        })
    }
}

fn source(hex: &str) -> Result<SourceId, String> {
    SourceId::from_hex(hex).ok_or_else(|| format!("{hex} is not the SHA-256 of a source"))
}

fn entity(id: &str) -> Result<EntityId, String> {
    EntityId::from_text(id).ok_or_else(|| format!("{id} is not the id of an entity"))
}

impl Statement {
    fn new(statement: &model::StatementRef) -> Self {
        Statement {
            source: statement.source.hex(),
            number: statement.number,
            path: statement.path.clone(),
            opening: statement.opening.clone(),
        }
    }

    fn read(self) -> Result<model::StatementRef, String> {
        let source = source(&self.source)?;
        Ok(model::StatementRef { source, number: self.number, path: self.path, opening: self.opening })
    }
}

impl Anchor {
    fn new(anchor: &model::Anchor) -> Self {
        Anchor {
            source: anchor.source.hex(),
            text_bytes: [anchor.text.start, anchor.text.end],
            raw_bytes: [anchor.raw.start, anchor.raw.end],
            quote: anchor.quote.clone(),
            prefix: anchor.prefix.clone(),
            suffix: anchor.suffix.clone(),
        }
    }

    fn read(self) -> Result<model::Anchor, String> {
        let span = |[start, end]: [u32; 2]| {
            if start <= end { Ok(Span { start, end }) } else { Err(format!("{start} to {end} is no range")) }
        };
        Ok(model::Anchor {
            source: source(&self.source)?,
            text: span(self.text_bytes)?,
            raw: span(self.raw_bytes)?,
            quote: self.quote,
            prefix: self.prefix,
            suffix: self.suffix,
        })
    }
}

impl Entity {
    fn new(entity: &model::EntityRef) -> Self {
        Entity { id: entity.id.to_string(), names: entity.names.iter().map(Name::new).collect() }
    }

    fn read(self) -> Result<model::EntityRef, String> {
        let names = self.names.into_iter().map(Name::read).collect::<Result<_, _>>()?;
        Ok(model::EntityRef { id: entity(&self.id)?, names })
    }
}

impl Name {
    fn new(name: &model::NameRef) -> Self {
        Name {
            id: name.id.to_string(),
            kind: name.kind.name().to_owned(),
            name: name.name.clone(),
            country: name.country.clone(),
            used: name.used.as_ref().map(Anchor::new),
        }
    }

    fn read(self) -> Result<model::NameRef, String> {
        let kind = EntityKind::from_name(&self.kind);
        Ok(model::NameRef {
            id: entity(&self.id)?,
            kind: kind.ok_or_else(|| format!("{} is no kind of entity", self.kind))?,
            name: self.name,
            country: self.country,
            used: self.used.map(Anchor::read).transpose()?,
        })
    }
}

/// A decision with what became of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DecisionStanding")]
pub struct Json<'a> {
    #[serde(flatten)]
    decision: Decision,
    /// `in-force`, `replaced`, `undone` or `unsettled`.
    standing: &'static str,
    /// Whether it has effect.
    applies: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'static str>,
    /// What the program proposes now.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'a str>,
    /// The statement it is about now.
    about: Option<String>,
}

impl<'a> Json<'a> {
    /// The edge twin of a decision, how it stands, and the statement it is about now.
    pub fn new(decision: &model::Decision, standing: &'a Standing, about: Option<model::StatementId>) -> Self {
        let plain = Json {
            decision: Decision::new(decision),
            standing: "in-force",
            applies: true,
            by: None,
            why: None,
            hint: None,
            now: None,
            about: about.map(|about| numbered_id(about.source, about.number)),
        };
        match standing {
            Standing::InForce => plain,
            Standing::Replaced(by) => Json { standing: "replaced", applies: false, by: Some(by.hex()), ..plain },
            Standing::Undone(by) => Json { standing: "undone", applies: false, by: Some(by.hex()), ..plain },
            Standing::Unsettled { why, applies, now } => Json {
                standing: "unsettled",
                applies: *applies,
                why: Some(why.name()),
                hint: Some(wording::unsettled(*why).1),
                now: now.as_deref(),
                ..plain
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision() -> model::Decision {
        let statement =
            model::StatementRef { source: SourceId([3; 32]), number: 1, path: None, opening: "To all".to_owned() };
        let target = model::Target { statement, property: Property::Title, cell: None, value: None, anchor: None };
        decided("2031-02-03T04:05:06.000007Z".into(), "Ana".into(), None, Act::Set(target, "To \"all\"\n".into()))
    }

    #[test]
    fn what_is_exported_is_imported() {
        let line = serde_json::to_string(&Decision::new(&decision())).unwrap();
        assert_eq!(Decision::read(&line), Ok(decision()));
    }

    #[test]
    fn what_was_changed_is_refused() {
        let line = serde_json::to_string(&Decision::new(&decision())).unwrap();
        for (from, to) in
            [("Ana", "Eva"), ("2031", "2032"), ("title", "kind"), ("set", "confirm"), ("{", ""), ("06.000007", "06")]
        {
            assert!(line.contains(from) && Decision::read(&line.replacen(from, to, 1)).is_err(), "{from} → {to}");
        }
    }
}
