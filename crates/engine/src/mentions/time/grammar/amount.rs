//! Lengths of time: "three weeks", "27-year", "two and a half years", "the last ten days".

use super::*;

impl Grammar<'_> {
    /// An amount, its unit and the token behind it.
    pub(super) fn amount_of(&self, at: usize) -> Option<(Amount, Unit, usize)> {
        if let Some(found) = self.half_unit(at) {
            return Some(found);
        }
        let as_many = at > 0 && self.word(at) == "many" && matches!(self.word(at - 1), "as" | "so" | "how" | "too");
        if self.has(at, FEW) && !as_many {
            let next = at + 1 + usize::from(self.is(Language::ENGLISH) && self.word(at + 1) == "of");
            let unit = self.unit(next).filter(|_| self.has(next, PLURAL) || !self.is(Language::ENGLISH))?;
            return Some((Amount::Some, unit, next + 1));
        }
        let (number, next) = if let Some((number, next)) = self.fraction(at) {
            (number, next)
        } else if let Some((number, next)) = self.cardinal(at) {
            (f64::from(number), next)
        } else if self.has(at, INDEF) && !self.has(at, NUM) {
            (1.0, at + 1)
        } else if self.one_unit(at) {
            (1.0, at)
        } else {
            return None;
        };
        let scaled = self.value(next, SCALE).filter(|_| self.has(at, INDEF));
        let (number, next) = scaled.map_or((number, next), |scale| (number * f64::from(scale), next + 1));
        let half = self.value(next, HALF) == Some(1);
        let (number, next) = if half { (number + 0.5, next + 1) } else { (number, next) };
        // "27-year", "the last five consecutive trading days"
        let next = next + usize::from(self.mark(next, '-') && self.glued(next));
        let next = next + usize::from(self.unit(next).is_none() && self.between(next) && self.unit(next + 1).is_some());
        let unit = self.unit(next)?;
        let tail = self.value(next + 1, HALF) == Some(1);
        let (number, end) = if tail { (number + 0.5, next + 2) } else { (number, next + 1) };
        Some((Amount::Number(number), unit, end))
    }

    /// "через неделю", "tydzień temu": a unit without a number is one.
    fn one_unit(&self, at: usize) -> bool {
        let turned = at > 0 && self.has(at - 1, INPRE) || self.has(at + 1, AGOPOST);
        matches!(self.language.code(), "rus" | "pol") && self.unit(at).is_some() && turned && !self.has(at, PLURAL)
    }

    fn between(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "consecutive"
                | "straight"
                | "full"
                | "whole"
                | "calendar"
                | "trading"
                | "long"
                | "more"
                | "further"
                | "successive"
                | "working"
        )
    }

    /// "half an hour", "half a year", "demi-heure", "pół roku".
    fn half_unit(&self, at: usize) -> Option<(Amount, Unit, usize)> {
        let half = self.value(at, HALF).filter(|half| *half != 1)?;
        if half == 0 && self.is(Language::ENGLISH) {
            return None;
        }
        let next = at + 1 + usize::from(self.mark(at + 1, '-'));
        let unit = self.unit(next).filter(|_| !self.has(next, PLURAL))?;
        if half == 0 && !matches!(unit, Unit::Hour | Unit::Year) {
            return None;
        }
        Some((Amount::Number(0.5), unit, next + 1))
    }

    /// "2.5", "2,5", "2 1/2".
    fn fraction(&self, at: usize) -> Option<(f64, usize)> {
        let whole = self.number_token(at).filter(|token| token.digits <= 3)?;
        let mark = self.mark(at + 1, '.') || self.mark(at + 1, ',');
        let tenth = self.number_token(at + 2).filter(|token| token.glued && token.digits == 1)?;
        (mark && self.glued(at + 1)).then(|| (f64::from(whole.value) + f64::from(tenth.value) / 10.0, at + 3))
    }

    /// A length of time: "three weeks", "a year", "the past nine days", "years".
    pub(super) fn amount(&self, at: usize) -> Option<Draft> {
        if let Some(draft) = self.turned_amount(at).or_else(|| self.first_amount(at)) {
            return Some(draft);
        }
        if let Some(draft) = self.two_amounts(at) {
            return Some(draft);
        }
        if let Some((amount, unit, end)) = self.amount_of(at) {
            return self.plausible_amount(at, amount, unit, end);
        }
        self.bare_plural(at)
    }

    /// An amount that is no age, no rate, no year and no time of the day.
    fn plausible_amount(&self, at: usize, amount: Amount, unit: Unit, end: usize) -> Option<Draft> {
        if self.number_token(at).is_some() && self.joined_before(at) || self.age(at, end) {
            return None;
        }
        let one = self.has(at, INDEF) || self.has(at, NUM) && amount == Amount::Number(1.0);
        if one && amount != Amount::Some {
            if let Some(draft) = self.rate_or_name(at, amount, unit, end) {
                return Some(draft);
            }
            if !self.surely_one(at, unit, end) {
                return None;
            }
        }
        if let Amount::Number(number) = amount
            && (number > 20_000.0 || number == 0.0 || self.is_clock_unit(at, unit, end, number))
        {
            return None;
        }
        // "1990 года", "20 век": a year or an ordinal, no length.
        let digits = self.number_token(at);
        let year = digits.is_some_and(|token| token.digits == 4 && token.value > 1200);
        let slavic = matches!(self.language.code(), "rus" | "pol" | "tur") && digits.is_some();
        let century = slavic && !self.has(end - 1, PLURAL) && unit == Unit::Century;
        let ordinal = unit == Unit::Second && self.has(end - 1, ORD) && !self.has(end - 1, PLURAL);
        if year && matches!(unit, Unit::Year | Unit::Day | Unit::Month) || century || ordinal {
            return None;
        }
        let long = self.mark(end, '-') && self.glued(end) && self.word(end + 1) == "long";
        Some(Draft::new(at, end + 2 * usize::from(long), Meaning::Duration(amount, unit), "length", 80))
    }

    /// "15 a year", "twice a week", "$3 an hour": how often; "a month-long siege", whose article is the siege's.
    fn rate_or_name(&self, at: usize, amount: Amount, unit: Unit, end: usize) -> Option<Draft> {
        if !self.has(at, INDEF) {
            return None;
        }
        let counts = |at: usize| self.number_token(at).is_some() || self.has(at, TIMES | COUNT | NUM | SCALE);
        let counted = at.checked_sub(1).is_some_and(counts);
        if counted && self.word(end) != "of" {
            return Some(Draft::new(at, end, Meaning::Set(Every::Unit(unit, 1.0)), "so-often", 75));
        }
        let long = self.mark(end, '-') && self.glued(end) && self.word(end + 1) == "long";
        long.then(|| Draft::new(end - 1, end + 2, Meaning::Duration(amount, unit), "length", 75))
    }

    /// Whether an article before a unit counts it: "one day" is some day, "a day of mourning" a kind of day, "a
    /// year-ago quarter" no year.
    fn surely_one(&self, at: usize, unit: Unit, end: usize) -> bool {
        let english = self.is(Language::ENGLISH);
        let short = matches!(unit, Unit::Second | Unit::Minute | Unit::Quarter) && self.has(at, INDEF);
        let vague = unit == Unit::Day && (self.the(end) || self.has(end, OF) || !english || self.has(at, NUM));
        let named = matches!(unit, Unit::Weekend | Unit::Semester);
        let article = !english && matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
        let joined = self.mark(end, '-') && self.glued(end) && self.has(at, INDEF);
        !(short || vague || named || article || joined)
    }

    /// "20 uur", "10 heures", "10 часов" as a time of the day is not a length.
    fn is_clock_unit(&self, at: usize, unit: Unit, end: usize, number: f64) -> bool {
        unit == Unit::Hour
            && number <= 24.0
            && !self.is(Language::ENGLISH)
            && (self.has(end, AMPM | PART)
                || at > 0 && (self.has(at - 1, CLOCKPRE) || matches!(self.word(at - 1), "à" | "À" | "dès" | "в" | "к")))
    }

    /// "56 years old", "a 56-year-old", "aged 56 years", "56 ans" of age.
    fn age(&self, at: usize, end: usize) -> bool {
        let behind = end + usize::from(self.mark(end, '-'));
        let before = at.checked_sub(1).map(|before| self.word(before).to_lowercase()).unwrap_or_default();
        matches!(self.word(behind), "old" | "olds" | "alt" | "alte" | "alten" | "oud" | "âgé" | "âgée")
            || self.has(end, OF | EVERY)
                && matches!(self.word(end + 1), "age" | "edad" | "idade" | "età" | "âge" | "imprisonment-age")
            || matches!(before.as_str(), "aged" | "age" | "âgé" | "âgée")
            || at > 1
                && matches!(self.word(at - 2), "Alter" | "âge" | "âgé" | "âgée" | "età" | "edad" | "idade" | "leeftijd")
    }

    /// "the last three weeks", "the next four years", "los últimos diez años", "последние три года".
    fn turned_amount(&self, at: usize) -> Option<Draft> {
        let from = at + usize::from(self.has(at, DET) && !self.has(at, REL));
        if let Some(turn) = self.value(from, REL).filter(|turn| matches!(turn, -2..=2))
            && (from > at || !self.is(Language::ENGLISH) || turn != 0)
        {
            if let Some((amount, unit, end)) = self.amount_of(from + 1).filter(|_| !self.has(from + 1, INDEF)) {
                return Some(Draft::new(at, end, Meaning::Duration(amount, unit), "past-so-long", 80));
            }
            // "recent years", "the coming weeks", "the past months"
            let plural = self.language.code() == "fra" && self.word(from).ends_with('s');
            if self.unit(from + 1).is_some() && (self.has(from + 1, PLURAL) || plural) {
                let meaning = match turn {
                    -1 | -2 => Meaning::Duration(Amount::Some, self.unit(from + 1)?),
                    0 => return None,
                    _ => Meaning::Reference("FUTURE_REF"),
                };
                return Some(Draft::new(at, from + 2, meaning, "past-so-long", 65));
            }
            return None;
        }
        // "the recent years", "recent months"
        if self.has(from, PAST) && self.unit(from + 1).is_some() && self.has(from + 1, PLURAL) {
            return Some(Draft::new(at, from + 2, Meaning::Reference("PAST_REF"), "past-so-long", 70));
        }
        let (amount, unit, end) = self.amount_of(from)?;
        // "los diez últimos años", "les trois dernières années"
        let _ = (amount, unit, end);
        let (number, next) = self.cardinal(from)?;
        let turn = self.value(next, REL).filter(|turn| turn.abs() <= 2 && !self.is(Language::ENGLISH))?;
        let unit = self.unit(next + 1)?;
        let _ = turn;
        Some(Draft::new(at, next + 2, Meaning::Duration(Amount::Number(f64::from(number)), unit), "past-so-long", 75))
    }

    /// "the first nine months of 2009", "the first five days".
    fn first_amount(&self, at: usize) -> Option<Draft> {
        if !self.is(Language::ENGLISH) || !self.the(at) || self.word(at + 1) != "first" {
            return None;
        }
        let (amount, unit, end) = self.amount_of(at + 2).filter(|(_, unit, _)| *unit != Unit::Second)?;
        let year = self.year(end + 1).map(|(_, end)| end);
        let turned = self.turned_unit(end + 1).filter(|(unit, ..)| *unit == Unit::Year).map(|(.., end)| end);
        let the_year = (self.the(end + 1) && self.unit(end + 2) == Some(Unit::Year)).then_some(end + 3);
        let of = self.has(end, OF) && self.word(end) != "for";
        let end = if of { year.or(turned).or(the_year).unwrap_or(end) } else { end };
        Some(Draft::new(at, end, Meaning::Duration(amount, unit), "first-so-long", 75))
    }

    /// "60 to 90 days", "three or four years": one length from its first number on.
    fn two_amounts(&self, at: usize) -> Option<Draft> {
        let (first, next) = self.cardinal(at)?;
        let joined = self.has(next, TO) && !self.has(next, AND)
            || self.dash(next)
            || matches!(self.word(next), "or" | "o" | "ou" | "oder" | "of" | "или" | "lub");
        if !joined || self.number_token(at).is_some() && self.joined_before(at) {
            return None;
        }
        let (amount, unit, end) = self.amount_of(next + 1).filter(|_| !self.has(next + 1, INDEF | FEW))?;
        let Amount::Number(last) = amount else { return None };
        let fits = f64::from(first) < last && first < 1000 && !self.age(at, end) && unit != Unit::Century;
        // Two numbers with a word between are two lengths for TIMEX3; the second has the unit.
        fits.then(|| Draft::new(at, end, Meaning::Duration(Amount::Number(last), unit), "length", 60))
    }

    /// "years", "decades" behind "for", "in", "after".
    fn bare_plural(&self, at: usize) -> Option<Draft> {
        let before = at.checked_sub(1).map(|before| self.word(before).to_lowercase())?;
        if !self.is(Language::ENGLISH) || !self.has(at, PLURAL) {
            return None;
        }
        let long = self.mark(at + 1, '-') && self.word(at + 2) == "long";
        let introduced = matches!(before.as_str(), "for" | "in" | "over" | "within" | "after" | "just" | "mere" | "of");
        let unit = self.unit(at)?;
        let of = before == "of"
            && unit != Unit::Decade
            && unit != Unit::Century
            && !(at > 1 && self.word(at - 2).eq_ignore_ascii_case("number"));
        // "in years to come" is the future; "the hours of labour" none.
        if !(introduced || long) || of || self.has(at + 1, OF) && before != "for" {
            return None;
        }
        let end = if long { at + 3 } else { at + 1 };
        Some(Draft::new(at, end, Meaning::Duration(Amount::Some, unit), "length", 60))
    }
}
