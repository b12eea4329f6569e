//! Words of another script in Latin letters: which words of the collection they sound like.

use super::pieces::Piece;
use super::seen::{Seen, is_listed};
use crate::resolve::compare::distance;
use crate::resolve::name::{fold, sound};
use rustc_hash::FxHashMap;

/// Least likeness of two words by their sounds, in thousandths.
const ALIKE: u16 = 780;
/// Languages whose words are written in Latin letters as they sound.
const OTHERS: [&str; 9] = ["rus", "ukr", "bel", "bul", "srp", "mkd", "ell", "kaz", "mon"];
/// Most words of one skeleton that are looked at.
const CROWD: usize = 64;

/// Words of scripts that are written in Latin letters, too, by their consonants.
pub struct Sounds {
    by_skeleton: FxHashMap<String, Vec<(u32, String)>>,
}

impl Sounds {
    /// Prepares the words of a collection.
    pub fn of(seen: &Seen) -> Sounds {
        let mut by_skeleton: FxHashMap<String, Vec<(u32, String)>> = FxHashMap::default();
        for (at, (word, count)) in seen.words().enumerate() {
            if count >= 2 && word.starts_with(is_other) {
                let sounds = sound::sound(&fold::small(seen.spelling(at as u32)));
                by_skeleton.entry(skeleton(&sounds)).or_default().push((at as u32, sounds));
            }
        }
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for words in by_skeleton.values_mut() {
            words.sort_by_key(|(at, _)| (std::cmp::Reverse(seen.count_of(*at)), *at));
            words.truncate(CROWD);
        }
        Sounds { by_skeleton }
    }

    /// The word that sounds most like this one.
    fn nearest(&self, piece: &Piece, seen: &Seen) -> Option<u32> {
        let sounds = sound::sound(&fold::small(&piece.text));
        let words = self.by_skeleton.get(&skeleton(&sounds))?;
        let scored = words
            .iter()
            .map(|(at, other)| (distance::sounds(&sounds, other, false), seen.count_of(*at), std::cmp::Reverse(*at)));
        let best = scored.max()?;
        (best.0 >= ALIKE).then_some(best.2.0)
    }
}

/// Letters that are often written in Latin ones.
fn is_other(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{1f00}'..='\u{1fff}')
}

fn skeleton(sounds: &str) -> String {
    let mut out = String::new();
    for sound in sounds.chars() {
        let class = match sound {
            'b' | 'p' => 'p',
            'f' | 'v' => 'f',
            'd' | 't' => 't',
            'g' | 'k' | 'c' | 'h' | 'X' => 'k',
            's' | 'z' | 'S' | 'Z' | 'C' | 'T' | 'J' | 'x' => {
                // "tsch" is one sound.
                if out.ends_with('t') {
                    out.pop();
                }
                's'
            }
            'l' | 'm' | 'n' | 'r' => sound,
            _ => continue,
        };
        if !out.ends_with(class) {
            out.push(class);
        }
    }
    out
}

/// A name in the letters of its own script, where most of its words sound like words of that.
pub fn reading(pieces: &[Piece], languages: &[String], seen: &Seen, sounds: &Sounds) -> Option<String> {
    let is_latin = |language: &String| !OTHERS.contains(&language.as_str());
    if !languages.is_empty() && languages.iter().all(is_latin) {
        return None;
    }
    if sounds.by_skeleton.is_empty()
        || pieces.len() < 2
        || pieces.iter().any(|piece| !piece.is_fixed && !piece.folded.is_ascii())
    {
        return None;
    }
    let own = |piece: &&Piece| is_listed(&piece.folded) || piece.folded.len() < 3;
    let words = pieces.iter().filter(|piece| !piece.is_fixed).count();
    let unknown = pieces.iter().filter(|piece| !piece.is_fixed && !own(piece)).count();
    if unknown * 2 < words {
        return None;
    }
    let mut found = 0;
    let read: Vec<&str> = pieces
        .iter()
        .map(|piece| match sounds.nearest(piece, seen).filter(|_| !piece.is_fixed) {
            Some(word) => {
                found += 1;
                seen.spelling(word)
            }
            None => &*piece.text,
        })
        .collect();
    (found * 4 >= words * 3).then(|| read.join(" "))
}
