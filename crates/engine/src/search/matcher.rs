//! Where a text matches: the words of a question found again in the text itself.
//!
//! Takes a question and texts, gives the spans that match, the same places that the index counts. Most tokens are
//! passed over by their first byte, so that only few are folded or stemmed.

use broadside_model::Span;

use super::Query;
use super::expand::Near;
use super::fold;
use super::glob::Glob;
use super::places::each_place;
use super::plan::stems_of;
use super::query::{How, Node, Scope, Word};
use super::stem::{Stems, TAGS, Tag, lower_into, tag_of};
use super::token::{Kind, Token, Tokens};

/// A place that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// From the first word to the last.
    pub span: Span,
    /// The words, or the whole phrase.
    pub words: Vec<Span>,
    /// Which arrangement of the question it is.
    pub leaf: usize,
}

/// Finds the words of a question in texts.
pub(crate) struct Matcher {
    leaves: Vec<Leaf>,
    /// Which ASCII bytes a matching word can begin with.
    first: [bool; 256],
    stems: Stems,
}

struct Leaf {
    tests: Vec<Test>,
    offsets: Vec<u32>,
    how: How,
}

enum Test {
    /// The stems by tag.
    Stem(Vec<Vec<String>>),
    Folded(String),
    Begins(String),
    Glob(Glob),
    Near(Near),
}

impl Matcher {
    /// For the words of `query` that are wanted in texts; `tags` are the stemmers of the index.
    pub(crate) fn new(query: &Query, tags: &[Tag]) -> Self {
        let mut matcher = Matcher { leaves: Vec::new(), first: [false; 256], stems: Stems::of_question() };
        matcher.gather(&query.node, tags);
        matcher
    }

    fn gather(&mut self, node: &Node, tags: &[Tag]) {
        match node {
            Node::Places(Scope::Text, places) => {
                let mut tests = Vec::new();
                for slot in &places.slots {
                    tests.push(self.test(&slot.word, tags));
                }
                let offsets = places.slots.iter().map(|slot| slot.offset).collect();
                self.leaves.push(Leaf { tests, offsets, how: places.how });
            }
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| self.gather(node, tags)),
            _ => {}
        }
    }

    fn test(&mut self, word: &Word, tags: &[Tag]) -> Test {
        match word {
            Word::Stem(lower) => {
                let mut by_tag = vec![Vec::new(); TAGS];
                for tag in tags {
                    if let Some(stems) = by_tag.get_mut(usize::from(*tag)) {
                        *stems = stems_of(*tag, lower, &mut self.stems);
                    }
                }
                self.begins_with(fold::folded(lower).bytes().next());
                by_tag.iter().flatten().for_each(|stem| self.begins_with(stem.bytes().next()));
                Test::Stem(by_tag)
            }
            Word::Folded(word) => {
                self.begins_with(word.bytes().next());
                Test::Folded(word.clone())
            }
            Word::Character(character) => Test::Begins(character.clone()),
            Word::Glob(glob) => {
                match glob.first_byte() {
                    Some(byte) => self.begins_with(Some(byte)),
                    None => self.first = [true; 256],
                }
                Test::Glob(glob.clone())
            }
            Word::Fuzzy(word, distance) => {
                self.first = [true; 256];
                Test::Near(Near::new(word, *distance))
            }
        }
    }

    fn begins_with(&mut self, byte: Option<u8>) {
        if let Some(byte) = byte.filter(u8::is_ascii) {
            self.first[usize::from(byte.to_ascii_lowercase())] = true;
            self.first[usize::from(byte.to_ascii_uppercase())] = true;
        }
    }

    /// The places of `text` that match, in order, none inside another. `tag` is the stemmer of its language.
    pub(crate) fn find(&mut self, text: &str, tag: Tag) -> Vec<Match> {
        let mut matches = Vec::new();
        if self.leaves.is_empty() {
            return matches;
        }
        let mut hits: Vec<Vec<Vec<(u32, Span)>>> =
            self.leaves.iter().map(|leaf| vec![Vec::new(); leaf.tests.len()]).collect();
        // The Dutch stemmer also takes prefixes away.
        let any_first = tag == tag_of(Some("nld"));
        let mut buffers = Buffers::default();
        for token in Tokens::new(text) {
            let byte = text.as_bytes()[token.start];
            if byte.is_ascii() && !any_first && !self.first[usize::from(byte)] {
                continue;
            }
            buffers.ready = false;
            for (leaf, hits) in self.leaves.iter().zip(&mut hits) {
                for (test, hits) in leaf.tests.iter().zip(hits) {
                    if test.accepts(text, &token, tag, &mut self.stems, &mut buffers) {
                        hits.push((token.position, test.span(text, &token)));
                    }
                }
            }
        }
        for (number, (leaf, hits)) in self.leaves.iter().zip(&hits).enumerate() {
            leaf.places(number, hits, &mut matches);
        }
        tidy(&mut matches);
        matches
    }
}

/// Room for the forms of one token.
#[derive(Default)]
struct Buffers {
    /// Whether `folded` holds the current token.
    ready: bool,
    folded: String,
    lower: String,
}

impl Buffers {
    fn folded(&mut self, text: &str, token: &Token) -> &str {
        if !self.ready {
            token.fold_into(text, &mut self.folded);
            self.ready = true;
        }
        &self.folded
    }
}

impl Test {
    fn accepts(&self, text: &str, token: &Token, tag: Tag, stems: &mut Stems, buffers: &mut Buffers) -> bool {
        let word = &text[token.start..token.end];
        match self {
            Test::Stem(_) if token.kind == Kind::Gram => false,
            Test::Stem(by_tag) => {
                let Some(wanted) = by_tag.get(usize::from(tag)) else { return false };
                if tag == 0 {
                    return wanted.iter().any(|stem| stem == buffers.folded(text, token));
                }
                if token.kind == Kind::Ascii
                    && !wanted.iter().any(|stem| may_have_stem(word, stem))
                    && tag != tag_of(Some("nld"))
                {
                    return false;
                }
                lower_into(word, &mut buffers.lower);
                let (stem, second) = stems.stems(tag, &buffers.lower);
                wanted.iter().any(|wanted| wanted == stem || (!second.is_empty() && wanted == second))
            }
            Test::Folded(wanted) if token.kind == Kind::Ascii && word.len() <= fold::LONGEST => {
                word.eq_ignore_ascii_case(wanted)
            }
            Test::Folded(wanted) => buffers.folded(text, token) == wanted,
            Test::Begins(character) => {
                token.kind == Kind::Gram && buffers.folded(text, token).starts_with(character.as_str())
            }
            Test::Glob(glob) => glob.matches(buffers.folded(text, token)),
            Test::Near(near) => near.matches(buffers.folded(text, token)),
        }
    }

    /// What is shown of a token that was accepted: of a pair of characters, only the one that was asked for.
    fn span(&self, text: &str, token: &Token) -> Span {
        let end = match self {
            Test::Begins(_) => token.start + text[token.start..].chars().next().map_or(0, char::len_utf8),
            _ => token.end,
        };
        Span::new(token.start, end)
    }
}

/// Whether an ASCII word can have this stem: stemmers change at most the last letters of a stem, never its beginning.
fn may_have_stem(word: &str, stem: &str) -> bool {
    let sure = stem.len().saturating_sub(3).max(1);
    match (word.as_bytes().get(..sure), stem.as_bytes().get(..sure)) {
        (Some(word), Some(stem)) => word.eq_ignore_ascii_case(stem),
        _ => false,
    }
}

impl Leaf {
    /// The places where the hits of each slot stand as the arrangement asks.
    fn places(&self, leaf: usize, hits: &[Vec<(u32, Span)>], matches: &mut Vec<Match>) {
        if let [hits] = hits {
            matches.extend(hits.iter().map(|(_, span)| Match { span: *span, words: vec![*span], leaf }));
            return;
        }
        let mut positions: Vec<Vec<u32>> = hits.iter().map(|hits| hits.iter().map(|hit| hit.0).collect()).collect();
        positions.iter_mut().for_each(Vec::dedup);
        each_place(self.how, &self.offsets, &positions, &mut |place| {
            let mut words: Vec<Span> = Vec::with_capacity(place.len());
            for (hits, position) in hits.iter().zip(place) {
                let from = hits.partition_point(|hit| hit.0 < *position);
                words.extend(hits.get(from).map(|hit| hit.1));
            }
            words.sort_unstable();
            let start = words.iter().map(|word| word.start).min().unwrap_or(0);
            let end = words.iter().map(|word| word.end).max().unwrap_or(0);
            let span = Span { start, end };
            if self.how == How::Ordered {
                words = vec![span];
            }
            matches.push(Match { span, words, leaf });
        });
    }
}

/// Sorts matches by their place and drops those inside another.
fn tidy(matches: &mut Vec<Match>) {
    matches.sort_by(|a, b| {
        (a.span.start, std::cmp::Reverse(a.span.end)).cmp(&(b.span.start, std::cmp::Reverse(b.span.end)))
    });
    let mut end = 0;
    matches.retain(|found| {
        let keep = found.span.end > end;
        end = end.max(found.span.end);
        keep
    });
}
