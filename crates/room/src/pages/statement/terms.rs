//! What kinds, roles, properties and grades are called in the language of the interface.

use crate::words::Word;
use crate::words::statement as words;
use broadside_model::collation::Nature;
use broadside_model::{Grade, Kind, MentionKind, Outcome, Property, RelationKind, ReuseKind, Role, Severity};

/// What a statement is.
pub fn kind(kind: Option<Kind>) -> Word {
    match kind {
        None => words::KIND_UNKNOWN,
        Some(Kind::Resolution) => words::RESOLUTION,
        Some(Kind::Declaration) => words::DECLARATION,
        Some(Kind::Communique) => words::COMMUNIQUE,
        Some(Kind::OpenLetter) => words::OPEN_LETTER,
        Some(Kind::Message) => words::MESSAGE,
        Some(Kind::Appeal) => words::APPEAL,
        Some(Kind::Manifesto) => words::MANIFESTO,
        Some(Kind::Speech) => words::SPEECH,
        Some(Kind::Proclamation) => words::PROCLAMATION,
        Some(Kind::PressRelease) => words::PRESS_RELEASE,
        Some(Kind::Report) => words::REPORT,
        Some(Kind::Interview) => words::INTERVIEW,
        Some(Kind::Minutes) => words::MINUTES,
        Some(Kind::Law) => words::LAW,
        Some(Kind::Other) => words::OTHER,
    }
}

/// What part of a document something is; nothing for running text.
pub fn role(role: Role) -> Option<Word> {
    Some(match role {
        Role::Body | Role::Cell | Role::Furniture => return None,
        Role::Heading => words::HEADING,
        Role::Item => words::ITEM,
        Role::Quotation => words::QUOTATION,
        Role::Note => words::NOTE,
        Role::Epigraph => words::EPIGRAPH,
        Role::Title => words::TITLE,
        Role::Subtitle => words::SUBTITLE,
        Role::Byline => words::BYLINE,
        Role::Dateline => words::DATELINE,
        Role::Addressee => words::ADDRESSEE,
        Role::Salutation => words::SALUTATION,
        Role::Demand => words::DEMAND,
        Role::Slogan => words::SLOGAN,
        Role::Closing => words::CLOSING,
        Role::Signature => words::SIGNATURE,
        Role::Signatories => words::SIGNATORIES,
        Role::Contact => words::CONTACT,
        Role::Publication => words::PUBLICATION,
    })
}

/// What of a statement something is.
pub fn property(property: Property) -> Word {
    match property {
        Property::Kind => words::KIND,
        Property::Title => words::TITLE,
        Property::Language => words::LANGUAGE,
        Property::Issuer => words::ISSUER,
        Property::Addressee => words::ADDRESSEE,
        Property::PublishedIn => words::PUBLISHED_IN,
        Property::Place => words::PLACE,
        Property::Date => words::DATE,
        Property::Salutation => words::SALUTATION,
        Property::Signatory => words::SIGNATORY,
        Property::Demand => words::DEMAND,
        Property::Slogan => words::SLOGAN,
        Property::Quotation => words::QUOTATION,
        Property::Claim => words::CLAIM,
        Property::Mention => words::MENTION,
        Property::Relation => words::RELATION,
        Property::Edit => words::REPAIR,
    }
}

/// What a mention names.
pub fn mention(kind: MentionKind) -> Word {
    match kind {
        MentionKind::Person => words::PERSON,
        MentionKind::Organisation => words::ORGANISATION,
        MentionKind::Place => words::A_PLACE,
        MentionKind::Event => words::EVENT,
        MentionKind::Work => words::WORK,
        MentionKind::Law => words::LAW,
        MentionKind::Time => words::TIME,
        MentionKind::Quantity => words::QUANTITY,
    }
}

/// How two are related.
pub fn relation(kind: RelationKind) -> Word {
    match kind {
        RelationKind::OrganOf => words::ORGAN_OF,
        RelationKind::SectionOf => words::SECTION_OF,
        RelationKind::MemberOf => words::MEMBER_OF,
        RelationKind::RenamedFrom => words::RENAMED_FROM,
        RelationKind::SplitFrom => words::SPLIT_FROM,
        RelationKind::MergedFrom => words::MERGED_FROM,
        RelationKind::FoundedBy => words::FOUNDED_BY,
        RelationKind::OfficerOf => words::OFFICER_OF,
    }
}

/// How sure a claim is, and on whose word.
pub fn grade(grade: Grade) -> Word {
    match grade {
        Grade::Fact => words::GRADE_FACT,
        Grade::Claimed => words::GRADE_CLAIMED,
        Grade::Accused => words::GRADE_ACCUSED,
        Grade::AccusedByAuthorities => words::GRADE_AUTHORITIES,
        Grade::Possible => words::GRADE_POSSIBLE,
    }
}

/// What became of a file.
pub fn outcome(outcome: Outcome) -> Word {
    match outcome {
        Outcome::Read => words::OUTCOME_READ,
        Outcome::Partial => words::OUTCOME_PARTIAL,
        Outcome::Unpacked => words::OUTCOME_UNPACKED,
        Outcome::NoText => words::OUTCOME_NO_TEXT,
        Outcome::Unsupported => words::OUTCOME_UNSUPPORTED,
        Outcome::Failed | Outcome::Skipped => words::OUTCOME_FAILED,
    }
}

/// What kind of reuse it is.
pub fn reuse(kind: ReuseKind) -> Word {
    match kind {
        ReuseKind::Reprint => words::REPRINT,
        ReuseKind::Version => words::VERSION,
        ReuseKind::Quotation => words::QUOTATION,
        ReuseKind::Formula => words::FORMULA,
        ReuseKind::Borrowing => words::BORROWING,
        ReuseKind::Furniture => words::FURNITURE,
    }
}

/// How much a note matters.
pub fn severity(severity: Severity) -> Word {
    match severity {
        Severity::Note => words::SEVERITY_NOTE,
        Severity::Warning => words::SEVERITY_WARNING,
        Severity::Error => words::SEVERITY_ERROR,
    }
}

/// What people say of a value.
pub fn status(name: &str) -> Word {
    match name {
        "confirmed" => words::CONFIRMED,
        "rejected" => words::REJECTED,
        _ => words::PROPOSED,
    }
}

/// What differs between two versions.
pub fn nature(nature: Nature) -> Word {
    match nature {
        Nature::Words => words::NATURE_WORDS,
        Nature::Spelling => words::NATURE_SPELLING,
        Nature::Accents => words::NATURE_ACCENTS,
        Nature::Case => words::NATURE_CASE,
        Nature::Punctuation => words::NATURE_PUNCTUATION,
        Nature::Spacing => words::NATURE_SPACING,
    }
}
