//! The journey of a document, from bytes to an archive that answers.
//!
//! One folder a stage, in order: [`intake`], [`repair`], [`structure`], [`mentions`], [`claims`], [`dating`],
//! [`relations`], [`resolve`], [`reuse`], [`search`]; [`knowledge`] holds the word lists they share, [`store`] keeps what they give, [`sandbox`] runs the reading
//! of hostile bytes in worker processes, and [`run`] is the only file that sees all stages. A stage is a pure function
//! and imports the model, the word lists and itself, never another stage.

pub mod authority;
pub mod claims;
pub mod codec;
pub mod dating;
pub mod decisions;
pub mod intake;
pub mod knowledge;
pub mod mentions;
pub mod network;
pub mod relations;
pub mod repair;
pub mod resolve;
pub mod reuse;
pub mod run;
pub mod sandbox;
pub mod search;
pub mod stage;
pub mod store;
pub mod structure;
