//! One document's way through the stages, as a worker walks it.
//!
//! Takes a request (bytes of a file, its name, the repair parameters), gives an answer (reading, text and anatomy). Requests
//! and answers are bytes, because they cross the border to a process that parses hostile files.

use super::names::{Loader, ModelFiles};
use crate::codec::{CodecError, Decoder, Encoder};
use crate::mentions::names::tagger::Tagger;
use crate::repair::{self, Params};
use crate::sandbox::{Role, serve};
use crate::{intake, stage};
use broadside_model::{Anatomy, Format, PageImage, Reading, Text};

const READ: u64 = 0;
const RENDER: u64 = 1;
const NAMES: u64 = 2;
const CHECK: u64 = 3;

/// Hands over to the hidden roles of the binary (worker, confined program) when the command line asks for one: then it
/// does not return. To be called first thing in `main`. `load` makes taggers of models that users bring, where the program
/// can.
pub fn become_worker(load: Option<Loader>) {
    match Role::of(std::env::args_os()) {
        Some(Role::Worker(limits, said)) => match said.as_slice() {
            [folder, name] => {
                // Only the bytes are taken here; what they are is found out behind the bars.
                let files = ModelFiles::read(folder.as_ref(), &name.to_string_lossy());
                let mut brought = Brought { load, files: Some(files.map_err(|error| error.to_string())), tagger: None };
                serve(limits, move |request| brought.answer(request))
            }
            _ => serve(limits, answer),
        },
        Some(Role::Confine(order)) => order.run(),
        None => {}
    }
}

/// A model's files, and the tagger made of them when it is first asked for.
struct Brought {
    load: Option<Loader>,
    files: Option<Result<ModelFiles, String>>,
    tagger: Option<Result<Box<dyn Tagger + Send>, String>>,
}

impl Brought {
    fn tagger(&mut self) -> Result<&dyn Tagger, String> {
        let (load, files) = (self.load, &mut self.files);
        let tagger = self.tagger.get_or_insert_with(|| {
            let files = files.take().unwrap_or_else(|| Ok(ModelFiles::default()))?;
            let load = load.ok_or("this program was built without the feature `onnx`, which models need")?;
            load(files)
        });
        match tagger {
            Ok(tagger) => Ok(&**tagger),
            Err(why) => Err(why.clone()),
        }
    }

    /// What a worker with a model does with a request.
    fn answer(&mut self, request: &[u8]) -> Vec<u8> {
        let mut out = Encoder::default();
        match self.read(request) {
            Ok(anatomy) => {
                out.string("");
                out.anatomy(&anatomy);
            }
            Err(why) => out.string(if why.is_empty() { "no reason given" } else { &why }),
        }
        out.finish()
    }

    fn read(&mut self, request: &[u8]) -> Result<Anatomy, String> {
        let tagger = self.tagger()?;
        let broken = |error: CodecError| error.to_string();
        let mut from = Decoder::new(request).map_err(broken)?;
        if from.number().map_err(broken)? != NAMES {
            return Ok(Anatomy::default());
        }
        let (reading, text) = from.document().map_err(broken)?;
        super::anatomy::read_with(tagger, &reading, &text)
    }
}

/// A request to a worker with a model: can the model be used?
pub(super) fn names_check_request() -> Vec<u8> {
    let mut out = Encoder::default();
    out.number(CHECK);
    out.finish()
}

/// A request to a worker with a model: the anatomy of a text.
pub(super) fn names_request(reading: &Reading, text: &Text) -> Vec<u8> {
    let mut out = Encoder::default();
    out.number(NAMES);
    let known = Reading { metadata: reading.metadata.clone(), ..Reading::empty(reading.format) };
    out.document(&known, text);
    out.finish()
}

/// Whether the answer to either of these is one, else why not.
pub(super) fn names_answer(answer: &[u8]) -> Result<Decoder<'_>, String> {
    let broken = |error: CodecError| format!("the worker's answer makes no sense: {error}");
    let mut from = Decoder::new(answer).map_err(broken)?;
    match from.string().map_err(broken)?.as_str() {
        "" => Ok(from),
        // A worker is not to be trusted: what it says is shown on a terminal.
        why => Err(why.chars().filter(|c| !c.is_control()).take(500).collect()),
    }
}

/// The anatomy that the model's worker answered.
pub(super) fn names_anatomy(answer: &[u8], text: &Text) -> Result<Anatomy, String> {
    let broken = |error: CodecError| format!("the worker's answer makes no sense: {error}");
    names_answer(answer)?.anatomy(&text.text).map_err(broken)
}

/// Stage version that readings made now carry.
pub fn intake_by() -> String {
    format!("{} {}", stage::INTAKE.name, stage::INTAKE.version)
}

/// Stage version and parameters that texts made now carry.
pub fn repair_by(params: &Params) -> String {
    let mut off = params.off.clone();
    off.sort();
    off.dedup();
    let off = if off.is_empty() { String::new() } else { format!(" without {}", off.join(",")) };
    format!("{} {}{off}", stage::REPAIR.name, stage::REPAIR.version)
}

/// A request to read a file.
pub fn read_request(bytes: &[u8], name: &[u8], params: &Params) -> Vec<u8> {
    let mut out = Encoder::default();
    out.number(READ);
    out.bytes(name);
    out.string(&params.off.join(","));
    out.bytes(bytes);
    out.finish()
}

/// A request for pictures of pages.
pub fn render_request(bytes: &[u8], format: Format, pages: &[u32]) -> Vec<u8> {
    let mut out = Encoder::default();
    out.number(RENDER);
    out.string(format.name());
    out.number(pages.len() as u64);
    for page in pages {
        out.number(u64::from(*page));
    }
    out.bytes(bytes);
    out.finish()
}

/// The answer to a read request.
pub fn read_answer(answer: &[u8]) -> Result<(Reading, Text, Anatomy), CodecError> {
    let mut from = Decoder::new(answer)?;
    let (reading, text) = from.document()?;
    let anatomy = from.anatomy(&text.text)?;
    Ok((reading, text, anatomy))
}

/// The answer to a render request.
pub fn render_answer(answer: &[u8]) -> Result<Vec<PageImage>, CodecError> {
    Decoder::new(answer)?.images()
}

/// What a worker does with a request: the whole of its work.
pub fn answer(request: &[u8]) -> Vec<u8> {
    let mut out = Encoder::default();
    if let Err(error) = answer_into(request, &mut out) {
        // The parent refuses an answer that is not what it asked for, and says so for that file.
        eprintln!("broken request: {error}");
    }
    out.finish()
}

fn answer_into(request: &[u8], out: &mut Encoder) -> Result<(), CodecError> {
    let mut from = Decoder::new(request)?;
    if from.number()? == READ {
        let name = from.bytes()?;
        let params = Params {
            off: from.string()?.split(',').filter(|rule| !rule.is_empty()).map(str::to_owned).collect(),
            ..Params::default()
        };
        let (reading, text, anatomy) = read(from.bytes()?, name, &params);
        out.document(&reading, &text);
        out.anatomy(&anatomy);
    } else {
        let format = Format::from_name(&from.string()?).unwrap_or(Format::Other);
        let count = from.number()?.min(1000);
        let pages = (0..count).map(|_| from.number().map(|page| page as u32)).collect::<Result<Vec<_>, _>>()?;
        out.images(&intake::render(from.bytes()?, format, &pages));
    }
    Ok(())
}

/// Reads one file, repairs its text and reads its anatomy, in this very process: for trusted bytes, tests and workers.
/// Pages that want OCR make the anatomy wait for it.
pub fn read(bytes: &[u8], name: &[u8], params: &Params) -> (Reading, Text, Anatomy) {
    let reading = intake::read(bytes, name);
    let text = repair::repair(&reading, params);
    let waits = reading.pages.iter().any(|page| page.wants_ocr);
    let anatomy = if waits { Anatomy::default() } else { super::anatomy::read(&reading, &text) };
    (reading, text, anatomy)
}
