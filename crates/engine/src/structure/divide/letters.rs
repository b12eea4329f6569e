//! Letters one after another: each greets, says something, and takes leave before the next one greets.

use crate::structure::lines::Case;
use crate::structure::words::{self, Cue};
use crate::structure::{View, dateline, paragraphs, salutation};

/// The first letter greets within so many lines.
const NEAR_HEAD: usize = 15;
/// Between the leave of one letter and the salutation of the next stand at most so many lines.
const MOST_BETWEEN: usize = 14;
/// Most words of a line that takes leave.
const MOST_WORDS: usize = 12;

/// The first lines of the letters; none where they do not take turns to the end: a letter may quote another.
pub(super) fn starts(view: &View<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    // Where the open letter greets, whether it has said something, and where the last one took leave.
    let (mut greeted, mut said, mut left): (Option<usize>, bool, Option<usize>) = (None, false, None);
    let mut at = 0;
    while at < view.lines.len() {
        let end = paragraphs::end(view, at, view.lines.len());
        let greeting = (at..end.min(at + 3)).find(|&line| salutation::is_line(view, &view.lines[line]));
        if let Some(line) = greeting {
            match (greeted, left) {
                (Some(_), _) if said => return Vec::new(),
                (None, Some(left)) if line - left <= MOST_BETWEEN => found.push(beginning(view, left, line)),
                (None, None) if line < NEAR_HEAD => found.push(0),
                (Some(_), _) => {}
                _ => return Vec::new(),
            }
            greeted = Some(line);
        }
        let behind = greeting.map_or(at, |line| line + 1);
        let leave = greeted.and_then(|_| closes(view, behind, end));
        let prose = behind..leave.unwrap_or(end);
        if !prose.is_empty() && paragraphs::is_prose(view, prose) {
            if greeted.is_none() && !is_postscript(view, at) {
                return Vec::new();
            }
            said = greeted.is_some();
        }
        if leave.is_some() {
            if !said {
                return Vec::new();
            }
            (left, greeted, said) = (leave, None, false);
        }
        at = end;
        if at >= NEAR_HEAD && found.is_empty() {
            return Vec::new();
        }
    }
    if found.len() < 2 || greeted.is_some() && !said { Vec::new() } else { found }
}

/// The line of the paragraph in `at..end` that takes leave.
fn closes(view: &View<'_>, at: usize, end: usize) -> Option<usize> {
    (at..end).rev().take(4).find(|&line| {
        let look = view.lines[line];
        let words = look.of(view.text);
        look.words <= MOST_WORDS && words::begins(words, Cue::Closing) && !thanks(words)
    })
}

/// Whether a line thanks, as speeches end, too.
fn thanks(words: &str) -> bool {
    const THANKS: &[&str] = &[
        "thank",
        "i thank",
        "we thank",
        "many thanks",
        "god",
        "gracias",
        "muchas gracias",
        "merci",
        "je vous remercie",
        "danke",
        "vielen dank",
        "ich danke",
        "obrigado",
        "muito obrigado",
        "grazie",
        "vi ringrazio",
        "dank u",
        "спасибо",
        "благодарю",
        "dziekuje",
        "tesekkur",
        "he dicho",
        "tenho dito",
    ];
    let folded = words::fold(words);
    THANKS.iter().any(|thanks| folded.starts_with(thanks))
}

fn is_postscript(view: &View<'_>, at: usize) -> bool {
    view.lines[at].of(view.text).starts_with(['P', 'p', 'N', '*', '('])
}

/// Where the letter begins that greets in line `greeting`, behind the line in which the one before takes leave: at its
/// dateline, title or address, where one stands apart from the signature.
fn beginning(view: &View<'_>, left: usize, greeting: usize) -> usize {
    let blocks: Vec<usize> = (left + 1..=greeting).filter(|&at| view.lines[at].gap || at == greeting).collect();
    let opens = |&at: &usize| {
        let line = view.lines[at];
        let end = paragraphs::end(view, at, greeting.max(at + 1));
        let dated = (at..end).any(|at| dateline::of_line(view, &view.lines[at]).is_some());
        let words = line.of(view.text);
        let titled = line.is_heading() || line.case != Case::Mixed && words::holds(words, Cue::Act);
        dated || titled || words::begins_in(words, Cue::To, view.language)
    };
    let signed_apart = !(left + 1..greeting).any(|at| !view.lines[at].gap && at == left + 1);
    let skipped = usize::from(signed_apart && blocks.len() > 1);
    blocks.iter().copied().find(opens).or_else(|| blocks.get(skipped).copied()).unwrap_or(greeting)
}

#[cfg(test)]
mod tests {
    use super::super::starts;
    use crate::structure::testing::with_view;

    const FIRST: &str = "Dear Mr. Loaf,\n\nWe write to you because the ovens of our town have been cold for seven weeks.\n\nYours sincerely,\n";
    const SECOND: &str = "Dear Mrs. Crumb,\n\nThe ovens are cold because there is no flour to be had in the county at all.\n\nYours sincerely,\n";

    #[test]
    fn letters_that_take_turns_are_statements() {
        let text = format!("{FIRST}Ada Crumb\n\n{SECOND}Bernard Loaf\n");
        assert_eq!(with_view(&text, starts), [0, 4]);
        let text = format!("{FIRST}\nAda Crumb\n\nThe Mill\nNorthport\n\n{SECOND}\nBernard Loaf\n");
        assert_eq!(with_view(&text, starts), [0, 4]);
    }

    #[test]
    fn a_letter_in_a_letter_is_quoted() {
        let text = format!(
            "Dear friends,\n\nWe have received this letter, which we print here for all of you to read.\n\n{FIRST}Ada Crumb\n\nWe do not believe a word of it.\n\nIn solidarity,\nThe bakers\n"
        );
        assert_eq!(with_view(&text, starts), [0]);
    }
}
