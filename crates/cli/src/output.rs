//! Lines for people: inert, and at home in pipes.

pub use broadside_room::csv;
pub mod graphml;
pub mod sides;
pub mod table;

pub use broadside_room::plain::{counted, grouped, inert, inert_lines, name};

use broadside_room::plain::is_unsafe;

use std::io::{BufWriter, IsTerminal as _, StdoutLock, Write as _};

/// Standard output for many lines. [`finish`] it, so that what could not be written is said.
///
/// [`finish`]: Lines::finish
#[derive(Debug)]
pub struct Lines(BufWriter<StdoutLock<'static>>);

impl Lines {
    /// Takes standard output.
    pub fn new() -> Self {
        Lines(BufWriter::with_capacity(1 << 16, std::io::stdout().lock()))
    }

    /// Prints a line for people.
    pub fn line(&mut self, line: &str) -> anyhow::Result<()> {
        writeln!(self.0, "{line}")?;
        Ok(())
    }

    /// Prints one JSON value on a line of its own.
    pub fn json(&mut self, value: &impl serde::Serialize) -> anyhow::Result<()> {
        self.0.write_all(&json_line(value)?)?;
        Ok(())
    }

    /// Prints one JSON value over several lines.
    pub fn json_lines(&mut self, value: &impl serde::Serialize) -> anyhow::Result<()> {
        self.0.write_all(&json_lines(value)?)?;
        Ok(())
    }

    /// Prints a row of CSV.
    pub fn csv<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> anyhow::Result<()> {
        Ok(csv::write_row(&mut self.0, cells)?)
    }

    /// Writes out what is left.
    pub fn finish(mut self) -> anyhow::Result<()> {
        self.0.flush()?;
        Ok(())
    }
}

/// The narrowest terminal that lines are fitted to.
const NARROWEST: usize = 40;

/// How wide lines for people may be: as the variable `COLUMNS` or else the terminal says; `None` into a pipe or file.
pub fn width() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let terminal = || terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0));
    Some(asked.or_else(terminal).filter(|width| *width > 0).unwrap_or(80).max(NARROWEST))
}

/// How many lines the terminal shows; `None` into a pipe or file.
pub fn height() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let terminal = terminal_size::terminal_size_of(std::io::stdout()).map(|(_, height)| usize::from(height.0));
    Some(terminal.filter(|height| *height > 0).unwrap_or(24))
}

/// One JSON value on a line of its own. What a terminal could obey is written as `\uXXXX`, the same text to a program.
pub fn json_line(value: &impl serde::Serialize) -> serde_json::Result<Vec<u8>> {
    Ok(escaped(&serde_json::to_string(value)?, |_| false))
}

/// One JSON value over several lines, for people to edit.
pub fn json_lines(value: &impl serde::Serialize) -> serde_json::Result<Vec<u8>> {
    Ok(escaped(&serde_json::to_string_pretty(value)?, |character| character == '\n'))
}

fn escaped(plain: &str, stays: impl Fn(char) -> bool) -> Vec<u8> {
    let mut line = String::with_capacity(plain.len() + 1);
    for character in plain.chars() {
        if is_unsafe(character) && !stays(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                line.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            line.push(character);
        }
    }
    line.push('\n');
    line.into_bytes()
}

/// Says something on standard error. That nobody listens there is no reason to stop.
pub fn complain(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// An error with its causes, each said once.
pub fn causes(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    inert(&text)
}

/// Prints running text: as it is into a pipe or file, inert on a terminal.
pub fn print_text(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    if out.is_terminal() { out.write_all(inert_lines(text).as_bytes()) } else { out.write_all(text.as_bytes()) }
}

/// Whether colour is wanted on standard output.
pub fn wants_colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whether an error only says that nobody reads on (`broadside list | head`).
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_carries_what_a_terminal_could_obey_as_escapes_that_mean_the_same() {
        let text = "a\u{9b}31m \u{7f} \u{202e} \u{2028} \u{e0041} é 研";
        let line = String::from_utf8(json_line(&text).unwrap()).unwrap();
        assert!(!line.trim_end().chars().any(is_unsafe), "{line:?}");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }

    #[test]
    fn a_cause_that_a_message_names_already_is_not_said_again() {
        let error = anyhow::anyhow!("disk full").context("f: disk full. Free some space");
        assert_eq!(causes(&error), "f: disk full. Free some space");
        assert_eq!(
            causes(&anyhow::anyhow!("no such file").context("f: cannot be made")),
            "f: cannot be made: no such file"
        );
    }
}
