//! Gold files: statements with what people say is right about them.
//!
//! Takes JSON values one after the other (JSON Lines, or spread over lines), gives documents with the line they begin
//! in. The format is described in docs/gold.md.

use super::fields::{Field, Item, WrongValue, annotated};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What people annotated about a statement; a field that is not there was not annotated.
pub type Annotation = BTreeMap<Field, Vec<Item>>;

/// A document of the gold.
#[derive(Clone, Debug)]
pub struct Document {
    /// The line its JSON begins in, from 1.
    pub line: usize,
    /// What it is called.
    pub id: Option<String>,
    /// Its text, where the gold has it.
    pub text: Option<String>,
    /// The file it is in, as seen from the gold file.
    pub path: Option<String>,
    /// Its statements, in order.
    pub statements: Vec<Annotation>,
}

/// A line of a gold file, from 1, and what is to be said of it.
pub type Remark = (usize, String);

/// Reads a gold file. Gives the documents, and what is odd about it: a line and a sentence each.
///
/// # Errors
/// The line that cannot be read, and why.
pub fn parse(bytes: &[u8]) -> Result<(Vec<Document>, Vec<Remark>), Remark> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<Value>();
    let (mut documents, mut odd) = (Vec::new(), Vec::new());
    let (mut at, mut line) = (0, 1);
    loop {
        let start =
            at + bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        line += newlines(bytes, at, start);
        let Some(value) = values.next() else { return Ok((documents, odd)) };
        let value = value.map_err(|error| (error.line().max(line), format!("this is not JSON: {error}")))?;
        documents.push(document(value, line, &mut odd).map_err(|message| (line, message))?);
        at = values.byte_offset();
        line += newlines(bytes, start, at);
    }
}

fn newlines(bytes: &[u8], from: usize, to: usize) -> usize {
    bytes.get(from..to).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count()
}

fn document(value: Value, line: usize, odd: &mut Vec<Remark>) -> Result<Document, String> {
    let Value::Object(mut object) = value else { return Err("expected an object with `gold`".to_owned()) };
    let mut string = |key: &str| match object.remove(key) {
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        None | Some(Value::Null) => Ok(None),
        Some(other) => Err(format!("`{key}`: expected a string, found {other}")),
    };
    let (id, text, path) = (string("id")?, string("text")?, string("path")?);
    let golds = match (object.remove("statements"), object.remove("gold")) {
        (Some(Value::Array(golds)), _) | (None, Some(Value::Array(golds))) => golds,
        (None, Some(gold)) => vec![gold],
        _ => return Err("there is neither `gold` (an object) nor `statements` (a list of them)".to_owned()),
    };
    let statements = golds.into_iter().map(|gold| annotation(gold, line, odd)).collect::<Result<_, _>>()?;
    Ok(Document { line, id, text, path, statements })
}

/// Keys beside the fields that mean nothing to the score.
const IGNORED: &[&str] = &["id", "note", "notes", "comment", "start", "end", "text", "more_signatories", "gold"];

fn annotation(gold: Value, line: usize, odd: &mut Vec<Remark>) -> Result<Annotation, String> {
    let gold: Map<String, Value> = match gold {
        Value::Object(mut object) => match object.remove("gold") {
            Some(Value::Object(inner)) => inner,
            _ => object,
        },
        other => return Err(format!("`gold`: expected an object, found {other}")),
    };
    let mut annotation = Annotation::new();
    for (key, value) in &gold {
        match Field::from_name(key).filter(|field| !field.name().contains('.')) {
            Some(field) => {
                let mut unknown = Vec::new();
                let items = annotated(field, value, &mut unknown).map_err(|WrongValue(message)| message)?;
                odd.extend(unknown.into_iter().map(|path| (line, format!("`{path}` is no key that is compared"))));
                annotation.insert(field, items);
            }
            None if IGNORED.contains(&key.as_str()) || key.starts_with('_') => {}
            None => odd.push((line, format!("`{key}` is no field that is scored; the fields are {}", names()))),
        }
    }
    if annotation.is_empty() {
        odd.push((line, "no field is annotated: nothing of this statement is scored".to_owned()));
    }
    Ok(annotation)
}

/// The names of the fields of a gold line.
pub fn names() -> String {
    let names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).filter(|name| !name.contains('.')).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_is_absent_is_not_annotated_and_null_says_there_is_none() {
        let (documents, odd) = parse(br#"{"id": "a", "text": "x", "gold": {"title": null, "demands": []}}"#).unwrap();
        assert!(odd.is_empty());
        let annotation = &documents[0].statements[0];
        assert_eq!(annotation.keys().copied().collect::<Vec<_>>(), [Field::Title, Field::Demands]);
        assert!(annotation.values().all(Vec::is_empty));
    }

    #[test]
    fn values_over_several_lines_are_read_and_know_where_they_begin() {
        let gold =
            "{\"id\": 1, \"gold\": {}}\n\n{\n \"id\": 2,\n \"statements\": [{}, {}]\n}\n{\"id\": 3, \"gold\": {}}\n";
        let (documents, _) = parse(gold.as_bytes()).unwrap();
        assert_eq!(documents.iter().map(|document| document.line).collect::<Vec<_>>(), [1, 3, 7]);
        assert_eq!(documents[1].statements.len(), 2);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let wrong = |gold: &str| parse(gold.as_bytes()).unwrap_err();
        assert_eq!(wrong("{\"gold\": {}}\n{\"gold\": ").0, 2);
        assert!(wrong("{\"id\": \"a\"}").1.contains("neither"));
        assert!(wrong("{\"gold\": {\"date\": \"soon\"}}").1.contains("EDTF"));
        assert!(wrong("{\"gold\": {\"title\": [\"a\", \"b\"]}}").1.contains("one value"));
        let (_, odd) = parse(b"{\"gold\": {\"sloagns\": []}}").unwrap();
        assert!(odd[0].1.contains("sloagns") && odd[1].1.contains("no field is annotated"));
    }

    #[test]
    fn values_that_cannot_be_right_are_named_with_their_place() {
        let wrong = |gold: &str| parse(format!("{{\"gold\": {{{gold}}}}}").as_bytes()).unwrap_err().1;
        assert!(wrong(r#""kind": "leaflet""#).starts_with("`kind`: expected one of resolution, "));
        assert!(wrong(r#""language": "English""#).contains("three letters"));
        assert!(
            wrong(r#""signatories": [{"name": "A"}, {"name": "B", "country": "Peru"}]"#)
                .contains("`signatories[2].country`")
        );
        assert!(wrong(r#""signatories": [{"name": "", "role": null}]"#).contains("`signatories[1]`"));
        assert!(wrong(r#""issuers": ["A", " "]"#).contains("`issuers[2]` is empty"));
        assert!(wrong(r#""claims": [{"what": "dead", "min": 5, "max": 3}]"#).contains("greater"));
        let (_, odd) = parse(br#"{"gold": {"signatories": [{"name": "A", "affilation": "B"}]}}"#).unwrap();
        assert!(odd[0].1.contains("`signatories[1].affilation`"));
    }
}
