//! Finds the statement that an address names, and what is known of it.

use crate::answer::Trouble;
use crate::ask::Ask;
use crate::desk::Desk;
use crate::opened::{self, Opened};
use crate::statements::Whole;
use crate::words::statement as words;
use broadside_engine::run::decided::Decisions;
use broadside_engine::run::marking::marks;
use broadside_engine::store::{Stored, Summary};
use broadside_model::SourceId;

/// Least digits of an id that are taken for the beginning of one.
const DIGITS: usize = 4;

/// The source that an id names, and the number of the statement in it where the id says one.
pub fn named(desk: &Desk, ask: &Ask) -> Result<(SourceId, Option<u32>), Trouble> {
    let typed = ask.place("id");
    let (digits, number) = match typed.split_once('-') {
        Some((digits, number)) => (digits, number.parse().ok().filter(|number| *number > 0)),
        None => (typed, None),
    };
    let missing =
        || Trouble::missing(ask.fill(words::NO_STATEMENT, &[("id", typed)]), ask.say(words::NO_STATEMENT_HINT));
    let is_id = digits.len() >= DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_id || (typed.contains('-') && number.is_none()) {
        return Err(missing());
    }
    match desk.catalogue()?.find(&digits.to_ascii_lowercase())?.as_slice() {
        [] => Err(missing()),
        [id] => Ok((*id, number)),
        _ => Err(Trouble::missing(ask.fill(words::SEVERAL, &[("id", typed)]), ask.say(words::NO_STATEMENT_HINT))),
    }
}

/// The source with its text.
pub fn source_text(desk: &Desk, ask: &Ask) -> Result<(Summary, Stored, Option<u32>), Trouble> {
    let (id, number) = named(desk, ask)?;
    let catalogue = desk.catalogue()?;
    let gone = || {
        Trouble::missing(ask.fill(words::NO_STATEMENT, &[("id", ask.place("id"))]), ask.say(words::NO_STATEMENT_HINT))
    };
    let summary = catalogue.summary(id)?.ok_or_else(gone)?;
    match catalogue.stored(id)? {
        Some(stored) => Ok((summary, stored, number)),
        None => Err(Trouble::missing(
            ask.fill(words::NO_TEXT, &[("outcome", ask.say(super::terms::outcome(summary.outcome)))]),
            ask.fill(words::NO_TEXT_HINT, &[("id", ask.place("id"))]),
        )),
    }
}

/// The statement with all that is known of it, but for doubtful words: to look for these takes longer than all the rest.
pub fn load(desk: &Desk, ask: &Ask) -> Result<Opened, Trouble> {
    let (summary, stored, number) = source_text(desk, ask)?;
    let catalogue = desk.catalogue()?;
    let decisions = Decisions::open(catalogue)?;
    let decided = decisions.anatomy(summary.id)?;
    let number = number.unwrap_or(1);
    let Some(whole) = Whole::new(summary, decided, number, stored.text.text.len()) else {
        return Err(Trouble::missing(
            ask.fill(words::NO_STATEMENT, &[("id", ask.place("id"))]),
            ask.say(words::NO_STATEMENT_HINT),
        ));
    };
    let others = opened::witnesses(catalogue, &decisions, &whole)?;
    // That who is who cannot be told is no reason not to show the statement.
    let entities = opened::entities(catalogue, whole.summary.id, number).unwrap_or_default();
    Ok(Opened { whole, stored, others, entities, marks: Vec::new() })
}

/// The same with doubtful words.
pub fn load_with_marks(desk: &Desk, ask: &Ask) -> Result<Opened, Trouble> {
    let opened = load(desk, ask)?;
    Ok(Opened { marks: marks(desk.room.layout(), &opened.stored.text), ..opened })
}
