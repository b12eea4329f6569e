//! What the OCR program (Tesseract 5) is asked, and how its answer becomes part of a reading.
//!
//! Takes installed languages and Tesseract's table of words (TSV); gives arguments, the choice of languages, and a
//! reading with the page's words in reading order, each with its box and confidence. Nothing here starts a program.
//!
//! Languages go by Tesseract's own names (`eng`, `rus`, `chi_sim`, ISO 639-2/T where there is one).

use broadside_model::{Method, Reading, Span};

use super::compose::{note, warning};
use super::layout::{self, Placed};

/// The most languages asked for at once: each one more makes a page slower and a little worse.
const MAX_AT_ONCE: usize = 8;
/// Below this mean confidence a page's text is said to be doubtful.
const DOUBTFUL: u32 = 60;

/// A word as Tesseract reports it.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The block, paragraph and line it stands in.
    pub place: (u32, u32, u32),
    /// Left, top, right and bottom edge in pixels of the picture.
    pub edges: [f32; 4],
    /// Confidence, 0 to 100.
    pub confidence: u8,
    /// The word.
    pub text: String,
}

/// Arguments for Tesseract that make it read a picture from its standard input and write a table of words to its standard
/// output.
pub fn tesseract_args(languages: &[String]) -> Vec<String> {
    let mut args = vec!["stdin".to_owned(), "stdout".to_owned()];
    if !languages.is_empty() {
        args.extend(["-l".to_owned(), languages.join("+")]);
    }
    args.extend(["--psm", "3", "-c", "tessedit_create_tsv=1", "-c", "tessedit_do_invert=0"].map(str::to_owned));
    args
}

/// The languages to read a page with: the one it is known to be in, else all that are installed, the likely ones first.
pub fn choose_languages(installed: &[String], hint: Option<&str>) -> Vec<String> {
    if let Some(hint) = hint.filter(|hint| installed.iter().any(|name| name == hint)) {
        return vec![hint.to_owned()];
    }
    let is_language = |name: &&String| !matches!(name.as_str(), "osd" | "equ" | "snum") && !name.contains('/');
    let mut chosen: Vec<String> = installed.iter().filter(is_language).cloned().collect();
    chosen.sort_by_key(|name| LIKELY.iter().position(|likely| likely == name).unwrap_or(LIKELY.len()));
    chosen.truncate(MAX_AT_ONCE);
    chosen
}

/// Languages with the most printed matter first; Tesseract tries them in the order given.
const LIKELY: [&str; 12] = ["eng", "spa", "fra", "deu", "por", "rus", "ita", "ara", "chi_sim", "jpn", "pol", "nld"];

/// The one installed language that the words of a first pass are in, when that pass used several and it is plain which.
pub fn better_language(tsv: &str, installed: &[String], used: &[String]) -> Option<String> {
    if used.len() < 2 {
        return None;
    }
    let sure: Vec<String> =
        read_tsv(tsv).into_iter().filter(|word| word.confidence >= 50).map(|word| word.text).collect();
    let text = sure.join(" ");
    let info = whatlang::detect(&text).filter(|info| info.is_reliable() && text.len() >= 200)?;
    let name = tesseract_name(info.lang().code());
    installed.iter().find(|language| *language == name).cloned()
}

/// Tesseract's name of a language given by its ISO 639-3 code.
fn tesseract_name(code: &str) -> &str {
    match code {
        "cmn" => "chi_sim",
        "pes" => "fas",
        "nob" => "nor",
        "azj" => "aze",
        "ekk" | "est" => "est",
        "lvs" => "lav",
        _ => code,
    }
}

/// The words of a table, in Tesseract's order; lines that are not words are left out.
pub fn read_tsv(tsv: &str) -> Vec<Word> {
    tsv.lines().filter_map(word).take(layout::MAX_WORDS).collect()
}

/// Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. Level 5 is a word.
fn word(line: &str) -> Option<Word> {
    let mut columns = line.splitn(12, '\t');
    if columns.next()? != "5" {
        return None;
    }
    let mut number = || columns.next().and_then(|column| column.trim().parse::<f32>().ok());
    let (_page, block, paragraph, line, _word) = (number()?, number()?, number()?, number()?, number()?);
    let (left, top, width, height) = (number()?, number()?, number()?, number()?);
    let confidence = number()?;
    let text = columns.next()?.trim();
    if text.is_empty() || confidence < 0.0 {
        return None;
    }
    Some(Word {
        place: (block as u32, paragraph as u32, line as u32),
        edges: [left, top, left + width, top + height],
        confidence: confidence.min(100.0) as u8,
        text: text.chars().filter(|c| !c.is_control()).collect(),
    })
}

/// Puts the words that OCR found on `page` in place of what the reading has there. `image` is the size in pixels of the
/// picture that was read; boxes are scaled from it to the page's own unit. When nothing was found, the text the page
/// already has stays.
pub fn fill(reading: &mut Reading, page: u32, image: (u32, u32), tsv: &str) {
    let Some(index) = reading.pages.iter().position(|other| other.number == page) else { return };
    let words = read_tsv(tsv);
    reading.pages[index].wants_ocr = false;
    if words.is_empty() {
        let message = format!("OCR found no text on page {page}");
        reading
            .diagnostics
            .push(note(message, "if there is text on it, scan it again with more contrast or 300 dots per inch"));
        return;
    }
    let mean = words.iter().map(|word| u32::from(word.confidence)).sum::<u32>() / words.len() as u32;
    if mean < DOUBTFUL {
        let message = format!("OCR is unsure of page {page}: its words have a mean confidence of {mean} of 100");
        reading.diagnostics.push(warning(message, "compare the text with the picture of the page"));
    }
    let here = &mut reading.pages[index];
    if here.width <= 0.0 || here.height <= 0.0 {
        (here.width, here.height) = (image.0 as f32, image.1 as f32);
    }
    let scale = (here.width / image.0.max(1) as f32, here.height / image.1.max(1) as f32);
    here.method = Method::Ocr;
    let placed: Vec<Placed> = words.into_iter().map(|word| placed(word, scale)).collect();
    let composed = layout::compose(&placed, page);
    replace(reading, index, composed, &placed);
}

fn placed(word: Word, (across, down): (f32, f32)) -> Placed {
    let [left, top, right, bottom] = word.edges;
    Placed {
        left: left * across,
        top: top * down,
        right: right * across,
        bottom: bottom * down,
        text: word.text,
        confidence: word.confidence,
        ..Placed::default()
    }
}

/// Puts a composed page in the place of the page at `index`; everything behind it moves.
fn replace(reading: &mut Reading, index: usize, composed: layout::Composed, words: &[Placed]) {
    let (page, old) = (reading.pages[index].number, reading.pages[index].raw);
    let mut part = Reading::empty(reading.format);
    composed.append_to(words, page, &mut part);
    let start = old.start as usize;
    let shifted = |span: Span| Span::new(span.start as usize + start, span.end as usize + start);
    let moved = |span: Span| {
        let place = |at: u32| if at >= old.end { at as usize - old.len() + part.raw.len() } else { at as usize };
        Span::new(place(span.start), place(span.end))
    };
    reading.words.retain(|word| word.page != page);
    reading.blocks.retain(|block| block.page != page);
    reading.diagnostics.retain(|diagnostic| diagnostic.raw.is_none_or(|raw| !raw.overlaps(old)));
    reading.words.iter_mut().for_each(|word| word.raw = moved(word.raw));
    reading.blocks.iter_mut().for_each(|block| block.raw = moved(block.raw));
    reading.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.raw = diagnostic.raw.map(moved));
    for (at, other) in reading.pages.iter_mut().enumerate() {
        other.raw = if at == index { Span::new(start, start + part.raw.len()) } else { moved(other.raw) };
    }
    let at = reading.words.partition_point(|word| (word.raw.start as usize) < start);
    reading
        .words
        .splice(at..at, part.words.into_iter().map(|word| broadside_model::WordBox { raw: shifted(word.raw), ..word }));
    let at = reading.blocks.partition_point(|block| (block.raw.start as usize) < start);
    reading.blocks.splice(
        at..at,
        part.blocks.into_iter().map(|block| broadside_model::Block { raw: shifted(block.raw), ..block }),
    );
    reading.raw.replace_range(old.range(), &part.raw);
}

#[cfg(test)]
mod tests {
    use broadside_model::{Format, Page};

    use super::*;

    const TSV: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
        4\t1\t1\t1\t1\t0\t100\t100\t300\t30\t-1\t\n\
        5\t1\t1\t1\t1\t1\t100\t100\t100\t30\t96.5\tWorkers\n\
        5\t1\t1\t1\t1\t2\t210\t100\t190\t30\t91\tunited\n";

    fn pages(raw: &str) -> Reading {
        let mut reading = Reading::empty(Format::Pdf);
        reading.raw = raw.to_owned();
        let mut start = 0;
        for (index, text) in raw.split('\u{c}').enumerate() {
            let raw = Span::new(start, start + text.len());
            let number = index as u32 + 1;
            reading.pages.push(Page {
                number,
                raw,
                width: 300.0,
                height: 400.0,
                method: Method::TextLayer,
                wants_ocr: text.len() < 3,
            });
            start += text.len() + 1;
        }
        reading
    }

    #[test]
    fn words_of_a_page_come_between_the_pages_around_it() {
        let mut reading = pages("first\u{c}\u{c}third");
        fill(&mut reading, 2, (600, 800), TSV);
        assert_eq!(reading.raw, "first\u{c}Workers united\u{c}third");
        let texts: Vec<&str> = reading.pages.iter().map(|page| &reading.raw[page.raw.range()]).collect();
        assert_eq!(texts, ["first", "Workers united", "third"]);
        let word = reading.words[1];
        assert_eq!(
            (&reading.raw[word.raw.range()], word.left, word.right, word.confidence),
            ("united", 105.0, 200.0, 91)
        );
        assert_eq!((reading.pages[1].method, reading.pages[1].wants_ocr), (Method::Ocr, false));
    }

    #[test]
    fn a_page_without_words_keeps_its_text_and_says_so() {
        let mut reading = pages("x\u{c}y");
        fill(&mut reading, 1, (600, 800), "");
        assert_eq!(reading.raw, "x\u{c}y");
        assert_eq!(reading.diagnostics.len(), 1);
    }

    #[test]
    fn the_language_of_the_first_pass_is_recognised() {
        let words = "Los trabajadores de la industria metalúrgica reunidos en asamblea general han resuelto declarar la huelga por tiempo indeterminado en defensa de sus salarios y exigen la libertad inmediata de todos los compañeros detenidos durante la jornada";
        let tsv: String = words.split(' ').map(|word| format!("5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t95\t{word}\n")).collect();
        let installed = ["deu", "eng", "spa"].map(str::to_owned);
        assert_eq!(better_language(&tsv, &installed, &installed), Some("spa".to_owned()));
        assert_eq!(choose_languages(&installed, None), ["eng", "spa", "deu"]);
        assert_eq!(choose_languages(&installed, Some("spa")), ["spa"]);
    }
}
