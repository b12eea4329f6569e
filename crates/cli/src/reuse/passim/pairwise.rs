//! A line per link with both passages in columns: passim's `align.json`.

use super::super::collection::Collection;
use super::aligned::aligned;
use super::uid::uid;
use super::{Record, places, record};
use crate::output;
use broadside_engine::reuse::Texts as _;
use broadside_model::{Link, Span};
use serde_json::Value;
use std::io::{self, Write};

/// Writes a line per link, in the order of the links.
pub fn write(links: &[Link], collection: &Collection, out: &mut dyn Write) -> io::Result<()> {
    let mut first = None;
    for link in links {
        let a = match first.take() {
            Some((number, side)) if number == link.a => side,
            _ => Side::read(collection, link.a)?,
        };
        let b = Side::read(collection, link.b)?;
        let columns = aligned(link, &a.text, &b.text);
        let mut line = Record::new();
        a.put(&mut line, link.a_span, "");
        b.put(&mut line, link.b_span, "2");
        line.insert("s1".into(), columns.s1.into());
        line.insert("s2".into(), columns.s2.into());
        line.insert("matches".into(), columns.matches.into());
        out.write_all(&output::json_line(&line)?)?;
        first = Some((link.a, a));
    }
    Ok(())
}

/// One of the two texts.
struct Side {
    uid: i64,
    text: String,
    /// What else its line says, without lists and objects but for pages.
    fields: Record,
}

impl Side {
    fn read(collection: &Collection, number: u32) -> io::Result<Self> {
        let mut text = String::new();
        collection.read(number, &mut text)?;
        let mut fields = record(collection, number)?;
        fields.remove(collection.text_field());
        fields.retain(|name, value| name == "pages" || !(value.is_array() || value.is_object()));
        Ok(Side { uid: uid(collection.id(number)), text, fields })
    }

    /// Puts the fields into a line, their names with `suffix`.
    fn put(&self, line: &mut Record, span: Span, suffix: &str) {
        let points = |byte: u32| self.text.get(..byte as usize).map_or(0, |head| head.chars().count() as u64);
        let (begin, end) = (points(span.start), points(span.end));
        let mut fields = self.fields.clone();
        places::cut(&mut fields, begin, end);
        line.extend(fields.into_iter().map(|(name, value)| (format!("{name}{suffix}"), value)));
        let own: [(&str, Value); 3] = [("uid", self.uid.into()), ("begin", begin.into()), ("end", end.into())];
        line.extend(own.into_iter().map(|(name, value)| (format!("{name}{suffix}"), value)));
    }
}
