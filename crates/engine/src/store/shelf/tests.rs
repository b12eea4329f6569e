//! What a shelf on disk must keep.

use super::*;
use crate::reuse::index::{add, postings, remove};
use crate::reuse::letters::placed;
use crate::reuse::{InMemory, Params, Watch, collection, search};
use std::ops::ControlFlow;

/// Watches nothing.
struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _: &'static str, _: u64, _: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

fn put(shelf: &ShelfFile, name: &str, text: &str, params: &Params) -> io::Result<()> {
    let (number, letters) = (shelf.next()?, placed(text).letters);
    let change = add(shelf, number, &letters, params)?;
    shelf.drop_shared(&change.lost)?;
    shelf.put_shared(&change.found)?;
    let hash = collection::hash(&letters);
    let place = shelf.put(&Book { name, mark: mark(text), hash, letters: &letters, text: Some(text) })?;
    let own = postings(&letters, place, params);
    shelf.put_segment(own.len() as u64, own.into_iter().map(Ok))?;
    shelf.tidy()
}

fn take(shelf: &ShelfFile, number: u32, params: &Params) -> io::Result<()> {
    let change = remove(shelf, number, params)?;
    shelf.drop_shared(&change.lost)?;
    shelf.put_shared(&change.found)?;
    shelf.remove(number)?;
    shelf.tidy()
}

/// Notices of a harbour that share a sentence in threes.
fn texts() -> Vec<String> {
    let ships = ["Patience", "Good Hope", "Three Brothers", "Marigold", "Evening Star", "Two Sisters", "Concord"];
    (0..42usize)
        .map(|n| {
            let (day, ship) = (n % 29 + 1, ships[n % 7]);
            let shared = format!(
                "the {} of pier number {} is closed to every boat until its {} planks have been laid anew by order of the wardens",
                ["stair", "crane", "lamp"][n / 3 % 3], n / 3 * 77, n / 3 + 11
            );
            format!("On the {day}th the {ship} came in after {} days. Note that {shared}. Tea was had at {} o'clock {n}.", n * 13, n % 11)
        })
        .collect()
}

type Said = (u32, u32, u32, u32, u32, u32);

fn said(shared: &[Shared], number: impl Fn(u32) -> u32) -> Vec<Said> {
    shared.iter().map(|s| (number(s.a), number(s.b), s.a_start, s.a_end, s.b_start, s.b_end)).collect()
}

#[test]
fn a_shelf_on_disk_has_what_a_search_finds_whatever_came_and_went() {
    let folder = tempfile::tempdir().unwrap();
    let (path, params) = (folder.path().join("papers.reuse"), Params { threads: 1, ..Params::default() });
    let texts = texts();
    ShelfFile::make(&path, "numbers", |shelf| put(shelf, "0", &texts[0], &params)).unwrap();
    for (n, text) in texts.iter().enumerate().skip(1) {
        let mut shelf = ShelfFile::open(&path, "numbers").unwrap().unwrap();
        shelf.whole(|shelf| put(shelf, &n.to_string(), text, &params)).unwrap();
    }
    let mut there: Vec<u32> = (0..texts.len() as u32).collect();
    for gone in
        [None, Some(4), Some(0), Some(41), Some(17), Some(5), Some(30), Some(31), Some(32), Some(9), Some(8), Some(2)]
    {
        let mut shelf = ShelfFile::open(&path, "numbers").unwrap().unwrap();
        if let Some(gone) = gone {
            shelf.whole(|shelf| take(shelf, gone, &params)).unwrap();
            there.retain(|text| *text != gone);
        }
        let words: Vec<&String> = there.iter().map(|text| &texts[*text as usize]).collect();
        let all = search(&words[..], &params, &InMemory, &Unwatched).unwrap().numbered();
        assert!(all.len() >= there.len() / 2);
        assert_eq!(said(&shelf.all_shared().unwrap(), |n| n), said(&all, |n| there[n as usize]), "{gone:?}");
    }
    let mut shelf = ShelfFile::open(&path, "numbers").unwrap().unwrap();
    assert_eq!(shelf.count().unwrap(), there.len() as u64);
    assert_eq!(shelf.text(1).unwrap().as_deref(), Some(texts[1].as_str()));
    assert_eq!(shelf.find("1").unwrap(), Some((1, mark(&texts[1]))));
    shelf.whole(|shelf| put(shelf, "again", &texts[41], &params)).unwrap();
    assert_eq!(shelf.find("again").unwrap().map(|(number, _)| number), Some(42), "no number is used twice");
}

#[test]
fn what_is_not_done_whole_is_not_done() {
    let folder = tempfile::tempdir().unwrap();
    let (path, params) = (folder.path().join("papers.reuse"), Params { threads: 1, ..Params::default() });
    let texts = texts();
    ShelfFile::make(&path, "numbers", |shelf| put(shelf, "0", &texts[0], &params)).unwrap();
    let mut shelf = ShelfFile::open(&path, "numbers").unwrap().unwrap();
    let stopped =
        shelf.whole(|shelf| put(shelf, "1", &texts[1], &params).and(Err::<(), _>(io::Error::other("stopped"))));
    assert!(stopped.is_err());
    assert_eq!((shelf.count().unwrap(), shelf.all_shared().unwrap()), (1, Vec::new()));
    assert!(ShelfFile::make(&path, "numbers", |_| Err::<(), _>(io::Error::other("stopped"))).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "the shelf, its log and its lock");
    shelf.whole(|shelf| put(shelf, "1", &texts[1], &params)).unwrap();
    assert_eq!(shelf.all_shared().unwrap().len(), 1);
}

#[test]
fn a_shelf_of_other_parameters_is_as_if_it_were_not_there_and_one_of_something_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers.reuse");
    assert!(ShelfFile::open(&path, "numbers").unwrap().is_none());
    ShelfFile::make(&path, "numbers", |_| Ok(())).unwrap();
    assert!(ShelfFile::open(&path, "numbers").unwrap().is_some());
    assert!(ShelfFile::open(&path, "others").unwrap().is_none());
    let other = folder.path().join("other");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE made (one)").unwrap();
    assert!(ShelfFile::open(&other, "numbers").is_err());
}

#[test]
fn forgotten_words_are_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let (path, params) = (folder.path().join("papers.reuse"), Params { threads: 1, ..Params::default() });
    let texts = texts();
    ShelfFile::make(&path, "numbers", |shelf| {
        put(shelf, "one 1", &texts[0], &params)?;
        put(shelf, "two 1", &texts[1], &params)
    })
    .unwrap();
    ShelfFile::forget_in(&path, &["one ".to_owned()]).unwrap();
    let shelf = ShelfFile::open(&path, "numbers").unwrap().unwrap();
    assert_ne!(shelf.find("one 1").unwrap(), Some((0, mark(&texts[0]))), "the same words are new to it");
    assert_eq!((shelf.letters(0).unwrap(), shelf.all_shared().unwrap().len()), (Vec::new(), 1));
    assert!(!shelf.letters(1).unwrap().is_empty());
    let count = |table: &str| {
        let query = format!("SELECT count(*) FROM {table}");
        shelf.connection.query_row(&query, [], |row| row.get::<_, u32>(0)).unwrap()
    };
    assert_eq!((count("text"), count("content"), count("context")), (2, 1, 1));
}
