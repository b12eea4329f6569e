//! Families: the passages that are the same words.
//!
//! Takes links, gives families and, with what is known of the texts, the [`history()`] of each. Links are verified one by
//! one, but going from link to link would still tie what has little in common: a long passage to another over a formula
//! that both hold, or a story to the next over texts cut a little further on each time. So links meet only where they
//! are about the same range of a text ([`passages`]), and a family takes in a passage only while all of its passages
//! share a core that is most of what any of them covers ([`join`]). A long passage and the formula inside it are two
//! families. Every link is in one family.

mod history;
mod join;
mod passages;

pub use history::history;

use broadside_model::{Family, Link, Passage};

/// How often links that fitted no family are tried among themselves, before each is a family of its own.
const ROUNDS: usize = 6;

/// The families of these links, in order of their first passage; the same for any order of the links but for the indices.
pub fn gather(links: &[Link]) -> Vec<Family> {
    let mut left: Vec<u32> = (0..u32::try_from(links.len()).unwrap_or(u32::MAX)).collect();
    left.sort_unstable_by(|x, y| join::order(&links[*x as usize], &links[*y as usize]).then(x.cmp(y)));
    let mut families = Vec::new();
    for round in 0..=ROUNDS {
        let last = round == ROUNDS;
        let refused = if last { alone(links, &left, &mut families) } else { join::round(links, &left, &mut families) };
        if refused.is_empty() {
            break;
        }
        left = refused;
    }
    families.sort_unstable_by(|x, y| x.members.cmp(&y.members).then_with(|| x.links.cmp(&y.links)));
    families
}

/// Makes a family of each link.
fn alone(links: &[Link], left: &[u32], families: &mut Vec<Family>) -> Vec<u32> {
    families.extend(left.iter().filter_map(|index| {
        let link = links.get(*index as usize)?;
        Some(Family { members: tidied(ends(link).to_vec()), links: vec![*index] })
    }));
    Vec::new()
}

/// The two passages of a link.
fn ends(link: &Link) -> [Passage; 2] {
    [Passage { text: link.a, span: link.a_span }, Passage { text: link.b, span: link.b_span }]
}

/// Passages in order, of those of one text that overlap the longer one.
fn tidied(mut members: Vec<Passage>) -> Vec<Passage> {
    members.sort_unstable();
    members.dedup_by(|later, earlier| {
        let overlap = earlier.text == later.text && earlier.span.overlaps(later.span);
        if overlap && later.span.len() > earlier.span.len() {
            earlier.span = later.span;
        }
        overlap
    });
    members
}

#[cfg(test)]
mod tests;
