//! Hashes of the files of an archive as they were closed, so that every damaged byte can be named.
//!
//! SQLite and the index notice some damage, not all: a flipped bit inside a stored text is a different text to them.
//! When a writer is done it writes a seal: for each file its length and a BLAKE3 hash of every 64 KiB. A writer
//! removes the seal before its first change, so a seal that is there must fit.

use super::layout::write_whole;
use super::{Result, StoreError};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Bytes that one hash covers.
pub const BLOCK: usize = 64 * 1024;

/// The hashes of some files below one folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seal {
    files: Vec<Sealed>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Sealed {
    name: String,
    length: u64,
    blocks: Vec<String>,
}

const HEAD: &str = "broadside seal 1";

impl Seal {
    /// Hashes `names` below `folder`.
    pub fn take(folder: &Path, names: &[String]) -> Result<Self> {
        let files = names.iter().map(|name| hash_file(&folder.join(name), name)).collect::<Result<_>>()?;
        Ok(Seal { files })
    }

    /// The names of the regular files of a folder, sorted, leaving out lock files.
    pub fn names(folder: &Path) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| StoreError::file(folder, error))? {
            let entry = entry.map_err(|error| StoreError::file(folder, error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_file() && !name.ends_with(".lock") {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Writes the seal to `path`.
    pub fn write(&self, path: &Path) -> Result<()> {
        let mut text = format!("{HEAD}\n");
        for file in &self.files {
            let _ = writeln!(text, "{}\t{}\t{}", file.length, file.blocks.join(","), file.name);
        }
        let check = blake3::hash(text.as_bytes()).to_hex();
        let _ = writeln!(text, "check\t{check}");
        write_whole(path, text.as_bytes())
    }

    /// Removes the seal at `path`, durably: what follows may change the sealed files.
    pub fn remove(path: &Path) -> Result<()> {
        match fs::remove_file(path) {
            Ok(()) => {
                let folder = path.parent().unwrap_or(Path::new("."));
                File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| StoreError::file(folder, error))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(StoreError::file(path, error)),
        }
    }

    /// Reads the seal at `path`: `None` where there is none, an error text where it is damaged itself.
    pub fn read(path: &Path) -> Option<std::result::Result<Self, String>> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
            Err(error) => return Some(Err(error.to_string())),
        };
        Some(parse(&bytes).ok_or_else(|| "the seal itself is damaged".to_owned()))
    }

    /// Compares the sealed files below `folder` with their hashes; gives a line per damaged place.
    pub fn check(&self, folder: &Path) -> Vec<(PathBuf, String)> {
        let mut found = Vec::new();
        for file in &self.files {
            let path = folder.join(&file.name);
            match hash_file(&path, &file.name) {
                Err(StoreError::File { source, .. }) => found.push((path, source.to_string())),
                Err(error) => found.push((path, error.to_string())),
                Ok(now) => found.extend(file.differences(&now).into_iter().map(|what| (path.clone(), what))),
            }
        }
        found
    }
}

impl Sealed {
    fn differences(&self, now: &Sealed) -> Vec<String> {
        let mut found = Vec::new();
        if self.length != now.length {
            found.push(format!("{} bytes long, should be {}", now.length, self.length));
        }
        for (index, (before, after)) in self.blocks.iter().zip(&now.blocks).enumerate() {
            if before != after {
                let start = index * BLOCK;
                found.push(format!("damaged between bytes {start} and {}", (start + BLOCK).min(now.length as usize)));
            }
        }
        found
    }
}

fn hash_file(path: &Path, name: &str) -> Result<Sealed> {
    let fail = |error| StoreError::file(path, error);
    let mut file = File::open(path).map_err(fail)?;
    let (mut blocks, mut length, mut buffer) = (Vec::new(), 0, vec![0; BLOCK]);
    loop {
        let mut filled = 0;
        while filled < BLOCK {
            match file.read(&mut buffer[filled..]).map_err(fail)? {
                0 => break,
                count => filled += count,
            }
        }
        if filled == 0 {
            break;
        }
        length += filled as u64;
        blocks.push(blake3::hash(&buffer[..filled]).to_hex()[..32].to_owned());
        if filled < BLOCK {
            break;
        }
    }
    Ok(Sealed { name: name.to_owned(), length, blocks })
}

fn parse(bytes: &[u8]) -> Option<Seal> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (body, check) = text.rsplit_once("check\t")?;
    if check != format!("{}\n", blake3::hash(body.as_bytes()).to_hex()) {
        return None;
    }
    let mut lines = body.lines();
    if lines.next()? != HEAD {
        return None;
    }
    let files = lines.map(|line| {
        let mut fields = line.splitn(3, '\t');
        let length = fields.next()?.parse().ok()?;
        let blocks = fields.next()?.split(',').filter(|block| !block.is_empty()).map(str::to_owned).collect();
        Some(Sealed { name: fields.next()?.to_owned(), length, blocks })
    });
    files.collect::<Option<Vec<_>>>().map(|files| Seal { files })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flipped_byte_is_found_in_its_block() {
        let folder = std::env::temp_dir().join(format!("broadside-seal-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut bytes: Vec<u8> = (0..BLOCK * 2 + 100).map(|i| (i % 251) as u8).collect();
        fs::write(folder.join("a"), &bytes).unwrap();
        let seal = Seal::take(&folder, &["a".to_owned()]).unwrap();
        seal.write(&folder.join("seal")).unwrap();
        let seal = Seal::read(&folder.join("seal")).unwrap().unwrap();
        assert_eq!(seal.check(&folder), []);
        bytes[BLOCK + 5] ^= 1;
        fs::write(folder.join("a"), &bytes).unwrap();
        let found = seal.check(&folder);
        assert_eq!(found.len(), 1);
        assert!(found[0].1.contains(&format!("{BLOCK} and {}", BLOCK * 2)), "{found:?}");
        let mut sealed = fs::read(folder.join("seal")).unwrap();
        for at in 0..sealed.len() {
            sealed[at] ^= 4;
            fs::write(folder.join("seal"), &sealed).unwrap();
            assert!(Seal::read(&folder.join("seal")).unwrap().is_err(), "flip at {at} of the seal");
            sealed[at] ^= 4;
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
