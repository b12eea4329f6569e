//! `web-debris`: what a text saved from the web carries of its site: menus, breadcrumbs, share bars, cookie notices,
//! headers that browsers print, copyright footers, in English, Spanish, French, German, Portuguese, Italian, Russian.
//!
//! HTML is left to its reader, which sees the page. Whole lines only. Unmistakable lines go wherever they stand; words
//! that a text may use itself (`Home`, `Search`, `Contact`) only in a run of such lines: a list of signatories or
//! demands is not a menu.

use super::web_words::{self, Strength};
use crate::repair::draft::Signs;
use crate::repair::{Draft, Rule};
use broadside_model::Format;

/// The rule `web-debris`.
pub struct WebDebris;

/// Longest line, in bytes, that may be an entry of a menu.
const ENTRY: usize = 48;
/// Entries that a menu has at least.
const MENU: usize = 3;
/// Longest footer or breadcrumb line, in bytes.
const LONGEST: usize = 240;

impl Rule for WebDebris {
    fn name(&self) -> &'static str {
        "web-debris"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        if draft.reading.format == Format::Html {
            return;
        }
        let mut run = Run::default();
        for index in 0..draft.lines.len() {
            if draft.lines[index].raw.len() > LONGEST {
                run.end(draft);
                continue;
            }
            let line = draft.words(index);
            let line = if line.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) { line } else { bare(line) };
            if line.is_empty() {
                continue;
            }
            match judge(line, draft.lines[index].signs) {
                Some(Strength::Strong) => {
                    draft.drop_line(self.name(), index);
                    run.add(index, true);
                }
                Some(Strength::Weak) => run.add(index, false),
                None => run.end(draft),
            }
        }
        run.end(draft);
        cookies(draft);
        copyright(draft);
    }
}

/// A run of lines of a menu, blank lines aside.
#[derive(Default)]
struct Run {
    lines: Vec<usize>,
    strong: usize,
}

impl Run {
    fn add(&mut self, index: usize, strong: bool) {
        self.lines.push(index);
        self.strong += usize::from(strong);
    }

    /// Drops the run if it is long enough to be a menu.
    fn end(&mut self, draft: &mut Draft<'_>) {
        if self.lines.len() >= MENU || self.strong > 0 && self.lines.len() >= 2 {
            for &index in &self.lines {
                draft.drop_line(WebDebris.name(), index);
            }
        }
        self.lines.clear();
        self.strong = 0;
    }
}

/// A line without bullets and the brackets of a Markdown link.
fn bare(line: &str) -> &str {
    let line = line.trim().trim_start_matches(['*', '-', '+', '•', '·', '›', '»', '>', '|', ' ', '\t']);
    match line.strip_prefix('[').and_then(|link| link.split_once("](")) {
        Some((label, target)) if target.ends_with(')') && !target.contains(' ') => label,
        _ => line,
    }
}

fn judge(line: &str, signs: u8) -> Option<Strength> {
    let known = web_words::may_begin(line);
    if known
        && line.len() <= ENTRY
        && let Some(strength) = web_words::strength(line)
    {
        return Some(strength);
    }
    let bytes = line.as_bytes();
    let first = bytes[0];
    if (first == b'h' || first == b'f' || first == b'H') && is_print_header(line) {
        return Some(Strength::Strong);
    }
    let separated = signs & Signs::BAR != 0 || signs & Signs::HIGH != 0 && memchr::memchr2(0xC2, 0xE2, bytes).is_some();
    if separated && (is_breadcrumb(line) || is_bar(line)) || known && is_share_bar(line) {
        return Some(Strength::Strong);
    }
    None
}

/// The address that a browser prints on each page, with the page's number behind it.
fn is_print_header(line: &str) -> bool {
    if !(line.starts_with("http://") || line.starts_with("https://") || line.starts_with("file:///")) {
        return false;
    }
    let mut words = line.split_ascii_whitespace();
    words.next();
    let rest: Vec<&str> = words.collect();
    let count = |word: &str| {
        word.split_once('/').is_some_and(|(one, two)| {
            !one.is_empty()
                && !two.is_empty()
                && (one.len() + two.len()) <= 6
                && (one.to_owned() + two).bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    match rest.as_slice() {
        [one] => count(one),
        [one, ..] => {
            rest.len() <= 5
                && (one.starts_with('[') || rest.last().is_some_and(|last| count(last)))
                && rest.iter().any(|word| word.contains(':') || count(word))
        }
        [] => line.starts_with("file:///") && line.ends_with("html"),
    }
}

/// `Home > News > Statements`: the way to a page, beginning at home.
fn is_breadcrumb(line: &str) -> bool {
    let line = web_words::HERE
        .iter()
        .find_map(|here| web_words::strip_folded(line, here))
        .map_or(line, |rest| rest.trim_start_matches([':', ' ']));
    let mut count = 0;
    let mut steps = line.split(['>', '»', '›', '→', '/', '|']).map(str::trim).inspect(|_| count += 1);
    let home = steps.next().is_some_and(web_words::is_home);
    let short = steps.all(|step| step.len() <= 60 && !step.ends_with('.'));
    home && short && count >= 2 && line.contains([' ', '»', '›', '→'])
}

/// `Home | About | News`: a menu in one line, half of whose entries are words of menus.
fn is_bar(line: &str) -> bool {
    let (mut entries, mut known) = (0, 0);
    for entry in line.split(['|', '•', '·', '»', '›']).map(bare).filter(|entry| !entry.is_empty()) {
        if entry.len() > 40 {
            return false;
        }
        entries += 1;
        known += usize::from(web_words::strength(entry).is_some());
    }
    entries >= 3 && known >= 2 && known * 2 >= entries
}

/// `Facebook · Twitter · E-mail`: nothing but names of networks and words of sharing, two of them networks.
fn is_share_bar(line: &str) -> bool {
    if line.len() > 120 {
        return false;
    }
    let (mut networks, mut total) = (0, 0);
    for word in line.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty() && *word != "-") {
        total += 1;
        if web_words::is_network(word) {
            networks += 1;
        } else if !web_words::is_sharing(word) {
            return false;
        }
    }
    networks >= 2 || networks == 1 && total >= 2 && web_words::has_verb(line)
}

/// Paragraphs that ask to accept cookies.
fn cookies(draft: &mut Draft<'_>) {
    let raw = draft.raw();
    let mut done = 0;
    for found in
        memchr::memmem::find_iter(raw.as_bytes(), "cookie").chain(memchr::memmem::find_iter(raw.as_bytes(), "Cookie"))
    {
        let index = draft.line_at(found);
        if index < done || draft.lines[index].furniture.is_some() {
            continue;
        }
        let blank = |draft: &Draft<'_>, index: usize| draft.lines[index].words.is_empty();
        let first = (0..index).rev().take_while(|&above| !blank(draft, above)).take(7).last().unwrap_or(index);
        let last = (index..draft.lines.len()).take_while(|&below| !blank(draft, below)).take(7).last().unwrap_or(index);
        let span = broadside_model::Span { start: draft.lines[first].raw.start, end: draft.lines[last].raw.end };
        let whole = last - first < 6 && span.len() <= 700 && web_words::is_cookie_notice(draft.slice(span));
        if whole {
            for line in first..=last {
                draft.drop_line(WebDebris.name(), line);
            }
        } else if draft.lines[index].raw.len() <= 400 && web_words::is_cookie_notice(draft.line(index)) {
            draft.drop_line(WebDebris.name(), index);
        }
        done = last.max(index);
    }
}

/// Copyright lines in the last quarter of the text, or that reserve all rights.
fn copyright(draft: &mut Draft<'_>) {
    let raw = draft.raw();
    let mut places: Vec<usize> = memchr::memmem::find_iter(raw.as_bytes(), "opyright").collect();
    if draft.has(0xC2) && draft.has(0xA9) {
        places.extend(memchr::memmem::find_iter(raw.as_bytes(), "©"));
    }
    for place in places {
        let index = draft.line_at(place);
        let line = draft.words(index);
        let begins = line.starts_with('©')
            || web_words::strip_folded(line, "copyright").is_some()
            || web_words::strip_folded(line, "(c) copyright").is_some();
        let year = line
            .as_bytes()
            .windows(4)
            .any(|four| (four.starts_with(b"19") || four.starts_with(b"20")) && four.iter().all(u8::is_ascii_digit));
        let late = index * 4 >= draft.lines.len() * 3;
        if line.len() <= 200 && begins && (web_words::reserves_rights(line) || year && late) {
            draft.drop_line(WebDebris.name(), index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::WebDebris;
    use crate::repair::testing::{furniture, repaired};

    #[test]
    fn debris_goes() {
        for line in [
            "Skip to main content",
            "Home > News > Statements",
            "Usted está aquí: Inicio » Noticias » Comunicados",
            "Share on Facebook",
            "Facebook · Twitter · WhatsApp · E-mail",
            "Home | About us | News | Contact",
            "© 2014 League of Weavers. All rights reserved.",
            "https://example.org/news/12.html   1/3",
            "Diesen Artikel drucken",
            "Lire la suite",
            "Мы используем файлы cookie, чтобы сайт работал лучше.",
            "Diese Website verwendet Cookies. Mehr erfahren",
            "Compartir en Facebook",
            "Accept all cookies",
            "Поделиться ВКонтакте",
        ] {
            let raw = format!("{line}\n\nThe league met in the hall on Monday and spoke.\n");
            assert_eq!(furniture(&WebDebris, &raw), [line], "{line}");
        }
    }

    #[test]
    fn menus_go_as_a_whole() {
        assert_eq!(repaired(&WebDebris, "* Home\n* News\n* About us\n* Contact\n\nWe met.\n"), "\nWe met.\n");
    }

    #[test]
    fn lists_and_sentences_of_the_text_stay() {
        for raw in [
            "Signed:\nUnion of Weavers\nLeague of Bakers\nFront of Sailors\nHome Guard\n",
            "We demand:\n- Bread\n- Peace\n- Land\n",
            "Home\n\nThere is no place like it.\n",
            "Read more books, we say.\n",
            "The copyright law of 1911 is void.\nSo it is.\n",
            "We met on Facebook and Twitter.\n",
            "Cookies were baked for the strikers.\n",
            "News / Noticias / Nouvelles\n",
            "Contact:\nMaria Petrova\nTel. 12 34 56\n",
        ] {
            assert_eq!(repaired(&WebDebris, raw), raw, "{raw}");
        }
    }
}
