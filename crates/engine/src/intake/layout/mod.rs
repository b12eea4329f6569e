//! Reading order of words that stand somewhere on a page.
//!
//! Takes the words of one page with their boxes, from a PDF's text layer or from OCR, and gives the page's raw text in
//! reading order (lines, blocks, columns) with the place of every word in it. It exists because no reading engine
//! separates two close columns, and because text layers and OCR should be put in order by the same rules.
//!
//! [`compose`] is pure geometry, but for two things the geometry cannot tell: the order in which the words come in (the
//! order the file draws them, or the order OCR reports them) decides between a table and columns, and the script decides
//! between left-to-right and right-to-left.

mod blocks;
mod columns;
mod lines;
mod notes;
mod script;

pub(crate) use script::{is_ltr, is_mark, is_rtl, is_unspaced};

use broadside_model::{Block, Reading, Span, WordBox};

/// Which way the words of a line follow each other on the page as it is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Horizontal lines, upright letters; also for right-to-left scripts.
    #[default]
    Right,
    /// Lines run downwards: vertical writing, or text turned a quarter clockwise.
    Down,
    /// Upside down.
    Left,
    /// Lines run upwards: text turned a quarter counter-clockwise.
    Up,
}

/// A word and the box it stands in, in the page's unit (points or pixels) from the page's top left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge.
    pub bottom: f32,
    /// Size of the type in the page's unit; 0 where it is not known (OCR), then the heights of the boxes serve.
    pub size: f32,
    /// The word, without white space.
    pub text: String,
    /// Confidence of OCR, 0 to 100; 255 where the text did not come from OCR.
    pub confidence: u8,
    /// Whether it follows the word before it in the slice without a space (a letter of Chinese or Japanese).
    pub joined: bool,
    /// Whether the file itself calls it page furniture.
    pub furniture: bool,
    /// Which way its line runs.
    pub direction: Direction,
}

/// A page put in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Composed {
    /// The text: lines end in `\n`, blocks are separated by `\n\n`; no line end at the end. Words are separated by a
    /// space, or by a tab where the gap is as wide as between the cells of a table.
    pub raw: String,
    /// Index of the word in the slice given to [`compose`], and its span in `raw`, in order of the spans. A word drawn
    /// twice in the same place appears once.
    pub words: Vec<(usize, Span)>,
    /// Blocks in reading order, with spans in `raw`.
    pub blocks: Vec<Block>,
}

impl Composed {
    /// Appends the page to a reading whose words were `words` and gives the span of the page in its raw text. The form
    /// feed between pages and the [`Page`](broadside_model::Page) itself are left to the caller.
    pub fn append_to(self, words: &[Placed], page: u32, reading: &mut Reading) -> Span {
        let offset = reading.raw.len();
        let shift = |span: Span| Span::new(span.start as usize + offset, span.end as usize + offset);
        reading.raw.push_str(&self.raw);
        reading.words.extend(self.words.iter().filter_map(|&(index, span)| {
            let word = words.get(index)?;
            Some(WordBox {
                raw: shift(span),
                page,
                left: word.left,
                top: word.top,
                right: word.right,
                bottom: word.bottom,
                confidence: word.confidence,
            })
        }));
        reading.blocks.extend(self.blocks.into_iter().map(|block| Block { raw: shift(block.raw), page, ..block }));
        Span::new(offset, reading.raw.len())
    }
}

/// Puts the words of one page in reading order.
///
/// Give the words in the order in which the file or the OCR program gives them: it is the only hint at whether two
/// stacks of short lines are columns or a table. Empty words are left out. Works for any script and for up to
/// [`MAX_WORDS`] words; what is beyond is left out.
pub fn compose(words: &[Placed], page: u32) -> Composed {
    let mut composed = Composed::default();
    let body = blocks::body_size(words);
    for group in groups(words) {
        let Some(first) = group.first() else { continue };
        let furniture = words.get(first.index).is_some_and(|word| word.furniture);
        let rtl =
            script::mostly_rtl(group.iter().filter_map(|item| words.get(item.index)).map(|word| word.text.as_str()));
        let lines = |region: columns::Region| (lines::lines(&region.items, words), region.column);
        for piece in notes::settle(columns::regions(group, rtl).into_iter().map(lines).collect(), words, body) {
            let place = blocks::Place { page, column: piece.column, furniture, note: piece.note, body };
            blocks::emit(&piece.lines, words, &place, &mut composed);
        }
    }
    composed
}

/// The largest number of words of one page that is put in order.
pub const MAX_WORDS: usize = 100_000;

/// A word in the frame in which its line runs to the right and lines follow downwards.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    index: usize,
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
    size: f32,
}

impl Item {
    fn new(index: usize, word: &Placed) -> Self {
        let (l, t, r, b) = (tame(word.left), tame(word.top), tame(word.right), tame(word.bottom));
        let (left, top, right, bottom) = match word.direction {
            Direction::Right => (l, t, r, b),
            Direction::Down => (t, -r, b, -l),
            Direction::Left => (-r, -b, -l, -t),
            Direction::Up => (-b, l, -t, r),
        };
        let size = if word.size > 0.0 { tame(word.size) } else { bottom - top };
        Item { index, left, top, right: right.max(left), bottom: bottom.max(top), size: size.max(0.1) }
    }

    fn middle(&self) -> f32 {
        (self.top + self.bottom) / 2.0
    }

    fn centre(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    fn height(&self) -> f32 {
        self.bottom - self.top
    }
}

/// A coordinate that arithmetic cannot spoil.
fn tame(value: f32) -> f32 {
    if value.is_finite() { value.clamp(-1e6, 1e6) } else { 0.0 }
}

/// Words that are put in order together: furniture at the head, then each direction of writing, the commonest first,
/// then furniture at the foot.
fn groups(words: &[Placed]) -> Vec<Vec<Item>> {
    let directions = [Direction::Right, Direction::Down, Direction::Left, Direction::Up];
    let mut text: [Vec<Item>; 4] = Default::default();
    let mut furniture = Vec::new();
    for (index, word) in words.iter().enumerate().take(MAX_WORDS).filter(|(_, word)| !word.text.is_empty()) {
        let item = Item::new(index, word);
        match directions.iter().position(|&direction| direction == word.direction) {
            _ if word.furniture => furniture.push(item),
            Some(at) => text[at].push(item),
            None => {}
        }
    }
    let heights = text[0].iter().map(Item::middle);
    let middle = (heights.clone().fold(f32::MAX, f32::min) + heights.fold(f32::MIN, f32::max)) / 2.0;
    let (head, foot) = furniture.into_iter().partition(|item: &Item| item.middle() < middle);
    text.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let mut groups = vec![head];
    groups.extend(text);
    groups.push(foot);
    groups
}

/// The middle one of some sizes; 1 when there is none.
fn median(mut values: Vec<f32>) -> f32 {
    if values.is_empty() {
        return 1.0;
    }
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}

#[cfg(test)]
mod tests;
