//! Citations in the usual styles. Names stand as the documents have them: who is a family name is not guessed.

use super::anchor::Passage;
use super::work::{Part, When, Work};
use crate::ask::Ask;
use crate::words::{Language, cite as words};
use maud::{Markup, html};

/// A style of citing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// American Psychological Association, seventh edition.
    Apa,
    /// Chicago, notes and bibliography.
    Chicago,
    /// Modern Language Association, ninth edition.
    Mla,
    /// ISO 690:2021.
    Iso690,
    /// Without conventions.
    Plain,
}

impl Style {
    /// All, in the order in which they are offered.
    pub const ALL: &[Style] = &[Style::Apa, Style::Chicago, Style::Mla, Style::Iso690, Style::Plain];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Style::Apa => "apa",
            Style::Chicago => "chicago",
            Style::Mla => "mla",
            Style::Iso690 => "iso690",
            Style::Plain => "plain",
        }
    }

    /// The style of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Style::ALL.iter().copied().find(|style| style.name() == name)
    }

    /// What people call it in any language; a plain citation has no such name.
    pub fn title(self) -> Option<&'static str> {
        match self {
            Style::Apa => Some("APA"),
            Style::Chicago => Some("Chicago"),
            Style::Mla => Some("MLA"),
            Style::Iso690 => Some("ISO 690"),
            Style::Plain => None,
        }
    }
}

/// A citation: pieces, some of them in italics.
#[derive(Clone, Debug, Default)]
pub struct Citation(Vec<(String, bool)>);

impl Citation {
    fn put(&mut self, text: impl Into<String>) -> &mut Self {
        self.0.push((text.into(), false));
        self
    }

    fn title(&mut self, text: &str) -> &mut Self {
        self.0.push((text.to_owned(), true));
        self
    }

    /// Without italics.
    pub fn text(&self) -> String {
        self.0.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// With italics.
    pub fn markup(&self) -> Markup {
        html! { @for (text, is_title) in &self.0 { @if *is_title { cite { (text) } } @else { (text) } } }
    }
}

/// The citation of a work, or of a passage of it.
pub fn cite(ask: &Ask, style: Style, work: &Work, passage: Option<&Passage>) -> Citation {
    let says = Saying { ask, work, passage };
    match style {
        Style::Apa => says.apa(),
        Style::Chicago => says.chicago(),
        Style::Mla => says.mla(),
        Style::Iso690 => says.iso690(),
        Style::Plain => says.plain(),
    }
}

struct Saying<'a> {
    ask: &'a Ask,
    work: &'a Work,
    passage: Option<&'a Passage>,
}

/// With a full stop, unless it ends in a mark already.
fn stopped(text: &str) -> String {
    let text = text.trim_end();
    let is_ended = text.ends_with(['.', '?', '!', '…', '»', '”']);
    if text.is_empty() || is_ended { text.to_owned() } else { format!("{text}.") }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

impl Saying<'_> {
    fn authors(&self, and: &str) -> String {
        const MOST: usize = 7;
        let names: Vec<&str> = self.work.authors.iter().map(|author| author.name.as_str()).collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [all @ .., last] if names.len() <= MOST => format!("{} {and} {last}", all.join(", ")),
            [first, ..] => format!("{first} et al."),
        }
    }

    fn and(&self) -> &'static str {
        self.ask.say(words::AND)
    }

    fn month(&self, month: u8) -> &'static str {
        self.ask.say(words::MONTHS).split(',').nth(usize::from(month).wrapping_sub(1)).unwrap_or_default()
    }

    /// A part of a date in words: `12 March 1978`.
    fn words_of(&self, part: Part) -> String {
        let of = if self.ask.language == Language::Spanish { " de " } else { " " };
        match (part.month, part.day) {
            (Some(month), Some(day)) => format!("{day}{of}{}{of}{}", self.month(month), part.year),
            (Some(month), None) => format!("{}{of}{}", self.month(month), part.year),
            _ => part.year.to_string(),
        }
    }

    fn date(&self) -> Option<String> {
        let when = self.work.when.as_ref()?;
        if when.parts.is_empty() {
            return Some(when.edtf.clone());
        }
        let text: Vec<String> = when.parts.iter().map(|part| self.words_of(*part)).collect();
        let text = text.join("–");
        Some(if when.is_doubtful { self.ask.fill(words::CIRCA, &[("date", &text)]) } else { text })
    }

    /// A date with the year first, as APA has it.
    fn year_first(&self) -> String {
        let undated = || self.ask.say(words::NO_DATE).to_owned();
        let Some(when) = &self.work.when else { return undated() };
        let one = |part: &Part| match (part.month, part.day) {
            _ if self.ask.language == Language::Spanish => self.words_of(*part),
            (Some(month), Some(day)) => format!("{}, {} {day}", part.year, self.month(month)),
            (Some(month), None) => format!("{}, {}", part.year, self.month(month)),
            _ => part.year.to_string(),
        };
        let When { edtf, parts, is_doubtful } = when;
        let text = if parts.is_empty() { edtf.clone() } else { parts.iter().map(one).collect::<Vec<_>>().join("–") };
        if *is_doubtful { self.ask.fill(words::CIRCA, &[("date", &text)]) } else { text }
    }

    fn address(&self) -> &str {
        self.passage.map_or(&self.work.address, |passage| &passage.address)
    }

    /// Where the passage stands: a page, or characters.
    fn locator(&self) -> Option<String> {
        let passage = self.passage?;
        Some(match passage.page {
            Some(page) => self.ask.fill(words::AT_PAGE, &[("n", &page.to_string())]),
            None => self
                .ask
                .fill(words::AT_CHARACTERS, &[("from", &passage.start.to_string()), ("to", &passage.end.to_string())]),
        })
    }

    /// What is kept where: `Archive, id`, with the place of the passage.
    fn kept(&self) -> String {
        let place = self.locator().map_or(String::new(), |place| format!(", {place}"));
        format!("{}, {}{place}", self.work.archive, self.work.id)
    }

    fn quote(&self, to: &mut Citation) {
        if let Some(passage) = self.passage {
            to.put(format!(" “{}”", passage.short()));
        }
    }

    fn apa(&self) -> Citation {
        let (work, mut out) = (self.work, Citation::default());
        let genre = if work.genre.is_empty() { String::new() } else { format!(" [{}]", capital(&work.genre)) };
        let authors = self.authors("&");
        if authors.is_empty() {
            out.title(&work.title).put(format!("{genre}. ({}).", self.year_first()));
        } else {
            out.put(format!("{} ({}). ", stopped(&authors), self.year_first()))
                .title(&work.title)
                .put(format!("{genre}."));
        }
        out.put(format!(" {}. {}", self.kept(), self.address()));
        self.quote(&mut out);
        out
    }

    fn chicago(&self) -> Citation {
        let (work, mut out) = (self.work, Citation::default());
        let authors = self.authors(self.and());
        if !authors.is_empty() {
            out.put(format!("{} ", stopped(&authors)));
        }
        out.put(format!("“{}”", stopped(&work.title)));
        let facts: Vec<String> =
            [Some(capital(&work.genre)).filter(|genre| !genre.is_empty()), work.place.clone(), self.date()]
                .into_iter()
                .flatten()
                .collect();
        if !facts.is_empty() {
            out.put(format!(" {}", stopped(&facts.join(", "))));
        }
        out.put(format!(" {}. {}.", self.kept(), self.address()));
        self.quote(&mut out);
        out
    }

    fn mla(&self) -> Citation {
        let (work, mut out) = (self.work, Citation::default());
        let authors = self.authors(self.and());
        if !authors.is_empty() {
            out.put(format!("{} ", stopped(&authors)));
        }
        out.put(format!("“{}” ", stopped(&work.title)));
        if let Some(carrier) = &work.carrier {
            out.title(carrier).put(", ");
        }
        if let Some(date) = self.date() {
            out.put(format!("{date}. "));
        }
        out.title(&work.archive);
        let place = self.locator().map_or(String::new(), |place| format!(", {place}"));
        out.put(format!(", {}{place}, {}.", work.id, self.address()));
        if !work.genre.is_empty() {
            out.put(format!(" {}.", capital(&work.genre)));
        }
        self.quote(&mut out);
        out
    }

    fn iso690(&self) -> Citation {
        let (work, mut out) = (self.work, Citation::default());
        let authors = self.authors(self.and());
        if !authors.is_empty() {
            out.put(format!("{} ", stopped(&authors.to_uppercase())));
        }
        out.title(&work.title).put(format!(" [{}]. ", self.ask.say(words::ONLINE)));
        let facts: Vec<String> = [work.place.clone(), self.date()].into_iter().flatten().collect();
        if !facts.is_empty() {
            out.put(format!("{} ", facts.join(", ")));
        }
        out.put(self.ask.fill(words::SEEN, &[("date", &self.words_of(work.seen))]));
        out.put(format!(". {}. ", self.kept()));
        out.put(self.ask.fill(words::AVAILABLE, &[("address", self.address())]));
        self.quote(&mut out);
        out
    }

    fn plain(&self) -> Citation {
        let (work, mut out) = (self.work, Citation::default());
        let facts = [
            Some(self.authors(self.and())).filter(|authors| !authors.is_empty()),
            Some(format!("“{}”", work.title)),
            Some(work.genre.clone()).filter(|genre| !genre.is_empty()),
            work.place.clone(),
            self.date(),
            Some(self.kept()),
        ];
        out.put(facts.into_iter().flatten().collect::<Vec<_>>().join(", "));
        out.put(format!(": {}", self.address()));
        self.quote(&mut out);
        out
    }
}
