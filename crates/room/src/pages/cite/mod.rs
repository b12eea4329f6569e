//! Cite a statement or a passage of it: a stable address, citations in the usual styles, and files for reference managers.

mod anchor;
mod formats;
mod head;
mod styles;
mod work;

pub use formats::{bibtex, csl, ris};
pub use head::head;
pub use work::Work;

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::pages::statement::{Passages, Place, load};
use crate::route::Route;
use crate::ui::{Page, Section, bare};
use crate::words::cite as words;
use anchor::Passage;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use styles::Style;

/// The addresses.
pub fn routes() -> Vec<Route> {
    let files =
        &["application/vnd.citationstyles.csl+json", "application/x-bibtex", "application/x-research-info-systems"];
    vec![
        Route::get("/statements/{id}/cite", cite, "Cite a statement, or a passage of it")
            .takes::<Wanted>()
            .gives::<Cited>()
            .gives_files(files),
    ]
}

/// What is to be cited, and how.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Wanted {
    /// `apa`, `chicago`, `mla`, `iso690` or `plain` for a style; `csl`, `bibtex` or `ris` for a file.
    style: String,
    /// A passage: `START-END`, in code points of the source's text.
    at: Vec<String>,
    /// Words of a passage.
    quote: String,
    /// What stands before them.
    prefix: String,
    /// What stands behind them.
    suffix: String,
}

/// A statement, cited.
#[derive(Debug, Serialize, JsonSchema)]
struct Cited {
    /// The id of the statement.
    id: String,
    /// Its stable address.
    address: String,
    /// The passage that was asked for.
    passage: Option<Passage>,
    /// The citation in each style.
    styles: Vec<Styled>,
    /// CSL-JSON 1.0.2.
    csl: serde_json::Value,
    /// BibTeX.
    bibtex: String,
    /// RIS.
    ris: String,
}

/// A citation.
#[derive(Debug, Serialize, JsonSchema)]
struct Styled {
    /// The name of the style.
    style: &'static str,
    /// The citation.
    text: String,
}

fn cite(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let opened = load(desk, ask)?;
    let asked = Passages { at: wanted.at, quote: wanted.quote, prefix: wanted.prefix, suffix: wanted.suffix };
    let place = Place::find(&opened, &asked);
    let work = Work::new(desk, ask, &opened);
    let passage = place.spans.first().map(|span| Passage::new(&opened, &work, *span));
    let file = |media_type: &str, end: &str, text: String| {
        let name = Some(format!("{}.{end}", work.id));
        Ok(Answer::File { media_type: media_type.to_owned(), bytes: text.into_bytes(), name })
    };
    match wanted.style.as_str() {
        "csl" => {
            return file("application/vnd.citationstyles.csl+json", "json", formats::csl_file(&work, passage.as_ref()));
        }
        "bibtex" => {
            return file("application/x-bibtex; charset=utf-8", "bib", formats::bibtex(&work, passage.as_ref()));
        }
        "ris" => {
            return file(
                "application/x-research-info-systems; charset=utf-8",
                "ris",
                formats::ris(&work, passage.as_ref()),
            );
        }
        _ => {}
    }
    let one = Style::from_name(&wanted.style);
    if one.is_none() && !wanted.style.is_empty() {
        return Err(Trouble::Wrong(
            ask.fill(words::NO_STYLE, &[("style", &wanted.style)]),
            ask.say(words::NO_STYLE_HINT).to_owned(),
        ));
    }
    let styles: Vec<Style> = Style::ALL.iter().copied().filter(|style| one.is_none_or(|one| one == *style)).collect();
    if ask.wants_json {
        return Answer::json(&Cited {
            id: work.id.clone(),
            address: work.address.clone(),
            styles: styles
                .iter()
                .map(|style| Styled {
                    style: style.name(),
                    text: styles::cite(ask, *style, &work, passage.as_ref()).text(),
                })
                .collect(),
            csl: formats::csl(&work, passage.as_ref()),
            bibtex: formats::bibtex(&work, passage.as_ref()),
            ris: formats::ris(&work, passage.as_ref()),
            passage,
        });
    }
    let title = ask.fill(words::CITE, &[("title", &work.title)]);
    let body = html! { (place.notice(ask)) (body(ask, &title, &work, passage.as_ref(), &styles)) };
    let page = Page::new(title, Section::Search, body).with_head(head(desk, ask, &opened));
    Ok(Answer::Page(page.with_island("cite")))
}

fn body(ask: &Ask, title: &str, work: &Work, passage: Option<&Passage>, styles: &[Style]) -> Markup {
    let files = [("csl", "CSL-JSON"), ("bibtex", "BibTeX"), ("ris", "RIS")];
    html! {
        article.cite data-copy=(ask.say(words::COPY)) data-copied=(ask.say(words::COPIED)) {
            h1 dir="auto" { (title) }
            h2 { (ask.say(words::ADDRESS)) }
            p.copied { a href={ "/statements/" (work.id) } data-copyable { (work.address) } }
            p.faint { (ask.say(words::ADDRESS_NOTE)) }
            @if let Some(passage) = passage {
                h2 { (ask.say(words::PASSAGE)) }
                blockquote.quote lang=[work.language.as_deref()] { (bare(&passage.quote)) }
                dl {
                    dt { (ask.say(words::PLACE_ADDRESS)) }
                    dd.copied { a href=(passage.path()) data-copyable { (passage.address) } }
                    dt { (ask.say(words::LASTING_ADDRESS)) }
                    dd.copied { a href=(passage.lasting_path()) data-copyable { (passage.lasting) } }
                }
                details { summary { (ask.say(words::SELECTOR)) } pre data-copyable { (passage.selector_text()) } }
            }
            h2 { (ask.say(words::CITATION)) }
            dl.styles {
                @for style in styles {
                    dt { (style.title().unwrap_or(ask.say(words::PLAIN))) }
                    dd.copied { span data-copyable dir="auto" { (styles::cite(ask, *style, work, passage).markup()) } }
                }
            }
            h2 { (ask.say(words::FILES)) }
            ul {
                @for (style, name) in files { li { a href=(ask.with("style", style)) download { (name) } } }
            }
            p.faint { (ask.say(words::ZOTERO)) }
            (head::coins(work))
        }
    }
}
