//! Bounds from a year that the statement calls its own, the last or the next.

use super::clause::Clause;
use super::clue::{Clue, within};
use super::cues;
use super::times::TimeAt;
use broadside_model::edtf::Day;
use regex::Regex;
use std::sync::LazyLock;

/// Words right before a year, with how far the statement's year lies from it.
static LEADS: LazyLock<[(Regex, i32); 3]> = LazyLock::new(|| {
    let ends = |words: &str| {
        Regex::new(&format!(r"(?:^|[^\w])(?:{words})[,(]?\s*(?:of\s+|in\s+)?\(?$")).expect("a valid pattern")
    };
    [
        (
            ends(
                "this year|the present year|the current year|present year|current year|this present year|so far in|so far during|este año|cette année|dieses jahres|este ano|quest'anno",
            ),
            0,
        ),
        (ends("next year|the coming year|el próximo año|l'année prochaine|nächsten jahres|próximo ano"), -1),
        (ends("last year|el año pasado|l'année dernière|vergangenen jahres|ano passado"), 1),
    ]
});

/// What one of the leads has in it.
const YEAR: &str = "year|so far|año|ann|jahr|ano";

/// The bounds of every year that is called this, the next or the last.
pub fn clues(text: &str, times: &[TimeAt], clues: &mut Vec<Clue>) {
    for time in times {
        let (Some(from), Some(to)) = (time.date.earliest(), time.date.latest()) else { continue };
        if from.year != to.year {
            continue;
        }
        let clause = Clause::around(text, time.span);
        let before = cues::plain(cues::tail(clause.before, 60));
        if !cues::any(&before, YEAR) || before.contains(['"', '\u{201c}', '\u{ab}']) {
            continue;
        }
        if let Some((_, years)) = LEADS.iter().find(|(lead, _)| lead.is_match(&before)) {
            let year = from.year + years;
            let day = |month, day| Day { year, month, day };
            let reason = match years {
                0 => format!("calls {} this year", from.year),
                1 => format!("calls {} last year", from.year),
                _ => format!("calls {} next year", from.year),
            };
            clues.extend(within(day(1, 1), day(12, 31), &reason, time.span, "own-year", 88));
        }
    }
}
