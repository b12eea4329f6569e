//! Holders of an office, named with it or signing in it.

use super::Named;
use crate::dating::clause::{Clause, Tense};
use crate::dating::clue::{Clue, not_after, not_before, within};
use crate::dating::cues;
use crate::knowledge::events;
use broadside_model::Span;
use broadside_model::edtf::Day;

/// Words around a name by which the office is another, close to that of the Secretary-General.
const ANOTHER: &str = "representative|under-secretary|under secretary|assistant|deputy";

/// Words around a name by which its bearer is no longer in office, or is quoted.
const GONE: &str = "former|the late |then |predecessor|ago|previous|said|memory|outgoing|when |was |had |past|successor|\
                    first |second |third|words of";

/// A Secretary-General named with the office: not before the appointment, and not after the term where in office.
pub fn secretary(index: usize, named: &Named<'_>, clues: &mut Vec<Clue>) {
    let Some(term) = events::SECRETARIES_GENERAL.get(index) else { return };
    let (near, after) = (cues::plain(cues::tail(named.before, 60)), cues::plain(cues::head(named.behind, 40)));
    let titled = cues::any(&near, "secretary-general|secretary general") || after.contains("secretary-general");
    if !titled || cues::any(&near, ANOTHER) {
        return;
    }
    let name = term.forms.first().copied().unwrap_or("");
    let reason = format!("names {name} as Secretary-General");
    clues.push(not_before(term.from, reason.clone(), named.span, "office-holder", 95));
    let gone = cues::any(&near, GONE) || cues::any(&after, GONE);
    if let Some(to) = term.to.filter(|_| !gone) {
        clues.push(not_after(to, reason + " in office", named.span, "office-holder", 80));
    }
}

/// Words near a name by which its bearer was in office when something else happened.
const THEN: &str = "former|the late |then |predecessor|ago|previous|said|memory|outgoing|when |was |had |past|successor|\
                    newly elected|elected|words of|told|years|history|legacy|once ";

/// Days for which somebody is still named with an office that is over.
const KEPT: i64 = 183;

/// Somebody named with an office whose last day is `to`: not after that, where nothing says that it is over.
pub fn in_office(text: &str, to: Day, named: &Named<'_>) -> Option<Clue> {
    // Who held an office goes on being named with it for a while, a secretary longer than others.
    let kept = if named.name.contains("Secretary ") { 4 * KEPT } else { KEPT };
    let to = to.plus(kept)?;
    let reason = format!("names {} in office, or not long after", named.name);
    (!is_gone(text, named)).then(|| not_after(to, reason, named.span, "in-office", 80))
}

/// Something named that was until `to`: not after that, where nothing says that it is over.
pub fn in_being(text: &str, to: Day, named: &Named<'_>) -> Option<Clue> {
    let reason = format!("names {}, which was until {to}", named.name);
    (!is_gone(text, named)).then(|| not_after(to, reason, named.span, "in-being", 79))
}

/// Whether the words around a name tell of the past.
fn is_gone(text: &str, named: &Named<'_>) -> bool {
    let (near, after) = (cues::plain(cues::tail(named.before, 60)), cues::plain(cues::head(named.behind, 40)));
    let then = cues::any(&near, THEN) || cues::any(&after, THEN);
    // What has been done since is told by one who is still there.
    let perfect = cues::any(&near, "have |has |'ve |\u{2019}ve ");
    then || !perfect && Clause::around(text, named.span).tense() == Tense::Past
}

/// The bounds of what is named, by its rows, where it is told of as of the present more often than not.
pub fn present(mut named: Vec<(usize, Option<Clue>)>) -> Vec<Clue> {
    named.sort_by_key(|(row, _)| *row);
    let rows = named.chunk_by_mut(|one, other| one.0 == other.0);
    let present = rows.filter(|row| 2 * row.iter().filter(|(_, clue)| clue.is_some()).count() > row.len());
    present.filter_map(|row| row.iter_mut().find_map(|(_, clue)| clue.take())).collect()
}

/// Bytes before the end of a statement in which its signature stands.
const SIGNATURE: usize = 300;

/// A US president who signs the statement in capitals, alone on a line near its end.
pub fn signed(text: &str, within_span: Span, clues: &mut Vec<Clue>) {
    let Some(body) = text.get(within_span.range()) else { return };
    let end = cues::tail(body, SIGNATURE);
    let mut at = within_span.range().end - end.len();
    for line in end.split_inclusive('\n') {
        let name = line.trim().trim_end_matches('.');
        let term = events::US_PRESIDENTS.iter().find(|term| term.forms.contains(&name));
        if let Some((term, to)) = term.and_then(|term| Some((term, term.to?))) {
            let span = Span::new(at, at + line.trim_end().len());
            clues.extend(within(term.from, to, &format!("signed by {name} in office"), span, "signed-in-office", 86));
        }
        at += line.len();
    }
}
