//! One row: a name with what stands beside it, in whatever order and marks.
//!
//! Takes the characters of a row, or the fields it stands in, gives acronym, name, translation, office, affiliation and
//! country: "KVB Knüpferverband (Knotters' League), Austria", "Jane Poe, Secretary, Weavers' Union (Chile)".

use broadside_model::{Edtf, PartyKind};

use super::office::{split_office, split_office_behind};
use super::pieces::{self, Piece, mark_leading_acronym, split_commas, split_dashes};
use super::shape::{self, Land};
use super::words::{COURTESY, FACTION, ORGANISATION, TITLE, is_small};
use super::{date, suffix, tidy};
use crate::knowledge::country::{self, fold};

/// What a row says.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub acronym: Option<String>,
    pub name: String,
    pub translation: Option<String>,
    pub role: Option<String>,
    pub affiliation: Option<String>,
    /// `None` where nothing is said of it.
    pub land: Option<Land>,
    pub as_of: Option<Edtf>,
    pub kind: Option<PartyKind>,
    /// Whether the row itself tells what its bearer is, so that it speaks for its neighbours too.
    pub telling: bool,
    pub doubt: Option<String>,
}

/// Longest row that is taken apart, in bytes.
const LONGEST: usize = 2000;

/// Reads a row; `hint` is what its neighbours or the head of its group say it is.
pub(super) fn read(text: &str, hint: Option<PartyKind>) -> Row {
    let mut row = Row::default();
    let text = match suffix::flag(text) {
        Some((bare, code)) => {
            row.land = Some(Land::Code(code));
            tidy::clean(&bare)
        }
        None => tidy::clean(text),
    };
    if text.len() > LONGEST {
        row.doubt = Some("too long for one signatory".to_owned());
        row.name = text;
        return row;
    }
    let text = pieces::without_addresses(&text);
    let mut pieces = pieces::cut(&text);
    let dated = take_date(&mut row, &mut pieces);
    if dated && pieces.len() == 2 && shape::is_organisation(&pieces[0].text) && is_town(&pieces[1].text) {
        pieces.truncate(1);
    }
    split_dashes(&mut pieces, hint);
    take_leading_country(&mut row, &mut pieces);
    mark_leading_acronym(&mut pieces);
    if pieces.is_empty() {
        row.name = text;
        return row;
    }
    turn_office_first(&mut pieces);
    let first = pieces.remove(0).text;
    let (titles, name) = tidy::without_titles(&first);
    let (name, member) = suffix::without_letters(name);
    row.name = name.to_owned();
    row.kind = kind(&row.name, titles, &pieces, hint, &mut row.telling);
    if row.kind == Some(PartyKind::Person) {
        row.role = member.map(str::to_owned);
        read_person(&mut row, pieces, titles);
    } else {
        row.name = suffix::without_article(&first).to_owned();
        read_organisation(&mut row, pieces);
    }
    finish(row, &text)
}

fn finish(mut row: Row, text: &str) -> Row {
    row.name = row.name.trim().to_owned();
    let count = |bracket: char| text.matches(bracket).count();
    if count('(') != count(')') {
        row.doubt = Some("a bracket is not closed".to_owned());
    } else if row.name.chars().filter(|each| each.is_alphabetic()).count() < 2 {
        row.doubt = Some("hardly any letters".to_owned());
    } else if row.name.len() > 220 {
        row.doubt = Some("long: may hold more than one signatory".to_owned());
    } else if row.name.contains(['\u{fffd}', '?']) || tidy::looks_damaged(&row.name) {
        row.doubt = Some("characters look damaged".to_owned());
    }
    row
}

/// Takes the date out; whether it was the last piece.
fn take_date(row: &mut Row, pieces: &mut Vec<Piece>) -> bool {
    let dated = |piece: &Piece| date::find(&piece.text).filter(|(_, range)| range.len() * 3 > piece.text.len());
    if let Some(at) = pieces.iter().skip(1).position(|piece| dated(piece).is_some()) {
        row.as_of = dated(&pieces.remove(at + 1)).map(|(edtf, _)| edtf);
        return at + 1 == pieces.len();
    }
    false
}

/// Person or organisation, where it can be told.
fn kind(name: &str, titles: &str, rest: &[Piece], hint: Option<PartyKind>, telling: &mut bool) -> Option<PartyKind> {
    *telling = true;
    if !titles.is_empty() && !shape::is_organisation(name) {
        return Some(PartyKind::Person);
    }
    if shape::is_organisation(name) && !(hint == Some(PartyKind::Person) && shape::is_person(name)) {
        return Some(PartyKind::Organisation);
    }
    if let Some(kind) = kind_by_fields(name, rest) {
        return Some(kind);
    }
    let person = shape::is_person(name);
    *telling = false;
    if ["The ", "Les ", "Los ", "Las "].iter().any(|article| name.starts_with(article)) {
        return Some(PartyKind::Organisation);
    }
    match hint {
        Some(PartyKind::Person) if !person && !shape::is_unspaced(name) && name.split(' ').count() > 5 => None,
        Some(kind) => Some(kind),
        None if shape::land_name(name).is_some() && rest.is_empty() => Some(PartyKind::State),
        None => None,
    }
}

/// Person or organisation, by what stands beside the name.
fn kind_by_fields(name: &str, rest: &[Piece]) -> Option<PartyKind> {
    let person = shape::is_person(name);
    if person && shape::is_han_name(name) && rest.first().is_some_and(|piece| shape::is_office(&piece.text)) {
        return Some(PartyKind::Person);
    }
    let office = |piece: &Piece| shape::begins_office(&piece.text) || (!piece.bracket && starts_small(&piece.text));
    // "Clara Roe (potter)": small letters in the bracket, a word or two that are no body.
    let trade = |piece: &Piece| {
        let first = fold(piece.text.split(' ').next().unwrap_or(""));
        piece.bracket
            && starts_small(&piece.text)
            && piece.text.split(' ').count() <= 3
            && !is_small(&first)
            && !piece.text.chars().any(char::is_numeric)
            && !shape::is_organisation(&piece.text)
    };
    let office = |piece: &Piece| office(piece) || trade(piece);
    if person && rest.iter().any(|piece| office(piece) && shape::land(&piece.text).is_none()) {
        return Some(PartyKind::Person);
    }
    let alone = !name.contains(' ') && name.starts_with(char::is_uppercase) && !shape::is_acronym(name);
    if alone && rest.first().is_some_and(|piece| shape::is_office(&piece.text)) {
        return Some(PartyKind::Person);
    }
    if rest
        .first()
        .is_some_and(|piece| piece.bracket && shape::is_acronym(&piece.text) && shape::spells(&piece.text, name))
    {
        return Some(PartyKind::Organisation);
    }
    if person && shape::is_known_person(name) && !rest.iter().any(|piece| looks_translation(name, piece)) {
        return Some(PartyKind::Person);
    }
    if person
        && rest.iter().any(|piece| {
            shape::is_organisation(&piece.text) && piece.text.split(' ').count() > 1 && !looks_translation(name, piece)
        })
    {
        return Some(PartyKind::Person);
    }
    None
}

fn looks_translation(name: &str, piece: &Piece) -> bool {
    piece.bracket && !shape::is_person(name)
}

fn read_person(row: &mut Row, pieces: Vec<Piece>, titles: &str) {
    let last = pieces.len().saturating_sub(1);
    let lands: Vec<bool> = pieces.iter().map(|piece| shape::land(&piece.text).is_some()).collect();
    let open: Vec<bool> = pieces.iter().map(|piece| !piece.bracket).collect();
    let bodies: Vec<bool> = pieces
        .iter()
        .map(|piece| !piece.bracket && shape::is_organisation(&piece.text) && !shape::begins_office(&piece.text))
        .collect();
    for (at, piece) in pieces.into_iter().enumerate() {
        let inner: Vec<Piece> = if piece.bracket { split_commas(&piece.text) } else { vec![piece] };
        let count = inner.len();
        for (inside, piece) in inner.into_iter().enumerate() {
            let before_land = if count > 1 {
                inside + 1 < count
            } else {
                at < last && lands.get(at + 1) == Some(&true) && open.get(at + 1) == Some(&true)
            };
            // What stands between a name and a body is the office, whatever its words: a town would stand behind the body.
            let unknown = row.role.is_none()
                && row.affiliation.is_none()
                && count == 1
                && at < last
                && bodies.get(at + 1) == Some(&true);
            if unknown && is_unknown(&piece.text) {
                row.role = Some(piece.text);
                continue;
            }
            person_piece(row, &piece.text, before_land);
        }
    }
    if row.role.is_none() && !titles.is_empty() {
        row.role = Some(titles.to_owned());
    }
}

/// Whether no word list tells what a field is.
fn is_unknown(text: &str) -> bool {
    shape::land(text).is_none()
        && !shape::is_organisation(text)
        && !shape::is_acronym(text)
        && !shape::begins_office(text)
        && !shape::is_place(text)
        && !suffix::is_town_by_word(text)
        && !suffix::is_letters(text)
        && !suffix::is_no_field(text)
        && suffix::signed_for(text).is_none()
        && text.split(' ').count() <= 4
}

fn person_piece(row: &mut Row, text: &str, before_land: bool) {
    if (suffix::is_letters(text) && shape::land(text).is_none()) || suffix::is_no_field(text) {
        return;
    }
    if let Some(land) = shape::land(text) {
        row.land = row.land.or(Some(land));
    } else if suffix::is_trade(text) && row.role.is_none() {
        row.role = Some(text.to_owned());
    } else if let Some(body) = suffix::signed_for(text) {
        join(&mut row.affiliation, body);
    } else if let Some((body, office)) = split_office_behind(text) {
        join(&mut row.role, office);
        join(&mut row.affiliation, body);
    } else if shape::begins_office(text)
        || (row.role.is_none() && row.affiliation.is_none() && starts_small(text) && !shape::is_organisation(text))
    {
        let (role, affiliation) = split_office(text);
        join(&mut row.role, role);
        if let Some(affiliation) = affiliation {
            join(&mut row.affiliation, affiliation);
        }
    } else if shape::is_organisation(text) || shape::is_acronym(text) {
        join(&mut row.affiliation, text);
    } else if (shape::is_place(text) && text.split(' ').count() <= 3)
        || suffix::is_town_by_word(text)
        || (row.role.is_some() && shape::is_unspaced(text) && text.chars().count() <= 3)
    {
        // A town: no field of a row.
    } else if before_land && text.split(' ').count() <= 2 && !is_small(&fold(text.split(' ').next().unwrap_or(""))) {
        // A town before its country: no field of a row.
    } else if row.affiliation.is_some() || text.split(' ').count() > 1 || shape::is_unspaced(text) {
        join(&mut row.affiliation, text);
    }
}

pub(super) fn starts_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

fn join(field: &mut Option<String>, more: &str) {
    match field {
        Some(field) => {
            field.push_str(", ");
            field.push_str(more);
        }
        None => *field = Some(more.to_owned()),
    }
}

fn read_organisation(row: &mut Row, pieces: Vec<Piece>) {
    take_other_name(row);
    if !pieces.iter().any(|piece| piece.bracket && shape::is_acronym(&piece.text)) {
        take_leading_acronym(row);
    }
    let count = pieces.len();
    let mut kept_open = true;
    for (at, piece) in pieces.iter().enumerate() {
        let next_is_land = pieces.get(at + 1).is_some_and(|next| shape::land(&next.text).is_some());
        if piece.bracket {
            organisation_bracket(row, &piece.text);
            continue;
        }
        if let Some(land) = shape::land(&piece.text)
            .filter(|_| at + 1 == count || next_is_land || pieces[at + 1..].iter().all(|next| next.bracket))
        {
            row.land = row.land.or(Some(land));
            kept_open = false;
        } else if kept_open && shape::is_legal_form(&piece.text) {
            row.name.push_str(", ");
            row.name.push_str(&piece.text);
        } else if shape::is_acronym(&piece.text) && row.acronym.is_none() && at + 2 >= count && kept_open {
            row.acronym = Some(piece.text.clone());
        } else if at == 0 && shape::is_organ(&row.name) && shape::is_organisation(&piece.text) {
            row.affiliation = Some(piece.text.clone());
        } else if is_town_behind(&pieces, at) {
            kept_open = false;
        } else if kept_open {
            row.name.push_str(", ");
            row.name.push_str(&piece.text);
        }
    }
}

/// Whether a piece behind the name of an organisation is its town.
fn is_town_behind(pieces: &[Piece], at: usize) -> bool {
    let Some(piece) = pieces.get(at) else { return false };
    let last = at + 1 == pieces.len();
    let next_is_land = pieces.get(at + 1).is_some_and(|next| shape::land(&next.text).is_some());
    let known = last && (shape::is_place(&piece.text) || suffix::is_town_by_word(&piece.text));
    ((next_is_land || known) && is_town(&piece.text))
        || (last && at == 0 && is_uncased_word(&piece.text) && !shape::is_organisation(&piece.text))
}

/// "Friends of the Light / Les Amis du phare": the name, and the name in another language.
fn take_other_name(row: &mut Row) {
    let Some((name, other)) = row.name.split_once(" / ").filter(|(_, other)| !other.contains(" / ")) else { return };
    if row.translation.is_none() && shape::is_organisation(name) && shape::is_organisation(other) {
        row.translation = Some(other.trim().to_owned());
        row.name = name.trim().to_owned();
    }
}

/// One word of a script without capitals: behind an organisation its town.
fn is_uncased_word(text: &str) -> bool {
    !text.contains(' ')
        && !shape::is_unspaced(text)
        && text.chars().all(|each| !each.is_uppercase() && !each.is_lowercase())
}

/// One or two words with capitals before a country.
fn is_town(text: &str) -> bool {
    text.split(' ').count() <= 2
        && !shape::is_organisation(text)
        && text.split(' ').all(|word| word.chars().next().is_some_and(char::is_uppercase))
}

/// "ACR Name", "ACR: Name".
fn take_leading_acronym(row: &mut Row) {
    let Some((first, rest)) = row.name.split_once([' ', ':']) else { return };
    let rest = rest.trim_start_matches([' ', ':', '-', '–', '—']);
    let bare = first.trim_matches(['(', ')', ':']);
    let capitals_only = !rest.chars().any(char::is_lowercase) && rest.chars().any(char::is_uppercase);
    let telling = shape::spells(bare, rest)
        || (!rest.contains(" - ") && shape::is_organisation(rest) && first.chars().count() <= 8);
    let followed = rest.contains(' ')
        || (shape::is_organisation(rest)
            && !ORGANISATION.has_whole(&fold(rest))
            && !bare.chars().any(char::is_lowercase));
    if shape::is_acronym(bare)
        && followed
        && !capitals_only
        && telling
        && shape::land_name(bare).is_none()
        && !starts_small(rest)
    {
        row.acronym = Some(bare.to_owned());
        row.name = rest.to_owned();
    }
}

fn organisation_bracket(row: &mut Row, text: &str) {
    let inner = split_commas(text);
    let folded = fold(text);
    if is_total(text, &folded) || super::ends::is_personal(text) {
        return;
    }
    let code = country::code_of(text).filter(|_| !shape::begins_words(text, &row.name)).map(Land::Code);
    if let Some(land) = shape::land(text).or(code) {
        row.land = row.land.or(Some(land));
    } else if is_acronym_of(text, &row.name) && row.acronym.is_none() {
        row.acronym = Some(text.to_owned());
    } else if shape::is_acronym(&row.name)
        && row.acronym.is_none()
        && row.translation.is_none()
        && shape::spells(&row.name, text)
    {
        row.acronym = Some(std::mem::replace(&mut row.name, text.to_owned()));
    } else if inner.len() > 1
        && inner.iter().any(|piece| shape::land(&piece.text).is_some() || shape::is_acronym(&piece.text))
    {
        for piece in inner {
            if shape::land(&piece.text).is_some()
                || shape::is_acronym(&piece.text)
                || shape::is_organisation(&piece.text)
            {
                organisation_bracket(row, &piece.text);
            }
        }
    } else if (shape::is_place(text) || row.name.split(' ').any(|word| word == text))
        && is_town(text)
        && !FACTION.any(&folded)
    {
        // A town behind an organisation: no field of a row.
    } else if row.translation.is_none() && (other_script(text, &row.name) || is_translation(&folded)) {
        row.translation = Some(text.to_owned());
    } else {
        row.name = if shape::is_unspaced(&row.name) {
            format!("{}（{text}）", row.name)
        } else {
            format!("{} ({text})", row.name)
        };
    }
}

/// "(이상 3개 단체)", "(12 organisations)": how many there are, which is no part of a name.
fn is_total(text: &str, folded: &str) -> bool {
    const COUNTED: &[&str] = &[
        "organisations",
        "organizations",
        "signatures",
        "signatories",
        "members",
        "groups",
        "organizaciones",
        "firmas",
        "signataires",
        "mitglieder",
    ];
    text.chars().any(char::is_numeric)
        && text.len() < 60
        && (folded.split(' ').any(|word| COUNTED.contains(&word))
            || (text.chars().any(shape::is_unspaced_letter)
                && text.trim_end().ends_with(['体', '體', '체', '名', '人', '명', '个', '個'])))
}

/// Words for a part of a body: in brackets behind its name they say which, and translate nothing.
fn is_part(word: &str) -> bool {
    matches!(
        word,
        "branch"
            | "branches"
            | "section"
            | "chapter"
            | "local"
            | "lodge"
            | "district"
            | "region"
            | "regional"
            | "seccion"
            | "filial"
            | "seccional"
            | "sezione"
            | "secao"
            | "nucleo"
            | "ortsgruppe"
            | "ortsverband"
            | "ortsverein"
            | "landesverband"
            | "kreisverband"
            | "abteilung"
            | "afdeling"
            | "oddzial"
            | "kolo"
            | "отделение"
            | "отдел"
            | "відділення"
            | "subesi"
            | "avdeling"
            | "avdelning"
            | "antenne"
    )
}

/// Some words with the word for an organisation among them, that do not begin as the name of a faction does.
fn is_translation(folded: &str) -> bool {
    let first = folded.split(' ').next().unwrap_or("");
    // "(Workers' Party)" names a party, "(Workers' Opposition)" a part of one.
    let headed = || folded.split(' ').skip(1).any(|word| ORGANISATION.has(word) && !FACTION.has(word));
    folded.contains(' ')
        && ORGANISATION.any(folded)
        && (!FACTION.any(first) || headed())
        && !folded.split(' ').any(is_part)
}

pub(super) fn is_acronym_of(text: &str, name: &str) -> bool {
    let capitals = text.chars().filter(|each| each.is_uppercase()).count();
    let word = (shape::is_acronym(text) && (shape::spells(text, name) || !FACTION.any(&fold(text))))
        || (capitals >= 2 && text.chars().count() <= 14 && !text.contains(' ') && shape::spells(text, name));
    word || shape::is_initials(text, name)
}

fn other_script(one: &str, other: &str) -> bool {
    let script = |text: &str| text.chars().find(|each| each.is_alphabetic()).map(|each| (each as u32) >= 0x370);
    matches!((script(one), script(other)), (Some(one), Some(other)) if one != other)
}

/// "Chile – Telares": a country that stands first.
fn take_leading_country(row: &mut Row, pieces: &mut Vec<Piece>) {
    let leads = pieces.len() > 1
        && pieces.first().is_some_and(|piece| !piece.bracket && shape::land_name(&piece.text).is_some());
    let more = pieces.get(1).is_some_and(|piece| {
        !piece.bracket && !shape::begins_office(&piece.text) && shape::land(&piece.text).is_none()
    });
    if leads && more {
        row.land = shape::land(&pieces.remove(0).text);
    }
}

/// "The General Secretary, Jane Poe": the name goes first.
fn turn_office_first(pieces: &mut [Piece]) {
    let office = pieces.first().is_some_and(|piece| is_office_of(&piece.text));
    if let (true, Some(at)) =
        (office, pieces.iter().position(|piece| shape::is_person(tidy::without_titles(&piece.text).1)))
    {
        pieces.swap(0, at);
        let article =
            pieces[at].text.split_once(' ').filter(|(first, rest)| is_small(&fold(first)) && !rest.is_empty());
        if let Some(bare) = article.map(|(_, rest)| rest.to_owned()) {
            pieces[at].text = bare;
        }
    }
}

/// Whether a text is an office, with or without its body, and no name of a person.
pub(super) fn is_office_of(text: &str) -> bool {
    shape::is_office(text)
        || (shape::begins_office(text) && !shape::is_person(suffix::without_letters(tidy::without_titles(text).1).0))
}

/// Whether a word is a courtesy or a title.
pub(super) fn is_title(folded: &str) -> bool {
    TITLE.has(folded) || COURTESY.has(folded)
}
