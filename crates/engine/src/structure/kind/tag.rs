//! Header tags in square brackets, as monitoring services and digests put them before a text: `[COMMUNIQUE]`,
//! `[INTERVIEW WITH … BY …]`.
//!
//! Takes the head of a statement, gives its tags in order and the kind that the first telling one names.

use broadside_model::{Found, Kind, Span};

use super::nouns::noun_at;
use super::words::{head, words};

/// Bytes at the head of a statement in which tags stand.
const WINDOW: usize = 600;

/// Longest tag, in bytes.
const LONGEST: usize = 300;

/// The ranges between square brackets in the first paragraph of a statement, up to the first that stands in running text.
pub fn tags(text: &str, statement: Span) -> Vec<Span> {
    let window = head(text, statement, WINDOW);
    let Some(slice) = text.get(window.range()) else { return Vec::new() };
    let base = window.start as usize;
    let mut tags: Vec<Span> = Vec::new();
    let mut at = 0;
    while let Some(open) = slice[at..].find('[').map(|found| at + found) {
        let between = slice[at..open].trim();
        if !tags.is_empty() && between.chars().any(char::is_alphanumeric) {
            break;
        }
        if tags.is_empty() && between.len() > 160 {
            break;
        }
        let Some(close) = slice[open..].find(']').map(|found| open + found) else { break };
        if close - open > LONGEST {
            break;
        }
        let inner = &slice[open + 1..close];
        // A bracket that was opened twice, or closed as a parenthesis: the tag is the last one.
        let inner_start = inner.rfind('[').map_or(open + 1, |again| open + 1 + again + 1);
        tags.push(Span::new(base + inner_start, base + close));
        at = close + 1;
    }
    tags
}

/// The kind that a header tag names.
pub fn kind(text: &str, statement: Span) -> Option<Found<Kind>> {
    tags(text, statement).into_iter().find_map(|tag| named(text, tag))
}

/// The kind that one tag names: the noun it begins with or ends with.
pub fn named(text: &str, tag: Span) -> Option<Found<Kind>> {
    let words = words(text, tag, 40);
    let stop = words.iter().position(|word| matches!(word.folded.as_str(), "with" | "by" | "of" | "from" | "to"));
    let clause = &words[..stop.unwrap_or(words.len())];
    let (noun, whole) = (0..clause.len()).find_map(|at| {
        let noun = noun_at(clause, at, None)?;
        (at + noun.len == clause.len()).then_some((noun, at == 0))
    })?;
    Some(Found::new(noun.kind, tag, "header-tag", if whole { 97 } else { 92 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(text: &str) -> Option<&'static str> {
        kind(text, Span::new(0, text.len())).map(|found| found.value.name())
    }

    #[test]
    fn tags_name_kinds() {
        assert_eq!(
            kind_of("PORTO, 5 MAY 20 (RADIO UM) -- [COMMUNIQUE] [WEAVERS FRONT] [TEXT] WE …"),
            Some("communique")
        );
        assert_eq!(
            kind_of("PORTO -- [NEWS CONFERENCE WITH THE MAYOR BY\nREPORTERS] [TEXT] [MAYOR] NO."),
            Some("interview")
        );
        assert_eq!(kind_of("[STATION COMMENTARY] [TEXT] ONCE"), Some("other"));
        assert_eq!(kind_of("PORTO, 5 MAY 20 -- [TEXT] THE REPORT [SPEECH] WAS"), None);
    }

    #[test]
    fn a_bracket_closed_as_a_parenthesis_is_not_part_of_the_tag() {
        assert_eq!(kind_of("PORTO, 5 MAY 20 [CANAL UM) -- [SPEECH] [TEXT] FRIENDS"), Some("speech"));
    }
}
