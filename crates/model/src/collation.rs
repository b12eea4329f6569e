//! Collation: the versions of a statement laid beside a base text, as an apparatus of readings.

use crate::Span;
use crate::source::named;

named! {
    /// What a witness does at a place of the base text.
    ReadingKind {
        /// It has words that the base does not have.
        Addition = "addition",
        /// It lacks words of the base.
        Omission = "omission",
        /// It has other words, or the same written otherwise.
        Substitution = "substitution",
        /// It has words of the base at another place: one reading where they are missing, one where they stand.
        Transposition = "transposition",
    }
}

named! {
    /// What differs in a reading, the weightiest first.
    Nature {
        /// The words.
        Words = "words",
        /// How a word is spelled, or how well it was read: the other is no word, or a letter looks like another.
        Spelling = "spelling",
        /// Marks on letters.
        Accents = "accents",
        /// Capitals.
        Case = "case",
        /// Marks between words.
        Punctuation = "punctuation",
        /// Spaces, line breaks, and hyphens at the ends of lines.
        Spacing = "spacing",
    }
}

impl Nature {
    /// Whether it can change what is said.
    pub fn is_substantive(self) -> bool {
        self == Nature::Words
    }
}

/// What a witness has where it differs from the base text.
///
/// Putting `text` in the place of `base`, reading by reading in their order, turns the base into the witness, to the byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it does.
    pub kind: ReadingKind,
    /// What differs.
    pub nature: Nature,
    /// Bytes of the base text; empty where something is added before that byte.
    pub base: Span,
    /// Bytes of the witness; empty where it lacks something.
    pub witness: Span,
    /// The words of the witness there, with what stands between them.
    pub text: String,
    /// Of a transposition, the index of the reading at its other place.
    pub other: Option<u32>,
}

/// One of the texts that were collated with the base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Witness {
    /// Number of the text.
    pub text: u32,
    /// Where it differs, in order of the place in the base and in the witness alike.
    pub readings: Vec<Reading>,
}

named! {
    /// Why a text was taken for the base.
    BaseReason {
        /// It was asked for.
        Given = "given",
        /// Of those with dates it surely is the earliest.
        Earliest = "earliest",
        /// It has most in common with all others.
        Central = "most-central",
    }
}

/// What some of the witnesses have at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// What they do.
    pub kind: ReadingKind,
    /// What differs.
    pub nature: Nature,
    /// Bytes of the base.
    pub base: Span,
    /// What they have there.
    pub text: String,
    /// Which witnesses, and the bytes of each: indices into [`Apparatus::witnesses`].
    pub witnesses: Vec<(u32, Span)>,
}

/// A place of the base at which witnesses differ from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the base that its variants cover together.
    pub base: Span,
    /// What is read there instead, in order of the place, then of how many have it.
    pub variants: Vec<Variant>,
}

/// The versions of a statement, collated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apparatus {
    /// Number of the base text.
    pub base: u32,
    /// Why it is the base.
    pub reason: BaseReason,
    /// The other texts in order of date (those without last), then of number.
    pub witnesses: Vec<Witness>,
    /// Where they differ, in order of the base.
    pub places: Vec<Place>,
}
