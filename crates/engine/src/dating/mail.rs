//! The day in the head of a mail: a statement that opens with the lines of a mail's head is of the day it was sent.

use super::cues;
use super::own;
use super::times::TimeAt;
use broadside_model::{Dated, Found, Span};

/// Bytes in which the head of a mail stands.
const HEAD: usize = 1500;

/// What the line with the day of sending begins with.
const SENT: &str = "date|sent|datum|gesendet|fecha|enviado|envoyé|data|inviato|verzonden|дата|отправлено|tarih|wysłano";
/// What the other lines of the head begin with.
const OTHERS: &str = "from|to|cc|bcc|subject|reply-to|message-id|von|an|betreff|de|para|asunto|à|objet|da|a|oggetto|van|aan|\
                      onderwerp|assunto|от|кому|тема|kimden|kime|konu|od|do|temat";

/// The day a mail says it was sent, where its head opens the statement.
pub fn date(text: &str, within: Span, times: &[TimeAt]) -> Option<Found<Dated>> {
    let head = cues::head(text.get(within.range())?, HEAD);
    let (mut at, mut others, mut sent) = (within.range().start, 0, None);
    for line in head.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len();
        if line.trim().is_empty() && others == 0 && sent.is_none() {
            continue;
        }
        let Some((label, _)) = line.split_once(':') else { break };
        let label = label.trim_matches([' ', '*', '_']).to_lowercase();
        let is = |labels: &str| labels.split('|').any(|one| one == label);
        if is(SENT) {
            let first = times.partition_point(|time| time.span.start < span.start);
            sent = times.get(first).filter(|time| time.span.end <= span.end);
        } else if is(OTHERS) {
            others += 1;
        } else {
            break;
        }
    }
    let time = sent.filter(|_| others > 0)?;
    Some(own::own(own::exact(time)?, time.span, "mail-date", 94, "the head of its mail says so"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let statement = broadside_model::Statement { span: Span::new(0, text.len()), ..Default::default() };
        let times = super::super::times::of(text, &statement);
        date(text, statement.span, &times).map(|found| found.value.edtf.to_string())
    }

    #[test]
    fn a_mail_is_of_the_day_it_was_sent() {
        let mail = "Subject: Call\nFrom: A. Example <a@example.org>\nDate: Mon, 3 May 1999 10:00:00 +0200\n\nFriends, in 1998 …";
        assert_eq!(read(mail).as_deref(), Some("1999-05-03"));
        assert_eq!(read("Date: 3 May 1999\nFriends"), None);
        assert_eq!(read("To all: on 3 May 1999 we met\nDate: 3 May 1999\n"), None);
    }
}
