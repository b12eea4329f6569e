//! A small reader of JSON, for the JSON-LD that pages carry.
//!
//! Takes text, gives the strings in it with the path of keys that leads to each. Anything that is not JSON ends the
//! reading where it stands; what was read so far counts. Nesting is followed without recursion and to a limit.

/// Objects and lists nested deeper than this end the reading.
const MAX_DEPTH: usize = 32;

/// Strings after which the reading ends.
const MAX_STRINGS: usize = 20_000;

/// One string of a JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Number of the object it stands in, in the order they open.
    pub object: u32,
    /// Number of the object around that one; its own number for the outermost.
    pub outer: u32,
    /// The key of the object it stands in within that outer one; empty for a member of a list without a key.
    pub within: String,
    /// Its own key.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// Reads all strings.
pub fn strings(json: &str) -> Vec<Found> {
    let mut reader = Reader { rest: json, found: Vec::new(), open: Vec::new(), objects: 0 };
    while reader.step().is_some() {}
    reader.found
}

struct Level {
    is_object: bool,
    object: u32,
    outer: u32,
    within: String,
    key: String,
    /// In an object: a key was read and its value is next.
    has_key: bool,
}

struct Reader<'a> {
    rest: &'a str,
    found: Vec<Found>,
    open: Vec<Level>,
    objects: u32,
}

impl Reader<'_> {
    /// Reads one token; `None` at the end.
    fn step(&mut self) -> Option<()> {
        self.rest = self.rest.trim_start();
        let first = self.rest.chars().next()?;
        match first {
            '{' | '[' => {
                self.rest = self.rest.get(1..)?;
                self.enter(first == '{')
            }
            '}' | ']' => {
                self.rest = self.rest.get(1..)?;
                self.open.pop()?;
                self.value_done();
                Some(())
            }
            '"' => {
                let value = self.string()?;
                self.take(value)
            }
            ':' | ',' => {
                self.rest = self.rest.get(1..)?;
                Some(())
            }
            _ => {
                // A number or a word.
                let end = self.rest.find([',', '}', ']', ' ', '\n', '\t', '\r'])?;
                self.rest = self.rest.get(end.max(first.len_utf8())..)?;
                self.value_done();
                Some(())
            }
        }
    }

    fn enter(&mut self, is_object: bool) -> Option<()> {
        if self.open.len() >= MAX_DEPTH {
            return None;
        }
        let (object, outer, within) = match self.open.last() {
            Some(above) if is_object => {
                self.objects += 1;
                (self.objects, above.object, above.key.clone())
            }
            Some(above) => (above.object, above.outer, above.within.clone()),
            None => (0, 0, String::new()),
        };
        let key = self.open.last().map(|above| above.key.clone()).unwrap_or_default();
        let key = if is_object { String::new() } else { key };
        self.open.push(Level { is_object, object, outer, within, key, has_key: false });
        Some(())
    }

    fn value_done(&mut self) {
        if let Some(level) = self.open.last_mut() {
            level.has_key = false;
        }
    }

    fn take(&mut self, value: String) -> Option<()> {
        let level = self.open.last_mut()?;
        if level.is_object && !level.has_key {
            (level.key, level.has_key) = (value, true);
            return Some(());
        }
        level.has_key = false;
        self.found.push(Found {
            object: level.object,
            outer: level.outer,
            within: level.within.clone(),
            key: level.key.clone(),
            value,
        });
        (self.found.len() < MAX_STRINGS).then_some(())
    }

    /// Reads a string, from its opening quote to its closing one.
    fn string(&mut self) -> Option<String> {
        let mut value = String::new();
        let mut at = self.rest.get(1..)?;
        loop {
            let stop = at.find(['"', '\\'])?;
            value.push_str(at.get(..stop)?);
            if at.get(stop..)?.starts_with('"') {
                self.rest = at.get(stop + 1..)?;
                return Some(value);
            }
            let escaped = at.get(stop + 1..)?.chars().next()?;
            at = at.get(stop + 1 + escaped.len_utf8()..)?;
            match escaped {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                'r' | 'b' | 'f' => value.push(' '),
                'u' => {
                    let (c, length) = unicode(at)?;
                    value.push(c);
                    at = at.get(length..)?;
                }
                other => value.push(other),
            }
        }
    }
}

/// The character of four hexadecimal digits, or of a surrogate pair, and how many bytes it took.
fn unicode(at: &str) -> Option<(char, usize)> {
    let unit = |from: usize| u32::from_str_radix(at.get(from..from + 4)?, 16).ok();
    let high = unit(0)?;
    if (0xd800..0xdc00).contains(&high)
        && at.get(4..6) == Some("\\u")
        && let Some(low) = unit(6).filter(|low| (0xdc00..0xe000).contains(low))
    {
        return Some((char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))?, 10));
    }
    Some((char::from_u32(high).unwrap_or('\u{fffd}'), 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_with_their_keys_and_objects() {
        let found =
            strings(r#"{"@type":"NewsArticle","author":[{"name":"A. Rivera"}],"n":3,"headline":"Say \u00e9 \"no\""}"#);
        let flat: Vec<_> =
            found.iter().map(|one| (one.object, one.within.as_str(), one.key.as_str(), one.value.as_str())).collect();
        assert_eq!(
            flat,
            [(0, "", "@type", "NewsArticle"), (1, "author", "name", "A. Rivera"), (0, "", "headline", "Say é \"no\"")]
        );
    }

    #[test]
    fn broken_json_gives_what_stood_before_the_break() {
        assert_eq!(strings(r#"{"headline":"Yes","date":"20"#).len(), 1);
        assert!(strings(&"[".repeat(100_000)).is_empty());
        assert!(strings("\"\\ud800\\").is_empty());
    }
}
