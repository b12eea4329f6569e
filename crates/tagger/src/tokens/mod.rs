//! Cuts a text into the pieces that a network was trained on, and says which bytes of the text each piece is.
//!
//! A reader of its own for `tokenizer.json` (WordPiece, Unigram as SentencePiece makes it, BPE over bytes) and `vocab.txt`.
//! What it does not know it refuses by name rather than cut words otherwise than the network learnt. Words that look like a
//! tokenizer's own marks (`[SEP]`, `</s>`) are words like any other: a text cannot speak to the network.

mod bpe;
mod charsmap;
mod classes;
#[cfg(test)]
mod conformance;
mod letters;
mod normalizer;
mod read;
mod split;
mod unigram;
mod wordpiece;

pub use letters::Letter;

use crate::config::Settings;

/// Letters of a word, or of a piece, at most, where more would take longer than the text's length; a longer word is cut.
const LONGEST_WORD: usize = 256;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its number.
    pub id: u32,
    /// First byte of the text that it stands for.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// What cuts words into pieces.
#[derive(Debug)]
enum Cutter {
    WordPiece(wordpiece::WordPiece),
    Unigram(unigram::Unigram),
    Bpe(bpe::Bpe),
}

/// Cuts texts into pieces.
#[derive(Debug)]
pub struct Tokenizer {
    normalizer: Vec<normalizer::Step>,
    split: Vec<split::Step>,
    cutter: Cutter,
    /// Pieces that open what a network is given, and those that close it.
    opens: Vec<u32>,
    closes: Vec<u32>,
}

impl Tokenizer {
    /// Reads `tokenizer.json`, or, where there is none, `vocab.txt` with `tokenizer_config.json`.
    pub fn read(json: Option<Vec<u8>>, vocab: Option<Vec<u8>>, settings: &Settings) -> Result<Tokenizer, String> {
        match (json, vocab) {
            (Some(json), _) => read::json(&json).map_err(|why| format!("tokenizer.json: {why}")),
            (None, Some(vocab)) => read::vocab(&vocab, settings).map_err(|why| format!("vocab.txt: {why}")),
            (None, None) => Err("tokenizer.json is missing, and so is vocab.txt: copy one of them from where the model comes from (a tokenizer saved as sentencepiece.bpe.model alone can be saved as tokenizer.json with `AutoTokenizer.from_pretrained(DIR).save_pretrained(DIR)`)".to_owned()),
        }
    }

    /// The pieces of a text that starts at byte `offset`.
    pub fn pieces(&self, text: &str, offset: u32) -> Vec<Piece> {
        let mut letters = letters::letters(text, offset);
        for step in &self.normalizer {
            letters = step.apply(letters);
        }
        let mut words = vec![letters];
        for step in &self.split {
            let apply = |(number, word): (usize, Vec<Letter>)| step.apply(&word, number == 0);
            words = words.into_iter().enumerate().flat_map(apply).collect();
        }
        let mut pieces = Vec::new();
        for word in &words {
            match &self.cutter {
                Cutter::WordPiece(cutter) => cutter.cut(word, &mut pieces),
                Cutter::Unigram(cutter) => cutter.cut(word, &mut pieces),
                Cutter::Bpe(cutter) => word.chunks(LONGEST_WORD).for_each(|part| cutter.cut(part, &mut pieces)),
            }
        }
        for piece in &mut pieces {
            // The space before a word is no part of what the piece stands for.
            let (from, to) = ((piece.start - offset) as usize, (piece.end - offset) as usize);
            let spaces = text.get(from..to).map_or(0, |part| part.len() - part.trim_start().len());
            piece.start += spaces as u32;
        }
        pieces
    }

    /// The highest number that it gives to a piece.
    pub fn highest(&self) -> u32 {
        match &self.cutter {
            Cutter::WordPiece(cutter) => cutter.vocabulary.values().copied().max().unwrap_or(0),
            Cutter::Unigram(cutter) => cutter.highest(),
            Cutter::Bpe(cutter) => cutter.highest(),
        }
    }

    /// The numbers of pieces, between those that open and close what a network is given.
    pub fn wrapped(&self, pieces: &[Piece]) -> Vec<u32> {
        let ids = pieces.iter().map(|piece| piece.id);
        self.opens.iter().copied().chain(ids).chain(self.closes.iter().copied()).collect()
    }

    /// How many pieces open what a network is given.
    pub fn before(&self) -> usize {
        self.opens.len()
    }

    /// How many open and close it.
    pub fn around(&self) -> usize {
        self.opens.len() + self.closes.len()
    }
}
