//! The stored form of the names of a source.
//!
//! Strings and forms are written once and then by number: in a long text the same few names stand many times.

use super::{CodecError, Decoder, Encoder, Result, name_index};
use broadside_model::edtf::Day;
use broadside_model::entity::{Field, Form};
use broadside_model::{EntityKind, NameHere, Naming, Span, StatementNames};
use std::collections::BTreeSet;

/// Days are written as their distance from this one, in days since 1970-01-01; no archive reaches back so far.
const FIRST_DAY: i64 = -4_000_000;

impl Encoder {
    /// Writes the names of a source.
    pub fn naming(&mut self, naming: &Naming) {
        let strings: Vec<&str> = strings(naming).into_iter().collect();
        let forms: Vec<&Form> = forms(naming).into_iter().collect();
        self.list(&strings, |out, text| out.string(text));
        let number = |text: &str| strings.binary_search(&text).unwrap_or(0) as u64;
        let optional = |text: Option<&str>| text.map_or(0, |text| number(text) + 1);
        self.list(&forms, |out, form| {
            out.number(name_index(EntityKind::ALL, form.kind));
            out.number(number(&form.key));
            out.number(optional(form.country.as_deref()));
            out.number(u64::from(form.apart.is_some()));
            form.apart.iter().for_each(|apart| out.number(*apart));
        });
        self.number(naming.len() as u64);
        for statement in naming {
            self.number(u64::from(statement.number));
            self.number(optional(statement.language.as_deref()));
            self.number(u64::from(statement.days.is_some()));
            for day in statement.days.iter().flat_map(|days| [days.0, days.1]) {
                self.number(day.number().saturating_sub(FIRST_DAY).max(0) as u64);
            }
            self.list(&statement.names, |out, name| {
                out.number(forms.binary_search(&&name.form).unwrap_or(0) as u64);
                out.number(number(&name.name));
                // What few names have is one number in front of the field.
                let extras = u64::from(name.is_second)
                    | u64::from(name.acronym.is_some()) << 1
                    | u64::from(name.also.is_some()) << 2;
                out.number(name_index(Field::ALL, name.field) << 3 | extras);
                out.number(u64::from(name.index));
                out.span(name.span);
                for text in [&name.acronym, &name.also].into_iter().flatten() {
                    out.number(number(text));
                }
            });
        }
    }
}

fn strings(naming: &Naming) -> BTreeSet<&str> {
    let mut all = BTreeSet::new();
    for statement in naming {
        all.extend(statement.language.as_deref());
        for name in &statement.names {
            all.extend([name.form.key.as_str(), name.name.as_str()]);
            all.extend(name.form.country.as_deref());
            all.extend(name.acronym.as_deref());
            all.extend(name.also.as_deref());
        }
    }
    all
}

fn forms(naming: &Naming) -> BTreeSet<&Form> {
    naming.iter().flat_map(|statement| &statement.names).map(|name| &name.form).collect()
}

impl Decoder<'_> {
    /// Reads the names of a source.
    pub fn naming(&mut self) -> Result<Naming> {
        let strings = self.list(|from| from.string())?;
        let forms = self.list(|from| from.form(&strings))?;
        let statements = self.number()?;
        let mut naming = Naming::new();
        for _ in 0..statements {
            let number = self.small()?;
            let language = self.optional_of(&strings)?;
            let days = match self.number()? {
                0 => None,
                _ => Some((self.day()?, self.day()?)),
            };
            let names = self.list(|from| from.name_here(&strings, &forms))?;
            naming.push(StatementNames { number, language, days, names });
        }
        Ok(naming)
    }

    fn string_of(&mut self, strings: &[String]) -> Result<String> {
        let number: usize = self.small()?;
        match strings.get(number) {
            Some(text) => Ok(text.clone()),
            None => self.damaged("the number of a string"),
        }
    }

    fn optional_of(&mut self, strings: &[String]) -> Result<Option<String>> {
        let number: usize = self.small()?;
        let Some(number) = number.checked_sub(1) else { return Ok(None) };
        match strings.get(number) {
            Some(text) => Ok(Some(text.clone())),
            None => self.damaged("the number of a string"),
        }
    }

    fn form(&mut self, strings: &[String]) -> Result<Form> {
        let kind = self.named(EntityKind::ALL)?;
        let key = self.string_of(strings)?;
        let country = self.optional_of(strings)?;
        let apart = match self.number()? {
            0 => None,
            _ => Some(self.number()?),
        };
        Ok(Form { kind, key, country, apart })
    }

    fn day(&mut self) -> Result<Day> {
        let number = self.number()?;
        match i64::try_from(number).ok().and_then(|days| Day::from_number(days.checked_add(FIRST_DAY)?)) {
            Some(day) => Ok(day),
            None => self.damaged("a day"),
        }
    }

    fn name_here(&mut self, strings: &[String], forms: &[Form]) -> Result<NameHere> {
        let form: usize = self.small()?;
        let Some(form) = forms.get(form).cloned() else { return self.damaged("the number of a form") };
        let name = self.string_of(strings)?;
        let packed: usize = self.small()?;
        let Some(field) = Field::ALL.get(packed >> 3).copied() else { return self.damaged("a field") };
        let index = self.small()?;
        let span: Span = self.span()?;
        let acronym = if packed & 2 > 0 { Some(self.string_of(strings)?) } else { None };
        let also = if packed & 4 > 0 { Some(self.string_of(strings)?) } else { None };
        Ok(NameHere { form, name, field, index, span, is_second: packed & 1 > 0, acronym, also })
    }
}

/// The names of a source as bytes, and back.
pub fn pack_naming(naming: &Naming) -> Vec<u8> {
    let mut out = Encoder::default();
    out.naming(naming);
    out.finish()
}

/// Reads what [`pack_naming`] wrote.
pub fn unpack_naming(bytes: &[u8]) -> std::result::Result<Naming, CodecError> {
    Decoder::new(bytes)?.naming()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Naming {
        let form = |key: &str, country: Option<&str>, apart| Form {
            kind: EntityKind::Organisation,
            key: key.to_owned(),
            country: country.map(str::to_owned),
            apart,
        };
        let name = |form: Form, name: &str, start: usize| NameHere {
            form,
            name: name.to_owned(),
            field: Field::Signatory,
            index: start as u32,
            span: Span::new(start, start + name.len()),
            is_second: start > 50,
            acronym: (start == 10).then(|| "LKL".to_owned()),
            also: (start > 50).then(|| "Liga".to_owned()),
        };
        let names = vec![
            name(form("lighthouse league", Some("UY"), None), "Lighthouse League", 10),
            name(form("lighthouse league", None, Some(u64::MAX)), "Lighthouse  League", 60),
        ];
        let days = Day::new(1968, 5, 13).map(|day| (day, day));
        vec![
            StatementNames { number: 1, language: Some("eng".into()), days, names },
            StatementNames { number: 2, ..Default::default() },
        ]
    }

    #[test]
    fn names_are_read_back_as_written() {
        assert_eq!(unpack_naming(&pack_naming(&sample())).as_ref(), Ok(&sample()));
    }

    #[test]
    fn damaged_bytes_are_refused_without_panic() {
        let bytes = pack_naming(&sample());
        for cut in 0..bytes.len() {
            assert!(unpack_naming(&bytes[..cut]).is_err());
        }
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x55;
            let _ = unpack_naming(&damaged);
        }
    }
}
