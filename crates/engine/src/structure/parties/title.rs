//! Issuer and addressee in a title: "Declaration of the Committee", "Open letter to the Minister from the Union",
//! "Union of Ferrymen: Statement on …", "… Komitesi'nin Açıklaması".
//!
//! Takes the range of a title, subtitle, byline or header tag, gives whom it names as sender and as receiver. What follows
//! the head noun is read preposition by preposition; a genitive names the issuer only where it names a body, a person or a
//! state, so that "Declaration of Independence" has none.

use broadside_model::{Found, Kind, Party, Span};

use super::joined::push;
use super::lexicon::{Class, has, is_body};
use super::link::{Link, extent, has_verb, is_kind_adjective, is_link};
use super::phrase::{acronym, is_name_like};
use super::trim::trim;
use crate::structure::kind::nouns::noun_at;
use crate::structure::kind::particles::List;
use crate::structure::kind::words::{Word, words};
use crate::structure::kind::{head_noun, is_stop};

/// Words of a title that are looked at.
const MOST: usize = 80;

/// Whom a title names.
#[derive(Debug, Default, PartialEq)]
pub struct Named {
    /// Senders.
    pub issuers: Vec<Found<Party>>,
    /// Receivers.
    pub addressees: Vec<Found<Party>>,
}

/// Reads a title.
pub fn read(text: &str, title: Span, language: Option<&str>) -> Named {
    let words = words(text, title, MOST);
    let mut named = Named::default();
    let Some((noun, _)) = head_noun(&words, language) else { return named };
    let after = noun.at + noun.len;
    before(text, &words, noun.at, noun.language, &mut named);
    let letter = matches!(noun.kind, Kind::OpenLetter | Kind::Message | Kind::Appeal);
    let noun_is_message = matches!(noun.kind, Kind::OpenLetter | Kind::Message);
    behind(text, &words, after, noun.language, (letter, noun_is_message), &mut named);
    named
}

/// The issuer in a line that goes on from a title's noun in the line above: "of the International Conference of Ferrymen".
pub fn continued(text: &str, line: Span) -> Vec<Found<Party>> {
    let words = words(text, line, MOST);
    let mut named = Named::default();
    let link = words.first().and_then(|word| is_link(&word.folded, "en"));
    if let Some(link @ (Link::Of | Link::By)) = link {
        let end = extent(&words, 1, link, "en");
        if let Some((first, last)) = words.get(1).zip(words.get(end.saturating_sub(1))).filter(|_| end > 1) {
            let span = with_brackets(text, Span { start: first.span.start, end: last.span.end }, words.get(end));
            if is_body(&words[1..end]) && is_name_like(&words[1..end]) {
                place(text, span, link, "en", &words[1..end], &mut named);
            }
        }
    }
    named.issuers
}

/// The words before the head: "Union of Ferrymen: Statement", "Ferrymen's Union Statement", "Birliği'nin Açıklaması".
fn before(text: &str, words: &[Word], noun: usize, language: &str, named: &mut Named) {
    let adjectives = words[..noun].iter().rev().take_while(|word| is_kind_adjective(&word.folded)).count();
    let mut end = noun - adjectives;
    while end > 0
        && matches!(words[end - 1].folded.as_str(), "s" | "nin" | "nun" | "in" | "un" | "den" | "dan" | "tan" | "ten")
    {
        end -= 1;
    }
    let Some(last) = end.checked_sub(1) else { return };
    let start = (1..=last).rev().find(|at| words[*at].breaks).unwrap_or(0);
    if language == "tr" {
        return turkish(text, words, start, end, named);
    }
    let span = Span { start: words[start].span.start, end: words[last].span.end };
    let leads = is_link(&words[start].folded, language).is_some_and(|link| link != Link::Of);
    let slice = &words[start..end];
    let telling = slice.len() > 1 || text.get(span.range()).is_some_and(|name| acronym(name).is_some());
    if !leads && telling && is_body(slice) && !has_verb(slice) && is_name_like(slice) {
        push(text, span, "title-before-noun", 84, false, &mut named.issuers);
    }
}

/// Turkish puts receiver and sender before the noun: "… Halkına", "… Partisi'nin".
fn turkish(text: &str, words: &[Word], start: usize, end: usize, named: &mut Named) {
    let slice = &words[start..end];
    let Some((first, last)) = slice.first().zip(slice.last()) else { return };
    let span = Span { start: first.span.start, end: last.span.end };
    let dative = |word: &str| ["na", "ne", "a", "e", "ya", "ye"].iter().any(|end| word.ends_with(end));
    if has(slice, Class::Group) && dative(&last.folded) {
        push(text, span, "title-to", 82, true, &mut named.addressees);
    } else if is_body(slice) {
        push(text, span, "title-before-noun", 86, false, &mut named.issuers);
    }
}

/// The phrases behind the head, each with what its preposition says.
fn behind(
    text: &str,
    words: &[Word],
    after: usize,
    language: &str,
    (letter, noun_is_message): (bool, bool),
    named: &mut Named,
) {
    let mut at = after;
    // Adjectives and numbers that still belong to the head ("conjunta", "No. 5", "commune").
    while at < words.len() && !words[at].breaks && is_kind_adjective(&words[at].folded) {
        at += 1;
    }
    let mut direct = matches!(language, "ru" | "uk" | "pl" | "cs" | "ro" | "ar" | "fa" | "id")
        && words.get(at).is_some_and(|word| !word.breaks);
    let mut issued = false;
    let mut topic = false;
    while at < words.len() {
        let word = &words[at];
        let link = is_link(&word.folded, language);
        let (link, start) = match link {
            Some(_) if word.folded == "por" && at > 0 && participle(&words[at - 1].folded) => (Link::By, at + 1),
            Some(link) if !(word.breaks && link == Link::About) => (link, at + 1),
            _ if direct && slavic_dative(&word.folded) && letter => (Link::To, at),
            _ if direct => (Link::Of, at),
            _ if word.breaks && !issued && named.issuers.is_empty() && !is_stop(&word.folded) => {
                clause(text, words, at, language, named);
                at = next_break(words, at + 1);
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        direct = false;
        topic |= link == Link::About;
        // "Message of solidarity from …": what is sent, not who sends.
        let sent = noun_at(words, start, None).filter(|noun| link == Link::Of && noun.kind == Kind::Message);
        if let Some(noun) = sent {
            at = start + noun.len;
            continue;
        }
        let end = extent(words, start, link, language);
        // One genitive names the issuer; those behind it belong to what follows.
        if end > start && link != Link::About && !(link == Link::Of && issued) {
            let span = Span { start: words[start].span.start, end: words[end - 1].span.end };
            let span = with_brackets(text, span, words.get(end));
            // In a message, a plural article behind "to" says that people receive it.
            let people = matches!(word.folded.as_str(), "aux" | "aos" | "agli") && noun_is_message;
            // "Sur la situation au Chili": where it is, not to whom it is sent.
            let to = matches!(link, Link::To | Link::MaybeTo);
            let where_it_is = to && is_country(text, span) && (topic || !noun_is_message);
            if where_it_is || to && topic && !receives_surely(&words[start..end]) {
                at = end;
                continue;
            }
            if people && words[start].folded.len() > 3 {
                push(text, span, "title-to", 84, true, &mut named.addressees);
            } else {
                place(text, span, link, language, &words[start..end], named);
            }
            issued |= link != Link::To;
        }
        at = end.max(start);
    }
}

/// Whether a phrase is a country's name and nothing else.
fn is_country(text: &str, span: Span) -> bool {
    text.get(trim(text, span).range()).is_some_and(|name| crate::knowledge::country::code(name).is_some())
}

/// Whether a phrase names people, a body or an office at once: behind a topic, only they are addressed.
fn receives_surely(words: &[Word]) -> bool {
    let skip = words.iter().take_while(|word| word.is(List::ToOrArticle) || word.is(List::Honorific)).count();
    words.get(skip).is_some_and(|word| {
        let own = std::slice::from_ref(word);
        is_body(own) || has(own, Class::Group) || has(own, Class::Role)
    })
}

/// Whether a Slavic word has a dative's ending, as whom a letter is to: "министру", "народам".
fn slavic_dative(word: &str) -> bool {
    ["у", "ю", "ам", "ям", "ому", "ему", "ым", "им", "всем", "owi", "om"].iter().any(|end| word.ends_with(end))
}

/// A Spanish or Portuguese participle, behind which "por" says who did it.
fn participle(word: &str) -> bool {
    word.len() > 5 && ["ado", "ada", "ido", "ida"].iter().any(|end| word.ends_with(end))
}

/// A clause of its own behind the head that names a body and nothing else: "Statement — Ferrymen's Union".
fn clause(text: &str, words: &[Word], at: usize, language: &str, named: &mut Named) {
    let end = next_break(words, at + 1);
    let slice = &words[at..end];
    if is_body(slice)
        && !has_verb(slice)
        && !slice.iter().any(|word| is_link(&word.folded, language) == Some(Link::About))
    {
        let span = Span { start: slice[0].span.start, end: slice[slice.len() - 1].span.end };
        push(text, span, "title-clause", 74, false, &mut named.issuers);
    }
}

fn next_break(words: &[Word], from: usize) -> usize {
    (from..words.len()).find(|at| words[*at].breaks).unwrap_or(words.len())
}

/// Puts a phrase where its preposition says.
fn place(text: &str, span: Span, link: Link, language: &str, words: &[Word], named: &mut Named) {
    match link {
        Link::By => push(text, not_meeting(text, span, words), "title-by", 93, true, &mut named.issuers),
        Link::Of => {
            let person = !has(words, Class::Organisation) && has(words, Class::Role);
            let skip = words.iter().take_while(|word| word.is(List::ToOrArticle)).count();
            let people = words.get(skip).is_some_and(|word| has(std::slice::from_ref(word), Class::Group))
                && words.get(skip + 1).is_none_or(|next| next.folded != "s");
            if names_somebody(text, span, words) || person || people {
                push(text, not_meeting(text, span, words), "title-of", 91, false, &mut named.issuers);
            }
        }
        Link::To if !receives(words) => {}
        Link::To => push(text, span, "title-to", 90, true, &mut named.addressees),
        Link::MaybeTo => {
            let dative =
                matches!(language, "ru" | "uk" | "de" | "nl" | "en" | "es" | "fr" | "pt" | "it" | "pl" | "ca" | "ro");
            let skip = words.iter().take_while(|word| word.is(List::ToOrArticle) || word.is(List::Honorific)).count();
            let office = words.get(skip).is_some_and(|word| has(std::slice::from_ref(word), Class::Role));
            if dative && (names_somebody(text, span, words) || has(words, Class::Group) || office) {
                push(text, span, "title-to", 86, false, &mut named.addressees);
            }
        }
        Link::About => {}
    }
}

/// "the meeting of the Board" is the Board's.
fn not_meeting(text: &str, span: Span, words: &[Word]) -> Span {
    let at = words.iter().take(4).position(|word| word.is(List::Meeting));
    let after =
        at.filter(|at| words.get(at + 1).is_some_and(|next| next.is(List::Of))).and_then(|at| words.get(at + 2));
    let inner = after.map_or(span, |first| Span { start: first.span.start, end: span.end });
    trim(text, inner)
}

/// Whether a phrase can name a receiver: not a verb ("to regulate the ferries").
fn receives(words: &[Word]) -> bool {
    let skip = words
        .iter()
        .take_while(|word| word.is(List::ToOrArticle) || word.folded == "all" || word.folded == "alle")
        .count();
    words.get(skip).is_some_and(|first| {
        let own = std::slice::from_ref(first);
        skip > 0
            || first.capital
            || is_body(own)
            || has(own, Class::Group)
            || has(own, Class::Role)
            || words[skip..].iter().take(3).any(|word| has(std::slice::from_ref(word), Class::Group))
    })
}

/// Whether a phrase names a body, a state or an acronym. Capitals tell an acronym only among small letters.
fn names_somebody(text: &str, span: Span, words: &[Word]) -> bool {
    let name = text.get(span.range()).unwrap_or_default();
    let around = text.get(..span.end as usize).unwrap_or_default().chars().rev().take(name.chars().count() + 14);
    let small = around.filter(|letter| letter.is_lowercase()).count() > 3;
    let short = |word: &Word| text.get(word.span.range()).is_some_and(|word| word.len() > 2 && acronym(word).is_some());
    is_body(words)
        || has(words, Class::State)
        || crate::knowledge::country::code(name).is_some()
        || (small && (acronym(name).is_some() || words.iter().any(short)))
}

/// The phrase with what stands in brackets right behind it, where that is an acronym.
fn with_brackets(text: &str, span: Span, next: Option<&Word>) -> Span {
    let rest = text.get(span.end as usize..).unwrap_or_default();
    let rest = match next {
        Some(next) if rest.trim_start().starts_with('(') => text.get(span.end as usize..next.span.end as usize + 1),
        _ => None,
    };
    match rest.filter(|rest| rest.ends_with(')') && acronym(rest.trim().trim_matches(['(', ')'])).is_some()) {
        Some(rest) => Span { start: span.start, end: span.end + rest.len() as u32 },
        None if text.get(span.end as usize..).is_some_and(|rest| rest.starts_with(')')) => {
            Span { start: span.start, end: span.end + 1 }
        }
        None => span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(title: &str) -> (Vec<String>, Vec<String>) {
        let named = read(title, Span::new(0, title.len()), None);
        let list = |found: Vec<Found<Party>>| found.into_iter().map(|found| found.value.name).collect();
        (list(named.issuers), list(named.addressees))
    }

    #[test]
    fn issuers_and_addressees_in_many_languages() {
        for (title, issuers, addressees) in [
            (
                "Declaration of the Central Committee of the Oarsmen's Party on the floods",
                "Central Committee of the Oarsmen's Party",
                "",
            ),
            ("Message from the Ferrymen's Union to the Dockers' Congress", "Ferrymen's Union", "Dockers' Congress"),
            ("Open Letter to the Minister of Harbours", "", "Minister of Harbours"),
            ("Statement by Jane Doe on the floods", "Jane Doe", ""),
            ("Ferrymen's Union: Statement on the floods", "Ferrymen's Union", ""),
            ("Ferrymen's Union Statement on the floods", "Ferrymen's Union", ""),
            ("Declaration of Independence", "", ""),
            ("Call of the Committee for Peace for a general strike", "Committee for Peace", ""),
            ("Comunicado del Sindicato de Remeros sobre la inundación", "Sindicato de Remeros", ""),
            ("Carta abierta al Ministro de Puertos", "", "Ministro de Puertos"),
            ("Déclaration du Syndicat des bateliers contre la hausse", "Syndicat des bateliers", ""),
            ("Appel aux travailleurs du port", "", "travailleurs du port"),
            ("Carta aberta do Sindicato dos Remadores ao Governo", "Sindicato dos Remadores", "Governo"),
            ("Appello del Sindacato dei Barcaioli ai cittadini", "Sindacato dei Barcaioli", "cittadini"),
            ("Erklärung des Zentralkomitees der Ruderpartei zur Flut", "Zentralkomitees der Ruderpartei", ""),
            ("Offener Brief an den Hafenminister", "", "Hafenminister"),
            ("Заявление Союза перевозчиков о наводнении", "Союза перевозчиков", ""),
            ("Обращение к народам мира", "", "народам мира"),
            ("Örnek Kürekçiler Partisi Merkez Komitesi'nin Açıklaması", "Örnek Kürekçiler Partisi Merkez Komitesi", ""),
            ("Oświadczenie Związku Przewoźników w sprawie powodzi", "Związku Przewoźników", ""),
            ("Verklaring van de Bond van Roeiers over de vloed", "Bond van Roeiers", ""),
            ("Open brief aan de minister van Havens", "", "minister van Havens"),
            ("Résolution du Syndicat des bateliers sur la situation au Chili", "Syndicat des bateliers", ""),
            ("DÉCLARATION SUR LA SITUATION AU CHILI", "", ""),
            ("Declaración sobre la huelga a la Argentina", "", ""),
            ("Lettre sur les tarifs aux habitants", "", "habitants"),
            (
                "Declaration of the Central Committee\nof the Oarsmen's Party",
                "Central Committee of the Oarsmen's Party",
                "",
            ),
            ("Erklärung des Verbandes der\nFährleute zur Flut", "Verbandes der Fährleute", ""),
            ("Declaración del Sindicato de\nRemeros", "Sindicato de Remeros", ""),
        ] {
            let (found, to) = names(title);
            assert_eq!(found.join("; "), issuers, "{title}");
            assert_eq!(to.join("; "), addressees, "{title}");
        }
    }

    #[test]
    fn two_bodies_joined_are_two() {
        let (found, _) = names("Joint statement of the Ferrymen's Union and the Dockers' League");
        assert_eq!(found, ["Ferrymen's Union", "Dockers' League"]);
    }
}
