//! What a run of words looks like: a person, an organisation, an office, a country, an acronym, prose.

pub(super) use super::land::{Land, country_of, is_continent, land, land_name};
use super::words::{GROUP, ORGANISATION, ROLE, is_small};
use crate::knowledge::country::fold;
use crate::knowledge::{persons, phrase, places};

/// Small words inside names of persons.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "van", "von", "der", "den", "ter", "ten", "la",
    "le", "el", "al", "bin", "ben", "ibn", "bint", "y", "e", "zu", "af", "av", "d'", "d’", "dela", "san", "abu",
    "ould", "st.",
];
/// Words that with a word for an office make an office.
const OFFICE_MODIFIERS: &[&str] = &[
    "general",
    "first",
    "second",
    "deputy",
    "national",
    "executive",
    "vice",
    "senior",
    "the",
    "le",
    "la",
    "el",
    "der",
    "die",
    "o",
    "a",
    "il",
    "of",
    "acting",
    "joint",
    "honorary",
    "political",
    "international",
    "managing",
    "generale",
    "generala",
    "nacional",
    "ejecutivo",
    "adjunto",
    "adjoint",
    "geral",
    "nazionale",
    "генеральныи",
    "первыи",
    "генеральнии",
    "genel",
    "generalny",
    "algemeen",
    "general.",
    "l",
    "in",
    "charge",
    "de",
    "del",
    "organizacion",
    "organising",
    "organizing",
    "central",
    "co",
];
/// Words for offices that are first names too.
const ALSO_FIRST_NAMES: &[&str] =
    &["dean", "rector", "bishop", "judge", "prior", "abad", "baker", "cook", "mayor", "poeta"];
/// Words for organs, which are no organisations by themselves.
const ORGANS: &[&str] = &[
    "executive",
    "central",
    "national",
    "political",
    "organising",
    "organizing",
    "international",
    "committee",
    "bureau",
    "department",
    "secretariat",
    "council",
    "board",
    "politburo",
    "relations",
    "of",
    "the",
    "general",
    "standing",
    "provisional",
    "comite",
    "ejecutivo",
    "nacional",
    "buro",
    "politico",
    "secretariado",
    "direccion",
    "consejo",
    "junta",
    "directiva",
    "comision",
    "politica",
    "internacional",
    "relaciones",
    "internacionales",
    "de",
    "direction",
    "nationale",
    "bureau",
    "politique",
    "commission",
    "administrative",
    "conseil",
    "federal",
    "zentralkomitee",
    "vorstand",
    "bundesvorstand",
    "parteivorstand",
    "zentralvorstand",
    "geschaftsfuhrender",
    "comitato",
    "centrale",
    "esecutivo",
    "direzione",
    "segreteria",
    "nazionale",
    "diretorio",
    "executiva",
    "comissao",
    "direcao",
    "secretaria",
    "центральныи",
    "комитет",
    "политбюро",
    "исполком",
    "исполнительныи",
    "правление",
    "совет",
    "merkez",
    "komitesi",
    "yurutme",
    "kurulu",
    "yonetim",
    "genel",
    "komitet",
    "centralny",
    "zarzad",
    "glowny",
    "partijbestuur",
    "bestuur",
    "hoofdbestuur",
    "dagelijks",
    "centraal",
    "κεντρικη",
    "επιτροπη",
    "中央委员会",
    "中央委員会",
    "المكتب",
    "السياسي",
    "اللجنة",
    "المركزية",
];

/// Whether the words of a name of a person are known as first and family names, or it has initials.
pub(super) fn is_known_person(name: &str) -> bool {
    let known = |hash: &u64| persons::name(*hash) != 0;
    is_person(name)
        && (has_initials(name) || (begins_first_name(name) && phrase::words(name).iter().skip(1).any(known)))
}

/// Whether a name of a person begins with a word that is known as a first name, or has initials.
pub(super) fn is_likely_person(name: &str) -> bool {
    is_person(name) && (has_initials(name) || begins_first_name(name))
}

fn has_initials(name: &str) -> bool {
    name.split(' ').any(|word| word.chars().count() == 2 && word.ends_with('.') && word.starts_with(char::is_uppercase))
}

/// Whether a text begins with a word that is known as a first name.
pub(super) fn is_first_name(text: &str) -> bool {
    begins_first_name(text)
}

/// Whether the first word is known as a first name.
fn begins_first_name(name: &str) -> bool {
    phrase::words(name).first().is_some_and(|hash| persons::name(*hash) & persons::FIRST != 0)
}

/// Whether a text is the name of a town or region, whole.
pub(super) fn is_place(text: &str) -> bool {
    let words = phrase::words(text);
    !words.is_empty()
        && words.len() <= 4
        && places::longest(words.iter().copied()).is_some_and(|(length, _)| length == words.len())
}

/// Whether a word could be an acronym: "PTV", "SwissRN", "2i2c", "ICAC-CERCA".
pub(super) fn is_acronym(word: &str) -> bool {
    let count = word.chars().count();
    if !(2..=14).contains(&count)
        || word.contains(char::is_whitespace)
        || !word
            .chars()
            .all(|each| each.is_alphanumeric() || matches!(each, '-' | '.' | '/' | '&' | '\'' | '’' | '(' | ')'))
    {
        return false;
    }
    let letters = word.chars().filter(|each| each.is_alphabetic()).count();
    let upper = word.chars().filter(|each| each.is_uppercase()).count();
    let mixed = word.chars().any(|each| each.is_numeric()) && letters >= 2;
    (upper >= 2 && upper * 2 >= letters && !is_roman(word))
        || (mixed && upper + 1 >= letters && count <= 6)
        || (mixed && count <= 5 && upper == 0 && !word.ends_with(|last: char| last.is_numeric()))
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|each| matches!(each, 'I' | 'V' | 'X' | 'L'))
}

/// Whether a word is the initials of a name: "Ibict" of "Instituto Brasileiro de Informação em Ciência e Tecnologia".
pub(super) fn is_initials(word: &str, name: &str) -> bool {
    let folded = fold(word).replace(' ', "");
    let initials: String =
        fold(name).split(' ').filter(|each| !is_small(each)).filter_map(|each| each.chars().next()).collect();
    folded.chars().count() >= 3 && folded == initials
}

/// Whether the letters of a word begin words of a name, in order.
pub(super) fn begins_words(letters: &str, name: &str) -> bool {
    let folded = fold(name);
    let mut words = folded.split(' ');
    fold(letters).chars().all(|letter| words.any(|word| word.starts_with(letter)))
}

/// Whether the letters of an acronym stand in a name in order, the first at the head of a word.
pub(super) fn spells(acronym: &str, name: &str) -> bool {
    let letters: Vec<char> = fold(acronym).chars().filter(|each| each.is_alphanumeric()).collect();
    let folded = fold(name);
    let Some(first) = letters.first() else { return false };
    if !folded.split(' ').any(|word| word.starts_with(*first)) {
        return false;
    }
    let mut wanted = letters.iter();
    let mut next = wanted.next();
    for character in folded.chars() {
        if next == Some(&character) {
            next = wanted.next();
        }
    }
    next.is_none()
}

/// Whether a run of words has a word that tells an organisation.
pub(super) fn is_organisation(text: &str) -> bool {
    let folded = fold(text);
    ORGANISATION.any(&folded)
        || LEGAL_FORMS.iter().any(|form| text.ends_with(form))
        || (GROUP.any(&folded) && is_title_of_group(text) && land_name(text).is_none())
}

/// Forms of law at the end of a name.
const LEGAL_FORMS: &[&str] = &[
    " e.V.",
    " e. V.",
    " e.V",
    " gGmbH",
    " A.C.",
    " z.s.",
    " z. s.",
    " o.s.",
    " a.s.b.l.",
    " asbl",
    " ASBL",
    " VZW",
    " vzw",
    " ry",
    " S.A.",
    " C.I.C.",
    " CIC",
    " SCRL",
];

/// Whether a text is a form of law and nothing else: "A.C.", "Ltd".
pub(super) fn is_legal_form(text: &str) -> bool {
    LEGAL_FORMS.iter().any(|form| form.trim_start() == text)
        || matches!(
            text,
            "Ltd"
                | "Ltd."
                | "Inc"
                | "Inc."
                | "LLC"
                | "GmbH"
                | "S.L."
                | "S.L"
                | "A. C."
                | "I.A.P."
                | "S.C."
                | "A.R.L."
                | "Onlus"
                | "ODV"
                | "APS"
        )
}

/// Whether a text is short and written as a name: "Passengers Together", "Amigos del tren".
fn is_title_of_group(text: &str) -> bool {
    let (mut words, mut capitals) = (0, 0);
    for first in text.split_whitespace().filter_map(|word| word.chars().next()) {
        words += 1;
        capitals += usize::from(!first.is_lowercase());
    }
    (2..=6).contains(&words)
        && text.starts_with(char::is_uppercase)
        && !text.contains([',', '.', ';', ':'])
        && (capitals * 2 >= words || text.split(' ').next().is_some_and(|first| GROUP.has(&fold(first))))
}

/// Whether a run of words is an office and nothing else: "General Secretary".
pub(super) fn is_office(text: &str) -> bool {
    let folded = fold(text);
    // Without spaces a word for a trade may stand inside the name of a body.
    if is_unspaced(text) && is_organisation(text) {
        return false;
    }
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    (1..=6).contains(&words.len())
        && words.iter().any(|word| ROLE.has(word))
        && words.iter().all(|word| ROLE.has(word) || OFFICE_MODIFIERS.contains(word))
}

/// Whether a run of words is an organ and does not say of what: "Executive Committee".
pub(super) fn is_organ(text: &str) -> bool {
    let folded = fold(text);
    !folded.is_empty()
        && folded.split(' ').count() <= 5
        && folded.split(' ').all(|word| ORGANS.contains(&word))
        && is_organisation(text)
}

/// Whether a run of words begins as an office does, so that what follows may be of what.
pub(super) fn begins_office(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let role = words.clone().position(|word| ROLE.has(word));
    let organisation = words.position(|word| ORGANISATION.has(word) && !ROLE.has(word));
    // Where the head of a name stands last, "Dock Workers' Union" has its trade before it.
    let head_last = folded.chars().next().is_some_and(|first| ('\u{900}'..='\u{dff}').contains(&first))
        && folded.rsplit(' ').next().is_some_and(|last| ORGANISATION.has(last));
    match (role, organisation) {
        (Some(_), Some(_)) if head_last => false,
        (Some(role), Some(organisation)) => role < organisation || is_compound_office(&folded),
        (Some(_), None) => true,
        _ => false,
    }
}

/// Words for bodies that stand before an office: "Research Fellow".
const BEFORE_OFFICES: &[&str] = &[
    "research",
    "community",
    "union",
    "project",
    "programme",
    "program",
    "party",
    "press",
    "school",
    "university",
    "college",
    "museum",
    "hospital",
    "parliamentary",
    "company",
    "police",
    "army",
    "labour",
    "labor",
    "trade",
    "youth",
    "campaign",
    "policy",
    "court",
    "church",
    "newspaper",
    "library",
    "network",
    "office",
    "bank",
    "service",
];

/// "Research Fellow", "Trade Union Organiser": a word for a body, and behind it the office.
fn is_compound_office(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    words.len() <= 4
        && words.iter().any(|word| BEFORE_OFFICES.contains(word))
        && words.last().is_some_and(|last| ROLE.has(last) && !ORGANISATION.has(last))
        && !words.iter().any(|word| is_small(word))
}

/// Whether a run of words is written as names of persons are.
pub(super) fn is_person(text: &str) -> bool {
    let text = text.trim();
    if let Some((family, first)) = text.split_once(", ").filter(|(family, _)| !family.chars().any(char::is_lowercase)) {
        return first.chars().any(char::is_lowercase) && is_person(&format!("{first} {family}"));
    }
    let misread = has_misread_letter(text);
    if text.chars().any(|each| {
        (each.is_numeric() && !misread)
            || matches!(each, '"' | '«' | '“' | '/' | '@' | '&' | ':' | '!' | '?' | '|' | '(' | '[' | '_' | '<')
    }) || text.len() > 120
    {
        return false;
    }
    if is_unspaced(text) {
        return (2..=5).contains(&text.chars().count()) && !is_organisation(text) && land_name(text).is_none();
    }
    let first = fold(text.split_whitespace().next().unwrap_or(""));
    let role = ROLE.has(&first) && !ALSO_FIRST_NAMES.contains(&first.as_str());
    if matches!(
        first.as_str(),
        "the" | "at" | "of" | "in" | "on" | "for" | "to" | "by" | "with" | "from" | "and" | "as" | "are" | "is"
    ) || text.contains("'s ")
        || text.contains("’s ")
    {
        return false;
    }
    if role || (!begins_first_name(text) && ROLE.any(&fold(text))) {
        return false;
    }
    is_written_as_name(text) && !is_organisation(text) && !is_office(text) && land_name(text).is_none()
}

/// Whether each word begins with a capital, particles apart, and there are two to five of them.
fn is_written_as_name(text: &str) -> bool {
    let (mut names, mut words) = (0, 0);
    for word in text.split_whitespace() {
        words += 1;
        let bare = word.trim_matches(['.', ',', '’', '\'']);
        if PARTICLES.contains(&word.to_lowercase().as_str()) && words > 1 {
            continue;
        }
        if matches!(word, "OF" | "AND" | "THE" | "FOR" | "of" | "and" | "for") {
            return false;
        }
        let capital = bare.chars().next().is_some_and(char::is_uppercase) || is_arabic_name(bare);
        if !capital
            || !bare.chars().all(|each| {
                each.is_alphabetic()
                    || each.is_ascii_digit()
                    || matches!(each, '-' | '\'' | '’' | '.' | 'ʼ' | '‐')
                    || !each.is_ascii()
            })
        {
            return false;
        }
        names += 1;
    }
    (2..=5).contains(&names) && words <= 7
}

/// Whether the only digit of a text stands for a letter that a scan misread: "Edith Col1ier".
fn has_misread_letter(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut digits = bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
    let (Some((at, digit)), None) = (digits.next(), digits.next()) else { return false };
    let small = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_lowercase);
    matches!(digit, b'0' | b'1' | b'5' | b'6' | b'8') && small(at.checked_sub(1)) && small(Some(at + 1))
}

/// Letters of scripts without capitals that are written with spaces.
fn is_arabic_name(word: &str) -> bool {
    word.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase() && !first.is_uppercase())
}

/// Whether a letter is small where others are capitals: Georgian ones have capitals that no running text uses.
pub(super) fn is_small_letter(letter: char) -> bool {
    letter.is_lowercase() && !('\u{10d0}'..='\u{10ff}').contains(&letter)
}

/// Scripts written without spaces.
pub(super) fn is_unspaced(text: &str) -> bool {
    text.chars().next().is_some_and(is_unspaced_letter)
}

/// Whether a letter is of a script written without spaces.
pub(super) fn is_unspaced_letter(letter: char) -> bool {
    matches!(letter as u32, 0xe00..=0xe7f | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x9fff | 0xac00..=0xd7af)
}

/// Family names that most names in Chinese characters begin with.
const HAN_NAMES: &str = "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文";

/// Whether a text of two to four characters begins with a Chinese family name.
pub(super) fn is_han_name(text: &str) -> bool {
    (2..=4).contains(&text.chars().count()) && text.chars().next().is_some_and(|first| HAN_NAMES.contains(first))
}

/// Whether a line is running text, not a name: long, mostly small words, or a sentence.
pub(super) fn is_prose(text: &str) -> bool {
    if is_unspaced(text) {
        return text.ends_with(['。', '！', '？']) || text.chars().count() > 60;
    }
    if text.len() > 400 {
        return true;
    }
    let (mut words, mut small, mut capitals) = (0, 0, 0);
    for first in text.split_whitespace().filter_map(|word| word.chars().next()) {
        words += 1;
        small += usize::from(first.is_lowercase());
        capitals += usize::from(first.is_uppercase());
    }
    let cased = small + capitals;
    let abbreviated = text.rsplit(' ').next().is_some_and(|last| last.trim_end_matches('.').contains('.'));
    let sentence = text.ends_with(['.', '!', '?', '।', '؟', '…']) && words >= 5 && !abbreviated;
    if cased * 2 < words {
        return words > 14 || (sentence && words > 9) || text.ends_with('।');
    }
    (words >= 8 && capitals * 3 < cased)
        || (words >= 5 && sentence && capitals * 2 < cased + 1)
        || (text.ends_with(['!', '?']) && words > 2)
}
