//! Control words: what each does to the state of its group, which characters it stands for, and which begin a group
//! whose text goes elsewhere.

use super::{MAX_TABLE, Reader, State, To, charset};
use crate::intake::compose::Gap;
use crate::intake::raised::raised_number;

/// Groups that are properties of the document, and the names of those properties.
pub(super) const PROPERTIES: [(&str, &str); 7] = [
    ("title", "title"),
    ("subject", "subject"),
    ("author", "creator"),
    ("operator", "lastModifiedBy"),
    ("company", "company"),
    ("keywords", "keywords"),
    ("doccomm", "description"),
];

impl Reader {
    pub(super) fn word(&mut self, word: &str, number: Option<i32>, is_starred: bool) {
        if let Some(to) = self.destination(word, is_starred) {
            self.begin(to);
            return;
        }
        if self.state.to == To::Nowhere {
            return;
        }
        let is_on = number != Some(0);
        match word {
            "par" | "sect" | "page" => self.end_paragraph(),
            "line" | "lbr" => self.push("\n"),
            "tab" => self.push("\t"),
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.next_cell = Gap::Line,
            "chftn" if self.state.to == To::Body || self.state.to == To::TextBox => {
                let mark = raised_number(self.note_count + 1);
                self.push(&mark);
            }
            "chftn" if self.state.to == To::Note => {
                let mark = raised_number(self.note_count);
                self.push(&mark);
            }
            "pard" => {
                (self.state.in_table, self.state.style, self.state.outline) = (false, -1, None);
                (self.state.is_list, self.state.list_level) = (false, 0);
            }
            "plain" => (self.state.is_hidden, self.state.is_raised, self.state.is_deleted) = (false, false, false),
            "intbl" => self.state.in_table = true,
            "s" if self.state.to != To::Fonts => self.state.style = number.unwrap_or(-1),
            "outlinelevel" => self.state.outline = number.and_then(|level| u8::try_from(level).ok()),
            "ls" => self.state.is_list = number.unwrap_or(0) > 0,
            "ilvl" => self.state.list_level = number.unwrap_or(0).clamp(0, 8) as u8,
            "ansicpg" => self.page = charset::code_page(number.unwrap_or(1252)),
            "mac" => self.page = encoding_rs::MACINTOSH,
            "uc" => self.state.fallback = number.unwrap_or(1).clamp(0, 100) as usize,
            _ => self.character(word, number, is_on),
        }
    }

    /// Words that set how characters look, or stand for one.
    fn character(&mut self, word: &str, number: Option<i32>, is_on: bool) {
        let mut set = |place: fn(&mut State) -> &mut bool| {
            self.flush();
            *place(&mut self.state) = is_on;
        };
        match word {
            "v" | "htmlrtf" => set(|state| &mut state.is_hidden),
            "deleted" => set(|state| &mut state.is_deleted),
            "super" => set(|state| &mut state.is_raised),
            "up" => {
                self.flush();
                self.state.is_raised = number.is_none_or(|half_points| half_points > 0);
            }
            "nosupersub" | "sub" => {
                self.flush();
                self.state.is_raised = false;
            }
            "f" => {
                self.flush();
                self.state.font = number.unwrap_or(-1);
            }
            "fcharset" if self.state.to == To::Fonts => {
                if let Some(encoding) =
                    charset::font_charset(number.unwrap_or(0)).filter(|_| self.fonts.len() < MAX_TABLE)
                {
                    self.fonts.insert(self.state.font, encoding);
                }
            }
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "bullet" => self.push("•"),
            "emspace" => self.push("\u{2003}"),
            "enspace" => self.push("\u{2002}"),
            "zwj" => self.push("\u{200D}"),
            "zwnj" => self.push("\u{200C}"),
            _ => {}
        }
    }

    /// Where a group that begins with `word` goes, when the word begins a destination.
    fn destination(&mut self, word: &str, is_starred: bool) -> Option<To> {
        if self.state.to == To::Nowhere {
            return None;
        }
        Some(match word {
            "fonttbl" => To::Fonts,
            "stylesheet" => To::Styles,
            "footnote" => To::Note,
            "header" | "headerl" | "headerr" | "headerf" => To::Header,
            "footer" | "footerl" | "footerr" | "footerf" => To::Footer,
            "shptxt" => To::TextBox,
            "listtext" | "pntext" => To::Label,
            "annotation" => {
                self.comments += 1;
                To::Nowhere
            }
            "colortbl" | "pict" | "objdata" | "fldinst" | "xe" | "tc" | "rxe" | "sp" | "shprslt" | "nonesttables"
            | "atnid" | "atnauthor" | "atrfstart" | "atrfend" | "filetbl" | "nonshppict" | "ftnsep" | "ftnsepc"
            | "aftnsep" | "aftnsepc" | "creatim" | "revtim" | "printim" | "buptim" | "nesttableprops" | "template"
            | "private" | "picprop" => To::Nowhere,
            "shpinst" | "ud" | "cs" | "ds" if is_starred => return None,
            _ => {
                let property = PROPERTIES.iter().position(|(name, _)| *name == word);
                match property {
                    Some(index) if self.states.len() <= 4 => To::Property(index),
                    _ if is_starred => To::Nowhere,
                    _ => return None,
                }
            }
        })
    }
}
