//! The texts of an archive that are compared: its statements.

use super::super::Result;
use super::super::decided::Decisions;
use super::super::entities::Names;
use crate::reuse::{ReuseError, Texts, Watch};
use crate::store::{Catalogue, Layout, ReuseUnit, Summary};
use broadside_model::entity::Field;
use broadside_model::{About, Quoted, SourceId, Span, Statement, StatementId};
use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A text, and what is known of it.
#[derive(Clone, Debug)]
pub struct Text {
    /// Which statement it is.
    pub unit: ReuseUnit,
    /// What is known of it.
    pub about: About,
}

/// Sources that a thread takes at a time.
const FEW: usize = 32;

/// Every text of an archive, in the order of source and statement.
pub fn read(layout: &Layout, threads: usize, watch: &dyn Watch) -> Result<Vec<Text>> {
    let catalogue = Catalogue::open(layout)?;
    let mut summaries: Vec<Summary> = catalogue.summaries()?;
    summaries.retain(|summary| summary.characters > 0);
    summaries.sort_by_key(|summary| summary.id);
    let (next, found) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let work = || -> Result<()> {
        let catalogue = Catalogue::open(layout)?;
        let decisions = Decisions::open(&catalogue)?;
        let names = Names::open(&catalogue)?;
        loop {
            let from = next.fetch_add(FEW, Ordering::Relaxed);
            let Some(few) = summaries.get(from..(from + FEW).min(summaries.len())).filter(|few| !few.is_empty()) else {
                return Ok(());
            };
            let mut texts = Vec::new();
            for summary in few {
                let mut of_source = texts_of(&catalogue, &decisions, summary)?;
                name_issuers(&mut of_source, &names, summary.id)?;
                texts.extend(of_source);
            }
            if let Ok(mut found) = found.lock() {
                found.insert(from, texts);
            }
            if watch.step("reading statements", from as u64, summaries.len() as u64).is_break() {
                return Err(ReuseError::Stopped.into());
            }
        }
    };
    std::thread::scope(|scope| -> Result<()> {
        let workers: Vec<_> =
            (0..threads.clamp(1, summaries.len().div_ceil(FEW).max(1))).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        }
        Ok(())
    })?;
    Ok(found.into_inner().unwrap_or_default().into_values().flatten().collect())
}

/// The texts of a source.
pub(super) fn texts_of(catalogue: &Catalogue, decisions: &Decisions<'_>, summary: &Summary) -> Result<Vec<Text>> {
    let Some(text) = catalogue.text(summary.id)?.filter(|text| !text.trim().is_empty()) else { return Ok(Vec::new()) };
    let statements = match decisions.anatomy(summary.id)? {
        Some(decided) => decided.shown().anatomy.statements,
        None => Vec::new(),
    };
    let folder = summary.paths.first().and_then(|path| folder(path));
    let of = |number: u32, span: Span, about: About| {
        let words = text.get(span.range()).unwrap_or_default();
        let mut hash = [0; 16];
        hash.copy_from_slice(&blake3::hash(words.as_bytes()).as_bytes()[..16]);
        let statement = StatementId { source: summary.id, number };
        Text {
            unit: ReuseUnit { statement, span, hash },
            about: About { series: about.series.or(folder.clone()), ..about },
        }
    };
    if statements.is_empty() {
        let about = About { language: summary.language.clone(), title: summary.title.clone(), ..About::default() };
        return Ok(vec![of(1, Span::new(0, text.len()), about)]);
    }
    Ok((1..).zip(&statements).map(|(number, statement)| of(number, statement.span, about(statement))).collect())
}

/// Puts the entities of issuers in the place of their names, so that one who is written in two ways counts once.
fn name_issuers(texts: &mut [Text], names: &Names<'_>, source: SourceId) -> Result<()> {
    for of in names.of(source)? {
        let Some(text) = texts.iter_mut().find(|text| text.unit.statement.number == of.number) else { continue };
        let mut entities = Vec::new();
        for name in of.names.iter().filter(|name| name.field == Field::Issuer) {
            entities.extend(names.entity(&name.form)?.map(|entity| entity.to_string()));
        }
        if !entities.is_empty() {
            entities.sort();
            entities.dedup();
            text.about.issuer_names = std::mem::replace(&mut text.about.issuers, entities);
        }
    }
    Ok(())
}

/// The folder that a path is in.
fn folder(path: &[u8]) -> Option<String> {
    let slash = path.iter().rposition(|byte| *byte == b'/')?;
    Some(String::from_utf8_lossy(path.get(..slash)?).into_owned())
}

/// A name as it is compared with others: small letters and digits, words one space apart.
fn folded(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// What is known of a statement.
fn about(statement: &Statement) -> About {
    let within = |span: Span| Span {
        start: span.start.saturating_sub(statement.span.start),
        end: span.end.min(statement.span.end).saturating_sub(statement.span.start),
    };
    let mut issuers: Vec<String> = statement.issuers.iter().map(|issuer| folded(&issuer.value.name)).collect();
    issuers.retain(|issuer| !issuer.is_empty());
    issuers.sort();
    issuers.dedup();
    let mut quoted: Vec<Quoted> = statement
        .quotations
        .iter()
        .filter_map(|found| {
            let quotation = &found.value;
            let span = within(*found.evidence.first()?);
            Some(Quoted { span, attributed_to: quotation.attributed_to.clone(), work: quotation.work.clone() })
        })
        .collect();
    quoted.sort_by_key(|quoted| quoted.span);
    let date = statement.date.as_ref().map(|date| &date.value.edtf);
    About {
        issuers,
        issuer_names: Vec::new(),
        title: statement.title.as_ref().map(|title| title.value.clone()),
        earliest: date.and_then(broadside_model::Edtf::earliest),
        latest: date.and_then(broadside_model::Edtf::latest),
        series: statement.published_in.as_ref().map(|name| folded(&name.value)),
        language: statement.language.clone(),
        quoted,
        parts: statement.parts.iter().map(|part| (part.role, within(part.text))).collect(),
    }
}

/// Reads texts of an archive one by one, from any thread.
pub struct Units<'a> {
    layout: &'a Layout,
    units: &'a [ReuseUnit],
    free: Mutex<Vec<Reader>>,
}

/// A catalogue, and the text that was read last: statements of one source are read one after the other.
struct Reader {
    catalogue: Catalogue,
    last: Option<(SourceId, String)>,
}

impl<'a> Units<'a> {
    /// Reads these texts.
    pub fn new(layout: &'a Layout, units: &'a [ReuseUnit]) -> Self {
        Units { layout, units, free: Mutex::default() }
    }

    /// Which statement this text is.
    pub fn unit(&self, number: u32) -> Option<&ReuseUnit> {
        self.units.get(number as usize)
    }

    fn reader(&self) -> Result<Reader> {
        let free = self.free.lock().ok().and_then(|mut free| free.pop());
        match free {
            Some(reader) => Ok(reader),
            None => Ok(Reader { catalogue: Catalogue::open(self.layout)?, last: None }),
        }
    }
}

impl Texts for Units<'_> {
    fn count(&self) -> u32 {
        self.units.len() as u32
    }

    fn size(&self, number: u32) -> u64 {
        self.units.get(number as usize).map_or(0, |unit| unit.span.len() as u64)
    }

    fn read(&self, number: u32, text: &mut String) -> io::Result<()> {
        text.clear();
        let unit = self.units.get(number as usize).ok_or(io::ErrorKind::NotFound)?;
        let mut reader = self.reader().map_err(io::Error::other)?;
        let source = unit.statement.source;
        if reader.last.as_ref().is_none_or(|(last, _)| *last != source) {
            let words = reader.catalogue.text(source).map_err(io::Error::other)?.unwrap_or_default();
            reader.last = Some((source, words));
        }
        if let Some((_, words)) = &reader.last {
            text.push_str(words.get(unit.span.range()).unwrap_or_default());
        }
        if let Ok(mut free) = self.free.lock() {
            free.push(reader);
        }
        Ok(())
    }
}
