//! Wildcards: `*` for any characters, `?` for one.
//!
//! Takes a pattern, tells which words match it; runs over words and over the term dictionary alike.

use tantivy_fst::Automaton;

/// Most elements of a pattern.
pub(crate) const LONGEST: usize = 120;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Letter(char),
    One,
    Any,
}

/// A pattern of letters, `*` and `?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Glob {
    elements: Vec<Element>,
}

/// Which elements may come next, and the bytes of a character not yet complete.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    next: u128,
    bytes: [u8; 4],
    len: u8,
}

impl Glob {
    /// The pattern, whose letters are taken as they are; `None` when it is longer than [`LONGEST`].
    pub(crate) fn new(pattern: &str) -> Option<Self> {
        let mut elements = Vec::new();
        for c in pattern.chars() {
            let element = match c {
                '*' => Element::Any,
                '?' => Element::One,
                c => Element::Letter(c),
            };
            if element != Element::Any || elements.last() != Some(&Element::Any) {
                elements.push(element);
            }
        }
        (elements.len() <= LONGEST).then_some(Glob { elements })
    }

    /// Whether `word` matches from beginning to end.
    pub(crate) fn matches(&self, word: &str) -> bool {
        let next = word.chars().fold(self.first(), |next, c| if next == 0 { 0 } else { self.step(next, c) });
        self.accepts(next)
    }

    /// The ASCII letter or digit every match begins with.
    pub(crate) fn first_byte(&self) -> Option<u8> {
        match self.elements.first()? {
            Element::Letter(c) if c.is_ascii() => Some(*c as u8),
            _ => None,
        }
    }

    fn first(&self) -> u128 {
        self.closed(1)
    }

    fn accepts(&self, next: u128) -> bool {
        next >> self.elements.len() & 1 == 1
    }

    fn closed(&self, mut next: u128) -> u128 {
        // Two `*` never follow each other, so that one pass suffices.
        for (place, element) in self.elements.iter().enumerate() {
            if *element == Element::Any && next >> place & 1 == 1 {
                next |= 1 << (place + 1);
            }
        }
        next
    }

    fn step(&self, next: u128, c: char) -> u128 {
        let mut after = 0;
        let mut left = next;
        while left != 0 {
            let place = left.trailing_zeros() as usize;
            left &= left - 1;
            match self.elements.get(place) {
                Some(Element::Any) => after |= 1 << place,
                Some(Element::One) => after |= 1 << (place + 1),
                Some(Element::Letter(letter)) if *letter == c => after |= 1 << (place + 1),
                _ => {}
            }
        }
        self.closed(after)
    }
}

impl Automaton for Glob {
    type State = State;

    fn start(&self) -> State {
        State { next: self.first(), bytes: [0; 4], len: 0 }
    }

    fn is_match(&self, state: &State) -> bool {
        state.len == 0 && self.accepts(state.next)
    }

    fn can_match(&self, state: &State) -> bool {
        state.next != 0
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let mut state = *state;
        if state.len == 0 && byte.is_ascii() {
            state.next = self.step(state.next, byte as char);
            return state;
        }
        let Some(place) = state.bytes.get_mut(usize::from(state.len)) else {
            return State { next: 0, ..state };
        };
        *place = byte;
        state.len += 1;
        if let Ok(text) = std::str::from_utf8(&state.bytes[..usize::from(state.len)])
            && let Some(c) = text.chars().next()
        {
            state = State { next: self.step(state.next, c), bytes: [0; 4], len: 0 };
        }
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, word, expected) in [
            ("wom*n", "woman", true),
            ("wom*n", "womn", true),
            ("wom?n", "womn", false),
            ("*ment", "government", true),
            ("govern*", "govern", true),
            ("*", "", true),
            ("выбор?", "выборы", true),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "aXbYbZ", false),
        ] {
            let glob = Glob::new(pattern).unwrap();
            assert_eq!(glob.matches(word), expected, "{pattern} {word}");
            let end = word.bytes().fold(glob.start(), |state, byte| glob.accept(&state, byte));
            assert_eq!(glob.is_match(&end), expected, "{pattern} {word}");
        }
        assert!(Glob::new(&"x".repeat(LONGEST + 1)).is_none());
    }
}
