//! Ranges of a text between quotation marks.
//!
//! Which mark closes which is a matter of language, so every mark that some language pairs with the opening one closes
//! it. Where paragraphs of one quotation each open with a mark and only the last closes, each counts up to its end.

use broadside_model::Span;

/// Longest quotation, in bytes: an opening mark that nothing closes opens none.
const LONGEST: usize = 6000;

/// What closes a mark.
fn closing(mark: char) -> &'static [char] {
    match mark {
        '"' | '＂' => &['"', '＂', '”'],
        '“' | '‟' | '〝' => &['”', '"', '〞', '〟'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '《' => &['》'],
        '‹' => &['›'],
        '‘' => &['’'],
        '‚' => &['‘', '’'],
        '「' => &['」'],
        '『' => &['』'],
        _ => &[],
    }
}

/// What stands between marks, in order and apart; marks inside others do not count.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    let mut broken = false;
    while let Some((at, mark)) = chars.next() {
        let after = chars.peek().map_or('\n', |(_, next)| *next);
        if let Some((from, with)) = open {
            let paragraph = mark == '\n' && (broken || after == '\n');
            if closing(with).contains(&mark) && closes(mark, before, after) {
                found.push(Span::new(from, at));
                open = None;
            } else if paragraph {
                if goes_on(&text[at..], with) {
                    found.push(Span::new(from, at));
                }
                open = None;
            } else if at - from > LONGEST {
                open = None;
            }
        } else if !closing(mark).is_empty() && opens(before, after) {
            open = Some((at + mark.len_utf8(), mark));
        }
        broken = mark == '\n' || (broken && mark.is_whitespace());
        before = mark;
    }
    found.retain(|span| !span.is_empty());
    found
}

/// Whether the next paragraph opens with the same mark.
fn goes_on(rest: &str, with: char) -> bool {
    rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ').starts_with(with)
}

fn opens(before: char, after: char) -> bool {
    let apart = before.is_whitespace() || "([{—–-:>\u{2019}、。，：".contains(before) || !before.is_alphanumeric();
    (apart || is_ideograph(before)) && !after.is_whitespace()
}

fn closes(mark: char, before: char, after: char) -> bool {
    let word_goes_on = after.is_alphanumeric() && !is_ideograph(after);
    match mark {
        '’' | '‘' => !before.is_whitespace() && !word_goes_on,
        '"' => !before.is_whitespace() || after.is_whitespace(),
        _ => true,
    }
}

/// Whether a script that sets no spaces has it.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::find;

    fn quoted(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn marks_of_many_languages() {
        assert_eq!(quoted("She said: \"the ovens are cold\", and left."), ["the ovens are cold"]);
        assert_eq!(quoted("Er sagte: „Die Öfen sind kalt“, und ging."), ["Die Öfen sind kalt"]);
        assert_eq!(quoted("Elle dit : «les fours sont froids» et sortit."), ["les fours sont froids"]);
        assert_eq!(quoted("她说：「炉子是冷的」。"), ["炉子是冷的"]);
        assert_eq!(quoted("‘The baker’s oven’ is cold; the millers’ wheel isn’t."), ["The baker’s oven"]);
    }

    #[test]
    fn an_opening_mark_that_nothing_closes_opens_nothing() {
        assert!(quoted("A board of 12\" and \"more\n\nThe next paragraph.").is_empty());
    }

    #[test]
    fn every_paragraph_of_a_quotation_opens_again() {
        assert_eq!(quoted("“First of all.\n\n“And then.”"), ["First of all.", "And then."]);
    }
}
