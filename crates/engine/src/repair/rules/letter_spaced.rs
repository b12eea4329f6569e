//! `letter-spaced`: words whose letters were set apart for emphasis are closed up: `R E S O L U T I O N`.
//!
//! Letters stand one space apart, words two or more. Initials with points, lists of letters in the order of the
//! alphabet, and tables of single letters stay.

use crate::repair::lexicon::Lexicon;
use crate::repair::{Draft, Rule};
use broadside_model::Span;

/// The rule `letter-spaced`.
pub struct LetterSpaced;

/// Letters a run must have when it is all of its line, and when it stands among words.
const WHOLE_LINE: usize = 5;
const AMONG_WORDS: usize = 5;
/// Letters of the longest word of any language that one would set apart; a longer run has lost its word gaps.
const LONGEST: usize = 18;

impl Rule for LetterSpaced {
    fn name(&self) -> &'static str {
        "letter-spaced"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        for index in spaced_lines(draft) {
            let line = draft.lines[index];
            if line.furniture.is_some() {
                continue;
            }
            let text = draft.line(index);
            for run in runs(text).into_iter().filter(|run| run.whole || stands_among_words(text, run)) {
                close_up(self.name(), draft, line.raw.start, &run);
            }
        }
    }
}

/// The lines where four spaces follow one another as around single letters: two bytes apart, or three where the text has
/// letters of two bytes. Sixty-four bytes at a time, a bit for each space.
fn spaced_lines(draft: &Draft<'_>) -> Vec<usize> {
    let wide = (0xC3..=0xD5).any(|byte| draft.has(byte));
    let bytes = draft.raw().as_bytes();
    let (mut lines, mut line_end) = (Vec::<usize>::new(), 0);
    let (mut last, mut last_second, mut last_third) = (0u64, 0u64, 0u64);
    for (block, chunk) in bytes.chunks(64).enumerate() {
        let spaces = spaces(chunk);
        // The bits of places that have a bit of `bits` one to three places before them.
        let near = |bits: u64, last: u64| {
            let close = bits << 1 | last >> 63 | bits << 2 | last >> 62;
            if wide { close | bits << 3 | last >> 61 } else { close }
        };
        let second = spaces & near(spaces, last);
        let third = second & near(second, last_second);
        let mut fourth = third & near(third, last_third);
        (last, last_second, last_third) = (spaces, second, third);
        while fourth != 0 {
            let at = block * 64 + fourth.trailing_zeros() as usize;
            fourth &= fourth - 1;
            if at >= line_end {
                let line = draft.line_at(at);
                line_end = draft.lines[line].next as usize;
                lines.push(line);
            }
        }
    }
    lines
}

/// A bit for each of up to 64 bytes, set where it is a space.
fn spaces(chunk: &[u8]) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (eights, rest) = chunk.as_chunks::<8>();
    let mut bits = 0;
    for (place, eight) in eights.iter().enumerate() {
        let differ = u64::from_le_bytes(*eight) ^ (ONES * u64::from(b' '));
        // The high bit of each byte that is nought, then these bits side by side.
        let high = !(((differ & (ONES * 0x7f)) + ONES * 0x7f) | differ) & (ONES * 0x80);
        bits |= ((high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (place * 8);
    }
    let done = eights.len() * 8;
    rest.iter().enumerate().fold(bits, |bits, (place, &byte)| bits | u64::from(byte == b' ') << (done + place))
}

/// A run of single letters: where each stands in the line, and which words they make.
struct Run {
    letters: Vec<(usize, char)>,
    whole: bool,
}

fn runs(line: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut letters: Vec<(usize, char)> = Vec::new();
    let (mut at, mut first) = (0, true);
    let mut clean = true;
    for token in line.split(' ') {
        let mut chars = token.chars();
        let letter = chars.next().filter(|letter| letter.is_alphabetic());
        let rest = chars.as_str();
        let ends = !rest.is_empty();
        // The last letter may carry the punctuation that follows the word.
        let punctuated = ends && rest.chars().all(|c| ",;:!?".contains(c)) && letters.len() >= 3;
        match letter {
            Some(letter) if !ends || punctuated => letters.push((at, letter)),
            _ if token.is_empty() => {}
            _ => {
                runs.push(Run { letters: std::mem::take(&mut letters), whole: false });
                clean = false;
            }
        }
        if punctuated {
            runs.push(Run { letters: std::mem::take(&mut letters), whole: first && clean });
            first = false;
        }
        at += token.len() + 1;
    }
    runs.push(Run { letters, whole: clean });
    runs.retain(|run| run.letters.len() >= if run.whole { WHOLE_LINE } else { AMONG_WORDS } && is_emphasis(run));
    runs
}

/// Whether the tokens beside a run are words of two letters or more: amid noise, single letters are noise too.
fn stands_among_words(line: &str, run: &Run) -> bool {
    let (Some(&(first, _)), Some(&(last, letter))) = (run.letters.first(), run.letters.last()) else { return false };
    let is_word = |token: Option<&str>| {
        token.is_none_or(|token| {
            let token = token.trim_matches(|c: char| ",.;:!?()\"„“”»«".contains(c));
            token.chars().count() >= 2
                && token.chars().all(char::is_alphabetic)
                && token.chars().any(|c| c.to_lowercase().any(is_vowel))
        })
    };
    let before = line[..first].split_whitespace().next_back();
    let after =
        line[last + letter.len_utf8()..].trim_start_matches([',', '.', ':', ';', '!', '?']).split_whitespace().next();
    is_word(before) && is_word(after)
}

/// Whether the letters make words: not noise, not the alphabet, not a table.
fn is_emphasis(run: &Run) -> bool {
    let lower = |letter: char| letter.to_lowercase().next().unwrap_or(letter);
    let letters: Vec<char> = run.letters.iter().map(|&(_, letter)| lower(letter)).collect();
    let mut distinct = letters.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let vowels = letters.iter().filter(|&&letter| is_vowel(letter)).count();
    let strokes = letters.iter().filter(|letter| "iltj".contains(**letter)).count();
    let steps = letters.windows(2).filter(|pair| pair[1] as u32 == pair[0] as u32 + 1).count();
    let cased = run.letters.iter().filter(|(_, letter)| letter.is_uppercase()).count();
    let one_case = cased == 0
        || cased == letters.len()
        || cased == 1 && run.letters[0].1.is_uppercase() && !"AIOEYÀÉÓВСУОИКЯА".contains(run.letters[0].1);
    one_case
        && distinct.len() >= 3.max(letters.len().min(12) / 2)
        && vowels > 0
        && vowels < letters.len()
        && vowels * 5 >= letters.len()
        && vowels * 8 <= letters.len() * 5
        && (letters.len() > 8 || !letters.split(|&letter| is_vowel(letter)).any(|consonants| consonants.len() > 3))
        && strokes * 2 <= letters.len()
        && steps * 3 < letters.len()
        && letters.iter().all(|&letter| letter < '\u{530}')
}

/// Latin, Greek and Cyrillic vowels.
fn is_vowel(letter: char) -> bool {
    "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœăąēęěīőūůűıαεηιουωάέήίόύώаеёиоуыэюяіїєў".contains(letter)
}

/// Proposes to take out the single spaces between the letters of a run, and to leave one between its words.
fn close_up(rule: &'static str, draft: &mut Draft<'_>, start: u32, run: &Run) {
    let mut words: Vec<Vec<(usize, char)>> = Vec::new();
    for &(at, letter) in &run.letters {
        match words.last_mut().filter(|word| word.last().is_some_and(|&(end, last)| end + last.len_utf8() + 1 == at)) {
            Some(word) => word.push((at, letter)),
            None => words.push(vec![(at, letter)]),
        }
    }
    if words.iter().any(|word| word.len() > LONGEST) || words.iter().all(|word| word.len() < 4) {
        return;
    }
    let (Some(&(first, _)), Some(&(last, letter))) = (run.letters.first(), run.letters.last()) else { return };
    let closed: Vec<String> = words.iter().map(|word| word.iter().map(|&(_, letter)| letter).collect()).collect();
    // OCR sets the letters of any word apart, and dirt beside them: an English word must be known, and in bad OCR any.
    let known = |word: &String| Lexicon::english().contains(&word.to_lowercase());
    let kind = draft.kind();
    if kind.english && !closed.iter().all(known) || kind.noisy && !(words.len() == 1 && closed.iter().all(known)) {
        return;
    }
    let raw = Span { start: start + first as u32, end: start + (last + letter.len_utf8()) as u32 };
    draft.replace(rule, raw, closed.join(" "), if run.whole { 95 } else { 88 });
}

#[cfg(test)]
mod tests {
    use super::LetterSpaced;
    use crate::repair::testing::repaired;

    #[test]
    fn letters_set_apart_are_closed_up() {
        assert_eq!(repaired(&LetterSpaced, "R E S O L U T I O N"), "RESOLUTION");
        assert_eq!(repaired(&LetterSpaced, "  C O M U N I C A D O   P Ú B L I C O"), "  COMUNICADO PÚBLICO");
        assert_eq!(repaired(&LetterSpaced, "П Р И К А З:"), "ПРИКАЗ:");
        assert_eq!(repaired(&LetterSpaced, "Das ist w i c h t i g für alle"), "Das ist wichtig für alle");
    }

    #[test]
    fn initials_lists_and_tables_stay() {
        for raw in [
            "J. F. K. and J F K",
            "a b c d e f g",
            "Y N Y Y N",
            "X X X X X",
            "I l I t i l 1 I",
            "a e i o u",
            "A T C G A T T C G G",
        ] {
            assert_eq!(repaired(&LetterSpaced, raw), raw);
        }
    }
}
