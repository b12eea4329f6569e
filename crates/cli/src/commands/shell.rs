//! `broadside completions`, `broadside man` and `broadside openapi`: for shells, manuals and programs.

use super::print_line;
use crate::args::{Args, Completions, Man};
use anyhow::{Context as _, Result};
use clap::CommandFactory as _;
use std::fs;

/// Prints a completion script.
pub fn completions(args: &Completions) -> Result<bool> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "broadside", &mut script);
    use std::io::Write as _;
    std::io::stdout().lock().write_all(&script)?;
    Ok(true)
}

/// Prints what `docs/openapi.json` holds.
pub fn openapi() -> Result<bool> {
    print_line(broadside_room::openapi().trim_end())?;
    Ok(true)
}

/// Writes a manual page for the program and each command.
pub fn man(args: &Man) -> Result<bool> {
    fs::create_dir_all(&args.folder)
        .with_context(|| format!("{}: the folder cannot be made", args.folder.display()))?;
    let mut command = Args::command();
    // Gives the subcommands the names they are called by.
    command.build();
    let mut pages = vec![("broadside".to_owned(), command.clone())];
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help" && !sub.is_hide_set()) {
        pages.push((format!("broadside-{}", sub.get_name()), sub.clone()));
    }
    for (name, command) in pages {
        let path = args.folder.join(format!("{name}.1"));
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        fs::write(&path, page).with_context(|| format!("{}: cannot be written", path.display()))?;
        print_line(&path.display().to_string())?;
    }
    Ok(true)
}
