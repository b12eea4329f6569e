//! Lines that announce a list or a group in it: "Signatories as of 3 March 2021:", "New signatories", "Austria".

use broadside_model::{Edtf, PartyKind};

use super::line::{Line, Marker};
use super::shape::{self, Land};
use super::words::{CUES, is_small};
use super::{date, sentence, tidy};
use crate::knowledge::country::fold;

/// How a line announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    /// Only in a list, above a group.
    Group,
    /// Where what follows looks like a list.
    Weak,
    /// In a sentence that ends in a colon.
    Sentence,
    /// By itself.
    Strong,
}

/// The head of a group of rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// What it says, without date and colon; empty where it says no more than a country.
    pub name: String,
    /// The country its rows are of.
    pub land: Option<Land>,
    pub as_of: Option<Edtf>,
    /// What it says its rows are.
    pub kind: Option<PartyKind>,
    /// Depth: 1 the highest.
    pub level: u8,
}

/// Words in heads of groups of persons.
const PERSONS: &[&str] = &[
    "individuals",
    "individual",
    "persons",
    "people",
    "academics",
    "scholars",
    "writers",
    "artists",
    "scientists",
    "personas",
    "individuales",
    "personalidades",
    "personnes",
    "personnalites",
    "individus",
    "einzelpersonen",
    "personen",
    "personlichkeiten",
    "persone",
    "personalita",
    "singoli",
    "pessoas",
    "individuos",
    "лица",
    "частные",
    "личности",
    "граждане",
    "kisiler",
    "bireyler",
    "osoby",
    "individuen",
    "enskilda",
    "privatpersoner",
    "个人",
    "個人",
    "개인",
    "أفراد",
    "الأفراد",
    "شخصيات",
];
/// Words in heads of groups of organisations beyond those that stand in names of organisations.
const ORGANISATIONS: &[&str] = &[
    "organisations",
    "organizations",
    "organizaciones",
    "organisationen",
    "organizzazioni",
    "organizacoes",
    "организации",
    "организации",
    "kurumlar",
    "orgutler",
    "organizacje",
    "organisaties",
    "organisationer",
    "organizacije",
    "οργανωσεις",
    "groups",
    "institutions",
    "instituciones",
    "entidades",
    "colectivos",
    "associations",
    "المنظمات",
    "المؤسسات",
    "संगठन",
    "团体",
    "団体",
    "단체",
    "parties",
    "partidos",
    "partis",
    "parteien",
    "partiti",
    "universities",
];
/// Words before a date that are no part of the head's name.
const DATE_WORDS: &[&str] = &[
    "as",
    "of",
    "at",
    "by",
    "on",
    "until",
    "till",
    "received",
    "to",
    "up",
    "date",
    "dated",
    "stand",
    "am",
    "bis",
    "zum",
    "vom",
    "al",
    "a",
    "el",
    "hasta",
    "recibidas",
    "fecha",
    "au",
    "en",
    "du",
    "le",
    "recues",
    "jusqu",
    "jusqu'au",
    "до",
    "на",
    "по",
    "состоянию",
    "с",
    "stan",
    "dzien",
    "dnia",
    "do",
    "per",
    "op",
    "tot",
    "ate",
    "em",
    "dia",
    "tarihi",
    "itibariyle",
    "itibariyla",
    "the",
    "before",
    "since",
    "from",
    "collected",
    "added",
    "in",
    "截至",
    "截止",
];

/// How a line announces; `None` where it does not.
pub(super) fn cue(line: &Line) -> Option<Cue> {
    let text = line.text.as_str();
    if matches!(line.marker, Marker::Bullet | Marker::Signed)
        || text.len() > 360
        || text.contains("](")
        || text.is_empty()
    {
        return None;
    }
    let cue = announces(text, line.heading.is_some()).filter(|_| !is_menu(&fold(text)));
    if matches!(line.marker, Marker::Number(_)) {
        cue.filter(|cue| *cue == Cue::Strong && line.text.split(' ').count() <= 5)
    } else {
        cue
    }
}

/// Whether a folded line is an entry of a web page's menu.
fn is_menu(folded: &str) -> bool {
    ["sign in", "sign up", "log in", "sign out"].iter().any(|words| folded.starts_with(words))
}

/// How a text announces, on a line of its own or before a colon.
pub(super) fn announces(text: &str, heading: bool) -> Option<Cue> {
    let text = if is_title_with_stop(text) { text.trim_end_matches('.') } else { text };
    if ends_sentence(text) {
        return None;
    }
    let bare = text.trim_end_matches(['*', '_', ' ', ')', '）']);
    let colon = bare.ends_with([':', '：']);
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(' ').filter(|word| !word.is_empty() && !word.chars().all(char::is_numeric)).collect();
    let count = if shape::is_unspaced(text) { words.len().max(text.chars().count() / 4) } else { words.len() };
    if count > if colon { 34 } else { 14 } {
        return None;
    }
    let strong = CUES.strong.any(&folded);
    let short = if shape::is_unspaced(text) { text.chars().count() <= 16 } else { count <= 6 };
    if strong && !(colon && demands(&words)) {
        if short || (heading && count <= 12) || (count <= 9 && (colon || date::find(text).is_some())) {
            return Some(Cue::Strong);
        }
        if colon && count <= 34 {
            return Some(Cue::Sentence);
        }
    }
    if (colon || heading || short) && count <= 14 && CUES.weak.any(&folded) && !demands(&words) {
        return Some(if colon || heading || count <= 3 { Cue::Weak } else { Cue::Group });
    }
    let group = count <= 8
        && words.iter().any(|word| !is_small(word))
        && words.iter().all(|word| {
            CUES.group.has(word)
                || CUES.weak.has(word)
                || CUES.strong.has(word)
                || is_small(word)
                || PERSONS.contains(word)
                || ORGANISATIONS.contains(word)
        });
    group.then_some(Cue::Group)
}

/// Whether a line ends as a sentence does: it announces nothing.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '。', '।', '؟']) && !is_title_with_stop(text)
}

/// "SIGNATORIES.": old print ends its titles with a full stop.
fn is_title_with_stop(text: &str) -> bool {
    text.len() < 40 && text.ends_with('.') && !text.chars().any(char::is_lowercase) && text.split(' ').count() <= 3
}

/// Whether a sentence leads to what is asked for rather than to who asks.
fn demands(words: &[&str]) -> bool {
    words.last().is_some_and(|last| LEADS_ON.contains(last)) || words.iter().any(|word| DEMANDS.contains(word))
}

/// Words at the end of a sentence that leads to what is asked for.
const LEADS_ON: &[&str] = &[
    "to",
    "that",
    "que",
    "dass",
    "чтобы",
    "a",
    "zu",
    "we",
    "demand",
    "demands",
    "want",
    "exigimos",
    "demandamos",
    "exigeons",
    "demandons",
    "fordern",
    "требуем",
    "chiediamo",
    "exigem",
    "istiyoruz",
    "zadamy",
    "eisen",
    "insist",
    "believe",
    "declare",
    "declaramos",
    "declarons",
    "erklaren",
    "заявляем",
];
/// Words that ask.
const DEMANDS: &[&str] =
    &["demand", "urge", "calls", "exigimos", "exigeons", "demandons", "fordern", "требуем", "instamos", "chiediamo"];

/// The head that a line is.
pub(super) fn head(text: &str, level: u8) -> Head {
    let text = without_asides(&tidy::clean(text));
    let mut head = Head { level, ..Head::default() };
    let mut name = text.trim_end_matches([':', '：', ' ']).to_owned();
    if let Some((edtf, range)) = date::find(&name) {
        head.as_of = Some(edtf);
        name = without_date(&name, range);
    }
    let folded = fold(&name);
    let bare = name.trim_end_matches([':', '：', ' ']);
    if shape::is_continent(&folded) {
        head.kind = None;
    } else if let Some(land) = shape::land(bare).filter(|land| *land == Land::None || shape::land_name(bare).is_some())
    {
        head.land = Some(land);
        name = String::new();
    } else if let Some(land) = bare
        .split_once(" (")
        .filter(|(_, count)| !count.contains(char::is_alphabetic))
        .and_then(|(before, _)| shape::land(before))
    {
        head.land = Some(land);
        name = String::new();
    }
    let persons =
        folded.split(' ').any(|word| PERSONS.contains(&word)) && !shape::is_organisation(&without_persons(&folded));
    head.kind = if persons || (shape::is_unspaced(&folded) && folded.ends_with(['人', '者'])) {
        Some(PartyKind::Person)
    } else if folded.split(' ').any(|word| ORGANISATIONS.contains(&word)) || shape::is_organisation(&name) {
        Some(PartyKind::Organisation)
    } else {
        None
    };
    head.name = name.trim_matches([' ', '(', ',', '-', '–', '—', ':']).to_owned();
    head
}

/// Words in brackets that say how a list is put in order, or that it goes on.
const ASIDES: &[&str] = &[
    "continued",
    "cont",
    "contd",
    "cont d",
    "suite",
    "continuacion",
    "continuacao",
    "fortsetzung",
    "segue",
    "continua",
    "продолжение",
    "devami",
    "ciag dalszy",
    "vervolg",
    "forts",
    "alphabetical",
    "alphabetically",
    "alphabetic",
    "order",
    "alfabetico",
    "alfabetica",
    "alphabetique",
    "alphabetisch",
    "alphabetischer",
    "reihenfolge",
    "alfabetic",
    "alfabetische",
    "алфавиту",
    "алфавитном",
    "алфавите",
    "alfabetik",
    "alfabetyczna",
    "alfabetycznie",
    "αλφαβητικα",
    "αλφαβητικη",
];
const UNSPACED_ASIDES: &[&str] = &["順", "顺", "続き", "续", "續", "순"];

/// The text of a head without brackets that say how the list is put in order, or that it goes on.
fn without_asides(text: &str) -> String {
    let Some((open, close)) =
        text.find(['(', '（']).and_then(|open| Some((open, open + text[open..].find([')', '）'])?)))
    else {
        let bare = text.trim_end_matches([':', ' ']);
        let going_on = bare.rsplit_once([' ', '-', '–', '—']).filter(|(_, last)| fold(last) == "continued");
        return going_on.map_or(text, |(before, _)| before.trim_end_matches([' ', '-', '–', '—', ','])).to_owned();
    };
    let inner = &text[open..close];
    let aside = fold(inner).split(' ').any(|word| ASIDES.contains(&word))
        || UNSPACED_ASIDES.iter().any(|mark| inner.ends_with(mark));
    if !aside {
        return text.to_owned();
    }
    let behind = text[close..].chars().next().map_or(0, char::len_utf8);
    format!("{} {}", text[..open].trim_end(), text[close + behind..].trim_start()).trim().to_owned()
}

fn without_persons(folded: &str) -> String {
    folded.split(' ').filter(|word| !PERSONS.contains(word)).collect::<Vec<_>>().join(" ")
}

fn without_date(name: &str, range: std::ops::Range<usize>) -> String {
    let mut before = name[..range.start].trim_end().to_owned();
    let behind = name[range.end..].trim_matches([')', '）', ' ', ':', '.', ']', ',']).to_owned();
    loop {
        let trimmed = before.trim_end_matches(['(', '（', '[', ' ', ',', '-', '–', ':']).to_owned();
        let last = trimmed.rsplit([' ', '(', '（', '\'', '’']).next().unwrap_or("");
        if last.is_empty() || !DATE_WORDS.contains(&fold(last).as_str()) {
            before = trimmed;
            break;
        }
        before = trimmed[..trimmed.len() - last.len()].to_owned();
    }
    let behind = if behind.split(' ').all(|word| {
        word.is_empty() || matches!(fold(word).as_str(), "года" | "г" | "r" | "roku" | "tarihi" | "itibariyle")
    }) {
        String::new()
    } else {
        behind
    };
    format!("{before} {behind}").trim().to_owned()
}

/// "Signed: A, B" or "Austria: A, B": the head and what stands behind it on the same line.
pub(super) fn inline(line: &Line) -> Option<(Head, usize)> {
    let text = line.text.as_str();
    if matches!(line.marker, Marker::Signed) {
        return None;
    }
    let colon = text.char_indices().take(90).find(|(_, character)| matches!(character, ':' | '：')).map(|(at, _)| at);
    let Some(at) = colon else { return sentence::names(text).map(|at| (Head { level: 8, ..Head::default() }, at)) };
    let mark = text[at..].chars().next().map_or(1, char::len_utf8);
    let (left, right) = (&text[..at + mark], text[at + mark..].trim());
    if right.trim_matches(['*', ' ', '_']).is_empty() || right.starts_with("//") {
        return None;
    }
    let bare = left.trim_matches(['*', '_', ' ', ':', '：']);
    let land = shape::land_name(bare).is_some() || shape::land(bare) == Some(Land::None);
    let announced =
        matches!(announces(left, false), Some(Cue::Strong | Cue::Weak | Cue::Sentence)) && line.marker == Marker::None;
    (land || announced).then(|| (head(left, 8), text.len() - right.len()))
}

/// "Trade unions: A, B" within a list: the head of a group, and what stands behind it on the same line.
pub(super) fn inline_group(line: &Line) -> Option<(Head, usize)> {
    let text = line.text.as_str();
    let (left, right) =
        text.split_once([':', '：']).filter(|(left, right)| left.len() <= 48 && !right.trim().is_empty())?;
    let folded = fold(left);
    let words = || folded.split(' ').filter(|word| !word.is_empty());
    let group = words().count() <= 4
        && words().any(|word| PERSONS.contains(&word) || ORGANISATIONS.contains(&word) || CUES.group.has(word))
        && words().all(|word| {
            PERSONS.contains(&word)
                || ORGANISATIONS.contains(&word)
                || CUES.group.has(word)
                || CUES.weak.has(word)
                || is_small(word)
        });
    let right = right.trim();
    (group && line.marker != Marker::Signed).then(|| (head(left, 9), text.len() - right.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn announcements() {
        for text in [
            "Signatories",
            "Signed by:",
            "Organizaciones firmantes:",
            "Premiers signataires :",
            "联署团体：",
            "The following delegations signed:",
            "Signatures received by 15 May 2020:",
            "Подписали:",
            "Signatures",
        ] {
            assert_eq!(announces(text, false), Some(Cue::Strong), "{text}");
        }
        assert_eq!(
            announces(
                "The organisations that took part in the meeting in Eastmoor last week have signed this letter:",
                false
            ),
            Some(Cue::Sentence)
        );
        assert_eq!(announces("Individuals:", false), Some(Cue::Weak));
        for text in [
            "Their signatories, as the founders were called, met in Eastmoor.",
            "We, the undersigned, call on the ministry to:",
            "The weavers' schools",
            "Exigimos:",
        ] {
            assert_eq!(announces(text, false), None, "{text}");
        }
    }

    #[test]
    fn heads_without_their_dates() {
        for (text, name, as_of) in [
            ("Signatories as of 3 March 2021:", "Signatories", Some("2021-03-03")),
            ("New signatories (as of 1 June 2021):", "New signatories", Some("2021-06-01")),
            ("Signatures received by 15 May 2020:", "Signatures", Some("2020-05-15")),
            ("Nuevas firmas:", "Nuevas firmas", None),
            ("Austria", "", None),
        ] {
            let head = head(text, 8);
            assert_eq!(
                (head.name.as_str(), head.as_of.map(|edtf| edtf.to_string()).as_deref()),
                (name, as_of),
                "{text}"
            );
        }
    }
}
