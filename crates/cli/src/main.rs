//! `broadside`: the command line.
//!
//! Takes what was typed, gives lines for people or JSON. One file a command in `commands/`; [`args`] is what was
//! typed, [`json`] the edge types. Exit codes: 0 fine, 1 something could not be read or found, 2 wrong usage.

mod args;
mod commands;
mod eval;
mod output;
mod progress;
mod reuse;

use broadside_room::{filters, json, statements};
use clap::Parser as _;
use std::process::ExitCode;

/// Exit code when something could not be read or found.
const FAILED: u8 = 1;
/// Exit code when what was typed means nothing.
const WRONG_USAGE: u8 = 2;

/// What makes taggers of models that users bring.
fn loader() -> Option<broadside_engine::run::names::Loader> {
    #[cfg(feature = "onnx")]
    return Some(broadside_tagger::load);
    #[cfg(not(feature = "onnx"))]
    None
}

fn main() -> ExitCode {
    broadside_engine::run::journey::become_worker(loader());
    let args = args::Args::parse_from(args::without_leading_minus(std::env::args_os()));
    // The index's own reader gives up by a panic where its files are damaged in some ways.
    std::panic::set_hook(Box::new(|panic| output::complain(&output::inert(&format!("broadside: {panic}")))));
    let Ok(ended) = std::panic::catch_unwind(|| commands::run(&args)) else {
        output::complain(
            "broadside: something in the archive makes no sense. Run `broadside verify`, and `broadside reindex` if the index is damaged; if all is well, please report this as a bug",
        );
        return ExitCode::from(FAILED);
    };
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("broadside: {}", output::causes(&error)));
            let is_wrong = error.is::<commands::WrongUsage>()
                || matches!(error.downcast_ref(), Some(broadside_room::Trouble::Wrong(..)));
            ExitCode::from(if is_wrong { WRONG_USAGE } else { FAILED })
        }
    }
}
