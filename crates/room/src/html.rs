//! Text into HTML, so that nothing in it is more than text.

use std::fmt::Write as _;

/// A text as HTML, for elements and attributes in double quotes. Characters that turn the direction of what follows are
/// kept apart from their surroundings by the element they stand in, which has `dir="auto"`.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(ch),
            ch if ch.is_control() => {
                let _ = write!(out, "\u{fffd}");
            }
            ch => out.push(ch),
        }
    }
    out
}

/// A whole page.
pub fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n",
        text(title)
    )
}

/// The style of all pages; the policy of contents allows it by its hash.
pub const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:1rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}h1{font-size:1.25rem;margin:0 0 .5rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0}dt{color:#595959}dd{margin:0;overflow-wrap:anywhere}code{overflow-wrap:anywhere}@media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#1b1b1b}dt{color:#b0b0b0}}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(text("<b a=\"1\" c='2'>&\u{0}"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\u{fffd}");
        assert!(page("</title><script>", "").contains("<title>&lt;/title&gt;&lt;script&gt;</title>"));
    }
}
