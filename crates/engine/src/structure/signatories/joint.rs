//! Organisations that speak together: their names under the title of a joint statement, or parted by strokes on one line.

use std::sync::LazyLock;

use broadside_model::Span;
use rustc_hash::FxHashSet;

use super::announce::Stems;
use super::body;
use super::head;
use super::line::{Line, Marks, first_lines};
use super::locate::TOP;
use super::shape;
use crate::knowledge::country::fold;

/// Words of a title that tell of several who speak as one.
const JOINT: &[&str] = &[
    "joint",
    "common",
    "conjunta",
    "conjunto",
    "comun",
    "commune",
    "commun",
    "conjointe",
    "gemeinsame",
    "gemeinsam",
    "congiunta",
    "congiunto",
    "comune",
    "conjunta",
    "совместное",
    "совместная",
    "спільна",
    "спільне",
    "ortak",
    "wspolne",
    "wspolny",
    "gemeenschappelijke",
    "gezamenlijke",
    "gemensamt",
    "κοινη",
    "联合",
    "共同",
    "공동",
    "مشترك",
    "संयुक्त",
];

static JOINT_STEMS: LazyLock<Stems> = LazyLock::new(|| Stems::new(JOINT.iter().copied()));

static JOINT_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| JOINT.iter().copied().collect());

/// Whether a folded word tells that several speak.
fn is_joint(word: &str) -> bool {
    JOINT_WORDS.contains(word) || (!word.is_ascii() && JOINT.iter().any(|stem| !stem.is_ascii() && word.contains(stem)))
}

/// Organisations under the title of a joint statement, or parted by strokes on one line.
pub(super) fn top(text: &str, head: Span, marks: &Marks<'_>) -> Option<Span> {
    let region = &text[head.range()];
    let joint = !region.is_ascii() || region.contains(" / ") || JOINT_STEMS.find(region, usize::MAX).is_some();
    if !joint {
        return None;
    }
    let lines = first_lines(text, head, marks, TOP);
    let early = lines.as_slice();
    let stroke = early.iter().find(|line| is_stroke(&line.text));
    if let Some(line) = stroke {
        return Some(line.span);
    }
    let joint = early.iter().position(|line| {
        line.text.len() < 160
            && !body::begins(&line.text)
            && !shape::is_prose(&line.text)
            && fold(&line.text).split(' ').any(is_joint)
    })?;
    let start = joint + 1;
    let is_row = |line: &&Line| {
        line.heading.is_none()
            && shape::is_organisation(&line.text)
            && !shape::is_prose(&line.text)
            && line.text.len() < 140
            && !line.text.ends_with([':', '.', '!', '?', ','])
            && head::cue(line).is_none()
    };
    let count = early[start..].iter().take_while(is_row).count();
    (count >= 2).then(|| Span { start: early[start].span.start, end: early[start + count - 1].span.end })
}

/// "Party A / Party B / Party C".
pub(super) fn is_stroke(text: &str) -> bool {
    if !text.contains('/') {
        return false;
    }
    let pieces: Vec<&str> = text.split(" / ").collect();
    pieces.len() >= 2
        && text.len() < 600
        && !text.contains("://")
        && pieces.iter().all(|piece| {
            shape::is_organisation(piece)
                && piece.split(' ').count() <= 14
                && !piece.ends_with(['.', ':'])
                && piece.chars().next().is_some_and(|first| !first.is_lowercase())
        })
}
