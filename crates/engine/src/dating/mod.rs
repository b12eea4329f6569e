//! When a statement was issued, with the reasons.
//!
//! Takes a statement with its parts and mentions, and what its file says of itself; gives the day where the statement
//! says it, else an interval from what it mentions. Nothing that it tells as past is later than its date; what it calls
//! to come is not earlier. Every rule gives [clues](clue::Clue) with a reason and the words that support it;
//! [`clue::combine`] finds the tightest interval that the surest of them agree on. A clue is a bound, never a guess: an
//! interval that does not hold misleads more than one that is wide.

mod anniversaries;
mod clause;
pub mod clue;
mod congress;
mod cues;
mod current;
mod known;
pub mod links;
mod mentioned;
mod metadata;
mod own;
mod sessions;
mod times;
mod words;

pub use links::by_links;

use broadside_model::{Dated, Found, Metadata, Statement};

/// The date of `statement`: the one it has already (from its dateline), the one it gives of itself, or an interval.
/// `None` where nothing bounds it.
pub fn date(text: &str, statement: &Statement, metadata: &[Metadata]) -> Option<Found<Dated>> {
    if let Some(date) = &statement.date {
        return Some(date.clone());
    }
    let times = times::of(text, statement);
    own::date(text, statement, &times).or_else(|| clue::combine(clues(text, statement, metadata)))
}

/// Every clue to the date of `statement`, in no order of weight.
pub fn clues(text: &str, statement: &Statement, metadata: &[Metadata]) -> Vec<clue::Clue> {
    let times = times::of(text, statement);
    let mut clues = Vec::new();
    mentioned::clues(text, &times, &mut clues);
    anniversaries::clues(text, statement.span, &mut clues);
    anniversaries::ago(text, &times, &mut clues);
    metadata::clues(metadata, &mut clues);
    congress::clues(text, statement.span, &mut clues);
    current::clues(text, &times, &mut clues);
    known::clues(text, statement.span, &mut clues);
    known::signed(text, statement.span, &mut clues);
    sessions::clues(text, statement.span, &mut clues);
    clues
}
