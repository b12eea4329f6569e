//! How much of a text looks like words: the figure that tells a clean text from a bad scan and from rubbish.
//!
//! Takes a text and its language, gives the share of its words that look like words, in hundredths. English words are
//! looked up; words of some thirty other languages are judged by their letters, three in a row, as the Universal
//! Declaration of Human Rights has them (`marks/data/triples.txt`); where the language is not known, by the letters of all of them. In
//! every other language and script a word is good when it is letters of one script and nothing else.

use super::lexicon::memo;
use super::marks::english::English;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Fewer words than this say nothing.
const LEAST_WORDS: usize = 12;
/// A longer text is judged by evenly spaced samples of it.
const SAMPLES: usize = 6;
/// Bytes of a sample.
const SAMPLE: usize = 160;
/// English words likelier than this (natural logarithm) are known without the lexicon: seven in eight of a text.
const COMMON: f32 = -10.5;
/// The share of a word's letter triples that its language must have, in hundredths.
const LEAST_TRIPLES: usize = 45;
/// The same where any language may have them.
const LEAST_TRIPLES_OF_ANY: usize = 60;
/// The same for a name or a loan in a text whose language is known.
const LEAST_TRIPLES_ELSEWHERE: usize = 75;

/// What questions about words are remembered as; the lexicon's have lower numbers.
const ENGLISH: u64 = 100;

/// Common triples of letters, `_` for the border of a word, by ISO 639-3 code; sorted.
static TRIPLES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let line = |line: &'static str| line.split_once('\t').map(|(code, triples)| (code, triples.split(' ').collect()));
    include_str!("marks/data/triples.txt").lines().filter_map(line).collect()
});

/// The triples of all languages together, sorted.
static ANY: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let all: BTreeSet<&str> = TRIPLES.values().flatten().copied().collect();
    all.into_iter().collect()
});

/// Hashes of the commonest English words.
static COMMON_WORDS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let mut words = FxHashSet::default();
    if let Some(english) = English::get() {
        english.common(COMMON, &mut |word| {
            words.insert(hash(word));
        });
    }
    words
});

/// A 64-bit FNV-1a hash of a word, ASCII letters in lower case.
fn hash(word: &[u8]) -> u64 {
    word.iter().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The share of the words of `text` that look like words, in hundredths; `None` where there are too few to say.
///
/// `language` is an ISO 639-3 code. Numbers do not count, signs alone count as words that are none.
pub fn quality(text: &str, language: Option<&str>) -> Option<u8> {
    let samples = samples(text);
    let tokens: Vec<Token<'_>> =
        samples.iter().flat_map(|sample| sample.split_whitespace()).filter_map(token).collect();
    let total: usize = tokens.iter().map(Token::weight).sum();
    if total < LEAST_WORDS {
        return None;
    }
    let share = |good: usize| ((good * 100 + total / 2) / total).min(100) as u8;
    let english = || English::get().map(|english| count(&tokens, |word| is_english(english, word)));
    let lettered = |triples: &Vec<&str>| {
        count(&tokens, |word| has_triples(triples, LEAST_TRIPLES, word) || looks_foreign(word, LEAST_TRIPLES_ELSEWHERE))
    };
    let any = || count(&tokens, |word| looks_foreign(word, LEAST_TRIPLES_OF_ANY));
    let good = match language {
        Some("eng") => english(),
        Some(code) => TRIPLES.get(code).map(lettered),
        None if is_mostly_english(&tokens) => english(),
        None => Some(any()),
    };
    Some(share(good.unwrap_or_else(|| count(&tokens, |_| true))))
}

/// What kind of text the rules have before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    /// Whether it is mostly English.
    pub english: bool,
    /// Whether it is plainly the work of bad OCR. Texts in other languages must be far worse to be called so.
    pub noisy: bool,
}

/// The kind of a raw text: rules that take a text at its word when it has single letters or digits set apart hold back
/// in a noisy one.
pub fn kind(text: &str) -> Kind {
    let samples = samples(text);
    let tokens: Vec<Token<'_>> =
        samples.iter().flat_map(|sample| sample.split_whitespace()).filter_map(token).collect();
    let total: usize = tokens.iter().map(Token::weight).sum();
    if total < LEAST_NOISY {
        return Kind::default();
    }
    let lexicon = English::get().filter(|_| is_mostly_english(&tokens));
    let noisy = match lexicon {
        Some(english) => has_less(&tokens, total * NOISY, |word| is_english(english, word)),
        None => has_less(&tokens, total * NOISY_ELSEWHERE, |word| looks_foreign(word, LEAST_TRIPLES_OF_ANY)),
    };
    Kind { english: lexicon.is_some(), noisy }
}

/// Fewer words than this are never called noise.
const LEAST_NOISY: usize = 40;
/// An English text with a smaller share of words, in hundredths, is noisy; so is one in no language with one below the
/// second.
const NOISY: usize = 92;
const NOISY_ELSEWHERE: usize = 75;

/// The whole of a short text, else pieces of it.
fn samples(text: &str) -> Vec<&str> {
    if text.len() <= SAMPLES * SAMPLE {
        return vec![text];
    }
    let step = text.len() / SAMPLES;
    (0..SAMPLES).filter_map(|index| text.get(floor(text, index * step)..floor(text, index * step + SAMPLE))).collect()
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What stands between white space.
enum Token<'a> {
    /// Letters of a script whose words are looked at.
    Word(&'a str),
    /// So many words of a script that is written without spaces, or is not looked at closer.
    Whole(usize),
    /// Not a word of any language.
    Junk,
}

impl Token<'_> {
    /// For how many words it counts.
    fn weight(&self) -> usize {
        if let Token::Whole(words) = self { *words } else { 1 }
    }
}

fn count(tokens: &[Token<'_>], is_word: impl Fn(&str) -> bool) -> usize {
    let good = |token: &Token<'_>| match token {
        Token::Word(word) => usize::from(is_word(word)),
        Token::Whole(words) => *words,
        Token::Junk => 0,
    };
    tokens.iter().map(good).sum()
}

/// Whether a hundred times the count of words is less than `least`: known as soon as so many are none.
fn has_less(tokens: &[Token<'_>], least: usize, is_word: impl Fn(&str) -> bool) -> bool {
    let mut left: usize = tokens.iter().map(|token| if let Token::Junk = token { 0 } else { token.weight() }).sum();
    let mut words = tokens.iter().filter_map(|token| if let Token::Word(word) = token { Some(*word) } else { None });
    left * 100 < least
        || words.any(|word| {
            left -= usize::from(!is_word(word));
            left * 100 < least
        })
}

/// Sorts a piece between white space; `None` for numbers and for signs that stand alone of right.
fn token(piece: &str) -> Option<Token<'_>> {
    plain(piece).map_or_else(|| token_of_any(piece), Some)
}

/// The common case: small Latin letters behind one of any size, ASCII punctuation around them.
fn plain(piece: &str) -> Option<Token<'_>> {
    let bytes = piece.as_bytes();
    let start = bytes.iter().position(u8::is_ascii_alphabetic)?;
    let end = start + 1 + bytes[start + 1..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    let around = bytes[..start].iter().chain(&bytes[end..]).all(u8::is_ascii_punctuation);
    (around && end - start > 1).then(|| Token::Word(&piece[start..end]))
}

fn token_of_any(piece: &str) -> Option<Token<'_>> {
    let core = piece.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c) && c != '\u{fffd}');
    if core.is_empty() {
        let usual = matches!(
            piece,
            "-" | "--"
                | "—"
                | "–"
                | "&"
                | "*"
                | "•"
                | "·"
                | "..."
                | "…"
                | "§"
                | "“"
                | "”"
                | "«"
                | "»"
                | "|"
                | "/"
        );
        return if usual { None } else { Some(Token::Junk) };
    }
    let letters = core.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return if core.contains('\u{fffd}') { Some(Token::Junk) } else { None };
    }
    if core.starts_with(|c: char| c.is_numeric()) || core.contains(['@', '/']) && letters > 5 {
        return None;
    }
    if core.chars().any(is_unspaced) {
        return Some(Token::Whole(core.chars().count().div_ceil(2)));
    }
    let alphabet = |c: char| matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let latin = core.chars().filter(|&c| c.is_alphabetic() && alphabet(c)).count();
    let foreign = core.chars().any(|c| !c.is_alphabetic() && !is_mark(c) && !is_joint(c));
    if foreign || latin != 0 && latin != letters || is_ragged(core) {
        return Some(Token::Junk);
    }
    let looked_at = latin > 0 || core.chars().all(|c| matches!(c, '\u{370}'..='\u{4ff}') || is_joint(c));
    let initial = letters == 1 && piece.ends_with('.');
    Some(if looked_at && !initial { Token::Word(core) } else { Token::Whole(1) })
}

/// Vowel signs and the like that are part of a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{200c}' | '\u{200d}')
}

fn is_joint(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}' | '·' | '.' | '\u{ad}' | '\u{2013}' | '\u{2014}' | ','
    )
}

/// Chinese, Japanese, Thai, Lao, Khmer, Burmese: several words without a space.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether a small letter is followed by two capitals apart, as in no name.
fn is_ragged(core: &str) -> bool {
    let changes = core.chars().zip(core.chars().skip(1)).filter(|(a, b)| a.is_lowercase() && b.is_uppercase()).count();
    changes > 1
}

fn is_english(english: &English, word: &str) -> bool {
    if COMMON_WORDS.contains(&hash(word.as_bytes())) {
        return true;
    }
    memo::remember(ENGLISH, memo::hash(&[word.as_bytes()]), || u64::from(is_rare_english(english, word))) > 0
}

fn is_rare_english(english: &English, word: &str) -> bool {
    let folded = word.to_lowercase().replace('\u{2019}', "'");
    let mut parts =
        folded.split(['-', '\u{2010}', '\u{2011}', '.', '\u{2013}', '\u{2014}', ',']).filter(|part| !part.is_empty());
    let title = word.starts_with(char::is_uppercase);
    parts.all(|part| {
        let stem = part.strip_suffix("'s").or(part.strip_suffix("s'")).unwrap_or(part);
        let length = stem.chars().count();
        match english.prior(stem) {
            // Rare short words of the dictionary are mostly something else misread.
            Some(prior) => length > 4 || prior > -13.5,
            None if length == 1 => title || matches!(stem, "o" | "s" | "e"),
            None => {
                let letters = english.letters().score(stem) / length as f32;
                letters > if title { -3.0 } else { -2.15 }
            }
        }
    })
}

/// Whether the small words of English stand in the text as often as in English.
fn is_mostly_english(tokens: &[Token<'_>]) -> bool {
    let small = ["the", "of", "and", "to", "in", "that", "is", "was", "for", "by", "with", "it"];
    let found = tokens.iter().filter(|token| matches!(token, Token::Word(word) if small.contains(word))).count();
    found * 100 >= tokens.len() * 10
}

/// Whether a word has so many of the triples of all languages.
fn looks_foreign(word: &str, least: usize) -> bool {
    let table = ENGLISH + 1 + least as u64;
    memo::remember(table, memo::hash(&[word.as_bytes()]), || u64::from(has_triples(&ANY, least, word))) > 0
}

fn has_triples(triples: &[&str], least: usize, word: &str) -> bool {
    let folded = word.to_lowercase();
    folded.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty()).all(|part| {
        let letters: Vec<char> = std::iter::once('_').chain(part.chars()).chain(['_']).collect();
        let known = letters
            .windows(3)
            .filter(|three| triples.binary_search(&three.iter().collect::<String>().as_str()).is_ok());
        known.count() * 100 >= (letters.len() - 2) * least
    })
}

#[cfg(test)]
mod tests {
    use super::quality;

    const CLEAN: &str = "The committee met at noon and heard the report of its treasurer, Mrs. Hallowell, who said that \
        the fund for the harbour had grown by a third since the spring.";
    const SCAN: &str = "Tlie committcc inet at nuon aud hcard tlie rcport of its treasurcr, Mrs. Hallowell, wbo said tbat \
        tlie fuud for the harhour had giown by a tliird sinco the spnng.";

    #[test]
    fn clean_text_is_told_from_a_bad_scan_and_from_rubbish() {
        let rubbish =
            "jfM'ts ;: iJ lHj ~ rj|k 5(i+ vv,, xqz JtR^ lll'k fjH wrx- ,,; tt]k zzv qkj bfg* WjPq0 iIl fR& ghtk";
        let figures = [CLEAN, SCAN, rubbish].map(|text| quality(text, Some("eng")).unwrap_or(0));
        assert!(figures[0] >= 95, "{figures:?}");
        assert!((40..90).contains(&figures[1]), "{figures:?}");
        assert!(figures[2] < 40, "{figures:?}");
    }

    #[test]
    fn a_language_need_not_be_named() {
        assert!(quality(CLEAN, None) >= Some(95));
        let german = "Die Versammlung der Arbeiter hat gestern beschlossen, dass die Verhandlungen mit der Regierung \
            fortgesetzt werden, wenn alle Gefangenen ihre Freiheit erhalten.";
        assert!(quality(german, None) >= Some(95));
    }

    #[test]
    fn scripts_without_spaces_are_no_rubbish() {
        assert_eq!(
            quality(
                "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
                Some("cmn")
            ),
            Some(100)
        );
        assert_eq!(quality("三人", None), None);
    }
}
