//! The documents of the gold: read by this program as it stands, or taken from an archive.
//!
//! Reading happens in worker processes, as for `add`: a gold file may name files of any format. Pictures of pages are
//! not read by OCR here; for those, add the files to an archive and compare with that.

use super::gold::Document;
use broadside_engine::repair::Params;
use broadside_engine::run::journey;
use broadside_engine::sandbox::Pool;
use broadside_model::{Anatomy, Format, Span, Text};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A document as read.
#[derive(Debug)]
pub struct Read {
    /// Its repaired text.
    pub text: Text,
    /// Its statements.
    pub anatomy: Anatomy,
    /// The file, where a line of it can be named.
    pub lines_of: Option<PathBuf>,
}

impl Read {
    /// `file:line:column` of a range, where the document is a file of lines.
    pub fn line(&self, span: Span) -> Option<String> {
        let file = self.lines_of.as_ref()?;
        let raw = self.text.undo_all();
        let before = raw.get(..self.text.raw_span(span).start as usize)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Some(format!("{}:{line}:{column}", file.display()))
    }
}

/// Reads documents side by side, in order. Each is read or has a sentence that says why not.
pub fn read_all(pool: &Pool, gold: &Path, documents: &[Document], threads: usize) -> Vec<Result<Read, String>> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<Read, String>)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, documents.len().max(1)) {
            scope.spawn(|| {
                while let Some((at, document)) = {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    documents.get(at).map(|document| (at, document))
                } {
                    let read = read(pool, gold, document);
                    if let Ok(mut done) = done.lock() {
                        done.push((at, read));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, read)| read).collect()
}

fn read(pool: &Pool, gold: &Path, document: &Document) -> Result<Read, String> {
    let (bytes, name, file) = match (&document.text, &document.path) {
        (Some(text), _) => (text.clone().into_bytes(), b"text.txt".to_vec(), None),
        (None, Some(path)) => {
            let file = place(gold, path);
            if !file.is_file() {
                return Err(format!("{}: there is no such file", file.display()));
            }
            let bytes = std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            (bytes, file.as_os_str().as_encoded_bytes().to_vec(), Some(file))
        }
        (None, None) => {
            return Err("has neither `text` nor `path`; compare with an archive by id: --archive DIR".into());
        }
    };
    let answer =
        pool.call(&journey::read_request(&bytes, &name, &Params::default())).map_err(|failure| failure.to_string())?;
    let (reading, text, anatomy) = journey::read_answer(&answer).map_err(|error| error.to_string())?;
    if reading.pages.iter().any(|page| page.wants_ocr) {
        return Err("has pages that need OCR; `broadside add` it and compare with the archive: --archive DIR".into());
    }
    let lines_of = file.filter(|_| matches!(reading.format, Format::Text | Format::Markdown));
    Ok(Read { text, anatomy, lines_of })
}

/// The file that a gold file names: beside itself, or else as seen from here.
fn place(gold: &Path, path: &str) -> PathBuf {
    let beside = gold.parent().map_or_else(|| PathBuf::from(path), |folder| folder.join(path));
    if beside.exists() { beside } else { PathBuf::from(path) }
}
