//! Lines at the end of a list: "and 35 others", "the list remains open".

use crate::knowledge::country::fold;
use crate::knowledge::numbers::{self, Language, Word};

/// Words for those who are not named.
const OTHERS: &[&str] = &[
    "others",
    "other",
    "more",
    "additional",
    "further",
    "autres",
    "otros",
    "otras",
    "mas",
    "weitere",
    "weiteren",
    "weiterer",
    "andere",
    "anderen",
    "другие",
    "других",
    "др",
    "еще",
    "инші",
    "інших",
    "ще",
    "diger",
    "digerleri",
    "kisi",
    "daha",
    "inni",
    "inne",
    "innych",
    "outros",
    "outras",
    "mais",
    "altri",
    "altre",
    "ulteriori",
    "anderen",
    "andra",
    "andre",
    "fler",
    "flere",
    "autre",
    "آخرون",
    "آخرين",
    "आन्य",
    "अन्य",
    "additional",
    "αλλοι",
    "ακομη",
    "más",
];
/// Words that count them as well, and that tell how many have signed in all where they stand alone.
const TOTALS: &[&str] = &[
    "signatures",
    "signatories",
    "firmas",
    "signataires",
    "unterschriften",
    "подписеи",
    "imza",
    "podpisow",
    "assinaturas",
    "firme",
];
/// Words that say a list can still grow.
const OPEN: &[&str] = &[
    "open",
    "continues",
    "abierta",
    "abierto",
    "ouverte",
    "ouvert",
    "offen",
    "aperta",
    "aperto",
    "aberta",
    "aberto",
    "открыт",
    "открыта",
    "открытым",
    "продолжается",
    "acik",
    "acıktır",
    "aciktir",
    "otwarta",
    "otwarty",
    "oppen",
    "apen",
    "aben",
    "avoin",
    "ανοιχτη",
    "مفتوحة",
    "مفتوح",
    "फुला",
    "खुला",
    "відкритий",
    "відкрита",
];
const TO_SIGN: &[&str] = &[
    "to sign",
    "add your name",
    "add your signature",
    "para firmar",
    "para adherir",
    "pour signer",
    "zum unterzeichnen",
    "per firmare",
    "para assinar",
    "чтобы подписать",
    "imzalamak icin",
    "aby podpisac",
    "om te ondertekenen",
];

fn is_others(word: &str) -> bool {
    OTHERS.contains(&word) || TOTALS.contains(&word)
}

/// "and others": a line that says that there are more, and not how many.
pub(super) fn uncounted(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    text.len() < 40
        && words.next().is_some_and(super::run::is_and)
        && words.clone().count() <= 2
        && words.next().is_some_and(is_others)
}

/// How many more a line says there are; `None` where it is no such line.
pub(super) fn others(text: &str) -> Option<u32> {
    let unspaced = ["外", "等", "외"].iter().any(|mark| text.contains(mark))
        && text.chars().count() < 14
        && text.ends_with(['名', '人', '명', '家', '个', '団', '体', '곳']);
    let folded = fold(&text.trim_start_matches('و').replace([',', '.', '\u{a0}', '\''], ""));
    let words: Vec<&str> = folded.split(' ').collect();
    if words.len() > 14 || text.trim_end().ends_with([':', '：']) || super::date::find(text).is_some() {
        return None;
    }
    // "35 signatures" is how many there are; "and 35 signatures" how many more.
    let added = words.first().is_some_and(|first| super::run::is_and(first));
    let known = words.iter().any(|word| OTHERS.contains(word) || added && TOTALS.contains(word));
    if !known && !unspaced {
        return None;
    }
    let number = words.iter().enumerate().find_map(|(at, word)| {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        let whole =
            digits.len() == word.chars().count() || unspaced || word.trim_end_matches('+').len() == digits.len();
        let mut value: u32 =
            if whole && !digits.is_empty() && digits.len() < 8 { digits.parse().ok()? } else { return None };
        if let Some(thousands) =
            words.get(at + 1).filter(|next| next.len() == 3 && next.bytes().all(|byte| byte.is_ascii_digit()))
        {
            value = value.checked_mul(1000)?.checked_add(thousands.parse().ok()?)?;
        }
        Some(value)
    });
    let digits = number.zip(words.iter().position(|word| word.chars().any(|each| each.is_ascii_digit())));
    let (number, before) = digits.or_else(|| spelled(&words))?;
    let behind = words.iter().position(|word| is_others(word)).unwrap_or(before);
    (behind.abs_diff(before) <= 3).then_some(number)
}

/// "thirty-five": a number in words, and the word it ends with.
fn spelled(words: &[&str]) -> Option<(u32, usize)> {
    let texts: Vec<Word<'_>> = words.iter().map(|text| Word { text, glued: false }).collect();
    let number = (0..texts.len())
        .flat_map(|at| Language::ALL.iter().map(move |language| (at, *language)))
        .filter_map(|(at, language)| numbers::read(&texts, at, language))
        .find(|number| !number.article && number.amount.min == number.amount.max)?;
    let value = number.amount.min.filter(|value| (2.0..1e7).contains(value) && value.fract() == 0.0)?;
    Some((value as u32, number.end.saturating_sub(1)))
}

/// Whether a line says that the list can grow, or how to join it.
pub(super) fn is_note(text: &str) -> bool {
    if text.len() > 400 {
        return false;
    }
    let folded = fold(text);
    let about = |word: &str| {
        [
            "list",
            "sign",
            "firm",
            "adhes",
            "liste",
            "unterz",
            "подпис",
            "підпис",
            "imza",
            "podpis",
            "assin",
            "onderte",
            "underskr",
            "allekirj",
            "υπογραφ",
            "توقيع",
            "हस्ताक्षर",
            "lista",
        ]
        .iter()
        .any(|stem| word.contains(stem))
    };
    (folded.split(' ').any(|word| OPEN.contains(&word)) && folded.split(' ').any(about))
        || TO_SIGN.iter().any(|words| folded.starts_with(words))
        || (text.contains("签名") && text.contains("开放"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_are_not_named() {
        for (text, want) in [
            ("and 35 others", Some(35)),
            ("and over 200 more", Some(200)),
            ("et 1 200 autres signataires", Some(1200)),
            ("и ещё 40 подписей", Some(40)),
            ("y 12 firmas más", Some(12)),
            ("外35名", Some(35)),
            ("35 Weavers' Lane", None),
            ("and thirty-five others", Some(35)),
            ("et vingt autres", Some(20)),
            ("and others", None),
        ] {
            assert_eq!(others(text), want, "{text}");
        }
        assert!(is_note("The list remains open for further signatures."));
        assert!(!is_note("An open letter on the schools"));
    }
}
