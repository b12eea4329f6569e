//! Laws that clustering keeps, whatever the names and whatever people say; tried on many made at random.

use super::super::{Constraints, NameUse, Resolution};
use super::resolve;
use broadside_model::EntityKind;

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const HEADS: [&str; 5] = ["Union", "Federation", "League", "Front", "Council"];
const WHO: [&str; 6] = ["Bakers", "Stargazers", "Lamplighters", "Ferrymen", "Bell Founders", "Cartographers"];
const WHERE: [&str; 5] = ["", " of Ruritania", " of Peru", " of the North", " (Independent)"];

fn made(count: usize, seed: u64) -> Vec<NameUse> {
    let mut chance = Chance(seed);
    let mut one = |_| {
        let (head, who, place) = (chance.of(&HEADS), chance.of(&WHO), chance.of(&WHERE));
        let name = match chance.below(3) {
            0 => format!("{head} of {who}{place}"),
            1 => format!("{who}' {head}{place}"),
            _ => format!("{who} {}{place}", head.replace('e', "c")),
        };
        let mut lists: Vec<u32> = (0..chance.below(3)).map(|_| chance.below(40) as u32).collect();
        lists.sort_unstable();
        lists.dedup();
        NameUse {
            name,
            kind: Some(EntityKind::Organisation),
            country: [None, Some("PE"), Some("BR")][chance.below(3)].map(str::to_owned),
            lists,
            uses: 1 + chance.below(9) as u32,
            known: (chance.below(12) == 0).then(|| chance.below(1000) as u32),
            ..NameUse::default()
        }
    };
    (0..count).map(&mut one).collect()
}

fn said(count: usize, pairs: usize, seed: u64) -> Constraints {
    let mut chance = Chance(seed);
    let mut pairs_of = |many: usize| -> Vec<(u32, u32)> {
        (0..many).map(|_| (chance.below(count) as u32, chance.below(count) as u32)).filter(|(a, b)| a != b).collect()
    };
    Constraints { same: pairs_of(pairs), different: pairs_of(pairs * 2) }
}

fn members(found: &Resolution) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); found.cluster.iter().max().map_or(0, |most| *most as usize + 1)];
    for (place, cluster) in found.cluster.iter().enumerate() {
        members[*cluster as usize].push(place);
    }
    members
}

/// Places joined by pairs that people called the same: for each the least place of its own.
fn called_same(count: usize, same: &[(u32, u32)]) -> Vec<usize> {
    let mut least: Vec<usize> = (0..count).collect();
    for _ in 0..count {
        let before = least.clone();
        for &(a, b) in same {
            let both = least[a as usize].min(least[b as usize]);
            (least[a as usize], least[b as usize]) = (both, both);
        }
        if least == before {
            break;
        }
    }
    least
}

#[test]
fn what_people_say_holds_and_the_program_keeps_to_its_limits() {
    for seed in 0..12 {
        let (uses, constraints) = (made(160, seed), said(160, 12, seed + 99));
        let found = resolve(&uses, &constraints, 2);
        for &(a, b) in &constraints.same {
            assert_eq!(found.cluster[a as usize], found.cluster[b as usize]);
        }
        for &(a, b) in &constraints.different {
            let one = found.cluster[a as usize] == found.cluster[b as usize];
            assert_eq!(one, found.contradicted.contains(&(a.min(b), a.max(b))), "{a} {b}");
        }
        let own = called_same(uses.len(), &constraints.same);
        for cluster in members(&found) {
            for (&a, &b) in cluster.iter().flat_map(|a| cluster.iter().map(move |b| (a, b))).filter(|(a, b)| a < b) {
                let in_one_list = uses[a].lists.iter().any(|list| uses[b].lists.contains(list));
                let both_known = uses[a].known.is_some() && uses[b].known.is_some();
                assert!(own[a] == own[b] || !in_one_list && !both_known, "{:?} {:?}", uses[a], uses[b]);
            }
        }
        for question in &found.questions {
            assert_ne!(found.cluster[question.link.a as usize], found.cluster[question.link.b as usize]);
        }
    }
}

#[test]
fn another_order_of_the_input_gives_the_same_clusters() {
    for seed in 0..8 {
        let (uses, constraints) = (made(200, seed), said(200, 15, seed + 7));
        let mut order: Vec<usize> = (0..uses.len()).collect();
        let mut chance = Chance(seed + 1000);
        (1..order.len()).rev().for_each(|at| order.swap(at, chance.below(at + 1)));
        let moved: Vec<NameUse> = order.iter().map(|&place| uses[place].clone()).collect();
        let mut new_place = vec![0u32; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| new_place[old] = new as u32);
        let renamed = |pairs: &[(u32, u32)]| -> Vec<(u32, u32)> {
            pairs.iter().rev().map(|&(a, b)| (new_place[b as usize], new_place[a as usize])).collect()
        };
        let other = Constraints { same: renamed(&constraints.same), different: renamed(&constraints.different) };
        let (found, again) = (resolve(&uses, &constraints, 1), resolve(&moved, &other, 2));
        let as_sets = |found: &Resolution, back: &dyn Fn(usize) -> usize| {
            let mut sets = members(found);
            for set in &mut sets {
                set.iter_mut().for_each(|place| *place = back(*place));
                set.sort_unstable();
            }
            sets.sort();
            sets
        };
        assert_eq!(as_sets(&found, &|place| place), as_sets(&again, &|place| order[place]));
        assert_eq!(found.questions.len(), again.questions.len());
        assert_eq!(found.contradicted.len(), again.contradicted.len());
    }
}

#[test]
fn the_outcome_is_its_own_outcome() {
    for seed in 0..10 {
        let (uses, mut constraints) = (made(220, seed), said(220, 10, seed));
        let found = resolve(&uses, &constraints, 2);
        for cluster in members(&found) {
            constraints.same.extend(cluster.windows(2).map(|two| (two[0] as u32, two[1] as u32)));
        }
        assert_eq!(resolve(&uses, &constraints, 2).cluster, found.cluster);
    }
}

#[test]
fn merging_a_thousand_pairs_and_taking_them_away_again_changes_nothing() {
    let uses = made(1500, 5);
    let before = resolve(&uses, &Constraints::default(), 2);
    let mut constraints = Constraints { same: said(1500, 1000, 3).same, different: Vec::new() };
    let merged = resolve(&uses, &constraints, 2);
    assert_ne!(merged.cluster, before.cluster);
    while let Some((a, b)) = constraints.same.pop() {
        assert_eq!(merged.cluster[a as usize], merged.cluster[b as usize]);
    }
    assert_eq!(resolve(&uses, &constraints, 2), before);
}

#[test]
fn the_number_of_threads_tells_nothing() {
    let (uses, constraints) = (made(300, 4), said(300, 10, 4));
    let found = resolve(&uses, &constraints, 1);
    for threads in [0, 2, 5] {
        assert_eq!(resolve(&uses, &constraints, threads), found);
    }
}

#[test]
fn hostile_input_ends() {
    let one = |lists: Vec<u32>| NameUse { name: "Union of Bakers".to_owned(), lists, ..NameUse::default() };
    let free: Vec<NameUse> = (0..20_000).map(|_| one(Vec::new())).collect();
    assert!(resolve(&free, &Constraints::default(), 2).cluster.iter().all(|cluster| *cluster == 0));
    let barred: Vec<NameUse> = (0..20_000).map(|_| one(vec![7])).collect();
    let found = resolve(&barred, &Constraints::default(), 2);
    assert_eq!(found.cluster, (0..20_000).collect::<Vec<u32>>());
    let odd = Constraints { same: vec![(0, 0), (5, 900_000)], different: vec![(1, 1), (900_000, 3)] };
    assert_eq!(resolve(&free[..10], &odd, 2).cluster, [0; 10]);
    assert_eq!(resolve(&[], &odd, 2), Resolution::default());
}
