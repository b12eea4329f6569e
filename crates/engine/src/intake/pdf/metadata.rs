//! What a PDF says of itself: the document information dictionary, the catalogue and XMP (ISO 32000-2, 14.3; ISO 16684-1).

use super::text::text_string;
use broadside_model::Metadata;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Stream, String as PdfString};
use quick_xml::events::Event;

/// The longest XMP packet that is read, in bytes; real ones have some kilobytes.
const MAX_XMP: usize = 4 << 20;
/// The longest value that is kept, in characters.
const MAX_VALUE: usize = 4_000;
/// The most entries.
const MAX_ENTRIES: usize = 100;

/// Everything the file says, in Dublin Core's words where it has one; the same said twice is said once.
pub(super) fn metadata(pdf: &Pdf) -> Vec<Metadata> {
    let mut found: Vec<Metadata> = Vec::new();
    let mut add = |key: &str, value: String| {
        let value: String = value.trim().chars().take(MAX_VALUE).collect();
        let known = found.iter().any(|entry| entry.key == key && entry.value == value);
        if !value.is_empty() && !known && found.len() < MAX_ENTRIES {
            found.push(Metadata { key: key.to_owned(), value });
        }
    };
    let info = pdf.metadata();
    let texts = [
        ("title", &info.title),
        ("creator", &info.author),
        ("subject", &info.subject),
        ("keywords", &info.keywords),
        ("CreatorTool", &info.creator),
        ("Producer", &info.producer),
    ];
    for (key, value) in texts {
        add(key, value.as_deref().map(text_string).unwrap_or_default());
    }
    for (key, date) in [("date", info.creation_date), ("modified", info.modification_date)] {
        if let Some(d) = date {
            let zone = match (d.utc_offset_hour, d.utc_offset_minute) {
                (0, 0) => "Z".to_owned(),
                (hour, minute) => format!("{hour:+03}:{:02}", minute),
            };
            let (day, time) = ((d.year, d.month, d.day), (d.hour, d.minute, d.second));
            let date =
                format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{zone}", day.0, day.1, day.2, time.0, time.1, time.2);
            add(key, date);
        }
    }
    let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    if let Some(catalogue) = catalogue {
        if let Some(language) = catalogue.get::<PdfString<'_>>(b"Lang".as_slice()) {
            add("language", text_string(language.as_bytes()));
        }
        let packet = catalogue.get::<Stream<'_>>(b"Metadata".as_slice()).and_then(|stream| {
            let data = stream.decoded_data().ok()?;
            Some(String::from_utf8_lossy(data.get(..data.len().min(MAX_XMP))?).into_owned())
        });
        for (key, value) in packet.as_deref().map(xmp).unwrap_or_default() {
            add(key, value);
        }
    }
    found
}

/// Our name for an XMP property; `None` for one that is not kept.
fn name(property: &str) -> Option<&'static str> {
    Some(match property {
        "dc:title" => "title",
        "dc:creator" => "creator",
        "dc:date" | "xmp:CreateDate" => "date",
        "xmp:ModifyDate" => "modified",
        "dc:language" => "language",
        "dc:subject" | "pdf:Keywords" => "keywords",
        "dc:description" => "subject",
        "dc:publisher" => "publisher",
        "dc:source" => "source",
        "dc:identifier" => "identifier",
        "dc:rights" => "rights",
        _ => return None,
    })
}

/// The properties of an XMP packet that are kept, in order. A packet that breaks off gives what came before.
fn xmp(packet: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let mut reader = quick_xml::Reader::from_str(packet);
    let mut open: Option<&'static str> = None;
    let mut value = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes().flatten() {
                    if let Some(key) = name(attribute.key.as_ref()) {
                        found.push((key, unescape(&attribute.value)));
                    }
                }
                if let Some(key) = name(tag.name().as_ref()) {
                    open = Some(key);
                }
                value.clear();
            }
            Event::Text(text) => value.push_str(&text),
            Event::GeneralRef(entity) => value.push_str(&unescape(&format!("&{};", &*entity))),
            Event::End(tag) => {
                if let Some(key) = open.filter(|_| !value.trim().is_empty()) {
                    found.push((key, value.trim().to_owned()));
                }
                value.clear();
                if name(tag.name().as_ref()).is_some() {
                    open = None;
                }
            }
            Event::Eof => break,
            _ => {}
        }
        if found.len() >= MAX_ENTRIES {
            break;
        }
    }
    found
}

fn unescape(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xmp_gives_titles_and_dates_in_both_its_spellings() {
        let packet = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmp:CreateDate="1987-05-02">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Bread &amp; Roses</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>A. Miller</rdf:li><rdf:li>B. Reed</rdf:li></rdf:Seq></dc:creator>
            <pdf:Producer>x</pdf:Producer></rdf:Description></rdf:RDF>"#;
        let expected =
            [("date", "1987-05-02"), ("title", "Bread & Roses"), ("creator", "A. Miller"), ("creator", "B. Reed")];
        assert_eq!(xmp(packet), expected.map(|(key, value)| (key, value.to_owned())));
    }
}
