//! What stands at the same place of many texts of one series: a masthead, a notice, an invitation to subscribe.
//!
//! The structure of a text knows most furniture, and takes it out; this is what only the comparison of texts can tell.

use super::observe::Observed;
use broadside_model::{About, Family, Link, Side, Span};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Fewest texts of a series that have it.
const TEXTS: usize = 4;
/// Least share of the texts of the series that have it, in percent.
const OF_SERIES: usize = 50;
/// How much the distance from the text's start or end may differ, in bytes.
const SAME_PLACE: u32 = 120;
/// Least share of the texts that have it at one place, in percent.
const AT_PLACE: usize = 80;
/// Most issuers a text, in percent of the texts: many issuers under one roof share a formula, not furniture.
const ISSUERS: usize = 34;

/// Numbers of the families that are furniture.
pub(super) fn families(
    families: &[Family],
    about: &[About],
    count: usize,
    links: &[Link],
    seen: &[[Observed; 2]],
) -> BTreeSet<u32> {
    let mut series: FxHashMap<&str, usize> = FxHashMap::default();
    for name in about.iter().filter_map(|about| about.series.as_deref()) {
        *series.entry(name).or_default() += 1;
    }
    let is_furniture = |family: &Family| -> bool {
        if family.members.len() < TEXTS || count == 0 {
            return false;
        }
        let bytes = sizes(family, links, seen);
        let mut placed: Vec<(&str, u32, Span)> = family
            .members
            .iter()
            .filter_map(|member| Some((about.get(member.text as usize)?.series.as_deref()?, member.text, member.span)))
            .collect();
        placed.sort_unstable();
        let of_series = placed.chunk_by(|x, y| x.0 == y.0);
        let mut counted = of_series.filter(|of| {
            let texts: BTreeSet<u32> = of.iter().map(|(_, text, _)| *text).collect();
            let all = series.get(of[0].0).copied().unwrap_or(0);
            let issuers: BTreeSet<&String> =
                texts.iter().filter_map(|text| about.get(*text as usize)).flat_map(|about| &about.issuers).collect();
            texts.len() >= TEXTS
                && texts.len() * 100 >= all * OF_SERIES
                && issuers.len() * 100 <= texts.len() * ISSUERS.max(100 / texts.len())
                && at_one_place(of, &bytes)
        });
        counted.next().is_some()
    };
    (0u32..).zip(families).filter(|(_, family)| is_furniture(family)).map(|(number, _)| number).collect()
}

/// Bytes of each text of a family.
fn sizes(family: &Family, links: &[Link], seen: &[[Observed; 2]]) -> FxHashMap<u32, u32> {
    let mut bytes = FxHashMap::default();
    for index in &family.links {
        let (Some(link), Some(sides)) = (links.get(*index as usize), seen.get(*index as usize)) else { continue };
        for (side, observed) in [Side::A, Side::B].into_iter().zip(sides) {
            bytes.insert(link.passage(side).text, observed.of);
        }
    }
    bytes
}

fn at_one_place(of: &[(&str, u32, Span)], bytes: &FxHashMap<u32, u32>) -> bool {
    let from_start: Vec<u32> = of.iter().map(|(_, _, span)| span.start).collect();
    let end = |text: &u32, span: &Span| bytes.get(text).map_or(u32::MAX, |bytes| bytes.saturating_sub(span.end));
    let from_end: Vec<u32> = of.iter().map(|(_, text, span)| end(text, span)).collect();
    [from_start, from_end].into_iter().any(|mut far| {
        far.sort_unstable();
        let Some(middle) = far.get(far.len() / 2).copied() else { return false };
        far.iter().filter(|place| place.abs_diff(middle) <= SAME_PLACE).count() * 100 >= far.len() * AT_PLACE
    })
}
