//! The stored form of a decision.
//!
//! Everything a decision says is written in the order of its fields. Its identity is the BLAKE3 hash of these bytes, cut
//! to 16: the same decision has the same identity in every archive, and a damaged one no longer fits its own.

use super::{Decoder, Encoder, Result, name_index};
use broadside_model::{
    Act, Anchor, Cell, Decision, DecisionId, EntityId, EntityKind, EntityRef, NameRef, Property, SourceId, Span,
    StatementRef, Target,
};

const CONFIRM: u64 = 0;
const REJECT: u64 = 1;
const SET: u64 = 2;
const MERGE: u64 = 3;
const DISTINCT: u64 = 4;
const SPLIT: u64 = 5;
const RENAME: u64 = 6;
const SAME: u64 = 7;
const UNDO: u64 = 8;

/// A decision of which everything is known but its identity.
pub fn decided(at: String, author: String, reason: Option<String>, act: Act) -> Decision {
    let mut decision = Decision { id: DecisionId([0; 16]), at, author, reason, act };
    decision.id = identity(&decision_bytes(&decision));
    decision
}

/// The version that decisions are written in. It is part of what a decision's identity is the hash of, so it stays.
const VERSION: u8 = 1;

/// The bytes that a decision is kept as.
pub fn decision_bytes(decision: &Decision) -> Vec<u8> {
    let mut out = Encoder::of_version(VERSION);
    out.string(&decision.at);
    out.string(&decision.author);
    out.option(decision.reason.as_deref());
    out.act(&decision.act);
    out.finish()
}

/// The decision that is kept as these bytes.
pub fn decision_of(bytes: &[u8]) -> Result<Decision> {
    let mut from = Decoder::new(bytes)?;
    let (at, author, reason) = (from.string()?, from.string()?, from.option()?);
    let act = from.act()?;
    if from.at != bytes.len() {
        return from.damaged("the end");
    }
    Ok(Decision { id: identity(bytes), at, author, reason, act })
}

fn identity(bytes: &[u8]) -> DecisionId {
    let mut short = [0; 16];
    short.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    DecisionId(short)
}

impl Encoder {
    fn act(&mut self, act: &Act) {
        match act {
            Act::Confirm(target) => self.numbered(CONFIRM).target(target),
            Act::Reject(target) => self.numbered(REJECT).target(target),
            Act::Set(target, value) => {
                self.numbered(SET).target(target);
                self.string(value);
            }
            Act::Merge(entities) => self.numbered(MERGE).list(entities, Encoder::entity),
            Act::Distinct(entities) => self.numbered(DISTINCT).list(entities, Encoder::entity),
            Act::Split { entity, names, uses } => {
                self.numbered(SPLIT).entity(entity);
                self.list(names, Encoder::name);
                self.list(uses, Encoder::anchor);
            }
            Act::Rename { entity, name, language } => {
                self.numbered(RENAME).entity(entity);
                self.string(name);
                self.option(language.as_deref());
            }
            Act::SameStatement(statements) => self.numbered(SAME).list(statements, Encoder::statement_ref),
            Act::Undo(id) => self.numbered(UNDO).bytes(&id.0),
        }
    }

    fn numbered(&mut self, number: u64) -> &mut Self {
        self.number(number);
        self
    }

    fn target(&mut self, target: &Target) {
        self.statement_ref(&target.statement);
        self.string(target.property.name());
        self.number(u64::from(target.cell.is_some()));
        if let Some(cell) = &target.cell {
            self.string(&cell.name);
            self.option(cell.value.as_deref());
        }
        self.option(target.value.as_deref());
        self.maybe_anchor(target.anchor.as_ref());
    }

    fn statement_ref(&mut self, statement: &StatementRef) {
        self.bytes(&statement.source.0);
        self.number(u64::from(statement.number));
        self.option(statement.path.as_deref());
        self.string(&statement.opening);
    }

    fn maybe_anchor(&mut self, anchor: Option<&Anchor>) {
        self.number(u64::from(anchor.is_some()));
        if let Some(anchor) = anchor {
            self.anchor(anchor);
        }
    }

    fn anchor(&mut self, anchor: &Anchor) {
        self.bytes(&anchor.source.0);
        for span in [anchor.text, anchor.raw] {
            self.number(u64::from(span.start));
            self.number(u64::from(span.end));
        }
        for words in [&anchor.quote, &anchor.prefix, &anchor.suffix] {
            self.string(words);
        }
    }

    fn entity(&mut self, entity: &EntityRef) {
        self.number(entity.id.0);
        self.list(&entity.names, Encoder::name);
    }

    fn name(&mut self, name: &NameRef) {
        self.number(name.id.0);
        self.number(name_index(EntityKind::ALL, name.kind));
        self.string(&name.name);
        self.option(name.country.as_deref());
        self.maybe_anchor(name.used.as_ref());
    }
}

impl Decoder<'_> {
    fn act(&mut self) -> Result<Act> {
        Ok(match self.number()? {
            CONFIRM => Act::Confirm(self.target()?),
            REJECT => Act::Reject(self.target()?),
            SET => Act::Set(self.target()?, self.string()?),
            MERGE => Act::Merge(self.list(Self::entity)?),
            DISTINCT => Act::Distinct(self.list(Self::entity)?),
            SPLIT => {
                Act::Split { entity: self.entity()?, names: self.list(Self::name)?, uses: self.list(Self::anchor)? }
            }
            RENAME => Act::Rename { entity: self.entity()?, name: self.string()?, language: self.option()? },
            SAME => Act::SameStatement(self.list(Self::statement_ref)?),
            UNDO => {
                let bytes = self.bytes()?;
                match bytes.try_into() {
                    Ok(id) => Act::Undo(DecisionId(id)),
                    Err(_) => return self.damaged("the identity of a decision"),
                }
            }
            _ => return self.damaged("something that can be decided"),
        })
    }

    fn target(&mut self) -> Result<Target> {
        let statement = self.statement_ref()?;
        let Some(property) = Property::from_name(&self.string()?) else { return self.damaged("a property") };
        let has_cell = self.number()? != 0;
        let cell = if has_cell { Some(Cell { name: self.string()?, value: self.option()? }) } else { None };
        Ok(Target { statement, property, cell, value: self.option()?, anchor: self.maybe_anchor()? })
    }

    fn statement_ref(&mut self) -> Result<StatementRef> {
        Ok(StatementRef {
            source: self.source()?,
            number: self.small()?,
            path: self.option()?,
            opening: self.string()?,
        })
    }

    fn source(&mut self) -> Result<SourceId> {
        let bytes = self.bytes()?;
        bytes.try_into().map(SourceId).or_else(|_| self.damaged("the identity of a source"))
    }

    fn maybe_anchor(&mut self) -> Result<Option<Anchor>> {
        if self.number()? == 0 { Ok(None) } else { self.anchor().map(Some) }
    }

    fn anchor(&mut self) -> Result<Anchor> {
        Ok(Anchor {
            source: self.source()?,
            text: self.ends()?,
            raw: self.ends()?,
            quote: self.string()?,
            prefix: self.string()?,
            suffix: self.string()?,
        })
    }

    fn ends(&mut self) -> Result<Span> {
        let (start, end) = (self.small()?, self.small()?);
        if start > end { self.damaged("a range") } else { Ok(Span { start, end }) }
    }

    fn entity(&mut self) -> Result<EntityRef> {
        Ok(EntityRef { id: EntityId(self.number()?), names: self.list(Self::name)? })
    }

    fn name(&mut self) -> Result<NameRef> {
        Ok(NameRef {
            id: EntityId(self.number()?),
            kind: self.named(EntityKind::ALL)?,
            name: self.string()?,
            country: self.option()?,
            used: self.maybe_anchor()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor() -> Anchor {
        Anchor {
            source: SourceId([7; 32]),
            text: Span::new(3, 9),
            raw: Span::new(4, 12),
            quote: "Añasco".to_owned(),
            prefix: "in ".to_owned(),
            suffix: ", on".to_owned(),
        }
    }

    fn acts() -> Vec<Act> {
        let statement =
            StatementRef { source: SourceId([7; 32]), number: 2, path: Some("a/b".into()), opening: "We".into() };
        let cell = Some(Cell { name: "role".into(), value: None });
        let value = Some("Liga".into());
        let target =
            Target { statement: statement.clone(), property: Property::Signatory, cell, value, anchor: Some(anchor()) };
        let name = NameRef {
            id: EntityId(u64::MAX),
            kind: EntityKind::Work,
            name: "El Faro".into(),
            country: Some("UY".into()),
            used: Some(anchor()),
        };
        let entity = EntityRef { id: EntityId(5), names: vec![name.clone()] };
        vec![
            Act::Confirm(target.clone()),
            Act::Reject(Target { cell: None, anchor: None, ..target.clone() }),
            Act::Set(target, "chair".into()),
            Act::Merge(vec![entity.clone(), entity.clone()]),
            Act::Distinct(vec![entity.clone()]),
            Act::Split { entity: entity.clone(), names: vec![name], uses: vec![anchor()] },
            Act::Rename { entity, name: "Faro".into(), language: Some("spa".into()) },
            Act::SameStatement(vec![statement]),
            Act::Undo(DecisionId([9; 16])),
        ]
    }

    #[test]
    fn a_decision_is_read_back_as_it_was_made() {
        for act in acts() {
            let decision = decided("2031-02-03T04:05:06.000007Z".into(), "Ana".into(), Some("seen".into()), act);
            let bytes = decision_bytes(&decision);
            assert_eq!(decision_of(&bytes), Ok(decision));
        }
    }

    #[test]
    fn decisions_cut_short_or_changed_are_refused_or_others() {
        for act in acts() {
            let decision = decided("2031-02-03T04:05:06Z".into(), "Ana".into(), None, act);
            let bytes = decision_bytes(&decision);
            for end in 0..bytes.len() {
                assert!(decision_of(&bytes[..end]).is_err(), "cut at {end}");
            }
            for at in 0..bytes.len() {
                let mut other = bytes.clone();
                other[at] ^= 1;
                assert!(!decision_of(&other).is_ok_and(|read| read.id == decision.id), "changed at {at}");
            }
        }
    }
}
