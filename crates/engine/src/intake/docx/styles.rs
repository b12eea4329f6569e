//! Paragraph styles of a Word document: which are headings, quotations, captions, lists (ECMA-376 part 1, 17.7).

use std::collections::BTreeMap;

use broadside_model::BlockKind;

use crate::intake::xml::{Step, walk};

/// A style follows at most this many others.
const MAX_CHAIN: usize = 20;
/// Styles of a document that are looked at.
const MAX_STYLES: usize = 10_000;

/// What a style says of its paragraphs.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: String,
    outline: Option<u8>,
    list: Option<(String, u8)>,
    is_hidden: bool,
}

/// The styles of a document by their id.
#[derive(Debug, Default)]
pub struct Styles(BTreeMap<String, Style>);

/// What a paragraph is by its style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// Its kind, when the style says more than running text.
    pub kind: Option<(BlockKind, u8)>,
    /// The list it is numbered by: id and level counted from 0.
    pub list: Option<(String, u8)>,
    /// Whether its text is hidden.
    pub is_hidden: bool,
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(xml: &str) -> Self {
        let mut styles = BTreeMap::new();
        let mut open: Option<(String, Style)> = None;
        let mut path: Vec<bool> = Vec::new();
        walk(xml, |step| {
            match step {
                Step::Start(element) => {
                    let is_style = element.name() == "style";
                    path.push(is_style);
                    if is_style {
                        open = Some((element.attribute("styleId").unwrap_or_default(), Style::default()));
                    } else if let Some((_, style)) = &mut open {
                        style.take(element.name(), || element.attribute("val"));
                    }
                }
                Step::End => {
                    if path.pop() == Some(true)
                        && let Some((id, style)) = open.take()
                    {
                        styles.insert(id, style);
                    }
                }
                Step::Text(_) => {}
            }
            styles.len() < MAX_STYLES
        });
        Styles(styles)
    }

    /// What paragraphs (or runs) of the style with that id are.
    pub fn looks(&self, id: &str) -> Looks {
        let mut looks = Looks::default();
        let mut outline = None;
        let mut next = id;
        for _ in 0..MAX_CHAIN {
            let Some(style) = self.0.get(next) else { break };
            looks.kind = looks.kind.or_else(|| by_name(&style.name));
            looks.list = looks.list.or_else(|| style.list.clone());
            looks.is_hidden |= style.is_hidden;
            outline = outline.or(style.outline);
            next = &style.based_on;
        }
        if self.0.is_empty() {
            looks.kind = by_name(id);
        }
        looks.kind = looks.kind.or_else(|| outline.and_then(heading));
        looks
    }
}

/// The heading of an outline level counted from 0; level 9 is body text.
pub fn heading(outline: u8) -> Option<(BlockKind, u8)> {
    (outline < 9).then(|| (BlockKind::Heading, (outline + 1).min(6)))
}

/// Built-in styles carry English names in every language of the program.
fn by_name(name: &str) -> Option<(BlockKind, u8)> {
    let name = name.to_ascii_lowercase().replace(['_', '-', ' '], "");
    let level = |prefix: &str| name.strip_prefix(prefix)?.parse::<u8>().ok().filter(|level| (1..=9).contains(level));
    if let Some(level) = level("heading") {
        return Some((BlockKind::Heading, level.min(6)));
    }
    match name.as_str() {
        "title" => Some((BlockKind::Heading, 1)),
        "subtitle" => Some((BlockKind::Heading, 2)),
        "quote" | "intensequote" | "blocktext" | "quotations" => Some((BlockKind::Quote, 0)),
        "caption" => Some((BlockKind::Caption, 0)),
        "htmlpreformatted" | "preformattedtext" => Some((BlockKind::Verbatim, 0)),
        "footnotetext" | "endnotetext" | "footnote" | "endnote" => Some((BlockKind::Note, 0)),
        _ if name.starts_with("listbullet") || name.starts_with("listnumber") => Some((BlockKind::ListItem, 1)),
        _ => None,
    }
}

impl Style {
    fn take(&mut self, name: &str, value: impl Fn() -> Option<String>) {
        match name {
            "name" => self.name = value().unwrap_or_default(),
            "basedOn" => self.based_on = value().unwrap_or_default(),
            "outlineLvl" => self.outline = value().and_then(|value| value.parse().ok()),
            "numId" => self.list.get_or_insert_default().0 = value().unwrap_or_default(),
            "ilvl" => self.list.get_or_insert_default().1 = value().and_then(|value| value.parse().ok()).unwrap_or(0),
            "vanish" => self.is_hidden = !matches!(value().as_deref(), Some("0" | "false" | "off")),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_what_the_one_it_follows_is() {
        let styles = Styles::read(
            r#"<w:styles><w:style w:styleId="T1"><w:name w:val="heading 2"/></w:style>
            <w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="T1"/></w:style>
            <w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style></w:styles>"#,
        );
        assert_eq!(styles.looks("Mine").kind, Some((BlockKind::Heading, 2)));
        assert_eq!(styles.looks("Loop").kind, None);
    }
}
