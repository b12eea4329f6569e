//! From inside a worker nothing outside can be reached.

use std::net::TcpListener;

use broadside_engine::sandbox::{Confinement, WorkerFailure};
use libtest_mimic::Trial;

use super::{ask, pool, tight, trial};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("files_cannot_be_read_or_listed", read),
        trial("files_cannot_be_created_or_removed", create),
        trial("the_network_cannot_be_reached", network),
        trial("other_processes_cannot_be_started", start),
        trial("other_processes_cannot_be_signalled", signal),
        trial("the_environment_and_the_folder_are_empty", environment),
        trial("threads_of_its_own_are_allowed", threads),
        trial("this_system_confines_fully_or_says_what_is_missing", says),
    ]
}

fn refused(request: &str) {
    let answer = ask(request);
    assert!(answer.as_ref().is_ok_and(|answer| answer.starts_with("failed: ")), "{request}: {answer:?}");
}

fn read() {
    for path in ["/etc/passwd", "/proc/self/maps", "/dev/null", "/proc/self/fd/0", "/"] {
        refused(&format!("read {path}"));
        refused(&format!("list {path}"));
    }
}

fn create() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("written");
    refused(&format!("create {}", path.display()));
    assert!(!path.exists());
    std::fs::write(&path, "kept").expect("we may write");
    refused(&format!("create {}", path.display()));
    refused(&format!("remove {}", path.display()));
    assert_eq!(std::fs::read(&path).expect("it is there"), b"kept");
}

fn network() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("we may listen");
    refused(&format!("tcp {}", listener.local_addr().expect("it has an address")));
    refused("listen");
    refused("udp");
    refused("unix /run/anything");
}

fn start() {
    assert_eq!(ask("run /bin/true"), Err(WorkerFailure::Forbidden));
}

fn signal() {
    refused("signal");
}

fn environment() {
    assert_eq!(ask("environment").as_deref(), Ok("MALLOC_ARENA_MAX RAYON_NUM_THREADS RTEN_NUM_THREADS "));
    refused("folder");
}

fn threads() {
    assert_eq!(ask("thread").as_deref(), Ok("from the thread"));
    assert!(ask("processors").is_ok_and(|answer| answer.starts_with("managed")));
}

fn says() {
    let confinement = pool(1, tight()).confinement();
    assert_eq!(confinement == Confinement::Full, confinement.note().is_empty());
}
