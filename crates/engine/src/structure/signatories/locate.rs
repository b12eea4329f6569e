//! Where lists of signatories stand in a text.
//!
//! An announcement ("Signed by:") with rows below; blocks that sign for bodies; names at the end below the body; names of
//! organisations under the title of a joint statement. What is found is read once, and kept only when its rows look like
//! names: a table of contents or a list of demands does not.

use std::sync::LazyLock;

use broadside_model::{Part, PartyKind, Span};
use rustc_hash::FxHashSet;

use super::announce::{Announcements, Stems, ceil, in_paragraph};
use super::body;
use super::ends;
use super::gather::{self, Gathered};
use super::head::{self, Cue};
use super::labels;
use super::line::{Line, Marker, Marks, first_lines, lines};
use super::rows::{self, Placed};
use super::sentence;
use super::shape;
use super::tidy;

/// Bytes at either end of a text in which rows are looked for without an announcement.
const EDGE: usize = 4000;
/// Most lines below the signatures that say something else.
const AFTERWORDS: usize = 6;
/// Lines at the head of a text under whose title those may stand who speak together.
const TOP: usize = 14;
/// Lines at the end of a text that can be signatures, with what stands below and above them.
const LAST: usize = 40;
/// Lines at the end of a text that can name those who get copies.
const COPIED: usize = 16;

/// Finds the lists in a part of a text, in order of their place, not overlapping.
pub(super) fn locate(text: &str, within: Span, parts: &[Part]) -> Vec<Span> {
    let Some(region) = text.get(within.range()) else { return Vec::new() };
    let marks = Marks::new(within, parts);
    let mut found: Vec<Span> = Vec::new();
    // What may be read in all behind announcements that lead to nothing: a text full of them costs no more.
    let mut budget = region.len() * 2 + (1 << 18);
    for start in Announcements::new(text, within, &marks) {
        if found.last().is_some_and(|last| start < last.end as usize) {
            continue;
        }
        found.extend(announced(text, Span::new(start, within.end as usize), &marks, &mut budget));
        if budget == 0 {
            break;
        }
    }
    let edge = |from: usize, to: usize| {
        Span::new(within.start as usize + ceil(region, from), within.start as usize + ceil(region, to))
    };
    let head = edge(0, region.len().min(EDGE));
    let tail = edge(region.len().saturating_sub(EDGE), region.len());
    add(&mut found, top(text, first_of(text, head), &marks));
    if may_sign_for_bodies(&text[tail.range()]) || labels::may_be(&text[tail.range()]) {
        let tail = lines(text, tail, &marks);
        add(&mut found, bodies(text, &tail));
        add(&mut found, closing(text, &tail));
    } else {
        if may_close(text, tail, &marks) {
            add(&mut found, closing(text, &lines(text, last_lines(text, tail, LAST), &marks)));
        }
    }
    found.sort_by_key(|span| span.start);
    found
}

fn add(found: &mut Vec<Span>, more: Option<Span>) {
    if let Some(span) = more.filter(|span| found.iter().all(|other| !other.overlaps(*span))) {
        found.push(span);
    }
}

/// The first lines of a part of a text, blank ones among them, in which [`top`] looks.
fn first_of(text: &str, within: Span) -> Span {
    let region = text[within.range()].as_bytes();
    let mut at = 0;
    for _ in 0..TOP * 3 {
        let Some(length) = memchr::memchr(b'\n', &region[at..]) else { return within };
        at += length + 1;
    }
    Span::new(within.start as usize, within.start as usize + at)
}

/// The last so many lines of a part of a text that say something.
fn last_lines(text: &str, within: Span, count: usize) -> Span {
    let region = &text[within.range()];
    let (mut end, mut left) = (region.len(), count);
    while left > 0
        && let Some(start) = memchr::memrchr3(b'\n', b'\r', 0xc, &region.as_bytes()[..end])
    {
        let line = region[start + 1..end].trim();
        left -= usize::from(!line.is_empty() && !super::line::is_noise(line));
        end = start;
    }
    // From the end of the line before, so that the first knows what blank lines stand above it.
    let from = if left == 0 { end } else { 0 };
    Span::new(within.start as usize + from, within.end as usize)
}

/// Whether the last lines of a text may be signatures, by the very last of them.
fn may_close(text: &str, tail: Span, marks: &Marks<'_>) -> bool {
    let copied = last_lines(text, tail, COPIED);
    if memchr::memchr(b':', text[copied.range()].as_bytes()).is_some() || text[copied.range()].contains("\ncc ") {
        return true;
    }
    let last = first_lines(text, last_lines(text, tail, AFTERWORDS + 2), marks, usize::MAX);
    let mut before =
        last.iter().rev().enumerate().skip_while(|(at, line)| *at < AFTERWORDS && is_afterword(&line.text));
    before.next().is_none_or(|(_, line)| is_signature_line(line))
}

/// Whether a line of a text may begin with "For the …:".
fn may_sign_for_bodies(text: &str) -> bool {
    text.split(['\n', '\r', '\u{c}', '\u{2028}'])
        .any(|line| body::begins(line.trim_start_matches(|each: char| each.is_whitespace() || "#>*_".contains(each))))
}

/// Most bytes a list may have behind its announcement.
const LONGEST: usize = 2_000_000;

/// Bytes that are read of it first; four times as many, again and again, where they do not reach to its end.
const SMALLEST: usize = 1024;
/// Lines behind its end that are looked at to tell where it ends.
const AHEAD: usize = 4;

/// The list that the line at the start of a span announces.
fn announced(text: &str, span: Span, marks: &Marks<'_>, budget: &mut usize) -> Option<Span> {
    let first_end =
        text[span.range()].find(['\n', '\u{c}']).map_or(span.end as usize, |length| span.start as usize + length);
    let first = first_lines(text, Span::new(span.start as usize, first_end), marks, 1).pop()?;
    if in_paragraph(text, span.start as usize, &first.text) {
        return None;
    }
    let inline = head::inline(&first);
    let cue = if inline.is_some() && sentence::names(&first.text).is_some() {
        Some(Cue::Sentence)
    } else if inline.is_some() {
        head::announces(first.text.split_inclusive([':', '：']).next()?, false)
    } else {
        head::cue(&first)
    };
    let cue = cue.filter(|cue| *cue != Cue::Group || first.heading.is_some())?;
    let mut size = SMALLEST;
    loop {
        *budget = budget.saturating_sub(size);
        let limit = ceil(text, (span.start as usize + size).min(span.end as usize));
        let all = lines(text, Span::new(span.start as usize, limit), marks);
        let gathered = gather::gather(&all, false);
        if gathered.end + AHEAD >= all.len() && limit < span.end as usize && size < LONGEST {
            size *= 4;
            continue;
        }
        return accept(text, &all, &gathered, cue, first.text.len() > 60);
    }
}

/// The span of a list whose rows look like names.
fn accept(text: &str, lines: &[Line], gathered: &Gathered, cue: Cue, long: bool) -> Option<Span> {
    let placed = rows::place(text, gathered);
    let all = placed.len();
    let likely = placed.iter().filter(|one| is_likely(one)).count();
    let telling =
        placed.iter().filter(|one| is_telling(one) || (is_likely(one) && under_country(one, gathered))).count();
    let tables = lines.iter().take(gathered.end).filter(|line| super::table::cells(&line.text).is_some()).count();
    let enough = match cue {
        // In scripts without capitals most words are unknown: there the marks of a list must do.
        Cue::Strong if !long && all >= 2 && likely == all && placed.iter().all(is_marked_uncased) => true,
        Cue::Strong if !long => all >= 1 && likely * 10 >= all * 6 && (telling * 10 >= all * 3 || tables * 2 > all),
        Cue::Strong | Cue::Sentence => all >= 1 && likely * 10 >= all * 7 && telling * 10 >= all * 5,
        Cue::Weak | Cue::Group => all >= 2 && likely * 10 >= all * 8 && telling * 10 >= all * 7,
    };
    let lone = all == 1
        && !placed.iter().any(|one| {
            one.row.telling
                || one.row.land.is_some()
                || one.row.acronym.is_some()
                || shape::is_likely_person(&one.row.name)
        });
    if !enough || lone {
        return None;
    }
    let last = lines.get(gathered.end.checked_sub(1)?)?;
    Some(Span { start: lines.first()?.span.start, end: last.span.end })
}

/// Whether a row can be a name at all.
fn is_likely(one: &Placed) -> bool {
    let name = one.row.name.as_str();
    let begins = name
        .chars()
        .find(|each| each.is_alphanumeric())
        .is_some_and(|first| !shape::is_small_letter(first) || name.chars().any(char::is_uppercase));
    begins
        && name.len() <= 260
        && !shape::is_prose(name)
        && [&one.row.role, &one.row.affiliation].into_iter().flatten().all(|field| !shape::is_prose(field))
        && name.chars().filter(|each| each.is_alphabetic()).count() >= 2
}

/// Whether a row with a number or a bullet is written in a script without capitals.
fn is_marked_uncased(one: &Placed) -> bool {
    let mut letters = one.row.name.chars().filter(|each| each.is_alphabetic());
    one.marked
        && one.row.name.chars().count() <= 80
        && letters.all(|letter| !shape::is_small_letter(letter) && !letter.is_uppercase())
}

fn under_country(one: &Placed, gathered: &Gathered) -> bool {
    one.head.and_then(|head| gathered.heads.get(head)).is_some_and(|head| head.land.is_some())
}

/// Whether a row says what its bearer is.
fn is_telling(one: &Placed) -> bool {
    is_likely(one)
        && (one.row.telling
            || one.row.land.is_some()
            || one.row.acronym.is_some()
            || one.row.kind == Some(PartyKind::State)
            || rows::is_written_as_person(one))
}

/// Blocks that sign for bodies: "For the Union of Weavers: / Jane Poe / Secretary".
fn bodies(text: &str, lines: &[Line]) -> Option<Span> {
    let signs = |at: usize| {
        lines
            .get(at)
            .filter(|line| line.marker == Marker::None)
            .and_then(|line| body::signs_for(&line.text, lines.get(at + 1).map(|next| next.text.as_str())))
    };
    let first =
        (0..lines.len()).find(|at| signs(*at).is_some() && lines.get(*at).is_some_and(|line| line.text.len() < 200))?;
    let gathered = gather::gather(&lines[first..], false);
    let placed = rows::place(text, &gathered);
    let persons =
        placed.iter().filter(|one| one.row.kind == Some(PartyKind::Person) && shape::is_person(&one.row.name)).count();
    if placed.is_empty() || persons * 10 < placed.len() * 8 || first + gathered.end + 6 < lines.len() {
        return None;
    }
    let last = lines.get(first + gathered.end.checked_sub(1)?)?;
    Some(Span { start: lines[first].span.start, end: last.span.end })
}

/// Words that take leave, so that a name below them is a signature.
const LEAVE: &[&str] = &[
    "sincerely",
    "faithfully",
    "respectfully",
    "regards",
    "greetings",
    "yours",
    "cordially",
    "solidarity",
    "fraternally",
    "atentamente",
    "saludos",
    "fraternalmente",
    "cordialmente",
    "solidariamente",
    "cordialement",
    "salutations",
    "fraternellement",
    "hochachtungsvoll",
    "grussen",
    "gruss",
    "grusse",
    "saluti",
    "distinti",
    "cordiali",
    "atenciosamente",
    "saudacoes",
    "уважением",
    "приветом",
    "saygilarimizla",
    "saygilarimla",
    "saygiyla",
    "powazaniem",
    "pozdrowieniami",
    "hoogachtend",
    "groet",
    "groeten",
    "halsningar",
    "hilsen",
    "servant",
    "servants",
    "obedient",
];

/// Words that begin the line of place and date above signatures.
const DONE: &[&str] =
    &["done", "fait", "hecho", "dado", "feito", "geschehen", "fatto", "совершено", "sporzadzono", "gedaan", "signed"];

/// Heads over the officers of a body, who are listed and do not sign.
const BOARDS: &[&str] = &[
    "board",
    "staff",
    "team",
    "our team",
    "the team",
    "board of directors",
    "board members",
    "editorial board",
    "officers",
    "leadership",
    "directors",
    "trustees",
    "board of trustees",
    "redaktion",
    "equipo",
    "nuestro equipo",
    "consejo editorial",
    "equipe",
    "notre equipe",
    "redaccion",
    "redazione",
    "staff members",
    "contributors",
    "authors",
    "participants",
    "present",
    "speakers",
];

/// Where those begin to whom copies go ("cc: …"), who sign nothing; the end where there are none.
fn copies(lines: &[Line]) -> usize {
    let from = lines.len().saturating_sub(COPIED);
    (from..lines.len()).find(|at| lines.get(*at).is_some_and(|line| ends::is_copy(&line.text))).unwrap_or(lines.len())
}

/// Names at the very end, below the body: a person with an office, or organisations on lines of their own.
fn closing(text: &str, lines: &[Line]) -> Option<Span> {
    let copied = copies(lines);
    let mut end = copied;
    while end > 0 && lines.get(end - 1).is_some_and(|line| is_afterword(&line.text)) && copied - end < AFTERWORDS {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && end - start < 16 && lines.get(start - 1).is_some_and(is_signature_line) {
        start -= 1;
    }
    if start == 0 && lines.len() > 1 {
        start = 1;
    }
    let begun = (start..end).find(|at| lines.get(*at).is_some_and(opens_signature))?;
    let board = |line: &Line| {
        let head = line.text.split([':', '：']).next().unwrap_or("");
        BOARDS.contains(&crate::knowledge::country::fold(head).as_str())
    };
    if lines[begun.saturating_sub(1)..=begun].iter().any(board) {
        return None;
    }
    let apart = lines.get(begun).is_some_and(|line| line.blank > 0 || line.broken)
        || lines
            .get(begun.checked_sub(1)?)
            .is_some_and(|before| takes_leave(&before.text) || ends::dateline(&before.text));
    if !apart {
        return None;
    }
    let block = &lines[begun..end];
    let before = &lines[begun.saturating_sub(3)..begun];
    let leave = block.iter().any(|line| line.marker == Marker::Signed)
        || before.iter().any(|line| takes_leave(&line.text) || ends::dateline(&line.text))
        || lines.get(end).is_some_and(|line| ends::dateline(&line.text) || ends::loose_dateline(&line.text));
    // A town below the name is no row: up to two last lines may go.
    (0..3.min(block.len())).find_map(|cut| {
        let block = &block[..block.len() - cut];
        let gathered = gather::gather(block, false);
        let last = block.get(gathered.end.checked_sub(1)?)?;
        let fits = gathered.end == block.len() && signs(&rows::place(text, &gathered), leave, block);
        fits.then_some(Span { start: block[0].span.start, end: last.span.end })
    })
}

fn signs(placed: &[Placed], leave: bool, block: &[Line]) -> bool {
    let person = |one: &&Placed| one.row.kind == Some(PartyKind::Person) && shape::is_person(&one.row.name);
    let persons = placed.iter().filter(person).count();
    let offices = placed
        .iter()
        .filter(person)
        .filter(|one| one.row.role.is_some() || (placed.len() > 1 && one.row.affiliation.is_some()))
        .count();
    let known = placed.iter().filter(person).filter(|one| shape::is_likely_person(&one.row.name)).count();
    let organisations =
        placed.iter().filter(|one| one.row.kind == Some(PartyKind::Organisation) && one.row.telling).count();
    let capitals =
        organisations == 0 && known == persons && block.iter().all(|line| !line.text.chars().any(char::is_lowercase));
    let all = placed.len();
    // Names in a row with organisations that are told by no word of theirs: "Rifondazione", between two parties.
    let beside = placed.iter().filter(|one| {
        one.row.kind == Some(PartyKind::Organisation)
            && !one.row.telling
            && one.row.name.contains(' ')
            && !shape::is_place(&one.row.name)
    });
    let beside = if all >= 3 && organisations * 2 >= all && persons == 0 { beside.count() } else { 0 };
    persons + organisations + beside == all
        && all >= 1
        && (offices * 2 >= all
            || (leave && (known > 0 || organisations > 0))
            || organisations >= 2
            || capitals
            || (organisations == all && block.len() == 1 && is_dated_at_end(&block[0].text)))
}

/// "Association of Weavers, Eastmoor, 1 April 1983": an organisation with place and date behind it.
fn is_dated_at_end(text: &str) -> bool {
    let Some((name, rest)) = text.split_once(',') else { return false };
    shape::is_organisation(name) && name.split(' ').count() <= 10 && ends::dateline(rest.trim())
}

/// What lines begin with that say who published and printed.
const IMPRINT: &[&str] = &[
    "published by",
    "printed by",
    "printed in",
    "edited by",
    "imprint",
    "impressum",
    "herausgegeben",
    "verantwortlich",
    "v.i.s.d.p",
    "visdp",
    "druck:",
    "editado por",
    "publicado por",
    "impreso",
    "imprime",
    "imprimé",
    "imprimerie",
    "directeur de la publication",
    "stampato",
    "pubblicato",
    "impresso",
    "издатель",
    "отпечатано",
    "тираж",
    "©",
    "copyright",
    "all rights reserved",
    "issn",
    "isbn",
    "photo",
    "foto",
    "translated by",
    "traducción:",
    "wydawca",
];

/// Lines that may stand below the signatures.
fn is_afterword(text: &str) -> bool {
    if text.contains('@') || ends::dateline(text) || ends::loose_dateline(text) {
        return true;
    }
    let lower = text.to_lowercase();
    IMPRINT.iter().any(|word| lower.starts_with(word))
        || lower.contains("http")
        || lower.contains("www.")
        || lower.starts_with("tel.")
        || lower.starts_with("tel:")
        || lower.starts_with("contact")
        || lower.starts_with("contacto")
        || lower.starts_with("kontakt")
        || lower.contains("received for publication")
        || lower.starts_with("source:")
        || lower.starts_with("fuente:")
}

fn is_signature_line(line: &Line) -> bool {
    line.text.len() <= 110
        && !line.text.contains(['!', '?', '"', '“', '„'])
        && (!line.text.starts_with(char::is_lowercase) || shape::begins_office(&line.text))
        && matches!(line.marker, Marker::None | Marker::Signed)
        && line.heading.is_none_or(|level| level == 7)
        && !shape::is_prose(&line.text)
        && !takes_leave(&line.text)
        && !ends::dateline(&line.text)
        && !line.text.ends_with(':')
}

fn opens_signature(line: &Line) -> bool {
    let first = line.text.split([',', '(']).next().unwrap_or("").trim().trim_end_matches('.');
    line.marker == Marker::Signed
        || shape::is_person(tidy::without_titles(first).1)
        || shape::is_office(line.text.trim_end_matches([',', ':']))
        || (shape::is_office(first)
            && line.text.split_once(',').is_some_and(|(_, name)| shape::is_person(tidy::without_titles(name.trim()).1)))
        || (shape::is_organisation(&line.text) && !line.text.ends_with(['.', '!', '?']))
}

static LEAVE_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| LEAVE.iter().copied().collect());

fn takes_leave(text: &str) -> bool {
    if text.len() >= 80 {
        return false;
    }
    let folded = crate::knowledge::country::fold(text);
    let first = folded.split(' ').next().unwrap_or("");
    DONE.contains(&first) || folded.split(' ').any(|word| LEAVE_WORDS.contains(word))
}

/// Words of a title that tell of several who speak as one.
const JOINT: &[&str] = &[
    "joint",
    "common",
    "conjunta",
    "conjunto",
    "comun",
    "commune",
    "commun",
    "conjointe",
    "gemeinsame",
    "gemeinsam",
    "congiunta",
    "congiunto",
    "comune",
    "conjunta",
    "совместное",
    "совместная",
    "спільна",
    "спільне",
    "ortak",
    "wspolne",
    "wspolny",
    "gemeenschappelijke",
    "gezamenlijke",
    "gemensamt",
    "κοινη",
    "联合",
    "共同",
    "공동",
    "مشترك",
    "संयुक्त",
];

static JOINT_STEMS: LazyLock<Stems> = LazyLock::new(|| Stems::new(JOINT.iter().copied()));
static JOINT_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| JOINT.iter().copied().collect());

/// Whether a folded word tells that several speak.
fn is_joint(word: &str) -> bool {
    JOINT_WORDS.contains(word) || (!word.is_ascii() && JOINT.iter().any(|stem| !stem.is_ascii() && word.contains(stem)))
}

/// Organisations under the title of a joint statement, or parted by strokes on one line.
fn top(text: &str, head: Span, marks: &Marks<'_>) -> Option<Span> {
    let region = &text[head.range()];
    let joint = !region.is_ascii() || region.contains(" / ") || JOINT_STEMS.find(region, usize::MAX).is_some();
    if !joint {
        return None;
    }
    let lines = first_lines(text, head, marks, TOP);
    let early = lines.as_slice();
    let stroke = early.iter().find(|line| is_stroke(&line.text));
    if let Some(line) = stroke {
        return Some(line.span);
    }
    let joint = early.iter().position(|line| {
        line.text.len() < 160
            && !body::begins(&line.text)
            && !shape::is_prose(&line.text)
            && crate::knowledge::country::fold(&line.text).split(' ').any(is_joint)
    })?;
    let start = joint + 1;
    let is_row = |line: &&Line| {
        line.heading.is_none()
            && shape::is_organisation(&line.text)
            && !shape::is_prose(&line.text)
            && line.text.len() < 140
            && !line.text.ends_with([':', '.', '!', '?', ','])
            && head::cue(line).is_none()
    };
    let count = early[start..].iter().take_while(is_row).count();
    (count >= 2).then(|| Span { start: early[start].span.start, end: early[start + count - 1].span.end })
}

/// "Party A / Party B / Party C".
pub(super) fn is_stroke(text: &str) -> bool {
    if !text.contains('/') {
        return false;
    }
    let pieces: Vec<&str> = text.split(" / ").collect();
    pieces.len() >= 2
        && text.len() < 600
        && !text.contains("://")
        && pieces.iter().all(|piece| {
            shape::is_organisation(piece)
                && piece.split(' ').count() <= 14
                && !piece.ends_with(['.', ':'])
                && piece.chars().next().is_some_and(|first| !first.is_lowercase())
        })
}
