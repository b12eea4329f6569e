//! What kind of file the bytes are, told from the bytes themselves.
//!
//! Takes the bytes; gives a [`Kind`] for everything that its first bytes or its inner structure tell, or nothing when
//! only its text can tell (plain text, Markdown, HTML). The name of a file is never trusted here: files are misnamed
//! more often than malformed.

use broadside_model::Format;

use super::unread::{self, Unread};
use super::zipped::Zipped;

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A format that is read.
    Read(Format),
    /// A mailbox: several messages in one file.
    Mbox,
    /// A web page saved as a mail message (MHTML).
    SavedPage,
    /// Something known that is not read.
    Unread(&'static Unread),
}

/// The kind that the bytes tell before they are decoded; `None` for what may be text.
pub fn detect(bytes: &[u8]) -> Option<Kind> {
    let format = match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => return Some(zip_kind(bytes)),
        [0x1F, 0x8B, ..] => Some(Format::Gzip),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Format::Png),
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(Format::Tiff),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => return Some(Kind::Unread(unread::compound(bytes))),
        _ if trimmed(bytes).starts_with(b"%PDF-") => Some(Format::Pdf),
        _ if trimmed(bytes).starts_with(b"{\\rtf") => Some(Format::Rtf),
        _ if is_tar(bytes) => Some(Format::Tar),
        _ => None,
    };
    format
        .map(Kind::Read)
        .or_else(|| unread::by_magic(bytes).map(Kind::Unread))
        .or_else(|| mail_kind(bytes))
        .or_else(|| late_pdf(bytes).then_some(Kind::Read(Format::Pdf)))
}

/// Without a byte-order mark and white space in front.
fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

/// A PDF with other bytes before its header, which readers accept within the first kilobyte (ISO 32000-1, annex H.3.4.1).
/// The header begins a line or follows bytes that are no text: programs and manuals that only name it are text.
fn late_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    memchr::memmem::find(head, b"%PDF-").is_some_and(|at| {
        let is_apart = |before: &u8| !before.is_ascii_graphic() && *before != b' ';
        head.get(at + 5).is_some_and(u8::is_ascii_digit)
            && at.checked_sub(1).and_then(|before| head.get(before)).is_none_or(is_apart)
            && memchr::memmem::rfind(bytes, b"startxref").or_else(|| memchr::memmem::find(bytes, b" obj")).is_some()
    })
}

/// A tar header carries a sum of its own bytes, so that even the old kind without a magic is told for certain.
fn is_tar(bytes: &[u8]) -> bool {
    let Some(header) = bytes.get(..512) else { return false };
    let field = header[148..156].iter().filter(|byte| (b'0'..=b'7').contains(byte));
    let stored = field.fold(0u32, |sum, &digit| sum * 8 + u32::from(digit - b'0'));
    let sum: u32 =
        header.iter().enumerate().map(|(at, &byte)| if (148..156).contains(&at) { 32 } else { u32::from(byte) }).sum();
    header[0] != 0 && stored == sum
}

/// What a ZIP file holds: a document, a known other thing, or just files.
fn zip_kind(bytes: &[u8]) -> Kind {
    let Some(mut zip) = Zipped::open(bytes, 64 << 20) else { return Kind::Read(Format::Zip) };
    if let Some(kind) = zip.member("mimetype").and_then(|mime| by_mimetype(mime.trim_ascii())) {
        return kind;
    }
    let types = zip.member("[Content_Types].xml").unwrap_or_default();
    let says = |what: &[u8]| memchr::memmem::find(&types, what).is_some();
    if says(b"wordprocessingml") || zip.find("word/document.xml").is_some() {
        Kind::Read(Format::Docx)
    } else if says(b"spreadsheetml") || says(b"ms-excel") {
        Kind::Unread(&unread::XLSX)
    } else if says(b"presentationml") || says(b"ms-powerpoint") {
        Kind::Unread(&unread::PPTX)
    } else if zip.find("META-INF/container.xml").is_some() {
        Kind::Read(Format::Epub)
    } else if zip.find("content.xml").is_some() && zip.find("META-INF/manifest.xml").is_some() {
        Kind::Read(Format::Odt)
    } else if zip.find("META-INF/MANIFEST.MF").is_some() || zip.find("AndroidManifest.xml").is_some() {
        Kind::Unread(&unread::JAR)
    } else {
        Kind::Read(Format::Zip)
    }
}

/// By the `mimetype` member that EPUB and OpenDocument put first.
fn by_mimetype(mime: &[u8]) -> Option<Kind> {
    let mime = std::str::from_utf8(mime).ok()?;
    if mime == "application/epub+zip" {
        return Some(Kind::Read(Format::Epub));
    }
    let kind =
        mime.strip_prefix("application/vnd.oasis.opendocument.").or(mime.strip_prefix("application/vnd.sun.xml."))?;
    Some(match kind.split(['-', '.']).next()? {
        "text" | "writer" => Kind::Read(Format::Odt),
        "spreadsheet" | "calc" => Kind::Unread(&unread::ODS),
        "presentation" | "impress" => Kind::Unread(&unread::ODP),
        _ => Kind::Unread(&unread::ODG),
    })
}

/// Header fields that only mail programs write.
const TECHNICAL: [&str; 12] = [
    "received",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "return-path",
    "delivered-to",
    "in-reply-to",
    "dkim-signature",
    "list-id",
    "list-unsubscribe",
    "authentication-results",
];
/// Header fields that also head a memo typed by hand.
const COMMON: [&str; 9] = ["from", "to", "cc", "bcc", "subject", "date", "sender", "reply-to", "references"];

/// A mail message, a mailbox or a saved page, by the header it begins with.
fn mail_kind(bytes: &[u8]) -> Option<Kind> {
    let start = bytes.trim_ascii_start();
    let mut lines = start[..start.len().min(1 << 16)].split(|&byte| byte == b'\n');
    let is_mailbox = start.starts_with(b"From ");
    if is_mailbox {
        lines.next();
    }
    let fields = fields(lines)?;
    let has = |names: &[&str]| fields.iter().filter(|field| names.contains(&field.as_str())).count();
    let technical = has(&TECHNICAL) + fields.iter().filter(|field| field.starts_with("x-")).count();
    let is_mail = has(&COMMON) > 0 && technical > 0 || technical > 2;
    if !is_mail {
        return None;
    }
    if is_mailbox && super::eml::mailbox(start).nth(1).is_some() {
        return Some(Kind::Mbox);
    }
    let head = &start[..start.len().min(4096)];
    let is_page = fields.iter().any(|field| field == "snapshot-content-location")
        || memchr::memmem::find(head, b"<Saved by").is_some() && has(&["to"]) == 0;
    Some(if is_page { Kind::SavedPage } else { Kind::Read(Format::Eml) })
}

/// The names of the header fields up to the first empty line; `None` when a line before it is not one.
fn fields<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    for line in lines.take(500) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match line {
            [] => break,
            [b' ' | b'\t', ..] if !fields.is_empty() => continue,
            _ => {}
        }
        let colon = line.iter().take(78).position(|&byte| byte == b':')?;
        let name = &line[..colon];
        if name.is_empty() || !name.iter().all(|&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
            return None;
        }
        fields.push(String::from_utf8_lossy(name).to_ascii_lowercase());
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_known_by_its_header_and_a_typed_memo_is_not_one() {
        let mail = b"From: a@example.org\r\nSubject: Appeal\r\nMessage-ID: <1@x>\r\n\r\nText";
        assert_eq!(detect(mail), Some(Kind::Read(Format::Eml)));
        assert_eq!(detect(b"From: the Committee\nTo: all members\nSubject: strike\n\nText"), None);
    }

    #[test]
    fn several_messages_are_a_mailbox() {
        let one = "From a@example.org Mon Jan  1 00:00:00 2001\nFrom: a@example.org\nMessage-ID: <1>\n\nText\n\n";
        assert_eq!(detect(one.repeat(2).as_bytes()), Some(Kind::Mbox));
        assert_eq!(detect(one.as_bytes()), Some(Kind::Read(Format::Eml)));
    }

    #[test]
    fn other_kinds_are_known_by_their_first_bytes() {
        assert_eq!(detect(b"%PDF-1.4\n"), Some(Kind::Read(Format::Pdf)));
        assert_eq!(detect(b"  {\\rtf1 text}"), Some(Kind::Read(Format::Rtf)));
        assert_eq!(detect(b"Plain words about %PDF-1.4 files."), None);
        assert_eq!(detect(b"write(b\"%PDF-1.4\\n\") # then 1 0 obj, and startxref"), None);
        assert_eq!(detect(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj startxref"), Some(Kind::Read(Format::Pdf)));
    }
}
