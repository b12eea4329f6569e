//! What it costs to read one word for another: letters that print alike cost little.

/// Most letters of a word that are looked at.
const MOST: usize = 32;
/// Letters that are read for each other, and what that costs.
const ALIKE: &[(&str, f32)] = &[
    ("0o 1l 1i 5s 8b li ec 6e 6o 6a 6i 6u 9g 9q 2z", 0.3),
    ("un oc ao vy ft hb gq tr as nm mn uv sf hn ij lt rt ии пн ин ос ес шщ νυ οσ αο ыи её", 0.5),
    ("ae ei io ou ai au eo eu iu", 0.8),
];
/// Two letters that are read for one.
const TWO: &[(&str, &str)] = &[
    ("rn", "m"),
    ("cl", "d"),
    ("li", "h"),
    ("ii", "u"),
    ("fi", "n"),
    ("nn", "m"),
    ("vv", "w"),
    ("ri", "n"),
    ("lc", "k"),
];
/// What two letters for one cost.
const OF_TWO: f32 = 0.4;
/// What any other letter for one costs, and a letter that one has not.
const OTHER: f32 = 1.5;
const LONE: f32 = 0.9;
/// What a letter written twice costs.
const TWICE: f32 = 0.6;

/// The cost of one letter for another.
fn change(one: char, other: char) -> f32 {
    if one == other {
        return 0.0;
    }
    let has = |pair: &str| {
        let mut letters = pair.chars();
        let (first, second) = (letters.next(), letters.next());
        (first, second) == (Some(one), Some(other)) || (first, second) == (Some(other), Some(one))
    };
    ALIKE.iter().find(|(pairs, _)| pairs.split(' ').any(has)).map_or(OTHER, |(_, cost)| *cost)
}

/// The cost of reading `word` for `other`.
pub fn of(word: &str, other: &str) -> f32 {
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().take(MOST).collect(), other.chars().take(MOST).collect());
    let mut rows = vec![vec![0.0f32; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            if i + j > 0 {
                rows[i][j] = cheapest(&a[..i], &b[..j], &rows);
            }
        }
    }
    rows[a.len()][b.len()]
}

/// The cheapest last step of the way from one beginning to the other.
fn cheapest(a: &[char], b: &[char], rows: &[Vec<f32>]) -> f32 {
    let (i, j) = (a.len(), b.len());
    let lone = |letters: &[char]| match letters {
        [.., before, last] if before == last => TWICE,
        _ => LONE,
    };
    let mut best = f32::MAX;
    if i > 0 {
        best = best.min(rows[i - 1][j] + lone(a));
    }
    if j > 0 {
        best = best.min(rows[i][j - 1] + lone(b));
    }
    if let ([.., x], [.., y]) = (a, b) {
        best = best.min(rows[i - 1][j - 1] + change(*x, *y));
    }
    if let ([.., x1, x2], [.., y1, y2]) = (a, b)
        && x1 == y2
        && x2 == y1
    {
        best = best.min(rows[i - 2][j - 2] + 0.8);
    }
    let is_two = |two: &[char], one: char| {
        TWO.iter().any(|(from, to)| from.chars().eq(two.iter().copied()) && to.chars().eq([one]))
    };
    if let ([.., x1, x2], [.., y]) = (a, b)
        && is_two(&[*x1, *x2], *y)
    {
        best = best.min(rows[i - 2][j - 1] + OF_TWO);
    }
    if let ([.., x], [.., y1, y2]) = (a, b)
        && is_two(&[*y1, *y2], *x)
    {
        best = best.min(rows[i - 1][j - 2] + OF_TWO);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn what_prints_alike_costs_little() {
        assert!(of("cornmittee", "committee") < of("cobbittee", "committee"));
        assert!(of("dernocracy", "democracy") < 0.5);
        assert!(of("p0rters", "porters") < of("sorters", "porters"));
        assert_eq!(of("porters", "porters"), 0.0);
    }
}
