//! Sums of money: a number with a currency before or behind it.

use crate::knowledge::numbers::{self, Amount};

use super::Sentence;
use super::lexicon::*;
use super::tokens::words;

/// A sum of money.
#[derive(Clone, Copy, Debug)]
pub struct Money {
    /// How much.
    pub amount: Amount,
    /// First and last token.
    pub evidence: (usize, usize),
    /// First and last token of the currency.
    pub unit: (usize, usize),
}

/// The sums of money of a sentence.
pub fn read(sentence: &Sentence<'_>) -> Vec<Money> {
    let tokens = &sentence.tokens;
    if !tokens.iter().any(|token| token.is(CURRENCY)) {
        return vec![];
    }
    let words = words(tokens);
    let mut found = vec![];
    let mut at = 0;
    while at < tokens.len() {
        let Some(number) = numbers::read(&words, at, sentence.language).filter(|number| !number.article) else {
            at += 1;
            continue;
        };
        at = number.end.max(at + 1);
        let near = |i: &usize| tokens[number.core].start.saturating_sub(tokens[*i].end) <= 2;
        let before =
            number.core.checked_sub(1).filter(|i| tokens[*i].is(CURRENCY) && is_symbol(tokens[*i].folded) && near(i));
        let behind = Some(number.end).filter(|i| {
            tokens.get(*i).is_some_and(|token| {
                token.is(CURRENCY) && (token.word || token.glued || !sentence.lexicon.is_english())
            })
        });
        let of = behind.is_none() && tokens.get(number.end).is_some_and(|token| token.is(OF));
        let behind =
            behind.or_else(|| Some(number.end + 1).filter(|i| of && tokens.get(*i).is_some_and(|t| t.is(CURRENCY))));
        // "ten pounds of flour" is a weight; "5 marks" may be a school's.
        let weight = behind.is_some_and(|i| tokens[i].is(UNIT) && tokens.get(i + 1).is_some_and(|next| next.is(OF)));
        let Some(currency) = before.or(behind).filter(|_| !weight) else { continue };
        let prefix = currency
            .checked_sub(1)
            .filter(|i| before.is_some() && tokens[currency].glued && tokens[*i].word && tokens[*i].folded.len() <= 4);
        let first = prefix.unwrap_or(currency);
        let amount = before.map_or(number.amount, |i| bounded(sentence, i, number.amount));
        found.push(Money {
            amount,
            evidence: (number.start.min(first), number.end.saturating_sub(1).max(currency)),
            unit: (first, currency),
        });
    }
    found
}

/// Whether a currency is written before the number.
fn is_symbol(folded: &str) -> bool {
    matches!(folded, "$" | "€" | "£" | "¥" | "₽" | "₺" | "usd" | "eur" | "gbp" | "rs" | "us$")
}

/// "more than $5": what bounds the number stands before the sign.
fn bounded(sentence: &Sentence<'_>, currency: usize, amount: Amount) -> Amount {
    let tokens = &sentence.tokens;
    let start = currency.saturating_sub(5);
    // The number is put where the sign stands, so that the same phrases are found.
    let mut run: Vec<numbers::Word<'_>> = words(&tokens[start..currency]);
    run.push(numbers::Word { text: "10", glued: false });
    match numbers::read(&run, currency - start, sentence.language) {
        Some(number) if number.amount.min.is_none() => Amount { min: None, ..amount },
        Some(number) if number.amount.max.is_none() => Amount { max: None, ..amount },
        Some(number) if number.amount.approximate => Amount { approximate: true, ..amount },
        _ => amount,
    }
}
