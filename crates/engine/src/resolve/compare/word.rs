//! How alike two words are, and in what way.

use super::super::lexicon::{WEAK, lexicon};
use super::super::name::{Class, Word};
use super::distance;

/// In what way two words are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Letter by letter.
    Same,
    /// The same word in two cases, numbers or genders.
    Inflected,
    /// They mean the same.
    Meaning,
    /// Two forms of one given name.
    Given,
    /// One given name in two languages.
    GivenAbroad,
    /// One is the initial of the other.
    Initial,
    /// They sound alike.
    Sound,
    /// Spelled nearly alike.
    Spelling,
    /// Several words on one side are one on the other.
    Joined,
}

/// Two words alike.
#[derive(Clone, Copy, Debug)]
pub struct Likeness {
    /// From 0 to 1.
    pub degree: f32,
    /// In what way.
    pub way: Way,
}

/// How alike two words are; None where they are not.
pub fn likeness(a: &Word, b: &Word, person: bool) -> Option<Likeness> {
    let found = |degree, way| Some(Likeness { degree, way });
    if a.folded == b.folded {
        return found(1.0, Way::Same);
    }
    if let (Some(one), Some(other)) = (a.number, b.number) {
        return if one == other { found(1.0, Way::Meaning) } else { None };
    }
    if a.number.is_some() != b.number.is_some() {
        return None;
    }
    if let (Some(one), Some(other)) = (a.concept, b.concept) {
        if one == other {
            return found(1.0, Way::Meaning);
        }
        return if near_bodies(a, b) { found(0.6, Way::Meaning) } else { None };
    }
    if a.class == Class::Initial || b.class == Class::Initial {
        let one = a.folded.chars().count() == 1 || b.folded.chars().count() == 1;
        return if one && a.initial() == b.initial() { found(0.8, Way::Initial) } else { None };
    }
    if person && let Some(way) = given(a, b) {
        return found(if way == Way::Given { 0.95 } else { 0.82 }, way);
    }
    if !may_be_alike(a, b) {
        return None;
    }
    // Two acronyms are not each other's misspelling.
    if !person && a.capitals && b.capitals && a.latin == b.latin && a.folded.len().max(b.folded.len()) <= 10 {
        return None;
    }
    // Nor is an acronym a word's.
    let short = if a.capitals { a } else { b };
    if !person && a.capitals != b.capitals && short.folded.chars().count() <= 6 {
        return None;
    }
    let syllables = is_syllabic(a) && is_syllabic(b);
    if !syllables && is_inflected(&a.sound, &b.sound) {
        let degree = if person { 0.9 } else { 0.95 };
        return found(degree, Way::Inflected);
    }
    if a.concept.is_some() || b.concept.is_some() {
        return misspelled(a, b, syllables).filter(|likeness| likeness.degree >= 0.8);
    }
    let mut likeness = misspelled(a, b, syllables)?;
    // Two names that are both well known are two, not one and its misspelling.
    if person && a.given.known != 0 && b.given.known != 0 {
        likeness.degree -= 0.12;
    }
    (likeness.degree >= 0.6).then_some(likeness)
}

/// Whether a word is written in a script whose characters are syllables or words.
fn is_syllabic(word: &Word) -> bool {
    word.folded.starts_with(|first| matches!(first, '\u{2e80}'..='\u{d7ff}' | '\u{20000}'..='\u{3ffff}'))
}

/// Kinds of bodies that are translated by one another: union, association, syndicate, league.
fn near_bodies(a: &Word, b: &Word) -> bool {
    const NEAR: [&[&str]; 8] = [
        &[
            "union",
            "association",
            "syndicate",
            "league",
            "federation",
            "confederation",
            "society",
            "organisation",
            "alliance",
        ],
        &["committee", "commission", "council", "board", "assembly"],
        &["company", "corporation", "enterprise", "group", "holding"],
        &["ministry", "department", "office", "authority", "agency", "service"],
        &["front", "movement", "bloc", "coalition", "alliance"],
        &["university", "college", "academy", "school", "institute", "centre"],
        &["people", "popular", "national"],
        &["army", "forces", "military", "armed"],
    ];
    let lists = lexicon();
    let names = (a.concept.map(|c| lists.name(c)), b.concept.map(|c| lists.name(c)));
    let (Some(one), Some(other)) = names else { return false };
    NEAR.iter().any(|near| near.contains(&one) && near.contains(&other))
}

/// Whether two given names are forms of one.
fn given(a: &Word, b: &Word) -> Option<Way> {
    let groups = (a.given.groups, b.given.groups);
    let shared = |weak: bool| groups.0.iter().any(|group| (group & WEAK != 0) == weak && groups.1.contains(group));
    if shared(false) {
        return Some(Way::Given);
    }
    shared(true).then_some(Way::GivenAbroad)
}

/// A quick look: two words whose sounds share few letters are not alike.
fn may_be_alike(a: &Word, b: &Word) -> bool {
    let (long, short) = (a.sound.len().max(b.sound.len()), a.sound.len().min(b.sound.len()));
    if short == 0 || (long > 2 * short + 1 && !(a.vowelless || b.vowelless)) {
        return false;
    }
    let letters = |word: &Word| word.sound.bytes().fold(0u64, |set, byte| set | 1 << (byte & 63));
    let (one, other) = (letters(a), letters(b));
    let (all, both) = ((one | other).count_ones(), (one & other).count_ones());
    both * 3 >= all || long <= 4 || a.vowelless || b.vowelless || !(a.latin && b.latin)
}

/// Whether two words (in sounds) are one with two endings.
pub fn is_inflected(a: &str, b: &str) -> bool {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y || is_i(*x) && is_i(*y)).count();
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    if same < 3 || long - same > 4 || short - same > 3 && long > short {
        return false;
    }
    // The ending may begin one or two sounds before the words part ("ovi" and "ova").
    (0..=2).any(|back| {
        let cut = same.saturating_sub(back);

        let (Some(one), Some(other)) = (a.get(cut..), b.get(cut..)) else { return false };
        let female = matches!((one, other), ("ova", "") | ("", "ova") | ("ovoi", "") | ("", "ovoi"));
        let enough = cut >= 4 || (cut == 3 && (long - cut <= 2 || female));
        enough && ends(one, other)
    })
}

fn is_i(sound: u8) -> bool {
    matches!(sound, b'i' | b'j')
}

fn ends(one: &str, other: &str) -> bool {
    if one.contains('j') || other.contains('j') {
        return lexicon().are_endings(&one.replace('j', "i"), &other.replace('j', "i"));
    }
    lexicon().are_endings(one, other)
}

/// How alike two words are that are not the same, by letters and by sounds.
fn misspelled(a: &Word, b: &Word, syllables: bool) -> Option<Likeness> {
    let loose = a.vowelless != b.vowelless || a.vowelless;
    let sound = f32::from(distance::sounds(&a.sound, &b.sound, loose)) / 1000.0;
    let shortest = a.sound.len().min(b.sound.len());
    let longest = a.folded.chars().count().max(b.folded.chars().count()) as f32;
    let same_script = a.latin == b.latin;
    let spelling =
        if same_script { 1.0 - distance::letters(&a.folded, &b.folded) as f32 / 100.0 / longest } else { 0.0 };
    // One edit in three letters or fewer makes another word, in four or five a doubtful one.
    let (spelling, sound) = match shortest {
        0..=2 => (spelling - 0.25, sound - 0.12),
        3 => (spelling - 0.06, sound - 0.06),
        _ => (spelling, sound),
    };
    let sound = match same_script {
        true if syllables => 0.0,
        true => sound * 0.97,
        // What is heard is written in another script as each language can.
        false => 1.0 - (1.0 - sound) * 0.75,
    };
    let (degree, way) = if spelling >= sound { (spelling, Way::Spelling) } else { (sound, Way::Sound) };
    (degree >= 0.6).then_some(Likeness { degree, way })
}
