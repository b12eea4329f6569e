//! Days, months and years by the names of the months: "12 May 1990", "May 12-14, 1990", "el 3 de mayo", "May 1990".

use super::*;

/// A day of a month as it stands in the text, before its month and year are known.
#[derive(Clone, Copy)]
struct DayPart {
    day: u8,
    end: usize,
}

impl Grammar<'_> {
    /// The longest expression that names a month, or a feast.
    pub(super) fn calendar(&self, at: usize) -> Option<Draft> {
        // "the month of May", "el mes de enero"
        let from = at + usize::from(self.has(at, DET));
        if self.unit(from) == Some(Unit::Month) && self.has(from + 1, OF) && self.month(from + 2).is_some() {
            let month = from + 2;
            let draft = self.month_of_year(month).or_else(|| self.month_alone(month));
            let named = self.month(month).filter(|_| self.has(month, MONTH));
            let plain = named.map(|(value, end)| Draft::point(at, end, Point::Month(YearOf::Open, value), "month", 75));
            return draft.map(|draft| Draft { start: at, ..draft }).or(plain);
        }
        let all = [
            self.calendar_day(at),
            self.month_of_year(at),
            self.month_alone(at),
            self.holiday(at),
            self.republican(at),
        ];
        all.into_iter().flatten().reduce(|best, draft| if draft.end > best.end { draft } else { best })
    }

    /// A day, or a range of days, with its month and perhaps its year and day of the week.
    pub(super) fn calendar_day(&self, at: usize) -> Option<Draft> {
        let mut from = at;
        let det = self.has(from, DET) && !self.foreign;
        from += usize::from(det);
        let (_, after) = self.weekday_before(from).unwrap_or((0, from));
        let weekday = after > from;
        let inner_det = usize::from(
            weekday && self.has(after, DET) && self.has(after + 1, ORD | NUM)
                || self.number_token(after + 1).is_some() && self.has(after, DET),
        );
        from = after + inner_det;
        // "el día 3 de mayo", "dnia 3 maja"
        if self.has(from, DAYWORD) && !self.is(Language::ENGLISH) && self.day_number(from + 1).is_some() {
            from += 1;
        }
        let draft = self.day_first(from).or_else(|| self.month_first(from)).or_else(|| self.year_first(from))?;
        // In "the May 12 meeting" the article is the meeting's.
        let bare = self.has(at + 1, MONTH | MON) || self.number_token(at + 1).is_some() && !self.has(at + 2, ORDSUFFIX);
        let start = if self.is(Language::ENGLISH) && det && bare { at + 1 } else { at };
        let start = start - usize::from(start == at && self.quoted(at, at + 1));
        let mut draft = Draft { start, ..draft };
        if self.is(Language::TURKISH) {
            let from = draft.end + usize::from(self.mark(draft.end, ','));
            if self.has(from, WEEKDAY) {
                draft.end = from + 1;
            }
        }
        Some(draft)
    }

    /// "Friday,", "Fri.", "Friday the" before a date.
    fn weekday_before(&self, at: usize) -> Option<(u8, usize)> {
        let weekday = self
            .small(at, WEEKDAY)
            .filter(|weekday| *weekday < 10)
            .or_else(|| self.small(at, WD).filter(|_| self.capital(at)))?;
        let mut next = at + 1;
        while self.mark(next, '.') || self.mark(next, ',') {
            next += 1;
        }
        Some((weekday, next))
    }

    fn day_part(&self, at: usize) -> Option<DayPart> {
        let (day, mut end, _) = self.day_number(at)?;
        if self.has(end, DAYWORD) || self.quoted(at, end) {
            end += 1;
        }
        Some(DayPart { day, end })
    }

    /// Whether a number stands in quotation marks, as the day does in Russian forms: "«12» марта 1953 г."
    fn quoted(&self, at: usize, end: usize) -> bool {
        let opens = |mark: Kind| matches!(mark, Kind::Mark('«' | '"' | '“' | '„'));
        let open = at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|before| opens(before.kind));
        let closed = self.token(end).is_some_and(|next| matches!(next.kind, Kind::Mark('»' | '"' | '”' | '“')));
        open && closed && self.number_token(at).is_some()
    }

    /// "12 May 1990", "the fourth day of July", "12 de mayo de 1990", "12-14 May", "12 May - 3 June 1990".
    fn day_first(&self, at: usize) -> Option<Draft> {
        if self.number_token(at).is_some() && self.joined_before(at) {
            return None;
        }
        let first = self.day_part(at)?;
        if let Some(draft) = self.two_styles(at) {
            return Some(draft);
        }
        let joined =
            |month: usize| self.glued(month) && self.token(month).is_some_and(|token| token.kind == Kind::Word);
        if let Some((month, next)) = self.month_behind(first.end) {
            if joined(first.end) && self.year_behind(next).0 == YearOf::Open {
                return None;
            }
            let (year, end) = self.year_behind(next);
            if let Some((last_point, last_at, last_end)) = self.second_day_and_month(end) {
                let (last, last_year) = last_point;
                let shared = if year == YearOf::Open { last_year } else { year };
                let open = Point::Day(shared, month, first.day);
                return Some(self.range_draft(at, end, open, last_at, last_end, last));
            }
            let confidence = self.day_confidence(year, first, at);
            if let Some((turn, behind)) = self.turn_behind(end).filter(|_| year == YearOf::Open) {
                let day = Point::Day(year, month, first.day);
                return Some(turned_day(Draft::point(at, behind, day, "day-month-year", confidence), turn));
            }
            return Some(Draft::point(at, end, Point::Day(year, month, first.day), "day-month-year", confidence));
        }
        let (joint, second) = self.second_day(first)?;
        let (month, next) = self.month_behind(second.end)?;
        let (year, end) = self.year_behind(next);
        let (one, two) = (Point::Day(year, month, first.day), Point::Day(year, month, second.day));
        Some(self.range_draft(at, first.end, one, joint, end, two))
    }

    fn range_draft(&self, at: usize, first_end: usize, first: Point, last_at: usize, end: usize, last: Point) -> Draft {
        let spans = (self.span(at, first_end), self.span(last_at, end));
        Draft::new(at, end, Meaning::Range(first, last, spans.0, spans.1), "day-range", 90)
    }

    fn day_confidence(&self, year: YearOf, day: DayPart, at: usize) -> u8 {
        let lookalike = (at..day.end).any(|at| self.token(at).is_some_and(|token| token.lookalike));
        match (year, lookalike) {
            (YearOf::Open, false) => 85,
            (YearOf::Open, true) => 50,
            (_, false) => 97,
            (_, true) => 85,
        }
    }

    /// "-14", "to 14", "and 14", ", 13 and 14" behind a day: where the last day begins, and the day.
    fn second_day(&self, first: DayPart) -> Option<(usize, DayPart)> {
        let mut at = first.end;
        let mut found = None;
        let mut sealed = false;
        while at < first.end + 12 {
            let comma = self.mark(at, ',') && !self.has(at + 1, AND);
            if self.dash(at) || self.has(at, TO | AND) || self.mark(at, ',') || self.mark(at, '/') || self.mark(at, '&')
            {
                at += 1;
            } else {
                break;
            }
            at += usize::from(self.has(at, AND) || self.has(at, DET));
            let Some(day) = self.day_part(at).filter(|_| !self.continues_day(at)) else { break };
            // A comma goes on only to an "and": "11 November, 12 men".
            sealed |= !comma;
            found = Some((at, day));
            at = day.end;
        }
        found.filter(|_| sealed).filter(|(_, last)| last.day > first.day)
    }

    /// "- 3 June 1990", "to 3 June" behind a day and month: the day and its year, where it begins and ends.
    fn second_day_and_month(&self, at: usize) -> Option<((Point, YearOf), usize, usize)> {
        // Only a dash makes it one expression: words leave two that each stand alone.
        let from = at + 1;
        if !self.dash(at) {
            return None;
        }
        let day = self.day_part(from)?;
        let (month, next) = self.month_behind(day.end)?;
        let (year, end) = self.year_behind(next);
        Some(((Point::Day(year, month, day.day), year), from, end))
    }

    /// "May", "of May", "de mayo", ". Mai", "(?) May" behind a day.
    pub(super) fn month_behind(&self, at: usize) -> Option<(u8, usize)> {
        let mut from = at;
        if self.has(from, OF | DET) && !self.has(from, MONTH) {
            from += 1;
            from += usize::from(self.has(from, DET) && self.has(from + 1, MONTH | UNIT));
            // "del mes de mayo"
            if self.unit(from) == Some(Unit::Month) && self.has(from + 1, OF) {
                from += 2;
            }
        } else if (self.mark(from, '-') || self.mark(from, '.')) && self.glued(from) {
            from += 1;
        }
        self.month(from)
    }

    /// The year behind a month, with what joins them; [`YearOf::Open`] when there is none.
    pub(super) fn year_behind(&self, at: usize) -> (YearOf, usize) {
        let mut from = at;
        let mut hops = 0;
        while hops < 8 {
            let joins = self.has(from, OF | DET | YEAROF) || self.has(from, IN) && self.in_word(from);
            let glue = self.mark(from, ',')
                || (self.mark(from, '.') && (hops == 0 || self.has(from - 1, YEAROF)))
                || (self.mark(from, '-') && self.glued(from))
                || joins && !self.has(from, NUM | SCALE | MONTH | MON | EDGE);
            let slavic_year = self.unit(from) == Some(Unit::Year) && self.has(from, IN | YEAROF);
            if !glue && !slavic_year {
                break;
            }
            // A preposition that opens a new phrase ("5 May to 1990 men") joins nothing.
            if self.has(from, TO | UNTIL | SINCE | AND) && !self.has(from, OF | YEAROF) {
                return self.relative_year(at);
            }
            from += 1;
            hops += 1;
        }
        if let Some((year, end)) = self.year(from).filter(|_| !self.counts(from, hops)) {
            return (year, end);
        }
        // "28 September 19899": the number of a footnote hangs on the year.
        if let Some(token) = self.number_token(from).filter(|token| matches!(token.digits, 5 | 6) && hops == 0)
            && let Some(year @ 1800..=2050) = token.value.checked_div(if token.digits == 5 { 10 } else { 100 })
            && !self.continues(from)
        {
            return (i32::try_from(year).map_or(YearOf::Open, YearOf::Given), from + 1);
        }
        self.relative_year(at)
    }

    /// "in", and not another preposition that stands before years.
    fn in_word(&self, at: usize) -> bool {
        matches!(
            self.word(at).to_lowercase().as_str(),
            "in" | "en" | "im" | "em" | "nel" | "w" | "we" | "в" | "во" | "anno"
        )
    }

    /// Whether what looks like a year behind a comma counts something: "on 5 May, 1200 men".
    fn counts(&self, at: usize, hops: usize) -> bool {
        hops > 0 && self.has(at + 1, COUNT) && self.number_token(at).is_some_and(|token| token.value < 2100)
    }

    /// "of last year", "of this year", "del año pasado"; or no year.
    fn relative_year(&self, at: usize) -> (YearOf, usize) {
        let from = at + usize::from(self.mark(at, ','));
        let from = from + usize::from(self.has(from, OF));
        if self.has(from, REL | DET | UNIT)
            && let Some((Unit::Year, turn, end)) = self.turned_unit(from)
        {
            return match turn {
                -1..=1 => (YearOf::Turn(turn), end),
                _ => (YearOf::Context, end),
            };
        }
        (YearOf::Open, at)
    }

    /// "May 12, 1990", "May 12th", "May 12-14", "May 30 - June 2, 1990".
    pub(super) fn month_first(&self, at: usize) -> Option<Draft> {
        let (month, next) = self.month(at)?;
        let from = next + usize::from(self.the(next) || self.mark(next, '-') && self.glued(next));
        let day = self.day_part(from)?;
        let order = match self.language.code() {
            "eng" => true,
            "spa" => self.year_behind(day.end).0 != YearOf::Open,
            _ => false,
        };
        // A number before the month is the day, unless it is a year.
        let day_before = at > 0 && self.number_token(at - 1).is_some_and(|before| before.digits <= 2 && self.glued(at));
        if !order || day_before || self.number_token(from).is_some() && self.continues_day(from) {
            return None;
        }
        let point = |year| Point::Day(year, month, day.day);
        if let Some((joint, last)) = self.second_day(day).filter(|(_, last)| self.month_behind(last.end).is_none()) {
            let (year, end) = self.year_after_day(last.end);
            let last = Point::Day(year, month, last.day);
            return Some(self.range_draft(at, day.end, point(year), joint, end, last));
        }
        let (year, end) = self.year_after_day(day.end);
        if self.dash(end)
            && let Some((second, next)) = self.month(end + 1)
            && let Some(last) = self.day_part(next)
        {
            let (last_year, last_end) = self.year_after_day(last.end);
            let shared = if year == YearOf::Open { last_year } else { year };
            let last = Point::Day(last_year, second, last.day);
            return Some(self.range_draft(at, end, point(shared), end + 1, last_end, last));
        }
        Some(Draft::point(at, end, point(year), "month-day-year", self.day_confidence(year, day, from)))
    }

    /// Whether a day behind its month is part of a longer number: "May 12,000", "May 10:30", "May 5%".
    fn continues_day(&self, at: usize) -> bool {
        let sign = |mark: usize| {
            self.token(mark).is_some_and(|token| matches!(token.kind, Kind::Mark(',' | '.' | ':' | '/')))
                && self.glued(mark)
                && self.number_token(mark + 1).is_some_and(|next| next.glued && next.digits != 4)
        };
        sign(at + 1) || self.mark(at + 1, '%')
    }

    /// ", 1990", " 1990", " in the year 1990" behind a day that stands behind its month.
    fn year_after_day(&self, at: usize) -> (YearOf, usize) {
        let (year, end) = self.year_behind(at);
        // "On May 12 1500 men …" has no year.
        if end == at + 1 && self.has(end, COUNT) { (YearOf::Open, at) } else { (year, end) }
    }

    /// "1990 May 12", "1990. május": the year before the month.
    fn year_first(&self, at: usize) -> Option<Draft> {
        let (year, next) = self.year(at)?;
        let from = next + usize::from(self.mark(next, ',') || self.mark(next, '-') || self.mark(next, '.'));
        let (month, from) = self.month(from)?;
        let from = from + usize::from(self.mark(from, '-'));
        let day = self.day_part(from).filter(|_| !self.continues_day(from))?;
        // "in 1990 May 12" would be two; without a following year it is one.
        if self.year(day.end).is_some() || self.year(day.end + 1).is_some() && self.mark(day.end, ',') {
            return None;
        }
        Some(Draft::point(at, day.end, Point::Day(year, month, day.day), "year-month-day", 90))
    }
}

/// A day without a year that is said to lie before or after now.
pub(super) fn turned_day(draft: Draft, turn: i32) -> Draft {
    let meaning = match draft.meaning {
        Meaning::Point(Point::Day(YearOf::Open, month, day)) => {
            Meaning::Point(Point::Day(if turn < 0 { YearOf::Before } else { YearOf::After }, month, day))
        }
        meaning => meaning,
    };
    Draft { meaning, ..draft }
}
