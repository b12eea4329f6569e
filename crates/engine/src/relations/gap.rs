//! The words between two names, made comparable.
//!
//! Case, diacritics, articles at the ends, contractions and leading verbs ("which was") are taken away, and so are times,
//! which date the relation. What remains must be, as a whole, a phrase that says a relation: words that are not
//! understood ("is not", "rumours of") are never passed over.

use super::words::{self, AFTER, ARTICLE, HELPER, IN, KADAR, UNTIL, uncontracted};
use crate::knowledge::phrase::folded;
use broadside_model::edtf::Edtf;
use broadside_model::{Mention, MentionKind, Span};

/// Bytes that the words between two names may have.
pub const LONGEST: usize = 110;

/// A word.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Folded; contractions as their preposition. `@u` is a time up to which.
    pub folded: String,
    /// Bytes of the text.
    pub span: Span,
    /// Punctuation that stands right before it.
    pub before: Mark,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// White space at most, or an apostrophe or hyphen.
    None,
    /// A comma, bracket or dash.
    Soft,
    /// What ends a sentence or begins another thing.
    Hard,
}

/// What stands between two names.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Bytes of the text.
    pub span: Span,
    /// The words, without times.
    pub words: Vec<Word>,
    /// The date of the first time among them.
    pub date: Option<Edtf>,
    /// The greatest mark behind the last word (or between the names, if there is none).
    pub last: Mark,
    /// Whether a line ends in it.
    pub has_line_end: bool,
    /// Whether a time has just been read.
    follows_time: bool,
}

impl Gap {
    /// Reads what stands in `span`; `times` are the times of the statement in order. `None` where a sentence ends in it,
    /// or it is too long.
    pub fn read(text: &str, span: Span, times: &[Mention]) -> Option<Gap> {
        let words = text.get(span.range()).filter(|words| words.len() <= LONGEST)?;
        let mut gap = Gap {
            span,
            words: Vec::new(),
            date: None,
            last: Mark::None,
            has_line_end: words.contains('\n'),
            follows_time: false,
        };
        if words.bytes().any(|byte| matches!(byte, b';' | b'!' | b'?' | b'|' | b'*' | b'='))
            || words.contains("\n\n")
            || words.contains("\n \n")
            || words.contains("\r\n\r\n")
        {
            return None;
        }
        let first = times.partition_point(|time| time.span.start < span.start);
        let mut times = times[first..].iter().take_while(|time| time.span.end <= span.end).peekable();
        let mut at = span.start;
        while at < span.end {
            if let Some(time) = times.next_if(|time| time.span.start <= at) {
                gap.time(text, time);
                at = at.max(time.span.end);
                continue;
            }
            let until = times.peek().map_or(span.end, |time| time.span.start.min(span.end));
            gap.words_of(text, Span { start: at, end: until })?;
            at = until.max(at + u32::from(until == at));
        }
        Some(gap)
    }

    /// Takes in a time: the words that lead to it go, but for one that says "until".
    fn time(&mut self, text: &str, time: &Mention) {
        self.date = self.date.take().or_else(|| time.date.clone());
        let mut is_until = false;
        self.follows_time = true;
        while let Some(word) = self.words.last() {
            let uses = words::uses(&word.folded);
            if uses & (IN | UNTIL | ARTICLE) == 0 {
                break;
            }
            is_until |= uses & UNTIL != 0;
            self.last = self.last.max(word.before);
            self.words.pop();
        }
        let own = text.get(time.span.range()).and_then(|own| own.split_whitespace().next());
        is_until |= own.is_some_and(|own| words::uses(&folded(own)) & UNTIL != 0);
        if is_until {
            self.until(time.span);
        }
    }

    fn until(&mut self, span: Span) {
        self.words.push(Word { folded: "@u".to_owned(), span, before: self.last });
        self.last = Mark::None;
    }

    fn words_of(&mut self, text: &str, span: Span) -> Option<()> {
        let mut start = None;
        let slice = text.get(span.range())?;
        for (at, letter) in slice.char_indices().chain([(slice.len(), ' ')]) {
            if letter.is_alphanumeric() {
                start.get_or_insert(at);
                continue;
            }
            if let Some(start) = start.take() {
                self.word(text, Span::new(span.start as usize + start, span.start as usize + at));
            }
            self.last = self.last.max(mark(letter));
            let is_short = letter == '.' && self.words.last().is_some_and(|word| word.span.len() <= 4);
            if self.last == Mark::Hard {
                if !is_short {
                    return None;
                }
                self.last = Mark::None;
            }
        }
        Some(())
    }

    fn word(&mut self, text: &str, span: Span) {
        let Some(word) = text.get(span.range()) else { return };
        let folded = uncontracted(folded(word));
        if words::uses(&folded) & KADAR != 0 && self.date.is_some() {
            self.words.pop_if(|word| word.folded.len() <= 3);
            return self.until(span);
        }
        if std::mem::take(&mut self.follows_time) && words::uses(&folded) & AFTER != 0 {
            return;
        }
        self.words.push(Word { folded, span, before: self.last });
        self.last = Mark::None;
    }

    /// The words that say something: without articles at the ends and verbs that lead on, joined by spaces.
    pub fn key(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.folded.as_str()).collect();
        bare(&words, HELPER).join(" ")
    }

    /// The same gap with these words.
    pub fn with(&self, words: Vec<Word>) -> Gap {
        let mut gap = Gap { words, ..self.clone() };
        if let (Some(first), Some(before)) = (gap.words.first_mut(), self.words.first()) {
            first.before = first.before.max(before.before);
        }
        gap
    }

    /// Whether a comma, bracket or dash stands before the first word, or a verb leads on ("is a member of").
    pub fn is_set_off(&self) -> bool {
        let Some(first) = self.words.first() else { return self.last == Mark::Soft };
        first.before == Mark::Soft || words::uses(&first.folded) & HELPER != 0
    }

    /// Whether the words are one phrase that leads straight to the second name: no comma inside it but beside a time.
    pub fn is_one_phrase(&self) -> bool {
        let is_parted = |word: &Word| {
            word.before != Mark::None && (self.date.is_none() || words::uses(&word.folded) & ARTICLE != 0)
        };
        self.last == Mark::None && !self.words.iter().skip(1).any(is_parted)
    }
}

/// Words without those of the uses `leading` and articles at their beginning, and articles at their end.
pub fn bare<'a>(words: &'a [&'a str], leading: u32) -> &'a [&'a str] {
    let is = |word: &&str, of: u32| words::uses(word) & of != 0;
    let from = words.iter().position(|word| !is(word, leading | ARTICLE)).unwrap_or(words.len());
    let until = words.iter().rposition(|word| !is(word, ARTICLE)).map_or(0, |last| last + 1);
    words.get(from..until).unwrap_or_default()
}

fn mark(letter: char) -> Mark {
    match letter {
        '.' | ';' | ':' | '!' | '?' | '/' | '|' | '*' | '\t' | '=' | '[' | ']' | '&' | '+' | '%' | '…' => Mark::Hard,
        ',' | '(' | ')' | '–' | '—' => Mark::Soft,
        _ => Mark::None,
    }
}

/// The times of a statement among its mentions.
pub fn times(mentions: &[Mention]) -> Vec<Mention> {
    mentions.iter().filter(|mention| mention.kind == MentionKind::Time).cloned().collect()
}
