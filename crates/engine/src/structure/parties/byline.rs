//! Who is named above the text without a title's noun: "By Jane Doe", "Adopted by the Second Conference", a letterhead.
//!
//! Takes the bylines and the short lines at the head of a statement, gives issuers. A line is a letterhead only where it is a
//! body's name and nothing else; a headline's subject ("The Union demands …") is one where the verb is a body's own.

use broadside_model::{Found, Kind, Party, PartyKind, Role, Span, Statement};

use super::joined::push;
use super::lexicon::{Class, is, is_body};
use super::person::is_known_person;
use super::phrase::{is_name_like, named_part};
use crate::structure::kind::particles::List;
use crate::structure::kind::words::{Word, words};
use crate::structure::kind::{front_lines, head_noun};

/// Whom bylines and lines at the head name. What is no act has no letterhead; what is spoken begins with those it greets.
pub fn issuers(text: &str, statement: &Statement, kind: Option<Kind>) -> Vec<Found<Party>> {
    let mut found = Vec::new();
    let near = |part: &&broadside_model::Part| part.text.start <= statement.span.start + 1500;
    let spoken = matches!(kind, Some(Kind::Speech));
    let by = |span: Span| words(text, span, 1).first().is_some_and(|word| word.is(List::By));
    for part in statement.parts.iter().filter(|part| part.role == Role::Byline).filter(near).take(3) {
        if !spoken || by(part.text) {
            line(text, part.text, 88, true, &mut found);
        }
    }
    for part in
        statement.parts.iter().filter(|part| matches!(part.role, Role::Subtitle | Role::Title)).filter(near).take(3)
    {
        adopted(text, part.text, &mut found);
    }
    if !found.is_empty() {
        return found;
    }
    for span in front_lines(text, statement) {
        let told = statement.parts.iter().any(|part| {
            let own = matches!(
                part.role,
                Role::Addressee
                    | Role::Dateline
                    | Role::Salutation
                    | Role::Publication
                    | Role::Item
                    | Role::Signature
                    | Role::Closing
            );
            own && part.text.overlaps(span)
        });
        let headline = statement
            .parts
            .iter()
            .any(|part| matches!(part.role, Role::Title | Role::Subtitle) && part.text.overlaps(span));
        let by = words(text, span, 1).first().is_some_and(is_by);
        let letterhead = by || !matches!(kind, None | Some(Kind::Speech | Kind::Interview));
        if !told && !headline && letterhead {
            line(text, span, 80, false, &mut found);
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// The body that a headline has for its subject: "The Union demands lower fees".
pub fn headline(text: &str, statement: &Statement) -> Vec<Found<Party>> {
    let mut found = Vec::new();
    for part in statement.parts.iter().filter(|part| matches!(part.role, Role::Title | Role::Subtitle)).take(3) {
        line(text, part.text, 72, false, &mut found);
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// Reads one line.
fn line(text: &str, span: Span, confidence: u8, byline: bool, found: &mut Vec<Found<Party>>) {
    adopted(text, span, found);
    if !found.is_empty() {
        return;
    }
    let all = words(text, span, 40);
    if super::addressee::is_address(text, span) || head_noun(&all, None).is_some() {
        return;
    }
    let towards = |word: &Word| {
        word.is(List::LinkTo) || matches!(word.folded.as_str(), "at" | "a" | "in" | "before" | "devant" | "ante")
    };
    if all.first().is_some_and(towards) {
        return;
    }
    let skip = if byline {
        all.iter().take_while(|word| word.is(List::By)).count()
    } else {
        usize::from(all.first().is_some_and(is_by))
    };
    let Some(first) = all.get(skip).filter(|first| !first.is(List::HeadlineVerb)) else { return };
    // "état" in small letters behind "par" is a thing, not whom it is by.
    if skip > 0 && !byline && !first.capital {
        return;
    }
    let named = named_part(&all[skip..]);
    let span = Span { start: first.span.start, end: span.end };
    let about = named.iter().any(|word| word.is(List::LinkAbout)) || first.is(List::Topic) || first.is(List::LinkOf);
    if !is_name_like(named) || about {
        return;
    }
    let by = skip > 0 && all.iter().take(skip).any(is_by);
    let known = is_body(named) || named.iter().any(|word| is(word, Class::Role)) || is_known_person(named);
    if byline && (!known || !first.capital) {
        return;
    }
    if by || is_body(named) {
        push(text, span, "byline", confidence, by, found);
    } else if byline {
        push(text, span, "byline", confidence.saturating_sub(8), true, found);
    }
    // A place or a slogan may stand alone above a text; a person only where "by" says so.
    found.retain(|party| by || byline || party.value.kind == Some(PartyKind::Organisation));
}

/// "By", in the languages that have a word for it alone.
fn is_by(word: &Word) -> bool {
    matches!(word.folded.as_str(), "by" | "por" | "par" | "von" | "door" | "от" | "av" | "af")
}

/// "Adopted by the Second Conference", "Aprobada por …", "Beschlossen vom …".
fn adopted(text: &str, span: Span, found: &mut Vec<Found<Party>>) {
    let all = words(text, span, 60);
    let by = |word: &Word| {
        is_by(word)
            || matches!(
                word.folded.as_str(),
                "at" | "vom" | "da" | "dal" | "dalla" | "pelo" | "pela" | "przez" | "на" | "en" | "auf"
            )
    };
    for at in 0..all.len() {
        if !all[at].is(List::AdoptedBy) {
            continue;
        }
        let Some(link) = (at + 1..all.len().min(at + 4)).find(|next| by(&all[*next])) else { continue };
        let rest = &all[link + 1..];
        let end = rest.iter().enumerate().position(|(place, word)| {
            place > 0
                && (word.breaks
                    || comma(text, &rest[place - 1], word)
                    || matches!(word.folded.as_str(), "on" | "in" | "el" | "am" | "le" | "unanimously"))
        });
        let rest = &rest[..end.unwrap_or(rest.len())];
        let Some((first, last)) = rest.first().zip(rest.last()) else { continue };
        if is_body(rest) && is_name_like(rest) {
            push(text, Span { start: first.span.start, end: last.span.end }, "adopted-by", 89, false, found);
            return;
        }
    }
}

fn comma(text: &str, one: &Word, other: &Word) -> bool {
    text.get(one.span.end as usize..other.span.start as usize).is_some_and(|between| between.contains(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let statement = Statement { span: Span::new(0, text.len()), ..Statement::default() };
        issuers(text, &statement, Some(Kind::Report)).into_iter().map(|found| found.value.name).collect()
    }

    #[test]
    fn lines_above_the_text_name_issuers() {
        assert_eq!(names("Northern Harbour Observatory\n\nThe year brought storms."), ["Northern Harbour Observatory"]);
        assert_eq!(
            names("THESES\n\nAdopted by the Second Conference of Ferrymen\n\n1. Ferries."),
            ["Second Conference of Ferrymen"]
        );
        assert_eq!(names("By Jane Doe\n\nThe year brought storms."), ["Jane Doe"]);
        assert_eq!(names("The Ferrymen's Union demands lower fees\n\nThe fees rose."), ["Ferrymen's Union"]);
    }

    #[test]
    fn a_byline_names_somebody() {
        let byline = |text: &str| {
            let span = Span::new(0, text.len());
            let part = broadside_model::Part { role: Role::Byline, text: span, raw: span, language: None };
            let statement = Statement { span, parts: vec![part], ..Statement::default() };
            issuers(text, &statement, None).into_iter().map(|found| found.value.name).collect::<Vec<_>>()
        };
        assert_eq!(byline("Von Anna Ruder"), ["Anna Ruder"]);
        assert_eq!(byline("Por Marta Remo"), ["Marta Remo"]);
        for line in ["Latest Weather", "CASHIER TO", "and the harbour front"] {
            assert!(byline(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn what_is_spoken_or_no_act_has_no_letterhead() {
        let text = "President of the General Assembly\n\nExcellencies, I greet you.";
        let statement = Statement { span: Span::new(0, text.len()), ..Statement::default() };
        assert!(issuers(text, &statement, Some(Kind::Speech)).is_empty());
        assert!(issuers("STEEL COMPANY GROWS\n\nIt grew.", &statement, None).is_empty());
    }

    #[test]
    fn other_lines_name_nobody() {
        assert!(names("Storms over the harbour\n\nThe year brought storms.").is_empty());
        assert!(names("On the Union and its enemies\n\nThe year brought storms.").is_empty());
    }
}
