//! The texts of a statement as plain text, and its file as it was received.

use super::load::{load, named, source_text};
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::words::statement as words;

/// Never guessed at by browsers, and never more than text.
const PLAIN: &str = "text/plain; charset=utf-8";

fn plain(text: String) -> Answer {
    Answer::File { media_type: PLAIN.to_owned(), bytes: text.into_bytes(), name: None }
}

/// The repaired text: of the statement where the id has a number, else of the whole file.
pub fn text(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    if !ask.place("id").contains('-') {
        let (_, stored, _) = source_text(desk, ask)?;
        return Ok(plain(stored.text.text));
    }
    let opened = load(desk, ask)?;
    let span = opened.whole.statement().span;
    Ok(plain(opened.stored.text.text.get(span.range()).unwrap_or_default().to_owned()))
}

/// The text of the file before any repair.
pub fn raw(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let (_, stored, _) = source_text(desk, ask)?;
    Ok(plain(stored.reading.raw))
}

/// The file as it was received: to be kept, never to be shown.
pub fn original(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let (id, _) = named(desk, ask)?;
    let summary = desk.catalogue()?.summary(id)?;
    let bytes = std::fs::read(desk.room.layout().original(id))
        .map_err(|_| Trouble::missing(ask.say(words::NO_ORIGINAL), ask.say(words::NO_ORIGINAL_HINT)))?;
    let path = summary.and_then(|summary| summary.paths.first().cloned()).unwrap_or_default();
    let last = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    let name = String::from_utf8_lossy(last).into_owned();
    let name = if name.is_empty() { id.hex() } else { name };
    // Of no type that a browser shows, whatever the file is.
    Ok(Answer::File { media_type: "application/octet-stream".to_owned(), bytes, name: Some(name) })
}
