//! `ocr-garbage`: lines that OCR made out of dirt, rules and pictures: `~;; .,' | \_ i l`.
//!
//! Lines of figures and dates, drawn rules, verse, other scripts, markup and code stay. A line of one to three signs is
//! garbage only among other garbage.

use crate::repair::{Draft, Rule};
use broadside_model::{Format, Method};

/// The rule `ocr-garbage`.
pub struct OcrGarbage;

const LONGEST: usize = 200;
/// Clear garbage lines that a text must have before its doubtful ones count, one in so many lines.
const COMPANY: usize = 150;

impl Rule for OcrGarbage {
    fn name(&self) -> &'static str {
        "ocr-garbage"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let scanned = matches!(draft.reading.method, Method::Ocr | Method::TextLayer);
        if draft.reading.format != Format::Text && !scanned {
            return;
        }
        let (mut clear, mut doubtful) = (Vec::new(), Vec::new());
        for (index, line) in draft.lines.iter().enumerate() {
            if line.raw.is_empty() || line.raw.len() > LONGEST || line.furniture.is_some() {
                continue;
            }
            match judge(draft.words(index)) {
                Verdict::Text => {}
                Verdict::Doubtful => doubtful.push(index),
                Verdict::Garbage => clear.push(index),
            }
        }
        if clear.len() >= 3 && clear.len() * COMPANY >= draft.lines.len() || scanned && !clear.is_empty() {
            clear.extend(doubtful);
        } else if clear.len() < 2 && !scanned {
            clear.clear();
        }
        for index in clear {
            draft.drop_line(self.name(), index);
        }
    }
}

#[derive(Debug, PartialEq)]
enum Verdict {
    Text,
    Doubtful,
    Garbage,
}

fn judge(line: &str) -> Verdict {
    let bytes = line.as_bytes();
    // Three letters or three digits in a row are a word or a figure: the common case, told without looking further.
    let mut run = 0;
    for &byte in bytes {
        run = if byte.is_ascii_alphanumeric() || byte >= 0xC3 { run + 1 } else { 0 };
        if run >= 3 && !bytes.starts_with(b"il") {
            return Verdict::Text;
        }
    }
    let (mut letters, mut digits, mut signs, mut foreign) = (0, 0, 0, false);
    let mut kinds: Vec<char> = Vec::new();
    for found in line.chars().filter(|c| !c.is_whitespace()) {
        if found.is_alphabetic() {
            letters += 1;
            foreign |= found > '\u{24f}';
        } else if found.is_numeric() {
            digits += 1;
        } else {
            signs += 1;
            if !kinds.contains(&found) {
                kinds.push(found);
            }
        }
    }
    if foreign || is_figure(line, letters, digits) || is_drawn(line, letters + digits) {
        return Verdict::Text;
    }
    if is_strokes(line) {
        return Verdict::Garbage;
    }
    let total = letters + digits + signs;
    let dirt = kinds.iter().any(|kind| "~^|\\_`{}<>=¬¦§¶•■□«»®©™°*".contains(*kind)) || kinds.len() >= 3;
    if total >= 4 && signs * 2 >= total && kinds.len() >= 2 && dirt {
        return Verdict::Garbage;
    }
    if total <= 3 && digits == 0 && signs > 0 && (letters == 0 || signs >= letters && dirt) {
        return Verdict::Doubtful;
    }
    Verdict::Text
}

/// Figures, sums, dates, times, and labels such as `a)`, `1.`, `(ii)`, `§ 4`.
fn is_figure(line: &str, letters: usize, digits: usize) -> bool {
    let tidy = line.chars().all(|c| c.is_alphanumeric() || " .,:/-–—()[]$£€%+'°\t§№".contains(c));
    let label = letters + digits > 0
        && letters + digits <= 6
        && line.chars().filter(|c| !c.is_alphanumeric()).all(|c| "().[]§ :-".contains(c));
    tidy && digits > 0 && digits + 1 >= letters || label
}

/// Rules and ornaments: one sign repeated, emphasis, suspension points, markup of tables.
fn is_drawn(line: &str, words: usize) -> bool {
    let mut signs: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).collect();
    let count = signs.len();
    signs.sort_unstable();
    signs.dedup();
    let table = line.starts_with('|') && line.ends_with('|') || line.starts_with("+-") || line.contains("---");
    words == 0
        && (signs.len() == 1 && (count >= 3 || "•*■-–—#§†‡".contains(signs[0]))
            || signs.iter().all(|c| "?!.…".contains(*c))
            || table)
}

/// Single strokes that OCR reads column rules as: `I l I i 1 |`.
fn is_strokes(line: &str) -> bool {
    let (mut tokens, mut strokes) = (0, 0);
    for token in line.split_ascii_whitespace() {
        tokens += 1;
        strokes += usize::from(token.chars().all(|c| "Il1|!ijJ.,':;t[]".contains(c)) && token.len() <= 2);
        if token.len() > 2 {
            return false;
        }
    }
    tokens >= 5 && strokes * 10 >= tokens * 8 && line.contains(['I', 'l', 'i', '|', '!'])
}

#[cfg(test)]
mod tests {
    use super::{OcrGarbage, Verdict, judge};
    use crate::repair::testing::repaired;

    #[test]
    fn noise_is_garbage() {
        for line in ["~;; .,' | \\_ i l", "I I I l t i l 1 l I I I", "^~ «• _, |", "'- ,. \" ' ;*", "• .» ^ ~"] {
            assert_eq!(judge(line), Verdict::Garbage, "{line}");
        }
        assert_eq!(repaired(&OcrGarbage, "We met\n~;; .,' |\nin the\n^~ «• _, |\nhall.\n"), "We met\nin the\nhall.\n");
    }

    #[test]
    fn figures_verse_scripts_and_rules_stay() {
        for line in [
            "12.50",
            "3/4/84",
            "$ 1,200",
            "10:30 - 11:45",
            "(a)",
            "1.",
            "IV.",
            "§ 4",
            "-----",
            "* * *",
            "…",
            "?!",
            "O!",
            "Ah, me!",
            "| --- | --- |",
            "東京",
            "и я.",
            "À!",
            "5 ° 3'",
            "Q.",
            "A. B.",
            "(1) (2)",
            "+34 91 55",
            "30%",
            "1, 2, 3",
        ] {
            assert_eq!(judge(line), Verdict::Text, "{line}");
        }
    }
}
