//! A statement as this stage looks at it: its names in order, with what stands between and around them.

use super::words::{self, ARTICLE, IF, OF, OFFICE, RANK};
use crate::knowledge::phrase::folded;
use crate::knowledge::{country, organisations, phrase};
use broadside_model::{Mention, MentionKind, Span, Statement};

/// Names and times of a statement.
pub struct View<'a> {
    /// The repaired text.
    pub text: &'a str,
    /// The statement.
    pub statement: &'a Statement,
    /// What it names, in order, none within another.
    pub names: Vec<&'a Mention>,
    /// Its times, in order.
    pub times: Vec<Mention>,
}

impl<'a> View<'a> {
    /// Looks at a statement of `text`.
    pub fn new(text: &'a str, statement: &'a Statement) -> Self {
        let mut names: Vec<&Mention> = Vec::new();
        let is_name = |mention: &&Mention| !matches!(mention.kind, MentionKind::Time | MentionKind::Quantity);
        for mention in statement.mentions.iter().filter(is_name) {
            if names.last().is_none_or(|last| last.span.end <= mention.span.start) {
                names.push(mention);
            }
        }
        View { text, statement, names, times: super::gap::times(&statement.mentions) }
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// What stands between two names, without the title of the second.
    pub fn between(&self, a: &Mention, b: &Mention) -> Option<Span> {
        (a.span.end <= b.span.start).then_some(Span { start: a.span.end, end: b.span.start })
    }

    /// Whether a mention is a country.
    pub fn is_country(&self, mention: &Mention) -> bool {
        mention.kind == MentionKind::Place && country::code(self.words(mention.span)).is_some()
    }

    /// Whether the text goes on with what belongs to the name that ends there: a possessive, a hyphen, or another
    /// capitalised word (nouns in German are no sign).
    pub fn goes_on(&self, end: u32) -> bool {
        let after = self.text.get(end as usize..self.statement.span.end as usize).unwrap_or_default();
        let mut letters = after.chars();
        match letters.next() {
            Some('-' | '\u{2010}' | '\u{2011}') => letters.next().is_some_and(char::is_alphabetic),
            Some('\'' | '’') => {
                letters.next() == Some('s') && letters.next().is_none_or(|letter| !letter.is_alphanumeric())
            }
            Some(' ' | '\n') => {
                let is_capital = letters.next().is_some_and(char::is_uppercase);
                (is_capital && after.starts_with(' ') && self.has_plain_nouns()) || leads_to_head(after)
            }
            Some(letter) => letter.is_alphanumeric(),
            None => false,
        }
    }

    /// Whether the name that begins there seems to begin earlier: a capitalised word stands right before it that is
    /// no article, title or office and does not begin a sentence.
    pub fn began_before(&self, start: u32) -> bool {
        let before = self.text.get(self.statement.span.start as usize..start as usize).unwrap_or_default();
        let Some(line) = before.strip_suffix(' ') else {
            return before.ends_with('-') || before.ends_with(char::is_alphanumeric);
        };
        let at = line.rfind(|letter: char| !letter.is_alphanumeric()).map_or(0, |at| at + 1);
        let word = line.get(at..).or_else(|| line.rsplit(|letter: char| !letter.is_alphanumeric()).next());
        let word = word.unwrap_or_default();
        let begins = line.strip_suffix(word).unwrap_or_default().trim_end();
        let begins = begins.is_empty() || begins.ends_with(['.', '!', '?', ':', '"', '“', '«', '\n']);
        let word_folded = folded(word);
        self.has_plain_nouns()
            && !begins
            && word.starts_with(char::is_uppercase)
            && words::uses(&word_folded) & (ARTICLE | OF | OFFICE | RANK) == 0
            && !words::is_title(&word_folded)
    }

    /// Whether the word before a name says that what follows may not be so.
    pub fn is_supposed(&self, start: u32) -> bool {
        self.word_before(start).is_some_and(|word| words::uses(&folded(word)) & IF != 0)
    }

    /// Whether one word behind "of" is taken for a person: "Ada Crumb of Burlington, president of" … says nothing of a
    /// person Burlington.
    pub fn is_place_of(&self, name: &Mention) -> bool {
        let is_one = name.kind == MentionKind::Person && !self.words(name.span).contains(char::is_whitespace);
        let before = self.word_before(name.span.start);
        is_one && name.title.is_none() && before.is_some_and(|word| words::uses(&folded(word)) & OF != 0)
    }

    /// The word right before a place in the statement, articles passed over.
    pub fn word_before(&self, start: u32) -> Option<&'a str> {
        let before = self.text.get(self.statement.span.start as usize..start as usize)?;
        let mut words = before.rsplit(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).take(2);
        words.find(|word| words::uses(&folded(word)) & ARTICLE == 0)
    }

    fn has_plain_nouns(&self) -> bool {
        self.statement.language.as_deref() != Some("deu")
    }

    /// Whether a name of a body is more than an adjective left over from a longer one.
    pub fn is_name(&self, mention: &Mention) -> bool {
        let name = self.words(mention.span);
        mention.kind != MentionKind::Organisation
            || self.statement.language.as_deref() != Some("eng")
            || name.contains(char::is_whitespace)
            || name.chars().skip(1).any(char::is_uppercase)
            || words::heads_body(&folded(name))
            || organisations::known(phrase::words(name)).is_some()
    }

    /// Whether a name is cut off at either end.
    pub fn is_cut(&self, mention: &Mention) -> bool {
        let start = mention.title.map_or(mention.span.start, |title| title.start.min(mention.span.start));
        self.began_before(start) || self.goes_on(mention.span.end)
    }
}

/// Whether the words that follow a name belong to it: a lower-case head ("foreign relations committee"), or "on" and "for"
/// with a capitalised word ("on Trade").
fn leads_to_head(after: &str) -> bool {
    let until = after.find(['.', ',', ';', ':', '!', '?', '(', ')', '"', '”', '-']).unwrap_or(after.len());
    let mut words = after.get(..until).unwrap_or_default().split_whitespace();
    let Some(first) = words.next() else { return false };
    if matches!(first, "on" | "for") {
        let mut next = words.filter(|word| words::uses(&folded(word)) & ARTICLE == 0);
        return next.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    }
    let is_small = |word: &&str| word.chars().all(char::is_lowercase) && words::uses(&folded(word)) == 0;
    [first].into_iter().chain(words).take(3).take_while(|word| is_small(word) || is_head(word)).any(is_head)
}

fn is_head(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && words::heads_body(&folded(word))
}
