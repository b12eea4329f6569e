//! How likely a reader of print takes one letter for another.
//!
//! Costs are negative natural logarithms of rough probabilities on a bad page. They come from general knowledge of
//! print and OCR: letters of like outline are mistaken for each other, thin letters are lost or invented, wide letters
//! fall into two and two narrow ones run together. They are fitted to no corpus.

/// A letter lost.
const LOST: f32 = 6.4;
/// A thin letter, a doubled one or the first of a word lost.
const LOST_EASILY: f32 = 5.6;
/// A letter that is not there read into the word.
const ADDED: f32 = 7.8;
/// A thin letter read into the word.
const ADDED_EASILY: f32 = 6.4;
/// Any letter taken for any other.
const ANY: f32 = 8.2;
/// A letter taken for a digit, a sign or a letter foreign to the language.
const SIGN: f32 = 6.4;

/// Pairs of letters of like outline, closest first; both directions.
const CLOSE: &[(&str, f32)] = &[
    ("ec", 4.6),
    ("eo", 5.0),
    ("ao", 5.6),
    ("ae", 5.4),
    ("co", 5.4),
    ("hb", 5.2),
    ("li", 4.8),
    ("lt", 5.4),
    ("it", 5.4),
    ("ij", 5.8),
    ("fs", 5.8),
    ("ft", 5.4),
    ("fr", 6.2),
    ("rt", 6.0),
    ("nu", 5.0),
    ("nr", 5.8),
    ("un", 5.0),
    ("vy", 5.6),
    ("uv", 6.4),
    ("mn", 6.0),
    ("hn", 5.8),
    ("hk", 6.0),
    ("hl", 6.4),
    ("bl", 6.2),
    ("dl", 6.2),
    ("da", 6.4),
    ("db", 6.8),
    ("gq", 5.8),
    ("gy", 6.4),
    ("gp", 6.8),
    ("oc", 5.4),
    ("ou", 6.8),
    ("as", 6.2),
    ("es", 6.2),
    ("az", 7.0),
    ("cg", 6.6),
    ("ri", 5.6),
    ("rv", 6.4),
    ("ni", 6.4),
    ("ui", 6.4),
    ("vr", 6.2),
    ("vw", 6.0),
    ("wm", 6.8),
    ("xz", 6.8),
    ("kl", 6.4),
    ("tl", 5.4),
    ("fl", 6.2),
    ("fi", 6.6),
    ("pn", 7.0),
    ("pr", 7.0),
    ("bo", 6.4),
    ("do", 6.6),
    ("rs", 7.0),
    ("gs", 6.6),
    ("cr", 6.8),
    ("er", 6.6),
    ("na", 6.4),
    ("au", 6.4),
    ("oe", 5.0),
    ("tr", 6.0),
    ("yv", 5.6),
    ("tc", 6.4),
    ("bh", 5.2),
    ("ph", 7.2),
    ("ix", 7.4),
    ("vu", 6.4),
    ("wv", 6.0),
    ("dt", 7.0),
    ("lk", 6.6),
    ("jt", 7.4),
    ("jl", 6.6),
    ("pf", 7.0),
    ("pb", 7.0),
    ("hi", 7.0),
    ("nm", 6.0),
    ("iv", 7.0),
    ("bs", 7.0),
    ("sz", 7.0),
    ("td", 7.0),
    ("kb", 7.0),
    ("kx", 7.0),
    ("lf", 6.2),
];

/// One letter of the document against two of the reading, and two against one.
const SPLIT: &[(&str, &str, f32)] = &[
    ("m", "rn", 4.6),
    ("m", "in", 5.0),
    ("m", "ni", 5.2),
    ("m", "nn", 6.2),
    ("m", "ra", 6.4),
    ("m", "iu", 6.0),
    ("m", "ui", 6.0),
    ("m", "nt", 6.6),
    ("m", "tn", 5.8),
    ("m", "ln", 5.8),
    ("d", "cl", 5.2),
    ("d", "tl", 5.6),
    ("d", "il", 6.0),
    ("d", "el", 6.2),
    ("d", "ol", 6.2),
    ("d", "rl", 6.2),
    ("h", "li", 4.8),
    ("h", "ii", 5.4),
    ("h", "lt", 6.2),
    ("h", "ll", 6.0),
    ("h", "it", 6.2),
    ("h", "ti", 6.2),
    ("h", "hi", 6.4),
    ("h", "bi", 6.6),
    ("h", "lr", 6.4),
    ("u", "ii", 4.8),
    ("u", "il", 5.2),
    ("u", "ti", 5.6),
    ("u", "li", 5.4),
    ("u", "ll", 6.2),
    ("u", "tt", 6.4),
    ("n", "ii", 4.8),
    ("n", "ri", 5.2),
    ("n", "il", 5.4),
    ("n", "ti", 5.8),
    ("n", "li", 6.0),
    ("n", "rt", 6.4),
    ("n", "it", 6.2),
    ("n", "ir", 6.4),
    ("n", "rr", 6.2),
    ("w", "vv", 4.6),
    ("w", "iv", 5.2),
    ("w", "vi", 5.8),
    ("w", "tv", 5.8),
    ("w", "rv", 6.0),
    ("w", "nv", 6.4),
    ("w", "uv", 6.4),
    ("w", "ir", 6.8),
    ("w", "tr", 6.8),
    ("w", "yv", 6.0),
    ("w", "vy", 6.4),
    ("w", "av", 6.4),
    ("w", "vr", 6.4),
    ("k", "lc", 5.4),
    ("k", "ic", 6.0),
    ("k", "le", 6.4),
    ("k", "lt", 6.6),
    ("k", "ls", 6.6),
    ("k", "ly", 6.8),
    ("k", "it", 6.8),
    ("k", "li", 6.8),
    ("b", "lo", 6.0),
    ("b", "ll", 6.8),
    ("b", "li", 6.6),
    ("b", "le", 6.8),
    ("b", "ti", 6.8),
    ("b", "lj", 6.2),
    ("a", "ci", 6.2),
    ("a", "ti", 6.8),
    ("a", "ii", 6.8),
    ("p", "jj", 6.4),
    ("g", "fj", 6.2),
    ("g", "ij", 6.6),
    ("g", "tj", 6.6),
    ("y", "ij", 5.8),
    ("y", "tj", 6.4),
    ("v", "ii", 6.8),
    ("o", "ii", 7.2),
    ("o", "ti", 7.2),
    ("e", "ii", 7.2),
    ("s", "ii", 7.4),
    ("e", "ti", 7.2),
    ("r", "ii", 7.0),
    ("q", "cj", 6.2),
    ("x", "ii", 7.0),
    ("t", "il", 7.0),
    ("y", "vi", 7.0),
    ("y", "ii", 7.2),
    ("u", "n", 5.0),
];

const RUN: &[(&str, &str, f32)] = &[
    ("rn", "m", 4.8),
    ("in", "m", 5.0),
    ("ni", "m", 5.2),
    ("nn", "m", 6.0),
    ("cl", "d", 5.0),
    ("li", "h", 5.2),
    ("ii", "u", 5.2),
    ("ri", "n", 5.2),
    ("il", "u", 6.0),
    ("ll", "u", 6.4),
    ("vi", "w", 6.4),
    ("fi", "h", 5.8),
    ("fi", "n", 6.4),
    ("fi", "li", 8.0),
    ("ff", "fl", 9.0),
    ("fl", "h", 6.8),
    ("rr", "n", 5.8),
    ("tt", "n", 6.6),
    ("tt", "u", 6.4),
    ("li", "u", 6.0),
    ("ti", "u", 5.8),
    ("ti", "n", 6.4),
    ("ll", "h", 6.4),
    ("ir", "n", 6.2),
    ("ri", "u", 6.4),
    ("rt", "n", 6.6),
    ("it", "u", 6.4),
    ("it", "n", 6.6),
    ("lo", "b", 6.6),
    ("lc", "k", 6.4),
    ("ai", "m", 6.8),
    ("un", "m", 7.0),
    ("ra", "m", 6.8),
    ("ru", "m", 6.6),
    ("ll", "n", 7.0),
    ("le", "k", 7.0),
    ("tr", "n", 7.2),
    ("fr", "h", 7.2),
    ("nt", "m", 7.2),
    ("rm", "nn", 9.0),
    ("ol", "d", 6.8),
    ("th", "m", 8.0),
    ("or", "m", 8.0),
    ("ec", "œ", 6.4),
    ("al", "d", 7.0),
    ("ci", "a", 6.8),
    ("ee", "œ", 6.0),
    ("oe", "œ", 3.0),
    ("ae", "æ", 3.0),
    ("fi", "ﬁ", 1.0),
    ("fl", "ﬂ", 1.0),
];

/// Digits and signs that stand for a letter of like outline.
const SIGNS: &[(char, &str, f32)] = &[
    ('0', "o", 4.6),
    ('1', "li", 4.6),
    ('5', "s", 5.0),
    ('8', "sba", 5.6),
    ('6', "bo", 5.8),
    ('9', "gq", 5.8),
    ('3', "sa", 6.2),
    ('4', "a", 6.4),
    ('7', "t", 6.2),
    ('2', "z", 5.8),
    ('|', "li", 4.6),
    ('!', "li", 4.8),
    ('(', "c", 5.4),
    ('$', "s", 5.0),
    ('£', "ef", 5.4),
    ('&', "a", 6.0),
    ('é', "e", 5.0),
    ('è', "e", 5.0),
    ('ê', "e", 5.0),
    ('ë', "e", 5.0),
    ('ó', "o", 5.0),
    ('ö', "o", 5.0),
    ('ô', "o", 5.0),
    ('ò', "o", 5.0),
    ('í', "ir", 5.0),
    ('ì', "i", 5.0),
    ('ï', "i", 5.0),
    ('î', "i", 5.0),
    ('ü', "u", 5.0),
    ('ú', "u", 5.0),
    ('û', "u", 5.0),
    ('á', "a", 5.0),
    ('à', "a", 5.0),
    ('â', "a", 5.0),
    ('ä', "a", 5.0),
    ('ñ', "n", 5.0),
    ('ç', "c", 5.0),
    ('ß', "bs", 5.4),
    ('ſ', "s", 1.0),
];

/// The least cost of a letter lost, added, split or run together: what moves the letters behind it from their places.
const LEAST_SHIFT: f32 = 4.6;
/// As many shifts as the costliest reading affords.
const MOST_SHIFTS: usize = 4;

/// Letters of the lexicon: `a` to `z` and the apostrophe.
const LETTERS: usize = 27;
/// The cost of what does not happen.
const NEVER: f32 = 1e6;
/// The columns of a row: the longest word that is judged, and the empty beginning.
const COLUMNS: usize = super::words::LONGEST + 1;

/// One row of the table of costs: how some letters of the document read as the first 0, 1, 2, … characters.
pub(super) type Row = [f32; COLUMNS];

/// The costs, laid out to be looked up by letter.
pub(super) struct Channel {
    /// Cost of a letter (row) read as another (column).
    single: [[f32; LETTERS]; LETTERS],
    /// Cost of a letter read as two: by letter, then by the pair.
    splits: Vec<[[f32; LETTERS]; LETTERS]>,
    /// The signs that pairs of letters are read as, by first and second letter.
    runs: Vec<Vec<(char, f32)>>,
    /// Whether a letter begins such a pair.
    may_run: [bool; LETTERS],
}

/// The place of a letter in the tables.
pub(super) fn place(c: char) -> Option<usize> {
    match c {
        'a'..='z' => Some(c as usize - 'a' as usize),
        '\'' => Some(26),
        _ => None,
    }
}

fn two(text: &str) -> Option<[usize; 2]> {
    let mut letters = text.chars();
    let pair = [place(letters.next()?)?, place(letters.next()?)?];
    letters.next().is_none().then_some(pair)
}

impl Channel {
    /// Lays the costs out, for words spelt forwards or backwards.
    pub fn new(backwards: bool) -> Self {
        let turned = |[a, b]: [usize; 2]| if backwards { [b, a] } else { [a, b] };
        let mut single = [[ANY; LETTERS]; LETTERS];
        for &(pair, cost) in CLOSE {
            if let Some([a, b]) = two(pair) {
                single[a][b] = single[a][b].min(cost);
                single[b][a] = single[b][a].min(cost);
            }
        }
        (0..LETTERS).for_each(|letter| single[letter][letter] = 0.0);
        let mut splits = vec![[[NEVER; LETTERS]; LETTERS]; LETTERS];
        for &(letter, read, cost) in SPLIT {
            if let (Some(from), Some([a, b])) = (letter.chars().next().and_then(place), two(read).map(turned)) {
                splits[from][a][b] = cost;
            }
        }
        let mut runs = vec![Vec::new(); LETTERS * LETTERS];
        let mut may_run = [false; LETTERS];
        for &(pair, read, cost) in RUN {
            if let (Some([a, b]), Some(read)) = (two(pair).map(turned), read.chars().next()) {
                runs[a * LETTERS + b].push((read, cost));
                may_run[a] = true;
            }
        }
        Channel { single, splits, runs, may_run }
    }

    fn substitution(&self, letter: usize, read: char) -> f32 {
        if let Some(read) = place(read) {
            return self.single[letter][read];
        }
        let letter = if letter == 26 { '\'' } else { char::from(b'a' + letter as u8) };
        let known = SIGNS.iter().find(|(sign, letters, _)| *sign == read && letters.contains(letter));
        known.map_or(if read.is_alphabetic() { ANY } else { SIGN }, |(_, _, cost)| *cost)
    }

    fn added(&self, read: char, doubled: bool) -> f32 {
        let easily = doubled || !read.is_ascii_lowercase() || matches!(read, 'i' | 'l' | 't' | 'r' | 'j' | 'f' | 'c');
        if easily { ADDED_EASILY } else { ADDED }
    }

    /// The costs of every letter at every place of what was read. The first `half` characters may cost `budget` at
    /// most.
    pub fn grid(&self, read: &[char], half: usize, budget: f32) -> Grid<'_> {
        let length = read.len().min(COLUMNS - 1);
        let read = &read[..length];
        let mut grid = Grid {
            channel: self,
            half,
            budget,
            read: read.to_vec(),
            added: [NEVER; COLUMNS],
            single: vec![[NEVER; COLUMNS]; LETTERS],
            split: vec![[NEVER; COLUMNS]; LETTERS],
            least: vec![[LOST_EASILY; COLUMNS + MOST_SHIFTS]; LETTERS],
        };
        for (at, &c) in read.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| read[at]);
            grid.added[at] = self.added(c, before == Some(c));
            for letter in 0..LETTERS {
                grid.single[letter][at] = self.substitution(letter, c);
                if let (Some(a), Some(b)) = (before.and_then(place), place(c)) {
                    grid.split[letter][at] = self.splits[letter][a][b];
                }
            }
        }
        grid.bound();
        grid
    }
}

/// The costs of every letter at every place of what was read.
pub(super) struct Grid<'a> {
    channel: &'a Channel,
    half: usize,
    budget: f32,
    read: Vec<char>,
    added: Row,
    single: Vec<Row>,
    split: Vec<Row>,
    /// What each letter costs at least as the first, second, … of a word.
    least: Vec<[f32; COLUMNS + MOST_SHIFTS]>,
}

impl Grid<'_> {
    /// Fills in the least costs: those of the places near by, for every place further away takes a shift more.
    fn bound(&mut self) {
        let length = self.read.len();
        for letter in 0..LETTERS {
            for at in 0..length {
                let cost = self.single[letter][at].min(self.split[letter][at]);
                for depth in at.saturating_sub(MOST_SHIFTS)..=at + MOST_SHIFTS {
                    self.least[letter][depth] = self.least[letter][depth].min(cost);
                }
            }
        }
    }

    /// What a `letter` costs at least at `depth` in a word.
    pub fn least(&self, letter: usize, depth: usize) -> f32 {
        self.least[letter].get(depth).copied().unwrap_or(LOST_EASILY)
    }

    /// What the beginnings of a word that are `depth` letters long may cost at most for the grid's budget, where they
    /// can only have been read as part of the first half.
    pub fn within(&self, depth: usize) -> f32 {
        let shifts = (self.budget / LEAST_SHIFT) as usize;
        if depth + shifts < self.half { self.budget } else { NEVER }
    }

    /// How many characters were read.
    pub fn length(&self) -> usize {
        self.read.len()
    }

    /// The row for no letter at all: every character was added.
    pub fn first_row(&self) -> Row {
        let mut row = [NEVER; COLUMNS];
        row[0] = 0.0;
        for at in 0..self.read.len() {
            row[at + 1] = row[at] + self.added[at];
        }
        row
    }

    /// Fills row `depth + 1` of `rows`, which is that after one more `letter`, and gives its least cost. `before` is the
    /// letter before; rows `depth` and `depth - 1` are those of the shorter beginnings.
    pub fn next_row(&self, letter: usize, before: Option<usize>, rows: &mut [Row], depth: usize) -> f32 {
        let (older, newer) = rows.split_at_mut(depth + 1);
        let (Some(previous), Some(row)) = (older.last(), newer.first_mut()) else { return NEVER };
        let thin = matches!(letter, 8 | 11 | 19 | 17 | 5 | 9 | 26 | 4);
        let lost = if thin || before.is_none_or(|before| before == letter) { LOST_EASILY } else { LOST };
        let length = self.read.len();
        row[0] = if previous[0] + lost > self.budget { NEVER } else { previous[0] + lost };
        let mut least = row[0];
        let mut last = row[0];
        let mut skipped = NEVER;
        let cells = self.single[letter].iter().zip(&self.split[letter]).zip(&self.added).take(length);
        let places = previous.iter().zip(&previous[1..]).zip(&mut row[1..]).zip(cells);
        for (at, (((&diagonal, &above), cell), ((&single, &split), &added))) in places.enumerate() {
            let cost = (diagonal + single).min(above + lost).min(last + added).min(skipped + split);
            let cost = if at < self.half && cost > self.budget { NEVER } else { cost };
            skipped = diagonal;
            last = cost;
            *cell = cost;
            least = least.min(cost);
        }
        if let (Some(before), Some(older)) = (before, older.len().checked_sub(2).map(|at| &older[at])) {
            for &(sign, run) in &self.channel.runs[before * LETTERS + letter] {
                for at in (0..length).filter(|&at| self.read[at] == sign) {
                    row[at + 1] = row[at + 1].min(older[at] + run);
                    least = least.min(row[at + 1]);
                }
            }
        }
        least
    }

    /// Cost of a whole word read as this.
    pub fn cost(&self, word: &str) -> f32 {
        let mut rows = vec![self.first_row()];
        let mut before = None;
        for letter in word.chars().filter_map(place) {
            rows.push([NEVER; COLUMNS]);
            let depth = rows.len() - 2;
            self.next_row(letter, before, &mut rows, depth);
            before = Some(letter);
        }
        rows.last().map_or(NEVER, |row| row[self.read.len()])
    }

    /// Whether the next letter may be read as one sign with `letter`.
    pub fn runs_on(&self, letter: usize) -> bool {
        self.channel.may_run[letter]
    }
}

/// The least cost of two letters read as one sign.
pub(super) const LEAST_RUN: f32 = 4.6;

/// Errors come in clusters: after the first, another one in the same word is less of a surprise.
pub(super) fn clustered(cost: f32) -> f32 {
    if cost > 5.5 { 5.5 + (cost - 5.5) * 0.72 } else { cost }
}
