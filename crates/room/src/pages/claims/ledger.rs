//! Claims about the same thing, brought together: the same matter, at the same place and time.
//!
//! Nothing is taken to be the same that the claims do not say alike: a rougher time is another than the day that lies in it.

use super::{Wanted, read, view};
use crate::answer::Trouble;
use crate::ask::Ask;
use crate::desk::Desk;
use crate::gathered::{Claimed, Gathered, Pages};
use crate::rows::{Claims, RowKind};
use broadside_model::StatementId;
use maud::Markup;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Groups on a page.
pub const GROUPS: u64 = 20;
/// Claims of a group that are shown.
pub const MEMBERS: usize = 12;

/// What claims are about: the matter, the place, the time.
type Key = (u32, u32, u32);

/// Claims about the same thing, in the order of their statements' dates.
#[derive(Debug)]
pub struct Group {
    /// Places of the claims.
    pub claims: Vec<u32>,
    /// Whether several stand together because place or time says so.
    pub is_one_thing: bool,
}

/// Claims by what they are about: first those that several speak of; of claims that name neither place nor time, each
/// stands alone.
pub fn groups(table: &Gathered, fit: &[u32]) -> Vec<Group> {
    let mut places: FxHashMap<Key, usize> = FxHashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    for at in fit {
        let Some(row) = table.claimed.get(*at as usize) else { continue };
        let is_one_thing = is_placed(table, row);
        if !is_one_thing {
            groups.push(Group { claims: vec![*at], is_one_thing });
            continue;
        }
        let key = (table.pool.rank(row.what), table.pool.rank(row.place), row.date);
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.claims.push(*at),
            None => groups.push(Group { claims: vec![*at], is_one_thing }),
        }
    }
    // Where statements of several speak of one thing, people want to compare them.
    let claimants = |group: &Group| {
        let rows = group.claims.iter().filter_map(|at| table.claimed.get(*at as usize));
        let mut all: Vec<(u32, u32)> = rows.map(|row| (row.claimant, row.statement)).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    groups.sort_by_cached_key(|group| {
        (Reverse(claimants(group).min(2)), !group.is_one_thing, first_day(table, group), group.claims.first().copied())
    });
    groups
}

/// Whether a claim says of what it is a figure, so that another's can be laid beside it: with a place, or the day; sums of
/// money only with both.
fn is_placed(table: &Gathered, row: &Claimed) -> bool {
    let date = table.date(row.date);
    let is_day = date.is_some_and(|date| date.earliest().is_some() && date.earliest() == date.latest());
    let is_money = table.pool.get(row.what).is_some_and(|what| what == "money");
    row.counts && if is_money { row.place != 0 && is_day } else { row.place != 0 || is_day }
}

fn first_day(table: &Gathered, group: &Group) -> (bool, u32) {
    let row: Option<&Claimed> = group.claims.first().and_then(|at| table.claimed.get(*at as usize));
    let date = row.map_or(0, |row| row.date);
    (date == 0, date)
}

/// A ledger, and what it is read from.
pub struct Ledger<'a, 'c, F: Fn(&[u32]) -> Vec<StatementId>> {
    /// Sources.
    pub pages: &'a mut Pages<'c>,
    /// Claims.
    pub table: &'a Gathered,
    /// What they are about.
    pub groups: Vec<Group>,
    /// The statements of claims.
    pub of: &'a F,
}

impl<F: Fn(&[u32]) -> Vec<StatementId>> Ledger<'_, '_, F> {
    /// A page of it: how many claims there are, which page, and whether it is of the archive as it was.
    pub fn page(
        mut self,
        desk: &Desk,
        ask: &Ask,
        wanted: &Wanted,
        (claims, page, is_before): (u64, u64, bool),
    ) -> Result<Markup, Trouble> {
        let mut groups = std::mem::take(&mut self.groups);
        if !wanted.rivals.is_empty() {
            groups.retain(|group| group.claims.len() > 1);
        }
        let all = groups.len() as u64;
        let shown: Vec<Group> = groups.into_iter().skip(((page - 1) * GROUPS) as usize).take(GROUPS as usize).collect();
        let members: Vec<u32> = shown.iter().flat_map(|group| group.claims.iter().take(MEMBERS)).copied().collect();
        self.pages.read((self.of)(&members))?;
        let mut sheets = Vec::new();
        for group in &shown {
            let some = group.claims.get(..MEMBERS).unwrap_or(&group.claims);
            let readings = read(self.table, self.pages, some);
            if !wanted.rivals.is_empty() && figures(&readings) < 2 {
                continue;
            }
            sheets.push(view::group(desk, ask, self.table, &readings, group.claims.len(), figures(&readings)));
        }
        Ok(view::ledger(ask, wanted, &sheets, (claims, all, page, is_before)))
    }
}

/// How many different figures these claims have.
fn figures(readings: &[(Claimed, crate::readings::Reading<'_>)]) -> usize {
    let each = readings.iter().filter_map(|(row, reading)| Claims::of(reading.with_rejected).get(row.at as usize));
    let mut all: Vec<(Option<u64>, Option<u64>)> =
        each.map(|found| (found.value.min.map(f64::to_bits), found.value.max.map(f64::to_bits))).collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}
