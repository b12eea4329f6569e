//! Finds the person a surname stands for among the full names of the same statement.

use broadside_model::EntityKind;
use broadside_model::entity::Form;
use rustc_hash::FxHashMap;

/// Languages that write the family name first.
const FAMILY_FIRST: &[&str] = &["hun", "zho", "cmn", "yue", "jpn", "kor", "vie", "khm"];

/// The full names of persons in a statement, by the parts that are used alone.
pub(super) struct FullNames<'a> {
    /// By what stands after the first word ("garcía márquez", "márquez").
    by_end: FxHashMap<&'a str, Option<&'a Form>>,
    /// By the first word.
    by_first: FxHashMap<&'a str, Option<&'a Form>>,
}

impl<'a> FullNames<'a> {
    /// Takes the forms of a statement; those of persons with two words or more are full names.
    pub fn new(forms: impl Iterator<Item = &'a Form>) -> Self {
        let mut all = FullNames { by_end: FxHashMap::default(), by_first: FxHashMap::default() };
        for form in forms.filter(|form| form.kind == EntityKind::Person) {
            let Some((first, mut rest)) = form.key.split_once(' ') else { continue };
            put(&mut all.by_first, first, form);
            put(&mut all.by_end, rest, form);
            while let Some((_, shorter)) = rest.split_once(' ') {
                put(&mut all.by_end, shorter, form);
                rest = shorter;
            }
        }
        all
    }

    /// The one person whose name ends with this key; or begins with it, in languages that put the family first.
    pub fn of(&self, key: &str, language: Option<&str>) -> Option<&'a Form> {
        if let Some(found) = self.by_end.get(key) {
            return *found;
        }
        let is_first = language.is_some_and(|language| FAMILY_FIRST.contains(&language));
        self.by_first.get(key).filter(|_| is_first).copied().flatten()
    }
}

/// Notes a form under a part of its name; under a part that two share there is none.
fn put<'a>(by: &mut FxHashMap<&'a str, Option<&'a Form>>, part: &'a str, form: &'a Form) {
    let entry = by.entry(part).or_insert(Some(form));
    if *entry != Some(form) {
        *entry = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(key: &str) -> Form {
        Form { kind: EntityKind::Person, key: key.to_owned(), country: None, apart: None }
    }

    #[test]
    fn a_surname_stands_for_the_only_full_name_that_ends_with_it() {
        let forms = [person("gaspar garcía olmo"), person("ana lund"), person("ole lund"), person("mei lin")];
        let names = FullNames::new(forms.iter().chain(&forms[..1]));
        assert_eq!(names.of("olmo", None), Some(&forms[0]));
        assert_eq!(names.of("garcía olmo", None), Some(&forms[0]));
        assert_eq!(names.of("lund", None), None, "two are called so");
        assert_eq!(names.of("gaspar", None), None);
        assert_eq!(names.of("mei", Some("zho")), Some(&forms[3]));
    }
}
