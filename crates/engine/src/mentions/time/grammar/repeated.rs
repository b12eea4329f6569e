//! What is repeated: "every Monday", "each year", "annually", "on Sundays", "pro Jahr".

use super::*;

impl Grammar<'_> {
    /// "every Monday", "each year", "todos los días", "annually", "on Mondays".
    pub(super) fn every(&self, at: usize) -> Option<Draft> {
        let name = self.capital(at) && (self.capital(at + 1) || at > 0 && self.capital(at - 1));
        if let Some(unit) = self.value(at, SETADV).and_then(Unit::of).filter(|_| !name) {
            return Some(set(at, at + 1, Every::Unit(unit, 1.0), "adverb-of-repetition", 70));
        }
        if let Some(weekday) = self.small(at, WEEKDAYS) {
            let sure = self.capital(at) || !self.is(Language::ENGLISH);
            return sure.then(|| set(at, at + 1, Every::Weekday(weekday), "weekdays", 75));
        }
        let other = if self.value(at, EVERY)? == 0 { 1.0 } else { 2.0 };
        let next = at + 1 + usize::from(self.has(at + 1, DET) && !self.has(at + 1, UNIT));
        let word = self.word(at).to_lowercase();
        let word = word.as_str();
        let rate = ["por", "al", "par", "per", "pro", "в", "na", "all", "alle", "co"].contains(&word);
        if let Some(weekday) = self.small(next, WEEKDAY).filter(|_| !rate || word == "co") {
            return Some(set(at, next + 1, Every::Weekday(weekday), "every-weekday", 85));
        }
        if let Some(part) = self.small(next, PART).filter(|_| !rate) {
            return Some(set(at, next + 1, Every::Part(part), "every-part-of-the-day", 75));
        }
        if let Some(season) = self.small(next, SEASON).filter(|_| !rate) {
            return Some(set(at, next + 1, Every::Season(season), "every-season", 75));
        }
        if let Some((month, end)) = self.month(next).filter(|_| !rate && self.has(next, MONTH)) {
            return Some(set(at, end, Every::Month(month), "every-month", 75));
        }
        let amount = self.amount_of(next).filter(|_| !rate || word == "alle" || word == "co");
        if let Some((Amount::Number(number), unit, end)) = amount {
            return Some(set(at, end, Every::Unit(unit, number), "every-so-long", 80));
        }
        let unit = self.unit(next)?;
        self.is_rate(at, next, word).then(|| set(at, next + 1, Every::Unit(unit, other), "every-so-long", 75))
    }

    /// Whether a word before a unit says how often: "pro Jahr" and "per year" do, "al año" only behind a number.
    fn is_rate(&self, at: usize, unit: usize, word: &str) -> bool {
        let counted = at > 0 && (self.number_token(at - 1).is_some() || self.has(at - 1, TIMES | COUNT | NUM | SCALE));
        let single = !self.has(unit, PLURAL);
        match word {
            "par" | "pro" | "por" | "per" => single || self.is(Language::ENGLISH),
            "в" => at > 0 && self.has(at - 1, TIMES) && single,
            "al" | "all" | "na" => counted && single,
            "alle" | "co" => !self.is(Language::GERMAN) && single,
            _ => true,
        }
    }
}

fn set(start: usize, end: usize, every: Every, rule: &'static str, confidence: u8) -> Draft {
    Draft::new(start, end, Meaning::Set(every), rule, confidence)
}
