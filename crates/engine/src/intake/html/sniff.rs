//! Whether bytes look like HTML, and which encoding they claim.

/// Bytes at the start of a file in which a page says its encoding.
const PROLOGUE: usize = 4096;

/// Whether the start of a text looks like an HTML page rather than plain text or another markup.
pub fn looks_like_html(head: &str) -> bool {
    let mut head = head.trim_start_matches('\u{feff}').trim_start();
    // Comments and an XML declaration may stand before the first tag.
    for _ in 0..8 {
        let after = if head.starts_with("<!--") {
            head.find("-->").map(|end| end + 3)
        } else if head.starts_with("<?") {
            head.find('>').map(|end| end + 1)
        } else {
            break;
        };
        match after.and_then(|after| head.get(after..)) {
            Some(rest) => head = rest.trim_start(),
            None => break,
        }
    }
    let start: String = head.chars().take(1024).collect::<String>().to_ascii_lowercase();
    if start.starts_with("<!doctype html") {
        return true;
    }
    const FIRST: [&str; 14] = [
        "html", "head", "body", "title", "meta", "script", "style", "table", "div", "p", "h1", "center", "font", "pre",
    ];
    let opens = |name: &str, at: &str| {
        at.strip_prefix('<')
            .and_then(|at| at.strip_prefix(name))
            .is_some_and(|rest| rest.starts_with(|next: char| next == '>' || next == '/' || next.is_ascii_whitespace()))
    };
    if FIRST.iter().any(|name| opens(name, &start)) {
        return true;
    }
    // A fragment after some words: only tags that no other markup has.
    start.match_indices('<').any(|(at, _)| {
        let at = start.get(at..).unwrap_or_default();
        opens("html", at) || at.starts_with("<!doctype html")
    })
}

/// The encoding that a page declares of itself in its first 4 KiB, as `<meta charset>`, `<meta http-equiv>` or in an
/// XML declaration; the label as written, in lower case.
pub fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..PROLOGUE.min(bytes.len()))?;
    let head: String = head.iter().map(|&byte| char::from(byte.to_ascii_lowercase())).collect();
    let declared = head.strip_prefix("<?xml").and_then(|rest| {
        let rest = rest.get(..rest.find('>')?)?;
        label_after(rest, "encoding")
    });
    declared.or_else(|| {
        head.match_indices("<meta").find_map(|(at, _)| {
            let tag = head.get(at..)?;
            label_after(tag.get(..tag.find('>').unwrap_or(tag.len()))?, "charset")
        })
    })
}

/// The value after `name` and `=` in a tag, with or without quotes.
fn label_after(tag: &str, name: &str) -> Option<String> {
    tag.match_indices(name).find_map(|(at, _)| {
        let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let is_label = |c: char| c.is_ascii_alphanumeric() || "-_.:+".contains(c);
        let label: String = value.chars().take_while(|&c| is_label(c)).take(40).collect();
        (!label.is_empty()).then_some(label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_fragments_are_told_from_text() {
        for page in ["<!DOCTYPE html><p>x", "\u{feff}\n<!-- saved -->\n<HTML>", "<?xml version='1.0'?>\n<html>", "<p>x"]
        {
            assert!(looks_like_html(page), "{page}");
        }
        for text in ["a < b and c > d", "<TEI xmlns='x'>", "# Title\n\ntext", "", "<person> said"] {
            assert!(!looks_like_html(text), "{text}");
        }
    }

    #[test]
    fn the_declared_encoding_is_found_wherever_it_is_written() {
        let label = |page: &str| declared_charset(page.as_bytes());
        assert_eq!(label("<meta charset=\"windows-1251\">").as_deref(), Some("windows-1251"));
        assert_eq!(
            label("<META http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>").as_deref(),
            Some("iso-8859-1")
        );
        assert_eq!(label("<?xml version='1.0' encoding='KOI8-R'?><html>").as_deref(), Some("koi8-r"));
        assert_eq!(label("<p>charset=utf-8"), None);
    }
}
