//! Brings the names of a statement together from all that was read out of it.
//!
//! Takes a statement and the text it stands in; gives every use of a name in it: who issued it, to whom, who signed, who
//! is said to have claimed, done or said what, where it was issued, and all that it mentions but times and quantities. A
//! name has one form however many fields it stands in: where one field knows its kind or country, the others take it
//! from there. Where only a surname or an acronym stands and the statement has exactly one fuller name for it, the use is
//! one of that name's form. What is no name (single letters, numbers, rubbish of OCR) is left out.

mod persons;
mod rubbish;
mod words;

use super::form::key;
use broadside_model::entity::{Field, Form};
use broadside_model::{
    Claim, EntityKind, Found, MentionKind, NameHere, Party, PartyKind, Signatory, Span, Statement, StatementNames,
};
use rubbish::is_name;
use rustc_hash::FxHashMap;
use words::{locate, longest_within, one_line};

/// The version of what is gathered; raised whenever the same statement could give other names.
pub const VERSION: u32 = 1;

/// The names of statement `number` of a source, which stands in `text`.
pub fn names(number: u32, statement: &Statement, text: &str) -> StatementNames {
    let mut gather = Gather::new(statement, text);
    gather.parties();
    gather.signatories();
    gather.mentions();
    gather.places();
    gather.find_actors();
    gather.claims();
    gather.quoted();
    let mut names = gather.names;
    names.sort_by_key(|name| (name.field, name.index, name.is_second, name.span));
    let date = statement.date.as_ref().map(|date| &date.value.edtf);
    let days = date.and_then(|date| Some((date.earliest()?, date.latest()?)));
    StatementNames { number, language: statement.language.clone(), days, names }
}

/// What an entity is that a mention of this kind names; `None` for what is no entity.
fn kind_of(kind: MentionKind) -> Option<EntityKind> {
    match kind {
        MentionKind::Person => Some(EntityKind::Person),
        MentionKind::Organisation => Some(EntityKind::Organisation),
        MentionKind::Place => Some(EntityKind::Place),
        MentionKind::Event => Some(EntityKind::Event),
        MentionKind::Work => Some(EntityKind::Work),
        MentionKind::Law => Some(EntityKind::Law),
        MentionKind::Time | MentionKind::Quantity => None,
    }
}

/// A name that a field gives.
struct Given<'a> {
    name: &'a str,
    kind: Option<EntityKind>,
    country: Option<&'a str>,
    acronym: Option<&'a str>,
    also: Option<&'a str>,
    evidence: &'a [Span],
}

struct Gather<'a> {
    statement: &'a Statement,
    text: &'a str,
    names: Vec<NameHere>,
    /// What the mentions take a name to be, by its key; `None` where they do not agree.
    kinds: FxHashMap<String, Option<EntityKind>>,
    /// Forms by their key, in the order they were found.
    forms: FxHashMap<String, Vec<Form>>,
    /// Forms by the key of the acronym that the text ties to them.
    acronyms: FxHashMap<String, Vec<Form>>,
    /// Persons and organisations by the key of their name, with the name.
    actors: FxHashMap<String, (Form, String)>,
}

impl<'a> Gather<'a> {
    fn new(statement: &'a Statement, text: &'a str) -> Self {
        let mut kinds = FxHashMap::default();
        for mention in &statement.mentions {
            let (Some(kind), Some(name)) = (kind_of(mention.kind), text.get(mention.span.range())) else { continue };
            let known = kinds.entry(key(name)).or_insert(Some(kind));
            *known = known.filter(|known| *known == kind);
        }
        let (forms, acronyms, actors) = Default::default();
        Gather { statement, text, names: Vec::new(), kinds, forms, acronyms, actors }
    }

    /// The form of a name, with what other fields know of it.
    fn form(&mut self, name: &str, kind: Option<EntityKind>, country: Option<&str>) -> Form {
        let key = key(name);
        let known = self.forms.entry(key.clone()).or_default();
        let fits = |form: &&Form| {
            kind.is_none_or(|kind| form.kind == kind)
                && country.is_none_or(|code| form.country.as_deref() == Some(code))
        };
        let mut fitting = known.iter().filter(fits);
        if let (Some(form), None) = (fitting.next(), fitting.next()) {
            return form.clone();
        }
        let form =
            Form { kind: kind.unwrap_or(EntityKind::Unknown), key, country: country.map(str::to_owned), apart: None };
        if !known.contains(&form) {
            known.push(form.clone());
        }
        form
    }

    fn put(&mut self, form: Form, name: &str, field: Field, index: usize, span: Span) -> &mut NameHere {
        let name = one_line(name);
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        self.names.push(NameHere { form, name, field, index, span, is_second: false, acronym: None, also: None });
        let last = self.names.len() - 1;
        &mut self.names[last]
    }

    /// Takes a name that a field gives, with its second name and acronym.
    fn give(&mut self, given: &Given<'_>, field: Field, index: usize) {
        let kind = given.kind.or_else(|| self.kind_in_text(given.name));
        if !is_name(given.name, kind) {
            return;
        }
        let form = self.form(given.name, kind, given.country);
        let acronym = given.acronym.map(one_line).filter(|acronym| is_name(acronym, kind));
        let second = given.also.map(one_line).filter(|also| is_name(also, kind) && key(also) != form.key);
        if let Some(acronym) = &acronym {
            self.tie(acronym, &form);
        }
        let span = locate(self.text, given.evidence, given.name);
        let here = self.put(form, given.name, field, index, span);
        here.acronym = acronym;
        here.also.clone_from(&second);
        if let Some(second) = second {
            let form = self.form(&second, kind, given.country);
            let span = locate(self.text, given.evidence, &second);
            let here = self.put(form, &second, field, index, span);
            here.is_second = true;
            here.also = Some(one_line(given.name));
        }
    }

    fn tie(&mut self, acronym: &str, form: &Form) {
        let forms = self.acronyms.entry(key(acronym)).or_default();
        if !forms.contains(form) {
            forms.push(form.clone());
        }
    }

    /// What the mentions take a name to be, where they agree; a place that acts is the body that governs it.
    fn kind_in_text(&self, name: &str) -> Option<EntityKind> {
        match self.kinds.get(&key(name)).copied().flatten()? {
            EntityKind::Place => Some(EntityKind::Organisation),
            kind => Some(kind),
        }
    }

    fn parties(&mut self) {
        let statement = self.statement;
        for (index, found) in statement.issuers.iter().enumerate() {
            self.party(found, Field::Issuer, index);
            if let Some(of) = &found.value.of {
                let kind = Some(EntityKind::Organisation);
                let given =
                    Given { name: of, kind, country: None, acronym: None, also: None, evidence: &found.evidence };
                self.give(&given, Field::IssuerOf, index);
            }
        }
        for (index, found) in statement.addressees.iter().enumerate() {
            self.party(found, Field::Addressee, index);
        }
    }

    fn party(&mut self, found: &Found<Party>, field: Field, index: usize) {
        let party = &found.value;
        let kind = match party.kind {
            // A group has no name of its own.
            Some(PartyKind::Group) => return,
            kind => kind.and_then(party_kind),
        };
        let given = Given {
            name: &party.name,
            kind,
            country: party.country.as_deref(),
            acronym: party.acronym.as_deref(),
            also: None,
            evidence: &found.evidence,
        };
        self.give(&given, field, index);
    }

    fn signatories(&mut self) {
        let statement = self.statement;
        for (index, found) in statement.signatories.iter().enumerate() {
            let row: &Signatory = &found.value;
            if row.kind == Some(PartyKind::Group) {
                continue;
            }
            let given = Given {
                name: &row.name,
                kind: row.kind.and_then(party_kind),
                country: row.country.as_deref(),
                acronym: row.acronym.as_deref(),
                also: row.translation.as_deref(),
                evidence: &found.evidence,
            };
            self.give(&given, Field::Signatory, index);
            if let Some(affiliation) = &row.affiliation {
                let kind = Some(EntityKind::Organisation);
                let given = Given {
                    name: affiliation,
                    kind,
                    country: None,
                    acronym: None,
                    also: None,
                    evidence: &found.evidence,
                };
                self.give(&given, Field::Affiliation, index);
            }
        }
    }

    /// The mentions: full names first, so that what is short for one finds it.
    fn mentions(&mut self) {
        let (statement, text) = (self.statement, self.text);
        let mut short = Vec::new();
        for (index, mention) in statement.mentions.iter().enumerate() {
            let Some(kind) = kind_of(mention.kind) else { continue };
            let name = text.get(mention.span.range()).unwrap_or_default();
            if !is_name(name, Some(kind)) {
                continue;
            }
            if let Some(full) = mention.expansion.as_deref().filter(|full| is_name(full, Some(kind))) {
                let form = self.form(full, Some(kind), mention.country.as_deref());
                self.tie(name, &form);
                let acronym = one_line(name);
                let here = self.put(form, name, Field::Mention, index, mention.span);
                (here.acronym, here.also) = (Some(acronym), Some(one_line(full)));
            } else if words::is_short(name, kind) {
                short.push((index, kind));
            } else {
                let form = self.form(name, Some(kind), mention.country.as_deref());
                self.put(form, name, Field::Mention, index, mention.span);
            }
        }
        self.short_mentions(&short);
    }

    fn short_mentions(&mut self, short: &[(usize, EntityKind)]) {
        let (statement, text) = (self.statement, self.text);
        let word = |index: &usize| statement.mentions.get(*index).and_then(|mention| text.get(mention.span.range()));
        let mut full: Vec<Form> = self.names.iter().map(|name| name.form.clone()).collect();
        for (index, kind) in short.iter().filter(|(_, kind)| *kind == EntityKind::Person) {
            let country = statement.mentions.get(*index).and_then(|mention| mention.country.as_deref());
            full.push(self.form(word(index).unwrap_or_default(), Some(*kind), country));
        }
        let persons = persons::FullNames::new(full.iter());
        for &(index, kind) in short {
            let Some(mention) = statement.mentions.get(index) else { continue };
            let name = text.get(mention.span.range()).unwrap_or_default();
            let full = match kind {
                EntityKind::Person => persons.of(&key(name), statement.language.as_deref()).cloned(),
                _ => self.of_acronym(&key(name), kind),
            };
            let form = full.unwrap_or_else(|| self.form(name, Some(kind), mention.country.as_deref()));
            self.put(form, name, Field::Mention, index, mention.span);
        }
    }

    /// The one form that the text ties an acronym to.
    fn of_acronym(&self, acronym: &str, kind: EntityKind) -> Option<Form> {
        let mut forms = self.acronyms.get(acronym)?.iter().filter(|form| form.kind == kind);
        forms.next().filter(|_| forms.next().is_none()).cloned()
    }

    fn places(&mut self) {
        let statement = self.statement;
        for (index, found) in statement.places.iter().enumerate() {
            let (name, country) = (&found.value.name, found.value.country.as_deref());
            if is_name(name, Some(EntityKind::Place)) {
                let form = self.form(name, Some(EntityKind::Place), country);
                let span = locate(self.text, &found.evidence, name);
                self.put(form, name, Field::IssuePlace, index, span);
            }
        }
    }

    fn claims(&mut self) {
        let statement = self.statement;
        for (index, found) in statement.claims.iter().enumerate() {
            let claim: &Claim = &found.value;
            for (words, field) in [(&claim.claimant, Field::Claimant), (&claim.actor, Field::Actor)] {
                if let Some(words) = words {
                    self.words(words, &found.evidence, field, index);
                }
            }
        }
    }

    fn quoted(&mut self) {
        let statement = self.statement;
        for (index, found) in statement.quotations.iter().enumerate() {
            if let Some(words) = &found.value.attributed_to {
                self.words(words, &found.evidence, Field::Quoted, index);
            }
        }
    }

    /// Words that may hold a name ("a spokesman of the Ministry of Ports"): the longest that the statement names.
    fn words(&mut self, words: &str, evidence: &[Span], field: Field, index: usize) {
        let folded = key(words);
        let Some((form, name)) = longest_within(&folded).find_map(|part| self.actors.get(part)).cloned() else {
            return;
        };
        let span = locate(self.text, evidence, &name);
        self.put(form, &name, field, index, span);
    }

    /// Whoever can claim, act and speak: what is named so far that is a person or an organisation.
    fn find_actors(&mut self) {
        use EntityKind::{Organisation, Person, Unknown};
        for name in &self.names {
            if matches!(name.form.kind, Person | Organisation | Unknown) {
                self.actors.entry(key(&name.name)).or_insert_with(|| (name.form.clone(), name.name.clone()));
            }
        }
    }
}

fn party_kind(kind: PartyKind) -> Option<EntityKind> {
    match kind {
        PartyKind::Person => Some(EntityKind::Person),
        PartyKind::Organisation | PartyKind::State => Some(EntityKind::Organisation),
        PartyKind::Group => None,
    }
}

#[cfg(test)]
mod tests;
