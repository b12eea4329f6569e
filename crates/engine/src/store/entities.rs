//! Entities in the catalogue: written whole each time names are resolved, so that the same archive has the same tables.
//!
//! Where the archive cannot be written to, the same tables are made in memory, in SQLite's own temporary database, which
//! goes before the catalogue's wherever a table is named.

use super::Result;
use super::catalogue::Catalogue;
use crate::codec::Encoder;
use broadside_model::{DecisionId, EntityId, EntityKind, Form};
use rusqlite::params;

/// The tables, added to older catalogues as they are opened for writing.
pub(super) const SCHEMA: &str = include_str!("entities.sql");

/// How far ids are followed that lead to ids that lead on: all are led to the end each time, so one step is enough.
const STEPS: usize = 8;

/// An entity as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRow {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// What to call it by.
    pub name: String,
    /// How many forms of its name there are.
    pub forms: u32,
    /// How often it is named.
    pub uses: u32,
    /// Statements that name it.
    pub statements: u32,
    /// Statements it issued.
    pub issued: u32,
    /// Statements addressed to it.
    pub received: u32,
    /// Statements it signed.
    pub signed: u32,
    /// Statements in which it claims, did or said something.
    pub told: u32,
    /// Statements that only mention it.
    pub mentioned: u32,
    /// First day of the first statement, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// Last day of the last.
    pub last: Option<String>,
}

/// A form, and the entity it is one of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// Its id.
    pub id: EntityId,
    /// The entity.
    pub entity: EntityId,
    /// The form.
    pub form: Form,
    /// Its most usual spelling.
    pub name: String,
    /// Other spellings, acronyms and second names.
    pub also: Vec<String>,
    /// How often it is used.
    pub uses: u32,
    /// The sources it stands in, by row in ascending order, with the number of uses.
    pub sources: Vec<(i64, u32)>,
}

/// A comparison that holds an entity together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// Two forms.
    pub forms: (EntityId, EntityId),
    /// Thousandths.
    pub score: u16,
    /// What speaks for and against.
    pub reasons: Vec<String>,
}

/// A question whether two are one.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionRow {
    /// The comparison.
    pub link: LinkRow,
    /// How much an answer would change.
    pub weight: f64,
}

/// Where an id leads whose form is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The id.
    pub id: EntityId,
    /// The form that took its place.
    pub form: Option<EntityId>,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Why.
    pub why: String,
}

/// All that is known of who is who.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// What it was worked out from.
    pub made_for: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// How many sources there are.
    pub sources: u64,
    /// How many uses of names.
    pub uses: u64,
    /// The entities.
    pub entities: Vec<EntityRow>,
    /// Their forms.
    pub forms: Vec<FormRow>,
    /// Names that people decided to call entities by: entity, language, name.
    pub renamed: Vec<(EntityId, Option<String>, String)>,
    /// Comparisons that hold entities together.
    pub links: Vec<LinkRow>,
    /// What to ask, the weightiest first.
    pub questions: Vec<QuestionRow>,
    /// Entities of authority files that entities are.
    pub known: Vec<(EntityId, u32)>,
    /// Decisions with the forms they are about, the number of names they lost, and whether they found what they need.
    pub decisions: Vec<(DecisionId, Vec<EntityId>, u32, bool)>,
    /// Ids whose form is gone since the last time.
    pub redirects: Vec<Redirect>,
}

impl Catalogue {
    /// Whether there are tables of entities, in the catalogue or in memory.
    pub(super) fn keeps_entities(&self) -> bool {
        self.has_entities() || self.keeps_in_memory()
    }

    fn keeps_in_memory(&self) -> bool {
        self.connection.table_exists(Some("temp"), "resolution").unwrap_or(false)
    }

    /// What the entities were worked out from; `None` where they were not.
    pub fn resolved_for(&self) -> Result<Option<String>> {
        if !self.keeps_entities() {
            return Ok(None);
        }
        self.first("SELECT made_for FROM resolution", [], |row| row.get(0))
    }

    /// Begins to change what is derived; the archive's batches are not counted on. End it with [`Catalogue::commit`].
    pub fn begin_derived(&mut self) -> Result<()> {
        // What is only in memory needs no right to write.
        let begin = if self.keeps_in_memory() { "BEGIN" } else { "BEGIN IMMEDIATE" };
        self.connection.execute_batch(begin).map_err(|error| self.wrap(error))
    }

    /// Makes room for entities in memory, taking over what the catalogue has of names: what is put from now on is gone
    /// with this connection.
    pub fn entities_in_memory(&mut self) -> Result<()> {
        let tables =
            SCHEMA.replace("CREATE TABLE ", "CREATE TEMP TABLE ").replace("CREATE INDEX ", "CREATE INDEX temp.");
        // What is temporary cannot refer to what is not.
        let tables = tables.replace(" REFERENCES source ON DELETE CASCADE", "");
        let copies = if self.has_entities() {
            "INSERT INTO temp.naming SELECT * FROM main.naming; INSERT INTO temp.redirect SELECT * FROM main.redirect; INSERT INTO temp.form SELECT * FROM main.form; INSERT INTO temp.relation SELECT * FROM main.relation;"
        } else {
            ""
        };
        let make = format!("PRAGMA temp_store = MEMORY; BEGIN; {tables} {copies} COMMIT;");
        self.connection.execute_batch(&make).map_err(|error| self.wrap(error))
    }

    /// The ids of all forms, in ascending order.
    pub fn form_ids(&self) -> Result<Vec<EntityId>> {
        let mut ids = self.all("SELECT id FROM form", [], |row| row.get(0).map(from_sql))?;
        ids.sort_unstable();
        Ok(ids)
    }

    /// Puts what is known of who is who in place of what was; the ids that led somewhere still do.
    pub fn put_resolved(&mut self, resolved: &Resolved) -> Result<()> {
        self.put_resolved_rows(resolved).map_err(|error| self.wrap(error))
    }

    fn put_resolved_rows(&self, resolved: &Resolved) -> rusqlite::Result<()> {
        for table in [
            "resolution",
            "entity",
            "form",
            "name_decided",
            "link",
            "question",
            "entity_known",
            "entity_decision",
            "decision_state",
        ] {
            self.connection.execute(&format!("DELETE FROM {table}"), [])?;
        }
        self.put_entity_rows(&resolved.entities)?;
        self.put_form_rows(&resolved.forms)?;
        self.put_doubts(resolved)?;
        self.put_said(resolved)?;
        self.put_redirects(&resolved.redirects)?;
        let sql = "INSERT INTO resolution (one, made_for, at, sources, uses) VALUES (1, ?1, ?2, ?3, ?4)";
        let values = params![resolved.made_for, resolved.at, resolved.sources as i64, resolved.uses as i64];
        self.connection.execute(sql, values).map(|_| ())
    }

    fn put_entity_rows(&self, entities: &[EntityRow]) -> rusqlite::Result<()> {
        let sql = "INSERT INTO entity (id, kind, country, name, forms, uses, statements, issued, received, signed, told, mentioned, first, last)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
        let mut statement = self.connection.prepare_cached(sql)?;
        for row in in_sql_order(entities, |row| row.id) {
            statement.execute(params![
                to_sql(row.id),
                row.kind.name(),
                row.country,
                row.name,
                row.forms,
                row.uses,
                row.statements,
                row.issued,
                row.received,
                row.signed,
                row.told,
                row.mentioned,
                row.first,
                row.last
            ])?;
        }
        Ok(())
    }

    fn put_form_rows(&self, forms: &[FormRow]) -> rusqlite::Result<()> {
        let sql = "INSERT INTO form (id, entity, kind, key, country, apart, name, also, uses, sources) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        let mut statement = self.connection.prepare_cached(sql)?;
        for row in in_sql_order(forms, |row| row.id) {
            statement.execute(params![
                to_sql(row.id),
                to_sql(row.entity),
                row.form.kind.name(),
                row.form.key,
                row.form.country,
                row.form.apart.map(|apart| apart as i64),
                row.name,
                joined(&row.also),
                row.uses,
                posting(&row.sources)
            ])?;
        }
        Ok(())
    }

    fn put_doubts(&self, resolved: &Resolved) -> rusqlite::Result<()> {
        let mut links = self
            .connection
            .prepare_cached("INSERT OR REPLACE INTO link (a, b, score, reasons) VALUES (?1, ?2, ?3, ?4)")?;
        for link in &resolved.links {
            let (a, b) = (to_sql(link.forms.0), to_sql(link.forms.1));
            links.execute(params![a, b, link.score, joined(&link.reasons)])?;
        }
        let sql = "INSERT INTO question (place, a, b, score, weight, reasons) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut questions = self.connection.prepare_cached(sql)?;
        for (place, question) in (1_i64..).zip(&resolved.questions) {
            let (a, b) = (to_sql(question.link.forms.0), to_sql(question.link.forms.1));
            let reasons = joined(&question.link.reasons);
            questions.execute(params![place, a, b, question.link.score, question.weight, reasons])?;
        }
        Ok(())
    }

    /// What people and authority files said.
    fn put_said(&self, resolved: &Resolved) -> rusqlite::Result<()> {
        let sql = "INSERT INTO name_decided (entity, place, language, name) VALUES (?1, ?2, ?3, ?4)";
        let mut names = self.connection.prepare_cached(sql)?;
        for (place, (entity, language, name)) in (1_i64..).zip(&resolved.renamed) {
            names.execute(params![to_sql(*entity), place, language, name])?;
        }
        let mut known =
            self.connection.prepare_cached("INSERT OR IGNORE INTO entity_known (entity, known) VALUES (?1, ?2)")?;
        for (entity, number) in &resolved.known {
            known.execute(params![to_sql(*entity), number])?;
        }
        let mut states = self
            .connection
            .prepare_cached("INSERT INTO decision_state (decision, lost, settled) VALUES (?1, ?2, ?3)")?;
        let mut about =
            self.connection.prepare_cached("INSERT OR IGNORE INTO entity_decision (decision, form) VALUES (?1, ?2)")?;
        for (decision, forms, lost, settled) in &resolved.decisions {
            states.execute(params![decision.0, lost, settled])?;
            for form in forms {
                about.execute(params![decision.0, to_sql(*form)])?;
            }
        }
        Ok(())
    }

    fn put_redirects(&self, redirects: &[Redirect]) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO redirect (id, form, at, why) VALUES (?1, ?2, ?3, ?4)";
        let mut put = self.connection.prepare_cached(sql)?;
        for redirect in redirects {
            put.execute(params![to_sql(redirect.id), redirect.form.map(to_sql), redirect.at, redirect.why])?;
        }
        // What leads on leads to what is there now; a form that is there again needs no redirect.
        let follow = "UPDATE redirect SET form = (SELECT next.form FROM redirect next WHERE next.id = redirect.form)
            WHERE form IS NOT NULL AND form NOT IN (SELECT id FROM form) AND form IN (SELECT id FROM redirect)";
        for _ in 0..STEPS {
            if self.connection.execute(follow, [])? == 0 {
                break;
            }
        }
        self.connection.execute("DELETE FROM redirect WHERE id IN (SELECT id FROM form)", [])?;
        Ok(())
    }
}

/// Rows in the order of SQLite's keys, so that the tree is written from left to right.
fn in_sql_order<T>(rows: &[T], id: impl Fn(&T) -> EntityId) -> Vec<&T> {
    let mut sorted: Vec<&T> = rows.iter().collect();
    sorted.sort_by_key(|row| to_sql(id(row)));
    sorted
}

/// An id as SQLite keeps it.
pub(super) fn to_sql(id: EntityId) -> i64 {
    id.0 as i64
}

/// An id as SQLite kept it.
pub(super) fn from_sql(id: i64) -> EntityId {
    EntityId(id as u64)
}

/// Texts as one, a line each; they hold no line ends.
pub(super) fn joined(texts: &[String]) -> String {
    texts.iter().map(|text| text.replace('\n', " ")).collect::<Vec<_>>().join("\n")
}

/// The texts that were [`joined`].
pub(super) fn split(texts: &str) -> Vec<String> {
    texts.lines().map(str::to_owned).collect()
}

/// Source rows with the uses in each.
fn posting(sources: &[(i64, u32)]) -> Vec<u8> {
    let mut out = Encoder::default();
    out.number(sources.len() as u64);
    let mut last = 0;
    for (row, uses) in sources {
        out.number(row.wrapping_sub(last) as u64);
        out.number(u64::from(*uses));
        last = *row;
    }
    out.finish()
}
