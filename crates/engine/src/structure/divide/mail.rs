//! Mail threads: every message of a thread is a statement of its own.

use crate::structure::View;
use crate::structure::words::fold;

/// Labels of a message's sender, as mail programs write them.
const FROM: &[&str] = &[
    "from",
    "de",
    "von",
    "da",
    "van",
    "от",
    "od",
    "kimden",
    "від",
    "desde",
    "fra",
    "fran",
    "发件人",
    "差出人",
    "مِن",
    "من",
];
/// Labels of its other lines.
const OTHER: &[&str] = &[
    "to",
    "cc",
    "date",
    "sent",
    "subject",
    "para",
    "fecha",
    "enviado",
    "asunto",
    "a",
    "objet",
    "date",
    "envoye",
    "an",
    "datum",
    "gesendet",
    "betreff",
    "inviato",
    "oggetto",
    "data",
    "assunto",
    "enviada em",
    "aan",
    "verzonden",
    "onderwerp",
    "кому",
    "дата",
    "тема",
    "отправлено",
    "do",
    "wyslano",
    "temat",
    "kime",
    "tarih",
    "konu",
    "gonderildi",
    "reply to",
    "收件人",
    "主题",
];
/// A label is no longer than this, in characters.
const LONGEST_LABEL: usize = 16;
/// Lines of a message's head that are looked at.
const NEAR: usize = 7;

/// The first lines of the messages of a thread; none where there are not at least two.
pub(super) fn starts(view: &View<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < view.lines.len() {
        if is_message(view, at) {
            // Other lines of the head may stand over the sender's, and a line such as "----- Original Message -----".
            let first = head(view, at);
            let ruled = first.checked_sub(1).filter(|&before| is_rule(view.lines[before].of(view.text)));
            found.push(ruled.unwrap_or(first));
            at += NEAR.min(3);
        } else if is_wrote(view, at) {
            found.push(at);
        }
        at += 1;
    }
    // One head at the very beginning makes a letter, not a thread.
    if found.len() < 2 && found.first().is_none_or(|first| *first == 0) { Vec::new() } else { found }
}

fn label(words: &str) -> Option<String> {
    let words = words.trim_start_matches(['>', '*', ' ', '_']);
    let (at, colon) = words.char_indices().take(LONGEST_LABEL + 1).find(|(_, letter)| matches!(letter, ':' | '：'))?;
    let rest = words[at + colon.len_utf8()..].trim_start_matches(['*', ' ']);
    (!rest.is_empty()).then(|| fold(&words[..at]))
}

fn is_message(view: &View<'_>, at: usize) -> bool {
    let line = view.lines[at];
    if line.width > 200 || !label(line.of(view.text)).is_some_and(|label| FROM.contains(&label.as_str())) {
        return false;
    }
    let near = head(view, at)..view.lines.len().min(at + NEAR);
    let others = near.filter(|&next| {
        let line = view.lines[next];
        line.width <= 300 && label(line.of(view.text)).is_some_and(|label| OTHER.contains(&label.as_str()))
    });
    others.count() >= 2
}

/// The first line of a message's head whose sender stands in line `at`.
fn head(view: &View<'_>, at: usize) -> usize {
    let mut first = at;
    while first > 0 && at - first < NEAR && !view.lines[first].gap {
        let line = view.lines[first - 1];
        let other = |words| label(words).is_some_and(|label| OTHER.contains(&label.as_str()));
        if line.width > 200 || !other(line.of(view.text)) {
            break;
        }
        first -= 1;
    }
    first
}

/// "On 5 May 2010, Ada Baker wrote:"
fn is_wrote(view: &View<'_>, at: usize) -> bool {
    let line = view.lines[at];
    let words = line.of(view.text);
    if line.width > 160 || !line.gap || !words.ends_with(':') {
        return false;
    }
    let ends = [
        "wrote:",
        "escribió:",
        "a écrit :",
        "schrieb:",
        "ha scritto:",
        "escreveu:",
        "schreef:",
        "пишет:",
        "napisał:",
        "yazdı:",
    ];
    let clock =
        |word: &str| word.len() <= 8 && word.contains(':') && word.starts_with(|letter: char| letter.is_ascii_digit());
    let posted = words.contains(['@', '<']) || words.split(' ').any(clock);
    posted && ends.iter().any(|end| words.ends_with(end)) && words.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a line is a rule of dashes, with or without words in it.
fn is_rule(words: &str) -> bool {
    words.starts_with("---") || words.starts_with("___") || words.starts_with("===")
}
