//! Another program (Tesseract), run confined: no network, no new processes, only the files it needs.
//!
//! The own binary is started as `confine`, confines itself and becomes the program. Nothing runs between `fork` and
//! `exec`, and no `unsafe` is needed.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::channel::{Broken, Channel, Progress, gulp};
use super::confine::{Reach, deny_network_and_processes, limit_program, restrict_files};
use super::role::CONFINE;
use super::{Limits, WorkerFailure};

/// Where programs and their libraries lie, and what their start reads.
const SYSTEM: &[&str] =
    &["/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/nix/store"];
/// What programs read as they start.
const SETTINGS: &[&str] = &["/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/localtime", "/etc/ssl/openssl.cnf"];
/// Devices without a memory.
const DEVICES: &[&str] = &["/dev/null", "/dev/zero", "/dev/urandom"];

/// A program to become, and what it may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The program, by its absolute path.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// Its environment; it gets no other.
    pub environment: Vec<(OsString, OsString)>,
    /// Files and folders it may read besides the system's libraries.
    pub readable: Vec<PathBuf>,
    /// A folder it may write to; files of at most [`Limits::output`] bytes.
    pub writable: Option<PathBuf>,
    /// What it may use.
    pub limits: Limits,
}

/// What a program gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// How it ended.
    pub status: ExitStatus,
    /// What it wrote to standard output.
    pub stdout: Vec<u8>,
    /// The end of what it wrote to standard error, as one line of printable text.
    pub stderr: String,
}

/// Exit code of a start that could not confine itself or become the program.
const NOT_STARTED: i32 = 126;

/// Runs `order`, feeding it `input`. `own` is the own binary, usually `/proc/self/exe`, whose `main` calls
/// [`Order::run`] when it finds [`super::Role::Confine`]. A program that ends by a signal is a failure; one that ends
/// with an exit code is not.
pub fn run_confined(own: &Path, order: &Order, input: &[u8]) -> Result<Output, WorkerFailure> {
    let refused = |error: io::Error| WorkerFailure::Refused(error.to_string());
    let limits = order.limits;
    let until = Instant::now() + Duration::from_secs(limits.seconds.max(1).into());
    let mut child = order.command(own).spawn().map_err(refused)?;
    let mut stdout = Vec::new();
    let mut tail = String::new();
    let exchanged = Channel::of(&mut child, true).map_err(Broken::Io).and_then(|mut channel| {
        let read = channel.exchange(&[], input, until, |pipe| {
            let read = gulp(pipe, &mut stdout);
            if stdout.len() as u64 > limits.output { Err(Broken::TooMuch) } else { read.map(|_| Progress::More) }
        });
        if matches!(read, Err(Broken::Closed)) {
            wait(&mut child, until);
        }
        let _ = child.kill();
        channel.listen_to_the_end();
        tail = channel.tail.text();
        read
    });
    let _ = child.kill();
    let status = child.wait().map_err(refused)?;
    match exchanged {
        Err(Broken::Closed) if status.code() == Some(NOT_STARTED) => Err(WorkerFailure::Refused(tail)),
        Err(Broken::Closed) if status.code().is_some() => Ok(Output { status, stdout, stderr: tail }),
        Err(Broken::Closed) | Ok(()) => Err(WorkerFailure::of_end(status, &tail, limits)),
        Err(Broken::TimedOut) => Err(WorkerFailure::TimedOut { seconds: limits.seconds }),
        Err(Broken::TooMuch) => Err(WorkerFailure::TooMuchOutput { limit: limits.output }),
        Err(Broken::Garbled(what)) => Err(WorkerFailure::Garbled(what)),
        Err(Broken::Io(error)) => Err(refused(error)),
    }
}

/// Gives a process that closed its output the time to end by itself, so that its exit code is its own.
fn wait(child: &mut Child, until: Instant) {
    while matches!(child.try_wait(), Ok(None)) && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(1));
    }
}

impl Order {
    /// Confines this process and becomes the program; returns only by ending the process.
    pub fn run(self) -> ! {
        let error = match self.confine() {
            Ok(()) => Command::new(&self.program).args(&self.arguments).exec(),
            Err(error) => error,
        };
        eprintln!("{} cannot be started: {error}", self.program.display());
        std::process::exit(NOT_STARTED)
    }

    fn confine(&self) -> io::Result<()> {
        let system = [SYSTEM, SETTINGS, DEVICES].concat();
        // A program outside the system's folders has its libraries beside it: `/opt/ocr/bin/x`, `/opt/ocr/lib`.
        let program = self.program.canonicalize()?;
        let beside = program.parent().and_then(Path::parent).map(|prefix| prefix.join("lib")).unwrap_or_default();
        let executable: Vec<&Path> =
            SYSTEM.iter().map(Path::new).chain([program.as_path(), beside.as_path()]).collect();
        let readable: Vec<&Path> =
            system.iter().map(Path::new).chain(self.readable.iter().map(PathBuf::as_path)).collect();
        let writable: Vec<&Path> = self.writable.iter().map(PathBuf::as_path).chain([Path::new("/dev/null")]).collect();
        limit_program(self.limits, self.writable.as_ref().map_or(0, |_| self.limits.output))?;
        let reach = Reach { executable: &executable, readable: &readable, writable: &writable };
        restrict_files(reach).map_err(io::Error::other)?;
        deny_network_and_processes().map_err(io::Error::other)
    }

    /// The order in the arguments after the limits, as [`Order::command`] lays them out.
    pub(super) fn of(limits: Limits, mut arguments: impl Iterator<Item = OsString>) -> Option<Order> {
        let program = arguments.next()?.into();
        let count: usize = arguments.next()?.to_str()?.parse().ok()?;
        let readable = arguments.by_ref().take(count).map(PathBuf::from).collect();
        let writable = arguments.next().map(PathBuf::from)?;
        let writable = (!writable.as_os_str().is_empty()).then_some(writable);
        Some(Order { program, arguments: arguments.collect(), environment: Vec::new(), readable, writable, limits })
    }

    fn command(&self, own: &Path) -> Command {
        let mut command = Command::new(own);
        command.arg(CONFINE).args(self.limits.arguments()).arg(&self.program);
        command.arg(self.readable.len().to_string()).args(&self.readable);
        command.arg(self.writable.as_deref().unwrap_or(Path::new(""))).args(&self.arguments);
        command.env_clear().envs(self.environment.iter().map(|(name, value)| (name, value))).current_dir("/");
        command.process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}
