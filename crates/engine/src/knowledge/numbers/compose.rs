//! Composes number words and digits into one value: "two hundred and fifty", "quatre-vingt-dix", "fünfundzwanzig".

use super::words::{self, Kind, Words};
use super::{Amount, Language, Number, Word, digits};

/// A value under composition.
struct Sum {
    total: f64,
    current: f64,
    /// What is added to `current` must be below this.
    room: f64,
    /// What multiplies next must be below this.
    scale: f64,
    /// Whether the last part was a unit that tens may follow ("fünf-und-zwanzig").
    unit: bool,
    parts: usize,
}

impl Sum {
    fn new() -> Self {
        Sum { total: 0.0, current: 0.0, room: 1000.0, scale: f64::INFINITY, unit: false, parts: 0 }
    }

    /// Takes a part; `false` where it does not fit behind what there is.
    fn take(&mut self, kind: Kind, joined: bool, language: Language) -> bool {
        let fits = match kind {
            Kind::Plain(value) => self.add(value, joined, language),
            Kind::Times(times) => self.multiply(times),
            _ => false,
        };
        self.parts += usize::from(fits);
        fits
    }

    fn add(&mut self, value: f64, joined: bool, language: Language) -> bool {
        let inverted = matches!(language, Language::De | Language::Nl);
        if inverted && self.unit && joined && (20.0..100.0).contains(&value) {
            (self.current, self.room, self.unit) = (self.current + value, 0.0, false);
            return true;
        }
        if language == Language::Fr && value == 20.0 && self.unit && self.current % 100.0 == 4.0 && !joined {
            (self.current, self.room, self.unit) = (self.current + 76.0, 20.0, false);
            return true;
        }
        if value >= self.room || (value == 0.0 && self.parts > 0) {
            return false;
        }
        self.current += value;
        self.unit = (1.0..10.0).contains(&value);
        self.room = match value {
            _ if value >= 100.0 => 100.0,
            _ if language == Language::Fr && value == 60.0 => 20.0,
            _ if value >= 20.0 => 10.0,
            _ if value == 10.0 && matches!(language, Language::Fr | Language::Tr) => 10.0,
            _ => 0.0,
        };
        true
    }

    fn multiply(&mut self, times: f64) -> bool {
        if times < 1000.0 {
            // "five hundred" but never "hundred hundred".
            if self.current % 100.0 == 0.0 && self.current > 0.0 || self.current >= 100.0 && times == 100.0 {
                return false;
            }
            self.current = self.current.max(1.0) * times;
            self.room = if times == 100.0 { 100.0 } else { 0.0 };
        } else {
            if times >= self.scale || (self.current == 0.0 && self.parts > 0) {
                return false;
            }
            self.total += self.current.max(1.0) * times;
            (self.current, self.room, self.scale) = (0.0, 1000.0, times);
        }
        self.unit = false;
        true
    }
}

/// The number whose first word is `at`, without words that bound it.
pub fn compose(text: &[Word<'_>], at: usize, language: Language) -> Option<Number> {
    let list = words::of(language);
    let word = text.get(at)?.text;
    let number =
        |amount, end, article, plain_digits| Number { amount, start: at, core: at, end, article, plain_digits };
    let exact = |value: f64| Amount { min: Some(value), max: Some(value), approximate: false };
    if word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let (value, end) = digit_groups(text, at, language)?;
        let mut sum = Sum::new();
        (sum.current, sum.room, sum.parts) = (value, 0.0, 1);
        let end = more(text, end, &mut sum, list, language);
        let plain = end == at + 1 && word.bytes().all(|byte| byte.is_ascii_digit());
        return Some(number(exact(sum.total + sum.current), end, false, plain));
    }
    match list.kind(word) {
        Some(Kind::Vague(least)) => {
            let (least, end) = vague(text, at + 1, least, list);
            Some(number(Amount { min: Some(least), max: None, approximate: true }, end, false, false))
        }
        Some(kind @ (Kind::Few | Kind::Article)) => match text.get(at + 1).and_then(|next| list.kind(next.text)) {
            Some(Kind::Times(times)) if kind == Kind::Few => {
                Some(number(Amount { min: Some(2.0 * times), max: None, approximate: true }, at + 2, false, false))
            }
            Some(Kind::Times(_)) => {
                compose(text, at + 1, language).map(|found| Number { start: at, core: at, ..found })
            }
            _ if kind == Kind::Article => Some(number(exact(1.0), at + 1, true, false)),
            _ => None,
        },
        Some(kind) => {
            let mut sum = Sum::new();
            sum.take(kind, false, language);
            let end = more(text, at + 1, &mut sum, list, language);
            let article = end == at + 1 && list.is_article(word);
            Some(number(exact(sum.total + sum.current), end, article, false))
        }
        None => compound(word, list, language).map(|value| {
            let mut sum = Sum::new();
            (sum.current, sum.room, sum.parts) = (value, 0.0, 1);
            let end = more(text, at + 1, &mut sum, list, language);
            number(exact(sum.total + sum.current), end, false, false)
        }),
    }
}

/// Takes parts from word `at` on as long as they fit; gives the word behind them.
fn more(text: &[Word<'_>], mut at: usize, sum: &mut Sum, list: &Words, language: Language) -> usize {
    while let Some(word) = text.get(at) {
        let skipped = if list.joins(word.text) || (word.text == "-" && word.glued) { 1 } else { 0 };
        let joined = skipped == 1 && word.text != "-";
        // "five and twenty" would be read over two numbers; English joins behind hundreds only.
        if joined && language == Language::En && sum.room != 100.0 && sum.room != 1000.0 {
            break;
        }
        let kind = match text.get(at + skipped).and_then(|next| list.kind(next.text)) {
            // The plural that means "thousands" alone is the multiplier behind a number: «три тысячи».
            Some(Kind::Vague(least)) if matches!(language, Language::Ru | Language::Pl) && least >= 2000.0 => {
                Kind::Times(least / 2.0)
            }
            Some(kind) => kind,
            None => break,
        };
        if skipped == 1 && matches!(kind, Kind::Times(_)) || !sum.take(kind, joined, language) {
            break;
        }
        at += 1 + skipped;
    }
    at
}

/// "tens of thousands", "docenas de miles".
fn vague(text: &[Word<'_>], mut at: usize, mut least: f64, list: &Words) -> (f64, usize) {
    while let (Some(of), Some(next)) = (text.get(at), text.get(at + 1)) {
        match list.kind(next.text) {
            Some(Kind::Vague(more)) if list.is_of(of.text) && least < 1e12 => least *= more / 2.0,
            _ => break,
        }
        at += 2;
    }
    (least, at)
}

/// Digits, and the groups of three that stand behind them with a space between, as most languages but English write.
fn digit_groups(text: &[Word<'_>], at: usize, language: Language) -> Option<(f64, usize)> {
    let first = text.get(at)?.text;
    let mut value = digits::value(first, language)?;
    let mut end = at + 1;
    if language != Language::En && first.len() <= 3 && first.bytes().all(|byte| byte.is_ascii_digit()) && value > 0.0 {
        while let Some(group) = text.get(end).filter(|group| {
            !group.glued
                && group.text.len() == 3
                && group.text.bytes().all(|byte| byte.is_ascii_digit())
                && end < at + 4
        }) {
            value = value * 1000.0 + group.text.parse::<f64>().ok()?;
            end += 1;
        }
    }
    Some((value, end))
}

/// The value of a word that is written together from number words: "zweihundertfünfzig", "ventitré".
fn compound(word: &str, list: &Words, language: Language) -> Option<f64> {
    const LONGEST: usize = 60;
    if !matches!(language, Language::De | Language::Nl | Language::It | Language::Tr) || word.len() > LONGEST {
        return None;
    }
    // `reach[i]` is the place before the last part of the letters up to `i`, the longest part being tried first.
    let mut reach: Vec<Option<usize>> = vec![None; word.len() + 1];
    reach[0] = Some(0);
    for end in 1..=word.len() {
        reach[end] = (0..end).find(|start| {
            reach[*start].is_some()
                && word.get(*start..end).is_some_and(|part| {
                    part.len() > 1
                        && (matches!(list.kind(part), Some(Kind::Plain(_) | Kind::Times(_))) || list.joins(part))
                })
        });
    }
    let mut parts = vec![];
    let mut end = word.len();
    while end > 0 {
        let start = reach[end]?;
        parts.push(&word[start..end]);
        end = start;
    }
    let mut sum = Sum::new();
    let mut joined = false;
    for part in parts.iter().rev() {
        if list.joins(part) && sum.parts > 0 {
            joined = true;
        } else {
            (sum.take(list.kind(part)?, joined, language)).then_some(())?;
            joined = false;
        }
    }
    (sum.parts > 1).then_some(sum.total + sum.current)
}
