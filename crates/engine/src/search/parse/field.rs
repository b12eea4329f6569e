//! Fields of a question: `language:es`, `kind:pdf`, `path:press/1998`, `added:2026-01`.

use broadside_model::Format;

use super::super::date;
use super::super::glob::Glob;
use super::super::query::{Node, QueryError, Scope};
use super::super::writer::fold_path;
use super::lexer::Lexeme;
use super::{Field, error};

const HINT: &str = "the fields are language, kind, path, added, title and furniture; \
                    to search for a word with a colon, put it in quotation marks";

/// The field of that name.
pub(super) fn named(name: &str, lexeme: Lexeme<'_>) -> Result<Field, QueryError> {
    Ok(match name.to_ascii_lowercase().as_str() {
        "text" => Field::Scope(Scope::Text),
        "title" => Field::Scope(Scope::Title),
        "furniture" => Field::Scope(Scope::Furniture),
        "language" | "lang" => Field::Language,
        "kind" | "format" => Field::Kind,
        "path" => Field::Path,
        "added" => Field::Added,
        _ => return Err(error(&format!("there is no field {name}"), HINT, lexeme.start, lexeme.end)),
    })
}

/// Says that a field has no value.
pub(super) fn without_value(name: &str, lexeme: Lexeme<'_>) -> QueryError {
    let message = format!("{name}: needs a value right after the colon");
    error(&message, HINT, lexeme.start, lexeme.end)
}

/// The documents whose `field` is `text`.
pub(super) fn value(field: Field, text: &str, lexeme: Lexeme<'_>) -> Result<Node, QueryError> {
    let wrong = |message: &str, hint: &str| error(message, hint, lexeme.start, lexeme.end);
    match field {
        Field::Language => language(text)
            .map(|code| languages(&code))
            .ok_or_else(|| wrong("this is not a language code", "write a code such as es or spa, or unknown")),
        Field::Kind => kind(text).map(Node::Kind).ok_or_else(|| {
            let kinds: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
            wrong("there is no such kind of file", &format!("the kinds are {}", kinds.join(", ")))
        }),
        Field::Path => path(text)
            .map(Node::Path)
            .ok_or_else(|| wrong("the path is too long", "write a part of the path, of at most 100 characters")),
        Field::Added => date::range(text).map(|(from, to)| Node::Added(from, to)).ok_or_else(|| {
            wrong("this is not a date", "write 2026, 2026-01, 2026-01-15, or a range such as 2026-01..2026-03")
        }),
        Field::Scope(_) => Ok(Node::All),
    }
}

fn kind(text: &str) -> Option<String> {
    let name = text.to_ascii_lowercase();
    let name = match name.as_str() {
        "txt" => "text",
        "md" => "markdown",
        "htm" | "xhtml" => "html",
        "jpg" => "jpeg",
        "tif" => "tiff",
        "gz" => "gzip",
        "email" | "mail" => "eml",
        other => other,
    };
    Format::from_name(name).map(|format| format.name().to_owned())
}

/// A path: a part of it, or with wildcards whole pieces between slashes.
fn path(text: &str) -> Option<Glob> {
    let folded = fold_path(text);
    if !folded.contains(['*', '?']) {
        return Glob::new(&format!("*{folded}*"));
    }
    Glob::new(&format!("*/{}/*", folded.trim_matches('/')))
}

/// ISO 639-3 of a code of two or three letters.
fn language(text: &str) -> Option<String> {
    let code = text.to_ascii_lowercase();
    if code == "unknown" || (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_lowercase())) {
        return Some(code);
    }
    TWO_LETTERS.iter().find(|(two, _)| *two == code).map(|(_, three)| (*three).to_owned())
}

/// Codes of a macrolanguage and of the one language that is mostly meant by it (ISO 639-3): either finds both.
#[rustfmt::skip]
const SAME: &[&[&str]] = &[
    &["ara", "arb"], &["zho", "cmn"], &["fas", "pes"], &["nor", "nob", "nno"], &["msa", "zsm"], &["aze", "azj"],
    &["est", "ekk"], &["lav", "lvs"], &["uzb", "uzn"], &["nep", "npi"], &["yid", "ydd"], &["sqi", "als"],
    &["swa", "swh"], &["mon", "khk"], &["kur", "kmr"], &["ori", "ory"], &["pus", "pbt"], &["srd", "src"],
];

fn languages(code: &str) -> Node {
    match SAME.iter().find(|codes| codes.contains(&code)) {
        Some(codes) => Node::Or(codes.iter().map(|code| Node::Language((*code).to_owned())).collect()),
        None => Node::Language(code.to_owned()),
    }
}

/// The ISO 639-3 codes that are meant by a code of two or three letters; `None` where it is no code. `unknown` stands
/// for a language that is not known.
pub fn language_codes(typed: &str) -> Option<Vec<String>> {
    let code = language(typed)?;
    let same = SAME.iter().find(|codes| codes.contains(&code.as_str()));
    Some(same.map_or_else(|| vec![code], |codes| codes.iter().map(|code| (*code).to_owned()).collect()))
}

/// ISO 639-1 codes and their ISO 639-3 codes.
#[rustfmt::skip]
const TWO_LETTERS: &[(&str, &str)] = &[
    ("af", "afr"), ("am", "amh"), ("ar", "ara"), ("az", "aze"), ("be", "bel"), ("bg", "bul"), ("bn", "ben"),
    ("bs", "bos"), ("ca", "cat"), ("cs", "ces"), ("cy", "cym"), ("da", "dan"), ("de", "deu"), ("el", "ell"),
    ("en", "eng"), ("eo", "epo"), ("es", "spa"), ("et", "est"), ("eu", "eus"), ("fa", "fas"), ("fi", "fin"),
    ("fr", "fra"), ("ga", "gle"), ("gl", "glg"), ("gu", "guj"), ("ha", "hau"), ("he", "heb"), ("hi", "hin"),
    ("hr", "hrv"), ("hu", "hun"), ("hy", "hye"), ("id", "ind"), ("is", "isl"), ("it", "ita"), ("ja", "jpn"),
    ("ka", "kat"), ("kk", "kaz"), ("km", "khm"), ("kn", "kan"), ("ko", "kor"), ("ku", "kur"), ("la", "lat"),
    ("lo", "lao"), ("lt", "lit"), ("lv", "lav"), ("mk", "mkd"), ("ml", "mal"), ("mn", "mon"), ("mr", "mar"),
    ("ms", "msa"), ("my", "mya"), ("nb", "nob"), ("ne", "nep"), ("nl", "nld"), ("nn", "nno"), ("no", "nor"),
    ("pa", "pan"), ("pl", "pol"), ("ps", "pus"), ("pt", "por"), ("ro", "ron"), ("ru", "rus"), ("rw", "kin"),
    ("si", "sin"), ("sk", "slk"), ("sl", "slv"), ("so", "som"), ("sq", "sqi"), ("sr", "srp"), ("sv", "swe"),
    ("sw", "swa"), ("ta", "tam"), ("te", "tel"), ("th", "tha"), ("ti", "tir"), ("tl", "tgl"), ("tr", "tur"),
    ("uk", "ukr"), ("ur", "urd"), ("uz", "uzb"), ("vi", "vie"), ("xh", "xho"), ("yi", "yid"), ("yo", "yor"),
    ("zh", "zho"), ("zu", "zul"),
];
