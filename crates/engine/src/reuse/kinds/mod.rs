//! What kind of reuse a link is, which side it comes from, and why.
//!
//! Takes links, their families, and for both sides of each what [`observe()`] saw in the text; gives a [`Typed`] for each
//! link. Texts are looked at one by one and only where links touch them, so that none has to be kept.
//!
//! A link is the first of these that it can be:
//!
//! 1. furniture: the page's, or at the same place of many texts of a series ([`furniture`]);
//! 2. reprint or version: the links of two texts together cover both statements ([`pairs`]);
//! 3. quotation: between quotation marks on a side, said to be another's, or marked by others that use the words; but a
//!    formula that few mark stays one inside a document that is quoted whole;
//! 4. reprint of one statement, whole, inside a longer text;
//! 5. formula: where statements greet and take leave, a name, frequent with many issuers or over many years, words of
//!    courtesy or of office, a form filled in otherwise, or no more than a turn of phrase;
//! 6. borrowing: the rest.
//!
//! What the words say of their source comes before dates, and never against them ([`source`]).

mod attribution;
mod beginnings;
mod changed;
mod courtesy;
mod formula;
mod furniture;
mod marks;
mod named;
mod observe;
mod pairs;
mod routine;
mod source;

pub use changed::is_changed;
pub use observe::{Observed, observe};

use broadside_model::{About, Family, KindReason, Link, Passage, ReuseKind, Side, Span, Typed};
use formula::Use;
use pairs::Pair;

/// Most letters of a passage that counts as quoted because others mark it.
const QUOTED_ELSEWHERE_LETTERS: u32 = 600;

/// Letters from which on a passage can be borrowed; what is shorter is a turn of phrase that two may use by themselves.
const SHORT_LETTERS: u32 = 64;

/// The kinds of links. `families` holds each link once, `about` what is known of each text, `seen` what each link's two
/// sides looked like; `differ` is asked, of few passages, whether words of substance differ in them ([`is_changed`]).
pub fn kinds(
    links: &[Link],
    families: &[Family],
    about: &[About],
    seen: &[[Observed; 2]],
    differ: impl FnMut(Passage, Passage) -> bool,
) -> Vec<Typed> {
    let uses = formula::uses(links, families, about, seen);
    let mut pairs = pairs::pairs(links, seen, |index, link| {
        uses.of(index).is_frequent(link.equal)
            || seen.get(index as usize).is_some_and(|two| two.iter().all(|side| side.courtesy))
    });
    pairs.compare(differ);
    let furniture = furniture::families(families, about, seen.len(), links, seen);
    let unknown = About::default();
    let of = |text: u32| about.get(text as usize).unwrap_or(&unknown);
    (0u32..)
        .zip(links.iter().zip(seen))
        .map(|(index, (link, seen))| {
            let (pair, used) = (pairs.of(index), uses.of(index));
            let view = View { link, seen, pair, used, furniture: furniture.contains(&used.family) };
            let (kind, reason, evidence) = view.kind();
            let direction = source::direction(&view, kind, [of(link.a), of(link.b)]);
            Typed { kind, reason, evidence, direction }
        })
        .collect()
}

/// The kinds of links between texts that are all at hand.
pub fn kinds_in(texts: &[&str], links: &[Link], families: &[Family], about: &[About]) -> Vec<Typed> {
    let unknown = About::default();
    let mut sides: Vec<(u32, u32, Side, Span)> = Vec::with_capacity(links.len() * 2);
    for (index, link) in (0u32..).zip(links) {
        sides.push((link.a, index, Side::A, link.a_span));
        sides.push((link.b, index, Side::B, link.b_span));
    }
    sides.sort_unstable();
    let mut seen = vec![<[Observed; 2]>::default(); links.len()];
    for of_text in sides.chunk_by(|x, y| x.0 == y.0) {
        let text = texts.get(of_text[0].0 as usize).copied().unwrap_or_default();
        let about = about.get(of_text[0].0 as usize).unwrap_or(&unknown);
        let spans: Vec<Span> = of_text.iter().map(|side| side.3).collect();
        for ((_, index, side, _), observed) in of_text.iter().zip(observe(text, about, &spans)) {
            seen[*index as usize][usize::from(*side == Side::B)] = observed;
        }
    }
    kinds(links, families, about, &seen, |a, b| {
        let words = |passage: Passage| texts.get(passage.text as usize).and_then(|text| text.get(passage.span.range()));
        is_changed(words(a).unwrap_or_default(), words(b).unwrap_or_default(), language(about, a, b))
    })
}

/// The language of two passages, where it is known.
pub fn language(about: &[About], a: Passage, b: Passage) -> Option<&str> {
    let of = |passage: Passage| about.get(passage.text as usize)?.language.as_deref();
    of(a).or_else(|| of(b))
}

/// All that is known of a link when its kind is told.
struct View<'a> {
    link: &'a Link,
    seen: &'a [Observed; 2],
    pair: &'a Pair,
    used: &'a Use,
    furniture: bool,
}

type Told = (ReuseKind, KindReason, Vec<Passage>);

impl View<'_> {
    fn kind(&self) -> Told {
        let plain = |kind, reason| (kind, reason, Vec::new());
        if self.seen.iter().all(|side| side.is_page()) {
            return plain(ReuseKind::Furniture, KindReason::PartOfPage);
        }
        if self.furniture {
            return plain(ReuseKind::Furniture, KindReason::SamePlace);
        }
        if let Some((kind, reason)) = self.pair.whole().filter(|_| !self.pair.is_repetition(self.link)) {
            return plain(kind, reason);
        }
        if let Some(told) = self.quotation() {
            return told;
        }
        if self.pair.holds_one() {
            return plain(self.pair.again(), KindReason::WholeOfOne);
        }
        match self.formula() {
            Some(reason) => plain(ReuseKind::Formula, reason),
            None => plain(ReuseKind::Borrowing, KindReason::Unmarked),
        }
    }

    fn quotation(&self) -> Option<Told> {
        let evidence = |of: fn(&Observed) -> Option<Span>| -> Vec<Passage> {
            let texts = [self.link.a, self.link.b];
            texts
                .iter()
                .zip(self.seen)
                .filter_map(|(text, side)| Some(Passage { text: *text, span: of(side)? }))
                .collect()
        };
        let marked = evidence(|side| side.marked);
        let is_part = self.seen.iter().all(|side| side.marked.is_none() || !side.whole);
        let is_inside = marked.len() == 1 && is_part && self.is_stock();
        if !marked.is_empty() && !is_inside {
            return Some((ReuseKind::Quotation, KindReason::Marked, marked));
        }
        let attributed = evidence(|side| side.attributed.filter(|_| !side.name));
        let is_inside = attributed.len() == 1 && self.used.is_rarely_quoted() && self.is_stock();
        if !attributed.is_empty() && !is_inside {
            return Some((ReuseKind::Quotation, KindReason::Attributed, attributed));
        }
        (self.used.is_quoted() && self.link.equal <= QUOTED_ELSEWHERE_LETTERS)
            .then(|| (ReuseKind::Quotation, KindReason::QuotedElsewhere, self.used.marked.into_iter().collect()))
    }

    /// Whether the words are a formula that hardly anyone quotes, so that who has them inside a document that is quoted
    /// whole does not quote them.
    fn is_stock(&self) -> bool {
        let stock = || self.stock().is_some_and(|why| !matches!(why, KindReason::Routine | KindReason::Form));
        !self.used.is_quoted() && stock()
    }

    fn formula(&self) -> Option<KindReason> {
        self.stock().or_else(|| (self.letters() < SHORT_LETTERS).then_some(KindReason::Short))
    }

    /// Letters alike in the stretch that the link belongs to.
    fn letters(&self) -> u32 {
        self.pair.run_letters(self.link)
    }

    /// Why the words are nobody's own, whatever their length says.
    fn stock(&self) -> Option<KindReason> {
        let letters = self.letters();
        let both = |is: fn(&Observed) -> bool| self.seen.iter().all(is);
        let is_long = letters > formula::FORMULA_LETTERS;
        if both(Observed::is_place) && !is_long {
            return Some(KindReason::Place);
        }
        if both(|side| side.name) && !is_long {
            return Some(KindReason::Name);
        }
        if self.used.is_frequent(letters) {
            return Some(KindReason::Frequent);
        }
        if both(|side| side.courtesy) && letters <= formula::COURTESY_LETTERS {
            return Some(KindReason::Courtesy);
        }
        let filled_in = || u64::from(self.link.equal) * 100 < u64::from(self.link.columns) * formula::FORM_ALIKE;
        if both(|side| side.figures) && letters <= formula::FORM_LETTERS && filled_in() {
            return Some(KindReason::Form);
        }
        (both(|side| side.routine) && letters <= formula::ROUTINE_LETTERS).then_some(KindReason::Routine)
    }
}

#[cfg(test)]
mod tests;
