//! The sums over a page by which its main text is found.
//!
//! Takes the tree and its [`Layout`], gives a [`Page`]: for every element what its names say and how much prose it holds,
//! inside and outside furniture, and from that the element around the main text.

use std::collections::BTreeMap;

use broadside_model::BlockKind;

use super::dom::{Dom, NodeId};
use super::layout::{Layout, Piece};
use super::names::{Hint, Names};
use super::tag::Tag;
use super::vocabulary::Reason;

/// Letters of prose below which a text found is hardly the main text of a page that has more.
pub const LITTLE: u32 = 200;

/// What is known of an element: its names, and the sums over its blocks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    /// What its names say.
    pub hint: Hint,
    /// Reason that holds for everything inside.
    pub mark: Option<Reason>,
    /// Letters of all its text.
    pub letters: u32,
    /// Letters inside links.
    pub linked: u32,
    /// Blocks inside.
    pub pieces: u32,
    /// Letters of running text, furniture included.
    pub prose: u32,
    /// Letters of running text outside furniture.
    pub kept: u32,
    /// Index of its first block.
    pub first: u32,
    /// One past the index of its last block.
    pub end: u32,
}

/// How much of a block is running text, in letters.
pub fn prose(piece: &Piece) -> u32 {
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

/// A page under judgement.
pub struct Page<'a> {
    /// The tree.
    pub dom: &'a Dom,
    /// Its text and blocks.
    pub layout: &'a Layout,
    /// What `<title>` says.
    pub title: &'a str,
    /// What is known of each node, by its number.
    pub sums: Vec<Sum>,
    /// The element around everything shown.
    pub body: NodeId,
}

impl<'a> Page<'a> {
    /// Sums up a page.
    pub fn new(dom: &'a Dom, layout: &'a Layout, title: &'a str) -> Self {
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

    /// What is known of an element.
    pub fn sum(&self, id: NodeId) -> Sum {
        self.sums.get(id as usize).copied().unwrap_or_default()
    }

    /// What is known of the whole page.
    pub fn whole(&self) -> Sum {
        self.sum(self.body)
    }

    /// Marks furniture by names and sums up the prose that is left.
    pub fn mark(&mut self, by_names: bool) {
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
    pub fn root(&self) -> NodeId {
        let whole = self.whole().kept;
        for (weight, share) in [(3, 50), (2, 40), (1, 55)] {
            let named = || {
                self.layout.elements.iter().copied().filter(|&id| {
                    let sum = self.sum(id);
                    let whole_page = matches!(self.dom.tag(id), Tag::Html | Tag::Body);
                    sum.hint.body == weight && sum.mark.is_none() && sum.kept > 0 && !whole_page
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
                    let apart = || id != root && !self.dom.ancestors(id).any(|above| above == root);
                    if kept * 4 >= most && kept >= 100 && apart() {
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

    /// The innermost block element around a block.
    pub fn block_of(&self, piece: &Piece) -> NodeId {
        let mut above = std::iter::once(piece.node).chain(self.dom.ancestors(piece.node));
        above.find(|&id| self.dom.tag(id).is_block()).unwrap_or(self.body)
    }

    /// The element right around most paragraphs of the main text.
    pub fn column(&self, root: NodeId) -> NodeId {
        let mut columns: BTreeMap<NodeId, u32> = BTreeMap::new();
        let sum = self.sum(root);
        for piece in self.layout.pieces.get(sum.first as usize..sum.end as usize).unwrap_or_default() {
            if self.sum(piece.node).mark.is_none() {
                *columns.entry(self.dom.parent(self.block_of(piece))).or_default() += prose(piece);
            }
        }
        columns.into_iter().max_by_key(|(_, prose)| *prose).map_or(root, |(id, _)| id)
    }
}
