//! Decisions in words for people, in English: what the command line says.

use crate::json::{numbered_id, statement_id};
use crate::plain::one_line;
use broadside_engine::decisions::{Standing, Why};
use broadside_engine::run::decided::Decisions;
use broadside_model::{Act, Decision, DecisionId, NameRef, Property, Target};

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
    cut(&one_line(words))
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

/// A text of at most so many characters.
fn cut(text: &str) -> String {
    match text.char_indices().nth(VALUE - 1) {
        Some((end, _)) if text.chars().count() > VALUE => format!("{}…", text[..end].trim_end()),
        _ => text.to_owned(),
    }
}
