//! A worker that dies, hangs or exceeds a limit costs one request, and the caller learns why.

use std::time::{Duration, Instant};

use broadside_engine::sandbox::{Limits, WorkerFailure};
use libtest_mimic::Trial;

use super::{ask, daily, pool, tight, trial};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("a_loop_without_end_is_cut_off", loop_without_end),
        trial("a_reader_that_waits_for_ever_is_cut_off", waits_for_ever),
        trial("too_large_an_allocation_is_out_of_memory", too_large_an_allocation),
        trial("slow_growth_is_out_of_memory", slow_growth),
        trial("deep_nesting_is_a_stack_overflow", deep_nesting),
        trial("deep_nesting_in_a_thread_is_a_stack_overflow", deep_nesting_in_a_thread),
        trial("a_panic_is_told_with_its_message", panics),
        trial("an_abort_and_an_exit_are_told", aborts_and_exits),
        trial("too_large_an_answer_is_refused", too_large_an_answer),
        trial("complaints_without_end_are_cut_off", complaints_without_end),
        trial("a_killed_worker_is_told_from_one_that_died", killed),
        trial("too_large_a_request_is_not_even_tried", too_large_a_request),
        trial("the_next_request_is_answered_after_any_failure", next_request),
        trial("a_program_that_is_no_worker_is_refused_at_once", no_worker),
    ]
}

fn loop_without_end() {
    let start = Instant::now();
    assert_eq!(ask("spin"), Err(WorkerFailure::TimedOut { seconds: 1 }));
    assert!(start.elapsed() < Duration::from_secs(3));
}

fn waits_for_ever() {
    assert_eq!(ask("sleep"), Err(WorkerFailure::TimedOut { seconds: 1 }));
}

fn too_large_an_allocation() {
    assert_eq!(ask("allocate"), Err(WorkerFailure::OutOfMemory { limit: 256 << 20 }));
}

fn slow_growth() {
    assert_eq!(ask("grow"), Err(WorkerFailure::OutOfMemory { limit: 256 << 20 }));
}

fn deep_nesting() {
    assert_eq!(ask("nest"), Err(WorkerFailure::StackOverflow));
}

fn deep_nesting_in_a_thread() {
    assert_eq!(ask("nest-in-thread"), Err(WorkerFailure::StackOverflow));
}

fn panics() {
    let Err(WorkerFailure::Panicked { message }) = ask("panic 12\x1b[31m") else { panic!("no panic was told") };
    assert!(message.ends_with("no such page: 12 [31m"), "{message}");
    assert!(message.contains("probe.rs:"), "{message}");
}

fn aborts_and_exits() {
    assert_eq!(ask("abort"), Err(WorkerFailure::Died { how: "signal 6 (gave up)".to_owned() }));
    assert_eq!(ask("exit"), Err(WorkerFailure::Died { how: "exit code 3".to_owned() }));
}

fn too_large_an_answer() {
    assert_eq!(ask("much"), Err(WorkerFailure::TooMuchOutput { limit: 1 << 20 }));
}

fn complaints_without_end() {
    assert_eq!(ask("babble"), Err(WorkerFailure::TimedOut { seconds: 1 }));
}

/// The out-of-memory killer of the kernel sends the same signal.
fn killed() {
    daily::in_a_process_of_its_own("kill-worker");
}

/// Runs in a process that has no other workers.
pub fn kill_worker() {
    let pool = pool(1, Limits { seconds: 20, ..tight() });
    let result = std::thread::scope(|scope| {
        let call = scope.spawn(|| pool.call(b"sleep"));
        std::thread::sleep(Duration::from_millis(200));
        let worker = daily::children().pop().expect("a worker runs");
        rustix::process::kill_process(worker, rustix::process::Signal::KILL).expect("it can be killed");
        call.join().expect("the call comes back")
    });
    assert_eq!(result, Err(WorkerFailure::Killed));
}

fn too_large_a_request() {
    let result = pool(1, Limits { memory: 128 << 20, ..tight() }).call(&vec![b'x'; 65 << 20]);
    assert!(matches!(result, Err(WorkerFailure::Refused(_))), "{result:?}");
}

fn next_request() {
    let pool = pool(2, tight());
    for request in ["abort", "spin", "grow", "nest", "panic", "exit", "much", "run /bin/true"] {
        assert!(pool.call(request.as_bytes()).is_err(), "{request}");
        assert_eq!(pool.call(b"hello"), Ok(b"hello".to_vec()), "after {request}");
    }
}

fn no_worker() {
    for program in ["/bin/true", "/bin/cat", "/nonexistent"] {
        let start = Instant::now();
        assert!(broadside_engine::sandbox::Pool::new(program.as_ref(), 1, tight()).is_err(), "{program}");
        assert!(start.elapsed() < Duration::from_secs(2), "{program}");
    }
}
