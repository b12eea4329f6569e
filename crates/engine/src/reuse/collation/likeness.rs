//! Whether two different words may be one, written otherwise.

/// Greatest share of a word's letters that may differ, as one in so many.
const ONE_IN: usize = 4;
/// Fewest letters of the longer word.
const FEWEST: usize = 4;
/// Most letters looked at.
const MOST: usize = 64;

/// What can be told of a word at a glance: which letters it has.
pub(super) fn glance(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(0, |bits, c| bits | 1 << (u32::from(c) % 61))
}

/// Whether words whose letters these are cannot be alike.
pub(super) fn surely_unlike(a: (u64, u8), b: (u64, u8)) -> bool {
    let longer = usize::from(a.1.max(b.1));
    longer < FEWEST
        || usize::from(a.1.abs_diff(b.1)) * ONE_IN > longer
        || (a.0 ^ b.0).count_ones() as usize * ONE_IN > longer * 2
}

/// Whether two words are nearly the same letters.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let letters = |word: &str| -> Vec<char> { word.chars().flat_map(char::to_lowercase).take(MOST).collect() };
    let (a, b) = (letters(a), letters(b));
    let longer = a.len().max(b.len());
    let most = longer / ONE_IN;
    longer >= FEWEST && most > 0 && distance(&a, &b, most) <= most
}

/// Whether two texts have at least half of the longer one's letters in common, in order: one may be the other, badly read.
pub(super) fn resembles(a: &str, b: &str) -> bool {
    let letters = |word: &str| -> Vec<char> { word.chars().flat_map(char::to_lowercase).take(MOST).collect() };
    let (a, b) = (letters(a), letters(b));
    let most = a.len().max(b.len()) / 2;
    distance(&a, &b, most) <= most
}

/// Letters exchanged, put in or left out; more than `most` where there are more.
fn distance(a: &[char], b: &[char], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let exchanged = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = exchanged.min(row[j] + 1).min(diagonal + 1);
        }
        if row.iter().min().is_some_and(|least| *least > most) {
            return most + 1;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn a_letter_misread_is_alike_and_another_word_is_not() {
        assert!(alike("government", "govemment"));
        assert!(alike("ovens", "0vens"));
        assert!(!alike("war", "was"));
        assert!(!alike("bakers", "millers"));
    }
}
