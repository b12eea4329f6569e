//! Files that are known by their first bytes and not read: what each is, and what to do about it.
//!
//! One row a kind. A file that is neither text nor in this table is "not a text file" and nothing more is said.

use broadside_model::{Format, Reading};

use super::compose::error;

/// A kind of file that is not read.
#[derive(Debug, PartialEq, Eq)]
pub struct Unread {
    /// What it is, with its article.
    pub what: &'static str,
    /// What the user can do.
    pub hint: &'static str,
}

const WORD: &str = "open it in a word processor, save it as DOCX or PDF and add that";
const SHEET: &str = "save it as PDF, or its sheets as text, and add that";
const SLIDES: &str = "save it as PDF and add that";
const PICTURE: &str = "save it as PNG, JPEG, TIFF or PDF and add that";
const PACKED: &str = "unpack it and add the files";
const SOUND: &str = "add a transcript of it as a text file";
const NOTHING: &str = "";

macro_rules! kinds {
    ($($name:ident = $what:literal, $hint:expr;)*) => {
        $(#[doc = concat!("It is ", $what, ".")] pub const $name: Unread = Unread { what: $what, hint: $hint };)*
    };
}
kinds! {
    DOC = "a Word 97-2003 document", WORD;
    XLS = "an Excel 97-2003 workbook", SHEET;
    PPT = "a PowerPoint 97-2003 presentation", SLIDES;
    MSG = "an Outlook message", "save it from the mail program as EML and add that";
    LOCKED = "an Office document protected by a password", "open it with the password, save it without one and add that";
    CFB = "a file of an old Office program", WORD;
    XLSX = "an Excel workbook", SHEET;
    PPTX = "a PowerPoint presentation", SLIDES;
    ODS = "an OpenDocument spreadsheet", SHEET;
    ODP = "an OpenDocument presentation", SLIDES;
    ODG = "an OpenDocument drawing", SLIDES;
    JAR = "a Java or Android program", NOTHING;
    SEVEN_ZIP = "a 7-Zip archive", PACKED;
    RAR = "a RAR archive", PACKED;
    XZ = "a file compressed with xz", PACKED;
    BZIP2 = "a file compressed with bzip2", PACKED;
    ZSTD = "a file compressed with zstd", PACKED;
    CAB = "a Windows cabinet archive", PACKED;
    WARC = "a web archive (WARC or ARC)", "save the pages in it as HTML and add those";
    GIF = "a GIF picture", PICTURE;
    BMP = "a BMP picture", PICTURE;
    WEBP = "a WebP picture", PICTURE;
    HEIC = "a HEIC or AVIF picture", PICTURE;
    JPEG_2000 = "a JPEG 2000 picture", PICTURE;
    JBIG2 = "a JBIG2 picture", PICTURE;
    PSD = "a Photoshop picture", PICTURE;
    DJVU = "a DjVu document", "convert it to PDF (ddjvu -format=pdf) and add that";
    POSTSCRIPT = "a PostScript file", "convert it to PDF (ps2pdf) and add that";
    MOBI = "a Mobipocket or Kindle book", "convert it to EPUB and add that";
    WORDPERFECT = "a WordPerfect document", WORD;
    LIT = "a Microsoft help file or e-book", WORD;
    VIDEO = "a video", SOUND;
    AUDIO = "a sound recording", SOUND;
    PROGRAM = "a program", NOTHING;
    FONT = "a font", NOTHING;
    SQLITE = "an SQLite database", "export what you need as text and add that";
    PST = "an Outlook mailbox", "export its messages as EML or mbox and add those";
    BINARY = "not a text file, and of no kind that is known here", "if it holds text, save it as PDF, DOCX or plain text and add that";
}

/// First bytes (at an offset) of what is not read.
const MAGIC: &[(usize, &[u8], &Unread)] = &[
    (0, b"7z\xBC\xAF\x27\x1C", &SEVEN_ZIP),
    (0, b"Rar!\x1A\x07", &RAR),
    (0, b"\xFD7zXZ\0", &XZ),
    (0, b"BZh", &BZIP2),
    (0, b"\x28\xB5\x2F\xFD", &ZSTD),
    (0, b"MSCF\0\0\0\0", &CAB),
    (0, b"WARC/", &WARC),
    (0, b"filedesc://", &WARC),
    (0, b"GIF87a", &GIF),
    (0, b"GIF89a", &GIF),
    (8, b"WEBPVP8", &WEBP),
    (0, b"\0\0\0\x0CjP  \r\n\x87\n", &JPEG_2000),
    (0, b"\xFF\x4F\xFF\x51", &JPEG_2000),
    (0, b"\x97JB2\r\n\x1A\n", &JBIG2),
    (0, b"8BPS\0", &PSD),
    (0, b"AT&TFORM", &DJVU),
    (0, b"%!PS", &POSTSCRIPT),
    (0, b"\xC5\xD0\xD3\xC6", &POSTSCRIPT),
    (60, b"BOOKMOBI", &MOBI),
    (0, b"\xFFWPC", &WORDPERFECT),
    (0, b"ITOLITLS", &LIT),
    (0, b"ITSF", &LIT),
    (4, b"ftypheic", &HEIC),
    (4, b"ftypmif1", &HEIC),
    (4, b"ftypavif", &HEIC),
    (4, b"ftypM4A", &AUDIO),
    (4, b"ftyp", &VIDEO),
    (4, b"moov", &VIDEO),
    (0, b"\x1A\x45\xDF\xA3", &VIDEO),
    (0, b"\0\0\x01\xBA", &VIDEO),
    (0, b"\0\0\x01\xB3", &VIDEO),
    (0, b"FLV\x01", &VIDEO),
    (0, b"\x30\x26\xB2\x75\x8E\x66\xCF\x11", &VIDEO),
    (8, b"AVI LIST", &VIDEO),
    (8, b"WAVE", &AUDIO),
    (0, b"ID3", &AUDIO),
    (0, b"OggS\0", &AUDIO),
    (0, b"fLaC\0", &AUDIO),
    (0, b"#!AMR", &AUDIO),
    (0, b"MThd\0", &AUDIO),
    (0, b"\x7FELF", &PROGRAM),
    (0, b"\xCA\xFE\xBA\xBE", &PROGRAM),
    (0, b"\xFE\xED\xFA\xCE", &PROGRAM),
    (0, b"\xFE\xED\xFA\xCF", &PROGRAM),
    (0, b"\xCE\xFA\xED\xFE", &PROGRAM),
    (0, b"\xCF\xFA\xED\xFE", &PROGRAM),
    (0, b"\0asm", &PROGRAM),
    (0, b"wOFF", &FONT),
    (0, b"wOF2", &FONT),
    (0, b"OTTO\0", &FONT),
    (0, b"ttcf\0", &FONT),
    (0, b"\0\x01\0\0\0", &FONT),
    (0, b"SQLite format 3\0", &SQLITE),
    (0, b"!BDN", &PST),
];

/// What is not read, by its first bytes.
pub fn by_magic(bytes: &[u8]) -> Option<&'static Unread> {
    let holds = |(at, magic, _): &&(usize, &[u8], &'static Unread)| {
        bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic))
    };
    MAGIC.iter().find(holds).map(|&(_, _, unread)| unread).or_else(|| with_header(bytes))
}

/// What bytes are that turned out not to be text, and have no sure sign of another kind.
pub fn of_binary(bytes: &[u8]) -> &'static Unread {
    match bytes {
        // The sync word of MPEG audio, which could also begin a text in windows-1251.
        [0xFF, 0xE2..=0xFF, ..] => &AUDIO,
        _ => &BINARY,
    }
}

/// Kinds whose first two letters could also begin a text: a further field of their header decides.
fn with_header(bytes: &[u8]) -> Option<&'static Unread> {
    let field = |at: usize| bytes.get(at..at + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    if bytes.starts_with(b"MZ") && bytes.len() > 64 && bytes[..64].contains(&0) {
        return Some(&PROGRAM);
    }
    if bytes.starts_with(b"BM") && field(6) == Some(0) && matches!(field(14), Some(12 | 40 | 52 | 56 | 64 | 108 | 124))
    {
        return Some(&BMP);
    }
    None
}

/// An OLE compound file (the container of Office before 2007) by the names of the streams in its directory, which are
/// written in UTF-16.
pub fn compound(bytes: &[u8]) -> &'static Unread {
    const STREAMS: [(&str, &Unread); 6] = [
        ("EncryptedPackage", &LOCKED),
        ("__properties_version1.0", &MSG),
        ("WordDocument", &DOC),
        ("PowerPoint Document", &PPT),
        ("Workbook", &XLS),
        ("Book", &XLS),
    ];
    let holds = |name: &str| {
        let wide = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]).collect() };
        let names = [wide(name), wide(&name.to_ascii_uppercase()), wide(&name.to_ascii_lowercase())];
        names.iter().any(|name| memchr::memmem::find(bytes, name).is_some())
    };
    STREAMS.iter().find(|(name, _)| holds(name)).map_or(&CFB, |&(_, unread)| unread)
}

/// A reading that says what the file is and what to do.
pub fn reading(kind: &Unread) -> Reading {
    let mut reading = Reading::empty(Format::Other);
    let message = match kind {
        &BINARY => format!("it is {}", kind.what),
        _ => format!("it is {}, which is not read", kind.what),
    };
    reading.diagnostics.push(error(message, kind.hint));
    reading
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_97_file_is_named_and_the_way_out_too() {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.extend("WordDocument\0".encode_utf16().flat_map(u16::to_le_bytes));
        let reading = reading(compound(&bytes));
        assert_eq!(reading.diagnostics[0].message, "it is a Word 97-2003 document, which is not read");
        assert!(reading.diagnostics[0].hint.contains("DOCX"));
    }

    #[test]
    fn words_that_begin_like_a_magic_are_not_taken_for_it() {
        assert_eq!(by_magic(b"BM is the abbreviation of the ministry, and this is a plain text about it."), None);
        assert_eq!(by_magic(b"MZ, 12 May. The miners of the northern district have declared a strike today."), None);
    }
}
