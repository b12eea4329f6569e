//! What is asked: an address with its parameters, in a language, as a page or as JSON.

use crate::answer::Trouble;
use crate::words::{Language, Word};
use axum::http::{HeaderMap, Method, header};
use serde::de::DeserializeOwned;

/// Colours of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Automatic,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Theme; 3] = [Theme::Automatic, Theme::Light, Theme::Dark];

    /// Its name in cookies and in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Automatic => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// A question.
#[derive(Clone, Debug)]
pub struct Ask {
    /// GET or POST.
    pub method: Method,
    /// The path as it was asked for.
    pub path: String,
    /// What stands behind the `?`.
    pub query: String,
    /// A form that was sent, as it came.
    pub form: Vec<u8>,
    /// Language of the interface.
    pub language: Language,
    /// Colours.
    pub theme: Theme,
    /// Whether JSON is wanted instead of a page.
    pub wants_json: bool,
    /// How the person calls himself in decisions, where he said so before.
    pub author: Option<String>,
    /// The page of this server from which the question came.
    pub came_from: Option<String>,
    /// `http://host:port` of this server, as the asker calls it.
    pub base: String,
    /// What stands in the places of the route's path.
    pub places: Vec<(String, String)>,
}

impl Ask {
    /// Reads the head of a request.
    pub fn new(method: Method, path: &str, query: &str, headers: &HeaderMap) -> Self {
        let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
        let host = text(header::HOST);
        let host = if host.is_empty() { "127.0.0.1" } else { host };
        let said = |key: &str| {
            let of_query = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == key);
            of_query.map(|(_, value)| value.into_owned())
        };
        let language = said("lang").and_then(|code| Language::from_code(&code));
        let language = language.or_else(|| Language::from_code(&cookie(headers, "lang")?));
        let theme = cookie(headers, "theme").unwrap_or_default();
        Ask {
            method,
            path: path.to_owned(),
            query: query.to_owned(),
            form: Vec::new(),
            language: language.unwrap_or_else(|| accepted(text(header::ACCEPT_LANGUAGE))),
            theme: Theme::ALL.into_iter().find(|one| one.name() == theme).unwrap_or_default(),
            wants_json: said("format").map_or_else(|| prefers_json(text(header::ACCEPT)), |format| format == "json"),
            author: cookie(headers, "author").filter(|name| !name.trim().is_empty()),
            came_from: text(header::REFERER).strip_prefix(&format!("http://{host}/")).map(|rest| format!("/{rest}")),
            base: format!("http://{host}"),
            places: Vec::new(),
        }
    }

    /// What stands at a place of the path; empty where the route has no such place.
    pub fn place(&self, name: &str) -> &str {
        self.places.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The parameters of the address.
    ///
    /// # Errors
    /// [`Trouble`] naming the parameter that means nothing.
    pub fn parameters<T: DeserializeOwned>(&self) -> Result<T, Trouble> {
        serde_html_form::from_str(&self.query).map_err(|error| Trouble::wrong(error.to_string()))
    }

    /// The fields of a form that was sent.
    ///
    /// # Errors
    /// [`Trouble`] naming the field that means nothing.
    pub fn fields<T: DeserializeOwned>(&self) -> Result<T, Trouble> {
        serde_html_form::from_bytes(&self.form).map_err(|error| Trouble::wrong(error.to_string()))
    }

    /// A word in the language of the interface.
    pub fn say(&self, word: Word) -> &'static str {
        word.of(self.language)
    }

    /// The same with `{name}` filled in.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        word.fill(self.language, values)
    }

    /// A number as the language writes it.
    pub fn number(&self, number: u64) -> String {
        let grouped = crate::plain::grouped(number);
        match self.language {
            Language::English => grouped,
            // Thousands are kept apart by a narrow space, from five digits.
            Language::Spanish if number < 10_000 => number.to_string(),
            Language::Spanish => grouped.replace(',', "\u{202f}"),
        }
    }

    /// The words for one or for several, `{n}` filled in.
    pub fn count(&self, number: u64, one: Word, several: Word) -> String {
        self.fill(if number == 1 { one } else { several }, &[("n", &self.number(number))])
    }

    /// The same address with one parameter set anew, or left out where the value is empty; what is not page or format
    /// of the answer stays.
    pub fn with(&self, key: &str, value: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, old) in form_urlencoded::parse(self.query.as_bytes()) {
            if name != key && name != "page" && name != "lang" {
                query.append_pair(&name, &old);
            }
        }
        if !value.is_empty() {
            query.append_pair(key, value);
        }
        let query = query.finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }
}

/// A cookie's value.
fn cookie(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let value = pairs.filter(|(name, _)| *name == wanted).map(|(_, value)| value).next()?;
    let decoded = form_urlencoded::parse(format!("v={value}").as_bytes()).next()?.1.into_owned();
    Some(decoded)
}

/// The first language of an `Accept-Language` header that the interface speaks.
fn accepted(header: &str) -> Language {
    let mut wanted: Vec<(f32, Language)> = header
        .split(',')
        .filter_map(|item| {
            let (code, weight) = item.split_once(';').unwrap_or((item, ""));
            let weight = weight.trim().strip_prefix("q=").map_or(1.0, |weight| weight.parse().unwrap_or(0.0));
            Some((weight, Language::from_code(code.trim())?)).filter(|(weight, _)| *weight > 0.0)
        })
        .collect();
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    wanted.first().map(|(_, language)| *language).unwrap_or_default()
}

/// Whether JSON is named and pages are not, or after it.
fn prefers_json(accept: &str) -> bool {
    let place = |wanted: &str| accept.split(',').position(|item| item.trim().starts_with(wanted));
    match (place("application/json"), place("text/html")) {
        (Some(json), Some(html)) => json < html,
        (json, _) => json.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn ask(query: &str, headers: &[(&'static str, &'static str)]) -> Ask {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        Ask::new(Method::GET, "/search", query, &map)
    }

    #[test]
    fn the_language_is_the_one_asked_for_then_chosen_then_the_browsers() {
        assert_eq!(ask("", &[]).language, Language::English);
        assert_eq!(ask("", &[("accept-language", "fr, es-UY;q=0.8, en;q=0.5")]).language, Language::Spanish);
        assert_eq!(ask("", &[("accept-language", "es"), ("cookie", "a=b; lang=en")]).language, Language::English);
        assert_eq!(ask("q=x&lang=es", &[("cookie", "lang=en")]).language, Language::Spanish);
    }

    #[test]
    fn json_is_for_those_who_ask_for_it() {
        assert!(!ask("", &[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")]).wants_json);
        assert!(ask("", &[("accept", "application/json")]).wants_json);
        assert!(ask("format=json", &[("accept", "text/html")]).wants_json);
        assert!(!ask("", &[("accept", "*/*")]).wants_json);
    }

    #[test]
    fn an_address_is_the_same_but_for_what_is_set_anew() {
        let ask = ask("q=a%26b&page=3&kind=letter", &[]);
        assert_eq!(ask.with("kind", ""), "/search?q=a%26b");
        assert_eq!(ask.with("sort", "date"), "/search?q=a%26b&kind=letter&sort=date");
    }

    #[test]
    fn an_author_may_have_any_name() {
        assert_eq!(ask("", &[("cookie", "author=A.+Ner%C3%ADn%3B")]).author.as_deref(), Some("A. Nerín;"));
    }
}
