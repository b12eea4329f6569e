//! What reference managers read: CSL-JSON 1.0.2, BibTeX and RIS.

use super::anchor::Passage;
use super::work::{Author, Part, When, Work};
use broadside_model::Kind;
use serde_json::{Map, Value, json};

fn address<'a>(work: &'a Work, passage: Option<&'a Passage>) -> &'a str {
    passage.map_or(&work.address, |passage| &passage.address)
}

/// The type of a kind in CSL.
fn csl_type(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Speech) => "speech",
        Some(Kind::Manifesto | Kind::Appeal) => "pamphlet",
        Some(Kind::Report) => "report",
        Some(Kind::Interview) => "interview",
        Some(Kind::Law) => "legislation",
        _ => "document",
    }
}

fn date_parts(part: &Part) -> Value {
    let month = part.month.map(|month| json!(month));
    let day = part.day.map(|day| json!(day));
    Value::Array([Some(json!(part.year)), month, day].into_iter().flatten().collect())
}

fn date(when: &When) -> Value {
    let mut value = Map::new();
    if when.parts.is_empty() {
        value.insert("literal".to_owned(), json!(when.edtf));
    } else {
        value.insert("date-parts".to_owned(), when.parts.iter().map(date_parts).collect());
        if when.is_doubtful {
            value.insert("circa".to_owned(), json!(true));
        }
    }
    Value::Object(value)
}

/// The work as an item of CSL-JSON.
pub fn csl(work: &Work, passage: Option<&Passage>) -> Value {
    let names = |all: &[Author]| {
        (!all.is_empty()).then(|| all.iter().map(|author| json!({ "literal": author.name })).collect::<Value>())
    };
    let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
    let fields = [
        ("id", Some(json!(work.id))),
        ("type", Some(json!(csl_type(work.kind)))),
        ("title", Some(json!(work.title))),
        ("author", names(&work.authors)),
        ("recipient", names(&work.recipients)),
        ("genre", Some(json!(work.genre)).filter(|_| !work.genre.is_empty())),
        ("issued", work.when.as_ref().map(date)),
        ("publisher-place", text(&work.place)),
        ("container-title", text(&work.carrier)),
        ("language", text(&work.language)),
        ("archive", Some(json!(work.archive))),
        ("archive_location", Some(json!(work.id))),
        ("URL", Some(json!(address(work, passage)))),
        ("accessed", Some(json!({ "date-parts": [date_parts(&work.seen)] }))),
        ("locator", passage.map(|passage| json!(locator(passage)))),
        ("note", passage.map(|passage| json!(passage.quote))),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(fields.collect())
}

fn locator(passage: &Passage) -> String {
    passage.page.map_or_else(|| format!("{}-{}", passage.start, passage.end), |page| page.to_string())
}

/// A file of CSL-JSON with the one item.
pub fn csl_file(work: &Work, passage: Option<&Passage>) -> String {
    serde_json::to_string_pretty(&json!([csl(work, passage)])).unwrap_or_default()
}

/// A value in BibTeX: what TeX would act on is only shown.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' => out.extend(['\\', letter]),
            '%' | '&' | '#' | '_' | '$' => out.extend(['\\', letter]),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// An address in BibTeX, which is taken as it is written.
fn verbatim(address: &str) -> String {
    address.chars().filter(|letter| !matches!(letter, '{' | '}' | '\\') && !letter.is_control()).collect()
}

/// The work in BibTeX.
pub fn bibtex(work: &Work, passage: Option<&Passage>) -> String {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let single = work.when.as_ref().filter(|when| when.parts.len() == 1).and_then(|when| when.parts.first());
    let month = single.and_then(|part| MONTHS.get(usize::from(part.month?).wrapping_sub(1)));
    let note = [
        Some(work.genre.clone()).filter(|genre| !genre.is_empty()),
        passage.map(|passage| format!("“{}”", passage.short())),
    ];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(". ");
    // Two braces: a name is not to be taken apart.
    let authors: Vec<String> = work.authors.iter().map(|author| format!("{{{}}}", tex(&author.name))).collect();
    let fields = [
        ("author", Some(authors.join(" and ")).filter(|names| !names.is_empty())),
        ("title", Some(format!("{{{}}}", tex(&work.title)))),
        ("year", single.map(|part| part.year.to_string())),
        ("date", work.when.as_ref().map(|when| tex(&when.edtf))),
        ("address", work.place.as_ref().map(|place| tex(place))),
        ("howpublished", Some(tex(&format!("{}, {}", work.archive, work.id)))),
        ("note", Some(tex(&note)).filter(|note| !note.is_empty())),
        ("language", work.language.clone()),
        ("url", Some(verbatim(address(work, passage)))),
        ("urldate", Some(day(&work.seen, '-'))),
    ];
    let mut out = format!("@misc{{broadside-{},\n", work.id);
    for (name, value) in fields {
        if let Some(value) = value {
            out += &format!("  {name} = {{{value}}},\n");
        }
    }
    if let Some(month) = month {
        out += &format!("  month = {month},\n");
    }
    out + "}\n"
}

fn day(part: &Part, between: char) -> String {
    let small = |number: Option<u8>| number.map_or(String::new(), |number| format!("{between}{number:02}"));
    format!("{:04}{}{}", part.year, small(part.month), small(part.day))
}

/// A value in RIS: on its line.
fn line(text: &str) -> String {
    text.split(|letter: char| letter.is_control()).collect::<Vec<_>>().join(" ")
}

/// The work in RIS.
pub fn ris(work: &Work, passage: Option<&Passage>) -> String {
    let kind = match work.kind {
        Some(Kind::Speech) => "HEAR",
        Some(Kind::Manifesto | Kind::Appeal) => "PAMP",
        Some(Kind::Report) => "RPRT",
        Some(Kind::Law) => "STAT",
        _ => "GEN",
    };
    let first = work.when.as_ref().and_then(|when| when.parts.first());
    let mut fields = vec![("TY", kind.to_owned())];
    fields.extend(work.authors.iter().map(|author| ("AU", author.name.clone())));
    fields.push(("TI", work.title.clone()));
    if let Some(part) = first {
        fields.push(("PY", format!("{:04}", part.year)));
        fields.push(("DA", ris_day(part)));
    }
    let more = [
        ("CY", work.place.clone()),
        ("T2", work.carrier.clone()),
        ("M3", Some(work.genre.clone()).filter(|genre| !genre.is_empty())),
        ("LA", work.language.clone()),
        ("DB", Some(work.archive.clone())),
        ("AN", Some(work.id.clone())),
        ("UR", Some(address(work, passage).to_owned())),
        ("SP", passage.map(locator)),
        ("N1", passage.map(|passage| passage.quote.clone())),
    ];
    fields.extend(more.into_iter().filter_map(|(tag, value)| Some((tag, value?))));
    let mut out: String = fields.iter().map(|(tag, value)| format!("{tag}  - {}\r\n", line(value))).collect();
    out.push_str("ER  - \r\n");
    out
}

/// `YYYY/MM/DD/`, with nothing between the strokes where it is not known.
fn ris_day(part: &Part) -> String {
    let small = |number: Option<u8>| number.map_or(String::new(), |number| format!("{number:02}"));
    format!("{:04}/{}/{}/", part.year, small(part.month), small(part.day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work() -> Work {
        Work {
            id: "1a2b3c4d5e6f7081".to_owned(),
            authors: vec![Author { name: "Liga de Fareros & Co}".to_owned(), is_person: false }],
            recipients: Vec::new(),
            title: "A title\nER  - \\input{x}".to_owned(),
            kind: Some(Kind::Speech),
            genre: "speech".to_owned(),
            when: Some(When::new("1978-03-12?")),
            place: Some("Puerto Alvar".to_owned()),
            carrier: None,
            language: Some("es".to_owned()),
            archive: "harbour".to_owned(),
            address: "http://127.0.0.1:1/statements/1a2b3c4d5e6f7081".to_owned(),
            seen: Part { year: 2030, month: Some(1), day: Some(2) },
        }
    }

    #[test]
    fn what_documents_say_stays_a_value() {
        let (bibtex, ris) = (bibtex(&work(), None), ris(&work(), None));
        assert!(bibtex.contains("author = {{Liga de Fareros \\& Co\\}}}"), "{bibtex}");
        assert!(bibtex.contains("\\textbackslash{}input\\{x\\}"), "{bibtex}");
        assert_eq!(ris.matches("\r\nER  - \r\n").count(), 1, "{ris}");
        assert!(ris.contains("DA  - 1978/03/12/\r\n"), "{ris}");
    }

    #[test]
    fn an_item_has_its_type_and_date() {
        let item = csl(&work(), None);
        assert_eq!(item["type"], "speech");
        assert_eq!(item["issued"], json!({ "date-parts": [[1978, 3, 12]], "circa": true }));
        assert_eq!(item["author"][0]["literal"], "Liga de Fareros & Co}");
    }
}
