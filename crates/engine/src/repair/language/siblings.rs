//! Croatian and its relatives, whose function words are the same.
//!
//! Takes windows of a text in one of them, tells by words that only one side has (Croatian *tisuća*, *uvjet*, *siječanj*;
//! beyond it *hiljada*, *uslov*, *januar*) whether it is Croatian. `siblings.txt` has the words.

use std::sync::LazyLock;

/// What the words say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// It is Croatian.
    Croatian,
    /// It is a relative.
    Other,
}

/// Croatian and its relatives, as ISO 639-3 codes.
pub const CODES: [&str; 3] = ["hrv", "bos", "srp"];

/// Different telling words that one side must have.
const ENOUGH: usize = 2;
/// How many times as many it must have as the other side: borrowed words and quotations are in every text.
const CLEAR: usize = 3;

/// The words of one side: whole ones, and beginnings behind which any ending follows.
struct Side {
    whole: Vec<&'static str>,
    beginnings: Vec<&'static str>,
}

impl Side {
    fn read(name: &str) -> Self {
        let lines = include_str!("siblings.txt").lines();
        let words = lines.filter_map(|line| line.split_once(' ')).find(|(side, _)| *side == name);
        let (mut whole, mut beginnings) = (Vec::new(), Vec::new());
        for word in words.map_or("", |(_, words)| words).split(' ').filter(|word| !word.is_empty()) {
            match word.strip_suffix('-') {
                Some(beginning) => beginnings.push(beginning),
                None => whole.push(word),
            }
        }
        Side { whole, beginnings }
    }

    /// Which of its words a word is: the whole ones first.
    fn place(&self, word: &str) -> Option<usize> {
        let whole = self.whole.iter().position(|own| *own == word);
        let begins = || self.beginnings.iter().position(|own| word.starts_with(own));
        whole.or_else(|| begins().map(|place| self.whole.len() + place))
    }
}

static CROATIAN: LazyLock<Side> = LazyLock::new(|| Side::read("hrv"));
static OTHERS: LazyLock<Side> = LazyLock::new(|| Side::read("others"));

/// What the words of windows of a text say; `None` where they do not decide it.
pub fn verdict(windows: &[&str]) -> Option<Verdict> {
    let (mut croatian, mut others) = (Vec::new(), Vec::new());
    for word in windows.iter().flat_map(|window| window.split(|letter: char| !letter.is_alphabetic())) {
        if word.is_empty() {
            continue;
        }
        let word = word.to_lowercase();
        for (side, seen) in [(&CROATIAN, &mut croatian), (&OTHERS, &mut others)] {
            if let Some(place) = side.place(&word)
                && !seen.contains(&place)
            {
                seen.push(place);
            }
        }
    }
    let (croatian, others) = (croatian.len(), others.len());
    if croatian >= ENOUGH && croatian >= CLEAR * others {
        Some(Verdict::Croatian)
    } else if others >= ENOUGH && others >= CLEAR * croatian {
        Some(Verdict::Other)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::of_document;

    #[test]
    fn croatian_is_told_where_its_words_decide() {
        let text = "Mi, lučki radnici, pozivamo sve koji rade u luci da se pridruže prosvjedu. Tijekom siječnja je \
            otpušteno više od tisuću ljudi, a nitko nije rekao zašto. Tražimo da se uvjeti rada poprave i da općina \
            objavi izvješće o tome.";
        assert_eq!(of_document(text), Some("hrv"));
    }

    #[test]
    fn its_relatives_are_not_taken_for_it() {
        let text = "Mi, lučki radnici, pozivamo sve koji rade u luci da se pridruže protestu. Tokom januara je \
            otpušteno više od hiljadu ljudi, a niko nije rekao zašto. Tražimo da se uslovi rada poprave i da opština \
            objavi izveštaj o tome.";
        assert_ne!(of_document(text), Some("hrv"));
    }
}
