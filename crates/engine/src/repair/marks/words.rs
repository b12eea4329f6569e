//! A text cut into the words that can be judged.
//!
//! A token is what stands between white space, without the punctuation around it. A word is a token, or one side of a
//! hyphen in it: "two-thirds" is one token of two words, judged apart and marked together.

use std::ops::Range;

/// How a word uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// No capital.
    Lower,
    /// The first letter only.
    Title,
    /// Every letter, two or more.
    Upper,
    /// A capital in the midst of small letters, or the other way round.
    Mixed,
}

/// A word of the text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Bytes of the word.
    pub span: Range<usize>,
    /// Bytes of the token it belongs to.
    pub token: Range<usize>,
    /// The word in lower case with straight apostrophes, without a possessive ending.
    pub folded: String,
    /// The possessive ending as written: `'s` or nothing.
    pub ending: String,
    /// How it uses capitals.
    pub shape: Shape,
    /// Whether a sentence, a paragraph or the text ends right before it.
    pub opens: bool,
    /// Whether it is the first of its line.
    pub line_start: bool,
    /// Whether it is the last of its line.
    pub line_end: bool,
    /// Whether all its characters are letters and apostrophes.
    pub letters: bool,
}

/// The longest word that is judged, in characters.
pub(super) const LONGEST: usize = 28;

/// The words of a text, in order. Numbers, addresses of the web, single signs and tokens that are mostly digits are left
/// out, but what stands after them does not follow what stood before.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut opens = true;
    for line in text.split_inclusive(['\n', '\u{c}']) {
        let base = line.as_ptr() as usize - text.as_ptr() as usize;
        if line.trim().is_empty() {
            opens = true;
            continue;
        }
        let first = words.len();
        for piece in line.split(is_border).filter(|piece| !piece.is_empty()) {
            let at = base + (piece.as_ptr() as usize - line.as_ptr() as usize);
            opens = cut(piece, at, opens, &mut words);
        }
        if let [start, .., end] = words.get_mut(first..).unwrap_or_default() {
            start.line_start = true;
            end.line_end = true;
        } else if let Some(only) = words.get_mut(first) {
            only.line_start = true;
            only.line_end = true;
        }
    }
    words
}

/// Whether a word ends here whatever stands beside it.
fn is_border(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{2014}' | '\u{2013}' | '\u{2015}' | '\u{2026}' | '[' | ']' | '"' | '\u{201c}' | '\u{201d}')
}

/// Adds the words of one piece between white space; says whether the next one opens a sentence.
fn cut(piece: &str, at: usize, opens: bool, words: &mut Vec<Word>) -> bool {
    let Some((core_start, core)) = core(piece) else {
        return opens || piece.contains(['.', '!', '?', ':', ';']) || piece.contains(|c: char| c.is_numeric());
    };
    let trailing = piece.get(core_start + core.len()..).unwrap_or_default();
    let closes = trailing.contains(['.', '!', '?', ';', ':']);
    if !is_judged(core) {
        return true;
    }
    let token = at + core_start..at + core_start + core.len();
    let leading = piece.get(..core_start).unwrap_or_default();
    let mut opens = opens || !leading.is_empty() && leading.contains(['"', '\u{201c}', '(', '-', '\u{2014}']);
    let mut offset = token.start;
    for part in core.split_inclusive(['-', '\u{2010}', '\u{2011}']) {
        let bare = part.trim_end_matches(['-', '\u{2010}', '\u{2011}']);
        if bare.chars().any(char::is_alphabetic) {
            words.push(word(bare, offset, token.clone(), opens));
            opens = false;
        }
        offset += part.len();
    }
    closes
}

/// The piece without the punctuation around it, and where that begins.
fn core(piece: &str) -> Option<(usize, &str)> {
    let start = piece.find(char::is_alphanumeric)?;
    let end = piece.rfind(char::is_alphanumeric)? + piece.chars().rfind(|c| c.is_alphanumeric())?.len_utf8();
    Some((start, piece.get(start..end)?))
}

/// Whether a token is a word, well written or not, and not a number, an address or the like.
fn is_judged(core: &str) -> bool {
    let letters = core.chars().filter(|c| c.is_alphabetic()).count();
    let others = core.chars().filter(|&c| !c.is_alphabetic() && !is_joint(c)).count();
    let address = core.contains(['@', '/', '_', '\\', '=', '<', '>', '#']) || core.contains("www.");
    // "9th", "3d", "20s", "W.H", "1,000l": a number with its sign, or initials.
    let numbered = core.starts_with(|c: char| c.is_numeric()) && others * 2 >= letters;
    let initials = core.contains('.') && core.split('.').all(|part| part.chars().count() <= 2);
    letters >= 1 && others <= letters && !address && !numbered && !initials && core.chars().count() <= LONGEST
}

fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}')
}

fn word(bare: &str, start: usize, token: Range<usize>, opens: bool) -> Word {
    let mut folded = bare.to_lowercase().replace('\u{2019}', "'");
    let mut ending = String::new();
    if folded.len() > 3 && folded.ends_with("'s") {
        folded.truncate(folded.len() - 2);
        let cut = bare.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        ending = bare.get(cut..).unwrap_or_default().to_owned();
    }
    let letters = folded.chars().all(|c| c.is_alphabetic() || c == '\'');
    let shape = shape(bare.strip_suffix(&ending).unwrap_or(bare));
    let span = start..start + bare.len();
    Word { span, token, folded, ending, shape, opens, line_start: false, line_end: false, letters }
}

fn shape(bare: &str) -> Shape {
    let mut upper = 0_usize;
    let mut lower = 0_usize;
    for c in bare.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    let first = bare.chars().next().is_some_and(char::is_uppercase);
    // "McKinley", "O'Brien", "M'Donald", "DeWitt": the second capital of a name.
    let inner = bare.char_indices().filter(|(_, c)| c.is_uppercase()).nth(1).map_or(0, |(at, _)| at);
    let named = upper == 2 && first && inner <= 3 && lower >= 3 && inner > 0 && inner < bare.len() - 2;
    match (upper, lower) {
        (0, _) => Shape::Lower,
        (1, _) if first => Shape::Title,
        (_, 0) => Shape::Upper,
        _ if named => Shape::Title,
        _ => Shape::Mixed,
    }
}

/// `suggestion` (lower case) with the capitals of `original`.
pub(super) fn with_capitals(suggestion: &str, original: &str) -> String {
    let upper = original.chars().filter(|c| c.is_uppercase()).count();
    let lower = original.chars().filter(|c| c.is_lowercase()).count();
    let first = original.chars().next().is_some_and(char::is_uppercase);
    if upper > lower && upper > 1 {
        suggestion.to_uppercase()
    } else if first {
        let mut rest = suggestion.chars();
        rest.next().map_or_else(String::new, |c| c.to_uppercase().chain(rest).collect())
    } else {
        suggestion.to_owned()
    }
}
