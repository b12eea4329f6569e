//! Forms that decide, from where a fact stands. They are sent to `/decide`, which leads back.
//!
//! The buttons of all facts of a page belong to one form, which stands at its foot ([`form`]): a page of a thousand facts
//! stays small. What needs words (setting a value, a reason) has a page of its own, to which a link leads.

use crate::ask::Ask;
use crate::words::decide as words;
use broadside_model::Status;
use maud::{Markup, html};

/// What can be said of a value that the program proposes: `target` is what `decide` calls it (`ID/issuer/1`), `status`
/// what people say of it so far, `value` what it is now.
pub fn on_value(ask: &Ask, target: &str, status: &str, value: &str) -> Markup {
    let (sign, word) = match Status::from_name(status) {
        Some(Status::Confirmed) => ("✓", words::IS_CONFIRMED),
        Some(Status::Rejected) => ("✗", words::IS_REJECTED),
        _ => ("?", words::IS_PROPOSED),
    };
    let label = match value {
        "" => ask.say(words::GIVE_VALUE).to_owned(),
        value => ask.fill(words::DECIDE_ON, &[("value", &short(value)), ("status", ask.say(word))]),
    };
    html! {
        details.decide data-target=(target) data-status=(status) {
            summary aria-label=(label) { (if value.is_empty() { "+" } else { sign }) }
            span.acts {
                @if !value.is_empty() {
                    (button(&format!("confirm {target}"), ask.say(words::CONFIRM)))
                    (button(&format!("reject {target}"), ask.say(words::REJECT)))
                }
                a href=(address(target)) { (ask.say(words::SET)) }
            }
        }
    }
}

/// Where one decides on a value with words.
pub fn address(target: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("target", target).finish();
    format!("/decide?{query}")
}

/// A button of the one form of the page.
pub fn button(act: &str, word: &str) -> Markup {
    html! { button type="submit" form="decide" name="do" value=(act) { (word) } }
}

/// The form that such buttons belong to: at the foot of every page.
pub fn form(ask: &Ask) -> Markup {
    let back = if ask.query.is_empty() { ask.path.clone() } else { format!("{}?{}", ask.path, ask.query) };
    let nobody = ask.author.is_none() && crate::deciding::usual_author().is_none();
    html! {
        form #decide method="post" action="/decide" hidden data-nobody[nobody] data-undo=(ask.say(words::UNDO)) data-done=(ask.say(words::DONE))
            data-failed=(ask.say(words::FAILED)) data-confirmed=(ask.say(words::IS_CONFIRMED)) data-rejected=(ask.say(words::IS_REJECTED)) {
            input type="hidden" name="back" value=(back);
        }
    }
}

/// Who decides, and why.
pub fn by(ask: &Ask) -> Markup {
    let author = ask.author.clone().or_else(crate::deciding::usual_author);
    html! {
        label { (ask.say(words::AUTHOR)) input name="author" value=[author] required maxlength="200" autocomplete="name"; }
        label.wide { (ask.say(words::REASON)) input name="reason" maxlength="2000" autocomplete="off"; }
    }
}

/// Whether two entities are one: the question and its two answers.
pub fn on_question(ask: &Ask, a: &str, b: &str) -> Markup {
    html! {
        span.acts.question data-question=(format!("{a} {b}")) {
            (button(&format!("merge {a} {b}"), ask.say(words::ONE)))
            (button(&format!("distinct {a} {b}"), ask.say(words::TWO)))
        }
    }
}

/// What can be said of an entity: `names` are its forms, each with its id, the first what it is called.
pub fn on_entity(ask: &Ask, id: &str, names: &[(String, String)]) -> Markup {
    let hidden = |act: &str| {
        html! {
            input type="hidden" name="act" value=(act);
            input type="hidden" name="entities" value=(id);
            input type="hidden" name="back" value=(format!("/entities/{id}"));
        }
    };
    html! {
        details.decide-entity {
            summary { (ask.say(words::ON_ENTITY)) }
            form.fields method="post" action="/decide" {
                (hidden("rename"))
                label { (ask.say(words::CALL_IT)) input name="name" required maxlength="1000" dir="auto"; }
                label { (ask.say(words::IN_LANGUAGE)) input name="language" maxlength="3" pattern="[a-z]{3}" placeholder="spa"; }
                (by(ask))
                button type="submit" { (ask.say(words::RENAME)) }
            }
            form.fields method="post" action="/decide" {
                (hidden("merge"))
                label { (ask.say(words::OTHER_ENTITY)) input name="entities" required pattern="[eE]?[0-9a-fA-F]{4,16}" placeholder="e0123456789abcdef"; }
                (by(ask))
                button type="submit" { (ask.say(words::ONE)) }
                button type="submit" name="do" value="distinct" { (ask.say(words::TWO)) }
            }
            @if names.len() > 1 {
                form method="post" action="/decide" {
                    (hidden("split"))
                    fieldset {
                        legend { (ask.say(words::SPLIT_WHICH)) }
                        @for (form, name) in names {
                            label.row { input type="checkbox" name="names" value=(form); " " bdi { (name) } }
                        }
                    }
                    div.fields { (by(ask)) button type="submit" { (ask.say(words::SPLIT)) } }
                }
            }
        }
    }
}

/// The beginning of a value.
fn short(value: &str) -> String {
    match value.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}
