//! A file's bytes → its raw text with pages, blocks and word boxes.
//!
//! [`read`] tells what the bytes are and hands them to the one reader of that format; [`render`] makes the pictures of
//! pages that OCR and the reading room need; [`ocr`] puts recognised words into a reading. Every reader is pure, takes
//! hostile bytes, and gives what could be read plus diagnostics: damage is not failure.

use broadside_model::{Format, PageImage, Reading};

pub mod archive;
pub mod compose;
pub mod detect;
pub mod docx;
pub mod eml;
pub mod encoding;
pub mod epub;
pub mod html;
pub mod image;
pub mod layout;
pub mod markdown;
pub mod ocr;
pub mod odt;
pub mod pdf;
mod raised;
pub mod rtf;
pub mod text;
pub mod tiff;
pub mod unread;
pub mod xml;
pub mod zipped;

use detect::Kind;

/// Dots per inch of the pictures of PDF pages: what OCR programs are trained on.
const PDF_DPI: f32 = 300.0;
/// The name of the stage in diagnostics.
const STAGE: &str = "intake";

/// Reads a file. `name` is its file name, as bytes: it names what is in a gzip file. What kind of file it is only its bytes
/// say, so that the same bytes are read alike under every name.
pub fn read(bytes: &[u8], name: &[u8]) -> Reading {
    if bytes.is_empty() {
        let mut reading = Reading::empty(Format::Text);
        reading.diagnostics.push(compose::note("the file is empty", ""));
        return reading;
    }
    match detect::detect(bytes) {
        Some(Kind::Read(format)) => read_as(format, bytes, name),
        Some(Kind::Mbox) => eml::read_mailbox(bytes),
        Some(Kind::SavedPage) => eml::read_saved_page(bytes),
        Some(Kind::Unread(kind)) => unread::reading(kind),
        None => read_text(bytes),
    }
}

fn read_as(format: Format, bytes: &[u8], name: &[u8]) -> Reading {
    match format {
        Format::Pdf => pdf::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Odt => odt::read(bytes),
        Format::Rtf => rtf::read(bytes),
        Format::Epub => epub::read(bytes),
        Format::Eml => eml::read(bytes),
        Format::Png | Format::Jpeg | Format::Tiff => image::read(bytes, format),
        Format::Zip | Format::Tar | Format::Gzip => archive::read(bytes, format, name),
        _ => read_text(bytes),
    }
}

/// Pictures of pages, for OCR and for the reader: of a PDF at 300 dots per inch, of a picture file as it is. A page that
/// cannot be drawn is missing; formats without a layout have none.
pub fn render(bytes: &[u8], format: Format, pages: &[u32]) -> Vec<PageImage> {
    match format {
        Format::Png | Format::Jpeg | Format::Tiff => image::render(bytes, format, pages),
        Format::Pdf => pdf::render(bytes, pages, PDF_DPI),
        _ => Vec::new(),
    }
}

/// Reads what is told apart only by its text: HTML, Markdown, plain text; or says that it is not text.
fn read_text(bytes: &[u8]) -> Reading {
    let declared = html::declared_charset(bytes);
    let Some(decoded) = encoding::decode(bytes, declared.as_deref()) else {
        return unread::reading(unread::of_binary(bytes));
    };
    if html::looks_like_html(&decoded.text) {
        let mut reading = html::read(&decoded.text);
        reading.encoding = Some(decoded.encoding.to_owned());
        reading.diagnostics.extend(
            decoded.diagnostics().into_iter().map(|diagnostic| broadside_model::Diagnostic { raw: None, ..diagnostic }),
        );
        return reading;
    }
    if markdown::looks_like_markdown(&decoded.text) {
        return markdown::read(decoded);
    }
    let is_xml = decoded.text.trim_start_matches('\u{FEFF}').trim_start().starts_with("<?xml");
    let mut reading = text::read(decoded);
    if is_xml {
        reading.diagnostics.push(compose::note(
            "it is XML and was read as plain text, with its tags",
            "save it as HTML, DOCX or text without tags and add that",
        ));
    }
    reading
}
