//! What every piece of structure looks at: the text, its lines, the times in it, and what its file says of itself.

use super::Input;
use super::day;
use super::lines::{self, Case, Line};
use super::words::fold;
use broadside_model::{Edtf, Format, Mention, Metadata, Span};

/// A text as structure sees it.
pub(super) struct View<'a> {
    /// The repaired text.
    pub text: &'a str,
    /// Its lines with something on them.
    pub lines: Vec<Line>,
    /// Expressions of time in it, in order of their place.
    pub times: &'a [Mention],
    /// What its file says of itself.
    pub metadata: &'a [Metadata],
    /// ISO 639-3 code of its language.
    pub language: Option<&'a str>,
    /// What kind of file it came from.
    pub format: Format,
    /// Whether its format can mark headings.
    pub markup: bool,
    /// Whether its format can mark headings, and some are marked.
    pub marked: bool,
    /// Whether the whole text is in capitals, so that capitals say nothing.
    pub all_upper: bool,
    /// The title that its file gives it, folded.
    pub folded_title: Option<String>,
}

impl<'a> View<'a> {
    /// Looks at an input.
    pub(super) fn new(input: &Input<'a>) -> Self {
        let text = input.text.text.as_str();
        let mut lines = lines::of(text, &input.text.parts);
        let mut before = 0;
        for line in &mut lines {
            before += input.times[before..].iter().take_while(|time| time.span.start < line.span.start).count();
            line.times = u32::try_from(before).unwrap_or(u32::MAX);
        }
        let upper: usize = lines.iter().filter(|line| line.case == Case::Upper).map(|line| line.width).sum();
        let cased: usize = lines.iter().filter(|line| line.case != Case::None).map(|line| line.width).sum();
        let markup = !matches!(input.format, Format::Text | Format::Pdf | Format::Png | Format::Jpeg | Format::Tiff);
        let marked = markup && lines.iter().any(Line::is_heading);
        let mut view = View {
            text,
            markup,
            marked,
            lines,
            times: input.times,
            metadata: input.metadata,
            language: input.text.language.as_deref(),
            format: input.format,
            all_upper: upper * 10 > cased * 8,
            folded_title: None,
        };
        view.folded_title = view.given("title").map(fold);
        view
    }

    /// The expressions of time that lie in `span`.
    pub(super) fn times_in(&self, span: Span) -> &'a [Mention] {
        let first = self.times.partition_point(|time| time.span.start < span.start);
        let count = self.times[first..].iter().take_while(|time| time.span.end <= span.end).count();
        &self.times[first..first + count]
    }

    /// The expressions of time that begin in a line and end before `end`, where it reaches as far.
    pub(super) fn times_from(&self, line: &Line, end: u32) -> &'a [Mention] {
        let times = self.times.get(line.times as usize..).unwrap_or_default();
        &times[..times.iter().take_while(|time| time.span.end <= end).count()]
    }

    /// The narrowest date stated in `span`, which is a dateline.
    pub(super) fn best_date(&self, span: Span) -> Option<(Edtf, Span)> {
        let mut best: Option<(i64, &Mention, &Edtf)> = None;
        for time in self.times_in(span) {
            let Some(date) = &time.date else { continue };
            let width = match (date.earliest(), date.latest()) {
                (Some(earliest), Some(latest)) => latest.number() - earliest.number(),
                _ => continue,
            };
            if best.as_ref().is_none_or(|best| width < best.0) {
                best = Some((width, time, date));
            }
        }
        let whole = best.as_ref().is_some_and(|best| best.0 == 0);
        if !whole && let Some(day) = day::stated(self, span) {
            return Some(day);
        }
        best.map(|(_, time, date)| (date.clone(), time.span))
    }

    /// The value of the file's own metadata of that name.
    pub(super) fn given(&self, key: &str) -> Option<&'a str> {
        self.metadata
            .iter()
            .find(|item| item.key == key)
            .map(|item| item.value.trim())
            .filter(|value| !value.is_empty())
    }
}
