//! Countries in running text.
//!
//! Every word is sieved; only one that may begin a spelling is folded and looked up, the longest spelling first. Names and
//! adjectives need a capital, but for the adjectives that languages such as Spanish write small. Where a script has no
//! spaces, spellings are tried at every character that begins one.

use broadside_model::Span;

use super::fold::{fold_into, in_word};
use super::table::{Entry, TABLE, Use, is_unspaced};
use super::whole::{Form, fits, form};

/// A country in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Bytes of the text.
    pub span: Span,
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// How it is named.
    pub form: Form,
    /// How sure it is that this country is meant, in hundredths: below 50 it is likely something else ("Michael Jordan").
    pub confidence: u8,
}

/// Names of countries that are also first names.
const ALSO_FIRST_NAMES: &[&str] = &["jordan", "chad", "israel", "georgia", "salvador"];
/// Names of countries that are also surnames.
const ALSO_SURNAMES: &[&str] =
    &["jordan", "israel", "holland", "wales", "england", "ireland", "india", "gales", "salvador", "malta", "cuba"];
/// Words before a name that make it another place: "New Mexico", "New South Wales".
const MAKES_ANOTHER: &[&str] =
    &["new", "nueva", "nuevo", "nouvelle", "nouveau", "nova", "novo", "nieuw", "neu", "nuova"];
/// Words that are no first name, even with a capital at the head of a sentence.
const SMALL_WORDS: &[&str] = &[
    "in", "from", "to", "for", "the", "of", "with", "and", "by", "on", "at", "en", "de", "a", "y", "et", "la", "o",
    "e", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "united", "great", "all",
    "free", "greater", "upper", "lower",
];
/// What is longer is no word, in bytes.
const LONGEST_WORD: usize = 80;

/// Finds the countries named in a part of a text, in order of their place, not overlapping.
pub fn find(text: &str, within: Span) -> Vec<Hit> {
    let mut hits = Vec::new();
    let Some(part) = text.get(within.range()) else { return hits };
    let (bytes, base) = (part.as_bytes(), within.start as usize);
    let mut word = String::with_capacity(LONGEST_WORD);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if byte.is_ascii() {
            let end = bytes[at..].iter().position(|byte| !byte.is_ascii_alphanumeric()).map_or(bytes.len(), |n| at + n);
            if bytes.get(end).is_none_or(u8::is_ascii) {
                let written = &part[at..end];
                if end - at > LONGEST_WORD || !TABLE.may_begin(written.as_bytes()) {
                    at = end;
                    continue;
                }
                word.clear();
                word.extend(written.chars().map(|letter| letter.to_ascii_lowercase()));
                at = look(part, at, end, &word, base, &mut hits);
                continue;
            }
        }
        let Some(character) = part[at..].chars().next() else { break };
        if is_unspaced(character) {
            at = unspaced(part, at, character, base, &mut hits);
        } else if in_word(character) {
            let end = word_end(part, at);
            word.clear();
            if end - at <= LONGEST_WORD {
                fold_into(&part[at..end], &mut word);
            }
            at = look(part, at, end, &word, base, &mut hits);
        } else {
            at += character.len_utf8();
        }
    }
    hits
}

fn word_end(part: &str, start: usize) -> usize {
    part[start..]
        .char_indices()
        .find(|(_, character)| !in_word(*character) || is_unspaced(*character))
        .map_or(part.len(), |(at, _)| start + at)
}

/// Looks a word up, with the words behind it; gives where to go on.
fn look(part: &str, start: usize, end: usize, word: &str, base: usize, hits: &mut Vec<Hit>) -> usize {
    let Some(most) = TABLE.words_from(word) else { return end };
    let mut best = TABLE.entry(word).filter(|entry| allowed(entry, part, start, end)).map(|entry| (*entry, end));
    let mut key = word.to_owned();
    let mut last = end;
    for _ in 1..most {
        let Some((next_start, next_end)) = next_word(part, last) else { break };
        key.push(' ');
        let before = key.len();
        fold_into(&part[next_start..next_end], &mut key);
        if key.len() == before {
            break;
        }
        last = next_end;
        if let Some(entry) = TABLE.entry(&key).filter(|entry| allowed(entry, part, start, last)) {
            best = Some((*entry, last));
        }
    }
    let Some((entry, stop)) = best else { return end };
    if let Some(confidence) = judge(&entry, part, start, stop) {
        let stop = with_last_dot(part, start, stop);
        hits.push(Hit {
            span: Span::new(base + start, base + stop),
            code: entry.code,
            form: form_as_written(&entry, &part[start..stop]),
            confidence,
        });
        return stop;
    }
    end
}

fn form_as_written(entry: &Entry, written: &str) -> Form {
    let small = entry.usage == Use::NameAndSmallAdjective && written.starts_with(char::is_lowercase);
    if small { Form::Adjective } else { form(entry) }
}

/// The next word of the same name: behind a space, a line end, a hyphen, an apostrophe, a dot, a comma or "&".
fn next_word(part: &str, from: usize) -> Option<(usize, usize)> {
    let mut start = from;
    for (at, character) in part[from..].char_indices().take(5) {
        if in_word(character) {
            start = from + at;
            break;
        }
        if !matches!(
            character,
            ' ' | '\n' | '\r' | '\u{a0}' | '-' | '‐' | '–' | '\'' | '’' | '.' | ',' | '(' | ')' | '&'
        ) {
            return None;
        }
    }
    if start == from || part.get(from..start).is_some_and(|gap| gap.matches('\n').count() > 1) {
        return None;
    }
    let end = word_end(part, start);
    (end > start && end - start <= LONGEST_WORD).then_some((start, end))
}

/// Whether an entry may be written as it is here.
fn allowed(entry: &Entry, part: &str, start: usize, end: usize) -> bool {
    let written = &part[start..end];
    let small = written.chars().next().is_some_and(char::is_lowercase);
    match entry.usage {
        Use::WholeName => false,
        Use::SmallAdjective | Use::NameAndSmallAdjective => true,
        Use::Acronym => !written.chars().any(char::is_lowercase) && fits(entry, written),
        _ if small => {
            written.contains(' ')
                && written.rsplit(' ').next().and_then(|word| word.chars().next()).is_some_and(char::is_uppercase)
        }
        _ => fits(entry, written),
    }
}

/// How sure it is that the country is meant; `None` where it is something else.
fn judge(entry: &Entry, part: &str, start: usize, end: usize) -> Option<u8> {
    let before = word_before(part, start);
    let mut folded = String::new();
    fold_into(before, &mut folded);
    if MAKES_ANOTHER.contains(&folded.as_str()) || (folded == "south" && before_that(part, before) == "New") {
        return None;
    }
    let written = &part[start..end];
    if written == "US"
        && (in_capitals(before) || next_word(part, end).is_some_and(|(from, to)| in_capitals(&part[from..to])))
    {
        return None;
    }
    let mut sure = if entry.doubtful { 60 } else { 95 };
    let mut key = String::new();
    fold_into(written, &mut key);
    let beside =
        |word: &str| word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let first_before = beside(before) && part[..start].ends_with(' ') && !SMALL_WORDS.contains(&folded.as_str());
    let surname_behind = part[end..].starts_with(' ')
        && next_word(part, end).is_some_and(|(from, to)| from == end + 1 && beside(&part[from..to]));
    if (first_before && ALSO_SURNAMES.contains(&key.as_str()))
        || (surname_behind && ALSO_FIRST_NAMES.contains(&key.as_str()))
    {
        sure = 30;
    }
    Some(sure)
}

fn in_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// The word that stands directly before, with nothing but a space or hyphen between.
fn word_before(part: &str, start: usize) -> &str {
    let head = part[..start].trim_end_matches([' ', '-', '\u{a0}']);
    if start - head.len() > 2 {
        return "";
    }
    let begin = head.char_indices().rev().take(24).take_while(|(_, character)| in_word(*character)).last();
    begin.map_or("", |(at, _)| &head[at..])
}

fn before_that<'a>(part: &'a str, word: &'a str) -> &'a str {
    word_before(part, word.as_ptr() as usize - part.as_ptr() as usize)
}

/// "U.S.A." ends with its dot.
fn with_last_dot(part: &str, start: usize, stop: usize) -> usize {
    let dotted = part[start..stop].contains('.') && part[start..stop].len() < 12;
    if dotted && part[stop..].starts_with('.') { stop + 1 } else { stop }
}

/// Tries the spellings that begin with a character of a script without spaces; gives where to go on.
fn unspaced(part: &str, at: usize, begin: char, base: usize, hits: &mut Vec<Hit>) -> usize {
    let next = at + begin.len_utf8();
    let Some(second) = part[next..].chars().next() else { return next };
    let Some(most) = TABLE.characters_from(begin, second) else { return next };
    let ends: Vec<usize> =
        part[at..].char_indices().take(most).map(|(offset, character)| at + offset + character.len_utf8()).collect();
    let mut key = String::new();
    for end in ends.into_iter().rev() {
        key.clear();
        fold_into(&part[at..end], &mut key);
        let Some(entry) = TABLE.entry(&key).filter(|entry| !matches!(entry.usage, Use::WholeName)) else { continue };
        if end - next < 2 || splits_cluster(part, end) {
            continue;
        }
        let confidence = if entry.doubtful { 60 } else { 90 };
        hits.push(Hit { span: Span::new(base + at, base + end), code: entry.code, form: form(entry), confidence });
        return end;
    }
    next
}

/// Whether a mark follows that belongs to the last letter.
fn splits_cluster(part: &str, end: usize) -> bool {
    part[end..].chars().next().is_some_and(|next| in_word(next) && !next.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &'static str)> {
        find(text, Span::new(0, text.len()))
            .into_iter()
            .filter(|hit| hit.confidence >= 50)
            .map(|hit| (&text[hit.span.range()], hit.code))
            .collect()
    }

    #[test]
    fn names_in_running_text() {
        assert_eq!(
            found("Delegates from Nepal, the Democratic Republic of the Congo and the U.S.A."),
            [("Nepal", "NP"), ("Democratic Republic of the Congo", "CD"), ("U.S.A.", "US")]
        );
        assert_eq!(found("el gobierno salvadoreño y la URSS"), [("salvadoreño", "SV"), ("URSS", "SU")]);
        assert_eq!(found("Рабочие Советского Союза и Франции"), [("Советского Союза", "SU"), ("Франции", "FR")]);
        assert_eq!(found("我们声援法国工人和印度尼西亚工人"), [("法国", "FR"), ("印度尼西亚", "ID")]);
        assert_eq!(found("한국의 노동자"), [("한국", "KR")]);
        assert_eq!(found("Türkiye'nin işçileri"), [("Türkiye", "TR")]);
        assert_eq!(found("the UNITED\nKINGDOM"), [("UNITED\nKINGDOM", "GB")]);
    }

    #[test]
    fn what_is_no_country_is_left_alone() {
        for text in [
            "they ate turkey and china was on the table",
            "Michael Jordan spoke",
            "Chad Miller spoke",
            "the State of New Mexico",
            "New South Wales",
            "let us go",
            "LET US GO",
            "an island",
            "the works of Marx and Engels",
            "Man of the year",
            "polish the chad",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_part_of_a_text_only() {
        let text = "Nepal and India";
        let hits = find(text, Span::new(5, text.len()));
        assert_eq!(hits.len(), 1);
        assert_eq!(hits[0].span, Span::new(10, 15));
    }

    #[test]
    fn hostile_text_does_no_harm() {
        for text in [
            "(".repeat(100_000),
            "é".repeat(100_000),
            "United ".repeat(20_000),
            "中".repeat(50_000),
            "a".repeat(300_000),
        ] {
            assert!(find(&text, Span::new(0, text.len())).is_empty());
        }
        assert!(find("é", Span::new(1, 2)).is_empty());
    }
}
