//! What the names of an element (its class, id, role) say about what is inside.
//!
//! Site builders name things in a handful of languages and in a few dozen recurring words. A name is cut at everything
//! that is not a letter and at capitals (`postMeta`, `post-meta`, `post_meta` are the same two words), and looked up.

use std::collections::HashMap;

use super::dom::{Dom, NodeId};
use super::tag::Tag;
use super::vocabulary::{self, Reason};

/// What the names of one element say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// It is furniture, for that reason.
    pub furniture: Option<Reason>,
    /// It is, or is around, the main text: 3 the text itself, 2 an article, 1 the part of the page, 0 nothing said.
    pub body: u8,
    /// It is the title or the lead.
    pub lead: bool,
}

/// Reads names, each spelling once a page.
#[derive(Default)]
pub struct Names<'a> {
    known: HashMap<&'a str, Hint>,
}

impl<'a> Names<'a> {
    /// Reads the names of an element.
    pub fn hint(&mut self, dom: &'a Dom, id: NodeId, tag: Tag) -> Hint {
        let mut hint = by_tag(tag);
        let mut named = Hint::default();
        for attribute in dom.attributes(id) {
            match &*attribute.name.local {
                "class" | "id" => {
                    for name in attribute.value.split_ascii_whitespace().take(30) {
                        let one = *self.known.entry(name).or_insert_with(|| by_name(name));
                        named.body = named.body.max(one.body);
                        named.furniture = named.furniture.or(one.furniture);
                    }
                }
                "role" | "itemprop" | "itemtype" | "aria-modal" => {
                    by_attribute(&attribute.name.local, &attribute.value, &mut hint);
                }
                _ => {}
            }
        }
        if hint.lead {
            named.furniture = None;
        }
        if named.body == 3 && named.furniture != Some(Reason::Comments) {
            named.furniture = None;
        }
        Hint { furniture: hint.furniture.or(named.furniture), body: hint.body.max(named.body), ..hint }
    }
}

fn by_tag(tag: Tag) -> Hint {
    let furniture = match tag {
        Tag::Nav | Tag::Menu => Some(Reason::Navigation),
        Tag::Footer => Some(Reason::Footer),
        Tag::Aside => Some(Reason::Sidebar),
        Tag::Figcaption => Some(Reason::Caption),
        Tag::Dialog => Some(Reason::Notice),
        Tag::Search | Tag::Button | Tag::Legend | Tag::Label => Some(Reason::Form),
        _ => None,
    };
    let body = match tag {
        Tag::Article => 2,
        Tag::Main => 1,
        _ => 0,
    };
    Hint { furniture, body, lead: false }
}

fn by_attribute(name: &str, value: &str, hint: &mut Hint) {
    match (name, value) {
        ("role", "navigation" | "menu" | "menubar" | "banner" | "directory") => {
            hint.furniture = Some(Reason::Navigation);
        }
        ("role", "contentinfo") => hint.furniture = Some(Reason::Footer),
        ("role", "complementary") => hint.furniture = Some(Reason::Sidebar),
        ("role", "search") => hint.furniture = Some(Reason::Form),
        ("role", "dialog" | "alertdialog" | "alert" | "tooltip") | ("aria-modal", "true") => {
            hint.furniture = Some(Reason::Notice);
        }
        ("role", "main") => hint.body = hint.body.max(1),
        ("role", "article") => hint.body = hint.body.max(2),
        ("itemprop", "articleBody" | "text" | "reviewBody") => hint.body = 3,
        ("itemprop", "comment") => hint.furniture = Some(Reason::Comments),
        ("itemprop", "author" | "datePublished" | "dateModified" | "publisher") => {
            hint.furniture = hint.furniture.or(Some(Reason::Byline));
        }
        ("itemprop", "description" | "abstract" | "headline" | "alternativeHeadline") => hint.lead = true,
        ("itemprop", "keywords" | "articleSection") => hint.furniture = hint.furniture.or(Some(Reason::Tags)),
        ("itemprop", "breadcrumb") => hint.furniture = Some(Reason::Navigation),
        ("itemtype", kind) if kind.ends_with("/Comment") || kind.ends_with("/UserComments") => {
            hint.furniture = Some(Reason::Comments);
        }
        ("itemtype", kind) if kind.ends_with("/BreadcrumbList") || kind.ends_with("/WPHeader") => {
            hint.furniture = Some(Reason::Navigation);
        }
        ("itemtype", kind) if kind.ends_with("/WPFooter") => hint.furniture = Some(Reason::Footer),
        ("itemtype", kind) if kind.ends_with("/WPSideBar") => hint.furniture = Some(Reason::Sidebar),
        ("itemtype", kind) if kind.ends_with("Article") || kind.ends_with("/BlogPosting") => {
            hint.body = hint.body.max(2);
        }
        _ => {}
    }
}

fn by_name(name: &str) -> Hint {
    let words = words_of(name);
    let whole: String = words.concat();
    let mut found = vocabulary::furniture(&whole);
    let mut body = vocabulary::body(&whole);
    for (index, word) in words.iter().enumerate() {
        found = found.or_else(|| vocabulary::furniture(word));
        let Some(next) = words.get(index + 1) else { continue };
        found = found.or_else(|| vocabulary::furniture_pair(word, next));
        if words.len() <= 4 {
            body = body.max(vocabulary::body_pair(word, next));
        }
    }
    if words.len() <= 2 && body == 0 {
        body = words.iter().map(|word| vocabulary::body(word).min(1)).max().unwrap_or(0);
    }
    // The header of an article is not the header of the site, and a quotation is text in whatever box.
    if (found == Some(Reason::Navigation)
        && words.iter().any(|word| word == "header" || word == "title")
        && words.iter().any(|word| vocabulary::body(word) == 2))
        || words.iter().any(|word| vocabulary::is_text(word))
    {
        found = None;
    }
    // `post-with-sidebar`, `has-comments`, `no-ads`: the name says what is there beside it, not what it is.
    let about = ["has", "with", "without", "no", "not", "is", "single", "layout"];
    if words.iter().any(|word| about.contains(&word.as_str())) {
        found = None;
    }
    Hint { furniture: found, body: if found.is_some() { 0 } else { body }, lead: false }
}

/// The words of a name, in lower case. Digits divide words like punctuation does.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_lower = false;
    let mut open = false;
    for c in name.chars().take(80) {
        if !c.is_alphabetic() {
            open = false;
            was_lower = false;
            continue;
        }
        if !open || (c.is_uppercase() && was_lower) {
            words.push(String::new());
            open = true;
        }
        was_lower = c.is_lowercase();
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    words
}
