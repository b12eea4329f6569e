//! Numbered Congresses of the United States.
//!
//! A computed fact: the *n*-th Congress begins on 4 March of the year 1787 + 2*n*, from the 74th on on 3 January, and
//! ends where the next begins. A text that speaks to its members, or of "this" Congress, is of its two years.

use super::clue::{Clue, not_before, within};
use super::cues;
use super::words::{self, ORDINAL};
use broadside_model::Span;
use broadside_model::edtf::Day;
use regex::Regex;
use std::sync::LazyLock;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)\b((?:one\s+hundred\s+(?:and\s+)?)?{ORDINAL})\s{{1,3}}$")).expect("a valid pattern")
});

/// The bounds of the Congresses named.
pub fn clues(text: &str, within_span: Span, clues: &mut Vec<Clue>) {
    let Some(body) = text.get(within_span.range()) else { return };
    let base = within_span.range().start;
    for at in memchr::memmem::find_iter(body.as_bytes(), "Congress") {
        let before = cues::tail(body.get(..at).unwrap_or(""), 60);
        let Some(ordinal) = NUMBER.captures(before).and_then(|found| found.get(1)) else { continue };
        let Some(number) = words::number(ordinal.as_str()).filter(|number| (20..=140).contains(number)) else {
            continue;
        };
        let lead = cues::plain(cues::tail(before.get(..ordinal.start()).unwrap_or(""), 40));
        let span = Span::new(base + at - before.len() + ordinal.start(), base + at + "Congress".len());
        let (from, to) = term(number);
        let lead = lead.trim_end();
        let told = cues::plain(cues::tail(body.get(..at).unwrap_or(""), 160));
        let then = told.contains(['"', '\u{201c}']) || told.contains(" ago ");
        // "at the present extra session of the …"
        let sits = lead.ends_with("session of the") && ["present ", "this "].iter().any(|word| lead.contains(word));
        let own = !then
            && (sits
                || ["this", "members of the", "member of the", "session of this"]
                    .iter()
                    .any(|words| lead.ends_with(words)));
        let new = ["new", "next"].iter().any(|words| lead.ends_with(words));
        if own {
            clues.extend(within(from, to, &format!("speaks to Congress {number}"), span, "congress", 88));
        } else if !new {
            // A Congress is elected in the November before it meets.
            let elected = Day { year: from.year - 1, month: 11, day: 1 };
            clues.push(not_before(elected, format!("names Congress {number}"), span, "congress", 90));
        }
    }
}

fn term(number: u32) -> (Day, Day) {
    let start = |number: u32| {
        let year = 1787 + 2 * i32::try_from(number).unwrap_or_default();
        let (month, day) = if number >= 74 { (1, 3) } else { (3, 4) };
        Day { year, month, day }
    };
    (start(number), start(number + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_congress_addressed_is_in_its_two_years() {
        let text = "Mr. Speaker, members of the 107th Congress, friends";
        let mut found = Vec::new();
        clues(text, Span::new(0, text.len()), &mut found);
        let days: Vec<String> = found.iter().map(|clue| clue.day.to_string()).collect();
        assert_eq!(days, ["2001-01-03", "2003-01-03"]);
        let text = "which made the present extra session of the Forty-sixth Congress necessary";
        found.clear();
        clues(text, Span::new(0, text.len()), &mut found);
        assert_eq!(found.len(), 2);
        assert_eq!(term(39).0, Day { year: 1865, month: 3, day: 4 });
    }
}
