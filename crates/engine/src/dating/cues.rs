//! Words around a mention that speak for one reading or another, with points.

/// Where a cue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Right before the mention.
    Own,
    /// Not far before it.
    Near,
    /// Right behind it.
    Behind,
}

/// Words with points.
#[derive(Clone, Debug)]
pub struct Cue {
    place: Place,
    points: i32,
    words: Vec<String>,
}

/// Characters that count as near.
const NEAR: usize = 90;
/// Characters that count as right behind.
const BEHIND: usize = 28;

/// Reads a table of lines `place points words|words|…`.
pub fn read(table: &str) -> Vec<Cue> {
    let row = |line: &str| {
        let (place, rest) = line.trim_start().split_once(' ')?;
        let (points, words) = rest.split_once(' ')?;
        let place = match place {
            "own" => Place::Own,
            "near" => Place::Near,
            _ => Place::Behind,
        };
        let words = words.split('|').filter(|words| !words.trim().is_empty()).map(str::to_owned).collect();
        Some(Cue { place, points: points.parse().ok()?, words })
    };
    table.lines().filter_map(row).collect()
}

/// The points of all cues, each row once.
pub fn points(cues: &[Cue], before: &str, behind: &str) -> i32 {
    let (own, near, behind) = (before.trim_end(), tail(before, NEAR), head(behind, BEHIND));
    let applies = |cue: &&Cue| {
        cue.words.iter().any(|words| match cue.place {
            Place::Own => own.ends_with(words.as_str()),
            Place::Near => near.contains(words.as_str()),
            Place::Behind => behind.trim_start_matches(',').contains(words.as_str()),
        })
    };
    cues.iter().filter(applies).map(|cue| cue.points).sum()
}

/// Whether a text has one of several words, which are given with bars between.
pub fn any(text: &str, words: &str) -> bool {
    words.split('|').any(|word| text.contains(word))
}

/// Lower case, with one blank for any white space.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_graphic() {
            out.push(letter.to_ascii_lowercase());
            continue;
        }
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        if letter != ' ' || !out.ends_with(' ') {
            out.extend(letter.to_lowercase());
        }
    }
    out
}

/// The last bytes of a text, from a character boundary on.
pub fn tail(text: &str, bytes: usize) -> &str {
    let from = (text.len().saturating_sub(bytes)..=text.len()).find(|at| text.is_char_boundary(*at));
    from.and_then(|from| text.get(from..)).unwrap_or("")
}

/// The first bytes of a text, up to a character boundary.
pub fn head(text: &str, bytes: usize) -> &str {
    let to = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    to.and_then(|to| text.get(..to)).unwrap_or("")
}
