//! Where words come from: the places of an archive that have a passage, exactly or nearly.
//!
//! Takes words as somebody typed or pasted them, gives the passages of sources that are like them, the most alike first,
//! each verified by aligning. Every text is gone through once, for runs of letters that the words have too; where these
//! stand close together, that part of the text is compared with the words. It needs nothing that is kept beside the texts.

use super::super::Result;
use crate::reuse::params::Params;
use crate::reuse::{ReuseError, Scratch, Watch, detect};
use crate::store::{Catalogue, Layout};
use broadside_model::{Link, Match, SourceId, Span};
use rustc_hash::FxHashSet;
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A passage of a source that is like the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The source.
    pub source: SourceId,
    /// The words, as text 0, and the passage, as text 1, in bytes of the source's repaired text.
    pub link: Link,
}

/// Fewest letters that can be looked for: fewer stand everywhere.
pub const LEAST: usize = 16;
/// Letters below which what stands around a place tells nothing.
const FEW_LETTERS: usize = 160;
/// Letters of a run.
const RUN: usize = 7;
/// Least share of the runs of the words that must stand close together, in percent.
const SHARE: usize = 10;
/// Most places that are compared with the words.
const MOST: usize = 400;
/// Places of one source that are compared.
const OF_ONE: usize = 8;
/// Sources that a thread takes at a time.
const FEW: usize = 32;

/// Finds where `words` come from.
pub fn find(
    layout: &Layout,
    words: &str,
    params: &Params,
    scratch: &dyn Scratch,
    watch: &dyn Watch,
) -> Result<Vec<Origin>> {
    let sought = Sought::new(words);
    if sought.letters < LEAST {
        return Ok(Vec::new());
    }
    let places = places(layout, &sought, params.threads, watch)?;
    let catalogue = Catalogue::open(layout)?;
    let params = sought.params(params);
    let mut found: Vec<Origin> = Vec::new();
    for (done, place) in places.iter().enumerate() {
        let text = catalogue.text(place.source)?.unwrap_or_default();
        let Some(part) = text.get(place.span.range()) else { continue };
        for link in detect(&[words, part][..], &params, scratch, &Silent)? {
            let link = moved(asked(link, words, part), place.span.start);
            let is_known = |origin: &Origin| {
                origin.source == place.source
                    && origin.link.b_span.overlaps(link.b_span)
                    && origin.link.a_span.overlaps(link.a_span)
            };
            if !found.iter().any(is_known) {
                found.push(Origin { source: place.source, link });
            }
        }
        if watch.step("comparing", done as u64, places.len() as u64).is_break() {
            break;
        }
    }
    found.sort_by_key(|origin| {
        (std::cmp::Reverse(origin.link.equal), origin.link.columns, origin.source, origin.link.b_span)
    });
    Ok(found)
}

/// A link with no more and no less of the passage than was asked for: who asks for words that begin or end within a word,
/// asks for that part of it.
fn asked<'w>(mut link: Link, words: &'w str, part: &str) -> Link {
    let (Some(first), Some(last)) = (link.matches.first().copied(), link.matches.last().copied()) else { return link };
    let before = (Span { end: first.a.start, ..link.a_span }, Span { end: first.b.start, ..link.b_span });
    let after = (Span { start: last.a.end, ..link.a_span }, Span { start: last.b.end, ..link.b_span });
    // Columns of an alignment without a match.
    let columns = |(a, b): (Span, Span)| letters(words, a).max(letters(part, b));

    let edge = |part: Option<&'w str>| part.filter(|part| part.contains(char::is_alphanumeric)).unwrap_or_default();
    let (start, end) = (edge(words.get(..first.a.start as usize)), edge(words.get(last.a.end as usize..)));
    if part.get(..first.b.start as usize).is_some_and(|there| there.ends_with(start)) {
        let length = start.len() as u32;
        let block = Match { a: reaching(first.a.start - length, start), b: reaching(first.b.start - length, start) };
        link.columns = link.columns.saturating_sub(columns(before));
        (link.a_span.start, link.b_span.start) = (block.a.start, block.b.start);
        link = with(link, 0, block, letters(words, block.a));
    }
    if part.get(last.b.end as usize..).is_some_and(|there| there.starts_with(end)) {
        let block = Match { a: reaching(last.a.end, end), b: reaching(last.b.end, end) };
        link.columns = link.columns.saturating_sub(columns(after));
        (link.a_span.end, link.b_span.end) = (block.a.end, block.b.end);
        let place = link.matches.len();
        link = with(link, place, block, letters(words, block.a));
    }
    link
}

/// Letters and digits of a part of a text.
fn letters(text: &str, span: Span) -> u32 {
    let part = text.get(span.range()).unwrap_or_default();
    part.chars().filter(|letter| letter.is_alphanumeric()).count() as u32
}

/// The place of `words` that begin at `from`.
fn reaching(from: u32, words: &str) -> Span {
    Span { start: from, end: from + words.len() as u32 }
}

/// A link with one match more, of so many letters.
fn with(mut link: Link, place: usize, block: Match, letters: u32) -> Link {
    if letters > 0 {
        link.matches.insert(place, block);
        (link.equal, link.columns) = (link.equal + letters, link.columns + letters);
    }
    link
}

/// A link whose second text begins later.
fn moved(link: Link, by: u32) -> Link {
    let later = |span: Span| Span { start: span.start + by, end: span.end + by };
    let matches = link.matches.iter().map(|block| Match { a: block.a, b: later(block.b) }).collect();
    Link { b_span: later(link.b_span), matches, ..link }
}

/// Nobody looks on.
struct Silent;

impl Watch for Silent {
    fn step(&self, _stage: &'static str, _done: u64, _of: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Words that are looked for.
struct Sought {
    runs: FxHashSet<u64>,
    letters: usize,
}

/// A part of a source that may have the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    source: SourceId,
    /// Runs that it has.
    runs: usize,
    span: Span,
}

/// Calls `each` with the end of every run of letters, in letters and in bytes, and a hash of it.
fn runs(text: &str, mut each: impl FnMut(usize, usize, u64)) {
    let (mut run, mut letters) = ([0_u64; RUN], 0);
    for (byte, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        for small in letter.to_lowercase() {
            run[letters % RUN] = u64::from(u32::from(small));
            letters += 1;
            if letters >= RUN {
                let hash = (letters..letters + RUN).fold(0_u64, |hash, place| {
                    (hash.rotate_left(7) ^ run[place % RUN]).wrapping_mul(0x9e37_79b9_7f4a_7c15)
                });
                each(letters, byte, hash);
            }
        }
    }
}

impl Sought {
    fn new(words: &str) -> Self {
        let mut all = FxHashSet::default();
        let mut letters = 0;
        runs(words, |end, _, hash| {
            letters = end;
            all.insert(hash);
        });
        Sought { runs: all, letters }
    }

    /// What a comparison with so few letters needs.
    fn params(&self, params: &Params) -> Params {
        let least = i32::try_from(self.letters).unwrap_or(i32::MAX);
        Params {
            seed: params.seed.min(RUN + 1),
            sample: 1,
            // Of few letters little stands around any place.
            context: if self.letters < FEW_LETTERS { 0 } else { params.context },
            look: if self.letters < FEW_LETTERS { 0 } else { params.look },
            least_score: params.least_score.min(least),
            threads: 1,
            rescue: 0,
            ..params.clone()
        }
    }

    /// The parts of a text in which most of the runs stand close together.
    fn parts(&self, source: SourceId, text: &str) -> Vec<Place> {
        let reach = self.letters + self.letters / 2 + RUN;
        let least = (self.runs.len() * SHARE / 100).max(2);
        let mut near: VecDeque<(usize, usize)> = VecDeque::new();
        let mut all: Vec<Place> = Vec::new();
        runs(text, |letter, byte, hash| {
            if !self.runs.contains(&hash) {
                return;
            }
            while near.front().is_some_and(|(first, _)| letter - first > reach) {
                near.pop_front();
            }
            near.push_back((letter, byte));
            let Some((_, first)) = near.front().filter(|_| near.len() >= least) else { return };
            let span = Span::new(*first, byte);
            match all.last_mut().filter(|last| last.span.overlaps(span)) {
                Some(last) => {
                    last.runs = last.runs.max(near.len());
                    last.span.end = span.end;
                }
                None => all.push(Place { source, runs: near.len(), span }),
            }
        });
        all.sort_by_key(|place| std::cmp::Reverse(place.runs));
        all.truncate(OF_ONE);
        let room = (self.letters * 6).min(1 << 20);
        for place in &mut all {
            place.span = widened(text, place.span, room);
        }
        all
    }
}

/// The span with so many bytes more on each side.
fn widened(text: &str, span: Span, room: usize) -> Span {
    let mut start = (span.start as usize).saturating_sub(room);
    let mut end = (span.end as usize + room).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

/// The parts of all texts that may have the words, those with most of their runs first.
fn places(layout: &Layout, sought: &Sought, threads: usize, watch: &dyn Watch) -> Result<Vec<Place>> {
    let ids = Catalogue::open(layout)?.ids(0)?;
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || -> Result<()> {
        let catalogue = Catalogue::open(layout)?;
        loop {
            let from = next.fetch_add(FEW, Ordering::Relaxed);
            let Some(few) = ids.get(from..(from + FEW).min(ids.len())).filter(|few| !few.is_empty()) else {
                return Ok(());
            };
            let mut all = Vec::new();
            for id in few {
                let text = catalogue.text(*id)?.unwrap_or_default();
                all.extend(sought.parts(*id, &text));
            }
            if let Ok(mut found) = found.lock() {
                found.extend(all);
            }
            if watch.step("searching", from as u64, ids.len() as u64).is_break() {
                return Err(ReuseError::Stopped.into());
            }
        }
    };
    std::thread::scope(|scope| -> Result<()> {
        let workers: Vec<_> =
            (0..threads.clamp(1, ids.len().div_ceil(FEW).max(1))).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        }
        Ok(())
    })?;
    let mut places = found.into_inner().unwrap_or_default();
    places.sort_by_key(|place| (std::cmp::Reverse(place.runs), place.source, place.span));
    places.truncate(MOST);
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "The keepers of the seven lighthouses declare that no lamp will be lit";

    #[test]
    fn a_part_with_the_words_in_it_is_found_through_capitals_line_breaks_and_misread_letters() {
        let around = "Of herring, rain and the price of rope there is much to tell this winter. ".repeat(40);
        let text = format!("{around}THE KEEPERS 0F THE SEVEN LIGHT-\nHOUSES DECLAIR THAT NO LAMP W1LL BE LIT.{around}");
        let sought = Sought::new(WORDS);
        let places = sought.parts(SourceId([0; 32]), &text);
        assert_eq!(places.len(), 1);
        let part = &text[places[0].span.range()];
        assert!(part.contains("THE KEEPERS") && part.contains("LIT.") && part.len() < 2000, "{part}");
        assert!(sought.parts(SourceId([0; 32]), &around).is_empty());
    }

    #[test]
    fn few_words_are_found_to_the_letter_also_where_they_begin_and_end_within_words() {
        let text = "We hold that no lamp will be lit before the wages of the winter have been paid.";
        for words in [
            "lamp will be lit before",
            "amp will be lit befor",
            "the wages of the winter ha",
            "ld that no lamp will be",
        ] {
            let params = Sought::new(words).params(&Params { threads: 1, ..Params::default() });
            let links = detect(&[words, text][..], &params, &crate::reuse::InMemory, &Silent).unwrap();
            assert_eq!(links.len(), 1, "{words}");
            let link = asked(links[0].clone(), words, text);
            assert_eq!((&text[link.b_span.range()], link.equal), (words, link.columns), "{words}");
        }
    }

    #[test]
    fn parts_begin_and_end_between_characters() {
        let text = format!("{}{WORDS}{}", "日本é😀".repeat(60), "😀é".repeat(99));
        for room in 0..9 {
            let span = widened(&text, Span::new(780, 800), room);
            assert!(text.get(span.range()).is_some());
        }
        assert_eq!(Sought::new(WORDS).parts(SourceId([0; 32]), &text).len(), 1);
    }
}
