//! How like names look as a whole, whatever their words: which runs of three sounds they have in common.

use super::super::name::Name;
use super::{hash, mix};

/// Words of a print.
const WORDS: usize = 4;

/// The runs of three sounds of a name, each as one of 256 bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Print([u64; WORDS]);

impl Print {
    /// The print of a name's own spelling.
    pub fn of(name: &Name) -> Print {
        let mut print = [0; WORDS];
        let sounds: Vec<u8> =
            name.main().into_iter().flat_map(|parts| parts.telling()).flat_map(|word| word.sound.bytes()).collect();
        for three in sounds.windows(3) {
            let bit = mix(hash(14, three)) as usize % (WORDS * 64);
            print[bit / 64] |= 1 << (bit % 64);
        }
        Print(print)
    }

    /// The share of bits that two prints have in common: 0 none, 1 all.
    pub fn likeness(&self, other: &Print) -> f32 {
        let both: u32 = self.0.iter().zip(other.0).map(|(one, other)| (one & other).count_ones()).sum();
        let all: u32 = self.0.iter().chain(&other.0).map(|word| word.count_ones()).sum();
        2.0 * both as f32 / all.max(1) as f32
    }
}
