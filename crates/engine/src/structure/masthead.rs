//! Mastheads: the name, number, day and price with which a periodical begins.
//!
//! Takes the first lines of a text, gives those that are its masthead, and the name in it. A masthead says who carries what
//! stands below it; it is no title, and its day is not the day on which that was said.

use super::lines::Case;
use super::words::{self, Cue};
use super::{View, title};
use broadside_model::Span;
use std::ops::Range;

/// The line with number or price is one of so many first lines.
const NEAR: usize = 5;
/// Most words of the name of a periodical.
const MOST_WORDS: usize = 5;
/// Words before the number of an issue, folded.
const NUMBER: &[&str] = &[
    "no",
    "nos",
    "nr",
    "n",
    "num",
    "numero",
    "nummer",
    "number",
    "issue",
    "vol",
    "volume",
    "tome",
    "tomo",
    "heft",
    "ausgabe",
    "jahrgang",
    "jg",
    "annee",
    "anno",
    "ano",
    "номер",
    "том",
];
/// Those of them that number acts as often as issues.
const WEAK: &[&str] = &["nr", "numero", "nummer", "номер"];

/// A masthead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Masthead {
    /// Its lines.
    pub lines: Range<usize>,
    /// The name of the periodical, where a line is nothing else.
    pub name: Option<Span>,
}

/// The masthead over the first words of `lines`.
pub(super) fn find(view: &View<'_>, lines: &Range<usize>) -> Option<Masthead> {
    let near = lines.start..lines.end.min(lines.start + NEAR);
    let numbered = near.clone().find(|&at| is_numbered(view, at))?;
    let over = near.start..numbered;
    // What stands over it is short, and no act.
    let is_name = |at: &usize| {
        let line = view.lines[*at];
        let words = line.of(view.text);
        matches!(line.case, Case::Upper | Case::Title)
            && (2..=MOST_WORDS).contains(&line.words)
            && words.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '\'' | '’' | '-' | '&'))
            && !words.ends_with('-')
            && !words::holds(words, Cue::Masthead)
    };
    let other = |at: usize| {
        let words = view.lines[at].of(view.text);
        view.lines[at].width > 120
            || view.lines[at].is_heading()
            || title::is_given(view, words)
            || words::holds(words, Cue::Act)
            || words::begins(words, Cue::Numbered)
    };
    if over.clone().any(other) {
        return None;
    }
    let name = over.into_iter().next().filter(is_name).map(|at| view.lines[at].span);
    Some(Masthead { lines: near.start..numbered + 1, name })
}

/// "Vol. III No. 7 — Northport, 4 May 1931 — Price 1d.": the number of an issue beside a day, a price or a second number.
fn is_numbered(view: &View<'_>, at: usize) -> bool {
    let line = view.lines[at];
    let words = line.of(view.text);
    let digits = words.bytes().any(|byte| byte.is_ascii_digit());
    if !digits || line.width > 120 || line.words > 20 || !words::holds(words, Cue::Masthead) {
        return false;
    }
    let folded = words::fold(words);
    let first = folded.split(' ').next().unwrap_or_default();
    let strong = folded.split(' ').any(|word| !WEAK.contains(&word) && words::is_only(word, Cue::Masthead));
    let act = words::begins(words, Cue::Numbered) || words::holds(words, Cue::Act) && !NUMBER.contains(&first);
    if !strong || act {
        return false;
    }
    let mut numbers = folded.split(' ').zip(folded.split(' ').skip(1)).filter(|(word, next)| {
        NUMBER.contains(word) && next.starts_with(|letter: char| letter.is_ascii_digit() || "ivxlc".contains(letter))
    });
    let first = numbers.next().is_some();
    let dated = view.times_from(&line, line.span.end).iter().any(|time| time.date.is_some());
    first && (dated || numbers.next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::testing::with_view;

    #[test]
    fn a_masthead_names_its_periodical() {
        let text = "THE BAKERS' LANTERN\nOrgan of the Bakers of Northport\nVol. III No. 7 — Price 1d.\n\nThe ovens are cold.\n";
        let found = with_view(text, |view| find(view, &(0..view.lines.len())));
        let found = found.map(|found| (found.lines, found.name.map(|name| &text[name.range()])));
        assert_eq!(found, Some((0..3, Some("THE BAKERS' LANTERN"))));
    }

    #[test]
    fn a_price_makes_no_masthead() {
        for title in ["RESOLUTION No. 3 ON THE PRICE OF BREAD, Vol. 2", "RUNDSCHREIBEN\nNr. 7, Jahrgang 1931"] {
            let text = format!("{title}\n\nThe price of bread has gone up by 3 pence this year.\n");
            assert_eq!(with_view(&text, |view| find(view, &(0..view.lines.len()))), None, "{title}");
        }
    }
}
