//! The public EDTF test lists in `../shared/conformance/edtf.json`: what must be read, what must be refused, which days
//! it means, what is doubtful. The file does not belong to the project; without it the test says so and passes.

use broadside_model::Edtf;
use broadside_model::edtf::{Bound, Day};
use std::path::Path;

/// As much of JSON as the lists need.
#[derive(Debug)]
enum Json {
    Text(String),
    Flag(bool),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

struct Reader<'a>(std::iter::Peekable<std::str::Chars<'a>>);

impl Reader<'_> {
    fn token(&mut self) -> char {
        while self.0.next_if(|letter| letter.is_whitespace() || matches!(letter, ',' | ':')).is_some() {}
        self.0.next().expect("the file goes on")
    }

    fn string(&mut self) -> String {
        let mut text = String::new();
        loop {
            match self.0.next().expect("the string goes on") {
                '"' => return text,
                '\\' => text.push(self.0.next().expect("the escape goes on")),
                letter => text.push(letter),
            }
        }
    }

    fn value(&mut self) -> Option<Json> {
        Some(match self.token() {
            '"' => Json::Text(self.string()),
            '[' => Json::List(std::iter::from_fn(|| self.value()).collect()),
            '{' => {
                let mut fields = Vec::new();
                while let Some(Json::Text(key)) = self.value() {
                    fields.push((key, self.value().expect("a value")));
                }
                Json::Object(fields)
            }
            ']' | '}' => return None,
            first => {
                while self.0.next_if(|letter| letter.is_alphabetic()).is_some() {}
                Json::Flag(first == 't')
            }
        })
    }
}

fn list<'a>(json: &'a Json, key: &str) -> &'a [Json] {
    let Json::Object(fields) = json else { panic!("an object was expected") };
    match fields.iter().find(|field| field.0 == key) {
        Some((_, Json::List(values))) => values,
        _ => panic!("the list `{key}` was expected"),
    }
}

fn text(json: &Json) -> &str {
    let Json::Text(text) = json else { panic!("a string was expected: {json:?}") };
    text
}

fn pair(json: &Json) -> (&str, &[Json]) {
    match json {
        Json::List(values) => match values.as_slice() {
            [Json::Text(text), Json::List(rest)] => (text, rest),
            _ => panic!("a string and a list were expected: {json:?}"),
        },
        _ => panic!("a pair was expected: {json:?}"),
    }
}

/// The lists take an unknown end to lie within ten years of the known one.
fn ten_years(known: Option<Day>, years: i32) -> String {
    known.and_then(|day| Day::new(day.year + years, day.month, day.day)).map_or(String::new(), |day| day.to_string())
}

fn strict(date: &Edtf) -> [String; 2] {
    let end = |bound: Bound, open: &str, known: Option<Day>, years| match bound {
        Bound::Day(day) => day.to_string(),
        Bound::Year(year) => year.to_string(),
        Bound::Open => open.to_owned(),
        Bound::Unknown => ten_years(known, years),
    };
    [end(date.lower(), "-inf", date.latest(), -10), end(date.upper(), "inf", date.earliest(), 10)]
}

fn misses(lists: &Json) -> (usize, Vec<String>) {
    let mut misses = Vec::new();
    let mut check = |good: bool, miss: String| {
        if !good {
            misses.push(miss)
        }
    };
    let parse = |text: &str| text.parse::<Edtf>();
    for valid in list(lists, "valid") {
        check(parse(text(valid)).is_ok(), format!("refused: {valid:?}"));
    }
    for invalid in list(lists, "invalid") {
        check(parse(text(invalid)).is_err(), format!("read: {invalid:?}"));
    }
    for entry in list(lists, "bounds") {
        let (text, expected) = pair(entry);
        let (first, last) =
            (&expected[0], if expected.len() == 2 || expected.len() == 4 { &expected[1] } else { &expected[0] });
        let good = parse(text).is_ok_and(|date| strict(&date) == [self::text(first), self::text(last)]);
        check(good, format!("{text}: {:?} instead of {first:?} to {last:?}", parse(text).map(|date| strict(&date))));
    }
    for entry in list(lists, "uncertain_approximate_both") {
        let (text, expected) = pair(entry);
        let flags: Vec<bool> = expected.iter().map(|flag| matches!(flag, Json::Flag(true))).collect();
        let doubts = parse(text).map(|date| date.doubts());
        check(
            doubts.as_ref().is_ok_and(|d| vec![d.uncertain, d.approximate, d.both] == flags),
            format!("{text}: {doubts:?}"),
        );
    }
    let keys = ["valid", "invalid", "bounds", "uncertain_approximate_both"];
    (keys.iter().map(|key| list(lists, key).len()).sum(), misses)
}

#[test]
fn the_public_lists_are_read_as_they_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance/edtf.json");
    let Ok(file) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: the public EDTF lists are not at {}", path.display());
        return;
    };
    let lists = Reader(file.chars().peekable()).value().expect("an object");
    let (count, misses) = misses(&lists);
    eprintln!("EDTF lists: {} of {count}", count - misses.len());
    assert!(misses.is_empty(), "{} of {count}; {misses:#?}", count - misses.len());
}
