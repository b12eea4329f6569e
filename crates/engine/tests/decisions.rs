//! Decisions on real documents, read anew by a repair that reads them otherwise: every decision stands or is listed,
//! whatever the order, and the old reading has the old answer.

use broadside_engine::codec::decided;
use broadside_engine::decisions::{Decided, Place, Standing, StatementOf, added, count, overlay, target, value};
use broadside_engine::repair::{Params, rules};
use broadside_engine::run::journey;
use broadside_model::{Act, Anatomy, Decision, Property, SourceId, Text};
use std::fs;
use std::path::{Path, PathBuf};

/// Numbers that look like chance and are always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

const SOURCE: SourceId = SourceId([7; 32]);

/// A document as one version reads it.
struct Version {
    text: Text,
    anatomy: Anatomy,
}

impl Version {
    fn read(bytes: &[u8], off: Vec<String>) -> Self {
        let (_, text, anatomy) = journey::read(bytes, b"paper.txt", &Params { off, ..Params::default() });
        Version { text, anatomy }
    }

    fn place(&self) -> Place<'_> {
        Place { source: SOURCE, text: &self.text, anatomy: &self.anatomy }
    }

    fn decided(&self, decisions: &[Decision]) -> Decided {
        overlay(&self.place(), &decisions.iter().collect::<Vec<_>>())
    }
}

fn papers() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/documents");
    let mut open = vec![folder];
    let mut papers = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("the examples").flatten() {
            let path = entry.path();
            let is_text =
                path.extension().is_some_and(|ending| ["txt", "html", "md"].iter().any(|text| ending == *text));
            if path.is_dir() {
                open.push(path);
            } else if is_text {
                papers.push(path);
            }
        }
    }
    papers.sort();
    papers
}

fn decisions_on(version: &Version, dice: &mut Dice) -> Vec<Decision> {
    let place = version.place();
    let mut made: Vec<Decision> = Vec::new();
    let properties: Vec<Property> = Property::ALL.to_vec();
    for number in 0..30 {
        let now = version.decided(&made);
        let Some(statements) = place.anatomy.statements.len().checked_sub(1) else { break };
        let of = StatementOf { place: &place, decided: &now, paths: &[], statement: dice.roll(statements + 1) };
        let property = properties[dice.roll(properties.len())];
        let many = match property {
            Property::Edit => version.text.edits.len(),
            _ => count(&now.anatomy.statements[of.statement], property),
        };
        let which = 1 + dice.roll(many);
        let target = target(&of, property, Some(which), None).or_else(|_| target(&of, property, None, None));
        let act = match (dice.roll(4), target) {
            (0, Ok(target)) => Act::Reject(target),
            (1, Ok(target)) if property != Property::Edit => Act::Set(target, format!("Harbour Circle {number}")),
            (2, _) => match added(&of, Property::Signatory) {
                Ok(target) => Act::Set(target, format!("Guild of Pier {number}")),
                Err(_) => continue,
            },
            (_, Ok(target)) => Act::Confirm(target),
            (_, Err(_)) => continue,
        };
        let at = format!("2031-01-01T00:00:{number:02}.000000Z");
        made.push(decided(at, "Ana".to_owned(), None, act));
    }
    made
}

/// The bytes with some letters read otherwise, and a line put before.
fn misread(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut misread = b"THE HARBOUR ARCHIVE, BOX 12\n\n".to_vec();
    for byte in bytes {
        misread.push(if *byte == b'e' && dice.roll(60) == 0 { b'c' } else { *byte });
    }
    misread
}

#[test]
fn decisions_outlive_another_version_of_repair() {
    let (mut all, mut same, mut unsettled) = (0, 0, 0);
    for paper in papers() {
        let bytes = fs::read(&paper).expect("a paper");
        let mut dice = Dice(0x9e37_79b9 ^ bytes.len() as u64);
        let first = Version::read(&bytes, Vec::new());
        let mut made = decisions_on(&first, &mut dice);
        let before = first.decided(&made);
        let names: Vec<String> = rules::ALL.iter().map(|rule| rule.name().to_owned()).collect();
        let some: Vec<String> = names.iter().filter(|_| dice.roll(2) == 0).cloned().collect();
        let others = [
            Version::read(&bytes, names),
            Version::read(&bytes, some),
            Version::read(&misread(&bytes, &mut dice), Vec::new()),
        ];
        for other in &others {
            let now = other.decided(&made);
            assert_eq!(now.standings.len(), made.len(), "{}: each is accounted for", paper.display());
            made.reverse();
            assert_eq!(other.decided(&made), now, "{}: order does not matter", paper.display());
            all += made.len();
            for (id, standing) in &now.standings {
                same += usize::from(before.standings.get(id) == Some(standing));
                unsettled += usize::from(matches!(standing, Standing::Unsettled { .. }));
            }
        }
        assert_eq!(first.decided(&made), before, "{}: as it was", paper.display());
    }
    eprintln!("{all} decisions on other versions: {same} as before, {unsettled} unsettled, 0 lost");
    assert!(all > 500 && unsettled * 3 < all, "{unsettled} of {all} unsettled");
}

#[test]
fn what_is_named_is_the_value_that_is_named() {
    for paper in papers() {
        let version = Version::read(&fs::read(&paper).expect("a paper"), Vec::new());
        let nothing = Decided::undecided(version.anatomy.clone());
        let place = version.place();
        for (at, statement) in version.anatomy.statements.iter().enumerate() {
            let of = StatementOf { place: &place, decided: &nothing, paths: &[], statement: at };
            for property in Property::ALL {
                for number in 1..=count(statement, *property) {
                    let Ok(target) = target(&of, *property, Some(number), None) else { continue };
                    let says = value(&version.text.text, statement, *property, number - 1);
                    let confirm =
                        decided("2031-01-01T00:00:00.000000Z".into(), "Ana".into(), None, Act::Confirm(target));
                    let now = version.decided(std::slice::from_ref(&confirm));
                    let standing = &now.standings[&confirm.id];
                    // Two rows that say the same of the same words cannot be told apart, and that is said.
                    let word = now.said[at].get(&(*property, number - 1, None));
                    let is_so = *standing == Standing::InForce && word.is_some();
                    assert!(is_so || matches!(standing, Standing::Unsettled { .. }), "{}: {says:?}", paper.display());
                }
            }
        }
    }
}
