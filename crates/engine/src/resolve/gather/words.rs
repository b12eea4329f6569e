//! Small questions about names as words.

use broadside_model::{EntityKind, Span};

/// Letters of an acronym, at most.
const ACRONYM: usize = 10;

/// The words with single spaces between them.
pub(super) fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name can be short for a fuller one: one word that names a person, or capitals only.
pub(super) fn is_short(name: &str, kind: EntityKind) -> bool {
    let words = name.split_whitespace().count();
    match kind {
        EntityKind::Person => words <= 2,
        EntityKind::Organisation => words == 1 && is_acronym(name),
        _ => false,
    }
}

/// Whether a name is written as acronyms are: two to ten letters, most of them capitals.
pub(super) fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = name.chars().filter(|letter| letter.is_uppercase()).count();
    (2..=ACRONYM).contains(&letters) && capitals * 3 >= letters * 2
}

/// Words looked at, of what may hold a name.
const WORDS: usize = 24;

/// The runs of words within a key, the longest first, of those as long the first first.
pub(super) fn longest_within(key: &str) -> impl Iterator<Item = &str> {
    let mut starts: Vec<usize> = vec![0];
    starts.extend(key.match_indices(' ').map(|(at, _)| at + 1).take(WORDS - 1));
    let count = starts.len();
    let ends: Vec<usize> = starts.iter().skip(1).map(|start| start - 1).chain([key.len()]).collect();
    (1..=count).rev().flat_map(move |length| {
        let (starts, ends) = (starts.clone(), ends.clone());
        (0..=count - length).filter_map(move |from| key.get(*starts.get(from)?..*ends.get(from + length - 1)?))
    })
}

/// Where a name stands in its evidence; the whole first range where it is not to be found as it is written.
pub(super) fn locate(text: &str, evidence: &[Span], name: &str) -> Span {
    for span in evidence {
        let Some(words) = text.get(span.range()) else { continue };
        if let Some(at) = find(words, name) {
            let start = span.start as usize + at.start;
            return Span::new(start, start + at.len());
        }
    }
    evidence.first().copied().unwrap_or_default()
}

/// Finds a name in words, whatever the white space between its words.
fn find(words: &str, name: &str) -> Option<std::ops::Range<usize>> {
    if let Some(at) = words.find(name) {
        return Some(at..at + name.len());
    }
    let mut parts = name.split_whitespace();
    let first = parts.next()?;
    let mut from = 0;
    while let Some(at) = words.get(from..)?.find(first) {
        let start = from + at;
        let mut end = start + first.len();
        let rest = parts.clone().all(|part| {
            let after = words.get(end..).unwrap_or_default();
            let trimmed = after.trim_start();
            let fits = trimmed.len() < after.len() && trimmed.starts_with(part);
            end += after.len() - trimmed.len() + part.len();
            fits
        });
        if rest {
            return Some(start..end);
        }
        from = start + first.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_its_evidence_across_line_ends() {
        let text = "Signed: the Union of\n  Ferry Crews, 1978";
        let all = [Span::new(0, text.len())];
        assert_eq!(locate(text, &all, "Union of Ferry Crews"), Span::new(12, 34));
        assert_eq!(locate(text, &all, "Ferry"), Span::new(23, 28));
        assert_eq!(locate(text, &all, "Unión"), all[0]);
        assert_eq!(locate(text, &[], "Unión"), Span::default());
    }

    #[test]
    fn runs_of_words_come_the_longest_first() {
        assert_eq!(longest_within("a bé c").collect::<Vec<_>>(), ["a bé c", "a bé", "bé c", "a", "bé", "c"]);
        assert_eq!(longest_within("").collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn acronyms_are_mostly_capitals() {
        assert!(is_acronym("LKL") && is_acronym("CNTs") && is_acronym("С.С.С.Р."));
        assert!(!is_acronym("League") && !is_acronym("A") && !is_acronym("1978"));
    }
}
