//! Reuse: passages that stand in more than one text, and how their letters correspond.

use crate::edtf::Day;
use crate::source::named;
use crate::{Role, Span};

/// Letters of two texts that correspond one to one, without a gap: as many letters on each side, all alike once folded.
///
/// What is no letter or digit (spaces, punctuation, the hyphen at a line's end) may stand between them on either side, so
/// the spans may differ in length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Match {
    /// Where in the first text, in bytes.
    pub a: Span,
    /// Where in the second text, in bytes.
    pub b: Span,
}

/// A passage of one text that stands in another too, verified by aligning the two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Number of the first text, less than `b`.
    pub a: u32,
    /// Number of the second text.
    pub b: u32,
    /// The passage in the first text, in bytes, from its first letter to its last.
    pub a_span: Span,
    /// The passage in the second text.
    pub b_span: Span,
    /// Letters that are alike in both passages.
    pub equal: u32,
    /// Columns of the alignment: letters alike, letters exchanged, and letters that only one of the two has.
    pub columns: u32,
    /// The letters that correspond, in order of both texts; what lies between two of them differs.
    pub matches: Vec<Match>,
}

impl Link {
    /// Share of the alignment's columns that are alike, 0 to 1.
    pub fn likeness(&self) -> f64 {
        f64::from(self.equal) / f64::from(self.columns.max(1))
    }
}

named! {
    /// What kind of reuse a link is.
    ReuseKind {
        /// The whole statement again: another witness of it.
        Reprint = "reprint",
        /// The same statement, changed.
        Version = "version",
        /// Marked or attributed as another's words.
        Quotation = "quotation",
        /// A stock phrase: short, frequent, of many issuers.
        Formula = "formula",
        /// Words of another, not marked as such.
        Borrowing = "borrowing",
        /// What a page or a site carries on every copy.
        Furniture = "furniture",
    }
}

/// What is known of a text before it is compared with others; all of it may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Who issued it: ids of entities or folded names, each once.
    pub issuers: Vec<String>,
    /// The folded names that these have in it, where `issuers` are ids.
    pub issuer_names: Vec<String>,
    /// Its title.
    pub title: Option<String>,
    /// The first day on which it can have been issued; `None` where that is open.
    pub earliest: Option<Day>,
    /// The last day on which it can have been issued.
    pub latest: Option<Day>,
    /// The site, journal or folder it was received from, as a name of its own.
    pub series: Option<String>,
    /// ISO 639-3 code of its language.
    pub language: Option<String>,
    /// What it quotes, in order of their place.
    pub quoted: Vec<Quoted>,
    /// Its parts, in order of their place.
    pub parts: Vec<(Role, Span)>,
}

/// Words that a text quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// The words, without the marks.
    pub span: Span,
    /// Who said them, as the text has it.
    pub attributed_to: Option<String>,
    /// The work they come from, as the text has it.
    pub work: Option<String>,
}

/// A range of one of the texts compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// Number of the text.
    pub text: u32,
    /// Where in it, in bytes.
    pub span: Span,
}

named! {
    /// One of the two texts of a link.
    Side {
        /// The first.
        A = "a",
        /// The second.
        B = "b",
    }
}

impl Side {
    /// The other one.
    pub fn other(self) -> Side {
        match self {
            Side::A => Side::B,
            Side::B => Side::A,
        }
    }
}

impl Link {
    /// The passage on one side.
    pub fn passage(&self, side: Side) -> Passage {
        match side {
            Side::A => Passage { text: self.a, span: self.a_span },
            Side::B => Passage { text: self.b, span: self.b_span },
        }
    }
}

named! {
    /// Why a link is of its kind.
    KindReason {
        /// The passages are nearly all of both statements, hardly changed.
        WholeOfBoth = "whole-of-both",
        /// The passages are nearly all of one statement, hardly changed, inside a longer one.
        WholeOfOne = "whole-of-one",
        /// The passages are most of both statements, changed.
        MostOfBoth = "most-of-both",
        /// A side has it between quotation marks, or as a block quotation.
        Marked = "quotation-marks",
        /// A side says whose words they are.
        Attributed = "attributed",
        /// Other texts with the same words mark them as another's.
        QuotedElsewhere = "quoted-elsewhere",
        /// It stands where a statement greets, takes leave or calls.
        Place = "place-in-statement",
        /// Many texts of many issuers have it.
        Frequent = "frequent",
        /// It is mostly a name.
        Name = "name",
        /// It thanks, congratulates, wishes.
        Courtesy = "courtesy",
        /// It is made of words of office: what reports, messages and minutes are made of.
        Routine = "routine",
        /// It is a form, filled in with other figures.
        Form = "form",
        /// It is too short for either to have it from the other.
        Short = "short",
        /// It stands at the same place of many texts of one series.
        SamePlace = "same-place",
        /// The text's structure says that it is furniture.
        PartOfPage = "part-of-page",
        /// Nothing says that it is anything else.
        Unmarked = "unmarked",
    }
}

named! {
    /// Why a side is held to be the source of the other.
    SourceReason {
        /// It was issued before the other can have been.
        Earlier = "earlier",
        /// The other marks the words as quoted, and it does not.
        Marked = "other-marks-it",
        /// The other names it, or who issued it, as where the words come from.
        Named = "other-names-it",
    }
}

/// Which side of a link the words come from, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direction {
    /// The side that they come from.
    pub source: Side,
    /// Why.
    pub reason: SourceReason,
    /// Words of either text that say so; none where dates do.
    pub evidence: Vec<Passage>,
}

/// What kind of reuse a link is, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Its kind.
    pub kind: ReuseKind,
    /// Why.
    pub reason: KindReason,
    /// Words of either text that say so: quotation marks with what they hold, words of attribution.
    pub evidence: Vec<Passage>,
    /// Which side is the source; `None` where that is unknown.
    pub direction: Option<Direction>,
}

/// Passages that are the same words, each of them tied to another by a verified link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Family {
    /// The passages, in order of text and place; a text may have several.
    pub members: Vec<Passage>,
    /// Indices of the links that tie them, in order.
    pub links: Vec<u32>,
}

/// When the words of a family were used, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Members that can have been first, in order of their earliest day: no other is surely earlier. More than one where
    /// dates leave it open.
    pub first: Vec<Passage>,
    /// Days between which the first use lies.
    pub first_between: (Option<Day>, Option<Day>),
    /// Who used it, in order of first use; those without a date last.
    pub users: Vec<User>,
    /// How many texts of each year have it, in order; only those whose year is sure.
    pub years: Vec<(i32, u32)>,
    /// Texts that have it and are of no sure year.
    pub undated: u32,
    /// Texts that have it.
    pub texts: u32,
}

/// Someone who used the words of a family.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// The issuer, as [`About`] names it.
    pub issuer: String,
    /// In how many texts.
    pub texts: u32,
    /// The last day on which its first use can lie.
    pub first_by: Option<Day>,
    /// The first day on which its first use can lie.
    pub first_from: Option<Day>,
}
