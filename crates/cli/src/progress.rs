//! What a person sees while files are read: files, MB/s, what is slow, what remains; and Ctrl-C.

use crate::json;
use crate::output::{self, counted, grouped};
use broadside_engine::run::{Line, Progress};
use broadside_model::Outcome;
use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, Weak};
use std::time::{Duration, Instant};

/// A file in hand this long is named.
const SLOW: Duration = Duration::from_secs(2);

/// Watches a run for a person or a program.
pub struct Watch {
    bar: ProgressBar,
    json: bool,
    quiet: bool,
    stop: Arc<AtomicBool>,
    state: Arc<Mutex<State>>,
    since: Instant,
}

#[derive(Default)]
struct State {
    outcomes: BTreeMap<Outcome, u64>,
    bytes: u64,
    known: u64,
    in_hand: BTreeMap<Vec<u8>, Instant>,
    bad: Vec<String>,
}

/// Set when Ctrl-C was pressed; `stopping` says what that means.
fn stop_flag(stopping: &'static str) -> Arc<AtomicBool> {
    static FLAG: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    FLAG.get_or_init(|| {
        let flag = Arc::new(AtomicBool::new(false));
        let seen = flag.clone();
        let _ = ctrlc::set_handler(move || {
            if seen.swap(true, Ordering::SeqCst) {
                // Pressed again: what was acknowledged is on disk, so leaving at once loses nothing.
                std::process::exit(1);
            }
            output::complain(&format!("\nStopping: {stopping}. Press Ctrl-C again to leave at once."));
        });
        flag
    })
    .clone()
}

/// Draws twice a second for as long as the run is watched: a slow file is named while nothing else happens.
fn keep_drawing(bar: ProgressBar, state: Weak<Mutex<State>>, since: Instant) {
    std::thread::spawn(move || {
        while let Some(state) = state.upgrade() {
            match state.lock() {
                Ok(state) if !bar.is_finished() => describe(&bar, since, &state),
                _ => return,
            }
            drop(state);
            std::thread::sleep(Duration::from_millis(500));
        }
    });
}

/// Files, MB/s, the slow file in hand, what remains: the most telling first, for a narrow terminal cuts the rest.
fn describe(bar: &ProgressBar, since: Instant, state: &State) {
    let done: u64 = state.outcomes.values().sum();
    let seconds = since.elapsed().as_secs_f64().max(0.001);
    let mut message = format!("{}  {:.1} MB/s", counted(done, "file"), state.bytes as f64 / 1e6 / seconds);
    let left = bar.length().unwrap_or(0).saturating_sub(bar.position());
    if bar.position() > 0 && left > 0 {
        let remaining = left as f64 / (bar.position() as f64 / seconds);
        message += &format!("  {} left", HumanDuration(Duration::from_secs_f64(remaining.min(1e7))));
    }
    let slowest = state.in_hand.iter().min_by_key(|(_, since)| **since);
    if let Some((path, since)) = slowest.filter(|(_, since)| since.elapsed() > SLOW) {
        message += &format!("  slow: {} ({} s)", output::name(path), since.elapsed().as_secs());
    }
    bar.set_message(message);
}

impl Watch {
    /// Watches; as JSON lines on standard output, or with a bar on standard error where that is a terminal.
    pub fn new(json: bool, quiet: bool) -> Self {
        let bar = if json || quiet { ProgressBar::hidden() } else { ProgressBar::new(0) };
        // What does not fit the terminal is cut: a line that wraps is drawn anew below itself.
        let style = "{bar:16} {percent}%  {wide_msg}";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        let state = Arc::default();
        let since = Instant::now();
        if !bar.is_hidden() {
            keep_drawing(bar.clone(), Arc::downgrade(&state), since);
        }
        Watch { bar, json, quiet, stop: stop_flag("files in hand are finished first"), state, since }
    }

    /// The lines about what could not be read, and the closing line.
    pub fn closing(&self) -> (Vec<String>, String) {
        self.bar.finish_and_clear();
        let Ok(state) = self.state.lock() else { return (Vec::new(), String::new()) };
        let done: u64 = state.outcomes.values().sum();
        let seconds = self.since.elapsed().as_secs_f64();
        let megabytes = state.bytes as f64 / 1e6;
        let outcomes: Vec<String> =
            state.outcomes.iter().map(|(outcome, count)| format!("{} {}", grouped(*count), outcome.name())).collect();
        let known = if state.known > 0 { format!("; {} already known", grouped(state.known)) } else { String::new() };
        let line = format!(
            "{}, {megabytes:.1} MB in {seconds:.1} s ({:.1} MB/s): {}{known}.",
            counted(done, "file"),
            megabytes / seconds.max(0.001),
            outcomes.join(", ")
        );
        (state.bad.clone(), line)
    }
}

impl Progress for Watch {
    fn listed(&self, _files: u64, bytes: u64) {
        self.bar.set_length(bytes);
    }

    fn noted(&self, note: &str) {
        if !note.is_empty() && !self.quiet {
            output::complain(&format!("Note: {note}"));
        }
    }

    fn begun(&self, path: &[u8]) {
        if let Ok(mut state) = self.state.lock() {
            state.in_hand.insert(path.to_vec(), Instant::now());
            if !self.bar.is_hidden() {
                describe(&self.bar, self.since, &state);
            }
        }
    }

    fn acknowledged(&self, line: &Line) {
        let Ok(mut state) = self.state.lock() else { return };
        state.in_hand.remove(&line.path);
        *state.outcomes.entry(line.outcome).or_default() += 1;
        state.bytes += line.bytes;
        state.known += u64::from(line.known);
        self.bar.inc(line.bytes);
        if self.json {
            let mut out = std::io::stdout().lock();
            let _ =
                output::json_line(&json::Line::new(line)).map(|line| out.write_all(&line).and_then(|()| out.flush()));
        } else if line.is_bad() || line.outcome == Outcome::Skipped {
            let bad = bad_line(line);
            if !self.quiet || line.is_bad() {
                state.bad.push(bad);
            }
        }
        if !self.bar.is_hidden() {
            describe(&self.bar, self.since, &state);
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

/// Watches the stages of a long search, one bar after the other, where standard error is a terminal.
pub struct Stages {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
    stage: Mutex<&'static str>,
    since: Instant,
}

impl Stages {
    /// Watches.
    pub fn new() -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{bar:16} {percent}%  {wide_msg}") {
            bar.set_style(style);
        }
        Stages { bar, stop: stop_flag("what was found is kept"), stage: Mutex::default(), since: Instant::now() }
    }

    /// Shows how far a stage is; `false` when it should end.
    pub fn follow(&self, stage: &'static str, done: u64, of: u64) -> bool {
        if !self.bar.is_hidden() {
            let is_new = self.stage.lock().is_ok_and(|mut shown| std::mem::replace(&mut *shown, stage) != stage);
            if is_new {
                self.bar.set_message(stage);
            }
            self.bar.set_length(of.max(done));
            self.bar.set_position(done);
        }
        !self.is_stopped()
    }

    /// Whether somebody wants it to end.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Says something on standard error, beside the bar.
    pub fn say(&self, line: &str) {
        self.bar.suspend(|| output::complain(line));
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// Says what came of it, where somebody looks on.
    pub fn closing(&self, line: &str) {
        if std::io::stderr().is_terminal() {
            output::complain(&format!("{line} in {:.1} s.", self.since.elapsed().as_secs_f64()));
        }
    }
}

impl broadside_engine::reuse::Watch for Stages {
    fn step(&self, stage: &'static str, done: u64, of: u64) -> ControlFlow<()> {
        if self.follow(stage, done, of) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

fn bad_line(line: &Line) -> String {
    let worst = line.diagnostics.iter().max_by_key(|diagnostic| diagnostic.severity);
    let what = worst.map_or(String::new(), |diagnostic| {
        let hint = if diagnostic.hint.is_empty() { String::new() } else { format!(" → {}", diagnostic.hint) };
        format!(" ({}): {}{hint}", diagnostic.stage, diagnostic.message)
    });
    output::inert(&format!("{}: {}{what}", String::from_utf8_lossy(&line.path), line.outcome.name()))
}
