//! The repaired text of a source, and the edits that lead from its raw text to it and back.

use crate::{Part, Span};

/// One repair: a range of the raw text that reads otherwise in the repaired text.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// Bytes of the raw text.
    pub raw: Span,
    /// Bytes of the repaired text that stand there instead; may be empty.
    pub text: Span,
    /// Name of the rule that made it.
    pub rule: String,
    /// The raw characters.
    pub before: String,
    /// The repaired characters.
    pub after: String,
    /// How sure the rule is, in hundredths.
    pub confidence: u8,
}

/// A word that is probably not what the document said, with what it probably said. The text is not changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Bytes of the raw text.
    pub raw: Span,
    /// Bytes of the repaired text.
    pub text: Span,
    /// Name of the rule that marked it.
    pub rule: String,
    /// The likely reading; `None` where none is likely enough to name.
    pub suggestion: Option<String>,
    /// How sure the rule is that the word is wrong, in hundredths.
    pub confidence: u8,
}

/// A repaired text.
///
/// Edits are in order of their place and do not overlap; between two of them, raw and repaired text are the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// The repaired text.
    pub text: String,
    /// Every repair, in order.
    pub edits: Vec<Edit>,
    /// Parts in order of their place.
    pub parts: Vec<Part>,
    /// ISO 639-3 code of the document's main language; `None` where it is not known.
    pub language: Option<String>,
    /// Text quality in hundredths: the share of its words that look like words; `None` where there is too little text
    /// to say.
    pub quality: Option<u8>,
}

impl Text {
    /// The raw text: every edit undone.
    pub fn undo_all(&self) -> String {
        self.undo(|_| true)
    }

    /// The text with those edits undone that `undone` chooses by their index.
    pub fn undo(&self, undone: impl Fn(usize) -> bool) -> String {
        let mut raw = String::with_capacity(self.text.len() + self.text.len() / 16);
        let mut at = 0;
        for (index, edit) in self.edits.iter().enumerate() {
            raw.push_str(&self.text[at..edit.text.start as usize]);
            raw.push_str(if undone(index) { &edit.before } else { &edit.after });
            at = edit.text.end as usize;
        }
        raw.push_str(&self.text[at..]);
        raw
    }

    /// Where a byte of the repaired text stands in the raw text. Inside an edit it is the edit's start.
    pub fn to_raw(&self, byte: u32) -> u32 {
        let next = self.edits.partition_point(|edit| edit.text.end <= byte);
        match self.edits.get(next) {
            Some(edit) if edit.text.contains(byte) => edit.raw.start,
            _ => match next.checked_sub(1).map(|before| &self.edits[before]) {
                Some(edit) => byte - edit.text.end + edit.raw.end,
                None => byte,
            },
        }
    }

    /// The raw bytes that a span of the repaired text comes from: the smallest raw span that covers it, an edit being
    /// covered whole.
    pub fn raw_span(&self, text: Span) -> Span {
        if text.is_empty() {
            let at = self.to_raw(text.start);
            return Span { start: at, end: at };
        }
        let start = self.to_raw(text.start);
        let last = text.end - 1;
        let next = self.edits.partition_point(|edit| edit.text.end <= last);
        let end = match self.edits.get(next) {
            Some(edit) if edit.text.contains(last) => edit.raw.end,
            _ => self.to_raw(last) + 1,
        };
        Span { start, end: end.max(start) }
    }

    /// Where a byte of the raw text stands in the repaired text. Inside an edit it is the edit's start.
    pub fn from_raw(&self, byte: u32) -> u32 {
        let next = self.edits.partition_point(|edit| edit.raw.end <= byte);
        match self.edits.get(next) {
            Some(edit) if edit.raw.contains(byte) => edit.text.start,
            _ => match next.checked_sub(1).map(|before| &self.edits[before]) {
                Some(edit) => byte - edit.raw.end + edit.text.end,
                None => byte,
            },
        }
    }
}
