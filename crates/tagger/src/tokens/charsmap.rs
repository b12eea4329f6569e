//! The table by which SentencePiece normalises characters (`precompiled_charsmap`): a double-array trie of what is replaced,
//! and the replacements one after another, each closed by a zero byte.

/// A table of replacements.
#[derive(Debug)]
pub struct Charsmap {
    trie: Vec<u32>,
    replacements: String,
}

impl Charsmap {
    /// Reads the table; an error says what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Charsmap, &'static str> {
        let damaged = "`precompiled_charsmap` is damaged: copy the file again";
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or(damaged)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (trie, replacements) = rest.split_at_checked(length).ok_or(damaged)?;
        let (units, left_over) = trie.as_chunks::<4>();
        if !left_over.is_empty() || units.is_empty() {
            return Err(damaged);
        }
        let trie = units.iter().map(|unit| u32::from_le_bytes(*unit)).collect();
        Ok(Charsmap { trie, replacements: String::from_utf8(replacements.to_vec()).map_err(|_| damaged)? })
    }

    /// The text with its replacements, for a character as its reader sees it.
    pub fn apply(&self, seen: &str) -> String {
        if seen.len() < 6
            && let Some(replacement) = self.of(seen)
        {
            return replacement.to_owned();
        }
        let mut made = String::with_capacity(seen.len());
        for c in seen.chars() {
            match self.of(c.encode_utf8(&mut [0; 4])) {
                Some(replacement) => made.push_str(replacement),
                None => made.push(c),
            }
        }
        made
    }

    /// What the shortest beginning of `key` that the table has is replaced by.
    fn of(&self, key: &str) -> Option<&str> {
        let mut place = offset(*self.trie.first()?);
        for byte in key.bytes() {
            place ^= usize::from(byte);
            let unit = *self.trie.get(place)?;
            if byte == 0 || unit & (1 << 31 | 0xff) != u32::from(byte) {
                return None;
            }
            place ^= offset(unit);
            if unit >> 8 & 1 == 1 {
                let from = (*self.trie.get(place)? & !(1 << 31)) as usize;
                return self.replacements.get(from..)?.split('\0').next();
            }
        }
        None
    }
}

fn offset(unit: u32) -> usize {
    ((unit >> 10) << ((unit & 1 << 9) >> 6)) as usize
}

#[cfg(test)]
mod tests {
    use super::Charsmap;

    #[test]
    fn damaged_tables_are_refused_and_empty_ones_change_nothing() {
        for bytes in [&b""[..], b"\x01", b"\xff\xff\xff\xff", b"\x02\0\0\0ab", b"\0\0\0\0", b"\x04\0\0\0\0\0\0\0\xff"] {
            assert!(Charsmap::read(bytes).is_err(), "{bytes:?}");
        }
        let table = Charsmap::read(b"\x04\0\0\0\0\0\0\0").expect("a table");
        assert_eq!(table.apply("e\u{301}"), "e\u{301}");
        let wild = Charsmap::read(b"\x04\0\0\0\xff\xff\xff\xff").expect("a table");
        assert_eq!(wild.apply("a"), "a");
    }
}
