//! Optical character recognition by the Tesseract program, where it is installed.
//!
//! Pictures come from a worker as clean PNG; Tesseract runs confined, one process a page, one thread a process.

use super::add::Work;
use super::journey;
use crate::intake;
use crate::sandbox::{Limits, Order, run_confined};
use crate::store::Settings;
use broadside_model::{Diagnostic, Format, Method, PageImage, Reading, Severity};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Pictures asked of a worker at once: bounds the memory of both processes.
const AT_ONCE: usize = 2;
const STAGE: &str = "ocr";
/// Where Tesseract's language data may lie.
const DATA: &[&str] = &["/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata"];

/// An installed Tesseract.
#[derive(Clone, Debug)]
pub struct Ocr {
    own_program: PathBuf,
    tesseract: PathBuf,
    data: Vec<PathBuf>,
    version: String,
    languages: Vec<String>,
    limits: Limits,
}

impl Ocr {
    /// Looks for Tesseract in the search path; `None` where there is none or it has no languages.
    pub fn find(own_program: &Path, settings: &Settings, limits: &Limits) -> Option<Self> {
        let search = std::env::var_os("PATH")?;
        let tesseract =
            std::env::split_paths(&search).map(|folder| folder.join("tesseract")).find(|file| file.is_file())?;
        let named = std::env::var_os("TESSDATA_PREFIX").map(PathBuf::from);
        let data = named.into_iter().chain(DATA.iter().map(PathBuf::from)).filter(|folder| folder.is_dir()).collect();
        let own_program = own_program.to_owned();
        let mut ocr =
            Ocr { own_program, tesseract, data, version: String::new(), languages: Vec::new(), limits: *limits };
        let version = ocr.run(vec!["--version".into()], &[]).ok()?;
        ocr.version = version.lines().next()?.trim().to_owned();
        let listed = ocr.run(vec!["--list-langs".into()], &[]).ok()?;
        ocr.languages = listed.lines().skip(1).map(|line| line.trim().to_owned()).collect();
        ocr.languages.retain(|name| !name.is_empty() && name != "osd");
        if !settings.ocr_languages.is_empty() {
            ocr.languages.retain(|name| settings.ocr_languages.contains(name));
        }
        ocr.languages.sort();
        (!ocr.languages.is_empty()).then_some(ocr)
    }

    /// Runs Tesseract confined; gives what it wrote.
    fn run(&self, arguments: Vec<OsString>, input: &[u8]) -> Result<String, String> {
        // One thread a page, pages side by side: twice as fast as its own threads.
        let mut environment = vec![("OMP_THREAD_LIMIT".into(), "1".into()), ("LC_ALL".into(), "C".into())];
        environment.extend(std::env::var_os("TESSDATA_PREFIX").map(|folder| ("TESSDATA_PREFIX".into(), folder)));
        let order = Order {
            program: self.tesseract.clone(),
            arguments,
            environment,
            readable: self.data.clone(),
            writable: None,
            limits: self.limits,
        };
        let output = run_confined(&self.own_program, &order, input).map_err(|failure| failure.to_string())?;
        if !output.status.success() {
            return Err(format!("Tesseract ended with {}: {}", output.status, output.stderr));
        }
        String::from_utf8(output.stdout).map_err(|_| "Tesseract's answer is not UTF-8".to_owned())
    }

    /// Version and languages, as `intake_by` names them.
    pub fn made_by(&self) -> String {
        format!("{} {}", self.version, self.languages.join("+"))
    }

    /// Reads one picture with the given languages; gives Tesseract's table (TSV).
    fn read(&self, image: &PageImage, languages: &[String]) -> Result<String, String> {
        self.run(intake::ocr::tesseract_args(languages).into_iter().map(Into::into).collect(), &image.png)
    }
}

/// Reads every page that wants it; gives the pictures made, or `None` when nothing in the reading changed.
pub(super) fn read_pages(
    ocr: Option<&Ocr>,
    work: &Work<'_>,
    bytes: &[u8],
    reading: &mut Reading,
) -> Option<Vec<PageImage>> {
    let pages: Vec<u32> = reading.pages.iter().filter(|page| page.wants_ocr).map(|page| page.number).collect();
    let Some(ocr) = ocr else {
        let message =
            format!("{} of {} pages are pictures, and no OCR program is installed", pages.len(), reading.pages.len());
        let hint = "install Tesseract (Debian: tesseract-ocr and tesseract-ocr-LANG), then run `broadside reread`";
        reading.diagnostics.push(Diagnostic::new(Severity::Error, STAGE, message, hint));
        return None;
    };
    let mut kept = Vec::new();
    let mut known_language: Option<String> = None;
    // Not left halfway when the run is stopped: a source is stored as read, so the pages left out would never be read.
    for batch in pages.chunks(AT_ONCE) {
        match render(work, bytes, reading.format, batch) {
            Err(message) => fail(reading, batch, message),
            Ok(images) => {
                for page in batch {
                    let Some(image) = images.iter().find(|image| image.page == *page) else {
                        fail(reading, &[*page], "no picture of it could be made".to_owned());
                        continue;
                    };
                    read_page(ocr, image, reading, &mut known_language);
                    kept.push(image.clone());
                }
            }
        }
    }
    reading.method =
        if reading.pages.iter().all(|page| page.method == Method::Ocr) { Method::Ocr } else { reading.method };
    if reading.method == Method::None && reading.pages.iter().any(|page| page.method == Method::Ocr) {
        reading.method = Method::Ocr;
    }
    Some(kept)
}

fn render(work: &Work<'_>, bytes: &[u8], format: Format, pages: &[u32]) -> Result<Vec<PageImage>, String> {
    let answer =
        work.pool.call(&journey::render_request(bytes, format, pages)).map_err(|failure| failure.to_string())?;
    journey::render_answer(&answer).map_err(|error| error.to_string())
}

/// Reads a page with all languages; where its words turn out to be of one of them, once more with that alone.
fn read_page(ocr: &Ocr, image: &PageImage, reading: &mut Reading, known_language: &mut Option<String>) {
    let languages = intake::ocr::choose_languages(&ocr.languages, known_language.as_deref());
    match ocr.read(image, &languages) {
        Err(message) => fail(reading, &[image.page], message),
        Ok(mut table) => {
            if known_language.is_none() {
                let better = intake::ocr::better_language(&table, &ocr.languages, &languages);
                if let Some(better) = better {
                    if let Ok(again) = ocr.read(image, std::slice::from_ref(&better)) {
                        table = again;
                    }
                    *known_language = Some(better);
                }
            }
            intake::ocr::fill(reading, image.page, (image.width, image.height), &table);
        }
    }
}

fn fail(reading: &mut Reading, pages: &[u32], message: String) {
    let names: Vec<String> = pages.iter().map(u32::to_string).collect();
    let message = format!("page {} could not be read by OCR: {message}", names.join(", "));
    reading.diagnostics.push(Diagnostic::new(
        Severity::Error,
        STAGE,
        message,
        "look at the page itself; the file is kept",
    ));
}
