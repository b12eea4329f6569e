//! Set phrases that a kind of act cannot do without: enacting formulas, release lines, forms of address.
//!
//! Takes the head and tail of a statement, gives the kinds its formulas show, each with the words that say so. What a
//! formula opens ("Be it enacted") says more than what merely is common in a kind, and its confidence with it. The formulas
//! stand in `formulas.tsv`; they run on folded text, so they are written in lower case without diacritics.

use std::sync::{LazyLock, OnceLock};

use broadside_model::{Found, Kind};
use regex::Regex;

use super::ends::{Ends, View};

/// Bytes that count as the front, the head and the tail of a statement.
const FRONT: usize = 400;
const HEAD: usize = 4000;
const TAIL: usize = 1200;

/// A line of the list, as it is written.
pub struct Line {
    method: &'static str,
    kind: &'static str,
    confidence: &'static str,
    place: &'static str,
    pattern: &'static str,
    /// Words of which one stands in whatever the pattern matches.
    pub needles: &'static str,
}

/// The lines of the list, in order.
pub fn lines() -> impl Iterator<Item = Line> {
    let lines = include_str!("formulas.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let &[method, kind, confidence, place, pattern, needles] = fields.as_slice() else { return None };
        Some(Line { method, kind, confidence, place, pattern, needles })
    })
}

struct Formula {
    /// Its place in the list.
    index: usize,
    method: &'static str,
    kind: Kind,
    confidence: u8,
    pattern: &'static str,
    /// Most texts need few of the formulas, so each is compiled when it is first needed.
    regex: OnceLock<Option<Regex>>,
}

impl Formula {
    fn of((index, line): (usize, Line)) -> Option<Formula> {
        let (kind, confidence) = (Kind::from_name(line.kind)?, line.confidence.parse().ok()?);
        let regex = OnceLock::new();
        Some(Formula { index, method: line.method, kind, confidence, pattern: line.pattern, regex })
    }

    fn regex(&self) -> Option<&Regex> {
        // Folded text is ASCII where it is Latin, so the plain boundary will do, and it is the quick one.
        let compile = || Regex::new(&format!("(?m){}", self.pattern.replace(r"\b", r"(?-u:\b)"))).ok();
        self.regex.get_or_init(compile).as_ref()
    }

    fn find(&self, view: &View<'_>) -> Option<Found<Kind>> {
        let place = self.regex()?.find(view.window.text)?;
        Some(Found::new(self.kind, view.window.trimmed(place), self.method, self.confidence))
    }
}

/// The formulas of the front, the head and the tail.
static PLACES: LazyLock<[Vec<Formula>; 3]> = LazyLock::new(|| {
    ["front", "head", "tail"]
        .map(|place| lines().enumerate().filter(|(_, line)| line.place == place).filter_map(Formula::of).collect())
});

/// The kinds that the formulas in a statement show.
pub fn kinds(ends: &Ends<'_>) -> Vec<Found<Kind>> {
    let mut found = Vec::new();
    let views = [ends.head(FRONT), ends.head(HEAD), ends.tail(TAIL)];
    for (formulas, view) in PLACES.iter().zip(views) {
        let rules = view.rules();
        let wanted = formulas.iter().filter(|formula| rules & (1 << formula.index) != 0);
        found.extend(wanted.filter_map(|formula| formula.find(&view)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Span;

    fn best(text: &str) -> Option<&'static str> {
        let found = kinds(&Ends::new(text, Span::new(0, text.len())));
        found.iter().max_by_key(|found| found.confidence).map(|found| found.value.name())
    }

    #[test]
    fn every_line_of_the_list_is_a_formula() {
        let written = include_str!("formulas.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(PLACES.iter().map(Vec::len).sum::<usize>(), written);
        assert!(PLACES.iter().flatten().all(|formula| formula.regex().is_some()));
    }

    #[test]
    fn formulas_show_kinds() {
        for (text, wanted) in [
            ("FOR IMMEDIATE RELEASE\nThe ferry sails again.", "press-release"),
            ("Be it enacted by the Assembly of Examplia", "law"),
            ("Whereas …\nNow, therefore, be it resolved that the ferry sail.", "resolution"),
            ("Now, therefore, I, A. Keeper, do hereby proclaim a day of rest.", "proclamation"),
            ("Señor Presidente: esta delegación", "speech"),
            ("The bakers. (Applause.) And more.", "speech"),
            ("We, the undersigned organisations, declare that the ferry must sail.", "declaration"),
            ("The League sends the congress its warmest greetings.", "message"),
            ("I return herewith, without my approval, the bill to dredge the harbour.", "message"),
            ("Anwesend: Frau Muster, Herr Beispiel", "minutes"),
            ("СЪЕЗД ПОСТАНОВЛЯЕТ: открыть порт.", "resolution"),
        ] {
            assert_eq!(best(text), Some(wanted), "{text}");
        }
        assert_eq!(best("The ferry sailed at noon."), None);
    }
}
