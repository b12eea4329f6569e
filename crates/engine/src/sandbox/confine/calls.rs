//! The filter of system calls (seccomp).
//!
//! A worker gets a short list of calls: what the allocator, threads and the two pipes need. Any other call fails with
//! `EPERM`, since libraries ask for the odd file (a time zone, the number of processors) and manage without; calls
//! that start or look into processes end the worker, since no reader makes them. `clone3` fails with `ENOSYS`: its
//! arguments lie in memory, where a filter cannot look, and the C library then uses `clone`.
//!
//! Another program (Tesseract) gets everything but network, new processes and the administration of the system.

use std::collections::BTreeMap;
use std::os::fd::{AsRawFd, BorrowedFd};

use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

type Rules = BTreeMap<c_long, Vec<SeccompRule>>;
type Result<T> = std::result::Result<T, seccompiler::Error>;

/// From here on the process can compute, start threads, read from `input` and write to `outputs`.
pub(in crate::sandbox) fn allow_only_computing(input: BorrowedFd<'_>, outputs: &[BorrowedFd<'_>]) -> Result<()> {
    // The strictest verdict wins. The list of what is allowed comes last, because it forbids further filters.
    install(processes()?, SeccompAction::Allow, SeccompAction::KillProcess)?;
    install(clone3(), SeccompAction::Allow, SeccompAction::Errno(libc::ENOSYS as u32))?;
    install(computing(input, outputs)?, SeccompAction::Errno(libc::EPERM as u32), SeccompAction::Allow)
}

/// From here on the process, and the program it becomes, can reach no network and start no process.
pub(in crate::sandbox) fn deny_network_and_processes() -> Result<()> {
    let mut rules: Rules = DENIED_TO_PROGRAMS.iter().map(|&call| (call, vec![])).collect();
    rules.append(&mut new_processes()?);
    install(clone3(), SeccompAction::Allow, SeccompAction::Errno(libc::ENOSYS as u32))?;
    install(rules, SeccompAction::Allow, SeccompAction::Errno(libc::EPERM as u32))
}

/// Calls that need no look at their arguments: they touch only the process itself.
const COMPUTING: &[c_long] = &[
    libc::SYS_brk,
    libc::SYS_clock_getres,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_clone,
    libc::SYS_clone3,
    libc::SYS_close,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_futex,
    libc::SYS_getegid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getpid,
    libc::SYS_getppid,
    libc::SYS_getrandom,
    libc::SYS_gettid,
    libc::SYS_gettimeofday,
    libc::SYS_getuid,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_nanosleep,
    libc::SYS_restart_syscall,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_set_robust_list,
    libc::SYS_sigaltstack,
];

/// What no reader does: looking into other processes, becoming another program. With [`new_processes`].
const INTRUDING: &[c_long] = &[
    libc::SYS_bpf,
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_kcmp,
    libc::SYS_pidfd_getfd,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_ptrace,
];

/// What another program has no business with.
const DENIED_TO_PROGRAMS: &[c_long] = &[
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_acct,
    libc::SYS_add_key,
    libc::SYS_bind,
    libc::SYS_bpf,
    libc::SYS_chroot,
    libc::SYS_clock_settime,
    libc::SYS_connect,
    libc::SYS_delete_module,
    libc::SYS_finit_module,
    libc::SYS_init_module,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_io_uring_setup,
    libc::SYS_kcmp,
    libc::SYS_kexec_load,
    libc::SYS_keyctl,
    libc::SYS_kill,
    libc::SYS_listen,
    libc::SYS_mount,
    libc::SYS_move_mount,
    libc::SYS_open_by_handle_at,
    libc::SYS_open_tree,
    libc::SYS_perf_event_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_send_signal,
    libc::SYS_pivot_root,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_ptrace,
    libc::SYS_reboot,
    libc::SYS_request_key,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_sendmmsg,
    libc::SYS_sendmsg,
    libc::SYS_sendto,
    libc::SYS_setns,
    libc::SYS_settimeofday,
    libc::SYS_socket,
    libc::SYS_swapoff,
    libc::SYS_swapon,
    libc::SYS_tkill,
    libc::SYS_umount2,
    libc::SYS_unshare,
    libc::SYS_userfaultfd,
];

fn computing(input: BorrowedFd<'_>, outputs: &[BorrowedFd<'_>]) -> Result<Rules> {
    let not_executable = || masked(2, libc::PROT_EXEC, 0);
    let anonymous = masked(3, libc::MAP_ANONYMOUS, libc::MAP_ANONYMOUS)?;
    let to_outputs = || outputs.iter().map(|fd| rule(vec![equal(0, fd.as_raw_fd())?])).collect::<Result<Vec<_>>>();
    let mut rules: Rules = COMPUTING.iter().map(|&call| (call, vec![])).collect();
    rules.insert(libc::SYS_read, vec![rule(vec![equal(0, input.as_raw_fd())?])?]);
    rules.insert(libc::SYS_write, to_outputs()?);
    rules.insert(libc::SYS_writev, to_outputs()?);
    rules.insert(libc::SYS_mmap, vec![rule(vec![not_executable()?, anonymous])?]);
    rules.insert(libc::SYS_mprotect, vec![rule(vec![not_executable()?])?]);
    // `abort` signals the process itself; threads are given names.
    let own_pid = rustix::process::getpid().as_raw_nonzero().get();
    rules.insert(libc::SYS_tgkill, vec![rule(vec![equal(0, own_pid)?])?]);
    rules.insert(libc::SYS_prctl, vec![rule(vec![equal(0, libc::PR_SET_NAME)?])?]);
    Ok(rules)
}

fn processes() -> Result<Rules> {
    let mut rules = new_processes()?;
    rules.extend(INTRUDING.iter().map(|&call| (call, vec![])));
    Ok(rules)
}

/// `fork` in its forms: a `clone` that makes no thread.
fn new_processes() -> Result<Rules> {
    let mut rules = Rules::new();
    rules.insert(libc::SYS_clone, vec![rule(vec![masked(0, libc::CLONE_THREAD, 0)?])?]);
    #[cfg(target_arch = "x86_64")]
    rules.extend([(libc::SYS_fork, vec![]), (libc::SYS_vfork, vec![])]);
    Ok(rules)
}

fn clone3() -> Rules {
    Rules::from([(libc::SYS_clone3, vec![])])
}

fn rule(conditions: Vec<SeccompCondition>) -> Result<SeccompRule> {
    Ok(SeccompRule::new(conditions)?)
}

/// The argument, an `int`, is `value`.
fn equal(argument: u8, value: i32) -> Result<SeccompCondition> {
    Ok(SeccompCondition::new(argument, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, value as u64)?)
}

/// The bits `mask` of the argument are `value`.
fn masked(argument: u8, mask: i32, value: i32) -> Result<SeccompCondition> {
    let compare = SeccompCmpOp::MaskedEq(mask as u64);
    Ok(SeccompCondition::new(argument, SeccompCmpArgLen::Dword, compare, value as u64)?)
}

fn install(rules: Rules, otherwise: SeccompAction, matching: SeccompAction) -> Result<()> {
    let system = std::env::consts::ARCH.try_into()?;
    let program: BpfProgram = SeccompFilter::new(rules, otherwise, matching, system)?.try_into()?;
    seccompiler::apply_filter_all_threads(&program)
}
