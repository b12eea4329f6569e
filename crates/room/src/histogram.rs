//! Statements over time, drawn as what is known of their dates.
//!
//! A date that lies in one bar is sure and drawn dark; one that can lie in several is spread evenly over them and drawn
//! light. Those that can lie anywhere, and those without a date, are only counted.

use broadside_model::edtf::Day;

/// Most bars.
const MOST_BARS: i64 = 60;
/// Days a date may span and still say how far the bars reach.
const PRECISE: i64 = 3_700;

/// How long a bar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// One month.
    Month,
    /// So many years.
    Years(i64),
}

const STEPS: [Step; 8] = [
    Step::Month,
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(25),
    Step::Years(100),
    Step::Years(1000),
];

/// A stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its beginning, as dates are asked for: `1978`, `1978-05`.
    pub from: String,
    /// Its end.
    pub to: String,
    /// How many surely are of it.
    pub sure: u32,
    /// How many may be of it, shared with the other bars they may be of.
    pub maybe: f64,
}

/// Statements over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// The bars, from the first to the last.
    pub bars: Vec<Bar>,
    /// How many are drawn as uncertain.
    pub uncertain: u32,
    /// How many can be of any time, and are not drawn.
    pub open: u32,
    /// How many have no date.
    pub undated: u32,
}

impl Step {
    fn bar(self, day: i64) -> i64 {
        let (year, month) = Day::from_number(day).map_or((0, 1), |day| (i64::from(day.year), i64::from(day.month)));
        match self {
            Step::Month => year * 12 + month - 1,
            Step::Years(years) => year.div_euclid(years),
        }
    }

    fn name(self, bar: i64) -> (String, String) {
        let year = |year: i64| if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") };
        match self {
            Step::Month => {
                let name = format!("{}-{:02}", year(bar.div_euclid(12)), bar.rem_euclid(12) + 1);
                (name.clone(), name)
            }
            Step::Years(years) => (year(bar * years), year(bar * years + years - 1)),
        }
    }
}

impl Histogram {
    /// Counts dates: the first and the last day each can mean, open ends being the least and the greatest number.
    pub fn of(days: &[(i64, i64)], undated: u32) -> Self {
        let is_closed = |days: &&(i64, i64)| days.0 != i64::MIN && days.1 != i64::MAX;
        let ends = |all: &mut dyn Iterator<Item = &(i64, i64)>| {
            all.fold(None, |ends: Option<(i64, i64)>, days| match ends {
                Some((first, last)) => Some((first.min(days.0), last.max(days.1))),
                None => Some(*days),
            })
        };
        let precise = ends(&mut days.iter().filter(is_closed).filter(|days| days.1 - days.0 <= PRECISE));
        let Some((first, last)) = precise.or_else(|| ends(&mut days.iter().filter(is_closed))) else {
            return Histogram { undated, open: days.len() as u32, ..Histogram::default() };
        };
        let fits = |step: &&Step| step.bar(last) - step.bar(first) < MOST_BARS;
        let step = STEPS.iter().find(fits).copied().unwrap_or(Step::Years(1000));
        Histogram { undated, ..drawn(days, step, (step.bar(first), step.bar(last))) }
    }

    /// The most that one bar may hold.
    pub fn highest(&self) -> f64 {
        self.bars.iter().map(|bar| f64::from(bar.sure) + bar.maybe).fold(0.0, f64::max)
    }
}

fn drawn(days: &[(i64, i64)], step: Step, (first, last): (i64, i64)) -> Histogram {
    let count = usize::try_from(last - first + 1).unwrap_or(1).min(MOST_BARS as usize * 20);
    let mut sure = vec![0u32; count];
    // What begins and ends to be possible with each bar.
    let mut change = vec![0.0f64; count + 1];
    let (mut uncertain, mut open) = (0, 0);
    let place = |bar: i64| usize::try_from((bar - first).clamp(0, count as i64 - 1)).unwrap_or(0);
    for (from, to) in days {
        if *from == i64::MIN || *to == i64::MAX {
            open += 1;
            continue;
        }
        let (from, to) = (step.bar(*from), step.bar(*to));
        let (start, end) = (place(from), place(to));
        if from == to {
            sure[start] += 1;
        } else if from < first && to > last {
            open += 1;
        } else {
            uncertain += 1;
            let share = 1.0 / (end - start + 1) as f64;
            change[start] += share;
            change[end + 1] -= share;
        }
    }
    let mut may = 0.0;
    let bars = (first..).zip(sure).zip(change).map(|((bar, sure), change)| {
        may += change;
        let (from, to) = step.name(bar);
        Bar { from, to, sure, maybe: if may < 1e-6 { 0.0 } else { may } }
    });
    Histogram { bars: bars.collect(), uncertain, open, undated: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Edtf;

    fn days(text: &str) -> (i64, i64) {
        let date: Edtf = text.parse().unwrap();
        let number = |day: Option<Day>, open| day.map_or(open, Day::number);
        (number(date.earliest(), i64::MIN), number(date.latest(), i64::MAX))
    }

    #[test]
    fn a_decade_is_spread_over_its_years_and_an_open_end_is_only_counted() {
        let all: Vec<_> = ["1978-05-01", "1978", "1984-03", "198X", "1979/.."].into_iter().map(days).collect();
        let histogram = Histogram::of(&all, 3);
        assert_eq!((histogram.undated, histogram.open, histogram.uncertain), (3, 1, 1));
        assert_eq!((histogram.bars[0].from.as_str(), histogram.bars[0].sure), ("1978", 2));
        let last = histogram.bars.last().unwrap();
        assert_eq!((last.from.as_str(), last.sure), ("1989", 0));
        assert!((histogram.bars[2].maybe - 0.1).abs() < 1e-9 && histogram.bars[1].maybe == 0.0);
        let drawn: f64 = histogram.bars.iter().map(|bar| f64::from(bar.sure) + bar.maybe).sum();
        assert!((drawn - 4.0).abs() < 1e-6, "each date is drawn once");
    }

    #[test]
    fn the_bars_are_as_long_as_the_time_needs() {
        let of = |texts: &[&str]| Histogram::of(&texts.iter().map(|text| days(text)).collect::<Vec<_>>(), 0);
        assert_eq!(of(&["1979-11-02", "1980-02-01"]).bars[1].from, "1979-12");
        assert_eq!(of(&["1789", "2020"]).bars[0].to, "1789");
        assert!(of(&["-0099", "2020"]).bars.len() <= 60);
        assert_eq!(of(&["../1980"]).bars, []);
        assert_eq!(of(&[]).bars, []);
    }
}
