//! Acts of one kind one after another, each headed by its kind and number ("RESOLUTION No. 1", "Circular II. On flour"),
//! or at least three set off alike ("RESOLUTION ON FLOUR").

use crate::structure::lines::{self, Case, Line, ends_sentence};
use crate::structure::words::{self, Cue};
use crate::structure::{View, numbering, paragraphs};
use broadside_model::Format;

/// A heading is no wider than this, in letters.
const WIDEST: usize = 160;
/// So many acts in a row are acts of their own wherever they stand; fewer only where no prose stands before them.
const SURE: usize = 3;

/// A line that heads a numbered act.
struct Heading {
    line: usize,
    kind: String,
    number: u32,
}

/// The first lines of the acts; none where there are not at least two with numbers that go up.
pub(super) fn starts(view: &View<'_>) -> Vec<usize> {
    let heads: Vec<Heading> = (0..view.lines.len()).filter_map(|at| heading(view, at)).collect();
    let ends = heads.iter().skip(1).map(|next| next.line).chain([view.lines.len()]);
    let whole = heads.iter().zip(ends).filter(|(head, end)| holds_prose(view, head.line + 1, *end));
    let mut run: Vec<&Heading> = Vec::new();
    for (head, _) in whole {
        if run.last().is_none_or(|last| last.kind == head.kind && last.number + 1 == head.number) {
            run.push(head);
        } else if run.len() < 2 {
            run = vec![head];
        }
    }
    let lead = run.first().is_none_or(|first| !holds_prose(view, 0, first.line));
    if run.len() >= SURE || lead && run.len() > 1 {
        return run.iter().map(|head| head.line).collect();
    }
    // Web pages list the beginnings of what they link to.
    if view.format == Format::Html { Vec::new() } else { alike(view) }
}

/// The first lines of at least three acts whose headings, in capitals or marked as such, begin with the same word.
fn alike(view: &View<'_>) -> Vec<usize> {
    let is_heading = |at: &usize| {
        let line = view.lines[*at];
        let words = line.of(view.text);
        let set_off = line.is_heading() || line.gap && line.case == Case::Upper && !view.all_upper;
        set_off
            && (2..=30).contains(&line.words)
            && line.width <= WIDEST
            && words::begins(words, Cue::Numbered)
            && !ends_sentence(words)
    };
    let heads: Vec<usize> = (0..view.lines.len()).filter(is_heading).collect();
    let kind = |at: usize| view.lines[at].of(view.text).split_whitespace().next().map(words::fold);
    let ends = heads.iter().skip(1).copied().chain([view.lines.len()]);
    let whole = heads.iter().zip(ends).all(|(head, end)| holds_prose(view, head + 1, end));
    let Some(&first) = heads.first().filter(|_| heads.len() >= SURE && whole) else { return Vec::new() };
    let same = heads.iter().all(|head| kind(*head) == kind(first));
    if same && !holds_prose(view, 0, first) { heads } else { Vec::new() }
}

/// The kind and number of the act that line `at` heads.
fn heading(view: &View<'_>, at: usize) -> Option<Heading> {
    let line = view.lines[at];
    if !(line.gap || line.is_heading()) || line.small || line.width > WIDEST {
        return None;
    }
    let words = lines::plain(line.of(view.text));
    if !words::begins(words, Cue::Numbered) {
        return None;
    }
    let mut pieces = words.split_whitespace();
    let kind = words::fold(pieces.next()?);
    let mut piece = pieces.next()?;
    if matches!(words::fold(piece).as_str(), "no" | "nr" | "num" | "number" | "numero" | "nummer" | "" | "n" | "numer")
    {
        piece = pieces.next()?;
    }
    let label = piece.trim_start_matches(['№', '#', 'º', '°', '.']);
    let end = label.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(label.len());
    let (label, mark) = label.split_at(end);
    let digits = !label.is_empty() && label.len() <= 5 && label.bytes().all(|byte| byte.is_ascii_digit());
    let number = if digits { label.parse().ok()? } else { numbering::roman(label)? };
    let behind = !mark.is_empty() || pieces.clone().next().is_some_and(|next| !next.starts_with(char::is_alphabetic));
    let alone = pieces.next().is_none();
    (alone || is_titled(view, &line, behind)).then_some(Heading { line: at, kind, number })
}

/// Whether a line with more than kind and number is still a heading: "Resolution 2. On the flour".
fn is_titled(view: &View<'_>, line: &Line, parted: bool) -> bool {
    let upper = line.case == Case::Upper && !view.all_upper;
    (upper || parted || line.is_heading() || line.case == Case::Title) && !ends_sentence(line.of(view.text))
}

/// Whether a paragraph of prose begins in the lines `start..end`.
fn holds_prose(view: &View<'_>, start: usize, end: usize) -> bool {
    (start..end)
        .any(|at| (view.lines[at].gap || at == start) && paragraphs::is_prose(view, at..paragraphs::end(view, at, end)))
}

#[cfg(test)]
mod tests {
    use super::super::starts;
    use crate::structure::testing::with_view;

    const FIRST: &str =
        "The Congress resolves that the ovens shall be lit on Monday and that nobody shall be dismissed.\n\n";
    const SECOND: &str =
        "The Congress resolves that flour shall be weighed before the eyes of the bakers in all mills.\n\n";

    #[test]
    fn numbered_resolutions_are_statements() {
        let text = format!("RESOLUTION No. 1\n\n{FIRST}RESOLUTION No. 2\n\n{SECOND}");
        assert_eq!(with_view(&text, starts), [0, 2]);
        let text = format!(
            "CONGRESS OF BAKERS\n\nResolution I. On the ovens\n\n{FIRST}Resolution II. On the flour\n\n{SECOND}"
        );
        assert_eq!(with_view(&text, starts), [1, 3]);
    }

    #[test]
    fn a_list_of_resolutions_is_none() {
        let text = format!("RESOLUTION No. 1 ON OVENS\n\nRESOLUTION No. 2 ON FLOUR\n\n{FIRST}{SECOND}");
        assert_eq!(with_view(&text, starts), [0]);
        let told = format!(
            "{FIRST}Resolution 1 was carried by all votes but one.\n\n{SECOND}Resolution 2 was not.\n\n{FIRST}"
        );
        assert_eq!(with_view(&told, starts), [0]);
    }
}
