//! `broadside`: the command line.
//!
//! Takes what was typed, gives lines for people or JSON. One file a command in `commands/`; [`args`] is what was
//! typed, [`json`] the edge types. Exit codes: 0 fine, 1 something could not be read or found, 2 wrong usage.

mod args;
mod commands;
mod json;
mod output;
mod progress;

use clap::Parser as _;
use std::process::ExitCode;

/// Exit code when something could not be read or found.
const FAILED: u8 = 1;

fn main() -> ExitCode {
    broadside_engine::run::journey::become_worker();
    let args = args::Args::parse();
    let ended = commands::run(&args);
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("broadside: {}", output::inert(&format!("{error:#}")));
            ExitCode::from(FAILED)
        }
    }
}
