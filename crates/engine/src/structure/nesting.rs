//! Parts that nest and never cross.
//!
//! Takes ranges that do not cross, and one more; gives ranges that do not cross, the new one whole.

use broadside_model::{Role, Span};

/// Adds a range. One that crosses it is cut to what lies outside; one with the same role inside it goes.
pub(super) fn insert(ranges: &mut Vec<(Role, Span)>, role: Role, new: Span) {
    let inside = |span: &Span| new.start <= span.start && span.end <= new.end;
    let same = |found: Role| found == role || matches!(found, Role::Signature | Role::Body);
    ranges.retain(|range| !(inside(&range.1) && same(range.0)));
    for range in ranges.iter_mut() {
        let span = &mut range.1;
        let around = span.start <= new.start && new.end <= span.end;
        if !span.overlaps(new) || inside(span) || around {
            continue;
        }
        if span.start < new.start {
            span.end = new.start;
        } else {
            span.start = new.end;
        }
    }
    ranges.push((role, new));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_crosses_is_cut() {
        let mut ranges = vec![
            (Role::Body, Span::new(0, 10)),
            (Role::Item, Span::new(12, 14)),
            (Role::Body, Span::new(14, 15)),
            (Role::Heading, Span::new(18, 30)),
        ];
        insert(&mut ranges, Role::Signatories, Span::new(8, 20));
        assert_eq!(
            ranges,
            [
                (Role::Body, Span::new(0, 8)),
                (Role::Item, Span::new(12, 14)),
                (Role::Heading, Span::new(20, 30)),
                (Role::Signatories, Span::new(8, 20)),
            ]
        );
    }
}
