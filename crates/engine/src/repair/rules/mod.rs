//! The repair rules, one file each, in the order they run.

use super::Rule;

/// Every rule, in order: first what is furniture, then what joins over lines, then characters.
pub const ALL: &[&dyn Rule] = &[];
