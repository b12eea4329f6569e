//! Follows names from one reading of a source to the next: what a name became that is read otherwise now.
//!
//! A name whose form the new reading does not have leads to the one that stands in its place and is spelled nearly like
//! it. Where nothing there is like it, it leads nowhere: an id is rather told to be gone than led to somebody else.

use super::form::id;
use broadside_model::{EntityId, EntityKind, NameHere, Naming};
use rustc_hash::FxHashSet;
use strsim::levenshtein;

/// How far a name may have moved when the text before it was read otherwise, in bytes.
const FAR: u32 = 400;
/// Names looked at around a place, at most.
const LOOKED_AT: usize = 40;
/// Of a hundred letters, how many may differ.
const DIFFERENT: usize = 34;

/// Pairs of a form that is gone and the form that stands where it stood, one for each place.
pub fn moved(old: &Naming, new: &Naming) -> Vec<(EntityId, EntityId)> {
    let names = |naming: &Naming| -> Vec<NameHere> {
        let mut all: Vec<NameHere> = naming.iter().flat_map(|statement| statement.names.clone()).collect();
        all.sort_by_key(|name| (name.span, name.field, name.index));
        all
    };
    let there: FxHashSet<EntityId> = new.iter().flat_map(|of| &of.names).map(|name| id(&name.form)).collect();
    let new = names(new);
    let mut pairs = Vec::new();
    for name in names(old) {
        let gone = id(&name.form);
        if there.contains(&gone) {
            continue;
        }
        let from = new.partition_point(|other| other.span.start + FAR < name.span.start);
        let near = new.iter().skip(from).take_while(|other| other.span.start <= name.span.start.saturating_add(FAR));
        let alike = near.take(LOOKED_AT).filter(|other| is_alike(&name, other));
        let best = alike.min_by_key(|other| {
            let (a, b) = (&name.form.key, &other.form.key);
            (levenshtein(a, b), other.field != name.field, other.span.start.abs_diff(name.span.start))
        });
        pairs.extend(best.map(|best| (gone, id(&best.form))));
    }
    pairs
}

fn is_alike(name: &NameHere, other: &NameHere) -> bool {
    let (kind, found) = (name.form.kind, other.form.kind);
    if kind != found && kind != EntityKind::Unknown && found != EntityKind::Unknown && name.form.key != other.form.key {
        return false;
    }
    let (a, b) = (&name.form.key, &other.form.key);
    let longest = a.chars().count().max(b.chars().count());
    let within = |long: &str, short: &str| {
        short.chars().count() >= 4 && short.split(' ').all(|word| long.split(' ').any(|other| other == word))
    };
    levenshtein(a, b) * 100 <= longest * DIFFERENT || within(a, b) || within(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::form::key;
    use broadside_model::entity::{Field, Form};
    use broadside_model::{Span, StatementNames};

    fn name(name: &str, start: usize) -> NameHere {
        NameHere {
            form: Form { kind: EntityKind::Organisation, key: key(name), country: None, apart: None },
            name: name.to_owned(),
            field: Field::Mention,
            index: 0,
            span: Span::new(start, start + name.len()),
            is_second: false,
            acronym: None,
            also: None,
        }
    }

    fn naming(names: Vec<NameHere>) -> Naming {
        vec![StatementNames { number: 1, names, ..Default::default() }]
    }

    #[test]
    fn a_name_that_is_read_better_is_followed() {
        let old = naming(vec![name("Lighthouse Keepcrs League", 100), name("Ferry Crews", 300)]);
        let new = naming(vec![name("Lighthouse Keepers League", 90), name("Ferry Crews", 290)]);
        assert_eq!(moved(&old, &new), [(id(&old[0].names[0].form), id(&new[0].names[0].form))]);
    }

    #[test]
    fn a_name_that_is_gone_leads_to_nobody_else() {
        let old = naming(vec![name("Lighthouse Keepers", 100)]);
        let new = naming(vec![name("Harbour Board", 100), name("Lighthouse Keepers League", 5000)]);
        assert_eq!(moved(&old, &new), []);
    }
}
