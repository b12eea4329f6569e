//! Who says so: "according to …", "X said that …", ", the radio reported".

use broadside_model::Span;

use super::Sentence;
use super::chunk::Chunk;
use super::lexicon::*;
use super::tokens::Token;
use super::verb;

/// The source of what a part of a sentence says.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Bytes of the text that name it.
    pub span: Span,
    /// Its name as the text has it, without article.
    pub name: String,
    /// Whether it speaks with the authority of a state.
    pub authority: bool,
    /// Whether it only believes so.
    pub doubt: bool,
}

/// The source of what token `at` says.
pub fn of(sentence: &Sentence<'_>, at: usize) -> Option<Source> {
    according(sentence).or_else(|| said(sentence, at))
}

/// "according to the police", "selon la police", "polise göre".
fn according(sentence: &Sentence<'_>) -> Option<Source> {
    let place = sentence.tokens.iter().position(|token| token.is(ACCORDING))?;
    if sentence.tokens[place].is(POSTPOSED) {
        let chunk = sentence.chunks.iter().rev().find(|chunk| chunk.end <= place)?;
        return named(sentence, chunk, chunk.end);
    }
    let start = verb::skip_quotes(sentence, place + 1);
    let near = sentence.chunks.iter().find(|chunk| chunk.start >= start && chunk.start <= start + 1);
    // "according to the report of the police": who wrote it says so.
    let of = (start..start + 3).find(|i| sentence.tokens.get(*i).is_some_and(|token| token.is(OF)));
    let author = of.filter(|_| near.is_none()).and_then(|of| sentence.starting_at(of + 1));
    extended(sentence, near.or(author)?)
}

/// "the minister said that …" before it, "…, the radio reported" behind it.
fn said(sentence: &Sentence<'_>, at: usize) -> Option<Source> {
    let tokens = &sentence.tokens;
    let says = |i: &usize| tokens[*i].is(SAY) && (*i != at);
    let before = (0..at).rev().find(says).filter(|i| reports(sentence, *i));
    let behind = (at + 1..tokens.len()).find(says);
    if let Some(source) = before.and_then(|i| speaker(sentence, i)) {
        return Some(source);
    }
    // Behind, only as the end of the sentence: ", the press reported today."
    let i = behind?;
    let comma = (at..i).rev().find(|i| tokens[*i].reads(","))?;
    let rest = tokens.len() - i;
    let that = tokens.get(i + 1).is_some_and(|token| token.reads("that"));
    (rest <= 8 && !that && i - comma <= 12).then(|| speaker(sentence, i)).flatten()
}

/// Whether the verb of saying reports what follows: no passive, no infinitive.
fn reports(sentence: &Sentence<'_>, at: usize) -> bool {
    let verb = verb::group(sentence, at);
    !verb.passive && !verb.unreal
}

fn speaker(sentence: &Sentence<'_>, at: usize) -> Option<Source> {
    let verb = verb::group(sentence, at);
    if verb.passive || verb.unreal {
        return None;
    }
    let chunk = verb::subject(sentence, verb.first).or_else(|| {
        // "…, said the minister"
        sentence.starting_at(at + 1).filter(|_| at.checked_sub(1).is_some_and(|i| !sentence.tokens[i].word))
    })?;
    let end = extended_end(sentence, chunk).min(verb.first.max(chunk.end));
    let doubt = sentence.tokens[at].is(ALLEGED) && !sentence.tokens[at].reads("alleged");
    named(sentence, chunk, end)
        .filter(|_| speaks(sentence, chunk.content, end))
        .map(|source| Source { doubt, ..source })
}

/// A noun phrase as a source.
pub fn speaking(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Source> {
    extended(sentence, chunk)
}

/// A noun phrase as a source, where it can be one, without what "of" adds.
pub fn plain(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Source> {
    named(sentence, chunk, chunk.end).filter(|_| speaks(sentence, chunk.content, chunk.end))
}

fn extended(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Source> {
    named(sentence, chunk, extended_end(sentence, chunk))
}

/// "a spokesman of the ministry": what "of" adds.
fn extended_end(sentence: &Sentence<'_>, chunk: &Chunk) -> usize {
    let mut end = chunk.end;
    for _ in 0..2 {
        if !sentence.tokens.get(end).is_some_and(|token| token.is(OF) || token.reads("for") || token.reads("from")) {
            break;
        }
        let Some(inner) = sentence.starting_at(end + 1) else { break };
        end = inner.end;
    }
    end
}

fn named(sentence: &Sentence<'_>, chunk: &Chunk, end: usize) -> Option<Source> {
    let tokens = &sentence.tokens;
    if tokens[chunk.content..chunk.end].iter().all(|token| !token.word || token.is(UNIT | DEED)) {
        return None;
    }
    let article = |token: &Token<'_>| token.is(DET) && token.folded.len() <= 3 || token.is(PREP) || !token.word;
    let start = (chunk.start..end).find(|i| !article(&tokens[*i])).unwrap_or(chunk.start);
    // Words in small letters that the lexicon does not know belong to what follows the name.
    let known = |i: &usize| tokens[*i].roles != 0 || tokens[*i].capital;
    let end = if sentence.upper { end } else { (start..end).rev().find(known).map_or(end, |last| last + 1) };
    // "the minister of defence": no name ends with "of".
    let end = end + usize::from(tokens[end - 1].is(OF) && tokens.get(end).is_some_and(|token| token.word));
    let (from, to) = (tokens.get(start)?.start, tokens.get(end.checked_sub(1)?)?.end);
    let name = super::clean(sentence.text.get(from..to)?);
    let authority = (start..end).any(|i| tokens[i].is(AUTHORITY));
    (!name.is_empty()).then(|| Source { span: Span::new(from, to), name, authority, doubt: false })
}

/// Whether tokens can name somebody who says something: by what they are, or by a name's capitals.
fn speaks(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    const WHO: u64 = AUTHORITY | GROUP | PERSON | SINGLE | TITLE | FIGHTER | SOLDIER | SOURCE | NAME;
    let named = |i: usize| {
        let token = &sentence.tokens[i];
        let verbal = token.folded.ends_with("ed") || token.folded.ends_with("ly") || token.folded.ends_with("ing");
        token.word
            && token.roles == 0
            && token.folded.len() > 2
            && (sentence.upper && !verbal || token.capital && i > 0)
    };
    (start..end).any(|i| sentence.tokens[i].is(WHO) || named(i))
}
