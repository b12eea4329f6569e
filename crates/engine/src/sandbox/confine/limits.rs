//! Resource limits and process attributes that a process sets on itself.

use std::io;

use rustix::process::{
    DumpableBehavior, Resource, Rlimit, Signal, set_dumpable_behavior, set_parent_process_death_signal, setrlimit,
};
use rustix::thread::set_no_new_privs;

use crate::sandbox::Limits;

/// Limits of a worker, which needs no descriptor beyond those it has and writes no file. `RLIMIT_NPROC` is left alone:
/// it counts all processes of the user; the filter of system calls forbids new ones.
pub(in crate::sandbox) fn limit_worker(limits: Limits) -> io::Result<()> {
    limit_both(limits)?;
    // The caller watches each request by the clock and retires a worker that was busy for `seconds` in all, so honest
    // work stays below this, even with a second thread. It ends a worker whose caller is stopped.
    limit_time(u64::from(limits.seconds).saturating_mul(4))?;
    limit(Resource::Fsize, 0)
}

/// Limits of another program, which may write at most `writable` bytes into a file (0: no file at all).
pub(in crate::sandbox) fn limit_program(limits: Limits, writable: u64) -> io::Result<()> {
    limit_both(limits)?;
    limit_time(u64::from(limits.seconds).saturating_mul(2))?;
    limit(Resource::Nofile, 64)?;
    limit(Resource::Fsize, writable)
}

/// No descriptor can be opened any more, of whatever kind.
pub(in crate::sandbox) fn close_the_door() -> io::Result<()> {
    limit(Resource::Nofile, 0)
}

fn limit_both(limits: Limits) -> io::Result<()> {
    set_parent_process_death_signal(Some(Signal::KILL))?;
    set_no_new_privs(true)?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    // The first to go when the machine runs out of memory; where this is refused, the kernel chooses by size.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    limit(Resource::Core, 0)?;
    limit(Resource::As, limits.memory)
}

/// Seconds of processor time. The hard limit is one more: reaching it is told by `SIGKILL`, which could mean anything.
fn limit_time(most: u64) -> io::Result<()> {
    limit(Resource::Cpu, most.saturating_add(1))?;
    let hard = rustix::process::getrlimit(Resource::Cpu).maximum;
    Ok(setrlimit(Resource::Cpu, Rlimit { current: Some(most.min(hard.unwrap_or(most))), maximum: hard })?)
}

/// Lowers a limit to `most`; one that is lower already stays.
fn limit(resource: Resource, most: u64) -> io::Result<()> {
    let now = rustix::process::getrlimit(resource);
    let lower = |bound: Option<u64>| Some(bound.map_or(most, |bound| bound.min(most)));
    setrlimit(resource, Rlimit { current: lower(now.current), maximum: lower(now.maximum) })?;
    Ok(())
}
