//! A text in a line of JSON.
//!
//! Takes a line, gives the fields of it that matter. A line is read without building a tree of it, for collections are
//! large: fields that do not matter are passed over.

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// Names of the fields that matter.
#[derive(Clone, Debug)]
pub struct Fields {
    /// Names a text.
    pub id: String,
    /// Holds it.
    pub text: String,
    /// Tells texts apart that may be compared.
    pub between: Option<String>,
}

/// What a line says, but for the words of its text.
#[derive(Debug, PartialEq, Eq)]
pub struct Head {
    /// What names the text.
    pub id: String,
    /// What it may not share with the texts it is compared with.
    pub between: Option<String>,
    /// Whether every character of the text is one byte.
    pub is_ascii: bool,
    /// Length of the text in bytes.
    pub bytes: usize,
}

/// Reads what a line says, but for the words of its text.
pub fn head(line: &[u8], fields: &Fields) -> Result<Head, String> {
    let mut found = Found::default();
    parse(line, Seed { fields, found: &mut found, wants_text: false })?;
    let id = found.id.ok_or_else(|| missing(&fields.id))?;
    let (bytes, is_ascii) = found.size.ok_or_else(|| missing(&fields.text))?;
    Ok(Head { id, between: found.between, is_ascii, bytes })
}

/// Reads the text of a line.
pub fn text(line: &[u8], fields: &Fields) -> Result<String, String> {
    let mut found = Found::default();
    parse(line, Seed { fields, found: &mut found, wants_text: true })?;
    found.text.ok_or_else(|| missing(&fields.text))
}

fn missing(field: &str) -> String {
    format!("there is no `{field}`")
}

fn parse(line: &[u8], seed: Seed<'_>) -> Result<(), String> {
    let mut parser = serde_json::Deserializer::from_slice(line);
    seed.deserialize(&mut parser).and_then(|()| parser.end()).map_err(|error| {
        let message = error.to_string();
        let told = message.split(" at line 1 column ").next().unwrap_or(&message);
        if error.is_data() { told.to_owned() } else { format!("{told} at byte {}", error.column()) }
    })
}

#[derive(Default)]
struct Found {
    id: Option<String>,
    between: Option<String>,
    size: Option<(usize, bool)>,
    text: Option<String>,
}

struct Seed<'a> {
    fields: &'a Fields,
    found: &'a mut Found,
    wants_text: bool,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object {{\"{}\": …, \"{}\": …}}", self.fields.id, self.fields.text)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Seed { fields, found, wants_text } = self;
        while let Some(field) = map.next_key_seed(Which { fields })? {
            match field {
                Field::Text if found.size.is_some() => return Err(A::Error::custom(twice(&fields.text))),
                Field::Id if found.id.is_some() => return Err(A::Error::custom(twice(&fields.id))),
                Field::Text => {
                    let text = map.next_value_seed(Text { wants_text, field: &fields.text })?;
                    found.size = Some(text.0);
                    found.text = text.1;
                }
                Field::Id => {
                    found.id = Some(map.next_value_seed(Name { field: &fields.id, takes_none: false })?);
                    if fields.between.as_ref() == Some(&fields.id) {
                        found.between.clone_from(&found.id);
                    }
                }
                Field::Between => {
                    let name = map.next_value_seed(Name { field: "", takes_none: true })?;
                    found.between = Some(name).filter(|name| !name.is_empty());
                }
                Field::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

fn twice(field: &str) -> String {
    format!("there are two of `{field}`")
}

/// Which field a key names.
enum Field {
    Id,
    Text,
    Between,
    Other,
}

struct Which<'a> {
    fields: &'a Fields,
}

impl<'de> DeserializeSeed<'de> for Which<'_> {
    type Value = Field;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Which<'_> {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Field, E> {
        Ok(match name {
            name if name == self.fields.id => Field::Id,
            name if name == self.fields.text => Field::Text,
            name if Some(name) == self.fields.between.as_deref() => Field::Between,
            _ => Field::Other,
        })
    }
}

/// A text: its size and whether it is ASCII, and the text itself where it is wanted.
struct Text<'a> {
    wants_text: bool,
    field: &'a str,
}

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = ((usize, bool), Option<String>);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Text<'_> {
    type Value = ((usize, bool), Option<String>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a text in `{}`", self.field)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(((text.len(), text.is_ascii()), self.wants_text.then(|| text.to_owned())))
    }
}

/// A name or number that tells one from another.
struct Name<'a> {
    field: &'a str,
    /// Whether anything else is as if it were not there.
    takes_none: bool,
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        if self.takes_none {
            let value = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
            return Ok(match value {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text,
                other => other.to_string(),
            });
        }
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a name in `{}`", self.field)
    }

    fn visit_str<E>(self, name: &str) -> Result<String, E> {
        Ok(name.to_owned())
    }

    fn visit_u64<E>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_i64<E>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields {
        Fields { id: "id".into(), text: "text".into(), between: Some("series".into()) }
    }

    #[test]
    fn what_matters_is_found_in_any_order_among_other_fields() {
        let line = r#"{"more": {"text": [1, 2]}, "series": "s", "text": "a\ud83d\ude00é", "id": 17}"#.as_bytes();
        let found = head(line, &fields()).unwrap();
        assert_eq!(found, Head { id: "17".into(), between: Some("s".into()), is_ascii: false, bytes: 7 });
        assert_eq!(text(line, &fields()).unwrap(), "a😀é");
    }

    #[test]
    fn a_line_that_is_of_no_use_says_why() {
        let cases: [(&[u8], &str); 12] = [
            (b"", "EOF"),
            (b"words", "expected value at byte"),
            (b"[]", "invalid type: sequence, expected an object {\"id\": "),
            (b"7", "invalid type: integer `7`, expected an object"),
            (br#"{"id": "a"}"#, "there is no `text`"),
            (br#"{"text": "a"}"#, "there is no `id`"),
            (br#"{"id": "a", "text": null}"#, "expected a text in `text`"),
            (br#"{"id": ["a"], "text": ""}"#, "expected a name in `id`"),
            (br#"{"id": "a", "text": "b", "text": "c"}"#, "there are two of `text`"),
            (br#"{"id": "a", "text": "b"} {"id": "#, "trailing characters"),
            (br#"{"id": "a", "text": "\ud800"}"#, "at byte"),
            (b"{\"id\": \"a\", \"text\": \"\xff\"}", "at byte"),
        ];
        for (line, expected) in cases {
            let told = head(line, &fields()).unwrap_err();
            assert!(told.contains(expected), "{told}");
        }
    }

    #[test]
    fn deep_nesting_ends_the_line_not_the_program() {
        let line = format!("{{\"id\": \"a\", \"text\": \"b\", \"x\": {}", "[".repeat(1_000_000));
        assert!(head(line.as_bytes(), &fields()).is_err());
    }
}
