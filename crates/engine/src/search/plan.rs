//! The question in the index's terms.
//!
//! Takes a [`Query`](super::Query), gives a tantivy query. A plain word becomes its forms and its stem in each language
//! of the index, every other word the folded words it stands for.

use tantivy::Searcher;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as Engine, RangeQuery, TermQuery,
    TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term};

use super::analyzer::write_term;
use super::expand::{Near, expand};
use super::fold;
use super::forms::{Listed, forms, is_form};
use super::glob::Glob;
use super::places::PlacesQuery;
use super::query::{How, Node, Places, Scope, Word};
use super::stem::{Stems, Tag, accented, stem_of_plain};
use super::union::{Tags, Union};
use super::{Index, SearchError};

/// Words that a pattern may stand for and still be ranked one by one; more count alike.
const RANKED: usize = 64;

/// A question ready to run.
pub(crate) struct Plan {
    pub query: Box<dyn Engine>,
    /// When the question is a single word in one form: its term.
    pub only: Option<Term>,
    /// When it is a single word in several forms: these.
    pub union: Option<Union>,
}

/// Plans a question. With `furniture`, words of the text are looked for in furniture as well.
pub(crate) fn plan(index: &Index, node: &Node, furniture: bool) -> Result<Plan, SearchError> {
    let planner = Planner { index, searcher: index.searcher(), furniture };
    if let Node::Places(Scope::Text, places) = node
        && let [slot] = places.slots.as_slice()
        && !furniture
    {
        if let Word::Stem(lower) = &slot.word {
            let union = planner.forms(lower)?;
            let only = union.only().cloned();
            let several = (only.is_none() && !union.is_empty()).then(|| union.clone());
            return Ok(Plan { query: union_query(union), only, union: several });
        }
        if let Word::Folded(word) = &slot.word {
            let only = Some(Term::from_field_text(index.fields.word, word));
            return Ok(Plan { query: planner.node(node)?, only, union: None });
        }
    }
    Ok(Plan { query: planner.node(node)?, only: None, union: None })
}

fn union_query(union: Union) -> Box<dyn Engine> {
    match union.only() {
        _ if union.is_empty() => Box::new(EmptyQuery),
        Some(term) => term_query(term.clone()),
        None => Box::new(union),
    }
}

/// The stems that a lower-case word of a question stands for in the language of `tag`; the folded word for 0.
pub(crate) fn stems_of(tag: Tag, lower: &str, stems: &mut Stems) -> Vec<String> {
    let mut found = vec![if tag == 0 { fold::folded(lower) } else { stems.stems(tag, lower).0.to_owned() }];
    if let Some(accented) = accented(tag, lower) {
        let stem = stems.stems(tag, &accented).0;
        if stem != found[0] {
            found.push(stem.to_owned());
        }
    }
    found
}

struct Planner<'i> {
    index: &'i Index,
    searcher: Searcher,
    furniture: bool,
}

type Planned = Result<Box<dyn Engine>, SearchError>;

impl Planner<'_> {
    fn node(&self, node: &Node) -> Planned {
        let fields = self.index.fields;
        Ok(match node {
            Node::All => everything(),
            Node::Places(Scope::Text, places) if self.furniture => {
                any(vec![self.places(Scope::Text, places)?, self.places(Scope::Furniture, places)?])
            }
            Node::Places(scope, places) => self.places(*scope, places)?,
            Node::Language(code) => filter(term_query(Term::from_field_text(fields.language, code))),
            Node::Kind(kind) => filter(term_query(Term::from_field_text(fields.kind, kind))),
            Node::Path(glob) => filter(self.any_term(self.terms(fields.path, glob)?)),
            Node::Added(from, to) => filter(self.added(*from, *to)),
            Node::And(nodes) => self.all(nodes)?,
            Node::Or(nodes) => any(nodes.iter().map(|node| self.node(node)).collect::<Result<_, _>>()?),
            Node::Not(_) => self.all(std::slice::from_ref(node))?,
        })
    }

    fn all(&self, nodes: &[Node]) -> Planned {
        let mut clauses = Vec::new();
        for node in nodes {
            clauses.push(match node {
                Node::Not(inner) => (Occur::MustNot, self.node(inner)?),
                node => (Occur::Must, self.node(node)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, everything()));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn added(&self, from: Option<i64>, to: Option<i64>) -> Box<dyn Engine> {
        use std::ops::Bound::{Excluded, Included};
        let term = |seconds| Term::from_field_i64(self.index.fields.added, seconds);
        let from = Included(term(from.unwrap_or(i64::MIN)));
        let to = to.map_or(Included(term(i64::MAX)), |to| Excluded(term(to)));
        Box::new(RangeQuery::new(from, to))
    }

    /// The terms that a plain word stands for, each where it counts.
    fn forms(&self, lower: &str) -> Result<Union, SearchError> {
        let fields = self.index.fields;
        let mut stemmer = Stems::of_question();
        let (mut all, mut words, mut terms, mut wanted) = (0, Vec::new(), Vec::new(), Vec::new());
        for tag in self.index.tags() {
            all |= (1 as Tags) << tag;
            let stems = stems_of(*tag, lower, &mut stemmer);
            for stem in &stems {
                words.extend(forms(*tag, stem));
                if *tag != 0 {
                    let mut text = String::new();
                    write_term(*tag, stem, &mut text);
                    terms.push((Term::from_field_text(fields.stem, &text), (1 as Tags) << tag));
                }
            }
            wanted.push((*tag, stems));
        }
        // A word counts in the languages where it has a stem that is asked for and is a regular form of it.
        let mut tags_of = |word: &str| {
            let counts = |(tag, stems): &&(Tag, Vec<String>)| match tag {
                0 => stems.iter().any(|stem| stem == word),
                tag => {
                    let mut is_one = stems.iter().filter(|stem| is_form(*tag, stem, word)).peekable();
                    is_one.peek().is_some() && {
                        let stem = stem_of_plain(*tag, word);
                        is_one.any(|wanted| *wanted == stem)
                    }
                }
            };
            wanted.iter().filter(counts).fold(0, |tags, (tag, _)| tags | (1 as Tags) << tag)
        };
        let words = Listed::new(words);
        Ok(Union::new(&self.searcher, fields.word, all, &words, &mut tags_of, &terms)?)
    }

    fn places(&self, scope: Scope, places: &Places) -> Planned {
        let fields = self.index.fields;
        let field = match scope {
            Scope::Text => fields.word,
            Scope::Title => fields.title,
            Scope::Furniture => fields.furniture,
        };
        if let [slot] = places.slots.as_slice() {
            if let (Word::Stem(lower), Scope::Text) = (&slot.word, scope) {
                return Ok(union_query(self.forms(lower)?));
            }
            return Ok(self.any_term(self.words(field, &slot.word)?));
        }
        let mut slots = Vec::new();
        for slot in &places.slots {
            let terms = self.words(field, &slot.word)?;
            if terms.is_empty() {
                return Ok(Box::new(EmptyQuery));
            }
            slots.push((slot.offset, terms));
        }
        if scope == Scope::Furniture {
            // Furniture has no positions: its words are looked for anywhere in it.
            let clauses = slots.into_iter().map(|(_, terms)| (Occur::Must, self.any_term(terms))).collect();
            return Ok(Box::new(BooleanQuery::new(clauses)));
        }
        if places.how == How::Ordered && slots.iter().all(|(_, terms)| terms.len() == 1) {
            let terms =
                slots.into_iter().flat_map(|(offset, terms)| terms.into_iter().map(move |t| (offset as usize, t)));
            return Ok(Box::new(PhraseQuery::new_with_offset(terms.collect())));
        }
        Ok(Box::new(PlacesQuery { field, how: places.how, slots }))
    }

    /// The terms that a word of a question stands for.
    fn words(&self, field: Field, word: &Word) -> Result<Vec<Term>, SearchError> {
        Ok(match word {
            Word::Stem(lower) => vec![Term::from_field_text(field, &fold::folded(lower))],
            Word::Folded(word) => vec![Term::from_field_text(field, word)],
            Word::Character(character) => match Glob::new(&format!("{character}*")) {
                Some(glob) => self.terms(field, &glob)?,
                None => Vec::new(),
            },
            Word::Glob(glob) => self.terms(field, glob)?,
            Word::Fuzzy(word, distance) => self.terms(field, &Near::new(word, *distance))?,
        })
    }

    fn terms<A: tantivy_fst::Automaton>(&self, field: Field, automaton: &A) -> Result<Vec<Term>, SearchError>
    where
        A::State: Clone,
    {
        let found = expand(&self.searcher, field, automaton)?;
        Ok(found
            .into_keys()
            .filter_map(|term| Some(Term::from_field_text(field, std::str::from_utf8(&term).ok()?)))
            .collect())
    }

    fn any_term(&self, mut terms: Vec<Term>) -> Box<dyn Engine> {
        match terms.len() {
            0 => Box::new(EmptyQuery),
            1 => term_query(terms.remove(0)),
            2..=RANKED => any(terms.into_iter().map(term_query).collect()),
            _ => Box::new(TermSetQuery::new(terms)),
        }
    }
}

fn term_query(term: Term) -> Box<dyn Engine> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn any(queries: Vec<Box<dyn Engine>>) -> Box<dyn Engine> {
    Box::new(BooleanQuery::new(queries.into_iter().map(|query| (Occur::Should, query)).collect()))
}

/// All documents, without weight in the ranking.
fn everything() -> Box<dyn Engine> {
    filter(Box::new(AllQuery))
}

/// A condition that does not change the ranking.
fn filter(query: Box<dyn Engine>) -> Box<dyn Engine> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
