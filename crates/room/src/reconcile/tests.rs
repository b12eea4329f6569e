//! Questions as clients ask them, and answers of the shape that the specification gives them.

use super::*;
use broadside_engine::run::directory::{KnownAs, Listed};
use broadside_model::{EntityId, KnownName, NameSort};

const SCRIPT: &str = "<script>alert(1)</script>";

fn directory() -> Directory {
    let name = |name: &str, language: Option<&str>, sort| KnownName {
        name: name.to_owned(),
        language: language.map(str::to_owned),
        sort,
    };
    let union = Listed {
        id: Some(EntityId(1)),
        kind: Some(EntityKind::Organisation),
        name: "Union of Bakers".to_owned(),
        names: vec![name("Unión de Panaderos", Some("spa"), NameSort::Full), name("UBK", None, NameSort::Acronym)],
        country: Some("HN".to_owned()),
        first: Some("1979-05-01".to_owned()),
        last: Some("1991-02-03".to_owned()),
        uses: 12,
        statements: 9,
        known: vec![KnownAs { authority: "List".to_owned(), id: "Q42".to_owned(), url: None }],
    };
    let person = Listed {
        id: Some(EntityId(2)),
        kind: Some(EntityKind::Person),
        name: format!("Ana {SCRIPT} Lanza"),
        ..Listed::default()
    };
    Directory::new(vec![union, person], [(EntityId(3), EntityId(1))])
}

fn ask(path: &str, parameters: &[(&str, &str)]) -> Answer {
    let pairs = parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let directory = directory();
    let asking = Asking { directory: &directory, archive: "a", base: "http://127.0.0.1:8420" };
    answer(path, &Parameters(pairs), asking).unwrap()
}

fn json_of(path: &str, parameters: &[(&str, &str)]) -> Value {
    match ask(path, parameters) {
        Answer::Json(value) => value,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_manifest_has_all_that_a_client_needs() {
    let manifest = json_of("", &[]);
    assert_eq!(manifest["versions"], json!(["0.1", "0.2"]));
    for address in [&manifest["view"]["url"], &manifest["preview"]["url"]] {
        assert_eq!(address, "http://127.0.0.1:8420/reconcile/preview?id={{id}}");
    }
    for what in ["entity", "property", "type"] {
        let path = manifest["suggest"][what]["flyout_service_path"].as_str().unwrap();
        assert_eq!(path, format!("/reconcile/flyout/{what}?id=${{id}}"));
    }
}

#[test]
fn a_batch_is_answered_under_its_keys_with_a_match_only_where_it_is_sure() {
    let queries =
        r#"{"q0":{"query":"union of bakers","type":"organisation","limit":3},"q1":{"query":"nobody at all"},"q2":{}}"#;
    let answers = json_of("", &[("queries", queries)]);
    let best = &answers["q0"]["result"][0];
    assert_eq!((&best["id"], &best["name"]), (&json!("e0000000000000001"), &json!("Union of Bakers")));
    assert_eq!((&best["match"], &best["type"][0]["id"]), (&json!(true), &json!("organisation")));
    assert_eq!(best["description"], "organisation, HN, 1979–1991");
    assert_eq!((&answers["q1"], &answers["q2"]), (&json!({"result": []}), &json!({"result": []})));
    let other = json_of("", &[("queries", r#"{"q":{"query":"Union of Bakers","type":["person"]}}"#)]);
    assert_eq!(other["q"]["result"], json!([]));
    let lenient = r#"{"q":{"query":"Union of Bakers","type":"person","type_strict":"should"}}"#;
    let lenient = json_of("", &[("queries", lenient)]);
    assert!(lenient["q"]["result"].as_array().unwrap().iter().all(|candidate| candidate["match"] == false));
}

#[test]
fn a_person_of_another_letter_is_a_candidate_and_no_match() {
    let baker = Listed {
        id: Some(EntityId(1)),
        kind: Some(broadside_model::EntityKind::Person),
        name: "Odalys Brennick".to_owned(),
        ..Listed::default()
    };
    let directory = Directory::new(vec![baker], []);
    let is_match = |name: &str| {
        let Answer::Json(answer) = query::single(name, &directory) else { panic!() };
        assert_eq!(answer["result"][0]["id"], "e0000000000000001", "{name}: {answer}");
        answer["result"][0]["match"].clone()
    };
    assert_eq!((is_match("Odalys Brennick"), is_match("Odalys Brennock")), (json!(true), json!(false)));
}

#[test]
fn two_that_are_surely_the_same_are_no_match() {
    let one = |id| Listed { id: Some(EntityId(id)), name: "Union of Bakers".to_owned(), ..Listed::default() };
    let directory = Directory::new(vec![one(1), one(2)], []);
    let Answer::Json(answers) = query::batch(r#"{"q":{"query":"Union of Bakers"}}"#, &directory) else { panic!() };
    let matches: Vec<_> = answers["q"]["result"].as_array().unwrap().iter().map(|one| one["match"].clone()).collect();
    assert_eq!(matches, [json!(false), json!(false)]);
}

#[test]
fn questions_that_make_no_sense_are_told_so_and_odd_ones_answered() {
    for (name, value) in [("queries", "no"), ("queries", "[]"), ("extend", "{}"), ("extend", "x")] {
        assert!(matches!(ask("", &[(name, value)]), Answer::Wrong(_)), "{name}={value}");
    }
    let odd = r#"{"q":{"query":"Union of Bakers","limit":-1,"type":{"id":"x"},"properties":[{"pid":"country","v":[[],{"id":"HN"}]},{"v":1},3]}}"#;
    assert_eq!(json_of("", &[("queries", odd)])["q"]["result"][0]["match"], true);
    assert_eq!(json_of("", &[("query", "Union of Bakers")])["result"][0]["name"], "Union of Bakers");
}

#[test]
fn entities_are_suggested_and_extended_old_ids_too() {
    let suggested = json_of("/suggest/entity", &[("prefix", "pana")]);
    assert_eq!(suggested["result"][0]["id"], "e0000000000000001");
    let extend = r#"{"ids":["e0000000000000003","nonsense"],"properties":[{"id":"country"},{"id":"names_spa"},{"id":"first_seen"},{"id":"statements"},{"id":"known_ids"},{"id":"what"}]}"#;
    let answer = json_of("", &[("extend", extend)]);
    let row = &answer["rows"]["e0000000000000003"];
    assert_eq!(
        (&row["country"], &row["names_spa"]),
        (&json!([{"str": "HN"}]), &json!([{"str": "Unión de Panaderos"}]))
    );
    assert_eq!(row["first_seen"], json!([{"date": "1979-05-01T00:00:00Z"}]));
    assert_eq!((&row["statements"], &row["known_ids"]), (&json!([{"int": 9}]), &json!([{"str": "List: Q42"}])));
    assert_eq!((&row["what"], &answer["rows"]["nonsense"]["country"]), (&json!([]), &json!([])));
    assert_eq!(answer["meta"].as_array().unwrap().len(), 6);
    assert!(json_of("/properties", &[("type", "person"), ("limit", "3")])["properties"].as_array().unwrap().len() == 3);
    assert_eq!(json_of("/suggest/type", &[("prefix", "org")])["result"][0]["id"], "organisation");
    assert_eq!(json_of("/suggest/property", &[("prefix", "names_fra")])["result"][0]["name"], "Names (fra)");
}

#[test]
fn markup_in_names_is_text_wherever_it_is_shown() {
    let id = ("id", "e0000000000000002");
    let Answer::Html(page) = ask("/preview", &[id]) else { panic!() };
    let flyout = json_of("/flyout/entity", &[id])["html"].as_str().unwrap().to_owned();
    for shown in [page, flyout] {
        assert!(!shown.contains("<script") && shown.contains("&lt;script&gt;"), "{shown}");
    }
    assert!(!wrapped("f", &json!({"name": SCRIPT})).contains('<'));
    let missing = ask("/preview", &[("id", SCRIPT)]);
    assert_eq!(missing, Answer::Missing(preview::UNKNOWN.to_owned()));
}

#[test]
fn only_names_of_functions_are_callbacks() {
    for name in ["f", "jQuery1_2", "$.x", "a.b.c"] {
        assert!(is_callback(name), "{name}");
    }
    for name in ["", "1a", "a(", "a;b", "a..b", "é", "a-b", "<script>", &"x".repeat(200)] {
        assert!(!is_callback(name), "{name}");
    }
}
