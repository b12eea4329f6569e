//! Statements over time, as a picture that leads on, and as numbers.

use crate::ask::Ask;
use crate::histogram::{Bar, Histogram};
use crate::words::search as words;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

/// Statements over time.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Dates {
    /// Stretches of time, one after the other.
    bars: Vec<Stretch>,
    /// How many can be of several stretches.
    uncertain: u64,
    /// How many can be of any time.
    open: u64,
    /// How many have no date.
    undated: u64,
}

/// A stretch of time.
#[derive(Debug, JsonSchema, Serialize)]
struct Stretch {
    /// Its beginning, in EDTF.
    from: String,
    /// Its end, in EDTF.
    to: String,
    /// How many surely are of it.
    statements: u64,
    /// How many may be of it, each shared evenly by the stretches it may be of.
    maybe: f64,
}

impl Dates {
    /// The edge twin of a histogram.
    pub fn new(histogram: &Histogram) -> Self {
        let stretch = |bar: &Bar| Stretch {
            from: bar.from.clone(),
            to: bar.to.clone(),
            statements: u64::from(bar.sure),
            maybe: (bar.maybe * 100.0).round() / 100.0,
        };
        Dates {
            bars: histogram.bars.iter().map(stretch).collect(),
            uncertain: u64::from(histogram.uncertain),
            open: u64::from(histogram.open),
            undated: u64::from(histogram.undated),
        }
    }
}

/// Height and width of a bar's place in the picture.
const HEIGHT: f64 = 100.0;
const WIDTH: f64 = 10.0;

fn label(ask: &Ask, bar: &Bar) -> String {
    let stretch = if bar.from == bar.to { bar.from.clone() } else { format!("{}–{}", bar.from, bar.to) };
    let sure = ask.count(u64::from(bar.sure), words::ONE_STATEMENT, words::STATEMENTS);
    if bar.maybe == 0.0 {
        return format!("{stretch}: {sure}");
    }
    let maybe = ask.number((bar.maybe.ceil()).max(1.0) as u64);
    format!("{stretch}: {sure}, {}", ask.fill(words::MAYBE, &[("n", &maybe)]))
}

/// The picture, the same as a table, and what is not drawn; `address` leads to the statements between two dates.
pub fn histogram(ask: &Ask, histogram: &Histogram, address: &dyn Fn(&str, &str) -> String) -> Markup {
    let bars = &histogram.bars;
    let highest = histogram.highest().max(1.0);
    let height = |count: f64| (count / highest * HEIGHT * 10.0).round() / 10.0;
    let ends = bars.first().zip(bars.last());
    html! {
        @if let Some((first, last)) = ends {
            figure.histogram {
                svg viewBox={ "0 0 " (bars.len() as f64 * WIDTH) " " (HEIGHT) } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                    @for (place, bar) in bars.iter().enumerate() {
                        @let (sure, maybe) = (height(f64::from(bar.sure)), height(bar.maybe));
                        @let left = place as f64 * WIDTH;
                        a href=(address(&bar.from, &bar.to)) tabindex="-1" {
                            title { (label(ask, bar)) }
                            rect.place x=(left) y="0" width=(WIDTH) height=(HEIGHT) {}
                            @if sure > 0.0 { rect.sure x=(left + 1.0) y=(HEIGHT - sure) width=(WIDTH - 2.0) height=(sure) {} }
                            @if maybe > 0.0 { rect.maybe x=(left + 1.0) y=(HEIGHT - sure - maybe) width=(WIDTH - 2.0) height=(maybe) {} }
                        }
                    }
                }
                figcaption {
                    span.ends { span { (first.from) } span { (last.to) } }
                    @if histogram.uncertain > 0 {
                        span.key { span.maybe {} (ask.count(u64::from(histogram.uncertain), words::ONE_UNCERTAIN, words::UNCERTAIN)) }
                    }
                    @if histogram.open > 0 { span.key { (ask.count(u64::from(histogram.open), words::ONE_OPEN, words::OPEN)) } }
                }
                details.more {
                    summary { (ask.say(words::AS_NUMBERS)) }
                    ul.values {
                        @for bar in bars.iter().filter(|bar| bar.sure > 0 || bar.maybe > 0.0) {
                            li { a href=(address(&bar.from, &bar.to)) { (label(ask, bar)) } }
                        }
                    }
                }
            }
        }
    }
}
