//! Whether the rows of a list, once read, are those of people and bodies who sign, or the columns of a page that a list was
//! seen in.
//!
//! A scanned page has headlines, advertisements and sentences broken into lines, and below the word "signed" they can look
//! like a list. Read as rows they betray themselves: sentences, prices, more marks than letters. A clean text is
//! believed sooner than a long one that is full of misread letters: there a row must be known as somebody's name. (In a short
//! text the names themselves are most of the words that look like none.)

use super::Rows;
use super::shape;
use broadside_model::{Found, Signatory, Text};

/// Text quality, in hundredths, from which on a row need not be known as the name of somebody.
const CLEAN: u8 = 96;
/// Bytes of text from which on its quality says something.
const LONG: usize = 4000;

/// Whether most rows can be names, and, where the text is badly read, most are known to be.
pub(super) fn is_sound(rows: &Rows, text: &Text) -> bool {
    let all = rows.rows.len();
    let sound = rows.rows.iter().filter(|row| is_name(row)).count();
    let known = rows.rows.iter().filter(|row| is_name(row) && is_known(&row.value)).count();
    let misread = text.text.len() >= LONG && text.quality.is_some_and(|quality| quality < CLEAN);
    all > 0 && sound * 10 >= all * 7 && (!misread || known * 2 >= all)
}

/// Whether nothing in a row says that it is none.
fn is_name(row: &Found<Signatory>) -> bool {
    let signatory = &row.value;
    let fields = [Some(&signatory.name), signatory.role.as_ref(), signatory.affiliation.as_ref()];
    fields.into_iter().flatten().all(|field| !shape::is_prose(field) && !is_broken(field))
}

/// Whether a field is a price, goes over the end of a sentence, or has hardly more letters than other marks.
fn is_broken(field: &str) -> bool {
    let (mut letters, mut others) = (0, 0);
    for each in field.chars().filter(|each| !each.is_whitespace() && *each != '.') {
        match each {
            _ if each.is_alphabetic() => letters += 1,
            // Signs of other scripts belong to their letters.
            _ => others += usize::from(each.is_ascii()),
        }
    }
    field.contains('$') || others * 2 > letters || goes_on(field)
}

/// Whether a sentence ends within a field: "to discover the theft. Several thousand".
fn goes_on(field: &str) -> bool {
    let mut ends = field.match_indices(". ");
    ends.any(|(at, _)| {
        let word = field[..at].rsplit(' ').next().unwrap_or_default();
        let small = word.chars().all(char::is_lowercase) && word.chars().count() > 4;
        small && field[at + 2..].chars().next().is_some_and(char::is_uppercase)
    })
}

/// Whether a row says, or its words are known to say, who it is.
fn is_known(signatory: &Signatory) -> bool {
    signatory.acronym.is_some() || shape::is_likely_person(&signatory.name) || shape::is_organisation(&signatory.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Span;

    fn rows(names: &[&str]) -> Rows {
        let row = |name: &&str| {
            let value = Signatory { name: (*name).to_owned(), ..Signatory::default() };
            Found::new(value, Span::new(0, 1), "signatory-line", 80)
        };
        Rows { rows: names.iter().map(row).collect(), ..Rows::default() }
    }

    fn page(quality: u8) -> Text {
        Text { text: "a page of a paper ".repeat(400), quality: Some(quality), ..Text::default() }
    }

    #[test]
    fn the_columns_of_a_page_are_no_list() {
        let columns = [
            "How the robbers entered the office is not known. It is believed that they had an automobile",
            "The stamps weighed about 300 pounds. Some were left untouched, the robbers being unable to move them",
            "New brushes, $2.00",
            "J. Weaver",
        ];
        assert!(!is_sound(&rows(&columns), &page(100)));
    }

    #[test]
    fn letters_that_are_misread_are_no_names() {
        let misread = ["HliU llHu KHIILU", "I y s tks I J", "Jr GOOVgJy weir"];
        assert!(!is_sound(&rows(&misread), &page(85)));
    }

    #[test]
    fn names_on_a_badly_read_page_are_a_list() {
        assert!(is_sound(&rows(&["J. L. Hopper", "S. H. Black", "Mary Miller"]), &page(85)));
    }

    #[test]
    fn unknown_names_in_a_clean_or_short_text_are_a_list() {
        let short = Text { text: "Signed: Urtehavens Venner".to_owned(), quality: Some(60), ..Text::default() };
        assert!(is_sound(&rows(&["Urtehavens Venner"]), &short));
        assert!(is_sound(&rows(&["Weavers of Thale", "Knotters of the Vale", "织工联合会"]), &page(100)));
        assert!(is_sound(&rows(&["Clubul Olarilor (fondat în 1950)", "Ligue des potiers"]), &page(100)));
    }
}
