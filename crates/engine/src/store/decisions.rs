//! Decisions in the catalogue: added, read, never changed.

use super::catalogue::Catalogue;
use super::{Result, StoreError};
use crate::codec::{decision_bytes, decision_of};
use broadside_model::Decision;
use rusqlite::{Row, params};

/// The tables, added to older catalogues as they are opened for writing.
pub(super) const SCHEMA: &str = include_str!("decisions.sql");

impl Catalogue {
    /// Adds decisions, those that are there already not once more; gives how many are new. In the open batch where
    /// there is one; else they are on disk when this returns.
    pub fn add_decisions(&mut self, decisions: &[Decision]) -> Result<usize> {
        let own = self.connection.is_autocommit();
        let add = || -> rusqlite::Result<usize> {
            let sql = "INSERT INTO decision (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING";
            let mut new = 0;
            for decision in decisions {
                let values = params![decision.id.0, decision_bytes(decision)];
                new += self.connection.prepare_cached(sql)?.execute(values)?;
            }
            Ok(new)
        };
        if own {
            self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| self.wrap(error))?;
        }
        let added = add().map_err(|error| self.wrap(error));
        if own {
            match &added {
                Ok(_) => self.commit()?,
                Err(_) => self.roll_back(),
            }
        }
        added
    }

    /// Every decision, by time and identity.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        if !self.has_decisions() {
            return Ok(Vec::new());
        }
        let row = |row: &Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?));
        let rows = self.all("SELECT id, body FROM decision", [], row)?;
        let mut all = Vec::with_capacity(rows.len());
        for (id, body) in rows {
            let name: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
            let damaged =
                |message: String| StoreError::DamagedDecision { path: self.path().to_owned(), id: name, message };
            match decision_of(&body) {
                Ok(decision) if decision.id.0[..] == id[..] => all.push(decision),
                Ok(_) => return Err(damaged("what it says does not fit its identity".to_owned())),
                Err(error) => return Err(damaged(error.to_string())),
            }
        }
        all.sort_by(|a, b| a.at.cmp(&b.at).then(a.id.cmp(&b.id)));
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::decided;
    use crate::store::Layout;
    use broadside_model::{Act, DecisionId};

    fn catalogue() -> (tempfile::TempDir, Layout, Catalogue) {
        let folder = tempfile::tempdir().unwrap();
        let (layout, _) = Layout::open_or_create(&folder.path().join("a")).unwrap();
        let catalogue = Catalogue::open_or_create(&layout).unwrap();
        (folder, layout, catalogue)
    }

    fn undo(at: &str, of: u8) -> Decision {
        decided(at.to_owned(), "Ana".to_owned(), None, Act::Undo(DecisionId([of; 16])))
    }

    #[test]
    fn decisions_come_back_in_order_of_time_and_are_kept_once() {
        let (_folder, layout, mut catalogue) = catalogue();
        let (first, second) = (undo("2031-01-01T00:00:00Z", 1), undo("2031-01-02T00:00:00Z", 2));
        assert_eq!(catalogue.add_decisions(&[second.clone(), first.clone()]).unwrap(), 2);
        assert_eq!(catalogue.add_decisions(&[first.clone(), second.clone()]).unwrap(), 0);
        catalogue.close().unwrap();
        assert_eq!(Catalogue::open(&layout).unwrap().decisions().unwrap(), [first, second]);
    }

    #[test]
    fn decisions_can_neither_be_changed_nor_deleted() {
        let (_folder, _layout, mut catalogue) = catalogue();
        catalogue.add_decisions(&[undo("2031-01-01T00:00:00Z", 1)]).unwrap();
        for sql in ["DELETE FROM decision", "UPDATE decision SET body = x'00'"] {
            assert!(catalogue.connection.execute_batch(sql).is_err(), "{sql}");
        }
        assert_eq!(catalogue.decisions().unwrap().len(), 1);
    }

    #[test]
    fn a_damaged_decision_is_named() {
        let (_folder, _layout, mut catalogue) = catalogue();
        let decision = undo("2031-01-01T00:00:00Z", 1);
        catalogue.add_decisions(std::slice::from_ref(&decision)).unwrap();
        catalogue.connection.execute_batch("DROP TRIGGER decision_is_not_changed").unwrap();
        catalogue
            .connection
            .execute_batch("UPDATE decision SET body = CAST(x'0105' || substr(body, 3) AS BLOB)")
            .unwrap();
        let error = catalogue.decisions().unwrap_err().to_string();
        assert!(error.contains(&decision.id.hex()), "{error}");
    }
}
