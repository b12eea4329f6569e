//! Countries: ISO 3166-1 alpha-2 codes from names, adjectives and demonyms in many languages.
//!
//! [`code`] takes a whole name, [`find()`] finds names in running text, [`of_organisation`] reads the country out of the name
//! of an organisation ("Communist Party of Nepal"). What `data/` holds and under which licence stands in its README. States
//! that ceased have the code they had: `SU`, `CS`, `YU`, `DD`, `VD`, `YD`, `AN`.

mod find;
mod fold;
mod organisation;
mod sieve;
mod table;
mod whole;

pub use find::{Hit, find};
pub use fold::fold;
pub use organisation::of_organisation;
pub use whole::{Form, code, code_of, named};
