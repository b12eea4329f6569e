//! Byte offsets of many texts as code points.

use std::io::Result;

/// Offsets in texts, each with the code points before it.
#[derive(Debug)]
pub struct Points {
    /// Number of a text and offset in it in bytes, in order.
    bytes: Vec<(u32, u32)>,
    /// Code points before each.
    points: Vec<u32>,
}

impl Points {
    /// Counts the code points before each of `offsets` (number of a text, byte in it); `read` gives a text, or nothing where
    /// each of its characters is one byte.
    pub fn count(mut offsets: Vec<(u32, u32)>, read: impl Fn(u32, &mut String) -> Result<bool>) -> Result<Self> {
        offsets.sort_unstable();
        offsets.dedup();
        let mut points = Vec::with_capacity(offsets.len());
        let mut text = String::new();
        for of_one in offsets.chunk_by(|a, b| a.0 == b.0) {
            let Some((number, _)) = of_one.first() else { continue };
            text.clear();
            if !read(*number, &mut text)? {
                points.extend(of_one.iter().map(|(_, byte)| *byte));
                continue;
            }
            let (mut before, mut counted) = (0, 0_u32);
            for (_, byte) in of_one {
                let byte = (*byte as usize).min(text.len());
                counted += characters(text.as_bytes().get(before..byte).unwrap_or_default());
                before = byte;
                points.push(counted);
            }
        }
        Ok(Points { bytes: offsets, points })
    }

    /// The other way round: the bytes before each of `offsets` (number of a text, code point in it).
    pub fn bytes(mut offsets: Vec<(u32, u32)>, read: impl Fn(u32, &mut String) -> Result<bool>) -> Result<Self> {
        offsets.sort_unstable();
        offsets.dedup();
        let mut bytes = Vec::with_capacity(offsets.len());
        let mut text = String::new();
        for of_one in offsets.chunk_by(|a, b| a.0 == b.0) {
            let Some((number, _)) = of_one.first() else { continue };
            text.clear();
            if !read(*number, &mut text)? {
                bytes.extend(of_one.iter().map(|(_, point)| *point));
                continue;
            }
            let mut begins = text.char_indices().map(|(byte, _)| byte as u32);
            let (mut next, mut byte) = (0, 0);
            for (_, point) in of_one {
                if *point >= next {
                    byte = begins.nth((*point - next) as usize).unwrap_or(text.len() as u32);
                    next = point + 1;
                }
                bytes.push(byte);
            }
        }
        Ok(Points { bytes: offsets, points: bytes })
    }

    /// Code points before an offset that was counted.
    pub fn at(&self, number: u32, byte: u32) -> u32 {
        let place = self.bytes.binary_search(&(number, byte)).ok();
        place.and_then(|place| self.points.get(place)).copied().unwrap_or(byte)
    }
}

/// Characters that begin in these bytes.
pub fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| *byte & 0xc0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_also_beyond_the_basic_plane() {
        let texts = ["ab", "é😀x", "日本"];
        let all = vec![(2, 6), (1, 6), (1, 2), (1, 7), (0, 2), (1, 2), (2, 0)];
        let read = |number: u32, text: &mut String| {
            text.push_str(texts[number as usize]);
            Ok(number > 0)
        };
        let points = Points::count(all.clone(), read).unwrap();
        let found: Vec<u32> = all.iter().map(|(number, byte)| points.at(*number, *byte)).collect();
        assert_eq!(found, [2, 2, 1, 3, 2, 1, 0]);
        let back = all.iter().map(|(number, byte)| (*number, points.at(*number, *byte))).collect();
        let bytes = Points::bytes(back, read).unwrap();
        assert!(all.iter().all(|(number, byte)| bytes.at(*number, points.at(*number, *byte)) == *byte));
    }
}
