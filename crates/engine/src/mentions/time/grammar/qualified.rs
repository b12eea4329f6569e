//! What stands around a plain expression and qualifies it: "about 1930", "early next week", "the end of May", "more than
//! three years", and a time of the day before or behind a day.

use super::*;

impl Grammar<'_> {
    /// "about 1930", "early next week", "the end of May", "more than three years".
    pub(super) fn qualified(&self, at: usize, depth: u8) -> Option<Draft> {
        if self.families(at).has(Families::QUALIFIED) { self.qualified_of(at, depth) } else { None }
    }

    /// The same where the token is known to qualify.
    pub(super) fn qualified_of(&self, at: usize, depth: u8) -> Option<Draft> {
        let inner = |from: usize| {
            let deeper = if depth > 0 { self.qualified(from, depth - 1) } else { None };
            deeper.or_else(|| self.with_clock(from))
        };
        if let Some(bound) = self.bound(at).filter(|bound| *bound == Bound::About || !self.has(at + 1, DET | REL)) {
            let mut draft = inner(at + 1)?;
            // German "um 20 Uhr" is at eight sharp.
            let sharp = matches!(draft.clock, Some(Clock::Time(..))) && self.is(Language::GERMAN);
            let fits = match draft.meaning {
                _ if sharp => false,
                Meaning::Duration(..) | Meaning::Point(Point::Shift(_, _, From::Anchor)) => true,
                Meaning::Point(Point::Weekday(..) | Point::Days(_)) => false,
                Meaning::Point(_) => bound == Bound::About,
                _ => false,
            };
            draft.start = at;
            draft.bound = bound;
            return fits.then_some(draft);
        }
        self.edged(at, &inner)
    }

    fn bound(&self, at: usize) -> Option<Bound> {
        let mask = self.mask(at);
        if mask & APPROX != 0 {
            Some(Bound::About)
        } else if mask & LESS != 0 {
            Some(Bound::Less)
        } else {
            (mask & MORE != 0).then_some(Bound::More)
        }
    }

    /// "early 1990", "mid-May", "the beginning of the year", "earlier this week".
    fn edged(&self, at: usize, inner: &dyn Fn(usize) -> Option<Draft>) -> Option<Draft> {
        if self.has(at, WITHIN) && self.is(Language::ENGLISH) {
            return within(at, inner(at + 1)?);
        }
        let edge_at = at + usize::from(self.has(at, DET) && self.has(at + 1, EDGE));
        let edge = self.edge(edge_at)?;
        let from = edge_at + 1 + usize::from(self.mark(edge_at + 1, '-'));
        let of = self.has(from, OF);
        let close = of && self.word(from) == "of";
        let from = from + usize::from(of);
        // "end the day" ends it, "close in June" closes; "early", "late" and "mid" need no "of".
        let word = self.word(edge_at);
        let alone = ["early", "mid", "late"].iter().any(|alone| word.eq_ignore_ascii_case(alone));
        if !close && !alone && self.is(Language::ENGLISH) {
            return None;
        }
        let mut draft = match inner(from) {
            Some(draft) => draft,
            None if self.the(from) => inner(from + 1)?,
            None => return None,
        };
        let fits = match draft.meaning {
            Meaning::Point(Point::Days(_) | Point::Day(..) | Point::Either(..)) => false,
            Meaning::Point(Point::Weekday(..)) => !of,
            Meaning::Point(_) => draft.edge.is_none() && draft.bound == Bound::Exact,
            _ => false,
        };
        (draft.start, draft.edge, draft.confidence) = (at, Some(edge), draft.confidence.max(70));
        fits.then_some(draft)
    }

    fn edge(&self, at: usize) -> Option<Edge> {
        match self.value(at, EDGE)? {
            1 => Some(Edge::Start),
            2 => Some(Edge::Middle),
            _ => Some(Edge::End),
        }
    }

    /// A plain expression, with a time of the day before or behind it.
    fn with_clock(&self, at: usize) -> Option<Draft> {
        self.with_clock_of(at, self.families(at))
    }

    /// The same where it is known what can begin there.
    pub(super) fn with_clock_of(&self, at: usize, families: Families) -> Option<Draft> {
        let draft = self.plain(at, families);
        let clock = if families.has(Families::CLOCK) { self.clock(at) } else { None };
        if let Some((clock, end)) = clock.filter(|(_, end)| draft.is_none_or(|draft| *end > draft.end)) {
            // "18:00 UTC Monday"; "midnight on 5 May" is two, as a preposition parts them.
            let today = Draft::point(at, end, Point::Period(Unit::Day, 0, From::Context), "time-of-day", 75);
            let day = self.plain(end, self.families(end)).filter(Draft::is_day).unwrap_or(today);
            return Some(Draft { start: at, clock: Some(clock), ..day });
        }
        let mut draft = draft?;
        // "mayıs sonunda": Turkish has the end behind.
        if self.is(Language::TURKISH)
            && matches!(draft.meaning, Meaning::Point(_))
            && let Some(edge) = self.edge(draft.end).filter(|_| draft.edge.is_none())
        {
            (draft.edge, draft.end) = (Some(edge), draft.end + 1);
        }
        Some(if draft.is_day() && draft.clock.is_none() { self.with_clock_behind(draft) } else { draft })
    }

    /// A day with what stands behind it: "Friday morning", "2013-03-22T10:00", "March 22, 10:30 a.m.".
    fn with_clock_behind(&self, day: Draft) -> Draft {
        if let Some((part, end)) = self.part_behind(day.end) {
            return Draft { clock: Some(Clock::Part(part)), end, ..day };
        }
        let letter = self.word(day.end) == "T" && self.glued(day.end);
        let from = day.end + usize::from(letter || self.mark(day.end, ','));
        let time = if letter { self.clock_digits(from) } else { self.clock(from) };
        match time {
            Some((clock @ Clock::Time(..), end)) => Draft { clock: Some(clock), end, ..day },
            _ => day,
        }
    }
}

/// "earlier this year", "later on Friday": a part of a period that is going on.
fn within(at: usize, draft: Draft) -> Option<Draft> {
    let current = matches!(
        draft.meaning,
        Meaning::Point(Point::Period(_, 0 | -1, From::Anchor) | Point::Days(0) | Point::Weekday(_, Some(_)))
            | Meaning::Point(Point::Period(Unit::Day, _, From::Context))
    );
    current.then_some(Draft { start: at, ..draft })
}
