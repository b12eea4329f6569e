//! The anatomy of a statement: what it is, who issued it, to whom, when, with whom, and what it claims.
//!
//! Everything here was read out of a text, so everything comes as [`Found`]: a value with the ranges that support it,
//! the rule that read it, and how sure that rule is. What a text does not say is absent.

use crate::edtf::Edtf;
use crate::entity::Relation;
use crate::source::named;
use crate::{Part, Span};

/// A value read out of a text, with what supports it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// What was read.
    pub value: T,
    /// Bytes of the repaired text that say so; empty only where the file's own metadata says so.
    pub evidence: Vec<Span>,
    /// Name of the rule that read it.
    pub method: String,
    /// How sure the rule is, in hundredths.
    pub confidence: u8,
}

impl<T> Found<T> {
    /// A value with one range of evidence.
    pub fn new(value: T, evidence: Span, method: &str, confidence: u8) -> Self {
        Found { value, evidence: vec![evidence], method: method.to_owned(), confidence }
    }
}

named! {
    /// What kind of act a statement is.
    Kind {
        /// A text adopted by a body: "resolves", "decides".
        Resolution = "resolution",
        /// A stance declared in solemn form.
        Declaration = "declaration",
        /// News of an organisation about what happened or what it did.
        Communique = "communique",
        /// A letter to a named addressee, meant for all to read.
        OpenLetter = "open-letter",
        /// A message or greeting to a meeting, a people, an office.
        Message = "message",
        /// A call to do something.
        Appeal = "appeal",
        /// A programme, principles and aims.
        Manifesto = "manifesto",
        /// Words spoken to an audience.
        Speech = "speech",
        /// An act of an authority that makes something known and in force.
        Proclamation = "proclamation",
        /// News handed to journalists.
        PressRelease = "press-release",
        /// A report of events or work.
        Report = "report",
        /// Questions and answers.
        Interview = "interview",
        /// A record of a meeting.
        Minutes = "minutes",
        /// A law, decree or order.
        Law = "law",
        /// Something else, known to be none of these.
        Other = "other",
    }
}

named! {
    /// What a mention names.
    MentionKind {
        /// A person or a named group of persons that is no organisation.
        Person = "person",
        /// An organisation, organ, party, state organ, company, newspaper as a company.
        Organisation = "organisation",
        /// A place: country, town, region, river, building with an address.
        Place = "place",
        /// A named event.
        Event = "event",
        /// A book, article, newspaper, song.
        Work = "work",
        /// A law, treaty, resolution.
        Law = "law",
        /// A point or span of time.
        Time = "time",
        /// A number with what it counts.
        Quantity = "quantity",
    }
}

/// A range that names something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What it names.
    pub kind: MentionKind,
    /// Bytes of the repaired text, without title or rank.
    pub span: Span,
    /// Titles and ranks that stand with it ("Dr.", "General"), when there are some.
    pub title: Option<Span>,
    /// The full name an acronym stands for, as the document gives it elsewhere.
    pub expansion: Option<String>,
    /// ISO 3166-1 alpha-2 code, where the mention is a country or is known to belong to one.
    pub country: Option<String>,
    /// The date a mention of time gives, where it can be worked out.
    pub date: Option<Edtf>,
    /// How sure the rule is, in hundredths.
    pub confidence: u8,
    /// Name of the rule or model.
    pub method: String,
}

named! {
    /// What a party to a statement is.
    PartyKind {
        /// One person.
        Person = "person",
        /// An organisation or organ.
        Organisation = "organisation",
        /// A state or its government.
        State = "state",
        /// A group without a fixed name: "workers of all countries".
        Group = "group",
    }
}

/// Someone who issues a statement or to whom it is addressed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Party {
    /// The name as the text has it, without role and title.
    pub name: String,
    /// What it is, where that is known.
    pub kind: Option<PartyKind>,
    /// The body an organ belongs to ("Executive Committee" of …), or the organisation a person speaks for.
    pub of: Option<String>,
    /// Office or title that stands with it.
    pub role: Option<String>,
    /// Acronym that stands with it.
    pub acronym: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// A row of a list of signatories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signatory {
    /// Its number as printed, or its place in the list counted from 1.
    pub order: u32,
    /// Acronym of an organisation.
    pub acronym: Option<String>,
    /// Name, as the text has it.
    pub name: String,
    /// The name in another language, as the text gives it.
    pub translation: Option<String>,
    /// Office or title.
    pub role: Option<String>,
    /// Organisation a person belongs to, or body an organisation is a section of.
    pub affiliation: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Person or organisation, where that is known.
    pub kind: Option<PartyKind>,
    /// The day as of which the list says they signed.
    pub as_of: Option<Edtf>,
    /// Heading of the group the row stands under ("New signatories", "Observers").
    pub group: Option<String>,
    /// What is doubtful about the row, in a few words.
    pub doubt: Option<String>,
}

/// The date of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// The date or interval.
    pub edtf: Edtf,
    /// Each reason in a few words, in the order of weight ("dateline", "nothing later than 12 May 1951 is mentioned").
    pub reasons: Vec<String>,
}

/// A place of issue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IssuePlace {
    /// As the text has it.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// Words of another that a statement quotes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quotation {
    /// The words quoted, without the marks.
    pub text: String,
    /// Who said them, as the text has it.
    pub attributed_to: Option<String>,
    /// The work they come from, as the text has it.
    pub work: Option<String>,
}

named! {
    /// How sure, and on whose word (after MUC-4's CONFIDENCE slot).
    Grade {
        /// Told as a fact, nobody else being named.
        Fact = "reported-as-fact",
        /// The doer says it was them.
        Claimed = "claimed-or-admitted",
        /// Somebody accuses or suspects.
        Accused = "suspected-or-accused",
        /// The authorities accuse or suspect.
        AccusedByAuthorities = "suspected-or-accused-by-authorities",
        /// Held possible.
        Possible = "possible",
    }
}

/// A statement about the world that a document makes, or says that somebody makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What is counted or held: `dead`, `wounded`, `arrested`, `disappeared`, `displaced`, `participants`, `money`, …;
    /// `perpetrator` for a claim about who did something to others, `fighting` for one about who attacked armed forces.
    pub what: String,
    /// Words of the text for what is counted ("peasants", "houses").
    pub of: Option<String>,
    /// Least number; `None` where there is no lower bound, or no number.
    pub min: Option<f64>,
    /// Greatest number; `None` where there is no upper bound, or no number.
    pub max: Option<f64>,
    /// Whether the number is said to be about right only.
    pub approximate: bool,
    /// Currency or unit, as the text has it.
    pub unit: Option<String>,
    /// Who says so, where it is not the document itself.
    pub claimant: Option<String>,
    /// Who did it, where the text says.
    pub actor: Option<String>,
    /// How sure, and on whose word.
    pub grade: Grade,
    /// Where, as the text has it.
    pub place: Option<String>,
    /// When.
    pub date: Option<Edtf>,
}

/// A statement as one source has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// Bytes of the repaired text that are this statement.
    pub span: Span,
    /// Its parts in order of their place; they may nest (a demand in the body), never cross.
    pub parts: Vec<Part>,
    /// What it is.
    pub kind: Option<Found<Kind>>,
    /// Its title.
    pub title: Option<Found<String>>,
    /// ISO 639-3 code of its language.
    pub language: Option<String>,
    /// Who issued it.
    pub issuers: Vec<Found<Party>>,
    /// To whom.
    pub addressees: Vec<Found<Party>>,
    /// The site, journal or agency that carries it, where that is not the issuer.
    pub published_in: Option<Found<String>>,
    /// Where it was issued.
    pub places: Vec<Found<IssuePlace>>,
    /// When it was issued.
    pub date: Option<Found<Dated>>,
    /// Its salutation.
    pub salutation: Option<Found<String>>,
    /// Who signed.
    pub signatories: Vec<Found<Signatory>>,
    /// How many more signed than are named ("and 35 others").
    pub more_signatories: Option<Found<u32>>,
    /// What it demands.
    pub demands: Vec<Found<String>>,
    /// What it proclaims.
    pub slogans: Vec<Found<String>>,
    /// What it quotes.
    pub quotations: Vec<Found<Quotation>>,
    /// What it claims.
    pub claims: Vec<Found<Claim>>,
    /// What it names.
    pub mentions: Vec<Mention>,
    /// How those it names are related, where it says so.
    pub relations: Vec<Found<Relation>>,
}

/// The statements of a source, in order of their place. A source without words has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Anatomy {
    /// They do not overlap.
    pub statements: Vec<Statement>,
    /// What the reader should know.
    pub diagnostics: Vec<crate::Diagnostic>,
}
