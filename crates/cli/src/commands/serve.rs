//! `broadside serve`: the reading room, for browsers and programs on this machine.

use super::{OWN_PROGRAM, print_json, print_line, threads};
use crate::args::Serve;
use crate::output::name;
use anyhow::Result;
use broadside_room::{Place, Room};
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

/// Runs the command.
pub fn run(args: &Serve) -> Result<bool> {
    let archive = args.archive.archive.clone();
    let folder = std::fs::canonicalize(&archive).unwrap_or_else(|_| archive.clone());
    let called = folder.file_stem().map(|stem| name(stem.as_bytes())).unwrap_or_default();
    let place = Place { folder: archive, name: called, threads: threads(), program: PathBuf::from(OWN_PROGRAM) };
    let room = Room::open(place)?;
    let entities = room.now().directory.len();
    let mut told = Ok(());
    broadside_room::serve(&room, args.port, &mut |address| {
        let url = format!("http://{address}");
        told = if args.archive.json {
            print_json(
                &serde_json::json!({ "url": url, "reconcile": format!("{url}/reconcile"), "entities": entities }),
            )
        } else {
            print_line(&format!("{url} is the reading room; for OpenRefine: {url}/reconcile. Ctrl-C ends it."))
        };
    })?;
    told.map(|()| true)
}
