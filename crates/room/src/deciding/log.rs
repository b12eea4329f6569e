//! Every decision with what became of it, kept until there is another or files change: to know how one stands, all texts
//! that people decided about must be read.

use crate::answer::Trouble;
use broadside_engine::decisions::Standing;
use broadside_engine::run::decided::Decisions;
use broadside_engine::store::Catalogue;
use broadside_model::{Act, Decision, DecisionId, EntityId, StatementId};
use std::sync::{Arc, Mutex, PoisonError};

/// A decision with what became of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The decision.
    pub decision: Decision,
    /// What became of it.
    pub standing: Standing,
    /// The statement it is about now.
    pub about: Option<StatementId>,
}

impl Entry {
    /// Whether somebody should look at it.
    pub fn is_unsettled(&self) -> bool {
        matches!(self.standing, Standing::Unsettled { .. })
    }

    /// Whether it has effect.
    pub fn applies(&self) -> bool {
        matches!(self.standing, Standing::InForce | Standing::Unsettled { applies: true, .. })
    }

    /// Whether it says that two entities are one, or that they are not.
    pub fn tells_of(&self, pair: (EntityId, EntityId)) -> bool {
        let (Act::Merge(all) | Act::Distinct(all)) = &self.decision.act else { return false };
        let holds = |id| all.iter().any(|one| one.id == id || one.names.iter().any(|name| name.id == id));
        self.applies() && holds(pair.0) && holds(pair.1)
    }
}

/// What is kept, and what of the archive it was made of.
type Kept = Option<(String, Arc<Vec<Entry>>)>;

/// Keeps the decisions of an archive, in the order of time.
#[derive(Debug, Default)]
pub struct Log(Mutex<Kept>);

impl Log {
    /// All decisions as they stand.
    ///
    /// # Errors
    /// Where the catalogue cannot be read.
    pub fn read(&self, catalogue: &Catalogue) -> Result<Arc<Vec<Entry>>, Trouble> {
        let decisions = Decisions::open(catalogue)?;
        let last = decisions.all().last().map(|decision| decision.id.hex()).unwrap_or_default();
        let made_of = format!("{} {} {last}", catalogue.last_batch()?, decisions.all().len());
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, entries)) = &*kept
            && *of == made_of
        {
            return Ok(Arc::clone(entries));
        }
        let stood = decisions.stood()?.into_iter();
        let entries =
            stood.map(|one| Entry { decision: one.decision.clone(), standing: one.standing, about: one.about });
        let entries = Arc::new(entries.collect::<Vec<_>>());
        *kept = Some((made_of, Arc::clone(&entries)));
        Ok(entries)
    }
}

/// The decision of this identity.
pub fn find(entries: &[Entry], id: DecisionId) -> Option<&Entry> {
    entries.iter().find(|entry| entry.decision.id == id)
}
