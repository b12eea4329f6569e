//! Words of office: what reports, messages to a parliament, minutes and orders are made of, whatever they are about.
//!
//! Two reports that lay a document before the same body in the same words borrow nothing from each other; nor do two that
//! give the same figures of another year.

use super::beginnings::{Beginnings, longer_words};
use std::sync::LazyLock;

/// Least share of a passage's longer words that are words of office, in percent.
const SHARE: usize = 70;
/// Fewest of them.
const FEWEST: usize = 6;
/// Least share of a passage's letters that are digits where it is a form, in percent.
const DIGITS: usize = 10;
/// Fewest digits of a form.
const FEWEST_DIGITS: usize = 6;

static WORDS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::read(include_str!("routine.txt"), ""));

/// Whether a passage is made of words of office. Names and figures say nothing either way.
pub(super) fn is_routine(passage: &str) -> bool {
    let (mut of_office, mut all) = (0, 0);
    for (word, is_name) in longer_words(passage) {
        let is_of_office = WORDS.begin(&word);
        if is_of_office || !is_name {
            all += 1;
            of_office += usize::from(is_of_office);
        }
    }
    of_office >= FEWEST && of_office * 100 >= all * SHARE
}

/// Whether so much of a passage is figures that it may be a form, filled in.
pub(super) fn has_figures(passage: &str) -> bool {
    let (mut digits, mut all) = (0, 0);
    for letter in passage.chars().filter(|letter| letter.is_alphanumeric()) {
        all += 1;
        digits += usize::from(letter.is_numeric());
    }
    digits >= FEWEST_DIGITS && digits * 100 >= all * DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lays_a_report_before_a_body_is_of_office_in_any_language() {
        assert!(is_routine(
            "I transmit herewith for your consideration the report of the Secretary of the Treasury, in compliance with the resolution of the Senate"
        ));
        assert!(is_routine(
            "Tengo el honor de remitir a esa Comisión el informe del señor Ministro sobre el proyecto de ley"
        ));
    }

    #[test]
    fn what_a_report_says_is_not() {
        assert!(!is_routine(
            "the report says that the mills were closed, the ovens went cold and bread was dear all winter"
        ));
        assert!(!is_routine("bread for all who labour and an oven for every street, a hearing for every baker"));
    }

    #[test]
    fn sums_of_a_year_are_figures_and_a_single_year_is_none() {
        assert!(has_figures("for the year ending June 30, 1871, were $4,183,220, and for the next $3,910,000"));
        assert!(!has_figures("the bakers of Northport resolved in 1931 that no oven shall be left cold"));
    }
}
