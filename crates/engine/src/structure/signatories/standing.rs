//! What a line is in its place in a list: the head of a group, a running head, the end.

use super::ends::{dateline, is_contact, loose_dateline, shape_row};
use super::gather::Gatherer;
use super::head::{self, Cue};
use super::line::{Line, Marker};
use super::{run, shape, table};

impl Gatherer<'_> {
    /// The level of the head that a line is, in this place.
    pub(super) fn heading(&self, line: &Line) -> Option<u8> {
        if matches!(line.marker, Marker::Bullet | Marker::Signed | Marker::Number(_))
            && line.heading.is_none()
            && !(line.text.ends_with(':') && head::cue(line).is_some())
        {
            return None;
        }
        if table::cells(&line.text).is_some() {
            return None;
        }
        let next = self.lines.get(self.at + 1);
        let cue = head::cue(line);
        let listed =
            next.is_some_and(|next| next.marker != Marker::None || next.item || table::cells(&next.text).is_some());
        if let Some(level) = line.heading {
            let more = cue.is_some()
                || shape::land(&line.text).is_some()
                || listed
                || self.out.entries.is_empty()
                || (level == 7 && next.is_some_and(|next| next.blank == 0));
            return (more || self.forced).then_some(level);
        }
        self.heading_by_words(line, cue, listed)
    }

    /// The level of the head that a line is by its words alone.
    fn heading_by_words(&self, line: &Line, cue: Option<Cue>, listed: bool) -> Option<u8> {
        let next = self.lines.get(self.at + 1);
        let colon = line.text.ends_with([':', '：']) && line.text.len() < 240;
        if colon && (cue.is_some() || listed || self.forced || line.text.split(' ').count() <= 6) {
            return Some(8);
        }
        if line.item && !line.text.ends_with(':') {
            return None;
        }
        let states = self.states();
        if shape::land_name(&line.text).is_some() || shape::land(&line.text) == Some(shape::Land::None) {
            return (!states
                && next.is_some_and(|next| shape::land_name(&next.text).is_none() || next.marker != Marker::None))
            .then_some(9);
        }
        match cue {
            Some(Cue::Strong) => Some(8),
            Some(Cue::Group) if next.is_some() && (line.blank > 0 || self.out.entries.is_empty()) => Some(8),
            Some(Cue::Weak) if self.out.entries.is_empty() || line.blank > 0 => Some(8),
            _ if listed
                && line.blank > 0
                && self.out.entries.last().is_some_and(|entry| entry.marker != Marker::None)
                && line.text.len() < 100
                && !shape::is_prose(&line.text) =>
            {
                Some(8)
            }
            _ => None,
        }
    }

    /// A line with a page number between two rows whose numbers go on.
    pub(super) fn is_running_head(&self, line: &Line) -> bool {
        let number = |marker: Marker| if let Marker::Number(number) = marker { Some(number) } else { None };
        let before = self.out.entries.last().and_then(|entry| number(entry.marker));
        let behind = self.lines.get(self.at + 1).and_then(|next| number(next.marker));
        let digit = |each: char| each.is_ascii_digit();
        let paged = line.text.starts_with(digit) || line.text.ends_with(digit);
        let between = before.zip(behind).is_some_and(|(before, behind)| before + 1 == behind);
        line.marker == Marker::None && line.blank > 0 && paged && between
    }

    /// A line that says more of the head above it, over rows with markers.
    pub(super) fn is_subtitle(&self, line: &Line) -> bool {
        let next = self.lines.get(self.at + 1);
        let above =
            self.at.checked_sub(1).and_then(|at| self.lines.get(at)).is_some_and(|before| before.heading.is_some());
        let rows = next.is_some_and(|next| next.marker != Marker::None || next.item || next.heading.is_some());
        line.marker == Marker::None && line.heading.is_none() && !line.item && above && rows
    }

    /// Whether the list is one of states.
    fn states(&self) -> bool {
        let from = self.at.saturating_sub(3);
        let around = &self.lines[from..self.lines.len().min(self.at + 4)];
        let lands = around.iter().filter(|line| shape::land_name(&line.text).is_some()).count();
        lands >= 3 && lands + 1 >= around.len()
    }

    /// Whether a line cannot be a row.
    pub(super) fn ends(&self, line: &Line) -> bool {
        if table::is_rule(line) {
            return false;
        }
        let text = line.text.as_str();
        let marked = line.marker != Marker::None || line.item;
        let was_marked =
            self.out.entries.last().is_some_and(|entry| {
                matches!(entry.marker, Marker::Number(_) | Marker::Bullet) && entry.head == self.head
            });
        let contact = text.contains('@')
            || text.contains("http")
            || text.starts_with("www.")
            || text.starts_with("Tel.")
            || text.starts_with("Tel:")
            || is_contact(text);
        let named = contact && !is_contact(text) && text.contains('@') && shape_row(text);
        if contact && !text.contains("](") && !marked && !named && table::cells(text).is_none() {
            return true;
        }
        if shape::is_prose(text) && table::cells(text).is_none() && !(marked && shape_row(text)) && !run::is_run(text) {
            return true;
        }
        let last = self.at + 1 == self.lines.len() && line.blank > 0 && loose_dateline(text);
        if (dateline(text) || last) && !marked {
            return true;
        }
        was_marked && !marked && line.blank > 0 && !line.broken && table::cells(text).is_none()
    }
}
