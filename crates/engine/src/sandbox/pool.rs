//! Workers are started when needed, kept for the next request, and replaced when they are spent or have failed.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use super::confine::Confinement;
use super::role::WORKER;
use super::worker::Worker;
use super::{Limits, WorkerFailure};

/// A pool of workers; share it by reference and call from as many threads as you like.
#[derive(Debug)]
pub struct Pool {
    state: Mutex<State>,
    free: Condvar,
    starter: Starter,
    limits: Limits,
    confinement: Confinement,
}

#[derive(Debug)]
struct State {
    idle: Vec<Worker>,
    /// How many more requests may run at once.
    permits: usize,
}

impl Pool {
    /// A pool of at most `workers` processes (at least one) of `program`, which must hand over to [`super::serve()`] when
    /// it finds [`super::Role::Worker`]; usually `/proc/self/exe`. The first is started at once, so that a program that
    /// cannot work or cannot confine itself is an error here and not for every file.
    pub fn new(program: &Path, workers: usize, limits: Limits) -> io::Result<Pool> {
        Pool::of(program, Vec::new(), workers, limits)
    }

    /// The same; `said` is what [`super::Role::Worker`] tells each worker before it is confined.
    pub fn of(program: &Path, said: Vec<OsString>, workers: usize, limits: Limits) -> io::Result<Pool> {
        let starter = Starter::new(program.to_owned(), said, limits)?;
        let (worker, confinement) = starter.start(limits).map_err(io::Error::other)?;
        let state = State { idle: vec![worker], permits: workers.max(1) };
        Ok(Pool { state: Mutex::new(state), free: Condvar::new(), starter, limits, confinement })
    }

    /// How far workers are confined here; [`Confinement::note`] is what the user should be told.
    pub fn confinement(&self) -> Confinement {
        self.confinement
    }

    /// Has `request` answered by a worker. Waits while all workers are busy; a request takes at most
    /// [`Limits::seconds`], twice that where a used worker failed and a fresh one was tried.
    pub fn call(&self, request: &[u8]) -> Result<Vec<u8>, WorkerFailure> {
        self.call_within(request, self.limits.seconds)
    }

    /// The same for a request that may take so many seconds.
    pub fn call_within(&self, request: &[u8], seconds: u32) -> Result<Vec<u8>, WorkerFailure> {
        if request.len() as u64 > self.limits.memory / 2 {
            let most = self.limits.memory >> 21;
            return Err(WorkerFailure::Refused(format!(
                "the file is larger than the {most} MiB that a reader can hold"
            )));
        }
        let permit = self.permit();
        if let Some(mut worker) = permit.idle_worker() {
            let used = worker.used();
            match worker.call(request, seconds) {
                Err(failure) if used && failure.may_be_inherited() => drop(worker),
                result => return self.settle(worker, result),
            }
        }
        let (mut worker, _) = self.starter.start(self.limits)?;
        let result = worker.call(request, seconds);
        self.settle(worker, result)
    }

    /// Keeps a worker that answered and is not spent.
    fn settle(&self, worker: Worker, result: Result<Vec<u8>, WorkerFailure>) -> Result<Vec<u8>, WorkerFailure> {
        if result.is_ok() && !worker.is_spent() {
            self.state().idle.push(worker);
        }
        result
    }

    /// Waits for leave to run one request.
    fn permit(&self) -> Permit<'_> {
        let mut state = self.state();
        while state.permits == 0 {
            state = self.free.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.permits -= 1;
        Permit { pool: self }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change of the state is a single step, so a panic elsewhere leaves it sound.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leave to run one request; given back when dropped.
struct Permit<'a> {
    pool: &'a Pool,
}

impl Permit<'_> {
    fn idle_worker(&self) -> Option<Worker> {
        self.pool.state().idle.pop()
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.pool.state().permits += 1;
        self.pool.free.notify_one();
    }
}

/// A thread that starts the processes and lives as long as the pool.
///
/// A worker is killed when the *thread* that started it ends (`PR_SET_PDEATHSIG`), so it must not be started by a
/// thread that merely happens to call.
#[derive(Debug)]
struct Starter {
    orders: Option<Sender<Sender<io::Result<Child>>>>,
    thread: Option<JoinHandle<()>>,
}

impl Starter {
    fn new(program: PathBuf, said: Vec<OsString>, limits: Limits) -> io::Result<Starter> {
        let (orders, taken): (_, Receiver<Sender<io::Result<Child>>>) = channel();
        let thread = std::thread::Builder::new().name("workers".to_owned()).spawn(move || {
            for order in taken {
                // Whoever ordered waits for it.
                let _ = order.send(command(&program, &said, limits).spawn());
            }
        })?;
        Ok(Starter { orders: Some(orders), thread: Some(thread) })
    }

    fn start(&self, limits: Limits) -> Result<(Worker, Confinement), WorkerFailure> {
        let (answer, started) = channel();
        let gone = || WorkerFailure::Refused("the thread that starts workers has ended".to_owned());
        self.orders.as_ref().ok_or_else(gone)?.send(answer).map_err(|_| gone())?;
        let child = started.recv().map_err(|_| gone())?;
        let child = child.map_err(|error| WorkerFailure::Refused(format!("it cannot be started ({error})")))?;
        Worker::greet(child, limits)
    }
}

impl Drop for Starter {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn command(program: &Path, said: &[OsString], limits: Limits) -> Command {
    let mut command = Command::new(program);
    command.arg(WORKER).args(limits.arguments()).args(said).env_clear().current_dir("/");
    // One heap for all threads: each further one would reserve 64 MiB of the address space that the worker may use.
    command.env("MALLOC_ARENA_MAX", "1");
    // Workers stand side by side, each with one thread: what it computes must not depend on how many processors there are.
    command.env("RAYON_NUM_THREADS", "1").env("RTEN_NUM_THREADS", "1");
    // A process group of its own: Ctrl-C and Ctrl-Z are for the caller, which may want to finish what it began.
    command.process_group(0);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}
