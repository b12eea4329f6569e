//! Two names compared, with reasons.

use super::name::Name;
use super::{Comparison, Outcome};

/// The score from which two names are the same, in thousandths. Fixed once, for all kinds and collections.
pub const SAME: u16 = 700;
/// The score from which a person is asked.
pub const ASK: u16 = 450;

/// Compares two names.
pub fn compare(a: &Name, b: &Name) -> Comparison {
    let words = |name: &Name| -> std::collections::BTreeSet<Box<str>> {
        name.words().filter(|word| word.class.counts()).map(|word| word.sound.clone()).collect()
    };
    let (one, other) = (words(a), words(b));
    let both = one.intersection(&other).count();
    let score = (2000 * both / (one.len() + other.len()).max(1)) as u16;
    let outcome = if score >= SAME {
        Outcome::Same
    } else if score >= ASK {
        Outcome::Ask
    } else {
        Outcome::Different
    };
    Comparison { score, outcome, reasons: vec![format!("{both} words in both")] }
}
