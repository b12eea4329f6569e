//! One worker process, seen from the caller.

use std::cmp::Ordering;
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::os::unix::fs::FileExt;
use std::process::Child;
use std::time::{Duration, Instant};

use super::channel::{Broken, Channel, Progress, gulp, sip};
use super::confine::Confinement;
use super::frame::{HEAD, Head, Kind};
use super::{Limits, WorkerFailure};

/// Requests after which a worker is replaced, so that what one file did to it does not last.
const REQUESTS: u64 = 4000;
/// How long a new worker may take until it is ready, at least; generous, since the machine may be busy. A worker that has
/// longer for a request has as long to get ready.
const START: Duration = Duration::from_secs(20);

/// A running worker. Dropping it ends the process and waits for it, so that none is left behind.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    channel: Channel,
    /// `/proc/PID/statm`, where the system shows it.
    memory: Option<File>,
    /// Requests so far.
    requests: u64,
    /// The number of the request at hand: not to be guessed, so that a worker cannot answer ahead of the question.
    number: u64,
    secret: RandomState,
    busy: Duration,
    limits: Limits,
}

impl Worker {
    /// Waits until the started `child` is ready.
    pub fn greet(mut child: Child, limits: Limits) -> Result<(Worker, Confinement), WorkerFailure> {
        let channel = match Channel::of(&mut child, false) {
            Ok(channel) => channel,
            Err(error) => {
                let _ = end(&mut child);
                return Err(WorkerFailure::Refused(error.to_string()));
            }
        };
        let memory = File::open(format!("/proc/{}/statm", child.id())).ok();
        let (secret, busy) = (RandomState::new(), Duration::ZERO);
        let mut worker = Worker { child, channel, memory, requests: 0, number: 0, secret, busy, limits };
        let start = START.max(Duration::from_secs(limits.seconds.into()));
        match worker.exchange(&[], &[], Instant::now() + start, Kind::Ready) {
            Ok(code) => Ok((worker, Confinement::of_code(code.first().copied().unwrap_or(0)))),
            Err(broken) => Err(WorkerFailure::Refused(format!("it did not get ready ({})", worker.blame(broken)))),
        }
    }

    /// Has `request` answered within `seconds`. After a failure the process has ended and the worker is of no more use.
    pub fn call(&mut self, request: &[u8], seconds: u32) -> Result<Vec<u8>, WorkerFailure> {
        self.requests += 1;
        self.number = self.secret.hash_one(self.requests);
        self.channel.tail.clear();
        let start = Instant::now();
        let head = Head { kind: Kind::Request, number: self.number, length: request.len() as u64 }.encode();
        let until = start + Duration::from_secs(seconds.max(1).into());
        let result = self.exchange(&head, request, until, Kind::Answer);
        self.busy += start.elapsed();
        result.map_err(|broken| match self.blame(broken) {
            WorkerFailure::TimedOut { .. } => WorkerFailure::TimedOut { seconds },
            failure => failure,
        })
    }

    /// Whether it has answered before.
    pub fn used(&self) -> bool {
        self.requests > 0
    }

    /// Whether it should be replaced before the next request.
    pub fn is_spent(&self) -> bool {
        self.requests >= REQUESTS
            || self.busy.as_secs() >= self.limits.seconds.into()
            || self.resident().is_some_and(|bytes| bytes > self.limits.resident)
    }

    /// Bytes of memory that it occupies now, as the kernel says, not the worker.
    fn resident(&self) -> Option<u64> {
        let mut line = [0; 128];
        let got = self.memory.as_ref()?.read_at(&mut line, 0).ok()?;
        let line = str::from_utf8(line.get(..got)?).ok()?;
        let pages: u64 = line.split(' ').nth(1)?.parse().ok()?;
        pages.checked_mul(rustix::param::page_size() as u64)
    }

    /// Sends a frame and takes the one that comes back, which must be of `kind` and carry the number of the request.
    fn exchange(&mut self, head: &[u8], body: &[u8], until: Instant, kind: Kind) -> Result<Vec<u8>, Broken> {
        let mut answer = Incoming { head: [0; HEAD], got: 0, expected: None, body: Vec::new() };
        let (number, most) = (self.number, self.limits.output);
        self.channel.exchange(head, body, until, |pipe| answer.take(pipe, kind, number, most))?;
        Ok(answer.body)
    }

    /// Ends the process and says why the exchange broke.
    fn blame(&mut self, broken: Broken) -> WorkerFailure {
        // Killing a process that is ending by itself does not change how it ended.
        let status = end(&mut self.child);
        self.channel.listen_to_the_end();
        match broken {
            Broken::TimedOut => WorkerFailure::TimedOut { seconds: self.limits.seconds },
            Broken::TooMuch => WorkerFailure::TooMuchOutput { limit: self.limits.output },
            Broken::Garbled(what) => WorkerFailure::Garbled(what),
            Broken::Io(error) => WorkerFailure::Died { how: error.to_string() },
            Broken::Closed => match status {
                Ok(status) => WorkerFailure::of_end(status, &self.channel.tail.text(), self.limits),
                Err(error) => WorkerFailure::Died { how: error.to_string() },
            },
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = end(&mut self.child);
    }
}

/// Kills the process, if it still runs, and takes its exit status, so that no zombie stays.
fn end(child: &mut Child) -> io::Result<std::process::ExitStatus> {
    let _ = child.kill();
    child.wait()
}

/// An answer on its way.
struct Incoming {
    head: [u8; HEAD],
    /// Bytes of the head that have come.
    got: usize,
    /// Bytes of the body, once the head has come and has been found acceptable.
    expected: Option<usize>,
    body: Vec<u8>,
}

impl Incoming {
    fn take(&mut self, pipe: &File, kind: Kind, number: u64, most: u64) -> Result<Progress, Broken> {
        let expected = match self.expected {
            Some(expected) => expected,
            None => {
                self.got += sip(pipe, self.head.get_mut(self.got..).unwrap_or_default())?;
                if self.got < HEAD {
                    return Ok(Progress::More);
                }
                let expected = acceptable(&self.head, kind, number, most)?;
                // Address space, not memory: a length that is a lie costs nothing.
                let room = self.body.try_reserve_exact(expected);
                room.map_err(|error| Broken::Io(io::Error::other(error)))?;
                *self.expected.insert(expected)
            }
        };
        if self.body.len() < expected {
            gulp(pipe, &mut self.body)?;
        }
        match self.body.len().cmp(&expected) {
            Ordering::Less => Ok(Progress::More),
            Ordering::Equal => Ok(Progress::Done),
            Ordering::Greater => Err(Broken::Garbled("its answer is longer than it said".to_owned())),
        }
    }
}

/// The length of the body that `head` announces, if it is the head we wait for.
fn acceptable(head: &[u8], kind: Kind, number: u64, most: u64) -> Result<usize, Broken> {
    let Some(head) = Head::decode(head) else { return Err(Broken::Garbled("its answer has no head".to_owned())) };
    if head.number != number {
        return Err(Broken::Garbled("it answered a question that was not asked".to_owned()));
    }
    if head.kind == Kind::TooMuch || head.length > most.max(1) {
        return Err(Broken::TooMuch);
    }
    if head.kind != kind {
        return Err(Broken::Garbled("its answer is of another kind".to_owned()));
    }
    usize::try_from(head.length).map_err(|_| Broken::TooMuch)
}
