//! `end-mark`: what says that a text is over: `■`, `-30-`, `###`, `* * *` as the last line, `ENDS`, `(FIN)`, `Конец`.
//!
//! Words and stars that may stand inside a text count only as its last line; marks that mean nothing else count in its
//! last half, where notes to editors may follow.

use super::chars::is_blank;
use crate::repair::{Draft, Rule};
use broadside_model::Span;

/// The rule `end-mark`.
pub struct EndMark;

const BLOCKS: [char; 10] = ['■', '□', '▪', '◼', '◾', '∎', '●', '◆', '♦', '❚'];
/// Marks that mean the end wherever they stand alone, letters in upper case.
const CLEAR: &[&str] = &[
    "-30-",
    "- 30 -",
    "—30—",
    "– 30 –",
    "###",
    "# # #",
    "-END-",
    "- END -",
    "-ENDS-",
    "- ENDS -",
    "(ENDS)",
    "(END)",
    "[END]",
    "*ENDS*",
    "/ENDS",
    "ENDS",
];
/// Words that mean the end as the last line, letters in upper case.
const LAST: &[&str] = &[
    "***",
    "* * *",
    "*****",
    "* * * * *",
    "END",
    "THE END",
    "END.",
    "FIN",
    "(FIN)",
    "FIN.",
    "- FIN -",
    "FIM",
    "(FIM)",
    "FINE",
    "ENDE",
    "(ENDE)",
    "- ENDE -",
    "КОНЕЦ",
    "(КОНЕЦ)",
    "FIN DEL COMUNICADO",
    "END OF STATEMENT",
    "END OF DOCUMENT",
    "END OF TEXT",
    "[END TEXT]",
    "KONIEC",
    "EINDE",
    "SLUT",
];

impl Rule for EndMark {
    fn name(&self) -> &'static str {
        "end-mark"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let last = draft.previous_text_line(draft.lines.len());
        let Some(last) = last else { return };
        if let Some(before) = draft.previous_text_line(last) {
            let line = draft.line(last).trim();
            if line.len() <= 40
                && (is_mark(line, LAST) || is_mark(line, CLEAR) || line.chars().all(|c| BLOCKS.contains(&c)))
            {
                draft.drop_line(self.name(), last);
                trailing(self.name(), draft, before);
            }
        }
        trailing(self.name(), draft, last);
        for index in draft.lines.len() / 2..last {
            let alone = draft.lines[index].raw.len() <= 12
                && is_blank(draft, index.wrapping_sub(1))
                && is_blank(draft, index + 1);
            if alone && is_mark(draft.line(index).trim(), CLEAR) {
                draft.drop_line(self.name(), index);
            }
        }
    }
}

fn is_mark(line: &str, marks: &[&str]) -> bool {
    if line.is_empty() || line.len() > 40 {
        return false;
    }
    if line.is_ascii() {
        return marks.iter().any(|mark| {
            mark.eq_ignore_ascii_case(line)
                && (line.len() > 5 || *mark == line || !mark.starts_with(char::is_alphabetic))
        });
    }
    let upper = line.to_uppercase();
    marks.iter().any(|mark| *mark == upper)
}

/// Takes a block or star off the end of the last sentence.
fn trailing(rule: &'static str, draft: &mut Draft<'_>, index: usize) {
    if draft.lines[index].furniture.is_some() {
        return;
    }
    let line = draft.line(index).trim_end();
    let kept = line.trim_end_matches(BLOCKS).trim_end();
    if kept.len() < line.len() && kept.ends_with(['.', '!', '?', '”', '"', '»', ')']) {
        let start = draft.lines[index].raw.start as usize;
        draft.replace(rule, Span::new(start + kept.len(), start + line.len()), "", 92);
    }
}

#[cfg(test)]
mod tests {
    use super::EndMark;
    use crate::repair::testing::repaired;

    #[test]
    fn end_marks_go() {
        assert_eq!(repaired(&EndMark, "We shall return. ■\n"), "We shall return.\n");
        assert_eq!(repaired(&EndMark, "We shall return.\n\n* * *\n"), "We shall return.\n\n");
        assert_eq!(
            repaired(&EndMark, "Text.\n\nENDS\n\nNotes to editors: call us.\n"),
            "Text.\n\n\nNotes to editors: call us.\n"
        );
        assert_eq!(repaired(&EndMark, "Мы вернёмся.\n(конец)"), "Мы вернёмся.\n");
    }

    #[test]
    fn what_stands_inside_a_text_stays() {
        for raw in
            ["One.\n\n* * *\n\nTwo.", "The means to an\nend\nwas found.", "■ First demand\n■ Second demand", "FIN"]
        {
            assert_eq!(repaired(&EndMark, raw), raw);
        }
    }
}
