//! Which blocks are the main text, and why the others are not.
//!
//! Takes the tree and its [`Layout`], gives a [`Reason`] for every block that is not main text. In order: names and tags
//! mark furniture, unless that would take most of the page's prose; the element around the prose that is left is found,
//! by what it is called or else by where the prose is; inside it, lists of links, labels and headings over nothing are
//! taken out; around it, the title and a lead are taken in.

use broadside_model::BlockKind;

use super::cues;
use super::dom::{Dom, NodeId};
use super::layout::{Layout, Piece};
use super::page::{LITTLE, Page, prose};
use super::tag::Tag;
use super::vocabulary::Reason;

/// Judges every block of a page.
pub fn judge(dom: &Dom, layout: &Layout, title: &str) -> Vec<Option<Reason>> {
    let mut page = Page::new(dom, layout, title);
    page.mark(true);
    if page.whole().kept < LITTLE && page.whole().prose > 4 * page.whole().kept.max(20) {
        page.mark(false);
    }
    let root = page.root();
    let mut reasons = page.inside(root);
    page.around(root, &mut reasons);
    page.tail(root, &mut reasons);
    page.stamps(root, &mut reasons);
    page.lone_headings(&mut reasons);
    page.never_nothing(&mut reasons);
    reasons
}

impl Page<'_> {
    /// Judges the blocks inside the root; all others are apart.
    fn inside(&self, root: NodeId) -> Vec<Option<Reason>> {
        let mut within = vec![false; self.sums.len()];
        let mut links = vec![false; self.sums.len()];
        for &id in &self.layout.elements {
            let parent = self.dom.parent(id);
            let above = |list: &[bool]| list.get(parent as usize).copied().unwrap_or(false);
            let (is_within, is_links) = (id == root || above(&within), above(&links));
            if let (Some(within), Some(links)) = (within.get_mut(id as usize), links.get_mut(id as usize)) {
                *within = is_within;
                *links = is_links || (is_within && id != root && self.is_link_list(id, root));
            }
        }
        let pieces = self.layout.pieces.iter();
        pieces
            .map(|piece| {
                let sum = self.sum(piece.node);
                let node = piece.node as usize;
                if sum.mark.is_some() {
                    sum.mark
                } else if !within.get(node).copied().unwrap_or(false) {
                    Some(Reason::Apart)
                } else if links.get(node).copied().unwrap_or(false) {
                    Some(Reason::Related)
                } else {
                    self.by_itself(piece)
                }
            })
            .collect()
    }

    /// Whether an element is a list of links to elsewhere.
    fn is_link_list(&self, id: NodeId, root: NodeId) -> bool {
        let tag = self.dom.tag(id);
        let sum = self.sum(id);
        let listing = tag.is_list() || matches!(tag, Tag::Div | Tag::Section | Tag::Table | Tag::Tr | Tag::Article);
        if !listing || sum.letters == 0 || sum.letters > self.sum(root).letters / 2 {
            return false;
        }
        let share = u64::from(sum.linked) * 100 / u64::from(sum.letters);
        let each = sum.letters / sum.pieces.max(1);
        share >= 80 || (share >= 60 && each < 80 && sum.pieces > 2)
    }

    /// Judges a block by its own words.
    fn by_itself(&self, piece: &Piece) -> Option<Reason> {
        let text = self.layout.raw.get(piece.raw.range()).unwrap_or_default();
        if piece.letters < 150 {
            let divided = || (piece.letters < 100 && cues::is_divided(text)).then_some(Reason::Navigation);
            if let Some(reason) = cues::short_furniture(text).or_else(divided) {
                return Some(reason);
            }
        }
        if piece.letters < 400
            && let Some(reason) = cues::long_furniture(text)
        {
            return Some(reason);
        }
        let all_linked = piece.linked * 10 >= piece.letters * 9;
        (all_linked && piece.kind != BlockKind::Heading && piece.kind != BlockKind::Cell && piece.letters < 150)
            .then_some(Reason::Related)
    }

    /// Takes in what stands before the root and belongs to it: the title, and a lead between title and text.
    fn around(&self, root: NodeId, reasons: &mut [Option<Reason>]) {
        let start = self.sum(root).first as usize;
        let (heading, is_title) = self.title_heading(start).unwrap_or((start.saturating_sub(4), false));
        if let Some(reason) = reasons.get_mut(heading).filter(|_| is_title) {
            *reason = None;
        }
        self.lead(heading, start, reasons);
    }

    /// The heading over the main text that starts at block `start`, and whether it is the page's title.
    fn title_heading(&self, start: usize) -> Option<(usize, bool)> {
        let text = |piece: &Piece| self.layout.raw.get(piece.raw.range()).unwrap_or_default();
        let from = start.saturating_sub(40);
        let headings = || {
            let pieces = self.layout.pieces.iter().enumerate().skip(from).take(start - from + 6);
            pieces.filter(|(_, piece)| piece.kind == BlockKind::Heading && piece.level <= 2 && piece.letters > 0)
        };
        let is_title = |piece: &Piece| {
            self.title.contains(text(piece)) || (!self.title.is_empty() && text(piece).contains(self.title))
        };
        let titles = headings().filter(|(index, piece)| *index < start && is_title(piece));
        let titled = titles.map(|(index, _)| (index, true)).next_back();
        let near = |index: usize| index + 12 >= start;
        let first = || {
            let mut marked = headings().filter(|(index, piece)| near(*index) && self.sum(piece.node).mark.is_none());
            marked.find(|(_, piece)| piece.level == 1).map(|(index, _)| (index, true))
        };
        titled.or_else(first).or_else(|| headings().find(|(index, _)| *index >= start).map(|(index, _)| (index, false)))
    }

    /// Takes in the lead: a paragraph after the title, whatever its name.
    fn lead(&self, heading: usize, start: usize, reasons: &mut [Option<Reason>]) {
        let pieces = self.layout.pieces.iter().zip(reasons).enumerate().skip(heading + 1).take(12);
        for (index, (piece, reason)) in pieces {
            let Some(why) = *reason else {
                if prose(piece) > 0 || index >= start + 3 {
                    return;
                }
                continue;
            };
            let strong = matches!(
                why,
                Reason::Navigation
                    | Reason::Footer
                    | Reason::Cookie
                    | Reason::Comments
                    | Reason::Caption
                    | Reason::Form
            );
            let box_around = |id| matches!(self.dom.tag(id), Tag::Nav | Tag::Aside | Tag::Footer | Tag::Ul | Tag::Form);
            if !strong && self.is_sentence(piece) && !self.dom.ancestors(piece.node).any(box_around) {
                *reason = None;
                return;
            }
        }
    }

    /// Lines of time and author between the title and the first paragraph are the site's.
    fn stamps(&self, root: NodeId, reasons: &mut [Option<Reason>]) {
        let start = self.sum(root).first as usize;
        let pieces = self.layout.pieces.iter().zip(reasons).skip(start.saturating_sub(12)).take(24);
        let mut kept = pieces.filter(|(_, reason)| reason.is_none());
        for (piece, reason) in kept.by_ref() {
            if piece.letters >= 100 {
                return;
            }
            let text = self.layout.raw.get(piece.raw.range()).unwrap_or_default();
            if piece.kind != BlockKind::Heading && piece.letters < 80 && cues::is_stamp(text) {
                *reason = Some(Reason::Byline);
            }
        }
    }

    /// Whether a block reads like a sentence or more, rather than like a line of data.
    fn is_sentence(&self, piece: &Piece) -> bool {
        let text = self.layout.raw.get(piece.raw.range()).unwrap_or_default();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let divided = text.contains(['|', '©', '•', '»']);
        piece.letters >= 60 && piece.linked * 5 < piece.letters && !divided && digits * 12 < text.len()
    }

    /// Cuts off what follows a line that announces comments, other articles or the author, when little prose follows.
    fn tail(&self, root: NodeId, reasons: &mut [Option<Reason>]) {
        let sum = self.sum(root);
        let end = sum.end as usize;
        let column = self.column(root);
        let (mut after, mut until) = (0, end);
        for index in (sum.first as usize..end).rev() {
            let (Some(piece), Some(reason)) = (self.layout.pieces.get(index), reasons.get(index).copied()) else {
                return;
            };
            let text = self.layout.raw.get(piece.raw.range()).unwrap_or_default();
            if reason.is_none() {
                after += prose(piece);
            }
            if after * 4 > sum.kept {
                return;
            }
            let announced = if piece.letters < 60 { cues::announces(text) } else { None };
            if let Some(why) = announced {
                for (piece, reason) in self.layout.pieces.iter().zip(reasons.iter_mut()).take(until).skip(index) {
                    let resumes =
                        why != Reason::Comments && prose(piece) > 0 && self.dom.parent(self.block_of(piece)) == column;
                    if reason.is_none() && !resumes {
                        *reason = Some(why);
                    }
                }
                until = index;
            }
        }
    }

    /// A heading over nothing but furniture is furniture.
    fn lone_headings(&self, reasons: &mut [Option<Reason>]) {
        // Whether text was kept below a heading of each level, from the end of the page.
        let mut text_below = [false; 7];
        let mut below = Reason::Apart;
        for (piece, reason) in self.layout.pieces.iter().zip(reasons).rev() {
            let level = usize::from(piece.level.min(6));
            match *reason {
                Some(why) => below = why,
                None if piece.kind != BlockKind::Heading => text_below = [true; 7],
                None if !text_below[level] && level > 1 && piece.letters < 60 => *reason = Some(below),
                None => text_below[level..].fill(false),
            }
        }
    }

    /// A page of which nothing would be left is all main text.
    fn never_nothing(&self, reasons: &mut [Option<Reason>]) {
        let letters = |kept: bool, reasons: &[Option<Reason>]| {
            let pieces = self.layout.pieces.iter().zip(reasons);
            pieces.filter(|(_, reason)| reason.is_none() == kept).map(|(piece, _)| piece.letters).sum::<u32>()
        };
        if letters(true, reasons) > 0 {
            return;
        }
        for (piece, reason) in self.layout.pieces.iter().zip(reasons) {
            if self.sum(piece.node).mark.is_none() || self.whole().pieces < 10 {
                *reason = None;
            }
        }
    }
}
