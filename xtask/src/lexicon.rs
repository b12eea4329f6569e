//! Builds the lexicon that the engine ships, out of free texts and word lists.
//!
//! Takes folders of text and word lists, gives three finite-state maps in a folder: `words.fst` (word → how often),
//! `pairs.fst` (two words that also make one word when written together → how often they stand apart) and `breaks.fst`
//! (the halves of words that were seen broken over a line end: `gov-`, `-ment` → how often). Sources and licences are
//! listed beside the data.
//!
//! Scanned newspapers have the wanted vocabulary and much unwanted noise: a word that only they know is taken when
//! many papers have it and no far more frequent word lies one letter away. The words at the two ends of a line are not
//! counted there, since they may be halves.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What the command line asks for.
#[derive(Default)]
struct Sources {
    /// Folders of clean running text.
    clean: Vec<PathBuf>,
    /// Folders of scanned newspapers, with their line breaks.
    scanned: Vec<PathBuf>,
    /// Word lists taken whole.
    lists: Vec<PathBuf>,
    /// Word lists of which only words seen in a text are taken.
    rare_lists: Vec<PathBuf>,
    out: PathBuf,
}

/// How often a word was seen.
#[derive(Clone, Copy, Default)]
struct Seen {
    count: u32,
    documents: u32,
    last: u32,
}

/// Words of one kind of source.
#[derive(Default)]
struct Tally {
    words: HashMap<String, Seen>,
    tokens: u64,
    documents: u32,
}

impl Tally {
    fn add(&mut self, word: &str) {
        self.tokens += 1;
        if !self.words.contains_key(word) {
            self.words.insert(word.to_owned(), Seen::default());
        }
        if let Some(seen) = self.words.get_mut(word) {
            seen.count += 1;
            if seen.last != self.documents {
                seen.last = self.documents;
                seen.documents += 1;
            }
        }
    }

    fn get(&self, word: &str) -> Seen {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// How often in 100 million words.
    fn rate(&self, word: &str) -> f64 {
        f64::from(self.get(word).count) * 1e8 / self.tokens.max(1) as f64
    }
}

/// Reads the arguments (`--ungdc DIR --presidential DIR --newspapers DIR --list FILE --rare FILE --out DIR`) and builds
/// the maps.
///
/// # Errors
/// A sentence that says which argument or file is wrong.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let sources = parse(arguments)?;
    let listed = word_lists(&sources.lists)?;
    let rare = word_lists(&sources.rare_lists)?;
    let mut clean = Tally::default();
    let mut scanned = Tally::default();
    let mut breaks: BTreeMap<String, u64> = BTreeMap::new();
    each_text(&sources.clean, |text| {
        clean.documents += 1;
        text.lines().for_each(|line| tokens(line).iter().for_each(|word| clean.add(word)));
    })?;
    each_text(&sources.scanned, |text| {
        scanned.documents += 1;
        count_scanned(text, &mut scanned, &mut breaks);
    })?;
    let words = choose(&listed, &rare, &clean, &scanned, &breaks);
    let mut pairs: BTreeMap<String, u64> = BTreeMap::new();
    let total = (clean.tokens + scanned.tokens).max(1);
    each_text(&sources.clean, |text| count_pairs(text, 0, &words, &listed, &mut pairs))?;
    each_text(&sources.scanned, |text| count_pairs(text, 1, &words, &listed, &mut pairs))?;
    pairs.retain(|_, count| *count > 1);
    pairs.values_mut().for_each(|count| *count = pack(*count as f64 * 1e8 / total as f64));
    each_text(&sources.scanned, |text| count_lost(text, &words, &mut breaks))?;
    breaks.retain(|_, count| *count > 5);
    breaks.values_mut().for_each(|count| *count = pack(*count as f64));
    let letters = letters(&words);
    let shapes = shapes(&words, &breaks);
    let words: BTreeMap<String, u64> = words.into_iter().collect();
    fs::create_dir_all(&sources.out).map_err(|error| format!("{}: {error}", sources.out.display()))?;
    write(&sources.out.join("words.fst"), &words)?;
    write(&sources.out.join("pairs.fst"), &pairs)?;
    write(&sources.out.join("breaks.fst"), &breaks)?;
    write(&sources.out.join("shapes.fst"), &shapes)?;
    let path = sources.out.join("letters.bin");
    fs::write(&path, letters).map_err(|error| format!("{}: {error}", path.display()))
}

fn parse(arguments: &[String]) -> Result<Sources, String> {
    let mut sources = Sources::default();
    for pair in arguments.chunks(2) {
        let [option, value] = pair else { return Err(format!("{} needs a value", pair.join(" "))) };
        let value = PathBuf::from(value);
        match option.as_str() {
            "--ungdc" | "--presidential" => sources.clean.push(value),
            "--newspapers" => sources.scanned.push(value),
            "--list" => sources.lists.push(value),
            "--rare" => sources.rare_lists.push(value),
            "--out" => sources.out = value,
            _ => return Err(format!("unknown option {option}")),
        }
    }
    if sources.out.as_os_str().is_empty() { Err("--out DIR is missing".to_owned()) } else { Ok(sources) }
}

/// Calls `read` with every `.txt` file below the folders, in the order of their names.
fn each_text(folders: &[PathBuf], mut read: impl FnMut(&str)) -> Result<(), String> {
    let mut todo: Vec<PathBuf> = folders.to_vec();
    let mut files = Vec::new();
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            todo.extend(entries.flatten().map(|entry| entry.path()));
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            files.push(path);
        }
    }
    files.sort();
    for file in files {
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        read(&String::from_utf8_lossy(&bytes));
    }
    Ok(())
}

fn word_lists(files: &[PathBuf]) -> Result<HashSet<String>, String> {
    let mut words = HashSet::new();
    for file in files {
        let bytes = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
        for word in String::from_utf8_lossy(&bytes).lines() {
            let word = fold(word.trim());
            let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
            let single = matches!(word.as_str(), "a" | "i" | "o");
            if (letters > 1 || single) && word.chars().all(|letter| letter.is_alphabetic() || letter == '\'') {
                words.insert(word);
            }
        }
    }
    Ok(words)
}

/// Lower case, with straight apostrophes and without a possessive ending.
fn fold(word: &str) -> String {
    let word = word.to_lowercase().replace('\u{2019}', "'");
    word.strip_suffix("'s").map_or_else(|| word.clone(), str::to_owned)
}

/// The words of a line: letters, and apostrophes and hyphens between letters.
fn tokens(line: &str) -> Vec<String> {
    raw_tokens(line).into_iter().map(fold).collect()
}

fn raw_tokens(line: &str) -> Vec<&str> {
    let joins = |letter: char| matches!(letter, '\'' | '\u{2019}' | '-');
    line.split(|letter: char| !letter.is_alphanumeric() && !joins(letter))
        .map(|word| word.trim_matches(joins))
        .filter(|word| !word.is_empty() && word.chars().all(|letter| letter.is_alphabetic() || joins(letter)))
        .collect()
}

/// Counts the words inside the lines of a scanned page, and the halves of words broken with a hyphen.
fn count_scanned(text: &str, tally: &mut Tally, breaks: &mut BTreeMap<String, u64>) {
    let lines: Vec<&str> = text.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let words = tokens(line);
        if words.len() > 2 {
            words[1..words.len() - 1].iter().for_each(|word| tally.add(word));
        }
        let Some(next) = lines.get(index + 1) else { continue };
        let Some(left) = line.trim_end().strip_suffix('-') else { continue };
        let left = left.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let right = next.trim_start().split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        if !left.is_empty() && right.chars().next().is_some_and(char::is_lowercase) {
            *breaks.entry(format!("{}-", left.to_lowercase())).or_default() += 1;
            *breaks.entry(format!("-{}", right.to_lowercase())).or_default() += 1;
        }
    }
}

/// Counts the halves of words that lost their hyphen at a line end: those whose whole is a word far more frequent than
/// the halves would stand side by side by chance.
fn count_lost(text: &str, words: &HashMap<String, u64>, breaks: &mut BTreeMap<String, u64>) {
    let lines: Vec<&str> = text.lines().collect();
    let count = |word: &str| words.get(word).map_or(0.0, |packed| unpack(*packed));
    for pair in lines.windows(2) {
        let left = pair[0].rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let right = pair[1].split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        if left.is_empty() || !right.chars().next().is_some_and(char::is_lowercase) {
            continue;
        }
        let whole = count(&format!("{left}{right}"));
        if whole > 0.0 && whole > count(&left).max(10.0) * count(right).max(10.0) / 1e8 * 1000.0 {
            *breaks.entry(format!("{left}-")).or_default() += 1;
            *breaks.entry(format!("-{right}")).or_default() += 1;
        }
    }
}

/// How likely each letter is behind two others, over the words: for every three of the 28 signs (0 a word's edge, 1 to
/// 26 the letters, 27 any other) 16 times the negative natural logarithm.
fn letters(words: &HashMap<String, u64>) -> Vec<u8> {
    let sign = |byte: u8| if byte.is_ascii_lowercase() { usize::from(byte - b'a') + 1 } else { 27 };
    let mut counts = vec![0.0f64; 28 * 28 * 28];
    let mut sorted: Vec<(&String, &u64)> = words.iter().collect();
    sorted.sort();
    for (word, packed) in sorted {
        let weight = (1.0 + unpack(*packed)).ln();
        let mut signs = vec![0, 0];
        signs.extend(word.bytes().map(sign));
        signs.push(0);
        signs.windows(3).for_each(|three| counts[(three[0] * 28 + three[1]) * 28 + three[2]] += weight);
    }
    let mut packed = Vec::with_capacity(counts.len());
    for row in counts.chunks(28) {
        let sum: f64 = row.iter().map(|count| count + 2.0).sum();
        packed.extend(row.iter().map(|count| (-16.0 * ((count + 2.0) / sum).ln()).round().clamp(0.0, 255.0) as u8));
    }
    packed
}

/// The shape that letters keep when they are misread for one another; the engine's lexicon has the same table.
fn shape(word: &str) -> String {
    let class = |letter| match letter {
        'e' | 'o' | 'c' => 'e',
        'i' | 'l' | 't' | 'f' | 'j' | 'r' => 'i',
        'n' | 'h' | 'u' | 'b' | 'k' => 'n',
        'a' | 's' => 'a',
        'v' | 'y' => 'v',
        'z' | 'x' => 'z',
        other => other,
    };
    word.chars().map(class).collect()
}

/// The most frequent word, and half of a word, of each shape.
fn shapes(words: &HashMap<String, u64>, breaks: &BTreeMap<String, u64>) -> BTreeMap<String, u64> {
    let mut shapes: BTreeMap<String, u64> = BTreeMap::new();
    let plain = words.iter().filter(|(word, _)| word.bytes().all(|byte| byte.is_ascii_lowercase()));
    let halves = breaks.iter().filter(|(half, _)| half.len() > 2);
    for (word, count) in plain.chain(halves) {
        let best = shapes.entry(shape(word)).or_default();
        *best = (*best).max(*count);
    }
    shapes
}

/// Decides which words the lexicon has, and how often each is.
fn choose(
    listed: &HashSet<String>,
    rare: &HashSet<String>,
    clean: &Tally,
    scanned: &Tally,
    breaks: &BTreeMap<String, u64>,
) -> HashMap<String, u64> {
    let mut candidates: BTreeSet<&String> = listed.iter().collect();
    candidates.extend(clean.words.keys());
    candidates.extend(scanned.words.keys());
    let mut words = HashMap::new();
    for word in candidates {
        let (in_clean, in_scanned) = (clean.get(word), scanned.get(word));
        let known = listed.contains(word);
        if !known && in_clean.documents < 3 && in_scanned.documents < 8 && !rare.contains(word) {
            continue;
        }
        let noisy = is_noise(word, listed, clean, scanned, breaks);
        let attested = match (rare.contains(word), word.contains('-')) {
            (true, _) => in_clean.documents >= 1 || in_scanned.documents >= 5,
            (false, true) => in_clean.documents >= 2 || in_scanned.documents >= 5,
            (false, false) => in_clean.documents >= 3 || in_scanned.documents >= 12,
        };
        if !known && (noisy || !attested) {
            continue;
        }
        let rate = if noisy {
            clean.rate(word)
        } else {
            clean.rate(word).midpoint(scanned.rate(word)).max(clean.rate(word) / 2.0)
        };
        words.insert(word.clone(), pack(rate.max(1.0)));
    }
    words
}

/// Whether a word of the scanned pages is likely a misreading: a much more frequent word lies one letter away, or it is
/// the half of a broken word.
fn is_noise(
    word: &str,
    listed: &HashSet<String>,
    clean: &Tally,
    scanned: &Tally,
    breaks: &BTreeMap<String, u64>,
) -> bool {
    let own = scanned.rate(word);
    if own > 0.0 && !listed.contains(word) {
        let half = |key: String| breaks.get(&key).copied().unwrap_or_default() > u64::from(scanned.get(word).count) / 2;
        if half(format!("{word}-")) || half(format!("-{word}")) {
            return true;
        }
        if (2..word.len().saturating_sub(1)).any(|at| {
            word.is_char_boundary(at)
                && scanned.rate(&word[..at]).min(scanned.rate(&word[at..])) > 1000.0 * own.max(20.0)
        }) {
            return true;
        }
    }
    let trusted = clean.rate(word);
    let factor = if listed.contains(word) { 15.0 } else { 25.0 };
    near(word).iter().any(|other| {
        listed.contains(other) && scanned.rate(other) > factor * own && clean.rate(other) > factor * trusted
    })
}

/// Every string one letter away.
fn near(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut found = Vec::new();
    for at in 0..=letters.len() {
        let (left, right): (String, String) = (letters[..at].iter().collect(), letters[at..].iter().collect());
        let rest: String = right.chars().skip(1).collect();
        if !right.is_empty() {
            found.push(format!("{left}{rest}"));
        }
        for letter in 'a'..='z' {
            found.push(format!("{left}{letter}{right}"));
            if !right.is_empty() {
                found.push(format!("{left}{letter}{rest}"));
            }
        }
    }
    found.retain(|other| other != word);
    found
}

/// Counts neighbours inside a line that would make a word when written together. `skip` words at both ends of the line
/// are left out.
fn count_pairs(
    text: &str,
    skip: usize,
    words: &HashMap<String, u64>,
    listed: &HashSet<String>,
    pairs: &mut BTreeMap<String, u64>,
) {
    for line in text.lines() {
        let tokens: Vec<&str> = line.split_whitespace().collect();
        if tokens.len() < 2 * skip + 2 {
            continue;
        }
        for pair in tokens[skip..tokens.len() - skip].windows(2) {
            let plain = |word: &str| word.chars().all(char::is_alphabetic);
            let right = pair[1].trim_end_matches(|letter: char| !letter.is_alphabetic());
            if !plain(pair[0]) || !plain(right) || right.is_empty() {
                continue;
            }
            let (left, right) = (pair[0].to_lowercase(), right.to_lowercase());
            let known = skip == 0 || (listed.contains(&left) && listed.contains(&right));
            if known && words.contains_key(&format!("{left}{right}")) {
                *pairs.entry(format!("{left} {right}")).or_default() += 1;
            }
        }
    }
}

/// A count in 7 bits: the two bits after its highest, and the place of that.
fn pack(count: f64) -> u64 {
    let count = count.round().max(1.0) as u64;
    if count < 4 {
        return count;
    }
    let shift = u64::from(count.ilog2()) - 2;
    4 * (shift + 1) + ((count >> shift) & 3)
}

/// The count that [`pack`] packed.
fn unpack(packed: u64) -> f64 {
    if packed < 4 { packed as f64 } else { ((4 + (packed & 3)) << ((packed >> 2) - 1)) as f64 }
}

fn write(path: &Path, map: &BTreeMap<String, u64>) -> Result<(), String> {
    let built = fst::Map::from_iter(map.iter().map(|(key, value)| (key, *value)))
        .map_err(|error| format!("{}: {error}", path.display()))?;
    println!("{}: {} keys, {} bytes", path.display(), map.len(), built.as_fst().as_bytes().len());
    fs::write(path, built.as_fst().as_bytes()).map_err(|error| format!("{}: {error}", path.display()))
}
