//! What the whole statement says about each of its claims: language, acronyms, places and times nearby.

use std::cell::OnceCell;

use broadside_model::{Edtf, Mention, MentionKind, Span, Statement};
use rustc_hash::FxHashSet;

use super::chunk::{Chunk, Count};
use super::cut::cut;
use super::lexicon::{ACT, DEED, FIGHTER, GROUP, NOUN, PERSON, SOLDIER, THING};
use super::tokens::Token;
use crate::knowledge::numbers::Language;

/// What is known of a statement.
pub struct Context<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language.
    pub language: Language,
    /// Whether it is written in capitals throughout.
    pub upper: bool,
    statement: &'a Statement,
    times: Vec<&'a Mention>,
    places: Vec<&'a Mention>,
    persons: Vec<&'a Mention>,
    organisations: Vec<&'a Mention>,
    region: &'a str,
    acronyms: OnceCell<FxHashSet<String>>,
}

/// Words in brackets before a text that name nobody, or the agency that brings it.
const MARKERS: [&str; 6] = ["TEXT", "REPORT", "EFE", "DPA", "ANSA", "PL"];

/// How far a time or place may stand from a claim, in bytes.
const NEAR: u32 = 400;

impl<'a> Context<'a> {
    /// What is known; `None` where the language's words are not.
    pub fn new(text: &'a str, statement: &'a Statement) -> Option<Self> {
        let region = text.get(statement.span.range())?;
        let language = match statement.language.as_deref() {
            Some(code) => Language::from_code(code)?,
            None => guess(region)?,
        };
        let [mut times, mut places, mut persons, mut organisations] = [const { vec![] }; 4];
        for mention in &statement.mentions {
            match mention.kind {
                MentionKind::Time => times.push(mention),
                MentionKind::Place => places.push(mention),
                MentionKind::Person => persons.push(mention),
                MentionKind::Organisation => organisations.push(mention),
                _ => {}
            }
        }
        for list in [&mut times, &mut places, &mut persons, &mut organisations] {
            list.sort_by_key(|mention| mention.span);
        }
        let (upper, acronyms) = (is_upper(region), OnceCell::new());
        Some(Context { text, language, upper, statement, times, places, persons, organisations, region, acronyms })
    }

    /// Bytes where a sentence ends at the latest: where parts begin and end.
    pub fn breaks(&self) -> Vec<usize> {
        let parts = self.statement.parts.iter().map(|part| part.text);
        let mut all: Vec<usize> = parts.flat_map(|span| [span.start as usize, span.end as usize]).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether a mention of this kind shares bytes with `span`.
    pub fn mentioned(&self, span: Span, kind: MentionKind) -> bool {
        const NESTED: usize = 12;
        let named = match kind {
            MentionKind::Organisation => &self.organisations,
            _ => &self.persons,
        };
        let end = named.partition_point(|mention| mention.span.start < span.end);
        named[..end].iter().rev().take(NESTED).any(|mention| mention.span.overlaps(span))
    }

    /// The longest mention of an organisation that shares bytes with `span`.
    pub fn organisation(&self, span: Span) -> Option<Span> {
        const NESTED: usize = 12;
        let end = self.organisations.partition_point(|mention| mention.span.start < span.end);
        let near = self.organisations[..end].iter().rev().take(NESTED).map(|mention| mention.span);
        near.filter(|other| other.overlaps(span)).max_by_key(|other| (other.len(), std::cmp::Reverse(other.start)))
    }

    /// How many a noun phrase names: one, where it is the name of a person.
    pub fn counted(&self, tokens: &[Token<'_>], chunk: &Chunk) -> Count {
        let words = tokens.get(chunk.content..chunk.end).unwrap_or_default();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return chunk.count };
        let other = PERSON | GROUP | THING | NOUN | FIGHTER | SOLDIER | DEED | ACT;
        if chunk.count != Count::Unsaid || words.iter().any(|token| token.is(other) || !token.word) {
            return chunk.count;
        }
        match self.mentioned(Span::new(first.start, last.end), MentionKind::Person) {
            true => Count::One,
            false => Count::Unsaid,
        }
    }

    /// Whether a word is an acronym: written so among other words, or put in brackets behind a name.
    pub fn is_acronym(&self, word: &str, token: &Token<'_>) -> bool {
        let short = (2..=7).contains(&word.len());
        short && (!self.upper && token.roles == 0 && looks_so(word) || self.acronyms().contains(word))
    }

    /// Whether the statement itself explains an acronym.
    pub fn explains(&self, word: &str) -> bool {
        self.acronyms().contains(word)
    }

    /// The acronyms that the statement explains, each with where it stands first, in order.
    pub fn explained(&self) -> Vec<(&str, Span)> {
        let base = self.statement.span.start as usize;
        let place = |word: &str| {
            let at = memchr::memmem::find(self.region.as_bytes(), word.as_bytes())?;
            Some(Span::new(base + at, base + at + word.len()))
        };
        let mut found: Vec<(&str, Span)> =
            self.acronyms().iter().filter_map(|word| Some((word.as_str(), place(word)?))).collect();
        found.sort_by_key(|(_, span)| *span);
        found
    }

    /// Where the statement stands in the text.
    pub fn span(&self) -> Span {
        self.statement.span
    }

    /// The acronyms that the statement itself explains.
    fn acronyms(&self) -> &FxHashSet<String> {
        self.acronyms.get_or_init(|| acronyms(self.region))
    }

    /// The one issuer, and where the text names it.
    pub fn issuer(&self) -> Option<(String, Span)> {
        match self.statement.issuers.as_slice() {
            [issuer] if !MARKERS.contains(&issuer.value.name.as_str()) => {
                Some((issuer.value.name.clone(), issuer.evidence.first().copied().unwrap_or_default()))
            }
            _ => None,
        }
    }

    /// The place of a claim: the nearest named in its sentence or shortly before.
    pub fn place(&self, span: Span) -> Option<String> {
        let mention = nearest(&self.places, span, self.text)?;
        Some(super::clean(self.text.get(mention.span.range())?))
    }

    /// The time of a claim, likewise.
    pub fn date(&self, span: Span) -> Option<Edtf> {
        nearest(&self.times, span, self.text)?.date.clone()
    }
}

/// The mention nearest to a claim: inside its sentence, else before it in the same paragraph.
fn nearest<'a>(mentions: &[&'a Mention], span: Span, text: &str) -> Option<&'a Mention> {
    let from = mentions.partition_point(|mention| mention.span.end + NEAR < span.start);
    let near = mentions.iter().skip(from).take_while(|mention| mention.span.start <= span.end.saturating_add(NEAR));
    let cost = |mention: &Mention| {
        let (gap, distance) = if mention.span.start >= span.end {
            (Span::new(span.end as usize, mention.span.start as usize), mention.span.start - span.end)
        } else {
            (
                Span::new((mention.span.end.min(span.start)) as usize, span.start as usize),
                span.start.saturating_sub(mention.span.end),
            )
        };
        let between = text.get(gap.range()).unwrap_or("\n\n");
        let after_stop = |at: usize| matches!(between.as_bytes().get(at + 1), Some(b' ' | b'\n'));
        let ends = memchr::memchr_iter(b'.', between.as_bytes()).filter(|at| after_stop(*at)).count();
        let parts = |at: usize| between[at + 1..].starts_with('\n') || between[at + 1..].starts_with("   ");
        let paragraph = memchr::memchr_iter(b'\n', between.as_bytes()).any(parts);
        let behind = mention.span.start >= span.end;
        (!paragraph && (ends == 0 || ends <= 1 && !behind)).then_some((ends, distance))
    };
    near.filter_map(|mention| cost(mention).map(|cost| (cost, *mention)))
        .min_by_key(|(cost, _)| *cost)
        .map(|(_, mention)| mention)
}

fn is_upper(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).take(2000);
    let (upper, all) = letters.fold((0, 0), |(upper, all), byte| (upper + usize::from(byte & 32 == 0), all + 1));
    upper * 10 > all * 8
}

fn looks_so(word: &str) -> bool {
    const OTHERS: [&str; 16] =
        ["IT", "TV", "PC", "AM", "PM", "OK", "CEO", "AP", "UPI", "AFP", "II", "III", "IV", "VI", "GMT", "USD"];
    let letters = word.chars().filter(|letter| letter.is_uppercase()).count();
    let marks = word.chars().all(|letter| letter.is_uppercase() || letter.is_ascii_digit() || letter == '-');
    let digits = word.chars().any(|letter| letter.is_ascii_digit()) && !word.contains('-');
    (2..=7).contains(&word.len()) && marks && letters > 0 && !digits && !OTHERS.contains(&word)
}

/// At most so many bytes of a text.
fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

/// Whether the words of `full` begin with the letters of `short`, one or two words aside: "FL [Farmers' League]".
fn spelled(short: &str, full: &str) -> bool {
    if full.len() > 120 {
        return false;
    }
    let mut initials: Vec<char> =
        full.split_whitespace().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect();
    let wanted = short.chars().filter(|letter| letter.is_alphabetic()).count();
    initials.len() >= 2 && {
        let mut hits = 0;
        for letter in short.chars() {
            if let Some(at) = initials.iter().position(|initial| *initial == letter) {
                initials.remove(at);
                hits += 1;
            }
        }
        hits * 2 > wanted && hits >= 2
    }
}

/// Words in capitals that stand alone in brackets behind a name, "Farmers' League (FL)".
fn acronyms(text: &str) -> FxHashSet<String> {
    let mut found = FxHashSet::default();
    let mut rest = text;
    while let Some(open) = memchr::memchr2(b'(', b'[', rest.as_bytes()) {
        rest = &rest[open + 1..];
        let Some(close) = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '-')) else { break };
        let word = &rest[..close];
        let ahead = text[..text.len() - rest.len() - 1].trim_end();
        if let Some(short) = ahead
            .rsplit(|letter: char| !letter.is_alphanumeric() && letter != '-')
            .next()
            .filter(|short| looks_so(short))
        {
            let full = beginning(rest, 160).split([')', ']']).next().unwrap_or_default();
            if spelled(short, full) {
                found.insert(short.to_owned());
            }
        }
        let looks = looks_so(word) && rest[close..].starts_with([')', ']']) && !MARKERS.contains(&word);
        // A name stands before, a dateline's agency does not count: it has a date before it.
        let before = text[..text.len() - rest.len() - 1].trim_end();
        if looks && before.ends_with(char::is_alphabetic) {
            found.insert(word.to_owned());
        }
    }
    found
}

/// The language of a text by its commonest words; `None` where none stands out.
fn guess(text: &str) -> Option<Language> {
    const COMMON: [(Language, [&str; 10]); 10] = [
        (Language::En, ["the", "of", "and", "to", "in", "that", "is", "was", "by", "with"]),
        (Language::Es, ["el", "los", "las", "del", "y", "en", "por", "una", "que", "con"]),
        (Language::Fr, ["le", "les", "des", "et", "du", "dans", "une", "est", "sur", "au"]),
        (Language::Pt, ["o", "os", "dos", "e", "em", "uma", "nao", "do", "da", "com"]),
        (Language::De, ["der", "die", "und", "den", "das", "von", "mit", "ist", "des", "ein"]),
        (Language::It, ["il", "gli", "di", "della", "che", "e", "nel", "sono", "per", "del"]),
        (Language::Ru, ["и", "в", "на", "не", "что", "по", "с", "за", "из", "от"]),
        (Language::Tr, ["ve", "bir", "bu", "ile", "icin", "da", "de", "olarak", "olan", "kisi"]),
        (Language::Pl, ["i", "w", "na", "nie", "sie", "z", "do", "przez", "jest", "oraz"]),
        (Language::Nl, ["de", "het", "een", "van", "en", "in", "dat", "met", "voor", "zijn"]),
    ];
    let mut votes = [0u32; 10];
    let mut seen = 0;
    let mut folded = String::new();
    cut(text, |piece, word| {
        if word {
            seen += 1;
            folded.clear();
            crate::knowledge::numbers::fold_into(text.get(piece.start..piece.end).unwrap_or_default(), &mut folded);
            for (language, words) in &COMMON {
                votes[*language as usize] += u32::from(words.contains(&folded.as_str()));
            }
        }
        seen < 600
    });
    let best = COMMON.iter().map(|(language, _)| *language).max_by_key(|language| votes[*language as usize])?;
    (votes[best as usize] * 20 > seen || votes[best as usize] >= 1 && seen < 20).then_some(best)
}
