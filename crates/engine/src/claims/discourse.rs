//! Doers whom the sentence leaves unnamed and the statement names: "the guerrillas", where it knows of one armed group.
//!
//! Reporters name a group once and go on with "the rebels". Where a statement names a single armed organisation, and a
//! deed is told of rebels that are not said to be unknown or others, they are that organisation's. The claim says so by
//! its method, is less sure, and leads back to the words that name the group as well.

use broadside_model::{Claim, Found, Grade, Span};

use super::context::Context;
use super::cut::Folded;
use super::lexicon::{self, *};
use super::tokens::{self, Token};

/// As much of a statement is looked at for the names of groups, in bytes.
const READ: usize = 200_000;
/// As many groups are told apart.
const MOST: usize = 8;

/// Fighters of a group that need no name when they are spoken of again.
const REBELS: [&str; 12] = [
    "guerrillas",
    "guerrilla",
    "rebels",
    "rebel",
    "insurgents",
    "insurgent",
    "subversives",
    "subversive",
    "combatants",
    "fighters",
    "guerillas",
    "guerilla",
];

/// The claims of a statement about rebels, each as one about the only armed organisation that it names.
pub fn resolved(context: &Context<'_>, found: &[Found<Claim>]) -> Vec<Found<Claim>> {
    let open: Vec<&Found<Claim>> = found.iter().filter(|claim| is_open(claim)).collect();
    if open.is_empty() {
        return vec![];
    }
    let Some((name, named)) = only_group(context) else { return vec![] };
    let resolve = |claim: &Found<Claim>| {
        let mut evidence = claim.evidence.clone();
        evidence.push(named);
        let value = Claim { actor: Some(name.clone()), ..claim.value.clone() };
        let method = claim.method.replace("-unnamed", "-by-discourse");
        Found { value, evidence, method, confidence: claim.confidence.saturating_sub(25) }
    };
    let known = |claim: &Found<Claim>| {
        found.iter().any(|other| {
            other.value.what == claim.value.what
                && other.value.actor.as_ref().is_some_and(|actor| actor.contains(name.as_str()))
                && other.evidence.first().zip(claim.evidence.first()).is_some_and(|(one, two)| one.overlaps(*two))
        })
    };
    open.into_iter().filter(|claim| !known(claim)).map(resolve).collect()
}

/// Whether a claim is about what rebels did who may have been named elsewhere.
fn is_open(claim: &Found<Claim>) -> bool {
    const OTHERS: [&str; 8] = ["other", "another", "unidentified", "unknown", "former", "alleged", "various", "two"];
    let actor = claim.value.actor.as_deref().unwrap_or_default().to_lowercase();
    let mut words = actor.split(|letter: char| !letter.is_alphanumeric());
    matches!(claim.method.as_str(), "did-unnamed" | "deed-by-unnamed")
        && claim.value.grade != Grade::Claimed
        && words.clone().next_back().is_some_and(|last| REBELS.contains(&last))
        && !words.any(|word| OTHERS.contains(&word))
}

/// The only armed organisation that a statement names, and where it does first.
fn only_group(context: &Context<'_>) -> Option<(String, Span)> {
    let span = context.span();
    let (start, end) = (span.start as usize, span.end as usize);
    let end = (start..=end.min(start + READ)).rev().find(|end| context.text.is_char_boundary(*end))?;
    let mut folded = Folded::default();
    folded.read(context.text, start, end, usize::MAX);
    let tokens = tokens::tokens(&folded, lexicon::of(context.language));
    let (mut groups, mut explained): (Vec<(&str, Span)>, Vec<Span>) = (vec![], vec![]);
    for (at, token) in tokens.iter().enumerate() {
        if is_group(context, &tokens, at) && groups.iter().all(|(known, _)| *known != token.folded) {
            groups.push((token.folded, Span::new(token.start, token.end)));
            if groups.len() > MOST {
                break;
            }
        }
    }
    for (word, span) in context.explained() {
        let folded = word.to_lowercase();
        if groups.iter().all(|(known, _)| *known != folded) && is_explained_group(context, &folded, span) {
            explained.push(span);
        }
    }
    let span = match (&groups[..], &explained[..]) {
        ([(_, span)], []) => *span,
        ([], [span]) => *span,
        _ => return None,
    };
    let span = with_name(context, span);
    Some((super::clean(context.text.get(span.range())?), span))
}

/// An acronym in brackets with the name that it stands for: "Northern Front (NF)".
fn with_name(context: &Context<'_>, acronym: Span) -> Span {
    let at = acronym.start as usize;
    let before = context.text.get(..at).unwrap_or_default().trim_end_matches(['(', '[', ' ', '\n']);
    let close = context.text.get(acronym.end as usize..).is_some_and(|rest| rest.starts_with([')', ']']));
    if before.len() == at || !close || before.is_empty() {
        return acronym;
    }
    let name = context.organisation(Span::new(before.len() - 1, before.len()));
    let name = name.filter(|name| name.end as usize >= before.len() && name.end <= acronym.end + 1);
    name.map_or(acronym, |name| Span::new(name.start as usize, acronym.end as usize + 1))
}

/// Whether an acronym in brackets is that of an armed organisation, by itself or by the name before it.
fn is_explained_group(context: &Context<'_>, folded: &str, span: Span) -> bool {
    const NAME_BYTES: usize = 60;
    const ARMED: [&str; 3] = ["liberation", "guerrilla", "revolutionary"];
    if lexicon::of(context.language).word(folded).roles & NAME != 0 {
        return true;
    }
    let at = span.start as usize;
    let from = (at.saturating_sub(NAME_BYTES)..at).find(|from| context.text.is_char_boundary(*from)).unwrap_or(at);
    let name = context.text.get(from..at).unwrap_or_default().to_lowercase();
    ARMED.iter().any(|word| name.contains(word)) && !name.contains("party")
}

/// Whether a token names an armed organisation: by its name, or an acronym with fighters of its own.
fn is_group(context: &Context<'_>, tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    if token.is(NAME) {
        return true;
    }
    let fighters = tokens.get(at + 1).is_some_and(|next| REBELS.contains(&next.folded));
    let written = context.text.get(token.start..token.end).unwrap_or_default();
    fighters && token.word && token.roles == 0 && context.explains(written)
}
