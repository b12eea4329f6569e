//! The names by which what can be decided on is called: STATEMENT/PROPERTY[/N[/CELL]].

use crate::answer::Trouble;
use broadside_model::Property;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};

/// What was typed, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The statement.
    pub statement: OsString,
    /// The property.
    pub property: Property,
    /// Which of a list, from 1.
    pub number: Option<usize>,
    /// The cell of a row.
    pub cell: Option<String>,
}

/// Takes a target apart. The statement may be a path, so it is read from its end.
///
/// # Errors
/// Where it is no name of anything.
pub fn parse(typed: &OsStr) -> Result<Typed, Trouble> {
    let pieces: Vec<&[u8]> = typed.as_bytes().split(|byte| *byte == b'/').collect();
    let word = |at: usize| std::str::from_utf8(pieces.get(at).copied().unwrap_or_default()).unwrap_or_default();
    let number = |at: usize| {
        let digits = word(at);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<usize>().ok().filter(|_| is_number)
    };
    let count = pieces.len();
    // The longest form first: `kind` is a property, and a cell too.
    for behind in [2, 1, 0] {
        let Some(at) = count.checked_sub(behind + 1).filter(|at| *at > 0) else { continue };
        let Some(property) = Property::from_name(word(at)) else { continue };
        let which = if behind > 0 { number(at + 1) } else { None };
        if behind > 0 && which.is_none() {
            continue;
        }
        return Ok(Typed {
            statement: OsString::from_vec(pieces[..at].join(&b'/')),
            property,
            number: which,
            cell: (behind == 2).then(|| word(at + 2).to_owned()),
        });
    }
    let names: Vec<&str> = Property::ALL.iter().map(|property| property.name()).collect();
    let text = format!(
        "{}: what is decided on is named STATEMENT/PROPERTY[/N[/CELL]], as in 1a2b3c4d/signatories/3/role. Properties: {}",
        typed.display(),
        names.join(", ")
    );
    Err(Trouble::wrong(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> Option<(String, &'static str, Option<usize>, Option<String>)> {
        let typed = parse(OsStr::new(typed)).ok()?;
        Some((typed.statement.to_string_lossy().into_owned(), typed.property.name(), typed.number, typed.cell))
    }

    #[test]
    fn targets_are_read_from_their_end() {
        let own = str::to_owned;
        assert_eq!(parsed("1a2b/kind"), Some((own("1a2b"), "kind", None, None)));
        assert_eq!(parsed("1a2b-2/issuers/1"), Some((own("1a2b-2"), "issuers", Some(1), None)));
        assert_eq!(
            parsed("a/b.txt/signatories/3/kind"),
            Some((own("a/b.txt"), "signatories", Some(3), Some(own("kind"))))
        );
        assert_eq!(parsed("a/edits/12/kind"), Some((own("a"), "edits", Some(12), Some(own("kind")))));
        assert_eq!(parsed("/papers/kind/title"), Some((own("/papers/kind"), "title", None, None)));
        assert_eq!(parsed("kind"), None);
        assert_eq!(parsed("1a2b"), None);
        assert_eq!(parsed("1a2b/colour"), None);
        assert_eq!(parsed("1a2b/signatories/x/role"), None);
    }
}
