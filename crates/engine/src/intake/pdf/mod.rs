//! PDF: bytes to text with word boxes, and pages to pictures.
//!
//! Takes the bytes of a PDF, gives a [`Reading`] whose raw text is in reading order, with a box for every word in
//! points from the top left of the visible page (crop box, turned as it is shown). The engine (`hayro-interpret`) runs
//! the content streams and says where each glyph stands; [`words`] makes words of them, [`layout`](crate::intake::layout)
//! puts those in order, [`quality`] says which pages OCR should read instead.
//!
//! Damage costs what it damages: a page that cannot be read is named in a diagnostic, the others are read.

mod bidi;
mod glyphs;
mod metadata;
mod quality;
mod render;
mod text;
mod words;

pub use render::render;

use crate::intake::layout::{Placed, compose};
use broadside_model::{Diagnostic, Format, Method, Page, Reading, Severity, Span};
use glyphs::{Collector, Ink, Stop};
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use quality::Verdict;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most pages of one file that are read.
const MAX_PAGES: usize = 5_000;
/// The most words of one file that are read.
const MAX_WORDS: usize = 4_000_000;

/// Reads a PDF. Never fails: what cannot be read is in the diagnostics.
pub fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::empty(Format::Pdf);
    let pdf = match open(bytes) {
        Ok(pdf) => pdf,
        Err(diagnostic) => {
            reading.diagnostics.push(diagnostic);
            return reading;
        }
    };
    reading.metadata = catch_unwind(AssertUnwindSafe(|| metadata::metadata(&pdf))).unwrap_or_default();
    let mut notes = Notes::default();
    read_pages(&pdf, &mut reading, &mut notes);
    if reading.pages.iter().any(|page| page.method == Method::TextLayer) {
        reading.method = Method::TextLayer;
    }
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    if !tail.windows(5).any(|window| window == b"%%EOF") {
        let hint = "Compare it with the place it came from: the copy may be incomplete.";
        reading.diagnostics.push(warning("the file breaks off before the end of the PDF", hint));
    }
    reading.diagnostics.extend(notes.diagnostics(reading.pages.len()));
    reading
}

/// Opens a PDF, or says why not.
fn open(bytes: &[u8]) -> Result<Pdf, Diagnostic> {
    let error = |message: &str, hint: &str| Diagnostic::new(Severity::Error, "intake", message, hint);
    let broken = || {
        let hint = "Try to open it in a PDF program and to save it again; if that fails too, ask for another copy.";
        error("the PDF is too damaged to be opened", hint)
    };
    match catch_unwind(AssertUnwindSafe(|| Pdf::new(bytes.to_vec()))) {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => {
            let hint = "Open it with its password, save a copy without one, and add that.";
            Err(error("the PDF is encrypted and opens only with a password", hint))
        }
        Ok(Err(LoadPdfError::Decryption(_))) => {
            let hint = "Open it in a PDF program, save a copy without encryption, and add that.";
            Err(error("the PDF is encrypted in a way that cannot be read", hint))
        }
        Ok(Err(LoadPdfError::Invalid)) | Err(_) => Err(broken()),
    }
}

fn warning(message: impl Into<String>, hint: &str) -> Diagnostic {
    Diagnostic::new(Severity::Warning, "intake", message, hint)
}

fn read_pages(pdf: &Pdf, reading: &mut Reading, notes: &mut Notes) {
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let pages = pdf.pages();
    for (at, page) in pages.iter().enumerate().take(MAX_PAGES) {
        if reading.words.len() >= MAX_WORDS {
            notes.cut = Some(at);
            break;
        }
        let number = at as u32 + 1;
        if at > 0 {
            reading.raw.push('\u{c}');
        }
        let mut seen = collect(page, &cache, &settings);
        seen.words.retain(|word| !word.text.is_empty());
        let outside = seen.words.iter().filter(|word| is_outside(word, &seen)).count();
        let verdict = quality::judge(&seen.words, outside, &seen.ink);
        if outside > 0 && !matches!(verdict, Verdict::Bad(_)) {
            let (width, height) = (seen.width, seen.height);
            seen.words.retain(|word| !outside_of(word, width, height));
            notes.outside.push(number);
        }
        notes.take(number, &seen, &verdict);
        add_page(number, &seen, verdict != Verdict::Keep, reading);
    }
    if pages.len() > MAX_PAGES {
        notes.cut = Some(MAX_PAGES);
    }
}

fn is_outside(word: &Placed, seen: &Seen) -> bool {
    outside_of(word, seen.width, seen.height)
}

/// Whether a word cannot be seen because it stands beside the page.
fn outside_of(word: &Placed, width: f32, height: f32) -> bool {
    let (x, y) = ((word.left + word.right) / 2.0, (word.top + word.bottom) / 2.0);
    !((-1.0..=width + 1.0).contains(&x) && (-1.0..=height + 1.0).contains(&y))
}

fn add_page(number: u32, seen: &Seen, wants_ocr: bool, reading: &mut Reading) {
    let composed = compose(&seen.words, number);
    let raw = composed.append_to(&seen.words, number, reading);
    let method = if raw.is_empty() { Method::None } else { Method::TextLayer };
    reading.pages.push(Page { number, raw, width: seen.width, height: seen.height, method, wants_ocr });
}

/// What was seen on a page.
struct Seen {
    words: Vec<Placed>,
    ink: Ink,
    width: f32,
    height: f32,
    failed: bool,
}

/// Runs a page's content.
fn collect<'a>(page: &'a PdfPage<'a>, cache: &InterpreterCache<'a>, settings: &InterpreterSettings) -> Seen {
    let (width, height) = page.render_dimensions();
    let mut collector = Collector::new(width, height);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let m = page.initial_transform(true).as_coeffs();
        let transform = hayro_interpret::kurbo::Affine::new(m);
        let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
        let mut context = Context::new(transform, bounds, cache, page.xref(), settings.clone());
        interpret_page(page, &mut context, &mut collector);
    }));
    let failed = outcome.is_err_and(|cause| !cause.is::<Stop>());
    let (words, ink) = collector.finish();
    Seen { words, ink, width, height, failed }
}

/// What is to be said of pages, gathered so that a long file does not say it a thousand times.
#[derive(Default)]
struct Notes {
    failed: Vec<u32>,
    stopped: Vec<u32>,
    outside: Vec<u32>,
    bare: Vec<u32>,
    bad: BTreeMap<&'static str, (Vec<u32>, Option<Span>)>,
    cut: Option<usize>,
}

impl Notes {
    fn take(&mut self, number: u32, seen: &Seen, verdict: &Verdict) {
        if seen.failed {
            self.failed.push(number);
        }
        if seen.ink.stopped {
            self.stopped.push(number);
        }
        match verdict {
            Verdict::Keep => {}
            Verdict::Picture => self.bare.push(number),
            Verdict::Bad(why) => self.bad.entry(why).or_default().0.push(number),
        }
    }

    fn diagnostics(self, pages: usize) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        let mut add = |severity, pages: &[u32], what: &str, hint: &str| {
            if !pages.is_empty() {
                all.push(Diagnostic::new(severity, "intake", format!("{}: {what}", ranges(pages)), hint));
            }
        };
        let resave = "Open the file in a PDF program and save it again, then add that copy.";
        add(Severity::Error, &self.failed, "could not be read to the end", resave);
        add(Severity::Warning, &self.stopped, "given up, there is too much on it", resave);
        for (why, (pages, _)) in &self.bad {
            add(Severity::Warning, pages, &format!("the text layer is not to be trusted: {why}"), "OCR will be tried.");
        }
        add(Severity::Note, &self.bare, "a picture with little or no text", "OCR will be tried.");
        add(Severity::Note, &self.outside, "text outside the visible page was left out", "");
        if let Some(read) = self.cut {
            let what = format!("only the first {read} pages were read; the file is too long");
            all.push(warning(what, "Split the file and add its parts."));
        }
        if pages == 0 {
            all.push(warning("the PDF has no pages that can be found", resave));
        }
        all
    }
}

/// `page 4`, `pages 1-3, 7`.
fn ranges(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == page => run.1 = page,
            _ => runs.push((page, page)),
        }
    }
    let named = runs.iter().take(20).map(|&(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") });
    let mut named = named.collect::<Vec<_>>().join(", ");
    if runs.len() > 20 {
        named.push_str(", …");
    }
    format!("page{} {named}", if pages.len() == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests;
