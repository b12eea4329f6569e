//! Labels names with a neural model that the user brings: a token classification network in ONNX.
//!
//! Takes the files of a folder as Hugging Face's tools write them (`model.onnx`, `config.json`, `tokenizer.json` or
//! `vocab.txt`), gives a [`Tagger`] for the engine. A crate of its own because the runtime of networks, `rten`, is large and
//! not everybody's. Nothing here touches the file system or trusts a byte of the model: it is run inside a confined worker,
//! and what is wrong with a file is said in a sentence that names it.

mod config;
mod labels;
mod network;
mod spans;
pub mod tokens;
mod windows;

use broadside_engine::mentions::names::lexicon::Mark;
use broadside_engine::mentions::names::model::Kind;
use broadside_engine::mentions::names::tagger::{Named, Tagger};
use broadside_engine::mentions::names::token::Tokens;
use broadside_engine::run::names::ModelFiles;
use broadside_model::Span;

use labels::Labels;
use network::Network;
use tokens::{Piece, Tokenizer};

/// A model ready to label names.
#[derive(Debug)]
pub struct Onnx {
    method: String,
    labels: Labels,
    tokenizer: Tokenizer,
    network: Network,
    /// Pieces that the network takes at once, with those that open and close.
    longest: usize,
}

/// Makes a tagger of a model's files; an error is a sentence that names the file and says what to do.
pub fn load(files: ModelFiles) -> Result<Box<dyn Tagger + Send>, String> {
    Ok(Box::new(Onnx::load(files)?))
}

impl Onnx {
    /// The same, as what it is.
    pub fn load(mut files: ModelFiles) -> Result<Onnx, String> {
        let config = config::Config::read(files.take("config.json"))?;
        let labels = Labels::of(&config.id2label)?;
        let settings = config::Settings::read(files.take("tokenizer_config.json"))?;
        let tokenizer = Tokenizer::read(files.take("tokenizer.json"), files.take("vocab.txt"), &settings)?;
        let network = Network::read(files.files, labels.len())?;
        let onnx =
            Onnx { method: format!("names-onnx {}", files.name), labels, tokenizer, network, longest: config.longest };
        // A text of the last piece alone: what does not fit together is found here, not in the first document.
        let last = Piece { id: onnx.tokenizer.highest(), start: 0, end: 0 };
        let fit = |why: String| format!("{why}. Or the tokenizer's files are of another model: take all from one");
        onnx.network.run(&onnx.tokenizer.wrapped(&[last])).map_err(fit)?;
        Ok(onnx)
    }
}

impl Tagger for Onnx {
    fn method(&self) -> &str {
        &self.method
    }

    fn knows(&self, kind: Kind) -> bool {
        self.labels.know(kind)
    }

    fn tag(
        &self,
        text: &str,
        within: Span,
        _: Option<&str>,
        tokens: &Tokens,
        _: &[Mark],
    ) -> Result<Vec<Named>, String> {
        let mut pieces = windows::Pieces::default();
        for segment in windows::segments(within, tokens) {
            pieces.add(self.tokenizer.pieces(text.get(segment.range()).unwrap_or_default(), segment.start));
        }
        let room = self.longest.saturating_sub(self.tokenizer.around()).max(1);
        let mut told = Vec::with_capacity(pieces.list.len());
        for window in pieces.windows(room) {
            let ids = self.tokenizer.wrapped(pieces.list.get(window.read.clone()).unwrap_or_default());
            let scores = self.network.run(&ids)?;
            let before = self.tokenizer.before() + window.told.start - window.read.start;
            let rows = scores.chunks_exact(self.labels.len()).skip(before).take(window.told.len());
            told.extend(rows.map(|row| self.labels.best(row)));
        }
        Ok(spans::names(tokens, &pieces.list, &told))
    }
}
