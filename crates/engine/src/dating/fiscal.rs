//! Bounds from fiscal years: who calls one that ends on a day the current or the next, or estimates what it will bring,
//! speaks in that year or the one before.

use super::clue::{Clue, not_after, not_before, within};
use super::cues;
use super::times::TimeAt;
use broadside_model::Span;
use broadside_model::edtf::Day;

/// Bytes between "fiscal year" and the day on which it ends.
const ENDING: usize = 30;

/// Words by which an amount is of a year to come.
const ESTIMATED: &str = "estimate|will be |will amount|will reach|will exceed|anticipated|are expected";
/// Words by which such words were said earlier.
const EARLIER: &str = "was estimated|were estimated|had been estimated|estimated last|estimates of last|was, |were|amounted|\
                       submitted in|exceeded|last year|last december|actual|quote";

/// The bounds of the fiscal years that `times` end.
pub fn clues(text: &str, within_span: Span, times: &[TimeAt], clues: &mut Vec<Clue>) {
    let Some(body) = text.get(within_span.range()) else { return };
    let base = within_span.range().start;
    for at in memchr::memmem::find_iter(body.as_bytes(), "ancial year")
        .map(|at| at.saturating_sub(3))
        .chain(memchr::memmem::find_iter(body.as_bytes(), "iscal year").map(|at| at.saturating_sub(1)))
    {
        let Some(year) = body.get(at..).and_then(|rest| rest.find("year")).map(|year| base + at + year + 4) else {
            continue;
        };
        let first = times.partition_point(|time| time.span.range().start < year);
        let Some(time) = times.get(first).filter(|time| time.span.range().start < year + ENDING) else { continue };
        let between = cues::plain(text.get(year..time.span.range().start).unwrap_or(""));
        let (Some(day), Some(last)) = (time.date.earliest(), time.date.latest()) else { continue };
        if day != last || between.contains(['.', ';', ',', '"']) {
            continue;
        }
        let before = cues::plain(cues::tail(body.get(..at).unwrap_or(""), 90));
        let behind = cues::plain(cues::head(text.get(time.span.range().end..).unwrap_or(""), 90));
        let span = Span::new(base + at, time.span.range().end);
        clues.extend(ending(&before, &between, &behind, day, span));
    }
}

/// The bounds of a fiscal year that ends, or ended, on a day.
fn ending(before: &str, between: &str, behind: &str, day: Day, span: Span) -> Vec<Clue> {
    let back = |years: i32| Day { year: day.year - years, day: day.day.min(28), ..day };
    if between.trim_start().starts_with("ended") {
        return vec![not_before(day, format!("a fiscal year ended on {day}"), span, "fiscal-year", 90)];
    }
    if !between.trim_start().starts_with("ending") {
        return Vec::new();
    }
    let lead = before.trim_end();
    let (from, to, what) = if ["current", "present", "this"].iter().any(|word| lead.ends_with(word)) {
        (back(1), day, "current")
    } else if ["next", "coming"].iter().any(|word| lead.ends_with(word)) {
        (back(2), Day::new(day.year - 1, day.month, day.day).unwrap_or(day), "the next")
    } else {
        let estimated = cues::any(before, ESTIMATED) || cues::any(behind, ESTIMATED);
        let earlier = cues::any(before, EARLIER) || cues::any(behind, EARLIER);
        let reason = format!("estimates the fiscal year that ends on {day}");
        let bound = (estimated && !earlier).then(|| not_after(day, reason, span, "fiscal-year", 84));
        return bound.into_iter().collect();
    };
    within(from, to, &format!("calls the fiscal year {what} that ends on {day}"), span, "fiscal-year", 84).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Statement;

    fn read(text: &str) -> Vec<String> {
        let statement = Statement { span: Span::new(0, text.len()), ..Statement::default() };
        let times = super::super::times::of(text, &statement);
        let mut found = Vec::new();
        clues(text, statement.span, &times, &mut found);
        found.iter().map(|clue| clue.day.to_string()).collect()
    }

    #[test]
    fn a_year_that_is_estimated_has_not_ended() {
        let text = "It is estimated that the receipts for the fiscal year ending June 30, 1867, will be larger.";
        assert_eq!(read(text), ["1867-06-30"]);
        assert_eq!(read("in the current fiscal year ending June 30, 1867"), ["1866-06-28", "1867-06-30"]);
        assert_eq!(read("for the financial year ended March 31, 1951"), ["1951-03-31"]);
        assert_eq!(read("For the fiscal year ending June 30, 1867, they were small."), Vec::<String>::new());
    }
}
