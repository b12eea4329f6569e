//! The clause around a mention of time, and whether it speaks of what was or of what is to come.

use broadside_model::Span;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Bytes looked at before and behind a mention: a long clause, and a bound on the work.
const BEFORE: usize = 200;
const BEHIND: usize = 140;
/// Words looked at on either side for the tense.
const REACH: usize = 25;

/// What stands around a mention in its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Clause<'a> {
    /// From the start of the sentence to the mention.
    pub before: &'a str,
    /// From the mention to the end of the sentence.
    pub behind: &'a str,
}

/// Of when a clause speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Of what was or had begun.
    Past,
    /// Of what is to come.
    Future,
    /// It does not say.
    Unclear,
}

impl<'a> Clause<'a> {
    /// The clause around `span` of `text`.
    pub fn around(text: &'a str, span: Span) -> Self {
        let range = span.range();
        let from = floor(text, range.start.saturating_sub(BEFORE));
        let to = floor(text, (range.end + BEHIND).min(text.len()));
        let before = text.get(from..range.start).unwrap_or("");
        let behind = text.get(range.end..to).unwrap_or("");
        let start = sentence_ends(before).next_back().unwrap_or(0);
        let end = sentence_ends(behind).next().unwrap_or(behind.len());
        Clause { before: before.get(start..).unwrap_or(""), behind: behind.get(..end).unwrap_or("") }
    }

    /// Of when it speaks: the nearest word before the mention that tells is believed, or else the first behind it.
    pub fn tense(&self) -> Tense {
        // In a text in capitals "TO BE HELD" is no name.
        let small = if self.before.bytes().any(|byte| byte.is_ascii_lowercase()) {
            Cow::Borrowed(self.before)
        } else {
            Cow::Owned(self.before.to_lowercase())
        };
        let nearest: Vec<&str> = rwords(&small).take(REACH).collect();
        let before = nearest.iter().enumerate().map(|(index, word)| match told(word) {
            _ if *word == "to" && index > 0 && is_infinitive(nearest[index - 1]) => Some(Tense::Future),
            Some(Tense::Past) => Some(with_auxiliary(nearest.get(index + 1..).unwrap_or(&[]))),
            other => other,
        });
        let before = before.flatten().next();
        let modal = |word: &str| matches!(word, "will" | "shall" | "ll" | "WILL" | "SHALL");
        let behind = match words(self.behind).take(REACH / 2).any(modal) {
            true => Some(Tense::Future),
            false => words(self.behind).take(REACH / 2).find_map(told),
        };
        let supposed = nearest.iter().take(REACH / 2).any(|word| SUPPOSED.contains(word));
        // "… has ended, and in 1922 all will …": what stands behind belongs to the mention too.
        if (before, behind) == (Some(Tense::Past), Some(Tense::Future)) {
            return Tense::Unclear;
        }
        match before {
            Some(Tense::Past) if supposed => Tense::Unclear,
            Some(tense) => tense,
            // What stands behind is about the mention where that opens the sentence.
            None if self.opens() => behind.unwrap_or(Tense::Unclear),
            None => Tense::Unclear,
        }
    }

    /// Whether the mention stands at the start of its sentence, with no more than a few words before it.
    fn opens(&self) -> bool {
        rwords(self.before).take(5).count() < 5 && !self.before.contains(',')
    }

    /// The last words before the mention, nearest first.
    pub fn nearest(&self) -> impl Iterator<Item = &'a str> {
        self.before.rsplit(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
    }
}

fn rwords(text: &str) -> impl Iterator<Item = &str> {
    text.rsplit(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty())
}

/// The greatest character boundary that is not beyond `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Bytes at which sentences end: behind a full stop and a blank, unless it stands behind an initial or a short title,
/// and behind an empty line.
fn sentence_ends(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter(move |&at| match bytes[at] {
        b'.' | b'!' | b'?' | b';' => {
            bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace) && !is_short(text.get(..at).unwrap_or(""))
        }
        b'\n' => bytes.get(at + 1) == Some(&b'\n'),
        _ => false,
    })
}

/// Whether the last word is an initial or an abbreviation that a full stop does not end a sentence behind.
fn is_short(before: &str) -> bool {
    let word = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
    word.chars().count() == 1
        || matches!(word, "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "No" | "Gen" | "Hon" | "Sr" | "vs" | "viz")
}

/// Whether the word behind "to" is a verb, as far as that can be told without a dictionary.
fn is_infinitive(next: &str) -> bool {
    next.starts_with(|letter: char| letter.is_ascii_lowercase()) && !NO_VERBS.contains(next)
}

/// Of when a participle speaks, by the words before it, nearest first: "to be held" is to come, "was held" is past.
fn with_auxiliary(before: &[&str]) -> Tense {
    const TO_COME: &[&str] = &["be", "will", "shall", "would", "may", "might", "could", "should", "to"];
    const OTHERS: &[&str] = &["being", "was", "were", "been", "had"];
    match before.iter().take(3).find(|word| TO_COME.contains(word) || OTHERS.contains(word)) {
        Some(word) if TO_COME.contains(word) => Tense::Future,
        Some(&"being") => Tense::Unclear,
        _ => Tense::Past,
    }
}

/// What a word tells of the time its clause speaks of; `None` where it tells nothing.
fn told(word: &str) -> Option<Tense> {
    let lower = word.to_lowercase();
    let participle = lower.len() > 4 && lower.ends_with("ed") && lower.is_ascii();
    if FUTURE.contains(lower.as_str()) {
        Some(Tense::Future)
    } else if UNCLEAR.contains(lower.as_str()) {
        Some(Tense::Unclear)
    } else if PAST.contains(lower.as_str()) || participle && !ADJECTIVES.contains(lower.as_str()) {
        Some(Tense::Past)
    } else {
        None
    }
}

fn set(words: &[&'static str]) -> HashSet<&'static str> {
    words.iter().flat_map(|line| line.split(' ')).collect()
}

/// Words that can stand behind "to" and are no verbs.
static NO_VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(&[
        "the a an this that these those its his her their our my your all any some such which whom what it us them him",
        "me you each every both many no other another one two date and or",
    ])
});

/// Words that tell of what was.
static PAST: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(&[
        "was were had did been ago since began became came took gave went saw met held made fell rose led brought won",
        "lost broke drew grew wrote spoke stood sent left said told found fought bought taught understood paid laid chose",
        "bore begun sought struck spent felt kept built known taken given done seen gone fallen driven",
        "fue fueron había hubo foi foram havia waren wurde wurden hatte fut furent était avait depuis desde seit",
        "stata stato był była było był была были werd werden sinds",
    ])
});

/// Words that tell of what is to come, or may be.
static FUTURE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(&[
        "will shall would should must may might could ll next coming forthcoming upcoming future until till plan plans",
        "planned planning scheduled schedule expected expect expects expires expire target targets goal goals hope hopes",
        "hoped intend intends intended propose proposed proposes projected projection projections forecast estimated",
        "estimates deadline aim aims aimed objective prepare preparing preparations preparation preparatory ahead vision",
        "horizon proclaimed proclaiming proclaim declaring designated envisaged envisages candidate candidature candidacy",
        "let if payable redeemable due fiscal bonds loan requires required appropriated levied takes approach",
        "será serán deberá próximo próxima hasta até sera seront prochain prochaine jusqu wird soll sollen bis sarà entro",
        "fino będzie будет zal zullen tot",
    ])
});

/// Words that make what follows in their clause a supposition, a wish or a plan.
static SUPPOSED: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(&[
        "would should could might will hope hopes proposal proposals call calls appropriation appropriations expenditure",
    ])
});

/// Words behind which a time may be past or to come, whatever stands before them.
static UNCLEAR: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(&[
        "is are goes comes convening holding convocation adoption elections election opening signature decision decided",
        "decides announced announcement agreed invited fixed set fixing setting hosting bringing proclamation biennium",
        "decade period programme program agenda calling running beginning thinking provides supports welcomes wishes",
        "elected slated requested take takes devoted dedicated extended called summoned convoked authorized directed sections section",
    ])
});

/// Words in -ed that are no past tense.
static ADJECTIVES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(&[
        "united indeed hundred proceed exceed succeed sacred speed developed industrialized armed limited interested",
        "concerned continued unprecedented advanced displaced renewed sustained increased landlocked divided allied",
        "federated related based needed wretched naked hatred embed underdeveloped supposed bleed breed beloved",
        "distinguished esteemed oppressed occupied fixed",
    ])
});

#[cfg(test)]
mod tests {
    use super::*;

    fn tense(text: &str, at: &str) -> Tense {
        let start = text.find(at).expect("the mention");
        Clause::around(text, Span::new(start, start + at.len())).tense()
    }

    #[test]
    fn past_and_future_are_told_apart() {
        assert_eq!(tense("The union was founded in 1921. It will meet again.", "1921"), Tense::Past);
        assert_eq!(tense("Mr. A. Example spoke in 1921", "1921"), Tense::Past);
        assert_eq!(tense("The congress will be held in 1975.", "1975"), Tense::Future);
        assert_eq!(tense("The plan adopted last year runs until 1975.", "1975"), Tense::Future);
        assert_eq!(tense("They voted for a congress to be held at Town in 1975.", "1975"), Tense::Future);
        assert_eq!(tense("They brought their votes to the congress in 1975.", "1975"), Tense::Past);
        assert_eq!(tense("The events of 1975.", "1975"), Tense::Unclear);
    }

    #[test]
    fn clauses_are_cut_on_characters() {
        let text = "\u{e9}".repeat(500);
        let clause = Clause::around(&text, Span::new(500, 502));
        assert!(clause.before.len() >= BEFORE && clause.behind.len() >= BEHIND - 1);
    }
}
