//! Who put its name to what: the rows that the network of co-signing is made of.

use super::super::Result;
use super::super::decided::Decisions;
use super::names::Names;
use crate::network::{Act, Member, Part, Signing, Signings};
use crate::store::Catalogue;
use broadside_model::entity::{Field, StatementId};
use broadside_model::{EntityId, StatementNames};
use std::collections::{BTreeMap, BTreeSet};

/// Every statement that names were put to, with the entities they are of. Witnesses of one statement are one act.
pub fn signings(catalogue: &Catalogue) -> Result<Signings> {
    let decisions = Decisions::open(catalogue)?;
    let same: BTreeMap<StatementId, Vec<StatementId>> = decisions
        .same()?
        .into_iter()
        .flat_map(|group| group.members.iter().map(|member| (*member, group.members.clone())).collect::<Vec<_>>())
        .collect();
    let mut about: BTreeMap<StatementId, _> = decisions
        .statements()?
        .into_iter()
        .map(|row| (StatementId { source: row.source, number: row.number }, row))
        .collect();
    let names = Names::open(catalogue)?;
    let mut gather =
        Gather { names: &names, acts: BTreeMap::new(), signings: Signings::default(), rows: BTreeSet::new() };
    for source in catalogue.named_sources()? {
        for of in names.of_row(source.row, source.id)? {
            let statement = StatementId { source: source.id, number: of.number };
            let put = gather.put(&of)?;
            if put.is_empty() {
                continue;
            }
            let witnesses = same.get(&statement).cloned().unwrap_or_else(|| vec![statement]);
            let row = about.remove(&statement);
            let act = Act {
                statements: witnesses,
                title: row.as_ref().and_then(|row| row.title.clone()),
                kind: row.as_ref().and_then(|row| row.kind),
                date: row.as_ref().and_then(|row| row.date.clone()),
                places: row.map(|row| row.places).unwrap_or_default(),
                countries: countries(&of),
            };
            gather.act(act, put);
        }
    }
    let Gather { mut signings, rows, .. } = gather;
    let entities: BTreeSet<EntityId> = rows.iter().map(|(_, entity, _)| *entity).collect();
    let mut places = BTreeMap::new();
    for entity in entities {
        if let Some(row) = catalogue.entity(entity)? {
            places.insert(entity, signings.members.len() as u32);
            signings.members.push(Member { id: row.id, name: row.name, kind: row.kind, country: row.country });
        }
    }
    let signing = |(act, entity, part)| Some(Signing { act, member: *places.get(&entity)?, part });
    signings.rows = rows.into_iter().filter_map(signing).collect();
    signings.rows.sort_unstable();
    Ok(signings)
}

struct Gather<'a> {
    names: &'a Names<'a>,
    /// The act of a statement.
    acts: BTreeMap<StatementId, u32>,
    signings: Signings,
    rows: BTreeSet<(u32, EntityId, Part)>,
}

impl Gather<'_> {
    /// Who put its name to a statement.
    fn put(&self, of: &StatementNames) -> Result<BTreeSet<(EntityId, Part)>> {
        let mut put = BTreeSet::new();
        for name in &of.names {
            let part = match name.field {
                Field::Issuer => Part::Issuer,
                Field::Signatory => Part::Signatory,
                _ => continue,
            };
            put.extend(self.names.entity(&name.form)?.map(|entity| (entity, part)));
        }
        Ok(put)
    }

    fn act(&mut self, act: Act, put: BTreeSet<(EntityId, Part)>) {
        let known = act.statements.iter().find_map(|statement| self.acts.get(statement)).copied();
        let place = known.unwrap_or_else(|| {
            let place = self.signings.acts.len() as u32;
            self.acts.extend(act.statements.iter().map(|statement| (*statement, place)));
            self.signings.acts.push(act);
            place
        });
        self.rows.extend(put.into_iter().map(|(entity, part)| (place, entity, part)));
    }
}

/// The countries of the places of issue.
fn countries(of: &StatementNames) -> Vec<String> {
    let places = of.names.iter().filter(|name| name.field == Field::IssuePlace);
    let all: BTreeSet<String> = places.filter_map(|name| name.form.country.clone()).collect();
    all.into_iter().collect()
}
