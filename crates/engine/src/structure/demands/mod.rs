//! Demands: what a statement asks for.
//!
//! Takes a text and a statement with its parts; gives each demand in the words of the text, without its number or dash.
//! Three forms are read: the items of a list that a demand introduces ("We demand:", "Our demands"), the operative clauses
//! of a resolution ("Calls upon …") with what a body resolves to demand ("resolves: 1. To demand …"), and sentences in which the issuer demands ("We call for …"). A demand of somebody
//! else that is only told ("the workers demanded …") is none: the verb stands in the first person or opens a clause.

mod cues;

use broadside_model::{Found, Kind, Part, Role, Span, Statement};
use cues::Cues;

/// Longest demand, in bytes; what is longer is no single demand.
const LONGEST: usize = 1500;
/// Most lines of a list.
const MOST_ITEMS: usize = 200;

/// The demands of a statement, in order of their place.
pub fn read(text: &str, statement: &Statement) -> Vec<Found<String>> {
    let cues = Cues::get();
    let mut found: Vec<Found<String>> = Vec::new();
    let body: Vec<&Part> = statement.parts.iter().filter(|part| is_body(part)).collect();
    let operative = statement.kind.as_ref().is_some_and(|kind| kind.value == Kind::Resolution);
    let (mut at, mut resolving) = (0, false);
    while let Some(part) = body.get(at) {
        at += 1;
        let words = &text[part.text.range()];
        resolving = cues.resolves(words) || resolving && part.role != Role::Heading;
        if introduces(cues, words, part.role) {
            at += items(text, &body[at..], &mut found);
            continue;
        }
        if let Some(colon) = inner_list(words)
            && introduces(cues, &words[..colon + 1], part.role)
        {
            let start = part.text.start as usize + colon + 1;
            lines(text, Span::new(start, part.text.end as usize), &mut found);
            continue;
        }
        if part.role != Role::Heading {
            sentences(text, part.text, operative, resolving, &mut found);
        }
    }
    found.dedup_by(|a, b| a.evidence == b.evidence);
    found
}

fn is_body(part: &Part) -> bool {
    matches!(part.role, Role::Body | Role::Item | Role::Demand | Role::Heading | Role::Cell)
}

/// Whether a paragraph or heading introduces a list of demands.
fn introduces(cues: &Cues, words: &str, role: Role) -> bool {
    let line = words.trim();
    let bare = line.trim_end_matches([':', '：', '.', '-', '–', '—', ' ']).trim_start_matches(['#', '*', ' ']);
    let is_short = role == Role::Heading || bare.split_whitespace().take(7).count() <= 6;
    is_short && cues.is_heading(bare) || line.ends_with([':', '：']) && cues.demands_at_end(last_sentence(bare))
}

fn last_sentence(words: &str) -> &str {
    words.rfind(". ").map_or(words, |at| &words[at + 2..])
}

/// Where the colon stands that ends the first line of a paragraph with more lines behind it.
fn inner_list(words: &str) -> Option<usize> {
    let line = words.find('\n')?;
    let first = words[..line].trim_end();
    (first.ends_with(':') && words[line..].trim().len() > 3).then(|| first.len() - 1)
}

/// The items at the beginning of `parts`: list items, or one paragraph of short lines. Gives how many parts they are.
fn items(text: &str, parts: &[&Part], found: &mut Vec<Found<String>>) -> usize {
    let listed = parts.iter().take(MOST_ITEMS).take_while(|part| part.role == Role::Item).count();
    for part in &parts[..listed] {
        push(text, part.text, "demand-item", 92, found);
    }
    if listed == 0
        && let Some(part) = parts.first().filter(|part| part.role == Role::Body)
    {
        let words = &text[part.text.range()];
        if words.lines().count() > 1 || ends_as_item(words) {
            lines(text, part.text, found);
            return 1;
        }
    }
    listed
}

fn ends_as_item(words: &str) -> bool {
    words.trim_end().ends_with([';', '；'])
}

/// The lines of a paragraph as demands; a line that goes on without a mark before it belongs to the one above.
fn lines(text: &str, within: Span, found: &mut Vec<Found<String>>) {
    let mut open: Option<Span> = None;
    let mut at = within.start as usize;
    for line in text[within.range()].split_inclusive('\n').take(MOST_ITEMS) {
        let (start, end) = (at + (line.len() - line.trim_start().len()), at + line.trim_end().len());
        at += line.len();
        if start >= end {
            continue;
        }
        let is_new = open.is_none_or(|open| {
            let before = text[open.range()].trim_end();
            ends_as_item(before) || before.ends_with(['.', '!', ',']) || marker(&text[start..end]) > 0
        });
        match open {
            Some(span) if !is_new => open = Some(Span::new(span.start as usize, end)),
            _ => {
                if let Some(span) = open.replace(Span::new(start, end)) {
                    push(text, span, "demand-line", 85, found);
                }
            }
        }
    }
    if let Some(span) = open {
        push(text, span, "demand-line", 85, found);
    }
}

/// The length of a number, letter or dash that opens an item, with the white space behind it.
fn marker(words: &str) -> usize {
    let mark: usize =
        words.chars().take(5).take_while(|c| c.is_alphanumeric() || "().-–—•*·".contains(*c)).map(char::len_utf8).sum();
    let (head, rest) = words.split_at(mark);
    let is_mark = !head.is_empty()
        && (head.ends_with(['.', ')', '-', '–', '—', '•', '*', '·']))
        && head.chars().filter(|c| c.is_alphabetic()).count() <= 4;
    if is_mark && rest.starts_with(char::is_whitespace) { words.len() - rest.trim_start().len() } else { 0 }
}

/// Demands in running sentences.
fn sentences(text: &str, within: Span, operative: bool, resolving: bool, found: &mut Vec<Found<String>>) {
    let cues = Cues::get();
    let words = &text[within.range()];
    for hit in cues.verbs(words, operative, resolving) {
        let rest = &words[hit..];
        let end = sentence_end(rest);
        let from =
            hit + (rest[..end].len() - rest[..end].trim_start_matches([' ', '\n', '\r', '\t', ':', '*', '_']).len());
        let base = within.start as usize;
        if from < hit + end {
            push(text, Span::new(base + from, base + hit + end), "demand-sentence", 75, found);
        }
    }
}

/// Where the clause ends that stands at the beginning of `words`; what is far too long is not read to its end.
fn sentence_end(words: &str) -> usize {
    let most = (0..=words.len().min(2 * LONGEST)).rev().find(|at| words.is_char_boundary(*at)).unwrap_or(0);
    let words = &words[..most];
    let mut letters = words.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let is_end = match letter {
            '.' | '!' | '?' => next.is_none_or(char::is_whitespace) && !after_initial(&words[..at]),
            ';' | '。' | '；' | '！' => true,
            '\n' => next == Some('\n'),
            _ => false,
        };
        if is_end {
            return at;
        }
    }
    words.len()
}

/// Whether a full stop here ends an initial or a short title ("J.", "Dr.").
fn after_initial(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let letters = word.chars().count();
    letters == 1 && word.chars().all(char::is_uppercase)
        || matches!(word, "Dr" | "Mr" | "Mrs" | "No" | "Nr" | "St" | "Sr" | "art" | "Art")
}

/// Adds a demand without the mark before it and the stop behind it.
fn push(text: &str, span: Span, method: &str, confidence: u8, found: &mut Vec<Found<String>>) {
    let words = &text[span.range()];
    let skip = marker(words);
    let inner = words[skip..].trim_end().trim_end_matches([';', '.', ',', '；', '。', ' ']);
    let inner =
        inner.strip_suffix(" and").or_else(|| inner.strip_suffix(" y")).unwrap_or(inner).trim_end_matches([';', ',']);
    if inner.chars().filter(|c| c.is_alphabetic()).count() < 4 || inner.len() > LONGEST {
        return;
    }
    let start = span.start as usize + skip;
    let value = inner.split_whitespace().collect::<Vec<_>>().join(" ");
    found.push(Found::new(value, Span::new(start, start + inner.len()), method, confidence));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demands(text: &str) -> Vec<String> {
        let mut parts = Vec::new();
        let mut at = 0;
        for block in text.split("\n\n") {
            let span = Span::new(at, at + block.len());
            let role = if block.starts_with("- ") { Role::Item } else { Role::Body };
            parts.push(Part { role, text: span, raw: span, language: None });
            at += block.len() + 2;
        }
        let statement = Statement { span: Span::new(0, text.len()), parts, ..Statement::default() };
        read(text, &statement).into_iter().map(|found| found.value).collect()
    }

    #[test]
    fn items_behind_a_demand_are_demands() {
        assert_eq!(
            demands("We demand:\n\n- bread;\n\n- an inquiry into\nthe fire.\n\nLater."),
            ["bread", "an inquiry into the fire"]
        );
        assert_eq!(
            demands("Exigimos:\n1. La libertad de los presos;\n2. El fin del estado de sitio."),
            ["La libertad de los presos", "El fin del estado de sitio"]
        );
        assert_eq!(
            demands("Unsere Forderungen:\n\n- Streikrecht für alle\n\n- Freiheit"),
            ["Streikrecht für alle", "Freiheit"]
        );
    }

    #[test]
    fn a_body_resolves_to_demand() {
        assert_eq!(
            demands(
                "The congress resolves:\n1. To demand the release of all;\n2. To call upon the unions to strike;\n3. To meet in May."
            ),
            ["the release of all", "the unions to strike"]
        );
        assert_eq!(demands("Resolved: 1. To demand bread for all; 2. To send a delegation."), ["bread for all"]);
        assert_eq!(demands("Le congrès décide :\n\n- d'exiger la paix ;\n\n- de se réunir."), ["la paix"]);
        assert!(demands("To demand more is folly; to call upon others: worse.").is_empty());
    }

    #[test]
    fn what_we_want_is_a_list_of_demands() {
        assert_eq!(demands("Vogliamo:\n- pane per tutti;\n- la pace."), ["pane per tutti", "la pace"]);
        assert_eq!(demands("İstiyoruz:\n1. Herkese ekmek;\n2. Barış hemen."), ["Herkese ekmek", "Barış hemen"]);
        assert_eq!(demands("Мы хотим:\n1. хлеба для всех;\n2. мира."), ["хлеба для всех", "мира"]);
        assert!(demands("They want: more money.").is_empty());
    }

    #[test]
    fn hostile_texts_end() {
        for words in ["we demand ", "resolves: 1. to demand ", "требуем ", "We want:\n", "nous "] {
            let _ = demands(&words.repeat(60_000));
        }
    }

    #[test]
    fn the_issuer_demands_in_a_sentence() {
        assert_eq!(demands("The fire burnt. We demand the release of the six. It rained."), ["the release of the six"]);
        assert_eq!(demands("Nous exigeons que la loi soit retirée."), ["que la loi soit retirée"]);
        assert_eq!(demands("Мы требуем освобождения арестованных."), ["освобождения арестованных"]);
        assert!(demands("In 1910 the dockers demanded bread. Demand for coal fell.").is_empty());
    }
}
