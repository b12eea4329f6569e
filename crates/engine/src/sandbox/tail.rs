//! The end of what a process wrote to standard error, however much that was.

/// Keeps the last 4 KiB that it was given.
#[derive(Debug, Default)]
pub(super) struct Tail {
    bytes: Vec<u8>,
}

/// Bytes kept.
const KEPT: usize = 4096;

impl Tail {
    /// Takes more, forgets what is older than the last [`KEPT`] bytes.
    pub fn push(&mut self, more: &[u8]) {
        self.bytes.extend_from_slice(more);
        if self.bytes.len() > 2 * KEPT {
            self.bytes.drain(..self.bytes.len() - KEPT);
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// What was kept as one line of printable text: a hostile file may have chosen these words, and they end up on a
    /// terminal.
    pub fn text(&self) -> String {
        let kept = &self.bytes[self.bytes.len().saturating_sub(KEPT)..];
        let text = String::from_utf8_lossy(kept);
        let printable = |c: char| if c.is_control() { ' ' } else { c };
        let words: String = text.chars().map(printable).collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_is_kept_and_escape_codes_are_not() {
        let mut tail = Tail::default();
        for _ in 0..1000 {
            tail.push(b"noise noise noise\n");
        }
        tail.push(b"\x1b[31mthe end\n");
        assert!(tail.text().ends_with("noise [31mthe end"));
        assert!(tail.text().len() <= KEPT);
    }
}
