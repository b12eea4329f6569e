//! Persons, organisations, places, events, works and laws that a text names.
//!
//! Takes a range of a text and its language, gives mentions with byte spans: names without their titles, titles beside
//! them, names inside names, acronyms with what they stand for. A trained sequence model over word lists labels names
//! ([`tagger`], where another tagger can take its place); rules do what rules do better.

mod acronyms;
mod again;
pub mod features;
mod laws;
pub mod learn;
pub mod lexicon;
pub mod model;
mod nested;
pub mod tagger;
mod tidy;
mod title;
pub mod token;
mod works;

use broadside_model::{Mention, MentionKind, Part, Span};

use crate::knowledge::organisations;
use lexicon::Mark;
use model::{KINDS, Kind};
use tagger::{BuiltIn, Named, Tagger};
use token::Tokens;

/// The names within a range of a text. Mentions may nest; they come in order of their start, the longer first.
pub fn find(text: &str, within: Span, language: Option<&str>, parts: &[Part]) -> Vec<Mention> {
    // The built-in tagger never refuses a text.
    find_with(&BuiltIn, text, within, language, parts).unwrap_or_default()
}

/// The same with another tagger, which may refuse and say why.
pub fn find_with(
    tagger: &dyn Tagger,
    text: &str,
    within: Span,
    language: Option<&str>,
    _: &[Part],
) -> Result<Vec<Mention>, String> {
    let (mut mentions, mut known) = (Vec::new(), acronyms::Known::default());
    for chunk in chunks(text, within) {
        let tokens = Tokens::read(text, chunk);
        let candidates = tagger::candidates(&tokens);
        let marks = lexicon::marks(&tokens, &candidates, lexicon::vocabulary(&tokens, language));
        let named = tagger.tag(text, chunk, language, &tokens, &marks)?;
        let view = View { text, tokens: &tokens, marks: &marks, from: 0, to: tokens.list.len() };
        let mut found: Vec<Mention> =
            named.iter().filter_map(|named| mention(&view, *named, tagger.method())).collect();
        if !KINDS.iter().all(|kind| tagger.knows(*kind)) {
            let others = BuiltIn.tag(text, chunk, language, &tokens, &marks)?;
            let others = others.into_iter().filter(|other| !tagger.knows(other.kind) && is_free(&named, other.span));
            found.extend(others.filter_map(|other| mention(&view, other, BuiltIn.method())));
            found.sort_by_key(|mention| mention.span);
        }
        tidy::tidy(&view, &mut found);
        again::complete(&view, &mut found);
        found.sort_by_key(|mention| mention.span);
        let mut blocks = blocks(&view, found);
        blocks.iter_mut().for_each(|(view, found)| acronyms::spell_out(view, found, &mut known));
        for (view, mut found) in blocks {
            acronyms::name(&view, &mut found, &known);
            laws::add(&view, &mut found);
            works::add(&view, &mut found);
            nested::add(&view, &mut found);
            mentions.append(&mut found);
        }
    }
    mentions.sort_by(|a, b| (a.span.start, b.span.end, a.kind.name()).cmp(&(b.span.start, a.span.end, b.kind.name())));
    mentions.dedup_by(|b, a| a.span == b.span && a.kind == b.kind);
    Ok(mentions)
}

/// Whether none of the names, which come in their order, has a part of this range.
fn is_free(named: &[Named], span: Span) -> bool {
    let after = named.partition_point(|name| name.span.end <= span.start);
    named.get(after).is_none_or(|name| name.span.start >= span.end)
}

/// A range of a text with its tokens and what the lists say of them.
#[derive(Clone, Copy)]
struct View<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    marks: &'a [Mark],
    /// The tokens that a step goes over; it may look at others.
    from: usize,
    to: usize,
}

/// Tokens that steps which compare names with each other go over at once, so that they take no longer on bad input.
const BLOCK: usize = 400;

/// The view cut at the ends of sentences, each piece with its mentions.
fn blocks<'a>(view: &View<'a>, found: Vec<Mention>) -> Vec<(View<'a>, Vec<Mention>)> {
    let (mut blocks, mut from) = (Vec::new(), view.from);
    let mut found = found.into_iter().peekable();
    while from < view.to {
        let most = (from + BLOCK).min(view.to);
        let opens = |at: &usize| view.tokens.list.get(*at).is_some_and(|token| token.has(token::START));
        let to = if most == view.to { most } else { (from + BLOCK / 2..most).rev().find(opens).unwrap_or(most) };
        let end = view.tokens.list.get(to).map_or(u32::MAX, |token| token.start);
        let mine = std::iter::from_fn(|| found.next_if(|mention| mention.span.start < end)).collect();
        blocks.push((View { from, to, ..*view }, mine));
        from = to;
    }
    blocks
}

impl<'a> View<'a> {
    /// The number of the token that starts at or behind a byte.
    fn at(&self, byte: u32) -> usize {
        self.tokens.list.partition_point(|token| token.start < byte)
    }

    /// The numbers of the tokens of a span.
    fn of(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.at(span.start);
        start..self.at(span.end).max(start)
    }

    fn words(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// The mention of a labelled name: its title apart, its country where a list tells it.
fn mention(view: &View<'_>, named: Named, method: &str) -> Option<Mention> {
    let (span, title) = match named.kind {
        Kind::Person => title::part(view, named.span)?,
        _ => (named.span, None),
    };
    let kind = match named.kind {
        Kind::Person => MentionKind::Person,
        Kind::Organisation => MentionKind::Organisation,
        Kind::Place => MentionKind::Place,
        Kind::Event => MentionKind::Event,
        Kind::Work => MentionKind::Work,
    };
    let kind = if kind == MentionKind::Place && is_headed(view, span) { MentionKind::Organisation } else { kind };
    let mut mention = new(kind, span, named.confidence, method);
    mention.title = title;
    if kind == MentionKind::Place {
        mention.country = country(view, span);
    }
    Some(mention)
}

/// "University of Padua": the words begin with what heads an organisation's name and are no place that the list has.
fn is_headed(view: &View<'_>, span: Span) -> bool {
    let range = view.of(span);
    let listed = view.marks.get(range.start).is_some_and(|mark| mark.place != 0 && mark.reach as usize == range.len());
    range.len() > 1 && !listed && organisations::is_sure_head(view.tokens.hashes(range.start))
}

fn new(kind: MentionKind, span: Span, confidence: u8, method: &str) -> Mention {
    let method = method.to_owned();
    Mention { kind, span, title: None, expansion: None, country: None, date: None, confidence, method }
}

/// The country of a place, where the whole name is one that the list has.
fn country(view: &View<'_>, span: Span) -> Option<String> {
    let range = view.of(span);
    let mark = view.marks.get(range.start)?;
    let whole = mark.reach as usize == range.len();
    let code = mark.country.filter(|_| whole)?;
    Some(code.iter().map(|b| *b as char).collect())
}

/// Bytes of a text that are worked on at once.
const CHUNK: usize = 1 << 20;

/// A range cut, where it is long, at line ends or spaces.
fn chunks(text: &str, within: Span) -> Vec<Span> {
    let (mut start, end) = (within.start as usize, (within.end as usize).min(text.len()));
    let mut chunks = Vec::new();
    while start < end {
        let mut stop = (start + CHUNK).min(end);
        while !text.is_char_boundary(stop) {
            stop -= 1;
        }
        if stop < end {
            let Some(part) = text.get(start..stop) else { break };
            let half = part.len() / 2;
            let cut = part.rfind('\n').filter(|at| *at > half).or_else(|| part.rfind(' ').filter(|at| *at > half));
            stop = cut.map_or(stop, |at| start + at + 1);
        }
        chunks.push(Span::new(start, stop));
        start = stop;
    }
    chunks
}

#[cfg(test)]
mod tests {
    use broadside_model::Span;

    use super::find;

    fn count(text: &str) -> usize {
        find(text, Span::new(0, text.len()), Some("eng"), &[]).len()
    }

    #[test]
    fn hostile_input_is_read_in_linear_time() {
        let brackets = "Aa Bb Cc (ABC) ABC ".repeat(20_000);
        assert!(count(&brackets) > 20_000);
        assert!(count(&"Law 1 Stamp Act ".repeat(20_000)) > 20_000);
        assert!(count(&"book \"Ab Cd\" ".repeat(20_000)) > 10_000);
        assert_eq!(count(&"(".repeat(300_000)), 0);
        count(&"A".repeat(1_000_000));
        count(&"Ab-".repeat(300_000));
    }

    #[test]
    fn a_range_off_the_text_gives_nothing() {
        assert!(find("Ghana", Span::new(10, 20), None, &[]).is_empty());
        assert!(find("", Span::new(0, 0), None, &[]).is_empty());
    }

    #[test]
    fn a_title_stands_beside_the_name() {
        let text = "We met Gen. Amina Okafor and Herr Müller in Lagos.";
        let mentions = find(text, Span::new(0, text.len()), Some("eng"), &[]);
        let person = &mentions[0];
        assert_eq!((&text[person.span.range()], &text[person.title.unwrap().range()]), ("Amina Okafor", "Gen."));
    }
}
