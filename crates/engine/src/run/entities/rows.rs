//! Turns what resolution says into the rows that are stored: entities with what to call them by, counts and dates.

use super::super::now;
use super::super::resolving::Vanished;
use crate::resolve::Resolution;
use crate::resolve::pool::{Pooled, bit};
use crate::resolve::settled::Settled;
use crate::store::{EntityRow, FormRow, LinkRow, NamedSource, QuestionRow, Redirect, Resolved};
use broadside_model::entity::Field;
use broadside_model::{EntityId, EntityKind};
use std::collections::BTreeMap;

/// What rows are made of.
pub struct Input<'a> {
    /// What they are made for.
    pub made_for: String,
    /// The sources in the order in which their names were taken.
    pub sources: &'a [NamedSource],
    /// The forms, by id.
    pub forms: &'a [Pooled],
    /// What people decided.
    pub settled: Settled,
    /// Which forms are one's.
    pub resolution: Resolution,
    /// Places of forms, with the numbers of the known entities that theirs are.
    pub known: Vec<(u32, u32)>,
    /// Ids of forms that are gone.
    pub vanished: Vanished,
}

/// The rows.
pub fn resolved(input: Input<'_>) -> Resolved {
    let Input { made_for, sources, forms, settled, resolution, known, vanished } = input;
    let clusters = clusters(&resolution, forms.len());
    // Forms come in the order of their ids: the first of a cluster is the least.
    let entity_of: BTreeMap<u32, EntityId> =
        clusters.iter().filter_map(|(cluster, of)| Some((*cluster, form(forms, *of.first()?)?.id))).collect();
    let id = |place: u32| form(forms, place).map_or(EntityId(0), |pooled| pooled.id);
    let entity = |place: u32| {
        let cluster = resolution.cluster.get(place as usize).and_then(|cluster| entity_of.get(cluster));
        cluster.copied().unwrap_or_else(|| id(place))
    };
    let mut renamed: Vec<(EntityId, Option<String>, String)> = Vec::new();
    for name in settled.renamed {
        if let Some(entity) = most_frequent(name.forms.iter().map(|place| entity(*place))) {
            // A later name for the same language takes the place of an earlier one.
            renamed.retain(|(other, language, _)| (*other, language) != (entity, &name.language));
            renamed.push((entity, name.language, name.name));
        }
    }
    let called: BTreeMap<EntityId, &str> = renamed
        .iter()
        .filter(|(_, language, _)| language.is_none())
        .map(|(id, _, name)| (*id, name.as_str()))
        .collect();
    let entities = clusters.values().filter_map(|places| entity_row(forms, places, &called)).collect();
    let link = |link: &crate::resolve::Link| LinkRow {
        forms: (id(link.a), id(link.b)),
        score: link.comparison.score,
        reasons: link.comparison.reasons.clone(),
    };
    let questions =
        resolution.questions.iter().map(|question| QuestionRow { link: link(&question.link), weight: question.weight });
    let at = now();
    Resolved {
        made_for,
        at: at.clone(),
        sources: sources.len() as u64,
        uses: forms.iter().map(|pooled| u64::from(pooled.uses)).sum(),
        entities,
        forms: (0..).zip(forms).map(|(place, pooled)| form_row(pooled, entity(place), sources)).collect(),
        links: resolution.links.iter().map(link).collect(),
        questions: questions.collect(),
        known: known.into_iter().map(|(place, number)| (entity(place), number)).collect(),
        decisions: settled
            .about
            .into_iter()
            .map(|about| {
                let forms = about.forms.into_iter().map(id).collect();
                (about.decision, forms, about.lost, about.is_settled)
            })
            .collect(),
        redirects: vanished
            .into_iter()
            .map(|(id, form, why)| Redirect { id, form, at: at.clone(), why: why.to_owned() })
            .collect(),
        renamed,
    }
}

fn form(forms: &[Pooled], place: u32) -> Option<&Pooled> {
    forms.get(place as usize)
}

/// The forms of each cluster, in ascending order.
fn clusters(resolution: &Resolution, forms: usize) -> BTreeMap<u32, Vec<u32>> {
    let mut all: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (place, cluster) in (0..).zip(&resolution.cluster).take(forms) {
        all.entry(*cluster).or_default().push(place);
    }
    all
}

fn form_row(pooled: &Pooled, entity: EntityId, sources: &[NamedSource]) -> FormRow {
    let name = pooled.full_name().to_owned();
    let spellings = pooled.spellings.iter().map(|(spelling, _)| spelling);
    let mut also: Vec<String> = Vec::new();
    for text in spellings.chain(&pooled.acronyms).chain(&pooled.also) {
        if *text != name && !also.contains(text) {
            also.push(text.clone());
        }
    }
    let row = |(place, uses): &(u32, u32)| Some((sources.get(*place as usize)?.row, *uses));
    let mut sources: Vec<(i64, u32)> = pooled.sources.iter().filter_map(row).collect();
    sources.sort_unstable();
    FormRow { id: pooled.id, entity, form: pooled.form.clone(), name, also, uses: pooled.uses, sources }
}

fn entity_row(forms: &[Pooled], places: &[u32], called: &BTreeMap<EntityId, &str>) -> Option<EntityRow> {
    let own: Vec<&Pooled> = places.iter().filter_map(|place| form(forms, *place)).collect();
    let id = own.first()?.id;
    let kinds = own.iter().filter(|pooled| pooled.form.kind != EntityKind::Unknown);
    let kind = heaviest(kinds.map(|pooled| (pooled.form.kind, pooled.uses))).unwrap_or(EntityKind::Unknown);
    // What few of its uses say may be a namesake's.
    let countries = own.iter().map(|pooled| (pooled.form.country.clone(), pooled.uses));
    let seen = own.iter().filter_map(|pooled| pooled.seen);
    let seen = seen.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let count = Counts::of(&own);
    Some(EntityRow {
        id,
        kind,
        country: heaviest(countries).flatten(),
        name: called.get(&id).map_or_else(|| name(&own, kind), |name| (*name).to_owned()),
        forms: own.len() as u32,
        uses: own.iter().map(|pooled| pooled.uses).sum(),
        statements: count.statements,
        issued: count.issued,
        received: count.received,
        signed: count.signed,
        told: count.told,
        mentioned: count.mentioned,
        first: seen.map(|seen| seen.0.to_string()),
        last: seen.map(|seen| seen.1.to_string()),
    })
}

/// What to call an entity by, of its forms: the most used that is a full name.
fn name(own: &[&Pooled], kind: EntityKind) -> String {
    let is_full = |name: &str| match kind {
        EntityKind::Person => {
            name.contains(' ')
                || name.chars().any(|letter| !letter.is_ascii() && !letter.is_uppercase() && !letter.is_lowercase())
        }
        _ => !is_acronym(name),
    };
    let best = own.iter().max_by_key(|pooled| {
        let name = pooled.full_name();
        (is_full(name), pooled.uses, name.chars().count().min(60), std::cmp::Reverse(pooled.id))
    });
    best.map(|pooled| pooled.full_name().to_owned()).unwrap_or_default()
}

fn is_acronym(name: &str) -> bool {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    !name.contains(' ')
        && letters().count() <= 10
        && letters().filter(|letter| letter.is_uppercase()).count() * 3 >= letters().count() * 2
        && letters().any(char::is_uppercase)
}

fn heaviest<T: Ord>(weighed: impl Iterator<Item = (T, u32)>) -> Option<T> {
    let mut sums: BTreeMap<T, u32> = BTreeMap::new();
    for (value, weight) in weighed {
        *sums.entry(value).or_default() += weight;
    }
    let most = sums.values().copied().max()?;
    sums.into_iter().find(|(_, sum)| *sum == most).map(|(value, _)| value)
}

fn most_frequent(values: impl Iterator<Item = EntityId>) -> Option<EntityId> {
    heaviest(values.map(|value| (value, 1)))
}

/// In how many statements an entity does what.
#[derive(Default)]
struct Counts {
    statements: u32,
    issued: u32,
    received: u32,
    signed: u32,
    told: u32,
    mentioned: u32,
}

impl Counts {
    fn of(own: &[&Pooled]) -> Self {
        let bits = |fields: &[Field]| fields.iter().fold(0, |bits, field| bits | bit(*field));
        let issued = bits(&[Field::Issuer, Field::IssuerOf]);
        let told = bits(&[Field::Claimant, Field::Actor, Field::Quoted]);
        let (received, signed) = (bit(Field::Addressee), bit(Field::Signatory));
        let mut all: Vec<(u32, u16)> = own.iter().flat_map(|pooled| pooled.statements.iter().copied()).collect();
        all.sort_unstable();
        let mut counts = Counts::default();
        for of in all.chunk_by(|a, b| a.0 == b.0) {
            let fields = of.iter().fold(0, |all, (_, fields)| all | fields);
            let does = |bits: u16| u32::from(fields & bits > 0);
            counts.statements += 1;
            counts.issued += does(issued);
            counts.received += does(received);
            counts.signed += does(signed);
            counts.told += does(told);
            counts.mentioned += u32::from(fields & (issued | told | received | signed) == 0);
        }
        counts
    }
}
