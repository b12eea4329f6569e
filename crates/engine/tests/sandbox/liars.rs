//! Workers under the control of a file: the caller believes nothing, not even a length.

use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, Instant};

use broadside_engine::sandbox::{Limits, Pool, WorkerFailure};
use libtest_mimic::Trial;

use super::{tight, trial};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("an_answer_that_claims_to_be_huge_is_refused", huge),
        trial("noise_is_no_answer", noise),
        trial("an_answer_to_another_question_is_no_answer", other_question),
        trial("an_answer_cut_short_is_no_answer", short),
        trial("an_answer_that_trickles_is_cut_off", trickle),
        trial("a_worker_that_closes_its_answers_and_lives_on_is_ended", silent),
        trial("an_answer_before_the_question_costs_the_worker_not_the_next_file", early),
    ]
}

/// What this program does instead of working, when it was started under the name of a lie.
pub fn lie() -> Option<fn()> {
    let name = std::env::args().next()?;
    let lie: fn(&mut dyn Write, u64) = match Path::new(&name).file_name()?.to_str()? {
        "huge" => |to, number| tell(to, &head(3, number, u64::MAX)),
        "noise" => |to, _| tell(to, &[0xA5; 4096]),
        "other" => |to, number| tell(to, &head(3, number ^ 1, 0)),
        "short" => |to, number| tell(to, &head(3, number, 1000)),
        "trickle" => |to, number| {
            tell(to, &head(3, number, 1000));
            (0..1000).for_each(|_| {
                std::thread::sleep(Duration::from_millis(20));
                tell(to, b"x");
            });
        },
        "silent" => |_, _| std::process::exit(hang()),
        "early" => |to, number| {
            tell(to, &head(3, number, 1));
            tell(to, b"1");
            tell(to, &head(3, number + 1, 9));
            tell(to, b"too early");
            std::thread::sleep(Duration::from_secs(20));
        },
        _ => return None,
    };
    LIE.set(lie).ok()?;
    Some(|| {
        let mut to = std::io::stdout().lock();
        tell(&mut to, &head(2, 0, 1));
        tell(&mut to, &[2]);
        let mut question = [0; 64];
        let _ = std::io::stdin().read(&mut question);
        let number = u64::from_le_bytes(question[8..16].try_into().expect("eight bytes"));
        if let Some(lie) = LIE.get() {
            lie(&mut to, number);
        }
    })
}

static LIE: std::sync::OnceLock<fn(&mut dyn Write, u64)> = std::sync::OnceLock::new();

fn tell(to: &mut dyn Write, bytes: &[u8]) {
    let _ = to.write_all(bytes).and_then(|()| to.flush());
}

/// Closes the answers without ending.
fn hang() -> i32 {
    let nothing = std::fs::File::open("/dev/null").expect("it is always there");
    rustix::stdio::dup2_stdout(nothing).expect("standard output can be replaced");
    std::thread::sleep(Duration::from_secs(60));
    0
}

/// A head as the sandbox lays it out.
fn head(kind: u32, number: u64, length: u64) -> Vec<u8> {
    [&b"BsW1"[..], &kind.to_le_bytes(), &number.to_le_bytes(), &length.to_le_bytes()].concat()
}

/// What the caller makes of a worker that tells this lie.
fn told(lie: &str) -> Result<Vec<u8>, WorkerFailure> {
    with_liar(lie, |pool| pool.call(b"question"))
}

fn with_liar<T>(lie: &str, test: impl FnOnce(&Pool) -> T) -> T {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = folder.path().join(lie);
    symlink(super::own(), &program).expect("a link can be made");
    let pool = Pool::new(&program, 1, Limits { seconds: 1, ..tight() }).expect("a liar gets ready like any other");
    test(&pool)
}

fn huge() {
    assert_eq!(told("huge"), Err(WorkerFailure::TooMuchOutput { limit: 1 << 20 }));
}

fn noise() {
    assert!(matches!(told("noise"), Err(WorkerFailure::Garbled(_))));
}

fn other_question() {
    assert!(matches!(told("other"), Err(WorkerFailure::Garbled(_))));
}

fn short() {
    assert_eq!(told("short"), Err(WorkerFailure::Died { how: "exit code 0".to_owned() }));
}

fn trickle() {
    let start = Instant::now();
    assert_eq!(told("trickle"), Err(WorkerFailure::TimedOut { seconds: 1 }));
    assert!(start.elapsed() < Duration::from_secs(3));
}

fn silent() {
    let start = Instant::now();
    assert_eq!(told("silent"), Err(WorkerFailure::Killed));
    assert!(start.elapsed() < Duration::from_secs(3));
}

/// The forged second answer sits in the pipe when the second question is asked; its number can only be guessed.
fn early() {
    with_liar("early", |pool| {
        assert_eq!(pool.call(b"question"), Ok(b"1".to_vec()));
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(pool.call(b"question"), Ok(b"1".to_vec()), "a fresh worker answers its first question");
    });
}
