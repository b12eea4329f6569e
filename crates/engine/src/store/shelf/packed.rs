//! Seeds and their places in few bits.
//!
//! Takes what a bucket holds, sorted by what seeds say, gives bytes, and back. What seeds say differs little from one to the
//! next, so the differences are kept, as a quotient in as many ones and a remainder (Rice and Plaunt, "Adaptive
//! variable-length coding", 1971); a place takes as many bits as the last one needs.

/// What a seed says, and where it stands.
pub type Posting = (u64, u64);

/// Bits of what a seed says.
pub const KEY_BITS: u32 = 36;
/// Postings of a bucket, about.
const BUCKET: u64 = 128;
/// Quotients from here on are followed by the difference as it is.
const MOST_ONES: u32 = 24;
/// Bits of the number of postings.
const COUNT_BITS: u32 = 32;

/// How the postings of a segment are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Bits of what a seed says that the number of its bucket does not tell.
    pub shift: u32,
    /// Bits of a place.
    pub width: u32,
    /// Bits of a remainder.
    pub rest: u32,
}

impl Shape {
    /// For about so many postings, whose places are below `end`.
    pub fn new(postings: u64, end: u64) -> Self {
        let buckets = (postings / BUCKET).max(1).ilog2();
        let gap = KEY_BITS.saturating_sub(postings.max(1).ilog2());
        Shape {
            shift: KEY_BITS.saturating_sub(buckets),
            width: (u64::BITS - end.leading_zeros()).clamp(1, 56),
            rest: gap,
        }
    }

    /// From numbers that were read.
    pub fn checked(self) -> Option<Self> {
        (self.shift <= KEY_BITS && (1..=56).contains(&self.width) && self.rest <= KEY_BITS).then_some(self)
    }

    /// The bucket of what a seed says.
    pub fn bucket(self, key: u64) -> u64 {
        key >> self.shift
    }

    /// The bytes of a bucket's postings, which are in order of what they say.
    pub fn pack(self, postings: &[Posting]) -> Vec<u8> {
        let mut bits = Bits::default();
        bits.put(postings.len() as u64, COUNT_BITS);
        let mut last = None;
        for (key, place) in postings {
            let key = key & low(self.shift);
            if last == Some(key) {
                bits.put(1, 1);
            } else {
                bits.put(0, 1);
                self.put_difference(key.wrapping_sub(last.unwrap_or(0)), &mut bits);
                last = Some(key);
            }
            bits.put(*place, self.width);
        }
        bits.finish()
    }

    fn put_difference(self, difference: u64, bits: &mut Bits) {
        let ones = difference >> self.rest;
        if ones >= u64::from(MOST_ONES) {
            bits.put(low(MOST_ONES), MOST_ONES);
            bits.put(difference, KEY_BITS);
        } else {
            bits.put(low(ones as u32), ones as u32 + 1);
            bits.put(difference & low(self.rest), self.rest);
        }
    }

    /// The postings of a bucket from its bytes; as many as make sense.
    pub fn unpack(self, bucket: u64, bytes: &[u8]) -> impl Iterator<Item = Posting> + '_ {
        let mut bits = Reader { bytes, at: 0 };
        let count = bits.take(COUNT_BITS).unwrap_or(0);
        let (high, mut key, mut is_first) = (bucket << self.shift, 0u64, true);
        (0..count).map_while(move |_| {
            let is_same = bits.take(1)? == 1;
            if !is_same {
                let difference = self.difference(&mut bits)?;
                key = if is_first { difference } else { key.checked_add(difference)? };
            }
            is_first = false;
            Some((high | key & low(self.shift), bits.take(self.width)?))
        })
    }

    fn difference(self, bits: &mut Reader<'_>) -> Option<u64> {
        let ones = bits.ones(MOST_ONES)?;
        if ones == MOST_ONES {
            return bits.take(KEY_BITS);
        }
        bits.take(1)?;
        Some(u64::from(ones) << self.rest | bits.take(self.rest)?)
    }
}

/// So many ones.
fn low(bits: u32) -> u64 {
    (1u64 << bits).wrapping_sub(1)
}

/// Bits that are written, the lowest first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    /// Adds the lowest bits of a number, at most 56.
    fn put(&mut self, number: u64, bits: u32) {
        self.held |= (number & low(bits)) << self.count;
        self.count += bits;
        while self.count >= 8 {
            self.bytes.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.bytes.push(self.held as u8);
        }
        self.bytes
    }
}

/// Bits that are read.
struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Reader<'_> {
    /// The next bits, 57 at least where there are as many.
    fn here(&self) -> u64 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let word = rest.first_chunk::<8>().map_or_else(
            || rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
            |bytes| u64::from_le_bytes(*bytes),
        );
        word >> (self.at % 8)
    }

    /// The next bits, at most 56; nothing where there are fewer.
    fn take(&mut self, bits: u32) -> Option<u64> {
        let taken = self.here() & low(bits);
        self.at += bits as usize;
        (self.at <= self.bytes.len() * 8).then_some(taken)
    }

    /// Takes ones, at most so many.
    fn ones(&mut self, most: u32) -> Option<u32> {
        let ones = self.here().trailing_ones().min(most);
        self.at += ones as usize;
        (self.at <= self.bytes.len() * 8).then_some(ones)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look drawn by chance.
    fn drawn(seed: u64) -> impl FnMut(u64) -> u64 {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        move |below| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % below.max(1)
        }
    }

    #[test]
    fn postings_come_back_from_their_bytes_whatever_their_shape_was_made_for() {
        for seed in 0..300 {
            let mut draw = drawn(seed);
            let (keys, end) = (1 << draw(KEY_BITS.into()), 1 << (4 + draw(44)));
            let mut postings: Vec<Posting> = (0..draw(300)).map(|_| (draw(keys), draw(end))).collect();
            postings.sort_unstable();
            let shape = Shape::new(1 << draw(33), end);
            for same in postings.chunk_by(|x, y| shape.bucket(x.0) == shape.bucket(y.0)) {
                let bytes = shape.pack(same);
                assert_eq!(shape.unpack(shape.bucket(same[0].0), &bytes).collect::<Vec<_>>(), same, "{shape:?}");
            }
        }
    }

    #[test]
    fn bytes_that_make_no_sense_give_no_more_postings_than_they_have_bits() {
        for seed in 0..300 {
            let mut draw = drawn(seed);
            let bytes: Vec<u8> = (0..draw(99)).map(|_| draw(256) as u8).collect();
            assert!(Shape::new(1 << draw(40), 9999).unpack(7, &bytes).count() <= bytes.len() * 8);
        }
    }
}
