//! Decisions: what a person said about what the program proposes.
//!
//! A decision is never changed and never deleted; a later one supersedes it, and an undo is a decision too. It says
//! enough of what it is about (quotes, positions, names) to be found again when texts are read anew, replaced or moved.
//! Two logs are merged by taking the decisions of both: what is in force depends on the decisions alone, never on the
//! order in which they came.

use crate::entity::{EntityId, EntityKind};
use crate::source::named;
use crate::{SourceId, Span};
use std::fmt;

/// The identity of a decision: a hash of all it says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId(pub [u8; 16]);

impl DecisionId {
    /// The 32 lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads 32 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let is_hex = hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u128::from_str_radix(hex, 16).ok().filter(|_| is_hex)?;
        Some(DecisionId(number.to_be_bytes()))
    }
}

impl fmt::Debug for DecisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecisionId({})", self.hex())
    }
}

/// What a person decided, when, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Hash of everything below.
    pub id: DecisionId,
    /// When, RFC 3339 in UTC to the microsecond.
    pub at: String,
    /// Who decided.
    pub author: String,
    /// Why, in the author's words.
    pub reason: Option<String>,
    /// What.
    pub act: Act,
}

impl Decision {
    /// The sources whose words it quotes.
    pub fn quotes(&self) -> Vec<SourceId> {
        let entities = |entities: &[EntityRef]| -> Vec<SourceId> {
            let names = entities.iter().flat_map(|entity| &entity.names);
            names.filter_map(|name| name.used.as_ref()).map(|anchor| anchor.source).collect()
        };
        match &self.act {
            Act::Confirm(target) | Act::Reject(target) | Act::Set(target, _) => vec![target.statement.source],
            Act::Merge(several) | Act::Distinct(several) => entities(several),
            Act::Split { entity, uses, .. } => {
                let mut sources = entities(std::slice::from_ref(entity));
                sources.extend(uses.iter().map(|anchor| anchor.source));
                sources
            }
            Act::Rename { entity, .. } => entities(std::slice::from_ref(entity)),
            Act::SameStatement(statements) => statements.iter().map(|statement| statement.source).collect(),
            Act::Undo(_) => Vec::new(),
        }
    }
}

/// What can be decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// What was proposed is right.
    Confirm(Target),
    /// What was proposed is wrong: it is no such thing.
    Reject(Target),
    /// The value is this; where nothing was proposed, it is added.
    Set(Target, String),
    /// These entities are one.
    Merge(Vec<EntityRef>),
    /// These entities are different ones, each from each other.
    Distinct(Vec<EntityRef>),
    /// Names that do not belong to this entity and are, together, another; uses of names where a name alone does not
    /// tell them apart.
    Split {
        /// The entity as it was.
        entity: EntityRef,
        /// The names that leave it.
        names: Vec<NameRef>,
        /// The uses that leave it.
        uses: Vec<Anchor>,
    },
    /// This is the name to call an entity by, in a language or in all.
    Rename {
        /// The entity.
        entity: EntityRef,
        /// The name.
        name: String,
        /// ISO 639-3 code.
        language: Option<String>,
    },
    /// These are witnesses of one statement.
    SameStatement(Vec<StatementRef>),
    /// An earlier decision is taken back. Undoing an undo puts it in force again.
    Undo(DecisionId),
}

named! {
    /// What of a statement a decision is about.
    Property {
        /// What kind of act it is.
        Kind = "kind",
        /// Its title.
        Title = "title",
        /// When it was issued; a value is EDTF.
        Date = "date",
        /// Its language; a value is an ISO 639-3 code.
        Language = "language",
        /// An issuer; a value is a name.
        Issuer = "issuers",
        /// An addressee; a value is a name.
        Addressee = "addressees",
        /// Where it was issued; a value is a name.
        Place = "places",
        /// The site or journal that carries it.
        PublishedIn = "published_in",
        /// Its salutation.
        Salutation = "salutation",
        /// A row of the signatories; a value is a name. Single cells have names of their own.
        Signatory = "signatories",
        /// A demand.
        Demand = "demands",
        /// A slogan.
        Slogan = "slogans",
        /// A quotation.
        Quotation = "quotations",
        /// A claim.
        Claim = "claims",
        /// A mention.
        Mention = "mentions",
        /// How two that the statement names are related; a value is the first, the relation and the second.
        Relation = "relations",
        /// An edit of the text. Rejecting it undoes it.
        Edit = "edits",
    }
}

/// One value in a statement, or the place for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The statement.
    pub statement: StatementRef,
    /// What of it.
    pub property: Property,
    /// The cell, where the decision is about one cell of a row and not about the row.
    pub cell: Option<Cell>,
    /// The value as it was proposed: of a row its name or its words, of an edit what it makes of the raw text; `None`
    /// for a value that only the person gives.
    pub value: Option<String>,
    /// Its evidence; `None` where it has none in the text, or the person gives it. The quote of an edit, and what
    /// stands around it, are of the raw text.
    pub anchor: Option<Anchor>,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its name, as `--json` calls it: `role`, `affiliation`, `country`, `acronym`, `translation`, `kind`, `as_of`, ….
    pub name: String,
    /// What was proposed to stand in it.
    pub value: Option<String>,
}

/// A statement, with what it takes to find it again.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementRef {
    /// The source.
    pub source: SourceId,
    /// Its number among the source's statements, from 1.
    pub number: u32,
    /// A path the source came under, as text; a later file under the same path is its successor.
    pub path: Option<String>,
    /// The first words of the statement, to know it by where its number changes.
    pub opening: String,
}

/// A place in a text, after W3C's TextQuoteSelector and TextPositionSelector.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// The source.
    pub source: SourceId,
    /// Bytes of the repaired text as it was then.
    pub text: Span,
    /// Bytes of the raw text.
    pub raw: Span,
    /// The words themselves.
    pub quote: String,
    /// What stands before them, up to 32 characters.
    pub prefix: String,
    /// What stands after them, up to 32 characters.
    pub suffix: String,
}

/// An entity, with what it takes to find it again.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityRef {
    /// The id it was shown with.
    pub id: EntityId,
    /// The names it had.
    pub names: Vec<NameRef>,
}

/// A form of a name, with what it takes to find it again.
#[derive(Clone, Debug, PartialEq)]
pub struct NameRef {
    /// The form's own id.
    pub id: EntityId,
    /// What it was taken to name.
    pub kind: EntityKind,
    /// The name as a text has it.
    pub name: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// One use of it, to find what it became where better repair reads the name otherwise.
    pub used: Option<Anchor>,
}

named! {
    /// What people have said of a value.
    Status {
        /// Nothing yet: the program proposes it.
        Proposed = "proposed",
        /// It is right, or a person gave it.
        Confirmed = "confirmed",
        /// It is wrong.
        Rejected = "rejected",
    }
}
