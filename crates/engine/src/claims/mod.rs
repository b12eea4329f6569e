//! What a text claims: numbers with what they count, who did it, who says so and how sure.
//!
//! Takes a text and what is known of a statement in it, gives claims. A claim is the document's or that of somebody
//! whom it names (`claimant`); Broadside itself asserts nothing. Sentences without a word that could begin a claim are
//! never looked at closely; in the others, noun phrases are cut ([`chunk`]), verbs find their subjects and objects
//! ([`verb`]), and rules read counts ([`count`]), sums ([`money`]) and doers ([`perpetrator`]), each with its source
//! ([`source`]).

mod accused;
mod acted;
mod actor;
mod anaphora;
mod carried;
mod chunk;
mod claimed;
mod context;
mod count;
mod cut;
mod deeds;
mod discourse;
mod implicated;
mod lexicon;
mod money;
mod own;
mod partitive;
mod patient;
mod perpetrator;
mod proportion;
mod sentences;
mod source;
#[cfg(test)]
mod tests;
mod tokens;
mod triggers;
mod verb;

use crate::knowledge::numbers::Language;
use broadside_model::{Claim, Found, Grade, MentionKind, Span, Statement};
use chunk::Chunk;
use context::Context;
use cut::Folded;
use lexicon::Lexicon;
use tokens::Token;

/// A sentence with what was read of it.
struct Sentence<'a> {
    text: &'a str,
    language: Language,
    lexicon: &'static Lexicon,
    tokens: Vec<Token<'a>>,
    /// The parts that any of its tokens plays.
    roles: u64,
    chunks: Vec<Chunk>,
    /// For each token, one more than the index of the chunk that begins there; 0 for none.
    starts: Vec<u16>,
    /// For each token, one more than the index of the chunk that ends before it; 0 for none.
    ends: Vec<u16>,
    upper: bool,
    context: &'a Context<'a>,
}

impl<'a> Sentence<'a> {
    fn new(context: &'a Context<'a>, folded: &'a Folded) -> Self {
        let lexicon = lexicon::of(context.language);
        let tokens = tokens::tokens(folded, lexicon);
        let mut chunks = chunk::chunks(&tokens, context.language, context.upper);
        let (mut starts, mut ends) = (vec![0; tokens.len() + 1], vec![0; tokens.len() + 1]);
        for (i, chunk) in chunks.iter_mut().enumerate() {
            chunk.count = context.counted(&tokens, chunk);
            for (table, at) in [(&mut starts, chunk.start), (&mut ends, chunk.end)] {
                if let Some(place) = table.get_mut(at) {
                    *place = u16::try_from(i + 1).unwrap_or(0);
                }
            }
        }
        let roles = tokens.iter().fold(0, |all, token| all | token.roles);
        let (text, language, upper) = (context.text, context.language, context.upper);
        Sentence { text, language, lexicon, tokens, roles, chunks, starts, ends, upper, context }
    }

    /// The noun phrase that begins at a token.
    fn starting_at(&self, at: usize) -> Option<&Chunk> {
        self.starts.get(at).and_then(|i| self.chunks.get(usize::from(*i).checked_sub(1)?))
    }

    /// The noun phrase that ends before a token.
    fn ending_at(&self, at: usize) -> Option<&Chunk> {
        self.ends.get(at).and_then(|i| self.chunks.get(usize::from(*i).checked_sub(1)?))
    }

    /// Whether a noun phrase begins there.
    fn starts(&self, at: usize) -> bool {
        self.starting_at(at).is_some()
    }

    /// The one person whom a noun phrase names before its possessive mark.
    fn possessor(&self, chunk: &Chunk, mark: usize) -> Option<Chunk> {
        let one = chunk::is_one(&self.tokens, chunk.content, mark, self.language, self.upper);
        one.then(|| Chunk { end: mark, head: mark - 1, count: chunk::Count::One, ..*chunk })
    }

    /// Whether a token lies inside a noun phrase.
    fn inside_noun_phrase(&self, at: usize) -> bool {
        self.chunks.iter().any(|chunk| chunk.start <= at && at < chunk.end)
    }

    /// Whether somebody denies what a token says.
    fn denied(&self, at: usize) -> bool {
        const REACH: usize = 14;
        let at = at.min(self.tokens.len());
        let before = &self.tokens[at.saturating_sub(REACH)..at];
        before.iter().any(|token| token.is(lexicon::DENY)) || self.supposed(at)
    }

    /// Whether what a token says is only supposed, or called untrue: "if five are killed", "it is not true that …".
    fn supposed(&self, at: usize) -> bool {
        let word = |place: usize| self.tokens.get(place).map_or("", |token| token.folded);
        if (0..at.min(4)).any(|place| SUPPOSING.contains(&word(place))) {
            return true;
        }
        let at = at.min(self.tokens.len());
        let is_not =
            |place: usize| self.tokens[place.saturating_sub(3)..place].iter().any(|token| token.is(lexicon::NOT));
        (at.saturating_sub(12)..at).any(|place| UNTRUE.contains(&word(place)) && is_not(place))
            || (at.saturating_sub(6)..at).any(|place| FALSE.contains(&word(place)))
    }

    /// Whether one of its words plays one of these parts.
    fn has(&self, roles: u64) -> bool {
        self.roles & roles != 0
    }

    /// Whether a number that stands alone can mean persons: "three were killed", no "in 3".
    fn bare_is_person(&self, chunk: &Chunk, verb: usize) -> bool {
        let before = chunk.start.checked_sub(1).and_then(|i| self.tokens.get(i));
        // "arrested four, wounded nine": a number in words behind its verb needs no noun, where grammar bends them.
        let word = !self.lexicon.is_english()
            && chunk.start > verb
            && self.tokens.get(chunk.head).is_some_and(|token| !token.folded.starts_with(|c: char| c.is_ascii_digit()));
        let comma = self.tokens.get(chunk.end).is_some_and(|token| token.reads(",")) && !word;
        let joins = before.is_some_and(|token| token.reads("that"))
            && self.tokens.get(chunk.end).is_some_and(|token| token.is(lexicon::BE | lexicon::HAVE));
        let postpositions = self.language == Language::Tr;
        !comma
            && !before.is_some_and(|token| {
                token.is(lexicon::PREP | lexicon::OF | lexicon::UNIT) && !joins && !postpositions
                    || !token.is(lexicon::LEFT | lexicon::RIGHT)
                        && token.capital
                        && !self.upper
                        && chunk.end - chunk.start == 1
                        && token.word
            })
    }

    /// Whether mentions of this kind share bytes with a noun phrase.
    fn mentioned(&self, chunk: &Chunk, kind: MentionKind) -> bool {
        let first = self.tokens.get(chunk.content);
        let (Some(first), Some(last)) = (first, chunk.end.checked_sub(1).and_then(|i| self.tokens.get(i))) else {
            return false;
        };
        first.start < last.end && self.context.mentioned(Span::new(first.start, last.end), kind)
    }

    /// Whether the words around a token are written in capitals for the most part.
    fn is_headline(&self, at: usize) -> bool {
        const AROUND: usize = 5;
        let around = at.saturating_sub(AROUND)..(at + AROUND + 1).min(self.tokens.len());
        let words = around.filter(|i| *i != at && self.tokens[*i].word && !self.tokens[*i].numeral);
        let capitals = |i: &usize| {
            let token = &self.tokens[*i];
            let written = self.text.get(token.start..token.end).unwrap_or_default();
            written.len() > 1 && !written.chars().any(char::is_lowercase)
        };
        let beside = |i: Option<usize>| {
            i.is_some_and(|i| self.tokens.get(i).is_some_and(|t| t.word && t.folded.len() > 3) && capitals(&i))
        };
        if beside(at.checked_sub(1)) || beside(Some(at + 1)) {
            return true;
        }
        let (loud, all) = words.fold((0, 0), |(loud, all), i| (loud + usize::from(capitals(&i)), all + 1));
        loud * 2 > all
    }

    /// Whether a token is the acronym of an organisation.
    fn is_acronym(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let compound = self.tokens.get(at + 1).is_some_and(|next| next.reads("-") && next.glued);
        let headline = !self.upper && self.is_headline(at);
        let word = self.text.get(token.start..token.end).unwrap_or_default();
        !compound && !headline && self.context.is_acronym(word, token)
    }
}

/// Words with which a sentence opens that supposes something.
const SUPPOSING: &[&str] =
    &["if", "unless", "whether", "suppose", "wenn", "falls", "eğer", "jesli", "jeśli", "если", "indien"];
/// Words that, denied, call untrue what follows.
const UNTRUE: &[&str] =
    &["true", "cierto", "verdad", "vrai", "verdade", "wahr", "vero", "правда", "prawda", "waar", "dogru"];
/// Words that call untrue what follows.
const FALSE: &[&str] = &["false", "untrue", "falso", "faux", "falsch", "неправда", "nieprawda", "onwaar"];

/// The claims of a statement, in order of their place.
pub fn read(text: &str, statement: &Statement) -> Vec<Found<Claim>> {
    let Some(context) = Context::new(text, statement) else { return vec![] };
    let mut found = vec![];
    let mut folded = Folded::default();
    for (start, end) in sentences::find(text, statement.span, &context.breaks(), lexicon::of(context.language)) {
        folded.read(text, start, end, tokens::MOST);
        let sentence = Sentence::new(&context, &folded);
        let combat = sentence.has(lexicon::COMBAT);
        let first = found.len();
        for count in count::read(&sentence) {
            if sentence.denied(count.cue) {
                continue;
            }
            found.extend(counted(&sentence, &count, combat));
        }
        if let [only] = &found[first..] {
            let carried = carried::read(&context, end, &only.value);
            found.extend(carried);
        }
        carried::contested(&sentence, &mut found, first);
        for sum in money::read(&sentence) {
            found.extend(priced(&sentence, sum));
        }
        for deed in perpetrator::read(&sentence) {
            if sentence.denied(deed.evidence.0) {
                continue;
            }
            found.extend(done(&sentence, deed));
        }
    }
    let resolved = discourse::resolved(&context, &found);
    if !resolved.is_empty() {
        found.extend(resolved);
        found.sort_by_key(|claim| claim.evidence.first().map(|span| span.start));
    }
    found.dedup_by(|later, first| later.value == first.value && later.evidence == first.evidence);
    found
}

fn counted(sentence: &Sentence<'_>, count: &count::Counted, combat: bool) -> Option<Found<Claim>> {
    let span = perpetrator::bytes(sentence, count.evidence)?;
    let source = source::of(sentence, count.cue);
    let hurt = matches!(sentence.lexicon.what(count.what), "dead" | "wounded") && sentence.lexicon.is_english();
    let actor = count.actor.as_ref().and_then(|chunk| actor::of(sentence, chunk));
    let actor = actor.filter(|actor| !hurt || !actor.organisation || actor::bears_arms(sentence, actor));
    let (possible, alleged) = count.verb.map_or((false, false), |verb| (verb.possible, verb.alleged));
    let grade =
        perpetrator::grade(alleged || actor.as_ref().is_some_and(|actor| actor.alleged), possible, source.as_ref());
    let of = noun(sentence, &count.chunk);
    let fighting = combat
        || (count.chunk.content..count.chunk.end).any(|i| {
            sentence.tokens[i].is(lexicon::FIGHTER | lexicon::SOLDIER)
                && !sentence.tokens[i].is(lexicon::GROUP)
                && !sentence.tokens[i].folded.starts_with("police")
                && !sentence.tokens[i].folded.starts_with("member")
        });
    let total =
        sentence.has(lexicon::PERIOD) && count.amount.min.or(count.amount.max).is_some_and(|least| least >= 20.0);
    let suffix = match (fighting, total) {
        (true, _) => "-in-combat",
        (false, true) => "-in-total",
        (false, false) => "",
    };
    let method = format!("{}{suffix}", count.method);
    let mut evidence = vec![span];
    evidence.extend(source.as_ref().map(|source| source.span).filter(|span| !evidence[0].overlaps(*span)));
    let claim = Claim {
        what: sentence.lexicon.what(count.what).to_owned(),
        of,
        min: count.amount.min,
        max: count.amount.max,
        approximate: count.amount.approximate,
        unit: None,
        claimant: source.map(|source| source.name),
        actor: actor.map(|actor| actor.name),
        grade,
        place: sentence.context.place(span),
        date: sentence.context.date(span),
    };
    Some(Found { value: claim, evidence, method, confidence: count.confidence })
}

/// The words for what is counted.
fn noun(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<String> {
    let (first, last) = (chunk.content, chunk.end.checked_sub(1)?);
    let span = perpetrator::bytes(sentence, (first, last))?;
    Some(clean(sentence.text.get(span.range())?)).filter(|words| !words.is_empty())
}

fn priced(sentence: &Sentence<'_>, sum: money::Money) -> Option<Found<Claim>> {
    let span = perpetrator::bytes(sentence, sum.evidence)?;
    let unit = perpetrator::bytes(sentence, sum.unit)?;
    let source = source::of(sentence, sum.evidence.0);
    let claim = Claim {
        what: "money".to_owned(),
        of: None,
        min: sum.amount.min,
        max: sum.amount.max,
        approximate: sum.amount.approximate,
        unit: Some(clean(sentence.text.get(unit.range())?)),
        claimant: source.map(|source| source.name),
        actor: None,
        grade: Grade::Fact,
        place: None,
        date: sentence.context.date(span),
    };
    Some(Found::new(claim, span, "sum-of-money", 85))
}

fn done(sentence: &Sentence<'_>, deed: perpetrator::Deed) -> Option<Found<Claim>> {
    let span = perpetrator::bytes(sentence, deed.evidence)?;
    let mut evidence = vec![span];
    evidence.extend(Some(deed.actor.span).filter(|actor| !span.overlaps(*actor)));
    evidence.extend(deed.source.as_ref().map(|source| source.span).filter(|source| !span.overlaps(*source)));
    evidence.dedup();
    let fighting =
        matches!(deed.method, "did" | "deed-by" | "deed-of" | "own-deed") && patient::is_armed(sentence, deed.at);
    let suffix = match (deed.actor.organisation, fighting) {
        (false, _) => "-unnamed",
        (true, true) => "-in-combat",
        (true, false) => "",
    };
    let method = format!("{}{suffix}", deed.method);
    let told = deed.grade == Grade::Fact && deed.source.is_none() && own::is_issuer(sentence, &deed.actor);
    let claim = Claim {
        what: if fighting { "fighting" } else { "perpetrator" }.to_owned(),
        of: Some(clean(sentence.text.get(span.range())?)),
        min: None,
        max: None,
        approximate: false,
        unit: None,
        claimant: deed.source.map(|source| source.name),
        actor: Some(deed.actor.name),
        grade: if told { Grade::Claimed } else { deed.grade },
        place: sentence.context.place(span),
        date: sentence.context.date(span),
    };
    Some(Found { value: claim, evidence, method, confidence: deed.confidence })
}

/// Words of the text on one line.
fn clean(words: &str) -> String {
    let trimmed =
        words.trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '$' | '€' | '£' | ')' | ']'));
    trimmed.split_whitespace().collect::<Vec<_>>().join(" ")
}
