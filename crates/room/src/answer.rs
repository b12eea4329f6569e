//! What is answered: a page, JSON, a file, or why not.

use crate::ask::Ask;
use crate::ui::{Page, Section, frame};
use crate::words::trouble;
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use broadside_engine::run::RunError;
use broadside_engine::store::StoreError;
use maud::html;
use serde::Serialize;
use serde_json::json;
use std::pin::Pin;
use std::task::{Context, Poll};

/// An answer.
#[derive(Debug)]
pub enum Answer {
    /// A page for people.
    Page(Page),
    /// JSON.
    Json(Vec<u8>),
    /// Bytes of a type; with a name, to be kept rather than shown.
    File {
        /// Media type.
        media_type: String,
        /// The bytes.
        bytes: Vec<u8>,
        /// The name under which to keep it.
        name: Option<String>,
    },
    /// A file that is written while it is sent.
    Stream(Stream),
    /// Look at another address.
    See(String),
    /// The same with cookies to be kept: each `name=value; …`.
    Keep(String, Vec<String>),
}

impl Answer {
    /// A value as JSON.
    ///
    /// # Errors
    /// [`Trouble::Broken`] where it has no JSON.
    pub fn json(value: &impl Serialize) -> Result<Self, Trouble> {
        serde_json::to_vec(value).map(Answer::Json).map_err(|error| Trouble::Broken(error.to_string()))
    }

    /// As HTTP has it.
    pub fn respond(self, ask: &Ask) -> Response {
        match self {
            Answer::Page(page) => {
                let status = page.status;
                typed(status, "text/html; charset=utf-8", frame(&page, ask).into_string().into_bytes())
            }
            Answer::Json(bytes) => typed(StatusCode::OK, "application/json; charset=utf-8", bytes),
            Answer::File { media_type, bytes, name } => {
                let mut response = typed(StatusCode::OK, &media_type, bytes);
                if let Some(name) = name
                    && let Ok(value) = HeaderValue::from_str(&attachment(&name))
                {
                    response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
                }
                response
            }
            Answer::Stream(stream) => stream.respond(),
            Answer::See(place) => see(&place, &[]),
            Answer::Keep(place, cookies) => see(&place, &cookies),
        }
    }
}

/// Takes a piece of a file; `false` when nobody wants more.
type Put<'a> = &'a mut dyn FnMut(Vec<u8>) -> bool;

/// A file that is written while it is sent.
pub struct Stream {
    media_type: &'static str,
    name: String,
    write: Box<dyn FnOnce(Put<'_>) + Send>,
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Pieces that are written ahead of what is sent.
const AHEAD: usize = 4;

impl Stream {
    /// A file to be kept under a name, of pieces that `write` puts one after the other.
    pub fn new(media_type: &'static str, name: &str, write: impl FnOnce(Put<'_>) + Send + 'static) -> Self {
        Stream { media_type, name: name.to_owned(), write: Box::new(write) }
    }

    fn respond(self) -> Response {
        let (pieces, sent) = tokio::sync::mpsc::channel(AHEAD);
        tokio::task::spawn_blocking(move || {
            (self.write)(&mut |piece| pieces.blocking_send(Bytes::from(piece)).is_ok())
        });
        let mut response = typed(StatusCode::OK, self.media_type, Vec::new());
        *response.body_mut() = Body::from_stream(Pieces(sent));
        if let Ok(value) = HeaderValue::from_str(&attachment(&self.name)) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
        }
        response
    }
}

/// The pieces as they come.
struct Pieces(tokio::sync::mpsc::Receiver<Bytes>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, std::convert::Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|piece| piece.map(Ok))
    }
}

/// A name in `Content-Disposition` (RFC 6266): whatever it holds, only a name.
fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || "-_. ".contains(letter) { letter } else { '_' })
        .collect();
    let full: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", full.replace('+', "%20"))
}

/// A place of this server as it is, and the first page instead of any other: a second slash would name another host, and
/// browsers take a backslash for a slash and leave out tabs and line breaks.
pub(crate) fn own_place(place: &str) -> &str {
    let is_odd = |letter: char| letter == '\\' || letter.is_control();
    let is_own = place.starts_with('/') && !place.starts_with("//") && !place.contains(is_odd);
    if is_own { place } else { "/" }
}

fn see(place: &str, cookies: &[String]) -> Response {
    let mut response = typed(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", Vec::new());
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(own_place(place)) {
        headers.insert(header::LOCATION, value);
    }
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            headers.append(header::SET_COOKIE, value);
        }
    }
    response
}

fn typed(status: StatusCode, media_type: &str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let value = HeaderValue::from_str(media_type);
    let value = value.unwrap_or(HeaderValue::from_static("application/octet-stream"));
    response.headers_mut().insert(header::CONTENT_TYPE, value);
    response
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// What was asked for is not there: what, and what to do.
    Missing(String, String),
    /// The question means nothing: why, and what to write instead.
    Wrong(String, String),
    /// The archive is being written by another program, or too much is asked at once.
    Busy,
    /// More was sent than is read.
    TooLarge,
    /// The archive's folder is not there any more.
    Gone(String),
    /// The archive cannot be written to: why.
    Unwritable(String),
    /// What cannot be.
    Broken(String),
}

impl Trouble {
    /// Something is not there.
    pub fn missing(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Trouble::Missing(what.into(), hint.into())
    }

    /// A question that means nothing.
    pub fn wrong(why: impl Into<String>) -> Self {
        Trouble::Wrong(why.into(), String::new())
    }

    fn status(&self) -> StatusCode {
        match self {
            Trouble::Missing(..) => StatusCode::NOT_FOUND,
            Trouble::Wrong(..) => StatusCode::BAD_REQUEST,
            Trouble::Busy | Trouble::Gone(_) | Trouble::Unwritable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Trouble::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Title, what happened, and what to do.
    fn words(&self, ask: &Ask) -> (&'static str, String, String) {
        let say = |word| ask.say(word).to_owned();
        match self {
            Trouble::Missing(what, hint) => (ask.say(trouble::MISSING), what.clone(), hint.clone()),
            Trouble::Wrong(why, hint) => (ask.say(trouble::WRONG), why.clone(), hint.clone()),
            Trouble::Busy => (ask.say(trouble::BUSY), String::new(), say(trouble::BUSY_HINT)),
            Trouble::TooLarge => (ask.say(trouble::WRONG), say(trouble::TOO_LARGE), say(trouble::TOO_LARGE_HINT)),
            Trouble::Gone(folder) => (ask.say(trouble::GONE), folder.clone(), say(trouble::GONE_HINT)),
            Trouble::Unwritable(why) => (ask.say(trouble::UNWRITABLE), why.clone(), say(trouble::UNWRITABLE_HINT)),
            Trouble::Broken(why) => (ask.say(trouble::BROKEN), why.clone(), say(trouble::BROKEN_HINT)),
        }
    }

    /// As HTTP has it: a page that says what to do, or the same as JSON.
    pub fn respond(&self, ask: &Ask) -> Response {
        let (title, what, hint) = self.words(ask);
        let mut response = if ask.wants_json {
            let body = json!({ "error": title, "message": what, "hint": hint });
            typed(self.status(), "application/json; charset=utf-8", body.to_string().into_bytes())
        } else {
            let body = html! {
                article.trouble {
                    h1 { (title) }
                    @if !what.is_empty() { p.what { bdi { (what) } } }
                    @if !hint.is_empty() { p.hint { bdi { (hint) } } }
                }
            };
            let page = Page::new(title, Section::None, body).with_status(self.status());
            typed(self.status(), "text/html; charset=utf-8", frame(&page, ask).into_string().into_bytes())
        };
        if *self == Trouble::Busy {
            response.headers_mut().insert(HeaderName::from_static("retry-after"), HeaderValue::from_static("5"));
        }
        response
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let told = |what: &str, hint: &str| if hint.is_empty() { what.to_owned() } else { format!("{what}. {hint}") };
        f.write_str(&match self {
            Trouble::Missing(what, hint) | Trouble::Wrong(what, hint) => told(what, hint),
            Trouble::Busy => told(trouble::BUSY.en, trouble::BUSY_HINT.en),
            Trouble::TooLarge => told(trouble::TOO_LARGE.en, trouble::TOO_LARGE_HINT.en),
            Trouble::Gone(folder) => told(&format!("{}: {folder}", trouble::GONE.en), trouble::GONE_HINT.en),
            Trouble::Unwritable(why) => told(why, trouble::UNWRITABLE_HINT.en),
            Trouble::Broken(why) => why.clone(),
        })
    }
}

impl std::error::Error for Trouble {}

impl From<RunError> for Trouble {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Store(error) => error.into(),
            other => Trouble::Broken(other.to_string()),
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Locked { .. } => Trouble::Busy,
            other if other.is_unwritable() => Trouble::Unwritable(other.to_string()),
            other => Trouble::Broken(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_only_a_name() {
        let value = attachment("a\"b\r\nSet-Cookie: x/../ñ.html");
        assert!(value.is_ascii() && !value.contains(['\r', '\n']));
        assert_eq!(value.matches('"').count(), 2);
        assert!(value.ends_with("%C3%B1.html"));
    }

    #[test]
    fn nobody_is_led_to_another_host() {
        let others = [
            "//evil.example/",
            "https://evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "javascript:alert(1)",
        ];
        for place in others {
            assert_eq!(see(place, &[]).headers()[header::LOCATION], "/", "{place}");
        }
        assert_eq!(see("/statements/1?x=//y", &[]).headers()[header::LOCATION], "/statements/1?x=//y");
    }
}
