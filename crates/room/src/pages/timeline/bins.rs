//! How many there are of each stretch of time. What is surely of one stretch is counted there; what can be of several is
//! counted as possible in each, so that a rough date is drawn over all the time it can mean.

use super::SHOWN;
use crate::gathered::{Dated, Gathered};
use crate::ui::chart::Bin;
use broadside_model::Edtf;
use broadside_model::edtf::Day;
use serde::Serialize;

/// How long a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Day,
    Month,
    Years(i64),
}

/// Stretches drawn, at most.
const MOST: i64 = 120;

impl Step {
    /// The number of the stretch that a day lies in.
    fn of(self, day: Day) -> i64 {
        match self {
            Step::Day => day.number(),
            Step::Month => i64::from(day.year) * 12 + i64::from(day.month) - 1,
            Step::Years(years) => i64::from(day.year).div_euclid(years),
        }
    }

    /// First and last day of a stretch, as dates are typed.
    fn ends(self, at: i64) -> (String, String) {
        match self {
            Step::Day => {
                let day = Day::from_number(at).map(|day| day.to_string()).unwrap_or_default();
                (day.clone(), day)
            }
            Step::Month => {
                let month = format!("{}-{:02}", year(at.div_euclid(12)), at.rem_euclid(12) + 1);
                (month.clone(), month)
            }
            Step::Years(years) => (year(at * years), year(at * years + years - 1)),
        }
    }
}

fn year(year: i64) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

/// Stretches of time with what is of them.
#[derive(Debug)]
pub struct Bins {
    step: Step,
    first: i64,
    counts: Vec<(u64, u64)>,
}

/// First and last day that a date can be; where one end is open, the other stands for it.
fn ends(date: &Edtf) -> Option<(Day, Day)> {
    let (from, to) = (date.earliest().or(date.latest())?, date.latest().or(date.earliest())?);
    Some((from, to))
}

fn typed(text: &str) -> Option<Edtf> {
    text.parse().ok()
}

impl Bins {
    /// Counts rows; `asked` are the ends of the time that was asked for, or nothing.
    pub fn of(table: &Gathered, rows: &[Dated], asked: &(String, String)) -> Self {
        let spans: Vec<(Day, Day)> = rows.iter().filter_map(|row| ends(table.date(row.date)?)).collect();
        let sure: Vec<&(Day, Day)> = spans.iter().filter(|(from, to)| to.year - from.year < 100).collect();
        let from = typed(&asked.0).and_then(|date| date.earliest()).or(sure.iter().map(|span| span.0).min());
        let to = typed(&asked.1).and_then(|date| date.latest()).or(sure.iter().map(|span| span.1).max());
        let (Some(from), Some(to)) = (from, to) else { return Bins { step: Step::Day, first: 0, counts: Vec::new() } };
        let step = step(from, to);
        let (first, last) = (step.of(from), step.of(to).max(step.of(from)));
        // Counted by differences, so that dates of centuries cost no more than those of days.
        let mut counts = vec![(0_u64, 0_u64); (last - first + 1) as usize];
        let mut rough = vec![0_i64; counts.len() + 1];
        for (from, to) in spans {
            let (from, to) = (step.of(from).max(first) - first, step.of(to).min(last) - first);
            if from > to {
                continue;
            }
            if from == to {
                counts[from as usize].0 += 1;
            } else {
                rough[from as usize] += 1;
                rough[to as usize + 1] -= 1;
            }
        }
        let mut running = 0;
        for (count, change) in counts.iter_mut().zip(&rough) {
            running += change;
            count.1 = running.max(0) as u64;
        }
        Bins { step, first, counts }
    }

    /// The same to be drawn; `link` leads to a stretch by its ends.
    pub fn drawn(&self, link: &dyn Fn(&str, &str) -> String) -> Vec<Bin> {
        let bin = |(at, (sure, maybe)): (i64, &(u64, u64))| {
            let (from, to) = self.step.ends(at);
            let label = if from == to { from.clone() } else { format!("{from}–{to}") };
            Bin { label, sure: *sure, maybe: *maybe, link: Some(link(&from, &to)) }
        };
        (self.first..).zip(&self.counts).map(bin).collect()
    }
}

fn step(from: Day, to: Day) -> Step {
    if to.number() - from.number() <= 62 {
        return Step::Day;
    }
    let years = i64::from(to.year) - i64::from(from.year) + 1;
    if years <= 6 {
        return Step::Month;
    }
    let steps = [1, 2, 5, 10, 25, 50, 100, 1000];
    steps.into_iter().find(|step| years / step <= MOST).map_or(Step::Years(10_000), Step::Years)
}

/// Counts by time for a drawing that is moved, zoomed and narrowed: pairs of days since 1970-01-01, what it is that has
/// this date, by its place in [`SHOWN`], and how often each stands.
#[derive(Debug, Default, Serialize)]
pub struct Days {
    from: Vec<i64>,
    to: Vec<i64>,
    what: Vec<usize>,
    count: Vec<u32>,
}

/// Each pair of first and last day once for each of what there is, in order.
pub fn days(table: &Gathered, rows: &[Dated]) -> Days {
    let span = |row: &Dated| {
        let (from, to) = ends(table.date(row.date)?)?;
        Some((from.number(), to.number(), SHOWN.iter().position(|what| *what == row.what)?))
    };
    let mut spans: Vec<(i64, i64, usize)> = rows.iter().filter_map(span).collect();
    spans.sort_unstable();
    let mut days = Days::default();
    for some in spans.chunk_by(|a, b| a == b) {
        let Some((from, to, what)) = some.first() else { continue };
        days.from.push(*from);
        days.to.push(*to);
        days.what.push(*what);
        days.count.push(some.len() as u32);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::What;

    fn table(dates: &[&str]) -> (Gathered, Vec<Dated>) {
        let dates: Vec<Edtf> = dates.iter().map(|date| date.parse().unwrap()).collect();
        let row = |date| Dated { date, what: What::Statement, statement: 0, at: 0, place: None };
        let rows = (1..=dates.len() as u32).map(row).collect();
        (Gathered { dates, ..Gathered::default() }, rows)
    }

    #[test]
    fn a_rough_date_is_drawn_over_all_the_time_it_can_mean() {
        let (table, rows) = table(&["1970-01-05", "1971", "197X"]);
        let bins = Bins::of(&table, &rows, &(String::new(), String::new()));
        let drawn = bins.drawn(&|from, to| format!("{from}..{to}"));
        assert_eq!(drawn.len(), 10);
        assert_eq!((drawn[0].sure, drawn[0].maybe, drawn[0].label.as_str()), (1, 1, "1970"));
        assert_eq!((drawn[1].sure, drawn[1].maybe), (1, 1));
        assert_eq!((drawn[9].sure, drawn[9].maybe), (0, 1));
    }

    #[test]
    fn a_year_asked_for_is_drawn_by_months_and_a_month_by_days() {
        let (table, rows) = table(&["1970-03-05"]);
        let of = |date: &str| Bins::of(&table, &rows, &(date.to_owned(), date.to_owned())).counts.len();
        assert_eq!([of("1970"), of("1970-03"), of("1970-03-05")], [12, 31, 1]);
    }
}
