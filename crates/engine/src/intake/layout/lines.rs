//! Words of one column to lines, and the words of a line to their order.

use super::script::{is_ltr, is_rtl, is_unspaced, mostly_rtl};
use super::{Item, Placed, median};

/// A line: its words in reading order and the rectangle they fill.
pub(crate) struct Line {
    pub(crate) items: Vec<Item>,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    /// Size of most of its letters.
    pub(crate) size: f32,
    /// Whether it reads from right to left.
    pub(crate) rtl: bool,
}

/// How many lines back a word may still belong to: more than one because of sub- and superscripts.
const LINES_BACK: usize = 4;

/// The lines of a column, from top to bottom.
pub(crate) fn lines(items: &[Item], words: &[Placed]) -> Vec<Line> {
    let usual = median(items.iter().map(Item::height).collect());
    // A dropped initial belongs to the first of the lines it stands beside.
    let key = |item: &Item| {
        let initial =
            item.height() > 1.7 * usual && words.get(item.index).is_some_and(|word| word.text.chars().nth(2).is_none());
        if initial { item.top + usual / 2.0 } else { item.middle() }
    };
    let mut keyed: Vec<(f32, Item)> = items.iter().map(|item| (key(item), *item)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.index.cmp(&b.1.index)));
    let mut open: Vec<Open> = Vec::new();
    for (key, item) in keyed {
        let from = open.len().saturating_sub(LINES_BACK);
        let best = open[from..]
            .iter_mut()
            .filter(|line| line.takes(key, &item))
            .max_by(|a, b| a.overlap(key, &item).total_cmp(&b.overlap(key, &item)));
        match best {
            Some(line) => line.add(key, item),
            None => open.push(Open { top: item.top, bottom: item.bottom.min(2.0 * key - item.top), items: vec![item] }),
        }
    }
    open.into_iter().map(|line| finish(line.items, words)).collect()
}

/// A line being put together; `top` and `bottom` are those of its ordinary words.
struct Open {
    top: f32,
    bottom: f32,
    items: Vec<Item>,
}

impl Open {
    /// The share of the lower of the two that the word and the line have in common.
    fn overlap(&self, key: f32, item: &Item) -> f32 {
        let half = (item.height() / 2.0).min(key - item.top).max(0.0);
        let shared = self.bottom.min(key + half) - self.top.max(key - half);
        shared / (self.bottom - self.top).min(2.0 * half).max(0.1)
    }

    fn takes(&self, key: f32, item: &Item) -> bool {
        self.overlap(key, item) >= 0.5
    }

    fn add(&mut self, key: f32, item: Item) {
        let height = self.bottom - self.top;
        if item.height() < 1.3 * height && item.height() > 0.77 * height && (key - item.middle()).abs() < 0.1 {
            self.top = self.top.min(item.top);
            self.bottom = self.bottom.max(item.bottom).min(self.top + 1.3 * height);
        }
        self.items.push(item);
    }
}

fn finish(mut items: Vec<Item>, words: &[Placed]) -> Line {
    let text = |item: &Item| words.get(item.index).map_or("", |word| word.text.as_str());
    items.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.index.cmp(&b.index)));
    drop_repeats(&mut items, words);
    let rtl = mostly_rtl(items.iter().map(text));
    if rtl {
        right_to_left(&mut items, words);
    }
    let fold =
        |value: fn(&Item) -> f32, start: f32, pick: fn(f32, f32) -> f32| items.iter().map(value).fold(start, pick);
    Line {
        left: fold(|item| item.left, f32::MAX, f32::min),
        right: fold(|item| item.right, f32::MIN, f32::max),
        top: fold(|item| item.top, f32::MAX, f32::min),
        bottom: fold(|item| item.bottom, f32::MIN, f32::max),
        size: size_of_most(&items, words),
        rtl,
        items,
    }
}

/// The size in which most letters of the words are set.
fn size_of_most(items: &[Item], words: &[Placed]) -> f32 {
    let mut sizes: Vec<(f32, usize)> =
        items.iter().map(|item| (item.size, words.get(item.index).map_or(0, |word| word.text.len()))).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|size| size.1).sum::<usize>() / 2;
    let mut seen = 0;
    sizes.iter().find(|size| (seen += size.1, seen > half).1).map_or(1.0, |size| size.0)
}

/// Leaves out a word that is drawn again in the same place, as some programs do to make it look bold.
fn drop_repeats(items: &mut Vec<Item>, words: &[Placed]) {
    let mut kept: Vec<Item> = Vec::with_capacity(items.len());
    for item in items.iter() {
        let again = kept.iter().rev().take(4).any(|other| {
            let near = 0.35 * item.size;
            (item.left - other.left).abs() < near
                && (item.right - other.right).abs() < near
                && (item.top - other.top).abs() < near
                && words.get(item.index).map(|word| &word.text) == words.get(other.index).map(|word| &word.text)
        });
        if !again {
            kept.push(*item);
        }
    }
    *items = kept;
}

/// Turns words that stand from left to right into the order in which a right-to-left line is read: from the right, but
/// runs of Latin words and numbers from the left.
fn right_to_left(items: &mut [Item], words: &[Placed]) {
    items.reverse();
    let foreign = |item: &Item| {
        let text = words.get(item.index).map_or("", |word| word.text.as_str());
        !text.chars().any(is_rtl) && text.chars().any(|c| is_ltr(c) || c.is_numeric())
    };
    let mut start = 0;
    while start < items.len() {
        let run = items[start..].iter().take_while(|item| foreign(item)).count();
        items[start..start + run].reverse();
        start += run.max(1);
    }
}

/// What stands between two words that follow each other in a line.
pub(crate) fn separator(before: &Item, after: &Item, rtl: bool, words: &[Placed]) -> &'static str {
    let (Some(a), Some(b)) = (words.get(before.index), words.get(after.index)) else { return " " };
    if b.joined && after.index == before.index + 1 {
        return "";
    }
    let gap = (after.left - before.right).max(before.left - after.right);
    let size = before.size.max(after.size);
    let unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
    if unspaced(a.text.chars().next_back()) && unspaced(b.text.chars().next()) && gap < 0.8 * size {
        return "";
    }
    // In a right-to-left line, words that follow each other need not be neighbours.
    if gap > 2.5 * size && !rtl { "\t" } else { " " }
}
