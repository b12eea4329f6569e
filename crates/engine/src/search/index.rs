//! Reading the index: many readers beside one writer.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use tantivy::columnar::Column;
use tantivy::schema::Term;
use tantivy::{DocId, IndexReader, ReloadPolicy, Searcher, SegmentReader};

use super::expand::{Near, expand};
use super::medium::Medium;
use super::schema::{Fields, VERSION, schema, tokenizers};
use super::stem::{TAGS, Tag, tag_of};
use super::{SearchError, fold};

/// The file that holds the version of the schema.
pub(crate) const VERSION_FILE: &str = "broadside-index-version";

/// An open index, as of the last commit when it was opened or [reloaded](Index::reload).
pub struct Index {
    engine: tantivy::Index,
    reader: IndexReader,
    pub(crate) fields: Fields,
    payload: u64,
    tags: Vec<Tag>,
    columns: Vec<Columns>,
}

/// What is kept of every document of a segment: opened once, since opening costs more than most questions.
pub(crate) struct Columns {
    /// Its row in the catalogue.
    pub keys: Column<u64>,
    /// Its stemmer.
    pub tags: Column<u64>,
}

impl Columns {
    /// The stemmer of a document.
    pub(crate) fn tag(&self, doc: DocId) -> Tag {
        self.tags.first(doc).unwrap_or(0) as Tag
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("payload", &self.payload).finish_non_exhaustive()
    }
}

/// Opens the index in `dir`, checking that it is ours and of this version.
pub(crate) fn open_engine(dir: &Path) -> Result<tantivy::Index, SearchError> {
    let unusable = |what: &str| SearchError::Unusable(what.to_owned());
    let version = std::fs::read_to_string(dir.join(VERSION_FILE)).map_err(|_| unusable("there is none"))?;
    if version.trim() != VERSION.to_string() {
        return Err(unusable("another version of Broadside made it"));
    }
    let medium = Medium::open(dir).map_err(|error| SearchError::Unusable(error.to_string()))?;
    let mut engine = tantivy::Index::open(medium).map_err(|error| SearchError::Unusable(error.to_string()))?;
    if engine.schema() != schema().0 {
        return Err(unusable("its fields are not those expected"));
    }
    engine.set_tokenizers(tokenizers());
    Ok(engine)
}

impl Index {
    /// Opens the index in the folder `dir` for reading.
    ///
    /// # Errors
    /// [`SearchError::Unusable`] when there is none, it is damaged, or of another version.
    pub fn open(dir: &Path) -> Result<Self, SearchError> {
        let engine = open_engine(dir)?;
        let reader: IndexReader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let mut index = Index { engine, reader, fields: schema().1, payload: 0, tags: Vec::new(), columns: Vec::new() };
        index.reload()?;
        Ok(index)
    }

    /// Shows the last commit from now on.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when it cannot be read; the index then shows what it showed before.
    pub fn reload(&mut self) -> Result<(), SearchError> {
        // A commit may land between the two: then the payload is read again, so that it is never too high.
        self.payload = self.committed()?;
        self.reader.reload()?;
        self.tags = self.find_tags()?;
        let open = |segment: &SegmentReader| -> Result<Columns, SearchError> {
            let fast = segment.fast_fields();
            Ok(Columns { keys: fast.u64("key")?, tags: fast.u64("tag")? })
        };
        self.columns = self.searcher().segment_readers().iter().map(open).collect::<Result<_, _>>()?;
        Ok(())
    }

    fn committed(&self) -> Result<u64, SearchError> {
        let payload = self.engine.load_metas()?.payload;
        Ok(payload.and_then(|payload| payload.parse().ok()).unwrap_or(0))
    }

    /// The number of the catalogue's commit up to which the index reads at least; 0 before the first.
    pub fn payload(&self) -> u64 {
        self.payload
    }

    /// How many documents it holds.
    pub fn documents(&self) -> u64 {
        self.searcher().num_docs()
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// The columns of each segment, in the order of the searcher.
    pub(crate) fn columns(&self) -> &[Columns] {
        &self.columns
    }

    /// The stemmers that some document was indexed with.
    pub(crate) fn tags(&self) -> &[Tag] {
        &self.tags
    }

    fn find_tags(&self) -> Result<Vec<Tag>, SearchError> {
        let mut present = [false; TAGS];
        for segment in self.searcher().segment_readers() {
            let inverted = segment.inverted_index(self.fields.language)?;
            let mut languages = inverted.terms().stream()?;
            while let Some((language, _)) = languages.next() {
                present[usize::from(tag_of(std::str::from_utf8(language).ok()))] = true;
            }
        }
        Ok((0..TAGS).filter(|tag| present[*tag]).map(|tag| tag as Tag).collect())
    }

    /// In how many documents a word stands, in any case and with any accents, but in this form.
    ///
    /// # Errors
    /// [`SearchError`] when the index cannot be read.
    pub fn documents_with(&self, word: &str) -> Result<u32, SearchError> {
        let term = Term::from_field_text(self.fields.word, &fold::folded(word));
        let mut documents = 0;
        for segment in self.searcher().segment_readers() {
            documents += segment.inverted_index(self.fields.word)?.doc_freq(&term)?;
        }
        Ok(documents)
    }

    /// The folded words that stand in at least `least` documents, each with the number of these, in the order of the
    /// alphabet.
    ///
    /// # Errors
    /// [`SearchError`] when the index cannot be read.
    pub fn common_words(&self, least: u32) -> Result<Vec<(String, u32)>, SearchError> {
        let searcher = self.searcher();
        let segments: Vec<_> = searcher
            .segment_readers()
            .iter()
            .map(|segment| segment.inverted_index(self.fields.word))
            .collect::<Result<_, _>>()?;
        // Who is in so many documents of all segments is in its share of them in one.
        let share = least.div_ceil(segments.len().max(1) as u32).max(1);
        let mut words: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
        for segment in &segments {
            let mut terms = segment.terms().stream()?;
            while let Some((term, info)) = terms.next() {
                if info.doc_freq >= share {
                    words.insert(term.to_vec(), 0);
                }
            }
        }
        for (word, documents) in &mut words {
            for segment in &segments {
                *documents += segment.terms().get(word)?.map_or(0, |info| info.doc_freq);
            }
        }
        let common = words.into_iter().filter(|(_, documents)| *documents >= least);
        Ok(common.filter_map(|(word, documents)| Some((String::from_utf8(word).ok()?, documents))).collect())
    }

    /// Those of some folded words that are within `distance` (1 or 2) letters of a word, in the order of
    /// [`near`](Self::near): for who asks so often that going through a list is quicker.
    pub fn near_among(words: &[(String, u32)], word: &str, distance: u8) -> Vec<(String, u32)> {
        let near = Near::new(&fold::folded(word), distance);
        let mut found: Vec<(String, u32)> = words.iter().filter(|(other, _)| near.matches(other)).cloned().collect();
        found.sort_by(most_frequent_first);
        found
    }

    /// The folded words within `distance` (1 or 2) letters of a word (inserted, left out, changed, or two swapped), each
    /// with the number of documents it stands in; most frequent first. The word itself is among them when it occurs.
    ///
    /// # Errors
    /// [`SearchError`] when the index cannot be read.
    pub fn near(&self, word: &str, distance: u8) -> Result<Vec<(String, u32)>, SearchError> {
        let near = Near::new(&fold::folded(word), distance);
        let found: BTreeMap<Vec<u8>, u32> = expand(&self.searcher(), self.fields.word, &near)?;
        let mut words: Vec<(String, u32)> = found
            .into_iter()
            .filter_map(|(word, documents)| String::from_utf8(word).ok().map(|word| (word, documents)))
            .collect();
        words.sort_by(most_frequent_first);
        Ok(words)
    }
}

fn most_frequent_first(one: &(String, u32), other: &(String, u32)) -> std::cmp::Ordering {
    other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0))
}
