//! What is gathered from a statement. Every name is invented.

use super::*;
use broadside_model::{Found, Mention, Quotation};

const TEXT: &str = "We, the Lighthouse Keepers' League (LKL), with Gaspar García Olmo. García Olmo said so. The LKL agrees, as \
does Keisha. Signed: Union of Ferry Crews (UFC), Unión de Tripulaciones";

fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn mention(kind: MentionKind, span: Span) -> Mention {
    Mention { kind, span, title: None, expansion: None, country: None, date: None, confidence: 90, method: "m".into() }
}

fn sample() -> Statement {
    let issuer = Party {
        name: "Lighthouse Keepers' League".into(),
        acronym: Some("LKL".into()),
        country: Some("UY".into()),
        ..Default::default()
    };
    let row = Signatory {
        name: "Union of Ferry Crews".into(),
        acronym: Some("UFC".into()),
        translation: Some("Unión de Tripulaciones".into()),
        kind: Some(PartyKind::Organisation),
        ..Default::default()
    };
    let again = TEXT.rfind("LKL").expect("it stands there twice");
    let short = TEXT.rfind("García Olmo").expect("he is named twice");
    Statement {
        issuers: vec![Found::new(issuer, at("We, the Lighthouse Keepers' League (LKL)"), "head", 90)],
        signatories: vec![Found::new(row, at("Union of Ferry Crews (UFC), Unión de Tripulaciones"), "row", 90)],
        mentions: vec![
            mention(MentionKind::Organisation, at("Lighthouse Keepers' League")),
            mention(MentionKind::Person, at("Gaspar García Olmo")),
            mention(MentionKind::Person, Span::new(short, short + "García Olmo".len())),
            mention(MentionKind::Organisation, Span::new(again, again + 3)),
            mention(MentionKind::Person, at("Keisha")),
            mention(MentionKind::Quantity, at("UFC")),
        ],
        quotations: vec![Found::new(
            Quotation { text: "so".into(), attributed_to: Some("García Olmo, a keeper".into()), work: None },
            at("said so"),
            "speech",
            80,
        )],
        ..Default::default()
    }
}

#[test]
fn a_name_has_one_form_whatever_field_it_stands_in() {
    let names = names(1, &sample(), TEXT).names;
    let league: Vec<_> = names.iter().filter(|name| name.form.key.starts_with("lighthouse")).collect();
    assert_eq!(
        league.iter().map(|name| (name.field, name.name.as_str())).collect::<Vec<_>>(),
        [
            (Field::Issuer, "Lighthouse Keepers' League"),
            (Field::Mention, "Lighthouse Keepers' League"),
            (Field::Mention, "LKL")
        ]
    );
    assert!(league.iter().all(|name| name.form == league[0].form), "{league:?}");
    assert_eq!(league[0].form.kind, EntityKind::Organisation, "the mention says what the issuer is");
    assert_eq!(league[0].form.country.as_deref(), Some("UY"), "the issuer says where the mention belongs");
    assert_eq!(league[0].acronym.as_deref(), Some("LKL"));
    assert_eq!(&TEXT[league[0].span.range()], "Lighthouse Keepers' League");
}

#[test]
fn a_surname_is_a_use_of_the_full_name() {
    let names = names(1, &sample(), TEXT).names;
    let person: Vec<_> = names.iter().filter(|name| name.form.key == "gaspar garcía olmo").collect();
    let found: Vec<_> = person.iter().map(|name| (name.field, name.name.as_str())).collect();
    assert_eq!(
        found,
        [(Field::Quoted, "García Olmo"), (Field::Mention, "Gaspar García Olmo"), (Field::Mention, "García Olmo")]
    );
    assert!(names.iter().any(|name| name.form.key == "keisha"), "who has no fuller name stands alone");
}

#[test]
fn a_translation_is_a_second_name_of_its_row() {
    let names = names(1, &sample(), TEXT).names;
    let row: Vec<_> = names.iter().filter(|name| name.field == Field::Signatory).collect();
    assert_eq!(row.iter().map(|name| (name.index, name.is_second)).collect::<Vec<_>>(), [(0, false), (0, true)]);
    assert_eq!(row[0].also.as_deref(), Some("Unión de Tripulaciones"));
    assert_eq!(row[1].also.as_deref(), Some("Union of Ferry Crews"));
    assert_eq!(&TEXT[row[1].span.range()], "Unión de Tripulaciones");
}

#[test]
fn a_group_without_a_name_is_nobody() {
    let group = Party { name: "workers of all countries".into(), kind: Some(PartyKind::Group), ..Default::default() };
    let statement = Statement { addressees: vec![Found::new(group, at("We"), "m", 80)], ..Default::default() };
    assert!(names(1, &statement, TEXT).names.is_empty());
}
