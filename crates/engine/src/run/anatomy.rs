//! Reads the anatomy out of a repaired text: composes the stages from structure to dating.
//!
//! Times come first, since a dateline is known by its date; structure finds the statements and what stands in their heads
//! and feet; then each statement is read for what it names, dated, and read for what it claims. What is counted from the
//! day of the document ("yesterday") is worked out once that day is known.

use crate::mentions::names::tagger::{BuiltIn, Tagger};
use crate::mentions::time::TimeExpression;
use crate::mentions::{names, time};
use crate::{claims, dating, relations, stage, structure};
use broadside_model::edtf::Day;
use broadside_model::{Anatomy, Mention, Reading, Span, Statement, Text};

/// Stage versions that anatomies made now carry; `model` names what labelled names in place of the built-in tagger.
pub fn anatomy_by(model: Option<&str>) -> String {
    let stages = [stage::STRUCTURE, stage::MENTIONS, stage::CLAIMS, stage::DATING, stage::RELATIONS];
    let with = |stage: &stage::Stage| match model {
        Some(model) if *stage == stage::MENTIONS => format!(" with {model}"),
        _ => String::new(),
    };
    stages.map(|stage| format!("{} {}{}", stage.name, stage.version, with(&stage))).join(", ")
}

/// The statements of a text, with all that is read out of them. A text without words has none.
pub fn read(reading: &Reading, text: &Text) -> Anatomy {
    // The built-in tagger never refuses a text.
    read_with(&BuiltIn, reading, text).unwrap_or_default()
}

/// The same with another tagger, which may refuse and say why.
pub fn read_with(tagger: &dyn Tagger, reading: &Reading, text: &Text) -> Result<Anatomy, String> {
    let whole = Span::new(0, text.text.len());
    let expressions = time::find(&text.text, whole, text.language.as_deref());
    let times: Vec<Mention> = expressions.iter().map(|found| time::mention(found, &text.text, None)).collect();
    let input = structure::Input { text, metadata: &reading.metadata, format: reading.format, times: &times };
    let mut anatomy = structure::read(&input);
    for statement in &mut anatomy.statements {
        finish(tagger, reading, &text.text, (&expressions, &times), statement)?;
    }
    Ok(anatomy)
}

/// Fills in what a statement names, when it was issued, and what it claims.
fn finish(
    tagger: &dyn Tagger,
    reading: &Reading,
    text: &str,
    (expressions, times): (&[TimeExpression], &[Mention]),
    statement: &mut Statement,
) -> Result<(), String> {
    let from = times.partition_point(|time| time.span.start < statement.span.start);
    let to = times.partition_point(|time| time.span.start < statement.span.end);
    let (expressions, times) = (&expressions[from..to.max(from)], &times[from..to.max(from)]);
    let names = names::find_with(tagger, text, statement.span, statement.language.as_deref(), &statement.parts)?;
    statement.mentions = merged(times, names);
    statement.date = dating::date(text, statement, &reading.metadata);
    if let Some(day) = day_of(statement) {
        let counted = expressions.iter().map(|found| time::mention(found, text, Some(day)));
        let mut counted = counted.peekable();
        for mention in &mut statement.mentions {
            if counted.peek().is_some_and(|time| time.span == mention.span && time.kind == mention.kind)
                && let Some(time) = counted.next()
            {
                *mention = time;
            }
        }
    }
    statement.claims = claims::read(text, statement);
    statement.quotations = structure::quotations::read(text, statement);
    statement.demands = structure::demands::read(text, statement);
    statement.slogans = structure::slogans::read(text, statement);
    statement.relations = relations::read(text, statement);
    Ok(())
}

/// The day a statement was issued, when that is one day.
fn day_of(statement: &Statement) -> Option<Day> {
    let date = &statement.date.as_ref()?.value.edtf;
    date.earliest().filter(|day| date.latest() == Some(*day))
}

/// Times and names in order of their place, the longer first; a name inside a time is none.
fn merged(times: &[Mention], names: Vec<Mention>) -> Vec<Mention> {
    let mut all = times.to_vec();
    all.extend(names.into_iter().filter(|name| {
        let after = times.partition_point(|time| time.span.end <= name.span.start);
        times.get(after).is_none_or(|time| time.span.start > name.span.start || time.span.end < name.span.end)
    }));
    all.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end), mention.kind));
    all
}
