//! Adding files: the form, what is received, and how far adding has come.

mod progress;
pub mod receive;

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::route::Route;
use crate::ui::{Page, Section};
use crate::words::add as words;
use crate::writer::uploads::Upload;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/add", page, "Uploads, and how far they are").gives::<Uploads>(),
        Route::post("/add", |_, _| Ok(Answer::See("/add".to_owned())), "Send files to be added")
            .takes_files()
            .gives::<Sent>(),
        Route::get("/add/{job}", progress::page, "How far an upload is, and what became of each file")
            .gives::<progress::Progress>(),
    ]
}

/// Files that were sent.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sent {
    /// What the upload is called.
    pub job: String,
    /// Where to see how far it is.
    pub next: String,
}

/// An upload in a few words.
#[derive(Debug, Serialize, JsonSchema)]
struct Line {
    job: String,
    /// Files that were sent.
    files: usize,
    /// Those that were read.
    done: usize,
    ended: bool,
}

impl Line {
    fn new(upload: &Upload) -> Self {
        upload.with(|stand| Line {
            job: upload.id.clone(),
            files: stand.sent,
            done: stand.sent - stand.waiting.len().min(stand.sent),
            ended: stand.has_ended,
        })
    }
}

/// Uploads, the last first.
#[derive(Debug, Serialize, JsonSchema)]
struct Uploads {
    items: Vec<Line>,
    total: u64,
    next: Option<String>,
}

fn page(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let uploads = &desk.room.writer.uploads;
    let items: Vec<Line> = uploads.all().iter().map(|upload| Line::new(upload)).collect();
    if ask.wants_json {
        return Answer::json(&Uploads { total: items.len() as u64, items, next: None });
    }
    let limits = [
        ("files", ask.number(receive::MOST_FILES as u64)),
        ("gib", ask.number(receive::MOST_BYTES >> 30)),
        ("mib", ask.number(receive::LARGEST >> 20)),
    ];
    let limits: Vec<(&str, &str)> = limits.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let body = html! {
        h1 { (ask.say(words::TITLE)) }
        (before(ask, uploads.left_over.1, uploads.broken))
        p { (ask.say(words::INTRO)) }
        form.sheet.add #add method="post" action="/add" enctype="multipart/form-data"
            data-drop=(ask.say(words::DROP)) data-sending=(ask.say(words::SENDING)) data-failed=(ask.say(words::SEND_FAILED)) {
            div.fields {
                label { (ask.say(words::FILES)) input type="file" name="files" multiple; }
                label { (ask.say(words::FOLDER)) input type="file" name="files" webkitdirectory multiple; }
                button.main type="submit" { (ask.say(words::SEND)) }
            }
            p role="status" {}
            p.faint { (ask.fill(words::LIMITS, &limits)) }
        }
        @if !items.is_empty() {
            h2 { (ask.say(words::UPLOADS)) }
            ul.uploads { @for one in &items { li {
                a href=(format!("/add/{}", one.job)) { (ask.count(one.files as u64, words::COUNT_ONE, words::COUNT_MANY)) }
                ": " (ask.say(if one.ended { words::ENDED } else { words::READING }))
            } } }
        }
        p { a href="/report" { (ask.say(words::TO_REPORT)) } }
    };
    Ok(Answer::Page(Page::new(ask.say(words::TITLE), Section::Add, body).with_island("add")))
}

/// What an earlier run of the program left.
fn before(ask: &Ask, files: usize, broken: usize) -> Markup {
    html! {
        @if files > 0 { p.notice { (ask.fill(words::LEFT_OVER, &[("n", &ask.number(files as u64))])) } }
        @if broken > 0 { p.notice { (ask.fill(words::BROKEN_BEFORE, &[("n", &ask.number(broken as u64))])) } }
    }
}
