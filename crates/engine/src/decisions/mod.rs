//! Decisions of people, and what they make of what the program proposes.
//!
//! Takes decisions, and an anatomy with its text, gives the anatomy as people decided it, and what became of each
//! decision. Pure: the same decisions over the same texts give the same answer, in whatever order they came.
//!
//! | file | answers |
//! |---|---|
//! | `force` | which decisions stand: what was undone, and what undid an undo |
//! | `ground` | a text, folded, with the way back; where a quote stands in it |
//! | `anchor` | where is the place that a decision was about, in the text as it is now |
//! | `statement` | which statement is it about |
//! | `fields` | what can be read and written of a statement by name |
//! | `values` | the values of a property, and building one from words |
//! | `target` | naming a value, so that it can be found again |
//! | `overlay` | an anatomy as people decided it |
//! | `edits` | the repairs that people turned off, kept, or worded otherwise |
//! | `same` | which statements are witnesses of one |
//!
//! *Invariants.* A decision is never dropped: it stands, is undone, is replaced by a later one about the same, or is
//! *unsettled*, with the reason and what to do. The word of a person stands wherever its place is found, also against a
//! new proposal of the program; then it is listed as unsettled all the same, so that somebody looks.

mod anchor;
mod edits;
mod fields;
mod force;
mod ground;
#[cfg(test)]
mod laws;
mod overlay;
mod same;
mod statement;
mod target;
mod values;

pub use anchor::{Anchored, CONTEXT, anchor_of, find};
pub use edits::{Amended, EditPlan, plan};
pub use fields::cells;
pub use force::{is_standing, standing};
pub use ground::{Ground, likeness};
pub use overlay::{Decided, Place, Said, Standing, Word, overlay, target_of};
pub use same::{Group, groups};
pub use statement::{Why, opening, statement_of};
pub use target::{NamingError, StatementOf, added, check, is_list, target};
pub use values::{DECISION, count, value};
