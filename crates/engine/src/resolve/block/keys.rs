//! The keys of a name: what it may share with others that are worth comparing with it.

use super::super::name::{Class, Name, Parts};
use super::super::parallel;
use super::words::{Vocabulary, together};
use super::{hash, mix};
use broadside_model::EntityKind;

/// Most words of a name that are left out in turn; of longer names the rarest are.
const MOST_WORDS: usize = 7;
/// Letters of the beginning and the end of a name that are a key.
const END: usize = 9;
/// Most initials of a name.
const MOST_INITIALS: usize = 12;

/// A key and whose it is, as one number: the key in the upper bits, the name in the lower.
pub struct Keys {
    /// Keys with names, ascending.
    pub sorted: Vec<u64>,
    /// Bits of the name.
    pub name_bits: u32,
}

/// The keys of all names.
pub fn all(names: &[Name], vocabulary: &Vocabulary, threads: usize) -> Keys {
    let name_bits = usize::BITS - names.len().leading_zeros();
    let mut sorted = parallel::flat_map(names.len(), threads, Vec::new, |keys, at, all| {
        of(&names[at], vocabulary, at, keys);
        for key in &mut *keys {
            // The lowest bit of the key stays: it says that an acronym is shared.
            let spread = (mix(*key) & !1) | (*key & 1);
            *key = (spread << name_bits) | at as u64;
        }
        keys.sort_unstable();
        keys.dedup();
        all.append(keys);
    });
    sorted.sort_unstable();
    Keys { sorted, name_bits }
}

/// The keys of one name. Those of acronyms are odd, all others even.
fn of(name: &Name, vocabulary: &Vocabulary, at: usize, keys: &mut Vec<u64>) {
    let from = keys.len();
    of_words(name, vocabulary, at, keys);
    for parts in &name.variants {
        of_spelling(parts, keys);
        if name.kind == Some(EntityKind::Person) {
            of_person(parts, keys);
        }
    }
    keys[from..].iter_mut().for_each(|key| *key &= !1);
    of_acronyms(name, keys);
}

/// All words, all but one, all but two; each with the country and without.
fn of_words(name: &Name, vocabulary: &Vocabulary, at: usize, keys: &mut Vec<u64>) {
    let all = vocabulary.of_name(at).iter().copied();
    let mut words: Vec<u32> = all.filter(|&word| !vocabulary.is_country[word as usize]).collect();
    let telling = |word: u32| vocabulary.telling[word as usize];
    words.sort_by(|&a, &b| telling(b).total_cmp(&telling(a)).then(a.cmp(&b)));
    words.truncate(MOST_WORDS);
    let country = name.country.map(|code| hash(7, &code));
    let mut put = |sum: u64| {
        keys.push(sum);
        keys.extend(country.map(|country| mix(sum) ^ country));
    };
    let whole = together(words.iter().copied());
    let less = |word: &u32| together(std::iter::once(*word));
    put(whole);
    for (at, one) in words.iter().enumerate().filter(|_| words.len() > 1) {
        put(whole.wrapping_sub(less(one)));
        for other in words.iter().skip(at + 1).filter(|_| words.len() > 2) {
            put(whole.wrapping_sub(less(one)).wrapping_sub(less(other)));
        }
    }
}

/// The form, the beginning and end of all sounds run together, and the consonants of each word.
fn of_spelling(parts: &Parts, keys: &mut Vec<u64>) {
    keys.push(hash(8, parts.key.as_bytes()));
    let sounds: Vec<u8> = parts.telling().flat_map(|word| word.sound.bytes()).collect();
    if sounds.len() >= END {
        keys.push(hash(9, &sounds[..END]));
        keys.push(hash(10, &sounds[sounds.len() - END..]));
    }
    let lone = parts.telling().count() == 1;
    for word in parts.telling().filter(|word| word.class == Class::Plain && word.concept.is_none()) {
        let skeleton = word.skeleton();
        if lone && (1..3).contains(&skeleton.len()) {
            let first = word.sound.bytes().next().filter(|sound| b"aeiouj".contains(sound)).map_or(b'-', |_| b'a');
            keys.push(hash(15, skeleton.as_bytes()) ^ mix(u64::from(first)));
        } else if skeleton.len() >= 3 {
            keys.push(hash(11, skeleton.as_bytes()));
        }
    }
}

/// Each word of a person's name with the initial of each other.
fn of_person(parts: &Parts, keys: &mut Vec<u64>) {
    let words: Vec<_> = parts.telling().take(MOST_WORDS).collect();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.sound.len() > 1) {
        let others = words.iter().enumerate().filter(|(other, _)| *other != at);
        for initial in others.filter_map(|(_, other)| other.initial()) {
            keys.push(hash(12, word.skeleton().as_bytes()) ^ mix(u64::from(initial)));
        }
    }
}

/// Acronyms that it is, has or may have; with the country and without.
fn of_acronyms(name: &Name, keys: &mut Vec<u64>) {
    let beside_country = name.variants.iter().filter_map(beside_country);
    let letters = name.acronym_candidates().chain(beside_country);
    for acronym in letters.filter(|letters| (2..=MOST_INITIALS).contains(&letters.len())) {
        let key = hash(13, acronym.as_bytes());
        keys.push(key | 1);
        keys.extend(name.country.map(|code| (mix(key) ^ hash(7, &code)) | 1));
    }
}

/// The one word that stands beside a country: "CFU Ruritania".
fn beside_country(parts: &Parts) -> Option<&str> {
    let mut others = parts.telling().filter(|word| word.country.is_none());
    let one = others.next().filter(|_| others.next().is_none())?;
    (parts.country.is_some() && one.concept.is_none()).then_some(&*one.folded)
}
