//! What holds for every text, tried on texts put together at random from what the rules look for.

use super::{Params, repair, testing::reading};
use broadside_model::{Block, BlockKind, Role, Span};

const PIECES: &[&str] = &[
    "word",
    "Peace.12",
    "19783",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\x0c",
    "\n\n",
    "- 2 -",
    "12",
    "[3]",
    "\n1 See",
    "co-\n",
    "oper",
    "\u{ad}",
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "â€™",
    "Ã©",
    "РњРё",
    "ﬁ",
    "ſ",
    "``",
    "''",
    ",,",
    "`",
    "don´t",
    "R E S O L U T I O N",
    "С О Ю З",
    "\nHome\nNews\nContact\n",
    "cookies site accept we use cookies",
    "~;; .,' |",
    "■",
    "COPY",
    "Digitized by Google",
    "\0",
    "\u{85}",
    "中文。",
    "العربية",
    "é",
    "🌾",
    "the people ",
    "of the league, ",
    "Page 3 of 7",
    "xii",
    "© 1999",
];

/// A small linear congruential generator (Knuth's MMIX constants): the same texts on every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

fn check(seed: u64) {
    let mut dice = Dice(seed);
    let raw: String = (0..dice.throw(60)).map(|_| PIECES[dice.throw(PIECES.len())]).collect();
    let mut reading = reading(&raw);
    let boundaries: Vec<usize> = raw.char_indices().map(|(at, _)| at).chain([raw.len()]).collect();
    if dice.throw(2) == 0 {
        let mut cuts: Vec<usize> = (0..dice.throw(8) * 2).map(|_| boundaries[dice.throw(boundaries.len())]).collect();
        cuts.sort_unstable();
        reading.blocks = cuts
            .chunks(2)
            .map(|cut| {
                let kind = BlockKind::ALL[dice.throw(BlockKind::ALL.len())];
                let furniture = (dice.throw(3) == 0).then(|| "menu".to_owned());
                Block {
                    raw: Span::new(cut[0], cut[1]),
                    kind,
                    level: 0,
                    page: 1,
                    column: dice.throw(2) as u8,
                    furniture,
                }
            })
            .collect();
    }
    let text = repair(&reading, &Params::default());
    assert_eq!(text.undo_all(), raw, "undoing all edits gives the raw text, seed {seed}");
    for pair in text.edits.windows(2) {
        assert!(pair[0].raw.end <= pair[1].raw.start && pair[0].text.end <= pair[1].text.start, "seed {seed}");
    }
    for edit in &text.edits {
        assert_eq!(&raw[edit.raw.range()], edit.before);
        assert_eq!(&text.text[edit.text.range()], edit.after);
        assert_ne!(edit.before, edit.after, "seed {seed}");
    }
    for part in &text.parts {
        assert!(text.text.get(part.text.range()).is_some() && raw.get(part.raw.range()).is_some(), "seed {seed}");
        assert!(part.role != Role::Furniture || part.text.is_empty());
    }
    assert_eq!(repair(&reading, &Params::default()), text, "the same text is repaired alike, seed {seed}");
}

#[test]
fn every_repair_can_be_undone() {
    (0..4000).for_each(check);
}

#[test]
fn a_rule_that_is_off_makes_no_edit() {
    let reading = reading("R E S O L U T I O N\r\n- 2 -\r\nﬁn");
    let off: Vec<String> = super::rules::ALL.iter().map(|rule| rule.name().to_owned()).collect();
    assert!(repair(&reading, &Params { off, ..Params::default() }).edits.is_empty());
    let text = repair(&reading, &Params { off: vec!["line-end".to_owned()], ..Params::default() });
    assert!(text.edits.iter().all(|edit| edit.rule != "line-end") && text.edits.len() == 3);
}
