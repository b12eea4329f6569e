//! What a page says of itself: meta tags, JSON-LD, `<title>`, `<time>`, the language of `<html>`.
//!
//! Takes the tree, gives values in Dublin Core's words, as the page wrote them, and never a guess from its text. Where a
//! page says a thing in several ways, the one that speaks of the text rather than of the site is first: JSON-LD of an
//! article, then OpenGraph and Dublin Core, then plain meta tags.

use broadside_model::Metadata;

use super::dom::{Dom, NodeId, Step};
use super::json;
use super::tag::Tag;

/// Longest value that is kept, in bytes.
const MAX_VALUE: usize = 4000;

/// Values kept for one key.
const MAX_VALUES: usize = 8;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// What `<title>` says; empty where there is none.
    pub title: String,
    /// Everything, the keys in a fixed order.
    pub metadata: Vec<Metadata>,
}

/// Key of the result, names of meta tags that give it, best first.
const META: &[(&str, &[&str])] = &[
    ("title", &["og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title", "headline", "title"]),
    (
        "creator",
        &[
            "dc.creator",
            "dcterms.creator",
            "citation_author",
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "byl",
        ],
    ),
    (
        "date",
        &[
            "article:published_time",
            "datepublished",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.date",
            "dcterms.created",
            "dc.date.created",
            "citation_publication_date",
            "citation_date",
            "date",
            "pubdate",
            "publishdate",
            "publish_date",
            "publish-date",
            "article.published",
            "parsely-pub-date",
            "sailthru.date",
            "og:published_time",
            "last-modified",
        ],
    ),
    ("language", &["dc.language", "dcterms.language", "content-language", "language", "og:locale"]),
    (
        "publisher",
        &["og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "application-name"],
    ),
    ("description", &["og:description", "dc.description", "dcterms.description", "description", "twitter:description"]),
    ("subject", &["keywords", "news_keywords", "dc.subject", "dcterms.subject", "article:tag", "parsely-tags"]),
    ("source", &["og:url", "dc.identifier", "dcterms.identifier", "dc.source", "citation_public_url"]),
];

/// Types of JSON-LD objects that speak of the text.
const ARTICLES: [&str; 10] = [
    "Article",
    "NewsArticle",
    "BlogPosting",
    "OpinionNewsArticle",
    "ReportageNewsArticle",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "PressRelease",
];

/// Reads it.
pub fn read(dom: &Dom) -> Found {
    let mut page = Collector::default();
    dom.walk(0, |step| {
        if let Step::Enter(id) = step {
            page.element(dom, id);
        }
        true
    });
    page.finish()
}

#[derive(Default)]
struct Collector {
    title: String,
    language: String,
    canonical: String,
    time: String,
    /// Name and content of the meta tags.
    meta: Vec<(String, String)>,
    /// Key and value from JSON-LD and microdata.
    data: Vec<(&'static str, String)>,
}

impl Collector {
    fn element(&mut self, dom: &Dom, id: NodeId) {
        let attribute = |name: &str| dom.attribute(id, name).map(str::trim).filter(|value| !value.is_empty());
        let tag = dom.tag(id);
        match tag {
            Tag::Html => self.language = attribute("lang").or(attribute("xml:lang")).unwrap_or_default().to_owned(),
            Tag::Title if self.title.is_empty() => self.title = dom.inner_text(id, MAX_VALUE),
            Tag::Meta => {
                let name = attribute("property").or(attribute("name")).or(attribute("itemprop"));
                let name = name.or(attribute("http-equiv"));
                if let (Some(name), Some(content)) = (name, attribute("content")) {
                    self.meta.push((name.to_ascii_lowercase(), content.to_owned()));
                }
            }
            Tag::Link if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = attribute("href").unwrap_or_default().to_owned();
            }
            Tag::Script if attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) => {
                for child in dom.children(id) {
                    self.json_ld(dom.text(child).unwrap_or_default());
                }
            }
            Tag::Time if self.time.is_empty() => self.time = attribute("datetime").unwrap_or_default().to_owned(),
            _ => {}
        }
        if tag != Tag::Meta && attribute("itemprop") == Some("datePublished") {
            let stated = attribute("datetime").or(attribute("content")).map(str::to_owned);
            self.data.push(("date", stated.unwrap_or_else(|| dom.inner_text(id, 80))));
        }
    }

    fn json_ld(&mut self, json: &str) {
        let all = json::strings(json);
        let article = all.iter().find(|one| one.key == "@type" && ARTICLES.contains(&one.value.as_str()));
        let Some(article) = article.map(|one| one.object) else { return };
        for one in &all {
            let key = match (one.object == article, one.outer == article, one.within.as_str(), one.key.as_str()) {
                (true, _, _, "headline") => "title",
                (true, _, _, "datePublished") => "date",
                (true, _, _, "inLanguage") => "language",
                (true, _, _, "description") => "description",
                (true, _, _, "keywords") => "subject",
                (true, _, _, "author" | "creator") | (false, true, "author" | "creator", "name") => "creator",
                (true, _, _, "publisher") | (false, true, "publisher", "name") => "publisher",
                _ => continue,
            };
            self.data.push((key, one.value.clone()));
        }
    }

    fn finish(self) -> Found {
        let mut metadata = Vec::new();
        for (key, names) in META {
            let mut values: Vec<String> = Vec::new();
            let stated = self.data.iter().filter(|(name, _)| name == key).map(|(_, value)| value.as_str());
            let (before, after) = match *key {
                "language" => (self.language.as_str(), ""),
                "source" => (self.canonical.as_str(), ""),
                "title" => ("", self.title.as_str()),
                "date" => ("", self.time.as_str()),
                _ => ("", ""),
            };
            let meta = names.iter().find_map(|name| {
                let values: Vec<&str> =
                    self.meta.iter().filter(|one| one.0 == *name).map(|one| one.1.as_str()).collect();
                (!values.is_empty()).then_some(values)
            });
            let several = matches!(*key, "creator" | "subject");
            for value in std::iter::once(before).chain(stated).chain(meta.into_iter().flatten()).chain([after]) {
                let value = tidy(value);
                if !value.is_empty() && !values.contains(&value) && values.len() < if several { MAX_VALUES } else { 1 }
                {
                    values.push(value);
                }
            }
            metadata.extend(values.into_iter().map(|value| Metadata { key: (*key).to_owned(), value }));
        }
        Found { title: self.title, metadata }
    }
}

/// A value on one line, at most [`MAX_VALUE`] bytes and a little.
fn tidy(value: &str) -> String {
    let mut tidy = String::new();
    for word in value.split_whitespace() {
        if tidy.len() + word.len() > MAX_VALUE {
            break;
        }
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(html: &str) -> Vec<(String, String)> {
        read(&Dom::parse(html)).metadata.into_iter().map(|one| (one.key, one.value)).collect()
    }

    #[test]
    fn the_nearest_statement_wins() {
        let page = r#"<html lang="es-CL"><title>Comunicado | Frente Sur</title>
            <meta property="og:title" content="Comunicado 4"><meta name="author" content="Frente Sur">
            <meta name="date" content="1999-01-02"><link rel=canonical href="https://frente.example/4">
            <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle",
            "datePublished":"1998-12-31","author":{"@type":"Person","name":"M. Soto"}}]}</script><p>x"#;
        let pairs = all(page);
        let want = [
            ("title", "Comunicado 4"),
            ("creator", "M. Soto"),
            ("creator", "Frente Sur"),
            ("date", "1998-12-31"),
            ("language", "es-CL"),
            ("source", "https://frente.example/4"),
        ];
        assert_eq!(pairs, want.map(|(key, value)| (key.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_page_that_says_nothing_of_itself_has_no_metadata() {
        assert!(all("<p>To all unions</p>").is_empty());
    }
}
