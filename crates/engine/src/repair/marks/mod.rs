//! Likely OCR errors, marked with a suggestion and a confidence; the text itself is never changed.
//!
//! Takes a repaired [`Text`] and the [`Vocabulary`] of its collection, gives [`Mark`]s. A word is weighed as a message
//! over a bad line: how likely a writer would put it there (a word of the lexicon between such neighbours; a name, by
//! its letters, its capital and how often it recurs) against every word that may have been misread as it (how likely
//! that word is there, times how likely the misreading). How bad the page is, is learnt from the page, so a clean text
//! gets next to no marks. A word is judged twice, the second time between its neighbours as first corrected.

mod channel;
pub(super) mod english;
mod judge;
mod letters;
mod recurring;
mod words;

use broadside_model::{Mark, Span, Text};
use judge::{Judge, Verdict};
use words::{Word, with_capitals};

/// The words of a collection.
pub trait Vocabulary {
    /// How many documents have the word (in lower case).
    fn documents(&self, word: &str) -> u32;
    /// Words at most `distance` edits away that stand in at least `least` documents, with the count of these.
    fn near(&self, word: &str, distance: u8, least: u32) -> Vec<(String, u32)>;
    /// How many documents there are.
    fn total_documents(&self) -> u32;
}

/// Least probability that a marked word is wrong.
const LEAST: f32 = 0.5;
/// Least share of a reading among all that may be meant, to be suggested.
const LEAST_SHARE: f32 = 0.2;
/// The same as `LEAST` for a mark without a suggestion, which helps a reader less.
const LEAST_BARE: f32 = 0.985;

/// Marks the words of a repaired text that are probably not what the document said.
///
/// `reading_language` is the ISO 639-3 code of the document's language, `None` where it is not known. English is judged
/// with the shipped lexicon, letters and pairs of words; a text that does not read like English, whatever it is called,
/// and every other language with the words of the collection alone, and so with far fewer marks.
pub fn marks(text: &Text, reading_language: Option<&str>, vocabulary: &dyn Vocabulary) -> Vec<Mark> {
    let words = words::words(&text.text);
    let english = match reading_language {
        None | Some("eng" | "en") => english::English::get().filter(|english| reads_like(english, &words)),
        Some(_) => None,
    };
    let verdicts = match english {
        Some(english) => judge_english(english, &words, vocabulary),
        None => recurring::verdicts(&words, vocabulary),
    };
    output(text, &words, &verdicts)
}

/// Whether enough of the words are the small words of English; true for a text too short to say.
fn reads_like(english: &english::English, words: &[Word]) -> bool {
    let small = words.iter().filter(|word| word.folded.len() <= 4);
    let common = small.filter(|word| english.prior(&word.folded).is_some_and(|prior| prior > SMALL_WORD)).count();
    words.len() < 8 || common * 100 >= words.len() * LEAST_SMALL
}

/// The words above this probability (natural logarithm) are the sixty or so commonest.
const SMALL_WORD: f32 = -6.0;
/// The least share of small words in a text that is taken for English, in hundredths. Running text has 35 to 45, a bad
/// page of a newspaper 20 to 30, another language below 15.
const LEAST_SMALL: usize = 16;

fn judge_english(english: &'static english::English, words: &[Word], vocabulary: &dyn Vocabulary) -> Vec<Verdict> {
    let mut judge = Judge::new(english, vocabulary, words);
    let first: Vec<Verdict> = (0..words.len()).map(|at| judge.judge(at, &[])).collect();
    let wrong: f32 = first.iter().map(|verdict| verdict.wrong).sum();
    judge.noise = ((wrong + 0.4) / (words.len() as f32 + 20.0) / TYPICAL).ln().clamp(-3.0, 0.7);
    (0..words.len()).map(|at| judge.judge(at, &first)).collect()
}

/// The share of wrong words on the page that the costs of misreading are made for.
const TYPICAL: f32 = 0.12;

fn output(text: &Text, words: &[Word], verdicts: &[Verdict]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut done = 0;
    for at in 0..words.len() {
        if at < done {
            continue;
        }
        let token = &words[at].token;
        done = at + words[at..].iter().take_while(|word| word.token == *token).count();
        if let Some(mark) = mark(text, &words[at..done], verdicts.get(at..done).unwrap_or_default()) {
            marks.push(mark);
        }
    }
    marks
}

/// The mark of a token, when one of its words deserves it.
fn mark(text: &Text, words: &[Word], verdicts: &[Verdict]) -> Option<Mark> {
    let token = words.first()?.token.clone();
    let mut suggestion = String::new();
    let mut at = token.start;
    let (mut wrong, mut bare, mut known) = (0.0_f32, false, false);
    for (word, verdict) in words.iter().zip(verdicts) {
        let reading = verdict.best.as_ref().filter(|(_, share)| *share > LEAST_SHARE).map(|(reading, _)| reading);
        if verdict.wrong < if reading.is_some() { LEAST } else { LEAST_BARE } {
            continue;
        }
        wrong = wrong.max(verdict.wrong);
        bare |= reading.is_none();
        known |= verdict.known;
        suggestion.push_str(text.text.get(at..word.span.start)?);
        suggestion.push_str(&with_capitals(reading.map_or("", String::as_str), text.text.get(word.span.clone())?));
        suggestion.push_str(&word.ending);
        at = word.span.end;
    }
    suggestion.push_str(text.text.get(at..token.end)?);
    let rule = if known { "misread-word" } else { "not-a-word" };
    let span = Span::new(token.start, token.end);
    (wrong > 0.0).then(|| Mark {
        raw: text.raw_span(span),
        text: span,
        rule: rule.to_owned(),
        suggestion: (!bare).then_some(suggestion),
        confidence: (wrong * 100.0).min(99.0) as u8,
    })
}

#[cfg(test)]
mod tests {
    use super::{Vocabulary, marks};
    use broadside_model::{Edit, Span, Text};

    struct Alone;

    impl Vocabulary for Alone {
        fn documents(&self, _: &str) -> u32 {
            1
        }
        fn near(&self, _: &str, _: u8, _: u32) -> Vec<(String, u32)> {
            Vec::new()
        }
        fn total_documents(&self) -> u32 {
            1
        }
    }

    fn marked(text: &str, language: Option<&str>) -> Vec<(String, Option<String>)> {
        let text = Text { text: text.to_owned(), ..Text::default() };
        let found = marks(&text, language, &Alone);
        found.into_iter().map(|mark| (text.text[mark.text.range()].to_owned(), mark.suggestion)).collect()
    }

    #[test]
    fn a_misread_word_is_marked_with_what_it_should_be() {
        let found = marked("He said tbat the goverment of the State had not been told of the rneeting.", Some("eng"));
        let words: Vec<(&str, Option<&str>)> = found.iter().map(|(word, to)| (word.as_str(), to.as_deref())).collect();
        let wanted = [("tbat", Some("that")), ("goverment", Some("government")), ("rneeting", Some("meeting"))];
        assert_eq!(words, wanted);
    }

    #[test]
    fn a_slip_made_twice_is_still_a_slip() {
        let found =
            marked("The goverment has fallen. We do not mourn the goverment, nor the men who led it.", Some("eng"));
        assert_eq!(found.iter().filter(|(word, _)| word == "goverment").count(), 2, "{found:?}");
    }

    #[test]
    fn other_scripts_and_acronyms_are_left_alone() {
        let text = "The delegates of the NSCP and of WLV spoke after the guests from Союз портовых рабочих had left.";
        assert_eq!(marked(text, Some("eng")), []);
    }

    #[test]
    fn a_word_that_became_another_is_told_by_its_neighbours() {
        let found = marked(
            "Tbe meeting was opened hy the chairman, and tho report of the committce was read at tbe hall.",
            None,
        );
        assert!(found.contains(&("tho".to_owned(), Some("the".to_owned()))), "{found:?}");
    }

    #[test]
    fn names_numbers_and_old_spellings_of_a_clean_text_are_left_alone() {
        let text = "Mr. Windellama and Mrs. O'Hallorahan of Jerralong, aged 56, signed the colour-bearers' petition on \
            the 9th of June; the co-operative at www.example.org will publish it, and naïve résumés too.";
        assert_eq!(marked(text, Some("eng")), []);
    }

    #[test]
    fn a_text_in_another_language_is_not_judged_as_english() {
        let text =
            "La riunione del comitato è stata aperta dal presidente, che ha letto la relazione della segreteria.";
        assert_eq!(marked(text, None), []);
        assert_eq!(marked(text, Some("ita")), []);
    }

    #[test]
    fn a_mark_leads_back_to_the_raw_text() {
        let edit = Edit {
            raw: Span::new(8, 9),
            text: Span::new(8, 8),
            rule: "example".into(),
            before: "\n".into(),
            after: String::new(),
            confidence: 90,
        };
        let text = Text {
            text: "The gover ment and the goverment of the people".into(),
            edits: vec![edit],
            ..Text::default()
        };
        let raw = text.undo_all();
        for mark in marks(&text, Some("eng"), &Alone) {
            assert_eq!(raw[mark.raw.range()].replace('\n', ""), text.text[mark.text.range()]);
        }
    }

    #[test]
    fn hostile_words_end() {
        for word in ["a".repeat(100_000), "''''-'-".repeat(5_000), "ſ\u{301}".repeat(50), "q\u{0}x".repeat(9)] {
            marks(&Text { text: format!("the {word} of {word}s the men"), ..Text::default() }, None, &Alone);
        }
    }
}
