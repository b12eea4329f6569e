//! Gathers rows into entities: rows of one id are one entity, and names are tidied.

use super::{AuthorityError, Contents, Fault, Report};
use broadside_model::{EntityKind, KnownEntity, KnownName, NameSort};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;

/// The most entities of one file.
const MOST_ENTITIES: usize = 3_000_000;
/// The most names of one entity.
const MOST_NAMES: usize = 2_000;
/// The longest name, id or address, in bytes.
const LONGEST: usize = 2_000;
/// The most faults that are listed; more are counted.
const MOST_FAULTS: usize = 100;
/// Values without a meaning that are quoted, of each sort.
const QUOTED: usize = 3;
/// Characters of them that are quoted.
const QUOTED_LENGTH: usize = 60;

/// What a row says of an entity.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub id: String,
    pub kind: Option<EntityKind>,
    /// The main name first.
    pub names: Vec<KnownName>,
    /// ISO 3166-1 alpha-2 codes.
    pub countries: Vec<String>,
    pub url: Option<String>,
    pub began: Option<String>,
    pub ended: Option<String>,
}

impl Draft {
    /// Adds a name.
    pub fn name(&mut self, name: &str, language: Option<String>, sort: NameSort) {
        self.names.push(KnownName { name: name.to_owned(), language, sort });
    }
}

/// What was gathered so far.
#[derive(Debug, Default)]
pub struct Gather {
    pub report: Report,
    drafts: Vec<Draft>,
    by_id: FxHashMap<String, usize>,
    /// What was read as something else than it was meant, or not at all: what it is, how often, and the first of them.
    doubts: Vec<(&'static str, u64, Vec<String>)>,
}

impl Gather {
    /// Counts a row that is passed over on purpose.
    pub fn pass(&mut self, reason: &str) {
        match self.report.passed.iter_mut().find(|(known, _)| known == reason) {
            Some((_, count)) => *count += 1,
            None => self.report.passed.push((reason.to_owned(), 1)),
        }
    }

    /// Counts a value of a row that is kept, where the value says nothing.
    pub fn doubt(&mut self, what: &'static str, line: u64, value: &str) {
        let place = self.doubts.iter().position(|(known, ..)| *known == what).unwrap_or(self.doubts.len());
        if place == self.doubts.len() {
            self.doubts.push((what, 0, Vec::new()));
        }
        let Some((_, count, examples)) = self.doubts.get_mut(place) else { return };
        *count += 1;
        if examples.len() < QUOTED {
            let value: String = tidy(value).chars().take(QUOTED_LENGTH).collect();
            let value = if value.is_empty() { value } else { format!("«{value}» in ") };
            examples.push(format!("{value}line {line}"));
        }
    }

    /// Counts a row that makes no sense.
    pub fn refuse(&mut self, line: u64, message: impl Into<String>) {
        self.report.refused += 1;
        if self.report.faults.len() < MOST_FAULTS {
            self.report.faults.push(Fault { line, message: message.into() });
        }
    }

    /// Takes a row of the file; one without id or name is refused.
    pub fn take(&mut self, line: u64, mut draft: Draft) -> Result<(), AuthorityError> {
        draft.id = tidy(&draft.id);
        for name in &mut draft.names {
            name.name = tidy(&name.name);
        }
        draft.names.retain(|name| !name.name.is_empty());
        if draft.id.is_empty() {
            self.refuse(line, "no id");
        } else if draft.names.is_empty() {
            self.refuse(line, "no name");
        } else if draft.id.len() > LONGEST || draft.names.iter().any(|name| name.name.len() > LONGEST) {
            self.refuse(line, "an id or name longer than 2,000 bytes");
        } else {
            return self.join(draft);
        }
        Ok(())
    }

    fn join(&mut self, mut draft: Draft) -> Result<(), AuthorityError> {
        draft.url = draft.url.filter(|url| is_address(url));
        let Some(place) = self.by_id.get(&draft.id).copied() else {
            if self.drafts.len() == MOST_ENTITIES {
                let message = "more than 3,000,000 entities. Import an extract with those that matter here";
                return Err(AuthorityError::TooLarge(message.to_owned()));
            }
            self.by_id.insert(draft.id.clone(), self.drafts.len());
            self.drafts.push(draft);
            return Ok(());
        };
        self.report.joined += 1;
        let Some(known) = self.drafts.get_mut(place) else { return Ok(()) };
        known.kind = if known.kind.is_none() { draft.kind } else { known.kind };
        known.names.append(&mut draft.names);
        if known.names.len() > MOST_NAMES * 2 {
            // Some of them may be the same; of so many it is known only that they are too many.
            let cut = known.names.split_off(MOST_NAMES * 2).len() as u64;
            let id = known.id.clone();
            self.cut_names(&id, cut);
        }
        let Some(known) = self.drafts.get_mut(place) else { return Ok(()) };
        known.countries.append(&mut draft.countries);
        known.countries.sort();
        known.countries.dedup();
        known.url = known.url.take().or(draft.url);
        known.began = known.began.take().or(draft.began);
        known.ended = known.ended.take().or(draft.ended);
        Ok(())
    }

    /// The ids gathered so far, each with what was gathered, to complete what only the end of a file tells.
    pub fn drafts_mut(&mut self) -> impl Iterator<Item = &mut Draft> {
        self.drafts.iter_mut()
    }

    /// Counts names of an entity that are beyond the bound.
    fn cut_names(&mut self, id: &str, cut: u64) {
        const WHAT: &str = "names beyond the 2,000 of an entity, not read";
        let place = self.doubts.iter().position(|(known, ..)| *known == WHAT).unwrap_or(self.doubts.len());
        if place == self.doubts.len() {
            self.doubts.push((WHAT, 0, Vec::new()));
        }
        let Some((_, count, examples)) = self.doubts.get_mut(place) else { return };
        *count += cut;
        let id = id.chars().take(QUOTED_LENGTH).collect();
        if examples.len() < QUOTED && !examples.contains(&id) {
            examples.push(id);
        }
    }

    /// What stands in the file.
    pub fn finish(mut self) -> Result<Contents, AuthorityError> {
        let mut entities = Vec::with_capacity(self.drafts.len());
        for draft in std::mem::take(&mut self.drafts) {
            let id = draft.id.clone();
            if let Some((known, cut)) = entity(draft) {
                entities.push(known);
                if cut > 0 {
                    self.cut_names(&id, cut);
                }
            }
        }
        let Gather { mut report, doubts, .. } = self;
        report.notes.extend(doubts.into_iter().map(|(what, count, examples)| {
            let more = if count > examples.len() as u64 { ", …" } else { "" };
            format!("{what}: {count} ({}{more})", examples.join(", "))
        }));
        if entities.is_empty() {
            return Err(match report.faults.first() {
                Some(Fault { line, message }) => {
                    AuthorityError::NothingUsed { rows: report.rows, line: *line, message: message.clone() }
                }
                None if report.rows == 0 => AuthorityError::Empty,
                None => {
                    let message = report.passed.first().map(|(reason, _)| reason.clone()).unwrap_or_default();
                    AuthorityError::NothingUsed { rows: report.rows, line: 1, message }
                }
            });
        }
        Ok(Contents { entities, report })
    }
}

/// The entity of a draft, and how many of its names were too many.
fn entity(draft: Draft) -> Option<(KnownEntity, u64)> {
    let mut all = draft.names.into_iter();
    let main = all.next()?;
    let mut names: Vec<KnownName> = Vec::new();
    let mut cut = 0;
    let mut seen = rustc_hash::FxHashSet::default();
    seen.insert((main.name.clone(), main.language.clone()));
    for name in all {
        // A name without a language says nothing that the same name with one does not.
        let is_bare = name.language.is_none() && (name.name == main.name || names.iter().any(|n| n.name == name.name));
        if is_bare || !seen.insert((name.name.clone(), name.language.clone())) {
            continue;
        }
        if names.len() < MOST_NAMES {
            names.push(name);
        } else {
            cut += 1;
        }
    }
    let mut countries = draft.countries;
    countries.sort();
    countries.dedup();
    let country = if countries.len() == 1 { countries.pop() } else { None };
    let known = KnownEntity {
        id: draft.id,
        kind: draft.kind,
        name: main.name,
        language: main.language,
        names,
        country,
        url: draft.url,
        began: draft.began,
        ended: draft.ended,
    };
    Some((known, cut))
}

/// Composed, without control characters, single spaces between words.
pub fn tidy(text: &str) -> String {
    let plain = |ch: char| if ch.is_control() { ' ' } else { ch };
    let composed: String = text.chars().filter(|ch| !is_invisible(*ch)).map(plain).nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks that turn the direction of what follows, and byte-order marks: they are no part of a name.
fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a text is the address of a page, and of nothing that a browser would run.
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty())
        && text.len() <= LONGEST
        && !text.contains(|ch: char| ch.is_whitespace() || ch.is_control() || matches!(ch, '"' | '<' | '>' | '\\'))
}
