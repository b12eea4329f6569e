//! Authority files as they come, and as an enemy would make them.

use super::*;
use broadside_model::{EntityKind, KnownEntity, NameSort};

fn read_as(bytes: &[u8], told: &Told) -> Result<Contents, AuthorityError> {
    read(&mut &*bytes, told)
}

fn contents(text: &str) -> Contents {
    read_as(text.as_bytes(), &Told::default()).unwrap()
}

fn refused(text: &str) -> String {
    read_as(text.as_bytes(), &Told::default()).map(|_| ()).unwrap_err().to_string()
}

fn told(format: Format) -> Told {
    Told { format: Some(format), columns: Vec::new() }
}

fn names(entity: &KnownEntity) -> Vec<(&str, Option<&str>, NameSort)> {
    entity.names.iter().map(|name| (name.name.as_str(), name.language.as_deref(), name.sort)).collect()
}

#[test]
fn a_table_with_names_in_languages_aliases_and_acronyms() {
    let read = contents(
        "id,name,name_es,aliases,acronym,country,type,url\n\
         7,Union of Bakers,Unión de Panaderos,Bakers' Union; Baker Workers,UB|UBW,Honduras,union,https://example.org/7\n\
         8,\"Smith, Ann\",,,,hn,person,javascript:alert(1)\n",
    );
    assert_eq!(read.report.format, Some(Format::Csv));
    let [union, person] = &read.entities[..] else { panic!("{:?}", read.entities) };
    assert_eq!((union.id.as_str(), union.name.as_str()), ("7", "Union of Bakers"));
    assert_eq!(
        names(union),
        [
            ("Unión de Panaderos", Some("spa"), NameSort::Full),
            ("Bakers' Union", None, NameSort::Full),
            ("Baker Workers", None, NameSort::Full),
            ("UB", None, NameSort::Acronym),
            ("UBW", None, NameSort::Acronym),
        ]
    );
    assert_eq!((union.kind, union.country.as_deref()), (Some(EntityKind::Organisation), Some("HN")));
    assert_eq!(union.url.as_deref(), Some("https://example.org/7"));
    assert_eq!((person.name.as_str(), person.kind), ("Smith, Ann", Some(EntityKind::Person)));
    assert_eq!((person.country.as_deref(), person.url.as_deref()), (Some("HN"), None));
}

#[test]
fn bad_rows_are_counted_with_their_lines_and_good_rows_kept() {
    let read = contents("id,name\n1,Alpha\n,Beta\n3,\n4,Delta,x,y\n5,Epsilon\n");
    assert_eq!(read.entities.iter().map(|entity| entity.name.as_str()).collect::<Vec<_>>(), ["Alpha", "Epsilon"]);
    let faults: Vec<_> = read.report.faults.iter().map(|fault| (fault.line, fault.message.as_str())).collect();
    assert_eq!(faults, [(3, "no id"), (4, "no name"), (5, "4 cells, and 2 headings")]);
    assert_eq!((read.report.rows, read.report.refused), (5, 3));
}

#[test]
fn rows_of_one_id_are_one_entity_and_countries_that_differ_are_none() {
    let read = contents("id;name;country\nx;Red Cross;US\nx;Croix-Rouge;FR\n");
    let [entity] = &read.entities[..] else { panic!("{:?}", read.entities) };
    assert_eq!((names(entity).len(), entity.country.clone(), read.report.joined), (1, None, 1));
}

#[test]
fn what_was_understood_and_what_not_is_said() {
    let read = contents("Name,Colour\nAlpha,red\n");
    assert_eq!(read.report.columns, [("Name".to_owned(), Some("name".to_owned())), ("Colour".to_owned(), None)]);
    assert_eq!(read.entities[0].id, "Alpha");
    assert!(read.report.notes[0].contains("--column id=HEADING"));
    let message = refused("colour,size\nred,1\n");
    assert!(message.contains("no column for name among: `colour`, `size`"), "{message}");
    let columns = vec![(Meaning::Name, "Colour".to_owned())];
    let read = read_as(b"Name,Colour\nAlpha,red\n", &Told { columns, ..Told::default() }).unwrap();
    assert_eq!(read.entities[0].name, "red");
}

#[test]
fn other_encodings_are_read_and_said() {
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend("id,name\n1,Панама\n".encode_utf16().flat_map(u16::to_le_bytes));
    let read = read_as(&utf16, &Told::default()).unwrap();
    assert_eq!((read.entities[0].name.as_str(), read.report.notes.len()), ("Панама", 1));
    let latin = b"id,name\n1,Confederaci\xf3n de Educaci\xf3n\n";
    assert_eq!(read_as(latin, &Told::default()).unwrap().entities[0].name, "Confederación de Educación");
    assert_eq!(contents("\u{feff}id,name\n1,Alpha\n").entities[0].id, "1");
}

#[test]
fn follow_the_money() {
    let text = concat!(
        r#"{"id":"a-1","schema":"Organization","properties":{"name":["Peasants' League"],"alias":["Liga Campesina"],"abbreviation":["LC"],"weakAlias":["The League"],"previousName":["Old League"],"country":["hn"],"incorporationDate":["1979-05"]}}"#,
        "\n\nnot json\n",
        r#"{"id":"a-2","schema":"LegalEntity","properties":{"name":["Someone"],"country":["us","gb"]}}"#,
        "\n",
        r#"{"id":"a-3","schema":"Vessel","properties":{"name":["Ship"]}}"#,
        "\n",
        r#"{"id":"a-4","schema":"Person","properties":{}}"#,
        "\n",
    );
    let read = contents(text);
    assert_eq!(read.report.format, Some(Format::Ftm));
    let [league, someone] = &read.entities[..] else { panic!("{:?}", read.entities) };
    assert_eq!(league.name, "Peasants' League");
    let sorts: Vec<_> = names(league).iter().map(|(name, _, sort)| (name.to_string(), *sort)).collect();
    let expected = [
        ("Liga Campesina", NameSort::Full),
        ("Old League", NameSort::Full),
        ("LC", NameSort::Acronym),
        ("The League", NameSort::Weak),
    ];
    assert_eq!(sorts, expected.map(|(name, sort)| (name.to_owned(), sort)));
    assert_eq!((league.country.as_deref(), league.began.as_deref()), (Some("HN"), Some("1979-05")));
    assert_eq!((someone.kind, someone.country.clone()), (None, None));
    assert_eq!(read.report.passed, [("schema Vessel".to_owned(), 1)]);
    assert_eq!(read.report.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [3, 6]);
}

const ITEM: &str = r#"{"type":"item","id":"Q4242","labels":{"en":{"language":"en","value":"Union of Bakers"},"es":{"language":"es","value":"Unión de Panaderos"}},"aliases":{"en":[{"language":"en","value":"UB"}]},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q999999"}}},"rank":"normal"},{"mainsnak":{"datavalue":{"value":{"id":"Q178790"}}},"rank":"normal"}],"P17":[{"mainsnak":{"datavalue":{"value":{"id":"Q783"}}},"rank":"normal"},{"mainsnak":{"datavalue":{"value":{"id":"Q30"}}},"rank":"deprecated"}],"P571":[{"mainsnak":{"datavalue":{"value":{"time":"+1954-00-00T00:00:00Z","precision":9}}},"rank":"normal"}],"P1705":[{"mainsnak":{"datavalue":{"value":{"language":"es","text":"Unión Nacional de Panaderos"}}},"rank":"normal"}]}}"#;

#[test]
fn wikidata_items_as_lines_as_a_dump_and_as_one_document() {
    let lines = format!("{ITEM}\n");
    let dump = format!("[\n{ITEM},\n{{\"type\":\"property\",\"id\":\"P1\"}}\n]\n");
    let document = format!("{{\"entities\":{{\"Q4242\":{ITEM}}}}}");
    for text in [lines, dump, document, format!("[{ITEM}]")] {
        let read = contents(&text);
        assert_eq!(read.report.format, Some(Format::Wikidata), "{text}");
        let [union] = &read.entities[..] else { panic!("{:?}", read.entities) };
        assert_eq!((union.id.as_str(), union.name.as_str()), ("Q4242", "Union of Bakers"));
        assert_eq!(
            names(union),
            [
                ("Unión de Panaderos", Some("spa"), NameSort::Full),
                ("Unión Nacional de Panaderos", Some("spa"), NameSort::Full),
                ("UB", Some("eng"), NameSort::Acronym),
            ]
        );
        assert_eq!((union.kind, union.country.as_deref()), (Some(EntityKind::Organisation), Some("HN")));
        assert_eq!(union.began.as_deref(), Some("1954"));
        assert_eq!(union.url.as_deref(), Some("https://www.wikidata.org/wiki/Q4242"));
    }
}

#[test]
fn openrefine_tables_with_a_column_of_identifiers() {
    let text = "Signatory,Signatory ID,Signatory match,Signatory judgment,Town\n\
        Bakers Unon,Q4242,Union of Bakers,matched,X\n\
        Union o. Bakers,Q4242,Union of Bakers,matched,Y\n\
        Nobody,,,none,Z\n\
        Doubtful,Q7,Else,none,Z\n";
    let read = read_as(text.as_bytes(), &told(Format::OpenRefine)).unwrap();
    let [union] = &read.entities[..] else { panic!("{:?}", read.entities) };
    assert_eq!((union.id.as_str(), union.name.as_str()), ("Q4242", "Union of Bakers"));
    assert_eq!(names(union).iter().map(|name| name.0).collect::<Vec<_>>(), ["Bakers Unon", "Union o. Bakers"]);
    assert_eq!(read.report.passed, [("cells without a match".to_owned(), 2)]);
}

#[test]
fn openrefine_json_by_templates_as_rows_and_as_a_pool() {
    let template = r#"{"rows":[{"name":"Bakers Unon","name ID":"Q4242"},{"name":"Nobody","name ID":null}]}"#;
    let recon = r#"{"id":17,"judgmentHistoryEntry":1,"service":"s","identifierSpace":"http://www.wikidata.org/entity/","schemaSpace":"","j":"matched","m":{"id":"Q4242","name":"Union of Bakers","types":["Q178790"],"score":97},"c":[]}"#;
    let rows =
        format!(r#"{{"rows":[{{"cells":[{{"v":"Bakers Unon","r":"17"}}]}}],"pool":{{"recons":{{"17":{recon}}}}}}}"#);
    let pool = format!("3.8\nreconCount=1\n{recon}\n");
    for (text, name) in [(template, "Bakers Unon"), (&rows, "Union of Bakers"), (&pool, "Union of Bakers")] {
        let read = read_as(text.as_bytes(), &told(Format::OpenRefine)).unwrap();
        let [union] = &read.entities[..] else { panic!("{text}: {:?}", read.entities) };
        assert_eq!((union.id.as_str(), union.name.as_str()), ("Q4242", name), "{text}");
    }
    let read = read_as(rows.as_bytes(), &told(Format::OpenRefine)).unwrap();
    assert_eq!(names(&read.entities[0]).first().map(|name| name.0), Some("Bakers Unon"));
    assert_eq!(read.entities[0].url.as_deref(), Some("http://www.wikidata.org/entity/Q4242"));
    assert_eq!(read.entities[0].kind, Some(EntityKind::Organisation));
}

#[test]
fn nothing_that_can_be_read_is_an_error_that_says_so() {
    assert_eq!(refused(""), "there is nothing in it");
    assert_eq!(refused("\u{feff} \n"), "there is nothing in it");
    assert!(refused("{\"a\": 1}").starts_with("line 1: JSON of no format that is known"));
    assert!(refused("id,name\n,x\n,y\n").contains("none of its 2 rows could be used; the first: line 2: no id"));
}

#[test]
fn no_bytes_make_it_panic_and_depth_is_bounded() {
    let deep = "[".repeat(100_000);
    let samples: Vec<Vec<u8>> = vec![
        deep.into_bytes(),
        "{\"schema\":".repeat(50_000).into_bytes(),
        b"\xff\xfe\x00".to_vec(),
        b"\"\"\"\"\"\n\"".to_vec(),
        "id,name\n1,\u{202e}evil\u{0}\u{7}name\n".as_bytes().to_vec(),
        format!("id,name\n1,{}\n2,ok\n", "x".repeat(1 << 20)).into_bytes(),
        ITEM.replace("\"Q783\"", "783").replace("+1954-00-00", "+é").into_bytes(),
        ITEM.bytes().take(300).collect(),
    ];
    for bytes in samples {
        for format in Format::ALL.iter().copied().map(Some).chain([None]) {
            let read = read_as(&bytes, &Told { format, columns: Vec::new() });
            let entities = read.map(|read| read.entities).unwrap_or_default();
            assert!(entities.iter().all(|entity| entity.name.len() <= 2_000 && !entity.name.contains('\u{0}')));
        }
    }
    let text = "id,name\n1,\u{202e}evil\u{0}\u{7}name\n";
    assert_eq!(contents(text).entities[0].name, "evil name");
}

#[test]
fn what_says_nothing_is_said_with_its_line() {
    let read = contents(
        "id,name,country,type,founded,url\n\
         1,Alpha,Narnia; HN,wardrobe,last spring,ftp://x\n\
         2,Beta,Gondor,union,1954,https://example.org/2\n\
         3,\"Gamma,,,,\n",
    );
    assert_eq!(read.entities.len(), 3);
    assert_eq!(read.entities[0].country.as_deref(), Some("HN"));
    let said = read.report.notes.join("\n");
    for words in ["«Narnia» in line 2, «Gondor» in line 3", "«wardrobe»", "«last spring»", "«ftp://x»", "line 4"]
    {
        assert!(said.contains(words), "{words} is missing: {said}");
    }
    assert!(contents("id,name\n1,Alpha\n").report.notes.is_empty());
}

#[test]
fn what_is_beyond_the_bounds_is_counted() {
    let rows: String = (0..4_500).map(|number| format!("1,Name {number}\n")).collect();
    let read = contents(&format!("id,name\n{rows}"));
    assert_eq!(read.entities[0].names.len(), 2_000);
    // One name is the main one.
    assert!(read.report.notes.iter().any(|note| note.contains("2499 (1")), "{:?}", read.report.notes);
    let wide = format!("id,name{}\n1,Alpha{}\n", ",x".repeat(2_100), ",y".repeat(2_100));
    let notes = contents(&wide).report.notes;
    assert!(notes.iter().any(|note| note.contains("not read: 102")), "{notes:?}");
}

#[test]
fn items_over_several_lines_are_read() {
    let item: serde_json::Value = serde_json::from_str(ITEM).unwrap();
    let one = serde_json::to_string_pretty(&item).unwrap();
    let list = serde_json::to_string_pretty(&vec![&item, &item]).unwrap();
    let document = serde_json::to_string_pretty(&serde_json::json!({"entities": {"Q4242": item}})).unwrap();
    for text in [one.clone(), list, document, format!("{one}\n{one}\n")] {
        let read = contents(&text);
        assert_eq!(read.report.format, Some(Format::Wikidata), "{text}");
        let [union] = &read.entities[..] else { panic!("{:?}", read.entities) };
        assert_eq!((union.name.as_str(), union.country.as_deref()), ("Union of Bakers", Some("HN")));
    }
    let cut = format!("{one}\n{}", &one[..one.len() / 2]);
    assert_eq!(contents(&cut).report.refused, 1, "what is cut off is said");
}

#[test]
fn a_table_of_openrefine_is_known_by_its_headings() {
    let text = "Signatory,Signatory ID,Signatory judgment\nBakers Unon,Q4242,matched\nNobody,,none\n";
    assert_eq!(contents(text).report.format, Some(Format::OpenRefine));
    let text = "Signatory,Signatory ID,Town\nBakers Unon,Q4242,X\nNobody,,Y\n";
    assert_eq!(contents(text).report.format, Some(Format::OpenRefine));
    assert_eq!(contents("id,name,country\n1,Alpha,HN\n").report.format, Some(Format::Csv));
    assert_eq!(contents("name,name_id,alias\nAlpha,1,A\n").report.format, Some(Format::Csv));
}

#[test]
fn a_heading_that_ends_as_an_id_is_that_of_the_ids_where_they_tell_rows_apart() {
    let read = contents("Union ID,Name,Country\nU7,Alpha,HN\nU8,Beta,HN\n");
    assert_eq!(read.entities.iter().map(|entity| entity.id.as_str()).collect::<Vec<_>>(), ["U7", "U8"]);
    let read = contents("Congress ID,Name\nC1,Alpha\nC1,Beta\n");
    assert_eq!(read.entities.iter().map(|entity| entity.id.as_str()).collect::<Vec<_>>(), ["Alpha", "Beta"]);
    assert!(read.report.notes.iter().any(|note| note.contains("taken for none")), "{:?}", read.report.notes);
    assert_eq!(contents("Parent ID,Name\nC1,Alpha\nC2,Beta\n").entities[0].id, "Alpha");
}
