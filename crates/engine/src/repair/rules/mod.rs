//! The repair rules, one file each, in the order they run.

pub mod blank_lines;
pub mod broken_word;
mod chars;
pub mod control;
pub mod end_mark;
pub mod letter_spaced;
pub mod ligature;
pub mod line_end;
pub mod mojibake;
pub mod note_mark;
pub mod ocr_garbage;
pub mod page_break;
pub mod page_number;
mod paragraph;
pub mod paragraph_column;
pub mod paragraph_page;
pub mod quotes;
pub mod running_head;
pub mod soft_hyphen;
pub mod spaces;
pub mod stamp;
pub mod web_debris;
pub mod web_page;
mod web_words;

use super::Rule;

/// Every rule, in order: first what is furniture, then what joins over lines, then characters.
pub const ALL: &[&dyn Rule] = &[
    &web_page::WebPage,
    &web_debris::WebDebris,
    &stamp::Stamp,
    &page_number::PageNumber,
    &running_head::RunningHead,
    &ocr_garbage::OcrGarbage,
    &end_mark::EndMark,
    &broken_word::Survived,
    &broken_word::Lost,
    &paragraph_page::ParagraphPage,
    &paragraph_column::ParagraphColumn,
    &page_break::PageBreak,
    &mojibake::Mojibake,
    &control::Control,
    &note_mark::NoteMark,
    &letter_spaced::LetterSpaced,
    &ligature::Ligature,
    &quotes::Quotes,
    &soft_hyphen::SoftHyphen,
    &spaces::Spaces,
    &blank_lines::BlankLines,
    &line_end::LineEnd,
];
