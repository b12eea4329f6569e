//! What people decided, over all that an archive holds.
//!
//! Takes a catalogue, gives anatomies and rows as people decided them, and what became of each decision. Decisions about
//! a source are carried to later files under one of its paths. Where the source is gone and no file took its path they wait:
//! papers of one kind begin alike, and a decision must not land on another's.

use super::Result;
use crate::decisions::{
    Decided, EditPlan, Group, Place, Standing, Why, groups, overlay, plan, standing, statement_of, target_of,
};
use crate::resolve::outranked::outranked;
use crate::store::{Catalogue, StatementRow, statement_rows};
use broadside_model::{Act, Anatomy, Decision, DecisionId, Property, SourceId, StatementId, StatementRef, Text};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// The decisions of an archive.
pub struct Decisions<'a> {
    catalogue: &'a Catalogue,
    all: Vec<Decision>,
    /// For each what undoes it.
    undone: Vec<Option<DecisionId>>,
    /// For each source what stands about it, by place in `all`.
    of_source: BTreeMap<SourceId, Vec<usize>>,
    carried: OnceCell<Carried>,
}

/// Where decisions are carried to.
#[derive(Default)]
struct Carried {
    /// For a source those whose decisions are about it too.
    to: BTreeMap<SourceId, BTreeSet<SourceId>>,
    /// The sources that are decided on and not in the archive.
    absent: BTreeSet<SourceId>,
}

/// A decision with what became of it.
#[derive(Clone, Debug)]
pub struct Stood<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// What became of it.
    pub standing: Standing,
    /// The statement it is about now, where that was found.
    pub about: Option<StatementId>,
}

/// Most later files under one path that decisions are carried to.
const MOST_LATER: usize = 16;

/// A source read back.
struct Read {
    text: Text,
    anatomy: Anatomy,
}

impl<'a> Decisions<'a> {
    /// Reads the decisions of an archive.
    pub fn open(catalogue: &'a Catalogue) -> Result<Self> {
        let all = catalogue.decisions()?;
        let undone = standing(&all);
        let mut of_source: BTreeMap<SourceId, Vec<usize>> = BTreeMap::new();
        for (at, decision) in all.iter().enumerate() {
            if let (Some(source), None) = (source_of(&decision.act), undone[at]) {
                of_source.entry(source).or_default().push(at);
            }
        }
        Ok(Decisions { catalogue, all, undone, of_source, carried: OnceCell::new() })
    }

    /// Every decision, by time and identity.
    pub fn all(&self) -> &[Decision] {
        &self.all
    }

    /// Those that were not taken back.
    pub fn standing(&self) -> impl Iterator<Item = &Decision> {
        self.all.iter().zip(&self.undone).filter(|(_, undone)| undone.is_none()).map(|(decision, _)| decision)
    }

    /// The anatomy of a source as people decided it, rejected values still in it; `None` where it has none.
    pub fn anatomy(&self, id: SourceId) -> Result<Option<Decided>> {
        let about = self.about(id)?;
        let Some(anatomy) = self.catalogue.anatomy(id)? else { return Ok(None) };
        if about.is_empty() {
            return Ok(Some(Decided::undecided(anatomy)));
        }
        let Some(text) = self.catalogue.repaired(id)? else { return Ok(Some(Decided::undecided(anatomy))) };
        Ok(Some(overlay(&Place { source: id, text: &text, anatomy: &anatomy }, &about)))
    }

    /// A row for every statement of the archive as people decided it, by source and number.
    pub fn statements(&self) -> Result<Vec<StatementRow>> {
        let mut rows = self.catalogue.statements()?;
        if self.of_source.is_empty() {
            return Ok(rows);
        }
        let mut decided: BTreeMap<SourceId, Vec<StatementRow>> = BTreeMap::new();
        for id in self.touched()? {
            if let Some(anatomy) = self.anatomy(id)? {
                decided.insert(id, statement_rows(id, &anatomy.shown().anatomy));
            }
        }
        rows.retain(|row| !decided.contains_key(&row.source));
        rows.extend(decided.into_values().flatten());
        rows.sort_by_key(|row| (row.source, row.number));
        Ok(rows)
    }

    /// A row for every statement of a source as people decided it, by number.
    pub fn statements_of(&self, id: SourceId) -> Result<Vec<StatementRow>> {
        if self.about(id)?.is_empty() {
            return Ok(self.catalogue.statements_of(id)?);
        }
        let decided = self.anatomy(id)?;
        Ok(decided.map_or_else(Vec::new, |decided| statement_rows(id, &decided.shown().anatomy)))
    }

    /// What repair is to do otherwise in a source, and the name under which that is remembered; the name is empty where
    /// nothing is decided about its edits.
    pub fn amended(&self, id: SourceId, raw: &str) -> Result<EditPlan> {
        let about = self.about(id)?;
        Ok(plan(id, raw, &about))
    }

    /// What tells one set of decisions about the edits of a source from another; empty where there are none.
    pub fn edits_by(&self, id: SourceId) -> Result<String> {
        let mut hasher = blake3::Hasher::new();
        let mut any = false;
        for decision in self.about(id)? {
            if is_about_edit(&decision.act) {
                any = true;
                hasher.update(&decision.id.0);
            }
        }
        Ok(if any { hasher.finalize().to_hex().as_str()[..8].to_owned() } else { String::new() })
    }

    /// The sources about whose edits something is decided.
    pub fn with_edits(&self) -> Result<Vec<SourceId>> {
        let touched = self.touched()?;
        let mut found = Vec::new();
        for id in touched {
            if self.about(id)?.iter().any(|decision| is_about_edit(&decision.act)) {
                found.push(id);
            }
        }
        Ok(found)
    }

    /// The statements of the archive that people say are one.
    pub fn same(&self) -> Result<Vec<Group<StatementId>>> {
        let acts: Vec<&Decision> =
            self.standing().filter(|decision| matches!(decision.act, Act::SameStatement(_))).collect();
        if acts.is_empty() {
            return Ok(Vec::new());
        }
        let mut failed = Ok(());
        let found = groups(&acts, |statement| {
            self.find(statement).unwrap_or_else(|error| {
                failed = Err(error);
                None
            })
        });
        failed.map(|()| found)
    }

    /// Where a statement is now.
    pub fn find(&self, statement: &StatementRef) -> Result<Option<StatementId>> {
        let mut homes = vec![statement.source];
        if !self.catalogue.holds(statement.source)? {
            homes = self.successors(statement)?;
        }
        for source in homes {
            let Some(read) = self.read(source)? else { continue };
            if let Ok(at) = statement_of(statement, source, &read.anatomy, &read.text.text) {
                return Ok(Some(StatementId { source, number: at as u32 + 1 }));
            }
        }
        Ok(None)
    }

    /// The standing decisions about entities of which nothing holds any more, each with the later one that says otherwise.
    pub fn outranked(&self) -> BTreeMap<DecisionId, DecisionId> {
        outranked(&self.standing().collect::<Vec<_>>())
    }

    /// The decision that takes another back, where one that stands does.
    pub fn taken_back_by(&self, id: DecisionId) -> Option<DecisionId> {
        let mut each = self.all.iter().zip(&self.undone);
        each.find(|(decision, _)| decision.id == id).and_then(|(_, undone)| *undone)
    }

    /// The decision that says the very same already, of the same author, where it still holds. Without a reason for
    /// saying it again any reason will do.
    pub fn said_already(&self, author: &str, reason: Option<&str>, act: &Act) -> Result<Option<&Decision>> {
        let is_same = |decision: &&Decision| {
            decision.author == author
                && decision.act == *act
                && (reason.is_none() || decision.reason.as_deref() == reason)
        };
        let Some(last) = self.standing().filter(is_same).last() else { return Ok(None) };
        let stood = self.stood()?;
        let its = stood.iter().find(|stood| stood.decision.id == last.id);
        let holds = its.is_some_and(|stood| !matches!(stood.standing, Standing::Replaced(_) | Standing::Undone(_)));
        Ok(holds.then_some(last))
    }

    /// What became of each decision, by time and identity.
    pub fn stood(&self) -> Result<Vec<Stood<'_>>> {
        let mut found: BTreeMap<DecisionId, Vec<(SourceId, Standing, Option<usize>)>> = BTreeMap::new();
        for id in self.touched()? {
            let Some(decided) = self.anatomy(id)? else { continue };
            for (decision, standing) in decided.standings {
                let about = decided.about.get(&decision).copied();
                found.entry(decision).or_default().push((id, standing, about));
            }
        }
        let each = self.all.iter().zip(&self.undone);
        let each = each.map(|(decision, undone)| self.stood_of(decision, *undone, found.remove(&decision.id)));
        let mut all: Vec<Stood<'_>> = each.collect::<Result<_>>()?;
        let outranked = self.outranked();
        for stood in &mut all {
            if let (Standing::InForce, Some(by)) = (&stood.standing, outranked.get(&stood.decision.id)) {
                stood.standing = Standing::Replaced(*by);
            }
        }
        // Of those about one value of a file that is not there, the last counts.
        let mut latest: BTreeMap<String, DecisionId> = BTreeMap::new();
        for stood in all.iter_mut().rev() {
            if let (Standing::Unsettled { why: Why::NoSource, .. }, Some(target)) =
                (&stood.standing, target_of(&stood.decision.act))
            {
                let by = *latest.entry(format!("{target:?}")).or_insert(stood.decision.id);
                if by != stood.decision.id {
                    stood.standing = Standing::Replaced(by);
                }
            }
        }
        Ok(all)
    }

    fn stood_of<'s>(
        &'s self,
        decision: &'s Decision,
        undone: Option<DecisionId>,
        found: Option<Vec<(SourceId, Standing, Option<usize>)>>,
    ) -> Result<Stood<'s>> {
        let unsettled = |why| Standing::Unsettled { why, applies: false, now: None };
        let stood = |standing, about| Ok(Stood { decision, standing, about });
        if let Some(by) = undone {
            return stood(Standing::Undone(by), None);
        }
        let Some(source) = source_of(&decision.act) else {
            return match &decision.act {
                Act::Undo(id) if !self.all.iter().any(|other| other.id == *id) => {
                    stood(unsettled(Why::NoDecision), None)
                }
                Act::SameStatement(statements) => self.stood_of_same(decision, statements),
                _ => stood(Standing::InForce, None),
            };
        };
        let places = found.unwrap_or_default();
        let named = |(id, standing, about): &(SourceId, Standing, Option<usize>)| {
            let about = about.map(|at| StatementId { source: *id, number: at as u32 + 1 });
            (standing.clone(), about)
        };
        let own = places.iter().find(|(id, ..)| *id == source).map(named);
        let against = |place: &&(SourceId, Standing, Option<usize>)| {
            matches!(place.1, Standing::Unsettled { why: Why::Otherwise | Why::Again, .. })
        };
        let best = match own {
            // A later file under the same path that says otherwise is worth a look; one that is another paper is not.
            Some((Standing::InForce, about)) => {
                places.iter().find(against).map(named).unwrap_or((Standing::InForce, about))
            }
            Some(other) => other,
            None => places.iter().map(named).min().unwrap_or((unsettled(Why::NoSource), None)),
        };
        stood(best.0, best.1)
    }

    fn stood_of_same<'s>(&'s self, decision: &'s Decision, statements: &[StatementRef]) -> Result<Stood<'s>> {
        let mut about = None;
        let mut standing = Standing::InForce;
        for statement in statements {
            match self.find(statement)? {
                Some(found) => about = about.or(Some(found)),
                None => standing = Standing::Unsettled { why: Why::NoStatement, applies: false, now: None },
            }
        }
        Ok(Stood { decision, standing, about })
    }

    fn read(&self, id: SourceId) -> Result<Option<Read>> {
        let (Some(text), Some(anatomy)) = (self.catalogue.repaired(id)?, self.catalogue.anatomy(id)?) else {
            return Ok(None);
        };
        Ok(Some(Read { text, anatomy }))
    }

    /// The sources of the archive that decisions about values or edits are about.
    pub fn touched(&self) -> Result<BTreeSet<SourceId>> {
        let carried = self.carried()?;
        let mut all: BTreeSet<SourceId> = carried.to.keys().copied().collect();
        all.extend(self.of_source.keys().filter(|id| !carried.absent.contains(*id)));
        Ok(all)
    }

    /// The standing decisions about a source, by time and identity.
    pub(super) fn about(&self, id: SourceId) -> Result<Vec<&Decision>> {
        if self.of_source.is_empty() {
            return Ok(Vec::new());
        }
        let sources = std::iter::once(id).chain(self.carried_to(id)?);
        let mut places: Vec<usize> =
            sources.filter_map(|source| self.of_source.get(&source)).flatten().copied().collect();
        places.sort_unstable();
        Ok(places.into_iter().map(|at| &self.all[at]).collect())
    }

    fn carried(&self) -> Result<&Carried> {
        if let Some(carried) = self.carried.get() {
            return Ok(carried);
        }
        let carried = self.carry()?;
        Ok(self.carried.get_or_init(|| carried))
    }

    /// The sources whose decisions are about this one too; without looking at all paths of the archive.
    fn carried_to(&self, id: SourceId) -> Result<BTreeSet<SourceId>> {
        if let Some(carried) = self.carried.get() {
            return Ok(carried.to.get(&id).cloned().unwrap_or_default());
        }
        let mut from = BTreeSet::new();
        let paths = self.catalogue.paths_of(id)?;
        for path in &paths {
            let under = self.catalogue.find_path(path)?;
            let earlier = under.iter().skip_while(|source| **source != id).skip(1).take(MOST_LATER);
            from.extend(earlier.filter(|source| self.of_source.contains_key(*source)));
        }
        for (source, decisions) in &self.of_source {
            let mut targets = decisions.iter().filter_map(|at| target_of(&self.all[*at].act));
            let bears = |path: &String| paths.iter().any(|own| own == path.as_bytes());
            let is_near = targets.any(|target| target.statement.path.as_ref().is_some_and(bears));
            if is_near && !self.catalogue.holds(*source)? && self.homes(decisions)?.contains(&id) {
                from.insert(*source);
            }
        }
        Ok(from)
    }

    /// The sources that can stand for one that is not in the archive and has these decisions.
    fn homes(&self, decisions: &[usize]) -> Result<Vec<SourceId>> {
        let mut targets = decisions.iter().filter_map(|at| target_of(&self.all[*at].act));
        targets.try_fold(
            Vec::new(),
            |homes, target| {
                if homes.is_empty() { self.successors(&target.statement) } else { Ok(homes) }
            },
        )
    }

    fn carry(&self) -> Result<Carried> {
        let mut carried = Carried::default();
        for under in self.catalogue.shared_paths()? {
            for (at, source) in under.iter().enumerate().filter(|(_, source)| self.of_source.contains_key(*source)) {
                for later in &under[at.saturating_sub(MOST_LATER)..at] {
                    carried.to.entry(*later).or_default().insert(*source);
                }
            }
        }
        for (source, decisions) in &self.of_source {
            if self.catalogue.holds(*source)? {
                continue;
            }
            carried.absent.insert(*source);
            for id in self.homes(decisions)? {
                carried.to.entry(id).or_default().insert(*source);
            }
        }
        Ok(carried)
    }

    /// The sources that can stand for one that is not in the archive.
    fn successors(&self, statement: &StatementRef) -> Result<Vec<SourceId>> {
        if let Some(path) = &statement.path {
            let mut under = self.catalogue.find_path(path.as_bytes())?;
            under.truncate(MOST_LATER);
            return Ok(under);
        }
        Ok(Vec::new())
    }
}

/// The source that a decision about a value or an edit is about.
fn source_of(act: &Act) -> Option<SourceId> {
    target_of(act).map(|target| target.statement.source)
}

/// Whether a decision is about an edit.
fn is_about_edit(act: &Act) -> bool {
    target_of(act).is_some_and(|target| target.property == Property::Edit)
}
