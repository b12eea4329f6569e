//! Keeps who is who in step with the archive: gathers names, has them resolved, and stores what comes of it.
//!
//! It is derived from the anatomies, from what people decided and from authority files, and says what it was made for.
//! A command that needs it brings it up first, where it is not up to date: names of sources that changed are gathered
//! anew, then all names are resolved, in one transaction. Where the archive cannot be written to, the same is made in
//! memory, for that command alone.

use super::Result;
use super::decided::Decisions;
use super::entities::relations::relations;
use super::entities::rows;
use super::known;
use crate::decisions::{Anchored, Ground, find};
use crate::resolve::gather::{self, names};
use crate::resolve::moved::moved;
use crate::resolve::pool::{Pool, Pooled};
use crate::resolve::settled::settle;
use crate::resolve::{NameUse, form};
use crate::stage;
use crate::store::{Catalogue, Layout, Lock, NamedSource, RelationRow, Seal};
use broadside_model::{Act, Anchor, Decision, DecisionId, EntityId, Form, NameRef, Naming, SourceId, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

/// An archive of which is known who is who.
#[derive(Debug)]
pub struct Who {
    /// The catalogue, its entities up to date.
    pub catalogue: Catalogue,
    /// What a person should know of how they were come by.
    pub note: Option<String>,
}

/// Opens an archive for questions about entities, and brings them up to date.
pub fn open(layout: &Layout, threads: usize) -> Result<Who> {
    let catalogue = Catalogue::open(layout)?;
    if is_fresh(&catalogue)? {
        return Ok(Who { catalogue, note: None });
    }
    let brought_up = Lock::take(layout).map_err(Into::into).and_then(|_lock| bring_up(layout, threads));
    match brought_up {
        Ok(()) => Ok(Who { catalogue: Catalogue::open(layout)?, note: None }),
        Err(error) => {
            // What cannot be kept can still be told.
            let mut catalogue = catalogue;
            catalogue.entities_in_memory()?;
            refresh(&mut catalogue, layout, threads)?;
            let note = format!("Who is who was worked out for this command alone: {error}");
            Ok(Who { catalogue, note: Some(note) })
        }
    }
}

/// Whether the entities are those of the archive as it stands.
pub fn is_fresh(catalogue: &Catalogue) -> Result<bool> {
    Ok(catalogue.resolved_for()?.is_some_and(|made_for| made_for_now(catalogue).is_ok_and(|now| now == made_for)))
}

/// Brings the entities up to date on disk. The writer's lock must be held.
fn bring_up(layout: &Layout, threads: usize) -> Result<()> {
    Seal::remove(&layout.catalogue_seal())?;
    let mut catalogue = Catalogue::open_or_create(layout)?;
    let done = refresh(&mut catalogue, layout, threads);
    catalogue.close()?;
    let name = layout.catalogue().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Seal::take(layout.root(), &[name])?.write(&layout.catalogue_seal())?;
    done
}

/// Works out who is who and stores it, all or nothing. A catalogue that is open for writing belongs to the holder of the
/// writer's lock.
pub fn refresh(catalogue: &mut Catalogue, layout: &Layout, threads: usize) -> Result<()> {
    catalogue.begin_derived()?;
    let worked = work(catalogue, layout, threads).and_then(|()| Ok(catalogue.commit()?));
    if worked.is_err() {
        catalogue.roll_back();
    }
    worked
}

/// What entities worked out now are made for.
pub(super) fn made_for_now(catalogue: &Catalogue) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    for decision in catalogue.decisions()? {
        hasher.update(&decision.id.0);
    }
    let decisions = hasher.finalize().to_hex();
    let mut hasher = blake3::Hasher::new();
    for authority in catalogue.authorities()? {
        hasher.update(format!("{}\n{}\n{}\n", authority.name, authority.version, authority.imported).as_bytes());
    }
    let authorities = hasher.finalize().to_hex();
    let known = authorities.get(..16).unwrap_or_default();
    let (stage, batch) = (stage::RESOLVE, catalogue.last_batch()?);
    let decisions = decisions.get(..16).unwrap_or_default();
    let names = gather::VERSION;
    Ok(format!("{} {}, names {names}, batch {batch}, decisions {decisions}, known {known}", stage.name, stage.version))
}

fn work(catalogue: &mut Catalogue, layout: &Layout, threads: usize) -> Result<()> {
    let made_for = made_for_now(catalogue)?;
    let sources = catalogue.named_sources()?;
    let moved = gather_stale(catalogue, layout, &sources, threads)?;
    let standing: Vec<Decision> = Decisions::open(catalogue)?.standing().cloned().collect();
    let decisions: Vec<&Decision> = standing.iter().collect();
    catalogue.drop_stray_naming()?;
    let aparts = aparts(catalogue, &decisions)?;
    let mut pool = Pool::default();
    for source in &sources {
        let mut naming = catalogue.naming(source.row, source.id)?.unwrap_or_default();
        if let Some(aparts) = aparts.get(&source.id) {
            aparts.iter().for_each(|apart| apart.apply(&mut naming));
        }
        pool.take(&naming);
    }
    let mut forms = pool.finish();
    let places: FxHashMap<EntityId, u32> = (0..).zip(&forms).map(|(place, pooled)| (pooled.id, place)).collect();
    let settled =
        settle(&decisions, &|name| place_of(catalogue, &places, name), &|decision| set_apart(&forms, decision));
    let uses: Vec<NameUse> = forms.iter_mut().map(Pooled::take_use).collect();
    let (resolution, known) = known::resolve(uses, &settled.constraints, &catalogue.known_entities()?, threads);
    let vanished = vanished(catalogue, &places, &moved)?;
    let resolved = rows::resolved(rows::Input {
        made_for,
        sources: &sources,
        forms: &forms,
        settled,
        resolution,
        known,
        vanished,
    });
    Ok(catalogue.put_resolved(&resolved)?)
}

/// What the names of a source are gathered for now: its anatomy, and what people decided about it.
fn gathered_for(source: &NamedSource, decisions: &Decisions<'_>) -> Result<[u8; 16]> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&gather::VERSION.to_le_bytes());
    hasher.update(&source.batch.to_le_bytes());
    for decision in decisions.about(source.id)? {
        hasher.update(&decision.id.0);
    }
    let mut short = [0; 16];
    short.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    Ok(short)
}

/// A source to be gathered, and what for.
type Stale<'a> = (&'a NamedSource, [u8; 16]);

/// The sources that changed since they were gathered.
fn stale<'a>(catalogue: &Catalogue, sources: &'a [NamedSource]) -> Result<Vec<Stale<'a>>> {
    let decisions = Decisions::open(catalogue)?;
    let mut all = Vec::new();
    for source in sources {
        let made_for = gathered_for(source, &decisions)?;
        if source.made_for != Some(made_for) {
            all.push((source, made_for));
        }
    }
    Ok(all)
}

/// Where uses of a form that is gone stand now: forms, with the number of uses.
type Moved = FxHashMap<EntityId, BTreeMap<EntityId, u32>>;

/// Gathers the names of the sources that changed.
fn gather_stale(catalogue: &mut Catalogue, layout: &Layout, sources: &[NamedSource], threads: usize) -> Result<Moved> {
    let stale = stale(catalogue, sources)?;
    let mut all = Moved::default();
    let next = AtomicUsize::new(0);
    let (sender, receiver) = sync_channel::<Result<(Stale<'_>, Gathered)>>(64);
    std::thread::scope(|scope| -> Result<()> {
        for _ in 0..threads.clamp(1, stale.len().div_ceil(FEW).max(1)) {
            let (sender, stale, next) = (sender.clone(), &stale, &next);
            scope.spawn(move || {
                if let Err(error) = gather(layout, stale, next, &sender) {
                    let _ = sender.send(Err(error));
                }
            });
        }
        drop(sender);
        for gathered in receiver {
            let ((source, made_for), (naming, relations)) = gathered?;
            if let Some(old) = catalogue.naming(source.row, source.id)? {
                for (gone, form) in moved(&old, &naming) {
                    *all.entry(gone).or_default().entry(form).or_default() += 1;
                }
            }
            catalogue.put_naming(source.row, &made_for, &naming)?;
            catalogue.put_relations(source.row, &relations)?;
        }
        Ok(())
    })?;
    Ok(all)
}

/// Gathers one source after the other until none is left or nobody listens.
fn gather<'a>(
    layout: &Layout,
    stale: &[Stale<'a>],
    next: &AtomicUsize,
    sender: &SyncSender<Result<(Stale<'a>, Gathered)>>,
) -> Result<()> {
    let catalogue = Catalogue::open(layout)?;
    let decisions = Decisions::open(&catalogue)?;
    while let Some(one) = stale.get(next.fetch_add(1, Ordering::Relaxed)) {
        let found = gathered(&catalogue, &decisions, one.0.id)?;
        if sender.send(Ok((*one, found))).is_err() {
            break;
        }
    }
    Ok(())
}

/// Sources that are worth a thread.
const FEW: usize = 16;

/// The names of a source, and the relations between them.
type Gathered = (Naming, Vec<RelationRow>);

/// The names of a source, as its anatomy has them and people decided.
fn gathered(catalogue: &Catalogue, decisions: &Decisions<'_>, id: SourceId) -> Result<Gathered> {
    let (Some(decided), Some(text)) = (decisions.anatomy(id)?, catalogue.text(id)?) else {
        return Ok(Gathered::default());
    };
    let anatomy = decided.shown().anatomy;
    let numbered = (1..).zip(&anatomy.statements);
    let naming = numbered.map(|(number, statement)| names(number, statement, &text)).collect();
    let relations = relations(id, &anatomy.statements, &naming);
    Ok((naming, relations))
}

/// Uses that a person set apart from the others of their form.
pub(super) struct Apart {
    span: Span,
    /// The number of the decision.
    number: u64,
    /// The forms that the entity had.
    forms: FxHashSet<EntityId>,
}

impl Apart {
    /// Marks the uses at the place: those of the entity's forms, or where none is there, whatever is named there.
    pub(super) fn apply(&self, naming: &mut Naming) {
        let here = |name: &&mut broadside_model::NameHere| name.span.overlaps(self.span);
        let is_its = |name: &broadside_model::NameHere| self.forms.contains(&form::id(&name.form));
        let names = || naming.iter().flat_map(|statement| &statement.names);
        let any = names().any(|name| name.span.overlaps(self.span) && is_its(name));
        for name in naming.iter_mut().flat_map(|statement| &mut statement.names).filter(here) {
            if !any || self.forms.contains(&form::id(&name.form)) {
                name.form.apart = Some(self.number);
            }
        }
    }
}

/// The number that uses are marked with which a decision sets apart.
pub fn apart_number(decision: &DecisionId) -> u64 {
    decision.0.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The uses that splits set apart, by source, in the order of time.
pub(super) fn aparts(catalogue: &Catalogue, decisions: &[&Decision]) -> Result<FxHashMap<SourceId, Vec<Apart>>> {
    let mut all: FxHashMap<SourceId, Vec<Apart>> = FxHashMap::default();
    for decision in decisions {
        let Act::Split { entity, uses, .. } = &decision.act else { continue };
        for anchor in uses {
            let Some((source, span)) = place(catalogue, anchor)? else { continue };
            let forms = entity.names.iter().map(|name| name.id).collect();
            all.entry(source).or_default().push(Apart { span, number: apart_number(&decision.id), forms });
        }
    }
    Ok(all)
}

/// Where an anchor stands now.
fn place(catalogue: &Catalogue, anchor: &Anchor) -> Result<Option<(SourceId, Span)>> {
    let Some(stored) = catalogue.stored(anchor.source)? else { return Ok(None) };
    let text = &stored.text;
    let found = match text.text.get(anchor.text.range()) {
        Some(words) if words == anchor.quote => Some(anchor.text),
        _ => match find(anchor, anchor.source, text, &Ground::new(&text.text)) {
            Anchored::At(span) => Some(span),
            _ => None,
        },
    };
    Ok(found.map(|span| (anchor.source, span)))
}

/// The forms of the uses that a decision set apart.
fn set_apart(forms: &[Pooled], decision: &DecisionId) -> Vec<u32> {
    let number = apart_number(decision);
    (0..).zip(forms).filter(|(_, pooled)| pooled.form.apart == Some(number)).map(|(place, _)| place).collect()
}

/// The place of a form that a decision names: by its id; by what took the place of that; by what stands now where it was
/// used.
fn place_of(catalogue: &Catalogue, places: &FxHashMap<EntityId, u32>, name: &NameRef) -> Option<u32> {
    if let Some(place) = places.get(&name.id) {
        return Some(*place);
    }
    let anchor = name.used.as_ref()?;
    let (source, span) = place(catalogue, anchor).ok()??;
    let naming = catalogue.naming(catalogue.row_of(source).ok()??, source).ok()??;
    let here = naming.iter().flat_map(|statement| &statement.names).filter(|name| name.span.overlaps(span));
    let best = here.min_by_key(|here| {
        let differs = here.span.start.abs_diff(span.start) + here.span.end.abs_diff(span.end);
        (here.form.kind != name.kind, differs, here.field)
    })?;
    places.get(&form::id(&best.form)).copied()
}

/// Ids of forms that are gone, each with the form that took its place, if one did, and why it went.
pub(super) type Vanished = Vec<(EntityId, Option<EntityId>, &'static str)>;

fn vanished(catalogue: &Catalogue, places: &FxHashMap<EntityId, u32>, moved: &Moved) -> Result<Vanished> {
    let mut all = Vanished::new();
    for id in catalogue.form_ids()? {
        if places.contains_key(&id) {
            continue;
        }
        let Some(old) = catalogue.form(id)? else { continue };
        let there = |id: &EntityId| places.contains_key(id);
        let by_place = moved.get(&id).and_then(|forms| {
            let best = forms
                .iter()
                .filter(|(form, _)| there(form))
                .max_by_key(|(form, uses)| (**uses, std::cmp::Reverse(**form)));
            best.map(|(form, _)| *form)
        });
        let whole = Form { apart: None, ..old.form.clone() };
        let base = Some(form::id(&whole)).filter(|base| old.form.apart.is_some() && there(base));
        let sibling = || -> Result<Option<EntityId>> {
            Ok(catalogue.forms_of(old.entity)?.into_iter().map(|row| row.id).find(|id| there(id)))
        };
        let (to, why) = match (base, by_place) {
            (Some(base), _) => (Some(base), "the decision that set it apart is no longer in force"),
            (None, Some(form)) => (Some(form), "its name is read otherwise now"),
            (None, None) => match sibling()? {
                Some(form) => (Some(form), "this name of it is not used any more"),
                None => (None, "no document names it any more"),
            },
        };
        all.push((id, to, why));
    }
    Ok(all)
}
