//! Language and colours, kept in cookies of this browser.

use crate::answer::{Answer, Trouble};
use crate::ask::{Ask, Theme};
use crate::desk::Desk;
use crate::route::Route;
use crate::words::Language;
use schemars::JsonSchema;
use serde::Deserialize;

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![Route::post("/settings", keep, "Keep language and colours for this browser").reads::<Wanted>()]
}

/// What is wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default)]
#[derive(Default)]
struct Wanted {
    /// `en` or `es`.
    lang: String,
    /// `auto`, `light` or `dark`.
    theme: String,
    /// The page to go back to.
    back: String,
}

/// A year, in seconds.
const KEPT: u32 = 31_536_000;

fn keep(_: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.fields()?;
    let mut cookies = Vec::new();
    let cookie = |name: &str, value: &str| format!("{name}={value}; Path=/; Max-Age={KEPT}; SameSite=Strict");
    if let Some(language) = Language::from_code(&wanted.lang) {
        cookies.push(cookie("lang", language.code()));
    }
    if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.name() == wanted.theme) {
        cookies.push(cookie("theme", theme.name()));
    }
    Ok(Answer::Keep(wanted.back, cookies))
}
