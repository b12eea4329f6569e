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

/// What is known of a label.
struct Speaker {
    turns: usize,
    /// Turns in which something is asked.
    questions: usize,
    first: Span,
}

/// The kind that the form of the text shows.
pub fn kind(text: &str, statement: Span) -> Option<Found<Kind>> {
    let slice = text.get(statement.range())?;
    let base = statement.start as usize;
    let mut speakers: FxHashMap<String, Speaker> = FxHashMap::default();
    let (mut turns, mut at) = (0, 0);
    let (mut last, mut asked_so_far) = (String::new(), false);
    let ends = memchr::memchr_iter(b'\n', slice.as_bytes()).chain([slice.len()]);
    for end in ends.take(LINES) {
        let line = slice.get(at..end).unwrap_or_default();
        if let Some((label, len)) = label(line) {
            let from = base + at + (line.len() - line.trim_start().len());
            let first = Span::new(from, from + len);
            speakers.entry(label.clone()).or_insert(Speaker { turns: 0, questions: 0, first }).turns += 1;
            turns += usize::from(label != last);
            (last, asked_so_far) = (label, false);
        }
        if !asked_so_far && !last.is_empty() && line.contains(['?', '؟', '？', ';']) && asks_here(line) {
            asked_so_far = true;
            if let Some(speaker) = speakers.get_mut(&last) {
                speaker.questions += 1;
            }
        }
        at = end + 1;
    }
    let mut repeated: Vec<_> = speakers.iter().filter(|(_, speaker)| speaker.turns >= 2).collect();
    repeated.sort_by_key(|(_, speaker)| speaker.first.start);
    let told = repeated.iter().any(|(label, speaker)| asks(label) && speaker.questions > 0);
    // Without a questioner's label, one of them must ask, and others answer.
    let asker = repeated.iter().any(|(_, speaker)| speaker.questions >= 3 && speaker.questions * 2 >= speaker.turns);
    let evidence: Vec<Span> = repeated.iter().take(2).map(|(_, speaker)| speaker.first).collect();
    let confidence = match (told, repeated.len(), turns) {
        (true, _, 4..) => 90,
        (false, 2..=6, 8..) if asker => 70,
        _ => return None,
    };
    (!evidence.is_empty()).then(|| Found {
        value: Kind::Interview,
        evidence,
        method: "question-and-answer".to_owned(),
        confidence,
    })
}

/// Whether a line asks; Greek writes a semicolon for it.
fn asks_here(line: &str) -> bool {
    line.contains(['?', '؟', '？']) || line.contains(|letter| matches!(letter, 'α'..='ω'))
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
        assert_eq!(kind_of(&"Anna Ruder: Warum?\nKarl Fähre: Darum.\n".repeat(5)), Some(Kind::Interview));
        assert_eq!(kind_of(&"Άννα: Γιατί;\nΚώστας: Διότι.\n".repeat(5)), Some(Kind::Interview));
    }

    #[test]
    fn one_speaker_is_not_questioned() {
        assert_eq!(kind_of("THE PRESIDENT: Good evening.\nTHE PRESIDENT: Thank you.\n"), None);
        assert_eq!(kind_of("Demands:\nBread.\nDemands:\nPeace.\n"), None);
        let recipe = "Mehl:\n200 g\nZucker:\n50 g\n".repeat(6);
        assert_eq!(kind_of(&recipe), None);
        let articles = "P:\nالمادة الأولى\nM:\nالمادة الثانية\n".repeat(4);
        assert_eq!(kind_of(&articles), None);
    }
}
