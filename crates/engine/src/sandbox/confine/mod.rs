//! A process gives up, for good, what it does not need: the three layers and what came of them.

mod calls;
mod files;
mod limits;

pub(super) use calls::{allow_only_computing, deny_network_and_processes};
pub(super) use files::{Reach, restrict_files};
pub(super) use limits::{close_the_door, limit_program, limit_worker};

/// How far workers are confined on this system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confinement {
    /// System calls are filtered and Landlock refuses files, TCP and signals.
    Full,
    /// System calls are filtered; the kernel's Landlock is too old to refuse everything it is asked to.
    OldLandlock,
    /// System calls are filtered; the kernel has no Landlock.
    NoLandlock,
}

impl Confinement {
    /// What a reader of the report should know; empty when there is nothing to tell.
    pub fn note(self) -> &'static str {
        match self {
            Confinement::Full => "",
            Confinement::OldLandlock => {
                "this kernel's Landlock is old: workers are kept from files and network by the filter of system calls, and only partly by Landlock as well"
            }
            Confinement::NoLandlock => {
                "this kernel has no Landlock (Linux 5.13 or newer, switched on): workers are kept from files and network by the filter of system calls alone"
            }
        }
    }

    /// The byte that stands for it in a worker's first frame.
    pub(super) fn code(self) -> u8 {
        match self {
            Confinement::Full => 2,
            Confinement::OldLandlock => 1,
            Confinement::NoLandlock => 0,
        }
    }

    /// What a worker's first frame says.
    pub(super) fn of_code(code: u8) -> Confinement {
        match code {
            2 => Confinement::Full,
            1 => Confinement::OldLandlock,
            _ => Confinement::NoLandlock,
        }
    }
}
