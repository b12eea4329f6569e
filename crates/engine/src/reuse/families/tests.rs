//! What belongs together, and what does not.

use super::{gather, history};
use broadside_model::edtf::Day;
use broadside_model::{About, Family, Link, Passage, Span};

/// A link of passages that are alike throughout.
fn link(a: u32, a_span: (usize, usize), b: u32, b_span: (usize, usize)) -> Link {
    let (a_span, b_span) = (Span::new(a_span.0, a_span.1), Span::new(b_span.0, b_span.1));
    let letters = a_span.len().min(b_span.len()) as u32;
    let columns = a_span.len().max(b_span.len()) as u32;
    Link { a, b, a_span, b_span, equal: letters, columns, matches: Vec::new() }
}

fn texts(family: &Family) -> Vec<u32> {
    family.members.iter().map(|member| member.text).collect()
}

#[test]
fn copies_are_one_family_and_a_formula_inside_them_is_another() {
    let links = [
        link(0, (0, 1000), 1, (500, 1500)),
        link(1, (500, 1495), 2, (3, 1000)),
        link(0, (400, 450), 3, (10, 60)),
        link(1, (900, 950), 3, (10, 60)),
        link(2, (401, 452), 4, (0, 50)),
        link(3, (10, 60), 4, (0, 50)),
    ];
    let families = gather(&links);
    let found: Vec<Vec<u32>> = families.iter().map(texts).collect();
    assert_eq!(found, [vec![0, 1, 2], vec![0, 1, 2, 3, 4]]);
    assert_eq!(families[0].links, [0, 1]);
}

#[test]
fn passages_that_slide_along_do_not_chain() {
    let links: Vec<Link> = (0..12u32).map(|n| link(n, (100, 200), n + 1, (80, 180))).collect();
    let families = gather(&links);
    assert!(families.len() > 1);
    assert!(families.iter().all(|family| family.members.len() <= 4), "{families:?}");
    assert_eq!(families.iter().map(|family| family.links.len()).sum::<usize>(), links.len());
}

#[test]
fn a_paragraph_put_in_does_not_split_a_family() {
    let links =
        [link(0, (0, 1000), 1, (0, 1600)), link(1, (0, 1600), 2, (50, 1060)), link(0, (0, 1000), 2, (50, 1060))];
    assert_eq!(gather(&links).len(), 1);
}

#[test]
fn the_order_of_links_does_not_matter() {
    let mut state = 7u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut links: Vec<Link> = (0..400)
        .map(|_| {
            let (a, b, start, length) = (next(20), next(20), next(900) as usize, 20 + next(300) as usize);
            link(a as u32, (start, start + length), b as u32 + 20, (start, start + length))
        })
        .collect();
    links.sort();
    links.dedup();
    let families = gather(&links);
    let members = |families: &[Family]| families.iter().map(|family| family.members.clone()).collect::<Vec<_>>();
    for _ in 0..5 {
        for place in 0..links.len() {
            let other = next(links.len() as u64) as usize;
            links.swap(place, other);
        }
        assert_eq!(members(&gather(&links)), members(&families));
    }
}

fn about(issuer: &str, from: Option<(i32, u8, u8)>, to: Option<(i32, u8, u8)>) -> About {
    let day = |(year, month, day)| Day { year, month, day };
    About { issuers: vec![issuer.to_owned()], earliest: from.map(day), latest: to.map(day), ..About::default() }
}

#[test]
fn the_first_use_is_open_where_dates_overlap() {
    let about = [
        about("Bakers", Some((1931, 5, 4)), Some((1931, 5, 4))),
        about("Millers", Some((1931, 1, 1)), Some((1931, 12, 31))),
        about("Bakers", Some((1932, 2, 1)), Some((1932, 2, 1))),
        about("Ferrymen", None, None),
    ];
    let member = |text| Passage { text, span: Span { start: 0, end: 40 } };
    let family = Family { members: (0..4).map(member).collect(), links: Vec::new() };
    let history = history(&family, &about);
    assert_eq!(history.first, [member(1), member(0)]);
    let day = |month, day| Some(Day { year: 1931, month, day });
    assert_eq!(history.first_between, (day(1, 1), day(5, 4)));
    assert_eq!(history.years, [(1931, 2), (1932, 1)]);
    assert_eq!((history.undated, history.texts), (1, 4));
    let users: Vec<&str> = history.users.iter().map(|user| user.issuer.as_str()).collect();
    assert_eq!(users, ["Bakers", "Millers", "Ferrymen"]);
}
