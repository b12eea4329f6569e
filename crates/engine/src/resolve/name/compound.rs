//! Words written together: the German kind ("Bauernverband") and names of scripts that have no spaces.

use super::super::lexicon::{Concept, Lexicon, Sort};
use super::sound::is_han;

/// Fewest letters of a compound.
const SHORTEST: usize = 8;
/// Most pieces of a name without spaces.
const MOST: usize = 12;

/// The parts of a compound, with what they mean. None where the word is not known to be one.
pub fn split<'w>(lists: &Lexicon, word: &'w str) -> Option<Vec<(&'w str, Option<Concept>)>> {
    if word.starts_with(|first: char| is_han(first) || ('\u{3040}'..='\u{30ff}').contains(&first) || is_hangul(first)) {
        return unspaced(lists, word);
    }
    if !word.is_ascii() || word.len() < SHORTEST {
        return None;
    }
    (4..=word.len() - 3).find_map(|cut| {
        let (first, second) = (word.get(..cut)?, word.get(cut..)?);
        let second_means = lists.whole(second).or_else(|| lists.word(second).filter(|_| second.len() >= 5));
        // "Bibliotecarios" are not rivers of a library.
        let is_head = |concept: &Concept| {
            matches!(concept.sort, Sort::Type | Sort::Attribute) && lists.name(concept.number) != "river"
        };
        let head = second_means.filter(is_head)?;
        let means = lists.word(first).filter(|concept| concept.sort != Sort::Legal)?;
        Some(vec![(first, Some(means)), (second, Some(head))])
    })
}

fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{ac00}'..='\u{d7a3}')
}

/// A name without spaces, cut at the words that the lists know.
fn unspaced<'w>(lists: &Lexicon, word: &'w str) -> Option<Vec<(&'w str, Option<Concept>)>> {
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let mut parts: Vec<(&str, Option<Concept>)> = Vec::new();
    let (mut at, mut rest) = (0, 0);
    while at + 1 < ends.len() {
        let known = (1..=6).rev().filter_map(|length| {
            let end = *ends.get(at + length)?;
            let piece = word.get(ends[at]..end)?;
            let concept = lists.whole(piece)?;
            (length > 1 || at + 2 == ends.len()).then_some((length, piece, concept))
        });
        if let Some((length, piece, concept)) = known.into_iter().next() {
            if rest < at {
                parts.push((&word[ends[rest]..ends[at]], None));
            }
            parts.push((piece, Some(concept)));
            at += length;
            rest = at;
        } else {
            at += 1;
        }
        if parts.len() >= MOST {
            break;
        }
    }
    if parts.is_empty() {
        return None;
    }
    if rest + 1 < ends.len() {
        parts.push((&word[ends[rest]..], None));
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon::lexicon;
    use super::split;

    #[test]
    fn compounds_are_cut_into_words_that_translate() {
        let lists = lexicon();
        let name = |word| {
            split(lists, word)
                .map(|parts| parts.iter().map(|part| part.1.map(|c| lists.name(c.number))).collect::<Vec<_>>())
        };
        assert_eq!(name("bauernverband"), Some(vec![Some("peasants"), Some("association")]));
        assert_eq!(name("arbeiterpartei"), Some(vec![Some("workers"), Some("party")]));
        assert_eq!(name("民主党"), Some(vec![Some("democratic"), Some("party")]));
        assert_eq!(name("rosenheim"), None);
    }
}
