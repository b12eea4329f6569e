//! Which words of one name are which of the other.

use super::super::name::{Class, Word};
use super::word::{Likeness, Way, likeness};

/// Most words of a name that are aligned.
const MOST: usize = 16;

/// Two words, or runs of words, that stand for each other.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Places of the words of the first name, and how many.
    pub a: (usize, usize),
    /// Places of the words of the second name, and how many.
    pub b: (usize, usize),
    /// How alike they are.
    pub likeness: Likeness,
}

/// Two names word by word.
#[derive(Clone, Debug, Default)]
pub struct Alignment<'n> {
    /// The words that count of the first name.
    pub a: Vec<&'n Word>,
    /// The words that count of the second name.
    pub b: Vec<&'n Word>,
    /// What stands for what, the surest first.
    pub pairs: Vec<Pair>,
    /// Words of the first name that nothing stands for.
    pub left: Vec<&'n Word>,
    /// Words of the second name that nothing stands for.
    pub right: Vec<&'n Word>,
}

/// Aligns the words that count. Names that differ by more than one word from each other may still share few.
pub fn align<'n>(a: Vec<&'n Word>, b: Vec<&'n Word>, person: bool) -> Alignment<'n> {
    let mut all = Vec::new();
    for (i, one) in a.iter().enumerate().take(MOST) {
        for (j, other) in b.iter().enumerate().take(MOST) {
            if let Some(likeness) = likeness(one, other, person) {
                all.push(Pair { a: (i, 1), b: (j, 1), likeness });
            }
        }
    }
    let exact = all.iter().filter(|pair| pair.likeness.degree > 0.99).count();
    if exact < a.len().max(b.len()) {
        joined(&a, &b, false, &mut all);
        joined(&b, &a, true, &mut all);
    }
    choose(a, b, all)
}

/// Runs of two or three words of one name that are one word of the other.
fn joined(many: &[&Word], one: &[&Word], swapped: bool, all: &mut Vec<Pair>) {
    let mut run = String::new();
    for start in (0..many.len().min(MOST)).filter(|start| may_join(many[*start])) {
        run.clear();
        run.push_str(&many[start].sound);
        for length in 2..=3 {
            let Some(next) = many.get(start + length - 1) else { break };
            if !may_join(next) {
                break;
            }
            run.push_str(&next.sound);
            for (at, whole) in one.iter().enumerate().take(MOST) {
                if whole.sound.len().abs_diff(run.len()) > 2 || !may_join(whole) {
                    continue;
                }
                let loose = whole.vowelless != next.vowelless;
                let degree = f32::from(super::distance::sounds(&run, &whole.sound, loose)) / 1000.0;
                if degree > 0.8 {
                    let likeness = Likeness { degree: degree * 0.98, way: Way::Joined };
                    let (many, one) = ((start, length), (at, 1));
                    let (a, b) = if swapped { (one, many) } else { (many, one) };
                    all.push(Pair { a, b, likeness });
                }
            }
        }
    }
}

/// Whether a word may be a part of one that is written together, or be that.
fn may_join(word: &Word) -> bool {
    word.number.is_none() && !matches!(word.class, Class::Known | Class::Country | Class::Distinguishing)
}

/// Takes the surest pairs first, never a word twice.
fn choose<'n>(a: Vec<&'n Word>, b: Vec<&'n Word>, mut all: Vec<Pair>) -> Alignment<'n> {
    let size = |pair: &Pair| pair.a.1 + pair.b.1;
    let apart = |pair: &Pair| pair.a.0.abs_diff(pair.b.0);
    all.sort_by(|x, y| {
        let by_degree = y.likeness.degree.total_cmp(&x.likeness.degree);
        let full = |pair: &Pair| u8::from(pair.likeness.way == Way::Initial);
        full(x)
            .cmp(&full(y))
            .then(by_degree)
            .then(size(y).cmp(&size(x)))
            .then(apart(x).cmp(&apart(y)))
            .then(x.a.cmp(&y.a))
            .then(x.b.cmp(&y.b))
    });
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    let mut pairs = Vec::new();
    for pair in all {
        let (ra, rb) = (pair.a.0..pair.a.0 + pair.a.1, pair.b.0..pair.b.0 + pair.b.1);
        if used_a[ra.clone()].iter().chain(&used_b[rb.clone()]).any(|used| *used) {
            continue;
        }
        used_a[ra].fill(true);
        used_b[rb].fill(true);
        pairs.push(pair);
    }
    let lone = |words: &[&'n Word], used: &[bool]| -> Vec<&'n Word> {
        words.iter().zip(used).filter(|(_, used)| !**used).map(|(word, _)| *word).collect()
    };
    let (mut left, mut right) = (lone(&a, &used_a), lone(&b, &used_b));
    // A word written twice is written once too many.
    let twice = |word: &&Word, all: &[&Word]| all.iter().filter(|other| other.folded == word.folded).count() > 1;
    if right.is_empty() {
        left.retain(|word| !twice(word, &a));
    } else if left.is_empty() {
        right.retain(|word| !twice(word, &b));
    }
    Alignment { pairs, left, right, a, b }
}

/// The first word of which something is true.
pub fn first<'n>(words: &[&'n Word], is: impl Fn(&Word) -> bool) -> Option<&'n Word> {
    words.iter().find(|word| is(word)).copied()
}

/// The words of a name that count.
pub fn counting(words: &[Word]) -> Vec<&Word> {
    words.iter().filter(|word| word.class.counts()).collect()
}
