//! Slogans: what a statement proclaims in a few words.
//!
//! Takes a text and a statement with its parts; gives each slogan as it stands. A slogan is a sentence of a few words that
//! opens with a cry ("Long live …", "Down with …", "Viva …") or ends in one ("…, unite!"), or a line of its own of at most a
//! few words that ends in an exclamation mark and is neither salutation nor title. An exclamation in running prose is none.

use broadside_model::{Found, Part, Role, Span, Statement};

/// Most words of a slogan.
const MOST_WORDS: usize = 16;
/// Most words of a line that is a slogan only because it stands alone and cries out.
const MOST_WORDS_ALONE: usize = 10;

/// What slogans open with, in lower case.
const OPENINGS: &[&str] = &[
    "long live",
    "down with",
    "up with",
    "hands off",
    "forward to",
    "forward with",
    "glory to",
    "eternal glory",
    "honour to",
    "honor to",
    "workers of the world",
    "workers of all countries",
    "proletarians of all countries",
    "no to",
    "stop the",
    "free the",
    "freedom for",
    "all power to",
    "viva",
    "vivan",
    "vivas",
    "abajo",
    "fuera",
    "muera",
    "mueran",
    "gloria a",
    "gloria eterna",
    "honor y gloria",
    "arriba",
    "no a",
    "hasta la victoria",
    "proletarios de todos los países",
    "proletarios del mundo",
    "por la",
    "todo el poder",
    "libertad para",
    "libertad a",
    "ni un paso atrás",
    "vive",
    "vivent",
    "à bas",
    "a bas",
    "gloire à",
    "gloire aux",
    "non à",
    "non au",
    "non aux",
    "prolétaires de tous les pays",
    "liberté pour",
    "tous ensemble",
    "en avant",
    "abaixo",
    "fora",
    "glória a",
    "glória aos",
    "proletários de todos os países",
    "liberdade para",
    "não à",
    "não ao",
    "es lebe",
    "es leben",
    "hoch die",
    "hoch der",
    "hoch lebe",
    "nieder mit",
    "weg mit",
    "freiheit für",
    "proletarier aller länder",
    "vorwärts",
    "schluss mit",
    "kein",
    "nie wieder",
    "ruhm",
    "evviva",
    "abbasso",
    "proletari di tutti i paesi",
    "libertà per",
    "viva la",
    "avanti",
    "no alla",
    "no al",
    "да здравствует",
    "да здравствуют",
    "долой",
    "слава",
    "вечная слава",
    "пролетарии всех стран",
    "свободу",
    "вся власть",
    "нет войне",
    "руки прочь",
    "yaşasın",
    "kahrolsun",
    "bütün ülkelerin işçileri",
    "bütün ülkelerin",
    "dünyanın bütün işçileri",
    "bijî",
    "biji",
    "niech żyje",
    "niech żyją",
    "precz z",
    "chwała",
    "proletariusze wszystkich krajów",
    "cześć i chwała",
    "leve",
    "lang leve",
    "weg met",
    "proletariërs aller landen",
    "handen af",
    "ζήτω",
    "κάτω",
    "προλετάριοι όλων των χωρών",
    "عاش",
    "عاشت",
    "يسقط",
    "تحيا",
    "يحيا",
    "زنده باد",
    "مرگ بر",
    "万岁",
    "打倒",
    "全世界无产者",
    "万国の労働者",
    "जिंदाबाद",
    "इंकलाब",
];
/// What slogans end with, in lower case and without the mark.
const ENDINGS: &[&str] = &[
    "unite",
    "uníos",
    "unios",
    "unissez-vous",
    "uni-vos",
    "uní-vos",
    "vereinigt euch",
    "unitevi",
    "соединяйтесь",
    "birleşin",
    "łączcie się",
    "verenigt u",
    "verenigt je",
    "no pasarán",
    "no pasaran",
    "shall not pass",
    "venceremos",
    "vencerán",
    "万岁",
    "万歳",
    "zindabad",
    "zindabad zindabad",
    "jindabad",
    "जिंदाबाद",
    "vencerá",
    "will win",
];

/// The last words of [`ENDINGS`] that are written in ASCII letters only.
const LAST: &[&str] = &[
    "unite",
    "unios",
    "unissez-vous",
    "uni-vos",
    "euch",
    "unitevi",
    "u",
    "je",
    "pasaran",
    "pass",
    "venceremos",
    "zindabad",
    "jindabad",
    "win",
];

/// The slogans of a statement, in order of their place.
pub fn read(text: &str, statement: &Statement) -> Vec<Found<String>> {
    let mut found = Vec::new();
    for part in statement.parts.iter().filter(|part| may_hold(part)) {
        let mut at = part.text.start as usize;
        for line in text[part.text.range()].split_inclusive('\n') {
            let span = trimmed(line, at);
            at += line.len();
            if !span.is_empty() {
                of_line(text, span, &mut found);
            }
        }
    }
    found
}

fn may_hold(part: &Part) -> bool {
    matches!(part.role, Role::Body | Role::Slogan | Role::Closing | Role::Heading | Role::Item | Role::Signature)
}

fn trimmed(line: &str, at: usize) -> Span {
    let start = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || "*_#>-–—•".contains(c)).len();
    let end = line.trim_end_matches(|c: char| c.is_whitespace() || "*_".contains(c)).len().max(start);
    Span::new(at + start, at + end)
}

/// The slogans in a line.
fn of_line(text: &str, line: Span, found: &mut Vec<Found<String>>) {
    let words = &text[line.range()];
    match words.as_bytes().contains(&b'!') || !words.is_ascii() && words.contains('！') {
        true => crying(text, line, found),
        false if is_proclaimed(words) => push(text, line, "slogan-cry", 75, found),
        false => {}
    }
}

/// Whether a line without a mark is a slogan by its words.
fn is_proclaimed(words: &str) -> bool {
    let upper = is_upper(words);
    let ends = || may_end(words) && ends(words);
    (upper || may_end(words))
        && (2..=MOST_WORDS_ALONE).contains(&words.split_whitespace().take(MOST_WORDS_ALONE + 1).count())
        && (ends() || upper && opens_surely(words))
}

/// Whether the last letters of a line may be the last of a slogan.
fn may_end(words: &str) -> bool {
    let bare = words.trim_end_matches(['!', '！', '.', ' ', '"', '”', '»']);
    let last = bare.rsplit(' ').next().unwrap_or_default();
    !last.is_ascii() || LAST.iter().any(|word| last.eq_ignore_ascii_case(word))
}

/// The slogans in a line with a mark of exclamation.
fn crying(text: &str, line: Span, found: &mut Vec<Found<String>>) {
    let words = &text[line.range()];
    let count = words.split_whitespace().count();
    let cries = words.ends_with(['!', '！']);
    let many = words.matches(['!', '！']).count();
    if cries && many == 1 && !words.contains(['.', '?', ':']) && (2..=MOST_WORDS_ALONE).contains(&count) {
        let sure = opens(words) || ends(words);
        // A number in a line that only cries out is an hour, a day or a house: a summons, no slogan.
        if !sure && words.contains(|letter: char| letter.is_ascii_digit()) {
            return;
        }
        push(text, line, if sure { "slogan-cry" } else { "slogan-alone" }, if sure { 92 } else { 70 }, found);
        return;
    }
    let mut start = 0;
    for (at, mark) in words.match_indices(['!', '！']) {
        let sentence = &words[start..at];
        let from = start + sentence.rfind(['.', '?', ':', ';']).map_or(0, |stop| stop + 1);
        let skip = words[from..at].len() - words[from..at].trim_start().len();
        let span = Span::new(line.start as usize + from + skip, line.start as usize + at + mark.len());
        let cry = &text[span.range()];
        if cry.split_whitespace().count() <= MOST_WORDS && (opens(cry) || ends(cry)) {
            push(text, span, "slogan-cry", 85, found);
        }
        start = at + mark.len();
    }
}

fn lower(words: &str) -> String {
    words.trim_start_matches(['¡', '"', '“', '«', '„', ' ', '!']).to_lowercase()
}

fn opens(words: &str) -> bool {
    let lower = lower(words);
    OPENINGS
        .iter()
        .any(|opening| lower.strip_prefix(opening).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// As [`opens`], by an opening of at least two words.
fn opens_surely(words: &str) -> bool {
    let lower = lower(words);
    OPENINGS.iter().filter(|opening| opening.contains(' ')).any(|opening| lower.starts_with(opening))
}

fn ends(words: &str) -> bool {
    let lower = lower(words);
    let bare = lower.trim_end_matches(['!', '！', '.', ' ', '"', '”', '»']);
    ENDINGS.iter().any(|ending| {
        bare.strip_suffix(ending).is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() && c.is_ascii()))
    })
}

fn is_upper(words: &str) -> bool {
    words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase)
}

fn push(text: &str, span: Span, method: &str, confidence: u8, found: &mut Vec<Found<String>>) {
    let value = text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
    if value.chars().filter(|c| c.is_alphabetic()).count() >= 4 {
        found.push(Found::new(value, span, method, confidence));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slogans(text: &str) -> Vec<String> {
        let span = Span::new(0, text.len());
        let part = Part { role: Role::Body, text: span, raw: span, language: None };
        let statement = Statement { span, parts: vec![part], ..Statement::default() };
        read(text, &statement).into_iter().map(|found| found.value).collect()
    }

    #[test]
    fn cries_are_slogans_in_many_languages() {
        for slogan in [
            "Long live the Weavers' Union!",
            "¡Viva la huelga!",
            "À bas la censure !",
            "Es lebe der erste Mai!",
            "Да здравствует свобода!",
            "Workers of the world, unite!",
            "Yaşasın barış!",
        ] {
            assert_eq!(slogans(&format!("We met in March.\n{slogan}\n")), [slogan]);
        }
        assert_eq!(slogans("We stay. Long live bread! Down with rent!"), ["Long live bread!", "Down with rent!"]);
    }

    #[test]
    fn a_summons_to_an_hour_is_no_slogan() {
        let mut found = Vec::new();
        let line = "Kommt am Sonntag um 14 Uhr auf den Markt!";
        of_line(line, Span::new(0, line.len()), &mut found);
        assert!(found.is_empty());
    }

    #[test]
    fn prose_is_no_slogan() {
        assert!(slogans("He said that it was late! And what a night it was, with all the rain that fell!").is_empty());
        assert!(slogans("Wait!").is_empty());
    }
}
