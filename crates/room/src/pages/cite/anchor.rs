//! A passage that is cited: where it stands, what it says, and what stands around it, so that it is found again after the
//! text was repaired anew (the selectors of the W3C Web Annotation Data Model).

use super::work::Work;
use crate::json::Points;
use crate::opened::Opened;
use crate::plain::one_line;
use broadside_model::Span;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

/// Characters around a passage that are noted.
const AROUND: usize = 32;
/// Characters of a passage that its lasting address holds.
const LONGEST: usize = 1500;

/// A passage.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Passage {
    /// First code point in the source's text.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// The page it begins on, where there are several.
    pub page: Option<u32>,
    /// Its words.
    pub quote: String,
    /// What stands before them.
    prefix: String,
    /// What stands behind them.
    suffix: String,
    /// Its address by place.
    pub address: String,
    /// Its address by words and place, which holds after repairs too.
    pub lasting: String,
    /// The same as a Web Annotation names it.
    selector: serde_json::Value,
    #[serde(skip)]
    id: String,
}

impl Passage {
    /// A range of the text of a statement's source.
    pub fn new(opened: &Opened, work: &Work, span: Span) -> Self {
        let stored = &opened.stored;
        let text = &stored.text.text;
        let points = Points::new(text);
        let quote = text.get(span.range()).unwrap_or_default().to_owned();
        let before = text.get(..span.start as usize).unwrap_or_default();
        let prefix: String = before.chars().rev().take(AROUND).collect();
        let prefix: String = prefix.chars().rev().collect();
        let suffix: String = text.get(span.end as usize..).unwrap_or_default().chars().take(AROUND).collect();
        let (start, end) = (points.at(span.start), points.at(span.end));
        let raw = stored.text.raw_span(span);
        let pages = &stored.reading.pages;
        let page = pages.iter().find(|page| page.raw.contains(raw.start)).filter(|_| pages.len() > 1);
        let selector = json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "SpecificResource",
            "source": work.address,
            "selector": [
                { "type": "TextQuoteSelector", "exact": quote, "prefix": prefix, "suffix": suffix },
                { "type": "TextPositionSelector", "start": start, "end": end },
            ],
        });
        let mut passage = Passage {
            start,
            end,
            page: page.map(|page| page.number),
            quote,
            prefix,
            suffix,
            address: String::new(),
            lasting: String::new(),
            selector,
            id: work.id.clone(),
        };
        let base = work.address.trim_end_matches(&format!("/statements/{}", work.id)).to_owned();
        passage.address = format!("{base}{}", passage.path());
        passage.lasting = format!("{base}{}", passage.lasting_path());
        passage
    }

    /// Its address by place, on this server.
    pub fn path(&self) -> String {
        format!("/statements/{}?at={}-{}#at", self.id, self.start, self.end)
    }

    /// Its address by words and place, on this server.
    pub fn lasting_path(&self) -> String {
        let quote: String = self.quote.chars().take(LONGEST).collect();
        let suffix = if quote.len() < self.quote.len() { "" } else { &self.suffix };
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("quote", &quote)
            .append_pair("prefix", &self.prefix)
            .append_pair("suffix", suffix)
            .append_pair("at", &format!("{}-{}", self.start, self.end))
            .finish();
        format!("/statements/{}?{query}#at", self.id)
    }

    /// The selector, to be read.
    pub fn selector_text(&self) -> String {
        serde_json::to_string_pretty(&self.selector).unwrap_or_default()
    }

    /// Its words on a line, cut where they are long.
    pub fn short(&self) -> String {
        const MOST: usize = 200;
        let line = one_line(&self.quote);
        let cut: String = line.chars().take(MOST).collect();
        if cut.len() < line.len() { cut + "…" } else { cut }
    }
}
