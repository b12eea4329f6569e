//! What stages of a search made, kept for another run.
//!
//! The stage knows no files: whoever runs it keeps what it gives, for as long as texts and parameters are the same.

use super::ReuseError;
use super::collection::{Collection, Places};
use super::hits::place;
use super::passages::Shared;
use super::scratch::Partitions;
use std::io;

/// A seed of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seeded {
    /// What it says, in 36 bits.
    pub key: u64,
    /// Number of the text.
    pub text: u32,
    /// Which of its letters it starts at.
    pub at: u32,
}

/// Keeps what stages made.
pub trait Keep: Sync {
    /// The passages that were aligned by an earlier run, before what texts share with a third was looked at.
    fn aligned(&self) -> io::Result<Option<Vec<Shared>>> {
        Ok(None)
    }

    /// Keeps these; their texts are numbers.
    fn keep_aligned(&self, _shared: &[Shared]) -> io::Result<()> {
        Ok(())
    }

    /// Whether the seeds are to be kept too, which are many.
    fn wants_seeds(&self) -> bool {
        false
    }

    /// Keeps seeds, some at a time; `None` says that there are no more.
    fn keep_seeds(&self, _some: Option<&[Seeded]>) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps nothing.
pub struct Nothing;

impl Keep for Nothing {}

/// Hands over the seeds of a collection, in the order of what they say.
pub fn seeds(postings: &Partitions<'_>, collection: &Collection<'_>, keep: &dyn Keep) -> Result<(), ReuseError> {
    let places = Places::new(collection);
    for partition in 0..postings.count() {
        let sorted = postings.sorted(partition)?;
        let seeded = |[posting, _]: &[u64; 2]| {
            let (key, at) = place(*posting);
            let (text, at) = places.find(at);
            Seeded { key: (partition as u64) << 28 | key, text, at }
        };
        keep.keep_seeds(Some(&sorted.iter().map(seeded).collect::<Vec<_>>()))?;
    }
    Ok(keep.keep_seeds(None)?)
}

/// Passages with the numbers of their texts, of those with ranks.
pub fn numbered(shared: &[Shared], texts: &[u32]) -> Vec<Shared> {
    shared.iter().map(|one| Shared { a: texts[one.a as usize], b: texts[one.b as usize], ..*one }).collect()
}

/// Passages with the ranks of their texts, of those with numbers, in order; `None` where they do not fit the texts.
pub fn ranked(shared: Vec<Shared>, ranks: &[u32], collection: &Collection<'_>) -> Option<Vec<Shared>> {
    let inside = |text: u32, start: u32, end: u32, from: u32| {
        start < end && (start..=end).contains(&from) && end as usize <= collection.len(text)
    };
    let rank = |one: &Shared| {
        let (a, b) = (*ranks.get(one.a as usize)?, *ranks.get(one.b as usize)?);
        let fits = a < b
            && inside(one.a, one.a_start, one.a_end, one.from.0)
            && inside(one.b, one.b_start, one.b_end, one.from.1);
        fits.then_some(Shared { a, b, ..*one })
    };
    let mut ranked: Vec<Shared> = shared.iter().map(rank).collect::<Option<_>>()?;
    ranked.sort_by_key(|one| (one.a, one.b));
    Some(ranked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::{InMemory, Params, Watch, search, search_keeping};
    use std::ops::ControlFlow;
    use std::sync::Mutex;

    /// Stops before a stage, or never.
    struct Until(&'static str);

    impl Watch for Until {
        fn step(&self, stage: &'static str, _: u64, _: u64) -> ControlFlow<()> {
            if stage == self.0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
    }

    #[derive(Default)]
    struct Kept(Mutex<Option<Vec<Shared>>>, Mutex<Vec<Seeded>>);

    impl Keep for Kept {
        fn aligned(&self) -> io::Result<Option<Vec<Shared>>> {
            Ok(self.0.lock().expect("one thread").clone())
        }

        fn keep_aligned(&self, shared: &[Shared]) -> io::Result<()> {
            *self.0.lock().expect("one thread") = Some(shared.to_vec());
            Ok(())
        }

        fn wants_seeds(&self) -> bool {
            self.1.lock().expect("one thread").is_empty()
        }

        fn keep_seeds(&self, some: Option<&[Seeded]>) -> io::Result<()> {
            self.1.lock().expect("one thread").extend(some.unwrap_or_default());
            Ok(())
        }
    }

    #[test]
    fn a_search_that_was_stopped_goes_on_from_what_was_kept() {
        let passage = "no grain shall leave the valley before the mills of the valley have been served, and the keys of the \
             granary stay with the eleven delegates until the last sack is counted";
        let texts: Vec<String> =
            (0..5).map(|n| format!("In town number {n}: {passage}. So it was on day {n}.")).collect();
        let params = Params { threads: 1, ..Params::default() };
        let plain = search(&texts[..], &params, &InMemory, &Until("")).expect("in memory").numbered();
        assert_eq!(plain.len(), 10);
        let kept = Kept::default();
        assert!(search_keeping(&texts[..], &params, &InMemory, &Until("look again"), &kept).is_err());
        let seeds = kept.1.lock().expect("one thread").clone();
        assert!(seeds.len() > 50 && seeds.is_sorted_by_key(|seed| seed.key));
        let again = search_keeping(&texts[..], &params, &InMemory, &Until("compare"), &kept);
        assert_eq!(again.expect("nothing is compared again").numbered(), plain);
    }
}
