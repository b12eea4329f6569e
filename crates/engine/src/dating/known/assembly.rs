//! Presidents of the UN General Assembly: who is congratulated on the election, and who is taken leave of.

use super::Named;
use crate::dating::clue::{Clue, within};
use crate::dating::cues::{self, Cue};
use crate::dating::sessions::sitting;
use crate::knowledge::events;
use std::sync::LazyLock;

/// Words that speak for a president's being elected now, or for having presided over the session before.
static CUES: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    cues::read(
        "near 3 congratulat|felicitat|welcome|compliments|pleasure|pleased|happy|delighted
         near 3 election|elected|electing|chosen|assum|accession|to preside|entrust|chose
         behind 5 on his election|on her election|on your election|on his assum|on her assum|on your assum|as president|on his unan|on being elected|election|, on your|, on his|upon his|upon your|has been elected|was elected|to preside
         near 4 under your|under the presid|under the guidance of|under the leadership of
         near -9 predecessor|outgoing|retiring|former president|last session|previous session|who preced|replace|successor to|succeed
         behind -9 who presided|who led|who guided|who conducted|who so|presided|guided|conducted|directed the|steered
         near -6 tribute|gratitude|thank|appreciation|last year|the late |memory|commend|former|reminds|ago
         behind -6 for the|, for |last year|during|for his|for her|for having",
    )
});

/// Titles of which one stands before the name; without, it may be that of a town.
const TITLES: &str = "mr mrs ms dr sir miss madam ambassador excellency prince minister begum sheikha sheikh president general professor";

/// Words by which one who held another office later is not congratulated on this one.
const ELSEWHERE: &str = "secretary-general|african unity|oau|african union|commission";

/// The session over which somebody presides, or did before this one.
pub fn president(index: usize, named: &Named<'_>, clues: &mut Vec<Clue>) {
    let Some(session) = events::ASSEMBLY_PRESIDENTS.get(index).map(|president| president.session) else { return };
    let (before, behind) = (cues::plain(named.before), cues::plain(named.behind));
    let title = |word: &str| TITLES.split(' ').any(|title| title == word);
    let titled = cues::tail(&before, 40).split(|letter: char| !letter.is_alphanumeric()).any(title);
    let elsewhere = [cues::tail(&before, 60), cues::head(&behind, 60)].iter().any(|text| cues::any(text, ELSEWHERE));
    let presides = cues::any(&before, "presid|assembly|session") || cues::any(&behind, "presid|assembly|session");
    if !titled || elsewhere || !presides {
        return;
    }
    let (number, reason, confidence) = match cues::points(&CUES, &before, &behind) {
        5.. => (session, "congratulates the president of session", 89),
        ..=-9 => (session + 1, "takes leave of the president before session", 88),
        _ => return,
    };
    let (from, to) = sitting(number);
    let reason = format!("{reason} {number} of the General Assembly");
    clues.extend(within(from, to, &reason, named.span, "assembly-president", confidence));
}
