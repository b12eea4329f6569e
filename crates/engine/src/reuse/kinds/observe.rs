//! What a passage looks like where it stands: between quotation marks, attributed, in which part, how far along.

use super::{attribution, courtesy, marks, named, routine};
use broadside_model::{About, Role, Span};

/// Least share of a passage that lies between quotation marks for it to be a quotation, in percent.
const MARKED: usize = 60;
/// Least share of what stands between marks for a passage to be all of it, in percent.
const WHOLE: usize = 80;
/// Fewest stretches between marks for a text that is mostly such to be somebody's speech, set in marks paragraph by
/// paragraph, and so to quote nothing by them.
const SPEECH: usize = 5;
/// Least share of such a text between marks, in percent.
const MOSTLY: usize = 60;
/// Least share of it that lies in parts of a role for it to have that role, in percent.
const IN_PART: usize = 80;

/// What a passage looks like in its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observed {
    /// Bytes of the text.
    pub of: u32,
    /// What stands between the marks that it lies in.
    pub marked: Option<Span>,
    /// Words that say whose it is.
    pub attributed: Option<Span>,
    /// Whether it is all, or nearly all, of what stands between these marks, and of the quotation.
    pub whole: bool,
    /// Words near it, or near the marks that it lies in, folded with spaces around each, where it is marked or attributed.
    pub around: String,
    /// Whether a text that can be quoted is named near it: a charter, an article.
    pub work: bool,
    /// The part that it stands in, where that is none of running text.
    pub role: Option<Role>,
    /// Whether it is made of words of courtesy.
    pub courtesy: bool,
    /// Whether it is made of words of office.
    pub routine: bool,
    /// Whether much of it is figures.
    pub figures: bool,
    /// Whether it is mostly a name.
    pub name: bool,
    /// Whether it is a line of its own at the head or the foot of the text.
    pub edge: bool,
}

impl Observed {
    /// Whether the text's structure says that it belongs to the page, not to the statement.
    pub(super) fn is_page(&self) -> bool {
        matches!(self.role, Some(Role::Furniture | Role::Contact | Role::Publication))
    }

    /// Whether it stands where statements greet, take leave, call, and are signed.
    pub(super) fn is_place(&self) -> bool {
        (self.role.is_some() && !self.is_page()) || self.edge
    }

    /// Whether the text says that the words are another's.
    pub(super) fn is_quoting(&self) -> bool {
        self.marked.is_some() || self.attributed.is_some()
    }
}

/// What these passages of a text look like, one by one, in the order given.
pub fn observe(text: &str, about: &About, passages: &[Span]) -> Vec<Observed> {
    let quoted = quoted(text, about);
    let of = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let one = |span: &Span| {
        let Some(words) = text.get(span.range()) else { return Observed { of, ..Observed::default() } };
        let marked = within(&quoted, *span);
        let said = about
            .quoted
            .iter()
            .find(|said| (said.attributed_to.is_some() || said.work.is_some()) && share(said.span, *span) >= MARKED);
        let attributed = said.map(|said| said.span).or_else(|| attribution::find(text, *span));
        let mut around = String::new();
        let stretch =
            marked.map_or(*span, |marked| Span { start: marked.start.min(span.start), end: marked.end.max(span.end) });
        let work = attribution::names_work(text, stretch);
        let whole = marked.is_some_and(|marked| share(*span, marked) >= WHOLE && !goes_on(text, &quoted, marked));
        if marked.is_some() || attributed.is_some() {
            around = attribution::around(text, stretch);
            let names = said.into_iter().flat_map(|said| [&said.attributed_to, &said.work]).flatten();
            names.for_each(|name| around.push_str(&attribution::spaced(name)));
        }
        let role = role(about, *span);
        let (name, edge) = (named::is_name(words), is_edge(text, *span));
        Observed {
            of,
            marked,
            attributed,
            whole,
            around,
            work,
            role,
            courtesy: courtesy::is_courtesy(text, *span),
            routine: routine::is_routine(words),
            figures: routine::has_figures(words),
            name,
            edge,
        }
    };
    let mut seen: Vec<Observed> = Vec::with_capacity(passages.len());
    for (index, span) in passages.iter().enumerate() {
        let again =
            index.checked_sub(1).filter(|before| passages[*before] == *span).and_then(|before| seen.get(before));
        seen.push(again.cloned().unwrap_or_else(|| one(span)));
    }
    seen
}

/// Whether a passage is the first or the last line of a text, or opens it up to a colon.
fn is_edge(text: &str, passage: Span) -> bool {
    let mark = |c: char| !c.is_alphanumeric() && c != '\n';
    let before = text[..passage.start as usize].trim_end_matches(mark);
    let after = text[passage.end as usize..].trim_start_matches(mark);
    let announces = text[passage.end as usize..].trim_start().starts_with([':', '：']);
    let (first, last) = (before.trim().is_empty(), after.trim().is_empty());
    (first || before.ends_with('\n')) && (last || after.starts_with('\n') || (first && announces)) && first != last
}

/// What a text quotes, in order: between marks, as block quotations, and as its anatomy has it.
fn quoted(text: &str, about: &About) -> Vec<Span> {
    let blocks = about.parts.iter().filter(|(role, _)| matches!(role, Role::Quotation | Role::Epigraph));
    let mut quoted = marks::find(text);
    let bytes: usize = quoted.iter().map(|span| span.len()).sum();
    if quoted.len() >= SPEECH && bytes * 100 >= text.len() * MOSTLY {
        quoted.clear();
    }
    quoted.extend(blocks.map(|(_, span)| *span));
    quoted.extend(about.quoted.iter().map(|quoted| quoted.span));
    quoted.sort_unstable();
    quoted.dedup_by(|later, earlier| {
        let touching = later.start <= earlier.end;
        if touching {
            earlier.end = earlier.end.max(later.end);
        }
        touching
    });
    quoted
}

/// Percent of the passage that the range covers.
fn share(range: Span, passage: Span) -> usize {
    covered(range, passage) * 100 / passage.len().max(1)
}

fn covered(range: Span, passage: Span) -> usize {
    range.end.min(passage.end).saturating_sub(range.start.max(passage.start)) as usize
}

/// The first of the ranges that a passage lies in, where together they cover enough of it. They are in order, and apart.
fn within(quoted: &[Span], passage: Span) -> Option<Span> {
    let from = quoted.partition_point(|range| range.end <= passage.start);
    let inside = || quoted[from..].iter().take_while(|range| range.start < passage.end);
    let bytes: usize = inside().map(|range| covered(*range, passage)).sum();
    (bytes * 100 >= passage.len().max(1) * MARKED).then(|| inside().next().copied())?
}

/// Whether a quotation goes on before or after this range of it, as where each of its paragraphs opens with a mark.
fn goes_on(text: &str, quoted: &[Span], range: Span) -> bool {
    let at = quoted.partition_point(|other| other.start < range.start);
    let before = at.checked_sub(1).and_then(|before| quoted.get(before)).map(|before| (before.end, range.start));
    let after = quoted.get(at + 1).map(|after| (range.end, after.start));
    let is_near = |(start, end): (u32, u32)| {
        let between = text.get(Span { start, end: end.max(start) }.range()).unwrap_or_default();
        between.contains('\n') && !between.contains(char::is_alphanumeric)
    };
    [before, after].into_iter().flatten().any(is_near)
}

/// The role of the parts that cover a passage, other than running text.
fn role(about: &About, passage: Span) -> Option<Role> {
    let mut covering: Vec<(usize, Role)> = Vec::new();
    for (role, span) in &about.parts {
        if !tells(*role) || !span.overlaps(passage) {
            continue;
        }
        match covering.iter_mut().find(|(_, known)| known == role) {
            Some((bytes, _)) => *bytes += covered(*span, passage),
            None => covering.push((covered(*span, passage), *role)),
        }
    }
    let (bytes, role) = covering.into_iter().max()?;
    (bytes * 100 >= passage.len().max(1) * IN_PART).then_some(role)
}

/// Whether a role tells a formula or the page's own.
fn tells(role: Role) -> bool {
    matches!(
        role,
        Role::Salutation
            | Role::Slogan
            | Role::Closing
            | Role::Signature
            | Role::Signatories
            | Role::Dateline
            | Role::Addressee
            | Role::Byline
            | Role::Contact
            | Role::Publication
            | Role::Furniture
    )
}
