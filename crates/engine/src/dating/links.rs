//! Bounds from other documents: what answers or quotes a document is not earlier than it.
//!
//! Takes documents with the bounds they have of themselves and links that say which of two is not earlier; gives the
//! tighter bounds that follow, with the document each comes from. An event that several documents name is a document
//! like any other here: its bounds are its days, and whatever names it as past is not earlier. Bounds travel along any
//! number of links, in time linear in documents and links; where they would leave a document no day, its own stand.

use super::clue::interval;
use broadside_model::edtf::Day;
use broadside_model::{Dated, Found};

/// A document, or an event, with what is known of its date.
#[derive(Clone, Debug)]
pub struct Linked<'a> {
    /// What it is called in reasons: an id, a title, an event's name.
    pub name: &'a str,
    /// Its first possible day, where that is known.
    pub earliest: Option<Day>,
    /// Its last possible day, where that is known.
    pub latest: Option<Day>,
}

/// Why one document is not earlier than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It answers it.
    Answers,
    /// It quotes, reprints or copies it.
    Quotes,
    /// It names the event.
    Names,
}

/// A link between two documents, by their places in the list.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The one that is not earlier.
    pub later: usize,
    /// The one that it answers, quotes or names.
    pub earlier: usize,
    /// How they are linked.
    pub relation: Relation,
}

/// A bound that has come along links: the day, the link it came by, and the document it started from.
type Arrived = (Day, Link, usize);

/// The dates that links make tighter, one for each document; `None` where they add nothing.
///
/// Links to documents that are not in the list are ignored.
pub fn by_links(documents: &[Linked<'_>], links: &[Link]) -> Vec<Option<Found<Dated>>> {
    let links: Vec<Link> =
        links.iter().copied().filter(|link| link.later.max(link.earlier) < documents.len()).collect();
    let lower = spread(documents.len(), &links, |at| documents[at].earliest, |link| (link.earlier, link.later), true);
    let upper = spread(documents.len(), &links, |at| documents[at].latest, |link| (link.later, link.earlier), false);
    let tightened = lower.into_iter().zip(upper).zip(documents);
    tightened.map(|((lower, upper), document)| tighter(documents, document, lower, upper)).collect()
}

/// The strongest bound that reaches each document from another: from the strongest on, each spreads to all it can reach
/// that none has reached before.
fn spread(
    count: usize,
    links: &[Link],
    own: impl Fn(usize) -> Option<Day>,
    along: impl Fn(&Link) -> (usize, usize),
    greatest_first: bool,
) -> Vec<Option<Arrived>> {
    let mut next: Vec<Vec<Link>> = vec![Vec::new(); count];
    for link in links {
        next[along(link).0].push(*link);
    }
    let mut sources: Vec<(Day, usize)> = (0..count).filter_map(|at| Some((own(at)?, at))).collect();
    sources.sort_by_key(|(day, at)| (if greatest_first { -day.number() } else { day.number() }, *at));
    let mut reached: Vec<Option<Arrived>> = vec![None; count];
    let mut seen = vec![false; count];
    for (day, source) in sources {
        let mut waiting = vec![source];
        seen[source] = true;
        while let Some(at) = waiting.pop() {
            for link in &next[at] {
                let to = along(link).1;
                if !seen[to] {
                    seen[to] = true;
                    reached[to] = Some((day, *link, source));
                    waiting.push(to);
                }
            }
        }
    }
    reached
}

fn tighter(
    documents: &[Linked<'_>],
    document: &Linked<'_>,
    lower: Option<Arrived>,
    upper: Option<Arrived>,
) -> Option<Found<Dated>> {
    let lower = lower.filter(|(day, ..)| document.earliest.is_none_or(|own| *day > own));
    let upper = upper.filter(|(day, ..)| document.latest.is_none_or(|own| *day < own));
    let (from, to) =
        (lower.map(|arrived| arrived.0).or(document.earliest), upper.map(|arrived| arrived.0).or(document.latest));
    if lower.is_none() && upper.is_none() || from.zip(to).is_some_and(|(from, to)| to < from) {
        return None;
    }
    let mut reasons = Vec::new();
    if let Some((day, link, _)) = lower {
        let earlier = documents[link.earlier].name;
        let how = match link.relation {
            Relation::Answers => "answers",
            Relation::Quotes => "quotes",
            Relation::Names => "names",
        };
        reasons.push(format!("{how} {earlier}, which is not before {day}"));
    }
    if let Some((day, link, _)) = upper {
        let later = documents[link.later].name;
        let how = if link.relation == Relation::Answers { "is answered" } else { "is quoted" };
        reasons.push(format!("{how} by {later}, which is not after {day}"));
    }
    let value = Dated { edtf: interval(from, to), reasons };
    Some(Found { value, evidence: Vec::new(), method: "links".to_owned(), confidence: 80 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(year: i32) -> Option<Day> {
        Day::new(year, 1, 1)
    }

    #[test]
    fn bounds_travel_along_links_and_contradictions_are_left_alone() {
        let document = |name, earliest, latest| Linked { name, earliest, latest };
        let documents = [
            document("call", year(1921), year(1921)),
            document("answer", None, None),
            document("reprint", None, year(1925)),
            document("old", None, year(1900)),
        ];
        let link = |later, earlier, relation| Link { later, earlier, relation };
        let links = [
            link(1, 0, Relation::Answers),
            link(2, 1, Relation::Quotes),
            link(3, 0, Relation::Quotes),
            link(1, 2, Relation::Quotes),
            link(9, 0, Relation::Quotes),
        ];
        let found = by_links(&documents, &links);
        let edtf: Vec<Option<&str>> =
            found.iter().map(|found| found.as_ref().map(|found| found.value.edtf.as_str())).collect();
        assert_eq!(edtf, [None, Some("1921-01-01/1925-01-01"), Some("1921-01-01/1925-01-01"), None]);
        let reasons = found[1].as_ref().map(|found| found.value.reasons.clone()).unwrap_or_default();
        assert_eq!(
            reasons,
            ["answers call, which is not before 1921-01-01", "is quoted by reprint, which is not after 1925-01-01"]
        );
    }
}
