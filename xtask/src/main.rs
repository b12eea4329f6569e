//! Checks on the workspace itself, and data that is made by program.
//!
//! `cargo run -p xtask -- tidy` checks layout and dependency rules; `… -- lexicon …` builds the shipped lexicon.

mod lexicon;
mod tidy;
mod web;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let ended = match arguments.first().map(String::as_str) {
        Some("tidy") => tidy::run(),
        Some("lexicon") => lexicon::run(&arguments[1..]),
        _ => Err("usage: xtask tidy | xtask lexicon …".to_owned()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
