//! "For the Union of Weavers:" — a line that says for whom the persons below it, or behind it, sign.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::shape;
use super::tidy;

/// Words before the body.
const BEFORE: &[&str] = &[
    "Signed for and on behalf of the ",
    "Signed for and on behalf of ",
    "Signed on behalf of the ",
    "Signed on behalf of ",
    "Signed for the ",
    "SIGNED for and on behalf of ",
    "SIGNED FOR AND ON BEHALF OF THE ",
    "SIGNED FOR AND ON BEHALF OF ",
    "FOR AND ON BEHALF OF THE ",
    "FOR AND ON BEHALF OF ",
    "Firmado en nombre de la ",
    "Firmado en nombre del ",
    "Firmado por la ",
    "Firmado por el ",
    "En representación de la ",
    "En representación del ",
    "En representación de ",
    "Signé au nom de la ",
    "Signé au nom du ",
    "On behalf of the ",
    "on behalf of the ",
    "On behalf of ",
    "ON BEHALF OF THE ",
    "ON BEHALF OF ",
    "For and on behalf of the ",
    "For and on behalf of ",
    "FOR THE ",
    "For the ",
    "for the ",
    "For ",
    "FOR ",
    "En nombre de la ",
    "En nombre del ",
    "En nombre de ",
    "Por la ",
    "Por el ",
    "Por las ",
    "Por los ",
    "POR LA ",
    "POR EL ",
    "Por ",
    "Au nom de la ",
    "Au nom du ",
    "Au nom de l'",
    "Au nom de l’",
    "Au nom des ",
    "Pour la ",
    "Pour le ",
    "Pour les ",
    "Pour l'",
    "Pour l’",
    "POUR LA ",
    "POUR LE ",
    "Pour ",
    "Im Namen der ",
    "Im Namen des ",
    "Für die ",
    "Für den ",
    "Für das ",
    "Für ",
    "FÜR DIE ",
    "Per la ",
    "Per il ",
    "Per l'",
    "Per l’",
    "Per lo ",
    "Per ",
    "A nome della ",
    "A nome del ",
    "Pela ",
    "Pelo ",
    "Pelos ",
    "Pelas ",
    "Em nome da ",
    "Em nome do ",
    "От имени ",
    "За ",
    "От ",
    "Від імені ",
    "Від ",
    "W imieniu ",
    "Za ",
    "Namens de ",
    "Namens het ",
    "Namens ",
    "Voor de ",
    "Voor het ",
    "För ",
    "For ",
];

/// What those of them have that lead to nothing but a body.
const BEHALF: &[&str] = &[
    "behalf",
    "en nombre",
    "representación",
    "au nom",
    "im namen",
    "a nome",
    "em nome",
    "от имени",
    "від імені",
    "w imieniu",
    "namens",
];

/// What a line vouches for that looks as if it named a body.
const VOUCHED: &[&str] = &[
    "richtigkeit",
    "ubereinstimmung",
    "abschrift",
    "accuracy",
    "correctness",
    "copy",
    "conformite",
    "exactitude",
    "conformita",
    "conformidad",
    "conformidade",
    "fidelidad",
    "zgodnosc",
    "верность",
    "правильность",
    "juistheid",
    "record",
    "example",
    "instance",
    "information",
    "details",
    "enquiries",
    "inquiries",
    "more",
    "mas",
    "plus",
    "weitere",
    "informacion",
    "informations",
    "auskunfte",
    "ejemplo",
    "exemple",
    "beispiel",
    "esempio",
];

/// Their first words.
static FIRST: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| BEFORE.iter().filter_map(|before| before.split([' ', '\'', '’']).next()).collect());

/// Whether a line begins with such words.
pub(super) fn begins(text: &str) -> bool {
    let first = text.split([' ', '\'', '’']).next().unwrap_or("");
    FIRST.contains(first) && BEFORE.iter().any(|before| text.starts_with(before))
}

/// The body a line signs for, and what stands behind it.
pub(super) fn signs_for(text: &str, next: Option<&str>) -> Option<(String, String)> {
    if text.len() > 300 || !begins(text) {
        return None;
    }
    let rest = BEFORE.iter().find_map(|before| text.strip_prefix(before))?;
    let colon = rest.char_indices().find(|(_, each)| matches!(each, ':' | '：')).map(|(at, _)| at);
    let (body, behind) = match colon {
        Some(at) => (rest[..at].trim(), rest[at..].trim_start_matches([':', '：', ' '])),
        None => {
            let body = rest.trim_end_matches([',', ' ']);
            let below = next.is_some_and(|next| {
                shape::is_person(tidy::without_titles(next.split(',').next().unwrap_or("").trim_end_matches('.')).1)
            });
            if !below || shape::is_prose(body) || body.ends_with('.') {
                return None;
            }
            (body, "")
        }
    };
    // "on behalf of" says that what follows is a body, whatever its name; "for" may lead to anything.
    let behalf =
        colon.is_some() && BEHALF.iter().any(|word| text[..text.len() - rest.len()].to_lowercase().contains(word));
    // A person behind the colon, or below it, says that it is a body.
    let person = |text: &str| shape::is_person(tidy::without_titles(text.split(',').next().unwrap_or("").trim()).1);
    let signer = if behind.is_empty() {
        next.is_some_and(person)
    } else {
        person(behind) && behind.split(',').count() <= 3 && !shape::is_prose(behind)
    };
    let known = (colon.is_some() && signer && body.split(' ').count() <= 6)
        || shape::is_organisation(body)
        || shape::land_name(body).is_some()
        || shape::is_acronym(body)
        || (behalf && body.starts_with(char::is_uppercase) && !shape::is_prose(body));
    // "Für die Richtigkeit" vouches for a copy.
    let vouches = crate::knowledge::country::fold(body).split(' ').any(|word| VOUCHED.contains(&word));
    // "the undersigned organisations" are named below.
    let known = known && !vouches && !super::words::CUES.strong.any(&crate::knowledge::country::fold(body));
    (known && body.split(' ').count() <= 18).then(|| (body.to_owned(), behind.to_owned()))
}

/// "Weavers' Union: Jane Poe, President": the body, and who signs for it.
pub(super) fn names_signer(text: &str) -> Option<(String, String)> {
    let (body, signer) = text.split_once(": ")?;
    let body = body.strip_prefix("The ").unwrap_or(body).trim();
    let mut fields = signer.split(',').map(str::trim);
    let person = shape::is_person(tidy::without_titles(fields.next()?).1);
    let rest: Vec<&str> = fields.collect();
    let office = rest.len() <= 2 && rest.first().is_none_or(|field| shape::begins_office(field));
    let named = shape::is_organisation(body)
        && body.split(' ').count() <= 12
        && !shape::begins_office(body)
        && super::head::announces(&format!("{body}:"), false).is_none();
    (person && office && named).then(|| (body.to_owned(), signer.trim().to_owned()))
}
