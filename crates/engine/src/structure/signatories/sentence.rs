//! "This statement is endorsed by the Kiln Union, the Clay League and Jane Poe.": a sentence of a statement about itself that
//! names who signs it.

use super::tidy;
use crate::knowledge::country::fold;

/// Words that such a sentence begins with.
const THIS: &[&str] = &[
    "this",
    "the",
    "este",
    "esta",
    "el",
    "la",
    "cette",
    "ce",
    "cet",
    "le",
    "diese",
    "dieser",
    "dieses",
    "der",
    "die",
    "questo",
    "questa",
    "il",
    "настоящее",
    "это",
    "данное",
    "bu",
    "niniejsze",
    "niniejszy",
    "ten",
    "deze",
    "dit",
    "det",
    "denna",
    "detta",
];
/// Words for a statement.
const STATEMENT: &[&str] = &[
    "statement",
    "letter",
    "declaration",
    "appeal",
    "call",
    "petition",
    "resolution",
    "manifesto",
    "communique",
    "declaracion",
    "carta",
    "comunicado",
    "manifiesto",
    "llamamiento",
    "peticion",
    "lettre",
    "appel",
    "tribune",
    "petition",
    "erklarung",
    "brief",
    "aufruf",
    "petition",
    "dichiarazione",
    "lettera",
    "appello",
    "petizione",
    "manifesto",
    "declaracao",
    "manifesto",
    "apelo",
    "заявление",
    "письмо",
    "обращение",
    "воззвание",
    "bildiri",
    "mektup",
    "cagri",
    "oswiadczenie",
    "list",
    "apel",
    "verklaring",
    "oproep",
    "uttalande",
    "upprop",
    "uttalelse",
];
/// Words for what those named do with it.
const SIGNED: &[&str] = &[
    "signed",
    "endorsed",
    "supported",
    "cosigned",
    "undersigned",
    "issued",
    "backed",
    "firmado",
    "firmada",
    "firman",
    "suscrito",
    "suscrita",
    "respaldado",
    "respaldada",
    "apoyado",
    "apoyada",
    "signe",
    "signee",
    "soutenu",
    "soutenue",
    "unterzeichnet",
    "unterstutzt",
    "firmato",
    "firmata",
    "sottoscritto",
    "sottoscritta",
    "sostenuto",
    "assinado",
    "assinada",
    "apoiado",
    "apoiada",
    "подписано",
    "подписали",
    "поддержали",
    "поддерживают",
    "podpisali",
    "popieraja",
    "ondertekend",
    "gesteund",
    "undertecknat",
    "undertecknad",
    "stods",
];
/// Words between that and the first name.
const BY: &[&str] = &["by", "por", "par", "von", "da", "dal", "dalla", "dai", "pela", "pelo", "door", "av"];

/// Where the names begin in such a sentence.
pub(super) fn names(text: &str) -> Option<usize> {
    if !may_be(text) {
        return None;
    }
    let words = tidy::words(text.get(..text.len().min(160)).or_else(|| text.get(..super::announce::ceil(text, 160)))?);
    let folded: Vec<String> = words.iter().take(14).map(|(_, word)| fold(word)).collect();
    let has = |list: &[&str], at: usize| folded.get(at).is_some_and(|word| list.contains(&word.as_str()));
    // "Signed by Jane Poe, John Roe and 120 others."
    if has(SIGNED, 0) {
        let by = (1..3).find(|at| has(BY, *at))?;
        return words.get(by + 1).map(|(at, _)| *at);
    }
    let statement = (1..5).find(|at| has(STATEMENT, *at)).filter(|_| has(THIS, 0))?;
    let signed = (statement + 1..statement + 6).find(|at| has(SIGNED, *at))?;
    let by = (signed + 1..signed + 3).find(|at| has(BY, *at));
    // "подписали": the names follow at once.
    let first = by.map_or(signed, |by| by) + 1;
    let active = folded
        .get(signed)
        .is_some_and(|word| !word.is_ascii() || matches!(word.as_str(), "firman" | "podpisali" | "popieraja"));
    (by.is_some() || active).then(|| words.get(first).map(|(at, _)| *at)).flatten()
}

/// Whether a line can be such a sentence, told by its first word and its last mark.
pub(super) fn may_be(line: &str) -> bool {
    let first = || fold(line.split(' ').next().unwrap_or(""));
    line.len() > 30 && line.contains(',') && [THIS, SIGNED].iter().any(|words| words.contains(&first().as_str()))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn sentences_that_name_who_signs() {
        let text = "This joint statement is endorsed by the Kiln Union, the Clay League and Jane Poe.";
        assert_eq!(names(text).map(|at| &text[at..at + 8]), Some("the Kiln"));
        assert_eq!(names("The statement was read in Eastmoor, Westmoor and Northmoor."), None);
        assert_eq!(names("A letter signed by Jane Poe, John Roe and others was sent to the mayor."), None);
    }
}
