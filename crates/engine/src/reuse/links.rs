//! Passages as ranges of the texts.
//!
//! Takes passages in letters, gives them in bytes and characters of the texts as they are, in whole
//! words, and, where asked for, letter by letter.

use super::align::{Aligner, Pair};
use super::ends::trimmed;
use super::letters::{Letters, placed};
use super::params::Params;
use super::passages::Shared;
use super::tiles::{Tile, Tiles, by_tile};
use super::words::whole;
use super::{Searched, Texts};
use broadside_model::{Link, Match, Span};
use rayon::prelude::*;
use std::io;

/// A range of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Located {
    /// In bytes.
    pub bytes: Span,
    /// In Unicode code points.
    pub chars: Span,
}

/// A passage of two texts, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranges {
    /// Number of the first text, less than `b`.
    pub a: u32,
    /// Number of the second text.
    pub b: u32,
    /// The passage in the first text.
    pub in_a: Located,
    /// The passage in the second text.
    pub in_b: Located,
    /// Letters that are alike in both passages.
    pub equal: u32,
    /// Columns of the alignment, see [`Link::columns`].
    pub columns: u32,
}

impl Ranges {
    /// Share of the alignment's columns that are alike, 0 to 1.
    pub fn likeness(&self) -> f64 {
        f64::from(self.equal) / f64::from(self.columns.max(1))
    }
}

impl Searched<'_> {
    /// The passages by the numbers of their texts, the lesser one first, in order.
    pub fn numbered(&self) -> Vec<Shared> {
        let number = |rank: u32| self.texts[rank as usize];
        let mut all: Vec<Shared> = self
            .shared
            .iter()
            .map(|shared| {
                let numbered = Shared { a: number(shared.a), b: number(shared.b), ..*shared };
                if numbered.a < numbered.b { numbered } else { numbered.turned() }
            })
            .collect();
        all.par_sort_unstable();
        all
    }
}

/// The passages of a collection that was searched, as ranges of its texts; each text is read once.
pub fn ranges(searched: &Searched<'_>, texts: &(impl Texts + ?Sized), params: &Params) -> io::Result<Vec<Ranges>> {
    let all = searched.numbered();
    let measured = measured(&all, searched, params)?;
    let places = located(&measured, texts)?;
    let rows = measured.iter().zip(places.as_chunks::<2>().0);
    Ok(rows
        .map(|((s, equal, columns), [in_a, in_b])| Ranges {
            a: s.a,
            b: s.b,
            in_a: *in_a,
            in_b: *in_b,
            equal: *equal,
            columns: *columns,
        })
        .collect())
}

/// Counts what is alike; keeps its buffers.
#[derive(Default)]
struct Measurer {
    aligner: Aligner,
    a: Vec<u8>,
    b: Vec<u8>,
}

impl Measurer {
    /// Passages of two texts to their true ends, each with its letters alike and its columns.
    fn of_pair(&mut self, same: &[Shared], tile: &Tile<'_>, params: &Params) -> io::Result<Vec<Measured>> {
        let Some(first) = same.first() else { return Ok(Vec::new()) };
        let (a, b) = (tile.letters(first.a, &mut self.a)?, tile.letters(first.b, &mut self.b)?);
        let count = |shared: &Shared| {
            let (shared, pairs) = pairs(shared, a, b, &mut self.aligner, params);
            (shared, pairs.len() as u32, columns(&shared, &pairs))
        };
        Ok(same.iter().map(count).collect())
    }
}

/// A passage to its true ends, its letters alike and its columns.
type Measured = (Shared, u32, u32);

/// Passages to their true ends, measured; they are in order of their texts.
fn measured(all: &[Shared], searched: &Searched<'_>, params: &Params) -> io::Result<Vec<Measured>> {
    let tiles = Tiles::new(&searched.collection);
    let mut measured: Vec<Measured> = all.iter().map(|shared| (*shared, 0, 0)).collect();
    let pairs = by_tile(all, |shared| (shared.a, shared.b), |a, b| tiles.of(a, b));
    for pairs in pairs.chunk_by(|(x, _), (y, _)| x == y) {
        let tile = tiles.load(pairs[0].0, 2 * pairs.len())?;
        let of_pairs: Vec<Vec<Measured>> = pairs
            .par_iter()
            .map_init(Measurer::default, |measurer, (_, pair)| measurer.of_pair(&all[pair.clone()], &tile, params))
            .collect::<io::Result<_>>()?;
        for ((_, pair), counts) in pairs.iter().zip(of_pairs) {
            measured[pair.clone()].copy_from_slice(&counts);
        }
    }
    Ok(measured)
}

/// Where both sides of passages are in their texts, one after the other; each text is read once.
fn located(all: &[Measured], texts: &(impl Texts + ?Sized)) -> io::Result<Vec<Located>> {
    // For each side of a passage: text, letters, which side of which passage.
    let mut sides: Vec<(u32, u32, u32, usize)> = Vec::with_capacity(2 * all.len());
    for (n, (shared, ..)) in all.iter().enumerate() {
        sides.push((shared.a, shared.a_start, shared.a_end, 2 * n));
        sides.push((shared.b, shared.b_start, shared.b_end, 2 * n + 1));
    }
    sides.par_sort_unstable();
    let of_texts: Vec<Vec<(usize, Located)>> = sides
        .par_chunk_by(|x, y| x.0 == y.0)
        .map_init(String::new, |text, same| {
            texts.read(same[0].0, text)?;
            let letters = placed(text);
            let bytes: Vec<Span> = same.iter().map(|(_, start, end, _)| span(text, &letters, *start, *end)).collect();
            Ok(same.iter().zip(located_in(text, &bytes)).map(|((.., side), located)| (*side, located)).collect())
        })
        .collect::<io::Result<_>>()?;
    let mut places = vec![Located::default(); 2 * all.len()];
    of_texts.into_iter().flatten().for_each(|(side, located)| places[side] = located);
    Ok(places)
}

/// Ranges of bytes with their characters.
fn located_in(text: &str, bytes: &[Span]) -> Vec<Located> {
    let mut ends: Vec<u32> = bytes.iter().flat_map(|span| [span.start, span.end]).collect();
    ends.sort_unstable();
    ends.dedup();
    let (mut byte, mut count) = (0, 0);
    let counts: Vec<u32> = ends
        .iter()
        .map(|end| {
            count += text[byte as usize..*end as usize].chars().count() as u32;
            byte = *end;
            count
        })
        .collect();
    let count = |byte: u32| ends.binary_search(&byte).map_or(0, |n| counts[n]);
    bytes
        .iter()
        .map(|span| Located { bytes: *span, chars: Span { start: count(span.start), end: count(span.end) } })
        .collect()
}

/// The bytes of letters `start..end` of a text, in whole words.
fn span(text: &str, letters: &Letters, start: u32, end: u32) -> Span {
    let first = letters.at.get(start as usize).map_or(text.len(), |at| *at as usize);
    let last = (end as usize).checked_sub(1).and_then(|last| letters.at.get(last)).map_or(first, |at| *at as usize);
    let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
    whole(text, Span::new(first, end))
}

/// A text that passages are looked up in.
pub struct Folded<'t> {
    text: &'t str,
    letters: Letters,
}

impl<'t> Folded<'t> {
    /// Of this text.
    pub fn new(text: &'t str) -> Self {
        Folded { text, letters: placed(text) }
    }

    /// The bytes of letters, from the start of the first one's character to the end of the last one's.
    fn bytes(&self, start: usize, end: usize) -> Span {
        let from = self.letters.at[start] as usize;
        let last = self.letters.at[end - 1] as usize;
        Span::new(from, last + self.text[last..].chars().next().map_or(0, char::len_utf8))
    }
}

/// A passage letter by letter; `a` and `b` are the texts that it is of.
pub fn link(shared: &Shared, a: &Folded<'_>, b: &Folded<'_>, params: &Params) -> Link {
    let (shared, mut pairs) = pairs(shared, &a.letters.letters, &b.letters.letters, &mut Aligner::default(), params);
    let a_span = span(a.text, &a.letters, shared.a_start, shared.a_end);
    let b_span = span(b.text, &b.letters, shared.b_start, shared.b_end);
    // Whole words may leave out a letter or two at the ends.
    pairs.retain(|(x, y)| a_span.contains(a.letters.at[*x]) && b_span.contains(b.letters.at[*y]));
    Link {
        a: shared.a,
        b: shared.b,
        a_span,
        b_span,
        equal: pairs.len() as u32,
        columns: columns(&within(&shared, a, a_span, b, b_span), &pairs),
        matches: matches(&pairs, a, b),
    }
}

/// The pairs of letters as ranges of the texts, in order and apart: a character that stands for two letters (`æ`) is part
/// of one range only.
fn matches(pairs: &[Pair], a: &Folded<'_>, b: &Folded<'_>) -> Vec<Match> {
    let mut all: Vec<Match> = Vec::new();
    for run in pairs.chunk_by(|x, y| x.0 + 1 == y.0 && x.1 + 1 == y.1) {
        let taken = all.last().map_or((0, 0), |last| (last.a.end, last.b.end));
        let is_new = |(x, y): &&Pair| a.letters.at[*x] >= taken.0 && b.letters.at[*y] >= taken.1;
        if let (Some((a_start, b_start)), Some((a_last, b_last))) = (run.iter().find(is_new), run.last()) {
            all.push(Match { a: a.bytes(*a_start, a_last + 1), b: b.bytes(*b_start, b_last + 1) });
        }
    }
    all
}

/// The passage with only the letters that lie in these spans.
fn within(shared: &Shared, a: &Folded<'_>, a_span: Span, b: &Folded<'_>, b_span: Span) -> Shared {
    let letter = |folded: &Folded<'_>, byte: u32| folded.letters.at.partition_point(|at| *at < byte) as u32;
    Shared {
        a_start: letter(a, a_span.start),
        a_end: letter(a, a_span.end),
        b_start: letter(b, b_span.start),
        b_end: letter(b, b_span.end),
        ..*shared
    }
}

/// A passage to its true ends, and the pairs of its letters that are alike.
fn pairs(shared: &Shared, a: &[u8], b: &[u8], aligner: &mut Aligner, params: &Params) -> (Shared, Vec<Pair>) {
    let (_, mut pairs) = aligner.path(a, shared.from.0 as usize, b, shared.from.1 as usize, params.drop);
    pairs.retain(|(x, y)| {
        (shared.a_start as usize..shared.a_end as usize).contains(x)
            && (shared.b_start as usize..shared.b_end as usize).contains(y)
    });
    let shared = trimmed(shared, &mut pairs);
    (shared, pairs)
}

/// Columns of the alignment in which these pairs of letters are alike: between two of them, letters of the one are set
/// against letters of the other as far as there are any.
fn columns(shared: &Shared, pairs: &[Pair]) -> u32 {
    let (mut a, mut b) = (shared.a_start as usize, shared.b_start as usize);
    let mut columns = pairs.len();
    for (x, y) in pairs.iter().copied().chain([(shared.a_end as usize, shared.b_end as usize)]) {
        columns += x.saturating_sub(a).max(y.saturating_sub(b));
        (a, b) = (x + 1, y + 1);
    }
    columns as u32
}

/// What the texts share, in order: letter by letter. All of it is in memory; for large collections see
/// [`search`](super::search).
pub fn links(searched: &Searched<'_>, texts: &(impl Texts + ?Sized), params: &Params) -> io::Result<Vec<Link>> {
    links_of(&searched.numbered(), texts, params)
}

/// Passages, which are in order, letter by letter.
pub fn links_of(numbered: &[Shared], texts: &(impl Texts + ?Sized), params: &Params) -> io::Result<Vec<Link>> {
    let of_texts: Vec<Vec<Link>> = numbered
        .par_chunk_by(|x, y| x.a == y.a)
        .map(|same| {
            let (mut a, mut b) = (String::new(), String::new());
            texts.read(same[0].a, &mut a)?;
            let a = Folded::new(&a);
            let mut links = Vec::with_capacity(same.len());
            for of_pair in same.chunk_by(|x, y| x.b == y.b) {
                texts.read(of_pair[0].b, &mut b)?;
                let b = Folded::new(&b);
                links.extend(of_pair.iter().map(|shared| link(shared, &a, &b, params)));
            }
            Ok(links)
        })
        .collect::<io::Result<_>>()?;
    Ok(of_texts.into_iter().flatten().collect())
}
