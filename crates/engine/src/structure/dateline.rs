//! Datelines: place and date of issue, on a line of their own or before the first words ("LIMA, 5 May (XY) -- …").
//!
//! Takes a line or the beginning of a paragraph and the expressions of time in it, gives the dateline with its place,
//! its date and the source it names. A date counts only where the rest of the line is a place and small words.

use super::lines::Line;
use super::words::{self, Cue};
use super::{View, day, numbering, occasion};
use broadside_model::{Edtf, Mention, Span};

/// A dateline longer than this, in letters, is none.
const WIDEST: usize = 100;
/// Beside the date, a line without capitals is no wider than this.
const WIDEST_UNCASED: usize = 24;
/// Most words beside the date: place, country, weekday and small words.
const MOST_WORDS: usize = 9;
/// A dateline before the first words, with its source, is no longer than this, in bytes.
const LONGEST_RUN_IN: usize = 240;
/// Place, date and source before the dash are no longer than this, in bytes.
const LONGEST_STEM: usize = 150;
/// A tag in brackets behind a dateline is no longer than this, in bytes.
const LONGEST_TAG: usize = 400;

/// A dateline.
#[derive(Clone, Debug, Default)]
pub(super) struct Dateline {
    /// All of it, without the dash behind it.
    pub span: Span,
    /// The place it names.
    pub place: Option<Span>,
    /// The date it states, and where.
    pub date: Option<(Edtf, Span)>,
    /// The agency or station in parentheses.
    pub source: Option<Span>,
    /// Tags in brackets behind it ("`[COMMUNIQUE]`").
    pub tags: Vec<Span>,
    /// Where the text begins that follows it.
    pub end: u32,
}

/// The dateline that a line is.
pub(super) fn of_line(view: &View<'_>, line: &Line) -> Option<Dateline> {
    if line.width > WIDEST || line.words > 16 || line.width < 4 {
        return None;
    }
    let words = line.of(view.text);
    let times = view.times_from(line, line.span.end);
    let (rest, date) =
        if times.is_empty() { None } else { around_times(view, line, times) }.or_else(|| around_day(view, line))?;
    if date.is_none() && !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // A year alone stands in titles, too.
    let wide = date.as_ref().is_some_and(|(date, _)| match (date.earliest(), date.latest()) {
        (Some(earliest), Some(latest)) => latest.number() - earliest.number() > 31,
        _ => true,
    });
    if wide && (line.is_heading() || line.words > 4 || !words.contains(',')) || line.is_heading() && line.words > 8 {
        return None;
    }
    if line.is_heading() && capitals(view.text, &rest) > 3 {
        return None;
    }
    let place = place(view.text, &rest).filter(|_| !occasion::is_labelled(words));
    if let Some(paper) = place.and_then(|place| paper(view.text, line, place)) {
        return Some(Dateline {
            span: line.span,
            date,
            source: Some(paper),
            end: line.span.end,
            ..Dateline::default()
        });
    }
    Some(Dateline { span: line.span, place, date, end: line.span.end, ..Dateline::default() })
}

/// The paper that a line names where a place would stand: "The Harbour Lantern, 6 June 1980". Of places only houses and
/// few towns have an article before two words.
fn paper(text: &str, line: &Line, place: Span) -> Option<Span> {
    let before = text.get(line.span.start as usize..place.start as usize)?;
    let name = text.get(place.range())?;
    let last = words::fold(name.split_whitespace().next_back()?);
    let housed = matches!(
        last.as_str(),
        "house" | "palace" | "hall" | "castle" | "building" | "cathedral" | "office" | "school" | "bay" | "islands"
    );
    let titled = !housed && (2..=4).contains(&name.split_whitespace().count());
    let behind = text.get(place.end as usize..line.span.end as usize)?.trim_start();
    let upper = !name.chars().any(char::is_lowercase);
    (before == "The " && titled && !upper && behind.starts_with([',', ' ', '(', '·', '|']))
        .then_some(Span { start: line.span.start, end: place.end })
}

/// What a line holds beside its times, and the date they give.
type RestAndDate = (Vec<Span>, Option<(Edtf, Span)>);

/// Whether words hold the digits of a day: a year of four, or of two at the end, or numbers with full stops between them.
fn may_hold_day(words: &[u8]) -> bool {
    let (mut run, mut stops, mut any) = (0, 0, 0);
    for (at, byte) in words.iter().enumerate() {
        if byte.is_ascii_digit() {
            (run, any) = (run + 1, any + 1);
            continue;
        }
        stops += usize::from(run > 0 && *byte == b'.' && at + 1 < words.len());
        if run == 4 || stops == 2 && any > 2 {
            return true;
        }
        run = 0;
    }
    any > 2 && (run == 2 || run == 4 || stops == 2)
}

/// What a line holds beside the times found in it, and the date they give.
fn around_times(view: &View<'_>, line: &Line, times: &[Mention]) -> Option<RestAndDate> {
    let mut spans: Vec<Span> = times.iter().map(|time| time.span).collect();
    let gaps = rest(view, line.span, &spans)?;
    let date = view.best_date(line.span);
    let Some((_, at)) = date.as_ref().filter(|date| gaps.iter().any(|gap| gap.overlaps(date.1))) else {
        return Some((gaps, date));
    };
    spans.push(*at);
    spans.sort_unstable();
    Some((rest(view, line.span, &spans)?, date))
}

/// What a line holds beside the day it states: languages whose times are not read still write their datelines.
fn around_day(view: &View<'_>, line: &Line) -> Option<RestAndDate> {
    let (day, at) = stated(view, line)?;
    Some((rest(view, line.span, &[at])?, Some((day, at))))
}

/// The day that a line states in more scripts and shorter than times are read.
fn stated(view: &View<'_>, line: &Line) -> Option<(Edtf, Span)> {
    let words = line.of(view.text);
    let numbered = |letter| numbering::digit(letter).is_some() || matches!(letter, '年' | '년');
    let may = if words.is_ascii() { may_hold_day(words.as_bytes()) } else { words.contains(numbered) };
    let found = may.then(|| day::stated(view, line.span))??;
    // Where letters have no case, a short line may be anything.
    let cased = words.contains(|letter: char| letter.is_uppercase());
    let beside = line.width.saturating_sub(view.text.get(found.1.range())?.chars().count());
    (cased || beside <= WIDEST_UNCASED).then_some(found)
}

/// What a stretch holds beside the times in it; `None` where that is more than a place and small words.
fn rest(view: &View<'_>, span: Span, times: &[Span]) -> Option<Vec<Span>> {
    let mut gaps = Vec::new();
    let mut at = span.start;
    for time in times {
        if time.start > at {
            gaps.push(Span { start: at, end: time.start });
        }
        at = at.max(time.end);
    }
    if at < span.end {
        gaps.push(Span { start: at, end: span.end });
    }
    let mut count = 0;
    for gap in &gaps {
        for word in
            view.text[gap.range()].split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’')
        {
            let Some(first) = word.chars().next() else { continue };
            count += 1;
            let small = first.is_lowercase() && !words::is_only(word, Cue::About);
            if small || first.is_numeric() || words::is_only(word, Cue::Act) || words::is_only(word, Cue::Body) {
                return None;
            }
        }
    }
    (count <= MOST_WORDS).then_some(gaps)
}

/// How many words there are that are no small words.
fn capitals(text: &str, gaps: &[Span]) -> usize {
    gaps.iter()
        .flat_map(|gap| text[gap.range()].split_whitespace())
        .filter(|word| word.chars().any(char::is_alphabetic) && !words::is_only(word, Cue::About))
        .count()
}

/// The first stretch of capitalised words that is more than small words and can name a place.
fn place(text: &str, gaps: &[Span]) -> Option<Span> {
    for gap in gaps {
        let words = &text[gap.range()];
        // What stands apart by much white space is another column.
        let column = words.trim_end().rfind("   ").map_or(0, |at| at + 3);
        let mut start = gap.start as usize + column;
        for piece in pieces(&words[column..]) {
            let found = without_act(trim_small_words(piece));
            if may_be_place(found) {
                let at = start + (found.as_ptr() as usize - piece.as_ptr() as usize);
                return Some(Span::new(at, at + found.len()));
            }
            start += piece.len() + text[start + piece.len()..].chars().next().map_or(0, char::len_utf8);
        }
    }
    None
}

/// Words parted at their marks; the full stop of an abbreviation parts nothing ("D.C.", "St. Ives").
fn pieces(words: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    words.split(move |letter: char| {
        let stop = at;
        at += letter.len_utf8();
        match letter {
            ',' | ';' | ':' | '—' | '–' | '\n' | '|' | '·' | '/' | '،' | '，' | '、' => true,
            '.' => {
                let word = words[..stop].rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
                let short = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
                !short && !matches!(word, "St" | "Sta" | "Sto" | "Ste" | "Mt" | "Ft")
            }
            _ => false,
        }
    })
}

/// The words behind what happened there: "Adoptée à Valmora", "Posted on".
fn without_act(words: &str) -> &str {
    let mut rest = words;
    for _ in 0..4 {
        let Some((first, behind)) = rest.split_once(char::is_whitespace) else {
            return if is_done(rest) { "" } else { rest };
        };
        if !is_done(first) {
            break;
        }
        rest = trim_small_words(behind);
    }
    rest
}

/// Whether a word only says what was done there: "adopted", "assembled".
fn is_done(word: &str) -> bool {
    words::is_only(word, Cue::Issued) || words::is_only(word, Cue::Met)
}

/// Whether words can be a place's name: no body, no act, none of what is done on a date.
pub(super) fn may_be_place(words: &str) -> bool {
    let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
    let named = words.chars().find(|letter| letter.is_alphabetic()).is_some_and(|first| !first.is_lowercase());
    letters >= 2
        && named
        && !words::begins(words, Cue::Issued)
        && !words::holds(words, Cue::Body)
        && !words::holds(words, Cue::Act)
        && !words::holds(words, Cue::Masthead)
}

fn trim_small_words(piece: &str) -> &str {
    let mut piece = piece.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '(' && letter != ')');
    for _ in 0..6 {
        let before = piece.len();
        if let Some((first, rest)) = piece.split_once(char::is_whitespace)
            && words::is_only(first, Cue::About)
        {
            piece = rest.trim_start();
        }
        if let Some((rest, last)) = piece.rsplit_once(char::is_whitespace)
            && words::is_only(last, Cue::About)
        {
            piece = rest.trim_end();
        }
        if piece.len() == before {
            break;
        }
    }
    if words::is_only(piece, Cue::About) { "" } else { piece.trim_matches(['(', ')'].as_slice()).trim() }.trim_end()
}

/// The dateline that stands before the first words of the paragraph at `start`, with the tags behind it.
pub(super) fn run_in(view: &View<'_>, start: usize, end: usize) -> Option<Dateline> {
    let window = floor(view.text, (start + LONGEST_RUN_IN).min(end));
    let words = &view.text[start..window];
    let lead = words.len() - leading_source(words).len();
    let (dash, after) = dash(&words[lead..]).or_else(|| stop(view, start + lead, window))?;
    let head = words[lead..lead + dash].trim_end();
    let (stem, source) = split_source(head);
    let stem = stem.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '.' | ':'));
    let at = |piece: &str| {
        Span::new(piece.as_ptr() as usize - view.text.as_ptr() as usize, {
            piece.as_ptr() as usize - view.text.as_ptr() as usize + piece.len()
        })
    };
    let span = Span::new(start, at(head).end as usize);
    let body = after_dash(view.text, start + lead + after);
    let (tags, behind) = tags(view.text, body, end);
    let (place, date) = place_and_date(view, at(stem), source.is_some() || lead > 0)?;
    let source = source
        .map(at)
        .or_else(|| (lead > 0).then(|| at(words[..lead].trim().trim_matches(['(', ')', '[', ']'].as_slice()))));
    Some(Dateline { span, place, date, source, tags, end: u32::try_from(behind).ok()? })
}

type PlaceAndDate = (Option<Span>, Option<(Edtf, Span)>);

/// Reads "PLACE, DATE", where either may be said to be missing.
fn place_and_date(view: &View<'_>, stem: Span, sourced: bool) -> Option<PlaceAndDate> {
    let times = view.times_in(stem);
    let words = &view.text[stem.range()];
    if let Some(first) = times.first() {
        let before = Span { start: stem.start, end: first.span.start.max(stem.start) };
        let last = times.last().map_or(first.span.end, |time| time.span.end).min(stem.end);
        let behind = &view.text[last as usize..stem.end as usize];
        if behind.chars().filter(|letter| letter.is_alphanumeric()).count() > 8 {
            return None;
        }
        return Some((named_place(view.text, before)?, view.best_date(stem)));
    }
    let comma = words.rfind(',')?;
    let tail = words[comma + 1..].trim();
    let place = Span { start: stem.start, end: stem.start + u32::try_from(comma).ok()? };
    if words::is_only(tail, Cue::Undated) {
        return Some((named_place(view.text, place)?, None));
    }
    // A date that nobody could work out is still the date of a dateline: short, with digits.
    let digits = tail.bytes().any(|byte| byte.is_ascii_digit());
    (digits && tail.len() <= 20 && sourced).then_some((named_place(view.text, place)?, None))
}

/// The place that `span` names: capitalised words, few; `Some(None)` where it says there is none.
fn named_place(text: &str, span: Span) -> Option<Option<Span>> {
    let words = text[span.range()]
        .trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '.' | ':' | ';'));
    let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
    if text[span.range()].contains(':') || letters < 3 && !words.is_empty() {
        return None;
    }
    if !words.is_empty() && words::is_only(words, Cue::Unplaced) && words.contains(char::is_alphabetic) {
        return Some(None);
    }
    // "NO CITY (PERU)" still names the country.
    let words = match words.split_once('(') {
        Some((city, country)) if words::is_only(city, Cue::Unplaced) => country.trim_end_matches(')'),
        _ => words,
    };
    if words.bytes().any(|byte| byte.is_ascii_digit()) || words.contains(['[', ']', ';', '"']) {
        return None;
    }
    let mut count = 0;
    for word in words.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '-')) {
        let Some(first) = word.chars().find(|letter| letter.is_alphanumeric()) else { continue };
        count += 1;
        if first.is_lowercase() && word.len() > 3 || first.is_numeric() {
            return None;
        }
    }
    let at = words.as_ptr() as usize - text.as_ptr() as usize;
    (count > 0 && count <= 7 && words.len() <= 70).then_some(Some(Span::new(at, at + words.len())))
}

/// `words` without a source in parentheses at their beginning.
fn leading_source(words: &str) -> &str {
    let close = match words.as_bytes().first() {
        Some(b'(') => ')',
        Some(b'[') => ']',
        _ => return words,
    };
    match words.find(close) {
        Some(end) if end <= 60 => words[end + 1..].trim_start(),
        _ => words,
    }
}

/// Where a full stop stands that ends "Lima, Jan. 5. The", and where it ends, from `start` on.
fn stop(view: &View<'_>, start: usize, end: usize) -> Option<(usize, usize)> {
    let line = Span::new(start, floor(view.text, (start + 60).min(end)));
    let time = view.times_in(line).first()?;
    let at = time.span.end as usize;
    let place = view.text[start..time.span.start as usize].trim_end();
    let rest = view.text[at..end].strip_prefix('.')?;
    let begins = rest.trim_start().starts_with(char::is_uppercase);
    let named = place.ends_with(',') && place.len() <= 40 && !place.contains('\n');
    (named && begins).then_some((at - start, at + 1 - start))
}

/// Where a dash stands that ends a stem of bearable length, and where it ends.
fn dash(words: &str) -> Option<(usize, usize)> {
    let bytes = words.as_bytes();
    let mut depth = 0_u32;
    for (at, byte) in bytes.iter().enumerate().take(LONGEST_STEM + 1) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            // The long dashes, and every other character of three bytes that begins so.
            b'-' | 0xe2 if depth == 0 => {
                let rest = &words[at..];
                let length = if rest.starts_with("--") {
                    rest.len() - rest.trim_start_matches('-').len()
                } else if rest.starts_with(['—', '–', '―']) {
                    '—'.len_utf8()
                } else if rest.starts_with("- ") && words[..at].ends_with([' ', '.', ')']) {
                    1
                } else {
                    continue;
                };
                return Some((at, at + length));
            }
            _ => {}
        }
    }
    None
}

/// The source in parentheses at the end of `head`, and what stands before it. OCR and typists mix brackets.
fn split_source(head: &str) -> (&str, Option<&str>) {
    let Some(inner) = head.strip_suffix([')', ']']) else {
        return (head, None);
    };
    let mut depth = 1;
    for (at, letter) in inner.char_indices().rev() {
        match letter {
            ')' | ']' => depth += 1,
            '(' | '[' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (head[..at].trim_end(), Some(inner[at + 1..].trim()));
        }
    }
    (head, None)
}

fn after_dash(text: &str, at: usize) -> usize {
    at + (text[at..].len() - text[at..].trim_start().len())
}

/// The tags in brackets at `at`, up to the one that says that the text begins, and where the text begins.
fn tags(text: &str, mut at: usize, end: usize) -> (Vec<Span>, usize) {
    let mut tags = Vec::new();
    while tags.len() < 8 && text[at..end.max(at)].starts_with('[') {
        let window = floor(text, (at + LONGEST_TAG).min(end));
        let Some(close) = text[at..window].find(']') else { break };
        // A tag may hold an acronym in brackets of its own.
        let inner = &text[at + 1..at + close];
        let close = match inner.contains('[').then(|| text[at + close + 1..window].find(']')).flatten() {
            Some(second) => close + 1 + second,
            None => close,
        };
        let tag = Span::new(at, at + close + 1);
        tags.push(tag);
        at = after_dash(text, at + close + 1).min(end);
        if is_text_tag(&text[tag.range()]) {
            break;
        }
    }
    (tags, at)
}

/// Whether a tag says that the words of the statement begin behind it.
fn is_text_tag(tag: &str) -> bool {
    words::is_only(tag, Cue::TextTag)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
