//! Phrases that say a relation.

use super::gap::bare;
use super::words::{HELPER, uncontracted};
use crate::knowledge::phrase::folded;
use broadside_model::RelationKind;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a phrase between two names says.
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    /// How they are related.
    pub kind: RelationKind,
    /// Whether the first name is the first of the relation.
    pub is_forward: bool,
    /// Whether a list of names may stand where the other of the relation is.
    pub takes_list: bool,
    /// Words that must stand behind the second name.
    pub behind: Vec<String>,
}

static TRIGGERS: LazyLock<FxHashMap<String, Vec<Trigger>>> = LazyLock::new(|| {
    let mut triggers: FxHashMap<String, Vec<Trigger>> = FxHashMap::default();
    for line in include_str!("triggers.tsv").lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [kind, order, _, phrases] = cells[..] else { continue };
        let Some(kind) = RelationKind::from_name(kind) else { continue };
        for phrase in phrases.split('|') {
            let (before, behind) = phrase.split_once('_').unwrap_or((phrase, ""));
            let behind = behind.split_whitespace().map(folded).collect();
            let (is_forward, takes_list) = (order.starts_with('>'), order.ends_with('*'));
            let trigger = Trigger { kind, is_forward, takes_list, behind };
            let known = triggers.entry(key(before)).or_default();
            if !known.contains(&trigger) {
                // The more words must stand behind, the surer.
                let place = known.partition_point(|other| other.behind.len() > trigger.behind.len());
                known.insert(place, trigger);
            }
        }
    }
    triggers
});

/// A phrase as gaps are made comparable.
fn key(phrase: &str) -> String {
    let words: Vec<String> = phrase.split_whitespace().map(|word| uncontracted(folded(word))).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    bare(&words, HELPER).join(" ")
}

/// What a phrase may say, the surest first.
pub fn of(key: &str) -> &'static [Trigger] {
    TRIGGERS.get(key).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_says_two_things_of_the_same_two_names() {
        let mut keys: Vec<_> = TRIGGERS.keys().collect();
        keys.sort();
        for key in keys {
            let sure: Vec<_> = of(key).iter().filter(|trigger| trigger.behind.is_empty()).collect();
            assert!(sure.len() <= 1, "{key}: {sure:?}");
            assert!(!key.is_empty() || sure.is_empty(), "a relation from no words: {sure:?}");
        }
    }

    #[test]
    fn a_phrase_is_found_without_its_articles() {
        assert_eq!(of("miembro de").first().map(|trigger| trigger.kind), Some(RelationKind::MemberOf));
        assert_eq!(of("gehort").first().map(|trigger| trigger.behind.clone()), Some(vec!["an".to_owned()]));
        assert!(of("rumours of").is_empty());
    }
}
