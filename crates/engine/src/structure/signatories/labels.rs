//! Signature blocks whose fields are labelled: "By: ____ / Name: Jane Poe / Title: Secretary" under the name of the body.
//!
//! Takes the lines of a list, gives them without the labels, and the body above a block as a line that says for whom it signs.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

use super::line::{Line, Marker};
use super::{shape, tidy};
use crate::knowledge::country::fold;

/// What a label says of the text behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    /// A place for a hand: "By:", "Signature:".
    Hand,
    /// Who signs.
    Name,
    /// In which office.
    Office,
    /// For whom.
    Body,
    /// What is no field of a row: "Date:".
    Other,
}

const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Hand,
        &[
            "by",
            "signature",
            "signed",
            "sign",
            "firma",
            "assinatura",
            "unterschrift",
            "подпись",
            "handtekening",
            "podpis",
            "imza",
        ],
    ),
    (
        Label::Name,
        &[
            "name",
            "printed name",
            "print name",
            "full name",
            "nombre",
            "nombre completo",
            "nom",
            "nom et prenom",
            "nome",
            "nome completo",
            "имя",
            "фио",
            "naam",
            "naam",
            "imie i nazwisko",
            "ad soyad",
            "adi soyadi",
            "nume",
            "jmeno",
            "navn",
            "namn",
            "姓名",
            "氏名",
            "الاسم",
            "नाम",
        ],
    ),
    (
        Label::Office,
        &[
            "title",
            "its",
            "position",
            "office",
            "role",
            "capacity",
            "job title",
            "cargo",
            "puesto",
            "fonction",
            "qualite",
            "titre",
            "funktion",
            "carica",
            "qualifica",
            "должность",
            "functie",
            "stanowisko",
            "gorevi",
            "unvani",
            "funktie",
            "functia",
            "职务",
            "職名",
            "الصفة",
            "पद",
        ],
    ),
    (
        Label::Body,
        &[
            "organisation",
            "organization",
            "affiliation",
            "institution",
            "company",
            "on behalf of",
            "for",
            "organizacion",
            "institucion",
            "entidad",
            "organisme",
            "organizacao",
            "entidade",
            "organizzazione",
            "ente",
            "организация",
            "organisatie",
            "organizacja",
            "kurum",
        ],
    ),
    (
        Label::Other,
        &[
            "date",
            "dated",
            "place",
            "fecha",
            "lugar",
            "lieu",
            "datum",
            "ort",
            "data",
            "luogo",
            "local",
            "дата",
            "место",
            "plaats",
            "tarih",
            "witness",
        ],
    ),
];

static FOLDED: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| LABELS.iter().flat_map(|(_, words)| words.iter().copied()).collect());

/// The label of a line, and what stands behind it.
fn label(line: &Line) -> Option<(Label, &str)> {
    let (word, behind) = line.text.split_once([':', '：']).filter(|(word, _)| word.len() <= 40)?;
    let folded = fold(word);
    if line.marker != Marker::None || !FOLDED.contains(folded.as_str()) {
        return None;
    }
    let (label, _) = LABELS.iter().find(|(_, words)| words.contains(&folded.as_str()))?;
    Some((*label, behind.trim_matches(['_', ' ', '.', '\t', '…'])))
}

/// Whether a text may have such blocks: two lines or more that begin with the label of a name or an office.
pub(super) fn may_be(text: &str) -> bool {
    let colons = memchr::memchr_iter(b':', text.as_bytes());
    let labels = colons.filter(|at| {
        let line = memchr::memrchr2(b'\n', 0xc, &text.as_bytes()[..*at]).map_or(0, |before| before + 1);
        at - line <= 24 && text.get(line..*at).is_some_and(|word| FOLDED.contains(fold(word).as_str()))
    });
    labels.take(2).count() == 2
}

/// The lines without labels, where a block of them has a name.
pub(super) fn strip(lines: Vec<Line>) -> Vec<Line> {
    let labels: Vec<Option<Label>> = lines.iter().map(|line| label(line).map(|(label, _)| label)).collect();
    let names = |from: usize| {
        let block = labels.get(from..).unwrap_or(&[]).iter().take_while(|label| label.is_some()).flatten();
        block.fold((false, 0), |(name, all), label| (name || *label == Label::Name, all + 1))
    };
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let (named, length) = names(at);
        if !named || length < 2 {
            let whole = length.max(1);
            out.extend_from_slice(&lines[at..at + whole]);
            at += whole;
            continue;
        }
        let body = lines[at..at + length]
            .iter()
            .filter_map(label)
            .find(|(label, text)| *label == Label::Body && !text.is_empty());
        if let Some(above) = out.last_mut().filter(|above| body.is_none() && is_body(above, line)) {
            above.text = format!("On behalf of {}:", above.text.trim_end_matches([':', ',', ' ']));
        }
        block(&lines[at..at + length], &mut out);
        at += length;
    }
    out
}

/// Whether the line above a block names the body that signs.
fn is_body(above: &Line, block: &Line) -> bool {
    let text = above.text.trim_end_matches([':', ',']);
    let capitals = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    above.marker == Marker::None
        && block.blank < 3
        && text.len() < 120
        && !shape::is_person(tidy::without_titles(text).1)
        && !super::body::begins(text)
        && (shape::is_organisation(text) || shape::land_name(text).is_some() || capitals)
        && super::head::announces(text, false).is_none()
}

/// The lines of one block without their labels: the name first, then office and body.
fn block(lines: &[Line], out: &mut Vec<Line>) {
    let blank = lines.first().map_or(0, |line| line.blank);
    for wanted in [Label::Name, Label::Office, Label::Body] {
        for line in lines {
            let Some((_, text)) = label(line).filter(|(label, text)| *label == wanted && !text.is_empty()) else {
                continue;
            };
            let mut own = line.clone();
            own.text = text.to_owned();
            own.blank = if wanted == Label::Name { blank } else { 0 };
            own.heading = None;
            out.push(own);
        }
    }
}
