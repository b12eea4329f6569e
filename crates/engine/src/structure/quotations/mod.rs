//! Quotations: words of others that a statement repeats, with whom and which work it quotes.
//!
//! Takes a text and a statement with its parts and mentions; gives each quotation without its marks. Quoted are words
//! between marks of any language that are long enough to be a saying, or that somebody is said to have said; block
//! quotations; and epigraphs with the line that names where they come from. A word or title in marks is none. Names are
//! those that the mentions hold; without them nobody is named.

mod marks;
mod speech;

use broadside_model::{Found, Mention, MentionKind, Part, Quotation, Role, Span, Statement};
use marks::Quoted;

/// Fewest words of a quotation of which nobody is said to have said it.
const FEWEST_WORDS: usize = 6;
/// Fewest words of one that somebody is said to have said.
const FEWEST_WORDS_SAID: usize = 2;
/// Fewest words of one that has a verb of speech beside it, but no name: "…", she said.
const FEWEST_WORDS_CLOSE: usize = 3;
/// How far from the marks a speaker may stand, in bytes.
const NEAR: usize = 160;

/// The quotations of a statement, in order of their place.
pub fn read(text: &str, statement: &Statement) -> Vec<Found<Quotation>> {
    let mut found: Vec<Found<Quotation>> = Vec::new();
    for part in &statement.parts {
        match part.role {
            Role::Quotation | Role::Epigraph => found.extend(block(text, part, statement)),
            Role::Body | Role::Item | Role::Note | Role::Demand | Role::Cell => {
                for quoted in marks::find(text, part.text) {
                    found.extend(in_marks(text, part, quoted, statement));
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|quotation| quotation.evidence.first().map(|span| span.start));
    found.dedup_by(|later, earlier| match (later.evidence.first(), earlier.evidence.first()) {
        (Some(later), Some(earlier)) => later.start < earlier.end,
        _ => false,
    });
    found
}

/// A quotation between marks.
fn in_marks(text: &str, part: &Part, quoted: Quoted, statement: &Statement) -> Option<Found<Quotation>> {
    let words = text[quoted.inner.range()].split_whitespace().take(FEWEST_WORDS).count();
    if words < FEWEST_WORDS_SAID {
        return None;
    }
    let said = said(text, part.text, quoted, &statement.mentions);
    let enough = match said {
        Some(Said { by: Some(_), .. }) => true,
        Some(Said { close: true, .. }) if words >= FEWEST_WORDS_CLOSE => true,
        _ => words >= FEWEST_WORDS && !is_title(&text[quoted.inner.range()]),
    };
    if !enough {
        return None;
    }
    let by = said.and_then(|said| said.by);
    let work = work(text, part.text, quoted, &statement.mentions);
    let confidence = if by.is_some() { 88 } else { 70 };
    Some(quotation(text, quoted.inner, by, work, "quotation-marks", confidence))
}

/// Whether most words have a capital: the title of a book or law.
fn is_title(words: &str) -> bool {
    let (mut capital, mut all) = (0, 0);
    for word in words.split_whitespace().filter(|word| word.chars().count() > 3) {
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
    }
    all > 0 && capital * 3 > all * 2 && !words.ends_with(['.', '!', '?'])
}

fn quotation(
    text: &str,
    inner: Span,
    said: Option<Span>,
    work: Option<Span>,
    method: &str,
    confidence: u8,
) -> Found<Quotation> {
    let words = |span: Span| text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
    let mut evidence = vec![inner];
    evidence.extend(said);
    evidence.extend(work);
    let value = Quotation { text: words(inner), attributed_to: said.map(words), work: work.map(words) };
    Found { value, evidence, method: method.to_owned(), confidence }
}

/// That somebody said what stands in marks.
#[derive(Clone, Copy, Debug)]
struct Said {
    /// Who, where a name says so.
    by: Option<Span>,
    /// Whether the verb stands right beside the marks: "…", she said. The minister said: "…".
    close: bool,
}

/// Whether somebody is said to have said what stands in marks, and who.
fn said(text: &str, within: Span, quoted: Quoted, mentions: &[Mention]) -> Option<Said> {
    let before = near_before(text, within, quoted.outer.start as usize);
    let after = near_after(text, within, quoted.outer.end as usize);
    let names = |span: Span| people(mentions, span);
    let mut told = None;
    // "…", said Ada Weaver. "…", Ada Weaver said.
    if let Some(verb) = speech::verb(&text[after.range()], true) {
        let (start, end) = (after.start + verb.at, after.start + verb.end);
        let sentence = Span { start: after.start, end: after.start + verb.sentence };
        let best = names(sentence).min_by_key(|name| name.start.abs_diff(start));
        let by = best.filter(|name| name.start.abs_diff(start) < 90 && speaks(text, *name, (start, end)));
        let close =
            ends_saying(text, quoted) && text[after.start as usize..start as usize].split_whitespace().count() <= 4;
        if by.is_some() {
            return Some(Said { by, close });
        }
        told = Some(Said { by, close });
    }
    // Ada Weaver said: "…". In the words of Ada Weaver, "…".
    let Some(verb) = speech::verb(&text[before.range()], false) else { return told };
    let (start, end) = (before.start + verb.at, before.start + verb.end);
    let span = Span { start: before.start + verb.from, end: before.end };
    let best = names(span).min_by_key(|name| name.start.abs_diff(start));
    let by = best.filter(|name| speaks(text, *name, (start, end)));
    let gap = text[end as usize..quoted.outer.start as usize].trim();
    let close = matches!(gap, ":" | "," | "that:") || told.is_some_and(|told| told.close);
    Some(Said { by, close })
}

/// Whether what stands in marks ends as something said does: by a comma or the end of a sentence.
fn ends_saying(text: &str, quoted: Quoted) -> bool {
    let inside = text[quoted.inner.range()].ends_with(['.', '!', '?', '…'])
        || text[quoted.inner.end as usize..].starts_with(',');
    inside || text[quoted.outer.end as usize..].starts_with(',')
}

/// Whether a name can be the subject of a verb of speech: no pronoun stands beside the verb in its stead ("she said of
/// Ada Weaver"), and the name is not the one spoken to.
fn speaks(text: &str, name: Span, (start, end): (u32, u32)) -> bool {
    let letters = |c: char| !c.is_alphanumeric();
    let before = text[..start as usize].trim_end().rsplit(letters).next().unwrap_or_default();
    let after = text[end as usize..].trim_start().split(letters).next().unwrap_or_default();
    // "When Ada Weaver spoke, she said": the pronoun stands for the name before it; "I" and "we" stand for none.
    let named_before = name.end <= start && !matches!(before.to_lowercase().as_str(), "i" | "we");
    if (speech::is_pronoun(before) || speech::is_pronoun(after)) && !named_before {
        return false;
    }
    let between = if name.start >= end { text.get(end as usize..name.start as usize) } else { None };
    !between.is_some_and(|words| words.split_whitespace().any(speech::is_toward))
}

/// The work that stands beside a quotation: "…" (The Quiet Harbour); in The Quiet Harbour.
fn work(text: &str, within: Span, quoted: Quoted, mentions: &[Mention]) -> Option<Span> {
    let after = near_after(text, within, quoted.outer.end as usize);
    let before = near_before(text, within, quoted.outer.start as usize);
    let works = |span: Span| {
        mentions.iter().filter(move |mention| {
            mention.kind == MentionKind::Work && span.start <= mention.span.start && mention.span.end <= span.end
        })
    };
    let sentence = text[after.range()]
        .find(['.', '\n'])
        .map_or(after, |end| Span { start: after.start, end: after.start + end as u32 });
    works(sentence).map(|work| work.span).next().or_else(|| works(before).map(|work| work.span).next_back())
}

fn people(mentions: &[Mention], span: Span) -> impl Iterator<Item = Span> + '_ {
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let named = |mention: &&Mention| matches!(mention.kind, MentionKind::Person | MentionKind::Organisation);
    let inside = mentions[from..].iter().take_while(move |mention| mention.span.start < span.end);
    inside.filter(named).map(|mention| mention.span).filter(move |name| name.end <= span.end)
}

fn near_before(text: &str, within: Span, at: usize) -> Span {
    let mut from = at.saturating_sub(NEAR).max(within.start as usize);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    Span::new(from, at)
}

fn near_after(text: &str, within: Span, at: usize) -> Span {
    let mut to = (at + NEAR).min(within.end as usize).max(at);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    Span::new(at, to)
}

/// A block quotation or epigraph, with the line below it that names whose words they are.
fn block(text: &str, part: &Part, statement: &Statement) -> Option<Found<Quotation>> {
    let words = &text[part.text.range()];
    let start =
        part.text.start as usize + (words.len() - words.trim_start_matches(['>', ' ', '\n', '"', '“', '«', '„']).len());
    let (end, source) = match words.rfind(['—', '–', '―']).or_else(|| words.rfind("\n-").map(|at| at + 1)) {
        Some(dash) if is_source(words, dash) => {
            (part.text.start as usize + dash, Some(part.text.start as usize + dash))
        }
        _ => (part.text.end as usize, None),
    };
    if start >= end {
        return None;
    }
    let inner = text[start..end].trim_end_matches(|c: char| c.is_whitespace() || "\"”»“(>".contains(c));
    let inner = Span::new(start, start + inner.len());
    if text[inner.range()].split_whitespace().count() < 3 {
        return None;
    }
    let method = if part.role == Role::Epigraph { "epigraph" } else { "block-quotation" };
    let source = source.map(|from| Span::new(from, part.text.end as usize));
    let said = source.and_then(|line| people(&statement.mentions, line).next().or_else(|| first_name(text, line)));
    let work = source.and_then(|line| {
        let inside = |mention: &&Mention| line.start <= mention.span.start && mention.span.end <= line.end;
        statement.mentions.iter().filter(|mention| mention.kind == MentionKind::Work).find(inside).map(|work| work.span)
    });
    Some(quotation(text, inner, said, work, method, 85))
}

/// Whether what follows a dash is the name of a source: the rest of the part, short, behind the end of a sentence or line.
fn is_source(words: &str, dash: usize) -> bool {
    let before = words[..dash].trim_end();
    let rest = words[dash..].trim_start_matches(['—', '–', '―', '-', ' ']);
    !rest.is_empty()
        && rest.len() <= 120
        && rest.starts_with(char::is_uppercase)
        && (before.ends_with(['.', '!', '?', '”', '"', '»', '“']) || words[..dash].ends_with('\n'))
}

/// The name at the beginning of a line that names a source: to the first comma.
fn first_name(text: &str, line: Span) -> Option<Span> {
    let words = &text[line.range()];
    let skip = words.len() - words.trim_start_matches(['—', '–', '―', '-', ' ']).len();
    let name = words[skip..].split([',', '(', '\n', ':']).next().unwrap_or_default().trim_end();
    let start = line.start as usize + skip;
    let capital = name.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3);
    (!name.is_empty() && capital && name.split_whitespace().count() <= 6).then(|| Span::new(start, start + name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str, name: &str) -> Vec<Quotation> {
        let span = Span::new(0, text.len());
        let part = Part { role: Role::Body, text: span, raw: span, language: None };
        let mention = text.find(name).map(|at| Mention {
            kind: MentionKind::Person,
            span: Span::new(at, at + name.len()),
            title: None,
            expansion: None,
            country: None,
            date: None,
            confidence: 90,
            method: "test".to_owned(),
        });
        let mentions = mention.into_iter().collect();
        let statement = Statement { span, parts: vec![part], mentions, ..Statement::default() };
        read(text, &statement).into_iter().map(|found| found.value).collect()
    }

    fn said(text: &str, by: &str) -> Quotation {
        Quotation { text: text.to_owned(), attributed_to: Some(by.to_owned()), work: None }
    }

    #[test]
    fn a_speaker_stands_before_or_behind() {
        let wanted = said("Bread first.", "Ada Weaver");
        assert_eq!(
            quoted("Then Ada Weaver said: \"Bread first.\" And left.", "Ada Weaver"),
            std::slice::from_ref(&wanted)
        );
        assert_eq!(quoted("“Bread first.” said Ada Weaver on Monday.", "Ada Weaver"), [wanted]);
        assert_eq!(quoted("«Primero el pan», dijo Ada Weaver.", "Ada Weaver"), [said("Primero el pan", "Ada Weaver")]);
        assert_eq!(quoted("Ada Weaver erklärte: „Brot zuerst.“", "Ada Weaver"), [said("Brot zuerst.", "Ada Weaver")]);
    }

    #[test]
    fn somebody_without_a_name_may_speak() {
        let unnamed = |text: &str| Quotation { text: text.to_owned(), attributed_to: None, work: None };
        assert_eq!(quoted("“Bread comes first,” she said.", "x"), [unnamed("Bread comes first")]);
        assert_eq!(quoted("\"Bread comes first\", said the Minister.", "x"), [unnamed("Bread comes first")]);
        assert_eq!(quoted("The minister said: \"Bread comes first.\"", "x"), [unnamed("Bread comes first.")]);
        let text = "“Bread comes first,” she said of Ada Weaver.";
        assert_eq!(quoted(text, "Ada Weaver"), [unnamed("Bread comes first")]);
        let text = "“Bread comes first,” said the Minister to Ada Weaver.";
        assert_eq!(quoted(text, "Ada Weaver"), [unnamed("Bread comes first")]);
        let text = "When Ada Weaver spoke, she said: “Bread comes first.”";
        assert_eq!(quoted(text, "Ada Weaver"), [said("Bread comes first.", "Ada Weaver")]);
        assert!(quoted("He said that the “free trade zone” is open.", "x").is_empty());
    }

    #[test]
    fn a_word_in_marks_is_no_quotation() {
        assert!(quoted("The so-called \"free zone\" of Tellingen lies there.", "Tellingen").is_empty());
        assert!(quoted("See the \"Act On The Safety Of Bridges And Roads\" of 1910.", "x").is_empty());
    }
}
