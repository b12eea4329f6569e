//! Where the time of `add` goes: CPU seconds of each stage over the files of a folder, one thread, one process.
//!
//! `stages FOLDER [INDEX_FOLDER]` prints one JSON line a stage.

use broadside_engine::codec::{Decoder, Encoder};
use broadside_engine::repair::{Draft, Params, language, quality, repair, rules};
use broadside_engine::search::{Document, Writer};
use broadside_engine::store::Blobs;
use broadside_engine::{claims, dating, intake, mentions, run, structure};
use broadside_model::{Anatomy, Span, Text};
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
    let anatomies: Vec<_> =
        readings.iter().zip(&texts).map(|(reading, text)| run::anatomy::read(reading, text)).collect();
    say("anatomy: all", time(since));
    anatomy_stages(&texts, &anatomies, &say);
    let since = Instant::now();
    let answers: Vec<_> = readings
        .iter()
        .zip(&texts)
        .zip(&anatomies)
        .map(|((reading, text), anatomy)| {
            let mut out = Encoder::default();
            out.document(reading, text);
            out.anatomy(anatomy);
            out.finish()
        })
        .collect();
    say("encode", time(since));
    let since = Instant::now();
    for answer in &answers {
        if let Ok(mut from) = Decoder::new(answer)
            && let Ok((_, text)) = from.document()
        {
            let _ = from.anatomy(&text.text);
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

/// The stages of the anatomy one by one, over statements that are whole already.
fn anatomy_stages(texts: &[Text], anatomies: &[Anatomy], say: &dyn Fn(&str, Duration)) {
    let mut spent = [
        ("times", Duration::ZERO),
        ("names", Duration::ZERO),
        ("dating", Duration::ZERO),
        ("claims", Duration::ZERO),
        ("sayings", Duration::ZERO),
    ];
    for (text, anatomy) in texts.iter().zip(anatomies) {
        let mut since = Instant::now();
        let mut lap = |stage: usize| {
            spent[stage].1 += since.elapsed();
            since = Instant::now();
        };
        let _ = mentions::time::find(&text.text, Span::new(0, text.text.len()), text.language.as_deref());
        lap(0);
        for statement in &anatomy.statements {
            let language = statement.language.as_deref();
            let _ = mentions::names::find(&text.text, statement.span, language, &statement.parts);
            lap(1);
            let _ = dating::date(&text.text, statement, &[]);
            lap(2);
            let _ = claims::read(&text.text, statement);
            lap(3);
            let _ = structure::quotations::read(&text.text, statement);
            let _ = structure::demands::read(&text.text, statement);
            let _ = structure::slogans::read(&text.text, statement);
            lap(4);
        }
    }
    for (stage, time) in spent {
        say(&format!("anatomy: {stage}"), time);
    }
}
