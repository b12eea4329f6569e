//! What stands around every page: menu, search, settings, and the foot.

use super::{Page, Section};
use crate::ask::{Ask, Theme};
use crate::assets;
use crate::words::{Language, Word, frame as words, search};
use maud::{DOCTYPE, Markup, html};

const MENU: &[(Section, &str, Word)] = &[
    (Section::Home, "/", words::HOME),
    (Section::Search, "/search", words::STATEMENTS),
    (Section::Entities, "/entities", words::ENTITIES),
    (Section::Signatories, "/signatories", words::SIGNATORIES),
    (Section::Claims, "/claims", words::CLAIMS),
    (Section::Timeline, "/timeline", words::TIMELINE),
    (Section::Network, "/network", words::NETWORK),
    (Section::Reuse, "/reuse", words::REUSE),
    (Section::Review, "/review", words::REVIEW),
    (Section::Add, "/add", words::ADD),
    (Section::Report, "/report", words::REPORT),
];

/// A whole page.
pub fn frame(page: &Page, ask: &Ask) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(ask.language.code()) data-theme=(ask.theme.name()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) " · Broadside" }
                link rel="stylesheet" href=(assets::address("style.css"));
                link rel="icon" href=(assets::address("icon.svg")) type="image/svg+xml";
                (page.head)
                @for island in ["frame", "decide"].iter().chain(page.islands.iter().filter(|name| **name != "decide")) {
                    @let file = format!("{island}.js");
                    @if assets::is_there(&file) { script type="module" src=(assets::address(&file)) {} }
                }
            }
            body {
                a.skip href="#main" { (ask.say(words::SKIP)) }
                (head(page, ask))
                main #main tabindex="-1" { (page.body) }
                (foot(ask))
                (super::decide::form(ask))
            }
        }
    }
}

fn head(page: &Page, ask: &Ask) -> Markup {
    let typed = form_urlencoded::parse(ask.query.as_bytes()).find(|(name, _)| name == "q");
    let typed = typed.filter(|_| page.section == Section::Search).map(|(_, value)| value.into_owned());
    html! {
        header.top {
            a.mark href="/" aria-label=(format!("Broadside: {}", ask.say(words::HOME))) { "Broadside" }
            form.find role="search" action="/search" {
                label.unseen for="find" { (ask.say(words::SEARCH)) }
                input #find type="search" name="q" value=[typed] placeholder=(ask.say(words::SEARCH_HINT)) autocomplete="off" spellcheck="false"
                    data-suggest="/suggest" data-names=(ask.say(search::NAMES)) data-one=(ask.say(search::SUGGESTED_ONE)) data-several=(ask.say(search::SUGGESTED));
                button type="submit" { (ask.say(words::SEARCH)) }
                a.help href="/help" { (ask.say(words::HELP)) }
            }
            nav.menu aria-label=(ask.say(words::MAIN_MENU)) {
                ul {
                    @for (section, address, word) in MENU {
                        li { a href=(address) aria-current=[(*section == page.section).then_some("page")] { (ask.say(*word)) } }
                    }
                }
            }
        }
    }
}

fn foot(ask: &Ask) -> Markup {
    let back = if ask.query.is_empty() { ask.path.clone() } else { format!("{}?{}", ask.path, ask.query) };
    html! {
        footer.bottom {
            p { (ask.say(words::FOOT)) }
            form.settings method="post" action="/settings" aria-label=(ask.say(words::SETTINGS)) {
                input type="hidden" name="back" value=(back);
                label { (ask.say(words::LANGUAGE)) " "
                    select name="lang" autocomplete="off" {
                        @for language in Language::ALL {
                            option value=(language.code()) lang=(language.code()) selected[language == ask.language] { (language.name()) }
                        }
                    }
                }
                label { (ask.say(words::THEME)) " "
                    select name="theme" autocomplete="off" {
                        @for (theme, word) in Theme::ALL.into_iter().zip([words::AUTOMATIC, words::LIGHT, words::DARK]) {
                            option value=(theme.name()) selected[theme == ask.theme] { (ask.say(word)) }
                        }
                    }
                }
                button type="submit" { (ask.say(words::APPLY)) }
            }
            p { a href=(ask.with("format", "json")) { (ask.say(words::AS_JSON)) } }
        }
    }
}
