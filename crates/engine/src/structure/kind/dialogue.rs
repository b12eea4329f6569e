//! Questions and answers: speakers' labels that alternate down the lines of a text.
//!
//! Takes a statement's range, gives `interview` where at least two labels come back, one of them a questioner's, or where
//! "Q." and "A." alternate. The same labels with a rostrum's ("THE PRESIDENT:") and applause are a speech with its
//! transcript's marks, so a single label says nothing.

use broadside_model::{Found, Kind, Span};
use rustc_hash::FxHashMap;

use super::words::fold;

/// Lines looked at; an interview shows itself long before.
const LINES: usize = 4000;

/// Longest label, in bytes.
const LABEL: usize = 40;

/// The kind that the form of the text shows.
pub fn kind(text: &str, statement: Span) -> Option<Found<Kind>> {
    let slice = text.get(statement.range())?;
    let base = statement.start as usize;
    let mut labels: FxHashMap<String, (usize, Span)> = FxHashMap::default();
    let mut turns = 0;
    let mut last = String::new();
    let mut at = 0;
    let ends = memchr::memchr_iter(b'\n', slice.as_bytes()).chain([slice.len()]);
    for end in ends.take(LINES) {
        let line = slice.get(at..end).unwrap_or_default();
        if let Some((label, len)) = label(line) {
            let from = base + at + (line.len() - line.trim_start().len());
            let entry = labels.entry(label.clone()).or_insert((0, Span::new(from, from + len)));
            entry.0 += 1;
            if label != last {
                turns += 1;
                last = label;
            }
        }
        at += line.len() + 1;
    }
    let mut repeated: Vec<_> = labels.iter().filter(|(_, (count, _))| *count >= 2).collect();
    repeated.sort_by_key(|(_, (_, span))| span.start);
    let asked = repeated.iter().any(|(label, _)| asks(label));
    let evidence: Vec<Span> = repeated.iter().take(2).map(|(_, (_, span))| *span).collect();
    let confidence = match (asked, repeated.len(), turns) {
        (true, _, 4..) => 90,
        (false, 2..=6, 8..) => 66,
        _ => return None,
    };
    (!evidence.is_empty()).then(|| Found {
        value: Kind::Interview,
        evidence,
        method: "question-and-answer".to_owned(),
        confidence,
    })
}

/// A speaker's label at the start of a line, folded, with its length in bytes: "Q.", "`[REPORTER]`", "THE PRESIDENT:".
fn label(line: &str) -> Option<(String, usize)> {
    let line = line.trim_start();
    if line.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        return None;
    }
    if let Some(inner) = line.strip_prefix('[') {
        let close = inner.find(']').filter(|close| *close > 1 && *close <= LABEL)?;
        let inner = &inner[..close];
        return inner
            .chars()
            .all(|letter| letter.is_alphabetic() || " .'-".contains(letter))
            .then(|| (fold(inner), close + 2));
    }
    let end = line.bytes().take(LABEL + 1).position(|byte| matches!(byte, b':' | b'.'))?;
    let (name, mark) = (&line[..end], line.as_bytes()[end]);
    let short = matches!(name, "Q" | "A" | "Question" | "Answer" | "QUESTION" | "ANSWER" | "The President" | "В" | "О");
    let upper = name.chars().any(char::is_alphabetic) && name.len() > 1 && !name.chars().any(char::is_lowercase);
    let named = mark == b':' && name.split(' ').count() <= 3 && name.chars().next().is_some_and(char::is_uppercase);
    (short || upper || named).then(|| (fold(name), end + 1)).filter(|_| name.chars().all(|letter| !letter.is_numeric()))
}

/// Whether a label is a questioner's.
fn asks(label: &str) -> bool {
    let word = label.rsplit(' ').next().unwrap_or(label);
    matches!(
        word,
        "q" | "question"
            | "pregunta"
            | "pergunta"
            | "domanda"
            | "frage"
            | "вопрос"
            | "soru"
            | "pytanie"
            | "vraag"
            | "reporter"
            | "reporters"
            | "journalist"
            | "interviewer"
            | "periodista"
            | "journaliste"
            | "jornalista"
            | "p"
            | "moderator"
            | "entrevistador"
            | "корреспондент"
            | "вопросы"
            | "press"
            | "the press"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(text: &str) -> Option<Kind> {
        kind(text, Span::new(0, text.len())).map(|found| found.value)
    }

    #[test]
    fn questions_and_answers_are_an_interview() {
        assert_eq!(kind_of("Q. Why now?\nA. Because.\nQ. And then?\nA. We shall see.\n"), Some(Kind::Interview));
        assert_eq!(
            kind_of("Pregunta: ¿Por qué?\nMarta: Porque sí.\nPregunta: ¿Y?\nMarta: Nada.\n"),
            Some(Kind::Interview)
        );
    }

    #[test]
    fn one_speaker_is_not_questioned() {
        assert_eq!(kind_of("THE PRESIDENT: Good evening.\nTHE PRESIDENT: Thank you.\n"), None);
        assert_eq!(kind_of("Demands:\nBread.\nDemands:\nPeace.\n"), None);
    }
}
