//! Bars over time, drawn on the server: what is surely of a stretch of time stands dark, what can be of it light.

use crate::ask::Ask;
use crate::words::timeline as words;
use maud::{Markup, html};

/// A stretch of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// What it is called: `1978`, `1978-05`, `1978-05-13`.
    pub label: String,
    /// How many are surely of it.
    pub sure: u64,
    /// How many more can be of it.
    pub maybe: u64,
    /// What leads to it.
    pub link: Option<String>,
}

/// Height and width of a drawing, in its own units.
const HEIGHT: f64 = 100.0;
const WIDTH: f64 = 1000.0;

/// Bars for bins, with labels below; and the same as a table, folded away.
pub fn bars(ask: &Ask, name: &str, bins: &[Bin]) -> Markup {
    let most = bins.iter().map(|bin| bin.sure + bin.maybe).max().unwrap_or(0).max(1) as f64;
    let wide = WIDTH / bins.len().max(1) as f64;
    let high = |count: u64| count as f64 / most * (HEIGHT - 2.0);
    html! {
        figure.chart {
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) preserveAspectRatio="none" role="img" aria-label=(name) focusable="false" {
                @for (at, bin) in bins.iter().enumerate() {
                    @let (x, bar) = (at as f64 * wide, (wide * 0.86).max(0.5));
                    @let (sure, maybe) = (high(bin.sure), high(bin.maybe));
                    @if bin.maybe > 0 {
                        rect.maybe x=(tidy(x)) width=(tidy(bar)) y=(tidy(HEIGHT - sure - maybe)) height=(tidy(maybe)) { title { (told(ask, bin)) } }
                    }
                    @if bin.sure > 0 {
                        rect.sure x=(tidy(x)) width=(tidy(bar)) y=(tidy(HEIGHT - sure)) height=(tidy(sure)) { title { (told(ask, bin)) } }
                    }
                }
            }
            @if let (Some(first), Some(last)) = (bins.first(), bins.last()) {
                div.axis aria-hidden="true" { span { (first.label) } @if bins.len() > 2 { span { (bins[bins.len() / 2].label) } } @if bins.len() > 1 { span { (last.label) } } }
            }
            (as_table(ask, name, bins))
        }
    }
}

fn as_table(ask: &Ask, name: &str, bins: &[Bin]) -> Markup {
    html! {
        details {
            summary { (ask.say(words::AS_TABLE)) }
            div.scroll tabindex="0" role="group" aria-label=(name) {
                table {
                    thead { tr { th scope="col" { (ask.say(words::TIME)) } th.number scope="col" { (ask.say(words::SURE)) } th.number scope="col" { (ask.say(words::MAYBE)) } } }
                    tbody {
                        @for bin in bins.iter().filter(|bin| bin.sure + bin.maybe > 0) {
                            tr {
                                th scope="row" { @if let Some(link) = &bin.link { a href=(link) { (bin.label) } } @else { (bin.label) } }
                                td.number { (ask.number(bin.sure)) }
                                td.number { @if bin.maybe > 0 { (ask.number(bin.maybe)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn told(ask: &Ask, bin: &Bin) -> String {
    let sure = ask.number(bin.sure);
    if bin.maybe == 0 {
        return format!("{}: {sure}", bin.label);
    }
    let maybe = ask.number(bin.maybe);
    ask.fill(words::BIN, &[("time", &bin.label), ("sure", &sure), ("maybe", &maybe)])
}

/// A number short enough for a drawing.
pub fn tidy(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
