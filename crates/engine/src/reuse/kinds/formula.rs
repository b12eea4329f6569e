//! How often the words of a family are used, and by how many.

use super::observe::Observed;
use broadside_model::{About, Family, Link, Passage, Side};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Most letters of a stock phrase.
pub(super) const FORMULA_LETTERS: u32 = 320;
/// Most letters of a passage made of words of courtesy.
pub(super) const COURTESY_LETTERS: u32 = 600;
/// Fewest issuers for words to be a formula.
const ISSUERS: u32 = 4;
/// Fewest texts for words to be a formula where it is unknown who issued them.
const TEXTS: u32 = 8;
/// Most letters of words of office.
pub(super) const ROUTINE_LETTERS: u32 = 240;
/// Most letters of a form: tables are long.
pub(super) const FORM_LETTERS: u32 = 2000;
/// Greatest share of a form's letters that are alike, in percent: where more are, so are the figures.
pub(super) const FORM_ALIKE: u64 = 92;
/// Most letters of a phrase that one issuer repeats often.
const OWN_LETTERS: u32 = 160;
/// Fewest texts of one issuer that repeat such a phrase.
const OWN_TEXTS: u32 = 12;
/// Fewest texts that repeat such a phrase, whoever issued them, where they are of so many years.
const LASTING_TEXTS: u32 = 5;
/// Fewest years that they begin in.
const LASTING_YEARS: u32 = 4;

/// Least share of the texts of a family that set its words in quotation marks, for all to count as quoting, in percent.
const QUOTED_ELSEWHERE: u32 = 25;
/// Share of the texts that mark or attribute its words, below which hardly any do, in percent.
const RARELY: u32 = 10;
/// Fewest texts of a family that do.
const QUOTING_TEXTS: u32 = 2;

/// How the words of a family are used.
#[derive(Clone, Debug, Default)]
pub(super) struct Use {
    /// Number of the family.
    pub family: u32,
    /// Texts that have them.
    pub texts: u32,
    /// Known issuers of these texts.
    pub issuers: u32,
    /// Texts of unknown issuers.
    pub unknown: u32,
    /// Years in which these texts can first have been issued.
    pub years: u32,
    /// Texts that set them in quotation marks.
    pub marking: u32,
    /// Texts that do not mark or attribute them.
    pub plain: u32,
    /// Where they are set in quotation marks, first text first.
    pub marked: Option<Passage>,
}

impl Use {
    /// Whether many use the words, which are so many letters, and so few that they are a phrase.
    pub fn is_frequent(&self, letters: u32) -> bool {
        let many = self.issuers >= ISSUERS || (self.unknown >= TEXTS && self.issuers + 1 >= ISSUERS / 2);
        let lasting = self.texts >= LASTING_TEXTS && self.years >= LASTING_YEARS;
        (letters <= FORMULA_LETTERS && many) || (letters <= OWN_LETTERS && (self.texts >= OWN_TEXTS || lasting))
    }

    /// Whether hardly any of the texts mark or attribute the words.
    pub fn is_rarely_quoted(&self) -> bool {
        self.texts.saturating_sub(self.plain) * 100 < self.texts * RARELY
    }

    /// Whether so many of the texts set the words in quotation marks that all count as quoting.
    pub fn is_quoted(&self) -> bool {
        self.marking >= QUOTING_TEXTS && self.marking * 100 >= self.texts * QUOTED_ELSEWHERE
    }
}

/// The use of every family, and which of them each link belongs to.
#[derive(Debug, Default)]
pub(super) struct Uses {
    all: Vec<Use>,
    of_link: Vec<u32>,
    none: Use,
}

impl Uses {
    pub fn of(&self, link: u32) -> &Use {
        let family = self.of_link.get(link as usize).copied().unwrap_or(u32::MAX);
        self.all.get(family as usize).unwrap_or(&self.none)
    }
}

pub(super) fn uses(links: &[Link], families: &[Family], about: &[About], seen: &[[Observed; 2]]) -> Uses {
    let mut of_link = vec![u32::MAX; links.len()];
    let mut all = Vec::with_capacity(families.len());
    for (number, family) in (0u32..).zip(families) {
        for link in &family.links {
            if let Some(of) = of_link.get_mut(*link as usize) {
                *of = number;
            }
        }
        all.push(used(number, family, links, about, seen));
    }
    Uses { all, of_link, none: Use { family: u32::MAX, ..Use::default() } }
}

fn used(number: u32, family: &Family, links: &[Link], about: &[About], seen: &[[Observed; 2]]) -> Use {
    let texts: BTreeSet<u32> = family.members.iter().map(|member| member.text).collect();
    let issuers = |text: &u32| about.get(*text as usize).map_or(&[][..], |about| &about.issuers);
    let known: BTreeSet<&str> = texts.iter().flat_map(|text| issuers(text).iter().map(String::as_str)).collect();
    let years: BTreeSet<i32> =
        texts.iter().filter_map(|text| Some(about.get(*text as usize)?.earliest?.year)).collect();
    let (mut marked, mut quoting): (FxHashMap<u32, Passage>, BTreeSet<u32>) = (FxHashMap::default(), BTreeSet::new());
    let mut first: Option<Passage> = None;
    for index in &family.links {
        let (Some(link), Some(sides)) = (links.get(*index as usize), seen.get(*index as usize)) else { continue };
        for (side, observed) in [Side::A, Side::B].into_iter().zip(sides) {
            let text = link.passage(side).text;
            if let Some(span) = observed.marked {
                marked.entry(text).or_insert(Passage { text, span });
                first = first.into_iter().chain([Passage { text, span }]).min();
            }
            if observed.is_quoting() {
                quoting.insert(text);
            }
        }
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Use {
        family: number,
        texts: count(texts.len()),
        issuers: count(known.len()),
        unknown: count(texts.iter().filter(|text| issuers(text).is_empty()).count()),
        years: count(years.len()),
        marking: count(marked.len()),
        plain: count(texts.len().saturating_sub(quoting.len())),
        marked: first,
    }
}
