//! Where a passage starts and ends in whole words.
//!
//! An alignment starts and ends at letters: it may take in a letter or two of the next word that are alike by chance, and
//! leave out the last ones of its own that were misread. Both are put right, by no more than [`SLIP`] letters. Punctuation
//! that touches the first and the last word belongs to the passage.

use broadside_model::Span;

/// Letters by which an end is moved at most.
const SLIP: usize = 2;
/// Letters of a word that are looked at; scripts without spaces have no ends of words to be found.
const LONGEST: usize = 40;

/// The passage in whole words, if its letters are `letters` of `text`.
pub fn whole(text: &str, letters: Span) -> Span {
    let start = started(text, letters.start as usize).min(letters.end as usize);
    let end = ended(text, letters.end as usize).max(start);
    let mark = |character: &char| !character.is_alphanumeric() && !character.is_whitespace();
    let before: usize = text[..start].chars().rev().take_while(mark).map(char::len_utf8).sum();
    let after: usize = text[end..].chars().take_while(mark).map(char::len_utf8).sum();
    Span::new(start - before, end + after)
}

/// Where the word starts that a passage starts with, if its first letter is at `at`.
fn started(text: &str, at: usize) -> usize {
    let word = |character: &char| character.is_alphanumeric();
    let out = text[..at].chars().rev().take_while(word).take(LONGEST);
    let (missing, missing_bytes) = counted(out);
    let (taken, taken_bytes) = counted(text[at..].chars().take_while(word).take(LONGEST));
    if missing <= SLIP && missing < taken {
        at - missing_bytes
    } else if taken <= SLIP && taken <= missing {
        let next = at + taken_bytes;
        next + text[next..].find(char::is_alphanumeric).unwrap_or(0)
    } else {
        at
    }
}

/// Where the word ends that a passage ends with, if its last letter is before `at`.
fn ended(text: &str, at: usize) -> usize {
    let word = |character: &char| character.is_alphanumeric();
    let (missing, missing_bytes) = counted(text[at..].chars().take_while(word).take(LONGEST));
    let (taken, taken_bytes) = counted(text[..at].chars().rev().take_while(word).take(LONGEST));
    if missing <= SLIP && missing < taken {
        at + missing_bytes
    } else if taken <= SLIP && taken <= missing {
        let last = &text[..at - taken_bytes];
        last.char_indices().rev().find(|(_, c)| c.is_alphanumeric()).map_or(at, |(n, c)| n + c.len_utf8())
    } else {
        at
    }
}

/// How many characters there are, and of how many bytes.
fn counted(characters: impl Iterator<Item = char>) -> (usize, usize) {
    characters.fold((0, 0), |(count, bytes), character| (count + 1, bytes + character.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &str, letters: &str) -> String {
        let start = text.find(letters).unwrap_or(0);
        text[whole(text, Span::new(start, start + letters.len())).range()].to_owned()
    }

    #[test]
    fn letters_alike_by_chance_are_left_out() {
        assert_eq!(
            passage("we hold that „no grain shall leave“ so", "t „no grain shall leave“ s"),
            "„no grain shall leave“"
        );
    }

    #[test]
    fn letters_misread_at_the_ends_are_taken_in() {
        assert_eq!(passage("That xhe grain shall leavx.", "he grain shall leav"), "xhe grain shall leavx.");
    }

    #[test]
    fn a_passage_may_start_within_a_long_word() {
        assert_eq!(passage("Bundestagswahlkampf jetzt", "kampf jetzt"), "kampf jetzt");
    }
}
