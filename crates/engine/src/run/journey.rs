//! One document's way through the stages, as a worker walks it.
//!
//! Takes a request (bytes of a file, its name, the repair parameters), gives an answer (reading, text and anatomy). Requests
//! and answers are bytes, because they cross the border to a process that parses hostile files.

use crate::codec::{CodecError, Decoder, Encoder};
use crate::repair::{self, Params};
use crate::sandbox::{Role, serve};
use crate::{intake, stage};
use broadside_model::{Anatomy, Format, PageImage, Reading, Text};

const READ: u64 = 0;
const RENDER: u64 = 1;

/// Hands over to the hidden roles of the binary (worker, confined program) when the command line asks for one: then it
/// does not return. To be called first thing in `main`.
pub fn become_worker() {
    match Role::of(std::env::args_os()) {
        Some(Role::Worker(limits)) => serve(limits, answer),
        Some(Role::Confine(order)) => order.run(),
        None => {}
    }
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
