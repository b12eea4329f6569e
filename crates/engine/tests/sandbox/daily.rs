//! The pool in daily use: many callers, large requests, nothing left behind.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::{Duration, Instant};

use broadside_engine::sandbox::Limits;
use libtest_mimic::Trial;
use rustix::process::{Pid, Signal};

use super::{own, pool, tight, trial};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("many_callers_each_get_their_own_answer", many_callers),
        trial("large_requests_and_answers_do_not_block_each_other", large),
        trial("what_a_library_prints_is_not_taken_for_an_answer", prints),
        trial("a_caller_that_ends_does_not_end_the_workers", caller_ends),
        trial("a_worker_that_stayed_large_is_replaced", large_worker),
        trial("no_process_and_no_zombie_is_left", nothing_left),
        trial("workers_die_with_a_killed_parent", parent_killed),
        trial("ctrl_c_does_not_reach_the_workers", own_groups),
        trial("a_caller_that_was_stopped_for_a_while_gets_its_answer", stopped),
        trial("it_is_fast", fast),
    ]
}

/// The processes that this one started, zombies included.
pub fn children() -> Vec<Pid> {
    children_of(std::process::id()).iter().filter_map(|process| Pid::from_raw(process.number as i32)).collect()
}

fn children_of(parent: u32) -> Vec<Process> {
    processes().into_iter().filter(|process| process.parent == parent).collect()
}

struct Process {
    number: u32,
    parent: u32,
    zombie: bool,
}

fn processes() -> Vec<Process> {
    let numbers = std::fs::read_dir("/proc").expect("the system shows its processes").flatten();
    numbers.filter_map(|entry| process(entry.file_name().to_str()?.parse().ok()?)).collect()
}

fn process(number: u32) -> Option<Process> {
    let line = std::fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
    let mut fields = line.rsplit_once(") ")?.1.split(' ');
    let zombie = fields.next()? == "Z";
    Some(Process { number, parent: fields.next()?.parse().ok()?, zombie })
}

fn many_callers() {
    let pool = pool(2, tight());
    std::thread::scope(|scope| {
        for caller in 0..8 {
            let pool = &pool;
            scope.spawn(move || {
                for number in 0..200 {
                    let request = format!("{caller}/{number}").into_bytes();
                    assert_eq!(pool.call(&request).as_ref(), Ok(&request));
                }
            });
        }
    });
}

fn large() {
    let pool = pool(1, Limits { seconds: 20, ..Limits::default() });
    let request: Vec<u8> = (0..100_u32 << 20).map(|n| (n >> 7) as u8).collect();
    assert!(pool.call(&request).expect("it is answered") == request);
}

fn prints() {
    let pool = pool(1, Limits { seconds: 20, ..tight() });
    assert_eq!(pool.call(b"print"), Ok(b"done".to_vec()));
    assert_eq!(pool.call(b"hello"), Ok(b"hello".to_vec()));
}

fn caller_ends() {
    let pool = pool(1, tight());
    let first = std::thread::scope(|scope| scope.spawn(|| pool.call(b"one")).join().expect("it ends"));
    assert_eq!(first, Ok(b"one".to_vec()));
    assert_eq!(pool.call(b"two"), Ok(b"two".to_vec()));
}

fn large_worker() {
    let pool = pool(1, tight());
    // Three times as much as one worker may have in all.
    for _ in 0..6 {
        assert_eq!(pool.call(b"keep"), Ok(b"done".to_vec()));
    }
}

fn nothing_left() {
    in_a_process_of_its_own("leave-nothing");
}

fn parent_killed() {
    let mut parent = Command::new(own()).arg0("hold-workers").spawn().expect("it runs");
    let workers = || children_of(parent.id()).iter().filter(|process| !process.zombie).count();
    wait_until(|| workers() == 2);
    // Both must have been given something to do.
    std::thread::sleep(Duration::from_millis(200));
    let held = children_of(parent.id());
    parent.kill().expect("it can be killed");
    parent.wait().expect("it is gone");
    wait_until(|| held.iter().all(|worker| process(worker.number).is_none_or(|process| process.zombie)));
}

/// The terminal sends Ctrl-C to the caller's whole process group.
fn own_groups() {
    in_a_process_of_its_own("compare-groups");
}

/// Stopped for longer than a request may take.
fn stopped() {
    let mut caller = Command::new(own()).arg0("nap").spawn().expect("it runs");
    let pid = Pid::from_raw(caller.id() as i32).expect("it has a number");
    std::thread::sleep(Duration::from_millis(300));
    rustix::process::kill_process(pid, Signal::STOP).expect("it can be stopped");
    std::thread::sleep(Duration::from_millis(2500));
    rustix::process::kill_process(pid, Signal::CONT).expect("it can go on");
    assert!(caller.wait().expect("it ends").success());
}

fn wait_until(done: impl Fn() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(10), "it did not happen");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Runs a [`part`], which must succeed, where the workers of other tests are not counted.
pub fn in_a_process_of_its_own(part: &str) {
    let status = Command::new(own()).arg0(part).status().expect("it runs");
    assert!(status.success(), "{part}: {status}");
}

/// The parts that this program plays as a parent of its own.
pub fn part(name: &str) -> Option<fn()> {
    match name {
        "kill-worker" => Some(super::failures::kill_worker),
        "hold-workers" => Some(|| {
            let pool = pool(2, Limits { seconds: 60, ..tight() });
            std::thread::scope(|scope| {
                scope.spawn(|| pool.call(b"spin"));
                scope.spawn(|| pool.call(b"sleep"));
            });
        }),
        "compare-groups" => Some(|| {
            let _pool = pool(1, tight());
            let worker = children().pop();
            let (own, others) = (rustix::process::getpgid(None), rustix::process::getpgid(worker));
            assert_ne!(own.expect("we are in a group"), others.expect("the worker is in a group"));
        }),
        "nap" => Some(|| assert_eq!(pool(1, tight()).call(b"nap nap"), Ok(b"done".to_vec()))),
        "leave-nothing" => Some(|| {
            let pool = pool(2, tight());
            for request in ["hello", "abort", "spin", "hello"] {
                let _ = pool.call(request.as_bytes());
            }
            assert!(children().len() <= 2, "only the pool's own");
            drop(pool);
            assert_eq!(children(), []);
        }),
        _ => None,
    }
}

/// Far below what it reaches (see the figures in the notes), so that a busy machine does not fail the test.
fn fast() {
    let pool = pool(2, Limits::default());
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| (0..2000).for_each(|_| assert!(pool.call(b"a small request").is_ok())));
        }
    });
    let rate = 4000.0 / start.elapsed().as_secs_f64();
    let payload = vec![b'x'; 8 << 20];
    let start = Instant::now();
    (0..16).for_each(|_| assert!(pool.call(&payload).is_ok()));
    let speed = 128.0 * 1.048_576 / start.elapsed().as_secs_f64();
    println!("{rate:.0} requests/s, {speed:.0} MB/s of payload each way");
    assert!(rate > 500.0, "{rate:.0} requests/s");
}
