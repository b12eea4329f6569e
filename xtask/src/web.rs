//! Rules for pages and their scripts: nothing acts that is not a script of `web/`, and nothing refers to another host.
//!
//! The content security policy would stop at run time what these find when it is written.

use std::fs;
use std::path::{Path, PathBuf};

/// Where pages are made.
const PAGES: &[&str] = &["crates/room/src", "web/src"];
/// Files that put together markup of their own; each escapes all it is given.
const OWN_MARKUP: &[&str] = &["crates/room/src/pages/statement/setting.rs"];
/// Addresses that only name something and are never asked.
const NAMES: &[&str] = &["www.w3.org/", "purl.org/", "schema.org", "json-schema.org/"];
/// What a page must not hold, and what to do instead.
const NOT_IN_PAGES: &[(&str, &str)] = &[
    (" style=\"", "a class and the style sheet"),
    (" style=(", "a class and the style sheet"),
    (" onclick=", "a script in web/src/islands"),
    (" onchange=", "a script in web/src/islands"),
    (" onload=", "a script in web/src/islands"),
    ("javascript:", "a script in web/src/islands"),
    ("srcdoc=", "a link"),
    (".innerHTML", "elements made with textContent"),
    (".outerHTML", "elements made with textContent"),
    ("insertAdjacentHTML", "elements made with textContent"),
    ("document.write", "elements made with textContent"),
    ("eval(", "a function"),
    ("new Function(", "a function"),
];

/// Checks the pages, their scripts, and what these are built with.
pub fn check(files: &[PathBuf], breaches: &mut Vec<String>) {
    let is_page = |file: &&PathBuf| PAGES.iter().any(|folder| file.starts_with(folder));
    for file in files.iter().filter(is_page) {
        let text = fs::read_to_string(file).unwrap_or_default();
        let code = text.split("#[cfg(test)]").next().unwrap_or(&text);
        let is_test = file.components().any(|part| part.as_os_str() == "tests.rs");
        for line in code.lines().filter(|line| !is_test && !line.trim_start().starts_with("//")) {
            check_line(file, line, breaches);
        }
    }
    // Packages come from the registry that the machine knows.
    let locked = fs::read_to_string("web/package-lock.json").unwrap_or_default();
    if locked.contains("\"resolved\"") {
        breaches.push(
            "web/package-lock.json: names a registry; write it with `npm install --omit-lockfile-registry-resolved`"
                .to_owned(),
        );
    }
}

fn check_line(file: &Path, line: &str, breaches: &mut Vec<String>) {
    let name = file.display();
    for (mark, instead) in NOT_IN_PAGES {
        if line.contains(mark) {
            breaches.push(format!("{name}: `{}` in a page; use {instead}", mark.trim()));
        }
    }
    if line.contains("PreEscaped(") && !OWN_MARKUP.iter().any(|own| file.ends_with(own)) {
        breaches.push(format!("{name}: `PreEscaped`: let the template escape it"));
    }
    for rest in line.split("http://").skip(1).chain(line.split("https://").skip(1)) {
        let is_host = rest.starts_with(|letter: char| letter.is_ascii_alphanumeric());
        let is_here = ["127.0.0.1", "localhost"].iter().any(|here| rest.starts_with(here));
        if is_host && !is_here && !NAMES.iter().any(|known| rest.starts_with(known)) {
            breaches.push(format!("{name}: names another host: {}", rest.chars().take(40).collect::<String>()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(line: &str) -> usize {
        let mut found = Vec::new();
        check_line(Path::new("crates/room/src/pages/x.rs"), line, &mut found);
        found.len()
    }

    #[test]
    fn what_acts_or_leads_away_is_found() {
        assert_eq!(breaches(r#"p style="color: red" { }"#), 1);
        assert_eq!(breaches(r#"(PreEscaped(title))"#), 1);
        assert_eq!(breaches(r#"link href="https://fonts.example/x.css";"#), 1);
        assert_eq!(breaches(r#"format!("http://{host}/cite?style={style}")"#), 0);
        assert_eq!(breaches(r#"createElementNS("http://www.w3.org/2000/svg", "g")"#), 0);
    }
}
