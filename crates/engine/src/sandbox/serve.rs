//! What runs inside a worker: it confines itself, then answers one request after another.

use std::fs::File;
use std::io::{self, IoSlice, Read, Write};
use std::os::fd::{AsFd, OwnedFd};

use super::Limits;
use super::confine::{Confinement, Reach, allow_only_computing, close_the_door, limit_worker, restrict_files};
use super::frame::{HEAD, Head, Kind};

/// Bytes of stack for the handler: a sixteenth of the memory, at most 64 MiB. It is the same everywhere, whatever
/// `ulimit -s` says, so that the same file nests too deeply on every machine or on none.
fn stack(limits: Limits) -> usize {
    (limits.memory / 16).clamp(1 << 20, 64 << 20) as usize
}

/// Bytes of a request's buffer that are kept for the next one.
const KEPT: usize = 16 << 20;

/// Confines this process for good and answers requests from standard input with `handler`, until its input closes.
///
/// Standard output belongs to the answers; what a library prints goes to standard error instead. A panic of `handler`
/// ends the process, and the caller tells it as [`super::WorkerFailure::Panicked`]. Without a filter of system calls
/// the process refuses to work and says so.
pub fn serve(limits: Limits, handler: impl FnMut(&[u8]) -> Vec<u8> + Send) -> ! {
    let code = match prepare(limits) {
        Ok((requests, answers, confinement)) => work(requests, answers, confinement, limits, handler),
        Err(error) => {
            eprintln!("the worker cannot confine itself: {error}");
            70
        }
    };
    std::process::exit(code)
}

/// Takes the pipes and gives up everything else.
fn prepare(limits: Limits) -> io::Result<(File, File, Confinement)> {
    let requests = rustix::io::fcntl_dupfd_cloexec(io::stdin().as_fd(), 3)?;
    let answers = rustix::io::fcntl_dupfd_cloexec(io::stdout().as_fd(), 3)?;
    let nothing = OwnedFd::from(File::open("/dev/null")?);
    rustix::stdio::dup2_stdin(&nothing)?;
    rustix::stdio::dup2_stdout(io::stderr().as_fd())?;
    drop(nothing);
    limit_worker(limits)?;
    let confinement = restrict_files(Reach::default()).map_err(io::Error::other)?;
    close_the_door()?;
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let outputs = [answers.as_fd(), stdout.as_fd(), stderr.as_fd()];
    allow_only_computing(requests.as_fd(), &outputs).map_err(io::Error::other)?;
    Ok((File::from(requests), File::from(answers), confinement))
}

/// Runs the loop on a thread with a known stack; gives the exit code.
fn work(
    requests: File,
    answers: File,
    confinement: Confinement,
    limits: Limits,
    handler: impl FnMut(&[u8]) -> Vec<u8> + Send,
) -> i32 {
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().name("reader".to_owned()).stack_size(stack(limits));
        match reader.spawn_scoped(scope, move || answer_all(requests, answers, confinement, limits, handler)) {
            // The caller is gone, or the handler panicked and the panic has been told on standard error.
            Ok(thread) => thread.join().map_or(101, |_| 0),
            Err(error) => {
                eprintln!("failed to spawn thread: {error}");
                70
            }
        }
    })
}

fn answer_all(
    mut requests: File,
    mut answers: File,
    confinement: Confinement,
    limits: Limits,
    mut handler: impl FnMut(&[u8]) -> Vec<u8>,
) -> io::Result<()> {
    let ready = Head { kind: Kind::Ready, number: 0, length: 1 };
    send(&mut answers, ready, &[confinement.code()])?;
    let mut request = Vec::new();
    loop {
        let mut head = [0; HEAD];
        requests.read_exact(&mut head)?;
        let Some(head) = Head::decode(&head) else { return Err(io::ErrorKind::InvalidData.into()) };
        request.clear();
        request.reserve_exact(head.length as usize);
        let got = Read::by_ref(&mut requests).take(head.length).read_to_end(&mut request)?;
        if (got as u64) < head.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let answer = handler(&request);
        if request.capacity() > KEPT {
            request = Vec::new();
        }
        let length = answer.len() as u64;
        if length > limits.output {
            send(&mut answers, Head { kind: Kind::TooMuch, number: head.number, length: 0 }, &[])?;
        } else {
            send(&mut answers, Head { kind: Kind::Answer, number: head.number, length }, &answer)?;
        }
    }
}

/// Writes a frame, in one call where the pipe takes it.
fn send(to: &mut File, head: Head, body: &[u8]) -> io::Result<()> {
    let head = head.encode();
    let sent = to.write_vectored(&[IoSlice::new(&head), IoSlice::new(body)])?;
    to.write_all(&head[sent.min(HEAD)..])?;
    to.write_all(&body[sent.saturating_sub(HEAD)..])
}
