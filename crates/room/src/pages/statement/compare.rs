//! Versions of a statement side by side: where they read otherwise is marked in both.

use super::load::load;
use super::{caption, terms};
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::collated::{relatives, with_collation};
use crate::desk::Desk;
use crate::json::numbered_id;
use crate::texts::{Statement, Statements};
use crate::ui::{Page, Section, bare, language_tag};
use crate::words::statement as words;
use broadside_engine::run::reuse::versions;
use broadside_engine::store::Reuse;
use broadside_model::collation::{Apparatus, Nature, Reading};
use broadside_model::{SourceId, StatementId};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Deserialize;
use std::rc::Rc;

/// With what to compare.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wanted {
    /// Ids of other statements; without any, those that are known to be versions of it.
    with: Vec<String>,
}

/// Statements that are compared at once.
const MOST: usize = 8;

fn id_of(desk: &Desk, ask: &Ask, typed: &str) -> Result<StatementId, Trouble> {
    let missing =
        || Trouble::missing(ask.fill(words::NO_STATEMENT, &[("id", typed)]), ask.say(words::NO_STATEMENT_HINT));
    let (digits, number) = typed.split_once('-').unwrap_or((typed, "1"));
    let number = number.parse().ok().filter(|number| *number > 0).ok_or_else(missing)?;
    if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(missing());
    }
    match desk.catalogue()?.find(&digits.to_ascii_lowercase())?.as_slice() {
        [source] => Ok(StatementId { source: SourceId(source.0), number }),
        _ => Err(missing()),
    }
}

/// `/statements/{id}/compare`.
pub fn compare(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let own = id_of(desk, ask, ask.place("id"))?;
    let mut ids = vec![own];
    for typed in wanted.with.iter().filter(|typed| !typed.trim().is_empty()) {
        ids.push(id_of(desk, ask, typed.trim())?);
    }
    if ids.len() == 1 {
        if let Some(reuse) = Reuse::open(desk.room.layout()) {
            ids.extend(relatives(&reuse, own)?);
        }
        let held = desk.now.holdings.get(own);
        for same in held.map_or(&[][..], |held| &held.same) {
            ids.push(id_of(desk, ask, same)?);
        }
    }
    let mut known = Vec::new();
    ids.retain(|id| {
        !known.contains(id) && {
            known.push(*id);
            true
        }
    });
    ids.truncate(MOST);
    if ids.len() < 2 {
        return Err(Trouble::missing(ask.say(words::NO_VERSIONS), ask.say(words::NO_VERSIONS_HINT)));
    }
    let catalogue = desk.catalogue()?;
    let mut statements = Statements::new(catalogue)?;
    let mut read: Vec<Rc<Statement>> = Vec::new();
    for id in &ids {
        let gone =
            || Trouble::missing(ask.fill(words::NO_STATEMENT, &[("id", &numbered_id(id.source, id.number))]), "");
        read.push(statements.get(*id)?.ok_or_else(gone)?);
    }
    let apparatus = versions::collate(catalogue, &ids, Some(0))?;
    let apparatus =
        apparatus.ok_or_else(|| Trouble::missing(ask.say(words::NO_VERSIONS), ask.say(words::NO_VERSIONS_HINT)))?;
    if ask.wants_json {
        let json = with_collation(&read, &apparatus, |collation| Answer::json(collation));
        return json.unwrap_or_else(|| Err(Trouble::missing(ask.say(words::NO_VERSIONS), "")));
    }
    let opened = load(desk, ask)?;
    let title = ask.fill(words::COMPARED, &[("title", &caption(&opened, ask))]);
    Ok(Answer::Page(Page::new(title.clone(), Section::Search, body(ask, &title, &read, &apparatus))))
}

fn body(ask: &Ask, title: &str, read: &[Rc<Statement>], apparatus: &Apparatus) -> Markup {
    let base = read.get(apparatus.base as usize);
    html! {
        h1 dir="auto" { (title) }
        @if let Some(base) = base {
            @for witness in &apparatus.witnesses {
                @if let Some(other) = read.get(witness.text as usize) { (side_by_side(ask, base, other, &witness.readings)) }
            }
        }
    }
}

/// A stretch of both texts: the same, or read otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece<'a> {
    base: &'a str,
    other: &'a str,
    /// What differs; nothing where both say the same.
    nature: Option<Nature>,
}

/// Both texts in rows, a paragraph of the base each.
fn rows<'a>(base: &'a str, other: &'a str, readings: &[Reading]) -> Vec<Vec<Piece<'a>>> {
    let mut rows: Vec<Vec<Piece<'a>>> = vec![Vec::new()];
    let (mut at, mut at_other) = (0_usize, 0_usize);
    let same = |rows: &mut Vec<Vec<Piece<'a>>>, base: &'a str, other: &'a str| {
        // What both say is the same to the byte, and so has the same paragraphs.
        let mut others = other.split("\n\n");
        for (place, piece) in base.split("\n\n").enumerate() {
            if place > 0 {
                rows.push(Vec::new());
            }
            let other = others.next().unwrap_or_default();
            if let Some(row) = rows.last_mut().filter(|_| !piece.is_empty() || !other.is_empty()) {
                row.push(Piece { base: piece, other, nature: None });
            }
        }
    };
    for reading in readings {
        let (start, start_other) = (reading.base.start as usize, reading.witness.start as usize);
        same(&mut rows, base.get(at..start).unwrap_or_default(), other.get(at_other..start_other).unwrap_or_default());
        let piece = Piece {
            base: base.get(reading.base.range()).unwrap_or_default(),
            other: other.get(reading.witness.range()).unwrap_or_default(),
            nature: Some(reading.nature),
        };
        if let Some(row) = rows.last_mut() {
            row.push(piece);
        }
        (at, at_other) = (reading.base.end as usize, reading.witness.end as usize);
    }
    same(&mut rows, base.get(at..).unwrap_or_default(), other.get(at_other..).unwrap_or_default());
    rows.retain(|row| row.iter().any(|piece| !piece.base.trim().is_empty() || !piece.other.trim().is_empty()));
    rows
}

fn side_by_side(ask: &Ask, base: &Statement, other: &Statement, readings: &[Reading]) -> Markup {
    let substantive = readings.iter().filter(|reading| reading.nature.is_substantive()).count();
    let rest = readings.len() - substantive;
    let counts = [("words", ask.number(substantive as u64)), ("rest", ask.number(rest as u64))];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let language = |of: &Statement| of.whole().language().map(|code| language_tag(code).to_owned());
    let head = |of: &Statement| {
        html! {
            th scope="col" {
                @if let Some(date) = of.date() { span.date { (date.as_str()) } " " }
                a href={ "/statements/" (of.id) } { (bare(&of.caption().shown())) }
            }
        }
    };
    html! {
        p { (ask.fill(words::DIFFERENCES, &counts)) }
        div.scroll {
            table.collation {
                thead { tr { (head(base)) (head(other)) } }
                tbody {
                    @for row in rows(base.words(), other.words(), readings) {
                        tr.differs[row.iter().any(|piece| piece.nature.is_some_and(Nature::is_substantive))] {
                            td.text dir="auto" lang=[language(base)] { @for piece in &row { (marked(ask, piece.base, piece.nature, true)) } }
                            td.text dir="auto" lang=[language(other)] { @for piece in &row { (marked(ask, piece.other, piece.nature, false)) } }
                        }
                    }
                }
            }
        }
    }
}

fn marked(ask: &Ask, words: &str, nature: Option<Nature>, is_base: bool) -> Markup {
    let Some(nature) = nature.filter(|_| !words.is_empty()) else { return html! { (words) } };
    let class = if nature.is_substantive() { "reading words" } else { "reading" };
    let title = ask.say(terms::nature(nature));
    html! {
        @if is_base { del class=(class) title=(title) { (words) } } @else { ins class=(class) title=(title) { (words) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Span;
    use broadside_model::collation::ReadingKind;

    #[test]
    fn both_texts_stand_whole_in_their_rows() {
        let (base, other) = ("The quay is shut.\n\nWe wait.", "The quay was shut.\n\nWe wait here.");
        let reading = |base: Span, witness: Span, kind| Reading {
            kind,
            nature: Nature::Words,
            base,
            witness,
            text: String::new(),
            other: None,
        };
        let readings = [
            reading(Span::new(9, 11), Span::new(9, 12), ReadingKind::Substitution),
            reading(Span::new(26, 26), Span::new(27, 32), ReadingKind::Addition),
        ];
        let rows = rows(base, other, &readings);
        assert_eq!(rows.len(), 2);
        let side = |of: fn(&Piece<'_>) -> String| -> Vec<String> {
            rows.iter().map(|row| row.iter().map(of).collect()).collect()
        };
        assert_eq!(side(|piece| piece.base.to_owned()), ["The quay is shut.", "We wait."]);
        assert_eq!(side(|piece| piece.other.to_owned()), ["The quay was shut.", "We wait here."]);
    }
}
