//! Clusters as they grow: what each holds, and which two must not become one.

use super::super::NameUse;
use super::super::name::Name;
use super::judge::is_acronym;
use rustc_hash::FxHashSet;

/// All clusters, by the ranks of their members.
pub struct Groups {
    parent: Vec<u32>,
    held: Vec<Group>,
}

/// What a cluster holds.
#[derive(Debug, Default)]
pub struct Group {
    /// Ranks of its members.
    pub members: Vec<u32>,
    /// How often they are used.
    pub uses: u64,
    /// Whether all its members are acronyms.
    pub is_bare: bool,
    /// Countries of its members, ascending.
    pub countries: Vec<[u8; 2]>,
    /// Lists that its members stand in.
    lists: FxHashSet<u32>,
    /// The authority files that know one of its members.
    known: Vec<u32>,
    /// Ranks of what people said is another.
    others: Vec<u32>,
}

/// Why two clusters stay two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// People said so, they stand in one list, or one authority file knows both.
    Settled,
    /// They are of two countries.
    Country,
}

impl Groups {
    /// A cluster for each use.
    pub fn of(uses: &[&NameUse], names: &[Name]) -> Groups {
        let one = |rank: usize| Group {
            members: vec![rank as u32],
            uses: u64::from(uses[rank].uses.max(1)),
            is_bare: is_acronym(&names[rank]),
            countries: names[rank].country.into_iter().collect(),
            lists: uses[rank].lists.iter().copied().collect(),
            known: uses[rank].known.map(|_| uses[rank].authority).into_iter().collect(),
            others: Vec::new(),
        };
        Groups { parent: (0..uses.len() as u32).collect(), held: (0..uses.len()).map(one).collect() }
    }

    /// Joins what people called the same, and notes what they called different; gives the pairs that contradict.
    pub fn decide(&mut self, same: &[(u32, u32)], different: &[(u32, u32)]) -> Vec<(u32, u32)> {
        for &(a, b) in same {
            self.join(a, b);
        }
        let mut contradicted = Vec::new();
        for &(a, b) in different {
            let (of_a, of_b) = (self.of_rank(a), self.of_rank(b));
            if of_a == of_b {
                contradicted.push((a, b));
            } else {
                self.held[of_a as usize].others.push(b);
                self.held[of_b as usize].others.push(a);
            }
        }
        contradicted
    }

    /// The cluster of a use: one of its ranks.
    pub fn of_rank(&mut self, rank: u32) -> u32 {
        let mut at = rank as usize;
        while self.parent[at] as usize != at {
            self.parent[at] = self.parent[self.parent[at] as usize];
            at = self.parent[at] as usize;
        }
        at as u32
    }

    /// What the cluster with that number holds.
    pub fn held(&self, group: u32) -> &Group {
        &self.held[group as usize]
    }

    /// Why two clusters must not become one, where something is against it.
    pub fn bar(&mut self, a: u32, b: u32) -> Option<Bar> {
        let (one, other) = self.less_first(a, b, |group| group.lists.len());
        let (less, more) = (&self.held[one as usize], &self.held[other as usize]);
        // Only whether there is one is asked, so no order of the set shows.
        if less.lists.intersection(&more.lists).next().is_some()
            || less.known.iter().any(|file| more.known.contains(file))
        {
            return Some(Bar::Settled);
        }
        let (one, other) = self.less_first(a, b, |group| group.others.len());
        let others = std::mem::take(&mut self.held[one as usize].others);
        let barred = others.iter().any(|&rank| self.of_rank(rank) == other);
        self.held[one as usize].others = others;
        if barred {
            return Some(Bar::Settled);
        }
        let (one, other) = (&self.held[a as usize].countries, &self.held[b as usize].countries);
        let apart = !one.is_empty() && !other.is_empty() && !one.iter().any(|code| other.contains(code));
        apart.then_some(Bar::Country)
    }

    fn less_first(&self, a: u32, b: u32, size: impl Fn(&Group) -> usize) -> (u32, u32) {
        if size(&self.held[a as usize]) <= size(&self.held[b as usize]) { (a, b) } else { (b, a) }
    }

    /// Makes the clusters of two uses one.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.of_rank(a), self.of_rank(b));
        if a == b {
            return;
        }
        let weight = |group: &Group| group.members.len() + group.lists.len() + group.others.len();
        let (less, more) = self.less_first(a, b, weight);
        self.parent[less as usize] = more;
        let given = std::mem::take(&mut self.held[less as usize]);
        let group = &mut self.held[more as usize];
        group.members.extend(given.members);
        group.uses += given.uses;
        group.is_bare &= given.is_bare;
        group.countries.extend(given.countries);
        group.countries.sort_unstable();
        group.countries.dedup();
        group.lists.extend(given.lists);
        group.known.extend(given.known);
        group.others.extend(given.others);
    }
}
