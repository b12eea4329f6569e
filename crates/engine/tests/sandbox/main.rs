//! Workers and what can go wrong in them. This test program is its own worker, so it has a `main` of its own.

mod daily;
mod failures;
mod isolation;
mod liars;
mod probe;
mod programs;

use std::path::{Path, PathBuf};

use broadside_engine::sandbox::{Limits, Pool, Role, WorkerFailure, serve};
use libtest_mimic::{Arguments, Trial};

fn main() {
    let name = std::env::args().next().unwrap_or_default();
    if let Some(lie) = liars::lie() {
        return lie();
    }
    if let Some(part) = daily::part(&name).filter(|_| std::env::args().count() == 1) {
        return part();
    }
    match Role::of(std::env::args_os()) {
        Some(Role::Worker(limits, _)) => serve(limits, probe::handle),
        Some(Role::Confine(order)) => order.run(),
        None => {}
    }
    let trials = [failures::trials(), isolation::trials(), liars::trials(), programs::trials(), daily::trials()];
    libtest_mimic::run(&Arguments::from_args(), trials.into_iter().flatten().collect()).exit()
}

/// A test named after its function.
fn trial(name: &str, test: fn()) -> Trial {
    Trial::test(name, move || {
        test();
        Ok(())
    })
}

/// This program.
fn own() -> PathBuf {
    std::env::current_exe().expect("a running program has a path")
}

/// Limits tight enough for a quick test.
fn tight() -> Limits {
    Limits { memory: 256 << 20, seconds: 1, output: 1 << 20, ..Limits::default() }
}

fn pool(workers: usize, limits: Limits) -> Pool {
    Pool::new(Path::new("/proc/self/exe"), workers, limits).expect("the worker starts")
}

/// What a fresh worker says to `request`.
fn ask(request: &str) -> Result<String, WorkerFailure> {
    pool(1, tight()).call(request.as_bytes()).map(|answer| String::from_utf8_lossy(&answer).into_owned())
}
