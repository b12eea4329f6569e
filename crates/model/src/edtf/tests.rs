//! What the notation means, and what is refused. The public test lists are run by `tests/edtf_conformance.rs`.

use super::*;

fn edtf(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn bounds(text: &str) -> (String, String) {
    let show = |bound| match bound {
        Bound::Day(day) => day.to_string(),
        Bound::Year(year) => format!("Y{year}"),
        Bound::Open => "open".to_owned(),
        Bound::Unknown => "unknown".to_owned(),
    };
    let date = edtf(text);
    (show(date.lower()), show(date.upper()))
}

fn problem(text: &str) -> Problem {
    text.parse::<Edtf>().expect_err(text).problem
}

#[test]
fn open_ends_are_told_from_unknown_ones() {
    assert_eq!(bounds("../2006"), ("open".into(), "2006-12-31".into()));
    assert_eq!(bounds("/2006"), ("unknown".into(), "2006-12-31".into()));
    assert_eq!(bounds("2004-06-01/"), ("2004-06-01".into(), "unknown".into()));
    assert_eq!(bounds("1984.."), ("1984-01-01".into(), "open".into()));
}

#[test]
fn unspecified_digits_find_days_of_the_calendar() {
    assert_eq!(bounds("200X-02-29"), ("2000-02-29".into(), "2008-02-29".into()));
    assert_eq!(bounds("2004-XX-31"), ("2004-01-31".into(), "2004-12-31".into()));
    assert_eq!(bounds("2003-XX-30"), ("2003-01-30".into(), "2003-12-30".into()));
    assert_eq!(bounds("-000X"), ("-0009-01-01".into(), "-0001-12-31".into()));
    assert_eq!(bounds("1985-1X"), ("1985-10-01".into(), "1985-12-31".into()));
    assert_eq!(problem("2004-02-3X"), Problem::NoSuchDay);
    assert_eq!(problem("190X-02-30"), Problem::NoSuchDay);
    assert_eq!(problem("2004-2X"), Problem::Month);
}

#[test]
fn years_too_far_for_a_day_keep_their_place() {
    assert_eq!(bounds("Y138E8"), ("Y13800000000".into(), "Y13800000000".into()));
    assert!(edtf("Y-138E8") < edtf("0000") && edtf("9999") < edtf("Y138E8"));
    assert_eq!(edtf("Y138E8").earliest(), None);
    assert_eq!(problem("Y1E19"), Problem::YearTooFar);
    assert_eq!(problem("Y12345678901234567890"), Problem::YearTooFar);
    assert_eq!(problem("Y1985"), Problem::NeedlessLetter);
    assert_eq!(problem("Y170000-12"), Problem::BehindLetterYear);
}

#[test]
fn canonical_form_says_each_doubt_once() {
    for (written, canonical) in [
        ("?2004-?06-?11", "2004-06-11?"),
        ("2004?-06~-11", "%2004-~06-11"),
        ("?2004-06-11", "2004?-06-11"),
        ("~2004-~06-11", "2004-06~-11"),
        ("2004-06-~11", "2004-06-~11"),
        ("20xx", "20XX"),
        ("[1667, 1760-12]", "[1667,1760-12]"),
        ("~1945/1959", "1945~/1959"),
        ("1985-04-12T23:20:30+04:30", "1985-04-12T23:20:30+04:30"),
        ("Y3388E2S3", "Y3388E2S3"),
        ("..2004-06-01/~2004-06-20", "..2004-06-01/2004~-06-20"),
    ] {
        assert_eq!(edtf(written).as_str(), canonical);
        assert_eq!(edtf(edtf(written).as_str()), edtf(written), "{written}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (text, expected) in [
        ("", Problem::Empty),
        ("19850412", Problem::Year),
        ("-0000", Problem::NegativeZero),
        ("1985-00", Problem::Month),
        ("1985-4", Problem::Month),
        ("1985-04-1", Problem::Day),
        ("1900-02-29", Problem::NoSuchDay),
        ("2001-21-01", Problem::DayOfGrouping),
        ("1985-04-12T23:20", Problem::Time),
        ("1985-04-12T25:20:30", Problem::Time),
        ("1985-04-XXT23:20:30", Problem::TimeOfUnknownDay),
        ("/", Problem::NoEnds),
        ("2001/2002/2003", Problem::Interval),
        ("2002/2001", Problem::Reversed),
        ("{1987-10..1988}", Problem::MixedPrecision),
        ("{2002..2001}", Problem::Reversed),
        ("[1667", Problem::Unclosed),
        ("[1667,]", Problem::NoMember),
        ("[]", Problem::NoMember),
        ("1950S0", Problem::Significant),
        ("1985 ", Problem::Trailing),
        ("１９８５", Problem::Year),
    ] {
        assert_eq!(problem(text), expected, "{text}");
    }
    let error = "1985-13".parse::<Edtf>().expect_err("no such month");
    assert_eq!(
        error.to_string(),
        "not a date in EDTF: at byte 5, a month (01 to 12) or a season or grouping (21 to 41) was expected"
    );
}

#[test]
fn dates_sort_by_their_start_then_their_end() {
    let sorted =
        ["../1950", "1949", "1949-05/..", "1949-05-03", "1949-05-03/", "/1949-05-04", "195X", "1950", "1951-21"];
    let mut dates: Vec<Edtf> = sorted.iter().rev().map(|text| edtf(text)).collect();
    dates.sort();
    let order: Vec<&str> = dates.iter().map(Edtf::as_str).collect();
    let expected =
        ["../1950", "1949", "1949-05/..", "1949-05-03", "1949-05-03/", "/1949-05-04", "1950", "195X", "1951-21"];
    assert_eq!(order, expected);
}

#[test]
fn days_in_and_out() {
    let day = |year, month, day| Day::new(year, month, day).expect("a day");
    assert!(edtf("[1667,1670..1672]").contains(day(1671, 2, 3)));
    assert!(!edtf("[1667,1670..1672]").contains(day(1668, 2, 3)));
    assert!(edtf("156X-12-25").contains(day(1563, 12, 25)) && !edtf("156X-12-25").contains(day(1563, 12, 24)));
    assert!(edtf("1964/..").contains(day(2400, 1, 1)) && !edtf("1964/..").contains(day(1963, 12, 31)));
    assert!(edtf("/1964").contains(day(1, 1, 1)));
    assert!(edtf("1964").overlaps(&edtf("1963-05/1964-01-01")) && !edtf("1964").overlaps(&edtf("../1963")));
}

#[test]
fn what_is_made_here_is_what_would_be_parsed() {
    let day = Day::new(1951, 5, 3).expect("a day");
    let made = [
        Some(Edtf::day(day)),
        Edtf::month(1951, 5),
        Some(Edtf::year(1951)),
        Some(Edtf::year(-44)),
        Some(Edtf::year(123_456)),
        Edtf::decade(1951),
        Edtf::century(1951),
        Edtf::grouping(1951, Grouping::SPRING),
        Some(Edtf::between(Some(day), None)),
        Some(Edtf::between(None, Some(day))),
        Some(Edtf::between(None, None)),
        Edtf::interval(&Edtf::year(1951), &Edtf::year(1953)),
        Edtf::year(1951).doubtful(Doubt::Approximate),
    ];
    for date in made.into_iter().flatten() {
        assert_eq!(edtf(date.as_str()), date);
    }
    assert_eq!(Edtf::decade(1951).map(|date| date.to_string()).as_deref(), Some("195X"));
    assert_eq!(Edtf::interval(&Edtf::year(1953), &Edtf::year(1951)), None);
}

/// A small generator: the same numbers on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

#[test]
fn no_string_makes_it_panic_and_canonical_form_is_stable() {
    let seeds = [
        "1985-04-12T23:20:30+04:30",
        "[1667,1668, 1670..1672]",
        "Y-17E7S2",
        "?2004-06-~11/2005%",
        "-01XX-XX-31",
        "{..1983-12-31,1984-10-10..1984-11-01,1984-11-05..}",
        "2001-34",
        "1950S2",
        "../1985~",
        "\u{e9}\u{1f600}2004",
    ];
    let letters: Vec<char> = "0123456789XxYEST:Z+-~?%/.,[]{} \u{e9}\u{2028}".chars().collect();
    let mut dice = Dice(7);
    for _ in 0..60_000 {
        let mut text: Vec<char> = seeds[dice.roll(seeds.len())].chars().collect();
        for _ in 0..=dice.roll(4) {
            let place = dice.roll(text.len() + 1);
            match dice.roll(3) {
                0 => text.insert(place, letters[dice.roll(letters.len())]),
                1 if place < text.len() => drop(text.remove(place)),
                _ if place < text.len() => text[place] = letters[dice.roll(letters.len())],
                _ => {}
            }
        }
        let text: String = text.into_iter().collect();
        if let Ok(date) = text.parse::<Edtf>() {
            assert_eq!(date.as_str().parse::<Edtf>().as_ref(), Ok(&date), "{text}");
            let known = |bound: Bound| bound.order();
            if let (Some(lower), Some(upper)) = (known(date.lower()), known(date.upper())) {
                assert!(lower <= upper, "{text}");
            }
        }
    }
}

#[test]
fn long_strings_take_no_longer_than_they_are() {
    let many = format!("[{}1667]", "1667,".repeat(100_000));
    assert_eq!(edtf(&many).earliest(), Day::new(1667, 1, 1));
    assert!("[".repeat(1_000_000).parse::<Edtf>().is_err());
    assert!("9".repeat(1_000_000).parse::<Edtf>().is_err());
    assert!("..".repeat(1_000_000).parse::<Edtf>().is_err());
}
