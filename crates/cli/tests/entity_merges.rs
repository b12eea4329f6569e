//! Entities under decisions: what is merged and taken back leaves no trace, and every id that was shown leads somewhere.

mod desk;

use broadside_engine::codec::decided;
use broadside_engine::run::entities::entity_ref;
use broadside_engine::run::resolving;
use broadside_engine::store::{Catalogue, FoundEntity, Layout};
use broadside_model::{Act, Decision, DecisionId, EntityId};
use desk::{empty, examples, program};
use tempfile::TempDir;

/// An archive of the examples.
fn archive() -> (TempDir, Layout) {
    let desk = empty();
    let added = program(&desk).arg("add").arg(examples()).arg("--quiet").output();
    assert_eq!(added.expect("the program runs").status.code(), Some(1), "some of the examples cannot be read");
    let (layout, _) = Layout::open(&desk.path().join("archive.broadside")).expect("the archive is there");
    (desk, layout)
}

/// All that is known of who is who, in words.
fn dump(catalogue: &Catalogue) -> String {
    let mut entities = catalogue.entities().expect("entities");
    entities.sort_by_key(|row| row.id);
    let mut text = String::new();
    for row in &entities {
        text += &format!("{row:?}\n{:?}\n", catalogue.forms_of(row.id).expect("forms"));
        text += &format!("{:?}\n", catalogue.links_of(row.id).expect("links"));
        text += &format!("{:?}\n", catalogue.decided_names(row.id).expect("names"));
        text += &format!("{:?}\n", catalogue.decisions_about(row.id).expect("decisions"));
    }
    let (questions, redirects) = (catalogue.questions(None), catalogue.redirects());
    text + &format!("{:?}\n{:?}\n", questions.expect("questions"), redirects.expect("redirects"))
}

fn ids(catalogue: &Catalogue) -> Vec<EntityId> {
    let mut ids: Vec<EntityId> = catalogue.entities().expect("entities").iter().map(|row| row.id).collect();
    ids.sort_unstable();
    ids
}

fn keep(layout: &Layout, decisions: &[Decision]) -> Catalogue {
    let mut catalogue = Catalogue::open_or_create(layout).expect("the catalogue opens");
    catalogue.add_decisions(decisions).expect("decisions are kept");
    catalogue.close().expect("the catalogue closes");
    resolving::open(layout, 2).expect("who is who is known").catalogue
}

fn decision(number: usize, act: Act) -> Decision {
    let (minute, second) = (number / 60, number % 60);
    decided(format!("2031-01-01T{:02}:{:02}:{second:02}Z", minute / 60, minute % 60), "Ana".to_owned(), None, act)
}

fn leads_somewhere(catalogue: &Catalogue, id: EntityId) -> bool {
    matches!(catalogue.find_entity(&id.to_string()), Ok(FoundEntity::Entity(..) | FoundEntity::Gone(_)))
}

#[test]
fn a_thousand_merges_taken_back_leave_everything_as_it_was() {
    let (_desk, layout) = archive();
    let before = resolving::open(&layout, 2).expect("who is who is known").catalogue;
    let (state, shown) = (dump(&before), ids(&before));
    assert!(shown.len() > 50, "the examples name many: {}", shown.len());
    let mut random = 7_u64;
    let mut pick = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        shown[(random >> 33) as usize % shown.len()]
    };
    let reference = |id| entity_ref(&before, id).expect("it can be read").expect("it is there");
    let merges: Vec<Decision> =
        (0..1000).map(|number| decision(number, Act::Merge(vec![reference(pick()), reference(pick())]))).collect();
    drop(before);
    let merged = keep(&layout, &merges);
    assert!(ids(&merged).len() < shown.len() / 2, "many are one now");
    assert!(shown.iter().all(|id| leads_somewhere(&merged, *id)), "every id that was shown leads on");
    drop(merged);
    let undone: Vec<Decision> =
        (1000..).zip(&merges).map(|(number, merge)| decision(number, Act::Undo(merge.id))).collect();
    let after = keep(&layout, &undone);
    assert!(shown.iter().all(|id| leads_somewhere(&after, *id)));
    assert!(dump(&after) == state, "it is as if nothing had ever been merged");
}

#[test]
fn merging_splitting_and_naming_hold_until_they_are_taken_back() {
    let (_desk, layout) = archive();
    let catalogue = resolving::open(&layout, 2).expect("who is who is known").catalogue;
    let mut rows = catalogue.entities().expect("entities");
    rows.sort_by_key(|row| (std::cmp::Reverse(row.uses), row.id));
    let [first, second] = [rows[0].id, rows[1].id];
    let reference = |id| entity_ref(&catalogue, id).expect("it can be read").expect("it is there");
    let (a, b) = (reference(first), reference(second));
    drop(catalogue);
    let rename = Act::Rename { entity: a.clone(), name: "The First".into(), language: None };
    let one = keep(&layout, &[decision(1, Act::Merge(vec![a.clone(), b.clone()])), decision(2, rename)]);
    let merged = one.entity_of(first).expect("it can be read").expect("it is there");
    assert_eq!(one.entity_of(second).expect("it can be read"), Some(merged));
    assert_eq!(merged, first.min(second), "the least of the ids of its forms");
    assert_eq!(one.entity(merged).expect("it can be read").map(|row| row.name).as_deref(), Some("The First"));
    drop(one);
    let whole = broadside_model::EntityRef { id: merged, names: a.names.iter().chain(&b.names).cloned().collect() };
    let split = Act::Split { entity: whole, names: b.names.clone(), uses: Vec::new() };
    let two = keep(&layout, &[decision(3, split)]);
    assert_ne!(two.entity_of(first).expect("read"), two.entity_of(second).expect("read"));
}

#[test]
fn uses_set_apart_have_an_id_that_leads_on_when_that_is_taken_back() {
    let (_desk, layout) = archive();
    let catalogue = resolving::open(&layout, 2).expect("who is who is known").catalogue;
    let mut rows = catalogue.entities().expect("entities");
    rows.sort_by_key(|row| (std::cmp::Reverse(row.statements), row.id));
    let whole = entity_ref(&catalogue, rows[0].id).expect("it can be read").expect("it is there");
    let used = whole.names.iter().find_map(|name| name.used.clone()).expect("it stands in a text");
    let before = dump(&catalogue);
    drop(catalogue);
    let split = decision(1, Act::Split { entity: whole, names: Vec::new(), uses: vec![used] });
    let id: DecisionId = split.id;
    let apart = keep(&layout, std::slice::from_ref(&split));
    let mut new: Vec<EntityId> = ids(&apart);
    new.retain(|id| !rows.iter().any(|row| row.id == *id));
    let [new] = new.as_slice() else { panic!("one entity more: {new:?}") };
    assert!(apart.entity(*new).expect("it can be read").is_some_and(|row| row.uses >= 1));
    drop(apart);
    let whole = keep(&layout, &[decision(2, Act::Undo(id))]);
    match whole.find_entity(&new.to_string()).expect("it can be read") {
        FoundEntity::Entity(entity, Some(_)) => assert_eq!(entity, rows[0].id),
        found => panic!("{found:?}"),
    }
    // All but the last line, which has the redirects, is as it was.
    let state = |text: &str| text.trim_end().rsplit_once('\n').map(|(state, _)| state.to_owned());
    assert!(state(&dump(&whole)) == state(&before), "taking a split back leaves only where its id leads");
}
