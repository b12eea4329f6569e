//! Set phrases that a kind of act cannot do without: enacting formulas, release lines, forms of address.
//!
//! Takes the head and tail of a statement, gives the kinds its formulas show, each with the words that say so. What a
//! formula opens ("Be it enacted") says more than what merely is common in a kind, and its confidence with it. The formulas
//! stand in `formulas.tsv`; they run on folded text, so they are written in lower case without diacritics.

use std::sync::LazyLock;

use broadside_model::{Found, Kind, Span};
use regex::{Regex, RegexSet, RegexSetBuilder};

use super::words::{Folded, head, tail};

/// Bytes that count as the front, the head and the tail of a statement.
const FRONT: usize = 400;
const HEAD: usize = 4000;
const TAIL: usize = 1200;

/// Bytes for the states of a set's automaton. With the usual room it is thrown away and made anew all the time.
const ROOM: usize = 32 << 20;

struct Formula {
    method: &'static str,
    kind: Kind,
    confidence: u8,
    regex: Regex,
}

/// The formulas of one place, and a set that says which of them match.
struct Place {
    formulas: Vec<Formula>,
    set: RegexSet,
}

impl Place {
    /// The formulas that the list has for a place.
    fn of(place: &str) -> Place {
        let mut formulas = Vec::new();
        let mut patterns = Vec::new();
        for line in include_str!("formulas.tsv").lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&'static str> = line.split('\t').collect();
            let &[method, kind, confidence, wanted, pattern] = fields.as_slice() else { continue };
            if wanted != place {
                continue;
            }
            // Folded text is ASCII where it is Latin, so the plain boundary will do, and it is the quick one.
            let pattern = format!("(?m){}", pattern.replace(r"\b", r"(?-u:\b)"));
            let (Some(kind), Ok(confidence), Ok(regex)) =
                (Kind::from_name(kind), confidence.parse(), Regex::new(&pattern))
            else {
                continue;
            };
            formulas.push(Formula { method, kind, confidence, regex });
            patterns.push(pattern);
        }
        Place {
            formulas,
            set: RegexSetBuilder::new(&patterns).dfa_size_limit(ROOM).build().unwrap_or_else(|_| RegexSet::empty()),
        }
    }

    fn find(&self, folded: &Folded, found: &mut Vec<Found<Kind>>) {
        for formula in self.set.matches(&folded.text).into_iter().filter_map(|index| self.formulas.get(index)) {
            let Some(place) = formula.regex.find(&folded.text) else { continue };
            let lead = place.as_str().len() - place.as_str().trim_start().len();
            let evidence = folded.span(place.start() + lead, place.start() + place.as_str().trim_end().len().max(lead));
            found.push(Found::new(formula.kind, evidence, formula.method, formula.confidence));
        }
    }
}

static PLACES: LazyLock<[Place; 3]> = LazyLock::new(|| [Place::of("front"), Place::of("head"), Place::of("tail")]);

/// The kinds that the formulas in a statement show.
pub fn kinds(text: &str, statement: Span) -> Vec<Found<Kind>> {
    let mut found = Vec::new();
    let windows = [head(text, statement, FRONT), head(text, statement, HEAD), tail(text, statement, TAIL)];
    for (place, window) in PLACES.iter().zip(windows) {
        place.find(&Folded::new(text, window), &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(text: &str) -> Option<&'static str> {
        let found = kinds(text, Span::new(0, text.len()));
        found.iter().max_by_key(|found| found.confidence).map(|found| found.value.name())
    }

    #[test]
    fn every_line_of_the_list_is_a_formula() {
        let lines = include_str!("formulas.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(PLACES.iter().map(|place| place.formulas.len()).sum::<usize>(), lines);
        assert!(PLACES.iter().all(|place| place.set.len() == place.formulas.len()));
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
