//! What is wrong with a question, at its word, in the language of the interface; and addresses of other questions.

use crate::answer::Trouble;
use crate::ask::Ask;
use crate::words::{Language, search as words};
use broadside_engine::search::QueryError;

/// What is wrong with a question.
pub struct Wrong {
    /// What stands before the wrong word, the word, and what stands after.
    pub typed: [String; 3],
    /// What is wrong with it.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

impl Wrong {
    /// A query.
    pub fn query(ask: &Ask, typed: &str, error: &QueryError) -> Self {
        let piece = |from: usize, to: usize| typed.get(from..to).unwrap_or_default().to_owned();
        let (start, end) = (error.byte_start.min(typed.len()), error.byte_end.min(typed.len()));
        Wrong {
            typed: [piece(0, start), piece(start, end), piece(end, typed.len())],
            message: translated(ask, &error.message),
            hint: translated(ask, &error.hint),
        }
    }

    /// An end of a range of dates.
    pub fn date(ask: &Ask, from: &str, to: &str) -> Self {
        let is_wrong = |text: &str| !text.trim().is_empty() && text.parse::<crate::filters::DateRange>().is_err();
        let wrong = if is_wrong(from) { from } else { to };
        Wrong {
            typed: [String::new(), wrong.to_owned(), String::new()],
            message: ask.say(words::NO_DATE).to_owned(),
            hint: ask.say(words::NO_DATE_HINT).to_owned(),
        }
    }

    /// The same for programs.
    pub fn trouble(self) -> Trouble {
        let [_, word, _] = self.typed;
        let word = word.trim();
        let message = if word.is_empty() { self.message } else { format!("«{word}»: {}", self.message) };
        Trouble::Wrong(message, self.hint)
    }
}

/// What the engine says in English, in the language of the interface; as it is where that is not known.
fn translated(ask: &Ask, said: &str) -> String {
    if ask.language == Language::English {
        return said.to_owned();
    }
    let whole = words::QUERY.iter().find(|word| word.en == said).map(|word| word.of(ask.language).to_owned());
    whole.unwrap_or_else(|| {
        let mut filled = words::QUERY.iter().filter_map(|word| {
            let (before, after) = word.en.split_once("{x}")?;
            let x = said.strip_prefix(before)?.strip_suffix(after)?;
            Some(word.fill(ask.language, &[("x", x)]))
        });
        filled.next_back().unwrap_or_else(|| said.to_owned())
    })
}

/// The pairs of a question that make another: without page, language and format of the answer, and without what is empty.
pub fn pairs(ask: &Ask) -> Vec<(String, String)> {
    let all = form_urlencoded::parse(ask.query.as_bytes()).into_owned();
    all.filter(|(name, value)| !value.trim().is_empty() && !["page", "lang", "format", "as"].contains(&name.as_str()))
        .collect()
}

/// The address of a question.
pub fn address(path: &str, pairs: &[(String, String)]) -> String {
    if pairs.is_empty() {
        return path.to_owned();
    }
    format!("{path}?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
}

/// The same question with one value more, or without it.
pub fn toggled(ask: &Ask, name: &str, value: &str) -> String {
    let mut all = pairs(ask);
    let before = all.len();
    all.retain(|(key, other)| key != name || other != value);
    if all.len() == before {
        all.push((name.to_owned(), value.to_owned()));
    }
    address("/search", &all)
}

/// The same question with parameters set anew, or left out where they are empty.
pub fn set(ask: &Ask, changes: &[(&str, &str)]) -> String {
    let mut all = pairs(ask);
    all.retain(|(key, _)| changes.iter().all(|(name, _)| key != name));
    let fresh = changes.iter().filter(|(_, value)| !value.is_empty());
    all.extend(fresh.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    address("/search", &all)
}
