//! `broadside verify`: names every damaged or missing byte.

use super::{print_json, print_line, threads};
use crate::args::Verify;
use crate::output::{self, counted};
use anyhow::Result;
use broadside_engine::run::check::check;
use broadside_engine::store::Layout;
use serde::Serialize;

#[derive(Serialize)]
struct Finding {
    path: String,
    what: String,
    hint: String,
}

#[derive(Serialize)]
struct Summary {
    damaged: usize,
    files: u64,
    bytes: u64,
    sealed: bool,
    notes: Vec<String>,
}

/// Runs the command.
pub fn run(args: &Verify) -> Result<bool> {
    let (layout, _) = Layout::open(&args.archive.archive)?;
    let verified = check(&layout, threads())?;
    for finding in &verified.findings {
        let path = finding.path.to_string_lossy();
        if args.archive.json {
            print_json(&Finding { path: path.into_owned(), what: finding.what.clone(), hint: finding.hint.clone() })?;
        } else {
            print_line(&output::inert(&format!("{path}: {} → {}", finding.what, finding.hint)))?;
        }
    }
    let summary = Summary {
        damaged: verified.findings.len(),
        files: verified.originals,
        bytes: verified.bytes,
        sealed: verified.sealed,
        notes: verified.notes,
    };
    if args.archive.json {
        print_json(&summary)?;
    } else {
        for note in &summary.notes {
            print_line(&output::inert(note))?;
        }
        let files = format!("{} ({:.1} MB)", counted(summary.files, "kept file"), summary.bytes as f64 / 1e6);
        let verdict = if summary.damaged == 0 {
            "all is well".to_owned()
        } else {
            counted(summary.damaged as u64, "damaged place")
        };
        print_line(&format!("{files}, catalogue and index checked: {verdict}."))?;
    }
    Ok(summary.damaged == 0)
}
