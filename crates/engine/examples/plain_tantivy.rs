//! The yardstick for indexing speed: tantivy with its default text field over the files of a folder, nothing else.
//!
//! `plain_tantivy FOLDER INDEX_FOLDER [THREADS]` prints one JSON line.

use std::path::PathBuf;
use std::time::Instant;
use tantivy::schema::{Schema, TEXT};
use tantivy::{Index, IndexWriter, doc};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, index_folder, rest @ ..] = arguments.as_slice() else {
        eprintln!("usage: plain_tantivy FOLDER INDEX_FOLDER [THREADS]");
        std::process::exit(2);
    };
    let threads = rest.first().and_then(|threads| threads.parse().ok()).unwrap_or(2);
    if let Err(error) = run(folder, index_folder, threads) {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn run(folder: &str, index_folder: &str, threads: usize) -> Result<(), Box<dyn std::error::Error>> {
    let since = Instant::now();
    let mut schema = Schema::builder();
    let body = schema.add_text_field("body", TEXT);
    std::fs::create_dir_all(index_folder)?;
    let index = Index::create_in_dir(index_folder, schema.build())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, 60_000_000 * threads)?;
    let (mut open, mut bytes, mut files) = (vec![PathBuf::from(folder)], 0, 0);
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path)?.filter_map(|entry| Some(entry.ok()?.path())));
        } else {
            let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
            bytes += text.len();
            files += 1;
            writer.add_document(doc!(body => text))?;
        }
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let seconds = since.elapsed().as_secs_f64();
    let rate = bytes as f64 / 1e6 / seconds;
    println!(
        r#"{{"tool": "plain tantivy", "files": {files}, "bytes": {bytes}, "seconds": {seconds:.3}, "mb_s": {rate:.2}}}"#
    );
    Ok(())
}
