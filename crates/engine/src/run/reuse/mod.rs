//! Keeps what is known of reuse in step with the archive: which passages stand in more than one statement.
//!
//! The texts that are compared are statements ([`units`]); a source without any is one. What is found is derived, and lies in
//! a file beside the catalogue that says what it was made from: where the texts are the same, the links are those found
//! before, and only their kinds, which go by dates and decisions too, are told anew. Where some texts came or went, links
//! are looked for in these alone ([`archive`]). Where the archive cannot be written
//! to, all of it is worked out in memory, for that command alone. [`passage`] finds where words come from without any of it.

mod archive;
pub mod kept;
pub mod passage;
pub mod units;
pub mod versions;

use super::{Result, now, resolving};
use crate::reuse::params::Params;
use crate::reuse::{Scratch, Texts as _, Watch, detect, families, kinds};
use crate::stage;
use crate::store::{Catalogue, Layout, Lock, Reuse, ReuseFamily, ReuseFound, ReuseLink, ReuseUnit};
use archive::Archive;
use broadside_model::{About, Family, Link, Passage, ReuseKind, Side, Span, Typed};
use std::ops::ControlFlow;
use units::Units;

/// An archive of which is known what its statements share.
#[derive(Debug)]
pub struct Shared {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// What they share.
    pub reuse: Reuse,
    /// What a person should know of how it was come by.
    pub note: Option<String>,
}

/// Opens an archive for questions about reuse, and brings what is known of it up to date.
pub fn open(layout: &Layout, params: &Params, scratch: &dyn Scratch, watch: &dyn Watch) -> Result<Shared> {
    let catalogue = Catalogue::open(layout)?;
    let (made_for, batch) = (made_for(&catalogue, params)?, catalogue.last_batch()?);
    let old = Reuse::open(layout);
    match old {
        Some(reuse) if reuse.made().is_ok_and(|(_, of, _)| of == made_for) => {
            return Ok(Shared { catalogue, reuse, note: None });
        }
        _ => {}
    }
    // Who issued a text is known by who is who; where that cannot be kept, issuers go by their names.
    drop(resolving::open(layout, params.threads)?);
    let texts = units::read(layout, params.threads, watch)?;
    let (units, about): (Vec<ReuseUnit>, Vec<About>) = texts.into_iter().map(|text| (text.unit, text.about)).unzip();
    let archive = Archive { layout, units: &units, texts_for: texts_for(&units, params), params, scratch, watch };
    let links = match old.as_ref().filter(|old| old.made().is_ok_and(|(of, ..)| of == archive.texts_for)) {
        Some(old) => Ok(old.links()?.into_iter().map(|row| row.link).collect()),
        // Nothing may come or go while what is known of it is written.
        None => match Lock::take(layout) {
            Err(error) => Err(error),
            Ok(lock) if Catalogue::open(layout)?.last_batch()? == batch => {
                let links = archive.links(old.as_ref())?;
                drop(lock);
                Ok(links)
            }
            Ok(_) => Err(crate::store::StoreError::file(
                layout.reuse(),
                std::io::Error::other("the archive has changed meanwhile"),
            )),
        },
    };
    let (links, note) = match links {
        Ok(links) => (links, None),
        Err(error) => (detect(&archive.texts(), params, scratch, watch)?, Some(alone(&error))),
    };
    let families = families::gather(&links);
    let typed = types(&archive.texts(), &links, &families, &about, watch)?;
    let texts_for = archive.texts_for;
    let found = found(made_for, texts_for, units, links, typed, &families, &about);
    let Shared { catalogue, reuse, note: unkept } = keep(layout, catalogue, &found)?;
    Ok(Shared { catalogue, reuse, note: note.or(unkept) })
}

/// What is said where nothing can be kept.
fn alone(error: &crate::store::StoreError) -> String {
    format!("Reuse was worked out for this command alone: {error}")
}

/// Stores what was found, or holds it in memory where it cannot be stored.
fn keep(layout: &Layout, catalogue: Catalogue, found: &ReuseFound) -> Result<Shared> {
    match Lock::take(layout).and_then(|_lock| Reuse::write(layout, found)) {
        Ok(reuse) => Ok(Shared { catalogue, reuse, note: None }),
        Err(error) => Ok(Shared { catalogue, reuse: Reuse::in_memory(found)?, note: Some(alone(&error)) }),
    }
}

/// What reuse worked out now is made for.
fn made_for(catalogue: &Catalogue, params: &Params) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kept::numbers(params).as_bytes());
    // Decisions and authority files are in what the entities are made for.
    hasher.update(resolving::made_for_now(catalogue)?.as_bytes());
    let hash = hasher.finalize().to_hex();
    let (stage, batch) = (stage::REUSE, catalogue.last_batch()?);
    Ok(format!("{} {}, batch {batch}, {}", stage.name, stage.version, hash.get(..16).unwrap_or_default()))
}

/// What the links between these texts are found from.
fn texts_for(units: &[ReuseUnit], params: &Params) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kept::numbers(params).as_bytes());
    for unit in units {
        hasher.update(&unit.hash).update(&unit.statement.source.0);
        hasher.update(&unit.statement.number.to_le_bytes());
    }
    let hash = hasher.finalize().to_hex();
    format!("{} {}, {}", stage::REUSE.name, stage::REUSE.version, hash.get(..32).unwrap_or_default())
}

/// The kinds of links, each text looked at once.
fn types(
    texts: &Units<'_>,
    links: &[Link],
    families: &[Family],
    about: &[About],
    watch: &dyn Watch,
) -> Result<Vec<Typed>> {
    let mut sides: Vec<(u32, u32, Side, Span)> = Vec::with_capacity(links.len() * 2);
    for (number, link) in (0_u32..).zip(links) {
        sides.push((link.a, number, Side::A, link.a_span));
        sides.push((link.b, number, Side::B, link.b_span));
    }
    sides.sort_unstable();
    let mut seen = vec![<[kinds::Observed; 2]>::default(); links.len()];
    let (unknown, mut text) = (About::default(), String::new());
    for of_text in sides.chunk_by(|x, y| x.0 == y.0) {
        let Some((number, ..)) = of_text.first() else { continue };
        texts.read(*number, &mut text).map_err(crate::reuse::ReuseError::from)?;
        let about = about.get(*number as usize).unwrap_or(&unknown);
        let spans: Vec<Span> = of_text.iter().map(|side| side.3).collect();
        for ((_, link, side, _), observed) in of_text.iter().zip(kinds::observe(&text, about, &spans)) {
            if let Some(two) = seen.get_mut(*link as usize) {
                two[usize::from(*side == Side::B)] = observed;
            }
        }
        if let ControlFlow::Break(()) = watch.step("telling kinds", u64::from(*number), u64::from(texts.count())) {
            return Err(crate::reuse::ReuseError::Stopped.into());
        }
    }
    let mut failed = None;
    let typed = kinds::kinds(links, families, about, &seen, |a, b| {
        let mut words = |passage: Passage| {
            failed = texts.read(passage.text, &mut text).err().or(failed.take());
            text.get(passage.span.range()).unwrap_or_default().to_owned()
        };
        let (in_a, in_b) = (words(a), words(b));
        kinds::is_changed(&in_a, &in_b, kinds::language(about, a, b))
    });
    match failed {
        Some(error) => Err(crate::reuse::ReuseError::from(error).into()),
        None => Ok(typed),
    }
}

fn found(
    made_for: String,
    texts_for: String,
    units: Vec<ReuseUnit>,
    links: Vec<Link>,
    typed: Vec<Typed>,
    families: &[Family],
    about: &[About],
) -> ReuseFound {
    let mut of_link = vec![0; links.len()];
    for (number, family) in (0_u32..).zip(families) {
        for link in &family.links {
            if let Some(of) = of_link.get_mut(*link as usize) {
                *of = number;
            }
        }
    }
    let rows = (0_u32..).zip(families);
    let families =
        rows.map(|(number, family)| (row(number, family, &links, &typed, about), family.members.clone())).collect();
    let links = links.into_iter().zip(typed).zip(of_link);
    let links = links.map(|((link, typed), family)| ReuseLink { link, typed, family }).collect();
    ReuseFound { texts_for, made_for, at: now(), units, links, families }
}

/// What is known of a family as a whole.
fn row(number: u32, family: &Family, links: &[Link], typed: &[Typed], about: &[About]) -> ReuseFamily {
    let of = |link: &u32| Some((links.get(*link as usize)?, typed.get(*link as usize)?.kind));
    let own: Vec<(&Link, ReuseKind)> = family.links.iter().filter_map(of).collect();
    let count = |kind: ReuseKind| own.iter().filter(|(_, of)| *of == kind).count();
    let most = ReuseKind::ALL.iter().copied().rev().max_by_key(|kind| count(*kind));
    let dates = |passage: &Passage| about.get(passage.text as usize);
    let first = family.members.iter().filter_map(|member| dates(member)?.earliest).min();
    let last = family.members.iter().filter_map(|member| dates(member)?.latest).max();
    ReuseFamily {
        number,
        kind: most.unwrap_or(ReuseKind::Borrowing),
        letters: own.iter().map(|(link, _)| link.equal).max().unwrap_or(0),
        units: family.members.chunk_by(|a, b| a.text == b.text).count() as u32,
        links: family.links.len() as u32,
        first: first.map(|day| day.to_string()),
        last: last.map(|day| day.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::KindReason;
    use broadside_model::edtf::Day;

    #[test]
    fn a_family_is_of_the_kind_of_most_of_its_links_and_lasts_from_its_first_day_to_its_last() {
        let span = Span { start: 0, end: 90 };
        let link = |a, b, equal| Link { a, b, a_span: span, b_span: span, equal, columns: 90, matches: Vec::new() };
        let links = [link(0, 1, 70), link(0, 2, 80), link(1, 2, 75)];
        let typed = [ReuseKind::Borrowing, ReuseKind::Quotation, ReuseKind::Quotation];
        let typed: Vec<Typed> = typed
            .map(|kind| Typed { kind, reason: KindReason::Unmarked, evidence: Vec::new(), direction: None })
            .into();
        let family = Family { members: (0..3).map(|text| Passage { text, span }).collect(), links: vec![0, 1, 2] };
        let day = |year| Day::new(year, 5, 1);
        let about: Vec<About> = [(1968, 1968), (1966, 1970), (1971, 1971)]
            .map(|(earliest, latest)| About { earliest: day(earliest), latest: day(latest), ..About::default() })
            .into();
        let row = row(4, &family, &links, &typed, &about);
        assert_eq!((row.kind, row.letters, row.units, row.links), (ReuseKind::Quotation, 80, 3, 3));
        assert_eq!((row.first.as_deref(), row.last.as_deref()), (Some("1966-05-01"), Some("1971-05-01")));
    }
}
