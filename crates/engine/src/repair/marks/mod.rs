//! Likely OCR errors, marked with a suggestion and a confidence.

mod channel;
mod english;
mod judge;
mod letters;
mod words;

use broadside_model::{Mark, Span, Text};
use judge::{Judge, Verdict};
use words::{Word, with_capitals};

/// The words of a collection.
pub trait Vocabulary {
    /// How many documents have the word (in lower case).
    fn documents(&self, word: &str) -> u32;
    /// Words at most `distance` edits away, with the count of their documents.
    fn near(&self, word: &str, distance: u8) -> Vec<(String, u32)>;
    /// How many documents there are.
    fn total_documents(&self) -> u32;
}

/// Least probability of a mark, in hundredths.
const LEAST: f32 = 0.5;

/// Marks.
pub fn marks(text: &Text, reading_language: Option<&str>, vocabulary: &dyn Vocabulary) -> Vec<Mark> {
    let words = words::words(&text.text);
    if !matches!(reading_language, None | Some("eng" | "en")) {
        return Vec::new();
    }
    let Some(english) = english::English::get() else { return Vec::new() };
    let mut judge = Judge::new(english, vocabulary, &words);
    let mut verdicts: Vec<Verdict> = Vec::new();
    for round in 0..2 {
        let next: Vec<Verdict> = (0..words.len()).map(|at| judge.judge(at, &verdicts)).collect();
        verdicts = next;
        if round == 0 {
            let wrong: f32 = verdicts.iter().map(|verdict| verdict.wrong).sum();
            let rate = (wrong + 0.4) / (words.len() as f32 + 20.0);
            judge.noise = (rate / 0.12).ln().clamp(-3.0, 0.7);
        }
    }
    output(text, &words, &verdicts)
}

fn output(text: &Text, words: &[Word], verdicts: &[Verdict]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (word, verdict) in words.iter().zip(verdicts) {
        if verdict.wrong < LEAST {
            continue;
        }
        let original = &text.text[word.span.clone()];
        let reading = verdict.best.as_ref().filter(|(_, share)| *share > 0.2).map(|(reading, _)| reading);
        let suggestion = reading.map(|reading| {
            let mut s = String::from(&text.text[word.token.start..word.span.start]);
            s.push_str(&with_capitals(reading, original));
            s.push_str(&word.ending);
            s.push_str(&text.text[word.span.end..word.token.end]);
            s
        });
        let span = Span::new(word.token.start, word.token.end);
        let rule = if english::English::get().is_some_and(|e| e.prior(&word.folded).is_some()) {
            "misread-word"
        } else {
            "not-a-word"
        };
        let raw = text.raw_span(span);
        marks.push(Mark {
            raw,
            text: span,
            rule: rule.to_owned(),
            suggestion,
            confidence: (verdict.wrong * 99.0) as u8,
        });
    }
    marks
}
