//! Where a statement was issued: the place in its dateline, or in "Done at …", "Adopted in …".
//!
//! Takes a statement with its dateline, gives places as the text has them, with their country where it is said or the name
//! is a country's. The place of a publication is none.

use std::sync::LazyLock;

use broadside_model::{Found, IssuePlace, Role, Span, Statement};
use regex::Regex;

use super::lexicon::is_body;
use super::person::is_known_person;
use super::phrase::one_line;
use crate::knowledge::vocabulary::Vocabulary;
use crate::knowledge::{country, phrase, places as gazetteer};
use crate::structure::kind::particles::List;
use crate::structure::kind::words::{Folded, Word, head, words};
use crate::structure::kind::{Cue, Ends};
use crate::structure::occasion::is_labelled;
use crate::structure::words::{self as cues, Cue as Sign};

/// Words before a place of issue; on folded text.
static DONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?m)(?:(?-u:\b)(?:done|given(?: under my hand[^\n]{0,20})?|adopted|issued|signed|proclaimed) (?:at|in)|(?-u:\b)(?:hecho|dado|dada|adoptad[oa]|firmad[oa]|suscrit[oa]) en|(?-u:\b)fait a|(?-u:\b)(?:adoptee?|signee?) a|(?-u:\b)(?:feito|feita|dado|dada|adotad[oa]|assinad[oa]) em|(?-u:\b)(?:fatto|dato|data|adottat[oa]) a|(?-u:\b)(?:geschehen|gegeben|beschlossen|unterzeichnet) (?:zu|in)|(?:принят[оа]|совершено|подписано|дано) в|(?-u:\b)(?:sporzadzono|przyjeto|dan) w|(?-u:\b)(?:gedaan|gegeven|aangenomen) te)\s+(?:the (?:city|town) of |la ciudad de |la ville de )?([^\n,.;:0-9]{2,60})",
    )
    .ok()
});

/// The places of issue.
pub fn find(ends: &Ends<'_>, statement: &Statement) -> Vec<Found<IssuePlace>> {
    let text = ends.text;
    let mut places = Vec::new();
    for part in statement.parts.iter().filter(|part| part.role == Role::Dateline).take(3) {
        if places.is_empty() {
            places.extend(dateline(text, part.text));
        }
    }
    if places.is_empty() && !statement.parts.iter().any(|part| part.role == Role::Dateline) {
        places.extend(news_dateline(text, statement.span));
    }
    if places.is_empty() {
        places.extend(lead_dateline(ends));
    }
    if places.is_empty() {
        places.extend(done_at(ends));
    }
    // A paper that stands where a place would is none.
    let papers = statement.published_in.iter().flat_map(|paper| paper.evidence.iter());
    places.retain(|place| papers.clone().all(|paper| place.evidence.iter().all(|span| !span.overlaps(*paper))));
    places
}

/// Gives places the country that their name is, or that stands behind them in brackets or after a comma.
pub fn countries(text: &str, places: &mut [Found<IssuePlace>]) {
    for place in places.iter_mut() {
        let words = words(&place.value.name, Span::new(0, place.value.name.len()), 12);
        let lead = words.iter().take_while(|word| is_lead(&word.folded) && !is_own_article(word)).count();
        let done = words.iter().take(lead).any(|word| word.folded.len() > 3);
        if let Some(first) = words.get(lead).filter(|_| done) {
            place.value.name = place.value.name.split_off(first.span.start as usize);
        }
    }
    for place in places.iter_mut().filter(|place| place.value.country.is_none()) {
        let behind = place.evidence.first().and_then(|span| text.get(span.end as usize..)).and_then(|rest| {
            let rest = rest.strip_prefix([',', ')']).unwrap_or(rest).trim_start_matches(' ').trim_start_matches('(');
            let end = rest.find([',', ')', '\n', '(', ';', '.']).unwrap_or(rest.len());
            rest.get(..end).filter(|name| name.len() < 60).and_then(country::code)
        });
        let bracketed =
            place.value.name.split_once('(').and_then(|(_, name)| country::code(name.trim_end_matches(')')));
        place.value.country = bracketed.or(behind).or_else(|| country::code(&place.value.name)).map(str::to_owned);
    }
}

/// Leaves out what stands where a place would and is none: a day, a label ("Updated"), a byline; where the statement is no
/// act, whatever no list of places has and no dated dateline runs on from.
pub fn keep_places(text: &str, places: &mut Vec<Found<IssuePlace>>, statement: &Statement) {
    let vocabulary = statement.language.as_deref().map(Vocabulary::of).unwrap_or_default();
    places.retain(|place| {
        let name = &place.value.name;
        let all = words(name, Span::new(0, name.len()), 12);
        if place.value.country.is_some() {
            return true;
        }
        let label = all.first().is_some_and(|word| word.is(List::NoPlace));
        let hashes = phrase::words(name);
        let from = |at: usize| gazetteer::longest(hashes.iter().skip(at).copied()).map_or(0, |(length, _)| length);
        let whole = from(0) == hashes.len();
        let known = whole || (0..hashes.len()).any(|at| from(at) * 2 >= hashes.len());
        let common = |hash: &u64| vocabulary.is_common(*hash) || vocabulary.is_noun(*hash);
        let plain = !hashes.is_empty() && hashes.iter().all(common);
        let sentence = name.contains([':', '“', '”', '"', '?', '!', '@', '#', '|'])
            || all.iter().any(|word| word.is(List::ClauseWord));
        let person = !whole && all.len() == 2 && is_known_person(&all[..1]);
        !label
            && !sentence
            && !person
            && (known
                || is_run_in(text, place.evidence.first().copied().unwrap_or_default())
                || statement.kind.is_some() && !plain)
    });
}

/// The place in a dateline: the words before its date or after it.
fn dateline(text: &str, line: Span) -> Option<Found<IssuePlace>> {
    let slice = text.get(line.range()).filter(|slice| !is_labelled(slice))?;
    let end = slice.find(" --").or_else(|| slice.find(" —")).or_else(|| slice.find(" – ")).unwrap_or(slice.len());
    let mut pieces: Vec<Span> = Vec::new();
    let mut start = 0;
    for (at, letter) in slice[..end].char_indices().chain([(end, ',')]) {
        if matches!(letter, ',' | ';' | '\n' | '/' | '|' | '–' | '—' | ':') {
            pieces.push(Span::new(line.start as usize + start, line.start as usize + at));
            start = at + letter.len_utf8();
        }
    }
    let mut named = pieces.into_iter().filter_map(|piece| place_words(text, piece));
    let first = named.next()?;
    let after = named.next().and_then(|span| text.get(span.range()).and_then(country::code));
    place(text, first, after, "dateline", 93)
}

/// The part of a dateline's piece that is a place: capitals, no digits, no month.
fn place_words(text: &str, piece: Span) -> Option<Span> {
    let found = words(text, piece, 14);
    let dated = |word: &str| word.chars().any(|letter| letter.is_ascii_digit() || letter == '年') || is_date_word(word);
    let skip = found.iter().take_while(|word| is_lead(&word.folded) && !is_own_article(word)).count();
    let end = (skip..found.len()).find(|at| dated(&found[*at].folded)).unwrap_or(found.len());
    let run = &found[skip..end];
    let run: Vec<_> = run.iter().rev().skip_while(|word| is_lead(&word.folded)).collect();
    let (last, first) = (run.first()?, run.last()?);
    let name = text.get(first.span.start as usize..last.span.end as usize)?;
    if cues::begins(name, Sign::Issued) || cues::is_only(name, Sign::Body) || cues::holds(name, Sign::Act) {
        return None;
    }
    let latin = first.folded.starts_with(|letter: char| letter.is_ascii());
    if (latin && !first.capital) || run.len() > 6 {
        return None;
    }
    let mut span = Span { start: first.span.start, end: last.span.end };
    let rest = text.get(span.end as usize..piece.end as usize).unwrap_or_default();
    if rest.starts_with(')') && text.get(span.range())?.contains('(') {
        span.end += 1;
    }
    Some(span)
}

/// Whether an article belongs to the place's name: "El Paso", "La Paz", "Den Haag".
fn is_own_article(word: &Word) -> bool {
    word.capital && matches!(word.folded.as_str(), "la" | "el" | "le" | "den")
}

/// Whether a place stands before a date and a dash, as in news: "EL PASO, Jan. 5.—".
fn is_run_in(text: &str, place: Span) -> bool {
    let behind = Span { start: place.end, end: head(text, Span::new(place.end as usize, text.len()), 60).end };
    let rest = text.get(behind.range()).unwrap_or_default();
    let dash =
        rest.find(['—', '–']).or_else(|| rest.find("--")).or_else(|| rest.find(" -")).or_else(|| rest.find(".-"));
    let dated = dash.and_then(|dash| rest.get(..dash));
    dated.is_some_and(|dated| {
        let says_when = dated.contains(|letter: char| letter.is_ascii_digit())
            || UNDATED.iter().any(|words| dated.to_lowercase().contains(words));
        dated.starts_with(',') && says_when && !dated.contains('\n')
    })
}

/// What stands for the day in the dateline of a dispatch that has none.
const UNDATED: &[&str] = &["no date", "undated", "sin fecha", "sans date", "sem data", "senza data", "ohne datum"];

/// Prepositions and articles around a dateline's place.
fn is_lead(word: &str) -> bool {
    List::DatelineLead.has(word)
}

/// Months and days of the week.
fn is_date_word(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "janu",
        "febr",
        "march",
        "april",
        "june",
        "july",
        "august",
        "septem",
        "octob",
        "novem",
        "decem",
        "ener",
        "febrer",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiem",
        "setiem",
        "octub",
        "noviem",
        "diciem",
        "janv",
        "fevr",
        "mars",
        "avril",
        "juin",
        "juillet",
        "aout",
        "decembre",
        "janeiro",
        "fevereiro",
        "marco",
        "maio",
        "junho",
        "julho",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
        "gennaio",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "settembre",
        "ottobre",
        "dicembre",
        "marz",
        "mai",
        "juni",
        "juli",
        "oktob",
        "dezemb",
        "январ",
        "феврал",
        "март",
        "апрел",
        "ма",
        "июн",
        "июл",
        "август",
        "сентябр",
        "октябр",
        "ноябр",
        "декабр",
        "ocak",
        "subat",
        "mart",
        "nisan",
        "mayis",
        "haziran",
        "temmuz",
        "agustos",
        "eylul",
        "ekim",
        "kasim",
        "aralik",
        "stycz",
        "lut",
        "kwie",
        "maj",
        "czerw",
        "lip",
        "sierp",
        "wrze",
        "pazdz",
        "listop",
        "grud",
        "januari",
        "februari",
        "maart",
        "mei",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
    ];
    matches!(
        word,
        "may"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "date"
            | "no"
            | "мая"
            | "май"
            | "year"
            | "lipca"
            | "lutego"
            | "days"
    ) || STEMS.iter().any(|stem| stem.len() > 3 && word.starts_with(stem))
}

/// The place before the date of a news dateline that opens a text: "PORTO, 5 MAY 20 (RADIO UM) -- …".
fn news_dateline(text: &str, statement: Span) -> Option<Found<IssuePlace>> {
    let window = head(text, statement, 160);
    let slice = text.get(window.range())?;
    let dash = slice.find(" --").or_else(|| slice.find(" —")).or_else(|| slice.find(" – "))?;
    let front = &slice[..dash];
    let comma = front.find(',')?;
    let dated = front[comma..].chars().any(|letter| letter.is_ascii_digit()) || front[comma..].contains("NO DATE");
    let name = front[..comma].trim();
    if name.eq_ignore_ascii_case("no city") {
        return None;
    }
    let short = (2..=60).contains(&name.len()) && !name.contains('\n');
    if !dated || !short || !name.chars().next()?.is_uppercase() {
        return None;
    }
    let start = window.start as usize + (front.len() - front.trim_start().len());
    place(text, Span::new(start, start + name.len()), None, "news-dateline", 95)
}

/// A place with a full date in front of the first words, or on a line of its own at the head or the foot: "Porto, 3 May 1920.",
/// on folded text.
static LEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?m)^\s*(?:(?:adopted|approved|signed)(?: unanimously)?,? (?:at |in )?)?((?:[^\s,.;:!?()0-9]+ ){0,3}[^\s,.;:!?()0-9]+),\s+(?:am |den |le |el |a |em |dnia |il |on )*(?:\d{1,2}(?:er|st|nd|rd|th)?\.?\s+(?:de |di |d')?[^\s\d,.]{3,12}\.?|[a-z]{3,9}\.? \d{1,2},?)\s+(?:de |del )?\d{4}\b(?: г\.?)?\s*(?:[.:–—-]|$)",
    )
    .ok()
});

/// A full date with a place behind it, in the same places: "3 May 1920, Porto."
static DATE_FIRST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^\s*\d{1,2}\.?\s+(?:de )?[^\s\d,.]{3,12}\s+(?:de )?\d{4}(?: г(?:ода|\.)?)?,\s+((?:[^\s,.;:!?()0-9]+ ){0,3}[^\s,.;:!?()0-9]+)\s*(?:[.:–—-]|$)").ok()
});

/// The place in a date line that nothing else tells apart.
fn lead_dateline(ends: &Ends<'_>) -> Option<Found<IssuePlace>> {
    let text = ends.text;
    for view in [ends.head(1500), ends.tail(500)] {
        let folded = view.window;
        if !has_year(folded.text) {
            continue;
        }
        let first = LEAD.as_ref()?.captures(folded.text).or_else(|| DATE_FIRST.as_ref()?.captures(folded.text));
        let Some(found) = first.and_then(|captures| captures.get(1)) else { continue };
        let span = place_words(text, folded.span(found.start(), found.end()));
        if let Some(span) = span.filter(|span| !is_body(&words(text, *span, 8))) {
            return place(text, span, None, "date-line", 84);
        }
    }
    None
}

/// Whether a year may stand there as the date of a line ends with one: between a space and a comma, a mark or a space.
fn has_year(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    let mut at = 0;
    let mut near = false;
    while let Some(digit) =
        bytes.get(at..).and_then(|rest| rest.iter().position(|byte| !byte.is_ascii() || byte.is_ascii_digit()))
    {
        at += digit;
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if run == 0 {
            let Some(letter) = folded.get(at..).and_then(|rest| rest.chars().next()) else { return true };
            if letter.is_numeric() {
                return true;
            }
            at += letter.len_utf8();
            continue;
        }
        near |= run == 4;
        at += run;
    }
    near
}

/// The end of a dateline that opens the running text.
pub fn run_in_end(text: &str, body: Span) -> u32 {
    let folded = Folded::new(text, head(text, body, 120));
    let folded = folded.all();
    let found = LEAD.as_ref().and_then(|regex| regex.find(folded.text)).filter(|found| found.start() == 0);
    found.map_or(body.start, |found| folded.span(found.start(), found.end()).end)
}

/// The place in "Done at …".
fn done_at(ends: &Ends<'_>) -> Option<Found<IssuePlace>> {
    let text = ends.text;
    for view in [ends.tail(1500), ends.head(1200)].into_iter().filter(|view| view.may(Cue::Done)) {
        let folded = view.window;
        for captures in DONE.as_ref()?.captures_iter(folded.text) {
            let Some(name) = captures.get(1) else { continue };
            let span = folded.span(name.start(), name.end());
            let found = words(text, span, 8);
            let run = found
                .iter()
                .take_while(|word| {
                    word.capital || matches!(word.folded.as_str(), "de" | "la" | "do" | "am" | "del" | "upon")
                })
                .count();
            let Some((first, last)) = found.first().zip(run.checked_sub(1).and_then(|at| found.get(at))) else {
                continue;
            };
            if is_body(&found[..run]) || found[..run].iter().any(|word| is_date_word(&word.folded)) {
                continue;
            }
            let span = Span { start: first.span.start, end: last.span.end };
            return place(text, span, None, "done-at", 88);
        }
    }
    None
}

/// A place by its range. A country in brackets or behind a comma is its country.
fn place(
    text: &str,
    span: Span,
    after: Option<&'static str>,
    method: &str,
    confidence: u8,
) -> Option<Found<IssuePlace>> {
    let whole = one_line(text.get(trim_place(text, span).range())?);
    let (name, bracketed) = match whole.split_once(" (") {
        Some((name, country)) => (name.to_owned(), country::code(country.trim_end_matches(')'))),
        None => (whole.clone(), None),
    };
    let country = bracketed.or(after).or_else(|| country::code(&name)).map(str::to_owned);
    let name = if bracketed.is_some() { name } else { whole };
    Some(Found::new(IssuePlace { name, country }, span, method, confidence))
}

fn trim_place(text: &str, span: Span) -> Span {
    let slice = text.get(span.range()).unwrap_or_default();
    let start = slice.len() - slice.trim_start().len();
    let end = slice.trim_end().len().max(start);
    Span::new(span.start as usize + start, span.start as usize + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Part;

    fn of_line(line: &str) -> Option<(String, Option<String>)> {
        let span = Span::new(0, line.len());
        let part = Part { role: Role::Dateline, text: span, raw: span, language: None };
        let statement = Statement { span, parts: vec![part], ..Statement::default() };
        find(&Ends::new(line, statement.span), &statement)
            .into_iter()
            .next()
            .map(|found| (found.value.name, found.value.country))
    }

    #[test]
    fn places_of_datelines() {
        for (line, name) in [
            ("Porto, 5 May 1920", "Porto"),
            ("5 May 1920, Porto", "Porto"),
            ("San Remo, a 3 de mayo de 1920", "San Remo"),
            ("Fait à Lyon, le 3 mai 1920", "Lyon"),
            ("Москва, 5 мая 1920 г.", "Москва"),
            ("Berlin, den 3. Mai 1920", "Berlin"),
            ("Kraków, dnia 3 maja 1920", "Kraków"),
        ] {
            assert_eq!(of_line(line).map(|(name, _)| name).as_deref(), Some(name), "{line}");
        }
        assert_eq!(of_line("5 May 1920"), None);
        assert_eq!(of_line("El Paso, 5 May 1920").map(|(name, _)| name).as_deref(), Some("El Paso"));
        assert_eq!(of_line("Oslo (Norway), 5 May 1920"), Some(("Oslo".to_owned(), Some("NO".to_owned()))));
    }

    #[test]
    fn a_dispatch_runs_on_from_its_place() {
        let run_in = |text: &str| is_run_in(text, Span::new(0, text.find(',').unwrap_or(0)));
        assert!(run_in("KARSK, 4 May 1971 (Harbour Radio) -- The strike goes on."));
        assert!(run_in("UNDISCLOSED, NO DATE (Harbour Radio) -- The strike goes on."));
        assert!(!run_in("Published, with thanks -- The strike goes on."));
    }

    #[test]
    fn labels_days_and_bylines_are_no_places() {
        let kept = |name: &str, kind: bool| {
            let span = Span::new(0, 1);
            let value = IssuePlace { name: name.to_owned(), country: None };
            let mut places = vec![Found::new(value, span, "dateline", 95)];
            let kind = kind.then(|| Found::new(broadside_model::Kind::Appeal, span, "test", 90));
            let statement = Statement { language: Some("deu".to_owned()), kind, ..Statement::default() };
            keep_places("", &mut places, &statement);
            !places.is_empty()
        };
        for name in
            ["Mittwoch", "Freitag", "News", "Aktualisiert", "Published", "Datum", "Anna Ruder", "Publicado el", "Von"]
        {
            assert!(!kept(name, true) && !kept(name, false), "{name}");
        }
        for name in ["Berlin", "San Francisco", "Lehdehafen"] {
            assert!(kept(name, true), "{name}");
        }
        assert!(kept("Berlin", false) && !kept("Lehdehafen", false));
    }

    #[test]
    fn places_where_a_text_was_done() {
        let text = "We agree.\n\nDone at Porto on the third day of May.";
        let statement = Statement { span: Span::new(0, text.len()), ..Statement::default() };
        assert_eq!(find(&Ends::new(text, statement.span), &statement)[0].value.name, "Porto");
        let news = "OSLO (NORWAY), 5 MAY 20 (RADIO UM) -- [TEXT] THE FERRY";
        let statement = Statement { span: Span::new(0, news.len()), ..Statement::default() };
        assert_eq!(
            find(&Ends::new(news, statement.span), &statement)[0].value,
            IssuePlace { name: "OSLO".to_owned(), country: Some("NO".to_owned()) }
        );
    }
}
