//! Claims in words for people, in English: what the command line and its JSON say.

use crate::json::anatomy::Number;
use crate::plain::grouped;
use broadside_model::{Claim, Edtf, Grade};

/// A number as it was bounded: `40`, `at least 40`, `40 to 60`, `about 40`; nothing where there is none.
pub fn number(claim: &Claim) -> String {
    let text = match (claim.min, claim.max) {
        (None, None) => return String::new(),
        (Some(min), Some(max)) if min == max => figure(min),
        (Some(min), Some(max)) => format!("{} to {}", figure(min), figure(max)),
        (Some(min), None) => format!("at least {}", figure(min)),
        (None, Some(max)) => format!("at most {}", figure(max)),
    };
    if claim.approximate { format!("about {text}") } else { text }
}

/// A number with its thousands apart.
pub fn figure(number: f64) -> String {
    if number.fract() == 0.0 && (0.0..1e15).contains(&number) {
        grouped(number as u64)
    } else {
        Number(number).to_string()
    }
}

/// How sure a claim is, and on whose word, in a word or three; nothing for what is told as a fact.
pub fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Fact => "",
        Grade::Claimed => "admitted",
        Grade::Accused => "accused",
        Grade::AccusedByAuthorities => "accused by authorities",
        Grade::Possible => "possible",
    }
}

/// A claim as a line: what, how many, by whom, where, when, who says so.
pub fn claim(claim: &Claim) -> String {
    claim_on(claim, claim.date.as_ref())
}

/// The same, without the day.
pub fn undated_claim(claim: &Claim) -> String {
    claim_on(claim, None)
}

fn claim_on(claim: &Claim, date: Option<&Edtf>) -> String {
    let mut line = claim.what.clone();
    let of = claim.of.as_ref().filter(|of| !of.eq_ignore_ascii_case(&claim.what));
    let counted: Vec<String> = [Some(number(claim)), claim.unit.clone(), of.cloned()]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    if !counted.is_empty() {
        line += &format!(": {}", counted.join(" "));
    }
    let facts = [
        claim.actor.as_ref().map(|actor| format!("by {actor}")),
        claim.place.clone(),
        date.map(|date| date.as_str().to_owned()),
        claim.claimant.as_ref().map(|claimant| format!("says {claimant}")),
        (claim.grade != Grade::Fact).then(|| grade(claim.grade).to_owned()),
    ];
    for fact in facts.into_iter().flatten() {
        line += &format!(", {fact}");
    }
    line
}
