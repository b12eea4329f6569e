//! A page's drawing operations to words and to what else is on the page.
//!
//! The interpreter runs a page's content and tells a device what is drawn. This device draws nothing: it notes where
//! glyphs stand and how much of the page pictures cover. It also counts, and stops a page that would never end (forms
//! that draw each other run to fifty levels in the engine).

use super::text::{GlyphText, UNKNOWN, glyph_text, is_private, text_string};
use super::words::{Glyph, Words};
use crate::intake::layout::{Direction, Placed, is_unspaced};
use hayro_interpret::font::{Glyph as EngineGlyph, GlyphRun, Type3Glyph};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use rustc_hash::FxHashMap;

/// How many operations one page may take.
const MAX_OPERATIONS: usize = 4_000_000;
/// How many words of one page are kept.
const MAX_WORDS: usize = crate::intake::layout::MAX_WORDS;
/// How many glyphs that are small drawings are measured on one page.
const MAX_MEASURED: usize = 2_000;
/// How far letters rise and fall in a font that does not say, in sizes of the type.
const RISE: f64 = 0.78;
const FALL: f64 = 0.22;
/// The same for letters that fill a square, as Han does.
const SQUARE: (f64, f64) = (0.88, 0.12);

/// What a page shows beside its words.
#[derive(Clone, Debug, Default)]
pub(super) struct Ink {
    /// Area of the largest picture on the visible page, as a share of it.
    pub(super) largest_picture: f64,
    /// Area of all pictures, as a share of the page, those that overlap counted twice.
    pub(super) pictures: f64,
    /// Filled shapes.
    pub(super) shapes: usize,
    /// Glyphs that are not spaces.
    pub(super) glyphs: usize,
    /// Those of them without a known character.
    pub(super) unknown: usize,
    /// Those of them in a private use area.
    pub(super) private: usize,
    /// Those of them drawn invisibly.
    pub(super) invisible: usize,
    /// Whether the page was given up because it would not end.
    pub(super) stopped: bool,
}

/// Thrown to leave the interpreter; see [`Collector::count`].
pub(super) struct Stop;

/// The device that collects.
pub(super) struct Collector {
    page: Rect,
    words: Words,
    ink: Ink,
    operations: usize,
    marks: Vec<Mark>,
    measured: FxHashMap<(u32, u32), (f64, f64)>,
    /// The highest and deepest of the glyphs that are small drawings, for each scale they are drawn at.
    drawn: FxHashMap<u64, (f64, f64)>,
    /// Place of the first glyph and number of glyphs of the run before.
    last: Option<([f64; 6], usize)>,
}

/// A marked-content sequence that is open.
struct Mark {
    furniture: bool,
    /// What its glyphs stand for, until it has been used.
    actual: Option<String>,
    /// Whether its glyphs are replaced.
    replaced: bool,
}

impl Collector {
    /// For a page of that size in points.
    pub(super) fn new(width: f32, height: f32) -> Self {
        Collector {
            page: Rect::new(0.0, 0.0, width.into(), height.into()),
            words: Words::default(),
            ink: Ink::default(),
            operations: 0,
            marks: Vec::new(),
            measured: FxHashMap::default(),
            drawn: FxHashMap::default(),
            last: None,
        }
    }

    /// The words, in the order they were drawn, and the rest.
    pub(super) fn finish(self) -> (Vec<Placed>, Ink) {
        (self.words.finish(), self.ink)
    }

    /// Counts an operation and leaves the interpreter when there were too many: it has no other way out.
    fn count(&mut self, operations: usize) {
        self.operations = self.operations.saturating_add(operations);
        if self.operations > MAX_OPERATIONS || self.words.len() >= MAX_WORDS {
            self.ink.stopped = true;
            std::panic::resume_unwind(Box::new(Stop));
        }
    }

    fn picture(&mut self, transform: Affine, width: f64, height: f64) {
        let area = transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height)).intersect(self.page).area();
        let share = area / self.page.area().max(1.0);
        self.ink.largest_picture = self.ink.largest_picture.max(share);
        self.ink.pictures += share;
    }

    /// How far a glyph that is a small drawing rises and falls, in thousandths of the text unit.
    fn measure<'a>(&mut self, glyph: &Type3Glyph<'a>, paint: &Paint<'a>) -> (f64, f64) {
        let width = glyph.advance_width().unwrap_or(0.0);
        let key = (glyph.char_code(), width.to_bits());
        if let Some(&known) = self.measured.get(&key) {
            return known;
        }
        let assumed = (1.2 * f64::from(width.abs()), 0.3 * f64::from(width.abs()));
        if self.measured.len() >= MAX_MEASURED {
            return assumed;
        }
        let mut extent = Extent { area: None, left: MAX_OPERATIONS / 1000 };
        glyph.interpret(&mut extent, Affine::IDENTITY, Affine::IDENTITY, paint);
        let found = match extent.area {
            Some(area) if area.height() > 0.0 => (area.y1.max(0.0), (-area.y0).max(0.0)),
            _ => assumed,
        };
        self.measured.insert(key, found);
        found
    }

    /// What the glyph stands for according to the marked content it is in; `None` where that says nothing.
    fn actual(&mut self) -> Option<String> {
        let mark = self.marks.iter_mut().rev().find(|mark| mark.replaced)?;
        Some(mark.actual.take().unwrap_or_default())
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, mode: &DrawMode) {
        self.count(1);
        self.ink.shapes += usize::from(matches!(mode, DrawMode::Fill(_)));
    }

    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'a>, _: &DrawMode) {
        self.count(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        // Each form that is drawn begins with one, and costs as much as many operations.
        self.count(40);
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.count(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(1);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count(1);
        self.picture(props.transform, image.width().into(), image.height().into());
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.count(1);
        let actual = properties.and_then(|dict| dict.get::<PdfString<'_>>(b"ActualText".as_slice()));
        let actual = actual.map(|text| text_string(text.as_bytes())).filter(|text| replaces(text));
        let replaced = actual.is_some();
        self.marks.push(Mark { furniture: tag == b"Artifact", actual, replaced });
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(1 + run.glyphs().len());
        let first =
            run.glyphs().first().map(|glyph| ((props.transform * glyph.transform()).as_coeffs(), run.glyphs().len()));
        // Text that is filled and stroked comes twice.
        if std::mem::replace(&mut self.last, first) == first && matches!(mode, DrawMode::Stroke(_)) {
            return;
        }
        let invisible = matches!(mode, DrawMode::Invisible);
        let vertical = run.writing_mode() == WritingMode::Vertical;
        let furniture = self.marks.iter().any(|mark| mark.furniture);
        let glyphs: Vec<Set> = run
            .glyphs()
            .iter()
            .map(|glyph| {
                let transform = props.transform * glyph.transform();
                let (advance, rise, fall) = match &**glyph {
                    EngineGlyph::Outline(outline) => (outline.advance_width().unwrap_or(500.0), RISE, FALL),
                    EngineGlyph::Type3(drawing) => {
                        let (rise, fall) = self.measure(drawing, &props.paint);
                        let [_, _, c, d, _, _] = transform.as_coeffs();
                        let most = self.drawn.entry(c.hypot(d).to_bits()).or_default();
                        *most = (most.0.max(rise / 1000.0), most.1.max(fall / 1000.0));
                        (drawing.advance_width().unwrap_or(500.0), most.0, most.1)
                    }
                };
                let advance = if vertical { 1000.0 } else { f64::from(advance) };
                let text = glyph_text(glyph.as_unicode(), glyph.char_code());
                let square = matches!(text, GlyphText::Chars(BfString::Char(c)) if is_unspaced(c));
                let (rise, fall) = if square && (rise, fall) == (RISE, FALL) { SQUARE } else { (rise, fall) };
                Set { transform, advance, rise, fall, text }
            })
            .collect();
        let widths = Widths::of(&glyphs, vertical);
        for set in &glyphs {
            self.place(set, &widths, vertical, furniture, invisible);
        }
    }
}

impl Collector {
    fn place(&mut self, set: &Set, widths: &Widths, vertical: bool, furniture: bool, invisible: bool) {
        let mut buffer = [0; 4];
        let actual = self.actual();
        let text = match (&actual, &set.text) {
            (Some(actual), _) => actual.as_str(),
            (None, GlyphText::Space) => return self.words.end(),
            (None, GlyphText::Unknown) => UNKNOWN.encode_utf8(&mut buffer),
            (None, GlyphText::Chars(BfString::Char(c))) => c.encode_utf8(&mut buffer),
            (None, GlyphText::Chars(BfString::String(text))) => text,
        };
        self.ink.glyphs += 1;
        self.ink.invisible += usize::from(invisible);
        self.ink.unknown += usize::from(text.starts_with(UNKNOWN));
        self.ink.private += usize::from(text.starts_with(is_private));
        let Some((origin, end, area, size, direction)) = set.laid(widths, vertical) else { return };
        self.words.push(&Glyph { text, origin, end, area, size, direction, furniture }, widths.spacing);
    }
}

/// Whether a replacement text is taken: one for a few glyphs, such as a ligature, not one for a whole line, whose words
/// would have no boxes; and not a soft hyphen, which is drawn as a hyphen.
fn replaces(text: &str) -> bool {
    !text.is_empty() && text.len() <= 32 && text != "\u{AD}" && !text.contains(char::is_whitespace)
}

/// A glyph with its place.
struct Set {
    /// From thousandths of the size of the type to the page.
    transform: Affine,
    /// In thousandths.
    advance: f64,
    rise: f64,
    fall: f64,
    text: GlyphText,
}

impl Set {
    /// Origin, end, area, size and direction on the page; `None` for type without size.
    fn laid(&self, widths: &Widths, vertical: bool) -> Option<(Point, Point, [f32; 4], f32, Direction)> {
        let [a, b, c, d, _, _] = self.transform.as_coeffs();
        let size = 1000.0 * c.hypot(d) * (self.rise + self.fall);
        let wide = 1000.0 * a.hypot(b);
        if !(size.is_finite() && wide.is_finite()) || size < 0.01 || wide < 0.001 {
            return None;
        }
        let stretch = if widths.stretched { c.hypot(d) / a.hypot(b) } else { 1.0 };
        let (from, to) = (0.0, self.advance * stretch);
        let (fall, rise) = (-1000.0 * self.fall, 1000.0 * self.rise);
        let box_of = |x: f64, y: f64| self.transform * Point::new(x, y);
        let corners = [box_of(from, fall), box_of(to, fall), box_of(from, rise), box_of(to, rise)];
        let least = |value: fn(&Point) -> f64| corners.iter().map(value).fold(f64::MAX, f64::min) as f32;
        let most = |value: fn(&Point) -> f64| corners.iter().map(value).fold(f64::MIN, f64::max) as f32;
        let area = [least(|p| p.x), least(|p| p.y), most(|p| p.x), most(|p| p.y)];
        let (origin, end, way) = if vertical {
            let (x, rise, fall) = (to / 2.0, 880.0, -120.0);
            (box_of(x, rise), box_of(x, fall), (-c, -d))
        } else {
            (box_of(from, 0.0), box_of(to, 0.0), (a, b))
        };
        Some((origin, end, area, size as f32, direction(way)))
    }
}

/// The nearest of the four directions.
fn direction((x, y): (f64, f64)) -> Direction {
    match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
        (true, true, _) => Direction::Right,
        (true, false, _) => Direction::Left,
        (false, _, true) => Direction::Down,
        (false, _, false) => Direction::Up,
    }
}

/// What the widths of a run tell.
struct Widths {
    /// Whether the glyphs of a substitute font are stretched to the widths the file wants, so that the transform's
    /// horizontal scale is not that of the advance.
    stretched: bool,
    /// The gap between all letters, in sizes of the type: letter-spacing.
    spacing: f32,
}

impl Widths {
    fn of(glyphs: &[Set], vertical: bool) -> Self {
        let (mut plain, mut stretched) = (0.0, 0.0);
        let mut gaps = Vec::new();
        for pair in glyphs.windows(2).filter(|_| !vertical) {
            let [Set { transform: t, advance, .. }, Set { transform: next, text, .. }] = pair else { continue };
            let [a, b, c, d, x, y] = t.as_coeffs();
            let [_, _, _, _, next_x, next_y] = next.as_coeffs();
            let moved = (next_x - x).hypot(next_y - y);
            plain += (moved - advance * a.hypot(b)).abs();
            stretched += (moved - advance * c.hypot(d)).abs();
            if pair[0].text != GlyphText::Space && *text != GlyphText::Space {
                gaps.push(((moved - advance * a.hypot(b)) / (1000.0 * c.hypot(d)).max(1e-9)) as f32);
            }
        }
        let stretched = stretched < 0.9 * plain;
        let middle = gaps.len() / 2;
        let spacing =
            if gaps.len() < 4 || stretched { 0.0 } else { *gaps.select_nth_unstable_by(middle, f32::total_cmp).1 };
        Widths { stretched, spacing: if (0.05..0.3).contains(&spacing) { spacing } else { 0.0 } }
    }
}

/// Measures what a drawing covers.
struct Extent {
    area: Option<Rect>,
    left: usize,
}

impl Extent {
    fn add(&mut self, area: Rect) {
        if self.left == 0 {
            std::panic::resume_unwind(Box::new(Stop));
        }
        self.left -= 1;
        if area.is_finite() {
            self.area = Some(self.area.map_or(area, |known| known.union(area)));
        }
    }
}

impl<'a> Device<'a> for Extent {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.add(props.transform.transform_rect_bbox(path.bounding_box()));
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let area = Rect::new(0.0, 0.0, image.width().into(), image.height().into());
        self.add(props.transform.transform_rect_bbox(area));
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.left = self.left.saturating_sub(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
