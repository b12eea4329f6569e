//! Parties that a phrase names one or several of: taken apart where "and" joins whole names, and each kept once.

use broadside_model::{Found, Party, PartyKind, Span};

use super::lexicon::{Class, has, is_body};
use super::phrase::party;
use crate::structure::kind::words::words;

/// Words of a phrase that are looked at.
const MOST: usize = 80;

/// Adds the parties of a phrase; several where "and" joins whole names.
pub fn push(text: &str, span: Span, method: &str, confidence: u8, sure: bool, into: &mut Vec<Found<Party>>) {
    for span in several(text, span) {
        let Some((party, evidence)) = party(text, span, sure) else { continue };
        if into.iter().all(|other| !same(&other.value.name, &party.name)) && into.len() < 40 {
            let confidence =
                if party.kind == Some(PartyKind::Group) && method == "title-of" { confidence - 10 } else { confidence };
            into.push(Found::new(party, evidence, method, confidence));
        }
    }
}

/// Whether two names are one but for case, marks and articles.
pub fn same(one: &str, other: &str) -> bool {
    let key = |name: &str| {
        let folded = crate::structure::kind::words::fold(name);
        folded.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>()
    };
    key(one) == key(other)
}

/// The names that "and", commas or semicolons join, where each is a name of its own; else the whole.
pub fn several(text: &str, span: Span) -> Vec<Span> {
    let found = words(text, span, MOST);
    let mut cuts: Vec<(usize, u32)> = Vec::new();
    for at in 1..found.len().saturating_sub(1) {
        let joins = matches!(
            found[at].folded.as_str(),
            "and" | "y" | "e" | "et" | "und" | "и" | "ve" | "i" | "en" | "та" | "και"
        );
        let article = found.get(at + 1).is_some_and(|word| {
            matches!(
                word.folded.as_str(),
                "the"
                    | "la"
                    | "el"
                    | "los"
                    | "las"
                    | "le"
                    | "les"
                    | "l"
                    | "o"
                    | "a"
                    | "os"
                    | "as"
                    | "il"
                    | "der"
                    | "die"
                    | "das"
                    | "des"
                    | "du"
                    | "de"
                    | "del"
                    | "of"
                    | "to"
                    | "by"
                    | "dem"
                    | "den"
                    | "het"
                    | "do"
                    | "da"
                    | "al"
                    | "von"
                    | "van"
                    | "aux"
                    | "au"
            )
        });
        if joins && article {
            cuts.push((at, found[at].span.end));
        }
    }
    let mut spans = Vec::new();
    let mut start = 0;
    let mut from = span.start;
    for (at, end) in cuts {
        let (left, right) = (&found[start..at], &found[at + 1..]);
        if (is_body(left) || has(left, Class::Group))
            && (is_body(right) || has(right, Class::Group))
            && !left.is_empty()
        {
            spans.push(Span { start: from, end: found[at].span.start });
            from = end;
            start = at + 1;
        }
    }
    spans.push(Span { start: from, end: span.end });
    spans
}
