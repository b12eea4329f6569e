//! The letters of an alignment that people are shown as the same: by words.
//!
//! An alignment sets letters against letters, and between two words that have nothing to do with each other some are alike
//! by chance. Shown as such, they make nonsense of both (`[decl]a[r]e`). So a word counts as the same, but for some letters,
//! where about two thirds of its letters are; of all others, no letter does.

use super::letters::placed;
use broadside_model::{Link, Match, Span};

/// Least share of the letters of two words that are alike where they are one word, as a fraction.
const SAME: (usize, usize) = (2, 3);
/// Most letters of a word: where nothing divides letters, so many are looked at as one.
const LONGEST: usize = 24;

/// Words of a passage.
struct Words {
    /// For each letter, the byte that its character begins at.
    at: Vec<u32>,
    /// For each letter, which word it is of.
    word: Vec<usize>,
    /// For each word, how many letters it has.
    letters: Vec<usize>,
}

impl Words {
    fn of(text: &str, span: Span) -> Words {
        let passage = text.get(span.range()).unwrap_or_default();
        let mut words = Words { at: Vec::new(), word: Vec::new(), letters: Vec::new() };
        let mut end = 0;
        for at in placed(passage).at {
            let apart = passage[end.min(at as usize)..at as usize].contains(char::is_whitespace);
            let alone = passage[at as usize..].starts_with(is_ideograph) && end <= at as usize;
            if apart || alone || words.letters.last().is_none_or(|letters| *letters >= LONGEST) {
                words.letters.push(0);
            }
            let number = words.letters.len() - 1;
            words.letters[number] += 1;
            words.word.push(number);
            words.at.push(at + span.start);
            end = at as usize + passage[at as usize..].chars().next().map_or(0, char::len_utf8);
        }
        words
    }

    /// The letters of a range of bytes.
    fn letters_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = |byte: u32| self.at.partition_point(|at| *at < byte);
        first(span.start)..first(span.end)
    }
}

/// Whether a script that sets no spaces has it.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters that correspond of one word on either side.
#[derive(Clone, Copy, Debug)]
struct Tie {
    a: usize,
    b: usize,
    letters: usize,
}

/// The link with only those letters corresponding that people should be shown as the same; `a` and `b` are the texts that
/// its spans are of.
pub fn by_words(link: &Link, a: &str, b: &str) -> Link {
    let (words_a, words_b) = (Words::of(a, link.a_span), Words::of(b, link.b_span));
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (block, of) in link.matches.iter().enumerate() {
        let (in_a, in_b) = (words_a.letters_in(of.a), words_b.letters_in(of.b));
        pairs.extend(in_a.zip(in_b).map(|(x, y)| (x, y, block)));
    }
    let same = same(&ties(&pairs, &words_a, &words_b), &words_a, &words_b);
    let is_same = |(x, y, _): &(usize, usize, usize)| same.binary_search(&(words_a.word[*x], words_b.word[*y])).is_ok();
    let mut matches = Vec::with_capacity(link.matches.len());
    for block in pairs.chunk_by(|x, y| x.2 == y.2) {
        if block.iter().all(is_same) {
            matches.extend(link.matches.get(block[0].2).copied());
            continue;
        }
        for run in block.chunk_by(|x, y| is_same(x) == is_same(y)).filter(|run| is_same(&run[0])) {
            let (first, last) = (run[0], run[run.len() - 1]);
            let of = |text: &str, words: &Words, first: usize, last: usize| {
                let end =
                    words.at[last] + text[words.at[last] as usize..].chars().next().map_or(0, char::len_utf8) as u32;
                Span { start: words.at[first], end }
            };
            matches.push(Match { a: of(a, &words_a, first.0, last.0), b: of(b, &words_b, first.1, last.1) });
        }
    }
    Link { matches, ..link.clone() }
}

/// Which words correspond in how many letters, in order.
fn ties(pairs: &[(usize, usize, usize)], a: &Words, b: &Words) -> Vec<Tie> {
    let mut ties: Vec<Tie> = Vec::new();
    for (x, y, _) in pairs {
        let (a, b) = (a.word[*x], b.word[*y]);
        match ties.last_mut() {
            Some(tie) if (tie.a, tie.b) == (a, b) => tie.letters += 1,
            _ => ties.push(Tie { a, b, letters: 1 }),
        }
    }
    ties
}

/// The pairs of words that are the same but for some letters, in order. Words that were divided or run together count
/// with their neighbours.
fn same(ties: &[Tie], a: &Words, b: &Words) -> Vec<(usize, usize)> {
    let enough = |alike: usize, of: usize| alike * SAME.1 >= of * SAME.0;
    let strong: Vec<Tie> =
        ties.iter().copied().filter(|tie| enough(tie.letters, a.letters[tie.a].min(b.letters[tie.b]))).collect();
    let mut all = Vec::with_capacity(strong.len());
    for group in strong.chunk_by(|x, y| x.a == y.a || x.b == y.b) {
        let alike: usize = group.iter().map(|tie| tie.letters).sum();
        let count = |words: &Words, of: fn(&Tie) -> usize| -> usize {
            group.chunk_by(|x, y| of(x) == of(y)).map(|same| words.letters[of(&same[0])]).sum()
        };
        let most = count(a, |tie| tie.a).max(count(b, |tie| tie.b));
        let whole = enough(alike, most);
        let alone = |tie: &&Tie| whole || enough(tie.letters, a.letters[tie.a].max(b.letters[tie.b]));
        all.extend(group.iter().filter(alone).map(|tie| (tie.a, tie.b)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::params::Params;
    use crate::reuse::{InMemory, Watch, detect};
    use std::ops::ControlFlow;

    struct Unwatched;

    impl Watch for Unwatched {
        fn step(&self, _: &'static str, _: u64, _: u64) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }
    }

    const BEFORE: &str = "The keepers of the seven lighthouses of the northern sound, having met in the open air, ";
    const AFTER: &str = " that no lamp will be lit before the wages of the winter have been paid to the last penny";

    /// What of the first text is shown as differing.
    fn differing(a: &str, b: &str) -> Vec<String> {
        let (a, b) = (format!("{BEFORE}{a}{AFTER}"), format!("{BEFORE}{b}{AFTER}"));
        let links =
            detect(&[a.as_str(), b.as_str()][..], &Params::default(), &InMemory, &Unwatched).expect("in memory");
        let link = by_words(&links[0], &a, &b);
        assert!(link.matches.windows(2).all(|two| two[0].a.end <= two[1].a.start && two[0].b.end <= two[1].b.start));
        let between =
            link.matches.windows(2).map(|two| a[two[0].a.end as usize..two[1].a.start as usize].trim().to_owned());
        between.filter(|words| !words.is_empty()).collect()
    }

    #[test]
    fn another_word_differs_whole_whatever_letters_it_shares() {
        assert_eq!(differing("solemnly declare", "solemnly decide"), ["declare"]);
        assert_eq!(differing("call a strike so", "call a protest so"), ["strike"]);
    }

    #[test]
    fn a_misread_letter_differs_alone() {
        assert_eq!(differing("solemnly declare", "solemnly dcclare"), ["e"]);
    }

    #[test]
    fn a_word_that_was_divided_is_the_same() {
        assert!(differing("solemnly de- clare", "solemnly declare").is_empty());
    }

    #[test]
    fn characters_without_spaces_are_words_each() {
        let (a, b) = (
            "灯台守は宣言する。港湾事務所が冬の手当を払わない限り".repeat(2),
            "灯台守は声明する。港湾事務所が冬の手当を払わない限り".repeat(2),
        );
        let words = Words::of(&a, Span::new(0, a.len()));
        assert!(words.letters.iter().all(|letters| *letters <= 6), "{:?}", words.letters);
        let span = |text: &str| Span::new(0, text.len());
        let link = Link { a: 0, b: 1, a_span: span(&a), b_span: span(&b), equal: 0, columns: 0, matches: Vec::new() };
        assert!(by_words(&link, &a, &b).matches.is_empty());
    }
}
