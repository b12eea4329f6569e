//! Entities: what names name, once it is told which names are the same one's.
//!
//! A [`Form`] is a name as it is used: what it is taken to name, the name folded, and the country where that is known.
//! It has an id of its own, made from nothing else, so that the same form has the same id in every archive. An entity is
//! a set of forms; its id is the least of theirs, and the ids of all its forms, present and past, lead to it. Nothing
//! but the forms is needed to find an entity again, however often the archive is read anew.

use crate::edtf::Edtf;
use crate::source::named;
use crate::{Found, SourceId, Span};
use std::fmt;

named! {
    /// What an entity is.
    EntityKind {
        /// One person.
        Person = "person",
        /// An organisation or organ of one; a state and its government too.
        Organisation = "organisation",
        /// A place.
        Place = "place",
        /// A named event.
        Event = "event",
        /// A book, article, newspaper, song.
        Work = "work",
        /// A law, treaty, resolution.
        Law = "law",
        /// Something named of which it is not known what it is.
        Unknown = "unknown",
    }
}

/// The id of an entity: that of one of its forms.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u64);

impl EntityId {
    /// The letter that the id of an entity begins with.
    pub const LETTER: char = 'e';

    /// Reads what [`Display`](fmt::Display) writes: the letter and 16 hexadecimal digits.
    pub fn from_text(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(Self::LETTER)?;
        let hexadecimal = digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        hexadecimal.then(|| u64::from_str_radix(digits, 16).ok().map(EntityId)).flatten()
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:016x}", Self::LETTER, self.0)
    }
}

impl fmt::Debug for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A name as it is used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Form {
    /// What it is taken to name.
    pub kind: EntityKind,
    /// The name folded: what tells two spellings apart that nobody would tell apart is gone (case, marks, spacing,
    /// punctuation between words).
    pub key: String,
    /// ISO 3166-1 alpha-2 code of the country, where its use or the name says so.
    pub country: Option<String>,
    /// Set where a person said that some uses of this form are somebody else's than the others: the number of that
    /// decision.
    pub apart: Option<u64>,
}

named! {
    /// Where in a statement a name stands.
    Field {
        /// It issued the statement.
        Issuer = "issuer",
        /// The body that the issuer belongs to or speaks for.
        IssuerOf = "issuer-of",
        /// The statement is addressed to it.
        Addressee = "addressee",
        /// It signed.
        Signatory = "signatory",
        /// A signatory belongs to it.
        Affiliation = "affiliation",
        /// It makes a claim that the statement tells.
        Claimant = "claimant",
        /// It did what a claim tells.
        Actor = "actor",
        /// It is quoted.
        Quoted = "quoted",
        /// The statement was issued there.
        IssuePlace = "issue-place",
        /// It is named.
        Mention = "mention",
    }
}

/// One statement of an archive: its source, and its number among the statements of that source, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId {
    /// The source it stands in.
    pub source: SourceId,
    /// Counted from 1.
    pub number: u32,
}

/// A use of a name in a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence {
    /// The statement.
    pub statement: StatementId,
    /// Where in it.
    pub field: Field,
    /// Its place in that list, from 0.
    pub index: u32,
    /// Bytes of the repaired text.
    pub span: Span,
    /// The name as the text has it.
    pub name: String,
}

named! {
    /// How two entities are related, in the words of a text. The first is … the second.
    RelationKind {
        /// An organ: "the Executive Committee of".
        OrganOf = "organ-of",
        /// A section, branch, local group.
        SectionOf = "section-of",
        /// A member: "affiliated to".
        MemberOf = "member-of",
        /// The same under an earlier name: "formerly".
        RenamedFrom = "renamed-from",
        /// What left the second: "split from", "expelled from".
        SplitFrom = "split-from",
        /// What was made of several: "merger of".
        MergedFrom = "merged-from",
        /// Founded by the second.
        FoundedBy = "founded-by",
        /// A person who leads it or holds an office in it.
        OfficerOf = "officer-of",
    }
}

/// A relation that a text states between two that it names.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// How they are related.
    pub kind: RelationKind,
    /// The first, as the text has it.
    pub subject: String,
    /// Bytes of the repaired text where the first is named.
    pub subject_span: Span,
    /// The second, as the text has it.
    pub object: String,
    /// Bytes of the repaired text where the second is named.
    pub object_span: Span,
    /// The office, for an officer.
    pub role: Option<String>,
    /// When, where the text says so.
    pub date: Option<Edtf>,
}

/// The relations of a statement, each with its evidence.
pub type Relations = Vec<Found<Relation>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_is_written() {
        for id in [EntityId(0), EntityId(0xfeed_0123_4567_89ab), EntityId(u64::MAX)] {
            assert_eq!(EntityId::from_text(&id.to_string()), Some(id));
        }
        for wrong in ["", "e", "e123", "0123456789abcdef0", "e0123456789abcdeg", "e+123456789abcdef", "é"] {
            assert_eq!(EntityId::from_text(wrong), None, "{wrong}");
        }
    }
}
