//! Which blocks are the main text, and why the others are not.
//!
//! Takes the tree and its [`Layout`], gives a [`Reason`] for every block that is not main text. In order: names and tags
//! mark furniture, unless that would take most of the page's prose; the element around the prose that is left is found,
//! by what it is called or else by where the prose is; inside it, lists of links, labels and headings over nothing are
//! taken out; around it, the title and a lead are taken in.

use std::collections::BTreeMap;

use broadside_model::BlockKind;

use super::cues;
use super::dom::{Dom, NodeId};
use super::layout::{Layout, Piece};
use super::names::{Hint, Names};
use super::tag::Tag;
use super::vocabulary::Reason;

/// Letters of prose below which a text found is hardly the main text of a page that has more.
const LITTLE: u32 = 200;

/// What is known of an element: its names, and the sums over its blocks.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    hint: Hint,
    /// Reason that holds for everything inside.
    mark: Option<Reason>,
    letters: u32,
    linked: u32,
    pieces: u32,
    /// Letters of running text, furniture included.
    prose: u32,
    /// Letters of running text outside furniture.
    kept: u32,
    /// Index of its first block.
    first: u32,
    /// One past the index of its last block.
    end: u32,
}

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
    page.lone_headings(&mut reasons);
    page.never_nothing(&mut reasons);
    reasons
}

struct Page<'a> {
    dom: &'a Dom,
    layout: &'a Layout,
    title: &'a str,
    sums: Vec<Sum>,
    body: NodeId,
}

/// How much of a block is running text, in letters.
fn prose(piece: &Piece) -> u32 {
    let free = piece.letters - piece.linked.min(piece.letters);
    if piece.linked * 2 > piece.letters || piece.kind == BlockKind::Heading {
        0
    } else if piece.letters >= 80 {
        free
    } else if piece.letters >= 30 && piece.stops > 0 {
        free / 2
    } else {
        0
    }
}

impl<'a> Page<'a> {
    fn new(dom: &'a Dom, layout: &'a Layout, title: &'a str) -> Self {
        let mut sums = vec![Sum::default(); dom.len()];
        let mut names = Names::default();
        let mut body = 0;
        for &id in &layout.elements {
            let tag = dom.tag(id);
            if tag == Tag::Body {
                body = id;
            }
            sums[id as usize].hint = names.hint(dom, id, tag);
        }
        for (index, piece) in layout.pieces.iter().enumerate() {
            let sum = &mut sums[piece.node as usize];
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            if sum.pieces == 0 {
                sum.first = index;
            }
            sum.end = index + 1;
            sum.pieces += 1;
            sum.letters += piece.letters;
            sum.linked += piece.linked;
            sum.prose += prose(piece);
        }
        for &id in layout.elements.iter().rev() {
            let sum = sums[id as usize];
            if let Some(above) = sums.get_mut(dom.parent(id) as usize)
                && sum.pieces > 0
            {
                (above.first, above.end) = match above.pieces {
                    0 => (sum.first, sum.end),
                    _ => (above.first.min(sum.first), above.end.max(sum.end)),
                };
                above.pieces += sum.pieces;
                above.letters += sum.letters;
                above.linked += sum.linked;
                above.prose += sum.prose;
            }
        }
        Page { dom, layout, title, sums, body }
    }

    fn sum(&self, id: NodeId) -> Sum {
        self.sums.get(id as usize).copied().unwrap_or_default()
    }

    fn whole(&self) -> Sum {
        self.sum(self.body)
    }

    /// Marks furniture by names and sums up the prose that is left.
    fn mark(&mut self, by_names: bool) {
        let whole = self.whole().prose;
        for &id in &self.layout.elements {
            let inherited = self.sum(self.dom.parent(id)).mark;
            let own = self.sum(id).hint.furniture.filter(|&reason| self.may_mark(id, reason, whole, by_names));
            if let Some(sum) = self.sums.get_mut(id as usize) {
                sum.mark = inherited.or(own);
                sum.kept = 0;
            }
        }
        for piece in &self.layout.pieces {
            if let Some(sum) = self.sums.get_mut(piece.node as usize)
                && sum.mark.is_none()
            {
                sum.kept += prose(piece);
            }
        }
        for &id in self.layout.elements.iter().rev() {
            let kept = self.sum(id).kept;
            if let Some(above) = self.sums.get_mut(self.dom.parent(id) as usize) {
                above.kept += kept;
            }
        }
    }

    /// Whether a name may be believed that an element is furniture.
    fn may_mark(&self, id: NodeId, reason: Reason, whole: u32, by_names: bool) -> bool {
        let tag = self.dom.tag(id);
        if matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Blockquote | Tag::Pre) || tag.heading().is_some() {
            return false;
        }
        if !by_names && !matches!(tag, Tag::Nav | Tag::Footer | Tag::Button) && reason != Reason::Comments {
            return false;
        }
        let sum = self.sum(id);
        let rest = whole - sum.prose.min(whole);
        if sum.prose * 2 <= whole || sum.prose < 60 {
            return true;
        }
        let by_tag = matches!(tag, Tag::Nav | Tag::Footer | Tag::Aside);
        match reason {
            Reason::Comments | Reason::Cookie => rest >= LITTLE,
            Reason::Related | Reason::Advertisement | Reason::SignUp => rest >= 2 * LITTLE,
            _ => by_tag && rest >= 2 * LITTLE,
        }
    }

    /// The element around the main text.
    fn root(&self) -> NodeId {
        let whole = self.whole().kept;
        for (weight, share) in [(3, 30), (2, 40), (1, 55)] {
            let named = || {
                self.layout.elements.iter().copied().filter(|&id| {
                    let sum = self.sum(id);
                    sum.hint.body == weight && sum.mark.is_none() && sum.kept > 0
                })
            };
            let Some(best) = named().reduce(|best, id| if self.sum(id).kept > self.sum(best).kept { id } else { best })
            else {
                continue;
            };
            // Several of the same name side by side are one text in pieces.
            let most = self.sum(best).kept;
            let mut root = best;
            if weight != 1 {
                for id in named() {
                    let kept = self.sum(id).kept;
                    if kept * 4 >= most && kept >= 100 {
                        root = self.common(root, id);
                    }
                }
            }
            if u64::from(self.sum(root).kept) * 100 >= u64::from(whole) * share && self.sum(root).kept >= LITTLE / 2 {
                return root;
            }
        }
        self.descend(self.body)
    }

    /// Goes down as long as one child has nearly all of the prose.
    fn descend(&self, from: NodeId) -> NodeId {
        let mut at = from;
        loop {
            let kept = self.sum(at).kept;
            let next = self
                .dom
                .children(at)
                .filter(|&child| self.dom.tag(child).is_block())
                .find(|&child| kept > 0 && u64::from(self.sum(child).kept) * 100 >= u64::from(kept) * 85);
            match next {
                Some(child) if self.sum(child).pieces > 1 => at = child,
                _ => return at,
            }
        }
    }

    /// The innermost element around both.
    fn common(&self, a: NodeId, b: NodeId) -> NodeId {
        let above: Vec<NodeId> = std::iter::once(a).chain(self.dom.ancestors(a)).collect();
        std::iter::once(b).chain(self.dom.ancestors(b)).find(|id| above.contains(id)).unwrap_or(self.body)
    }

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
        if piece.letters < 100
            && let Some(reason) = cues::short_furniture(text)
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
        let Some((heading, is_title)) = self.title_heading(start) else { return };
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
        let titled = titles.map(|(index, _)| (index, true)).last();
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

    /// Whether a block reads like a sentence or more, rather than like a line of data.
    fn is_sentence(&self, piece: &Piece) -> bool {
        let text = self.layout.raw.get(piece.raw.range()).unwrap_or_default();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let divided = text.contains(['|', '©', '•', '»']);
        piece.letters >= 60 && piece.linked * 5 < piece.letters && !divided && digits * 12 < text.len()
    }

    /// The element right around most paragraphs of the main text.
    fn column(&self, root: NodeId) -> NodeId {
        let mut columns: BTreeMap<NodeId, u32> = BTreeMap::new();
        let sum = self.sum(root);
        for piece in self.layout.pieces.get(sum.first as usize..sum.end as usize).unwrap_or_default() {
            if self.sum(piece.node).mark.is_none() {
                *columns.entry(self.dom.parent(piece.node)).or_default() += prose(piece);
            }
        }
        columns.into_iter().max_by_key(|(_, prose)| *prose).map_or(root, |(id, _)| id)
    }

    /// Cuts off what follows a line that announces comments, other articles or the author, when little prose follows.
    fn tail(&self, root: NodeId, reasons: &mut [Option<Reason>]) {
        let sum = self.sum(root);
        let end = sum.end as usize;
        let column = self.column(root);
        let mut after = 0;
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
                for (piece, reason) in self.layout.pieces.iter().zip(reasons.iter_mut()).take(end).skip(index) {
                    let resumes = why != Reason::Comments && prose(piece) > 0 && self.dom.parent(piece.node) == column;
                    if reason.is_none() && !resumes {
                        *reason = Some(why);
                    }
                }
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
