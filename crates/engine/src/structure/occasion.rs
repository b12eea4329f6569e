//! Lines at the head that say where and when a statement was made, in more words than a dateline has.
//!
//! Takes a line with a whole day at its end ("Adopted by the Second Congress, Northport, 4 May 1931", "auf der Maifeier in
//! Northport am 1. Mai 1927", "reunida el 4 de mayo de 1931,"), gives place and day. Only lines that begin with what was
//! done that day, or go on from a title, are read so.

use super::View;
use super::dateline::{Dateline, may_be_place};
use super::lines::{self, Case, Line};
use super::words::{self, Cue};
use broadside_model::{Edtf, Span};

/// A line longer than this, in letters, is prose.
const WIDEST: usize = 200;
/// Most words of a place.
const MOST_WORDS: usize = 3;
/// Prepositions before a place.
const IN: &[&str] = &["in", "at", "à", "a", "en", "em", "zu", "te", "w", "we", "в"];
/// Words before the date of a document that say that it is the document's.
const OF: &[&str] = &["от", "від"];
/// Labels of a line that is a date.
const LABELS: &[&str] = &[
    "date:",
    "datum:",
    "fecha:",
    "data:",
    "дата:",
    "sent:",
    "gesendet:",
    "enviado:",
    "enviada:",
    "envoyé:",
    "inviato:",
    "verzonden:",
    "отправлено:",
    "wysłano:",
    "tarih:",
    "gönderildi:",
    "日期:",
    "日期：",
    "发送时间:",
    "发送时间：",
];
/// Words before what a speech is about.
const ABOUT: &[&str] =
    &["on", "about", "concerning", "regarding", "über", "zum", "zur", "sobre", "sur", "su", "sul", "over", "о", "об"];

/// What a line of a head says of where and when; `beside` where it stands right below a title, `heads` where it stands
/// over the body.
pub(super) fn of_line(view: &View<'_>, line: &Line, beside: bool, heads: bool) -> Option<Dateline> {
    let words = line.of(view.text);
    if line.width > WIDEST {
        return None;
    }
    let (date, at) = whole_day(view, line)?;
    let before = view.text.get(line.span.start as usize..at.start as usize)?;
    let behind = view.text.get(at.end as usize..line.span.end as usize)?;
    let labelled = is_labelled(words);
    let found = Dateline { span: at, end: at.end, date: Some((date, at)), ..Dateline::default() };
    if labelled {
        return Some(found);
    }
    if behind.chars().filter(|letter| letter.is_alphanumeric()).count() > 2 {
        return None;
    }
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let place = place(view.text, line, at);
    let met = before.rsplit([',', ';']).next().is_some_and(|words| words::is_only(words, Cue::Met));
    let done = words::begins(words, Cue::Issued);
    let opens = view.text.get(at.range())?.split_whitespace().next().unwrap_or_default().to_lowercase();
    let own = (OF.contains(&last.as_str()) || OF.contains(&opens.as_str())) && !behind.trim_end().ends_with(',');
    let told = heads && (recorded(words) || spoken(words, before, place.is_some()) || is_bare_act(before));
    (done || met || told || beside && (own || place.is_some())).then_some(Dateline { place, ..found })
}

/// Whether a line says of itself that it is a date, as in the head of a mail.
pub(super) fn is_labelled(words: &str) -> bool {
    let first = words.trim_start_matches(['>', '*', ' ']).split_whitespace().next();
    first.is_some_and(|first| first.ends_with([':', '：']) && LABELS.contains(&first.to_lowercase().as_str()))
}

/// "Minutes of the meeting of 3 June 1970": a record has the day of what it records.
fn recorded(words: &str) -> bool {
    words::begins(lines::plain(words), Cue::Record)
}

/// "Speech by Ada Crumb at the rally in Northport on 4 May 1971": words spoken have the day of the meeting, unless that is
/// what they are about.
fn spoken(words: &str, before: &str, placed: bool) -> bool {
    if !words::begins(lines::plain(words), Cue::Spoken) {
        return false;
    }
    let last = before.trim_end();
    let stem = last.rsplit_once(char::is_whitespace).filter(|(_, last)| words::is_only(last, Cue::About));
    let stem = stem.map_or(last, |(stem, _)| stem);
    let about = stem.split_whitespace().any(|word| ABOUT.contains(&word.to_lowercase().as_str()));
    let session = stem.split_whitespace().next_back().is_some_and(|last| words::is_only(last, Cue::Session));
    !about && (placed || session)
}

/// "Declaration of 4 May 1971": nothing stands between the act and its day.
fn is_bare_act(before: &str) -> bool {
    let before = before.trim_end();
    let linked = before.rsplit_once(char::is_whitespace).filter(|(_, last)| words::is_only(last, Cue::About));
    linked.is_some_and(|(act, _)| act.chars().any(char::is_alphabetic) && words::is_only(act, Cue::Act))
}

/// What the last line of a statement says, where a body signs on it with place and day: "Bakers' Union, Northport, 4 May 1931".
pub(super) fn signed(view: &View<'_>, line: &Line) -> Option<Dateline> {
    if line.width > WIDEST / 2 {
        return None;
    }
    let (date, at) = whole_day(view, line)?;
    let before = view.text.get(line.span.start as usize..at.start as usize)?;
    let behind = view.text.get(at.end as usize..line.span.end as usize)?;
    let body = words::holds(before.split(',').next()?, Cue::Body) && before.matches(',').count() == 2;
    let place = place(view.text, line, at).filter(|_| body && !behind.contains(char::is_alphanumeric))?;
    Some(Dateline { span: at, place: Some(place), date: Some((date, at)), end: at.end, ..Dateline::default() })
}

/// The one whole day that a line states.
fn whole_day(view: &View<'_>, line: &Line) -> Option<(Edtf, Span)> {
    let mut days = view.times_from(line, line.span.end).iter().filter_map(|time| {
        let date = time.date.as_ref()?;
        let (earliest, latest) = (date.earliest()?, date.latest()?);
        (earliest == latest).then(|| (date.clone(), time.span))
    });
    days.next().filter(|_| days.next().is_none())
}

/// The place before a date: between commas, or behind a preposition.
fn place(text: &str, line: &Line, at: Span) -> Option<Span> {
    let before = text.get(line.span.start as usize..at.start as usize)?;
    let upper = line.case == Case::Upper;
    let mut rest = before.trim_end();
    while let Some((front, _)) = rest.rsplit_once(char::is_whitespace).filter(|(_, last)| {
        !last.ends_with(',') && (upper || last.starts_with(char::is_lowercase)) && words::is_only(last, Cue::About)
    }) {
        rest = front.trim_end();
    }
    let rest = rest.trim_end_matches([',', ' ']);
    let piece = match rest.rsplit_once(',') {
        Some((_, piece)) if is_name(piece.trim()) => piece.trim(),
        _ => behind_in(rest, upper)?,
    };
    let start = piece.as_ptr() as usize - text.as_ptr() as usize;
    (is_name(piece) && may_be_place(piece)).then(|| Span::new(start, start + piece.len()))
}

/// What stands behind the last preposition before a place.
fn behind_in(words: &str, upper: bool) -> Option<&str> {
    let mut found = None;
    let mut at = 0;
    for word in words.split(' ') {
        let inside = at > 0 && (IN.contains(&word) || upper && IN.contains(&word.to_lowercase().as_str()));
        at += word.len() + 1;
        if inside && at <= words.len() {
            found = Some(at);
        }
    }
    words.get(found?..).map(str::trim)
}

/// Few words, each with a capital.
fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (1..=MOST_WORDS).contains(&count) && words.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::super::testing::read;
    use broadside_model::edtf::Day;
    use broadside_model::{Edtf, Mention, MentionKind, Span};

    fn issued(text: &str, words: &str) -> (Option<String>, Option<String>) {
        let start = text.find(words).unwrap_or_default();
        let time = Mention {
            kind: MentionKind::Time,
            span: Span::new(start, start + words.len()),
            title: None,
            expansion: None,
            country: None,
            date: Day::new(1931, 5, 4).map(Edtf::day),
            confidence: 90,
            method: "test".to_owned(),
        };
        let anatomy = read(text, &[time]);
        let Some(statement) = anatomy.statements.first() else { return (None, None) };
        let date = statement.date.as_ref().map(|date| date.value.edtf.to_string());
        (statement.places.first().map(|place| place.value.name.clone()), date)
    }

    #[test]
    fn lines_below_a_title_say_where_and_when() {
        let body = "\n\nThe ovens of our town have been cold for seven weeks, and nobody has told us why they are.\n";
        let day = Some("1931-05-04".to_owned());
        let adopted =
            format!("RESOLUTION ON THE OVENS\n\nAdopted by the Second Congress of Bakers, Northport, 4 May 1931{body}");
        assert_eq!(issued(&adopted, "4 May 1931"), (Some("Northport".to_owned()), day.clone()));
        let held = format!("SPEECH OF ADA CRUMB\nat the festival of bakers in Northport on 4 May 1931{body}");
        assert_eq!(issued(&held, "4 May 1931"), (Some("Northport".to_owned()), day));
    }

    #[test]
    fn titles_say_when_words_were_spoken_or_recorded() {
        let body = "\n\nThe ovens of our town have been cold for seven weeks, and nobody has told us why they are.\n";
        let day = Some("1931-05-04".to_owned());
        let date = |title: &str, words: &str| issued(&format!("{title}{body}"), words).1;
        assert_eq!(date("Minutes of the meeting of 4 May 1931", "4 May 1931"), day);
        assert_eq!(date("Protokoll der Sitzung vom 4. Mai 1931", "4. Mai 1931"), day);
        let speech = "SPEECH BY COMRADE ADA CRUMB AT THE RALLY IN NORTHPORT ON 4 MAY 1931";
        assert_eq!(issued(&format!("{speech}{body}"), "4 MAY 1931"), (Some("NORTHPORT".to_owned()), day.clone()));
        assert_eq!(date("Statement of 4 May 1931", "4 May 1931"), day);
        assert_eq!(date("Speech on the massacre in Northport on 4 May 1931", "4 May 1931"), None);
        assert_eq!(date("Statement on the meeting of 4 May 1931", "4 May 1931"), None);
    }

    #[test]
    fn what_a_statement_is_about_is_not_its_date() {
        let text = "STATEMENT OF THE BAKERS' UNION\non the dismissals of 4 May 1931\n\nThe ovens of our town have been \
                    cold for seven weeks, and nobody has told us why they are.\n";
        assert_eq!(issued(text, "4 May 1931").1, None);
    }
}
