//! Hostile files through the real program: every name gets one line, the good files beside them are read, and nothing
//! is written outside the archive.

mod desk;

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use desk::{lines_of, papers, program, zip_of};
use serde_json::Value;
use tempfile::TempDir;

const GOOD: &str = "To the members of the Harbour Workers' Union.\n\nWe meet on Friday at the old customs house.\n";

/// A folder of papers and an archive to be, in a folder of their own.
struct Desk {
    root: TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { root: papers(&[]) }
    }

    fn papers(&self) -> PathBuf {
        self.root.path().join("papers")
    }

    fn put(&self, name: impl AsRef<OsStr>, bytes: impl AsRef<[u8]>) {
        fs::write(self.papers().join(name.as_ref()), bytes).expect("a paper can be written");
    }

    /// Runs `broadside add`: exit code and lines.
    fn add(&self) -> (Option<i32>, Vec<Value>) {
        let mut command = assert_cmd::Command::from_std(program(&self.root));
        command.args(["add", "papers", "--archive", "archive", "--json"]).timeout(Duration::from_secs(300));
        let output = command.output().expect("the program runs");
        (output.status.code(), lines_of(&output))
    }

    /// Runs `broadside add` and checks what holds for every pile: one line for every name, nothing outside the archive.
    fn add_and_check(&self) -> (Option<i32>, Vec<Value>) {
        let before = tree(&self.papers());
        let (code, lines) = self.add();
        assert_eq!(tree(&self.papers()), before, "the papers themselves are left as they were");
        let mut beside: Vec<_> =
            fs::read_dir(self.root.path()).expect("the desk").flatten().map(|e| e.file_name()).collect();
        beside.sort();
        assert_eq!(beside, ["archive", "papers"], "nothing is written beside the archive");
        for path in &before {
            let name = String::from_utf8_lossy(path.as_os_str().as_bytes());
            let own = lines.iter().filter(|line| path_of(line).ends_with(&format!("papers/{name}"))).count();
            assert_eq!(own, 1, "{name} has one line");
        }
        (code, lines)
    }

    fn outcome_of(&self, name: &str) -> String {
        let (_, lines) = self.add_and_check();
        outcome(&lines, name)
    }
}

/// The names below `folder`.
fn tree(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().map(|e| e.file_name().into()).collect();
    names.sort();
    names
}

fn path_of(line: &Value) -> &str {
    line["path"].as_str().expect("a line has a path")
}

fn outcome(lines: &[Value], name: &str) -> String {
    let line = lines.iter().find(|line| path_of(line).ends_with(&format!("papers/{name}"))).expect("it has a line");
    line["outcome"].as_str().expect("a line has an outcome").to_owned()
}

fn gzip_of_zeros(mebibytes: usize) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let block = vec![0; 1 << 20];
    (0..mebibytes).for_each(|_| gzip.write_all(&block).expect("zeros can be packed"));
    gzip.finish().expect("a gzip can be finished")
}

fn is_bad(outcome: &str) -> bool {
    matches!(outcome, "failed" | "partial" | "unsupported" | "skipped")
}

#[test]
fn a_pile_of_hostile_files_costs_only_those_files() {
    let desk = Desk::new();
    desk.put("good.txt", GOOD);
    desk.put("empty.txt", "");
    desk.put("deep.html", "<div>".repeat(300_000) + GOOD);
    desk.put("deep.rtf", r"{\rtf1 ".to_owned() + &"{".repeat(300_000) + GOOD);
    desk.put(
        "cut.pdf",
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0",
    );
    desk.put("cycle.pdf", "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    desk.put(
        "noise.pdf",
        [b"%PDF-1.7\n".to_vec(), (0..50_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()]
            .concat(),
    );
    desk.put("laughs.docx", laughing_docx());
    desk.put("cut.zip", &zip_of(&[("a.txt", GOOD.as_bytes()), ("b.txt", GOOD.as_bytes())])[..150]);
    desk.put("huge.png", huge_png());
    desk.put("zeros.bin", vec![0; 100_000]);
    let start = Instant::now();
    let (code, lines) = desk.add_and_check();
    assert_eq!(code, Some(1), "something could not be read");
    assert_eq!(outcome(&lines, "good.txt"), "read");
    assert_eq!(outcome(&lines, "empty.txt"), "no-text");
    for name in ["cut.pdf", "noise.pdf", "cut.zip", "zeros.bin"] {
        assert!(is_bad(&outcome(&lines, name)), "{name}: {}", outcome(&lines, name));
    }
    assert!(start.elapsed() < Duration::from_secs(240), "none of them holds up the others for ever");
}

#[test]
fn bad_lines_say_what_happened_and_what_to_do() {
    let desk = Desk::new();
    desk.put("cut.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog");
    let (code, lines) = desk.add_and_check();
    assert_eq!(code, Some(1));
    let told = lines[0]["diagnostics"].as_array().expect("a bad line has diagnostics");
    assert!(told.iter().any(|d| d["severity"] == "error" && d["message"].as_str().is_some_and(|m| !m.is_empty())));
    assert!(told.iter().any(|d| d["hint"].as_str().is_some_and(|hint| !hint.is_empty())), "{told:?}");
}

#[test]
fn a_bomb_is_named_and_goes_off_nowhere() {
    let desk = Desk::new();
    desk.put("bomb.gz", gzip_of_zeros(400));
    let zeros = vec![0; 100 << 20];
    desk.put("bomb.zip", zip_of(&[("1", &zeros), ("2", &zeros), ("3", &zeros), ("4", &zeros)]));
    desk.put("good.txt", GOOD);
    let (code, lines) = desk.add_and_check();
    assert_eq!(code, Some(1));
    assert_eq!(outcome(&lines, "good.txt"), "read");
    let kept = fs::read_dir(desk.root.path().join("archive")).expect("the archive").count();
    assert!(kept > 0);
    assert!(size_of(&desk.root.path().join("archive")) < 64 << 20, "the bomb did not fill the disk");
}

#[test]
fn archives_in_archives_are_opened_to_a_bound() {
    let desk = Desk::new();
    let mut nested = zip_of(&[("innermost.txt", GOOD.as_bytes())]);
    for depth in 0..40 {
        nested = zip_of(&[(&format!("{depth}.zip"), &nested)]);
    }
    desk.put("nested.zip", nested);
    let (code, lines) = desk.add_and_check();
    assert_eq!(code, Some(1), "what was left out is told");
    assert!(lines.len() < 40, "{} lines", lines.len());
}

#[test]
fn members_cannot_be_written_outside_the_archive() {
    let desk = Desk::new();
    let marker = format!("broadside-escaped-{}", std::process::id());
    let names = [
        format!("../../{marker}"),
        format!("/tmp/{marker}"),
        format!("a/../../../../../../tmp/{marker}"),
        format!("..\\{marker}"),
    ];
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), GOOD.as_bytes())).collect();
    desk.put("traversal.zip", zip_of(&members));
    desk.add_and_check();
    for place in [desk.root.path().join(&marker), Path::new("/tmp").join(&marker), std::env::temp_dir().join(&marker)] {
        assert!(!place.exists(), "{} was written", place.display());
    }
}

#[test]
fn what_is_no_file_has_a_line_and_is_not_opened() {
    let desk = Desk::new();
    desk.put("good.txt", GOOD);
    std::os::unix::fs::symlink("/etc/passwd", desk.papers().join("link.txt")).expect("a link");
    std::os::unix::fs::symlink("nowhere", desk.papers().join("dangling")).expect("a link");
    let fifo = std::process::Command::new("mkfifo").arg(desk.papers().join("fifo")).status();
    let (_, lines) = desk.add_and_check();
    assert_eq!(outcome(&lines, "link.txt"), "skipped");
    assert_eq!(outcome(&lines, "dangling"), "skipped");
    if fifo.is_ok_and(|status| status.success()) {
        assert_eq!(outcome(&lines, "fifo"), "skipped");
    }
    assert_eq!(outcome(&lines, "good.txt"), "read");
}

#[test]
fn an_unreadable_file_is_told() {
    let desk = Desk::new();
    desk.put("locked.txt", GOOD);
    let path = desk.papers().join("locked.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions can be set");
    if fs::read(&path).is_ok() {
        return; // The superuser reads everything.
    }
    let (code, lines) = desk.add_and_check();
    assert_eq!((code, outcome(&lines, "locked.txt").as_str()), (Some(1), "skipped"));
}

#[test]
fn any_name_will_do() {
    let desk = Desk::new();
    let names: [&[u8]; 9] = [
        b"caf\xe9.txt",
        b"\xff\xfe",
        b"two\nlines.txt",
        b"-rf",
        b"$(touch owned).txt",
        b"'; DROP TABLE source; --.txt",
        b"\x1b[31mred.txt",
        "\u{202e}fdp.txt".as_bytes(),
        b" ",
    ];
    for (number, name) in names.into_iter().enumerate() {
        desk.put(OsStr::from_bytes(name), format!("Paper {number}. {GOOD}"));
    }
    let (code, lines) = desk.add_and_check();
    assert_eq!(code, Some(0), "{lines:?}");
    assert_eq!(lines.iter().filter(|line| line["outcome"] == "read").count(), names.len());
    assert_eq!(lines.iter().filter(|line| line["path_hex"].is_array()).count(), 2, "two names are not UTF-8");
}

#[test]
fn a_file_that_looks_like_one_kind_and_is_another_is_read_as_what_it_is() {
    let desk = Desk::new();
    desk.put("letter.pdf", GOOD);
    assert_eq!(desk.outcome_of("letter.pdf"), "read");
}

fn size_of(path: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(path) else { return fs::metadata(path).map_or(0, |metadata| metadata.len()) };
    entries.flatten().map(|entry| size_of(&entry.path())).sum()
}

/// A document whose text would be a billion times a word, were its entities expanded.
fn laughing_docx() -> Vec<u8> {
    let mut document = String::from("<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a0 \"ha\">");
    for n in 1..10 {
        document += &format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10));
    }
    document += "]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>";
    let types =
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    zip_of(&[("[Content_Types].xml", types.as_bytes()), ("word/document.xml", document.as_bytes())])
}

/// The head of a picture of ten billion dots, without the dots.
fn huge_png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend([100_000_u32.to_be_bytes(), 100_000_u32.to_be_bytes()].concat());
    png.extend([8, 2, 0, 0, 0]);
    let mut crc = flate2::Crc::new();
    crc.update(&png[12..]);
    png.extend(crc.sum().to_be_bytes());
    png
}
