//! Bounds from the parts of a statement that are about it: a year in its dateline, the day of its publication.

use super::clue::{Clue, not_after, within};
use super::own;
use super::times::TimeAt;
use broadside_model::{Role, Statement};

/// The bounds of times in datelines and publication lines; those of documents attached to the statement are none.
pub fn clues(text: &str, statement: &Statement, times: &[TimeAt], clues: &mut Vec<Clue>) {
    for part in &statement.parts {
        let rule = match part.role {
            Role::Dateline => dateline,
            Role::Publication => published,
            _ => continue,
        };
        let first = times.partition_point(|time| time.span.start < part.text.start);
        let inside = times[first..].iter().take_while(|time| time.span.end <= part.text.end);
        let inside = inside.filter(|time| !own::is_attached(text, statement.span, time.span));
        inside.for_each(|time| clues.extend(rule(time)));
    }
}

/// The dateline of a statement is of its date, however rough.
fn dateline(time: &TimeAt) -> Vec<Clue> {
    let (Some(from), Some(to)) = (time.date.earliest(), time.date.latest()) else { return Vec::new() };
    within(from, to, "its dateline says so", time.span, "dateline", 89).into()
}

/// What has been published was written by then.
fn published(time: &TimeAt) -> Vec<Clue> {
    let Some(to) = time.date.latest() else { return Vec::new() };
    vec![not_after(to, format!("published {}", time.date), time.span, "publication-line", 88)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::{Edtf, Part, Span};

    #[test]
    fn a_year_in_the_dateline_bounds_both_ends() {
        let part =
            |role, start, end| Part { role, text: Span::new(start, end), raw: Span::new(start, end), language: None };
        let statement = Statement {
            span: Span::new(0, 90),
            parts: vec![part(Role::Dateline, 0, 20), part(Role::Body, 21, 60), part(Role::Publication, 61, 90)],
            ..Statement::default()
        };
        let time = |start, end, year| TimeAt { span: Span::new(start, end), date: Edtf::year(year) };
        let mut found = Vec::new();
        clues("", &statement, &[time(10, 14, 1951), time(30, 34, 1920), time(80, 84, 1953)], &mut found);
        let days: Vec<String> = found.iter().map(|clue| clue.day.to_string()).collect();
        assert_eq!(days, ["1951-01-01", "1951-12-31", "1953-12-31"]);
    }
}
