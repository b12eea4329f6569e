//! The words that show that a sentence may hold a claim.
//!
//! A word of the lexicon shows so by itself. A phrase shows by its most telling word, where the word beside it is the
//! phrase's too: "taken prisoner" by "prisoner" behind "taken", so that neither "taken" nor "prisoner" alone does.

use rustc_hash::FxHashMap;

use super::lexicon::*;
use crate::knowledge::gate::Gate;
use crate::knowledge::numbers;

/// A word that makes its sentence worth reading by itself.
const STRONG: u16 = 1;
/// A word that counts something, where there is a number.
pub const COUNTS: u16 = 2;
/// A deed, where there is somebody who did it.
const DONE: u16 = 4;
/// A word that ties somebody to a deed.
const TIES: u16 = 8;
/// A number word.
pub const NUMBER: u16 = 16;
/// A death, which is worth reading without a number where there are signs of violence.
const DEATH: u16 = 32;
/// A sign of violence.
const SIGN: u16 = 64;
/// Those of whom a list may say who they are: "the dead are …".
const LISTED: u16 = 128;
/// A word that opens such a list.
const OPENS: u16 = 256;
/// A word that blames somebody, where there are signs of violence.
const BLAMES: u16 = 512;
/// What armed organisations are called, before the mark of an owner: "the army's".
const OWNER: u16 = 1024;

/// Whether what the words of a sentence add up to can be a claim.
pub fn promises(found: u16) -> bool {
    let all = |wanted: u16| found & wanted == wanted;
    let pairs = [COUNTS | NUMBER, DONE | TIES, DONE | OWNER, DEATH | SIGN, BLAMES | SIGN, LISTED | OPENS];
    found & STRONG != 0 || pairs.into_iter().any(all)
}

/// The words of a language that show something.
#[derive(Debug, Default)]
pub struct Triggers {
    gate: Gate,
    words: FxHashMap<Vec<u8>, Trigger>,
}

/// What a word shows.
#[derive(Debug, Default)]
struct Trigger {
    alone: u16,
    pairs: Vec<Pair>,
}

/// What a word shows beside another.
#[derive(Debug)]
struct Pair {
    other: String,
    /// Whether the other stands before it.
    before: bool,
    shows: u16,
}

impl Triggers {
    /// The triggers of a language, from its words and phrases.
    pub fn of(lexicon: &Lexicon) -> Self {
        let mut all = Triggers::default();
        for (word, lexeme) in lexicon.words() {
            all.add(word, promise(lexeme, lexicon));
        }
        for (phrase, lexeme) in lexicon.phrases() {
            all.phrase(&phrase, promise(lexeme, lexicon), lexicon);
        }
        numbers::number_words(lexicon.language()).for_each(|word| all.add(word, NUMBER));
        ["include", "includes", "included"].into_iter().for_each(|word| all.add(word, OPENS));
        if lexicon.is_english() {
            super::implicated::DOERS.iter().filter(|word| !word.contains(' ')).for_each(|word| all.add(word, STRONG));
        }
        all
    }

    /// What a word shows that stands between `before`, the word before it, and `rest`. ASCII letters may be large, other
    /// letters are folded.
    pub fn find(&self, word: &[u8], before: &str, rest: &str) -> u16 {
        if !self.gate.lets(word) {
            return 0;
        }
        const LONGEST: usize = 64;
        let mut small = [0; LONGEST];
        let Some(small) = small.get_mut(..word.len()) else { return 0 };
        small.copy_from_slice(word);
        small.make_ascii_lowercase();
        let Some(trigger) = self.words.get(&*small) else { return 0 };
        let beside = |pair: &&Pair| if pair.before { same(before, &pair.other) } else { follows(rest, &pair.other) };
        let shown = trigger.pairs.iter().filter(beside).fold(trigger.alone, |all, pair| all | pair.shows);
        if rest.starts_with(['\'', '’']) { shown } else { shown & !OWNER }
    }

    fn add(&mut self, word: &str, shows: u16) {
        if shows != 0 {
            self.gate.add(word.as_bytes());
            self.words.entry(word.as_bytes().to_vec()).or_default().alone |= shows;
        }
    }

    fn phrase(&mut self, phrase: &[&str], shows: u16, lexicon: &Lexicon) {
        let telling = |at: usize| {
            let lexeme = lexicon.word(phrase[at]);
            (lexeme.roles & COMMON == 0, phrase[at].chars().count())
        };
        let Some(anchor) = (0..phrase.len()).max_by_key(|at| telling(*at)).filter(|_| shows != 0) else { return };
        let other = if anchor == 0 { phrase.get(1) } else { phrase.get(anchor - 1) };
        let plain = |word: &&&str| word.chars().all(char::is_alphabetic);
        let Some(other) = other.filter(plain) else { return self.add(phrase[anchor], shows) };
        self.gate.add(phrase[anchor].as_bytes());
        let pairs = &mut self.words.entry(phrase[anchor].as_bytes().to_vec()).or_default().pairs;
        match pairs.iter_mut().find(|pair| pair.other == *other && pair.before == (anchor > 0)) {
            Some(pair) => pair.shows |= shows,
            None => pairs.push(Pair { other: (*other).to_owned(), before: anchor > 0, shows }),
        }
    }
}

/// Words that stand on every line.
const COMMON: u64 = BE | HAVE | MODAL | NOT | DET | BY | OF | PREP | AND | WHO | PRONOUN | SAY | TITLE;

/// Whether a word of the text may be a folded word.
fn same(written: &str, folded: &str) -> bool {
    written.eq_ignore_ascii_case(folded) || !written.is_ascii()
}

/// Whether a text may begin with a folded word, marks aside.
fn follows(rest: &str, folded: &str) -> bool {
    const MARKS: usize = 8;
    let bytes = rest.as_bytes();
    let Some(start) = bytes.iter().take(MARKS).position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()) else {
        return bytes.len() >= MARKS;
    };
    let word = bytes.get(start..start + folded.len()).unwrap_or_default();
    let end = bytes.get(start + folded.len());
    let whole = !end.is_some_and(u8::is_ascii_alphanumeric);
    let mut letters = bytes.iter().skip(start).take_while(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    word.eq_ignore_ascii_case(folded.as_bytes()) && whole || letters.any(|byte| !byte.is_ascii())
}

/// What a lexeme can add to a claim.
fn promise(lexeme: &Lexeme, lexicon: &Lexicon) -> u16 {
    let is = |roles: u64| lexeme.roles & roles != 0;
    let what = lexicon.what(lexeme.what);
    let listed = is(NOUN) && matches!(lexicon.what(lexeme.noun), "dead" | "wounded" | "victims");
    let seized = is(LEFT | RIGHT) && matches!(what, "arrested" | "disappeared" | "released");
    let shown = [
        (is(VIOLENT | CLAIMED | ATTACK) || seized || is(RIGHT) && what == "destroyed", STRONG),
        (is(LEFT | RIGHT | NOUN | ACT | CROWD | CURRENCY), COUNTS),
        (is(DEED | ACT), DONE),
        (is(ACCUSE | ACCUSE_TO | ATTRIBUTE | RESPONSIBLE), BLAMES),
        (is(PERFORM | ACCUSE | ACCUSE_TO | ATTRIBUTE | RESPONSIBLE | BY | NAME), TIES),
        (is(GROUP), OWNER),
        (is(LEFT | RIGHT | ACT) && what == "dead", DEATH),
        (is(BOMB | VIOLENT), SIGN),
        (listed, LISTED),
        (is(BE), OPENS),
    ];
    shown.into_iter().filter(|(shows, _)| *shows).fold(0, |all, (_, flag)| all | flag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::numbers::Language;

    fn shows(text: &str) -> u16 {
        let lexicon = super::super::lexicon::of(Language::En);
        let mut before = "";
        let mut found = 0;
        for (at, word) in text.match_indices(char::is_alphabetic).filter_map(|(at, _)| {
            let begins = at == 0 || !text[..at].ends_with(char::is_alphabetic);
            begins.then(|| (at, text[at..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()))
        }) {
            found |= lexicon.triggers().find(word.as_bytes(), before, &text[at + word.len()..]);
            before = word;
        }
        found
    }

    #[test]
    fn a_phrase_shows_where_its_words_stand_together() {
        assert!(promises(shows("The captain was taken PRISONER.")));
        assert!(promises(shows("It claimed responsibility.")));
        assert!(!promises(shows("The step was taken. A prisoner spoke.")));
        assert!(!promises(shows("We have a responsibility.")));
        assert!(promises(shows("The dead are Ana Ruz.")) && !promises(shows("Their lives mattered.")));
    }
}
