//! Versions made at random: edits that are known are found exactly, and whatever is done, the law holds.

use super::suite::{Told, lawful, told};
use super::{Version, collate, readings};
use broadside_model::About;
use broadside_model::collation::BaseReason;
use broadside_model::edtf::Day;

/// Numbers that look random, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// How a script writes sentences.
struct Script {
    syllables: &'static [&'static str],
    space: &'static str,
    stop: &'static str,
    comma: &'static str,
    /// Syllables a word has, besides one.
    longer: usize,
}

const SCRIPTS: &[Script] = &[
    Script {
        syllables: &[
            "ba", "ker", "mil", "lo", "sten", "dri", "fa", "gu", "pon", "ris", "ta", "vel", "zi", "mor", "ne", "hus",
        ],
        space: " ",
        stop: ".",
        comma: ",",
        longer: 3,
    },
    Script {
        syllables: &[
            "пе", "карь", "мель", "ни", "ца", "стол", "вре", "год", "ла", "мо", "тру", "ши", "бор", "щу", "хле", "ды",
        ],
        space: " ",
        stop: ".",
        comma: ",",
        longer: 3,
    },
    Script {
        syllables: &["خب", "از", "طا", "حون", "مدي", "نة", "سا", "حة", "فر", "ني", "بح", "رو", "شم", "لي", "كت", "قو"],
        space: " ",
        stop: ".",
        comma: "،",
        longer: 3,
    },
    Script {
        syllables: &[
            "面", "包", "师", "磨", "坊", "议", "会", "报", "告", "城", "市", "广", "场", "炉", "冬", "天", "冷", "星",
            "期", "日",
        ],
        space: "",
        stop: "。",
        comma: "，",
        longer: 0,
    },
    Script {
        syllables: &[
            "bé", "kêr", "mîl", "lò", "stén", "drï", "fâ", "gú", "pôn", "rìs", "tà", "vél", "çi", "mör", "ñe", "hüs",
        ],
        space: " ",
        stop: ".",
        comma: ",",
        longer: 3,
    },
];

impl Script {
    fn word(&self, dice: &mut Dice) -> String {
        let syllables = 1 + if self.longer > 0 { 1 + dice.below(self.longer) } else { 0 };
        (0..syllables).map(|_| dice.pick(self.syllables)).collect()
    }

    fn sentence(&self, words: &[String]) -> String {
        let half = words.len() / 2;
        let comma = format!("{}{}", self.comma, self.space);
        format!("{}{comma}{}{}", words[..half].join(self.space), words[half..].join(self.space), self.stop)
    }

    fn text(&self, sentences: &[Vec<String>]) -> String {
        let sentences: Vec<String> = sentences.iter().map(|words| self.sentence(words)).collect();
        sentences.join(self.space)
    }
}

fn owned(kind: &str, base: &str, witness: &str) -> Told {
    (kind.to_owned(), "words".to_owned(), base.to_owned(), witness.to_owned())
}

/// A text of one script with edits far enough apart to be told, and the readings that they are.
fn edited(script: &Script, dice: &mut Dice) -> (String, String, Vec<Told>) {
    let count = 8 + dice.below(20);
    let base: Vec<Vec<String>> =
        (0..count).map(|_| (0..10 + dice.below(14)).map(|_| script.word(dice)).collect()).collect();
    // No syllable of these is in the base, so that it is plain what was put in.
    let fresh = |dice: &mut Dice| format!("{}{}", ["qux", "wyx", "jox", "kyx"][dice.below(4)], dice.below(1000));
    let (mut witness, mut want) = (Vec::new(), Vec::new());
    let shown = |words: &[String]| script.sentence(words).trim_end_matches(script.stop).to_owned();
    for (index, sentence) in base.iter().enumerate() {
        let mut words = sentence.clone();
        // In the middle of a half, where no mark stands beside.
        let at = 2 + dice.below(2);
        let edit = if index % 2 == 0 { 9 } else { dice.below(6) };
        match edit {
            0 => {
                let word = fresh(dice);
                want.push(owned("substitution", &words[at], &word));
                words[at] = word;
            }
            // Of an even number, so that the comma stays where it was.
            1 if words.len() % 2 == 0 && words[at - 1] != words[at] && words[at] != words[at + 1] => {
                want.push(owned("omission", &words[at], ""));
                words.remove(at);
            }
            2 => {
                want.push(owned("omission", &shown(&words), ""));
                continue;
            }
            3 => {
                let new: Vec<String> = (0..8).map(|_| fresh(dice)).collect();
                want.push(owned("addition", "", &shown(&new)));
                witness.push(new);
            }
            4 => {
                let (new, next) = (fresh(dice), fresh(dice));
                want.push(owned(
                    "substitution",
                    &words[at..at + 2].join(script.space),
                    &format!("{new}{}{next}", script.space),
                ));
                (words[at], words[at + 1]) = (new, next);
            }
            _ => {}
        }
        witness.push(words);
    }
    (script.text(&base), script.text(&witness), want)
}

#[test]
fn known_edits_at_random_places_are_found_exactly() {
    for (number, script) in SCRIPTS.iter().enumerate() {
        for seed in 0..60 {
            let mut dice = Dice(seed * 977 + number as u64);
            let (base, witness, want) = edited(script, &mut dice);
            let found = readings(&base, &witness, None);
            lawful(&base, &witness, &found);
            let got = told(&base, &witness, &found);
            assert_eq!(got, want, "script {number}, seed {seed}\n{base}\n\n{witness}");
        }
    }
}

#[test]
fn a_sentence_moved_far_is_found_exactly() {
    for (number, script) in SCRIPTS.iter().enumerate() {
        for seed in 0..40 {
            let mut dice = Dice(seed * 131 + number as u64);
            let base: Vec<Vec<String>> = (0..14).map(|_| (0..12).map(|_| script.word(&mut dice)).collect()).collect();
            let (from, to) = (dice.below(5), 8 + dice.below(5));
            let mut moved = base.clone();
            let sentence = moved.remove(from);
            moved.insert(to, sentence);
            let (text, witness) = (script.text(&base), script.text(&moved));
            let (text, witness) = if seed % 2 == 0 { (text, witness) } else { (witness, text) };
            let found = readings(&text, &witness, None);
            lawful(&text, &witness, &found);
            let words = script.sentence(&base[from]).trim_end_matches(script.stop).to_owned();
            let want = vec![("transposition".to_owned(), "words".to_owned(), words.clone(), words)];
            assert_eq!(told(&text, &witness, &found), want, "script {number}, seed {seed}");
        }
    }
}

/// A text with anything done to it, in characters: cut, doubled, moved, other marks, other scripts.
fn mangled(text: &str, dice: &mut Dice) -> String {
    const PIECES: &[&str] = &[
        " ", "\n", "\n\n", ".", ", ", "-\n", "'", "’", "“", "x", "ё", "é", "e\u{301}", "ש", "炉", "１", "\u{200d}",
        "\u{ad}", "ß", "İ", "of the",
    ];
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..1 + dice.below(14) {
        let (at, length) = (dice.below(chars.len() + 1), dice.below(40));
        let end = (at + length).min(chars.len());
        match dice.below(5) {
            0 => drop(chars.drain(at..end)),
            1 => {
                let copy: Vec<char> = chars[at..end].to_vec();
                let to = dice.below(chars.len() + 1);
                chars.splice(to..to, copy);
            }
            2 => {
                let cut: Vec<char> = chars.drain(at..end).collect();
                let to = dice.below(chars.len() + 1);
                chars.splice(to..to, cut);
            }
            _ => {
                let piece: Vec<char> = dice.pick(PIECES).chars().collect();
                chars.splice(at..at, piece);
            }
        }
    }
    chars.into_iter().collect()
}

#[test]
fn readings_make_the_witness_whatever_was_done_to_it() {
    for seed in 0..2000 {
        let mut dice = Dice(seed);
        let script = &SCRIPTS[dice.below(SCRIPTS.len())];
        let sentences: Vec<Vec<String>> =
            (0..dice.below(7)).map(|_| (0..2 + dice.below(12)).map(|_| script.word(&mut dice)).collect()).collect();
        let base = mangled(&script.text(&sentences), &mut dice);
        let witness = mangled(&base, &mut dice);
        lawful(&base, &witness, &readings(&base, &witness, None));
        lawful(&base, &base, &[]);
        assert!(readings(&base, &base, None).is_empty(), "a text does not differ from itself");
    }
}

#[test]
fn fifty_thousand_words_are_collated() {
    let mut dice = Dice(11);
    let script = &SCRIPTS[0];
    let base: Vec<Vec<String>> = (0..3200).map(|_| (0..16).map(|_| script.word(&mut dice)).collect()).collect();
    let mut other = base.clone();
    for at in (0..3000).step_by(7) {
        other[at][dice.below(16)] = "quxwyx".to_owned();
    }
    let moved = other.remove(900);
    other.insert(2400, moved);
    other.drain(1500..1540);
    let (base, witness) = (script.text(&base), script.text(&other));
    let found = readings(&base, &witness, None);
    lawful(&base, &witness, &found);
    assert!(found.len() < 460, "{}", found.len());
}

#[test]
fn the_earliest_is_the_base_and_else_the_most_central() {
    let texts = ["The ovens are cold today.", "The ovens are cold.", "The ovens are cold, they say.", "Nobody came."];
    let day = |day| Day::new(1931, 5, day);
    let dated = |at| About { earliest: day(at), latest: day(at), ..About::default() };
    let about = [dated(9), dated(7), dated(4), dated(8)];
    let versions = |about: &'static [About]| -> Vec<Version<'static>> {
        (0u32..).zip(texts).zip(about).map(|((text, words), about)| Version { text, words, about }).collect()
    };
    let known: &'static [About] = Box::leak(Box::new(about));
    let apparatus = collate(&versions(known), None).expect("an apparatus");
    assert_eq!((apparatus.base, apparatus.reason), (2, BaseReason::Earliest));
    assert_eq!(apparatus.witnesses.iter().map(|witness| witness.text).collect::<Vec<_>>(), [1, 3, 0]);
    let unknown: &'static [About] = Box::leak(Box::new([const { None::<u8> }; 4].map(|_| About::default())));
    let apparatus = collate(&versions(unknown), None).expect("an apparatus");
    assert_eq!((apparatus.base, apparatus.reason), (1, BaseReason::Central));
    let today =
        apparatus.places.iter().flat_map(|place| &place.variants).find(|variant| variant.text.contains("today"));
    assert_eq!(today.map(|variant| variant.witnesses.len()), Some(1));
    assert_eq!(collate(&versions(unknown), Some(3)).map(|apparatus| apparatus.base), Some(3));
    assert_eq!(collate(&[], None), None);
}
