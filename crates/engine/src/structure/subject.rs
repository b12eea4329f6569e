//! What mail programs and their users put before a subject: "Subject: Fwd: Re:", the name of a list in brackets.

use super::words::fold;

/// Labels of the line that holds the subject, folded.
const LABELS: &[&str] = &[
    "subject",
    "betreff",
    "asunto",
    "objet",
    "oggetto",
    "assunto",
    "onderwerp",
    "тема",
    "temat",
    "konu",
    "主题",
    "主題",
];
/// What says that a mail answers or forwards another, folded.
const REPLIES: &[&str] = &[
    "re",
    "fwd",
    "fw",
    "aw",
    "antw",
    "antwort",
    "wg",
    "sv",
    "vs",
    "rv",
    "rif",
    "res",
    "enc",
    "tr",
    "ynt",
    "ilt",
    "odp",
    "pd",
    "vb",
    "doorst",
    "回复",
    "答复",
    "转发",
    "forward",
    "forwarded",
];
/// Most of them that are looked through.
const MOST: usize = 12;

/// A subject or title without what mail programs put before it; all of it where nothing would be left.
pub(super) fn bare(title: &str) -> &str {
    let mut rest = title.trim();
    let mut answered = false;
    for _ in 0..MOST {
        if let Some(behind) = tag(rest).filter(|behind| answered || is_reply(behind)) {
            rest = behind;
        } else if let Some(behind) = behind_label(rest) {
            (rest, answered) = (behind, true);
        } else {
            break;
        }
    }
    if rest.is_empty() { title } else { rest }
}

fn is_reply(words: &str) -> bool {
    behind_label(words).is_some()
}

/// What stands behind "Re:", "Fwd:" with a number in brackets, or "Subject:".
fn behind_label(words: &str) -> Option<&str> {
    let (label, rest) = words.split_once([':', '：'])?;
    if label.len() > 40 {
        return None;
    }
    let folded = fold(
        label.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '[' | ']' | '(' | ')' | ' ')),
    );
    (LABELS.contains(&folded.as_str()) || REPLIES.contains(&folded.as_str())).then(|| rest.trim_start())
}

/// What stands behind the name of a list in brackets.
fn tag(words: &str) -> Option<&str> {
    let (tag, rest) = words.strip_prefix('[')?.split_once(']')?;
    (tag.len() <= 40).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn prefixes_of_mail_are_no_title() {
        assert_eq!(bare("Subject: Fwd: Re: [bakers] Statement on the ovens"), "Statement on the ovens");
        assert_eq!(bare("[bakers] RE[2]: AW: Offener Brief"), "Offener Brief");
        assert_eq!(bare("Re:"), "Re:");
        assert_eq!(bare("[Draft] Statement: on the ovens"), "[Draft] Statement: on the ovens");
        assert_eq!(bare("Reply: to the millers"), "Reply: to the millers");
    }
}
