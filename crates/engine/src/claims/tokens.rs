//! The words of a sentence, looked up.

use super::cut::Folded;
use super::lexicon::{self, Lexicon};
use crate::knowledge::numbers::Word;

/// A word or mark of a sentence, or a phrase of the lexicon.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte in the text.
    pub end: usize,
    /// Its folded letters; words of a phrase are joined by spaces.
    pub folded: &'a str,
    /// Its roles, see [`lexicon`].
    pub roles: u64,
    /// What it counts.
    pub what: u8,
    /// What it counts as a noun.
    pub noun: u8,
    /// Whether no white space stands before it.
    pub glued: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it is a word or number, no mark.
    pub word: bool,
    /// Whether a number may begin with it.
    pub numeral: bool,
}

impl Token<'_> {
    /// Whether it plays one of these parts.
    pub fn is(&self, roles: u64) -> bool {
        self.roles & roles != 0
    }

    /// Whether it is this mark or folded word.
    pub fn reads(&self, text: &str) -> bool {
        self.folded == text
    }
}

/// Most words and marks of a sentence that are looked at.
pub const MOST: usize = 720;

/// The words of a sentence, phrases of the lexicon joined.
pub fn tokens<'a>(folded: &'a Folded, lexicon: &Lexicon) -> Vec<Token<'a>> {
    let pieces = folded.pieces();
    let mut all: Vec<Token<'a>> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while let (Some(piece), Some(letters)) = (pieces.get(at), folded.letters(at)) {
        let single = lexicon.word(letters);
        let begins = single.roles & lexicon::PHRASE != 0;
        let phrase = begins.then(|| lexicon.phrase(letters, |next| folded.letters(at + next))).flatten();
        let (lexeme, length) = phrase.unwrap_or((single, 1));
        let last = pieces.get(at + length - 1).unwrap_or(piece);
        let mut token = Token {
            start: piece.piece.start,
            end: last.piece.end,
            folded: folded.joined(at, length).unwrap_or(letters),
            roles: lexeme.roles & !(lexicon::PHRASE | lexicon::NUMERAL),
            what: lexeme.what,
            noun: lexeme.noun,
            glued: piece.piece.glued,
            capital: piece.capital,
            word: piece.word,
            numeral: length == 1 && piece.word && lexicon.opens_number(letters, single),
        };
        if token.roles == 0 && token.word && lexicon.is_english() && is_adverb(token.folded) {
            token.roles = lexicon::ADVERB;
        }
        if !token.word && matches!(token.folded, "$" | "€" | "£" | "¥" | "₽" | "₺") {
            token.roles |= lexicon::CURRENCY;
        }
        all.push(token);
        at += length;
    }
    match all.iter().any(|token| !token.word && matches!(token.folded, "[" | "(" | "\"" | "“" | "„" | "«")) {
        true => without_asides(all),
        false => all,
    }
}

/// English adverbs, by their ending.
fn is_adverb(folded: &str) -> bool {
    const NOUNS: [&str; 14] = [
        "family", "assembly", "reply", "supply", "monopoly", "anomaly", "italy", "sicily", "ally", "rally", "belly",
        "bully", "holy", "early",
    ];
    folded.len() > 4 && folded.ends_with("ly") && !NOUNS.contains(&folded)
}

/// Leaves out what stands in brackets, unless it counts something, and marks around a few quoted words: a name goes on
/// behind them ("the FL [Farmers' League] members").
fn without_asides(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    const LONGEST_BRACKET: usize = 30;
    const LONGEST_QUOTE: usize = 7;
    let mut drop = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let (close, longest): (&[&str], usize) = match tokens[at].folded {
            "[" => (&["]", ")"], LONGEST_BRACKET),
            "(" => (&[")"], LONGEST_BRACKET),
            "\"" => (&["\""], LONGEST_QUOTE),
            "“" | "„" => (&["”", "“"], LONGEST_QUOTE),
            "«" => (&["»"], LONGEST_QUOTE),
            _ => (&[], 0),
        };
        let end = (at + 1..tokens.len().min(at + longest)).find(|i| close.contains(&tokens[*i].folded));
        if let Some(end) = end {
            let counts = tokens[at..end].iter().any(|token| token.is(lexicon::NOUN | lexicon::LEFT | lexicon::RIGHT));
            if longest == LONGEST_BRACKET && !counts {
                drop[at..=end].fill(true);
            } else if longest == LONGEST_QUOTE {
                (drop[at], drop[end]) = (true, true);
            }
            at = end;
        }
        at += 1;
    }
    let mut kept = drop.iter();
    tokens.into_iter().filter(|_| !kept.next().copied().unwrap_or_default()).collect()
}

/// The tokens as the number reader wants them.
pub fn words<'a>(tokens: &[Token<'a>]) -> Vec<Word<'a>> {
    tokens.iter().map(|token| Word { text: token.folded, glued: token.glued }).collect()
}
