//! Mail messages → their text, with headers, attachments and forwarded messages.
//!
//! Takes the bytes of a message (RFC 5322, MIME), of a mailbox (mbox) or of a page saved as a message (MHTML). The text
//! begins with the Subject, From, To, Cc and Date lines, so that they can be cited; then the plain text, or the HTML where
//! it says more. Attachments and enclosed messages become files of their own. Broken MIME is read as far as it goes.

use std::borrow::Cow;

use broadside_model::{BlockKind, Child, Format, Reading};
use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use super::compose::{Composer, Gap, failed, note, warning};
use super::{encoding, html};

/// Messages of a mailbox that are taken out.
const MAX_MESSAGES: usize = 10_000;
/// Attachments of a message that are taken out.
const MAX_ATTACHMENTS: usize = 1_000;
/// An HTML body with this many times the letters of the plain one is read instead: the plain one is a stopgap.
const SAYS_MORE: usize = 5;

/// Reads one message.
pub fn read(bytes: &[u8]) -> Reading {
    let bytes = without_envelope(bytes);
    let Some(message) = MessageParser::default().parse(bytes) else {
        return failed(
            Format::Eml,
            "the message has no header that can be read",
            "open it in a mail program and save it again",
        );
    };
    let mut composer = Composer::new(Format::Eml);
    headers(&message, &mut composer);
    body(bytes, &message, &mut composer);
    attachments(bytes, &message, &mut composer);
    composer.finish()
}

/// Reads a mailbox: every message is a child.
pub fn read_mailbox(bytes: &[u8]) -> Reading {
    let mut reading = Reading::empty(Format::Eml);
    for (index, message) in mailbox(bytes).enumerate() {
        if index == MAX_MESSAGES {
            let message = format!("it holds more than {MAX_MESSAGES} messages; the rest was left out");
            reading.diagnostics.push(warning(message, "split the mailbox and add its parts"));
            break;
        }
        let name = format!("message-{:05}.eml", index + 1).into_bytes();
        reading.children.push(Child { name, bytes: message.to_vec() });
    }
    reading.diagnostics.push(note(format!("it is a mailbox of {} messages", reading.children.len()), ""));
    reading
}

/// Reads a web page that a browser saved as a message: the page, without its pictures and scripts.
pub fn read_saved_page(bytes: &[u8]) -> Reading {
    let parsed = MessageParser::default().parse(bytes);
    let page = parsed.as_ref().and_then(|message| {
        let part = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)))?;
        Some((message, part, text_of(bytes, part)?))
    });
    let Some((message, part, text)) = page else { return read(bytes) };
    let mut reading = html::read(&text);
    let saved_from = message.header("Snapshot-Content-Location").and_then(|value| value.as_text());
    if let Some(address) = saved_from.or(part.content_location()) {
        let value = address.to_owned();
        reading.metadata.push(broadside_model::Metadata { key: "source".to_owned(), value });
    }
    reading
}

/// The messages of a mailbox, without the `From ` lines that part them (RFC 4155).
pub fn mailbox(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let separators = memchr::memmem::find_iter(bytes, b"\nFrom ").map(|at| at + 1);
    let starts = bytes.starts_with(b"From ").then_some(0).into_iter().chain(separators);
    let mut starts = starts.filter(|&at| is_separator(bytes, at)).peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(bytes.len());
        Some(without_envelope(&bytes[start..end]))
    })
}

/// Whether the `From ` line at `at` parts messages: it stands first or after an empty line, and a header field follows.
fn is_separator(bytes: &[u8], at: usize) -> bool {
    let before = &bytes[..at];
    let is_apart = before.is_empty() || before.ends_with(b"\n\n") || before.ends_with(b"\n\r\n");
    let mut lines = bytes[at..bytes.len().min(at + 2000)].split(|&byte| byte == b'\n').skip(1);
    let is_field = |line: &[u8]| {
        let name = line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        name > 1 && line.get(name) == Some(&b':')
    };
    is_apart && lines.next().is_some_and(is_field)
}

fn without_envelope(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii_start();
    if !bytes.starts_with(b"From ") {
        return bytes;
    }
    memchr::memchr(b'\n', bytes).map_or(bytes, |end| &bytes[end + 1..])
}

fn headers(message: &Message<'_>, composer: &mut Composer) {
    let date = message.header_raw("Date").map(str::trim).unwrap_or_default();
    let fields = [
        ("Subject", "title", message.subject().unwrap_or_default().to_owned()),
        ("From", "creator", message.from().map(addresses).unwrap_or_default()),
        ("To", "recipient", message.to().map(addresses).unwrap_or_default()),
        ("Cc", "recipient", message.cc().map(addresses).unwrap_or_default()),
        ("Date", "date", date.to_owned()),
    ];
    for (name, key, value) in fields {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            composer.metadata(key, &value);
            composer.block(Gap::Line, BlockKind::Paragraph, 0, &format!("{name}: {value}"));
        }
    }
}

fn addresses(address: &Address<'_>) -> String {
    let one = |address: &mail_parser::Addr<'_>| match (address.name(), address.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or_default().to_owned(),
    };
    address.iter().take(1000).map(one).filter(|one| !one.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The text: every plain part, or the HTML where the plain one is missing or a stopgap.
fn body(bytes: &[u8], message: &Message<'_>, composer: &mut Composer) {
    let parts = |ids: &[u32]| -> Vec<(bool, String)> {
        let parts = ids.iter().filter_map(|&id| message.parts.get(id as usize));
        parts.filter_map(|part| Some((matches!(part.body, PartType::Html(_)), text_of(bytes, part)?))).collect()
    };
    let plain = parts(&message.text_body);
    let html = parts(&message.html_body);
    let pages: Vec<Reading> = html.iter().filter(|part| part.0).map(|part| html::read(&part.1)).collect();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let is_plain_enough = plain.iter().any(|part| !part.0)
        && letters(&plain.iter().map(|part| part.1.as_str()).collect::<String>()) * SAYS_MORE
            >= pages.iter().map(|page| letters(&page.raw)).sum::<usize>();
    if !is_plain_enough && !pages.is_empty() {
        pages.into_iter().for_each(|page| composer.append(page));
        return;
    }
    for (is_html, text) in plain {
        if is_html {
            composer.append(html::read(&text));
        } else {
            paragraphs(&text.replace("\r\n", "\n"), composer);
        }
    }
}

/// Plain text: blocks between empty lines; lines quoted from another message are quotations.
fn paragraphs(text: &str, composer: &mut Composer) {
    let mut block = String::new();
    let mut is_quote = false;
    for line in text.split('\n').chain([""]) {
        let quoted = line.starts_with('>');
        if line.trim().is_empty() || quoted != is_quote {
            let kind = if is_quote { BlockKind::Quote } else { BlockKind::Paragraph };
            composer.block(Gap::Blank, kind, 0, &block);
            block.clear();
        }
        is_quote = quoted;
        block.push_str(line);
        block.push('\n');
    }
}

fn attachments(bytes: &[u8], message: &Message<'_>, composer: &mut Composer) {
    for (index, &id) in message.attachments.iter().enumerate() {
        let Some(part) = message.parts.get(id as usize) else { continue };
        if index == MAX_ATTACHMENTS {
            composer.diagnostic(warning(format!("only its first {MAX_ATTACHMENTS} attachments were read"), ""));
            return;
        }
        let content = content(bytes, part);
        if content.is_empty() || message.text_body.contains(&id) || message.html_body.contains(&id) {
            continue;
        }
        let ending = match part.body {
            PartType::Text(_) => "txt",
            PartType::Html(_) => "html",
            PartType::Message(_) => "eml",
            _ => "bin",
        };
        let name = part.attachment_name().map(str::to_owned);
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| format!("attachment-{}.{ending}", index + 1));
        composer.child(name.into_bytes(), content.into_owned());
    }
}

/// The bytes of a part as they were before the mail program coded them.
fn content<'a>(bytes: &'a [u8], part: &'a MessagePart<'_>) -> Cow<'a, [u8]> {
    let coded = bytes.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let decoded = match (&part.body, part.encoding) {
        (PartType::Binary(content) | PartType::InlineBinary(content), _) => return Cow::Borrowed(content),
        (PartType::Multipart(_), _) => return Cow::Borrowed(&[]),
        (_, Encoding::None) => return Cow::Borrowed(coded),
        (_, Encoding::QuotedPrintable) => quoted_printable_decode(coded),
        (_, Encoding::Base64) => base64_decode(coded),
    };
    match (decoded, &part.body) {
        (Some(decoded), _) => Cow::Owned(decoded),
        (None, PartType::Text(text) | PartType::Html(text)) => Cow::Borrowed(text.as_bytes()),
        (None, PartType::Message(message)) => Cow::Borrowed(message.raw_message()),
        (None, _) => Cow::Borrowed(coded),
    }
}

/// The text of a part in the encoding it declares, or the one its bytes tell.
fn text_of(bytes: &[u8], part: &MessagePart<'_>) -> Option<String> {
    let declared = part.content_type().and_then(|kind| kind.attribute("charset"));
    let declared = declared.filter(|label| !label.to_ascii_lowercase().contains("ascii"));
    let content = content(bytes, part);
    if content.is_empty() {
        return None;
    }
    let page = matches!(part.body, PartType::Html(_)).then(|| html::declared_charset(&content)).flatten();
    let decoded = encoding::decode(&content, declared.or(page.as_deref()))?;
    Some(decoded.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: =?utf-8?q?Comit=C3=A9?= <c@example.org>\r\nTo: press@example.org\r\nSubject: Llamamiento\r\n\
        Date: Mon, 3 May 1999 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
        --x\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Compa=F1eros:\r\n\r\n> dijeron\r\n\r\nSalud.\r\n\
        --x\r\nContent-Type: text/plain; name=\"list.txt\"\r\nContent-Disposition: attachment; filename=\"list.txt\"\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nQSwgQgo=\r\n--x--\r\n";

    #[test]
    fn headers_and_text_are_blocks_and_attachments_children() {
        let reading = read(MAIL.as_bytes());
        assert_eq!(
            reading.raw,
            "Subject: Llamamiento\nFrom: Comité <c@example.org>\nTo: press@example.org\n\
             Date: Mon, 3 May 1999 10:00:00 +0200\n\nCompañeros:\n\n> dijeron\n\nSalud."
        );
        assert_eq!(reading.blocks[5].kind, BlockKind::Quote);
        assert_eq!(reading.children, [Child { name: b"list.txt".to_vec(), bytes: b"A, B\n".to_vec() }]);
        assert!(reading.metadata.iter().any(|entry| entry.key == "creator" && entry.value.contains("Comité")));
    }

    #[test]
    fn undeclared_legacy_letters_are_still_read() {
        let mail = [
            b"From: a@example.org\r\nMessage-ID: <1>\r\n\r\n".to_vec(),
            encoding_rs::WINDOWS_1251
                .encode("Мы требуем освобождения всех задержанных рабочих завода и выплаты зарплаты.")
                .0
                .into_owned(),
        ]
        .concat();
        assert!(read(&mail).raw.contains("требуем освобождения"));
    }

    #[test]
    fn a_mailbox_is_cut_at_its_separators_only() {
        let text = "From a@b Mon\nFrom: a@b\n\nHello\nFrom here on\n\nFrom c@d Tue\nFrom: c@d\n\nBye\n";
        let messages: Vec<&[u8]> = mailbox(text.as_bytes()).collect();
        assert_eq!(messages, [&b"From: a@b\n\nHello\nFrom here on\n\n"[..], b"From: c@d\n\nBye\n"]);
    }
}
