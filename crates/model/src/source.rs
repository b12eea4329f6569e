//! A file as received: its identity, its format, and what became of it.

use std::fmt;

/// The identity of a source: the SHA-256 of its bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub [u8; 32]);

impl SourceId {
    /// The 64 lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        use fmt::Write as _;
        self.0.iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// Reads 64 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (place, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *place = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(SourceId(bytes))
    }
}

impl fmt::Debug for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SourceId({})", self.hex())
    }
}

macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The name used in reports, queries and JSON.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// The value of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What kind of file the bytes are, told from the bytes themselves.
    Format {
        /// Plain text in any encoding.
        Text = "text",
        /// Markdown.
        Markdown = "markdown",
        /// HTML or XHTML.
        Html = "html",
        /// PDF.
        Pdf = "pdf",
        /// PNG image.
        Png = "png",
        /// JPEG image.
        Jpeg = "jpeg",
        /// TIFF image, one or several pages.
        Tiff = "tiff",
        /// Office Open XML text document.
        Docx = "docx",
        /// OpenDocument text.
        Odt = "odt",
        /// Rich Text Format.
        Rtf = "rtf",
        /// EPUB.
        Epub = "epub",
        /// A mail message.
        Eml = "eml",
        /// ZIP archive of files.
        Zip = "zip",
        /// TAR archive of files.
        Tar = "tar",
        /// A gzip-compressed file.
        Gzip = "gzip",
        /// Known by its bytes, but of a kind that is not read (`.doc`, `.msg`, video, …).
        Other = "other",
    }
}

impl Format {
    /// The IANA media type; `application/octet-stream` where the format is not known.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Text => "text/plain",
            Format::Markdown => "text/markdown",
            Format::Html => "text/html",
            Format::Pdf => "application/pdf",
            Format::Png => "image/png",
            Format::Jpeg => "image/jpeg",
            Format::Tiff => "image/tiff",
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::Odt => "application/vnd.oasis.opendocument.text",
            Format::Rtf => "application/rtf",
            Format::Epub => "application/epub+zip",
            Format::Eml => "message/rfc822",
            Format::Zip => "application/zip",
            Format::Tar => "application/x-tar",
            Format::Gzip => "application/gzip",
            Format::Other => "application/octet-stream",
        }
    }

    /// Whether the format only holds other files.
    pub fn is_container(self) -> bool {
        matches!(self, Format::Zip | Format::Tar | Format::Gzip)
    }
}

named! {
    /// What became of a file that was added.
    Outcome {
        /// Read in full.
        Read = "read",
        /// Read, but something is missing or doubtful; the diagnostics say what.
        Partial = "partial",
        /// A container whose members were read as files of their own.
        Unpacked = "unpacked",
        /// Kept, and nothing to read in it: empty, or an image while no OCR is installed.
        NoText = "no-text",
        /// Kept; its format is not one Broadside reads.
        Unsupported = "unsupported",
        /// Kept; reading it failed.
        Failed = "failed",
        /// Not a file that can be kept: a symbolic link, a FIFO, a device, unreadable.
        Skipped = "skipped",
    }
}
