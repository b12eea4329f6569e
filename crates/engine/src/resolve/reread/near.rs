//! Which usual words a word looks like: found by what is left of both without a letter or two.

use super::cost;
use super::seen::{Seen, TIMES};
use crate::resolve::block::mix;

/// Shortest word that is taken for another, and that of which two letters may be left out.
const SHORTEST: usize = 4;
const LONG: usize = 8;
/// Longest word that is looked at.
const LONGEST: usize = 26;
/// Most words that one is compared with: the most usual.
const MOST: usize = 400;
/// Most words at one key that are looked at.
const CROWD: usize = 48;
/// How many times more names must have a word than one that is met once, and how much less may be wrong where it is not
/// many times more.
const ONCE: u32 = 3;
const OF_RARE: f32 = 0.65;
/// How much nearer the nearest must be than the next.
const CLEAR: f32 = 0.1;

/// Keys of usual words with their numbers, ascending.
pub struct Near(Vec<(u32, u32)>);

impl Near {
    /// Prepares the usual words.
    pub fn of(seen: &Seen) -> Near {
        let mut keys = Vec::new();
        for (at, (word, _)) in seen.words().enumerate() {
            if seen.is_usual(at as u32) {
                each_key(word, |key| keys.push((key, at as u32)));
            }
        }
        keys.sort_unstable();
        keys.dedup();
        Near(keys)
    }

    /// The usual word that a word is likely misread for, and the cost; `most` scales how much may be wrong.
    pub fn nearest(&self, seen: &Seen, word: &str, most: f32) -> Option<(u32, f32)> {
        let length = word.chars().count();
        let most = most
            * match length {
                0..SHORTEST => return None,
                SHORTEST..7 => 0.95,
                7..10 => 1.4,
                _ => 1.9,
            };
        let own = seen.count(word);
        let mut met: Vec<u32> = Vec::new();
        each_key(word, |key| met.extend(self.at(key)));
        met.sort_unstable();
        met.dedup();
        if met.len() > MOST {
            met.sort_by_key(|other| (std::cmp::Reverse(seen.count_of(*other)), *other));
            met.truncate(MOST);
        }
        let mut best: Option<(f32, u32)> = None;
        let mut next = f32::MAX;
        for other in met
            .into_iter()
            .filter(|other| seen.count_of(*other) >= own.saturating_mul(if own == 1 { ONCE } else { TIMES }))
        {
            let folded = seen.folded(other);
            let cost = cost::of(word, folded);
            let rare = seen.count_of(other) < own.saturating_mul(TIMES);
            if cost <= 0.0 || cost > if rare { most * OF_RARE } else { most } {
                continue;
            }
            let weighed = cost - 0.06 * (seen.count_of(other) as f32).ln();
            match best {
                Some((least, _)) if weighed >= least => next = next.min(weighed),
                _ => {
                    next = best.map_or(f32::MAX, |(least, _)| least);
                    best = Some((weighed, other));
                }
            }
        }
        let (least, other) = best?;
        (next - least >= CLEAR).then_some((other, least))
    }

    fn at(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let from = self.0.partition_point(|entry| entry.0 < key);
        self.0[from..].iter().take_while(move |entry| entry.0 == key).take(CROWD).map(|entry| entry.1)
    }
}

/// Keys of a word: of its shape, and of that without each letter, or each two.
fn each_key(word: &str, mut put: impl FnMut(u32)) {
    let letters: Vec<char> = shape(word);
    if !(SHORTEST - 1..=LONGEST).contains(&letters.len()) {
        return;
    }
    let key = |skip: (usize, usize)| {
        let mut bytes = [0u8; 4];
        let rest = letters.iter().enumerate().filter(|(at, _)| *at != skip.0 && *at != skip.1);
        let number = rest.fold(0u64, |sum, (_, letter)| {
            letter.encode_utf8(&mut bytes);
            mix(sum ^ u64::from(*letter as u32).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        });
        (number >> 32) as u32
    };
    let none = usize::MAX;
    put(key((none, none)));
    for one in 0..letters.len() {
        put(key((one, none)));
        if letters.len() >= LONG {
            (one + 1..letters.len()).for_each(|two| put(key((one, two))));
        }
    }
}

/// The letters of a word, those that print alike made one.
fn shape(word: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(word.len());
    for letter in word.chars() {
        let letter = match letter {
            '0' | 'c' | 'e' | '6' => 'o',
            '1' | 'i' | 't' | 'f' => 'l',
            '5' => 's',
            '8' | 'h' => 'b',
            'u' => 'n',
            'q' | '9' => 'g',
            'y' => 'v',
            'a' => 'o',
            other => other,
        };
        match (out.last(), letter) {
            (Some('r'), 'n') => *out.last_mut().unwrap_or(&mut 'm') = 'm',
            (Some('o'), 'l') => *out.last_mut().unwrap_or(&mut 'd') = 'd',
            (Some('l'), 'l') => *out.last_mut().unwrap_or(&mut 'n') = 'n',
            _ => out.push(letter),
        }
    }
    out
}
