//! `quotes`: damaged quotation marks and apostrophes: ``` ``so'' ```, `,,so''`, `don''t`, `don´t`, `` don`t ``,
//! `don¹t`.
//!
//! Good marks, straight or typographic, stay as they are. Doubled single marks become straight double ones, a stray
//! grave or acute accent becomes an apostrophe only inside words that have one (English endings, French and Italian
//! elisions), for it is a letter in Uzbek and in transliterations.

use crate::repair::lexicon::Lexicon;
use crate::repair::{Draft, Rule};
use broadside_model::Span;

/// The rule `quotes`.
pub struct Quotes;

impl Rule for Quotes {
    fn name(&self) -> &'static str {
        "quotes"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let raw = draft.raw();
        let bytes = raw.as_bytes();
        if draft.has(b'\'') {
            for at in memchr::memmem::find_iter(bytes, "''") {
                doubled(self.name(), draft, at);
            }
        }
        if draft.has(b'`') || draft.has(0xC2) && (draft.has(0xB4) || draft.has(0xB9)) {
            for (at, accent) in raw.match_indices(['`', '´', '¹']) {
                accents(self.name(), draft, at, accent);
            }
        }
        if draft.has(b',') {
            for at in memchr::memmem::find_iter(bytes, ",,") {
                let opens = at == 0 || bytes[at - 1].is_ascii_whitespace() || bytes[at - 1] == b'(';
                if opens && begins_word(&raw[at + 2..]) && closes(&raw[at + 2..]) && !draft.kind().noisy {
                    draft.replace(self.name(), Span::new(at, at + 2), "„", 90);
                }
            }
        }
    }
}

/// Whether a quotation that begins here is closed before its paragraph ends.
fn closes(rest: &str) -> bool {
    let near = rest.char_indices().nth(600).map_or(rest, |(cut, _)| &rest[..cut]);
    let near = near.split("\n\n").next().unwrap_or(near);
    near.contains("''")
        || near.contains(['“', '”'])
        || near.match_indices('"').any(|(at, _)| !near[..at].ends_with([',', ' ', '(']))
}

/// `''` at `at`: an apostrophe inside a word, else a double quotation mark; left alone beside digits (minutes and
/// seconds) and in longer runs.
fn doubled(rule: &'static str, draft: &mut Draft<'_>, at: usize) {
    let raw = draft.raw();
    let left = raw[..at].chars().next_back();
    let right = raw[at + 2..].chars().next();
    if left.is_some_and(|left| left == '\'' || left.is_numeric()) || right == Some('\'') {
        return;
    }
    let (head, tail) = (word_before(&raw[..at]), word_after(&raw[at + 2..]));
    if !head.is_empty() && !tail.is_empty() {
        if is_apostrophe(head, tail) {
            draft.replace(rule, Span::new(at, at + 2), "'", 92);
        }
        return;
    }
    // A quotation begins at a word, and ends at one or at the sign that ends its sentence, with nothing stuck to it.
    let ends = right.is_none_or(|right| right.is_whitespace() || ".,;:!?)-—–]".contains(right));
    let begins = left.is_none_or(|left| left.is_whitespace() || "([-—–".contains(left));
    let closed = raw[..at].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let word = if ends && closed.len() + 2 >= at && ends_word(closed) {
        word_before(closed)
    } else if begins && begins_word(&raw[at + 2..]) {
        tail
    } else {
        return;
    };
    // Amid the dirt of bad OCR only a known word says that a mark is one.
    if !draft.kind().noisy || word.len() > 2 && Lexicon::english().contains(&word.to_lowercase()) {
        draft.replace(rule, Span::new(at, at + 2), "\"", 90);
    }
}

/// The letters right before a place.
fn word_before(before: &str) -> &str {
    let cut = before.char_indices().rev().find(|(_, c)| !c.is_alphabetic()).map_or(0, |(cut, c)| cut + c.len_utf8());
    &before[cut..]
}

/// The letters right behind a place.
fn word_after(after: &str) -> &str {
    &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())]
}

/// Whether a text begins with a word: letters of one case behind the first, a vowel among them, and no sign stuck to it
/// but what ends a word.
fn begins_word(text: &str) -> bool {
    let word = word_after(text);
    let next = text[word.len()..].chars().next();
    is_word(word) && next.is_none_or(|next| next.is_whitespace() || ".,;:!?'’-\"".contains(next))
}

/// The same of the end of a text.
fn ends_word(text: &str) -> bool {
    let word = word_before(text);
    let last = text[..text.len() - word.len()].chars().next_back();
    is_word(word) && last.is_none_or(|last| last.is_whitespace() || "\"'’‘“(-—`„,".contains(last))
}

fn is_word(word: &str) -> bool {
    let mut letters = word.chars();
    let one = matches!(word, "I" | "A" | "a" | "O" | "y" | "Y" | "à" | "В" | "в" | "И" | "и" | "Я" | "я");
    let first = letters.next();
    let rest = letters.as_str();
    let cased = !rest.contains(char::is_uppercase)
        || !rest.contains(char::is_lowercase) && first.is_some_and(char::is_uppercase);
    let latin = word.is_ascii();
    let vowel = !latin || word.contains(|c: char| "aeiouyAEIOUY".contains(c));
    one || word.len() >= 2 && cased && vowel
}

fn accents(rule: &'static str, draft: &mut Draft<'_>, at: usize, accent: &str) {
    let raw = draft.raw();
    let rest = &raw[at + accent.len()..];
    if rest.starts_with(accent) && !rest[accent.len()..].starts_with(accent) && !raw[..at].ends_with(accent) {
        let near = &raw.as_bytes()[at + 2 * accent.len()..];
        let closes = memchr::memmem::find(&near[..near.len().min(2000)], b"''").is_some();
        if accent == "`" && closes {
            draft.replace(rule, Span::new(at, at + 2), "\"", 92);
        }
        return;
    }
    let before = &raw[..at];
    if is_apostrophe(word_before(before), word_after(rest)) {
        draft.replace(rule, Span::new(at, at + accent.len()), "'", 92);
    }
}

/// Whether words like `head'tail` are written with an apostrophe.
fn is_apostrophe(head: &str, tail: &str) -> bool {
    if head.is_empty() || tail.is_empty() {
        return false;
    }
    let is = |word: &str, list: &[&str]| list.iter().any(|entry| entry.eq_ignore_ascii_case(word));
    let english = head.len() > 1 && is(tail, &["s", "re", "ve", "ll", "d"])
        || head.eq_ignore_ascii_case("i") && is(tail, &["m", "ll", "ve", "d"]);
    let negation = is(tail, &["t"]) && head.to_ascii_lowercase().ends_with('n') && head.len() > 2;
    let vowel = tail.starts_with(|c: char| "aeiouhyàâéèêîôœAEIOUHÉÈÊÎÔ".contains(c)) && tail.chars().count() > 1;
    let elided = vowel
        && is(
            head,
            &[
                "l", "d", "qu", "n", "s", "j", "c", "m", "dell", "all", "un", "nell", "sull", "dall", "quell",
                "lorsqu", "jusqu",
            ],
        );
    english || negation || elided
}

#[cfg(test)]
mod tests {
    use super::Quotes;
    use crate::repair::testing::repaired;

    #[test]
    fn damaged_marks_are_mended() {
        assert_eq!(repaired(&Quotes, "``We won''t yield,'' he said."), "\"We won't yield,\" he said.");
        assert_eq!(repaired(&Quotes, ",,Wir bleiben''"), "„Wir bleiben\"");
        assert_eq!(
            repaired(&Quotes, "They don´t and can`t, it¹s; l`homme, the people`s"),
            "They don't and can't, it's; l'homme, the people's"
        );
    }

    #[test]
    fn good_marks_stay() {
        for raw in [
            "“So” he said, ‘yes’ – don’t",
            "«да» „nein“ »ja«",
            "O`zbekiston, Nu`man",
            "5'30'' north",
            "`code` ```",
            "a, , b,,c ''''",
            "iV ''Sft -''-t5 wl''i K''vjf",
        ] {
            assert_eq!(repaired(&Quotes, raw), raw);
        }
    }
}
