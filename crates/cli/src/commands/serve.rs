//! `broadside serve`: answers programs on this machine over HTTP.

use super::{print_json, print_line, threads};
use crate::args::Serve;
use crate::output::name;
use anyhow::Result;
use broadside_engine::run::directory;
use broadside_room::Room;
use std::os::unix::ffi::OsStrExt as _;

/// Runs the command.
pub fn run(args: &Serve) -> Result<bool> {
    let archive = args.archive.archive.clone();
    let folder = std::fs::canonicalize(&archive).unwrap_or_else(|_| archive.clone());
    let called = folder.file_stem().map(|stem| name(stem.as_bytes())).unwrap_or_default();
    let load =
        move |known: Option<&str>| directory::load(&archive, threads(), known).map_err(|error| error.to_string());
    let room = Room::open(called, Box::new(load))?;
    let entities = room.entities();
    let mut told = Ok(());
    broadside_room::serve(room, args.port, &mut |address| {
        let url = format!("http://{address}");
        told = if args.archive.json {
            print_json(
                &serde_json::json!({ "url": url, "reconcile": format!("{url}/reconcile"), "entities": entities }),
            )
        } else {
            print_line(&format!("{url} answers; for OpenRefine: {url}/reconcile. Ctrl-C ends it."))
        };
    })?;
    told.map(|()| true)
}
