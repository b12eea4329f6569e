//! Another program, run confined.

use std::path::{Path, PathBuf};

use broadside_engine::sandbox::{Limits, Order, Output, WorkerFailure, run_confined};
use libtest_mimic::Trial;

use super::trial;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("a_program_filters_its_input", filters),
        trial("a_program_reads_only_what_it_may", reads),
        trial("a_program_writes_only_where_it_may", writes),
        trial("a_program_starts_no_other", starts),
        trial("a_program_has_its_time_and_its_output", limits),
        trial("a_missing_program_is_refused", missing),
    ]
}

fn order(program: &str, arguments: &[&str]) -> Order {
    Order {
        program: PathBuf::from(program),
        arguments: arguments.iter().map(Into::into).collect(),
        environment: vec![("LC_ALL".into(), "C".into())],
        readable: Vec::new(),
        writable: None,
        limits: Limits { memory: 512 << 20, seconds: 2, output: 1 << 20, ..Limits::default() },
    }
}

fn run(order: &Order, input: &[u8]) -> Result<Output, WorkerFailure> {
    run_confined(Path::new("/proc/self/exe"), order, input)
}

fn filters() {
    let input = b"a line of input\n".repeat(40_000);
    let output = run(&order("/bin/cat", &[]), &input).expect("cat runs");
    assert!(output.status.success(), "{}", output.stderr);
    assert_eq!(output.stdout, input);
}

fn reads() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("file");
    std::fs::write(&path, "inside").expect("we may write");
    let mut order = order("/bin/cat", &[path.to_str().expect("a plain name"), "/etc/passwd"]);
    assert!(run(&order, b"").expect("cat runs").stdout.is_empty());
    order.readable = vec![folder.path().to_owned()];
    let output = run(&order, b"").expect("cat runs");
    assert_eq!((output.stdout.as_slice(), output.status.code()), (&b"inside"[..], Some(1)), "{}", output.stderr);
}

fn writes() {
    let (inside, outside) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    for (folder, allowed) in [(&inside, true), (&outside, false)] {
        let path = folder.path().join("written");
        let mut order = order("/bin/sh", &["-c", &format!("echo x > {}", path.display())]);
        order.writable = Some(inside.path().to_owned());
        assert_eq!(run(&order, b"").expect("sh runs").status.success(), allowed);
        assert_eq!(path.exists(), allowed);
    }
}

fn starts() {
    let output = run(&order("/bin/sh", &["-c", "/bin/true; echo $?"]), b"").expect("sh runs");
    assert_ne!(output.stdout, b"0\n");
}

fn limits() {
    assert_eq!(run(&order("/bin/sleep", &["20"]), b""), Err(WorkerFailure::TimedOut { seconds: 2 }));
    assert_eq!(run(&order("/bin/cat", &["/dev/zero"]), b""), Err(WorkerFailure::TooMuchOutput { limit: 1 << 20 }));
}

fn missing() {
    assert!(matches!(run(&order("/bin/no-such-program", &[]), b""), Err(WorkerFailure::Refused(_))));
}
