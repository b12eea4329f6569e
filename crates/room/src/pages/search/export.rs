//! All that was found, as a file that is written while it is read.

use super::{Asked, Facts, Nothing, asked, query};
use crate::answer::{Answer, Stream, Trouble};
use crate::ask::Ask;
use crate::csv::write_row;
use crate::desk::Desk;
use crate::holdings::Held;
use crate::narrow::ordered;
use crate::pages::cite::{Work, bibtex, csl, ris};
use crate::words::{Word, search as words};
use broadside_model::edtf::Day;
use broadside_model::{Edtf, Kind};
use std::sync::Arc;

/// A kind of file.
#[derive(Clone, Copy)]
pub struct Format {
    /// As addresses have it, and files end.
    pub name: &'static str,
    /// What people call it.
    pub short: &'static str,
    /// What it is for.
    pub title: Word,
    media_type: &'static str,
    begin: &'static str,
    between: &'static str,
    end: &'static str,
    one: fn(&Held, &Source) -> String,
}

/// Where what is taken along comes from.
struct Source {
    archive: String,
    ask: Ask,
}

/// Media types of the kinds of files.
pub const TYPES: [&str; 5] = [
    "text/csv; charset=utf-8",
    "application/x-ndjson",
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/vnd.citationstyles.csl+json",
];

/// Every kind of file.
pub const FORMATS: [Format; 5] = [
    Format {
        name: "csv",
        short: "CSV",
        title: words::AS_CSV,
        media_type: TYPES[0],
        begin: "id,kind,title,date,earliest,latest,date_method,language,issuers,addressees,places,signatories,claims,path\r\n",
        between: "",
        end: "",
        one: csv,
    },
    Format {
        name: "jsonl",
        short: "JSONL",
        title: words::AS_JSONL,
        media_type: TYPES[1],
        begin: "",
        between: "",
        end: "",
        one: jsonl,
    },
    Format {
        name: "bib",
        short: "BibTeX",
        title: words::AS_BIB,
        media_type: TYPES[2],
        begin: "",
        between: "\n",
        end: "",
        one: |held, from| bibtex(&from.work(held), None),
    },
    Format {
        name: "ris",
        short: "RIS",
        title: words::AS_RIS,
        media_type: TYPES[3],
        begin: "",
        between: "",
        end: "",
        one: |held, from| ris(&from.work(held), None),
    },
    Format {
        name: "csl",
        short: "CSL-JSON",
        title: words::AS_CSL,
        media_type: TYPES[4],
        begin: "[\n",
        between: ",\n",
        end: "\n]\n",
        one: |held, from| csl(&from.work(held), None).to_string(),
    },
];

impl Source {
    fn work(&self, held: &Held) -> Work {
        Work::listed(&self.archive, &self.ask, held)
    }
}

/// The address of a file of what a question finds.
pub fn address(pairs: &[(String, String)], format: &str) -> String {
    let mut pairs = pairs.to_vec();
    pairs.push(("as".to_owned(), format.to_owned()));
    query::address("/search/export", &pairs)
}

/// Bytes that are handed on at a time.
const PIECE: usize = 64 << 10;

/// Every statement found, in order.
pub fn export(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let asked = asked(desk, ask).map_err(|nothing| match nothing {
        Nothing::Trouble(trouble) => trouble,
        Nothing::Wrong(wrong) => wrong.1.trouble(),
    })?;
    let wanted = asked.wanted.format.as_str();
    let format = FORMATS.iter().find(|format| format.name == wanted || (wanted.is_empty() && format.name == "csv"));
    let Some(format) = format.copied() else {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        return Err(Trouble::Wrong(
            ask.fill(words::NO_FORMAT, &[("format", wanted)]),
            ask.fill(words::NO_FORMAT_HINT, &[("formats", &names.join(", "))]),
        ));
    };
    let all = statements(desk, &asked);
    let from = Source { archive: desk.room.place.name.clone(), ask: ask.clone() };
    // Reference managers know this one by another name.
    let ending = if format.name == "csl" { "json" } else { format.name };
    let name = format!("{}.{}", desk.room.place.name, ending);
    Ok(Answer::Stream(Stream::new(format.media_type, &name, move |put| {
        let mut piece = format.begin.to_owned();
        for (place, held) in all.iter().enumerate() {
            if place > 0 {
                piece += format.between;
            }
            piece += &(format.one)(held, &from);
            if piece.len() > PIECE && !put(std::mem::take(&mut piece).into_bytes()) {
                return;
            }
        }
        piece += format.end;
        put(piece.into_bytes());
    })))
}

fn statements(desk: &Desk, asked: &Asked) -> Vec<Arc<Held>> {
    let order = asked.wanted.order();
    let hits = ordered(&asked.found, &asked.narrowed.hits, order, &desk.now, 0, usize::MAX);
    hits.iter().filter_map(|hit| desk.now.holdings.statements.get(hit.place as usize).cloned()).collect()
}

/// A line of a table, with the columns of `list --csv`.
fn csv(held: &Held, _: &Source) -> String {
    let day = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
    let joined = |names: &[Arc<str>]| names.join("; ");
    let date = held.date.as_ref();
    let fields = [
        held.name(),
        held.kind.map_or("", Kind::name).to_owned(),
        held.title.as_deref().unwrap_or_default().to_owned(),
        date.map_or("", Edtf::as_str).to_owned(),
        day(date.and_then(Edtf::earliest)),
        day(date.and_then(Edtf::latest)),
        held.date_method.as_deref().unwrap_or_default().to_owned(),
        held.language.as_deref().unwrap_or_default().to_owned(),
        joined(&held.issuers),
        joined(&held.addressees),
        joined(&held.places),
        held.signatories.to_string(),
        held.claims.to_string(),
        String::from_utf8_lossy(&held.path).into_owned(),
    ];
    let mut row = Vec::new();
    // Nothing fails that is written to memory.
    let _ = write_row(&mut row, fields.iter().map(String::as_str));
    String::from_utf8(row).unwrap_or_default()
}

fn jsonl(held: &Held, _: &Source) -> String {
    serde_json::to_string(&Facts::new(held)).unwrap_or_default() + "\n"
}
