//! Which statement is a decision about.
//!
//! A statement is known by its source, its number there, and its first words. Numbers shift when a reading finds one
//! statement more; first words change when repair does. So the words are compared first, and the number tells between
//! those that begin alike.

use super::ground::likeness;
use broadside_model::{Anatomy, SourceId, Span, StatementRef};

/// Words of a statement that are kept to know it by, and the most characters of them.
const WORDS: usize = 14;
const CHARACTERS: usize = 120;
/// From here on two beginnings are held to be the same.
const SAME: f32 = 0.75;
/// By how much the best must be better than the next, where the number does not tell.
const AHEAD: f32 = 0.1;

/// Why a decision finds no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The source is not in the archive, and no other that could stand for it.
    NoSource,
    /// The statement is not found in the source.
    NoStatement,
    /// Several statements, or several values, fit equally.
    Ambiguous,
    /// The words it rests on are not in the text.
    NoWords,
    /// The place is there, but the program proposes no such value any more, and it cannot be made of words alone.
    NoValue,
    /// The program now proposes another value there.
    Otherwise,
    /// A value that was rejected is proposed again, from another place.
    Again,
    /// The decision that it takes back is not in this archive.
    NoDecision,
    /// What it sets is no value of that property, for this program.
    NotAValue,
    /// The raw text there reads otherwise, or furniture takes its place.
    NoEdit,
}

impl Why {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Why::NoSource => "no-source",
            Why::NoStatement => "no-statement",
            Why::Ambiguous => "ambiguous",
            Why::NoWords => "no-words",
            Why::NoValue => "no-value",
            Why::Otherwise => "proposed-otherwise",
            Why::Again => "proposed-again",
            Why::NoDecision => "no-decision",
            Why::NotAValue => "not-a-value",
            Why::NoEdit => "no-edit",
        }
    }
}

/// The first words of a range of a text, on one line.
pub fn opening(text: &str, span: Span) -> String {
    let mut opening = String::new();
    for word in text.get(span.range()).unwrap_or_default().split_whitespace().take(WORDS) {
        if !opening.is_empty() {
            opening.push(' ');
        }
        opening.push_str(word);
    }
    opening.chars().take(CHARACTERS).collect()
}

/// The place of a statement among those of `source`.
pub fn statement_of(wanted: &StatementRef, source: SourceId, anatomy: &Anatomy, text: &str) -> Result<usize, Why> {
    let alike = |(at, statement): (usize, &broadside_model::Statement)| {
        (likeness(&opening(text, statement.span), &wanted.opening), at)
    };
    let mut ranked: Vec<(f32, usize)> =
        anatomy.statements.iter().enumerate().map(alike).filter(|(score, _)| *score >= SAME).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let number = (wanted.number as usize).wrapping_sub(1);
    match ranked.as_slice() {
        [] => {
            let alone = anatomy.statements.len() == 1 && wanted.number == 1 && wanted.source == source;
            if alone { Ok(0) } else { Err(Why::NoStatement) }
        }
        [(_, at)] => Ok(*at),
        [(best, at), rest @ ..] => {
            let rivals = rest.iter().filter(|(score, _)| score + AHEAD > *best);
            let rivals: Vec<usize> = std::iter::once(*at).chain(rivals.map(|(_, at)| *at)).collect();
            match rivals.as_slice() {
                [at] => Ok(*at),
                _ if rivals.contains(&number) => Ok(number),
                _ => Err(Why::Ambiguous),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Statement;

    fn place(texts: &[&str], number: u32, begins: &str) -> Result<usize, Why> {
        let whole = texts.join("\n\n");
        let mut anatomy = Anatomy::default();
        let mut at = 0;
        for text in texts {
            anatomy.statements.push(Statement { span: Span::new(at, at + text.len()), ..Statement::default() });
            at += text.len() + 2;
        }
        let wanted = StatementRef { source: SourceId([1; 32]), number, path: None, opening: begins.to_owned() };
        statement_of(&wanted, SourceId([1; 32]), &anatomy, &whole)
    }

    #[test]
    fn a_statement_is_known_by_its_first_words_whatever_its_number() {
        let texts = ["A note before all", "To the Ministry of Ports and Lights", "Resolution on lamps"];
        assert_eq!(place(&texts, 1, "To the Ministry of Ports and Lights"), Ok(1));
        assert_eq!(place(&texts, 9, "To thc Ministry of Ports and Lights"), Ok(1));
        assert_eq!(place(&texts, 2, "Nothing like it at all"), Err(Why::NoStatement));
    }

    #[test]
    fn the_number_tells_those_apart_that_begin_alike() {
        let texts = ["Bulletin of the Circle", "Bulletin of the Circle", "Bulletin of the Circle"];
        assert_eq!(place(&texts, 3, "Bulletin of the Circle"), Ok(2));
        assert_eq!(place(&texts, 7, "Bulletin of the Circle"), Err(Why::Ambiguous));
    }

    #[test]
    fn the_only_statement_of_the_same_source_is_it() {
        assert_eq!(place(&["Whatever it begins with now"], 1, "Page 1 of 3 running head"), Ok(0));
    }
}
