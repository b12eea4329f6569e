//! Why a request got no answer, told apart by how the worker ended and by its last words.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use super::Limits;

/// Why a request got no answer. `Display` says what happened, [`WorkerFailure::hint`] what the user can do.
///
/// The texts are the same for the same input: they hold no process or thread numbers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkerFailure {
    /// The worker ended by itself, for a reason that none of the other kinds names.
    #[error("the reader ended without an answer ({how})")]
    Died {
        /// `exit code 3`, `signal 11 (invalid memory access)`, with the last words of the worker, if any.
        how: String,
    },
    /// The reader found itself in a state it was not written for.
    #[error("the reader stopped at a fault of its own: {message}")]
    Panicked {
        /// Place in the source and message of the panic.
        message: String,
    },
    /// Too many calls inside one another, as very deep nesting provokes.
    #[error("the reader ran out of stack: the file nests too deeply")]
    StackOverflow,
    /// No answer in time.
    #[error("the reader did not finish within {seconds} s")]
    TimedOut {
        /// The limit.
        seconds: u32,
    },
    /// The reader asked for more memory than it may have.
    #[error("the reader needed more than {} MiB of memory", .limit >> 20)]
    OutOfMemory {
        /// The limit, in bytes.
        limit: u64,
    },
    /// The worker was killed by something else than Broadside; nearly always the kernel, when memory ran out.
    #[error("the reader was killed from outside, most likely because the machine ran out of memory")]
    Killed,
    /// The answer was larger than allowed.
    #[error("the reader produced more than {} MiB", .limit >> 20)]
    TooMuchOutput {
        /// The limit, in bytes.
        limit: u64,
    },
    /// The worker answered what is no answer; it may be under the control of the file.
    #[error("the reader answered nonsense: {0}")]
    Garbled(String),
    /// The worker tried to start a process or to look into another: no reader does, a crafted file might.
    #[error("the reader tried to start or to look into another process and was ended")]
    Forbidden,
    /// The request was not tried at all.
    #[error("the reader was not started: {0}")]
    Refused(String),
}

impl WorkerFailure {
    /// What the user can do about it, in a sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            WorkerFailure::Died { .. } | WorkerFailure::Panicked { .. } | WorkerFailure::Garbled(_) => {
                "the file is probably damaged: try another copy of it, and please report the fault with the file"
            }
            WorkerFailure::StackOverflow => "open the file in its own program and save it again, or save it as text",
            WorkerFailure::TimedOut { .. }
            | WorkerFailure::OutOfMemory { .. }
            | WorkerFailure::TooMuchOutput { .. } => {
                "split the file into smaller ones; a small file that needs this much is probably damaged or built to do harm"
            }
            WorkerFailure::Killed => "add the file again with fewer threads or with other programs closed",
            WorkerFailure::Forbidden => "treat the file as built to do harm; do not open it outside Broadside",
            WorkerFailure::Refused(_) => "the message says what was in the way; add the file again when it is gone",
        }
    }

    /// Whether a request that the same worker read before may be to blame, so that a fresh worker may succeed.
    pub(super) fn may_be_inherited(&self) -> bool {
        !matches!(
            self,
            WorkerFailure::TimedOut { .. } | WorkerFailure::TooMuchOutput { .. } | WorkerFailure::Refused(_)
        )
    }

    /// The failure that an ended process shows: how it ended, and the end of what it wrote to standard error.
    pub(super) fn of_end(status: ExitStatus, last_words: &str, limits: Limits) -> Self {
        let no_memory = ["memory allocation of", "failed to spawn thread", "Cannot allocate memory", "std::bad_alloc"];
        if let Some(message) = panic_message(last_words) {
            return if no_memory.iter().any(|words| message.contains(words)) {
                WorkerFailure::OutOfMemory { limit: limits.memory }
            } else {
                WorkerFailure::Panicked { message }
            };
        }
        match status.signal() {
            Some(SIGKILL) => return WorkerFailure::Killed,
            Some(SIGXCPU) => return WorkerFailure::TimedOut { seconds: limits.seconds },
            Some(SIGSYS) => return WorkerFailure::Forbidden,
            _ => {}
        }
        if last_words.contains("has overflowed its stack") {
            return WorkerFailure::StackOverflow;
        }
        if no_memory.iter().any(|words| last_words.contains(words)) {
            return WorkerFailure::OutOfMemory { limit: limits.memory };
        }
        let how = match (status.code(), status.signal()) {
            (Some(code), _) => format!("exit code {code}"),
            (_, Some(signal)) => format!("signal {signal}{}", signal_meaning(signal)),
            _ => "unknown".to_owned(),
        };
        let how = if last_words.is_empty() { how } else { format!("{how}: {last_words}") };
        WorkerFailure::Died { how }
    }
}

const SIGKILL: i32 = 9;
const SIGXCPU: i32 = 24;
/// The same number on x86_64, aarch64 and riscv64, the systems that the filter of system calls is written for.
const SIGSYS: i32 = 31;

fn signal_meaning(signal: i32) -> &'static str {
    match signal {
        4 => " (invalid instruction)",
        6 => " (gave up)",
        7 | 11 => " (invalid memory access)",
        8 => " (invalid arithmetic)",
        15 => " (asked to end)",
        _ => "",
    }
}

/// Place and message of the last panic in `words`, without the thread's number, which differs from run to run.
fn panic_message(words: &str) -> Option<String> {
    let (_, told) = words.rsplit_once("panicked at ")?;
    let told = told.split("note: run with").next().unwrap_or(told).trim();
    // The place of a dependency starts with the folder in which it was built; the package's name is enough.
    let told = told.rsplit_once("/registry/src/").and_then(|(_, place)| place.split_once('/')).map_or(told, |(_, p)| p);
    Some(told.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABORTED: i32 = 6;

    fn ended(signal: i32, words: &str) -> WorkerFailure {
        WorkerFailure::of_end(ExitStatus::from_raw(signal), words, Limits::default())
    }

    #[test]
    fn a_failed_allocation_is_told_from_other_aborts() {
        assert_eq!(
            ended(ABORTED, "memory allocation of 99 bytes failed"),
            WorkerFailure::OutOfMemory { limit: 1 << 30 }
        );
        assert_eq!(ended(ABORTED, "thread 'x' has overflowed its stack"), WorkerFailure::StackOverflow);
        assert_eq!(ended(ABORTED, ""), WorkerFailure::Died { how: "signal 6 (gave up)".to_owned() });
        assert_eq!(ended(SIGKILL, ""), WorkerFailure::Killed);
        assert_eq!(ended(SIGXCPU, ""), WorkerFailure::TimedOut { seconds: 30 });
    }

    #[test]
    fn a_panic_is_told_by_its_place_and_message_alone() {
        let words = "thread 'reader' (4711) panicked at /x/registry/src/index-1/odd-1.0/src/lib.rs:1:2: no such page note: run with `RUST_BACKTRACE=1`";
        let expected = "odd-1.0/src/lib.rs:1:2: no such page".to_owned();
        assert_eq!(ended(0, words), WorkerFailure::Panicked { message: expected });
    }

    #[test]
    fn texts_say_what_happened_and_what_to_do() {
        let failure = WorkerFailure::OutOfMemory { limit: 1 << 30 };
        assert_eq!(failure.to_string(), "the reader needed more than 1024 MiB of memory");
        assert!(failure.hint().starts_with("split the file"));
    }
}
