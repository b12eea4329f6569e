//! Which part a start of the binary plays, read from the hidden first argument.

use std::ffi::{OsStr, OsString};

use super::Limits;
use super::program::Order;

/// The hidden first argument of a worker.
pub(super) const WORKER: &str = "worker";
/// The hidden first argument of a start that confines itself and becomes another program.
pub(super) const CONFINE: &str = "confine";

/// A start that is no command of the user's.
#[derive(Debug)]
pub enum Role {
    /// Answer requests under these limits: call [`super::serve()`]. What else its caller had to say to it
    /// ([`super::Pool::of`]) comes with it.
    Worker(Limits, Vec<OsString>),
    /// Become another, confined program: call [`Order::run`].
    Confine(Order),
}

impl Role {
    /// The role that the command line (with the program's own name first) asks for; `None` for a user's command.
    pub fn of(arguments: impl IntoIterator<Item = OsString>) -> Option<Role> {
        let mut arguments = arguments.into_iter().skip(1);
        let role = arguments.next()?;
        if role == OsStr::new(WORKER) {
            let limits = limits(&mut arguments)?;
            return Some(Role::Worker(limits, arguments.collect()));
        }
        if role == OsStr::new(CONFINE) {
            return Order::of(limits(&mut arguments)?, arguments).map(Role::Confine);
        }
        None
    }
}

impl Limits {
    /// The limits as arguments, as [`Role::of`] reads them.
    pub(super) fn arguments(self) -> [String; 3] {
        [self.memory.to_string(), self.seconds.to_string(), self.output.to_string()]
    }
}

fn limits(arguments: &mut impl Iterator<Item = OsString>) -> Option<Limits> {
    let memory = arguments.next()?.to_str()?.parse().ok()?;
    let seconds = arguments.next()?.to_str()?.parse().ok()?;
    let output = arguments.next()?.to_str()?.parse().ok()?;
    Some(Limits { memory, seconds, output, ..Limits::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(line: &str) -> Option<Role> {
        Role::of(line.split(' ').map(OsString::from))
    }

    #[test]
    fn commands_of_the_user_are_left_alone() {
        assert!(role("broadside").is_none());
        assert!(role("broadside add papers").is_none());
        assert!(role("broadside worker").is_none());
        assert!(role("broadside worker of the week").is_none());
    }

    #[test]
    fn a_worker_learns_its_limits() {
        let limits = Limits { memory: 5, seconds: 6, output: 7, ..Limits::default() };
        let line = format!("broadside worker {}", limits.arguments().join(" "));
        assert!(matches!(role(&line), Some(Role::Worker(found, rest)) if found == limits && rest.is_empty()));
        let line = format!("{line} /a/folder");
        assert!(matches!(role(&line), Some(Role::Worker(_, rest)) if rest == ["/a/folder"]));
    }
}
