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

/// Words of one who speaks alone, and for several.
const SPEAKER: &[&str] = &["i", "my", "me", "mi", "yo", "je", "mon", "ma", "eu", "meu", "minha"];
const SPEAKERS: &[&str] = &["we", "our", "us", "nuestro", "nuestra", "nous", "notre", "nos", "nosso", "nossa"];

/// `speech`, where somebody speaks before an assembly.
pub fn kind(ends: &Ends<'_>) -> Option<Found<Kind>> {
    let view = ends.head(WINDOW);
    if !view.may(Cue::Assembly) {
        return None;
    }
    let folded = view.window;
    let place = ASSEMBLY.as_ref()?.find(folded.text)?;
    let assembly = ASSEMBLY.as_ref()?.find_iter(folded.text).take(3).count();
    let (mut alone, mut together) = (0, 0);
    for word in folded.text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_') {
        if (1..=7).contains(&word.len()) {
            alone += usize::from(SPEAKER.contains(&word));
            together += usize::from(SPEAKERS.contains(&word));
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
        assert!(kind(&Ends::new(spoken, Span::new(0, spoken.len()))).is_some());
        let written = "The General Assembly met. This Assembly decided to adjourn.";
        assert!(kind(&Ends::new(written, Span::new(0, written.len()))).is_none());
    }
}
