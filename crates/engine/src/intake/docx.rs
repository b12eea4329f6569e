//! Word documents (Office Open XML, ECMA-376) → text with headings, lists, tables, notes, page headers and footers.
//!
//! Takes the bytes of a DOCX file; gives one page whose blocks come in the order: page headers (once each), body, notes,
//! page footers. Numbers of lists and notes are counted as Word prints them. Documents embedded in it become files of
//! their own, as do its pictures when it has hardly any text: then it is a scan in an envelope.

use std::collections::BTreeMap;

use broadside_model::{BlockKind, Format, Reading};

use super::archive::MAX_TOTAL;
use super::compose::{Composer, Gap, failed, note, warning};
use super::raised::raised_number;
use super::xml::{self, Step, walk};
use super::zipped::Zipped;
use numbering::Numbering;
use story::Story;
use styles::Styles;

mod numbering;
mod story;
mod styles;

/// With fewer letters than this, the pictures of a document are taken out to be read.
const FEW_LETTERS: usize = 40;
/// Relationships and notes that are looked at.
const MAX_LINKS: usize = 50_000;

/// Reads a Word document.
pub fn read(bytes: &[u8]) -> Reading {
    let Some(zip) = Zipped::open(bytes, MAX_TOTAL) else {
        return failed(
            Format::Docx,
            "the document is damaged: its ZIP directory cannot be read",
            "open it in a word processor, which may repair it, and save it again",
        );
    };
    let mut package = Package { zip };
    let main = package.main_part();
    let Some(body) = package.text(&main) else {
        return failed(
            Format::Docx,
            format!("the document is damaged: its part {main} is missing or cannot be unpacked"),
            "open it in a word processor, which may repair it, and save it again",
        );
    };
    let links = package.links(&main);
    let part = |package: &mut Package<'_>, kind: &str| {
        let path = links.values().find(|link| link.kind == kind).map(|link| link.target.clone());
        path.and_then(|path| package.text(&path)).unwrap_or_default()
    };
    let styles = Styles::read(&part(&mut package, "styles"));
    let mut numbering = Numbering::read(&part(&mut package, "numbering"));
    let notes = [part(&mut package, "footnotes"), part(&mut package, "endnotes")].map(|xml| notes(&xml));
    let mut counts = [0usize; 2];
    let mut number = |is_end: bool| {
        counts[usize::from(is_end)] += 1;
        raised_number(counts[usize::from(is_end)])
    };
    let story = story::read(&body, &styles, &mut numbering, &mut number);

    let mut composer = Composer::new(Format::Docx);
    package.metadata(&mut composer);
    let mut margins = Margins { package: &mut package, styles: &styles, numbering: &mut numbering, seen: Vec::new() };
    margins.add(&story, &links, false, &mut composer);
    for paragraph in &story.paragraphs {
        composer.block(paragraph.gap, paragraph.kind, paragraph.level, &paragraph.text);
    }
    margins.notes(&story, &notes, &mut composer);
    margins.add(&story, &links, true, &mut composer);
    report(&story, &mut composer);
    package.enclosed(&story, &links, &mut composer);
    composer.finish()
}

/// What the reader should know of what was left out or decided.
fn report(story: &Story, composer: &mut Composer) {
    let mut tell = |count: usize, message: String, hint: &str| {
        if count > 0 {
            composer.diagnostic(note(message, hint));
        }
    };
    let Story { comments, changes, hidden, .. } = *story;
    tell(
        comments,
        format!("comments that were left out: {comments}"),
        "open the document in a word processor to see them",
    );
    tell(
        changes,
        format!("tracked changes, read as if all were accepted: {changes}"),
        "open the document in a word processor to see them",
    );
    tell(
        hidden,
        format!("pieces of hidden text that were left out: {hidden}"),
        "show hidden text in a word processor to see them",
    );
    if story.is_broken {
        composer.diagnostic(warning(
            "its XML is damaged; what follows the damage was not read",
            "open it in a word processor and save it again",
        ));
    }
}

/// A relationship of a part.
#[derive(Clone, Debug)]
struct Link {
    kind: String,
    target: String,
}

struct Package<'a> {
    zip: Zipped<'a>,
}

impl Package<'_> {
    fn text(&mut self, path: &str) -> Option<String> {
        self.zip.member(path).map(|bytes| xml::decode(&bytes).into_owned())
    }

    /// The path of the body: as the package says, else where it always is.
    fn main_part(&mut self) -> String {
        let links = self.links("");
        let main = links.values().find(|link| link.kind == "officeDocument").map(|link| link.target.clone());
        main.filter(|path| self.zip.find(path).is_some()).unwrap_or_else(|| "word/document.xml".to_owned())
    }

    /// The relationships of the part at `path` by id; those that lead outside are left out.
    fn links(&mut self, path: &str) -> BTreeMap<String, Link> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let xml = self.text(&format!("{prefix}_rels/{file}.rels")).unwrap_or_default();
        let mut links = BTreeMap::new();
        walk(&xml, |step| {
            if let Step::Start(element) = step
                && element.name() == "Relationship"
                && element.attribute("TargetMode").as_deref() != Some("External")
                && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
            {
                let kind = element.attribute("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                links.insert(id, Link { kind, target: resolved(folder, &target) });
            }
            links.len() < MAX_LINKS
        });
        links
    }

    fn metadata(&mut self, composer: &mut Composer) {
        for path in ["docProps/core.xml", "docProps/app.xml"] {
            let xml = self.text(path).unwrap_or_default();
            let mut key = None;
            walk(&xml, |step| {
                match step {
                    Step::Start(element) => key = property(element.name()),
                    Step::End => key = None,
                    Step::Text(text) => key.into_iter().for_each(|key| composer.metadata(key, &text)),
                }
                true
            });
        }
    }

    /// Documents inside the document, and the pictures of one that has nothing else.
    fn enclosed(&mut self, story: &Story, links: &BTreeMap<String, Link>, composer: &mut Composer) {
        let is_scan = composer.letters() < FEW_LETTERS;
        let imported: Vec<&str> =
            story.imported.iter().filter_map(|id| links.get(id)).map(|link| link.target.as_str()).collect();
        let is_enclosed = |name: &str| {
            name.starts_with("word/embeddings/") && !name.ends_with(".bin")
                || is_scan && name.starts_with("word/media/")
                || imported.contains(&name)
        };
        let names: Vec<String> = self
            .zip
            .names()
            .filter_map(|name| std::str::from_utf8(name).ok())
            .filter(|name| is_enclosed(name))
            .map(str::to_owned)
            .collect();
        for name in names {
            if let Some(bytes) = self.zip.member(&name) {
                composer.child(name.into_bytes(), bytes);
            }
        }
    }
}

/// A target relative to the folder of its part, with `..` resolved; it only ever names a member of the package.
fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            _ => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

fn property(name: &str) -> Option<&'static str> {
    Some(match name {
        "title" => "title",
        "creator" => "creator",
        "subject" => "subject",
        "description" => "description",
        "keywords" => "keywords",
        "language" => "language",
        "lastModifiedBy" => "lastModifiedBy",
        "created" => "created",
        "modified" => "modified",
        "Company" => "company",
        _ => return None,
    })
}

/// The XML of each note by its id; the lines that separate notes from the text are not notes.
fn notes(xml: &str) -> BTreeMap<String, String> {
    let mut notes = BTreeMap::new();
    for name in ["footnote", "endnote"] {
        for piece in xml.split(&format!("<w:{name} ")).skip(1).take(MAX_LINKS) {
            let (tag, rest) = piece.split_once('>').unwrap_or((piece, ""));
            let inside = rest.split(&format!("</w:{name}>")).next().unwrap_or_default();
            let value = |name: &str| tag.split(&format!("{name}=\"")).nth(1).and_then(|value| value.split('"').next());
            if !value("w:type").is_some_and(|kind| kind.to_ascii_lowercase().contains("separator")) {
                notes.insert(value("w:id").unwrap_or_default().to_owned(), inside.to_owned());
            }
        }
    }
    notes
}

/// Reads the stories that stand around the body.
struct Margins<'a, 'b> {
    package: &'a mut Package<'b>,
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    seen: Vec<String>,
}

impl Margins<'_, '_> {
    /// Page headers or footers, each text once.
    fn add(&mut self, story: &Story, links: &BTreeMap<String, Link>, is_footer: bool, composer: &mut Composer) {
        for (_, id) in story.margins.iter().filter(|margin| margin.0 == is_footer).take(1000) {
            let xml = links.get(id).and_then(|link| self.package.text(&link.target)).unwrap_or_default();
            let margin = story::read(&xml, self.styles, self.numbering, &mut |_| String::new());
            for paragraph in margin.paragraphs {
                let text = paragraph.text.trim().to_owned();
                if !text.is_empty() && !self.seen.contains(&text) && self.seen.len() < 1000 {
                    let reason = if is_footer { "page footer" } else { "page header" };
                    composer.furniture(Gap::Blank, BlockKind::PageFurniture, 0, &text, Some(reason));
                    self.seen.push(text);
                }
            }
        }
    }

    /// Notes in the order of their marks, each with its number; then those that no mark leads to.
    fn notes(&mut self, story: &Story, notes: &[BTreeMap<String, String>; 2], composer: &mut Composer) {
        let mut counts = [0usize; 2];
        for (is_end, id) in &story.notes {
            let kind = usize::from(*is_end);
            counts[kind] += 1;
            if let Some(xml) = notes[kind].get(id) {
                self.note(xml, &raised_number(counts[kind]), composer);
            }
        }
    }

    fn note(&mut self, xml: &str, number: &str, composer: &mut Composer) {
        let note = story::read(xml, self.styles, self.numbering, &mut |_| String::new());
        let text = note.paragraphs.iter().map(|paragraph| paragraph.text.trim()).collect::<Vec<_>>().join("\n");
        if !text.is_empty() {
            composer.block(Gap::Blank, BlockKind::Note, 0, &format!("{number} {text}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member begins");
            writer.write_all(text.as_bytes()).expect("a member is written");
        }
        writer.finish().expect("the archive ends").into_inner()
    }

    fn body(xml: &str) -> Reading {
        read(&docx(&[("word/document.xml", &format!("<w:document><w:body>{xml}</w:body></w:document>"))]))
    }

    #[test]
    fn deleted_text_is_out_and_inserted_text_in() {
        let reading = body(
            "<w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>ask</w:delText></w:r></w:del>\
             <w:ins><w:r><w:t>demand</w:t></w:r></w:ins><w:r><w:br/><w:t>bread</w:t><w:tab/><w:t>now</w:t></w:r></w:p>",
        );
        assert_eq!(reading.raw, "We demand\nbread\tnow");
        assert!(reading.diagnostics[0].message.contains("tracked changes, read as if all were accepted: 2"));
    }

    #[test]
    fn rows_are_lines_and_cells_have_tabs_between() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let row = |a, b| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
        let reading = body(&format!(
            "<w:p><w:r><w:t>Signed</w:t></w:r></w:p><w:tbl>{}{}</w:tbl>",
            row("UGW", "Weavers"),
            row("UM", "Miners")
        ));
        assert_eq!(reading.raw, "Signed\n\nUGW\tWeavers\nUM\tMiners");
        assert_eq!(reading.blocks.iter().filter(|block| block.kind == BlockKind::Cell).count(), 4);
    }

    #[test]
    fn a_text_box_follows_its_paragraph_and_is_read_once() {
        let inner = "<w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent>";
        let reading = body(&format!(
            "<w:p><w:r><w:t>Before </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>\
             </mc:AlternateContent></w:r><w:r><w:t>after</w:t></w:r></w:p>"
        ));
        assert_eq!(reading.raw, "Before after\n\nBox");
    }

    #[test]
    fn notes_stand_at_the_end_under_their_raised_number() {
        let reading = read(&docx(&[
            (
                "word/document.xml",
                "<w:document><w:body><w:p><w:r><w:t>in 1978</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p></w:body></w:document>",
            ),
            (
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"http://x/footnotes\" Target=\"footnotes.xml\"/></Relationships>",
            ),
            (
                "word/footnotes.xml",
                "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t>See there.</w:t></w:r></w:p></w:footnote></w:footnotes>",
            ),
        ]));
        assert_eq!(reading.raw, "in 1978¹\n\n¹ See there.");
        assert_eq!(reading.blocks[1].kind, BlockKind::Note);
    }
}
