//! The past, the present and the future without a date ("now", "recently", "in the future"), and numbered sessions.

use super::*;

impl Grammar<'_> {
    /// "now", "currently", "recently", "soon".
    pub(super) fn reference(&self, at: usize) -> Option<Draft> {
        if let Some(draft) = self.the_past(at) {
            return Some(draft);
        }
        let mask = self.mask(at);
        let name = if mask & NOW != 0 {
            "PRESENT_REF"
        } else if mask & PAST != 0 {
            "PAST_REF"
        } else if mask & FUTURE != 0 {
            "FUTURE_REF"
        } else {
            return None;
        };
        // "the future of our country", "the past sixty years", "Now Therefore" in a title.
        let word = self.word(at).to_lowercase();
        let behind = at + 1;
        let noun = mask & NOW != 0 && mask & REL != 0 && self.has(behind, UNIT) || word == "past" || word == "future";
        let verb =
            self.mark(behind, '-') && self.glued(behind) || at > 0 && self.word(at - 1).eq_ignore_ascii_case("most");
        let therefore = word == "now"
            && (self.mark(behind, ',') && self.word(behind + 1).eq_ignore_ascii_case("therefore")
                || self.word(behind).eq_ignore_ascii_case("therefore"));
        // "ora" before a number, "teraz" are fine; Italian "ora" behind an article is an hour.
        let hour = mask & UNIT != 0 && at > 0 && self.has(at - 1, DET | INDEF | NUM | OF | CLOCKPRE | EVERY | REL);
        if noun || verb || therefore || hour || word == "nun" {
            return None;
        }
        Some(Draft::new(at, behind, Meaning::Reference(name), "reference", 60))
    }

    /// "the past", "the present", "the future" as nouns.
    fn the_past(&self, at: usize) -> Option<Draft> {
        if !self.is(Language::ENGLISH) {
            return self.past_elsewhere(at);
        }
        if !self.the(at) {
            return None;
        }
        let recent = usize::from(matches!(self.word(at + 1), "recent" | "distant" | "near" | "immediate"));
        let noun = at + 1 + recent;
        let name = match self.word(noun) {
            "past" => "PAST_REF",
            "present" => "PRESENT_REF",
            "moment" if at > 0 && matches!(self.word(at - 1), "at" | "At" | "for" | "For") => "PRESENT_REF",
            "future" => "FUTURE_REF",
            _ => return None,
        };
        // "the past three weeks", "the future of the country", "the present report" are none.
        let behind = self.token(noun + 1);
        let closed = behind.is_none_or(|next| match next.kind {
            Kind::Word => next.mask & (IN | AND | WAS | WILL | TO) != 0 && next.mask & (OF | UNIT | NUM) == 0,
            Kind::Number => false,
            Kind::Mark(_) | Kind::Break => true,
        });
        closed.then(|| Draft::new(at, noun + 1, Meaning::Reference(name), "reference", 60))
    }

    /// "el pasado", "l'avenir", "в будущем" as nouns.
    fn past_elsewhere(&self, at: usize) -> Option<Draft> {
        let noun = at + usize::from(self.has(at, DET));
        let name = match self.word(noun) {
            "pasado" | "passado" | "passato" | "passé" | "прошлом" => "PAST_REF",
            "futuro" | "futur" | "avenir" | "будущем" => "FUTURE_REF",
            _ => return None,
        };
        let introduced = noun > at || at > 0 && self.has(at - 1, IN | OF);
        let closed = self.token(noun + 1).is_none_or(|next| match next.kind {
            Kind::Word => next.mask & (AND | WAS | WILL) != 0,
            Kind::Number => false,
            Kind::Mark(_) | Kind::Break => true,
        });
        let behind_unit = at > 0 && self.has(at - 1, UNIT | MONTH | WEEKDAY);
        (introduced && closed && !behind_unit)
            .then(|| Draft::new(at, noun + 1, Meaning::Reference(name), "reference", 55))
    }

    /// "thirty-first session", "XXXI session", "el trigésimo primer período de sesiones", "31. Tagung".
    pub(super) fn session(&self, at: usize) -> Option<Draft> {
        let (number, next) = match self.ordinal(at) {
            Some(found) => found,
            None => {
                let token = self.token(at).filter(|token| token.kind == Kind::Word && token.value > 0)?;
                (token.value, at + 1)
            }
        };
        // "thirty-first regular session", "XXVI съезд", "décima sesión ordinaria"
        let skip = matches!(
            self.word(next),
            "regular"
                | "special"
                | "ordinary"
                | "annual"
                | "party"
                | "Party"
                | "plenary"
                | "emergency"
                | "ordentliche"
                | "ordentlichen"
        );
        let next = next + usize::from(skip);
        if !self.has(next, SESSION) || !(1..=999).contains(&number) {
            return None;
        }
        Some(Draft::new(at, next + 1, Meaning::Session(number), "numbered-session", 85))
    }
}
