//! Entities that authority files know: lists of organisations, persons and places that others keep, with their ids.

use crate::entity::EntityKind;
use crate::source::named;

/// An entity of an authority file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownEntity {
    /// Its id there, as it is written there.
    pub id: String,
    /// What it is, where the file says so.
    pub kind: Option<EntityKind>,
    /// The name that the file calls it by.
    pub name: String,
    /// ISO 639-3 code of the language of that name, where the file says so.
    pub language: Option<String>,
    /// Its other names, in the order of the file, each name in each language once.
    pub names: Vec<KnownName>,
    /// ISO 3166-1 alpha-2 code, where the file names one country and no other.
    pub country: Option<String>,
    /// A page about it.
    pub url: Option<String>,
    /// EDTF: when it was founded or born.
    pub began: Option<String>,
    /// EDTF: when it was dissolved or died.
    pub ended: Option<String>,
}

/// Another name of a known entity.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KnownName {
    /// The name.
    pub name: String,
    /// ISO 639-3 code, where the file says so.
    pub language: Option<String>,
    /// What sort of name it is.
    pub sort: NameSort,
}

named! {
    /// What sort of name a name is.
    #[derive(Default)]
    NameSort {
        /// A name like the main one.
        #[default]
        Full = "name",
        /// Letters that stand for a name.
        Acronym = "acronym",
        /// One that tells little: a nickname, a name that many share. It is shown, and nothing is matched by it.
        Weak = "weak",
    }
}

/// An authority file as it was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// What it is called here.
    pub name: String,
    /// Hexadecimal SHA-256 of the file: its version.
    pub version: String,
    /// The format it was read as.
    pub format: String,
    /// The name of the file.
    pub file: String,
    /// When it was taken in, RFC 3339 in UTC.
    pub imported: String,
    /// How many entities it knows.
    pub entities: u64,
}

/// A known entity, and where it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its number in the catalogue, for as long as the authority knows it.
    pub number: u32,
    /// The name of the authority.
    pub authority: String,
    /// What is known.
    pub entity: KnownEntity,
}
