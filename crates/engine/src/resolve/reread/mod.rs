//! Names read again with the words of the whole collection in mind.
//!
//! Takes the names of a collection; gives, for those that a bad print, a hurried hand or another script's letters have
//! changed, how they were likely meant: "Cornrnittee for Dcmocracy" as "Committee for Democracy", "Partija truda" as
//! "Партия труда". Only words that many names have are read into others, and a word that the lists or many names know is
//! left as it is. A reading is one more spelling of a name; what it is worth is for the comparison to say.

mod abroad;
mod cost;
mod near;
mod pieces;
mod seen;

use super::lexicon::lexicon;
use super::{NameUse, parallel};
use broadside_model::EntityKind;
use near::Near;
use pieces::Piece;
use seen::Seen;
use std::borrow::Cow;

/// Names of more words are left as they are.
const MOST_WORDS: usize = 24;

/// Those uses whose names were likely meant otherwise, with these names.
pub fn again(uses: &[&NameUse], threads: usize) -> Vec<Option<Box<NameUse>>> {
    let cut =
        parallel::map(
            uses.len(),
            threads,
            |at| if is_read(uses[at]) { pieces::of(&uses[at].name) } else { Vec::new() },
        );
    let seen = Seen::of(&cut);
    let near = Near::of(&seen);
    let sounds = abroad::Sounds::of(&seen);
    parallel::map(uses.len(), threads, |at| {
        let read =
            abroad::reading(&cut[at], &uses[at].languages, &seen, &sounds).or_else(|| reading(&cut[at], &seen, &near));
        read.map(|name| Box::new(NameUse { name, ..uses[at].clone() }))
    })
}

/// Whether a name may be read again: those of persons and places are what they are.
fn is_read(one: &NameUse) -> bool {
    matches!(one.kind, None | Some(EntityKind::Organisation | EntityKind::Event | EntityKind::Law))
}

/// How a name was likely meant, where that is not as it stands.
fn reading(pieces: &[Piece], seen: &Seen, near: &Near) -> Option<String> {
    if pieces.len() < 2 || pieces.len() > MOST_WORDS || pieces.iter().all(|piece| seen.is_word(piece)) {
        return None;
    }
    let is_shouted =
        pieces.iter().all(|piece| !piece.text.chars().any(char::is_lowercase) || piece.text.chars().count() <= 3);
    let mut reader = Reader { is_shouted, pieces, seen, near, read: Vec::with_capacity(pieces.len()), changed: 0 };
    let mut at = 0;
    while at < pieces.len() {
        at += reader.take(at);
    }
    let read = reader.read.iter().map(|(_, text)| text.as_ref()).collect::<Vec<&str>>().join(" ");
    (reader.changed > 0).then(|| if reader.is_shouted { read.to_uppercase() } else { read })
}

/// A name as it is being read.
struct Reader<'a> {
    pieces: &'a [Piece],
    seen: &'a Seen,
    near: &'a Near,
    /// Words so far, and whether each is sure.
    read: Vec<(bool, Cow<'a, str>)>,
    /// It is written in capitals.
    is_shouted: bool,
    /// How many were changed.
    changed: usize,
}

impl<'a> Reader<'a> {
    /// Reads the word at a place; gives how many were read.
    fn take(&mut self, at: usize) -> usize {
        let piece = &self.pieces[at];
        if self.seen.is_word(piece) || piece.is_fixed {
            self.read.push((true, Cow::Borrowed(&piece.text)));
            return 1;
        }
        if let Some(small) =
            self.seen.small(piece).filter(|_| self.is_shouted || piece.text.starts_with(char::is_lowercase))
        {
            return self.put(small, 1);
        }
        let next = self.pieces.get(at + 1).filter(|next| !next.is_fixed);
        if let Some(whole) = next.and_then(|next| self.seen.joined(piece, next)) {
            return self.put(whole, 2);
        }
        if let Some(whole) = self.with_last(at) {
            self.read.pop();
            return self.put(whole, 1);
        }
        if let Some((first, second)) = self.seen.parts(&piece.folded) {
            self.read.push((true, Cow::Borrowed(first)));
            return self.put(second, 1);
        }
        if let Some((word, _)) = self.near.nearest(self.seen, &piece.folded, 1.0) {
            let word = self.seen.spelling(word);
            return self.put(word, 1);
        }
        let joined =
            next.filter(|next| !self.seen.is_word(next)).map(|next| format!("{}{}", piece.folded, next.folded));
        if let Some((word, _)) = joined.and_then(|joined| self.near.nearest(self.seen, &joined, 0.6)) {
            let word = self.seen.spelling(word);
            return self.put(word, 2);
        }
        self.read.push((false, Cow::Borrowed(&piece.text)));
        1
    }

    /// A word made of the last one, where that is short or unsure, and the one at a place.
    fn with_last(&self, at: usize) -> Option<&'a str> {
        let last = at.checked_sub(1).and_then(|last| self.pieces.get(last)).filter(|last| !last.is_fixed)?;
        let (sure, _) = self.read.last()?;
        let may_join = !sure
            || last.folded.chars().count() <= 2 && !lexicon().is_stop(&last.folded)
            || last.folded.chars().count() == 1;
        may_join.then(|| self.seen.joined(last, &self.pieces[at]))?
    }

    fn put(&mut self, word: &'a str, taken: usize) -> usize {
        self.changed += 1;
        self.read.push((true, Cow::Borrowed(word)));
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::iter::repeat_n;

    /// What the names become that stand beside many uses of others.
    fn read(names: &[&str], language: &str, usual: &[&str]) -> Vec<String> {
        let all = names.iter().copied().chain(usual.iter().flat_map(|name| repeat_n(*name, 40)));
        let uses: Vec<NameUse> = all
            .map(|name| NameUse {
                kind: Some(EntityKind::Organisation),
                name: name.to_owned(),
                languages: vec![language.to_owned()],
                ..NameUse::default()
            })
            .collect();
        let uses: Vec<&NameUse> = uses.iter().collect();
        let read = again(&uses, 2).into_iter().zip(names);
        read.map(|(read, name)| read.map_or_else(|| (*name).to_owned(), |read| read.name)).collect()
    }

    #[test]
    fn misread_names_are_read_as_they_were_meant() {
        let usual = ["Committee of the Lamplighters of Elmhaven (Independent)"];
        let names = [
            "Cornmittee of tbe Larnplighters of Elmhavcn (lndependent)",
            "Commit-tee of the Lamp lighters of Elmhaven (Independent)",
        ];
        for name in read(&names, "eng", &usual) {
            assert_eq!(super::super::form::key(&name), super::super::form::key(usual[0]), "{name}");
        }
    }

    #[test]
    fn a_name_in_another_scripts_letters_is_read_in_its_own() {
        let usual = ["Партия фонарщиков Эльмграда"];
        let names = ["Partija fonarschtschikow Elmgrada", "Partiya fonarshchikov Elmgrada"];
        for name in read(&names, "rus", &usual) {
            assert_eq!(name, usual[0]);
        }
        assert_eq!(read(&names[..1], "deu", &usual), names[..1]);
    }

    #[test]
    fn what_may_well_be_meant_stays() {
        let usual = ["League of the Porters of Elmhaven"];
        let names = ["League of the Sorters of Elmhaven", "CPL Elmhaven", "League 14 of Elmhaven", "Porters"];
        assert_eq!(read(&names, "eng", &usual), names);
    }
}
