//! Which statements and entities a network is made of.

use super::{Act, Member, Signing, Signings};
use crate::knowledge::country::fold;
use broadside_model::edtf::Bound;
use broadside_model::{Edtf, EntityKind, Kind};

/// Whether a statement is of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overlap {
    /// Some of the days it can be of lie in that time.
    Possible,
    /// All of them do.
    Certain,
}

/// What to look at; what is empty or absent limits nothing.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Statements of this time.
    pub time: Option<Edtf>,
    /// Of these only such as are surely of that time.
    pub surely: bool,
    /// Statements issued in one of these places: part of a name, folded by `fold`, or a country's code.
    pub places: Vec<String>,
    /// Statements of these kinds.
    pub kinds: Vec<Kind>,
    /// Entities of these kinds.
    pub entity_kinds: Vec<EntityKind>,
    /// Entities of these countries.
    pub countries: Vec<String>,
}

impl Filter {
    /// Whether, and how surely, a statement is to be looked at.
    pub fn act(&self, act: &Act) -> Option<Overlap> {
        let is_wanted = (self.kinds.is_empty() || act.kind.is_some_and(|kind| self.kinds.contains(&kind)))
            && (self.places.is_empty() || self.places.iter().any(|place| is_of(act, place)));
        let overlap = match (&self.time, &act.date) {
            (None, _) => Overlap::Certain,
            (Some(_), None) => return None,
            (Some(time), Some(date)) => overlap(time, date)?,
        };
        (is_wanted && (!self.surely || overlap == Overlap::Certain)).then_some(overlap)
    }

    /// Whether an entity is to be looked at.
    pub fn member(&self, member: &Member) -> bool {
        (self.entity_kinds.is_empty() || self.entity_kinds.contains(&member.kind))
            && (self.countries.is_empty() || member.country.as_ref().is_some_and(|code| self.countries.contains(code)))
    }
}

fn is_of(act: &Act, place: &str) -> bool {
    act.countries.iter().any(|code| code.eq_ignore_ascii_case(place))
        || act.places.iter().any(|name| fold(name).contains(&fold(place)))
}

/// Whether a date lies in a time: surely where all that it can mean does, and it is neither uncertain nor approximate.
pub fn overlap(time: &Edtf, date: &Edtf) -> Option<Overlap> {
    let from = match time.lower() {
        Bound::Open => true,
        lower => date.earliest().zip(lower.day()).is_some_and(|(earliest, lower)| earliest >= lower),
    };
    let until = match time.upper() {
        Bound::Open => true,
        upper => date.latest().zip(upper.day()).is_some_and(|(latest, upper)| latest <= upper),
    };
    let doubt = date.doubts().any();
    time.overlaps(date).then_some(if from && until && !doubt { Overlap::Certain } else { Overlap::Possible })
}

/// The statements to look at with how surely, and the names put to them by entities to look at: in order, each once.
pub(super) fn rows(signings: &Signings, filter: &Filter) -> (Vec<(u32, Overlap)>, Vec<Signing>) {
    let overlaps: Vec<Option<Overlap>> = signings.acts.iter().map(|act| filter.act(act)).collect();
    let wanted: Vec<bool> = signings.members.iter().map(|member| filter.member(member)).collect();
    let is_wanted = |row: &&Signing| {
        overlaps.get(row.act as usize).is_some_and(Option::is_some)
            && wanted.get(row.member as usize).is_some_and(|wanted| *wanted)
    };
    let mut rows: Vec<Signing> = signings.rows.iter().filter(is_wanted).copied().collect();
    rows.sort_unstable();
    rows.dedup_by_key(|row| (row.act, row.member));
    let mut acts: Vec<u32> = rows.iter().map(|row| row.act).collect();
    acts.dedup();
    let overlap = |act: u32| overlaps.get(act as usize).copied().flatten().map(|overlap| (act, overlap));
    (acts.into_iter().filter_map(overlap).collect(), rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(time: &str, date: &str) -> Option<Overlap> {
        overlap(&time.parse().expect("a time"), &date.parse().expect("a date"))
    }

    #[test]
    fn a_date_is_surely_of_a_time_only_when_all_it_can_mean_is() {
        assert_eq!(of("1968/1971", "1969-05-01"), Some(Overlap::Certain));
        assert_eq!(of("1968/1971", "1971"), Some(Overlap::Certain));
        assert_eq!(of("1968/1971", "197X"), Some(Overlap::Possible));
        assert_eq!(of("1968/1971", "1970?"), Some(Overlap::Possible));
        assert_eq!(of("1968/..", "1970/.."), Some(Overlap::Certain));
        assert_eq!(of("1968/1999", "1970/"), Some(Overlap::Possible));
        assert_eq!(of("1968-05/..", "2001"), Some(Overlap::Certain));
        assert_eq!(of("../1968", "1901-01-01"), Some(Overlap::Certain));
        assert_eq!(of("1968/1971", "1972"), None);
    }
}
