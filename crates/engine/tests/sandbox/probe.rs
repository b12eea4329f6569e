//! What the workers of these tests do when asked: good things, bad things, and attempts to get out.

use std::fs::File;
use std::io::Write;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;
use std::process::Command;
use std::time::Duration;

/// Does what the first word of the request says; the rest is its argument.
pub fn handle(request: &[u8]) -> Vec<u8> {
    let (word, rest) = request.split_at(request.iter().position(|&b| b == b' ').unwrap_or(request.len()));
    let text = String::from_utf8_lossy(rest);
    let path = text.trim();
    match word {
        b"spin" => loop {
            std::hint::spin_loop();
        },
        b"sleep" => std::thread::sleep(Duration::from_secs(60)),
        b"nap" => std::thread::sleep(Duration::from_millis(600)),
        b"allocate" => allocate(1 << 30),
        b"grow" => (0..1 << 20).for_each(|n| std::mem::forget(vec![n as u8; 1 << 20])),
        b"keep" => std::mem::forget(vec![1_u8; 100 << 20]),
        b"nest" => return vec![nest(1 << 40) as u8],
        b"nest-in-thread" => std::thread::scope(|scope| {
            scope.spawn(|| nest(1 << 40));
        }),
        b"panic" => panic!("no such page: {path}"),
        b"abort" => std::process::abort(),
        b"exit" => std::process::exit(3),
        b"much" => return vec![0; 2 << 20],
        b"length" => return request.len().to_string().into_bytes(),
        b"print" => (0..100_000).for_each(|n| println!("a library prints {n}")),
        b"babble" => loop {
            eprintln!("an endless complaint");
        },
        b"thread" => return big_thread(),
        b"processors" => return told(std::thread::available_parallelism()),
        b"read" => return told(std::fs::read(path)),
        b"list" => return told(std::fs::read_dir(path).map(Iterator::count)),
        b"create" => return told(File::create(path).and_then(|mut file| file.write_all(b"x"))),
        b"remove" => return told(std::fs::remove_file(path)),
        b"tcp" => return told(TcpStream::connect(path)),
        b"listen" => return told(TcpListener::bind("127.0.0.1:0")),
        b"udp" => return told(UdpSocket::bind("127.0.0.1:0")),
        b"unix" => return told(UnixStream::connect(path)),
        b"run" => return told(Command::new(path).spawn()),
        b"environment" => return std::env::vars().map(|(name, _)| name + " ").collect::<String>().into_bytes(),
        b"folder" => return told(std::env::current_dir()),
        b"signal" => return told(signal_parent()),
        _ => return request.to_vec(),
    }
    b"done".to_vec()
}

fn told<T: std::fmt::Debug, E: std::fmt::Display>(result: Result<T, E>) -> Vec<u8> {
    match result {
        Ok(value) => format!("managed: {value:?}").into_bytes(),
        Err(error) => format!("failed: {error}").into_bytes(),
    }
}

fn allocate(bytes: usize) {
    std::hint::black_box(vec![1_u8; bytes]);
}

fn nest(depth: u64) -> u64 {
    if std::hint::black_box(depth) == 0 { 0 } else { std::hint::black_box(nest(depth - 1)) + 1 }
}

/// As the reader of PDF does: a thread with a stack of its own.
fn big_thread() -> Vec<u8> {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(|| b"from the thread".to_vec());
    thread.map(|thread| thread.join().unwrap_or_default()).unwrap_or_default()
}

fn signal_parent() -> std::io::Result<()> {
    let parent = rustix::process::getppid().ok_or(std::io::ErrorKind::NotFound)?;
    Ok(rustix::process::kill_process(parent, rustix::process::Signal::CONT)?)
}
