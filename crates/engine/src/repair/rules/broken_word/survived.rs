//! `broken-word`: a word whose hyphen stands at the line end.
//!
//! The halves are joined; a true hyphen stays (`vice-` + `president`), any other goes (`govern-` + `ment`).

use super::gap::{Gap, Mark};
use super::vocabulary::Vocabulary;
use crate::repair::lexicon::{Lexicon, fold};
use crate::repair::{Draft, Rule};

/// First parts that stand before a capital with a true hyphen.
const PREFIXES: &[&str] = &[
    "anti", "ex", "non", "pro", "mid", "pre", "post", "trans", "semi", "pan", "inter", "sub", "vice", "un", "neo",
    "extra", "ultra", "intra", "counter", "quasi", "co", "all",
];

/// Words that follow a hyphen left hanging (`pre- and post-war`).
const LINKS: &[&str] = &["and", "or", "to", "und", "oder", "bzw", "y", "o", "et", "ou", "e", "nor", "but"];

/// Joins words whose hyphen stands at the line end.
pub struct Survived;

impl Rule for Survived {
    fn name(&self) -> &'static str {
        "broken-word"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let marked = |gap: &Gap<'_>| matches!(gap.mark, Mark::Hyphen | Mark::NoisyHyphen | Mark::Dash);
        let lines = (0..draft.lines.len()).filter(|&left| may_end_marked(draft.line(left)));
        let gaps: Vec<Gap<'_>> = lines.filter_map(|left| Gap::after(draft, left)).filter(marked).collect();
        if gaps.is_empty() {
            return;
        }
        let vocabulary = Vocabulary::around(draft, gaps.iter());
        for gap in &gaps {
            if let Some((glue, confidence)) = decide(gap, &vocabulary) {
                gap.join(draft, self.name(), glue, confidence);
            }
        }
    }
}

/// Whether a hyphen or dash may stand near the end of a line: told from its last bytes, blanks apart.
fn may_end_marked(line: &str) -> bool {
    let bytes = line.as_bytes().trim_ascii_end();
    bytes[bytes.len().saturating_sub(12)..].iter().any(|&byte| byte == b'-' || !byte.is_ascii())
}

/// What joins the halves, and how sure that is; `None` where the hyphen is no broken word's.
fn decide(gap: &Gap<'_>, vocabulary: &Vocabulary) -> Option<(&'static str, u8)> {
    let (first, second) = (fold(gap.first), fold(gap.second));
    let english = vocabulary.is_english(gap.left);
    let known = |word: &str| if english { Lexicon::english().count(word) } else { 0 };
    let own = |pieces: &[&str]| u64::from(vocabulary.count(pieces)) * 2000;
    let mut whole = known(&[&*first, &*second].concat()) + own(&[&first, &second]);
    if gap.compound && whole < known(&second) / 10 {
        whole = 0;
    }
    let hyphened = known(&[&*first, "-", &*second].concat()) + own(&[&first, "-", &second]);
    let evidence = whole + hyphened > 0;
    if is_upper(gap.second) && !(is_capitals(gap.first) && is_capitals(gap.second)) {
        let likely = hyphened > 0 || is_upper(gap.first) || PREFIXES.contains(&&*first);
        return (likely && (evidence || gap.mark == Mark::Hyphen && !gap.is_wide())).then_some(("-", 85));
    }
    let free = |word: &str| known(word) + own(&[word]);
    let halves = Lexicon::english().second_half(&second);
    let second_is_half = english && halves > 0 || free(&second) == 0;
    if gap.mark == Mark::Dash
        && (whole == 0 || first.len() + second.len() < 5 || free(&first).max(1) * free(&second) > whole * 1000)
    {
        return None;
    }
    if !evidence && gap.is_wide() && !second_is_half || whole + hyphened < 100 && free(&second) > 100_000 {
        return None;
    }
    if !evidence && (LINKS.contains(&&*second) || gap.mark == Mark::NoisyHyphen && gap.cut > 4) {
        return None;
    }
    if evidence {
        // This text's own way of writing the word decides; else a compound that is written with a hyphen at times, parted
        // just there, has it.
        let (solid, parted) = (own(&[&first, &second]), own(&[&first, "-", &second]));
        let keep = if solid + parted > 0 { parted > solid } else { hyphened > 0 && hyphened > whole / 40 };
        return Some(if keep { ("-", 90) } else { ("", 98) });
    }
    let clitic = !english && vocabulary.tail(&second) > 1 && free(&first) > 0;
    if english && is_compound(gap, &second, free(&first), free(&second), vocabulary) || clitic {
        return (gap.mark == Mark::Hyphen).then_some(("-", 80));
    }
    Some(("", 85))
}

fn is_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_capitals(word: &str) -> bool {
    word.chars().all(|letter| !letter.is_lowercase())
}

/// Whether two English halves whose whole is unknown are words of their own, so that the hyphen between them is true.
fn is_compound(gap: &Gap<'_>, second: &str, first_free: u64, second_free: u64, vocabulary: &Vocabulary) -> bool {
    let as_half = Lexicon::english().second_half(second) * 100;
    let name = gap.first.starts_with(char::is_uppercase) && !gap.compound;
    if name && vocabulary.tail(second) == 0 && second_free < 20_000 && second.len() < 6 {
        return false;
    }
    let least = match second.chars().count() {
        0..3 => return gap.compound && second_free > 100_000,
        3 => 2000,
        4 => 200,
        _ => 0,
    };
    first_free > 200 && second_free > least && second_free > as_half || gap.compound && second.contains('\u{e0}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::{Format, Reading};

    const ENGLISH: &str = "\nThe members of the league were told that it was for them to say what they had in mind.\n";

    fn repaired(raw: &str) -> String {
        let mut reading = Reading::empty(Format::Text);
        reading.raw = format!("{raw}{ENGLISH}");
        let mut draft = Draft::new(&reading);
        Survived.apply(&mut draft);
        let text = draft.finish();
        assert_eq!(text.undo_all(), reading.raw);
        text.text.strip_suffix(ENGLISH).unwrap_or(&text.text).to_owned()
    }

    #[test]
    fn a_broken_word_is_joined_and_loses_its_hyphen() {
        assert_eq!(repaired("of the govern-\nment, and"), "of the government, and");
        assert_eq!(repaired("of the govern\u{ad}\n   ment, and"), "of the government, and");
        assert_eq!(repaired("of the govern\u{ac}\r\nment, and"), "of the government, and");
    }

    #[test]
    fn blank_lines_between_the_halves_go() {
        assert_eq!(repaired("of the govern-\n\n\nment, and"), "of the government, and");
    }

    #[test]
    fn a_true_hyphen_stays() {
        assert_eq!(repaired("the vice-\npresident said"), "the vice-president said");
        assert_eq!(repaired("they co-\noperate with"), "they co-operate with");
        assert_eq!(repaired("We will cooperate. They co-\noperate with"), "We will cooperate. They cooperate with");
        assert_eq!(repaired("north of the north-\neast corner"), "north of the north-east corner");
        assert_eq!(repaired("the Secretary-\nGeneral said"), "the Secretary-General said");
        assert_eq!(repaired("an export-\nled recovery"), "an export-led recovery");
    }

    #[test]
    fn specks_behind_the_hyphen_go_with_it() {
        assert_eq!(repaired("of the govern- '\nment, and"), "of the government, and");
    }

    #[test]
    fn dashes_and_hanging_hyphens_stay() {
        for raw in
            ["as follows--\nfirst of all", "pre-\nand post-war", "he said \u{2014}\nand left", "from 1914-\n18 and"]
        {
            assert_eq!(repaired(raw), raw);
        }
    }

    #[test]
    fn other_languages_are_joined_too() {
        assert_eq!(repaired("de los trabaja-\ndores del campo"), "de los trabajadores del campo");
        assert_eq!(repaired("трудя-\nщихся города"), "трудящихся города");
    }
}
