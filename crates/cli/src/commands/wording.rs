//! What was read out of a statement, in words for people.

use crate::json::{numbered_id, statement_id};
use crate::output::table::{cut, one_line};
pub use broadside_room::wording::{claim, grade, number};
use broadside_engine::decisions::{Standing, Why};
use broadside_engine::run::decided::Decisions;
use broadside_model::{
    Act, Decision, DecisionId, Edtf, NameRef, Party, Property, Relation, RelationKind, Signatory, Target,
};

/// A relation in a line: "Bakers' Union: member of World League".
pub fn relation(relation: &Relation) -> String {
    let how = match (&relation.role, relation.kind) {
        (Some(role), RelationKind::OfficerOf) => format!("{role} of"),
        _ => relation.kind.name().replace('-', " "),
    };
    let date = relation.date.as_ref().map(|date| format!(" ({date})"));
    format!("{}: {how} {}{}", relation.subject, relation.object, date.unwrap_or_default())
}

/// A party as a line: name, acronym, what it belongs to, office, country.
pub fn party(party: &Party) -> String {
    let mut line = party.name.clone();
    if let Some(acronym) = party.acronym.as_ref().filter(|acronym| **acronym != party.name) {
        line += &format!(" ({acronym})");
    }
    if let Some(of) = &party.of {
        line += &format!(" · of {of}");
    }
    for fact in [&party.role, &party.country].into_iter().flatten() {
        line += &format!(" · {fact}");
    }
    line
}

/// A signatory as a line: acronym, name, translation, office, affiliation, country, day.
pub fn signatory(row: &Signatory) -> String {
    let mut line = String::new();
    if let Some(acronym) = row.acronym.as_ref().filter(|acronym| **acronym != row.name) {
        line += &format!("{acronym}  ");
    }
    line += &row.name;
    if let Some(translation) = &row.translation {
        line += &format!(" ({translation})");
    }
    for fact in [&row.role, &row.affiliation, &row.country].into_iter().flatten() {
        line += &format!(", {fact}");
    }
    if let Some(day) = &row.as_of {
        line += &format!(", as of {}", Edtf::as_str(day));
    }
    line
}

/// What a decision is called.
pub fn short(id: DecisionId) -> String {
    id.hex()[..12].to_owned()
}

/// Characters shown of a value.
const VALUE: usize = 80;

/// What was decided, on a line.
pub fn decision(decision: &Decision, all: &Decisions<'_>) -> String {
    let of = |target: &Target| {
        let statement = numbered_id(target.statement.source, target.statement.number);
        let cell = target.cell.as_ref().map_or(String::new(), |cell| format!(" ({})", cell.name));
        format!("{}{cell} of {statement}", singular(target.property))
    };
    let quoted = |words: Option<&str>| words.map_or("nothing".to_owned(), |words| format!("«{}»", shown(words)));
    let was = |target: &Target| match &target.cell {
        Some(cell) => quoted(cell.value.as_deref()),
        None => quoted(target.value.as_deref()),
    };
    match &decision.act {
        Act::Confirm(target) => format!("confirmed: {}: {}", of(target), was(target)),
        Act::Reject(target) => format!("rejected: {}: {}", of(target), was(target)),
        Act::Set(target, value) => format!("set: {}: {} → {}", of(target), was(target), quoted(Some(value))),
        Act::Merge(entities) => format!("one: {}", names(entities)),
        Act::Distinct(entities) => format!("different: {}", names(entities)),
        Act::Split { entity, names: leaving, uses } => {
            let country = |name: &NameRef| name.country.as_ref().map_or(String::new(), |code| format!(" ({code})"));
            let named = leaving.iter().map(|name| format!("{}{}", shown(&name.name), country(name)));
            let used = uses.iter().map(|used| format!("«{}» in {}", shown(&used.quote), statement_id(used.source)));
            let leaving: Vec<String> = named.chain(used).collect();
            format!("split: {} from {}", leaving.join(", "), names(std::slice::from_ref(entity)))
        }
        Act::Rename { entity, name, .. } => format!("called {}: {}", shown(name), names(std::slice::from_ref(entity))),
        Act::SameStatement(statements) => {
            let ids: Vec<String> = statements.iter().map(|one| numbered_id(one.source, one.number)).collect();
            format!("one statement: {}", ids.join(", "))
        }
        Act::Undo(id) => match all.all().iter().find(|other| other.id == *id) {
            Some(other) if !matches!(other.act, Act::Undo(_)) => {
                format!("taken back: {} ({})", short(*id), self::decision(other, all))
            }
            _ => format!("taken back: {}", short(*id)),
        },
    }
}

fn names(entities: &[broadside_model::EntityRef]) -> String {
    let name = |entity: &broadside_model::EntityRef| {
        let name = entity.names.first().map_or(String::new(), |name| format!(" ({})", shown(&name.name)));
        format!("{}{name}", entity.id)
    };
    entities.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn shown(words: &str) -> String {
    cut(&one_line(words), VALUE)
}

fn singular(property: Property) -> &'static str {
    match property {
        Property::Issuer => "issuer",
        Property::Addressee => "addressee",
        Property::Place => "place",
        Property::Signatory => "signatory",
        Property::Demand => "demand",
        Property::Slogan => "slogan",
        Property::Quotation => "quotation",
        Property::Claim => "claim",
        Property::Mention => "mention",
        Property::Relation => "relation",
        Property::Edit => "edit",
        other => other.name(),
    }
}

/// What became of a decision, in a word or three.
pub fn standing(standing: &Standing) -> String {
    match standing {
        Standing::InForce => "in force".to_owned(),
        Standing::Replaced(by) => format!("replaced by {}", short(*by)),
        Standing::Undone(by) => format!("taken back by {}", short(*by)),
        Standing::Unsettled { applies: true, .. } => "in force, unsettled".to_owned(),
        Standing::Unsettled { applies: false, .. } => "unsettled".to_owned(),
    }
}

/// Why somebody should look at a decision, and what to do.
pub fn unsettled(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::NoSource => (
            "its file is not in this archive, and no other could stand for it",
            "add the file: the decision comes into force again",
        ),
        Why::NoStatement => (
            "the statement is not found in its file any more",
            "look at the file with `broadside show`, and decide anew",
        ),
        Why::Ambiguous => ("several places fit it equally", "decide anew on the one that is meant"),
        Why::NoWords => (
            "the words it rests on are not in the text any more",
            "look at the text with `broadside show --text`, and decide anew or take the decision back",
        ),
        Why::NoValue => (
            "the program no longer proposes this value, and it cannot be made of words alone",
            "look with `broadside show --targets`, and decide anew or take the decision back",
        ),
        Why::Otherwise => (
            "the program now proposes something else there",
            "look at it: confirm or set the value again, or take the decision back",
        ),
        Why::Again => (
            "what was rejected is proposed again, from another place",
            "look at it: reject it there too, or confirm it",
        ),
        Why::NoDecision => {
            ("the decision that it takes back is not in this archive", "import it: `broadside decisions --import FILE`")
        }
        Why::NotAValue => ("this program takes the value for none", "set another value, or take the decision back"),
        Why::NoEdit => (
            "the edit cannot be made there any more",
            "look with `broadside show --edits`, and decide anew or take the decision back",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(min: Option<f64>, max: Option<f64>, approximate: bool) -> Claim {
        Claim {
            what: "dead".to_owned(),
            of: Some("dockers".to_owned()),
            min,
            max,
            approximate,
            unit: None,
            claimant: Some("the port chaplain".to_owned()),
            actor: None,
            grade: Grade::Fact,
            place: None,
            date: None,
        }
    }

    #[test]
    fn numbers_say_how_they_are_bounded() {
        let told = |min, max, approximate| number(&dead(min, max, approximate));
        assert_eq!(told(Some(1200.0), Some(1200.0), false), "1,200");
        assert_eq!(told(Some(3.0), Some(5.0), false), "3 to 5");
        assert_eq!(told(Some(3.0), None, false), "at least 3");
        assert_eq!(told(None, Some(4.5), true), "about at most 4.5");
        assert_eq!(told(None, None, true), "");
    }

    #[test]
    fn a_claim_names_who_says_so() {
        assert_eq!(claim(&dead(Some(3.0), Some(3.0), false)), "dead: 3 dockers, says the port chaplain");
    }

    #[test]
    fn a_signatory_is_a_line() {
        let row = Signatory {
            acronym: Some("LKL".to_owned()),
            name: "Liga de Fareros".to_owned(),
            translation: Some("Lighthouse Keepers' League".to_owned()),
            country: Some("UY".to_owned()),
            ..Signatory::default()
        };
        assert_eq!(signatory(&row), "LKL  Liga de Fareros (Lighthouse Keepers' League), UY");
    }
}
