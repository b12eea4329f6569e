//! The seam between what labels names and what is made of the labels.
//!
//! The built-in tagger is the shipped model over word lists. Another one — a neural model that a user brings — labels the
//! same kinds of ranges and gets everything behind it (titles, acronyms, nesting, consistency) for nothing.

use broadside_model::Span;

use super::features::{Scene, Seen, Tongue, Window};
use super::lexicon::Mark;
use super::model::{Chain, KINDS, Kind, LEAN, SHIPPED, Told};
use super::token::{PARAGRAPH, START, Shape, Tokens};

/// A range that names something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it names.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
    /// How sure the tagger is, in hundredths.
    pub confidence: u8,
}

/// What finds names in a text.
pub trait Tagger {
    /// The name of it, as [`broadside_model::Mention::method`] gives it.
    fn method(&self) -> &str;

    /// Whether it can tell names of this kind. Those of the other kinds are left to the built-in tagger.
    fn knows(&self, kind: Kind) -> bool;

    /// The names within a range, in order of their place and without overlaps; or why it cannot tell them, for a person.
    /// `tokens` and `marks` are of this range.
    fn tag(
        &self,
        text: &str,
        within: Span,
        language: Option<&str>,
        tokens: &Tokens,
        marks: &[Mark],
    ) -> Result<Vec<Named>, String>;
}

/// The shipped model.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIn;

impl Tagger for BuiltIn {
    fn method(&self) -> &str {
        "names-model"
    }

    fn knows(&self, _: Kind) -> bool {
        true
    }

    fn tag(
        &self,
        _: &str,
        _: Span,
        language: Option<&str>,
        tokens: &Tokens,
        marks: &[Mark],
    ) -> Result<Vec<Named>, String> {
        Ok(tag_by(Chain::new(SHIPPED, LEAN), language, tokens, marks))
    }
}

/// The names that a model finds.
pub fn tag_by(chain: Chain<'_>, language: Option<&str>, tokens: &Tokens, marks: &[Mark]) -> Vec<Named> {
    let lower = seen(tokens);
    let scene = Scene { tokens, marks, tongue: Tongue::of(language), shouted: is_shouted(tokens), lower: &lower };
    names(tokens, &labels(&scene, chain))
}

/// Whether nearly all words of a text are in upper case, so that upper case says nothing.
pub fn is_shouted(tokens: &Tokens) -> bool {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for token in &tokens.list {
        match token.shape {
            Shape::Upper => upper += 1,
            Shape::Lower | Shape::Capital | Shape::Mixed => lower += 1,
            _ => {}
        }
    }
    upper > 4 * lower
}

/// The words that a text has in lower case.
pub fn seen(tokens: &Tokens) -> Seen {
    let mut seen = Seen::default();
    tokens.list.iter().filter(|token| token.shape == Shape::Lower).for_each(|token| seen.insert(token.hash));
    seen
}

/// How many words behind an upper-case one may still belong to its name.
const REACH: usize = 4;

/// The tokens that can be part of a name: those with upper case, and the few behind them.
pub fn candidates(tokens: &Tokens) -> Vec<bool> {
    let mut left = 0;
    tokens
        .list
        .iter()
        .map(|token| {
            if token.shape.is_raised() {
                left = REACH;
                return true;
            }
            if token.has(PARAGRAPH)
                || matches!(token.shape, Shape::Stop | Shape::Comma | Shape::Open | Shape::Close | Shape::Quote)
            {
                left = 0;
            }
            left = if left > 0 { left - 1 } else { 0 };
            left > 0
        })
        .collect()
}

/// How many words behind the head of an organisation's name may belong to it though nothing raised follows: "Conseil
/// fédéral".
const HEADED: usize = 2;

/// Takes from the candidates what is hardly ever part of a name: a common word in lower case with no name behind it that it
/// could lead to, and a common word that is raised because it opens a sentence, where no list says more of it.
pub fn narrow(tokens: &Tokens, marks: &[Mark], candidates: &mut [bool]) {
    // How far behind the next raised word is, when nothing but words is between.
    let mut ahead = usize::MAX;
    for (index, (token, mark)) in tokens.list.iter().zip(marks).enumerate().rev() {
        let Some(candidate) = candidates.get_mut(index) else { continue };
        let plain = mark.common != 0 && !mark.is_listed();
        if token.shape.is_raised() {
            *candidate &= !(plain && token.has(START));
            ahead = 1;
        } else if !token.shape.is_word() {
            ahead = usize::MAX;
        } else {
            let headed =
                || marks.get(index.saturating_sub(HEADED)..index).unwrap_or_default().iter().any(Mark::is_head);
            *candidate &= !(plain && token.shape == Shape::Lower && ahead > REACH) || headed();
            ahead = ahead.saturating_add(1);
        }
    }
}

/// Tokens that are labelled together at most.
const LONGEST_RUN: usize = 512;

/// Labels every token by a model over its bytes.
pub fn labels(scene: &Scene<'_>, mut chain: Chain<'_>) -> Vec<Told> {
    let mut candidates = candidates(scene.tokens);
    narrow(scene.tokens, scene.marks, &mut candidates);
    let mut out = vec![Told::default(); candidates.len()];
    let mut index = 0;
    while let Some(next) = candidates.get(index..).and_then(|rest| rest.iter().position(|candidate| *candidate)) {
        index += next;
        let mut window = Window::new(scene, index);
        let run = candidates[index..].iter().take(LONGEST_RUN).take_while(|candidate| **candidate).count();
        for _ in 0..run {
            chain.take(&window.features());
            window.step();
        }
        chain.best(&mut out[index..index + run]);
        index += run;
    }
    out
}

/// The names that labels spell out.
fn names(tokens: &Tokens, labels: &[Told]) -> Vec<Named> {
    let mut names: Vec<Named> = Vec::new();
    let mut least = 0;
    for (token, told) in tokens.list.iter().zip(labels) {
        let Some(kind) = (told.label > 0).then(|| KINDS[(told.label as usize - 1) / 2]) else { continue };
        match names.last_mut() {
            Some(last) if told.label % 2 == 0 => {
                last.span.end = token.end;
                least = least.max(told.margin);
                last.confidence = confidence(least);
            }
            _ => {
                least = told.margin;
                names.push(Named {
                    kind,
                    span: Span { start: token.start, end: token.end },
                    confidence: confidence(least),
                });
            }
        }
    }
    names
}

/// What a margin is worth: the odds against being no name, as far as the token alone tells.
fn confidence(margin: i32) -> u8 {
    let unit = super::learn::UNIT as i32;
    (50 + 50 * margin / (unit + margin.abs())).clamp(35, 97) as u8
}
