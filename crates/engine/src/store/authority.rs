//! Authority files in the catalogue: which there are, in which version, and what they know.

use super::Result;
use super::catalogue::Catalogue;
use super::entities::from_sql;
use broadside_model::{Authority, EntityId, EntityKind, Known, KnownEntity, KnownName, NameSort};
use rusqlite::{Row, params};
use std::collections::{BTreeMap, BTreeSet};

/// The tables, added to older catalogues as they are opened for writing.
pub(super) const SCHEMA: &str = include_str!("authority.sql");

/// What taking a file in changed, by the ids of the authority.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorityChange {
    /// Whether there was a file of that authority before.
    pub is_newer: bool,
    /// Entities that are new.
    pub added: Vec<String>,
    /// Entities of which something changed.
    pub changed: Vec<String>,
    /// Entities that are gone.
    pub removed: Vec<String>,
}

impl AuthorityChange {
    /// Whether everything is as it was.
    pub fn is_none(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

impl Catalogue {
    fn keeps_authorities(&self) -> bool {
        self.connection.table_exists(None, "authority").unwrap_or(false)
    }

    /// The authority files taken in, by name.
    pub fn authorities(&self) -> Result<Vec<Authority>> {
        if !self.keeps_authorities() {
            return Ok(Vec::new());
        }
        let sql = "SELECT name, version, format, file, imported, (SELECT count(*) FROM known WHERE authority = authority.id) FROM authority ORDER BY name";
        self.all(sql, [], |row| {
            Ok(Authority {
                name: row.get(0)?,
                version: row.get(1)?,
                format: row.get(2)?,
                file: row.get(3)?,
                imported: row.get(4)?,
                entities: row.get::<_, i64>(5)? as u64,
            })
        })
    }

    /// Everything that authority files know, by authority and in the order of its file.
    pub fn known_entities(&self) -> Result<Vec<Known>> {
        self.known_where("", None)
    }

    /// What the authority of that name knows.
    pub fn known_by(&self, authority: &str) -> Result<Vec<Known>> {
        self.known_where(authority, None)
    }

    /// The known entity of that number; `None` where its authority knows it no more.
    pub fn known_numbered(&self, number: u32) -> Result<Option<Known>> {
        Ok(self.known_where("", Some(number))?.pop())
    }

    /// Which entities of the archive are which known ones, by the numbers of these.
    pub fn identities(&self) -> Result<Vec<(EntityId, u32)>> {
        if !self.keeps_entities() {
            return Ok(Vec::new());
        }
        self.all("SELECT entity, known FROM entity_known", [], |row| Ok((from_sql(row.get(0)?), row.get(1)?)))
    }

    fn known_where(&self, authority: &str, number: Option<u32>) -> Result<Vec<Known>> {
        if !self.keeps_authorities() {
            return Ok(Vec::new());
        }
        let read = || -> rusqlite::Result<Vec<Known>> {
            let sql = "SELECT known, known_name.name, known_name.language, sort FROM known_name JOIN known ON known.id = known JOIN authority ON authority.id = known.authority WHERE ?1 IN ('', authority.name) AND known = coalesce(?2, known) ORDER BY known, place";
            let mut names: BTreeMap<u32, Vec<KnownName>> = BTreeMap::new();
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query(params![authority, number])?;
            while let Some(row) = rows.next()? {
                let name =
                    KnownName { name: row.get(1)?, language: row.get(2)?, sort: sort(&row.get::<_, String>(3)?) };
                names.entry(row.get(0)?).or_default().push(name);
            }
            let sql = "SELECT known.id, authority.name, known_id, kind, known.name, language, country, url, began, ended FROM known JOIN authority ON authority.id = known.authority WHERE ?1 IN ('', authority.name) AND known.id = coalesce(?2, known.id) ORDER BY authority.name, known.id";
            let mut statement = self.connection.prepare_cached(sql)?;
            let row = |row: &Row<'_>| known(row, &mut names);
            statement.query_map(params![authority, number], row)?.collect()
        };
        read().map_err(|error| self.wrap(error))
    }

    /// Takes in what an authority knows, in place of what it knew before, and says what changed. It is on disk when this
    /// returns.
    pub fn put_authority(&mut self, authority: &Authority, entities: &[KnownEntity]) -> Result<AuthorityChange> {
        let before = self.known_by(&authority.name)?;
        let mut change = AuthorityChange { is_newer: !before.is_empty(), ..AuthorityChange::default() };
        let by_id: BTreeMap<&str, &Known> = before.iter().map(|known| (known.entity.id.as_str(), known)).collect();
        let now: BTreeSet<&str> = entities.iter().map(|entity| entity.id.as_str()).collect();
        let gone = before.iter().filter(|known| !now.contains(known.entity.id.as_str()));
        let gone: Vec<&Known> = gone.collect();
        change.removed = gone.iter().map(|known| known.entity.id.clone()).collect();
        let write = |change: &mut AuthorityChange| -> rusqlite::Result<()> {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            let row = self.put_authority_row(authority)?;
            for known in gone {
                self.connection.prepare_cached("DELETE FROM known WHERE id = ?1")?.execute([known.number])?;
            }
            for entity in entities {
                match by_id.get(entity.id.as_str()) {
                    Some(known) if known.entity == *entity => {}
                    Some(_) => {
                        change.changed.push(entity.id.clone());
                        self.put_known(row, entity)?;
                    }
                    None => {
                        change.added.push(entity.id.clone());
                        self.put_known(row, entity)?;
                    }
                }
            }
            self.connection.execute_batch("COMMIT")
        };
        let written = write(&mut change).map_err(|error| self.wrap(error));
        if let Err(error) = written {
            self.roll_back();
            return Err(error);
        }
        Ok(change)
    }

    fn put_authority_row(&self, authority: &Authority) -> rusqlite::Result<i64> {
        let sql = "INSERT INTO authority (name, version, format, file, imported) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (name) DO UPDATE SET version = ?2, format = ?3, file = ?4, imported = ?5 RETURNING id";
        let values = params![authority.name, authority.version, authority.format, authority.file, authority.imported];
        self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))
    }

    fn put_known(&self, authority: i64, entity: &KnownEntity) -> rusqlite::Result<()> {
        let sql = "INSERT INTO known (authority, known_id, kind, name, language, country, url, began, ended) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (authority, known_id) DO UPDATE SET kind = ?3, name = ?4, language = ?5, country = ?6, url = ?7, began = ?8, ended = ?9 RETURNING id";
        let number: i64 = self.connection.prepare_cached(sql)?.query_row(
            params![
                authority,
                entity.id,
                entity.kind.map(EntityKind::name),
                entity.name,
                entity.language,
                entity.country,
                entity.url,
                entity.began,
                entity.ended
            ],
            |row| row.get(0),
        )?;
        self.connection.prepare_cached("DELETE FROM known_name WHERE known = ?1")?.execute([number])?;
        let sql = "INSERT INTO known_name (known, place, name, language, sort) VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut statement = self.connection.prepare_cached(sql)?;
        for (place, name) in (0u32..).zip(&entity.names) {
            statement.execute(params![number, place, name.name, name.language, name.sort.name()])?;
        }
        Ok(())
    }

    /// Forgets an authority and what it knows; `false` where there is none of that name.
    pub fn remove_authority(&mut self, name: &str) -> Result<bool> {
        if !self.keeps_authorities() {
            return Ok(false);
        }
        let remove = || self.connection.execute("DELETE FROM authority WHERE name = ?1", [name]);
        Ok(remove().map_err(|error| self.wrap(error))? > 0)
    }
}

fn known(row: &Row<'_>, names: &mut BTreeMap<u32, Vec<KnownName>>) -> rusqlite::Result<Known> {
    let number: u32 = row.get(0)?;
    let entity = KnownEntity {
        id: row.get(2)?,
        kind: row.get::<_, Option<String>>(3)?.and_then(|kind| EntityKind::from_name(&kind)),
        name: row.get(4)?,
        language: row.get(5)?,
        names: names.remove(&number).unwrap_or_default(),
        country: row.get(6)?,
        url: row.get(7)?,
        began: row.get(8)?,
        ended: row.get(9)?,
    };
    Ok(Known { number, authority: row.get(1)?, entity })
}

fn sort(name: &str) -> NameSort {
    NameSort::from_name(name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Layout;

    fn authority(version: &str) -> Authority {
        Authority {
            name: "List".to_owned(),
            version: version.to_owned(),
            format: "csv".to_owned(),
            file: "list.csv".to_owned(),
            imported: "2026-01-01T00:00:00Z".to_owned(),
            entities: 0,
        }
    }

    fn entity(id: &str, name: &str) -> KnownEntity {
        let other = KnownName { name: "Autre".to_owned(), language: Some("fra".to_owned()), sort: NameSort::Weak };
        KnownEntity { id: id.to_owned(), name: name.to_owned(), names: vec![other], ..KnownEntity::default() }
    }

    fn put(catalogue: &mut Catalogue, version: &str, entities: &[KnownEntity]) -> AuthorityChange {
        catalogue.put_authority(&authority(version), entities).unwrap()
    }

    #[test]
    fn a_newer_file_replaces_the_older_says_what_changed_and_keeps_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let (layout, _) = Layout::open_or_create(&folder.path().join("a")).unwrap();
        let mut catalogue = Catalogue::open_or_create(&layout).unwrap();
        let first = [entity("1", "Alpha"), entity("2", "Beta"), entity("3", "Gamma")];
        assert_eq!(put(&mut catalogue, "v1", &first).added, ["1", "2", "3"]);
        assert!(put(&mut catalogue, "v1", &first).is_none());
        let before = catalogue.known_entities().unwrap();
        assert_eq!(before.iter().map(|known| known.entity.clone()).collect::<Vec<_>>(), first);
        let change = put(&mut catalogue, "v2", &[entity("1", "Alpha"), entity("2", "Beta, new"), entity("4", "Delta")]);
        assert_eq!(
            (change.added, change.changed, change.removed),
            (vec!["4".into()], vec!["2".into()], vec!["3".into()])
        );
        let after = catalogue.known_entities().unwrap();
        assert_eq!(
            after[..2].iter().map(|known| known.number).collect::<Vec<_>>(),
            [before[0].number, before[1].number]
        );
        assert!(before.iter().all(|known| known.number != after[2].number));
        assert_eq!(catalogue.authorities().unwrap()[0].entities, 3);
        assert!(catalogue.remove_authority("List").unwrap() && !catalogue.remove_authority("List").unwrap());
        assert!(catalogue.known_entities().unwrap().is_empty() && catalogue.authorities().unwrap().is_empty());
    }
}
