//! The issuer in header tags: `[COMMUNIQUE] [WEAVERS' FRONT] [TEXT]`, `[STATEMENT BY MINISTER JOHN DOE]`.
//!
//! Takes the head of a statement, gives who the tag after the kind's names. Whom an interview is with did not issue it.

use broadside_model::{Found, Kind, Party, Span, Statement};

use super::phrase::party;
use super::title;
use crate::structure::kind::words::fold;
use crate::structure::kind::{named_by_tag, tags};

/// The issuer that a statement's header tags name.
pub fn issuers(text: &str, statement: &Statement) -> Vec<Found<Party>> {
    let tags = tags(text, statement.span);
    let Some(kind_at) = tags.iter().position(|tag| named_by_tag(text, *tag).is_some()) else { return Vec::new() };
    let kind = named_by_tag(text, tags[kind_at]).map(|found| found.value);
    if kind == Some(Kind::Interview) {
        return Vec::new();
    }
    let inside = title::read(text, tags[kind_at], None).issuers;
    if !inside.is_empty() {
        return inside;
    }
    let Some(tag) = tags.get(kind_at + 1) else { return Vec::new() };
    named(text, *tag).into_iter().collect()
}

/// The party that a tag names, unless it says how the text is given.
fn named(text: &str, tag: Span) -> Option<Found<Party>> {
    let written = text.get(tag.range())?;
    let folded = fold(written);
    let editorial = [
        "text",
        "excerpt",
        "continued",
        "summary",
        "passage",
        "words",
        "as ",
        "begin",
        "up",
        "in progress",
        "editorial",
        "unidentified",
    ];
    if editorial.iter().any(|word| folded.starts_with(word)) {
        return None;
    }
    let end = folded.find(", in progress").map_or(written.len(), |at| at.min(written.len()));
    let end = (0..=end).rev().find(|at| written.is_char_boundary(*at))?;
    let span = Span::new(tag.start as usize, tag.start as usize + end);
    let (party, evidence) = party(text, span, true)?;
    Some(Found::new(party, evidence, "header-tag", 95))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let statement = Statement { span: Span::new(0, text.len()), ..Statement::default() };
        issuers(text, &statement).into_iter().map(|found| found.value.name).collect()
    }

    #[test]
    fn the_tag_after_the_kind_names_the_issuer() {
        assert_eq!(names("PORTO, 5 MAY 20 -- [COMMUNIQUE] [WEAVERS'\nFRONT (WF)] [TEXT] WE"), ["WEAVERS' FRONT"]);
        assert_eq!(names("PORTO -- [SPEECH] [PRESIDENT JOHN OARSMAN, IN PROGRESS] [TEXT] WE"), ["JOHN OARSMAN"]);
        assert!(names("PORTO -- [INTERVIEW WITH JOHN OARSMAN BY REPORTER] [TEXT] WE").is_empty());
        assert!(names("PORTO -- [REPORT] [TEXT] WE").is_empty());
    }
}
