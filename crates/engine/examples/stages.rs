//! Where the time of `add` goes: CPU seconds of each stage over the files of a folder, one thread, one process.
//!
//! `stages FOLDER [INDEX_FOLDER]` prints one JSON line a stage.

use broadside_engine::codec::{Decoder, Encoder};
use broadside_engine::intake;
use broadside_engine::repair::{Draft, Params, language, quality, repair, rules};
use broadside_engine::search::{Document, Writer};
use broadside_engine::store::Blobs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        eprintln!("usage: stages FOLDER [INDEX_FOLDER]");
        std::process::exit(2);
    };
    let (mut open, mut files) = (vec![PathBuf::from(folder)], Vec::new());
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else if let Ok(bytes) = std::fs::read(&path) {
            files.push((path, bytes));
        }
    }
    files.sort();
    let megabytes = files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() as f64 / 1e6;
    let say = |what: &str, time: Duration| {
        let seconds = time.as_secs_f64();
        println!(r#"{{"stage": "{what}", "seconds": {seconds:.3}, "mb_s": {:.1}}}"#, megabytes / seconds);
    };
    let time = |since: Instant| since.elapsed();
    let since = Instant::now();
    let readings: Vec<_> =
        files.iter().map(|(path, bytes)| intake::read(bytes, path.to_string_lossy().as_bytes())).collect();
    say("intake", time(since));
    let mut by_rule = vec![Duration::ZERO; rules::ALL.len()];
    let (mut lines, mut finish, mut languages, mut qualities) = <(Duration, Duration, Duration, Duration)>::default();
    for reading in &readings {
        let since = Instant::now();
        let mut draft = Draft::new(reading);
        lines += time(since);
        for (rule, spent) in rules::ALL.iter().zip(&mut by_rule) {
            let since = Instant::now();
            rule.apply(&mut draft);
            *spent += time(since);
        }
        let since = Instant::now();
        let mut text = draft.finish();
        finish += time(since);
        let since = Instant::now();
        language::name(&mut text);
        languages += time(since);
        let since = Instant::now();
        text.quality = quality::quality(&text.text, text.language.as_deref());
        qualities += time(since);
    }
    say("repair: lines", lines);
    for (rule, spent) in rules::ALL.iter().zip(&by_rule) {
        say(&format!("repair: {}", rule.name()), *spent);
    }
    say("repair: finish", finish);
    say("repair: language", languages);
    say("repair: quality", qualities);
    let since = Instant::now();
    let texts: Vec<_> = readings.iter().map(|reading| repair(reading, &Params::default())).collect();
    say("repair: all", time(since));
    let since = Instant::now();
    let answers: Vec<_> = readings
        .iter()
        .zip(&texts)
        .map(|(reading, text)| {
            let mut out = Encoder::default();
            out.document(reading, text);
            out.finish()
        })
        .collect();
    say("encode", time(since));
    let since = Instant::now();
    for answer in &answers {
        if let Ok(mut from) = Decoder::new(answer) {
            let _ = from.document();
        }
    }
    say("decode", time(since));
    let since = Instant::now();
    for (reading, text) in readings.iter().zip(&texts) {
        let _ = Blobs::make(reading, text);
    }
    say("blobs", time(since));
    let Some(folder) = arguments.get(1) else { return };
    let since = Instant::now();
    let index = || -> Result<(), broadside_engine::search::SearchError> {
        let mut writer = Writer::open_or_create(&PathBuf::from(folder), 1, 120 << 20)?;
        for (key, text) in texts.iter().enumerate() {
            let language = text.language.as_deref();
            let (paths, added) = (&["a.txt".to_owned()], "2026-01-01T00:00:00Z");
            writer.add(&Document {
                key: key as u64,
                text: &text.text,
                furniture: "",
                language,
                paths,
                title: "",
                format: "text",
                added,
            })?;
        }
        writer.commit(1)
    };
    if let Err(error) = index() {
        eprintln!("{error}");
    }
    say("index", time(since));
}
