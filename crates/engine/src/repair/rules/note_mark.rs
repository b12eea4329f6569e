//! `note-mark`: footnote marks that stand in the running text are taken out: `peace.12`, `word1,`, `19783` (1978 and
//! note 3), `peace¹²`, `peace [12]`.
//!
//! A mark needs evidence beyond its own look. Either the text has notes with that number (lines that begin with it at
//! the foot of a page or the end of the text), or the marks count on one by one through the text. `A4`, `CO2`, `MH17`,
//! decimals, units (`km²`) and numbers that merely look like a year and a digit stay.

use super::chars::is_blank;
use crate::repair::draft::Signs;
use crate::repair::{Draft, Rule};
use broadside_model::{BlockKind, Span};

/// The rule `note-mark`.
pub struct NoteMark;

/// Highest note number looked for.
const HIGHEST: u32 = 400;
/// Numbers of up to three digits.
const NUMBERS: usize = 1000;
/// Marks from which an ascent is looked for.
const STARTS: usize = 300;
/// Marks that must count on one by one when no notes are found.
const CHAIN: usize = 4;

impl Rule for NoteMark {
    fn name(&self) -> &'static str {
        "note-mark"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let marks = marks(draft);
        if marks.is_empty() {
            return;
        }
        let notes = notes(draft);
        let mut accepted = accept(&marks, &notes, draft.raw().len());
        // In bad OCR digits stick to words that nobody annotated.
        if !accepted.is_empty() && draft.kind().noisy {
            accepted.retain(|(mark, _)| mark.look == Look::Raised);
        }
        for (mark, confidence) in accepted {
            let line = draft.lines[draft.line_at(mark.raw.start as usize)];
            if line.furniture.is_none() {
                draft.replace(self.name(), mark.raw, "", confidence);
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Look {
    /// Superscript digits.
    Raised,
    /// Digits glued to a lower-case word or to punctuation behind a word.
    Glued,
    /// The last digits of a number that begins like a year.
    Year,
    /// A number in square brackets.
    Bracketed,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    raw: Span,
    number: u32,
    look: Look,
}

/// Everything in the text that looks like a note mark.
fn marks(draft: &Draft<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for line in draft.lines.iter().filter(|line| line.signs & (Signs::DIGIT | Signs::HIGH | Signs::BRACKET) != 0) {
        marks_of_line(draft.raw(), line.words, &mut marks);
    }
    marks
}

fn marks_of_line(raw: &str, line: Span, marks: &mut Vec<Mark>) {
    let bytes = raw.as_bytes();
    let (mut at, end) = ((line.start as usize).max(1), line.end as usize);
    while at < end {
        let byte = bytes[at];
        let found = if byte.is_ascii_digit() {
            if bytes[at - 1].is_ascii_digit()
                || bytes[at - 1] == b' ' && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit)
                || bytes[at - 1] == b'\n'
            {
                None
            } else {
                glued(raw, at)
            }
        } else if byte == 0xC2 || byte == 0xE2 {
            raised(raw, at)
        } else if byte == b'[' {
            bracketed(raw, at)
        } else {
            None
        };
        match found {
            Some(mark) => {
                at = mark.raw.end as usize;
                marks.push(mark);
            }
            None => at += 1,
        }
    }
}

fn digits(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take(12).take_while(|byte| byte.is_ascii_digit()).count()
}

/// Digits at `at` glued to a word, to its punctuation, or to a year.
fn glued(raw: &str, at: usize) -> Option<Mark> {
    let bytes = raw.as_bytes();
    let count = digits(bytes, at);
    let end = at + count;
    let stops =
        bytes.get(end).is_none_or(|next| next.is_ascii_whitespace() || b".,;:!?)]\"'".contains(next) || *next >= 0xE2);
    // A decimal or a thousand goes on behind its point.
    let goes_on =
        bytes.get(end).is_some_and(|next| b".,:".contains(next)) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    if !stops || goes_on {
        return None;
    }
    let before = raw[..at].chars().next_back()?;
    if before.is_whitespace() || before == '(' {
        return year(raw, at, count);
    }
    if count > 3 || bytes[at] == b'0' {
        return None;
    }
    let word_end = raw[..at].trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '”', '’', '»', ')']);
    let punctuation = &raw[word_end.len()..at];
    let word_start = word_end
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |cut| cut + word_end[cut..].chars().next().map_or(1, char::len_utf8));
    let word = &word_end[word_start..];
    let lower = word.chars().rev().take(3).filter(|c| c.is_lowercase()).count() == 3;
    let abbreviation = punctuation.starts_with('.')
        && (word.chars().count() <= 4 && ABBREVIATIONS.contains(&word.to_lowercase().as_str())
            || word.chars().count() <= 2);
    let url = raw[..word_start].ends_with(['/', '.', '@', '_', '-', '=', '&', '#', '\\', '~']);
    let number = raw[at..end].parse().ok().filter(|&number| number <= HIGHEST)?;
    (lower && !abbreviation && !url && punctuation.chars().count() <= 3).then(|| Mark {
        raw: Span::new(at, end),
        number,
        look: Look::Glued,
    })
}

const ABBREVIATIONS: &[&str] = &[
    "no", "nos", "art", "arts", "vol", "vols", "nr", "núm", "num", "fig", "par", "para", "sec", "ch", "cap", "p", "pp",
    "pág", "pag", "tel", "ext", "app", "ref", "doc", "res", "rev", "add", "st", "ст", "гл", "стр", "рис", "abs", "kap",
    "bd", "bl", "lei", "ley", "lit", "ver", "apr", "jan", "feb", "mar", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec",
];

/// `19783`: a plausible year and one or two digits of a note's number.
fn year(raw: &str, at: usize, count: usize) -> Option<Mark> {
    if count != 5 && count != 6 {
        return None;
    }
    let year: u32 = raw[at..at + 4].parse().ok()?;
    let number: u32 = raw[at + 4..at + count].parse().ok()?;
    let plausible = (1500..2100).contains(&year) && number > 0 && raw.as_bytes()[at + 4] != b'0';
    plausible.then(|| Mark { raw: Span::new(at + 4, at + count), number, look: Look::Year })
}

/// Superscript digits behind a word or its punctuation, but not behind a unit of measure.
fn raised(raw: &str, at: usize) -> Option<Mark> {
    let value = |c: char| match c {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' => Some(0),
        '⁴'..='⁹' => Some(c as u32 - '⁰' as u32),
        _ => None,
    };
    let (mut number, mut end) = (0u32, at);
    for found in raw.get(at..)?.chars().take(3).map_while(|c| value(c).map(|v| (c, v))) {
        number = number * 10 + found.1;
        end += found.0.len_utf8();
    }
    let before = &raw[..at];
    let last = before.chars().next_back()?;
    let word = &before[before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |cut| cut + before[cut..].chars().next().map_or(1, char::len_utf8))..];
    let unit = matches!(
        word.to_ascii_lowercase().as_str(),
        "m" | "km" | "cm" | "dm" | "mm" | "ft" | "in" | "yd" | "mi" | "hm" | "s" | "м" | "км" | "см" | "µm" | "мм"
    );
    let inside = raw[end..].starts_with(char::is_alphabetic);
    let fits = !inside && (word.chars().count() >= 2 || last.is_ascii_punctuation() || "”’»".contains(last));
    (number > 0 && end > at && !unit && fits && !last.is_numeric()).then(|| Mark {
        raw: Span::new(at, end),
        number,
        look: Look::Raised,
    })
}

/// `[12]` behind a word, its punctuation or a space.
fn bracketed(raw: &str, at: usize) -> Option<Mark> {
    let bytes = raw.as_bytes();
    let count = digits(bytes, at + 1);
    if count == 0 || count > 3 || bytes.get(at + 1 + count) != Some(&b']') {
        return None;
    }
    let before = raw[..at].trim_end_matches(' ');
    let last = before.chars().next_back()?;
    let number = raw[at + 1..at + 1 + count].parse().ok()?;
    let start = if at - before.len() <= 1 { before.len() } else { at };
    (last != '\n' && last != '\x0c' && (last.is_alphanumeric() || ".,;:!?\"”’»)".contains(last))).then(|| Mark {
        raw: Span::new(start, at + count + 2),
        number,
        look: Look::Bracketed,
    })
}

/// A note: its number, where it begins, and whether its form (`[3]`, `³`) can be nothing else.
struct Note {
    number: u32,
    start: u32,
}

/// The notes of a text: lines at the foot of a page or the end of the text that begin with ascending numbers.
fn notes(draft: &Draft<'_>) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let mut group: Vec<Note> = Vec::new();
    let mut headed = false;
    for index in 0..draft.lines.len() {
        let line = draft.words(index);
        if line.len() <= 24 && draft.lines[index].signs & Signs::DIGIT == 0 && is_heading(line) {
            headed = true;
        }
        let block = draft.block(index).is_some_and(|block| block.kind == BlockKind::Note);
        let Some((number, form)) = note_start(line).filter(|_| draft.lines[index].furniture.is_none()) else {
            // A page number below the notes does not end them; other text behind a blank line is not the rest of a note.
            let text = !line.is_empty() && draft.lines[index].furniture.is_none();
            if text && index > 0 && is_blank(draft, index - 1) && !headed {
                group.clear();
            }
            if draft.line_end(index) == "\x0c" {
                notes.append(&mut group);
            }
            continue;
        };
        let counts_on = group.last().is_none_or(|last| number > last.number && number <= last.number + 2);
        if !counts_on {
            group.clear();
        }
        if form == Form::Clear || headed || block {
            group.push(Note { number, start: draft.lines[index].raw.start });
        }
        if draft.line_end(index) == "\x0c" {
            notes.append(&mut group);
        }
    }
    notes.append(&mut group);
    notes
}

fn is_heading(line: &str) -> bool {
    let word = line.trim_matches(|c: char| !c.is_alphabetic());
    if !word.starts_with(|c: char| "nfearNFEARпсПС".contains(c)) {
        return false;
    }
    let word = word.to_lowercase();
    [
        "notes",
        "footnotes",
        "endnotes",
        "references",
        "notas",
        "notas al pie",
        "notes de bas de page",
        "anmerkungen",
        "fußnoten",
        "note",
        "примечания",
        "сноски",
        "referencias",
        "références",
    ]
    .contains(&word.as_str())
}

#[derive(PartialEq)]
enum Form {
    /// `3 See`, `[3] See`, `³ See`.
    Clear,
    /// `3. See`, `(3) See`: a numbered paragraph looks the same.
    Numbered,
}

fn note_start(line: &str) -> Option<(u32, Form)> {
    let first = line.chars().next().filter(|first| first.is_ascii_digit() || !first.is_ascii_alphanumeric())?;
    let inner = line.strip_prefix('[').or_else(|| line.strip_prefix('(')).unwrap_or(line);
    let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c).map(|value| value as u32);
    let (mut number, mut len) = (0u32, 0);
    for found in inner.chars().take(3).map_while(|c| c.to_digit(10).or_else(|| raised(c)).map(|value| (c, value))) {
        number = number * 10 + found.1;
        len += found.0.len_utf8();
    }
    let rest = &inner[len..];
    if number == 0 || number > HIGHEST {
        return None;
    }
    let begins = |text: &str| text.trim_start().starts_with(|c: char| c.is_alphabetic() || "\"“«(".contains(c));
    let form = match first {
        '[' => rest.strip_prefix(']').map(|rest| (rest, Form::Clear)),
        '(' => rest.strip_prefix(')').map(|rest| (rest, Form::Numbered)),
        _ if raised(first).is_some() => Some((rest, Form::Clear)),
        _ if rest.starts_with(['.', ')']) => Some((&rest[1..], Form::Numbered)),
        _ if rest.starts_with([' ', '\t'])
            && rest.trim_start().starts_with(|c: char| c.is_uppercase() || "\"“«".contains(c)) =>
        {
            Some((rest, Form::Clear))
        }
        _ => None,
    }?;
    begins(form.0).then_some((number, form.1))
}

/// Where the last note of each number begins, by number; 0 where there is none.
fn note_starts(notes: &[Note]) -> Vec<u32> {
    let mut starts = vec![0; NUMBERS];
    for note in notes {
        if let Some(start) = starts.get_mut(note.number as usize) {
            *start = note.start.max(*start);
        }
    }
    starts
}

/// The marks that evidence speaks for, with a confidence in hundredths.
fn accept(marks: &[Mark], notes: &[Note], length: usize) -> Vec<(Mark, u8)> {
    let starts = note_starts(notes);
    let noted = |mark: &Mark| starts.get(mark.number as usize).is_some_and(|&start| start > mark.raw.end);
    let mut accepted: Vec<(Mark, u8)> = Vec::new();
    for look in [Look::Raised, Look::Glued, Look::Bracketed] {
        let all: Vec<Mark> = marks.iter().filter(|mark| mark.look == look).copied().collect();
        let mut counts = vec![0usize; NUMBERS];
        for mark in &all {
            counts[mark.number as usize % NUMBERS] += 1;
        }
        // Marks of one number alone are as likely noise, unless it is the only note, at the end of the text.
        let numbers = (1..NUMBERS).filter(|&number| counts[number] > 0 && starts[number] > 0).count();
        let last = notes.len() == 1
            && notes.iter().all(|note| length - (note.start as usize).min(length) <= 300.max(length / 30));
        let sure = notes.len() >= 2 && numbers >= 2 || last && all.len() == 1 && marks.len() <= 2;
        let often = if look == Look::Bracketed { 9 } else { 2 };
        let chained = chain(&all, if look == Look::Raised { 1 } else { CHAIN });
        for (mark, in_chain) in all.iter().zip(chained) {
            if noted(mark) && sure && (in_chain || counts[mark.number as usize % NUMBERS] <= often) {
                accepted.push((*mark, 95));
            } else if in_chain && look != Look::Bracketed {
                accepted.push((*mark, if look == Look::Raised { 93 } else { 88 }));
            }
        }
    }
    let years = years(marks, &accepted, &noted, notes.len());
    accepted.extend(years.into_iter().map(|mark| (mark, 88)));
    accepted
}

/// The year-like numbers whose last digits are the mark that is missing between the marks around them.
fn years(marks: &[Mark], accepted: &[(Mark, u8)], noted: &dyn Fn(&Mark) -> bool, notes: usize) -> Vec<Mark> {
    let mut known: Vec<(u32, u32)> = accepted.iter().map(|(mark, _)| (mark.raw.start, mark.number)).collect();
    known.sort_unstable();
    let mut taken = vec![false; NUMBERS];
    for &(_, number) in &known {
        taken[number as usize % NUMBERS] = true;
    }
    let fits = |mark: &&Mark| {
        let next = known.partition_point(|&(start, _)| start < mark.raw.start);
        let before = next.checked_sub(1).map(|before| known[before].1);
        let follows = before.is_some_and(|number| number + 1 == mark.number) || before.is_none() && mark.number == 1;
        let leads = known.get(next).is_some_and(|&(_, number)| number == mark.number + 1);
        let alone = known.is_empty() && notes > 1;
        !taken[mark.number as usize % NUMBERS] && (follows && leads || noted(mark) && (follows || leads || alone))
    };
    marks.iter().filter(|mark| mark.look == Look::Year).filter(fits).copied().collect()
}

/// Which marks lie on the longest ascent one by one (a mark may be missing, numbers may begin again at 1), if it has at
/// least `least` members.
fn chain(marks: &[Mark], least: usize) -> Vec<bool> {
    let mut best = vec![false; marks.len()];
    let firsts = (0..marks.len()).filter(|&first| marks[first].number <= 3);
    for first in firsts.take(STARTS) {
        if best[first] {
            continue;
        }
        let (mut members, mut last) = (vec![first], marks[first].number);
        for (next, mark) in marks.iter().enumerate().skip(first + 1) {
            if mark.number == last + 1 || mark.number == last + 2 {
                last = mark.number;
                members.push(next);
            }
        }
        // Numbers that merely happen to ascend lie among many that do not.
        let span = members.last().map_or(0, |&end| end - first + 1);
        if members.len() >= least && members.len() * 2 >= span {
            for member in members {
                best[member] = true;
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::NoteMark;
    use crate::repair::rules::page_number::PageNumber;
    use crate::repair::testing::{repaired, text};

    const NOTES: &str = "\n\n1 See the letter of May.\n2 Printed in the Courier.\n3 Minutes, page 4.\n";

    #[test]
    fn marks_with_notes_go() {
        let text = "They asked for peace.1 The league2, founded in 19783 by weavers, grew.";
        assert_eq!(
            repaired(&NoteMark, &format!("{text}{NOTES}")),
            format!("They asked for peace. The league, founded in 1978 by weavers, grew.{NOTES}")
        );
        assert_eq!(
            repaired(&NoteMark, "It was on a Monday that they made peace [1] now.\n\n[1] A note.\n"),
            "It was on a Monday that they made peace now.\n\n[1] A note.\n"
        );
    }

    #[test]
    fn a_page_number_below_the_notes_does_not_hide_them() {
        let raw = "A decree of June1 was repealed by the council.2\n\n1 Gazette, no. 12.\n\n2 Minutes.\n\n1\n\x0cThe rest of the text\n\n2\n";
        let found = text(&[&PageNumber, &NoteMark], raw).text;
        assert!(found.starts_with("A decree of June was repealed by the council.\n"), "{found:?}");
    }

    #[test]
    fn marks_that_count_on_go() {
        assert_eq!(
            repaired(&NoteMark, "One word1 and peace.2 Then bread,3 and at last land.4 Done."),
            "One word and peace. Then bread, and at last land. Done."
        );
        assert_eq!(repaired(&NoteMark, "La paix¹ et le pain² sont à nous."), "La paix et le pain sont à nous.");
    }

    #[test]
    fn numbers_of_their_own_stay() {
        for raw in [
            "On A4 paper, CO2 and MH17 cost 19783 crowns, art.5, no.7, version2 of 12.5 km².",
            "In 19783 cases of 19784 all was well.\n\n1. First demand\n2. Second demand\n3. Third demand\n",
            "Psalm.23 says 3,000 m² and x².",
            "covid19 and windows10",
            "http://example.org/page1 and word2.doc",
        ] {
            assert_eq!(repaired(&NoteMark, raw), raw);
        }
    }
}
