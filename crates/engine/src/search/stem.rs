//! Stemming per language, remembered per word.
//!
//! Takes a word and the language of its document, gives the folded stems under which the document is found. Snowball
//! stemmers read accents, readers and OCR drop them: a word with accents gives two stems, that of the word as written
//! and that of its folded form, where they differ.

use std::borrow::Cow;
use std::hash::Hasher;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHasher;
use unicode_normalization::UnicodeNormalization;

use super::fold;
use super::forms::is_form;

/// Which stemmer a document is stemmed with, counted from 1; 0 for none. Stored in the index: never renumber.
pub(crate) type Tag = u8;

/// Languages with a stemmer: ISO 639-3 codes, and the stemmer. The tag is the place in the list, from 1.
const STEMMERS: [(&[&str], Algorithm); 18] = [
    (&["ara", "arb"], Algorithm::Arabic),
    (&["dan"], Algorithm::Danish),
    (&["nld"], Algorithm::Dutch),
    (&["eng"], Algorithm::English),
    (&["fin"], Algorithm::Finnish),
    (&["fra"], Algorithm::French),
    (&["deu"], Algorithm::German),
    (&["ell"], Algorithm::Greek),
    (&["hun"], Algorithm::Hungarian),
    (&["ita"], Algorithm::Italian),
    (&["nor", "nob", "nno"], Algorithm::Norwegian),
    (&["por"], Algorithm::Portuguese),
    (&["ron"], Algorithm::Romanian),
    (&["rus"], Algorithm::Russian),
    (&["spa"], Algorithm::Spanish),
    (&["swe"], Algorithm::Swedish),
    (&["tam"], Algorithm::Tamil),
    (&["tur"], Algorithm::Turkish),
];

/// One more than the highest tag.
pub(crate) const TAGS: usize = STEMMERS.len() + 1;

/// The tag of English.
pub(crate) const ENGLISH: Tag = 4;
const SPANISH: Tag = 15;
const PORTUGUESE: Tag = 12;

/// The tag of a language by its ISO 639-3 code.
pub(crate) fn tag_of(language: Option<&str>) -> Tag {
    let Some(code) = language else { return 0 };
    STEMMERS.iter().position(|(codes, _)| codes.contains(&code)).map_or(0, |place| place as Tag + 1)
}

/// Words longer than this many bytes are not stemmed: they are not words.
const LONGEST_STEMMED: usize = 64;
/// Remembered words of texts, and of a question; powers of two.
const REMEMBERED: usize = 1 << 14;
const REMEMBERED_OF_QUESTION: usize = 1 << 8;

#[derive(Default, Clone)]
struct Slot {
    tag: Tag,
    word: String,
    stem: String,
    second: String,
    /// The folded form.
    plain: String,
    /// Which of the two stems the folded form cannot be found by.
    apart: [bool; 2],
}

/// Stems words, remembering those it met last.
pub(crate) struct Stems {
    slots: Vec<Slot>,
    remembered: usize,
    known: Vec<Known>,
}

/// Longest word that [`Known`] has room for.
const KNOWN: usize = 29;

/// A word of a text that leads to its stem, with its tag and length: kept small and compared as four numbers, since
/// nearly every word of a text is looked up here.
type Known = [u64; 4];

impl Stems {
    /// With nothing remembered.
    pub(crate) fn new() -> Self {
        Stems { slots: Vec::new(), remembered: REMEMBERED, known: Vec::new() }
    }

    /// With nothing remembered, and little room, quickly made.
    pub(crate) fn of_question() -> Self {
        Stems { slots: Vec::new(), remembered: REMEMBERED_OF_QUESTION, known: Vec::new() }
    }

    /// The folded stem of a lower-case word in the language of `tag`, and a second one or an empty string. The word
    /// keeps its accents.
    pub(crate) fn stems(&mut self, tag: Tag, word: &str) -> (&str, &str) {
        let slot = self.slot(tag, word);
        (&slot.stem, &slot.second)
    }

    /// Those of the stems under which a word must be indexed besides its indexed form `folded`, or empty strings: the
    /// others lead to that form by [`forms`](super::forms).
    pub(crate) fn apart(&mut self, tag: Tag, word: &str, folded: &str) -> (&str, &str) {
        let slot = self.slot(tag, word);
        let odd = slot.plain != folded;
        let of = |place: usize, stem| if odd || slot.apart[place] { stem } else { "" };
        (of(0, slot.stem.as_str()), of(1, slot.second.as_str()))
    }

    /// As [`apart`](Stems::apart), for a word of a text that is its own folded form.
    pub(crate) fn apart_plain(&mut self, tag: Tag, word: &str) -> (&str, &str) {
        let Some(known) = known(tag, word) else { return self.apart(tag, word, word) };
        let mixed = known.iter().fold(0_u64, |mixed, part| (mixed.rotate_left(26) ^ part).wrapping_mul(MIX));
        let place = (mixed >> 40) as usize & (self.remembered - 1);
        if self.known.is_empty() {
            self.known.resize(self.remembered, Known::default());
        }
        if self.known[place] == known {
            return ("", "");
        }
        if self.slot(tag, word).apart == [false, false] {
            self.known[place] = known;
            return ("", "");
        }
        self.apart(tag, word, word)
    }

    fn slot(&mut self, tag: Tag, word: &str) -> &Slot {
        if self.slots.is_empty() {
            self.slots.resize_with(self.remembered, Slot::default);
        }
        let place = place_of(tag, word, self.remembered);
        let slot = &mut self.slots[place];
        if slot.tag != tag || slot.word != word {
            slot.tag = tag;
            slot.word.clear();
            slot.word.push_str(word);
            slot.stem.clear();
            slot.second.clear();
            stem_into(tag, word, &mut slot.stem);
            slot.plain.clear();
            fold::fold(word, &mut slot.plain);
            if slot.plain != word {
                stem_into(tag, &slot.plain, &mut slot.second);
                if slot.second == slot.stem {
                    slot.second.clear();
                }
            }
            // The form is looked up by the stem of the folded word, which is the second where there are two.
            let two = !slot.second.is_empty();
            slot.apart =
                [two || !is_form(tag, &slot.stem, &slot.plain), two && !is_form(tag, &slot.second, &slot.plain)];
        }
        slot
    }
}

/// An odd number without pattern.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

fn known(tag: Tag, word: &str) -> Option<Known> {
    let mut bytes = [0; 32];
    bytes.get_mut(..KNOWN)?.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    let mut known = Known::default();
    for (part, bytes) in known.iter_mut().zip(bytes.as_chunks().0) {
        *part = u64::from_le_bytes(*bytes);
    }
    known[3] |= u64::from(tag) << 48 | (word.len() as u64) << 56;
    Some(known)
}

/// Where a word is remembered among so many, a power of two.
fn place_of(tag: Tag, word: &str, places: usize) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write_u8(tag);
    hasher.write(word.as_bytes());
    (hasher.finish() >> 20) as usize & (places - 1)
}

/// The folded stem of a word that is folded already, not remembered.
pub(crate) fn stem_of_plain(tag: Tag, word: &str) -> String {
    let mut stem = String::new();
    stem_into(tag, word, &mut stem);
    stem
}

fn stem_into(tag: Tag, word: &str, stem: &mut String) {
    let stemmer = usize::from(tag).checked_sub(1).and_then(|place| STEMMERS.get(place));
    match stemmer {
        Some((_, algorithm)) if word.len() <= LONGEST_STEMMED => {
            fold::fold(&Stemmer::new(*algorithm).stem(word), stem);
        }
        _ => fold::fold(word, stem),
    }
    if stem.is_empty() {
        fold::fold(word, stem);
    }
}

/// Replaces `lower` by the lower-case form that stemmers read: accents kept and composed, separators dropped.
pub(crate) fn lower_into(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.extend(word.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase() as char));
        return;
    }
    let kept = |c: &char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(*c);
    lower.extend(word.chars().flat_map(char::to_lowercase).nfc().filter(kept).take(fold::LONGEST));
}

/// Spellings with the accents that people leave out when they type a query: `informacion` for `información`.
pub(crate) fn accented(tag: Tag, word: &str) -> Option<Cow<'_, str>> {
    let endings: &[(&str, &str)] = match tag {
        SPANISH => &[("cion", "ción"), ("sion", "sión")],
        PORTUGUESE => &[("cao", "ção"), ("coes", "ções"), ("sao", "são"), ("soes", "sões")],
        _ => return None,
    };
    let (ending, accent) = endings.iter().find(|(ending, _)| word.ends_with(ending))?;
    Some(Cow::Owned(format!("{}{accent}", word.strip_suffix(ending)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(language: &str, word: &str) -> String {
        Stems::new().stems(tag_of(Some(language)), word).0.to_owned()
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (language, one, other) in [
            ("eng", "elections", "election"),
            ("spa", "información", "informaciones"),
            ("fra", "élections", "élection"),
            ("deu", "häuser", "hauser"),
            ("por", "declarações", "declaração"),
            ("rus", "выборы", "выборов"),
        ] {
            assert_eq!(stem(language, one), stem(language, other));
        }
    }

    #[test]
    fn a_word_with_accents_is_also_found_without() {
        let mut stems = Stems::new();
        let tag = tag_of(Some("spa"));
        let (stem, second) = stems.stems(tag, "corazón");
        let found = [stem.to_owned(), second.to_owned()];
        assert!(found.contains(&stems.stems(tag, "corazon").0.to_owned()));
    }

    #[test]
    fn an_unknown_language_leaves_the_word() {
        assert_eq!(Stems::new().stems(tag_of(Some("xho")), "élections").0, "elections");
    }
}
