//! The words of Broadside as types.
//!
//! Takes nothing, gives the vocabulary that every stage speaks: a [`Source`](source) is read into [`Page`]s with raw
//! text, repaired into a [`Text`] by [`Edit`]s, and divided into [`Part`]s. No I/O and no format of the outside world
//! (JSON, SQL) lives here.
//!
//! Offsets inside the program are **bytes** of UTF-8, always on a character boundary, and are called [`Span`]. They are
//! turned into Unicode code points only where they leave the program.

pub mod anatomy;
pub mod collation;
pub mod decision;
pub mod diagnostic;
pub mod edtf;
pub mod entity;
pub mod known;
pub mod naming;
pub mod part;
pub mod reading;
pub mod repair;
pub mod reuse;
pub mod source;
pub mod span;

pub use anatomy::{
    Anatomy, Claim, Dated, Found, Grade, IssuePlace, Kind, Mention, MentionKind, Party, PartyKind, Quotation,
    Signatory, Statement,
};
pub use decision::{
    Act, Anchor, Cell, Decision, DecisionId, EntityRef, NameRef, Property, StatementRef, Status, Target,
};
pub use diagnostic::{Diagnostic, Severity};
pub use edtf::Edtf;
pub use entity::{EntityId, EntityKind, Field, Form, Occurrence, Relation, RelationKind, StatementId};
pub use known::{Authority, Known, KnownEntity, KnownName, NameSort};
pub use naming::{NameHere, Naming, StatementNames};
pub use part::{Part, Role};
pub use reading::{Block, BlockKind, Child, Metadata, Method, Page, PageImage, Reading, WordBox};
pub use repair::{Edit, Mark, Text};
pub use reuse::{
    About, Direction, Family, History, KindReason, Link, Match, Passage, Quoted, ReuseKind, Side, SourceReason, Typed,
    User,
};
pub use source::{Format, Outcome, SourceId};
pub use span::Span;
