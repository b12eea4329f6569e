//! The values of a property of a statement: how many, what they say, what they rest on; and writing them.
//!
//! A property holds at most one value (kind, title, date, …) or a list of rows. Both are spoken of in the same way: by
//! the property and a place in its list, from 0, which for the former is always 0.

use super::fields::{NoCell, Row};
use broadside_model::{Dated, Found, Kind, Mention, MentionKind, Property, Span, Statement};

/// The method of a value that a person gave.
pub const DECISION: &str = "decision";
/// What a person says is sure, in hundredths.
const SURE: u8 = 100;

/// Cells of a mention that a person can set.
pub(super) const MENTION_CELLS: &[&str] = &["type", "country", "expansion"];

/// Calls `$body` with the list of rows that `$property` is; `$none` for what is no such list.
macro_rules! with_rows {
    ($statement:expr, $property:expr, $rows:ident => $body:expr, $none:expr) => {
        match $property {
            Property::Issuer => {
                let $rows = $statement.issuers;
                $body
            }
            Property::Addressee => {
                let $rows = $statement.addressees;
                $body
            }
            Property::Place => {
                let $rows = $statement.places;
                $body
            }
            Property::Signatory => {
                let $rows = $statement.signatories;
                $body
            }
            Property::Demand => {
                let $rows = $statement.demands;
                $body
            }
            Property::Slogan => {
                let $rows = $statement.slogans;
                $body
            }
            Property::Quotation => {
                let $rows = $statement.quotations;
                $body
            }
            Property::Claim => {
                let $rows = $statement.claims;
                $body
            }
            Property::Relation => {
                let $rows = $statement.relations;
                $body
            }
            _ => $none,
        }
    };
}

/// The lists of a statement, borrowed.
struct Lists<'a> {
    issuers: &'a [Found<broadside_model::Party>],
    addressees: &'a [Found<broadside_model::Party>],
    places: &'a [Found<broadside_model::IssuePlace>],
    signatories: &'a [Found<broadside_model::Signatory>],
    demands: &'a [Found<String>],
    slogans: &'a [Found<String>],
    quotations: &'a [Found<broadside_model::Quotation>],
    claims: &'a [Found<broadside_model::Claim>],
    relations: &'a [Found<broadside_model::Relation>],
}

fn lists(of: &Statement) -> Lists<'_> {
    Lists {
        issuers: &of.issuers,
        addressees: &of.addressees,
        places: &of.places,
        signatories: &of.signatories,
        demands: &of.demands,
        slogans: &of.slogans,
        quotations: &of.quotations,
        claims: &of.claims,
        relations: &of.relations,
    }
}

/// The same, to write to.
struct ListsMut<'a> {
    issuers: &'a mut Vec<Found<broadside_model::Party>>,
    addressees: &'a mut Vec<Found<broadside_model::Party>>,
    places: &'a mut Vec<Found<broadside_model::IssuePlace>>,
    signatories: &'a mut Vec<Found<broadside_model::Signatory>>,
    demands: &'a mut Vec<Found<String>>,
    slogans: &'a mut Vec<Found<String>>,
    quotations: &'a mut Vec<Found<broadside_model::Quotation>>,
    claims: &'a mut Vec<Found<broadside_model::Claim>>,
    relations: &'a mut Vec<Found<broadside_model::Relation>>,
}

fn lists_mut(of: &mut Statement) -> ListsMut<'_> {
    ListsMut {
        issuers: &mut of.issuers,
        addressees: &mut of.addressees,
        places: &mut of.places,
        signatories: &mut of.signatories,
        demands: &mut of.demands,
        slogans: &mut of.slogans,
        quotations: &mut of.quotations,
        claims: &mut of.claims,
        relations: &mut of.relations,
    }
}

/// Whether a property holds at most one value.
pub(super) fn is_single(property: Property) -> bool {
    use Property::{Date, Kind, Language, PublishedIn, Salutation, Title};
    matches!(property, Kind | Title | Date | Language | PublishedIn | Salutation)
}

/// How many values a statement has of a property. Edits are none of its values.
pub fn count(statement: &Statement, property: Property) -> usize {
    match property {
        Property::Mention => statement.mentions.len(),
        Property::Edit => 0,
        _ if is_single(property) => usize::from(value("", statement, property, 0).is_some()),
        _ => with_rows!(lists(statement), property, rows => rows.len(), 0),
    }
}

/// What value `at` says; `text` is the text that the statement lies in.
pub fn value(text: &str, statement: &Statement, property: Property, at: usize) -> Option<String> {
    match property {
        Property::Kind => statement.kind.as_ref().map(|kind| kind.value.name().to_owned()),
        Property::Title => statement.title.as_ref().map(|title| title.value.clone()),
        Property::Date => statement.date.as_ref().map(|date| date.value.edtf.as_str().to_owned()),
        Property::Language => statement.language.clone(),
        Property::PublishedIn => statement.published_in.as_ref().map(|carrier| carrier.value.clone()),
        Property::Salutation => statement.salutation.as_ref().map(|salutation| salutation.value.clone()),
        Property::Mention => {
            let mention = statement.mentions.get(at)?;
            Some(text.get(mention.span.range()).unwrap_or_default().to_owned())
        }
        Property::Edit => None,
        _ => with_rows!(lists(statement), property, rows => rows.get(at).map(|found| found.value.words()), None),
    }
}

/// What value `at` rests on.
pub(super) fn evidence(statement: &Statement, property: Property, at: usize) -> Vec<Span> {
    fn of<T>(found: &Option<Found<T>>) -> Vec<Span> {
        found.as_ref().map(|found| found.evidence.clone()).unwrap_or_default()
    }
    match property {
        Property::Kind => of(&statement.kind),
        Property::Title => of(&statement.title),
        Property::Date => of(&statement.date),
        Property::PublishedIn => of(&statement.published_in),
        Property::Salutation => of(&statement.salutation),
        Property::Mention => statement.mentions.get(at).map(|mention| mention.span).into_iter().collect(),
        Property::Language | Property::Edit => Vec::new(),
        _ => {
            with_rows!(lists(statement), property, rows => rows.get(at).map(|found| found.evidence.clone()).unwrap_or_default(), Vec::new())
        }
    }
}

/// Words that would be a value, where those given are none.
pub(super) type NotAValue = &'static str;

/// Makes value `at` say `words`; a property with one value gets it where it had none. What was proposed to support the
/// value stays its evidence.
pub(super) fn write(statement: &mut Statement, property: Property, at: usize, words: &str) -> Result<(), NotAValue> {
    fn put<T>(found: &mut Option<Found<T>>, value: T) {
        let evidence = found.take().map(|found| found.evidence).unwrap_or_default();
        *found = Some(Found { value, evidence, method: DECISION.to_owned(), confidence: SURE });
    }
    if words.trim().is_empty() {
        return Err("some words; `reject` takes a value away");
    }
    match property {
        Property::Kind => {
            let kind = Kind::from_name(words).ok_or("a kind, as `broadside list --help` names them after --kind")?;
            put(&mut statement.kind, kind);
        }
        Property::Title => put(&mut statement.title, words.to_owned()),
        Property::Date => {
            let edtf = words.parse().map_err(|_| "a date in EDTF, such as 1968-05-12, 1968-05, 196X or 1968/1971")?;
            put(&mut statement.date, Dated { edtf, reasons: vec!["a person decided so".to_owned()] });
        }
        Property::Language => {
            let is_code = words.len() == 3 && words.bytes().all(|byte| byte.is_ascii_lowercase());
            if !is_code {
                return Err("three letters of ISO 639-3, such as spa");
            }
            statement.language = Some(words.to_owned());
        }
        Property::PublishedIn => put(&mut statement.published_in, words.to_owned()),
        Property::Salutation => put(&mut statement.salutation, words.to_owned()),
        Property::Mention => return Err("nothing: a mention is words of the text; set its type, country or expansion"),
        Property::Edit => return Err("nothing: an edit is no value of a statement"),
        _ => {
            return with_rows!(lists_mut(statement), property, rows => {
                let Some(row) = rows.get_mut(at) else { return Err("a row that is there") };
                if !row.value.set_words(words) {
                    return Err("nothing: set its cells one by one");
                }
                row.method = DECISION.to_owned();
                row.confidence = SURE;
                Ok(())
            }, Err("nothing"));
        }
    }
    Ok(())
}

/// Adds a row that a person gave, or that one holds to where the program no longer proposes it; gives its place.
pub(super) fn push(
    statement: &mut Statement,
    property: Property,
    words: &str,
    evidence: Option<Span>,
) -> Option<usize> {
    if words.trim().is_empty() {
        return None;
    }
    let order = statement.signatories.iter().map(|row| row.value.order).max().unwrap_or(0).saturating_add(1);
    let at = with_rows!(lists_mut(statement), property, rows => {
        let found = Found {
            value: Row::of(words)?,
            evidence: evidence.into_iter().collect(),
            method: DECISION.to_owned(),
            confidence: SURE,
        };
        rows.push(found);
        rows.len() - 1
    }, return None);
    if property == Property::Signatory
        && let Some(row) = statement.signatories.last_mut()
    {
        row.value.order = order;
    }
    Some(at)
}

/// What stands in a cell of row `at`; the outer `None` where there is no such cell.
pub(super) fn cell(statement: &Statement, property: Property, at: usize, name: &str) -> Option<Option<String>> {
    if property == Property::Mention {
        let mention = statement.mentions.get(at)?;
        return match name {
            "type" => Some(Some(mention.kind.name().to_owned())),
            "country" => Some(mention.country.clone()),
            "expansion" => Some(mention.expansion.clone()),
            _ => None,
        };
    }
    with_rows!(lists(statement), property, rows => rows.get(at)?.value.cell(name), None)
}

/// Writes a cell of row `at`.
pub(super) fn write_cell(
    statement: &mut Statement,
    property: Property,
    at: usize,
    name: &str,
    value: Option<&str>,
) -> Result<(), NoCell> {
    if property == Property::Mention {
        let mention = statement.mentions.get_mut(at).ok_or(NoCell::Unknown)?;
        return write_mention(mention, name, value);
    }
    with_rows!(lists_mut(statement), property, rows => {
        rows.get_mut(at).ok_or(NoCell::Unknown)?.value.set_cell(name, value)
    }, Err(NoCell::Unknown))
}

fn write_mention(mention: &mut Mention, name: &str, value: Option<&str>) -> Result<(), NoCell> {
    match name {
        "type" => {
            let kind = value.and_then(MentionKind::from_name);
            mention.kind =
                kind.ok_or(NoCell::NotAValue("person, organisation, place, event, work, law, time or quantity"))?;
        }
        "country" => {
            let code = value.map(str::to_ascii_uppercase);
            if code.as_ref().is_some_and(|code| code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()))
            {
                return Err(NoCell::NotAValue("two letters of ISO 3166, such as UY"));
            }
            mention.country = code;
        }
        "expansion" => mention.expansion = value.map(str::to_owned),
        _ => return Err(NoCell::Unknown),
    }
    Ok(())
}

/// Takes out the values for which `gone` says so.
pub(super) fn retain(statement: &mut Statement, property: Property, stays: impl Fn(usize) -> bool) {
    fn keep<T>(rows: &mut Vec<T>, stays: impl Fn(usize) -> bool) {
        let mut at = 0;
        rows.retain(|_| {
            at += 1;
            stays(at - 1)
        });
    }
    match property {
        Property::Kind => statement.kind = statement.kind.take().filter(|_| stays(0)),
        Property::Title => statement.title = statement.title.take().filter(|_| stays(0)),
        Property::Date => statement.date = statement.date.take().filter(|_| stays(0)),
        Property::Language => statement.language = statement.language.take().filter(|_| stays(0)),
        Property::PublishedIn => statement.published_in = statement.published_in.take().filter(|_| stays(0)),
        Property::Salutation => statement.salutation = statement.salutation.take().filter(|_| stays(0)),
        Property::Mention => keep(&mut statement.mentions, stays),
        Property::Edit => {}
        _ => with_rows!(lists_mut(statement), property, rows => keep(rows, stays), ()),
    }
}

/// Words of the text in the evidence of a value that was set are still its words: where it is said to be somewhere.
pub(super) fn rests_on(statement: &Statement, property: Property, at: usize, span: Span) -> f32 {
    let shared = |other: &Span| {
        let both = span.end.min(other.end).saturating_sub(span.start.max(other.start));
        let either = span.end.max(other.end).saturating_sub(span.start.min(other.start));
        if span == *other { 1.0 } else { both as f32 / either.max(1) as f32 }
    };
    evidence(statement, property, at).iter().map(shared).fold(0.0, f32::max)
}
