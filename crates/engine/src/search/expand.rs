//! Words of the index that a pattern or a misspelling stands for.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};
use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use super::SearchError;

/// Words within a distance of a word: letters inserted, left out, changed, or two neighbours swapped.
#[derive(Clone)]
pub(crate) struct Near {
    automaton: Arc<DFA>,
}

impl fmt::Debug for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Near").finish_non_exhaustive()
    }
}

impl Near {
    /// Words within `distance` (0 to 2; more counts as 2) of the folded `word`.
    pub(crate) fn new(word: &str, distance: u8) -> Self {
        static BUILDERS: [OnceLock<LevenshteinAutomatonBuilder>; 3] = [const { OnceLock::new() }; 3];
        let distance = distance.min(2);
        let builder = BUILDERS[usize::from(distance)].get_or_init(|| LevenshteinAutomatonBuilder::new(distance, true));
        Near { automaton: Arc::new(builder.build_dfa(word)) }
    }

    /// Whether the folded `word` is near enough.
    pub(crate) fn matches(&self, word: &str) -> bool {
        matches!(self.automaton.eval(word), Distance::Exact(_))
    }
}

impl Automaton for Near {
    type State = u32;

    fn start(&self) -> u32 {
        self.automaton.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.automaton.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != levenshtein_automata::SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.automaton.transition(*state, byte)
    }
}

/// The terms of `field` that `automaton` accepts, with the number of documents each stands in.
pub(crate) fn expand<A: Automaton>(
    searcher: &Searcher,
    field: Field,
    automaton: &A,
) -> Result<BTreeMap<Vec<u8>, u32>, SearchError>
where
    A::State: Clone,
{
    let mut found: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted.terms().search(automaton).into_stream()?;
        while let Some((term, info)) = terms.next() {
            match found.get_mut(term) {
                Some(documents) => *documents += info.doc_freq,
                None => {
                    found.insert(term.to_vec(), info.doc_freq);
                }
            }
        }
    }
    Ok(found)
}
