//! What adding and removing texts one by one must give: what a search of all gives.

use super::*;
use crate::reuse::letters::placed;
use crate::reuse::{InMemory, Watch, search};
use std::ops::ControlFlow;

/// A shelf in memory.
#[derive(Default)]
struct Books {
    letters: Vec<Option<Vec<u8>>>,
    postings: Vec<(u64, u64)>,
    shared: Vec<Shared>,
}

/// Places of a text.
const ROOM: u64 = 1 << 20;

fn first(text: u32) -> u64 {
    (u64::from(text) + 1) * ROOM
}

impl Books {
    fn text(&self, text: u32) -> Option<&Vec<u8>> {
        self.letters.get(text as usize).and_then(Option::as_ref)
    }

    fn change(&mut self, change: Change) {
        self.shared.retain(|shared| change.lost.binary_search(shared).is_err());
        self.shared.extend(change.found);
        self.shared.sort_unstable();
    }

    fn put(&mut self, text: &str, params: &Params) {
        let (number, letters) = (self.letters.len() as u32, placed(text).letters);
        self.change(add(self, number, &letters, params).expect("in memory"));
        self.postings.extend(postings(&letters, first(number), params));
        self.letters.push(Some(letters));
    }

    fn take(&mut self, number: u32, params: &Params) {
        self.change(remove(self, number, params).expect("in memory"));
        self.letters[number as usize] = None;
        self.postings.retain(|(_, place)| place / ROOM != u64::from(number) + 1);
    }
}

impl Shelf for Books {
    fn at(&self, place: u64) -> io::Result<Option<(u32, u32)>> {
        let text = (place / ROOM) as u32 - 1;
        Ok(self.text(text).map(|_| (text, (place % ROOM) as u32)))
    }

    fn hash(&self, text: u32) -> io::Result<Option<u64>> {
        Ok(self.text(text).map(|letters| hash(letters)))
    }

    fn letters(&self, text: u32) -> io::Result<Vec<u8>> {
        Ok(self.text(text).cloned().unwrap_or_default())
    }

    fn length(&self, text: u32) -> io::Result<u32> {
        Ok(self.text(text).map_or(0, |letters| letters.len() as u32))
    }

    fn classes(&self, place: u64, classes: &mut [u8]) -> io::Result<()> {
        for (at, class) in (place..).zip(classes) {
            let text = ((at + 100) / ROOM) as u32 - 1;
            let letter = at.checked_sub(first(text)).and_then(|at| self.text(text)?.get(at as usize));
            *class = letter.map_or(15, |letter| four(*letter));
        }
        Ok(())
    }

    fn places(&self, keys: &[u64], most: usize) -> io::Result<Vec<Run>> {
        let place = |key: u64| {
            let mut places: Vec<u64> =
                self.postings.iter().filter(|(of, _)| *of == key).map(|(_, place)| *place).collect();
            places.sort_by_key(|place| (self.hash((place / ROOM) as u32 - 1).ok(), *place));
            places.truncate(most);
            Run { key, places }
        };
        Ok(keys.iter().map(|key| place(*key)).filter(|run| !run.places.is_empty()).collect())
    }

    fn shared(&self, text: u32) -> io::Result<Vec<Shared>> {
        Ok(self.shared.iter().filter(|shared| shared.a == text || shared.b == text).copied().collect())
    }
}

/// Words of a made-up language, another for every number.
fn words(from: u32, count: u32) -> String {
    let word = |n: u32| {
        let mut n = n.wrapping_mul(2_654_435_761) ^ n << 7;
        (0..5)
            .map(|_| {
                n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from(b'a' + (n >> 24) as u8 % 26)
            })
            .collect::<String>()
    };
    (from..from + count).map(|n| word(n) + " ").collect()
}

/// The text with every so manyth letter misread.
fn misread(text: &str, every: usize, first: usize) -> String {
    text.chars().enumerate().map(|(n, c)| if n % every == first && c != ' ' { 'x' } else { c }).collect()
}

/// Copies of three passages among words of their own, more and more of them misread.
fn texts() -> Vec<String> {
    (0..24u32)
        .map(|n| {
            let passage = misread(&words(n % 3 * 1000, 60), 9 + n as usize, n as usize % 9);
            format!("{} {passage} {}", words(10_000 + n * 500, 100), words(90_000 + n * 500, 50))
        })
        .collect()
}

/// Watches nothing.
struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _: &'static str, _: u64, _: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// A passage by texts and letters.
type Said = (u32, u32, u32, u32, u32, u32);

fn said(shared: &[Shared], number: impl Fn(u32) -> u32) -> Vec<Said> {
    let of = |s: &Shared| (number(s.a), number(s.b), s.a_start, s.a_end, s.b_start, s.b_end);
    shared.iter().map(of).collect()
}

fn searched(texts: &[&String], params: &Params) -> Vec<Shared> {
    search(texts, params, &InMemory, &Unwatched).expect("in memory").numbered()
}

#[test]
fn texts_added_one_by_one_share_what_a_search_of_all_finds() {
    let (texts, params) = (texts(), Params { threads: 1, ..Params::default() });
    let all = searched(&texts.iter().collect::<Vec<_>>(), &params);
    let mut books = Books::default();
    texts.iter().for_each(|text| books.put(text, &params));
    assert!(all.len() > 50, "{}", all.len());
    assert!(all.iter().any(|shared| shared.rescued));
    assert_eq!(said(&books.shared, |n| n), said(&all, |n| n));
}

#[test]
fn texts_taken_out_leave_what_a_search_of_the_others_finds() {
    let (texts, params) = (texts(), Params { threads: 1, ..Params::default() });
    let mut books = Books::default();
    texts.iter().for_each(|text| books.put(text, &params));
    let mut there: Vec<u32> = (0..24).collect();
    for gone in [7, 0, 12, 20, 3] {
        books.take(gone, &params);
        there.retain(|text| *text != gone);
        let all = searched(&there.iter().map(|text| &texts[*text as usize]).collect::<Vec<_>>(), &params);
        assert_eq!(said(&books.shared, |n| n), said(&all, |n| there[n as usize]), "without {gone}");
    }
    for text in there {
        books.take(text, &params);
    }
    assert_eq!(books.shared, []);
}

#[test]
fn a_formula_of_many_texts_stays_known_where_those_that_stood_for_it_go() {
    let params = Params { threads: 1, frequent: 12, hubs: 2, ..Params::default() };
    let texts: Vec<String> = (0..20).map(|n| format!("{} {}", words(n * 500, 60), words(99_000, 40))).collect();
    let mut books = Books::default();
    texts.iter().for_each(|text| books.put(text, &params));
    let mut order: Vec<u32> = (0..20).collect();
    order.sort_by_key(|text| books.hash(*text).ok());
    for gone in &order[..4] {
        books.take(*gone, &params);
    }
    let mut linked: Vec<u32> = books.shared.iter().flat_map(|shared| [shared.a, shared.b]).collect();
    linked.sort_unstable();
    linked.dedup();
    assert_eq!(linked.len(), 16);
}
