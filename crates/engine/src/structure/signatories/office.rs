//! An office apart from the body it is held in.

use super::row::starts_small;
use super::words::{ORGANISATION, ROLE, is_small};
use super::{shape, tidy};
use crate::knowledge::country::fold;

/// "General Secretary of the Weavers' Union": the office, and of what.
pub(super) fn split_office(text: &str) -> (&str, Option<&str>) {
    let words: Vec<(usize, &str)> = tidy::words(text);
    let folded: Vec<String> = words.iter().map(|(_, word)| fold(word)).collect();
    let Some(organisation) = folded.iter().position(|word| ORGANISATION.any(word) && !ROLE.any(word)) else {
        return at_acronym(text);
    };
    let Some(role) = folded.iter().position(|word| ROLE.any(word)) else { return (text, None) };
    let small = |at: &usize| folded.get(*at).is_some_and(|word| is_small(word) || word.is_empty());
    let capital =
        |at: usize| words.get(at).is_some_and(|(_, word)| !without_elided(word).starts_with(char::is_lowercase));
    let preposition = (role + 1..=organisation).rev().find(|at| small(at));
    let start = match preposition {
        Some(at) => at + 1,
        None if organisation == role + 1 && capital(organisation) => organisation,
        None if starts_small(text) => match (role + 1..=organisation).find(|at| capital(*at)) {
            Some(at) => at,
            None => return (text, None),
        },
        None => return (text, None),
    };
    // "professor at the university of Malta" names a body, "secretary of the union" does not.
    let named = capital(start) || (start == organisation && (start + 1..words.len()).any(capital));
    if !named {
        return (text, None);
    }
    let mut end = start;
    while end > role + 1 && small(&(end - 1)) {
        end -= 1;
    }
    let begin = words.get(start).map_or(text.len(), |(at, _)| *at);
    let stop = words.get(end).map_or(text.len(), |(at, _)| *at);
    let body = text[begin..].trim();
    (text[..stop].trim_end_matches([' ', ',']), Some(without_elided(body)))
}

/// Small words between an office and its body.
const BEFORE_BODY: &[&str] = &[
    "at", "of", "the", "au", "aux", "à", "du", "de", "del", "en", "la", "do", "da", "am", "an", "der", "bei", "beim",
    "al", "alla", "della", "presso", "в", "при", "bij", "van", "w",
];

/// "directeur de recherche au CNRS": an acronym behind a small word is the body.
fn at_acronym(text: &str) -> (&str, Option<&str>) {
    let Some((before, last)) = text.rsplit_once(' ') else { return (text, None) };
    let bare = without_elided(last);
    let Some((office, small)) = before.rsplit_once(' ') else { return (text, None) };
    let leads = BEFORE_BODY.contains(&small.to_lowercase().as_str());
    let capitals =
        bare.chars().filter(|each| each.is_uppercase()).count() >= 3 && !bare.chars().any(char::is_lowercase);
    (leads && capitals && shape::is_acronym(bare) && ROLE.any(&fold(office)))
        .then(|| (office.trim_end_matches([',', ' ']), Some(bare)))
        .map_or((text, None), |(office, body)| {
            let office = office
                .strip_suffix(" at")
                .or(office.strip_suffix(" de"))
                .or(office.strip_suffix(" an"))
                .unwrap_or(office);
            (office, body)
        })
}

/// "l'Association" without its article.
fn without_elided(text: &str) -> &str {
    let elided = ["l'", "l’", "d'", "d’", "dell'", "dell’", "all'", "all’"];
    elided.iter().find_map(|elided| text.strip_prefix(elided)).unwrap_or(text)
}

/// Turkish offices stand behind their body: "Dokumacılar Sendikası Genel Başkanı".
const OFFICES_BEHIND: &[&str] = &[
    "baskani",
    "sekreteri",
    "uyesi",
    "muduru",
    "sozcusu",
    "yonetmeni",
    "koordinatoru",
    "temsilcisi",
    "yoneticisi",
    "kurucusu",
];

/// Offices that stand behind the body in scripts without spaces, the longer before those they end in.
const OFFICES_UNSPACED: &[&str] = &[
    "名誉教授",
    "客員教授",
    "特任教授",
    "准教授",
    "助教授",
    "副教授",
    "教授",
    "共同代表",
    "副代表",
    "代表取締役",
    "代表理事",
    "代表",
    "事務局長",
    "事务局长",
    "副会長",
    "副会长",
    "会長",
    "会长",
    "會長",
    "理事長",
    "理事长",
    "副理事长",
    "理事",
    "秘书长",
    "秘書長",
    "書記長",
    "书记",
    "書記",
    "院長",
    "院长",
    "所長",
    "所长",
    "校長",
    "校长",
    "副主任",
    "主任",
    "副主席",
    "主席",
    "委員長",
    "委员长",
    "委員",
    "委员",
    "主任研究員",
    "研究員",
    "研究员",
    "研究者",
    "講師",
    "讲师",
    "教員",
    "教师",
    "教師",
    "律师",
    "律師",
    "弁護士",
    "医師",
    "医生",
    "会員",
    "会员",
    "記者",
    "记者",
    "编辑",
    "編集長",
    "学生",
    "職員",
    "职员",
    "顧問",
    "顾问",
    "創設者",
    "创始人",
    "发起人",
    "总干事",
    "總幹事",
    "干事",
    "成员",
    "成員",
    "위원장",
    "사무국장",
    "사무총장",
    "공동대표",
    "대표",
    "회장",
    "교수",
    "명예교수",
    "연구원",
    "활동가",
];

/// "北川大学教授": the body, and the office.
fn split_unspaced(text: &str) -> Option<(&str, &str)> {
    let office = OFFICES_UNSPACED.iter().filter(|office| text.ends_with(**office)).max_by_key(|office| office.len())?;
    let body = text.strip_suffix(office)?.trim();
    (shape::is_unspaced(body) && body.chars().count() >= 3 && shape::is_organisation(body)).then_some((body, office))
}

pub(super) fn split_office_behind(text: &str) -> Option<(&str, &str)> {
    if shape::is_unspaced(text) {
        return split_unspaced(text);
    }
    let (mut body, last) = text.rsplit_once(' ')?;
    if !OFFICES_BEHIND.contains(&fold(last).as_str()) {
        return None;
    }
    while let Some((before, word)) = body.rsplit_once(' ') {
        if !matches!(fold(word).as_str(), "genel" | "kurulu" | "yonetim" | "yurutme" | "es" | "onceki" | "eski") {
            break;
        }
        body = before;
    }
    shape::is_organisation(body).then(|| (body, text[body.len()..].trim()))
}
