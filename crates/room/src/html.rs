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

/// A small page of its own, without menu.
pub fn page(title: &str, body: &str) -> String {
    let style = crate::assets::address("style.css");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<link rel=\"stylesheet\" href=\"{style}\">\n</head>\n<body class=\"small\">\n{body}\n</body>\n</html>\n",
        text(title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(text("<b a=\"1\" c='2'>&\u{0}"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\u{fffd}");
        assert!(page("</title><script>", "").contains("<title>&lt;/title&gt;&lt;script&gt;</title>"));
    }
}
