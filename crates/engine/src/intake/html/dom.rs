//! HTML text → a tree of nodes in one vector.
//!
//! Takes decoded HTML, gives a [`Dom`]: html5ever parses as a browser does, this sink keeps only what reading needs.
//! Nodes are numbered and linked by their numbers, so walking needs no recursion. Limits keep hostile markup from
//! costing more than its size: elements nested deeper than [`MAX_DEPTH`] are flattened into the deepest one allowed, and
//! parsing stops after [`MAX_NODES`] nodes.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag as TagTokenData, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, QualName, TokenizerResult};

use super::tag::Tag;

/// Elements nested deeper than this are read as if their tags were not there.
const MAX_DEPTH: u16 = 400;

/// Nodes after which the rest of the file is not read.
const MAX_NODES: usize = 4_000_000;

/// White space and slashes inside one tag after which the rest of the tag is not read.
const MAX_WORDS: u32 = 4000;

/// The number of a node in its [`Dom`]. The document is node 0.
pub type NodeId = u32;

/// No node: the end of a chain of links.
pub const NIL: NodeId = NodeId::MAX;

/// What a node is.
#[derive(Debug)]
pub enum Data {
    /// The document, a doctype, a comment, a processing instruction: nothing to show.
    Nothing,
    /// An element with its attributes.
    Element(Tag, Vec<Attribute>),
    /// A run of characters.
    Text(StrTendril),
}

/// A node and its links to others.
#[derive(Debug)]
struct Node {
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    prev: NodeId,
    next: NodeId,
    depth: u16,
    data: Data,
}

/// A parsed page.
#[derive(Debug)]
pub struct Dom {
    nodes: Vec<Node>,
    /// Whether the page had more nodes than are read.
    pub cut: bool,
}

/// What [`Dom::walk`] does next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A node is reached, before its children.
    Enter(NodeId),
    /// A node is left, after its children.
    Leave(NodeId),
}

impl Dom {
    /// Parses a page. Never fails: HTML defines a tree for every text.
    pub fn parse(html: &str) -> Dom {
        let builder = TreeBuilder::new(
            Sink::default(),
            TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..TreeBuilderOpts::default() },
        );
        let tokenizer = Tokenizer::new(Limited { builder }, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(&tame(html)));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        tokenizer.end();
        let sink = tokenizer.sink.builder.sink;
        let cut = sink.is_full();
        Dom { nodes: sink.nodes.into_inner(), cut }
    }

    /// How many nodes there are; every [`NodeId`] is below it.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The element's tag; [`Tag::None`] for what is not an element.
    pub fn tag(&self, id: NodeId) -> Tag {
        match self.nodes.get(id as usize).map(|node| &node.data) {
            Some(Data::Element(tag, _)) => *tag,
            _ => Tag::None,
        }
    }

    /// The characters of a text node.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match self.nodes.get(id as usize).map(|node| &node.data) {
            Some(Data::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// All attributes of an element, in order.
    pub fn attributes(&self, id: NodeId) -> &[Attribute] {
        match self.nodes.get(id as usize).map(|node| &node.data) {
            Some(Data::Element(_, attributes)) => attributes,
            _ => &[],
        }
    }

    /// The value of one attribute; `name` in lower case.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attributes(id).iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }

    /// The node above, [`NIL`] for the document and for nodes taken out of the tree.
    pub fn parent(&self, id: NodeId) -> NodeId {
        self.nodes.get(id as usize).map_or(NIL, |node| node.parent)
    }

    /// The children of a node, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = self.nodes.get(id as usize).map_or(NIL, |node| node.first);
        std::iter::from_fn(move || {
            let node = self.nodes.get(at as usize)?;
            Some(std::mem::replace(&mut at, node.next))
        })
    }

    /// The ancestors of a node, nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = self.parent(id);
        std::iter::from_fn(move || {
            let node = self.nodes.get(at as usize)?;
            Some(std::mem::replace(&mut at, node.parent))
        })
    }

    /// Goes through `root` and everything below in document order. `visit` answers whether to go below the node it
    /// was shown; its answer to a `Leave` does not matter.
    pub fn walk(&self, root: NodeId, mut visit: impl FnMut(Step) -> bool) {
        let mut at = root;
        loop {
            let Some(node) = self.nodes.get(at as usize) else { return };
            if visit(Step::Enter(at)) && node.first != NIL {
                at = node.first;
                continue;
            }
            loop {
                visit(Step::Leave(at));
                let Some(node) = self.nodes.get(at as usize).filter(|_| at != root) else { return };
                if node.next != NIL {
                    at = node.next;
                    break;
                }
                at = node.parent;
            }
        }
    }

    /// The text below a node, its white space collapsed, at most `limit` bytes and a little.
    pub fn inner_text(&self, id: NodeId, limit: usize) -> String {
        let mut all = String::new();
        self.walk(id, |step| {
            if let Step::Enter(at) = step
                && let Some(text) = self.text(at)
                && all.len() < limit
            {
                for word in text.split_whitespace() {
                    if !all.is_empty() {
                        all.push(' ');
                    }
                    all.push_str(word);
                }
            }
            all.len() < limit
        });
        all
    }
}

/// Shortens tags with more words than [`MAX_WORDS`]: a parser compares every attribute of a tag with all others.
fn tame(html: &str) -> Cow<'_, str> {
    let mut tame = String::new();
    // Start of what is not copied yet, words of the open tag, and where the open tag has had its share.
    let (mut copied, mut words, mut full) = (0, None, None);
    for (at, &byte) in html.as_bytes().iter().enumerate() {
        match (byte, words) {
            (b'<', None) if html.as_bytes().get(at + 1).is_some_and(u8::is_ascii_alphabetic) => words = Some(0),
            (b'>', Some(_)) => {
                if let Some(from) = full.take() {
                    tame.push_str(html.get(copied..from).unwrap_or_default());
                    copied = at;
                }
                words = None;
            }
            (b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/', Some(count)) => {
                words = Some(count + 1);
                if count + 1 == MAX_WORDS {
                    full = Some(at);
                }
            }
            _ => {}
        }
    }
    if copied == 0 && full.is_none() {
        return Cow::Borrowed(html);
    }
    tame.push_str(html.get(copied..full.unwrap_or(html.len())).unwrap_or_default());
    Cow::Owned(tame)
}

/// Stands between tokenizer and tree builder and drops what would exceed the limits.
struct Limited {
    builder: TreeBuilder<Handle, Sink>,
}

impl TokenSink for Limited {
    type Handle = Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        let sink = &self.builder.sink;
        let dropped = match &token {
            Token::TagToken(TagTokenData { kind: TagKind::StartTag, .. }) => {
                sink.is_full() || sink.depth.get() >= MAX_DEPTH
            }
            Token::EOFToken => false,
            Token::CommentToken(_) | Token::ParseError(_) => true,
            _ => sink.is_full(),
        };
        if dropped { TokenSinkResult::Continue } else { self.builder.process_token(token, line_number) }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// What html5ever holds of a node: its number, and its name, which it asks for often.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    name: QualName,
}

/// Receives the tree from html5ever.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// Depth of the node appended to last.
    depth: Cell<u16>,
}

fn no_name() -> QualName {
    QualName::new(None, html5ever::ns!(), html5ever::local_name!(""))
}

impl Default for Sink {
    fn default() -> Self {
        let document = Node { parent: NIL, first: NIL, last: NIL, prev: NIL, next: NIL, depth: 0, data: Data::Nothing };
        Sink { nodes: RefCell::new(vec![document]), depth: Cell::new(0) }
    }
}

impl Sink {
    fn is_full(&self) -> bool {
        self.nodes.borrow().len() >= MAX_NODES
    }

    fn new_node(&self, data: Data) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        let id = NodeId::try_from(nodes.len()).unwrap_or(NIL);
        nodes.push(Node { parent: NIL, first: NIL, last: NIL, prev: NIL, next: NIL, depth: 0, data });
        id
    }

    fn detach(nodes: &mut [Node], id: NodeId) {
        let Some(node) = nodes.get_mut(id as usize) else { return };
        let (parent, prev, next) = (node.parent, node.prev, node.next);
        (node.parent, node.prev, node.next) = (NIL, NIL, NIL);
        if let Some(node) = nodes.get_mut(prev as usize) {
            node.next = next;
        }
        if let Some(node) = nodes.get_mut(next as usize) {
            node.prev = prev;
        }
        if let Some(node) = nodes.get_mut(parent as usize) {
            if node.first == id {
                node.first = next;
            }
            if node.last == id {
                node.last = prev;
            }
        }
    }

    /// Puts `id` under `parent`, before `next` or at the end when that is [`NIL`].
    fn attach(nodes: &mut [Node], parent: NodeId, id: NodeId, next: NodeId) -> u16 {
        Self::detach(nodes, id);
        let Some(above) = nodes.get(parent as usize) else { return 0 };
        let depth = above.depth.saturating_add(1);
        let prev = match nodes.get(next as usize) {
            Some(node) => node.prev,
            None => above.last,
        };
        if let Some(node) = nodes.get_mut(id as usize) {
            (node.parent, node.prev, node.next, node.depth) = (parent, prev, next, depth);
        }
        match nodes.get_mut(prev as usize) {
            Some(node) => node.next = id,
            None => {
                if let Some(node) = nodes.get_mut(parent as usize) {
                    node.first = id;
                }
            }
        }
        match nodes.get_mut(next as usize) {
            Some(node) => node.prev = id,
            None => {
                if let Some(node) = nodes.get_mut(parent as usize) {
                    node.last = id;
                }
            }
        }
        depth
    }

    fn insert(&self, parent: NodeId, child: NodeOrText<Handle>, next: NodeId) {
        let id = match child {
            NodeOrText::AppendNode(handle) => handle.id,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = match nodes.get(next as usize) {
                    Some(node) => node.prev,
                    None => nodes.get(parent as usize).map_or(NIL, |node| node.last),
                };
                if let Some(Node { data: Data::Text(before), .. }) = nodes.get_mut(before as usize) {
                    before.push_tendril(&text);
                    return;
                }
                drop(nodes);
                self.new_node(Data::Text(text))
            }
        };
        let depth = Self::attach(&mut self.nodes.borrow_mut(), parent, id, next);
        self.depth.set(depth);
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: 0, name: no_name() }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        let id = self.new_node(Data::Element(Tag::of(&name), attrs));
        Handle { id, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle { id: self.new_node(Data::Nothing), name: no_name() }
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle { id: self.new_node(Data::Nothing), name: no_name() }
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, child, NIL);
    }

    fn append_based_on_parent_node(&self, element: &Handle, prev: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(element.id as usize).map_or(NIL, |node| node.parent);
        if parent == NIL { self.insert(prev.id, child, NIL) } else { self.insert(parent, child, element.id) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(sibling.id as usize).map_or(NIL, |node| node.parent);
        self.insert(parent, child, sibling.id);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(Node { data: Data::Element(_, have), .. }) = nodes.get_mut(target.id as usize) {
            for attribute in attrs {
                if !have.iter().any(|own| own.name == attribute.name) {
                    have.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        Self::detach(&mut self.nodes.borrow_mut(), target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        while let Some(first) = nodes.get(node.id as usize).map(|node| node.first).filter(|&first| first != NIL) {
            Self::attach(&mut nodes, new_parent.id, first, NIL);
        }
    }
}
