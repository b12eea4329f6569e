//! A packed table of phrases, read where it lies.
//!
//! Bytes: the number of slots (u32, little-endian), then six bytes a slot: a check number (u32) and a value (u16). A
//! phrase's slot follows from its number; taken slots push it on to the next free one. A value of 0 is an empty slot.

use super::{extend, words};

const SLOT: usize = 6;

/// The bit of a value that says that a longer phrase may follow.
const GOES_ON: u16 = 1 << 15;

/// Phrases with a value below 2^15 each.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    slots: u32,
    bytes: &'static [u8],
}

fn place(number: u64, slots: u32) -> u32 {
    (((number >> 32) * u64::from(slots)) >> 32) as u32
}

impl Table {
    /// The table that these bytes hold; bytes that hold none give an empty one.
    pub fn new(bytes: &'static [u8]) -> Table {
        let Some((head, rest)) = bytes.split_first_chunk::<4>() else { return Table { slots: 0, bytes: &[] } };
        let slots = u32::from_le_bytes(*head);
        if rest.len() == slots as usize * SLOT { Table { slots, bytes: rest } } else { Table { slots: 0, bytes: &[] } }
    }

    fn get(&self, number: u64) -> u16 {
        let mut slot = place(number, self.slots.max(1));
        for _ in 0..self.slots {
            let at = slot as usize * SLOT;
            let Some(&[a, b, c, d, e, f]) = self.bytes.get(at..at + SLOT) else { return 0 };
            let value = u16::from_le_bytes([e, f]);
            if value == 0 || u32::from_le_bytes([a, b, c, d]) == number as u32 {
                return value;
            }
            slot = (slot + 1) % self.slots;
        }
        0
    }

    /// Whether a word begins any phrase.
    pub fn begins(&self, word: u64) -> bool {
        self.get(extend(0, word)) != 0
    }

    /// The longest phrase that these words begin with: how many words it has, and its value.
    pub fn longest(&self, words: impl IntoIterator<Item = u64>) -> Option<(usize, u16)> {
        let (mut number, mut found) = (0, None);
        for (index, word) in words.into_iter().enumerate() {
            number = extend(number, word);
            let value = self.get(number);
            if value & !GOES_ON != 0 {
                found = Some((index + 1, value & !GOES_ON));
            }
            if value & GOES_ON == 0 {
                break;
            }
        }
        found
    }
}

/// The bytes of a table of these phrases. Of a phrase that comes twice the values are joined by `join`.
pub fn pack(phrases: &[(String, u16)], join: impl Fn(u16, u16) -> u16) -> Vec<u8> {
    let mut values = std::collections::BTreeMap::<u64, u16>::new();
    for (phrase, value) in phrases {
        let (words, mut number) = (words(phrase), 0);
        for (index, word) in words.iter().enumerate() {
            number = extend(number, *word);
            let entry = values.entry(number).or_insert(0);
            if index + 1 < words.len() {
                *entry |= GOES_ON;
            } else {
                let old = *entry & !GOES_ON;
                *entry = *entry & GOES_ON | if old == 0 { *value } else { join(old, *value) };
            }
        }
    }
    let slots = (values.len() * 5 / 4 + 1) as u32;
    let mut out = vec![0; slots as usize * SLOT];
    for (number, value) in &values {
        let mut slot = place(*number, slots) as usize;
        while out[slot * SLOT + 4] != 0 || out[slot * SLOT + 5] != 0 {
            slot = (slot + 1) % slots as usize;
        }
        out[slot * SLOT..slot * SLOT + 4].copy_from_slice(&(*number as u32).to_le_bytes());
        out[slot * SLOT + 4..slot * SLOT + 6].copy_from_slice(&value.to_le_bytes());
    }
    let mut bytes = slots.to_le_bytes().to_vec();
    bytes.append(&mut out);
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::{Table, pack};

    #[test]
    fn what_was_packed_is_found() {
        let phrases: Vec<_> = (1..500).map(|n| (format!("Word{n} of {}", n % 7), n)).collect();
        let table = Table::new(Vec::leak(pack(&phrases, |old, _| old)));
        for (phrase, value) in &phrases {
            assert_eq!(table.longest(words(phrase)), Some((3, *value)));
        }
        assert_eq!(table.longest(words("Word3 of nothing")), None);
        assert_eq!(Table::new(&[]).longest(words("a")), None);
        assert_eq!(Table::new(&[9, 0, 0, 0, 1]).longest(words("a")), None);
    }
}
