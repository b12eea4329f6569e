//! Relations that the words between two names say: "the Bakers' Union, formerly the Guild of Ovens".
//!
//! All the words between must be a known phrase, and the names of kinds that can be so related. A name that seems cut
//! off relates to nothing.

use super::gap::{Gap, Word};
use super::triggers::{self, Trigger};
use super::view::View;
use super::words::{self, AND, ARTICLE, PART};
use super::{Finder, Said};
use crate::knowledge::country;
use crate::knowledge::phrase::folded;
use broadside_model::{Mention, MentionKind, RelationKind, Span};

/// Reads the words between name `first` and the next.
pub fn read(finder: &mut Finder<'_>, first: usize, gap: &Gap) {
    let view = &finder.view;
    let (Some(a), Some(b)) = (view.names.get(first), view.names.get(first + 1)) else { return };
    let phrases = phrases(view, gap);
    let Some(key) = phrases.iter().find(|key| !triggers::of(key).is_empty()) else { return };
    let fits = |trigger: &&Trigger| {
        let (subject, object) = if trigger.is_forward { (a, b) } else { (b, a) };
        fits(view, trigger.kind, subject, object, key)
            && (gap.is_set_off() || !needs_mark(trigger, key))
            && is_behind(view, b, &trigger.behind)
    };
    let Some(trigger) = triggers::of(key).iter().find(fits) else { return };
    let is_whole = |name: &Mention, follows: bool| match follows {
        true => !view.began_before(name.span.start),
        false => !trigger.behind.is_empty() || !view.goes_on(name.span.end),
    };
    let is_certain = !view.is_supposed(a.span.start) && !view.is_place_of(a) && !is_chained(finder, trigger, a);
    let is_one = gap.is_one_phrase() || (key.is_empty() && gap.words.is_empty() && !view.words(gap.span).contains('('));
    if !is_one || !is_whole(a, true) || !is_whole(b, false) || !is_certain || !view.is_name(b) {
        return;
    }
    let subject = if trigger.is_forward { first } else { first + 1 };
    let object = if trigger.is_forward { first + 1 } else { first };
    for object in listed(view, trigger, object) {
        let said = Said {
            kind: trigger.kind,
            subject: view.names[subject].span,
            object: view.names[object].span,
            role: None,
            date: gap.date.clone(),
            method: "relations.between",
            confidence: 80,
            also: around(Span { start: a.span.start, end: b.span.end }, view.names[object].span),
        };
        finder.found.push(said);
    }
}

/// The words of a gap as phrases are known by, each way to read them: as they stand; in Dutch without an article, in
/// Turkish without the case ending of the name before; without the adjective of a country ("Swiss section of").
fn phrases(view: &View<'_>, gap: &Gap) -> Vec<String> {
    let mut all = vec![gap.key()];
    let language = view.statement.language.as_deref();
    if let Some(rest) = all[0].strip_suffix(" de").filter(|_| language == Some("nld")) {
        all.push(rest.to_owned());
    }
    if let Some((ending, rest)) = all[0].split_once(' ').filter(|_| language == Some("tur"))
        && ending.len() <= 4
    {
        all.push(rest.to_owned());
    }
    if gap.words.len() > 6 || !gap.words.iter().any(|word| words::uses(&word.folded) & PART != 0) {
        return all;
    }
    let of_no_country = |word: &&Word| country::code(view.words(word.span)).is_none();
    let words: Vec<Word> = gap.words.iter().filter(of_no_country).cloned().collect();
    if words.len() + 1 == gap.words.len() {
        all.push(gap.with(words).key());
    }
    all
}

fn around(a: Span, b: Span) -> Span {
    Span { start: a.start.min(b.start), end: a.end.max(b.end) }
}

/// Whether the same was just said of what the first name is the other of: in "a member of the League, member of the Union"
/// nothing says whether the League is the member.
fn is_chained(finder: &Finder<'_>, trigger: &Trigger, a: &Mention) -> bool {
    let same = |said: &Said| said.kind == trigger.kind && said.object == a.span;
    trigger.is_forward && finder.found.iter().rev().take(4).any(same)
}

/// Whether names of these kinds can be so related.
fn fits(view: &View<'_>, kind: RelationKind, subject: &Mention, object: &Mention, key: &str) -> bool {
    let is_body = |mention: &Mention| mention.kind == MentionKind::Organisation;
    let is_person = |mention: &Mention| mention.kind == MentionKind::Person;
    match kind {
        RelationKind::RenamedFrom => {
            subject.kind == object.kind && (is_body(subject) || subject.kind == MentionKind::Place)
        }
        RelationKind::MemberOf => {
            let by_name = is_person(subject) || view.is_country(subject);
            is_body(object) && (is_body(subject) || by_name && is_noun(key))
        }
        RelationKind::OrganOf => is_body(object) && (is_body(subject) || subject.kind == MentionKind::Work),
        RelationKind::FoundedBy => is_body(subject) && (is_body(object) || is_person(object)),
        RelationKind::SectionOf | RelationKind::SplitFrom | RelationKind::MergedFrom => {
            is_body(subject) && is_body(object)
        }
        RelationKind::OfficerOf => false,
    }
}

/// Whether a phrase of membership begins with a noun, and so does not stand without a comma or verb before it.
fn is_noun(key: &str) -> bool {
    const NOUNS: &[&str] = &[
        "member",
        "full",
        "associate",
        "found",
        "active",
        "leading",
        "miembro",
        "membre",
        "membro",
        "mitglied",
        "lid",
        "medelid",
        "stichtend",
        "член",
        "участник",
        "czlon",
        "dzialacz",
        "militant",
        "integrante",
        "grundungs",
        "uye",
    ];
    NOUNS.iter().any(|noun| key.starts_with(noun)) || key.is_empty()
}

/// Whether a phrase says a relation only where a comma, bracket or verb stands before it.
fn needs_mark(trigger: &Trigger, key: &str) -> bool {
    match trigger.kind {
        RelationKind::RenamedFrom => key.split(' ').count() <= 2,
        RelationKind::OrganOf | RelationKind::SectionOf => trigger.is_forward,
        RelationKind::MemberOf => trigger.is_forward && (is_noun(key) || key.split(' ').count() <= 1),
        _ => key.is_empty(),
    }
}

/// Whether these words stand right behind a name; a case ending after an apostrophe is passed over.
fn is_behind(view: &View<'_>, name: &Mention, wanted: &[String]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let after = view.text.get(name.span.end as usize..view.statement.span.end as usize).unwrap_or_default();
    let mut words = after.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let starts = |words: &mut dyn Iterator<Item = &str>| {
        wanted.iter().all(|wanted| words.next().is_some_and(|word| folded(word) == *wanted))
    };
    let ends_first = after.find(['.', ',', ';', '!', '?', '\n']).unwrap_or(after.len());
    let length: usize = wanted.iter().map(|word| word.len()).sum();
    if ends_first < length {
        return false;
    }
    if after.starts_with(['\'', '’']) && !starts(&mut words.clone()) {
        words.next();
    }
    starts(&mut words)
}

/// The names of a list that begins, or ends, with `object`; those behind the last "and" are left out.
fn listed(view: &View<'_>, trigger: &Trigger, object: usize) -> Vec<usize> {
    let mut all = vec![object];
    let (mut last, mut joined) = (object, 1);
    while trigger.takes_list && all.len() < 32 {
        let next = if trigger.is_forward { last.checked_add(1) } else { last.checked_sub(1) };
        let Some(next) = next.filter(|next| *next < view.names.len()) else { break };
        let (a, b) = (view.names[last.min(next)], view.names[last.max(next)]);
        let Some(join) = view.between(a, b).and_then(|gap| join(view.words(gap))) else { break };
        if view.names[next].kind != view.names[object].kind {
            break;
        }
        all.push(next);
        // Read backwards, the first joint is the one before the last name of the list.
        if join == Join::And || (!trigger.is_forward && joined > 1) {
            joined = all.len();
        }
        last = next;
        if join == Join::And && trigger.is_forward {
            break;
        }
    }
    all.truncate(joined);
    all
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Join {
    Comma,
    And,
}

/// How the words between two names join them in a list, if they do.
fn join(gap: &str) -> Option<Join> {
    if gap.len() > 24 || gap.contains(['.', ';', ':', '(', ')', '\n']) {
        return None;
    }
    let words = gap.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut has_and = false;
    for word in words {
        let uses = words::uses(&words::uncontracted(folded(word)));
        has_and |= uses & AND != 0;
        if uses & (AND | ARTICLE | words::OF) == 0 && folded(word) != "de" {
            return None;
        }
    }
    match (has_and, gap.contains(',')) {
        (true, _) => Some(Join::And),
        (false, true) => Some(Join::Comma),
        _ => None,
    }
}
