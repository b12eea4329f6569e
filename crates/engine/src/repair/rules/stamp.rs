//! `stamp`: what archives, scanners and fax machines put on a page: `RECEIVED 12 MAR 1984`, `COPY`, `CONFIDENTIAL`,
//! `Digitized by Google`, fax headers.
//!
//! Phrases of digitizers go wherever they stand; words that a text may use itself only in capitals, alone on a line,
//! at the edge of a page or of the text.

use crate::repair::draft::Signs;
use crate::repair::{Draft, Rule};

/// The rule `stamp`.
pub struct Stamp;

const LONGEST: usize = 120;
/// How far from an edge of page or text a stamped word may stand, in lines that have text.
const DEEP: usize = 4;

/// Beginnings of lines that digitizers and libraries add, in lower case.
const DIGITIZED: &[&str] = &[
    "digitized by google",
    "digitized by the internet archive",
    "digitized by microsoft",
    "digitised by",
    "original from university of",
    "original from the university of",
    "original from new york public library",
    "generated on 20",
    "generated at university",
    "public domain, google-digitized",
    "public domain / http://www.hathitrust.org",
    "http://www.hathitrust.org/access_use",
    "https://hdl.handle.net/2027/",
    "http://hdl.handle.net/2027/",
    "numérisé par google",
    "digitalizado por google",
    "digitalisiert von google",
    "оцифровано google",
    "scanned by camscanner",
    "scanned with camscanner",
    "approved for release",
    "declassified in part",
];
/// Stamped words that a date may follow, in upper case.
const DATED: &[&str] = &[
    "RECEIVED",
    "RECIBIDO",
    "RECEBIDO",
    "REÇU",
    "REÇU LE",
    "EINGEGANGEN",
    "EINGANG",
    "RICEVUTO",
    "ПОЛУЧЕНО",
    "ENTERED",
    "FILED",
    "DECLASSIFIED",
    "POSTED",
    "ARRIVED",
];
/// Stamped words that stand alone, in upper case.
const ALONE: &[&str] = &[
    "COPY",
    "COPIA",
    "CÓPIA",
    "COPIE",
    "KOPIE",
    "КОПИЯ",
    "CONFIDENTIAL",
    "CONFIDENCIAL",
    "CONFIDENTIEL",
    "VERTRAULICH",
    "RISERVATO",
    "КОНФИДЕНЦИАЛЬНО",
    "SECRET",
    "TOP SECRET",
    "SECRETO",
    "GEHEIM",
    "СЕКРЕТНО",
    "СОВЕРШЕННО СЕКРЕТНО",
    "UNCLASSIFIED",
    "DECLASSIFIED",
    "RESTRICTED",
    "ORIGINAL",
    "DUPLICATE",
    "TRUE COPY",
    "COPIA FIEL",
    "ES COPIA FIEL",
    "FOR OFFICIAL USE ONLY",
];

impl Rule for Stamp {
    fn name(&self) -> &'static str {
        "stamp"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        for index in 0..draft.lines.len() {
            let line = draft.lines[index];
            if line.raw.len() < 4 || line.raw.len() > LONGEST || line.furniture.is_some() {
                continue;
            }
            let words = draft.words(index);
            let upper = line.signs & Signs::LOWER == 0;
            let timed = line.signs & (Signs::DIGIT | Signs::COLON) == Signs::DIGIT | Signs::COLON;
            if is_digitizers(words) || timed && is_fax(words) || upper && is_stamp(words) && is_near_edge(draft, index)
            {
                draft.drop_line(self.name(), index);
            }
        }
    }
}

fn starts_folded(line: &str, start: &str) -> bool {
    line.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

fn is_digitizers(line: &str) -> bool {
    let first = line.bytes().next().map_or(0, |byte| byte.to_ascii_lowercase());
    let second = line.as_bytes().get(1).map_or(0, u8::to_ascii_lowercase);
    // The second letters of the list: "di", "or", "ge", "pu", "ht", "sc", "nu", "ap", "de".
    (b"dogphsna".contains(&first) && b"ireutcp".contains(&second) || first >= 0x80)
        && DIGITIZED
            .iter()
            .any(|start| starts_folded(line, start) || first >= 0x80 && line.to_lowercase().starts_with(start))
}

/// A stamped word alone, or one with a date behind it.
fn is_stamp(line: &str) -> bool {
    if line.chars().any(char::is_lowercase) {
        return false;
    }
    let inner = line.trim_matches(|c: char| "*[]().-–—|:! ".contains(c));
    if ALONE.contains(&inner) {
        return true;
    }
    DATED.iter().any(|word| {
        let rest = inner.strip_prefix(word).map(|rest| rest.trim_matches([' ', ':', '-', '.', ',']));
        rest.is_some_and(|rest| {
            rest.len() >= 6
                && rest.len() <= 24
                && rest.contains(|c: char| c.is_ascii_digit())
                && rest.split([' ', '-', '/', '.', ',']).count() <= 5
        })
    })
}

/// A line that a fax machine printed: a time, a number, and a page count, in one line.
fn is_fax(line: &str) -> bool {
    if line.len() < 20 || !line.as_bytes().iter().rev().take(4).any(u8::is_ascii_digit) {
        return false;
    }
    let bytes = line.as_bytes();
    let time = bytes.windows(5).any(|w| {
        w[2] == b':' && w[0].is_ascii_digit() && w[1].is_ascii_digit() && w[3].is_ascii_digit() && w[4].is_ascii_digit()
    });
    if !time {
        return false;
    }
    let last = line.rsplit(' ').next().unwrap_or("");
    let before = line.rsplit(' ').nth(1).unwrap_or("");
    let counted = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/') && !word.is_empty();
    let paged = last.strip_prefix('P').map(|rest| rest.trim_start_matches(['.', ':'])).is_some_and(counted)
        || counted(last) && ["PAGE", "PG.", "P.", "Page", "PAGE:"].contains(&before);
    let from = line.contains("FAX")
        || line.contains("FROM")
        || line.contains("Fax")
        || line
            .split(' ')
            .filter(|word| word.len() >= 7 && word.bytes().filter(u8::is_ascii_digit).count() >= 6)
            .count()
            > 0;
    paged && from
}

/// Whether few lines of text lie between line `index` and an edge of its page or of the text.
fn is_near_edge(draft: &Draft<'_>, index: usize) -> bool {
    let page = draft.lines[index].page;
    let text = |other: &usize| !draft.lines[*other].words.is_empty();
    let same = |other: &usize| draft.lines[*other].page == page;
    let above = (0..index)
        .rev()
        .take_while(|other| same(other) && draft.line_end(*other) != "\x0c")
        .filter(text)
        .take(DEEP)
        .count();
    let below = (index + 1..draft.lines.len())
        .take_while(|other| same(other) && draft.line_end(other - 1) != "\x0c")
        .filter(text)
        .take(DEEP)
        .count();
    above < DEEP || below < DEEP
}

#[cfg(test)]
mod tests {
    use super::Stamp;
    use crate::repair::testing::{furniture, repaired};

    #[test]
    fn stamps_and_fax_headers_go() {
        for line in [
            "RECEIVED 12 MAR 1984",
            "COPY",
            "* CONFIDENTIAL *",
            "Digitized by Google",
            "Original from UNIVERSITY OF NOWHERE",
            "RECIBIDO: 03-05-1981",
            "FROM: WEAVERS UNION   FAX NO. : 5551234   12 Mar. 1994 03:12PM P1",
            "12/03/1994 15:04 0171555123 WEAVERS UNION PAGE 02/05",
        ] {
            assert_eq!(furniture(&Stamp, &format!("{line}\nWe met.\n")), [line], "{line}");
        }
    }

    #[test]
    fn words_of_the_text_stay() {
        let far = format!("{0}COPY\n{0}", "We met again.\n".repeat(6));
        for raw in [
            far.as_str(),
            "Copy\nthat",
            "RECEIVED BY THE KING\nand others",
            "A secret meeting at 10:30 was attended by 12",
            "CONFIDENTIAL TALKS FAIL",
        ] {
            assert_eq!(repaired(&Stamp, raw), raw);
        }
    }
}
