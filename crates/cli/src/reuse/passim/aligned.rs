//! Two passages written one under the other, as passim writes them: as many characters each, `-` where one has nothing; a
//! hyphen of the text is written as U+2010.

use broadside_model::{Link, Span};

/// Two passages in columns.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Aligned {
    /// The first.
    pub s1: String,
    /// The second.
    pub s2: String,
    /// Columns in which both have the same letter, capital or not, or a space.
    pub matches: u32,
}

/// Two differing stretches are compared letter by letter while their lengths multiplied are no more than this.
const LARGEST: usize = 1 << 16;

/// Writes the passages of a link in columns.
pub fn aligned(link: &Link, a: &str, b: &str) -> Aligned {
    let mut columns = Aligned::default();
    let slice = |text: &str, from: u32, until: u32| -> Vec<char> {
        let range = Span { start: from, end: until.max(from) }.range();
        text.get(range).unwrap_or_default().chars().collect()
    };
    let (mut at_a, mut at_b) = (link.a_span.start, link.b_span.start);
    for block in &link.matches {
        columns.between(&slice(a, at_a, block.a.start), &slice(b, at_b, block.b.start));
        columns.same(&slice(a, block.a.start, block.a.end), &slice(b, block.b.start, block.b.end));
        (at_a, at_b) = (block.a.end, block.b.end);
    }
    columns.between(&slice(a, at_a, link.a_span.end), &slice(b, at_b, link.b_span.end));
    columns
}

impl Aligned {
    fn column(&mut self, a: Option<char>, b: Option<char>) {
        let shown = |character: Option<char>| match character {
            None => '-',
            Some('-') => '\u{2010}',
            Some(other) => other,
        };
        self.s1.push(shown(a));
        self.s2.push(shown(b));
        self.matches += u32::from(a.zip(b).is_some_and(|(a, b)| is_same(a, b)));
    }

    /// Letters that correspond one to one; what stands between them may differ.
    fn same(&mut self, mut a: &[char], mut b: &[char]) {
        let gap = |text: &[char]| text.iter().take_while(|letter| !letter.is_alphanumeric()).count();
        loop {
            let (of_a, of_b) = (gap(a), gap(b));
            let (between_a, rest_a) = a.split_at(of_a);
            let (between_b, rest_b) = b.split_at(of_b);
            self.between(between_a, between_b);
            match (rest_a.split_first(), rest_b.split_first()) {
                (Some((letter_a, rest_a)), Some((letter_b, rest_b))) => {
                    self.column(Some(*letter_a), Some(*letter_b));
                    (a, b) = (rest_a, rest_b);
                }
                _ => return self.between(rest_a, rest_b),
            }
        }
    }

    /// Stretches that differ, with the fewest letters exchanged, left out and put in.
    fn between(&mut self, a: &[char], b: &[char]) {
        if a.is_empty() || b.is_empty() || a.len().saturating_mul(b.len()) > LARGEST {
            let longer = a.len().max(b.len());
            (0..longer).for_each(|place| self.column(a.get(place).copied(), b.get(place).copied()));
            return;
        }
        let (mut x, mut y) = (0, 0);
        for step in cheapest(a, b) {
            let (has_a, has_b) = (step != Step::Put, step != Step::Left);
            self.column(a.get(x).copied().filter(|_| has_a), b.get(y).copied().filter(|_| has_b));
            x += usize::from(has_a);
            y += usize::from(has_b);
        }
    }
}

fn is_same(a: char, b: char) -> bool {
    a == b || (a.is_whitespace() && b.is_whitespace()) || a.to_lowercase().eq(b.to_lowercase())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Pair,
    Left,
    Put,
}

/// The cheapest way from one to the other.
fn cheapest(a: &[char], b: &[char]) -> Vec<Step> {
    let width = b.len() + 1;
    let mut costs: Vec<u32> = (0..(a.len() + 1) * width).map(|cell| (cell % width) as u32).collect();
    let at = |x: usize, y: usize| x * width + y;
    for x in 1..=a.len() {
        costs[at(x, 0)] = x as u32;
        for y in 1..=b.len() {
            let pair = costs[at(x - 1, y - 1)] + u32::from(!is_same(a[x - 1], b[y - 1]));
            costs[at(x, y)] = pair.min(costs[at(x - 1, y)] + 1).min(costs[at(x, y - 1)] + 1);
        }
    }
    let (mut x, mut y, mut steps) = (a.len(), b.len(), Vec::new());
    while x > 0 || y > 0 {
        let cost = costs[at(x, y)];
        let pairs = x > 0 && y > 0 && cost == costs[at(x - 1, y - 1)] + u32::from(!is_same(a[x - 1], b[y - 1]));
        let step = match () {
            () if pairs => Step::Pair,
            () if x > 0 && cost == costs[at(x - 1, y)] + 1 => Step::Left,
            () => Step::Put,
        };
        x -= usize::from(step != Step::Put);
        y -= usize::from(step != Step::Left);
        steps.push(step);
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Match;

    fn link(a: &str, b: &str, blocks: &[(&str, &str)]) -> Link {
        let mut matches = Vec::new();
        let (mut from_a, mut from_b) = (0, 0);
        for (of_a, of_b) in blocks {
            let span = |text: &str, from: usize, part: &str| {
                let start = from + text[from..].find(part).unwrap();
                Span { start: start as u32, end: (start + part.len()) as u32 }
            };
            let block = Match { a: span(a, from_a, of_a), b: span(b, from_b, of_b) };
            (from_a, from_b) = (block.a.end as usize, block.b.end as usize);
            matches.push(block);
        }
        let whole = |text: &str| Span { start: 0, end: text.len() as u32 };
        Link { a: 0, b: 1, a_span: whole(a), b_span: whole(b), equal: 0, columns: 0, matches }
    }

    #[test]
    fn columns_show_what_is_exchanged_left_out_and_broken_otherwise() {
        let (a, b) = ("The dock-\nworkers of Añasco strike", "the dock workers cf Añasco will strike");
        let link =
            link(a, b, &[("The dock-\nworkers", "the dock workers"), ("f Añasco", "f Añasco"), ("strike", "strike")]);
        let columns = aligned(&link, a, b);
        assert_eq!(columns.s1, "The dock\u{2010}\nworkers of Añasco----- strike");
        assert_eq!(columns.s2, "the dock- workers cf Añasco will strike");
        assert_eq!(columns.matches, 32);
    }

    #[test]
    fn without_its_hyphens_a_row_is_the_passage() {
        let (a, b) = ("x-y — 1914: “the\twar”", "xy: 1914 (the\n\nwar) x");
        let columns = aligned(&link(a, b, &[("1914", "1914"), ("war", "war")]), a, b);
        assert_eq!(columns.s1.chars().count(), columns.s2.chars().count());
        let back = |row: &str| row.replace('-', "").replace('\u{2010}', "-");
        assert_eq!((back(&columns.s1), back(&columns.s2)), (a.to_owned(), b.to_owned()));
    }

    #[test]
    fn blocks_that_do_not_fit_the_texts_harm_nothing() {
        let mut wrong = link("abc", "abd", &[("ab", "ab")]);
        wrong.a_span.end = 99;
        wrong.matches[0].b = Span { start: 2, end: 1 };
        assert_eq!(aligned(&wrong, "é", "abd").s1.chars().count(), aligned(&wrong, "é", "abd").s2.chars().count());
    }
}
