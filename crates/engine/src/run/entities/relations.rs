//! The relations that the statements of a source tell of, between forms of names.

use crate::resolve::form::{id, key};
use crate::store::RelationRow;
use broadside_model::entity::StatementId;
use broadside_model::{EntityId, EntityKind, NameHere, Naming, Relation, SourceId, Span, Statement};

/// The relations of a source's statements whose two names are known there; `naming` has a list of names for each
/// statement.
pub fn relations(source: SourceId, statements: &[Statement], naming: &Naming) -> Vec<RelationRow> {
    let mut rows = Vec::new();
    for (statement, names) in statements.iter().zip(naming) {
        for (place, found) in (0..).zip(&statement.relations) {
            let relation = &found.value;
            let subject = form(relation, relation.subject_span, &relation.subject, &names.names, naming);
            let object = form(relation, relation.object_span, &relation.object, &names.names, naming);
            let (Some(subject), Some(object)) = (subject, object) else { continue };
            if subject == object {
                continue;
            }
            rows.push(RelationRow {
                statement: StatementId { source, number: names.number },
                place,
                kind: relation.kind,
                subject,
                object,
                role: relation.role.clone(),
                date: relation.date.as_ref().map(ToString::to_string),
                span: found.evidence.first().copied().unwrap_or(relation.subject_span),
                method: found.method.clone(),
                confidence: found.confidence,
            });
        }
    }
    rows
}

/// The form of a name of a relation: of what is named right there, or else of the same name elsewhere in the source.
fn form(relation: &Relation, span: Span, name: &str, here: &[NameHere], naming: &Naming) -> Option<EntityId> {
    let is_of_kind = |other: &&NameHere| {
        let is_person = other.form.kind == EntityKind::Person;
        !is_person || span != relation.object_span || relation.kind == broadside_model::RelationKind::FoundedBy
    };
    let exact = here.iter().filter(is_of_kind).find(|other| other.span == span);
    let same = || {
        let key = key(name);
        let all = naming.iter().flat_map(|statement| &statement.names);
        all.filter(is_of_kind).find(|other| other.form.key == key)
    };
    exact.or_else(same).map(|name| id(&name.form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::entity::Field;
    use broadside_model::{Form, Found, RelationKind, StatementNames};

    fn name(name: &str, start: usize) -> NameHere {
        let form = Form { kind: EntityKind::Organisation, key: key(name), country: None, apart: None };
        let span = Span::new(start, start + name.len());
        let field = Field::Mention;
        NameHere { form, name: name.into(), field, index: 0, span, is_second: false, acronym: None, also: None }
    }

    #[test]
    fn a_relation_is_between_the_names_that_stand_there_or_elsewhere_in_the_source() {
        let relation = Relation {
            kind: RelationKind::OrganOf,
            subject: "Council of the Bakers' Union".into(),
            subject_span: Span::new(0, 28),
            object: "Bakers' Union".into(),
            object_span: Span::new(15, 28),
            role: None,
            date: None,
        };
        let found = Found::new(relation, Span::new(0, 28), "test", 80);
        let statement = Statement { relations: vec![found], ..Statement::default() };
        let named = |names| StatementNames { number: 1, names, ..StatementNames::default() };
        let source = SourceId([0; 32]);
        let council = name("Council of the Bakers' Union", 0);
        let apart = vec![named(vec![council.clone()])];
        assert!(relations(source, std::slice::from_ref(&statement), &apart).is_empty());
        let together = vec![named(vec![council.clone(), name("Bakers' Union", 90)])];
        let rows = relations(source, std::slice::from_ref(&statement), &together);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].subject, id(&council.form));
    }
}
