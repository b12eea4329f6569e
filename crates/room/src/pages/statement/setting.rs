//! The text set for reading: paragraphs with their parts in the margin, and in them the words that facts rest on.
//!
//! Ranges of facts overlap in every way. The text is cut at all their ends into pieces, and each piece says which facts
//! rest on it; nothing is nested. One sweep over the ends makes this linear in the text, whatever the ranges are.

use super::View;
use super::facts::Shade;
use super::terms;
use crate::json::Points;
use crate::opened::Opened;
use crate::ui::language_tag;
use crate::words::statement as words;
use broadside_model::{Edit, Part, Property, Role, Span};
use maud::{Markup, PreEscaped, html};
use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;

/// Most facts that a piece of the text names; the panel beside it names them all.
const MOST_REFS: usize = 12;
/// Paragraphs that are laid out together, and only when they come into sight.
const STRETCH: usize = 12;
/// Characters shown of what a repair took away.
const LONGEST: usize = 80;

/// A paragraph with its part.
#[derive(Debug, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// Bytes of the text.
    pub span: Span,
    /// The smallest part that it lies in.
    pub part: Option<&'a Part>,
    /// Parts that begin in it.
    pub begins: Vec<Role>,
}

/// Pieces of a text between blank lines.
pub fn paragraphs<'a>(text: &str, whole: Span, parts: &'a [Part]) -> Vec<Paragraph<'a>> {
    let mut all: Vec<Paragraph<'a>> = Vec::new();
    let mut at = whole.start as usize;
    let mut is_open = false;
    for line in text.get(whole.range()).unwrap_or_default().split_inclusive(['\n', '\u{c}']) {
        let end = at + line.trim_end().len();
        if line.trim().is_empty() {
            is_open = false;
        } else if let Some(last) = all.last_mut().filter(|_| is_open) {
            last.span.end = end as u32;
        } else {
            all.push(Paragraph { span: Span::new(at, end), part: None, begins: Vec::new() });
            is_open = true;
        }
        at += line.len();
    }
    with_parts(&mut all, parts);
    all
}

fn with_parts<'a>(all: &mut [Paragraph<'a>], parts: &'a [Part]) {
    let mut sorted: Vec<&Part> =
        parts.iter().filter(|part| part.role != Role::Furniture && !part.text.is_empty()).collect();
    sorted.sort_by_key(|part| (part.text.start, std::cmp::Reverse(part.text.end)));
    let mut next = sorted.into_iter().peekable();
    let mut open: Vec<&Part> = Vec::new();
    for paragraph in all {
        while let Some(part) = next.next_if(|part| part.text.start < paragraph.span.end) {
            if part.text.end > paragraph.span.start && !paragraph.begins.contains(&part.role) {
                paragraph.begins.push(part.role);
            }
            open.push(part);
        }
        open.retain(|part| part.text.end > paragraph.span.start);
        let covers = |part: &&&Part| part.text.start <= paragraph.span.start && part.text.end >= paragraph.span.end;
        paragraph.part = open.iter().rev().find(covers).copied();
    }
}

/// The first bytes of the paragraphs of a statement.
pub fn starts(opened: &Opened) -> Vec<u32> {
    let all = paragraphs(&opened.stored.text.text, opened.whole.statement().span, &[]);
    all.into_iter().map(|paragraph| paragraph.span.start).collect()
}

/// A range with something to say: a fact by its number, or light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Lit,
    Doubt,
    Fact(u32),
}

/// Goes through ranges from the start of the text to its end.
struct Sweep {
    starts: Vec<(u32, Layer)>,
    ends: Vec<(u32, Layer)>,
    cuts: Vec<u32>,
    at: (usize, usize, usize),
    active: BTreeSet<Layer>,
}

impl Sweep {
    fn new(ranges: &[(Span, Layer)], more_cuts: impl Iterator<Item = u32>) -> Self {
        let mut starts: Vec<(u32, Layer)> = ranges.iter().map(|(span, layer)| (span.start, *layer)).collect();
        let mut ends: Vec<(u32, Layer)> = ranges.iter().map(|(span, layer)| (span.end, *layer)).collect();
        let mut cuts: Vec<u32> = starts.iter().chain(&ends).map(|(byte, _)| *byte).chain(more_cuts).collect();
        starts.sort_unstable();
        ends.sort_unstable();
        cuts.sort_unstable();
        cuts.dedup();
        Sweep { starts, ends, cuts, at: (0, 0, 0), active: BTreeSet::new() }
    }

    /// Pieces of a range between cuts; ranges must be asked for in order.
    fn pieces(&mut self, span: Span) -> Vec<Span> {
        while self.cuts.get(self.at.2).is_some_and(|cut| *cut <= span.start) {
            self.at.2 += 1;
        }
        let (mut all, mut from) = (Vec::new(), span.start);
        while let Some(cut) = self.cuts.get(self.at.2).filter(|cut| **cut < span.end) {
            all.push(Span { start: from, end: *cut });
            from = *cut;
            self.at.2 += 1;
        }
        all.push(Span { start: from, end: span.end });
        all
    }

    /// What covers the piece that begins at `byte`.
    fn covering(&mut self, byte: u32) -> &BTreeSet<Layer> {
        // An end before a start: the same fact can rest on two ranges that meet.
        loop {
            let end = self.ends.get(self.at.1).filter(|(end, _)| *end <= byte);
            let start = self.starts.get(self.at.0).filter(|(start, _)| *start <= byte);
            match (start, end) {
                (Some((start, layer)), end) if end.is_none_or(|(end, _)| start < end) => {
                    self.active.insert(*layer);
                    self.at.0 += 1;
                }
                (_, Some((_, layer))) => {
                    self.active.remove(layer);
                    self.at.1 += 1;
                }
                (Some((_, layer)), _) => {
                    self.active.insert(*layer);
                    self.at.0 += 1;
                }
                (None, None) => return &self.active,
            }
        }
    }
}

/// The ranges that the text is to show: facts that nobody rejected, what is lit, and doubtful words.
fn layers(view: &View<'_>) -> Vec<(Span, Layer)> {
    let mut all = Vec::new();
    for (number, fact) in (0..).zip(&view.facts).filter(|(_, fact)| !fact.is_rejected()) {
        // The same fact on overlapping ranges is one layer: they are made one.
        let mut spans: Vec<Span> = fact.spans.iter().copied().filter(|span| !span.is_empty()).collect();
        spans.sort_unstable();
        all.extend(joined(&spans).into_iter().map(|span| (span, Layer::Fact(number))));
    }
    all.extend(joined(&view.place.spans).into_iter().map(|span| (span, Layer::Lit)));
    all.extend(view.opened.marks.iter().filter(|mark| !mark.text.is_empty()).map(|mark| (mark.text, Layer::Doubt)));
    all
}

/// Ranges in order that have nothing in common.
fn joined(sorted: &[Span]) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    for span in sorted {
        match all.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => all.push(*span),
        }
    }
    all
}

/// Sets the text of a statement.
pub fn text(view: &View<'_>) -> Markup {
    let (opened, statement) = (view.opened, view.opened.whole.statement());
    let text = &opened.stored.text;
    let parts = if opened.whole.anatomy.statements.is_empty() { &text.parts } else { &statement.parts };
    let shows_repairs = view.wanted.repairs == "shown";
    let edits: &[Edit] = if shows_repairs { &text.edits } else { &[] };
    let leaves = leaves(view);
    let cuts = edits.iter().flat_map(|edit| [edit.text.start, edit.text.end]).chain(leaves.iter().map(|leaf| leaf.0));
    let mut setter = Setter {
        view,
        text: &text.text,
        points: Points::new(&text.text),
        sweep: Sweep::new(&layers(view), cuts),
        edits: edits.iter().enumerate().skip_while(|(_, edit)| edit.text.end < statement.span.start).collect(),
        leaves,
        is_lit: false,
        last: None,
        listed: listed(view),
        out: String::with_capacity(text.text.len() * 2),
    };
    let all = paragraphs(&text.text, statement.span, parts);
    for stretch in all.chunks(STRETCH) {
        setter.out.push_str("<div class=\"stretch\">");
        stretch.iter().for_each(|paragraph| setter.paragraph(paragraph));
        setter.out.push_str("</div>");
    }
    let language = opened.whole.language().map(language_tag);
    html! { div.text #text lang=[language] { (PreEscaped(setter.out)) } }
}

/// Where demands and slogans begin, in order.
fn listed(view: &View<'_>) -> VecDeque<(u32, Role)> {
    let role = |property| match property {
        Property::Demand => Some(Role::Demand),
        Property::Slogan => Some(Role::Slogan),
        _ => None,
    };
    let facts = view.facts.iter().filter(|fact| !fact.is_rejected());
    let mut all: Vec<(u32, Role)> =
        facts.filter_map(|fact| Some((fact.spans.first()?.start, role(fact.property)?))).collect();
    all.sort_unstable_by_key(|(start, role)| (*start, role.name()));
    all.into()
}

/// Where pages begin in the text, with their numbers; nothing where there is one page.
fn leaves(view: &View<'_>) -> Vec<(u32, u32)> {
    let stored = &view.opened.stored;
    let pages = &stored.reading.pages;
    if pages.len() < 2 {
        return Vec::new();
    }
    pages.iter().map(|page| (stored.text.from_raw(page.raw.start), page.number)).collect()
}

struct Setter<'a> {
    view: &'a View<'a>,
    text: &'a str,
    points: Points<'a>,
    sweep: Sweep,
    /// Repairs that are still to be shown.
    edits: VecDeque<(usize, &'a Edit)>,
    /// Beginnings of pages.
    leaves: Vec<(u32, u32)>,
    is_lit: bool,
    /// The role named in the margin last.
    last: Option<Role>,
    /// Beginnings of demands and slogans.
    listed: VecDeque<(u32, Role)>,
    out: String,
}

impl Setter<'_> {
    fn write(&mut self, markup: Markup) {
        self.out.push_str(&markup.0);
    }

    fn paragraph(&mut self, paragraph: &Paragraph<'_>) {
        let role = paragraph.part.map_or("body", |part| part.role.name());
        let own = self.view.opened.whole.language();
        let language = paragraph.part.and_then(|part| part.language.as_deref()).filter(|of| Some(*of) != own);
        let is_code = |code: &&str| code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let language =
            language.filter(is_code).map_or(String::new(), |code| format!(" lang=\"{}\"", language_tag(code)));
        let start = self.points.at(paragraph.span.start);
        let _ = write!(self.out, "<div class=\"para part-{role}\" dir=\"auto\" data-o=\"{start}\"{language}>");
        self.label(paragraph);
        for piece in self.sweep.pieces(paragraph.span) {
            self.page_breaks(piece.start);
            self.repairs_before(piece.start);
            self.piece(piece);
        }
        self.out.push_str("</div>");
    }

    /// What begins here, in the margin; a role is named once for neighbours.
    fn label(&mut self, paragraph: &Paragraph<'_>) {
        let ask = self.view.ask;
        let mut roles = paragraph.begins.clone();
        while let Some((start, role)) = self.listed.front().copied().filter(|(start, _)| *start < paragraph.span.end) {
            self.listed.pop_front();
            if start >= paragraph.span.start && !roles.contains(&role) {
                // What the items of a list are says more than that they are items.
                roles.retain(|role| *role != Role::Item);
                roles.push(role);
            }
        }
        let mut names: Vec<&str> = Vec::new();
        for role in &roles {
            if Some(*role) != self.last {
                names.extend(terms::role(*role).map(|word| ask.say(word)));
            }
        }
        self.last = roles.last().copied().or_else(|| paragraph.part.map(|part| part.role));
        if !names.is_empty() {
            self.write(html! { span.label data-x lang=(ask.language.code()) dir="auto" { (names.join(", ")) } });
        }
    }

    fn page_breaks(&mut self, byte: u32) {
        let begun = self.leaves.partition_point(|(start, _)| *start <= byte);
        if let Some((_, number)) = self.leaves.get(begun.wrapping_sub(1)).copied() {
            self.leaves.drain(..begun);
            let ask = self.view.ask;
            let name = ask.fill(words::PAGE_N, &[("n", &number.to_string())]);
            self.write(html! {
                span.leaf data-x data-leaf=(number) {
                    @if super::picture::has(self.view) {
                        a href={ "?leaf=" (number) "#picture" } { (name) }
                    } @else { (name) }
                }
            });
        }
    }

    /// What repairs took away before a place of the text.
    fn repairs_before(&mut self, byte: u32) {
        while let Some((at, edit)) = self.edits.front().copied().filter(|(_, edit)| edit.text.start <= byte) {
            self.edits.pop_front();
            let shown = shown(&edit.before);
            let label = self.view.ask.fill(words::REPAIR_N, &[("n", &(at + 1).to_string()), ("rule", &edit.rule)]);
            self.write(html! {
                a.edit data-x href={ "#edit-" (at + 1) } title=(label) { del { bdi { (shown) } } }
            });
        }
    }

    fn piece(&mut self, piece: Span) {
        let words = self.text.get(piece.range()).unwrap_or_default();
        let covering = self.sweep.covering(piece.start);
        let is_plain = covering.is_empty();
        let is_lit = covering.contains(&Layer::Lit);
        let is_doubtful = covering.contains(&Layer::Doubt);
        let facts: Vec<usize> = covering
            .iter()
            .filter_map(|layer| if let Layer::Fact(number) = layer { Some(*number as usize) } else { None })
            .take(MOST_REFS)
            .collect();
        if is_plain || words.is_empty() {
            return self.write(html! { (words) });
        }
        let mut class = String::from("w");
        let facts: Vec<_> = facts.into_iter().filter_map(|number| self.view.facts.get(number)).collect();
        for (shade, name) in [(Shade::Mention, " m"), (Shade::Claim, " c"), (Shade::Value, " v")] {
            if facts.iter().any(|fact| fact.shade == shade) {
                class += name;
            }
        }
        class += if is_lit { " lit" } else { "" };
        class += if is_doubtful { " doubt" } else { "" };
        let id = (is_lit && !self.is_lit).then_some("at");
        self.is_lit |= is_lit;
        let keys = facts.iter().map(|fact| fact.key.as_str()).collect::<Vec<_>>().join(" ");
        if facts.is_empty() && !is_doubtful {
            return self.write(html! { span class=(class) id=[id] { (words) } });
        }
        let (start, end) = (self.points.at(piece.start), self.points.at(piece.end));
        self.write(html! {
            a class=(class) id=[id] href={ "?of=" (start) "-" (end) @if is_doubtful { "&doubts=shown" } "#of" } data-f=(keys) { (words) }
        });
    }
}

/// What a repair took away, so that it can be seen.
fn shown(before: &str) -> String {
    let mut text: String =
        before.chars().take(LONGEST).map(|letter| if letter == '\n' { '⏎' } else { letter }).collect();
    if before.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    crate::plain::inert(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_ranges_cut_the_text_into_pieces_that_know_what_covers_them() {
        let ranges = [
            (Span::new(0, 10), Layer::Fact(0)),
            (Span::new(5, 15), Layer::Fact(1)),
            (Span::new(5, 8), Layer::Lit),
            (Span::new(15, 18), Layer::Fact(1)),
        ];
        let mut sweep = Sweep::new(&ranges, std::iter::empty());
        let mut seen = Vec::new();
        for piece in sweep.pieces(Span::new(2, 20)) {
            let layers: Vec<Layer> = sweep.covering(piece.start).iter().copied().collect();
            seen.push((piece.start, piece.end, layers));
        }
        let (a, b, lit) = (Layer::Fact(0), Layer::Fact(1), Layer::Lit);
        let expected = [
            (2, 5, vec![a]),
            (5, 8, vec![lit, a, b]),
            (8, 10, vec![a, b]),
            (10, 15, vec![b]),
            (15, 18, vec![b]),
            (18, 20, vec![]),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn paragraphs_know_the_smallest_part_that_they_lie_in() {
        let text = "TITLE\n\nWe demand:\none;\n\ntwo.\n";
        let part =
            |role, start, end| Part { role, text: Span::new(start, end), raw: Span::new(start, end), language: None };
        let parts = [part(Role::Title, 0, 5), part(Role::Body, 7, 29), part(Role::Demand, 24, 28)];
        let all = paragraphs(text, Span::new(0, text.len()), &parts);
        let told: Vec<_> = all
            .iter()
            .map(|one| (&text[one.span.range()], one.part.map(|part| part.role), one.begins.clone()))
            .collect();
        assert_eq!(
            told,
            [
                ("TITLE", Some(Role::Title), vec![Role::Title]),
                ("We demand:\none;", Some(Role::Body), vec![Role::Body]),
                ("two.", Some(Role::Demand), vec![Role::Demand]),
            ]
        );
    }
}
