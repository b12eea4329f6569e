//! How to ask, and which keys do what.

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::route::Route;
use crate::ui::{Page, Section};
use crate::words::{Word, help as words};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/help", help, "The query language, and the keys").gives::<Help>()]
}

/// The query language by examples.
#[derive(Debug, JsonSchema, Serialize)]
struct Help {
    /// Examples.
    items: Vec<Example>,
    /// How many.
    total: u64,
    /// Always absent.
    next: Option<String>,
}

/// An example.
#[derive(Debug, JsonSchema, Serialize)]
struct Example {
    /// What is written.
    query: &'static str,
    /// What it finds.
    finds: &'static str,
}

const SAME: fn(&'static str) -> Word = |text| Word { en: text, es: text };

/// What is written, and what it finds.
fn queries() -> Vec<(Word, Word)> {
    vec![
        (words::BOTH_X, words::BOTH),
        (words::PHRASE_X, words::PHRASE),
        (words::NEAR_X, words::NEAR),
        (words::NEAR_PHRASE_X, words::NEAR),
        (words::FORM_X, words::FORM),
        (words::ANY_X, words::ANY),
        (words::FUZZY_X, words::FUZZY),
        (words::OR_X, words::OR),
        (words::NOT_X, words::NOT),
        (words::GROUP_X, words::GROUP),
    ]
}

fn fields() -> Vec<(Word, Word)> {
    vec![
        (SAME("title:manifesto"), words::TITLE),
        (SAME("language:es"), words::LANGUAGE),
        (SAME("kind:pdf"), words::FORMAT),
        (SAME("path:1984"), words::PATH),
        (SAME("added:2026-01..2026-03"), words::ADDED),
        (SAME("furniture:copyright"), words::FURNITURE),
    ]
}

fn table(ask: &Ask, rows: &[(Word, Word)], title: Word) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(ask.say(title)) {
            table.queries {
                thead { tr { th scope="col" { (ask.say(words::WRITE)) } th scope="col" { (ask.say(words::FINDS)) } } }
                tbody {
                    @for (query, finds) in rows {
                        @let typed = ask.say(*query);
                        @let address = form_urlencoded::Serializer::new(String::new()).append_pair("q", typed).finish();
                        tr { td { a href={ "/search?" (address) } { code { (typed) } } } td { (ask.say(*finds)) } }
                    }
                }
            }
        }
    }
}

fn help(_: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let (queries, fields) = (queries(), fields());
    if ask.wants_json {
        let example = |(query, finds): &(Word, Word)| Example { query: ask.say(*query), finds: ask.say(*finds) };
        let items: Vec<Example> = queries.iter().chain(&fields).map(example).collect();
        return Answer::json(&Help { total: items.len() as u64, items, next: None });
    }
    let keys = [("/", words::KEY_SEARCH), ("↓ ↑", words::KEY_CHOOSE), ("Tab", words::KEY_TAB)];
    let body = html! {
        article.guide {
            h1 { (ask.say(words::HELP)) }
            h2 { (ask.say(words::ASKING)) }
            p { (ask.say(words::ASKING_TEXT)) }
            (table(ask, &queries, words::ASKING))
            h2 { (ask.say(words::FIELDS)) }
            (table(ask, &fields, words::FIELDS))
            h2 { (ask.say(words::NARROWING)) }
            p { (ask.say(words::NARROWING_TEXT)) }
            p { (ask.say(words::DATES_TEXT)) }
            h2 { (ask.say(words::KEYS)) }
            table.keys {
                thead { tr { th scope="col" { (ask.say(words::KEY)) } th scope="col" { (ask.say(words::DOES)) } } }
                tbody { @for (key, does) in keys { tr { td { @for key in key.split(' ') { kbd { (key) } " " } } td { (ask.say(does)) } } } }
            }
            h2 { (ask.say(words::EVIDENCE)) }
            p { (ask.say(words::EVIDENCE_TEXT)) }
            h2 { (ask.say(words::PROGRAMS)) }
            p { (ask.say(words::PROGRAMS_TEXT)) " " a href="/openapi.json" { "/openapi.json" } "." }
        }
    };
    Ok(Answer::Page(Page::new(ask.say(words::HELP), Section::Help, body)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;
    use broadside_engine::search::parse;

    #[test]
    fn every_example_is_a_question() {
        for (query, _) in queries().into_iter().chain(fields()) {
            for language in Language::ALL {
                assert!(parse(query.of(language)).is_ok(), "{}", query.of(language));
            }
        }
    }
}
