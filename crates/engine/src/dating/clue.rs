//! A reason why a statement is not before, or not after, a day; and what several of them say together.

use broadside_model::edtf::Day;
use broadside_model::{Dated, Edtf, Found, Span};

/// Which end of the interval a clue bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The statement is of this day or later.
    NotBefore,
    /// The statement is of this day or earlier.
    NotAfter,
}

/// One reason for one bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Clue {
    /// Which end.
    pub side: Side,
    /// The day that bounds.
    pub day: Day,
    /// The reason in a few words.
    pub reason: String,
    /// Bytes of the text that give it; `None` where the file's own metadata does.
    pub evidence: Option<Span>,
    /// Name of the rule.
    pub rule: &'static str,
    /// How sure the rule is, in hundredths.
    pub confidence: u8,
}

/// The two clues of a rule that gives both ends.
pub fn within(from: Day, to: Day, reason: &str, evidence: Span, rule: &'static str, confidence: u8) -> [Clue; 2] {
    [(Side::NotBefore, from), (Side::NotAfter, to)].map(|(side, day)| Clue {
        side,
        day,
        reason: reason.to_owned(),
        evidence: Some(evidence),
        rule,
        confidence,
    })
}

/// The clue of a rule that gives the earlier end.
pub fn not_before(day: Day, reason: String, evidence: Span, rule: &'static str, confidence: u8) -> Clue {
    Clue { side: Side::NotBefore, day, reason, evidence: Some(evidence), rule, confidence }
}

/// The clue of a rule that gives the later end.
pub fn not_after(day: Day, reason: String, evidence: Span, rule: &'static str, confidence: u8) -> Clue {
    Clue { side: Side::NotAfter, day, reason, evidence: Some(evidence), rule, confidence }
}

/// A day's number in the order of time, so that the later one is the tighter earlier end, and the other way round.
fn tightness(clue: &Clue) -> i64 {
    match clue.side {
        Side::NotBefore => clue.day.number(),
        Side::NotAfter => -clue.day.number(),
    }
}

/// The tightest interval that clues agree on.
///
/// Clues are taken up from the surest on; one that would leave no day is dropped. Among clues that are equally sure the
/// wider bound comes first, so that what contradicts it is dropped and the interval still holds.
pub fn combine(mut clues: Vec<Clue>) -> Option<Found<Dated>> {
    clues.sort_by_key(|clue| (u8::MAX - clue.confidence, tightness(clue)));
    let (mut lower, mut upper): (Option<Clue>, Option<Clue>) = (None, None);
    for clue in clues {
        let (own, other) = match clue.side {
            Side::NotBefore => (&mut lower, &upper),
            Side::NotAfter => (&mut upper, &lower),
        };
        let fits = other.as_ref().is_none_or(|other| match clue.side {
            Side::NotBefore => clue.day <= other.day,
            Side::NotAfter => clue.day >= other.day,
        });
        if fits && own.as_ref().is_none_or(|own| tightness(&clue) > tightness(own)) {
            *own = Some(clue);
        }
    }
    found(lower, upper)
}

fn found(lower: Option<Clue>, upper: Option<Clue>) -> Option<Found<Dated>> {
    let edtf = interval(lower.as_ref().map(|clue| clue.day), upper.as_ref().map(|clue| clue.day));
    let mut ends: Vec<Clue> = lower.into_iter().chain(upper).collect();
    ends.dedup_by(|other, one| other.rule == one.rule && other.evidence == one.evidence && other.reason == one.reason);
    let method = ends.iter().max_by_key(|clue| clue.confidence)?.rule.to_owned();
    let confidence = ends.iter().map(|clue| clue.confidence).min()?;
    let mut evidence: Vec<Span> = ends.iter().filter_map(|clue| clue.evidence).collect();
    evidence.sort();
    evidence.dedup();
    let reasons = ends.into_iter().map(|clue| clue.reason).collect();
    Some(Found { value: Dated { edtf, reasons }, evidence, method, confidence })
}

/// The interval in its shortest notation: a whole year, month or day as such.
pub fn interval(lower: Option<Day>, upper: Option<Day>) -> Edtf {
    if let (Some(from), Some(to)) = (lower, upper) {
        let year = Edtf::year(from.year);
        let month = Edtf::month(from.year, from.month);
        for whole in [Some(year), month, Some(Edtf::day(from))].into_iter().flatten() {
            if (whole.earliest(), whole.latest()) == (Some(from), Some(to)) {
                return whole;
            }
        }
    }
    Edtf::between(lower, upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clue(side: Side, year: i32, confidence: u8) -> Clue {
        let day = Day::new(year, 1, 1).expect("a day");
        Clue { side, day, reason: year.to_string(), evidence: None, rule: "test", confidence }
    }

    #[test]
    fn a_clue_that_contradicts_surer_ones_is_dropped() {
        let clues = vec![
            clue(Side::NotBefore, 1970, 90),
            clue(Side::NotBefore, 1990, 80),
            clue(Side::NotAfter, 1976, 95),
            clue(Side::NotAfter, 1980, 99),
        ];
        let dated = combine(clues).expect("a date");
        assert_eq!(dated.value.edtf.as_str(), "1970-01-01/1976-01-01");
        assert_eq!(dated.value.reasons, ["1970", "1976"]);
        assert_eq!(combine(Vec::new()), None);
    }
}
