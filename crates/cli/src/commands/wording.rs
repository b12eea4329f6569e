//! What was read out of a statement, in words for people.

use broadside_model::{Edtf, Party, Relation, RelationKind, Signatory};
pub use broadside_room::deciding::wording::{decision, short, standing, unsettled};
pub use broadside_room::wording::{claim, grade, number};

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

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::{Claim, Grade};

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
