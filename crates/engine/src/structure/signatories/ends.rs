//! Lines that end a list, or only seem to: datelines, sentences, how many others there are.

use super::{date, shape, tail, tidy};
use crate::knowledge::country::fold;

/// A row may be long, when it begins with a name.
pub(super) fn shape_row(text: &str) -> bool {
    let first = text.split([',', '(', '–']).next().unwrap_or("").trim();
    let named = shape::is_person(tidy::without_titles(first).1)
        || (shape::is_organisation(first) && first.split(' ').count() < 16);
    named && !text.ends_with(['!', '?']) && first.len() < text.len().max(2)
}

/// Whether a line ends as a sentence does.
pub(super) fn shape_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '。']) && text.split(' ').count() > 4
}

/// Whether a line is no more than place and date.
pub(super) fn dateline(text: &str) -> bool {
    date::find(text).is_some_and(|(_, range)| {
        let rest = text.len() - range.len();
        rest < 4
            || (rest < 40
                && !shape::is_organisation(text)
                && !shape::is_person(text[..range.start].trim_end_matches([',', ' '])))
    })
}

/// Whether a line is place and date, the place one that could be a name as well: "Vale Alto, 3 May 1988".
pub(super) fn loose_dateline(text: &str) -> bool {
    date::find(text).is_some_and(|(_, range)| {
        let place = text[..range.start].trim_end_matches([',', ' ']);
        text.len() - range.len() < 40
            && range.end == text.len()
            && !shape::is_organisation(text)
            && !shape::is_likely_person(place)
    })
}

/// Whether a line says no more than how many others there are.
pub(super) fn tail_only(text: &str) -> bool {
    tail::others(text).is_some() && text.split(' ').count() <= 14 && !text.contains([',', ';'])
        || tail::others(text).is_some() && text.starts_with(char::is_lowercase)
}

/// Words before those who get copies.
const COPIES: &[&str] = &[
    "cc",
    "bcc",
    "c c",
    "copy",
    "copy to",
    "copies",
    "copies to",
    "with copies to",
    "copie",
    "copie a",
    "copies a",
    "copia",
    "copia a",
    "c copia",
    "con copia a",
    "con copia",
    "kopie",
    "kopie an",
    "kopien an",
    "in kopie",
    "nachrichtlich",
    "copia per conoscenza",
    "p c",
    "com copia para",
    "копия",
    "копии",
    "копія",
    "kopia",
    "do wiadomosci",
    "afschrift",
    "afschrift aan",
    "bilgi",
    "dagitim",
    "نسخة إلى",
    "نسخة",
    "抄送",
    "抄報",
    "प्रतिलिपि",
    "κοινοποιηση",
    "distribution",
    "enclosures",
    "encl",
    "enclosure",
];

/// "cc: The Mayor": a line that says who gets copies.
pub(super) fn is_copy(text: &str) -> bool {
    let Some((word, _)) = text.split_once([':', '：']) else {
        return text.split_once(' ').is_some_and(|(word, rest)| {
            matches!(word, "cc" | "CC" | "c.c." | "Cc") && rest.starts_with(char::is_uppercase)
        });
    };
    word.len() < 40 && COPIES.contains(&fold(word).as_str())
}

/// "in a personal capacity", "affiliations for identification only": what a list says of those it names.
pub(super) fn is_personal(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "personal capacity",
        "individual capacity",
        "identification only",
        "identification purposes",
        "for identification",
        "titulo personal",
        "titre personnel",
        "titre individuel",
        "personlicher eigenschaft",
        "als privatperson",
        "titolo personale",
        "titulo pessoal",
        "persoonlijke titel",
        "личном качестве",
        "от своего имени",
    ];
    let folded = fold(text);
    WORDS.iter().any(|words| folded.contains(words))
}

/// A word that takes leave on a line of its own above the name: "Eure", "Yours".
pub(super) fn is_leave(text: &str) -> bool {
    text.len() < 16
        && matches!(
            fold(text).as_str(),
            "eure"
                | "euer"
                | "ihr"
                | "ihre"
                | "deine"
                | "dein"
                | "yours"
                | "votre"
                | "vos"
                | "votres"
                | "vostro"
                | "vostra"
                | "tuyo"
                | "suyo"
                | "suya"
                | "vuestro"
                | "vuestra"
                | "ваш"
                | "ваша"
                | "ваши"
                | "wasz"
                | "love"
                | "best"
                | "thanks"
                | "cheers"
                | "amen"
                | "danke"
                | "merci"
                | "gracias"
        )
}

/// "1,199 signatures": a line that says how many have signed, and names none.
pub(super) fn is_count(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits == 0 || text.len() > 60 || text.ends_with([':', '：']) {
        return false;
    }
    let folded = fold(text);
    let mut words = folded.split(' ').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit())).peekable();
    words.peek().is_some() && words.all(|word| super::words::CUES.strong.has(word) || COUNTED.contains(&word))
}

/// Words beside the number of those who have signed.
const COUNTED: &[&str] = &[
    "people",
    "persons",
    "supporters",
    "have",
    "so",
    "far",
    "already",
    "total",
    "of",
    "in",
    "goal",
    "needed",
    "more",
    "now",
    "verified",
    "personas",
    "han",
    "ya",
    "personnes",
    "ont",
    "deja",
    "menschen",
    "haben",
    "bereits",
    "von",
    "bisher",
    "supporter",
    "persone",
    "hanno",
    "pessoas",
    "ja",
    "человек",
    "уже",
    "kisi",
    "osob",
];

/// "Contact : 14, rue des Cordiers": a line that says where to write.
pub(super) fn is_contact(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "contact",
        "contacts",
        "contacto",
        "contato",
        "contatto",
        "kontakt",
        "address",
        "adresse",
        "direccion",
        "endereco",
        "indirizzo",
        "anschrift",
        "phone",
        "telephone",
        "telefono",
        "telefon",
        "email",
        "e mail",
        "fax",
        "website",
        "web",
        "press contact",
        "cc",
        "bcc",
        "copy to",
        "copies to",
        "copie à",
        "copia a",
        "kopie an",
        "адрес",
        "контакты",
    ];
    text.split_once([':', '：']).is_some_and(|(word, _)| word.len() < 30 && WORDS.contains(&fold(word).as_str()))
}
