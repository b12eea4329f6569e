//! Codes of languages as files write them, as ISO 639-3.

use std::sync::OnceLock;

const CODES: &str = include_str!("data/languages.tsv");

fn pairs() -> &'static [(&'static str, &'static str)] {
    static PAIRS: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let lines = CODES.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once('\t')).collect()
    })
}

/// The ISO 639-3 code for "es", "spa", "pt-br", "zh-Hant"; `None` for what is no code of a language.
pub fn code(tag: &str) -> Option<String> {
    let tag = tag.trim().to_ascii_lowercase();
    let first = tag.split(['-', '_']).next().unwrap_or("");
    // The wiki of plain English is English; "mul" is said of names that are the same everywhere.
    let first = if first == "simple" { "en" } else { first };
    match first.len() {
        2 => pairs().iter().find(|(short, _)| *short == first).map(|(_, long)| (*long).to_owned()),
        3 if first != "mul" && first != "und" && first.bytes().all(|byte| byte.is_ascii_lowercase()) => {
            Some(first.to_owned())
        }
        _ => None,
    }
}

/// The same, where the tag is the code of one of the languages in the table: what a heading may be taken for.
pub fn surely(tag: &str) -> Option<String> {
    let code = code(tag)?;
    pairs().iter().any(|(_, long)| *long == code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_all_kinds_become_the_long_code() {
        for (tag, long) in [("es", "spa"), ("pt-BR", "por"), ("zh_Hant", "zho"), ("fil", "fil"), ("simple", "eng")] {
            assert_eq!(code(tag).as_deref(), Some(long), "{tag}");
        }
        for tag in ["", "mul", "xx", "und", "é", "english", "e1"] {
            assert_eq!(code(tag), None, "{tag}");
        }
        assert_eq!((surely("ref"), surely("fr").as_deref()), (None, Some("fra")));
    }
}
