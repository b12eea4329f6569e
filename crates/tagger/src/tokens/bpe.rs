//! Byte pair encoding over bytes, as GPT-2 and RoBERTa do it: pairs are joined in the order in which training joined them.

use rustc_hash::FxHashMap;

use super::{Letter, Piece};

/// Cuts words as RoBERTa does.
#[derive(Debug)]
pub struct Bpe {
    /// The number of the piece of each byte.
    bytes: Vec<Option<u32>>,
    /// What two pieces become, and how early: the rank and the new piece.
    joins: FxHashMap<(u32, u32), (u32, u32)>,
    unknown: Option<u32>,
}

impl Bpe {
    /// A cutter with these pieces, joined in this order. Joins of or to what is no piece are an error.
    pub fn new(
        vocabulary: &FxHashMap<String, u32>,
        order: &[(String, String)],
        unknown: Option<u32>,
    ) -> Result<Bpe, String> {
        let mut joins = FxHashMap::default();
        for (rank, (left, right)) in (0..).zip(order) {
            let known = |piece: &str| vocabulary.get(piece).copied();
            let join = known(left).zip(known(right)).zip(known(&format!("{left}{right}")));
            let ((left, right), both) = join.ok_or_else(|| {
                format!("`merges` joins {left:.40?} and {right:.40?}, which `vocab` lacks: copy the file again")
            })?;
            joins.insert((left, right), (rank, both));
        }
        let bytes =
            (0..=u8::MAX).map(|byte| vocabulary.get(shown(byte).encode_utf8(&mut [0; 4]) as &str).copied()).collect();
        Ok(Bpe { bytes, joins, unknown })
    }

    /// The highest number of a piece.
    pub fn highest(&self) -> u32 {
        let single = self.bytes.iter().flatten().copied();
        single.chain(self.joins.values().map(|(_, id)| *id)).max().unwrap_or(0)
    }

    /// Adds the pieces of a word.
    pub fn cut(&self, word: &[Letter], pieces: &mut Vec<Piece>) {
        let mut cut: Vec<Piece> = Vec::with_capacity(word.len());
        for letter in word {
            for byte in letter.c.encode_utf8(&mut [0; 4]).bytes() {
                let id = self.bytes.get(usize::from(byte)).copied().flatten().or(self.unknown);
                cut.extend(id.map(|id| Piece { id, start: letter.start, end: letter.end }));
            }
        }
        while let Some((at, id)) = self.next(&cut) {
            cut[at] = Piece { id, start: cut[at].start, end: cut[at + 1].end };
            cut.remove(at + 1);
        }
        pieces.append(&mut cut);
    }

    /// The earliest join that can be made, the leftmost of those: where, and what it gives.
    fn next(&self, cut: &[Piece]) -> Option<(usize, u32)> {
        let joins = cut.windows(2).enumerate().filter_map(|(at, pair)| {
            let (rank, id) = self.joins.get(&(pair[0].id, pair[1].id))?;
            Some((*rank, at, *id))
        });
        joins.min().map(|(_, at, id)| (at, id))
    }
}

/// The letter that stands for a byte in lists of pieces: itself where it can be printed, else one from U+0100 on.
fn shown(byte: u8) -> char {
    let is_shown = |byte: u8| matches!(byte, b'!'..=b'~' | 0xa1..=0xac | 0xae..=0xff);
    if is_shown(byte) {
        return char::from(byte);
    }
    let before = (0..byte).filter(|other| !is_shown(*other)).count() as u32;
    char::from_u32(0x100 + before).unwrap_or('?')
}
