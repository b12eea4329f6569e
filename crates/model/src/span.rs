//! Half-open byte ranges of a UTF-8 text.

/// A half-open range of bytes `[start, end)` in a text of at most 4 GiB, both ends on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`, in bytes.
    ///
    /// # Panics
    /// When an end does not fit 32 bits; texts are limited to 4 GiB long before.
    pub fn new(start: usize, end: usize) -> Self {
        let fit = |n: usize| u32::try_from(n).expect("texts are below 4 GiB");
        Span { start: fit(start), end: fit(end) }
    }

    /// The span as a range to index a string with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `byte` lies inside.
    pub fn contains(self, byte: u32) -> bool {
        self.start <= byte && byte < self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}
