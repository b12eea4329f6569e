//! Whether a page's text layer is worth keeping.
//!
//! A page wants OCR when it has no text but something to look at, or when its text is not what the page shows: glyphs
//! without characters, another script's codes, the remains of an old OCR. Every test is a share of the whole page with
//! a wide margin and asks nothing about the language, because a good layer must never be marked.

use super::glyphs::Ink;
use crate::intake::layout::{Placed, is_mark, is_rtl, is_unspaced};

/// What is to be done about a page's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    /// Text that can be trusted, or an empty page.
    Keep,
    /// Nothing or next to nothing to read but a picture.
    Picture,
    /// Text that is not what the page shows, and why.
    Bad(&'static str),
}

/// From this share of the page on, a picture is taken for a scan.
const SCAN: f64 = 0.5;

/// Judges a page by its words, of which `outside` stand outside the visible page.
pub(super) fn judge(words: &[Placed], outside: usize, ink: &Ink) -> Verdict {
    if words.is_empty() {
        return if ink.pictures > 0.03 || ink.shapes >= 100 { Verdict::Picture } else { Verdict::Keep };
    }
    if outside * 2 > words.len() && words.len() >= 5 {
        return Verdict::Bad("its words stand outside the page");
    }
    if ink.glyphs >= 20 && (ink.unknown + ink.private) * 4 > ink.glyphs {
        return Verdict::Bad("its fonts do not say which characters they show");
    }
    let tally = Tally::of(words);
    if let Some(why) = tally.fault(ink.largest_picture >= SCAN) {
        return Verdict::Bad(why);
    }
    let drawn = ink.glyphs - ink.invisible.min(ink.glyphs);
    if ink.largest_picture >= SCAN && ink.glyphs < 100 && drawn * 2 >= ink.glyphs {
        return Verdict::Picture;
    }
    Verdict::Keep
}

/// Counts over a page's text.
#[derive(Default)]
struct Tally {
    chars: usize,
    /// Characters of words that are letters or digits with punctuation about them.
    wordlike: usize,
    digits: usize,
    latin: usize,
    vowels: usize,
    accented: usize,
    /// Words of three letters and more, those of two scripts, and those with a capital after a small letter.
    words: usize,
    mixed: usize,
    humped: usize,
}

impl Tally {
    fn of(words: &[Placed]) -> Self {
        let mut tally = Tally::default();
        for word in words {
            tally.add(&word.text);
        }
        tally
    }

    fn add(&mut self, word: &str) {
        let count = word.chars().count();
        let solid = word.chars().filter(|&c| c.is_alphanumeric() || is_mark(c)).count();
        self.chars += count;
        let single = count == 1 && word.starts_with(|c: char| c.is_ascii_punctuation() || c == '|');
        if solid * 3 >= count * 2 || (solid >= 1 && solid + 2 >= count && !single) {
            self.wordlike += count;
        }
        self.digits += word.chars().filter(|c| c.is_numeric()).count();
        for c in word.chars().filter(|&c| is_latin(c)) {
            self.latin += 1;
            self.vowels += usize::from(is_vowel(c));
            self.accented += usize::from(!c.is_ascii());
        }
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        if letters.len() >= 3 {
            self.words += 1;
            self.mixed += usize::from(letters.windows(2).any(|pair| !same_script(pair[0], pair[1])));
            self.humped += usize::from(letters.windows(2).any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase()));
        }
    }

    fn fault(&self, scan: bool) -> Option<&'static str> {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        if self.latin >= 100 && share(self.accented, self.latin) > 0.6 {
            return Some("its letters are those of another character encoding");
        }
        if self.latin >= 250 && !(0.18..0.75).contains(&share(self.vowels, self.latin)) {
            return Some("its letters cannot be words");
        }
        if self.words >= 40 && (share(self.mixed, self.words) > 0.3 || share(self.humped, self.words) > 0.3) {
            return Some("its letters cannot be words");
        }
        let least = if scan { 0.6 } else { 0.3 };
        if self.chars >= 150 && share(self.wordlike, self.chars) < least {
            return Some(if scan { "it is an old OCR of poor quality" } else { "it has hardly any words" });
        }
        None
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && c.is_alphabetic())
}

fn is_vowel(c: char) -> bool {
    match c {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' => true,
        '\u{C0}'..='\u{17F}' => {
            !"ÇÐÑÞßçðñþĆćĈĉĊċČčĎďĐđĜĝĞğĠġĢģĤĥĦħĴĵĶķĸĹĺĻļĽľĿŀŁłŃńŅņŇňŉŊŋŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŹźŻżŽžſ".contains(c)
        }
        '\u{1EA0}'..='\u{1EF9}' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1CD}'..='\u{1DC}' => true,
        _ => false,
    }
}

/// Whether two letters may stand beside each other in a word.
fn same_script(a: char, b: char) -> bool {
    let script = |c: char| match c {
        _ if is_latin(c) => 1,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => 2,
        '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{2DE0}'..='\u{2DFF}' | '\u{A640}'..='\u{A69F}' => 3,
        _ if is_rtl(c) => 4,
        _ if is_unspaced(c) || matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}') => 5,
        '\u{900}'..='\u{10FF}' => 6 + (c as u32 >> 7),
        _ => 0,
    };
    let (a, b) = (script(a), script(b));
    a == b || a == 0 || b == 0 || (a == 1 && b == 5) || (a == 5 && b == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(text: &str, picture: f64) -> Verdict {
        let words: Vec<Placed> =
            text.split_whitespace().map(|word| Placed { text: word.into(), ..Placed::default() }).collect();
        let glyphs = text.chars().filter(|c| !c.is_whitespace()).count();
        judge(&words, 0, &Ink { glyphs, largest_picture: picture, pictures: picture, ..Ink::default() })
    }

    #[test]
    fn good_text_is_kept_in_any_script() {
        for text in [
            "The delegates met in the mill and agreed to publish what they had been told. ",
            "Делегаты собрались на мельнице и решили опубликовать то, что им сказали. ",
            "اجتمع المندوبون في الطاحونة واتفقوا على نشر ما قيل لهم جميعا. ",
            "代表们在磨坊里集会，同意公布他们所听到的一切。 全文 如下 ： 和平 万岁 ",
            "Các đại biểu đã gặp nhau tại nhà máy và đồng ý công bố những điều được nghe. ",
            "प्रतिनिधि चक्की में मिले और जो सुना था उसे प्रकाशित करने पर सहमत हुए। ",
            "12 340 5.6 18 77,1 2019 41 56 (3) 12% 9 1 044 ",
        ] {
            assert_eq!(verdict(&text.repeat(8), 1.0), Verdict::Keep, "{text}");
        }
    }

    #[test]
    fn text_in_the_wrong_encoding_is_bad() {
        assert!(matches!(verdict(&"Äåëåãàòû ñîáðàëèñü íà ìåëüíèöå è ðåøèëè ".repeat(6), 0.0), Verdict::Bad(_)));
        assert!(matches!(
            verdict(&"Wkh ghohjdwhv phw lq wkh ploo dqg djuhhg wr sxeolvk ".repeat(8), 0.0),
            Verdict::Bad(_)
        ));
    }

    #[test]
    fn the_remains_of_an_old_ocr_are_bad() {
        assert!(matches!(verdict(&"~'.; |. ,,-' 1'.;^ ._ ;i| '' -.- \u{a3}_' ".repeat(12), 1.0), Verdict::Bad(_)));
    }

    #[test]
    fn a_scan_with_a_stamp_wants_ocr_and_an_empty_page_does_not() {
        assert_eq!(verdict("Downloaded from the archive", 0.98), Verdict::Picture);
        assert_eq!(verdict("", 0.98), Verdict::Picture);
        assert_eq!(verdict("", 0.0), Verdict::Keep);
        assert_eq!(verdict("A caption under a photograph", 0.4), Verdict::Keep);
    }
}
