//! Narrowing what was found, counting what it has, and putting it in order.
//!
//! Each property is counted over all that fits the other wishes, so that a count says what choosing it would give.

use crate::columns::{Columns, Label, UNDATED, Values, kind_place};
use crate::filters::{DateRange, folded};
use crate::finding::{Found, Hit};
use crate::histogram::Histogram;
use crate::room::Snapshot;
use broadside_model::edtf::Day;
use broadside_model::{EntityId, Kind};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::str::FromStr as _;

/// What is wanted of the statements found. Within a property any of the values, over all properties every wish.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    kinds: Option<Vec<usize>>,
    issuers: Option<Vec<u32>>,
    places: Option<Vec<u32>>,
    languages: Option<Vec<u32>>,
    signed: Option<bool>,
    days: Option<(i64, i64)>,
    undated: bool,
}

/// The properties, as bits.
const KIND: u8 = 1;
const ISSUER: u8 = 2;
const PLACE: u8 = 4;
const LANGUAGE: u8 = 8;
const SIGNED: u8 = 16;
const DATE: u8 = 32;

/// What of a list of wishes is said in words, so that it can be read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// Names of kinds, or `unknown`.
    pub kinds: &'a [String],
    /// Ids of entities, names, or parts of names.
    pub issuers: &'a [String],
    /// The same.
    pub places: &'a [String],
    /// Codes of two or three letters, or `unknown`.
    pub languages: &'a [String],
    /// `yes` or `no`.
    pub signed: &'a str,
    /// EDTF.
    pub from: &'a str,
    /// EDTF.
    pub to: &'a str,
    /// Only those without a date.
    pub undated: bool,
}

fn some(said: &[String]) -> impl Iterator<Item = &str> {
    said.iter().map(|said| said.trim()).filter(|said| !said.is_empty())
}

impl Wishes {
    /// Reads wishes.
    ///
    /// # Errors
    /// What is wrong with a date.
    pub fn read(said: Said<'_>, now: &Snapshot) -> Result<Self, String> {
        let given = |said: &[String]| some(said).next().is_some();
        let columns = &now.columns;
        let find = |values: &Values, said: &[String]| {
            given(said).then(|| some(said).flat_map(|said| numbers(values, said, now)).collect())
        };
        let languages = some(said.languages).flat_map(|code| {
            broadside_engine::search::language_codes(code).unwrap_or_else(|| vec![code.to_ascii_lowercase()])
        });
        let languages: Vec<String> = languages.collect();
        let of_language = |label: &Label| languages.iter().any(|code| **code == *label.value);
        Ok(Wishes {
            kinds: given(said.kinds).then(|| some(said.kinds).map(|said| kind_place(Kind::from_name(said))).collect()),
            issuers: find(&columns.issuers, said.issuers),
            places: find(&columns.places, said.places),
            languages: given(said.languages).then(|| {
                let all = (0..).zip(&columns.languages.labels);
                all.filter(|(_, label)| of_language(label)).map(|(number, _)| number).collect()
            }),
            signed: match said.signed {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            days: days(said.from, said.to)?,
            undated: said.undated,
        })
    }

    /// The wishes that a statement does not fulfil, as bits.
    fn failing(&self, columns: &Columns, place: u32) -> u8 {
        let Some(kind) = columns.kind(place) else { return u8::MAX };
        let misses = |wanted: &Option<Vec<u32>>, values: &Values, bit: u8| match wanted {
            Some(wanted) if !values.of(place).iter().any(|number| wanted.contains(number)) => bit,
            _ => 0,
        };
        let mut failing = misses(&self.issuers, &columns.issuers, ISSUER)
            | misses(&self.places, &columns.places, PLACE)
            | misses(&self.languages, &columns.languages, LANGUAGE);
        if self.kinds.as_ref().is_some_and(|kinds| !kinds.contains(&kind)) {
            failing |= KIND;
        }
        if self.signed.is_some_and(|signed| signed != columns.is_signed(place)) {
            failing |= SIGNED;
        }
        let days = columns.days.get(place as usize).copied().unwrap_or(UNDATED);
        let is_in = |(from, to): (i64, i64)| days.0 <= to && from <= days.1;
        if (self.undated && days != UNDATED) || self.days.is_some_and(|wanted| !is_in(wanted)) {
            failing |= DATE;
        }
        failing
    }
}

/// The values that are meant by an id, a name, or a part of names.
fn numbers(values: &Values, said: &str, now: &Snapshot) -> Vec<u32> {
    let entity = EntityId::from_text(said).and_then(|id| now.directory.get(id)?.id);
    let like = |fits: &dyn Fn(&Label) -> bool| -> Vec<u32> {
        (0..).zip(&values.labels).filter(|(_, label)| fits(label)).map(|(number, _)| number).collect()
    };
    let said = folded(said);
    let tries: [&dyn Fn(&Label) -> bool; 3] =
        [&|label| entity.is_some() && label.entity == entity, &|label| folded(&label.name) == said, &|label| {
            !said.is_empty() && folded(&label.name).contains(&said)
        }];
    tries.into_iter().map(like).find(|found| !found.is_empty()).unwrap_or_default()
}

fn days(from: &str, to: &str) -> Result<Option<(i64, i64)>, String> {
    let (from, to) = (from.trim(), to.trim());
    if from.is_empty() && to.is_empty() {
        return Ok(None);
    }
    let range = |text: &str| DateRange::from_str(text);
    let number = |day: Option<Day>, open: i64| day.map_or(open, Day::number);
    let first = if from.is_empty() { i64::MIN } else { number(range(from)?.earliest(), i64::MIN) };
    let last = if to.is_empty() { i64::MAX } else { number(range(to)?.latest(), i64::MAX) };
    Ok(Some((first, last)))
}

/// What was found, narrowed.
#[derive(Debug, Default)]
pub struct Narrowed {
    /// Places in [`Found::hits`], in their order.
    pub hits: Vec<u32>,
    /// How many are of each kind, in the order of [`Kind::ALL`], then of none.
    pub kinds: Vec<u32>,
    /// The most frequent issuers: number of the value, how many.
    pub issuers: Vec<(u32, u32)>,
    /// How many issuers there are.
    pub all_issuers: usize,
    /// Places of issue.
    pub places: Vec<(u32, u32)>,
    /// How many places there are.
    pub all_places: usize,
    /// Languages.
    pub languages: Vec<(u32, u32)>,
    /// How many have signatories, and how many have none.
    pub signed: (u32, u32),
    /// Over time.
    pub dates: Histogram,
}

/// Most values that are told of a property.
pub const MOST_VALUES: usize = 60;

struct Counter<'a> {
    columns: &'a Columns,
    issuers: Vec<u32>,
    places: Vec<u32>,
    languages: Vec<u32>,
    days: Vec<(i64, i64)>,
    undated: u32,
}

/// Narrows what was found, and counts.
pub fn narrow(found: &Found, wishes: &Wishes, now: &Snapshot) -> Narrowed {
    let columns = &now.columns;
    let zeros = |values: &Values| vec![0; values.labels.len()];
    let mut counter = Counter {
        columns,
        issuers: zeros(&columns.issuers),
        places: zeros(&columns.places),
        languages: zeros(&columns.languages),
        days: Vec::with_capacity(found.hits.len()),
        undated: 0,
    };
    let mut narrowed = Narrowed { kinds: vec![0; Kind::ALL.len() + 1], ..Narrowed::default() };
    for (number, hit) in (0..).zip(&found.hits) {
        let failing = wishes.failing(columns, hit.place);
        if failing == 0 {
            narrowed.hits.push(number);
        }
        if failing.count_ones() < 2
            && let Some(kind) = columns.kind(hit.place)
        {
            counter.count(hit.place, failing);
            narrowed.count(kind, columns.is_signed(hit.place), failing);
        }
    }
    (narrowed.issuers, narrowed.all_issuers) = most(&counter.issuers, wishes.issuers.as_deref());
    (narrowed.places, narrowed.all_places) = most(&counter.places, wishes.places.as_deref());
    narrowed.languages = most(&counter.languages, wishes.languages.as_deref()).0;
    narrowed.dates = Histogram::of(&counter.days, counter.undated);
    narrowed
}

impl Counter<'_> {
    fn count(&mut self, place: u32, failing: u8) {
        let columns = self.columns;
        let all = [
            (&mut self.issuers, &columns.issuers, ISSUER),
            (&mut self.places, &columns.places, PLACE),
            (&mut self.languages, &columns.languages, LANGUAGE),
        ];
        for (counts, values, bit) in all {
            if failing | bit == bit {
                for number in values.of(place) {
                    if let Some(count) = counts.get_mut(*number as usize) {
                        *count += 1;
                    }
                }
            }
        }
        if failing | DATE == DATE {
            match columns.days.get(place as usize) {
                Some(days) if *days != UNDATED => self.days.push(*days),
                _ => self.undated += 1,
            }
        }
    }
}

impl Narrowed {
    fn count(&mut self, kind: usize, is_signed: bool, failing: u8) {
        if failing | KIND == KIND
            && let Some(count) = self.kinds.get_mut(kind)
        {
            *count += 1;
        }
        if failing | SIGNED == SIGNED {
            if is_signed {
                self.signed.0 += 1;
            } else {
                self.signed.1 += 1;
            }
        }
    }
}

/// The most frequent values, those that are wanted among them, and how many there are.
fn most(counts: &[u32], wanted: Option<&[u32]>) -> (Vec<(u32, u32)>, usize) {
    let mut all: Vec<(u32, u32)> =
        (0..).zip(counts).filter(|(_, count)| **count > 0).map(|(number, count)| (number, *count)).collect();
    let there_are = all.len();
    if all.len() > MOST_VALUES {
        all.select_nth_unstable_by_key(MOST_VALUES, |(number, count)| (Reverse(*count), *number));
        all.truncate(MOST_VALUES);
    }
    all.sort_unstable_by_key(|(number, count)| (Reverse(*count), *number));
    for number in wanted.unwrap_or_default().iter().take(MOST_VALUES) {
        if all.iter().all(|(other, _)| other != number) {
            all.push((*number, counts.get(*number as usize).copied().unwrap_or(0)));
        }
    }
    (all, there_are)
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best match.
    #[default]
    Relevance,
    /// The earliest date; the undated last.
    Date,
    /// The latest date; the undated last.
    Latest,
    /// The last added.
    Added,
    /// Paths of files.
    Path,
}

impl Order {
    /// All, in the order in which they are offered.
    pub const ALL: [Order; 5] = [Order::Relevance, Order::Date, Order::Latest, Order::Added, Order::Path];

    /// As addresses have it.
    pub fn name(self) -> &'static str {
        match self {
            Order::Relevance => "relevance",
            Order::Date => "date",
            Order::Latest => "latest",
            Order::Added => "added",
            Order::Path => "path",
        }
    }

    fn rank(self, now: &Snapshot, hit: &Hit) -> (u64, u32) {
        let of = |ranks: &[u32]| u64::from(ranks.get(hit.place as usize).copied().unwrap_or(u32::MAX));
        let rank = match self {
            Order::Relevance => u64::from(u32::MAX - hit.of.map_or(0, |of| of.score.max(0.0).to_bits())),
            Order::Date => of(&now.columns.by_date),
            Order::Latest => match now.columns.days.get(hit.place as usize) {
                Some(days) if *days != UNDATED => u64::from(u32::MAX) - of(&now.columns.by_date),
                _ => u64::from(u32::MAX) + 1,
            },
            Order::Added => of(&now.columns.by_added),
            Order::Path => 0,
        };
        (rank, hit.place)
    }
}

/// `size` of the hits in an order, after those that come `before`.
pub fn ordered(found: &Found, hits: &[u32], order: Order, now: &Snapshot, before: usize, size: usize) -> Vec<Hit> {
    let hit = |number: u32| found.hits.get(number as usize).copied();
    if order == Order::Path {
        return hits.iter().filter_map(|number| hit(*number)).skip(before).take(size).collect();
    }
    let ranked = hits.iter().filter_map(|number| Some((order.rank(now, &hit(*number)?), *number)));
    let first = least(ranked, before.saturating_add(size).min(hits.len()));
    first.into_iter().skip(before).filter_map(|(_, number)| hit(number)).collect()
}

/// The `most` least of all, in order; in no more memory than these take.
fn least<T: Ord>(all: impl Iterator<Item = T>, most: usize) -> Vec<T> {
    let mut kept: BinaryHeap<T> = BinaryHeap::with_capacity(most);
    for one in all {
        if kept.len() < most {
            kept.push(one);
        } else if let Some(mut greatest) = kept.peek_mut()
            && one < *greatest
        {
            *greatest = one;
        }
    }
    kept.into_sorted_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_come_first_and_the_wanted_are_among_them() {
        let counts: Vec<u32> = (0..100).map(|number| if number == 7 { 0 } else { number + 1 }).collect();
        let (told, all) = most(&counts, Some(&[7, 3]));
        assert_eq!(all, 99);
        assert_eq!(told[0], (99, 100));
        assert_eq!(told[MOST_VALUES..], [(7, 0), (3, 4)]);
    }

    #[test]
    fn the_least_come_in_order_however_many_are_wanted() {
        let all = [5, 3, 9, 1, 7, 2, 8];
        for most in 0..9 {
            let mut sorted = all.to_vec();
            sorted.sort_unstable();
            sorted.truncate(most);
            assert_eq!(least(all.into_iter(), most), sorted);
        }
    }

    #[test]
    fn a_range_of_days_is_read_from_its_ends() {
        let day = |text: &str| text.parse::<broadside_model::Edtf>().unwrap().earliest().unwrap().number();
        assert_eq!(days("1978", "1979-02").unwrap(), Some((day("1978-01-01"), day("1979-02-28"))));
        assert_eq!(days("", "197X").unwrap(), Some((i64::MIN, day("1979-12-31"))));
        assert_eq!(days(" ", "").unwrap(), None);
        assert!(days("soon", "").is_err());
    }
}
