//! A name cut into words: at spaces and punctuation, at humps of camel case, at the articles fused to words.

use super::super::form::is_optional;

/// Longest name that is looked at, in characters, and most words.
const LONGEST: usize = 400;
const MOST: usize = 40;

/// A word as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Its letters, composed.
    pub text: String,
    /// Where it begins in the normalised name, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// It has capitals only, and more than one.
    pub capitals: bool,
    /// Full stops stand between its letters or one behind it.
    pub stops: bool,
    /// It stands in brackets.
    pub bracketed: bool,
    /// A comma stands behind it.
    pub comma: bool,
    /// It is one word with the next (a hyphen, an apostrophe or nothing between them).
    pub tied: bool,
}

/// A name in the form that its words are cut from: compatibility forms gone, of bounded length.
pub fn normal(name: &str) -> String {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};
    if is_nfkc_quick(name.chars()) == IsNormalized::Yes && name.len() <= LONGEST {
        return name.to_owned();
    }
    name.nfkc().take(LONGEST).collect()
}

/// The words of a name in its normal form.
pub fn tokens(name: &str) -> Vec<Token> {
    let characters: Vec<char> = name.chars().collect();
    let mut cut = Cutter { tokens: Vec::new(), word: String::new(), depth: 0, at: 0, start: 0 };
    let mut last = ' ';
    for (at, &character) in characters.iter().enumerate() {
        cut.take(character, last, &characters[at + 1..]);
        cut.at += character.len_utf8();
        last = character;
    }
    cut.end();
    let shouted = is_shouted(name);
    let alone = cut.tokens.len() == 1;
    for token in &mut cut.tokens {
        token.capitals = is_capitals(&token.text) && (!shouted || token.stops || alone);
    }
    join_initials(cut.tokens)
}

struct Cutter {
    tokens: Vec<Token>,
    word: String,
    depth: u32,
    at: usize,
    start: usize,
}

impl Cutter {
    fn take(&mut self, character: char, last: char, rest: &[char]) {
        match character {
            '\'' | '’' | '‘' | 'ʼ' | '`' if self.is_elided() => {
                self.end();
                self.tie();
            }
            _ if is_optional(character) => {}
            _ if character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character) => {
                if is_hump(character, last, rest, &self.word) {
                    self.end();
                    self.tie();
                }
                if self.word.is_empty() {
                    self.start = self.at;
                }
                self.word.push(character);
            }
            '&' | '+' => {
                self.end();
                (self.word, self.start) = (character.to_string(), self.at);
                self.end();
            }
            '(' | '[' | '（' => {
                self.end();
                self.depth += 1;
            }
            ')' | ']' | '）' => {
                self.end();
                self.depth = self.depth.saturating_sub(1);
            }
            '.' => {
                self.end();
                self.mark(|token| token.stops = true);
            }
            ',' | '،' | '、' => {
                self.end();
                self.mark(|token| token.comma = true);
            }
            '-' | '‐' | '‑' | '–' => {
                self.end();
                if rest.first().is_some_and(|next| next.is_alphanumeric()) {
                    self.tie();
                }
            }
            _ => self.end(),
        }
    }

    /// A word of one or two letters before an apostrophe: "l'", "d'", "dell'".
    fn is_elided(&self) -> bool {
        let word = self.word.to_lowercase();
        matches!(word.as_str(), "l" | "d" | "dell" | "all" | "nell" | "un" | "qu" | "s" | "j" | "n" | "sull" | "dall")
    }

    fn mark(&mut self, change: impl Fn(&mut Token)) {
        if let Some(token) = self.tokens.last_mut() {
            change(token);
        }
    }

    fn tie(&mut self) {
        self.mark(|token| token.tied = true);
    }

    fn end(&mut self) {
        if self.word.is_empty() || self.tokens.len() >= MOST {
            return self.word.clear();
        }
        let text = std::mem::take(&mut self.word);
        let (start, end) = (self.start, self.start + text.len());
        self.tokens.push(Token { text, start, end, bracketed: self.depth > 0, ..Token::default() });
    }
}

/// Whether a name is written in capitals, but perhaps for small words: capitals tell nothing there.
pub fn is_shouted(name: &str) -> bool {
    let words = || name.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let is_small = |word: &&str| word.chars().any(char::is_lowercase);
    let large = words().filter(|word| !is_small(word) && word.chars().count() >= 4).count();
    words().filter(is_small).all(|word| word.chars().count() <= 3 && large >= 2)
}

fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let many = text.chars().count() > 1;
    many && letters.clone().next().is_some() && letters.all(char::is_uppercase)
}

/// Whether a new word begins at this character without a space: a capital behind a small letter, the last capital
/// before small letters, a digit beside a letter.
fn is_hump(character: char, last: char, rest: &[char], word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    let long = word.chars().count() >= 3;
    if character.is_numeric() != last.is_numeric() {
        return character.is_numeric()
            && long
            && rest.iter().take_while(|c| c.is_alphanumeric()).all(|c| c.is_numeric());
    }
    let more = rest.first().is_some_and(|next| next.is_alphabetic());
    character.is_uppercase() && last.is_lowercase() && long && more
}

/// Runs of single letters with full stops are one acronym: "C.I.D.H.", but not the initials of a person ("J. P. García").
fn join_initials(tokens: Vec<Token>) -> Vec<Token> {
    let single = |token: &Token| token.stops && token.text.chars().count() == 1;
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let run_of = |at: usize| tokens[at..].iter().take_while(|token| single(token)).count();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let run = run_of(at);
        let whole = run >= 3 || (run == 2 && tokens.len() == 2);
        if whole {
            let mut joined = token.clone();
            joined.text = tokens[at..at + run].iter().map(|token| token.text.as_str()).collect();
            joined.capitals = true;
            joined.comma = tokens[at + run - 1].comma;
            out.push(joined);
            at += run;
        } else {
            out.push(token.clone());
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn cut(name: &str) -> String {
        tokens(name).iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_are_cut_where_a_reader_would() {
        assert_eq!(cut("Workers' League (Independent)"), "Workers|League|Independent");
        assert_eq!(cut("SiemensAG"), "Siemens|AG");
        assert_eq!(cut("C.I.D.H."), "CIDH");
        assert_eq!(cut("J. P. García"), "J|P|García");
        assert_eq!(cut("Union de l'Ouest"), "Union|de|l|Ouest");
        assert_eq!(cut("O'Brien"), "OBrien");
        assert_eq!(cut("AT&T"), "AT|&|T");
    }
}
