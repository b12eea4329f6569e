//! The fields of the index.
//!
//! `word` holds every word of the repaired text, folded, with positions: phrases, proximity, wildcards and fuzzy words
//! are answered from it. `stem` holds, with frequencies only, the stems of words that are not regular forms of them,
//! each marked with the stemmer of its document's language: a plain word is answered from both. The index keeps no text:
//! answers are made from the catalogue's.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

use super::analyzer::{StemTokenizer, TextTokenizer, WordTokenizer};

/// Version of the schema and of the rules that cut, fold and stem words. An index of another version is built anew.
pub const VERSION: u32 = 2;

/// The fields by name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub key: Field,
    pub added: Field,
    pub tag: Field,
    pub word: Field,
    pub stem: Field,
    pub furniture: Field,
    pub title: Field,
    pub language: Field,
    pub kind: Field,
    pub path: Field,
}

/// Name of the tokenizer of folded words.
const WORDS: &str = "broadside-words";
/// Name of the tokenizer of folded words that sets their stems aside.
const TEXT: &str = "broadside-text";
/// Name of the tokenizer of stems.
const STEMS: &str = "broadside-stems";

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let text = |tokenizer: &str, record, norms| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record);
        TextOptions::default().set_indexing_options(indexing.set_fieldnorms(norms))
    };
    let mut builder = Schema::builder();
    let fields = Fields {
        key: builder.add_u64_field("key", NumericOptions::default() | INDEXED | FAST),
        added: builder.add_i64_field("added", FAST),
        tag: builder.add_u64_field("tag", FAST),
        word: builder.add_text_field("word", text(TEXT, IndexRecordOption::WithFreqsAndPositions, true)),
        // After `word`: fields are indexed in this order, and the words of `stem` come from reading `word`.
        stem: builder.add_text_field("stem", text(STEMS, IndexRecordOption::WithFreqs, false)),
        furniture: builder.add_text_field("furniture", text(WORDS, IndexRecordOption::WithFreqs, true)),
        title: builder.add_text_field("title", text(WORDS, IndexRecordOption::WithFreqsAndPositions, true)),
        language: builder.add_text_field("language", text("raw", IndexRecordOption::Basic, false)),
        kind: builder.add_text_field("kind", text("raw", IndexRecordOption::Basic, false)),
        path: builder.add_text_field("path", text("raw", IndexRecordOption::Basic, false).set_fast("raw")),
    };
    (builder.build(), fields)
}

/// The tokenizers that the schema names.
pub(crate) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(WORDS, TextAnalyzer::from(WordTokenizer));
    manager.register(TEXT, TextAnalyzer::from(TextTokenizer::new()));
    manager.register(STEMS, TextAnalyzer::from(StemTokenizer));
    manager
}
