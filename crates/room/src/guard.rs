//! Who may ask: only programs and pages of this machine.
//!
//! A server on the loopback address is within reach of every page that a browser on this machine shows. Three rules keep
//! them out: the request must name this machine as its host (else a name that an attacker lets point here would make his
//! page one of ours, "DNS rebinding"); a request that a browser says comes from a page of another site is refused, so
//! that neither forms nor scripts of that page reach anything; and pages of this machine alone may read answers (CORS).

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// SHA-256 of the one style sheet, as a policy of contents names it.
const STYLE_HASH: &str = "sha256-TT4aFsp92Yrlcy0065W+hKZ5wDAEOaT6PDFsKj02ZAA=";

/// Refuses what is not of this machine, and puts the headers on every answer that keep browsers from more than showing it.
pub async fn guard(request: Request, next: Next) -> Response {
    let origin = match admitted(request.headers(), request.uri().authority().map(|host| host.as_str())) {
        Ok(origin) => origin,
        Err(why) => return sealed(refusal(why), None),
    };
    let response = match *request.method() {
        Method::OPTIONS => preflight(),
        Method::GET | Method::HEAD | Method::POST => next.run(request).await,
        _ => answer(StatusCode::METHOD_NOT_ALLOWED, "Only GET and POST are understood.\n"),
    };
    sealed(response, origin)
}

/// The origin that may read the answer, where a page of this machine asks; or why nobody is answered.
fn admitted(headers: &HeaderMap, authority: Option<&str>) -> Result<Option<HeaderValue>, &'static str> {
    let text = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let host = text(header::HOST).or(authority).unwrap_or("");
    if headers.get_all(header::HOST).iter().count() > 1 || !is_here(host) {
        return Err("This server answers only under the names 127.0.0.1, localhost and [::1].\n");
    }
    if let Some(origin) = text(header::ORIGIN) {
        return if is_page_here(origin) { Ok(headers.get(header::ORIGIN).cloned()) } else { Err(OTHER_SITE) };
    }
    let is_cross_site = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    match text(header::REFERER) {
        Some(referer) if !is_page_here(referer) => Err(OTHER_SITE),
        // A page that hides where it is may only be followed here, not use what is here.
        None if is_cross_site && headers.get("sec-fetch-mode").is_none_or(|mode| mode != "navigate") => Err(OTHER_SITE),
        _ => Ok(None),
    }
}

const OTHER_SITE: &str = "This server answers no pages of other sites.\n";

/// Whether `host` or `host:port` is this machine.
fn is_here(host: &str) -> bool {
    let name = match host.strip_prefix("[::1]") {
        Some("") => return true,
        Some(rest) => return rest.strip_prefix(':').is_some_and(is_port),
        None => host,
    };
    let (name, port) = name.split_once(':').unwrap_or((name, "80"));
    is_port(port) && (name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost"))
}

fn is_port(port: &str) -> bool {
    port.parse::<u16>().is_ok() && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether an origin or the address of a page is of this machine.
fn is_page_here(address: &str) -> bool {
    let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"));
    rest.is_some_and(|rest| is_here(rest.split(['/', '?', '#']).next().unwrap_or("")))
}

fn preflight() -> Response {
    let mut response = answer(StatusCode::NO_CONTENT, "");
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    response
}

fn refusal(why: &'static str) -> Response {
    answer(StatusCode::FORBIDDEN, why)
}

/// A short answer in plain text.
pub fn answer(status: StatusCode, text: &'static str) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// Puts the headers on an answer that hold for all.
fn sealed(mut response: Response, origin: Option<HeaderValue>) -> Response {
    let policy = format!(
        "default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors http://127.0.0.1:* http://localhost:*"
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::Digest as _;

    fn base64(bytes: &[u8]) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let letter = |chunk: &[u8], at: usize| {
            let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            if at > chunk.len() { '=' } else { char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]) }
        };
        bytes.chunks(3).flat_map(|chunk| (0..4).map(move |at| letter(chunk, at))).collect()
    }

    #[test]
    fn the_policy_names_the_style_that_pages_have() {
        assert_eq!(STYLE_HASH, format!("sha256-{}", base64(&sha2::Sha256::digest(crate::html::STYLE))));
    }

    fn may_ask(pairs: &[(&'static str, &str)]) -> Result<Option<HeaderValue>, &'static str> {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_str(value).unwrap());
        }
        admitted(&headers, None)
    }

    #[test]
    fn only_this_machine_is_answered() {
        for host in ["127.0.0.1:8420", "localhost:1", "LocalHost", "[::1]:8420", "127.0.0.1"] {
            assert_eq!(may_ask(&[("host", host)]), Ok(None), "{host}");
        }
        for host in
            ["", "evil.example", "127.0.0.1.evil.example:8420", "localhost.", "127.0.0.1:x", "[::1]x", "0.0.0.0:1"]
        {
            assert!(may_ask(&[("host", host)]).is_err(), "{host}");
        }
        assert!(may_ask(&[("host", "localhost"), ("host", "evil.example")]).is_err());
    }

    #[test]
    fn pages_of_this_machine_may_read_and_those_of_others_get_nothing() {
        let here = ("host", "127.0.0.1:8420");
        let origin = "http://localhost:3333";
        assert_eq!(may_ask(&[here, ("origin", origin)]), Ok(Some(HeaderValue::from_static("http://localhost:3333"))));
        assert_eq!(may_ask(&[here, ("referer", "http://127.0.0.1:3333/project?project=1")]), Ok(None));
        assert_eq!(may_ask(&[here, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]), Ok(None));
        for bad in [
            [("origin", "https://evil.example"), ("x", "")],
            [("origin", "null"), ("x", "")],
            [("origin", "http://localhost:3333.evil.example"), ("x", "")],
            [("referer", "https://evil.example/"), ("x", "")],
            [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")],
        ] {
            assert!(may_ask(&[here, bad[0], bad[1]]).is_err(), "{bad:?}");
        }
    }
}
