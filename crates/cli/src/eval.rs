//! Scores what is read out of statements against what people say is right.
//!
//! | file | holds |
//! |---|---|
//! | `gold` | gold files as JSON |
//! | `closed` | what values can be right at all |
//! | `fields` `same` | the values of each field, and when two count as the same |
//! | `score` | precision, recall, F1, and what was missed |
//! | `documents` | the documents of the gold, read by this program or taken from an archive |
//! | `blank` | gold lines to be filled by people |

pub mod blank;
pub mod closed;
pub mod documents;
pub mod fields;
pub mod gold;
pub mod same;
pub mod score;
