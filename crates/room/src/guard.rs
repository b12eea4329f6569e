//! Who may ask: only programs and pages of this machine.
//!
//! A server on the loopback address is within reach of every page that a browser on this machine shows. Three rules keep
//! them out: the request must name this machine as its host (else a name that an attacker lets point here would make his
//! page one of ours, "DNS rebinding"); a request that a browser says comes from a page of another site is refused, so
//! that neither forms nor scripts of that page reach anything; and only what is asked of `/reconcile` may be read by
//! other pages of this machine (CORS). What changes something is taken from this server's own pages alone.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// Where programs ask for names: the one place that other pages of this machine may read.
const ASKED: &str = "/reconcile";

/// Refuses what is not of this machine, and puts the headers on every answer that keep browsers from more than showing it.
pub async fn guard(request: Request, next: Next) -> Response {
    let is_asked = request.uri().path().starts_with(ASKED);
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("").to_owned();
    let origin = match admitted(request.headers(), request.uri().authority().map(|host| host.as_str())) {
        Ok(origin) => origin,
        Err(why) => return sealed(refusal(why), None, PREVIEW.to_owned()),
    };
    let policy = if is_asked { PREVIEW.to_owned() } else { page_policy(&host) };
    let changes = *request.method() == Method::POST && !is_asked;
    if changes && !is_own(request.headers(), origin.as_ref(), &host) {
        return sealed(refusal(OTHER_SITE), None, policy);
    }
    let response = match *request.method() {
        Method::OPTIONS if is_asked => preflight(),
        Method::GET | Method::HEAD | Method::POST => next.run(request).await,
        _ => answer(StatusCode::METHOD_NOT_ALLOWED, "Only GET and POST are understood.\n"),
    };
    sealed(response, origin.filter(|_| is_asked), policy)
}

/// What previews of names may do: be shown, within pages of this machine.
const PREVIEW: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors http://127.0.0.1:* http://localhost:*";

/// What pages may do: run the scripts of this server and no others, ask this server and no other.
fn page_policy(host: &str) -> String {
    format!(
        "default-src 'none'; script-src http://{host}/assets/; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// Whether what changes something comes from this server's own pages, or from a program that is no browser. An old browser
/// sends forms without an origin: then it must not say that another site sent it, nor name a page of another.
fn is_own(headers: &HeaderMap, origin: Option<&HeaderValue>, host: &str) -> bool {
    if let Some(origin) = origin {
        return is_same_host(origin, host);
    }
    let is_same_site = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin");
    let referer = headers.get(header::REFERER).map(|referer| referer.to_str().unwrap_or(""));
    let is_own_page = referer.is_none_or(|referer| {
        let rest = referer.strip_prefix("http://").or_else(|| referer.strip_prefix("https://"));
        rest.and_then(|rest| rest.split(['/', '?', '#']).next()).is_some_and(|named| named.eq_ignore_ascii_case(host))
    });
    is_same_site && is_own_page
}

/// Whether an origin is that of a host.
fn is_same_host(origin: &HeaderValue, host: &str) -> bool {
    let origin = origin.to_str().unwrap_or("");
    let named = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    named.is_some_and(|named| named.eq_ignore_ascii_case(host))
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
fn sealed(mut response: Response, origin: Option<HeaderValue>, policy: String) -> Response {
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert("permissions-policy", HeaderValue::from_static("camera=(), microphone=(), geolocation=()"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("origin, accept, accept-language, cookie"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn scripts_are_this_servers_own_and_what_changes_comes_from_its_pages() {
        let policy = page_policy("127.0.0.1:8420");
        assert!(policy.contains("script-src http://127.0.0.1:8420/assets/;") && !policy.contains("unsafe"));
        let own = HeaderValue::from_static("http://127.0.0.1:8420");
        assert!(is_same_host(&own, "127.0.0.1:8420"));
        assert!(!is_same_host(&own, "127.0.0.1:3333"));
        assert!(!is_same_host(&HeaderValue::from_static("null"), "127.0.0.1:8420"));
    }

    #[test]
    fn a_form_without_an_origin_is_taken_only_where_nothing_says_that_another_site_sent_it() {
        let own = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.append(*name, HeaderValue::from_static(value));
            }
            let origin = headers.get(header::ORIGIN).cloned();
            is_own(&headers, origin.as_ref(), "127.0.0.1:8420")
        };
        assert!(own(&[]));
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(own(&[("referer", "http://127.0.0.1:8420/review?skip=1")]));
        assert!(own(&[("origin", "http://127.0.0.1:8420")]));
        for bad in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("sec-fetch-site", "none"),
            ("referer", "http://127.0.0.1:3333/review"),
            ("referer", "https://evil.example/127.0.0.1:8420"),
            ("origin", "null"),
            ("origin", "http://localhost:8420"),
        ] {
            assert!(!own(&[bad]), "{bad:?}");
        }
    }
}
