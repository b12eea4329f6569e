//! A quick no: tells most words that a list does not hold by three letters and a length.
//!
//! A stage that looks for a few hundred words in a whole text asks here first and looks up what is let through.

/// Bits of a place.
const BITS: u32 = 12;

/// The beginnings, ends and lengths of the words of a list.
#[derive(Debug)]
pub struct Gate {
    /// For each place, a bit for each length.
    lengths: Vec<u32>,
}

impl Default for Gate {
    fn default() -> Self {
        Gate { lengths: vec![0; 1 << BITS] }
    }
}

impl Gate {
    /// Lets a word through.
    pub fn add(&mut self, word: &[u8]) {
        let (place, length) = key(word);
        if let Some(lengths) = self.lengths.get_mut(place) {
            *lengths |= length;
        }
    }

    /// Whether the list may hold a word. ASCII letters may be large.
    pub fn lets(&self, word: &[u8]) -> bool {
        let (place, length) = key(word);
        self.lengths.get(place).is_some_and(|lengths| lengths & length != 0)
    }
}

/// The place of a word, and the bit of its length. Five bits of a letter are the same for large and small ones.
fn key(word: &[u8]) -> (usize, u32) {
    let bits = |byte: Option<&u8>| byte.map_or(0, |byte| u32::from(byte & 31));
    let three = bits(word.first()) << 10 | bits(word.get(1)) << 5 | bits(word.last());
    let place = three.wrapping_mul(0x9e37_79b1) >> (32 - BITS);
    (place as usize, 1 << word.len().min(31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_through_what_was_added_in_any_letters() {
        let mut gate = Gate::default();
        gate.add(b"killed");
        assert!(gate.lets(b"killed") && gate.lets(b"Killed") && gate.lets(b"KILLED"));
        assert!(!gate.lets(b"kill") && !gate.lets(b"session") && !gate.lets(b""));
    }
}
