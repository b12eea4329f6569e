//! Names at the very end of a text, below its body: a person with an office, or organisations on lines of their own.

use std::sync::LazyLock;

use broadside_model::{PartyKind, Span};
use rustc_hash::FxHashSet;

use super::ends;
use super::gather;
use super::line::{Line, Marker};
use super::locate::{AFTERWORDS, COPIED};
use super::rows::{self, Placed};
use super::shape;
use super::tidy;
use crate::knowledge::country::fold;

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
pub(super) fn closing(text: &str, lines: &[Line]) -> Option<Span> {
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
        BOARDS.contains(&fold(head).as_str())
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
pub(super) fn is_afterword(text: &str) -> bool {
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

pub(super) fn is_signature_line(line: &Line) -> bool {
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
    let folded = fold(text);
    let first = folded.split(' ').next().unwrap_or("");
    DONE.contains(&first) || folded.split(' ').any(|word| LEAVE_WORDS.contains(word))
}
