//! Words spoken before an assembly: a speaker's "I", "my" and "our" where the assembly itself is spoken of.
//!
//! Takes the head of a statement, gives `speech` where both are frequent. Bodies do not say "I", and those who write about
//! an assembly rarely do.

use std::sync::LazyLock;

use broadside_model::{Found, Kind};
use regex::Regex;

use super::ends::Ends;
use super::sieve::Cue;

/// Bytes looked at.
const WINDOW: usize = 4000;

static ASSEMBLY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = r"(?-u:\b)(?:(?:this|the|general) assembly|united nations|asamblea general|naciones unidas|assemblee generale|nations unies|assembleia geral|nacoes unidas)(?-u:\b)";
    Regex::new(words).ok()
});

/// Words of one who speaks alone, and for several, by the language in which the assembly is named.
const SPEAKERS: &[(&str, [&str; 3], [&str; 3])] = &[
    ("eng", ["i", "my", "me"], ["we", "our", "us"]),
    ("spa", ["mi", "yo", "me"], ["nuestro", "nuestra", "nos"]),
    ("fra", ["je", "mon", "ma"], ["nous", "notre", "nos"]),
    ("por", ["eu", "meu", "minha"], ["nosso", "nossa", "nos"]),
];

/// `speech`, where somebody speaks before an assembly, in the language of the words that name it.
pub fn kind(ends: &Ends<'_>, language: Option<&str>) -> Option<Found<Kind>> {
    let view = ends.head(WINDOW);
    if !view.may(Cue::Assembly) {
        return None;
    }
    let folded = view.window;
    let place = ASSEMBLY.as_ref()?.find(folded.text)?;
    let assembly = ASSEMBLY.as_ref()?.find_iter(folded.text).take(3).count();
    let named = match place.as_str() {
        words if words.ends_with("assembly") || words.starts_with("united") => "eng",
        words if words.starts_with("asamblea") || words.starts_with("naciones") => "spa",
        words if words.starts_with("assemblee") || words.starts_with("nations") => "fra",
        _ => "por",
    };
    let (_, one, several) = SPEAKERS.iter().find(|row| row.0 == named && language == Some(named))?;
    let (mut alone, mut together) = (0, 0);
    for word in folded.text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_') {
        if (1..=7).contains(&word.len()) {
            alone += usize::from(one.contains(&word));
            together += usize::from(several.contains(&word));
        }
    }
    let confidence = match (assembly, alone, together) {
        (2.., 4.., _) => 79,
        (2.., 2.., 4..) => 76,
        (3.., _, 10..) | (1.., 4.., _) => 68,
        _ => return None,
    };
    Some(Found::new(Kind::Speech, folded.span(place.start(), place.end()), "assembly-addressed", confidence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Span;

    #[test]
    fn a_speaker_before_an_assembly_gives_a_speech() {
        let spoken = "I come before the General Assembly. I bring my hopes. This Assembly knows me.";
        assert!(kind(&Ends::new(spoken, Span::new(0, spoken.len())), Some("eng")).is_some());
        assert!(kind(&Ends::new(spoken, Span::new(0, spoken.len())), None).is_none());
        let written = "The General Assembly met. This Assembly decided to adjourn.";
        assert!(kind(&Ends::new(written, Span::new(0, written.len())), Some("eng")).is_none());
    }
}
