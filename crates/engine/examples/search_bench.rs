//! Search and its index beside plain tantivy: 100,000 documents cut from the texts of some folders.
//!
//! `search_bench FOLDER…` prints a JSON line a figure. The texts are cut at ends of lines into documents of 1 to 4 KB
//! and repeated, each time with a few words changed, until there are enough. `DOCUMENTS` says how many, `QUERIES` how
//! many questions of each kind; `INDEXES` names a folder for both indexes (default: a new one below the folder for
//! temporary files, deleted in the end).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use broadside_engine::search::{self, Document, Index, Options, Texts, Writer};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TEXT, Term};
use tantivy::{IndexWriter, doc};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let folders: Vec<String> = std::env::args().skip(1).collect();
    if folders.is_empty() {
        eprintln!("usage: search_bench FOLDER...");
        std::process::exit(2);
    }
    let number = |name: &str, default| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default);
    let texts = multiplied(pieces(&folders), number("DOCUMENTS", 100_000));
    let bytes: usize = texts.iter().map(String::len).sum();
    println!(r#"{{"documents": {}, "bytes": {bytes}}}"#, texts.len());
    let named = std::env::var("INDEXES").ok().map(PathBuf::from);
    let place = named
        .clone()
        .unwrap_or_else(|| std::env::temp_dir().join(format!("broadside-search-bench-{}", std::process::id())));
    let bench = Bench { ours: place.join("ours"), plain: place.join("plain"), texts, bytes: bytes as f64 };
    let result = bench.run(number("QUERIES", 1000));
    if named.is_none() {
        std::fs::remove_dir_all(&place)?;
    }
    result
}

/// The texts of all files below some folders, cut into documents.
fn pieces(folders: &[String]) -> Vec<String> {
    let (mut open, mut files): (Vec<PathBuf>, Vec<PathBuf>) = (folders.iter().map(PathBuf::from).collect(), Vec::new());
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            files.push(path);
        }
    }
    files.sort();
    let mut pieces = Vec::new();
    for bytes in files.iter().filter_map(|file| std::fs::read(file).ok()) {
        let text = String::from_utf8_lossy(&bytes);
        let mut piece = String::new();
        for line in text.split_inclusive('\n') {
            let wanted = 1024 + pieces.len() * 7919 % 3072;
            if piece.len() >= 1024 && piece.len() + line.len() > wanted {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push_str(line);
        }
        if !piece.trim().is_empty() {
            pieces.push(piece);
        }
    }
    pieces
}

/// So many documents: the pieces over and over, the copies with every fiftieth word left out.
fn multiplied(pieces: Vec<String>, wanted: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::with_capacity(wanted);
    for place in 0..if pieces.is_empty() { 0 } else { wanted } {
        let (round, piece) = (place / pieces.len(), &pieces[place % pieces.len()]);
        if round == 0 {
            texts.push(piece.clone());
        } else {
            let words = piece.split_inclusive(' ').enumerate();
            texts.push(words.filter(|(at, _)| (at + round * 7) % 50 != 0).map(|(_, word)| word).collect());
        }
    }
    texts
}

struct Bench {
    ours: PathBuf,
    plain: PathBuf,
    texts: Vec<String>,
    bytes: f64,
}

impl Texts for Bench {
    fn text(&self, key: u64) -> Option<Cow<'_, str>> {
        self.texts.get(key as usize).map(|text| Cow::Borrowed(text.as_str()))
    }
}

impl Bench {
    fn run(&self, queries: usize) -> Result<(), Failure> {
        if !self.ours.exists() {
            std::fs::create_dir_all(&self.plain)?;
            let plain = self.time_index("plain tantivy", &self.plain, || self.index_plain())?;
            let ours = self.time_index("broadside", &self.ours, || self.index_ours())?;
            println!(r#"{{"index": "ours / plain", "cpu": {:.2}}}"#, ours / plain);
        }
        self.search(queries)
    }

    fn time_index(&self, tool: &str, dir: &Path, index: impl Fn() -> Result<(), Failure>) -> Result<f64, Failure> {
        let (since, before) = (Instant::now(), cpu_seconds());
        index()?;
        let (wall, cpu) = (since.elapsed().as_secs_f64(), cpu_seconds() - before);
        let size = size_of(dir);
        println!(
            r#"{{"index": "{tool}", "seconds": {wall:.2}, "cpu_seconds": {cpu:.2}, "mb_per_cpu_second": {:.1}, "bytes": {size}, "of_text": {:.3}, "peak_mb": {}}}"#,
            self.bytes / 1e6 / cpu,
            size as f64 / self.bytes,
            peak_mb()
        );
        Ok(cpu)
    }

    fn index_ours(&self) -> Result<(), Failure> {
        let mut writer = Writer::open_or_create(&self.ours, 1, 120 << 20)?;

        for (key, text) in self.texts.iter().enumerate() {
            // Some documents are of unknown language, as in archives.
            let paths = [format!("press/{}/{key}.txt", key / 1000)];
            let language = (key % 20 != 0).then_some("eng");
            let (title, format, added) = ("", "text", "2026-01-01T00:00:00Z");
            let key = key as u64;
            writer.add(&Document { key, text, furniture: "", language, paths: &paths, title, format, added })?;
        }
        writer.commit(1)?;
        writer.close()?;
        Ok(())
    }

    fn index_plain(&self) -> Result<(), Failure> {
        let mut schema = Schema::builder();
        let body = schema.add_text_field("body", TEXT);
        let index = tantivy::Index::create_in_dir(&self.plain, schema.build())?;
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 120 << 20)?;
        for text in &self.texts {
            writer.add_document(doc!(body => text.as_str()))?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(())
    }

    fn search(&self, queries: usize) -> Result<(), Failure> {
        let (since, ours) = (Instant::now(), Index::open(&self.ours)?);
        println!(r#"{{"open": "broadside", "ms": {:.3}}}"#, since.elapsed().as_secs_f64() * 1e3);
        let plain = tantivy::Index::open_in_dir(&self.plain)?;
        let body = plain.schema().get_field("body")?;
        let plain = plain.reader()?.searcher();
        println!(
            r#"{{"segments": {{"broadside": {}, "plain": {}}}}}"#,
            segments(&self.ours),
            plain.segment_readers().len()
        );
        let mut random = Random(20_260_101);
        let words: Vec<String> = (0..queries).filter_map(|_| self.draw(&mut random, 1)).collect();
        self.compare("words", &words, &ours, &plain, body)?;
        let alike: Vec<String> = distinct(&words).collect();
        self.compare("words, each once", &alike, &ours, &plain, body)?;
        let phrases: Vec<String> = (0..queries).filter_map(|at| self.draw(&mut random, 2 + at % 2)).collect();
        self.compare("phrases", &phrases, &ours, &plain, body)
    }

    /// Words that stand one after the other somewhere in the texts: a word is drawn by its frequency.
    fn draw(&self, random: &mut Random, wanted: usize) -> Option<String> {
        for _ in 0..1000 {
            let text = self.texts.get(random.below(self.texts.len()))?;
            let words: Vec<&str> = text.split_whitespace().collect();
            let from = random.below(words.len());
            let is_word = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
            match words.get(from..from + wanted) {
                Some(drawn) if drawn.iter().all(is_word) => return Some(drawn.join(" ").to_lowercase()),
                _ => {}
            }
        }
        None
    }

    fn compare(
        &self,
        kind: &str,
        questions: &[String],
        ours: &Index,
        plain: &tantivy::Searcher,
        body: Field,
    ) -> Result<(), Failure> {
        let query = |question: &str| -> Result<search::Query, Failure> {
            let is_phrase = question.contains(' ');
            Ok(search::parse(&if is_phrase { format!("\"{question}\"") } else { question.to_owned() })?)
        };
        let without = Options { snippets: 0, ..Options::default() };
        let (mut counts, mut plain_counts) = (0, 0);
        let mut times = [const { Vec::new() }; 3];
        for question in questions {
            let since = Instant::now();
            let answer = search::search(ours, &query(question)?, self, without)?;
            times[0].push(since.elapsed().as_secs_f64() * 1e3);
            counts += answer.documents;
            let since = Instant::now();
            search::search(ours, &query(question)?, self, Options::default())?;
            times[1].push(since.elapsed().as_secs_f64() * 1e3);
            let since = Instant::now();
            let terms: Vec<Term> = question.split(' ').map(|word| Term::from_field_text(body, word)).collect();
            let query: Box<dyn Query> = match terms.as_slice() {
                [term] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
                _ => Box::new(PhraseQuery::new(terms)),
            };
            let (_, count) = plain.search(&query, &(TopDocs::with_limit(10).order_by_score(), Count))?;
            times[2].push(since.elapsed().as_secs_f64() * 1e3);
            plain_counts += count;
        }
        let mut medians = Vec::new();
        for (tool, times) in ["broadside", "broadside with snippets", "plain tantivy"].iter().zip(&mut times) {
            times.sort_by(f64::total_cmp);
            let at = |part: f64| times.get((times.len() as f64 * part) as usize).copied().unwrap_or(0.0);
            let mean = times.iter().sum::<f64>() / times.len().max(1) as f64;
            let mut line = String::new();
            write!(line, r#"{{"search": "{kind}", "tool": "{tool}", "p50_ms": {:.3}, "#, at(0.5))?;
            write!(line, r#""p90_ms": {:.3}, "p99_ms": {:.3}, "mean_ms": {mean:.3}}}"#, at(0.9), at(0.99))?;
            println!("{line}");
            medians.push((at(0.5), at(0.99), mean));
        }
        println!(
            r#"{{"search": "{kind}", "ours / plain": {{"p50": {:.2}, "p99": {:.2}, "mean": {:.2}}}, "questions": {}, "matches": {counts}, "plain_matches": {plain_counts}}}"#,
            medians[0].0 / medians[2].0,
            medians[0].1 / medians[2].1,
            medians[0].2 / medians[2].2,
            questions.len()
        );
        Ok(())
    }
}

fn distinct(words: &[String]) -> impl Iterator<Item = String> {
    let all: BTreeMap<&str, ()> = words.iter().map(|word| (word.as_str(), ())).collect();
    all.into_keys().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// Numbers that look random, from a fixed beginning.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize).checked_rem(end).unwrap_or(0)
    }
}

fn files_of(dir: &Path) -> Vec<std::fs::DirEntry> {
    std::fs::read_dir(dir).into_iter().flatten().flatten().collect()
}

fn size_of(dir: &Path) -> u64 {
    files_of(dir).iter().filter_map(|file| Some(file.metadata().ok()?.len())).sum()
}

fn segments(dir: &Path) -> usize {
    files_of(dir).iter().filter(|file| file.path().extension().is_some_and(|ending| ending == "term")).count()
}

/// CPU seconds of all threads of this process so far; 0 where `/proc` does not say.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let field = |at| after.split_whitespace().nth(at).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (field(11) + field(12)) / 100.0
}

/// Most memory held so far, in MB.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
