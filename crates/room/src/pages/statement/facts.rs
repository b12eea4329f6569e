//! Facts: everything read out of a statement as one list, each with the ranges of the text that it rests on.

use super::terms;
use crate::ask::Ask;
use crate::json::anatomy::Number;
use crate::json::word::Voice;
use crate::opened::Opened;
use crate::words::{Word, statement as words};
use broadside_engine::decisions;
use broadside_model::{Claim, EntityId, Field, Found, Property, Span, Statement, Status};

/// How the words that a fact rests on are marked in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// A name, a time, a number.
    Mention,
    /// A claim.
    Claim,
    /// A value of the card or of a list.
    Value,
}

/// Something read out of a statement.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name on the page.
    pub key: String,
    /// What it is part of.
    pub property: Property,
    /// Its place in a list, from 0.
    pub at: Option<usize>,
    /// What it says.
    pub what: Word,
    /// Its value, on a line.
    pub value: String,
    /// Bytes of the source's text that say so.
    pub spans: Vec<Span>,
    /// The rule that read it.
    pub method: String,
    /// How sure that rule is, in hundredths.
    pub confidence: u8,
    /// What `decide` calls it.
    pub target: String,
    /// What people say of it.
    pub status: &'static str,
    /// Who said so, and why.
    pub decided: Option<(String, Option<String>)>,
    /// Who or what is named.
    pub entity: Option<EntityId>,
    /// How its words are marked.
    pub shade: Shade,
}

impl Fact {
    /// Whether a person gave it: then its words are those of the value it stands for.
    pub fn is_given(&self) -> bool {
        self.method == decisions::DECISION
    }

    /// Whether people rejected it.
    pub fn is_rejected(&self) -> bool {
        self.status == Status::Rejected.name()
    }
}

/// Letters that names of facts begin with.
const KEYS: &[(Property, &str)] = &[
    (Property::Kind, "k"),
    (Property::Title, "t"),
    (Property::Issuer, "i"),
    (Property::Addressee, "a"),
    (Property::PublishedIn, "u"),
    (Property::Place, "p"),
    (Property::Date, "d"),
    (Property::Salutation, "v"),
    (Property::Signatory, "s"),
    (Property::Demand, "e"),
    (Property::Slogan, "g"),
    (Property::Quotation, "q"),
    (Property::Claim, "c"),
    (Property::Relation, "r"),
    (Property::Mention, "m"),
];

/// A fact's name on the page.
pub fn key(property: Property, at: Option<usize>) -> String {
    let letter = KEYS.iter().find(|(of, _)| *of == property).map_or("x", |(_, letter)| letter);
    format!("{letter}{}", at.map_or(0, |at| at + 1))
}

struct Gather<'a> {
    opened: &'a Opened,
    ask: &'a Ask,
    voice: Voice<'a>,
    all: Vec<Fact>,
}

/// Everything read out of a statement, rejected values among it.
pub fn facts(opened: &Opened, ask: &Ask) -> Vec<Fact> {
    let id = opened.whole.id();
    let mut gather = Gather { opened, ask, voice: Voice { id: &id, said: opened.whole.said() }, all: Vec::new() };
    let statement = opened.whole.with_rejected();
    gather.values(statement);
    gather.lists(statement);
    gather.mentions(statement);
    gather.all
}

impl Gather<'_> {
    fn put<T>(&mut self, found: &Found<T>, property: Property, at: Option<usize>, value: String) -> &mut Fact {
        self.add((found.evidence.clone(), found.method.clone(), found.confidence), property, at, value)
    }

    fn add(
        &mut self,
        (spans, method, confidence): (Vec<Span>, String, u8),
        property: Property,
        at: Option<usize>,
        value: String,
    ) -> &mut Fact {
        let opinion = self.voice.of(property, at);
        let word = self.voice.said.get(&(property, at.unwrap_or(0), None));
        let shade = match property {
            Property::Mention => Shade::Mention,
            Property::Claim => Shade::Claim,
            _ => Shade::Value,
        };
        self.all.push(Fact {
            key: key(property, at),
            property,
            at,
            what: terms::property(property),
            value,
            spans,
            method,
            confidence,
            target: opinion.target().to_owned(),
            status: opinion.status(),
            decided: word.map(|word| (word.author.clone(), word.reason.clone())),
            entity: None,
            shade,
        });
        let last = self.all.len() - 1;
        &mut self.all[last]
    }

    fn values(&mut self, of: &Statement) {
        let ask = self.ask;
        if let Some(found) = &of.kind {
            self.put(found, Property::Kind, None, ask.say(terms::kind(Some(found.value))).to_owned());
        }
        if let Some(found) = &of.date {
            self.put(found, Property::Date, None, found.value.edtf.as_str().to_owned());
        }
        let texts = [
            (&of.title, Property::Title),
            (&of.published_in, Property::PublishedIn),
            (&of.salutation, Property::Salutation),
        ];
        for (found, property) in texts {
            if let Some(found) = found {
                self.put(found, property, None, found.value.clone());
            }
        }
    }

    fn lists(&mut self, of: &Statement) {
        let entities = &self.opened.entities;
        for (at, found) in of.issuers.iter().enumerate() {
            let fact = self.put(found, Property::Issuer, Some(at), found.value.name.clone());
            fact.entity = entities.named(Field::Issuer, &found.value.name);
        }
        for (at, found) in of.addressees.iter().enumerate() {
            let fact = self.put(found, Property::Addressee, Some(at), found.value.name.clone());
            fact.entity = entities.named(Field::Addressee, &found.value.name);
        }
        for (at, found) in of.places.iter().enumerate() {
            let fact = self.put(found, Property::Place, Some(at), found.value.name.clone());
            fact.entity = entities.named(Field::IssuePlace, &found.value.name);
        }
        for (at, found) in of.signatories.iter().enumerate() {
            let fact = self.put(found, Property::Signatory, Some(at), found.value.name.clone());
            fact.entity = entities.named(Field::Signatory, &found.value.name);
        }
        for (at, found) in of.demands.iter().enumerate() {
            self.put(found, Property::Demand, Some(at), found.value.clone());
        }
        for (at, found) in of.slogans.iter().enumerate() {
            self.put(found, Property::Slogan, Some(at), found.value.clone());
        }
        for (at, found) in of.quotations.iter().enumerate() {
            self.put(found, Property::Quotation, Some(at), found.value.text.clone());
        }
        for (at, found) in of.claims.iter().enumerate() {
            let line = claim(self.ask, &found.value);
            self.put(found, Property::Claim, Some(at), line);
        }
        for (at, found) in of.relations.iter().enumerate() {
            let one = &found.value;
            let how = self.ask.say(terms::relation(one.kind));
            let line = format!("{} — {how} — {}", one.subject, one.object);
            self.put(found, Property::Relation, Some(at), line);
        }
    }

    fn mentions(&mut self, of: &Statement) {
        let text = &self.opened.stored.text.text;
        let entities = &self.opened.entities;
        for (at, one) in of.mentions.iter().enumerate() {
            let value = decisions::value(text, of, Property::Mention, at);
            let value = value.unwrap_or_else(|| text.get(one.span.range()).unwrap_or_default().to_owned());
            let basis = (vec![one.span], one.method.clone(), one.confidence);
            let fact = self.add(basis, Property::Mention, Some(at), value);
            fact.what = terms::mention(one.kind);
            fact.entity = entities.mention(one.span);
        }
    }
}

/// A number as it was bounded: `40`, `at least 40`, `40–60`, `about 40`; nothing where there is none.
pub fn number(ask: &Ask, claim: &Claim) -> String {
    let figure = |number: f64| {
        if number.fract() == 0.0 && (0.0..1e15).contains(&number) {
            ask.number(number as u64)
        } else {
            Number(number).to_string()
        }
    };
    let text = match (claim.min, claim.max) {
        (None, None) => return String::new(),
        (Some(min), Some(max)) if min == max => figure(min),
        (Some(min), Some(max)) => format!("{}–{}", figure(min), figure(max)),
        (Some(min), None) => ask.fill(words::AT_LEAST, &[("n", &figure(min))]),
        (None, Some(max)) => ask.fill(words::AT_MOST, &[("n", &figure(max))]),
    };
    if claim.approximate { ask.fill(words::ABOUT, &[("n", &text)]) } else { text }
}

/// A claim on a line.
fn claim(ask: &Ask, claim: &Claim) -> String {
    let counted = [Some(number(ask, claim)), claim.unit.clone(), claim.of.clone()];
    let counted: Vec<String> = counted.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    let mut line = terms::what(ask, &claim.what);
    if !counted.is_empty() {
        line += &format!(": {}", counted.join(" "));
    }
    let said = claim.claimant.as_ref().map(|who| ask.fill(words::SAYS, &[("who", who)]));
    let by = claim.actor.as_ref().map(|who| ask.fill(words::DONE_BY, &[("who", who)]));
    for part in [by, claim.place.clone(), claim.date.as_ref().map(|date| date.as_str().to_owned()), said] {
        line += &part.map_or(String::new(), |part| format!(", {part}"));
    }
    line
}
