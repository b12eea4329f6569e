//! The stages of a search as Parquet tables, under names that say what they were made from and how.
//!
//! Offsets are code points. A table that is there is not made again: its key covers all that its rows depend on.

mod kept;

use super::collection::Collection;
use super::links::thousandths;
use broadside_engine::reuse::{Params, Texts as _};
use broadside_engine::stage;
use broadside_model::{Family, Link, Match, Span};
use broadside_tables::{Kind, TableError, Values, Writer, read};
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Why tables could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// A table could not be written or read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The folder could not be made, or a text not read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

type Result<T> = std::result::Result<T, Failed>;

/// Where the tables of a search are.
pub struct Tables<'c> {
    folder: PathBuf,
    key: String,
    made_by: String,
    collection: &'c Collection,
    /// Whether seeds are written too, and the table of them while it is.
    with_seeds: bool,
    seeds: Mutex<Option<Writer>>,
}

/// Rows written at a time.
const GROUP: usize = 1 << 16;
/// Digits of the key in names.
const KEY: usize = 16;

const TEXTS: [(&str, Kind); 2] = [("id", Kind::Text), ("bytes", Kind::Number)];
const LINKS: [(&str, Kind); 10] = [
    ("link", Kind::Number),
    ("a", Kind::Text),
    ("ab", Kind::Number),
    ("ae", Kind::Number),
    ("b", Kind::Text),
    ("bb", Kind::Number),
    ("be", Kind::Number),
    ("equal", Kind::Number),
    ("columns", Kind::Number),
    ("likeness", Kind::Share),
];
const ALIGNMENTS: [(&str, Kind); 5] =
    [("link", Kind::Number), ("ab", Kind::Number), ("ae", Kind::Number), ("bb", Kind::Number), ("be", Kind::Number)];
const PAIRS: [(&str, Kind); 4] =
    [("a", Kind::Text), ("b", Kind::Text), ("links", Kind::Number), ("equal", Kind::Number)];
const PASSAGES: [(&str, Kind); 4] =
    [("cluster", Kind::Number), ("id", Kind::Text), ("begin", Kind::Number), ("end", Kind::Number)];
const CLUSTERS: [(&str, Kind); 4] =
    [("cluster", Kind::Number), ("size", Kind::Number), ("passages", Kind::Number), ("links", Kind::Number)];

fn number(value: impl Into<i64>) -> i64 {
    value.into()
}

impl<'c> Tables<'c> {
    /// The tables in `folder` of a search of `collection` with `params`, between texts that differ in `between`.
    pub fn new(folder: &Path, collection: &'c Collection, params: &Params, between: Option<&str>) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", folder.display())))?;
        // Memory and threads change no result.
        let params = Params { memory: 0, threads: 0, ..params.clone() };
        let made_by = format!("{} {}, {params:?}, between {between:?}", stage::REUSE.name, stage::REUSE.version);
        let mut hasher = blake3::Hasher::new();
        hasher.update(made_by.as_bytes()).update(collection.hash().as_bytes());
        let key = hasher.finalize().to_hex().chars().take(KEY).collect();
        Ok(Tables { folder: folder.to_owned(), key, made_by, collection, with_seeds: false, seeds: Mutex::default() })
    }

    /// With the seeds, which are many, or without.
    pub fn with_seeds(self, with_seeds: bool) -> Self {
        Tables { with_seeds, ..self }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}-{}.parquet", self.key))
    }

    fn writer(&self, name: &str, columns: &[(&str, Kind)]) -> Result<Writer> {
        Ok(Writer::new(&self.path(name), columns, &[("made_by", &self.made_by), ("key", &self.key)])?)
    }

    fn id(&self, number: u32) -> Cow<'_, str> {
        self.collection.id(number).into()
    }

    /// Writes texts, pairs, alignments and links; the links last, for where they are, the others are too.
    pub fn put_links(&self, links: &[Link]) -> Result<()> {
        self.put_texts()?;
        self.put_pairs(links)?;
        let mut alignments = self.writer("alignments", &ALIGNMENTS)?;
        let mut table = self.writer("links", &LINKS)?;
        for (group, first) in links.chunks(GROUP).zip((0..).step_by(GROUP)) {
            let spans = |link: &Link| {
                let blocks = link.matches.iter().flat_map(|block| [(link.a, block.a), (link.b, block.b)]);
                blocks.chain([(link.a, link.a_span), (link.b, link.b_span)]).collect::<Vec<_>>()
            };
            let ends = group.iter().flat_map(spans).flat_map(|(text, span)| [(text, span.start), (text, span.end)]);
            let points = self.collection.points(ends.collect())?;
            let at = |text: u32, byte: u32| number(points.at(text, byte));
            let rows: Vec<(i64, &Link)> = (first..).zip(group).collect();
            let each =
                |value: &dyn Fn(&Link) -> i64| Values::Numbers(rows.iter().map(|(_, link)| value(link)).collect());
            table.rows(&[
                Values::Numbers(rows.iter().map(|(number, _)| *number).collect()),
                Values::Texts(group.iter().map(|link| self.id(link.a)).collect()),
                each(&|link| at(link.a, link.a_span.start)),
                each(&|link| at(link.a, link.a_span.end)),
                Values::Texts(group.iter().map(|link| self.id(link.b)).collect()),
                each(&|link| at(link.b, link.b_span.start)),
                each(&|link| at(link.b, link.b_span.end)),
                each(&|link| number(link.equal)),
                each(&|link| number(link.columns)),
                Values::Shares(group.iter().map(|link| thousandths(link.likeness())).collect()),
            ])?;
            let blocks: Vec<(i64, &Link, &Match)> = rows
                .iter()
                .flat_map(|(number, link)| link.matches.iter().map(move |block| (*number, *link, block)))
                .collect();
            let each = |value: &dyn Fn(&Link, &Match) -> i64| {
                Values::Numbers(blocks.iter().map(|(_, link, block)| value(link, block)).collect())
            };
            alignments.rows(&[
                Values::Numbers(blocks.iter().map(|(number, ..)| *number).collect()),
                each(&|link, block| at(link.a, block.a.start)),
                each(&|link, block| at(link.a, block.a.end)),
                each(&|link, block| at(link.b, block.b.start)),
                each(&|link, block| at(link.b, block.b.end)),
            ])?;
        }
        alignments.finish()?;
        Ok(table.finish()?)
    }

    fn put_texts(&self) -> Result<()> {
        let mut table = self.writer("texts", &TEXTS)?;
        let numbers: Vec<u32> = (0..self.collection.count()).collect();
        for group in numbers.chunks(GROUP) {
            let sizes = group.iter().map(|text| self.collection.size(*text).cast_signed()).collect();
            table.rows(&[Values::Texts(group.iter().map(|text| self.id(*text)).collect()), Values::Numbers(sizes)])?;
        }
        Ok(table.finish()?)
    }

    fn put_pairs(&self, links: &[Link]) -> Result<()> {
        let pairs: Vec<&[Link]> = links.chunk_by(|x, y| (x.a, x.b) == (y.a, y.b)).collect();
        let mut table = self.writer("pairs", &PAIRS)?;
        for group in pairs.chunks(GROUP) {
            let ids = |side: &dyn Fn(&Link) -> u32| {
                Values::Texts(group.iter().filter_map(|pair| Some(self.id(side(pair.first()?)))).collect())
            };
            table.rows(&[
                ids(&|link| link.a),
                ids(&|link| link.b),
                Values::Numbers(group.iter().map(|pair| pair.len() as i64).collect()),
                Values::Numbers(group.iter().map(|pair| pair.iter().map(|link| number(link.equal)).sum()).collect()),
            ])?;
        }
        Ok(table.finish()?)
    }

    /// Whether the families of an earlier run are there.
    pub fn has_families(&self) -> bool {
        self.path("clusters").is_file()
    }

    /// Writes passages and clusters; the clusters last.
    pub fn put_families(&self, families: &[Family]) -> Result<()> {
        let mut passages = self.writer("passages", &PASSAGES)?;
        let mut clusters = self.writer("clusters", &CLUSTERS)?;
        let rows: Vec<(i64, &Family)> = (0..).zip(families).collect();
        for group in rows.chunks(GROUP) {
            let all: Vec<_> = group
                .iter()
                .flat_map(|(cluster, family)| family.members.iter().map(move |member| (*cluster, member)))
                .collect();
            let ends =
                all.iter().flat_map(|(_, member)| [member.span.start, member.span.end].map(|end| (member.text, end)));
            let points = self.collection.points(ends.collect())?;
            let at = |text: u32, byte: u32| number(points.at(text, byte));
            passages.rows(&[
                Values::Numbers(all.iter().map(|(cluster, _)| *cluster).collect()),
                Values::Texts(all.iter().map(|(_, member)| self.id(member.text)).collect()),
                Values::Numbers(all.iter().map(|(_, member)| at(member.text, member.span.start)).collect()),
                Values::Numbers(all.iter().map(|(_, member)| at(member.text, member.span.end)).collect()),
            ])?;
            let texts = |family: &Family| family.members.chunk_by(|a, b| a.text == b.text).count() as i64;
            clusters.rows(&[
                Values::Numbers(group.iter().map(|(cluster, _)| *cluster).collect()),
                Values::Numbers(group.iter().map(|(_, family)| texts(family)).collect()),
                Values::Numbers(group.iter().map(|(_, family)| family.members.len() as i64).collect()),
                Values::Numbers(group.iter().map(|(_, family)| family.links.len() as i64).collect()),
            ])?;
        }
        passages.finish()?;
        Ok(clusters.finish()?)
    }

    /// The links of an earlier run, where there are such.
    pub fn links(&self) -> Result<Option<Vec<Link>>> {
        let path = self.path("links");
        if !path.is_file() {
            return Ok(None);
        }
        let mut found: Option<Vec<Link>> = Some(Vec::new());
        read(&path, &LINKS, |columns| {
            let rows = self.links_of(columns);
            found = found.take().zip(rows).map(|(all, rows)| [all, rows].concat());
        })?;
        let mut links = found.ok_or_else(|| damaged(&path))?;
        let path = self.path("alignments");
        let mut fits = true;
        read(&path, &ALIGNMENTS, |columns| fits &= blocks_of(columns, &mut links).is_some())?;
        let links = self.in_bytes(links)?.filter(|_| fits);
        links.map(Some).ok_or_else(|| damaged(&path).into())
    }

    /// Links out of rows, offsets in code points still.
    fn links_of(&self, columns: &[Values<'_>]) -> Option<Vec<Link>> {
        let [_, Values::Texts(a), ab, ae, Values::Texts(b), bb, be, equal, all, _] = columns else { return None };
        let row = |row: usize| {
            Some(Link {
                a: self.collection.number(a.get(row)?)?,
                b: self.collection.number(b.get(row)?)?,
                a_span: span(ab, ae, row)?,
                b_span: span(bb, be, row)?,
                equal: cell(equal, row)?,
                columns: cell(all, row)?,
                matches: Vec::new(),
            })
        };
        (0..a.len()).map(row).collect()
    }

    /// The same links with offsets in bytes; nothing where they are out of order or of a text.
    fn in_bytes(&self, mut links: Vec<Link>) -> Result<Option<Vec<Link>>> {
        for group in links.chunks_mut(GROUP) {
            let all = |link: &mut Link| {
                let (a, b) = (link.a, link.b);
                let blocks = link.matches.iter().flat_map(move |block| [(a, block.a), (b, block.b)]);
                blocks.chain([(a, link.a_span), (b, link.b_span)]).collect::<Vec<_>>()
            };
            let spans = group.iter_mut().flat_map(all);
            let ends = spans.flat_map(|(text, span)| [(text, span.start), (text, span.end)]);
            let bytes = self.collection.bytes(ends.collect())?;
            let turned =
                |text: u32, span: Span| Span { start: bytes.at(text, span.start), end: bytes.at(text, span.end) };
            for link in group {
                (link.a_span, link.b_span) = (turned(link.a, link.a_span), turned(link.b, link.b_span));
                for block in &mut link.matches {
                    (block.a, block.b) = (turned(link.a, block.a), turned(link.b, block.b));
                }
            }
        }
        Ok(links.iter().all(|link| self.makes_sense(link)).then_some(links))
    }

    fn makes_sense(&self, link: &Link) -> bool {
        let fits = |text: u32, span: Span| span.start <= span.end && u64::from(span.end) <= self.collection.size(text);
        let (mut a, mut b) = (link.a_span.start, link.b_span.start);
        let mut in_order = true;
        for block in &link.matches {
            in_order &= a <= block.a.start
                && block.a.start <= block.a.end
                && b <= block.b.start
                && block.b.start <= block.b.end;
            (a, b) = (block.a.end, block.b.end);
        }
        link.a < link.b
            && fits(link.a, link.a_span)
            && fits(link.b, link.b_span)
            && in_order
            && a <= link.a_span.end
            && b <= link.b_span.end
    }
}

fn damaged(path: &Path) -> TableError {
    TableError::Damaged(path.to_owned(), "its rows do not fit the texts".to_owned())
}

fn cell(values: &Values<'_>, row: usize) -> Option<u32> {
    u32::try_from(*values.numbers().get(row)?).ok()
}

fn span(starts: &Values<'_>, ends: &Values<'_>, row: usize) -> Option<Span> {
    Some(Span { start: cell(starts, row)?, end: cell(ends, row)? })
}

/// Puts the blocks of rows into their links.
fn blocks_of(columns: &[Values<'_>], links: &mut [Link]) -> Option<()> {
    let [link, ab, ae, bb, be] = columns else { return None };
    for row in 0..link.numbers().len() {
        let block = Match { a: span(ab, ae, row)?, b: span(bb, be, row)? };
        links.get_mut(cell(link, row)? as usize)?.matches.push(block);
    }
    Some(())
}
