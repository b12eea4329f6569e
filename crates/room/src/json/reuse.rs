//! Reuse as JSON: what `reuse` and `collate` print.

use super::Points;
use broadside_engine::store::{ReuseFamily, ReuseLink};
use broadside_model as model;
use model::Span;
use model::collation::{Apparatus, Reading};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A range of a statement's source, with its words.
#[derive(JsonSchema, Serialize)]
pub struct Passage {
    start: u64,
    end: u64,
    text: String,
}

/// Finds ranges of a statement in its source.
pub struct Ground<'a> {
    /// The text of the source.
    pub text: &'a str,
    /// Its code points.
    pub points: &'a Points<'a>,
    /// Where the statement begins, in bytes.
    pub start: u32,
}

impl Ground<'_> {
    fn span(&self, span: Span) -> Span {
        Span { start: span.start.saturating_add(self.start), end: span.end.saturating_add(self.start) }
    }

    /// A range of the statement as a passage.
    pub fn passage(&self, span: Span) -> Passage {
        let span = self.span(span);
        let text = self.text.get(span.range()).unwrap_or_default().to_owned();
        Passage { start: self.points.at(span.start), end: self.points.at(span.end), text }
    }

    fn points(&self, span: Span) -> (u64, u64) {
        let span = self.span(span);
        (self.points.at(span.start), self.points.at(span.end))
    }
}

/// A statement beside the one asked for.
#[derive(JsonSchema, Serialize)]
pub struct Statement<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    /// EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'a str>,
    /// The paths of its source.
    pub paths: Vec<String>,
}

/// Letters that correspond.
#[derive(JsonSchema, Serialize)]
struct Block {
    start: u64,
    end: u64,
    other_start: u64,
    other_end: u64,
}

/// Words of one of the two that say what a link is.
#[derive(JsonSchema, Serialize)]
struct Evidence<'a> {
    statement: &'a str,
    #[serde(flatten)]
    passage: Passage,
}

/// A passage that a statement shares with another: a line of `reuse ID --json`.
#[derive(JsonSchema, Serialize)]
pub struct Shared<'a> {
    id: &'a str,
    #[serde(flatten)]
    passage: Passage,
    with: Statement<'a>,
    other: Passage,
    kind: &'static str,
    kind_reason: &'static str,
    /// The id of the statement that the words come from.
    source: Option<&'a str>,
    source_reason: Option<&'static str>,
    evidence: Vec<Evidence<'a>>,
    equal: u32,
    columns: u32,
    likeness: f64,
    alignment: Vec<Block>,
    family: u32,
}

/// One of the two statements of a link.
pub struct Side<'a> {
    /// Its id.
    pub id: &'a str,
    /// Where its ranges stand.
    pub ground: Ground<'a>,
}

/// The edge twin of a link, seen from `here`, the statement on `side` of it.
pub fn shared<'a>(
    row: &ReuseLink,
    side: model::Side,
    here: &Side<'a>,
    there: &Side<'a>,
    with: Statement<'a>,
) -> Shared<'a> {
    let (link, typed) = (&row.link, &row.typed);
    let (own, other) = (link.passage(side), link.passage(side.other()));
    let of = |text: u32| if text == own.text { here } else { there };
    let said = typed.direction.iter().flat_map(|direction| &direction.evidence);
    let evidence = typed.evidence.iter().chain(said).map(|passage| {
        let of = of(passage.text);
        Evidence { statement: of.id, passage: of.ground.passage(passage.span) }
    });
    let turned = |block: &model::Match| if side == model::Side::A { (block.a, block.b) } else { (block.b, block.a) };
    let block = |block: &model::Match| {
        let (mine, its) = turned(block);
        let ((start, end), (other_start, other_end)) = (here.ground.points(mine), there.ground.points(its));
        Block { start, end, other_start, other_end }
    };
    let source = typed.direction.as_ref().map(|direction| if direction.source == side { here.id } else { there.id });
    Shared {
        id: here.id,
        passage: here.ground.passage(own.span),
        with,
        other: there.ground.passage(other.span),
        kind: typed.kind.name(),
        kind_reason: typed.reason.name(),
        source,
        source_reason: typed.direction.as_ref().map(|direction| direction.reason.name()),
        evidence: evidence.collect(),
        equal: link.equal,
        columns: link.columns,
        likeness: likeness(link),
        alignment: link.matches.iter().map(block).collect(),
        family: row.family,
    }
}

/// To three digits.
pub fn likeness(link: &model::Link) -> f64 {
    (link.likeness() * 1000.0).round() / 1000.0
}

/// A place that words come from: a line of `reuse --passage --json`.
#[derive(JsonSchema, Serialize)]
pub struct Origin<'a> {
    #[serde(flatten)]
    statement: Statement<'a>,
    #[serde(flatten)]
    passage: Passage,
    /// The words asked for that it has.
    asked: Passage,
    equal: u32,
    columns: u32,
    likeness: f64,
}

impl<'a> Origin<'a> {
    /// The edge twin of a place: `asked` finds ranges of the words, `ground` those of the source.
    pub fn new(link: &model::Link, statement: Statement<'a>, asked: &Ground<'_>, ground: &Ground<'_>) -> Self {
        Origin {
            statement,
            passage: ground.passage(link.b_span),
            asked: asked.passage(link.a_span),
            equal: link.equal,
            columns: link.columns,
            likeness: likeness(link),
        }
    }
}

/// Words that several statements have.
#[derive(JsonSchema, Serialize)]
pub struct Family {
    family: u32,
    kind: &'static str,
    statements: u32,
    links: u32,
    letters: u32,
    first: Option<String>,
    last: Option<String>,
    /// The passage of its first statement.
    id: String,
    #[serde(flatten)]
    passage: Passage,
}

impl Family {
    /// The edge twin of a family, with a passage of it.
    pub fn new(family: &ReuseFamily, id: String, passage: Passage) -> Self {
        Family {
            family: family.number,
            kind: family.kind.name(),
            statements: family.units,
            links: family.links,
            letters: family.letters,
            first: family.first.clone(),
            last: family.last.clone(),
            id,
            passage,
        }
    }
}

/// A statement that much is shared with.
#[derive(JsonSchema, Serialize)]
pub struct Reused<'a> {
    #[serde(flatten)]
    /// The statement.
    pub statement: Statement<'a>,
    /// With how many others.
    pub others: u32,
}

/// The whole: what `reuse --json` prints.
#[derive(JsonSchema, Serialize)]
pub struct Overview<'a> {
    /// Statements compared.
    pub statements: u64,
    /// Links between them.
    pub links: u64,
    /// Families of passages.
    pub families: u64,
    /// Links by kind.
    pub by_kind: BTreeMap<&'static str, u64>,
    /// Passages that stand in the most statements.
    pub most_used: Vec<Family>,
    /// Statements of which most stands elsewhere.
    pub most_reused: Vec<Reused<'a>>,
}

/// A place of the base at which a witness differs.
#[derive(JsonSchema, Serialize)]
struct Differs {
    kind: &'static str,
    nature: &'static str,
    #[serde(flatten)]
    base: Passage,
    reading: Passage,
    /// The index of the reading at the other place of what was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<u32>,
}

/// A witness of a collation.
#[derive(JsonSchema, Serialize)]
struct Witness<'a> {
    #[serde(flatten)]
    statement: &'a Statement<'a>,
    readings: Vec<Differs>,
}

/// A collation: what `collate --json` prints.
#[derive(JsonSchema, Serialize)]
pub struct Collation<'a> {
    base: &'a Statement<'a>,
    base_reason: &'static str,
    text: &'a str,
    witnesses: Vec<Witness<'a>>,
}

/// One of the texts collated.
pub struct Version<'a> {
    /// Which it is.
    pub statement: Statement<'a>,
    /// Where its ranges stand.
    pub ground: Ground<'a>,
    /// Its words.
    pub words: &'a str,
}

impl<'a> Collation<'a> {
    /// The edge twin of an apparatus, whose texts are numbered as `versions` are; nothing where it is of others.
    pub fn new(apparatus: &Apparatus, versions: &'a [Version<'a>]) -> Option<Self> {
        let base = versions.get(apparatus.base as usize)?;
        let witness = |witness: &model::collation::Witness| {
            let of = versions.get(witness.text as usize)?;
            let differs = |reading: &Reading| Differs {
                kind: reading.kind.name(),
                nature: reading.nature.name(),
                base: base.ground.passage(reading.base),
                reading: of.ground.passage(reading.witness),
                other: reading.other,
            };
            Some(Witness { statement: &of.statement, readings: witness.readings.iter().map(differs).collect() })
        };
        Some(Collation {
            base: &base.statement,
            base_reason: apparatus.reason.name(),
            text: base.words,
            witnesses: apparatus.witnesses.iter().filter_map(witness).collect(),
        })
    }
}
