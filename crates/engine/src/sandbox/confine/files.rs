//! Landlock: which files a process may still reach, and that it may reach no TCP port and no process outside.

use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope,
    path_beneath_rules,
};

use super::Confinement;

/// The newest Landlock that this was tried with; older kernels enforce what they know of it.
const NEWEST: ABI = ABI::V7;

/// The files that stay within reach. Paths that do not exist are passed over.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::sandbox) struct Reach<'a> {
    /// Files and folders whose files may be read and executed.
    pub executable: &'a [&'a Path],
    /// Files and folders that may be read.
    pub readable: &'a [&'a Path],
    /// Files and folders that may be read and changed.
    pub writable: &'a [&'a Path],
}

/// Confines the calling thread, and what it starts, to `reach`; says how much of that this kernel enforces.
pub(in crate::sandbox) fn restrict_files(reach: Reach<'_>) -> Result<Confinement, RulesetError> {
    let execute = AccessFs::from_read(NEWEST);
    let read = execute & !AccessFs::Execute;
    let write = AccessFs::from_all(NEWEST) & !AccessFs::Execute;
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?
        .add_rules(path_beneath_rules(reach.executable, execute))?
        .add_rules(path_beneath_rules(reach.readable, read))?
        .add_rules(path_beneath_rules(reach.writable, write))?
        .restrict_self()?;
    Ok(match status.ruleset {
        RulesetStatus::FullyEnforced => Confinement::Full,
        RulesetStatus::PartiallyEnforced => Confinement::OldLandlock,
        RulesetStatus::NotEnforced => Confinement::NoLandlock,
    })
}
