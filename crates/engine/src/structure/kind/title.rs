//! The noun at the head of a title: "Second Declaration of …", "Offener Brief an …", "… Komitesi'nin Açıklaması".
//!
//! Takes a title's range, gives the kind that its head names. A title is read clause by clause; in each, the head stands
//! in the words before the first preposition: last among them in languages that build to the left, first in those that build
//! to the right. A noun further on is no head ("On the Declaration of …", "Reply to the statement").

use broadside_model::{Found, Kind, Span};

use super::nouns::{Noun, noun_at};
use super::particles::{self, List};
use super::words::{Word, words};

/// Words of a title that are looked at.
const MOST: usize = 80;

/// Languages whose nouns take what describes them in front.
const HEAD_LAST: &[&str] = &["en", "de", "nl", "sv", "tr", "hu", "zh", "ko", "fi"];

/// The kind that the head of the title names.
pub fn kind(text: &str, title: Span, language: Option<&str>) -> Option<Found<Kind>> {
    let words = words(text, title, MOST);
    let (noun, lower) = head(&words, language)?;
    let next = words.get(noun.at + noun.len).map(|word| word.folded.as_str()).unwrap_or_default();
    let sent = noun.kind == Kind::OpenLetter && noun.confidence < 90 && List::Receiver.has(next);
    let lower = if sent { 0 } else { lower };
    let raised = if sent { 14 } else { 0 };
    let evidence = Span { start: words[noun.at].span.start, end: words[noun.at + noun.len - 1].span.end };
    Some(Found::new(noun.kind, evidence, "title-noun", noun.confidence.saturating_sub(lower) + raised))
}

/// The noun at the head of a title, and by how much its confidence is lowered.
pub fn head(words: &[Word], language: Option<&str>) -> Option<(Noun, u8)> {
    let mut best: Option<(Noun, u8)> = None;
    let mut start = 0;
    while start < words.len() {
        let end = (start + 1..words.len()).find(|at| words[*at].breaks).unwrap_or(words.len());
        if let Some((noun, lower)) = clause(words, start, end, language) {
            let lower = lower + if start == 0 { 0 } else { 5 };
            let sure = |(noun, lower): &(Noun, u8)| noun.confidence.saturating_sub(*lower);
            if best.as_ref().is_none_or(|other| sure(&(noun, lower)) > sure(other)) {
                best = Some((noun, lower));
            }
        }
        start = end;
    }
    best.filter(|(noun, lower)| noun.confidence > *lower + 55)
}

/// The head noun of one clause.
fn clause(words: &[Word], start: usize, end: usize, language: Option<&str>) -> Option<(Noun, u8)> {
    let start = start + words[start..end].iter().take_while(|word| is_leading(&word.folded)).count();
    if start >= end || is_stop(&words[start].folded) {
        return last_word(words, start, end, language, 10);
    }
    let stop = (start + 1..end).find(|at| is_stop(&words[*at].folded)).unwrap_or(end);
    let mut found = None;
    let mut at = start;
    while at < stop {
        match noun_at(&words[..end], at, language) {
            Some(noun) => {
                let ends = noun.at + noun.len;
                if let Some(lower) = place(&noun, start, ends, stop, words) {
                    found = Some((noun, lower));
                }
                at = ends;
            }
            None => at += 1,
        }
    }
    found.or_else(|| last_word(words, start, end, language, 8))
}

/// By how much the place of a noun among the words `start..stop` lowers it; `None` where it cannot be the head.
fn place(noun: &Noun, start: usize, ends: usize, stop: usize, words: &[Word]) -> Option<u8> {
    let numbered = words.get(ends..stop).is_some_and(|rest| rest.iter().all(|word| is_number(&word.folded)));
    if ends >= stop || numbered {
        return Some(if noun.at > start + 5 { 8 } else { 0 });
    }
    if HEAD_LAST.contains(&noun.language) {
        let loose = matches!(noun.kind, Kind::Law | Kind::Other | Kind::Appeal | Kind::Speech | Kind::Report);
        return (noun.at == start && !loose).then_some(12);
    }
    match noun.at - start {
        0 => Some(0),
        1 | 2 => Some(4),
        _ => None,
    }
}

/// A head at the very end of its clause, or before the words that say what it is about: "Workers' Party of Examplia
/// Statement on …", "… Partisi'nin Açıklaması".
fn last_word(words: &[Word], start: usize, end: usize, language: Option<&str>, lower: u8) -> Option<(Noun, u8)> {
    if words.get(start).is_some_and(|word| is_reaction(&word.folded)) {
        return None;
    }
    let governed = words.get(start).is_some_and(|word| is_stop(&word.folded));
    for at in (start..end).rev() {
        let Some(noun) = noun_at(&words[..end], at, language) else { continue };
        if !HEAD_LAST.contains(&noun.language) {
            continue;
        }
        let ends = noun.at + noun.len;
        let closes = ends == end || words.get(ends).is_some_and(|word| is_topic(&word.folded));
        let possessed =
            at > start && matches!(words[at - 1].folded.as_str(), "s" | "nin" | "nun" | "in" | "un" | "den" | "dan");
        let plain = at > start && !is_leading(&words[at - 1].folded) && !is_stop(&words[at - 1].folded);
        if closes && (possessed || noun.language == "tr" || (plain && !governed && words[at].capital)) {
            return Some((noun, lower));
        }
    }
    None
}

/// Articles, ordinals and the like, which may stand before a head.
fn is_leading(word: &str) -> bool {
    is_number(word) || List::Leading.has(word) && !matches!(word, "to" | "of" | "de" | "en")
}

/// Numbers, in figures, Roman figures or as "No.".
fn is_number(word: &str) -> bool {
    word.chars().all(|letter| letter.is_numeric() || "ivxlc".contains(letter))
        || word.starts_with(|letter: char| letter.is_ascii_digit())
        || List::Number.has(word)
}

/// Words that begin an answer to another's statement.
fn is_reaction(word: &str) -> bool {
    List::Reaction.has(word)
}

/// Words after which a title says what it is about.
pub fn is_topic(word: &str) -> bool {
    List::Topic.has(word)
}

/// Prepositions and conjunctions, after which no head stands.
pub fn is_stop(word: &str) -> bool {
    particles::lists(word) & (List::Topic.bit() | List::Stop.bit()) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(title: &str) -> Option<&'static str> {
        kind(title, Span::new(0, title.len()), None).map(|found| found.value.name())
    }

    #[test]
    fn heads_in_many_languages() {
        for (title, wanted) in [
            ("Second Declaration of the Free Harbour", "declaration"),
            ("Barcelona Declaration on Open Research Information", "declaration"),
            ("Workers' League of Examplia: Statement on the floods", "declaration"),
            ("League of Examplia Statement on the floods", "declaration"),
            ("Communiqué No. 5", "communique"),
            ("Resolution 1325 (2000)", "resolution"),
            ("An Open Letter to the Minister", "open-letter"),
            ("Manifesto of the Weavers", "manifesto"),
            ("Comunicado de prensa", "press-release"),
            ("Primera Declaración de la Sierra", "declaration"),
            ("Lettre ouverte au ministre", "open-letter"),
            ("Carta aberta aos trabalhadores", "open-letter"),
            ("Offener Brief an die Regierung", "open-letter"),
            ("Gemeinsame Erklärung der Verbände", "declaration"),
            ("Grußbotschaft an den Kongress", "message"),
            ("Aufruf zum Streik", "appeal"),
            ("Открытое письмо министру", "open-letter"),
            ("Обращение к народам мира", "appeal"),
            ("Örnek İşçi Partisi Merkez Komitesi'nin Açıklaması", "declaration"),
            ("Kamuoyuna Açık Mektup", "open-letter"),
            ("Oświadczenie Zarządu", "declaration"),
            ("Uchwała nr 12", "resolution"),
            ("Open brief aan de minister", "open-letter"),
            ("Verklaring van het bestuur", "declaration"),
            ("Appello ai cittadini", "appeal"),
            ("关于当前局势的声明", "declaration"),
        ] {
            assert_eq!(kind_of(title), Some(wanted), "{title}");
        }
    }

    #[test]
    fn a_noun_that_is_not_the_head_names_nothing() {
        for title in [
            "On the Declaration of the League",
            "Reply to the Government Statement",
            "Act now!",
            "We reject the report",
            "Bread",
        ] {
            assert_eq!(kind_of(title), None, "{title}");
        }
    }
}
