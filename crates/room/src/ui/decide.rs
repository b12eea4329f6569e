//! Forms that decide, from where a fact stands. They are sent to `/decide`, which leads back.

use crate::ask::Ask;
use maud::{Markup, html};

/// What can be said of a value that the program proposes: `target` is what `decide` calls it (`ID/issuer/1`), `status`
/// what people say of it so far, `value` what it is now.
pub fn on_value(ask: &Ask, target: &str, status: &str, value: &str) -> Markup {
    let _ = (ask, value);
    html! { span.decide data-target=(target) data-status=(status) {} }
}
