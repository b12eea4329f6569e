//! Reads the anatomy out of a repaired text: composes the stages from structure to dating.

use crate::{stage, structure};
use broadside_model::{Anatomy, Reading, Text};

/// Stage versions that anatomies made now carry.
pub fn anatomy_by() -> String {
    let stages = [stage::STRUCTURE, stage::MENTIONS, stage::CLAIMS, stage::DATING];
    stages.map(|stage| format!("{} {}", stage.name, stage.version)).join(", ")
}

/// The statements of a text, with all that is read out of them. A text without words has none.
pub fn read(reading: &Reading, text: &Text) -> Anatomy {
    let input = structure::Input { text, metadata: &reading.metadata, format: reading.format, times: &[] };
    structure::read(&input)
}
