//! Tells which names name the same: one comparison that explains itself, and the clustering that keeps to its limits.
//!
//! Takes [`NameUse`]s (names as an archive's statements use them, and names that authority files know), with what people
//! have decided; gives [`Resolution`]: which of them are one entity, by which comparisons, and what a person should be
//! asked. A name is taken apart once, compared with the few others that share a key with it,
//! and clusters grow along the surest comparisons first and never against a constraint.

pub mod block;
pub mod cluster;
pub mod compare;
pub mod form;
pub mod gather;
mod lexicon;
pub mod lookup;
pub mod moved;
pub mod name;
pub mod outranked;
mod parallel;
pub mod pool;
pub mod reread;
pub mod settled;

pub use cluster::resolve;

use broadside_model::EntityKind;
use broadside_model::edtf::Day;

/// A name with all that is known of its use; what is resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameUse {
    /// What it is taken to name.
    pub kind: Option<EntityKind>,
    /// The name as the texts have it (the most usual spelling of the form).
    pub name: String,
    /// Acronyms that the texts tie to it ("Confederation of Free Unions (CFU)").
    pub acronyms: Vec<String>,
    /// The same name in other languages, and expansions of it where it is an acronym, as texts or authority files give
    /// them.
    pub also: Vec<String>,
    /// ISO 3166-1 alpha-2 code, where its use or the name itself says so.
    pub country: Option<String>,
    /// ISO 639-3 codes of the languages of the texts that use it.
    pub languages: Vec<String>,
    /// First and last day of the statements that use it, where known.
    pub seen: Option<(Day, Day)>,
    /// Numbers of the lists it stands in (signatories, issuers of one statement): two names of one list are two
    /// entities. In ascending order.
    pub lists: Vec<u32>,
    /// How often it is used.
    pub uses: u32,
    /// Its number in the catalogue, where it is a known entity.
    pub known: Option<u32>,
    /// Which authority file knows it, where one does, by its place among them: two entities of one file are
    /// never merged by the program.
    pub authority: u32,
}

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// They name two.
    Different,
    /// A person should say.
    Ask,
    /// They name the same.
    Same,
}

/// Two names compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How much speaks for their being the same, in thousandths.
    pub score: u16,
    /// What follows from it.
    pub outcome: Outcome,
    /// What speaks for and against, the weightiest first, in a few words each ("acronym CFU of the name", "`youth` stands
    /// in one only").
    pub reasons: Vec<String>,
}

/// Two uses that were compared, by their places in the input.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The first.
    pub a: u32,
    /// The second, greater than the first.
    pub b: u32,
    /// What the comparison came to.
    pub comparison: Comparison,
}

/// What people have said, by places in the input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints {
    /// Pairs that are one.
    pub same: Vec<(u32, u32)>,
    /// Pairs that are two.
    pub different: Vec<(u32, u32)>,
}

/// A question to a person: are these one?
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What was compared.
    pub link: Link,
    /// How much an answer would change: uses that would be joined, times the doubt.
    pub weight: f64,
}

/// Which names are one's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// For each use its cluster; clusters are numbered from 0 in the order of their first use.
    pub cluster: Vec<u32>,
    /// The comparisons that hold clusters together, in the order of their places.
    pub links: Vec<Link>,
    /// What to ask, the weightiest first.
    pub questions: Vec<Question>,
    /// Constraints that contradict others and were not kept, as pairs of places.
    pub contradicted: Vec<(u32, u32)>,
}
