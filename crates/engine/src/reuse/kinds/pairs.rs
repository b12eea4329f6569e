//! What two texts have in common, all their links taken together.

use super::observe::Observed;
use broadside_model::{KindReason, Link, Passage, ReuseKind, Span};

/// Least share of a statement that counts as nearly all of it, in percent.
const WHOLE: u32 = 90;
/// Least share of a statement that counts as most of it, in percent.
const MOST: u32 = 50;
/// Greatest share of the passages that may differ by whole words where they are hardly changed, in percent.
const HARDLY_CHANGED: u32 = 4;
/// Shortest difference that is no slip of a pen or an eye, in bytes.
const WORDS_DIFFER: u32 = 12;
/// Fewest equal letters for two statements to be versions of one.
const VERSION_LETTERS: u32 = 120;
/// Fewest equal letters for one statement to be held whole by another.
const HELD_LETTERS: u32 = 400;
/// Greatest distance of links that belong to one stretch, on either side, in bytes.
const STRETCH: u32 = 200;

/// What two texts share.
#[derive(Clone, Debug, Default)]
pub(super) struct Pair {
    /// Percent of each text that their links cover.
    covered: [u32; 2],
    /// The same without phrases that many use.
    covered_own: [u32; 2],
    /// Letters alike.
    equal: u32,
    /// Percent of what they share that differs by whole words.
    changed: u32,
    /// The passages of the longest link.
    longest: Option<(Span, Span)>,
    /// From the first to the last passage on either side, or those of the longest link where others lie far from it.
    stretch: Option<(Passage, Passage)>,
    /// Whether words of substance differ, where the two would be the same else.
    differs: bool,
    /// Stretches of links that follow each other on both sides: where in the first text, and letters alike.
    runs: Vec<(Span, u32)>,
}

impl Pair {
    /// The kind, where the two are one statement.
    pub fn whole(&self) -> Option<(ReuseKind, KindReason)> {
        let both = |covered: [u32; 2], share| covered.iter().all(|covered| *covered >= share);
        if both(self.covered, WHOLE) && self.changed <= HARDLY_CHANGED {
            return Some((self.again(), KindReason::WholeOfBoth));
        }
        (both(self.covered_own, MOST) && self.equal >= VERSION_LETTERS)
            .then_some((ReuseKind::Version, KindReason::MostOfBoth))
    }

    /// What the whole statement, hardly changed, is.
    pub fn again(&self) -> ReuseKind {
        if self.differs { ReuseKind::Version } else { ReuseKind::Reprint }
    }

    /// Whether a link lies inside the longest one on both sides, and so ties words that both texts repeat.
    pub fn is_repetition(&self, link: &Link) -> bool {
        let inside = |span: Span, of: Span| span != of && of.start <= span.start && span.end <= of.end;
        self.longest.is_some_and(|(a, b)| inside(link.a_span, a) && inside(link.b_span, b))
    }

    /// Whether one of the two stands whole in the other, hardly changed.
    pub fn holds_one(&self) -> bool {
        let one = self.covered.iter().any(|covered| *covered >= WHOLE);
        one && self.changed <= HARDLY_CHANGED && self.equal >= HELD_LETTERS
    }

    /// Letters alike in the stretch that a link belongs to.
    pub fn run_letters(&self, link: &Link) -> u32 {
        let until = self.runs.partition_point(|(span, _)| span.start <= link.a_span.start);
        until.checked_sub(1).and_then(|run| self.runs.get(run)).map_or(link.equal, |(_, letters)| *letters)
    }
}

/// All pairs, and which of them each link belongs to.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    all: Vec<Pair>,
    of_link: Vec<u32>,
}

impl Pairs {
    pub fn of(&self, link: u32) -> &Pair {
        &self.all[self.of_link[link as usize] as usize]
    }
}

impl Pairs {
    /// Notes of which pairs, among those that would be the same statement again, words of substance differ.
    pub fn compare(&mut self, mut differ: impl FnMut(Passage, Passage) -> bool) {
        for pair in &mut self.all {
            let again = pair.whole().is_some_and(|(kind, _)| kind == ReuseKind::Reprint) || pair.holds_one();
            pair.differs = again && pair.stretch.is_some_and(|(a, b)| differ(a, b));
        }
    }
}

/// The pairs of texts that these links tie; `is_common` tells the links that are phrases which many use.
pub(super) fn pairs(links: &[Link], seen: &[[Observed; 2]], is_common: impl Fn(u32, &Link) -> bool) -> Pairs {
    let mut order: Vec<u32> = (0..links.len() as u32).collect();
    order.sort_unstable_by_key(|index| {
        let link = &links[*index as usize];
        (link.a, link.b, link.a_span, link.b_span)
    });
    let mut pairs = Pairs { all: Vec::new(), of_link: vec![0; links.len()] };
    let ends = |index: &u32| (links[*index as usize].a, links[*index as usize].b);
    for group in order.chunk_by(|x, y| ends(x) == ends(y)) {
        let of: Vec<&Link> = group.iter().map(|index| &links[*index as usize]).collect();
        let Some(sides) = seen.get(group[0] as usize) else { continue };
        for index in group {
            pairs.of_link[*index as usize] = pairs.all.len() as u32;
        }
        let bytes = [sides[0].of, sides[1].of];
        let own: Vec<&Link> = group
            .iter()
            .map(|index| (*index, &links[*index as usize]))
            .filter(|(index, link)| is_most(link, bytes) || !is_common(*index, link))
            .map(|(_, link)| link)
            .collect();
        pairs.all.push(Pair { covered_own: covered(&own, bytes), ..pair(&of, bytes) });
    }
    pairs
}

/// Whether a link is most of both texts by itself.
fn is_most(link: &Link, bytes: [u32; 2]) -> bool {
    covered(&[link], bytes).iter().all(|covered| *covered >= MOST)
}

/// Percent of each of two texts of so many bytes that these links cover.
fn covered(links: &[&Link], bytes: [u32; 2]) -> [u32; 2] {
    let first = cover(links.iter().map(|link| link.a_span).collect());
    let second = cover(links.iter().map(|link| link.b_span).collect());
    [percent(first, bytes[0]), percent(second, bytes[1])]
}

fn percent(part: u32, whole: u32) -> u32 {
    u32::try_from(u64::from(part) * 100 / u64::from(whole.max(1))).unwrap_or(u32::MAX)
}

/// What links of two texts of so many bytes, in order of the first text, amount to.
fn pair(links: &[&Link], bytes: [u32; 2]) -> Pair {
    let first = cover(links.iter().map(|link| link.a_span).collect());
    let second = cover(links.iter().map(|link| link.b_span).collect());
    let changed: u32 = links.iter().map(|link| differing(link)).sum::<u32>() + between(links);
    Pair {
        covered: [percent(first, bytes[0]), percent(second, bytes[1])],
        covered_own: [0; 2],
        equal: links.iter().map(|link| link.equal).fold(0, u32::saturating_add),
        changed: percent(changed, first.max(second)),
        stretch: stretch(links, [first, second]),
        differs: false,
        longest: links.iter().max_by_key(|link| link.equal).map(|link| (link.a_span, link.b_span)),
        runs: runs(links),
    }
}

/// Greatest length of a stretch, in percent of what links cover of it.
const STRETCHED: u64 = 115;

/// From the first to the last passage on either side, of which the links cover so many bytes.
fn stretch(links: &[&Link], covered: [u32; 2]) -> Option<(Passage, Passage)> {
    let longest = links.iter().max_by_key(|link| link.equal)?;
    let whole = |of: fn(&Link) -> Span| {
        let start = links.iter().map(|link| of(link).start).min()?;
        let end = links.iter().map(|link| of(link).end).max()?;
        Some(Span { start, end })
    };
    let (a, b) = (whole(|link| link.a_span)?, whole(|link| link.b_span)?);
    let is_near = |span: Span, covered: u32| span.len() as u64 * 100 <= u64::from(covered) * STRETCHED;
    let (a, b) =
        if is_near(a, covered[0]) && is_near(b, covered[1]) { (a, b) } else { (longest.a_span, longest.b_span) };
    Some((Passage { text: longest.a, span: a }, Passage { text: longest.b, span: b }))
}

/// Bytes that these ranges cover together.
fn cover(mut spans: Vec<Span>) -> u32 {
    spans.sort_unstable();
    let (mut bytes, mut until) = (0, 0);
    for span in spans {
        bytes += span.end.saturating_sub(span.start.max(until));
        until = until.max(span.end);
    }
    bytes
}

/// Bytes of a link that differ by whole words.
fn differing(link: &Link) -> u32 {
    let gaps = link
        .matches
        .windows(2)
        .map(|two| (two[1].a.start.saturating_sub(two[0].a.end)).max(two[1].b.start.saturating_sub(two[0].b.end)));
    gaps.filter(|gap| *gap >= WORDS_DIFFER).sum()
}

/// Bytes between links that lie in the same order in both texts: what was put in or left out there.
fn between(links: &[&Link]) -> u32 {
    let gaps = links.windows(2).map(|two| {
        let a = two[1].a_span.start.saturating_sub(two[0].a_span.end);
        let b = two[1].b_span.start.saturating_sub(two[0].b_span.end);
        a.max(b)
    });
    gaps.filter(|gap| *gap >= WORDS_DIFFER).fold(0, u32::saturating_add)
}

fn runs(links: &[&Link]) -> Vec<(Span, u32)> {
    let mut runs: Vec<(Span, Span, u32)> = Vec::new();
    for link in links {
        match runs.last_mut() {
            Some((a, b, letters)) if follows(*a, link.a_span) && follows(*b, link.b_span) => {
                (a.end, b.end) = (a.end.max(link.a_span.end), b.end.max(link.b_span.end));
                *letters = letters.saturating_add(link.equal);
            }
            _ => runs.push((link.a_span, link.b_span, link.equal)),
        }
    }
    runs.into_iter().map(|(a, _, letters)| (a, letters)).collect()
}

fn follows(before: Span, after: Span) -> bool {
    after.start >= before.start && after.start <= before.end.saturating_add(STRETCH) && after.end > before.end
}
