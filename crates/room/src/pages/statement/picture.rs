//! The picture of a page beside the text, with the same words boxed.
//!
//! Pictures that were made for reading them by OCR are in the archive; others are made by a confined worker when they are
//! asked for, and the last few are held in memory.

use super::View;
use super::load::source_text;
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::json::Points;
use crate::words::statement as words;
use broadside_engine::run::journey;
use broadside_engine::sandbox::{Limits, Pool};
use broadside_engine::store::Stored;
use broadside_model::{Format, Page, SourceId, Span, WordBox};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of pictures that are held.
const HELD: usize = 32 << 20;
/// Workers that make pictures side by side.
const WORKERS: usize = 2;

/// A picture of a page of a source.
type Held = ((SourceId, u32), Arc<Vec<u8>>);

/// Makes pictures of pages, and holds the last few.
#[derive(Default)]
pub struct Pictures {
    held: Mutex<VecDeque<Held>>,
    pool: Mutex<Option<Arc<Pool>>>,
}

impl Pictures {
    fn get(&self, key: (SourceId, u32)) -> Option<Arc<Vec<u8>>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.iter().find(|(known, _)| *known == key).map(|(_, png)| Arc::clone(png))
    }

    fn put(&self, key: (SourceId, u32), png: &Arc<Vec<u8>>) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.push_back((key, Arc::clone(png)));
        while held.iter().map(|(_, png)| png.len()).sum::<usize>() > HELD {
            held.pop_front();
        }
    }

    fn pool(&self, program: &Path) -> Result<Arc<Pool>, String> {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pool) = &*pool {
            return Ok(Arc::clone(pool));
        }
        let fresh = Pool::new(program, WORKERS, Limits::default()).map_err(|error| error.to_string())?;
        Ok(Arc::clone(pool.insert(Arc::new(fresh))))
    }

    fn render(&self, program: &Path, bytes: &[u8], format: Format, page: u32) -> Result<Option<Vec<u8>>, String> {
        let answer = self.pool(program)?.call(&journey::render_request(bytes, format, &[page]));
        let answer = answer.map_err(|failure| failure.to_string())?;
        let images = journey::render_answer(&answer).map_err(|error| error.to_string())?;
        Ok(images.into_iter().find(|image| image.page == page).map(|image| image.png))
    }
}

/// A page, and where its words stand on it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Leaf {
    /// Counted from 1.
    page: u32,
    /// In the unit of the boxes.
    width: f32,
    /// In the unit of the boxes.
    height: f32,
    /// First code point of the page in the text.
    start: u64,
    /// One past the last.
    end: u64,
    /// Its words.
    words: Vec<Boxed>,
}

/// A word and where it stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Boxed {
    /// First code point in the text.
    start: u64,
    /// One past the last.
    end: u64,
    /// Left, top, right, bottom.
    #[serde(rename = "box")]
    corners: [f32; 4],
}

/// Whether pages of this format have pictures.
fn is_pictured(format: Format) -> bool {
    matches!(format, Format::Pdf | Format::Png | Format::Jpeg | Format::Tiff)
}

/// Whether there are pictures of its pages.
pub fn has(view: &View<'_>) -> bool {
    is_pictured(view.opened.stored.reading.format)
}

/// The words of a page.
fn words_of(stored: &Stored, number: u32) -> impl Iterator<Item = &WordBox> {
    stored.reading.words.iter().filter(move |word| word.page == number)
}

/// `/statements/{id}/pages/{n}`: the picture of a page; as JSON, where its words stand.
pub fn page(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let missing = || Trouble::missing(ask.say(words::NO_PICTURE), ask.say(words::NO_PICTURE_HINT));
    let number: u32 = ask.place("n").trim_end_matches(".png").parse().map_err(|_| missing())?;
    if ask.wants_json {
        let (_, stored, _) = source_text(desk, ask)?;
        let page = stored.reading.pages.iter().find(|page| page.number == number).ok_or_else(missing)?;
        return Answer::json(&leaf(&stored, page));
    }
    let (id, _) = super::load::named(desk, ask)?;
    let pictures = &desk.room.pictures;
    let png = match pictures.get((id, number)) {
        Some(png) => png,
        None => {
            let png = Arc::new(picture(desk, id, number)?.ok_or_else(missing)?);
            pictures.put((id, number), &png);
            png
        }
    };
    Ok(Answer::File { media_type: "image/png".to_owned(), bytes: png.to_vec(), name: None })
}

fn picture(desk: &Desk, id: SourceId, number: u32) -> Result<Option<Vec<u8>>, Trouble> {
    let layout = desk.room.layout();
    if let Ok(png) = std::fs::read(layout.image(id, number)) {
        return Ok(Some(png));
    }
    let Some(summary) = desk.catalogue()?.summary(id)? else { return Ok(None) };
    if !is_pictured(summary.format) || number == 0 {
        return Ok(None);
    }
    let Ok(bytes) = std::fs::read(layout.original(id)) else { return Ok(None) };
    let program = &desk.room.place.program;
    desk.room.pictures.render(program, &bytes, summary.format, number).map_err(Trouble::Broken)
}

fn leaf(stored: &Stored, page: &Page) -> Leaf {
    let text = &stored.text;
    let points = Points::new(&text.text);
    let at = |raw: u32| points.at(text.from_raw(raw));
    Leaf {
        page: page.number,
        width: page.width,
        height: page.height,
        start: at(page.raw.start),
        end: at(page.raw.end),
        words: words_of(stored, page.number)
            .map(|word| Boxed {
                start: at(word.raw.start),
                end: at(word.raw.end),
                corners: [word.left, word.top, word.right, word.bottom],
            })
            .collect(),
    }
}

/// The page that is shown: the one asked for, that of the passage asked for, or the first of the statement.
fn shown<'a>(view: &View<'a>) -> Option<&'a Page> {
    let stored = &view.opened.stored;
    let pages = &stored.reading.pages;
    let of = |span: Span| {
        let raw = stored.text.raw_span(span);
        pages.iter().find(|page| page.raw.contains(raw.start) || page.raw.start == raw.start)
    };
    let asked = view.wanted.leaf.and_then(|number| pages.iter().find(|page| page.number == number));
    let lit = view.place.spans.first().and_then(|span| of(*span));
    asked.or(lit).or_else(|| of(view.opened.whole.statement().span)).or(pages.first())
}

/// The picture beside the text; nothing where there is none.
pub fn beside(view: &View<'_>) -> Markup {
    let Some(page) = shown(view).filter(|_| has(view)) else { return html! {} };
    let (ask, stored) = (view.ask, &view.opened.stored);
    let pages = &stored.reading.pages;
    let name = ask.fill(words::PAGE_N, &[("n", &page.number.to_string())]);
    let numbers = || pages.iter().map(|page| page.number);
    let before = numbers().filter(|number| *number < page.number).max();
    let after = numbers().filter(|number| *number > page.number).min();
    html! {
        figure #picture data-leaf=(page.number) data-pages=(pages.len()) {
            div.sheet-picture tabindex="0" role="group" aria-label=(name) {
                img src={ "/statements/" (view.id) "/pages/" (page.number) } alt=(ask.fill(words::PICTURE_OF, &[("n", &page.number.to_string())]))
                    width=[whole(page.width)] height=[whole(page.height)] loading="lazy" decoding="async";
                @if page.width > 0.0 && page.height > 0.0 {
                    svg viewBox={ "0 0 " (page.width) " " (page.height) } preserveAspectRatio="none" aria-hidden="true" {
                        (boxes(view, page))
                    }
                }
            }
            figcaption {
                @if let Some(number) = before { a.turn rel="prev" href={ (ask.with("leaf", &number.to_string())) "#picture" } aria-label=(ask.say(words::PAGE_BEFORE)) { "←" } }
                " " span.page { (name) } @if pages.len() > 1 { " / " (pages.len()) } " "
                @if let Some(number) = after { a.turn rel="next" href={ (ask.with("leaf", &number.to_string())) "#picture" } aria-label=(ask.say(words::PAGE_AFTER)) { "→" } }
                " " a href={ "/statements/" (view.id) "/pages/" (page.number) } { (ask.say(words::ALONE)) }
            }
        }
    }
}

fn whole(size: f32) -> Option<u32> {
    (size >= 1.0).then_some(size.round() as u32)
}

/// Boxes of the words that are lit.
fn boxes(view: &View<'_>, page: &Page) -> Markup {
    let stored = &view.opened.stored;
    let raw: Vec<Span> = view.place.spans.iter().map(|span| stored.text.raw_span(*span)).collect();
    let lit = words_of(stored, page.number).filter(|word| raw.iter().any(|span| span.overlaps(word.raw)));
    html! {
        @for word in lit {
            rect.lit x=(word.left) y=(word.top) width=(word.right - word.left) height=(word.bottom - word.top) {}
        }
    }
}
