//! The language of a text and of its paragraphs, as ISO 639-3 codes; unknown stays unknown.
//!
//! Takes a repaired text with its parts, writes the codes into it. A language is told by its script where only one
//! language of the world's press uses it, else by its most frequent function words: the text must be full of them,
//! must have many different ones, and must have clearly more than those of any relative. A text in a language without a
//! list therefore stays unknown instead of passing for its neighbour. Croatian and its relatives share theirs, and are told
//! apart by other words.

mod clues;
mod script;
mod siblings;
mod words;

use broadside_model::{Role, Text};
use unicode_normalization::UnicodeNormalization;
use words::Sample;

/// Bytes of a document that are looked at: three windows, near its beginning, middle and end.
const WINDOW: usize = 1000;
/// Bytes of a paragraph that are looked at.
const PARAGRAPH: usize = 240;

/// Writes the languages of a text and its parts into it.
pub fn name(text: &mut Text) {
    let Text { text: raw, parts, language, .. } = text;
    *language = of_document(raw).map(str::to_owned);
    for part in parts.iter_mut().filter(|part| part.role != Role::Furniture) {
        part.language = of_part(window(raw, part.text.start as usize, part.text.end as usize), language.as_deref());
    }
}

/// The code of the main language of a document; `None` where it is not plain.
pub fn of_document(text: &str) -> Option<&'static str> {
    if text.len() <= 3 * WINDOW {
        return detect(&[text]);
    }
    let from = |share: usize| cut(text, text.len() / 100 * share, WINDOW);
    detect(&[from(4), from(45), from(85)])
}

/// A paragraph's language: the document's if its function words are there, else its own if it is long enough to tell.
fn of_part(part: &str, document: Option<&str>) -> Option<String> {
    if let Some(document) = document {
        if part.is_ascii() && Sample::is_full(part, document) {
            return Some(document.to_owned());
        }
        let sample = Sample::of(&[part]);
        let same = match script::of(&[part]) {
            Some(script::Script::Words) | None => sample.speaks(document, &[part]),
            Some(script::Script::Language(code)) => code == document,
            Some(script::Script::Unknown) => false,
        };
        if same {
            return Some(document.to_owned());
        }
    }
    detect(&[part]).map(str::to_owned)
}

/// The language of a sample.
fn detect(windows: &[&str]) -> Option<&'static str> {
    // Letters with their accents apart (U+0300 to U+036F) are put together, as the lists have them.
    if windows.iter().any(|window| memchr::memchr2(0xCC, 0xCD, window.as_bytes()).is_some()) {
        let composed: Vec<String> = windows.iter().map(|window| window.nfc().collect()).collect();
        let composed: Vec<&str> = composed.iter().map(String::as_str).collect();
        return detect_composed(&composed);
    }
    detect_composed(windows)
}

fn detect_composed(windows: &[&str]) -> Option<&'static str> {
    match script::of(windows)? {
        script::Script::Language(code) => Some(code),
        script::Script::Words => of_words(windows),
        script::Script::Unknown => None,
    }
}

/// The language that the words of windows tell: by their function words, else by all that is clear in a short text.
fn of_words(windows: &[&str]) -> Option<&'static str> {
    let sample = Sample::of(windows);
    sample.language(windows).or_else(|| clues::language(windows).filter(|code| sample.allows(code)))
}

fn window(text: &str, start: usize, end: usize) -> &str {
    cut(&text[start..end], 0, PARAGRAPH)
}

/// At most `length` bytes of `text` from about `start`, cut between words where there are any.
fn cut(text: &str, start: usize, length: usize) -> &str {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (boundary(start), boundary(start + length));
    let begin = if start == 0 { 0 } else { text[start..end].find(' ').map_or(start, |space| start + space) };
    let stop = if end == text.len() { end } else { text[begin..end].rfind(' ').map_or(end, |space| begin + space) };
    &text[begin..stop]
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::{Part, Span};

    #[test]
    fn languages_are_named() {
        for (code, text) in [
            (
                "eng",
                "We, the members of the league, declare that the people of this land have the right to bread and to peace.",
            ),
            (
                "spa",
                "Los trabajadores de la fábrica han decidido que no van a volver al trabajo hasta que se les pague lo que se les debe.",
            ),
            (
                "fra",
                "Les ouvriers de la ville ont décidé de ne pas reprendre le travail tant que leurs droits ne sont pas reconnus par les patrons.",
            ),
            (
                "deu",
                "Die Arbeiter der Stadt haben beschlossen, dass sie nicht zur Arbeit gehen, bis man ihnen das Geld gibt, das sie für sich und die Kinder brauchen.",
            ),
            (
                "por",
                "Os trabalhadores da cidade decidiram que não voltam ao trabalho até que sejam pagos os salários, e que isso é um direito seu.",
            ),
            (
                "rus",
                "Рабочие города решили, что они не выйдут на работу, пока им не заплатят то, что было обещано, и что это их право.",
            ),
            ("ell", "Οι εργάτες της πόλης αποφάσισαν"),
            ("jpn", "私たちは平和を求めます。"),
        ] {
            assert_eq!(of_document(text), Some(code), "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        for text in [
            "",
            "12 / 4",
            "Union of Weavers",
            "Zorbla menti karufo sti landu pre vosti komra tel siru pambo lenti raku",
            "ཀུན་གྱིས།",
        ] {
            assert_eq!(of_document(text), None, "{text}");
        }
    }

    #[test]
    fn paragraphs_in_another_language_are_told_apart() {
        let english =
            "We, the members of the league, declare that the people of this land have the right to bread. ".repeat(4);
        let spanish = "Los trabajadores de la fábrica han decidido que no van a volver al trabajo hasta que se les pague lo que se les debe.";
        let part = |start: usize, end: usize| {
            let span = Span::new(start, end);
            Part { role: Role::Body, text: span, raw: span, language: None }
        };
        let whole = format!("{english}\n\n{spanish}");
        let parts = vec![part(0, english.len()), part(english.len() + 2, whole.len())];
        let mut text = Text { text: whole, parts, ..Text::default() };
        name(&mut text);
        let codes: Vec<Option<&str>> = text.parts.iter().map(|part| part.language.as_deref()).collect();
        assert_eq!(codes, [Some("eng"), Some("spa")]);
        assert_eq!(text.language.as_deref(), Some("eng"));
    }
}
