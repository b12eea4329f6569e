//! EPUB books → their chapters in reading order, one page a chapter.
//!
//! Takes the bytes of an EPUB 2 or 3 file; follows container, package and spine (EPUB 3.3, section 5) and reads every
//! XHTML chapter as a page of its own. The navigation document is left out: it repeats the headings.

use std::collections::BTreeMap;

use broadside_model::{Format, Reading};

use super::archive::MAX_TOTAL;
use super::compose::{Composer, failed, warning};
use super::xml::{self, Step, walk};
use super::zipped::Zipped;
use super::{encoding, html};

/// Chapters that are read.
const MAX_CHAPTERS: usize = 5_000;

/// Reads an EPUB book.
pub fn read(bytes: &[u8]) -> Reading {
    let Some(mut zip) = Zipped::open(bytes, MAX_TOTAL) else {
        return failed(Format::Epub, "the book is damaged: its ZIP directory cannot be read", "look for another copy");
    };
    let mut part = |path: &str| zip.member(path).map(|bytes| xml::decode(&bytes).into_owned()).unwrap_or_default();
    let path = package_path(&part("META-INF/container.xml"));
    let is_locked = part("META-INF/rights.xml").contains("<") || has_locks(&part("META-INF/encryption.xml"));
    let package = package(&part(&path));
    let mut composer = Composer::new(Format::Epub);
    package.metadata.iter().for_each(|(key, value)| composer.metadata(key, value));
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    for item in package.spine.iter().take(MAX_CHAPTERS) {
        let name = joined(folder, item);
        let chapter = zip.member(&name).and_then(|bytes| {
            let declared = html::declared_charset(&bytes);
            encoding::decode(&bytes, declared.as_deref())
        });
        match chapter {
            Some(chapter) => composer.append_page(as_text(html::read(&chapter.text))),
            None => composer.diagnostic(warning(
                format!("the chapter “{name}” is missing or cannot be read"),
                "look for another copy of the book",
            )),
        }
    }
    if composer.is_empty() {
        let (message, hint) = match is_locked {
            true => ("the book is encrypted (DRM)", "add a copy without DRM"),
            false => ("the book has no chapters that can be read", "convert it to PDF or HTML and add that"),
        };
        composer.diagnostic(super::compose::error(message, hint));
    }
    composer.finish()
}

/// A book has no site around it: what would be furniture of a web page is text here.
fn as_text(mut reading: Reading) -> Reading {
    reading.blocks.iter_mut().for_each(|block| block.furniture = None);
    reading
}

fn package_path(container: &str) -> String {
    let mut path = String::new();
    walk(container, |step| {
        if let Step::Start(element) = step
            && element.name() == "rootfile"
        {
            path = element.attribute("full-path").unwrap_or_default();
        }
        path.is_empty()
    });
    path
}

/// Whether more than fonts is encrypted.
fn has_locks(encryption: &str) -> bool {
    encryption.contains("html") && encryption.contains("CipherReference")
}

#[derive(Debug, Default)]
struct Package {
    metadata: Vec<(&'static str, String)>,
    spine: Vec<String>,
}

/// Metadata, and the paths of the chapters in reading order.
fn package(xml: &str) -> Package {
    let mut package = Package::default();
    let mut items: BTreeMap<String, String> = BTreeMap::new();
    let mut key = None;
    walk(xml, |step| {
        match step {
            Step::Start(element) => {
                key = property(element.name());
                let path = || element.attribute("href").map(|href| percent_decoded(&href));
                let is_navigation =
                    || element.attribute("properties").is_some_and(|all| all.split(' ').any(|one| one == "nav"));
                match element.name() {
                    "item" if !is_navigation() => {
                        if let (Some(id), Some(path)) = (element.attribute("id"), path()) {
                            items.insert(id, path);
                        }
                    }
                    "itemref" => {
                        let path = element.attribute("idref").and_then(|id| items.get(&id).cloned());
                        package.spine.extend(path.filter(|path| !package.spine.contains(path)));
                    }
                    _ => {}
                }
            }
            Step::End => key = None,
            Step::Text(text) => package.metadata.extend(key.map(|key| (key, text.into_owned()))),
        }
        items.len() <= MAX_CHAPTERS * 4 && package.spine.len() <= MAX_CHAPTERS && package.metadata.len() < 1000
    });
    package
}

fn property(name: &str) -> Option<&'static str> {
    ["title", "creator", "date", "language", "subject", "publisher", "source", "description", "identifier"]
        .into_iter()
        .find(|key| *key == name)
}

fn percent_decoded(href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = (byte == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn joined(folder: &str, path: &str) -> String {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    #[test]
    fn chapters_come_in_the_order_of_the_spine_as_pages() {
        let parts = [
            ("mimetype", "application/epub+zip"),
            (
                "META-INF/container.xml",
                "<container><rootfiles><rootfile full-path=\"OEBPS/p.opf\"/></rootfiles></container>",
            ),
            (
                "OEBPS/p.opf",
                "<package><metadata><dc:title>Manifesto</dc:title></metadata><manifest><item id=\"n\" href=\"nav.xhtml\" properties=\"nav\"/>\
              <item id=\"b\" href=\"b%20x.xhtml\"/><item id=\"a\" href=\"../a.xhtml\"/></manifest><spine><itemref idref=\"n\"/><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>",
            ),
            ("a.xhtml", "<html><body><h1>One</h1><p>First chapter.</p></body></html>"),
            ("OEBPS/b x.xhtml", "<html><body><p>Second chapter.</p></body></html>"),
            ("OEBPS/nav.xhtml", "<html><body>Contents</body></html>"),
        ];
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member begins");
            writer.write_all(text.as_bytes()).expect("a member is written");
        }
        let reading = read(&writer.finish().expect("the archive ends").into_inner());
        assert_eq!(reading.raw, "One\n\nFirst chapter.\u{c}Second chapter.");
        assert_eq!(reading.pages.len(), 2);
        assert_eq!(reading.metadata[0].value, "Manifesto");
        assert!(reading.blocks.iter().all(|block| block.furniture.is_none()));
    }
}
