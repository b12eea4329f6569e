//! Says what strings mean as EDTF: a line in, a line out.
//!
//! Out come, with tabs between: `valid` or `invalid`; the canonical form, or what is wrong; the first day, `-inf` for an
//! open start or `?` for an unknown one; the last day, `inf` or `?`; and the flags `uncertain`, `approximate`, `both`
//! that apply, with blanks between.

use broadside_model::Edtf;
use broadside_model::edtf::Bound;
use std::io::{self, BufRead, Write};

fn end(bound: Bound, open: &str) -> String {
    match bound {
        Bound::Day(day) => day.to_string(),
        Bound::Year(year) => format!("Y{year}"),
        Bound::Open => open.to_owned(),
        Bound::Unknown => "?".to_owned(),
    }
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        match line?.parse::<Edtf>() {
            Err(error) => writeln!(out, "invalid\t{error}\t\t\t")?,
            Ok(date) => {
                let doubts = date.doubts();
                let flags =
                    [("uncertain", doubts.uncertain), ("approximate", doubts.approximate), ("both", doubts.both)];
                let flags: Vec<&str> = flags.iter().filter(|flag| flag.1).map(|flag| flag.0).collect();
                let (lower, upper) = (end(date.lower(), "-inf"), end(date.upper(), "inf"));
                writeln!(out, "valid\t{date}\t{lower}\t{upper}\t{}", flags.join(" "))?;
            }
        }
    }
    Ok(())
}
