//! Automatic numbers of lists and headings in a Word document (ECMA-376 part 1, 17.9).
//!
//! Word does not store the "3." in front of a demand; it stores how to count. The number is what people cite, so it is
//! counted here and put into the text. Bullets are not: the block is a list item already.

use std::collections::BTreeMap;

use crate::intake::xml::{Step, walk};

/// Lists and levels that are looked at.
const MAX_LEVELS: usize = 20_000;

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

/// How the lists of a document are numbered, and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    /// By abstract list and level.
    levels: BTreeMap<(String, u8), Level>,
    /// From list to abstract list, and the levels whose counting it begins anew.
    lists: BTreeMap<String, (String, BTreeMap<u8, u32>)>,
    counters: BTreeMap<(String, u8), u32>,
    begun: BTreeMap<String, ()>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(xml: &str) -> Self {
        let mut numbering = Numbering::default();
        let (mut list, mut level, mut is_abstract) = (String::new(), 0u8, false);
        walk(xml, |step| {
            let Step::Start(element) = step else { return true };
            let number = |name: &str| element.attribute(name).and_then(|value| value.parse::<u32>().ok());
            match element.name() {
                "abstractNum" => {
                    is_abstract = true;
                    list = element.attribute("abstractNumId").unwrap_or_default();
                }
                "num" => {
                    is_abstract = false;
                    list = element.attribute("numId").unwrap_or_default();
                }
                "abstractNumId" => {
                    numbering.lists.entry(list.clone()).or_default().0 = element.attribute("val").unwrap_or_default();
                }
                "lvlOverride" => level = number("ilvl").unwrap_or(0).min(8) as u8,
                "startOverride" => {
                    let start = number("val").unwrap_or(1);
                    numbering.lists.entry(list.clone()).or_default().1.insert(level, start);
                }
                "lvl" if is_abstract => {
                    level = number("ilvl").unwrap_or(0).min(8) as u8;
                    let fresh = Level { start: 1, format: "decimal".to_owned(), text: String::new() };
                    numbering.levels.insert((list.clone(), level), fresh);
                }
                name if is_abstract => {
                    if let Some(level) = numbering.levels.get_mut(&(list.clone(), level)) {
                        level.take(name, element.attribute("val"));
                    }
                }
                _ => {}
            }
            numbering.levels.len() + numbering.lists.len() < MAX_LEVELS
        });
        numbering
    }

    /// Counts one more paragraph of a list and gives its number as printed, such as `3.` or `b)`; `None` for bullets and
    /// lists that are not known.
    pub fn next(&mut self, list: &str, level: u8) -> Option<String> {
        let level = level.min(8);
        let (kind, overrides) = self.lists.get(list)?.clone();
        let style = self.levels.get(&(kind.clone(), level))?.clone();
        if self.begun.insert(list.to_owned(), ()).is_none() {
            for (&level, &start) in &overrides {
                self.counters.insert((kind.clone(), level), start.saturating_sub(1));
            }
        }
        let start = style.start.saturating_sub(1);
        let count = self.counters.entry((kind.clone(), level)).or_insert(start);
        *count = count.saturating_add(1);
        for deeper in level + 1..9 {
            self.counters.remove(&(kind.clone(), deeper));
        }
        if matches!(style.format.as_str(), "bullet" | "none") {
            return None;
        }
        Some(self.label(&kind, &style.text)).filter(|label| !label.trim().is_empty())
    }

    /// The text of a level with `%1` to `%9` replaced by the counts.
    fn label(&self, kind: &str, text: &str) -> String {
        let mut label = String::new();
        let mut chars = text.chars().take(100).peekable();
        while let Some(c) = chars.next() {
            let digit = chars.peek().and_then(|next| next.to_digit(10)).filter(|digit| c == '%' && *digit > 0);
            let Some(digit) = digit else {
                label.push(c);
                continue;
            };
            chars.next();
            let place = (kind.to_owned(), digit as u8 - 1);
            let level = self.levels.get(&place);
            let count = self.counters.get(&place).copied().or(level.map(|level| level.start)).unwrap_or(1);
            label.push_str(&counted(count, level.map_or("decimal", |level| &level.format)));
        }
        label
    }
}

impl Level {
    fn take(&mut self, name: &str, value: Option<String>) {
        match name {
            "start" => self.start = value.and_then(|value| value.parse().ok()).unwrap_or(1),
            "numFmt" => self.format = value.unwrap_or_default(),
            "lvlText" => self.text = value.unwrap_or_default(),
            _ => {}
        }
    }
}

/// A count in one of the formats of lists and notes; formats that are not known here count in digits.
pub fn counted(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(count, b'a'),
        "upperLetter" => letters(count, b'A'),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

/// a, b, … z, aa, bb, …
fn letters(count: u32, first: u8) -> String {
    let index = count.saturating_sub(1);
    let letter = char::from(first + (index % 26) as u8);
    std::iter::repeat_n(letter, (index / 26 + 1).min(20) as usize).collect()
}

fn roman(count: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 4999 {
        return count.to_string();
    }
    let mut rest = count;
    let mut out = String::new();
    for (value, sign) in STEPS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_count_and_begin_anew_below_the_next_higher_one() {
        let xml = r#"<w:numbering><w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
            </w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
        let mut numbering = Numbering::read(xml);
        let labels: Vec<_> = [0, 1, 1, 0, 1].into_iter().filter_map(|level| numbering.next("7", level)).collect();
        assert_eq!(labels, ["I.", "I.a)", "I.b)", "II.", "II.a)"]);
        assert_eq!(numbering.next("8", 0), None);
    }
}
