//! Pairs of quotation marks.
//!
//! A mark opens where a word begins and closes where one ends; which mark closes which is a matter of language, so that
//! every closing mark that some language pairs with the opening one is tried, nearest first.

use broadside_model::Span;

/// Longest quotation in marks, in bytes.
const LONGEST: usize = 4000;
/// How many characters are looked at for closing marks, as a multiple of those there are: a text of opening marks alone
/// would cost [`LONGEST`] each.
const LOOKS: usize = 8;

/// Words between marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The words.
    pub inner: Span,
    /// The words with their marks.
    pub outer: Span,
}

/// The marks that may close what this mark opens; none where it opens nothing.
fn closing(mark: char) -> &'static [char] {
    match mark {
        '"' => &['"'],
        '“' => &['”'],
        '„' => &['“', '”', '"'],
        '‟' => &['”'],
        '«' => &['»'],
        '»' => &['«'],
        '‹' => &['›'],
        '‘' => &['’'],
        '‚' => &['‘', '’'],
        '「' => &['」'],
        '『' => &['』'],
        _ => &[],
    }
}

/// What stands between marks in a range of a text, the outermost marks only.
pub(super) fn find(text: &str, within: Span) -> Vec<Quoted> {
    let words = &text[within.range()];
    let mut found = Vec::new();
    let (mut at, mut looks) = (0, words.len().saturating_mul(LOOKS).saturating_add(16 * LONGEST));
    while let Some((offset, mark)) = words[at..].char_indices().find(|(_, c)| !closing(*c).is_empty()) {
        let open = at + offset;
        let inner = open + mark.len_utf8();
        at = inner;
        if !opens(words, open, mark, inner) {
            continue;
        }
        let Some(close) = close(words, inner, mark, &mut looks) else { continue };
        let end = close + words[close..].chars().next().map_or(1, char::len_utf8);
        let base = within.start as usize;
        let span = trimmed(words, inner, close);
        if !span.is_empty() {
            let inner = Span::new(base + span.start as usize, base + span.end as usize);
            found.push(Quoted { inner, outer: Span::new(base + open, base + end) });
        }
        at = end;
    }
    found
}

fn trimmed(words: &str, start: usize, end: usize) -> Span {
    let inner = &words[start..end];
    let skip = inner.len() - inner.trim_start().len();
    let inner = inner.trim();
    Span::new(start + skip, start + skip + inner.trim_end_matches(',').len())
}

fn opens(words: &str, open: usize, mark: char, inner: usize) -> bool {
    let before = words[..open].chars().next_back();
    let after = words[inner..].chars().next();
    let free =
        before.is_none_or(|c| c.is_whitespace() || "([—–-:>*_".contains(c) || !c.is_alphanumeric() && mark != '"');
    free && after.is_some_and(|c| !c.is_whitespace() || matches!(mark, '«'))
}

fn close(words: &str, inner: usize, mark: char, looks: &mut usize) -> Option<usize> {
    let closes = closing(mark);
    let mut depth = 0;
    for (offset, c) in words[inner..].char_indices() {
        if offset > LONGEST || *looks == 0 {
            return None;
        }
        *looks -= 1;
        let at = inner + offset;
        if closes.contains(&c) {
            let after = words[at + c.len_utf8()..].chars().next();
            // An apostrophe stands inside a word, a closing mark behind one.
            let inside = after.is_some_and(char::is_alphanumeric) && matches!(c, '’' | '"' | '‘');
            if inside {
                continue;
            }
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        } else if c == mark && c != '"' && c != '‘' {
            depth += 1;
        }
        if c == '\n' && words[at + 1..].starts_with('\n') && mark == '"' {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        find(text, Span::new(0, text.len())).into_iter().map(|quoted| &text[quoted.inner.range()]).collect()
    }

    #[test]
    fn marks_of_many_languages_pair() {
        assert_eq!(inner("a \"b c\" d “e f” g „h“ i «j k» l » m"), ["b c", "e f", "h", "j k"]);
        assert_eq!(inner("« Du pain », dit-il. 「パンを」 ‘don’t go’"), ["Du pain", "パンを", "don’t go"]);
        assert!(inner("5\" pipe and 6\" pipe; the workers’ union").is_empty());
        assert_eq!(inner("“a “b” c”"), ["a “b” c"]);
    }

    #[test]
    fn opening_marks_without_end_cost_little() {
        let text = "\"a ".repeat(200_000) + &"“".repeat(200_000);
        let mut looks = 8 * text.len();
        assert!(close(&text, 1, '"', &mut looks).is_none() && looks > 0);
        assert!(inner(&text).is_empty());
    }
}
