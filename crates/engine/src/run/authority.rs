//! Takes authority files into an archive, and out again.
//!
//! The file is read before anything is locked or written; what it knows replaces what an earlier file of the same
//! authority knew, in one commit.

use super::{Result, RunError, indexing, now};
use crate::authority::{self, AuthorityError, Report, Told};
use crate::store::{AuthorityChange, Catalogue, Layout, Lock};
use broadside_model::Authority;
use sha2::{Digest as _, Sha256};
use std::io::{self, BufReader, Read};
use std::path::Path;

/// What became of a file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The authority as it now is.
    pub authority: Authority,
    /// What was understood of the file and what not.
    pub report: Report,
    /// What changed.
    pub change: AuthorityChange,
}

/// Reads an authority file and takes what it knows into the archive. `file` is its name, for people.
pub fn import(archive: &Path, name: &str, file: &str, source: impl Read, told: &Told) -> Result<Imported> {
    let mut hashing = BufReader::with_capacity(1 << 16, Hashing { source, hash: Sha256::new() });
    let wrap = |source: AuthorityError| RunError::Authority { file: file.to_owned(), source };
    let contents = authority::read(&mut hashing, told).map_err(wrap)?;
    io::copy(&mut hashing, &mut io::sink()).map_err(|error| wrap(error.into()))?;
    let version = hashing.into_inner().hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let (layout, _) = Layout::open(archive)?;
    let _lock = Lock::take(&layout)?;
    let format = contents.report.format.map_or("", authority::Format::name).to_owned();
    let mut authority = Authority {
        name: name.to_owned(),
        version,
        format,
        file: file.to_owned(),
        imported: now(),
        entities: contents.entities.len() as u64,
    };
    let catalogue = Catalogue::open_or_create(&layout)?;
    if let Some(same) = catalogue.authorities()?.into_iter().find(|known| known.name == name)
        && same.version == authority.version
        && catalogue.known_by(name)?.iter().map(|known| &known.entity).eq(contents.entities.iter())
    {
        authority.imported = same.imported;
        let change = AuthorityChange { is_newer: true, ..AuthorityChange::default() };
        return Ok(Imported { authority, report: contents.report, change });
    }
    let change = changed(&layout, catalogue, |catalogue| catalogue.put_authority(&authority, &contents.entities))?;
    Ok(Imported { authority, report: contents.report, change })
}

/// Forgets an authority; `false` where there is none of that name.
pub fn remove(archive: &Path, name: &str) -> Result<bool> {
    let (layout, _) = Layout::open(archive)?;
    let _lock = Lock::take(&layout)?;
    let catalogue = Catalogue::open_or_create(&layout)?;
    if catalogue.authorities()?.iter().all(|known| known.name != name) {
        return Ok(false);
    }
    changed(&layout, catalogue, |catalogue| catalogue.remove_authority(name))
}

/// Changes the catalogue in one commit, and seals it again where it was sealed.
fn changed<T>(
    layout: &Layout,
    mut catalogue: Catalogue,
    change: impl FnOnce(&mut Catalogue) -> crate::store::Result<T>,
) -> Result<T> {
    let was_sealed = layout.catalogue_seal().exists();
    indexing::unseal(layout)?;
    let done = change(&mut catalogue)?;
    catalogue.close()?;
    if was_sealed {
        indexing::seal(layout)?;
    }
    Ok(done)
}

/// Hashes what is read through it.
struct Hashing<R> {
    source: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.hash.update(buffer.get(..length).unwrap_or(&[]));
        Ok(length)
    }
}
