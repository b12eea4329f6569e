//! `running-head`: lines at the top or bottom of pages that come again on other pages, but for digits and OCR noise.
//!
//! A line that comes once is a head too when it stands at the very edge of its page with the page's number apart beside
//! it. Edges of pages are form feeds, page changes and page numbers found before. The first page keeps a line without
//! digits that other pages repeat: it is the title that the heads were made from.

use super::page_number::{beside_head, is_edge, pages};
use crate::repair::{Draft, Rule};
use std::collections::BTreeSet;
use strsim::generic_levenshtein;

/// The rule `running-head`.
pub struct RunningHead;

/// Lines looked at on each side of a page's edge.
const DEEP: usize = 3;
/// Bytes a running head has at most.
const LONGEST: usize = 120;
/// Edit distances measured in one text at most: a guard against texts made to be slow.
const BUDGET: usize = 20_000;

impl Rule for RunningHead {
    fn name(&self) -> &'static str {
        "running-head"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let mut named = BTreeSet::new();
        for line in numbered(draft) {
            named.insert(key(draft.line(line)));
            draft.drop_line(self.name(), line);
        }
        let edges = edges(draft);
        if edges.is_empty() {
            return;
        }
        let mut heads: Vec<Head> = candidates(draft, &edges);
        heads.sort_by_key(|head| head.line);
        heads.dedup_by_key(|head| head.line);
        let needed = if edges.len() <= 2 { 2 } else { 3 };
        let mut budget = BUDGET;
        let counts: Vec<usize> = (0..heads.len()).map(|this| repeats(&heads, this, &mut budget)).collect();
        for (head, count) in heads.iter().zip(counts) {
            let title = head.page == 0 && !head.digits;
            // What stands beside a page number on one page is a head on the others too.
            if (count >= needed || named.contains(&head.key)) && !title {
                draft.drop_line(self.name(), head.line);
            }
        }
    }
}

/// Lines at the very edge of a page with its number apart beside them, as page numbers found before count it.
fn numbered(draft: &Draft<'_>) -> Vec<usize> {
    let page = pages(draft);
    let offset = |line: usize, number: u32| page.get(line).map(|page| i64::from(number) - page);
    let known: BTreeSet<i64> = (0..draft.lines.len())
        .filter(|&line| draft.lines[line].furniture == Some("page-number"))
        .filter_map(|line| offset(line, draft.line(line).trim().parse().ok()?))
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let is_head = |line: &usize| {
        let number = beside_head(draft.line(*line)).filter(|_| draft.lines[*line].furniture.is_none());
        let fits = number.and_then(|number| offset(*line, number)).is_some_and(|offset| known.contains(&offset));
        fits && is_edge(draft, &page, *line)
    };
    (0..draft.lines.len()).filter(is_head).collect()
}

struct Head {
    line: usize,
    page: usize,
    /// Its letters in lower case, as bytes.
    key: Vec<u8>,
    trigrams: Trigrams,
    digits: bool,
}

/// Which three-letter sequences a key has, hashed to 256 bits: most keys are told apart by them at once.
#[derive(Clone, Copy)]
struct Trigrams([u64; 4]);

impl Trigrams {
    fn of(key: &[u8]) -> Self {
        let mut bits = [0u64; 4];
        for three in key.windows(3) {
            let hash = three.iter().fold(0u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193) >> 1);
            bits[(hash >> 6) as usize & 3] |= 1 << (hash & 63);
        }
        Trigrams(bits)
    }

    /// Whether two keys share as many sequences as they would if one letter in six differed.
    fn may_be_like(self, other: Self) -> bool {
        let count = |bits: [u64; 4]| bits.iter().map(|word| word.count_ones()).sum::<u32>();
        let mut both = self.0;
        both.iter_mut().zip(other.0).for_each(|(word, other)| *word &= other);
        count(both) * 5 >= count(self.0).min(count(other.0)) * 2
    }
}

/// The lines behind which a new page begins.
fn edges(draft: &Draft<'_>) -> Vec<usize> {
    let turned = |index: usize| {
        let next = draft.lines.get(index + 1);
        next.is_some_and(|next| next.page != draft.lines[index].page)
            || draft.lines[index].furniture == Some("page-number")
            || draft.line_end(index) == "\x0c"
    };
    let fed = draft.has(b'\x0c') || draft.reading.pages.len() > 1;
    if !fed && draft.lines.iter().all(|line| line.furniture != Some("page-number")) {
        return Vec::new();
    }
    (0..draft.lines.len()).filter(|&index| turned(index)).collect()
}

/// What heads are compared by: their letters, in lower case.
fn key(line: &str) -> Vec<u8> {
    line.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>().into_bytes()
}

/// The first and last lines of every page.
fn candidates(draft: &Draft<'_>, edges: &[usize]) -> Vec<Head> {
    let mut heads = Vec::new();
    let mut first = 0;
    for (page, last) in edges.iter().copied().chain([draft.lines.len().saturating_sub(1)]).enumerate() {
        let text = |index: &usize| !draft.lines[*index].words.is_empty() && draft.lines[*index].furniture.is_none();
        let top = (first..=last).filter(text).take(DEEP);
        let bottom = (first..=last).rev().filter(text).take(DEEP);
        for line in top.chain(bottom) {
            let trimmed = draft.words(line);
            if trimmed.len() <= LONGEST {
                let key = key(trimmed);
                if key.len() >= 3 {
                    let trigrams = Trigrams::of(&key);
                    heads.push(Head {
                        line,
                        page,
                        key,
                        trigrams,
                        digits: trimmed.contains(|c: char| c.is_ascii_digit()),
                    });
                }
            }
        }
        first = last + 1;
    }
    heads
}

/// On how many pages a head stands, its own included, looking at the pages near it.
fn repeats(heads: &[Head], this: usize, budget: &mut usize) -> usize {
    const NEAR: usize = 60;
    let mut pages: Vec<usize> = Vec::new();
    for other in &heads[this.saturating_sub(NEAR)..heads.len().min(this + NEAR)] {
        if other.trigrams.may_be_like(heads[this].trigrams)
            && !pages.contains(&other.page)
            && are_alike(&other.key, &heads[this].key, budget)
        {
            pages.push(other.page);
        }
    }
    pages.len()
}

/// Whether two heads are the same but for OCR noise: one letter in six may differ.
fn are_alike(one: &Vec<u8>, two: &Vec<u8>, budget: &mut usize) -> bool {
    if one == two {
        return true;
    }
    let (longer, shorter) = (one.len().max(two.len()), one.len().min(two.len()));
    if shorter < 8 || (longer - shorter) * 6 > longer || *budget == 0 {
        return false;
    }
    *budget -= 1;
    generic_levenshtein(one, two) * 6 <= longer
}

#[cfg(test)]
mod tests {
    use super::RunningHead;
    use crate::repair::rules::page_number::PageNumber;
    use crate::repair::testing::{furniture, repaired, text};

    #[test]
    fn heads_that_come_again_go_but_the_title_stays() {
        let raw = "League of Weavers\nOne.\n\x0cLeague of Weavers 2\nTwo.\n\x0cLeaque of Wea vers 3\nThree.\n";
        assert_eq!(furniture(&RunningHead, raw), ["League of Weavers 2", "Leaque of Wea vers 3"]);
    }

    #[test]
    fn heads_beside_page_numbers_go() {
        let page = "The members said much of this and of that\n".repeat(20);
        let raw = format!("{page}\nA/99/PV.4\nPage 2\n\n{page}\nA/99/PV.4\nPage 3\n\n{page}A/99/PV.4\nPage 4\n{page}");
        assert!(!text(&[&PageNumber, &RunningHead], &raw).text.contains("PV"));
    }

    #[test]
    fn a_head_that_comes_once_goes_with_the_number_of_its_page() {
        let raw = "STATEMENT\nWe said this and\n1\n\x0cMINISTRY OF PORTS: STATEMENTS 1978\t2\nthat on 2 May.\n";
        let found = text(&[&PageNumber, &RunningHead], raw).text;
        assert!(!found.contains("PORTS") && found.contains("that on 2 May"), "{found:?}");
        let table = "Votes\nNorth    12\n\x0cSouth    13\nWest    9\n";
        assert_eq!(text(&[&PageNumber, &RunningHead], table).text, table);
    }

    #[test]
    fn lines_that_come_once_stay() {
        let raw = "To all workers\nOne.\n\x0cTo the soldiers\nTwo.\n\x0cTo the sailors\nThree.\n";
        assert_eq!(repaired(&RunningHead, raw), raw);
    }
}
