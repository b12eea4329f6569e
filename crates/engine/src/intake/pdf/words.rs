//! Glyphs to words.
//!
//! Takes glyphs one by one in the order they are drawn, each with the stretch of its line that it fills, and gives
//! words with boxes. A word goes on as long as the next glyph touches it: over changes of font (ligatures, small
//! capitals), over kerning, and up to a raised note mark. It ends at a space that is drawn, and at a gap where a
//! typesetter has moved on without one.

use super::bidi;
use crate::intake::layout::{Direction, Placed, is_mark, is_rtl, is_unspaced};
use hayro_interpret::kurbo::Point;

/// A glyph on the page as it is seen, in points from the top left.
pub(super) struct Glyph<'a> {
    /// Its characters; empty for one that only widens the word it belongs to.
    pub(super) text: &'a str,
    /// Where it begins on the baseline.
    pub(super) origin: Point,
    /// Where the next one would begin.
    pub(super) end: Point,
    /// The rectangle it fills: left, top, right, bottom.
    pub(super) area: [f32; 4],
    /// Size of the type.
    pub(super) size: f32,
    /// Which way the line runs.
    pub(super) direction: Direction,
    /// Whether the file calls it page furniture.
    pub(super) furniture: bool,
}

/// A gap this wide, in sizes of the type, parts words.
const GAP: f32 = 0.15;
/// Glyphs may lie this far over each other, as accents do, and belong to one word.
const OVERLAP: f32 = 0.55;

/// Puts words together.
#[derive(Default)]
pub(super) struct Words {
    done: Vec<Placed>,
    open: Option<Open>,
    /// Vowel signs drawn before the letter that carries them, where no letter is yet.
    early: Vec<Open>,
}

/// The word being put together.
struct Open {
    word: Placed,
    /// Where along the line each piece of the text ends, and at which byte it begins.
    pieces: Vec<bidi::Piece>,
    /// The stretch of the line it fills.
    from: f32,
    to: f32,
    baseline: f32,
    rtl: bool,
    unspaced: bool,
}

impl Words {
    /// Takes a glyph; `gap` is what the line has between all its letters (letter-spacing), in sizes of the type.
    pub(super) fn push(&mut self, glyph: &Glyph<'_>, gap: f32) {
        let (from, baseline) = along(glyph.origin, glyph.direction);
        let (to, _) = along(glyph.end, glyph.direction);
        let (from, to) = (from.min(to), from.max(to));
        let unspaced = glyph.text.chars().next().is_some_and(is_unspaced);
        let rtl = glyph.text.chars().any(is_rtl);
        // A sign without width may also bring the text of the letter that follows it (ActualText).
        let sign = rtl && (glyph.text.starts_with(is_mark) || to - from < 0.02 * glyph.size);
        let touches = self.open.as_ref().is_some_and(|open| open.touches(glyph, from, to, baseline, rtl, gap));
        if let Some(open) = self.open.as_mut().filter(|_| touches)
            && ((!open.unspaced && !unspaced) || glyph.text.is_empty())
        {
            open.add(glyph, from, to, rtl);
        } else if sign && self.early.len() < 8 {
            self.early.push(Open::new(glyph, from, to, baseline, rtl, unspaced, false));
            return;
        } else {
            self.done.extend(self.open.take().map(Open::finish));
            if !glyph.text.is_empty() {
                self.open = Some(Open::new(glyph, from, to, baseline, rtl, unspaced, touches));
            }
        }
        if let Some(open) = self.open.as_mut().filter(|_| !sign) {
            self.early.drain(..).for_each(|sign| open.carry(sign));
        }
    }

    /// Ends the word, as a space does.
    pub(super) fn end(&mut self) {
        if let Some(open) = self.open.as_mut() {
            self.early.drain(..).for_each(|sign| open.carry(sign));
        }
        self.done.extend(self.open.take().map(Open::finish));
        self.done.extend(self.early.drain(..).map(Open::finish));
    }

    /// How many words there are so far.
    pub(super) fn len(&self) -> usize {
        self.done.len()
    }

    /// All words, in the order they were drawn.
    pub(super) fn finish(mut self) -> Vec<Placed> {
        self.end();
        bidi::turn_foreign(&mut self.done);
        self.done
    }
}

impl Open {
    fn new(glyph: &Glyph<'_>, from: f32, to: f32, baseline: f32, rtl: bool, unspaced: bool, joined: bool) -> Self {
        let [left, top, right, bottom] = glyph.area;
        let word = Placed {
            left,
            top,
            right,
            bottom,
            size: glyph.size,
            text: glyph.text.to_owned(),
            confidence: 255,
            joined,
            furniture: glyph.furniture,
            direction: glyph.direction,
        };
        Open { word, pieces: vec![bidi::Piece { end: to, byte: 0 }], from, to, baseline, rtl, unspaced }
    }

    fn touches(&self, glyph: &Glyph<'_>, from: f32, to: f32, baseline: f32, rtl: bool, gap: f32) -> bool {
        let (small, large) = (self.word.size.min(glyph.size), self.word.size.max(glyph.size));
        let gap = GAP + gap;
        let between = if self.rtl || rtl { (from - self.to).max(self.from - to) } else { from - self.to };
        self.word.direction == glyph.direction
            && self.word.furniture == glyph.furniture
            && (self.baseline - baseline).abs() < 0.5 * large
            && large < 2.2 * small
            && between < gap * large
            && between > -OVERLAP * large
    }

    fn add(&mut self, glyph: &Glyph<'_>, from: f32, to: f32, rtl: bool) {
        let [left, top, right, bottom] = glyph.area;
        if glyph.size > 1.05 * self.word.size {
            // The word began with a raised mark: it takes the line of its letters.
            (self.word.size, self.baseline) = (glyph.size, along(glyph.origin, glyph.direction).1);
        }
        self.word.left = self.word.left.min(left);
        self.word.top = self.word.top.min(top);
        self.word.right = self.word.right.max(right);
        self.word.bottom = self.word.bottom.max(bottom);
        (self.from, self.to) = (self.from.min(from), self.to.max(to));
        self.rtl |= rtl;
        if !glyph.text.is_empty() {
            self.pieces.push(bidi::Piece { end: to, byte: self.word.text.len() });
            self.word.text.push_str(glyph.text);
        }
    }

    /// Takes a sign that was drawn before its letter.
    fn carry(&mut self, sign: Open) {
        self.word.top = self.word.top.min(sign.word.top);
        self.rtl = true;
        self.pieces.push(bidi::Piece { end: sign.to, byte: self.word.text.len() });
        self.word.text.push_str(&sign.word.text);
    }

    fn finish(mut self) -> Placed {
        if self.rtl && self.pieces.len() > 1 {
            self.word.text = bidi::logical(&self.word.text, &self.pieces, self.word.size);
        }
        self.word
    }
}

/// A point as a place along its line and the place of the line.
fn along(point: Point, direction: Direction) -> (f32, f32) {
    let (x, y) = (point.x as f32, point.y as f32);
    match direction {
        Direction::Right => (x, y),
        Direction::Down => (y, -x),
        Direction::Left => (-x, -y),
        Direction::Up => (-y, x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(glyphs: &[(&str, f32, f32)]) -> Vec<String> {
        let mut words = Words::default();
        for &(text, from, to) in glyphs {
            let glyph = Glyph {
                text,
                origin: Point::new(from.into(), 100.0),
                end: Point::new(to.into(), 100.0),
                area: [from, 92.0, to, 102.0],
                size: 10.0,
                direction: Direction::Right,
                furniture: false,
            };
            words.push(&glyph, 0.0);
        }
        words.finish().into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn a_gap_parts_words_and_kerning_does_not() {
        assert_eq!(words(&[("A", 0.0, 7.0), ("V", 5.9, 13.0), ("i", 13.5, 16.0), ("s", 19.0, 23.0)]), ["AVi", "s"]);
    }

    #[test]
    fn right_to_left_words_read_alike_however_they_are_drawn() {
        assert_eq!(words(&[("م", 0.0, 5.0), ("ا", 5.0, 8.0), ("ل", 8.0, 12.0), ("س", 12.0, 20.0)]), ["سلام"]);
        assert_eq!(words(&[("س", 12.0, 20.0), ("ل", 8.0, 12.0), ("ا", 5.0, 8.0), ("م", 0.0, 5.0)]), ["سلام"]);
    }

    #[test]
    fn a_vowel_sign_drawn_before_its_letter_does_not_part_the_word() {
        assert_eq!(
            words(&[("ا", 0.0, 3.0), ("\u{64b}", 9.0, 9.0), ("ء", 3.0, 12.0), ("د", 12.0, 18.0)]),
            ["دء\u{64b}ا"]
        );
    }

    #[test]
    fn letters_of_unspaced_scripts_have_boxes_of_their_own() {
        assert_eq!(words(&[("平", 0.0, 10.0), ("和", 10.0, 20.0)]), ["平", "和"]);
    }
}
