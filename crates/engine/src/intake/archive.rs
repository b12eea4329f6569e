//! ZIP, TAR and gzip → the files inside.
//!
//! Takes the bytes of a container, gives its members one after the other with their names as bytes, which are labels and
//! never paths: nothing is written anywhere. Bounded in entries, in the bytes of a member, in all bytes, and in how much
//! larger than its compressed form a member may be; what a bound cuts off is said. Members that are links or devices
//! are left out.

use std::io::Read;

use broadside_model::{Child, Diagnostic, Format, Reading};

use super::compose::{error, note, warning};
use super::zipped::{MAX_ENTRIES, MAX_MEMBER, MAX_RATIO, RATIO_FROM, Trouble, Zipped};

/// Bytes all members may have together. Half a gigabyte, so that a worker that holds them stays within one.
pub const MAX_TOTAL: u64 = 512 << 20;
/// Members whose trouble is told one by one; more are counted.
const MAX_TOLD: usize = 50;

/// Reads a container whose members are its children.
pub fn read(bytes: &[u8], format: Format, name: &[u8]) -> Reading {
    let mut reading = Reading::empty(format);
    let mut unpacked = Unpacked::default();
    match format {
        Format::Zip => unzip(bytes, &mut unpacked),
        Format::Tar => untar(bytes, &mut unpacked),
        _ => gunzip(bytes, name, &mut unpacked),
    }
    reading.diagnostics = unpacked.finish();
    reading.children = unpacked.children;
    reading
}

/// What has been unpacked so far.
#[derive(Default)]
struct Unpacked {
    children: Vec<Child>,
    diagnostics: Vec<Diagnostic>,
    told: usize,
    total: u64,
}

impl Unpacked {
    fn left(&self) -> u64 {
        MAX_TOTAL.saturating_sub(self.total)
    }

    fn add(&mut self, name: Vec<u8>, bytes: Vec<u8>) {
        self.total += bytes.len() as u64;
        self.children.push(Child { name, bytes });
    }

    /// Tells of a member that is left out.
    fn leave_out(&mut self, name: &[u8], why: &str, hint: &str) {
        self.told += 1;
        if self.told <= MAX_TOLD {
            self.diagnostics.push(warning(format!("“{}” was left out: {why}", shown(name)), hint));
        }
    }

    fn finish(&mut self) -> Vec<Diagnostic> {
        if let Some(more) = self.told.checked_sub(MAX_TOLD).filter(|&more| more > 0) {
            self.diagnostics.push(warning(format!("{more} more members were left out"), "unpack it and add the files"));
        }
        if self.children.is_empty() && self.diagnostics.is_empty() {
            self.diagnostics.push(note("there are no files in it", ""));
        }
        std::mem::take(&mut self.diagnostics)
    }
}

/// A name fit for a message: at most 200 characters, none of them a control character.
fn shown(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.chars().take(200).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

fn unzip(bytes: &[u8], unpacked: &mut Unpacked) {
    let Some(mut zip) = Zipped::open(bytes, MAX_TOTAL) else {
        unpacked.diagnostics.push(error(
            "the ZIP file is damaged or is one of several parts",
            "repair or join it (zip -FF) and add the result",
        ));
        return;
    };
    if zip.count() > MAX_ENTRIES {
        unpacked.diagnostics.push(warning(
            format!("it lists {} files; only the first {MAX_ENTRIES} were read", zip.count()),
            "unpack it and add the folder",
        ));
    }
    for index in 0..zip.count().min(MAX_ENTRIES) {
        let Some(entry) = zip.entry(index) else { continue };
        if entry.is_link {
            unpacked.leave_out(&entry.name, "it is a symbolic link", "");
        }
        if !entry.is_file {
            continue;
        }
        match zip.read(index) {
            Ok(bytes) => unpacked.add(entry.name, bytes),
            Err(trouble) => {
                let (why, hint) = reason(trouble);
                unpacked.leave_out(&entry.name, why, hint);
            }
        }
    }
}

fn reason(trouble: Trouble) -> (&'static str, &'static str) {
    match trouble {
        Trouble::Encrypted => ("it is encrypted", "unpack it with its password and add the files"),
        Trouble::Method => ("its compression is not known here", "unpack it and add the files"),
        Trouble::Damaged => ("it is damaged", "look for another copy"),
        Trouble::TooLarge => ("it unpacks to more than the limit", "unpack it and add the files, if you trust it"),
    }
}

fn untar(bytes: &[u8], unpacked: &mut Unpacked) {
    let mut archive = tar::Archive::new(bytes);
    let Ok(entries) = archive.entries() else { return };
    for (index, entry) in entries.enumerate() {
        if index == MAX_ENTRIES {
            unpacked.diagnostics.push(warning(
                format!("only its first {MAX_ENTRIES} entries were read"),
                "unpack it and add the folder",
            ));
            return;
        }
        let Ok(entry) = entry else {
            unpacked
                .diagnostics
                .push(warning("the TAR file is damaged; what follows was not read", "look for another copy"));
            return;
        };
        let kind = entry.header().entry_type();
        let name = entry.path_bytes().into_owned();
        if kind.is_dir() || kind.is_pax_global_extensions() {
            continue;
        }
        if !(kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse()) {
            unpacked.leave_out(&name, "it is a link or a device, not a file", "");
            continue;
        }
        match bounded(entry, MAX_MEMBER.min(unpacked.left())) {
            Ok(bytes) => unpacked.add(name, bytes),
            Err(trouble) => {
                let (why, hint) = reason(trouble);
                unpacked.leave_out(&name, why, hint);
            }
        }
    }
}

fn gunzip(bytes: &[u8], name: &[u8], unpacked: &mut Unpacked) {
    let limit = MAX_TOTAL.min(RATIO_FROM.max((bytes.len() as u64).saturating_mul(MAX_RATIO)));
    let mut decoder = flate2::read::MultiGzDecoder::new(bytes);
    let stored = decoder.header().and_then(|header| header.filename()).map(<[u8]>::to_vec);
    let mut inside = Vec::new();
    let result = decoder.by_ref().take(limit + 1).read_to_end(&mut inside);
    if inside.len() as u64 > limit {
        unpacked
            .diagnostics
            .push(error("it unpacks to more than the limit", "unpack it and add the file, if you trust it"));
        return;
    }
    if result.is_err() {
        if inside.is_empty() {
            unpacked.diagnostics.push(error("the gzip file is damaged", "look for another copy"));
            return;
        }
        unpacked
            .diagnostics
            .push(warning("the gzip file is damaged; only its beginning was unpacked", "look for another copy"));
    }
    unpacked.add(stored.filter(|name| !name.is_empty()).unwrap_or_else(|| inner_name(name)), inside);
}

/// The name of what is inside a gzip file that does not say: its own without the ending.
fn inner_name(name: &[u8]) -> Vec<u8> {
    let file = name.rsplit(|&byte| byte == b'/').next().unwrap_or(name);
    let lower = file.to_ascii_lowercase();
    if lower.ends_with(b".tgz") {
        return [&file[..file.len() - 4], b".tar"].concat();
    }
    lower.strip_suffix(b".gz").map_or_else(|| b"content".to_vec(), |stem| file[..stem.len()].to_vec())
}

/// Reads to the end, but not beyond `limit` bytes.
fn bounded(reader: impl Read, limit: u64) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Trouble::Damaged)?;
    if bytes.len() as u64 > limit { Err(Trouble::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member begins");
            writer.write_all(bytes).expect("a member is written");
        }
        writer.finish().expect("the archive ends").into_inner()
    }

    #[test]
    fn members_keep_their_names_as_labels() {
        let reading = read(&zip(&[("../../etc/x.txt", b"one"), ("sub/b.txt", b"two")]), Format::Zip, b"");
        let names: Vec<&[u8]> = reading.children.iter().map(|child| &child.name[..]).collect();
        assert_eq!(names, [&b"../../etc/x.txt"[..], b"sub/b.txt"]);
        assert_eq!(reading.children[1].bytes, b"two");
    }

    #[test]
    fn a_member_that_explodes_is_left_out_and_named() {
        let bomb = zip(&[("bomb.txt", &vec![b'a'; 40 << 20]), ("fine.txt", b"fine")]);
        let reading = read(&bomb, Format::Zip, b"");
        assert_eq!(reading.children.len(), 1);
        assert!(reading.diagnostics[0].message.contains("bomb.txt"));
    }

    #[test]
    fn a_damaged_gzip_gives_its_beginning() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        let text: String = (0..5000).map(|n| format!("{n} words ")).collect();
        encoder.write_all(text.as_bytes()).expect("it compresses");
        let bytes = encoder.finish().expect("it ends");
        let reading = read(&bytes[..bytes.len() / 2], Format::Gzip, b"news.txt.gz");
        assert_eq!(reading.children[0].name, b"news.txt");
        assert!(text.as_bytes().starts_with(&reading.children[0].bytes));
        assert_eq!(reading.diagnostics.len(), 1);
    }

    #[test]
    fn links_in_a_tar_are_left_out() {
        let mut builder = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(4);
        builder.append_data(&mut header, "a.txt", &b"text"[..]).expect("a file");
        let mut link = tar::Header::new_gnu();
        link.set_entry_type(tar::EntryType::Symlink);
        link.set_size(0);
        builder.append_link(&mut link, "b.txt", "/etc/passwd").expect("a link");
        let bytes = builder.into_inner().expect("a tar");
        let reading = read(&bytes, Format::Tar, b"");
        assert_eq!(reading.children.len(), 1);
        assert!(reading.diagnostics[0].message.contains("b.txt"));
    }
}
