//! The lines of a list: marks and bullets apart from what they stand before, and lines that are no part of it.

use broadside_model::{Part, Role, Span};

use memchr::memmem;

use super::{labels, sides};

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// Nothing.
    None,
    /// A number.
    Number(u32),
    /// A dash, dot, star or letter.
    Bullet,
    /// "/s/", "(Signed)".
    Signed,
}

/// A line with something on it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// What it says, without marker and emphasis.
    pub text: String,
    /// Bytes of the text from the marker to the last character.
    pub span: Span,
    /// What stands before.
    pub marker: Marker,
    /// White space before it, in characters.
    pub indent: usize,
    /// Blank or meaningless lines before it.
    pub blank: usize,
    /// Depth of a heading: `#` is 1; 7 where it is only emphasised.
    pub heading: Option<u8>,
    /// Whether it goes on inside an item or cell that began on a line before.
    pub inside: bool,
    /// Whether it is an item or cell by the file's own word.
    pub item: bool,
    /// Whether a page or a rule came between it and the line before.
    pub broken: bool,
}

/// The parts that tell of lines, in order of their place: headings, items and cells.
pub(super) struct Marks<'p> {
    parts: Vec<&'p Part>,
    /// How far each part or one before it reaches: parts nest, so their ends are not in order.
    reach: Vec<u32>,
}

impl<'p> Marks<'p> {
    /// Those that overlap a part of a text.
    pub(super) fn new(within: Span, parts: &'p [Part]) -> Self {
        let tells = |part: &&Part| matches!(part.role, Role::Item | Role::Cell | Role::Heading);
        let mut marked: Vec<&Part> = parts.iter().filter(|part| tells(part) && part.text.overlaps(within)).collect();
        marked.sort_by_key(|part| (part.text.start, part.text.end));
        let mut far = 0;
        let reach = marked.iter().map(|part| {
            far = part.text.end.max(far);
            far
        });
        let reach = reach.collect();
        Marks { parts: marked, reach }
    }

    /// Where the headings are.
    pub(super) fn headings(&self) -> impl Iterator<Item = Span> {
        self.parts.iter().filter(|part| part.role == Role::Heading).map(|part| part.text)
    }

    /// Those from the first on that ends behind a place.
    fn from(&self, place: u32) -> &[&'p Part] {
        self.parts.get(self.reach.partition_point(|end| *end <= place)..).unwrap_or(&[])
    }
}

/// The lines of a part of a text that say something.
pub(super) fn lines(text: &str, within: Span, marks: &Marks<'_>) -> Vec<Line> {
    let lines = first_lines(text, within, marks, usize::MAX);
    let Some(region) = text.get(within.range()) else { return lines };
    let gaps = memmem::find(region.as_bytes(), b"   ").is_some() || memchr::memchr(b'\t', region.as_bytes()).is_some();
    let lines = if gaps { sides::unfold(lines) } else { lines };
    if labels::may_be(region) { labels::strip(lines) } else { lines }
}

/// The first of these lines, at most so many.
pub(super) fn first_lines(text: &str, within: Span, marks: &Marks<'_>, most: usize) -> Vec<Line> {
    let Some(region) = text.get(within.range()) else { return Vec::new() };
    let base = within.start as usize;
    let marked = marks.from(within.start);
    let leaders =
        memmem::find(region.as_bytes(), b"...").is_some() || memmem::find(region.as_bytes(), "……".as_bytes()).is_some();
    let mut next_part = 0;
    let mut lines = Vec::new();
    let (mut at, mut blank, mut broken) = (0, 0, false);
    for raw in region.split(['\n', '\r', '\u{c}', '\u{2028}']) {
        let start = base + at;
        at += raw.len() + 1;
        if region.as_bytes().get(at - 1).is_some_and(|byte| *byte == 0xe2) {
            at += 2;
        }
        broken |= start > base && text.as_bytes().get(start - 1) == Some(&0xc);
        let trimmed = raw.trim();
        if trimmed.is_empty() || is_noise(trimmed) {
            blank += 1;
            broken |= !trimmed.is_empty();
            continue;
        }
        let lead = raw.len() - raw.trim_start().len();
        let span = Span::new(start + lead, start + lead + trimmed.len());
        while marked.get(next_part).is_some_and(|part| part.text.end <= span.start) {
            next_part += 1;
        }
        let part = marked.get(next_part).filter(|part| part.text.overlaps(span));
        let mut line = parse(trimmed, span);
        if leaders && (line.text.contains("...") || line.text.contains('…')) {
            line.text = without_leaders(&line.text);
        }
        line.indent = raw.chars().take_while(|character| character.is_whitespace()).count();
        line.blank = blank;
        line.broken = broken;
        if let Some(part) = part {
            line.item = part.role != Role::Heading;
            line.inside =
                part.role != Role::Heading && part.text.start < span.start && !starts_part(&marked[next_part..], span);
            if part.role == Role::Heading && line.heading.is_none() && line.marker == Marker::None {
                line.heading = Some(2);
            }
        }
        next_roman(&mut line, lines.last());
        lines.push(line);
        if lines.len() >= most {
            break;
        }
        (blank, broken) = (0, false);
    }
    lines
}

fn starts_part(parts: &[&Part], span: Span) -> bool {
    parts.iter().take(8).any(|part| part.text.start == span.start)
}

/// A line from its trimmed characters.
fn parse(trimmed: &str, span: Span) -> Line {
    let mut line = Line {
        text: String::new(),
        span,
        marker: Marker::None,
        indent: 0,
        blank: 0,
        heading: None,
        inside: false,
        item: false,
        broken: false,
    };
    let mut rest = trimmed.trim_start_matches(['>', ' ']);
    let hashes = rest.chars().take_while(|character| *character == '#').count();
    if (1..=6).contains(&hashes) && rest[hashes..].starts_with(' ') {
        line.heading = Some(hashes as u8);
        rest = rest[hashes..].trim().trim_end_matches('#').trim();
    }
    let (marker, behind) = marker(rest);
    line.marker = marker;
    rest = behind;
    if marker == Marker::Signed && rest.is_empty() && trimmed.starts_with(['(', '[']) {
        (line.marker, rest) = (Marker::None, trimmed.trim_matches(['(', ')', '[', ']', ':', ' ']));
    }
    if let Some(bold) = whole_emphasis(rest) {
        if line.marker == Marker::None {
            line.heading = line.heading.or(Some(7));
        }
        rest = bold;
    }
    line.text = rest.to_owned();
    line
}

/// "Jane Poe ........ Mayor": a tab for the dots that lead from one field to the next.
fn without_leaders(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = [rest.find("...."), rest.find("……"), rest.find(". . . .")].into_iter().flatten().min() {
        let behind = rest[at..].trim_start_matches(['.', '…', ' ']);
        let before = rest[..at].trim_end();
        if before.is_empty() || behind.is_empty() {
            break;
        }
        out.push_str(before);
        out.push('\t');
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// What is emphasised, where the whole line is.
fn whole_emphasis(text: &str) -> Option<&str> {
    ["**", "__"].iter().find_map(|mark| {
        let inner = text.strip_prefix(mark)?.trim_end_matches(':').strip_suffix(mark)?;
        (!inner.contains(mark) && !inner.is_empty()).then_some(inner.trim())
    })
}

/// Marks of a signature in print.
const SIGNED: &[&str] = &[
    "/s/",
    "/S/",
    "(Signed)",
    "(signed)",
    "(SIGNED)",
    "[signed]",
    "[Signed]",
    "Sd/-",
    "(sgd.)",
    "(Sgd.)",
    "Sgd.",
    "(gez.)",
    "gez.",
    "(fdo.)",
    "Fdo.",
    "(f)",
    "(подпись)",
];

/// Marks before the items of lists, whatever stands behind them.
const BULLETS: &str = "•‣▪●○◦・►❖✓□■◆➢·∙⋅▫⁃➤➔→✔☑✅☐★☆✦✪◇▶▸♦🔹🔸✊\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}";

/// The marker of a line and what stands behind it.
pub(super) fn marker(text: &str) -> (Marker, &str) {
    if text.starts_with(['/', '(', '[', 'S', 's', 'g', 'F'])
        && let Some(rest) = SIGNED.iter().find_map(|signed| text.strip_prefix(signed))
    {
        return (Marker::Signed, rest.trim_start_matches([':', ' ', '\t', '.']));
    }
    // "1. Vorsitzende" is an office, no item of a list.
    let ordinal = ["1. Vorsitz", "2. Vorsitz", "3. Vorsitz", "1. Bürgermeister", "2. Bürgermeister"];
    if let Some(found) = number(text).filter(|_| !ordinal.iter().any(|office| text.starts_with(office))) {
        return found;
    }
    roman(text).unwrap_or_else(|| bullet(text))
}

/// A bullet and what stands behind it; no marker where there is none.
fn bullet(text: &str) -> (Marker, &str) {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) if BULLETS.contains(first) => (Marker::Bullet, characters.as_str().trim_start()),
        // What a scan makes of a bullet.
        Some('.' | ',' | '°' | '»' | '›' | '¢' | '¤' | '~' | '=' | '¬')
            if characters.as_str().starts_with(' ')
                && characters
                    .as_str()
                    .trim_start()
                    .starts_with(|next: char| next.is_alphabetic() && !next.is_lowercase()) =>
        {
            (Marker::Bullet, characters.as_str().trim_start())
        }
        Some('«') if characters.as_str().starts_with(' ') && !text.contains('»') => {
            (Marker::Bullet, characters.as_str().trim_start())
        }
        Some('o') if characters.as_str().starts_with('\t') => (Marker::Bullet, characters.as_str().trim_start()),
        Some('*' | '-' | '–' | '—' | '+' | '‒') if characters.as_str().starts_with([' ', '\t', '\u{a0}']) => {
            (Marker::Bullet, characters.as_str().trim_start())
        }
        Some('–' | '—') if characters.as_str().starts_with(char::is_alphabetic) => {
            (Marker::Bullet, characters.as_str())
        }
        Some('-') if characters.as_str().starts_with(char::is_uppercase) => (Marker::Bullet, characters.as_str()),
        Some(letter) if letter.is_ascii_lowercase() && characters.as_str().starts_with(") ") => {
            (Marker::Bullet, characters.as_str()[2..].trim_start())
        }
        _ => (Marker::None, text),
    }
}

/// "II. Kiln Union": a number in Roman figures of two letters or more; one letter may be an initial.
fn roman(text: &str) -> Option<(Marker, &str)> {
    if !text.starts_with(['I', 'V', 'X']) {
        return None;
    }
    let figures = text.split(['.', ')']).next().filter(|figures| (2..=6).contains(&figures.len()))?;
    let rest = text[figures.len()..].get(1..).filter(|rest| rest.starts_with(' '))?;
    let mut digits = Vec::new();
    for figure in figures.chars() {
        digits.push(match figure {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        });
    }
    let sign =
        |(at, digit): (usize, &i32)| if digits.get(at + 1).is_some_and(|next| next > digit) { -digit } else { *digit };
    let value: i32 = digits.iter().enumerate().map(sign).sum();
    Some((Marker::Number(u32::try_from(value).ok()?), rest.trim_start()))
}

/// "V. Kiln Union" behind a line with the number four, "4 Kiln Union" behind one with three: its number.
fn next_roman(line: &mut Line, before: Option<&Line>) {
    let Some(Marker::Number(before)) = before.map(|before| before.marker) else { return };
    let next = format!("{} ", before + 1);
    if let Some(rest) =
        line.text.strip_prefix(&next).filter(|rest| line.marker == Marker::None && rest.starts_with(char::is_uppercase))
    {
        (line.marker, line.text) = (Marker::Number(before + 1), rest.to_owned());
        return;
    }
    for (figure, number) in [("V. ", 5), ("X. ", 10)] {
        if line.marker == Marker::None
            && before + 1 == number
            && let Some(rest) = line.text.strip_prefix(figure)
        {
            (line.marker, line.text) = (Marker::Number(number), rest.trim_start().to_owned());
            return;
        }
    }
}

/// "12.", "12)", "(12)", "12、", "१.", and "l." where a scan took a one for a letter.
fn number(text: &str) -> Option<(Marker, &str)> {
    if text.starts_with(|first: char| first.is_ascii_alphabetic() && !matches!(first, 'l' | 'I')) {
        return None;
    }
    let open = text.starts_with(['(', '（', '[']);
    let inner = text.trim_start_matches(['(', '（', '[']);
    if inner.len() + 3 < text.len() {
        return None;
    }
    let digits: String = inner.chars().take_while(|character| digit(*character).is_some()).take(6).collect();
    let count = digits.chars().count();
    if count == 0 {
        return if open { None } else { misread_number(inner) };
    }
    if count > 4 {
        return None;
    }
    let value = digits.chars().filter_map(digit).fold(0, |value, one| value * 10 + one);
    let rest = &inner[digits.len()..];
    let closed = rest.trim_start_matches(' ');
    let mut behind = closed.chars();
    let mark = behind.next()?;
    let after = behind.as_str();
    let spaced = after.starts_with(char::is_whitespace) || after.is_empty();
    let ends = match mark {
        ')' | '）' | ']' | '、' | '．' | '。' | '۔' => true,
        '.' => {
            spaced
                || after.starts_with(|next: char| next.is_uppercase() || (next.is_alphabetic() && !next.is_lowercase()))
                || after.starts_with('\t')
        }
        ',' | ':' | '-' | '–' | 'º' | '°' => spaced && !open,
        _ => false,
    };
    if ends && rest.len() - closed.len() < 3 {
        return Some((
            Marker::Number(value),
            after.trim_start_matches(['.', ' ', '\t', '\u{a0}', '-', '–', '　']).trim_start(),
        ));
    }
    let gap = rest.starts_with('\t') || rest.starts_with("  ");
    (gap && !open && rest.trim_start().starts_with(|next: char| next.is_alphabetic() && !next.is_lowercase()))
        .then(|| (Marker::Number(value), rest.trim_start()))
}

/// "l. Kiln Union", "I4. Clay League": a number whose one a scan took for a letter.
fn misread_number(text: &str) -> Option<(Marker, &str)> {
    if let Some(behind) = text.strip_prefix(['I', 'l', '|']) {
        let digits: String = behind.chars().take_while(char::is_ascii_digit).take(3).collect();
        let rest = behind[digits.len()..].strip_prefix([')', '.']).filter(|rest| rest.starts_with(' '));
        if let Some(rest) = rest.filter(|_| !digits.is_empty()) {
            return Some((Marker::Number(format!("1{digits}").parse().ok()?), rest.trim_start()));
        }
    }
    let rest = ["l. ", "I. ", "l) ", "|. "].iter().find_map(|mark| text.strip_prefix(mark))?;
    Some((Marker::Number(1), rest.trim_start()))
}

/// The value of a digit of any of the scripts in use for lists.
fn digit(character: char) -> Option<u32> {
    let code = character as u32;
    [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040, 0x17e0, 0xff10]
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))
        .map(|zero| code - zero)
}

/// Page numbers, rules, markup on a line of its own.
pub(super) fn is_noise(trimmed: &str) -> bool {
    if trimmed.len() > 120 {
        return false;
    }
    if !trimmed.chars().any(char::is_alphabetic) {
        return !trimmed.starts_with('|');
    }
    let markup =
        (trimmed.starts_with('<') && trimmed.ends_with('>')) || (trimmed.starts_with("{{") && trimmed.ends_with("}}"));
    if markup {
        return true;
    }
    if !trimmed.starts_with(['p', 'P', 's', 'S', 'с', 'С']) {
        return false;
    }
    let mut words = trimmed.split_whitespace();
    let page = words.next().is_some_and(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "page" | "p." | "página" | "seite" | "pagina" | "стр." | "sayfa" | "strona" | "pag." | "pág."
        )
    });
    page && words.clone().count() <= 3
        && words.next().is_some_and(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_of_many_kinds() {
        for (text, want, rest) in [
            ("1. Weavers", Marker::Number(1), "Weavers"),
            ("(12) Weavers", Marker::Number(12), "Weavers"),
            ("3, Weavers", Marker::Number(3), "Weavers"),
            ("1、织工", Marker::Number(1), "织工"),
            ("२. बुनकर", Marker::Number(2), "बुनकर"),
            ("l. Weavers", Marker::Number(1), "Weavers"),
            ("4 . Weavers", Marker::Number(4), "Weavers"),
            ("- Weavers", Marker::Bullet, "Weavers"),
            ("・織工", Marker::Bullet, "織工"),
            ("/s/ Jane", Marker::Signed, "Jane"),
            ("1911 Weavers", Marker::None, "1911 Weavers"),
            ("4Science", Marker::None, "4Science"),
            ("2.5 million", Marker::None, "2.5 million"),
            ("7\tWeavers", Marker::Number(7), "Weavers"),
            ("-Weavers", Marker::Bullet, "Weavers"),
        ] {
            assert_eq!(marker(text), (want, rest), "{text}");
        }
    }

    #[test]
    fn noise() {
        for text in ["- 2 -", "Page 3 of 5", "* * *", "<br>", "{{< rawhtml >}}", "____"] {
            assert!(is_noise(text), "{text}");
        }
        for text in ["Page Weavers", "4Science", "| --- |", "織工"] {
            assert!(!is_noise(text), "{text}");
        }
    }
}
