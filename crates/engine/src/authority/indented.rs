//! JSON that was written for people: objects over several lines, one after the other or in an array.
//!
//! Gives the text of each outermost object, so that a file may be of any size where its objects are not.

use super::AuthorityError;
use super::gather::Gather;
use super::input::{Input, Line};

/// The longest object, in bytes.
const LONGEST: usize = 64 << 20;

/// Whether a file that begins so has its objects over several lines: nothing but a bracket stands on the first.
pub fn is_indented(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start);
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    match lines.next() {
        Some("{" | "[{") => true,
        Some("[") => lines.next() == Some("{"),
        _ => false,
    }
}

/// Where in an object a reader stands.
#[derive(Default)]
struct State {
    /// How many objects are open.
    depth: u32,
    in_text: bool,
    /// The next character is one that a backslash stands before.
    is_escaped: bool,
}

impl State {
    fn take(&mut self, letter: char) {
        if self.in_text {
            match letter {
                _ if self.is_escaped => self.is_escaped = false,
                '\\' => self.is_escaped = true,
                '"' => self.in_text = false,
                _ => {}
            }
            return;
        }
        match letter {
            '"' if self.depth > 0 => self.in_text = true,
            '{' => self.depth += 1,
            '}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// Calls `each` with every outermost object and the line on which it begins.
pub fn values(
    input: &mut Input<'_>,
    gather: &mut Gather,
    mut each: impl FnMut(u64, &str, &mut Gather) -> Result<(), AuthorityError>,
) -> Result<(), AuthorityError> {
    let (mut object, mut begins, mut state, mut is_too_long) = (String::new(), 0, State::default(), false);
    while let Some(line) = input.line()? {
        let (number, text) = match line {
            Line::Text(number, text) => (number, text),
            Line::Wrong(number, why) => {
                gather.refuse(number, why);
                continue;
            }
        };
        for letter in text.chars().chain(['\n']) {
            if state.depth == 0 {
                begins = number;
            }
            state.take(letter);
            let is_end = letter == '}' && state.depth == 0 && !state.in_text;
            if state.depth > 0 || is_end {
                is_too_long |= object.len() >= LONGEST;
                if !is_too_long {
                    object.push(letter);
                }
            }
            if is_end {
                match std::mem::take(&mut is_too_long) {
                    true => gather.refuse(begins, "longer than 64 MiB: write an item a line"),
                    false => each(begins, &object, gather)?,
                }
                object.clear();
            }
        }
    }
    if state.depth > 0 {
        gather.refuse(begins, "it ends before its last bracket");
    }
    Ok(())
}
