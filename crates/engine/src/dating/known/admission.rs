//! States that a text welcomes as new members of the United Nations: it is of the year they were admitted in.

use super::Named;
use crate::dating::clue::{Clue, within};
use crate::dating::cues;
use crate::knowledge::events;
use broadside_model::edtf::Day;

/// Words that welcome.
const WELCOME: [&str; 7] = ["welcom", "congratulat", "greet", "salute", "pleas", "happy", "satisfaction"];

/// Words that say what they are welcomed as.
const MEMBER: &str = "new member|membership|into the united nations|as a member|as members|in our midst";

/// Words that speak of another time, wherever they stand before the name.
const ANOTHER_TIME: &str = "hope|when |forward|soon|ago|last year|day when|moment|would|able to";

/// Words between the welcome and the name, or right behind it, by which somebody or something else is welcomed.
const ANOTHER: &str = "will |future|request|opposed|people's republic|occasion of|delegation of|government of|people of|\
                       behalf|council|candidate|last week|commonwealth|anniversary|iaea|forum";

/// The year in which the state that is named was admitted, where it is welcomed.
pub fn member(index: usize, named: &Named<'_>, clues: &mut Vec<Clue>) {
    let Some(state) = events::MEMBERS.get(index) else { return };
    let before = cues::plain(cues::tail(named.before, 90));
    if !WELCOME.iter().any(|word| before.contains(word)) {
        return;
    }
    let behind = cues::plain(cues::head(named.behind, 90));
    let Some(between) = WELCOME.iter().filter_map(|word| before.rfind(word)).max().and_then(|at| before.get(at..))
    else {
        return;
    };
    let admitted = cues::any(between, "admission of|new member")
        || cues::any(cues::head(&behind, 60), MEMBER)
        || cues::tail(&before, 14).contains("admission") && cues::any(&behind, MEMBER);
    let next = cues::head(&behind, 40);
    let otherwise = [between, next].iter().any(|text| cues::any(text, ANOTHER) || cues::any(text, ANOTHER_TIME));
    if !admitted || otherwise || between.contains(['.', ';']) || cues::any(&before, ANOTHER_TIME) {
        return;
    }
    let to = Day { year: state.from.year, month: 12, day: 31 };
    let reason = format!("welcomes {} to the United Nations", named.name);
    clues.extend(within(state.from, to, &reason, named.span, "new-member", 84));
}
