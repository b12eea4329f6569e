//! GraphML, as Gephi, networkx and igraph read it.

use std::io::{Result, Write};

/// What an attribute is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Nodes.
    Node,
    /// Edges.
    Edge,
}

/// A value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Whole(u64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Truth(bool),
}

impl Value {
    fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "string",
            Value::Whole(_) => "long",
            Value::Number(_) => "double",
            Value::Truth(_) => "boolean",
        }
    }

    fn text(&self) -> String {
        match self {
            Value::Text(text) => escaped(text),
            Value::Whole(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Truth(truth) => truth.to_string(),
        }
    }
}

/// Attributes of a node or an edge, in order; one that is not known is left out.
pub type Attributes = Vec<(&'static str, Option<Value>)>;

/// Writes an undirected graph: nodes with their ids, then edges with the ids of their ends.
pub fn write(
    out: &mut impl Write,
    nodes: impl Iterator<Item = (String, Attributes)> + Clone,
    edges: impl Iterator<Item = (String, String, Attributes)> + Clone,
) -> Result<()> {
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    out.write_all(b"<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")?;
    let of_nodes = keys(out, About::Node, nodes.clone().map(|(_, attributes)| attributes))?;
    let of_edges = keys(out, About::Edge, edges.clone().map(|(_, _, attributes)| attributes))?;
    out.write_all(b"  <graph id=\"network\" edgedefault=\"undirected\">\n")?;
    for (id, attributes) in nodes {
        writeln!(out, "    <node id=\"{}\">", escaped(&id))?;
        data(out, &of_nodes, &attributes, "n")?;
        out.write_all(b"    </node>\n")?;
    }
    for (place, (a, b, attributes)) in edges.enumerate() {
        writeln!(out, "    <edge id=\"{place}\" source=\"{}\" target=\"{}\">", escaped(&a), escaped(&b))?;
        data(out, &of_edges, &attributes, "e")?;
        out.write_all(b"    </edge>\n")?;
    }
    out.write_all(b"  </graph>\n</graphml>\n")
}

/// Declares every attribute that has a value somewhere; gives their names in order.
fn keys(
    out: &mut impl Write,
    about: About,
    all: impl Iterator<Item = Attributes>,
) -> Result<Vec<(&'static str, &'static str)>> {
    let mut keys: Vec<(&'static str, Option<&'static str>)> = Vec::new();
    for attributes in all {
        for (name, value) in attributes {
            let kind = value.as_ref().map(Value::kind);
            match keys.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => *known = known.or(kind),
                None => keys.push((name, kind)),
            }
        }
    }
    let keys: Vec<_> = keys.into_iter().filter_map(|(name, kind)| Some((name, kind?))).collect();
    let (letter, about) = if about == About::Node { ("n", "node") } else { ("e", "edge") };
    for (place, (name, kind)) in keys.iter().enumerate() {
        writeln!(out, "  <key id=\"{letter}{place}\" for=\"{about}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    Ok(keys)
}

fn data(out: &mut impl Write, keys: &[(&str, &str)], attributes: &Attributes, letter: &str) -> Result<()> {
    for (name, value) in attributes {
        let place = keys.iter().position(|(known, _)| known == name);
        if let (Some(place), Some(value)) = (place, value) {
            writeln!(out, "      <data key=\"{letter}{place}\">{}</data>", value.text())?;
        }
    }
    Ok(())
}

/// Text as XML 1.0 can hold it: what it cannot becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push_str(&format!("&#{};", u32::from(letter))),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ if letter.is_control() => safe.push('\u{fffd}'),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_stay_text() {
        let name = "</data><x a=\"1\">\u{0}\u{1b}[2J & Söhne\u{ffff}\n";
        let nodes = [("a".to_owned(), vec![("label", Some(Value::Text(name.into()))), ("kind", None)])];
        let mut out = Vec::new();
        write(&mut out, nodes.into_iter(), std::iter::empty()).unwrap();
        let xml = String::from_utf8(out).unwrap();
        assert!(
            xml.contains("&lt;/data&gt;&lt;x a=&quot;1&quot;&gt;\u{fffd}\u{fffd}[2J &amp; Söhne\u{fffd}&#10;"),
            "{xml}"
        );
        assert!(!xml.contains("kind"), "an attribute without a value is not declared");
    }

    #[test]
    fn attributes_have_types() {
        let edges = [(
            "a".into(),
            "b".into(),
            vec![("weight", Some(Value::Number(0.5))), ("bridge", Some(Value::Truth(true)))],
        )];
        let mut out = Vec::new();
        write(&mut out, std::iter::empty(), edges.into_iter()).unwrap();
        let xml = String::from_utf8(out).unwrap();
        assert!(xml.contains("<key id=\"e0\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>"), "{xml}");
        assert!(xml.contains("<edge id=\"0\" source=\"a\" target=\"b\">\n      <data key=\"e0\">0.5</data>"), "{xml}");
    }
}
