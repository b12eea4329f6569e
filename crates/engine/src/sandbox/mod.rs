//! Hostile bytes are read in worker processes that can do nothing but compute.
//!
//! Takes: bytes to be read and a function that reads them. Gives: the bytes that the function answered, or a
//! [`WorkerFailure`] that says what went wrong. Why: a format library that overflows the stack, fails to allocate,
//! loops for ever or is taken over by a crafted file cannot be stopped inside the process that holds the archive;
//! `catch_unwind` catches none of these. A process of its own can be killed, and costs one file.
//!
//! The program re-executes its own binary; `main` hands over before it looks at the command line:
//!
//! ```no_run
//! # fn read(request: &[u8]) -> Vec<u8> { request.to_vec() }
//! use broadside_engine::sandbox::Role;
//! match Role::of(std::env::args_os()) {
//!     Some(Role::Worker(limits, _)) => broadside_engine::sandbox::serve(limits, read),
//!     Some(Role::Confine(order)) => order.run(),
//!     None => { /* the command line */ }
//! }
//! ```
//!
//! What a worker may do, and what stops it from doing more:
//!
//! | | |
//! |---|---|
//! | files | none: Landlock without a single rule, and seccomp refuses every call that takes a path |
//! | network | none: seccomp refuses `socket`, Landlock refuses TCP |
//! | processes | threads of its own only; `fork`, `exec` and `ptrace` end the worker |
//! | descriptors | reads from its standard input and writes to its answers and standard error only; what it inherited by accident is of no use to it |
//! | memory | `RLIMIT_AS`; no memory is ever executable; first in line for the kernel's out-of-memory killer |
//! | time | the caller's watch for each request, `RLIMIT_CPU` behind it |
//! | output | the length of an answer is checked before it is believed |
//! | survival | dies with its parent (`PR_SET_PDEATHSIG`), leaves no core file, cannot be traced |
//!
//! *Invariants.* The caller trusts nothing that a worker says, not even a length. The verdict on a request does not
//! depend on the requests before it: what a used worker fails is tried once more in a fresh one. Nothing here knows
//! about formats or archives. The program must leave `SIGPIPE` ignored, as Rust programs do.

mod channel;
mod confine;
mod failure;
mod frame;
mod pool;
mod program;
mod role;
mod serve;
mod tail;
mod worker;

pub use confine::Confinement;
pub use failure::WorkerFailure;
pub use pool::Pool;
pub use program::{Order, Output, run_confined};
pub use role::Role;
pub use serve::serve;

/// What one worker may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of address space of the whole worker process.
    pub memory: u64,
    /// Seconds that one request may take by the clock on the wall; at least 1.
    pub seconds: u32,
    /// Bytes of one answer.
    pub output: u64,
    /// Bytes of resident memory above which a worker is replaced after an answer. Only the caller looks at it.
    pub resident: u64,
}

impl Default for Limits {
    /// 1 GiB, 30 seconds, 512 MiB, 64 MiB.
    fn default() -> Self {
        Limits { memory: 1 << 30, seconds: 30, output: 512 << 20, resident: 64 << 20 }
    }
}
