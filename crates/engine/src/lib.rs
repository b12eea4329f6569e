//! The journey of a document, from bytes to an archive that answers.
//!
//! One folder a stage, in order: [`intake`], [`repair`], [`search`]; [`store`] keeps what they give, [`sandbox`] runs
//! the reading of hostile bytes in worker processes, and [`run`] is the only file that sees all stages. A stage is a
//! pure function and imports the model and itself, never another stage.

pub mod codec;
pub mod intake;
pub mod repair;
pub mod run;
pub mod sandbox;
pub mod search;
pub mod stage;
pub mod store;
