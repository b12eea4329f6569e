//! Receives files, piece by piece, onto the disk of the archive: no file is in memory whole.

use super::Sent;
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::room::Room;
use crate::words::add as words;
use crate::writer::spool::{Receiving, safe};
use crate::writer::uploads::Refusal;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::response::Response;
use std::sync::Arc;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

/// Bytes of a file that are read at most.
pub const LARGEST: u64 = 256 << 20;
/// Bytes that are received at once.
pub const MOST_BYTES: u64 = 4 << 30;
/// Files that are received at once.
pub const MOST_FILES: usize = 20_000;

/// Receives what is sent, hands it to the writer, and leads to where one sees what becomes of it.
pub async fn receive(room: Arc<Room>, ask: Ask, request: Request) -> Response {
    match received(&room, &ask, request).await {
        Err(trouble) => trouble.respond(&ask),
        Ok(sent) if ask.wants_json => match Answer::json(&sent) {
            Ok(answer) => answer.respond(&ask),
            Err(trouble) => trouble.respond(&ask),
        },
        Ok(sent) => Answer::See(sent.next).respond(&ask),
    }
}

/// What was refused, and how much was taken.
#[derive(Default)]
struct Taken {
    files: usize,
    bytes: u64,
    refused: Vec<(String, Refusal)>,
}

async fn received(room: &Room, ask: &Ask, request: Request) -> Result<Sent, Trouble> {
    let no_room = |error: std::io::Error| Trouble::Unwritable(ask.fill(words::NO_ROOM, &[("why", &error.to_string())]));
    if !room.folder().exists() {
        return Err(Trouble::Gone(room.folder().display().to_string()));
    }
    let none = || Trouble::Wrong(ask.say(words::NO_FILES).to_owned(), ask.say(words::NO_FILES_HINT).to_owned());
    let broken = |_: MultipartError| {
        Trouble::Wrong(ask.say(words::BROKEN_OFF).to_owned(), ask.say(words::BROKEN_OFF_HINT).to_owned())
    };
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| none())?;
    let (job, mut receiving) = room.writer.uploads.receive().map_err(no_room)?;
    let mut taken = Taken::default();
    while let Some(field) = parts.next_field().await.map_err(broken)? {
        let Some(name) = field.file_name().map(str::to_owned) else { continue };
        // An empty field for files is sent as a file without name.
        if name.is_empty() {
            continue;
        }
        match take(&mut receiving, field, &name, &mut taken).await {
            Ok(()) => {}
            Err(Failed::Sending(error)) => return Err(broken(error)),
            Err(Failed::Keeping(error)) => return Err(no_room(error)),
        }
    }
    if taken.files == 0 && taken.refused.is_empty() {
        return Err(none());
    }
    room.writer.uploads.received(job.clone(), receiving, taken.refused).map_err(no_room)?;
    room.writer.uploaded();
    let next = format!("/add/{job}");
    Ok(Sent { job, next })
}

enum Failed {
    Sending(MultipartError),
    Keeping(std::io::Error),
}

/// Names that are told of what was refused.
const TOLD: usize = 200;

async fn take(receiving: &mut Receiving, mut field: Field<'_>, name: &str, taken: &mut Taken) -> Result<(), Failed> {
    let refusal = match safe(name.as_bytes()) {
        None => Err(Refusal::NoName),
        Some(_) if taken.files >= MOST_FILES || taken.bytes >= MOST_BYTES => Err(Refusal::TooMany),
        Some(path) => Ok(path),
    };
    let refusal = match refusal {
        Ok(path) => {
            let (_, place) = receiving.place(&path).map_err(Failed::Keeping)?;
            let mut file = File::create(&place).await.map_err(Failed::Keeping)?;
            let (mut bytes, mut refusal) = (0, None);
            while let Some(piece) = field.chunk().await.map_err(Failed::Sending)? {
                bytes += piece.len() as u64;
                if bytes > LARGEST || taken.bytes + bytes > MOST_BYTES {
                    refusal = Some(if bytes > LARGEST { Refusal::TooLarge } else { Refusal::TooMany });
                    break;
                }
                file.write_all(&piece).await.map_err(Failed::Keeping)?;
            }
            file.flush().await.map_err(Failed::Keeping)?;
            drop(file);
            match refusal {
                None => {
                    taken.files += 1;
                    taken.bytes += bytes;
                    return Ok(());
                }
                Some(refusal) => {
                    tokio::fs::remove_file(&place).await.map_err(Failed::Keeping)?;
                    refusal
                }
            }
        }
        Err(refusal) => refusal,
    };
    // The rest of it is read and forgotten, so that what stands behind it is understood.
    while field.chunk().await.map_err(Failed::Sending)?.is_some() {}
    if taken.refused.len() < TOLD {
        taken.refused.push((name.to_owned(), refusal));
    }
    Ok(())
}
