//! `broadside serve`: the reading room, for browsers and programs on this machine.

use super::{OWN_PROGRAM, print_json, print_line, threads};
use crate::args::Serve;
use crate::output::name;
use anyhow::Result;
use broadside_room::{Place, Room};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;

/// What the C library is told of memory: few pools, and what is large or free is given back. Without it a reading room that
/// is open for days holds as much again as it needs. What somebody set is left so.
const THRIFT: [(&str, &str); 3] =
    [("MALLOC_ARENA_MAX", "2"), ("MALLOC_MMAP_THRESHOLD_", "1048576"), ("MALLOC_TRIM_THRESHOLD_", "1048576")];

/// Begins anew with [`THRIFT`], which is read when a process begins; goes on where that cannot be.
fn begin_thrifty() {
    if THRIFT.iter().any(|(name, _)| std::env::var_os(name).is_some()) {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut arguments = std::env::args_os();
    let mut again = Command::new(program);
    if let Some(called) = arguments.next() {
        again.arg0(called);
    }
    // Where it comes back, it could not.
    let _ = again.args(arguments).envs(THRIFT).exec();
}

/// Runs the command.
pub fn run(args: &Serve) -> Result<bool> {
    begin_thrifty();
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
