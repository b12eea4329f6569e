//! Small pieces that many pages have.

use crate::ask::Ask;
use crate::words::frame;
use maud::{Markup, html};

/// Words of a document or a file name: kept apart from the direction of what stands around them.
pub fn bare(text: &str) -> Markup {
    html! { bdi { (text) } }
}

/// The BCP 47 tag of an ISO 639-3 code: the shorter code where there is one, as browsers know it.
pub fn language_tag(code: &str) -> &str {
    const SHORT: &[(&str, &str)] = &[
        ("ara", "ar"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("eus", "eu"),
        ("fas", "fa"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hun", "hu"),
        ("ind", "id"),
        ("ita", "it"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("lat", "la"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tha", "th"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("vie", "vi"),
        ("zho", "zh"),
    ];
    SHORT.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}

/// Links to the pages of a list: `page` counts from 1.
pub fn pager(ask: &Ask, page: u64, size: u64, all: u64) -> Markup {
    let last = all.div_ceil(size.max(1));
    if last <= 1 {
        return html! {};
    }
    let page = page.clamp(1, last);
    let link = |number: u64| {
        let address = ask.with("page", "");
        let joint = if address.contains('?') { '&' } else { '?' };
        format!("{address}{joint}page={number}")
    };
    let (from, to) = ((page - 1) * size + 1, (page * size).min(all));
    let range = [("from", ask.number(from)), ("to", ask.number(to)), ("all", ask.number(all))];
    let range: Vec<(&str, &str)> = range.iter().map(|(name, value)| (*name, value.as_str())).collect();
    html! {
        nav.pager aria-label=(ask.say(frame::PAGES)) {
            @if page > 1 { a rel="prev" href=(link(page - 1)) { "← " (ask.say(frame::PREVIOUS)) } }
            span { (ask.fill(frame::RANGE, &range)) }
            @if page < last { a rel="next" href=(link(page + 1)) { (ask.say(frame::NEXT)) " →" } }
        }
    }
}
