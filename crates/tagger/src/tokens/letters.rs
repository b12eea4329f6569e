//! A text as its normalised characters, each with the bytes of the text that it stands for.
//!
//! Tokenizers change characters (lower case, no accents, compatibility forms) before they cut words; what is found must lead
//! back to the text as it is. So every character carries its own range through all changes.

use unicode_segmentation::UnicodeSegmentation;

/// A character, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The character.
    pub c: char,
    /// First byte of what it stands for.
    pub start: u32,
    /// One past the last; the same where it stands for nothing in the text.
    pub end: u32,
}

/// The characters of a text that starts at `offset`. Spaces, tabs and line ends that stand together are one space.
pub fn letters(text: &str, offset: u32) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let start = offset + at as u32;
        let end = start + c.len_utf8() as u32;
        let c = if c.is_whitespace() { ' ' } else { c };
        match letters.last_mut() {
            Some(last) if c == ' ' && last.c == ' ' => last.end = end,
            _ => letters.push(Letter { c, start, end }),
        }
    }
    letters
}

/// The characters as a string.
pub fn string(letters: &[Letter]) -> String {
    letters.iter().map(|letter| letter.c).collect()
}

/// Replaces each character by what `change` makes of it.
pub fn each<I: IntoIterator<Item = char>>(letters: &[Letter], mut change: impl FnMut(char) -> I) -> Vec<Letter> {
    let mut changed = Vec::with_capacity(letters.len());
    for letter in letters {
        changed.extend(change(letter.c).into_iter().map(|c| Letter { c, ..*letter }));
    }
    changed
}

/// Replaces each character as its reader sees it (a letter with its marks) by what `change` makes of it. What is left as it
/// was keeps its own ranges; what is new stands for the whole.
pub fn each_seen(letters: &[Letter], mut change: impl FnMut(&str) -> String) -> Vec<Letter> {
    let text = string(letters);
    let (mut changed, mut rest) = (Vec::with_capacity(letters.len()), letters);
    for seen in text.graphemes(true) {
        let (of, behind) = rest.split_at_checked(seen.chars().count()).unwrap_or((rest, &[]));
        rest = behind;
        let made = change(seen);
        if made == seen {
            changed.extend_from_slice(of);
        } else if let (Some(first), Some(last)) = (of.first(), of.last()) {
            changed.extend(made.chars().map(|c| Letter { c, start: first.start, end: last.end }));
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::{each, each_seen, letters, string};

    #[test]
    fn changed_characters_lead_back_to_what_they_stand_for() {
        let text = "Ａe\u{301}ﬁx";
        let normal = each_seen(&letters(text, 10), |seen| seen.nfkc().collect());
        assert_eq!(string(&normal), "Aéfix");
        let back: Vec<&str> =
            normal.iter().map(|letter| &text[letter.start as usize - 10..letter.end as usize - 10]).collect();
        assert_eq!(back, ["Ａ", "e\u{301}", "ﬁ", "ﬁ", "x"]);
    }

    #[test]
    fn a_character_may_become_several_or_none() {
        let normal = each(&letters("aİb", 0), |c| c.to_lowercase().filter(|c| *c != 'b').collect::<Vec<_>>());
        assert_eq!(string(&normal), "ai\u{307}");
        assert_eq!((normal[2].start, normal[2].end), (1, 3));
    }
}
