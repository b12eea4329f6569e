//! Small words by what they do in a title, a byline or an address: articles, prepositions, verbs of headlines.
//!
//! Takes a folded word and the name of a list, says whether the list has it. The lists stand in `particles.tsv`; a word may
//! do one thing in one language and another in the next, so who asks must know what else stands there.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

static LISTS: LazyLock<FxHashMap<&'static str, FxHashSet<String>>> = LazyLock::new(|| {
    let lines = include_str!("particles.tsv").lines().filter(|line| !line.starts_with('#'));
    let lists = lines.filter_map(|line| line.split_once('\t'));
    lists.map(|(name, words)| (name, words.split_whitespace().map(super::words::fold).collect())).collect()
});

/// Whether the list of that name has the word.
pub fn has(list: &str, word: &str) -> bool {
    LISTS.get(list).is_some_and(|words| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_by_their_names() {
        assert!(has("article", "la") && has("of", "della") && has("performative", "condemns"));
        assert!(!has("article", "condemns") && !has("nothing", "der"));
    }
}
