//! What the catalogue knows of single entities: found by an id or its beginning, with forms, questions, decisions.

use super::Result;
use super::catalogue::Catalogue;
use super::entities::{EntityRow, FormRow, LinkRow, QuestionRow, Redirect, from_sql, split, to_sql};
use crate::codec::{CodecError, Decoder};
use broadside_model::{DecisionId, EntityId, EntityKind, Form, RelationKind, SourceId, Span, StatementId};
use rusqlite::{Params, Row, params};

/// What an id, or the beginning of one, leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// An entity; and how it came there, where the id's own form is gone.
    Entity(EntityId, Option<Redirect>),
    /// Several ids begin so.
    Several,
    /// It was shown once, and nothing took its place.
    Gone(Redirect),
    /// It was never shown.
    Never,
}

/// A question, with the entities it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityQuestion {
    /// Its place in the queue, from 1.
    pub place: u32,
    /// The question.
    pub question: QuestionRow,
    /// The entities that would be one.
    pub entities: (EntityId, EntityId),
}

/// How a decision about entities stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionState {
    /// The decision.
    pub decision: DecisionId,
    /// Names it speaks of that nothing uses any more.
    pub lost: u32,
    /// Whether it found what it needs.
    pub is_settled: bool,
}

/// A relation that a statement tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationRow {
    /// The statement.
    pub statement: StatementId,
    /// Its place among the relations of the statement.
    pub place: u32,
    /// How they are related.
    pub kind: RelationKind,
    /// The form of the first.
    pub subject: EntityId,
    /// The form of the second.
    pub object: EntityId,
    /// The office, for an officer.
    pub role: Option<String>,
    /// EDTF.
    pub date: Option<String>,
    /// Bytes of the repaired text that say so.
    pub span: Span,
    /// Name of the rule that read it.
    pub method: String,
    /// How sure the rule is, in hundredths.
    pub confidence: u8,
}

/// Hexadecimal digits of an id.
const DIGITS: usize = 16;
/// Characters that the beginning of an id has at least, its letter counted.
const LEAST: usize = 4;

const ENTITY: &str = "SELECT id, kind, country, name, forms, uses, statements, issued, received, signed, told, mentioned, first, last FROM entity";
const FORM: &str = "SELECT id, entity, kind, key, country, apart, name, also, uses, sources FROM form";
const QUESTION: &str = "SELECT place, a, b, score, weight, question.reasons, fa.entity, fb.entity FROM question JOIN form fa ON fa.id = a JOIN form fb ON fb.id = b";

impl Catalogue {
    fn rows<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        if self.keeps_entities() { self.all(sql, values, read) } else { Ok(Vec::new()) }
    }

    /// Every entity, in no order that means anything.
    pub fn entities(&self) -> Result<Vec<EntityRow>> {
        self.rows(ENTITY, [], entity_row)
    }

    /// An entity.
    pub fn entity(&self, id: EntityId) -> Result<Option<EntityRow>> {
        Ok(self.rows(&format!("{ENTITY} WHERE id = ?1"), [to_sql(id)], entity_row)?.pop())
    }

    /// The forms of an entity, the most used first.
    pub fn forms_of(&self, entity: EntityId) -> Result<Vec<FormRow>> {
        let sql = format!("{FORM} WHERE entity = ?1 ORDER BY uses DESC, key, id");
        let rows = self.rows(&sql, [to_sql(entity)], form_row)?;
        rows.into_iter().map(|row| row.map_err(|error| self.damaged_names(error))).collect()
    }

    /// A form.
    pub fn form(&self, id: EntityId) -> Result<Option<FormRow>> {
        let row = self.rows(&format!("{FORM} WHERE id = ?1"), [to_sql(id)], form_row)?.pop();
        row.transpose().map_err(|error| self.damaged_names(error))
    }

    /// Every form without its sources: id, entity, and the name with all others.
    pub fn form_names(&self, mut each: impl FnMut(EntityId, EntityId, &str, &str)) -> Result<()> {
        if !self.keeps_entities() {
            return Ok(());
        }
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare_cached("SELECT id, entity, name, also FROM form")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                each(
                    from_sql(row.get(0)?),
                    from_sql(row.get(1)?),
                    row.get_ref(2)?.as_str()?,
                    row.get_ref(3)?.as_str()?,
                );
            }
            Ok(())
        };
        read().map_err(|error| self.wrap(error))
    }

    fn damaged_names(&self, error: CodecError) -> super::StoreError {
        self.damaged(SourceId([0; 32]), format!("the list of a name's sources: {error}"))
    }

    /// The entity that a form is one of; one whose form is gone leads to what took its place.
    pub fn entity_of(&self, form: EntityId) -> Result<Option<EntityId>> {
        let sql = "SELECT entity FROM form WHERE id = ?1";
        if let Some(id) = self.rows(sql, [to_sql(form)], |row| row.get(0).map(from_sql))?.pop() {
            return Ok(Some(id));
        }
        let sql = "SELECT form.entity FROM redirect JOIN form ON form.id = redirect.form WHERE redirect.id = ?1";
        Ok(self.rows(sql, [to_sql(form)], |row| row.get(0).map(from_sql))?.pop())
    }

    /// What an id leads to, or the beginning of one of four characters or more, with or without the letter before.
    pub fn find_entity(&self, typed: &str) -> Result<Found> {
        let typed = typed.trim().to_ascii_lowercase();
        // The letter is a digit too: what reads as an id with it is one with it.
        let stripped = typed.strip_prefix(EntityId::LETTER).filter(|digits| is_beginning(digits, LEAST - 1));
        for digits in stripped.into_iter().chain(Some(typed.as_str()).filter(|typed| is_beginning(typed, LEAST))) {
            match self.beginning_with(digits)? {
                Found::Never => {}
                found => return Ok(found),
            }
        }
        Ok(Found::Never)
    }

    fn beginning_with(&self, digits: &str) -> Result<Found> {
        let bound = |fill: &str| u64::from_str_radix(&format!("{digits}{}", fill.repeat(DIGITS - digits.len())), 16);
        let (Ok(low), Ok(high)) = (bound("0"), bound("f")) else { return Ok(Found::Never) };
        let range = params![low as i64, high as i64];
        let ids = "SELECT id FROM form WHERE id BETWEEN ?1 AND ?2 UNION SELECT id FROM redirect WHERE id BETWEEN ?1 AND ?2 LIMIT 3";
        let found = self.rows(ids, range, |row| row.get(0).map(from_sql))?;
        let id = match found.as_slice() {
            [] => return Ok(Found::Never),
            [id] => *id,
            _ => {
                // Several forms, but perhaps one entity among them that is called so.
                let entities = "SELECT id FROM entity WHERE id BETWEEN ?1 AND ?2 LIMIT 2";
                match self.rows(entities, range, |row| row.get(0).map(from_sql))?.as_slice() {
                    [id] => *id,
                    _ => return Ok(Found::Several),
                }
            }
        };
        let sql = "SELECT id, form, at, why FROM redirect WHERE id = ?1";
        let redirect = self.rows(sql, [to_sql(id)], redirect_row)?.pop();
        match (self.entity_of(id)?, redirect) {
            (Some(entity), redirect) => Ok(Found::Entity(entity, redirect)),
            (None, Some(redirect)) => Ok(Found::Gone(redirect)),
            (None, None) => Ok(Found::Never),
        }
    }

    /// Ids whose form is gone that lead to this entity now.
    pub fn redirects_to(&self, entity: EntityId) -> Result<Vec<Redirect>> {
        let sql = "SELECT redirect.id, redirect.form, at, why FROM redirect JOIN form ON form.id = redirect.form WHERE form.entity = ?1 ORDER BY at, redirect.id";
        self.rows(sql, [to_sql(entity)], redirect_row)
    }

    /// Every id whose form is gone.
    pub fn redirects(&self) -> Result<Vec<Redirect>> {
        self.rows("SELECT id, form, at, why FROM redirect ORDER BY id", [], redirect_row)
    }

    /// The questions to people, the weightiest first; of one entity, or of all.
    pub fn questions(&self, entity: Option<EntityId>) -> Result<Vec<EntityQuestion>> {
        match entity {
            // By the indexes of forms: else each question of the archive would be looked at.
            Some(id) => {
                let own = "(SELECT id FROM form WHERE entity = ?1)";
                let places = format!(
                    "SELECT place FROM question WHERE a IN {own} UNION SELECT place FROM question WHERE b IN {own}"
                );
                self.rows(&format!("{QUESTION} WHERE place IN ({places}) ORDER BY place"), [to_sql(id)], question_row)
            }
            None => self.rows(&format!("{QUESTION} ORDER BY place"), [], question_row),
        }
    }

    /// How many questions wait for a person.
    pub fn count_questions(&self) -> Result<u64> {
        Ok(self.rows("SELECT count(*) FROM question", [], |row| row.get::<_, i64>(0))?.pop().unwrap_or(0) as u64)
    }

    /// The comparisons that hold an entity together.
    pub fn links_of(&self, entity: EntityId) -> Result<Vec<LinkRow>> {
        let sql = "SELECT link.a, link.b, link.score, link.reasons FROM link JOIN form ON form.id = link.a WHERE form.entity = ?1 ORDER BY link.score DESC, link.a, link.b";
        self.rows(sql, [to_sql(entity)], |row| {
            Ok(LinkRow {
                forms: (from_sql(row.get(0)?), from_sql(row.get(1)?)),
                score: row.get(2)?,
                reasons: split(&row.get::<_, String>(3)?),
            })
        })
    }

    /// What people decided to call an entity by: language and name, in the order of time.
    pub fn decided_names(&self, entity: EntityId) -> Result<Vec<(Option<String>, String)>> {
        let sql = "SELECT language, name FROM name_decided WHERE entity = ?1 ORDER BY place";
        self.rows(sql, [to_sql(entity)], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Every name that people decided to call an entity by.
    pub fn names_decided(&self) -> Result<Vec<(EntityId, String)>> {
        self.rows("SELECT entity, name FROM name_decided", [], |row| Ok((from_sql(row.get(0)?), row.get(1)?)))
    }

    /// Numbers of the entities of authority files that an entity is.
    pub fn known_of(&self, entity: EntityId) -> Result<Vec<u32>> {
        self.rows("SELECT known FROM entity_known WHERE entity = ?1", [to_sql(entity)], |row| row.get(0))
    }

    /// The decisions about an entity.
    pub fn decisions_about(&self, entity: EntityId) -> Result<Vec<DecisionState>> {
        let sql = "SELECT DISTINCT decision_state.decision, lost, settled FROM decision_state JOIN entity_decision ON entity_decision.decision = decision_state.decision JOIN form ON form.id = entity_decision.form WHERE form.entity = ?1";
        self.rows(sql, [to_sql(entity)], state_row)
    }

    /// How every decision about entities stands.
    pub fn decision_states(&self) -> Result<Vec<DecisionState>> {
        self.rows("SELECT decision, lost, settled FROM decision_state", [], state_row)
    }

    /// Keeps the relations that a source states, in place of those it had.
    pub fn put_relations(&mut self, row: i64, relations: &[RelationRow]) -> Result<()> {
        let put = || -> rusqlite::Result<()> {
            self.connection.prepare_cached("DELETE FROM relation WHERE source = ?1")?.execute([row])?;
            let sql = "INSERT INTO relation (source, number, place, kind, subject, object, role, date, start, end, method, sure)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
            let mut statement = self.connection.prepare_cached(sql)?;
            for relation in relations {
                statement.execute(params![
                    row,
                    relation.statement.number,
                    relation.place,
                    relation.kind.name(),
                    to_sql(relation.subject),
                    to_sql(relation.object),
                    relation.role,
                    relation.date,
                    relation.span.start,
                    relation.span.end,
                    relation.method,
                    relation.confidence,
                ])?;
            }
            Ok(())
        };
        put().map_err(|error| self.wrap(error))
    }

    /// Relations that texts state of an entity.
    pub fn relations_of(&self, entity: EntityId) -> Result<Vec<RelationRow>> {
        let sql = "SELECT DISTINCT source.sha256, relation.number, relation.place, relation.kind, subject, object, role, relation.date, start, end, relation.method, sure
            FROM relation JOIN source ON source.id = relation.source JOIN form ON form.id IN (subject, object) WHERE form.entity = ?1 ORDER BY sha256, number, place";
        self.rows(sql, [to_sql(entity)], relation_row)
    }
}

fn is_beginning(digits: &str, least: usize) -> bool {
    (least..=DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn kind(name: &str) -> EntityKind {
    EntityKind::from_name(name).unwrap_or(EntityKind::Unknown)
}

fn entity_row(row: &Row<'_>) -> rusqlite::Result<EntityRow> {
    Ok(EntityRow {
        id: from_sql(row.get(0)?),
        kind: kind(&row.get::<_, String>(1)?),
        country: row.get(2)?,
        name: row.get(3)?,
        forms: row.get(4)?,
        uses: row.get(5)?,
        statements: row.get(6)?,
        issued: row.get(7)?,
        received: row.get(8)?,
        signed: row.get(9)?,
        told: row.get(10)?,
        mentioned: row.get(11)?,
        first: row.get(12)?,
        last: row.get(13)?,
    })
}

fn form_row(row: &Row<'_>) -> rusqlite::Result<std::result::Result<FormRow, CodecError>> {
    let form = Form {
        kind: kind(&row.get::<_, String>(2)?),
        key: row.get(3)?,
        country: row.get(4)?,
        apart: row.get::<_, Option<i64>>(5)?.map(|apart| apart as u64),
    };
    let (id, entity, name) = (from_sql(row.get(0)?), from_sql(row.get(1)?), row.get(6)?);
    let (also, uses) = (split(&row.get::<_, String>(7)?), row.get(8)?);
    let sources = posting(&row.get::<_, Vec<u8>>(9)?);
    Ok(sources.map(|sources| FormRow { id, entity, form, name, also, uses, sources }))
}

fn posting(bytes: &[u8]) -> std::result::Result<Vec<(i64, u32)>, CodecError> {
    let mut from = Decoder::new(bytes)?;
    let (count, mut row, mut sources) = (from.number()?, 0_i64, Vec::new());
    for _ in 0..count {
        row = row.wrapping_add(from.number()? as i64);
        sources.push((row, from.number()?.min(u64::from(u32::MAX)) as u32));
    }
    Ok(sources)
}

fn redirect_row(row: &Row<'_>) -> rusqlite::Result<Redirect> {
    let form: Option<i64> = row.get(1)?;
    Ok(Redirect { id: from_sql(row.get(0)?), form: form.map(from_sql), at: row.get(2)?, why: row.get(3)? })
}

fn question_row(row: &Row<'_>) -> rusqlite::Result<EntityQuestion> {
    let forms = (from_sql(row.get(1)?), from_sql(row.get(2)?));
    let link = LinkRow { forms, score: row.get(3)?, reasons: split(&row.get::<_, String>(5)?) };
    let question = QuestionRow { link, weight: row.get(4)? };
    Ok(EntityQuestion { place: row.get(0)?, question, entities: (from_sql(row.get(6)?), from_sql(row.get(7)?)) })
}

fn state_row(row: &Row<'_>) -> rusqlite::Result<DecisionState> {
    Ok(DecisionState { decision: DecisionId(row.get(0)?), lost: row.get(1)?, is_settled: row.get(2)? })
}

fn relation_row(row: &Row<'_>) -> rusqlite::Result<RelationRow> {
    Ok(RelationRow {
        statement: StatementId { source: SourceId(row.get(0)?), number: row.get(1)? },
        place: row.get(2)?,
        kind: RelationKind::from_name(&row.get::<_, String>(3)?).unwrap_or(RelationKind::MemberOf),
        subject: from_sql(row.get(4)?),
        object: from_sql(row.get(5)?),
        role: row.get(6)?,
        date: row.get(7)?,
        span: Span { start: row.get(8)?, end: row.get(9)? },
        method: row.get(10)?,
        confidence: row.get(11)?,
    })
}
