//! The stages in their order, with the version of each.
//!
//! A version is raised whenever the same input could give another output; `reread` recomputes what an older version
//! made.

/// A stage of the journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Its name in reports and the catalogue.
    pub name: &'static str,
    /// The version of its output.
    pub version: u32,
}

/// Bytes to raw text with pages, blocks and word boxes.
pub const INTAKE: Stage = Stage { name: "intake", version: 3 };
/// Raw text to repaired text with edits.
pub const REPAIR: Stage = Stage { name: "repair", version: 3 };
/// Repaired text to statements with their parts, kind, parties and signatories.
pub const STRUCTURE: Stage = Stage { name: "structure", version: 3 };
/// Repaired text to what it names.
pub const MENTIONS: Stage = Stage { name: "mentions", version: 2 };
/// Statements with mentions to what they claim.
pub const CLAIMS: Stage = Stage { name: "claims", version: 3 };
/// Statements with mentions to when they were issued.
pub const DATING: Stage = Stage { name: "dating", version: 2 };
/// Statements with mentions to how those they name are related.
pub const RELATIONS: Stage = Stage { name: "relations", version: 1 };
/// The names of an archive to entities.
pub const RESOLVE: Stage = Stage { name: "resolve", version: 2 };
/// Texts to the passages that they share.
pub const REUSE: Stage = Stage { name: "reuse", version: 2 };
/// Repaired text to the full-text index.
pub const SEARCH: Stage = Stage { name: "search", version: 1 };

/// Whether a stage of this name reads the anatomy of a text.
pub fn of_anatomy(name: &str) -> bool {
    [STRUCTURE, MENTIONS, CLAIMS, DATING, RELATIONS].iter().any(|stage| stage.name == name)
}
