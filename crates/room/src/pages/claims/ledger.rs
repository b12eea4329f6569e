//! Claims about the same thing, brought together: the same matter, at the same place and time.
//!
//! Nothing is taken to be the same that the claims do not say alike: a rougher time is another than the day that lies in it.

use super::{Wanted, read, view};
use crate::answer::Trouble;
use crate::ask::Ask;
use crate::desk::Desk;
use crate::gathered::{Claimed, Gathered, Pages};
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
    row.figure != 0 && if is_money { row.place != 0 && is_day } else { row.place != 0 || is_day }
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
        let mut claims = claims;
        if !wanted.rivals.is_empty() {
            groups.retain(|group| figures(self.table, group) > 1);
            claims = groups.iter().map(|group| group.claims.len() as u64).sum();
        }
        let all = groups.len() as u64;
        let shown: Vec<Group> = groups.into_iter().skip(((page - 1) * GROUPS) as usize).take(GROUPS as usize).collect();
        let members: Vec<u32> = shown.iter().flat_map(|group| group.claims.iter().take(MEMBERS)).copied().collect();
        self.pages.read((self.of)(&members))?;
        let mut sheets = Vec::new();
        for group in &shown {
            let some = group.claims.get(..MEMBERS).unwrap_or(&group.claims);
            let readings = read(self.table, self.pages, some);
            let figures = figures(self.table, group);
            sheets.push(view::group(desk, ask, self.table, &readings, group.claims.len(), figures));
        }
        Ok(view::ledger(ask, wanted, self.table, &sheets, (claims, all, page, is_before)))
    }
}

/// How many different figures claims have that can be of the same: dead soldiers are not compared with dead civilians, but
/// both with dead of whom no more is said.
fn figures(table: &Gathered, group: &Group) -> usize {
    let rows = || group.claims.iter().filter_map(|at| table.claimed.get(*at as usize)).filter(|row| row.figure != 0);
    let of = |row: &Claimed| if row.of == 0 { 0 } else { table.pool.rank(row.of) + 1 };
    let mut kinds: Vec<u32> = rows().map(of).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let different = |kind: u32| {
        let mut all: Vec<u32> = rows().filter(|row| [0, kind].contains(&of(row))).map(|row| row.figure).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    kinds.into_iter().map(different).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Grade;

    #[test]
    fn figures_are_compared_where_they_can_be_of_the_same() {
        let claim = |of, figure| Claimed {
            statement: 0,
            at: 0,
            what: 1,
            of,
            claimant: 0,
            place: 0,
            date: 1,
            grade: Grade::Fact,
            figure,
        };
        let told = |claimed: Vec<Claimed>| {
            let group = Group { claims: (0..claimed.len() as u32).collect(), is_one_thing: true };
            let mut words = crate::gathered::Words::default();
            for word in ["dead", "soldiers", "guerrillas", "7/7", "6/6", "40/40"] {
                words.put(Some(word));
            }
            figures(&Gathered { claimed, pool: words.pool(), ..Gathered::default() }, &group)
        };
        assert_eq!(told(vec![claim(2, 4), claim(3, 5)]), 1, "seven soldiers and six guerrillas");
        assert_eq!(told(vec![claim(2, 4), claim(2, 5)]), 2, "seven soldiers or six");
        assert_eq!(told(vec![claim(2, 4), claim(0, 6)]), 2, "seven soldiers or forty dead");
        assert_eq!(told(vec![claim(0, 6), claim(0, 6), claim(0, 0)]), 1);
    }
}
