//! Words broken over a line end: [`Survived`] joins those whose hyphen is there, [`Lost`] those whose hyphen OCR lost.
//!
//! Both look at a [`gap::Gap`]: the letters that end a line and those that begin the next line with text, across blank
//! lines, furniture, columns and pages. What they weigh is how often the whole and its halves occur, in this text and in
//! the shipped lexicon.

pub mod evidence;
pub mod gap;
pub mod lost;
pub mod survived;
pub mod vocabulary;

pub use lost::Lost;
pub use survived::Survived;
