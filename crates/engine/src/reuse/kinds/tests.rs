//! Kinds and sources of links in small collections; all invented.

use super::kinds_in;
use crate::reuse::families::gather;
use broadside_model::edtf::Day;
use broadside_model::{About, KindReason, Link, Match, ReuseKind, Role, Side, SourceReason, Span, Typed};

/// Where a passage stands in each of two texts; it is the same in both.
fn link(texts: &[&str], a: usize, b: usize, passage: &str) -> Link {
    let find = |text: usize| {
        let start = texts[text].find(passage).expect("the passage");
        Span::new(start, start + passage.len())
    };
    let (a_span, b_span) = (find(a), find(b));
    let equal = passage.chars().filter(|c| c.is_alphanumeric()).count() as u32;
    let matches = vec![Match { a: a_span, b: b_span }];
    Link { a: a as u32, b: b as u32, a_span, b_span, equal, columns: equal, matches }
}

fn typed(texts: &[&str], about: &[About], links: &[Link]) -> Vec<Typed> {
    kinds_in(texts, links, &gather(links), about)
}

fn by(issuer: &str, year: i32) -> About {
    let day = Day::new(year, 5, 4);
    About { issuers: vec![issuer.to_owned()], earliest: day, latest: day, ..About::default() }
}

const LONG: &str = "The ovens of our town have been cold for seven weeks, and nobody who owns them has told the bakers \
why; the mills stand still, the carts are empty, and the children of Northport go to school without bread. ";
const MORE: &str = "We have asked the council for a hearing three times and three times the door was shut before us, so \
we now ask the whole town to come to the square on Sunday and to ask with us. ";

#[test]
fn a_whole_statement_again_is_a_reprint_and_a_changed_one_a_version() {
    let whole = format!("{LONG}{MORE}");
    let again = format!("FROM THE BAKERS\n{LONG}{MORE}");
    let changed =
        format!("{LONG}The bakers of Southport stand with us, and so do the ferrymen and the carters of both towns.");
    let texts = [whole.as_str(), again.as_str(), changed.as_str()];
    let mut repeated = link(&texts, 0, 1, "the bakers");
    repeated.b_span = link(&texts, 0, 1, "have asked").b_span;
    let links = [link(&texts, 0, 1, whole.trim()), link(&texts, 0, 2, LONG.trim()), repeated];
    let found = typed(&texts, &[by("bakers", 1931), by("gazette", 1932), by("bakers", 1931)], &links);
    assert_eq!((found[0].kind, found[0].reason), (ReuseKind::Reprint, KindReason::WholeOfBoth));
    assert_eq!(found[0].direction.as_ref().map(|d| (d.source, d.reason)), Some((Side::A, SourceReason::Earlier)));
    assert_eq!(found[1].kind, ReuseKind::Version);
    assert_eq!(found[1].direction, None, "of the same day");
    assert_eq!(found[2].kind, ReuseKind::Formula, "words that both repeat");
}

#[test]
fn words_in_quotation_marks_come_from_who_has_them_without() {
    let words = "no oven in this town shall ever be left cold while there is flour in the mills of the valley";
    let first = format!("{LONG} We say that {words}. {MORE}");
    let second =
        format!("The millers met today. “{words},” their guest remarked. They then went home, for it was late.");
    let texts = [first.as_str(), second.as_str()];
    let links = [link(&texts, 0, 1, words)];
    let found = typed(&texts, &[by("bakers", 1931), by("millers", 1934)], &links);
    assert_eq!((found[0].kind, found[0].reason), (ReuseKind::Quotation, KindReason::Marked));
    assert_eq!(found[0].direction.as_ref().map(|d| (d.source, d.reason)), Some((Side::A, SourceReason::Marked)));
    let found = typed(&texts, &[by("bakers", 1937), by("millers", 1934)], &links);
    assert_eq!(found[0].direction, None, "what came later is no source");
}

#[test]
fn who_is_named_as_the_source_is_the_source() {
    let words = "no oven in this town shall ever be left cold while there is flour in the mills of the valley";
    let first = format!("{LONG} We say that {words}. {MORE}");
    let second =
        format!("The millers met today. In the words of the Bakers of Northport, {words}. They then went home.");
    let texts = [first.as_str(), second.as_str()];
    let about = [
        About { issuers: vec!["bakers of northport".to_owned()], ..About::default() },
        About { issuers: vec!["millers".to_owned()], ..About::default() },
    ];
    let found = typed(&texts, &about, &[link(&texts, 0, 1, words)]);
    assert_eq!((found[0].kind, found[0].reason), (ReuseKind::Quotation, KindReason::Attributed));
    assert_eq!(found[0].direction.as_ref().map(|d| (d.source, d.reason)), Some((Side::A, SourceReason::Named)));
}

#[test]
fn what_two_quote_from_a_third_has_no_source_among_them() {
    let words = "no oven in this town shall ever be left cold while there is flour in the mills of the valley";
    let first = format!("{LONG} Article 3 of the Statutes provides that {words}. {MORE}");
    let second = format!("The millers met. Let me recall Article 3 of the Statutes: “{words}.” They then went home.");
    let texts = [first.as_str(), second.as_str()];
    let found = typed(&texts, &[by("bakers", 1931), by("millers", 1934)], &[link(&texts, 0, 1, words)]);
    assert_eq!(found[0].kind, ReuseKind::Quotation);
    assert_eq!(found[0].direction, None);
}

#[test]
fn a_phrase_of_many_issuers_is_a_formula_and_of_one_a_borrowing() {
    let phrase =
        "bread for all who labour and an oven for every street, a hearing for every baker and for every child a school";
    let bodies: Vec<String> =
        (0..6).map(|n| format!("Notice {n} of the year. {phrase}; {}", MORE.repeat(n + 2))).collect();
    let texts: Vec<&str> = bodies.iter().map(String::as_str).collect();
    let links: Vec<Link> = (1..6).map(|n| link(&texts, 0, n, phrase)).collect();
    let many: Vec<About> = (0..6).map(|n| by(&format!("guild {n}"), 1931)).collect();
    let found = typed(&texts, &many, &links);
    assert!(found.iter().all(|typed| (typed.kind, typed.reason) == (ReuseKind::Formula, KindReason::Frequent)));
    let one: Vec<About> = (0..6).map(|_| by("bakers", 1931)).collect();
    let found = typed(&texts, &one, &links);
    assert!(found.iter().all(|typed| typed.kind == ReuseKind::Borrowing));
}

#[test]
fn greetings_and_names_are_formulas_of_two_texts_already() {
    let greeting =
        "to congratulate you on your election to the presidency of the General Assembly at its fourth session";
    let name = "the Third Northport Convention on the Weighing of Flour and the Lighting of Municipal Ovens";
    let first = format!("Allow me {greeting}. {LONG} We recall {name} of last year. {MORE}");
    let second = format!(
        "I wish {greeting}. Let us now turn to flour. {name} is still not ratified by any town at all. {}",
        MORE.replace("three", "four")
    );
    let texts = [first.as_str(), second.as_str()];
    let links = [link(&texts, 0, 1, greeting), link(&texts, 0, 1, name)];
    let found = typed(&texts, &[by("bakers", 1931), by("millers", 1934)], &links);
    assert_eq!((found[0].kind, found[0].reason), (ReuseKind::Formula, KindReason::Courtesy));
    assert_eq!((found[1].kind, found[1].reason), (ReuseKind::Formula, KindReason::Name));
}

#[test]
fn what_every_issue_of_a_series_carries_at_its_foot_is_furniture() {
    let foot = "The Northport Letter is sent to members on the first of the month; who wants it writes to the secretary at the old mill";
    let bodies: Vec<String> = (0..5).map(|n| format!("Issue {n}. {} {foot}.\n", MORE.repeat(n + 1))).collect();
    let texts: Vec<&str> = bodies.iter().map(String::as_str).collect();
    let links: Vec<Link> = (1..5).map(|n| link(&texts, 0, n, foot)).collect();
    let of = About { series: Some("letter".to_owned()), ..by("guild", 1931) };
    let found = typed(&texts, &vec![of; 5], &links);
    assert!(found.iter().all(|typed| (typed.kind, typed.reason) == (ReuseKind::Furniture, KindReason::SamePlace)));
}

#[test]
fn the_part_that_a_passage_stands_in_tells_a_closing() {
    let closing =
        "with the greetings of bread and with all our strength for the coming year, in the name of all bakers";
    let first = format!("{LONG}{closing}, Ada Crumb {MORE}");
    let second = format!("{MORE}{closing}, Bela Rye");
    let texts = [first.as_str(), second.as_str()];
    let links = [link(&texts, 0, 1, closing)];
    let mut about = [by("bakers", 1931), by("millers", 1934)];
    about[0].parts = vec![(Role::Closing, links[0].a_span)];
    about[1].parts = vec![(Role::Closing, links[0].b_span)];
    let found = typed(&texts, &about, &links);
    assert_eq!((found[0].kind, found[0].reason), (ReuseKind::Formula, KindReason::Place));
}

#[test]
fn one_statement_whole_inside_a_longer_text_is_a_reprint() {
    let statement = format!("{LONG}{MORE}{}", LONG.replace("ovens", "mills"));
    let page = format!(
        "{}{statement}{}",
        "Weather: rain over the bay, and more of it. ".repeat(20),
        "Prices of grain rose. ".repeat(40)
    );
    let texts = [statement.as_str(), page.as_str()];
    let found = typed(&texts, &[by("bakers", 1931), by("gazette", 1931)], &[link(&texts, 0, 1, statement.trim())]);
    assert_eq!((found[0].kind, found[0].reason), (ReuseKind::Reprint, KindReason::WholeOfOne));
}

#[test]
fn a_reprint_in_which_a_word_was_exchanged_is_a_version() {
    let whole = format!("{LONG}{MORE}");
    let other = whole.replace("a hearing", "a pardon");
    let misread = whole.replace("council", "counc1l").replace("Sunday", "Snnday");
    let about = |n| About { language: Some("eng".to_owned()), ..by("bakers", 1931 + n) };
    for (copy, kind) in [(other, ReuseKind::Version), (misread, ReuseKind::Reprint)] {
        let texts = [whole.as_str(), copy.as_str()];
        let span = Span::new(0, whole.trim().len());
        let letters = whole.chars().filter(|c| c.is_alphanumeric()).count() as u32;
        let link = Link {
            a: 0,
            b: 1,
            a_span: span,
            b_span: Span::new(0, copy.trim().len()),
            equal: letters - 5,
            columns: letters,
            matches: vec![],
        };
        let found = typed(&texts, &[about(0), about(1)], &[link]);
        assert_eq!((found[0].kind, found[0].reason), (kind, KindReason::WholeOfBoth), "{copy}");
    }
}

#[test]
fn words_of_office_and_forms_filled_in_otherwise_are_formulas() {
    let office = "I transmit herewith, in compliance with the resolution of the Council, the report of the Secretary of the \
                  Commission";
    let first =
        format!("{LONG} {office}. The receipts for the year ended June 30, 1911, were 4,183,220 crowns. {MORE}");
    let second =
        format!("{MORE} {office}. The receipts for the year ended June 30, 1914, were 3,907,115 crowns. {LONG}");
    let texts = [first.as_str(), second.as_str()];
    let mut form = link(&texts, 0, 1, "The receipts for the year ended June 30, 191");
    (form.a_span.end, form.b_span.end) = (form.a_span.end + 28, form.b_span.end + 28);
    (form.equal, form.columns) = (70, 82);
    let found = typed(&texts, &[by("bakers", 1911), by("millers", 1914)], &[link(&texts, 0, 1, office), form]);
    assert_eq!((found[0].kind, found[0].reason), (ReuseKind::Formula, KindReason::Routine));
    assert_eq!((found[1].kind, found[1].reason), (ReuseKind::Formula, KindReason::Form));
}

#[test]
fn a_formula_inside_a_document_that_one_quotes_whole_stays_a_formula() {
    let phrase = "in witness whereof the guild has set its hand and the seal of the valley is affixed below in red wax";
    let mut bodies: Vec<String> = (0..9).map(|n| format!("Charter {n}. {} {phrase}.", MORE.repeat(n + 2))).collect();
    bodies.push(format!(
        "They wrote to us:\n\n“Our charter follows. {MORE}\n\n“{phrase}.\n\n“{MORE}”\n\nSo far the guild. {LONG}"
    ));
    let texts: Vec<&str> = bodies.iter().map(String::as_str).collect();
    let links: Vec<Link> = (1..10).map(|n| link(&texts, 0, n, phrase)).collect();
    let about: Vec<About> = (0..10).map(|n| by(&format!("guild {n}"), 1931)).collect();
    let found = typed(&texts, &about, &links);
    assert!(found.iter().all(|typed| typed.kind == ReuseKind::Formula), "{found:?}");
}
