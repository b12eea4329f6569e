//! The country of an organisation, where its own name tells it: "Communist Party of Nepal", "Deutscher Gewerkschaftsbund".

use broadside_model::Span;

use super::find::{Hit, find};
use super::fold::fold;
use super::whole::Form;

/// Words that make a country the object of an organisation's work, not its seat.
const ABOUT: &[&str] = &[
    "solidar",
    "friend",
    "amis",
    "amigos",
    "amigas",
    "amici",
    "freunde",
    "freundschaft",
    "amistad",
    "amitie",
    "amizade",
    "amicizia",
    "дружб",
    "солидарн",
    "dayanisma",
    "dostluk",
    "przyjazn",
    "vriend",
    "vanskab",
    "φιλια",
    "αλληλεγγυ",
    "free",
    "boycott",
    "hands",
    "support",
    "stop",
    "save",
    "against",
    "contra",
    "sanction",
    "exile",
    "exil",
    "diaspora",
    "refugee",
    "embassy",
    "embajada",
    "ambassade",
    "botschaft",
    "ambasciata",
    "embaixada",
    "посольств",
    "studies",
    "friends",
    "watch",
    "freies",
    "libre",
    "with",
];
/// Words before "American" that make it a continent.
const CONTINENT: &[&str] =
    &["latin", "central", "south", "north", "pan", "inter", "ibero", "african", "native", "asian", "all"];
/// Names that stand for a region of another country as often.
const NEEDS_PREPOSITION: &[&str] = &["georgia", "guinea", "jordan", "chad", "holland", "wales", "macedonia"];
/// Words before the name of the country an organisation is of.
const PREPOSITIONS: &[&str] = &[
    "of", "the", "de", "du", "del", "della", "do", "da", "di", "in", "von", "van", "des", "der", "d", "en", "em", "au",
];

/// The ISO 3166-1 alpha-2 code of the country that an organisation's name says it is of; `None` where it names none, or two,
/// or one that it works for ("Friends of Nepal").
pub fn of_organisation(name: &str) -> Option<&'static str> {
    if name.len() > 400 {
        return None;
    }
    let hits = find(name, Span::new(0, name.len()));
    let mut sure = hits.iter().filter(|hit| counts(name, hit));
    let first = sure.next()?;
    if hits.iter().any(|hit| hit.code != first.code && hit.confidence >= 50) {
        return None;
    }
    let folded = fold(name);
    let about = folded.split(' ').any(|word| ABOUT.iter().any(|stem| word.starts_with(stem)));
    (!about).then_some(first.code)
}

fn counts(name: &str, hit: &Hit) -> bool {
    let written = fold(&name[hit.span.range()]);
    let before = fold(&name[..hit.span.start as usize]);
    let word_before = before.rsplit(' ').next().unwrap_or("");
    if written == "american" || written == "americans" {
        return !CONTINENT.contains(&word_before);
    }
    if written == "indian" {
        return !CONTINENT.contains(&word_before) && word_before != "west";
    }
    if NEEDS_PREPOSITION.contains(&written.as_str()) {
        return PREPOSITIONS.contains(&word_before) && !before.contains("universi");
    }
    if hit.form == Form::Name && written.starts_with("wales") {
        return true;
    }
    hit.confidence >= 70
}

#[cfg(test)]
mod tests {
    use super::of_organisation;

    #[test]
    fn the_name_tells() {
        for (name, want) in [
            ("Communist Party of Nepal (Unity)", "NP"),
            ("Partido Comunista de México", "MX"),
            ("Parti communiste du Bénin", "BJ"),
            ("Partido dos Trabalhadores do Brasil", "BR"),
            ("Deutscher Bund der Weber", "DE"),
            ("Союз журналистов Украины", "UA"),
            ("Türkiye Dokumacılar Birliği", "TR"),
            ("Związek Tkaczy Polskich", "PL"),
            ("Ένωση Υφαντών Ελλάδας", "GR"),
            ("American Weavers' League", "US"),
            ("UK Weavers' Network", "GB"),
            ("Communist Party of the Soviet Union", "SU"),
            ("South African Weavers' Union", "ZA"),
            ("Unione dei Tessitori Italiani", "IT"),
            ("اتحاد عمال لبنان", "LB"),
            ("中国纺织工会", "CN"),
            ("Nederlandse Weversbond", "NL"),
            ("Svenska Vävarförbundet", "SE"),
            ("Union of Weavers of Georgia", "GE"),
        ] {
            assert_eq!(of_organisation(name), Some(want), "{name}");
        }
    }

    #[test]
    fn where_it_does_not_tell_nothing_is_said() {
        for name in [
            "Friends of Nepal",
            "Italy–Cuba Friendship Association",
            "Palestine Solidarity Group",
            "Latin American Council",
            "Weavers' League",
            "University of Georgia",
            "Workers' Party of Korea",
            "Committee of Solidarity with Chile",
            "Native American Council",
            "",
        ] {
            assert_eq!(of_organisation(name), None, "{name}");
        }
    }
}
