//! The caller's ends of the three pipes to a process, and the one loop that uses them.
//!
//! Writing, reading and listening to standard error happen side by side, so that large requests and answers cannot
//! block each other, and every wait has an end.

use std::fs::File;
use std::io::{self, IoSlice, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::process::Child;
use std::time::{Duration, Instant};

use rustix::buffer::{Buffer, spare_capacity};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;

use super::tail::Tail;

/// Bytes that a pipe holds, where the system allows it: as many as an unprivileged process may ask for by default.
const PIPE: usize = 1 << 20;
/// The longest single wait.
const SLICE: Duration = Duration::from_millis(500);
/// Bytes by which a buffer of unknown final size starts.
const GULP: usize = 1 << 16;

/// Why an exchange ended early.
#[derive(Debug)]
pub(super) enum Broken {
    /// The process closed its answers.
    Closed,
    /// The time is over.
    TimedOut,
    /// An answer larger than allowed.
    TooMuch,
    /// Bytes that are no answer.
    Garbled(String),
    /// The system refused.
    Io(io::Error),
}

/// Whether the reading side has all it wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    More,
    Done,
}

/// The caller's ends of the pipes.
#[derive(Debug)]
pub(super) struct Channel {
    input: Option<File>,
    output: File,
    errors: Option<File>,
    /// Whether the process is told, by a closed pipe, that nothing more comes once everything is sent.
    closing: bool,
    /// The end of what came over standard error.
    pub tail: Tail,
}

impl Channel {
    /// Takes the three pipes of `child`; for one exchange only when `closing`.
    pub fn of(child: &mut Child, closing: bool) -> io::Result<Channel> {
        let input = own(child.stdin.take().map(OwnedFd::from))?;
        let output = own(child.stdout.take().map(OwnedFd::from))?;
        let errors = own(child.stderr.take().map(OwnedFd::from))?;
        for pipe in [&input, &output] {
            // A smaller pipe is slower, nothing else.
            let _ = rustix::pipe::fcntl_setpipe_size(pipe, PIPE);
        }
        Ok(Channel { input: Some(input), output, errors: Some(errors), closing, tail: Tail::default() })
    }

    /// Sends `head` and `body`, and lets `take` read until it is done. `take` reads from a pipe that does not block and
    /// is called whenever there is something to read.
    pub fn exchange(
        &mut self,
        head: &[u8],
        body: &[u8],
        mut until: Instant,
        mut take: impl FnMut(&File) -> Result<Progress, Broken>,
    ) -> Result<(), Broken> {
        let mut sent = self.send(head, body, 0)?;
        loop {
            let writing = sent < head.len() + body.len();
            let ready = self.wait(writing, &mut until)?;
            if ready.input {
                sent = self.send(head, body, sent)?;
            }
            if ready.errors {
                self.listen();
            }
            if ready.output && take(&self.output)? == Progress::Done {
                return Ok(());
            }
        }
    }

    /// Takes what is left on standard error; for a process that has ended.
    pub fn listen_to_the_end(&mut self) {
        // 64 turns hold more than a pipe; a process that goes on writing is not listened to for ever.
        for _ in 0..64 {
            if self.errors.is_none() || !self.listen() {
                return;
            }
        }
    }

    /// Sends as much as the pipe takes; gives the bytes sent so far of head and body together. A process that no longer
    /// listens may still answer, so a closed pipe counts as sent.
    fn send(&mut self, head: &[u8], body: &[u8], mut sent: usize) -> Result<usize, Broken> {
        let whole = head.len() + body.len();
        let Some(input) = self.input.as_mut() else { return Ok(whole) };
        while sent < whole {
            let (head, body) = (&head[sent.min(head.len())..], &body[sent.saturating_sub(head.len())..]);
            match input.write_vectored(&[IoSlice::new(head), IoSlice::new(body)]) {
                Ok(bytes) => sent += bytes,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(whole),
                Err(error) => return Err(Broken::Io(error)),
            }
        }
        if self.closing && sent == whole {
            self.input = None;
        }
        Ok(sent)
    }

    /// Takes one helping from standard error; false when there was none.
    fn listen(&mut self) -> bool {
        let Some(errors) = self.errors.as_mut() else { return false };
        let mut helping = [0; 4096];
        match errors.read(&mut helping) {
            Ok(0) => {
                self.errors = None;
                false
            }
            Ok(bytes) => {
                self.tail.push(&helping[..bytes]);
                true
            }
            Err(error) => error.kind() == io::ErrorKind::Interrupted,
        }
    }

    /// Waits until one of the pipes is ready, or for a while. When the while took far longer than it should have, this
    /// process was stopped (Ctrl-Z), which is not the worker's fault: `until` is put off by as much.
    fn wait(&self, writing: bool, until: &mut Instant) -> Result<Ready, Broken> {
        let start = Instant::now();
        let left = until.checked_duration_since(start).ok_or(Broken::TimedOut)?.min(SLICE);
        let ready = self.wait_for(writing, left)?;
        let late = start.elapsed().saturating_sub(left);
        if late > SLICE {
            *until += late;
        }
        Ok(ready)
    }

    /// Waits until one of the pipes is ready, at most for `left`.
    fn wait_for(&self, writing: bool, left: Duration) -> Result<Ready, Broken> {
        let left = Timespec { tv_sec: left.as_secs() as i64, tv_nsec: left.subsec_nanos().into() };
        let mut waited = Vec::with_capacity(3);
        waited.push(PollFd::new(&self.output, PollFlags::IN));
        let errors = self.errors.as_ref().map(|errors| PollFd::new(errors, PollFlags::IN));
        let input = self.input.as_ref().filter(|_| writing).map(|input| PollFd::new(input, PollFlags::OUT));
        let (has_errors, has_input) = (errors.is_some(), input.is_some());
        waited.extend(errors.into_iter().chain(input));
        match poll(&mut waited, Some(&left)) {
            Ok(_) => {
                let mut fired = waited.iter().map(|fd| !fd.revents().is_empty());
                let output = fired.next().unwrap_or(false);
                let errors = has_errors && fired.next().unwrap_or(false);
                let input = has_input && fired.next().unwrap_or(false);
                Ok(Ready { output, errors, input })
            }
            Err(Errno::INTR) => Ok(Ready::default()),
            Err(error) => Err(Broken::Io(error.into())),
        }
    }
}

#[derive(Default)]
struct Ready {
    output: bool,
    errors: bool,
    input: bool,
}

/// Reads once, into the spare capacity of `into` or, when it has none, into more of it. An end of file is
/// [`Broken::Closed`].
pub(super) fn gulp(from: &File, into: &mut Vec<u8>) -> Result<(), Broken> {
    if into.len() == into.capacity() {
        into.try_reserve(GULP).map_err(|error| Broken::Io(io::Error::other(error)))?;
    }
    sip(from, spare_capacity(into)).map(|_| ())
}

/// Reads once into `buffer`; gives the bytes read, 0 for none at present. An end of file is [`Broken::Closed`].
pub(super) fn sip(from: &File, buffer: impl Buffer<u8, Output = usize>) -> Result<usize, Broken> {
    match rustix::io::read(from, buffer) {
        Ok(0) => Err(Broken::Closed),
        Ok(bytes) => Ok(bytes),
        Err(Errno::AGAIN | Errno::INTR) => Ok(0),
        Err(error) => Err(Broken::Io(error.into())),
    }
}

/// The caller's end of a pipe as a file that does not block. Only this end: the process's own end is another
/// description and keeps blocking.
fn own(pipe: Option<OwnedFd>) -> io::Result<File> {
    let pipe = pipe.ok_or_else(|| io::Error::other("a pipe to the worker is missing"))?;
    let flags = fcntl_getfl(pipe.as_fd())?;
    fcntl_setfl(pipe.as_fd(), flags | OFlags::NONBLOCK)?;
    Ok(File::from(pipe))
}
