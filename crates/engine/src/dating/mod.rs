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
mod fiscal;
mod known;
pub mod links;
mod mail;
mod mentioned;
mod metadata;
mod own;
mod parts;
mod sessions;
mod times;
mod words;

pub use links::by_links;

use broadside_model::{Dated, Found, Metadata, Statement};
use clue::Clue;
use times::TimeAt;

/// The date of `statement`: the one it has already (from its dateline, unless that is of a document attached to it), the
/// one it gives of itself, or an interval.
/// `None` where nothing bounds it.
pub fn date(text: &str, statement: &Statement, metadata: &[Metadata]) -> Option<Found<Dated>> {
    let times = times::of(text, statement);
    let clues = || all(text, statement, metadata, &times);
    let Some(date) = &statement.date else {
        return own::date(text, statement, &times).or_else(|| clue::combine(clues()));
    };
    let attached = date.evidence.iter().any(|span| own::is_attached(text, statement.span, *span));
    if !attached && !is_contradicted(&date.value, &clues()) {
        return Some(date.clone());
    }
    clue::combine(clues())
}

/// How many clues it takes to contradict a date.
const MANY: usize = 3;

/// Whether most of what a statement tells as past is later than a date, which then is not its own: one that it quotes,
/// or that heads a document it contains.
fn is_contradicted(dated: &Dated, clues: &[Clue]) -> bool {
    let Some(until) = dated.edtf.latest().and_then(|day| day.plus(31)) else { return false };
    let lower = || clues.iter().filter(|clue| clue.side == clue::Side::NotBefore && clue.evidence.is_some());
    let later = lower().filter(|clue| clue.day > until).count();
    later >= MANY && 2 * later >= lower().count()
}

/// Every clue to the date of `statement`, in no order of weight.
pub fn clues(text: &str, statement: &Statement, metadata: &[Metadata]) -> Vec<Clue> {
    all(text, statement, metadata, &times::of(text, statement))
}

fn all(text: &str, statement: &Statement, metadata: &[Metadata], times: &[TimeAt]) -> Vec<Clue> {
    let mut clues = Vec::new();
    mentioned::clues(text, times, &mut clues);
    parts::clues(text, statement, times, &mut clues);
    current::clues(text, times, &mut clues);
    fiscal::clues(text, statement.span, times, &mut clues);
    anniversaries::ago(text, times, &mut clues);
    anniversaries::clues(text, statement.span, &mut clues);
    congress::clues(text, statement.span, &mut clues);
    known::clues(text, statement.span, &mut clues);
    known::signed(text, statement.span, &mut clues);
    sessions::clues(text, statement.span, &mut clues);
    metadata::clues(metadata, &mut clues);
    clues
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::{Part, Role, Span};

    fn statement(text: &str) -> Statement {
        Statement { span: Span::new(0, text.len()), ..Statement::default() }
    }

    fn read(text: &str) -> Option<String> {
        date(text, &statement(text), &[]).map(|found| found.value.edtf.to_string())
    }

    #[test]
    fn nothing_told_as_past_is_later_and_nothing_planned_is_earlier() {
        let text =
            "The union was founded in 1921 and struck in March 1926. The next congress will be held in May 1928.";
        assert_eq!(read(text).as_deref(), Some("1926-03-01/1928-05-31"));
        assert_eq!(read("Our goals for the year 2000 stand."), None);
        assert_eq!(read("The 1951 treaty, the plan 1970-1975, and section 2004."), None);
    }

    #[test]
    fn a_year_called_this_or_the_last_is_a_year() {
        assert_eq!(read("This year, 1957, we met again.").as_deref(), Some("1957"));
        assert_eq!(read("Last year, in 1956, all was well.").as_deref(), Some("1957"));
        assert_eq!(read("Twenty-four years ago, in 1945, they won.").as_deref(), Some("1968-01-01/1970-12-31"));
    }

    #[test]
    fn the_session_that_sits_is_told_from_those_that_were_and_will_be() {
        let text = "I congratulate you on your election as President of the thirty-first session of the General Assembly. \
                    At the thirtieth session of the General Assembly, which ended last year, we spoke. \
                    We shall report to the thirty-second session of the General Assembly.";
        assert_eq!(read(text).as_deref(), Some("1976-09-01/1976-12-31"));
        assert_eq!(read("the thirty-first session of the Executive Board of the Example Union opened"), None);
    }

    #[test]
    fn an_anniversary_counts_from_what_it_is_of() {
        let text = "This year we celebrate the fiftieth anniversary of the United Nations.";
        assert_eq!(read(text).as_deref(), Some("1995"));
    }

    #[test]
    fn the_date_a_statement_has_is_kept() {
        let mut dated = statement("It was in 1921.");
        let own = Found::new(
            Dated { edtf: broadside_model::Edtf::year(1930), reasons: vec!["dateline".to_owned()] },
            Span::new(0, 2),
            "dateline",
            95,
        );
        dated.date = Some(own.clone());
        assert_eq!(date("It was in 1921.", &dated, &[]), Some(own));
    }

    #[test]
    fn a_date_that_the_text_contradicts_is_not_its_own() {
        let text = "4 October 1973 was a day. In 1980 we met. In 1984 it was done. The act was passed on May 5, 1985.";
        let mut dated = statement(text);
        let edtf = "1973-10-04".parse().expect("a day");
        let value = Dated { edtf, reasons: vec!["dateline".to_owned()] };
        dated.date = Some(Found::new(value, Span::new(0, 14), "dateline", 95));
        let found = date(text, &dated, &[]).map(|found| found.value.edtf.to_string());
        assert_eq!(found.as_deref(), Some("1985-05-05/.."));
    }

    #[test]
    fn long_and_odd_texts_take_no_longer_than_they_are() {
        let pieces = [
            "1999 ",
            "the thirty-first session of ",
            "anniversary of ",
            "(",
            "Done at ",
            "\u{2028}\u{e9}",
            "Mr. Malik ",
            ". ",
        ];
        for piece in pieces {
            let text = piece.repeat(400_000 / piece.len());
            let mut hostile = statement(&text);
            let whole = hostile.span;
            let part = |role| Part { role, text: whole, raw: whole, language: None };
            hostile.parts = [Role::Signature, Role::Closing].into_iter().cycle().take(100).map(part).collect();
            date(&text, &hostile, &[]);
        }
    }
}
