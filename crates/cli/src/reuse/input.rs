//! Files of JSON lines, as people bring them.
//!
//! Takes names of files and folders or `-`, gives their lines one by one with the place of each: in the file itself, where
//! it can be read there again, or in what was put by of it (standard input, pipes, what is compressed).

use crate::output;
use broadside_engine::reuse::ScratchFile;
use flate2::read::MultiGzDecoder;
use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

/// The longest line that is read, in bytes.
pub const LONGEST: usize = 256 << 20;

/// Endings of the files that are read where a folder is named.
const ENDINGS: [&str; 3] = [".json", ".jsonl", ".ndjson"];

/// What a file begins with that is compressed otherwise than by gzip, and what reads it.
const PACKED: [(&[u8], &str); 4] =
    [(b"BZh", "bzcat"), (b"\x28\xb5\x2f\xfd", "zstdcat"), (b"\xfd7zXZ\0", "xzcat"), (b"PK\x03\x04", "unzip -p")];

/// A file to read.
#[derive(Debug)]
pub struct Input {
    /// Its name as people see it.
    pub name: String,
    path: Option<PathBuf>,
}

/// The files that are meant by what was typed: a file is itself, a folder the files of JSON lines in it, in the order of
/// their names.
pub fn list(typed: &[PathBuf]) -> Result<Vec<Input>, String> {
    let mut all = Vec::new();
    for path in typed {
        let name = output::name(path.as_os_str().as_encoded_bytes());
        if path.as_os_str() == "-" {
            all.push(Input { name: "standard input".to_owned(), path: None });
        } else if path.is_dir() {
            let files = in_folder(path).map_err(|error| format!("{name}: {error}. Check the permissions"))?;
            if files.is_empty() {
                return Err(format!(
                    "{name}: the folder holds no files that end in {}, plain or .gz",
                    ENDINGS.join(", ")
                ));
            }
            all.extend(files.into_iter().map(|path| {
                let name = output::name(path.as_os_str().as_encoded_bytes());
                Input { name, path: Some(path) }
            }));
        } else {
            all.push(Input { name, path: Some(path.clone()) });
        }
    }
    if all.iter().filter(|input| input.path.is_none()).count() > 1 {
        return Err("standard input can be read only once: give `-` once".to_owned());
    }
    Ok(all)
}

fn in_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let plain = name.strip_suffix(".gz").unwrap_or(&name);
        let is_hidden = name.starts_with(['.', '_']);
        if !is_hidden && ENDINGS.iter().any(|ending| plain.ends_with(ending)) && path.is_file() {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}

/// Where lines can be read again.
pub enum Kept {
    /// In the file itself.
    File(File),
    /// In what was put by.
    Scratch(Box<dyn ScratchFile>),
}

impl Kept {
    /// Reads the bytes of a line again.
    pub fn read_at(&self, bytes: &mut [u8], at: u64) -> io::Result<()> {
        match self {
            Kept::File(file) => file.read_exact_at(bytes, at),
            Kept::Scratch(file) => file.read_at(bytes, at),
        }
    }
}

/// An opened file: its lines, and the file itself where they can be read there again.
pub struct Opened {
    /// To read the lines from the beginning.
    pub lines: Box<dyn BufRead>,
    /// Where they can be read again; `None` where lines must be put by.
    pub again: Option<File>,
    /// Bytes to read, where that is known.
    pub size: Option<u64>,
}

const BUFFER: usize = 1 << 20;

impl Input {
    /// Whether writing to `path` would take the place of the file before it is read.
    pub fn is_file(&self, path: &Path) -> bool {
        let file = |path: &Path| std::fs::metadata(path).ok().filter(Metadata::is_file);
        let own = self.path.as_deref().and_then(file);
        own.zip(file(path)).is_some_and(|(own, other)| own.dev() == other.dev() && own.ino() == other.ino())
    }

    /// Opens the file. What it is, its first bytes say, not its name.
    pub fn open(&self) -> Result<Opened, String> {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => format!("{}: there is no such file. Check the name", self.name),
            _ => format!("{}: {error}. Check that this is a file you may read", self.name),
        };
        let Some(path) = &self.path else {
            let lines = BufReader::with_capacity(BUFFER, io::stdin());
            return self.unpacked(lines, None, None).map_err(failed)?;
        };
        let file = File::open(path).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        let again = if metadata.is_file() { Some(File::open(path).map_err(failed)?) } else { None };
        let size = metadata.is_file().then_some(metadata.len());
        self.unpacked(BufReader::with_capacity(BUFFER, file), again, size).map_err(failed)?
    }

    fn unpacked(
        &self,
        mut lines: impl BufRead + 'static,
        again: Option<File>,
        size: Option<u64>,
    ) -> io::Result<Result<Opened, String>> {
        let head = lines.fill_buf()?;
        if let Some((_, program)) = PACKED.iter().find(|(mark, _)| head.starts_with(mark)) {
            return Ok(Err(format!(
                "{0}: compressed in a way that is not read here. Unpack it: `{program} {0} | broadside reuse --jsonl -`",
                self.name
            )));
        }
        if head.starts_with(b"\x1f\x8b") {
            let lines = BufReader::with_capacity(BUFFER, MultiGzDecoder::new(lines));
            return Ok(Ok(Opened { lines: Box::new(lines), again: None, size: None }));
        }
        Ok(Ok(Opened { lines: Box::new(lines), again, size }))
    }
}

/// A line as it was read.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// It is in the buffer.
    Read,
    /// It is longer than any that is read, and was passed over.
    TooLong,
    /// There is none left.
    End,
}

/// Reads the next line into `line`, without its line end; `taken` counts the bytes read.
pub fn next_line(lines: &mut dyn BufRead, line: &mut Vec<u8>, taken: &mut u64) -> io::Result<Line> {
    line.clear();
    let read = lines.take(LONGEST as u64 + 1).read_until(b'\n', line)?;
    *taken += read as u64;
    if read == 0 {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Line::Read);
    }
    if read <= LONGEST {
        return Ok(Line::Read);
    }
    line.clear();
    line.shrink_to(BUFFER);
    loop {
        let rest = lines.fill_buf()?;
        if rest.is_empty() {
            return Ok(Line::TooLong);
        }
        let end = rest.iter().position(|byte| *byte == b'\n').map(|end| end + 1);
        let past = end.unwrap_or(rest.len());
        lines.consume(past);
        *taken += past as u64;
        if end.is_some() {
            return Ok(Line::TooLong);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_they_end() {
        let mut lines: &[u8] = b"one\n\ntwo\r\nlast";
        let (mut line, mut taken, mut all) = (Vec::new(), 0, Vec::new());
        while next_line(&mut lines, &mut line, &mut taken).unwrap() == Line::Read {
            all.push((String::from_utf8(line.clone()).unwrap(), taken));
        }
        let expected = [("one", 4), ("", 5), ("two\r", 10), ("last", 14)];
        assert_eq!(all, expected.map(|(line, taken)| (line.to_owned(), taken)));
    }

    #[test]
    fn a_line_without_end_is_passed_over_in_bounded_memory() {
        let endless = io::repeat(b'x').take(LONGEST as u64 + 7).chain(&b"\nnext"[..]);
        let mut lines = BufReader::new(endless);
        let (mut line, mut taken) = (Vec::new(), 0);
        assert_eq!(next_line(&mut lines, &mut line, &mut taken).unwrap(), Line::TooLong);
        assert_eq!(taken, LONGEST as u64 + 8);
        assert!(line.capacity() <= BUFFER);
        assert_eq!(next_line(&mut lines, &mut line, &mut taken).unwrap(), Line::Read);
        assert_eq!(line, b"next");
    }
}
