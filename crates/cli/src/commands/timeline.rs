//! `broadside timeline`: statements, claims and events in the order of their dates.
//!
//! Dates are what they are: a statement of which only the year is known stands before those of which the day is known,
//! with its year, and what has no date is counted and left out.

use super::open;
use super::readings::each;
use crate::args::Timeline;
use crate::output::table::{Column, Table};
use crate::output::{self, Lines, counted};
use crate::statements::Caption;
use anyhow::Result;
use broadside_room::points::{self, Point, Wanted, What};
use broadside_room::readings::Reading;

/// Runs the command.
pub fn run(args: &Timeline) -> Result<bool> {
    let (_, catalogue) = open(&args.archive.archive)?;
    let show: Vec<What> = args.show.iter().map(|what| What::from(*what)).collect();
    let wanted = Wanted { show: &show, date: args.date.as_ref() };
    let (mut points, mut undated_statements, mut undated_claims) = (Vec::new(), 0, 0);
    let take = |reading: &Reading<'_>, caption: &Caption<'_>| {
        let (more, statements, claims) = points::points(&wanted, reading, caption);
        points.extend(more);
        undated_statements += statements;
        undated_claims += claims;
        Ok(())
    };
    each(&catalogue, args.id.as_deref(), |_| true, take)?;
    Point::sort(&mut points);
    let mut out = Lines::new();
    if args.csv {
        out.csv(["date", "earliest", "latest", "what", "text", "statement", "start", "end", "quote"])?;
    }
    if args.archive.json || args.csv {
        for point in &points {
            if args.csv { print_csv(point, &mut out)? } else { out.json(&point.edge())? }
        }
    } else {
        print_table(&points, &mut out)?;
    }
    out.finish()?;
    let undated = [(undated_statements, "statement"), (undated_claims, "claim")];
    let undated: Vec<String> =
        undated.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun)).collect();
    if !undated.is_empty() && !args.csv && !args.archive.json {
        output::complain(&format!("Without a date, and left out: {}.", undated.join(", ")));
    }
    Ok(true)
}

fn print_table(points: &[Point], out: &mut Lines) -> Result<()> {
    let mut table =
        Table::new(&[Column::cut("DATE", 13), Column::fixed("WHAT"), Column::cut("TEXT", 20), Column::fixed("IN")]);
    for point in points {
        let text = point.shown.as_ref().unwrap_or(&point.text);
        table.push([point.date.as_str(), point.what.name(), text, &point.statement]);
    }
    for line in table.lines(output::width(), true, 0) {
        out.line(&line)?;
    }
    if points.is_empty() {
        out.line("Nothing with a date.")?;
    }
    Ok(())
}

fn print_csv(point: &Point, out: &mut Lines) -> Result<()> {
    let day = |day: Option<broadside_model::edtf::Day>| day.map_or(String::new(), |day| day.to_string());
    let (start, end, quote) = match &point.place {
        Some((start, end, quote)) => (start.to_string(), end.to_string(), quote.as_str()),
        None => (String::new(), String::new(), ""),
    };
    out.csv([
        point.date.as_str(),
        &day(point.date.earliest()),
        &day(point.date.latest()),
        point.what.name(),
        &point.text,
        &point.statement,
        &start,
        &end,
        quote,
    ])
}
