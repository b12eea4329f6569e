//! The stored form of an anatomy.
//!
//! Every value is written as it stands in the model, in the order of its fields. Names of methods are written once and
//! then by number. What is read back is checked: every span lies in the text on character boundaries, every date is
//! EDTF, every number is one.

use super::{CodecError, Decoder, Encoder, Result, name_index};
use broadside_model::{
    Anatomy, Claim, Dated, Edtf, Found, Grade, IssuePlace, Kind, Mention, MentionKind, Part, Party, PartyKind,
    Quotation, Relation, RelationKind, Role, Signatory, Span, Statement,
};

impl Encoder {
    /// Writes the anatomy of a text.
    pub fn anatomy(&mut self, anatomy: &Anatomy) {
        let methods = methods(anatomy);
        self.list(&methods, |out, method| out.string(method));
        self.list(&anatomy.statements, |out, statement| Writer { out, methods: &methods }.statement(statement));
        self.diagnostics(&anatomy.diagnostics);
    }

    fn date(&mut self, date: Option<&Edtf>) {
        self.option(date.map(Edtf::as_str));
    }

    fn choice<T: PartialEq>(&mut self, all: &[T], value: Option<T>) {
        self.number(value.map_or(0, |value| name_index(all, value) + 1));
    }

    fn quantity(&mut self, value: Option<f64>) {
        self.number(u64::from(value.is_some()));
        if let Some(value) = value {
            self.bytes.extend_from_slice(&value.to_le_bytes());
        }
    }
}

/// Every method named in an anatomy, sorted.
fn methods(anatomy: &Anatomy) -> Vec<&str> {
    fn of<T>(found: &[Found<T>]) -> impl Iterator<Item = &str> {
        found.iter().map(|found| found.method.as_str())
    }
    fn one<T>(found: &Option<Found<T>>) -> impl Iterator<Item = &str> {
        of(found.as_slice())
    }
    let mut all: Vec<&str> = Vec::new();
    for statement in &anatomy.statements {
        all.extend(one(&statement.kind).chain(one(&statement.title)).chain(of(&statement.issuers)));
        all.extend(of(&statement.addressees).chain(one(&statement.published_in)).chain(of(&statement.places)));
        all.extend(one(&statement.date).chain(one(&statement.salutation)).chain(of(&statement.signatories)));
        all.extend(one(&statement.more_signatories).chain(of(&statement.demands)).chain(of(&statement.slogans)));
        all.extend(of(&statement.quotations).chain(of(&statement.claims)).chain(of(&statement.relations)));
        all.extend(statement.mentions.iter().map(|mention| mention.method.as_str()));
    }
    all.sort_unstable();
    all.dedup();
    all
}

struct Writer<'a> {
    out: &'a mut Encoder,
    methods: &'a [&'a str],
}

impl Writer<'_> {
    fn method(&mut self, method: &str) {
        self.out.number(self.methods.binary_search(&method).unwrap_or(0) as u64);
    }

    fn found<T>(&mut self, found: &Found<T>, mut value: impl FnMut(&mut Encoder, &T)) {
        self.out.list(&found.evidence, |out, span| out.span(*span));
        self.method(&found.method);
        self.out.number(u64::from(found.confidence));
        value(self.out, &found.value);
    }

    fn all<T>(&mut self, found: &[Found<T>], mut value: impl FnMut(&mut Encoder, &T)) {
        self.out.number(found.len() as u64);
        for found in found {
            self.found(found, &mut value);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        self.out.number(u64::from(statement.span.start));
        self.out.number(u64::from(statement.span.end));
        self.out.list(&statement.parts, |out, part| {
            out.number(name_index(Role::ALL, part.role));
            out.span(part.text);
            out.number(u64::from(part.raw.start));
            out.number(u64::from(part.raw.end - part.raw.start));
            out.option(part.language.as_deref());
        });
        self.out.option(statement.language.as_deref());
        self.all(statement.kind.as_slice(), |out, kind| out.number(name_index(Kind::ALL, *kind)));
        self.all(statement.title.as_slice(), |out, title| out.string(title));
        self.all(&statement.issuers, party);
        self.all(&statement.addressees, party);
        self.all(statement.published_in.as_slice(), |out, name| out.string(name));
        self.all(&statement.places, |out, place| {
            out.string(&place.name);
            out.option(place.country.as_deref());
        });
        self.all(statement.date.as_slice(), |out, date| {
            out.date(Some(&date.edtf));
            out.list(&date.reasons, |out, reason| out.string(reason));
        });
        self.all(statement.salutation.as_slice(), |out, words| out.string(words));
        self.all(&statement.signatories, signatory);
        self.all(statement.more_signatories.as_slice(), |out, more| out.number(u64::from(*more)));
        self.all(&statement.demands, |out, words| out.string(words));
        self.all(&statement.slogans, |out, words| out.string(words));
        self.all(&statement.quotations, |out, quotation| {
            out.string(&quotation.text);
            out.option(quotation.attributed_to.as_deref());
            out.option(quotation.work.as_deref());
        });
        self.all(&statement.claims, claim);
        self.mentions(&statement.mentions);
        self.all(&statement.relations, relation);
    }

    fn mentions(&mut self, mentions: &[Mention]) {
        self.out.number(mentions.len() as u64);
        self.out.last = 0;
        for mention in mentions {
            self.out.number(name_index(MentionKind::ALL, mention.kind));
            self.out.span(mention.span);
            self.out.list(mention.title.as_slice(), |out, span| out.span(*span));
            self.out.last = mention.span.start;
            self.out.option(mention.expansion.as_deref());
            self.out.option(mention.country.as_deref());
            self.out.date(mention.date.as_ref());
            self.out.number(u64::from(mention.confidence));
            self.method(&mention.method);
        }
    }
}

fn party(out: &mut Encoder, party: &Party) {
    out.string(&party.name);
    out.choice(PartyKind::ALL, party.kind);
    for words in [&party.of, &party.role, &party.acronym, &party.country] {
        out.option(words.as_deref());
    }
}

fn signatory(out: &mut Encoder, row: &Signatory) {
    out.number(u64::from(row.order));
    out.string(&row.name);
    for words in [&row.acronym, &row.translation, &row.role, &row.affiliation, &row.country, &row.group, &row.doubt] {
        out.option(words.as_deref());
    }
    out.choice(PartyKind::ALL, row.kind);
    out.date(row.as_of.as_ref());
}

fn relation(out: &mut Encoder, relation: &Relation) {
    out.number(name_index(RelationKind::ALL, relation.kind));
    out.string(&relation.subject);
    out.span(relation.subject_span);
    out.string(&relation.object);
    out.span(relation.object_span);
    out.option(relation.role.as_deref());
    out.date(relation.date.as_ref());
}

fn claim(out: &mut Encoder, claim: &Claim) {
    out.string(&claim.what);
    for words in [&claim.of, &claim.unit, &claim.claimant, &claim.actor, &claim.place] {
        out.option(words.as_deref());
    }
    out.quantity(claim.min);
    out.quantity(claim.max);
    out.number(u64::from(claim.approximate));
    out.number(name_index(Grade::ALL, claim.grade));
    out.date(claim.date.as_ref());
}

impl Decoder<'_> {
    /// Reads what [`Encoder::anatomy`] wrote of `text`.
    pub fn anatomy(&mut self, text: &str) -> Result<Anatomy> {
        let methods = self.list(Self::string)?;
        let statements = self.list(|from| Reader { from, methods: &methods, text }.statement())?;
        Ok(Anatomy { statements, diagnostics: self.diagnostics()? })
    }

    fn date(&mut self) -> Result<Option<Edtf>> {
        match self.option()? {
            None => Ok(None),
            Some(text) => text.parse().map(Some).or_else(|_| self.damaged("a date in EDTF")),
        }
    }

    fn choice<T: Copy>(&mut self, all: &[T]) -> Result<Option<T>> {
        match self.small::<usize>()? {
            0 => Ok(None),
            number => {
                all.get(number - 1).copied().map_or_else(|| self.damaged("a known name"), |value| Ok(Some(value)))
            }
        }
    }

    fn quantity(&mut self) -> Result<Option<f64>> {
        if self.number()? == 0 {
            return Ok(None);
        }
        let Some(bytes) = self.bytes.get(self.at..self.at + 8) else { return self.damaged("a number") };
        self.at += 8;
        let value = f64::from_le_bytes(bytes.try_into().unwrap_or_default());
        if value.is_finite() { Ok(Some(value)) } else { self.damaged("a finite number") }
    }
}

struct Reader<'a, 'b> {
    from: &'a mut Decoder<'b>,
    methods: &'a [String],
    text: &'a str,
}

impl Reader<'_, '_> {
    fn checked(&self, span: Span) -> Result<Span> {
        match self.text.get(span.range()) {
            Some(_) => Ok(span),
            None => Err(CodecError::Damaged(self.from.at, "a span inside the text")),
        }
    }

    fn method(&mut self) -> Result<String> {
        let number: usize = self.from.small()?;
        self.methods.get(number).cloned().map_or_else(|| self.from.damaged("a method"), Ok)
    }

    fn found<T>(&mut self, value: impl FnOnce(&mut Decoder<'_>) -> Result<T>) -> Result<Found<T>> {
        let evidence = self.from.list(|from| from.span())?;
        for span in &evidence {
            self.checked(*span)?;
        }
        let (method, confidence) = (self.method()?, self.from.small::<u8>()?.min(100));
        Ok(Found { value: value(self.from)?, evidence, method, confidence })
    }

    fn all<T>(&mut self, mut value: impl FnMut(&mut Decoder<'_>) -> Result<T>) -> Result<Vec<Found<T>>> {
        let count: usize = self.from.small()?;
        if count > self.from.bytes.len() - self.from.at {
            return self.from.damaged("fewer items");
        }
        let mut all = Vec::new();
        for _ in 0..count {
            all.push(self.found(&mut value)?);
        }
        Ok(all)
    }

    fn one<T>(&mut self, value: impl FnMut(&mut Decoder<'_>) -> Result<T>) -> Result<Option<Found<T>>> {
        Ok(self.all(value)?.pop())
    }

    fn statement(&mut self) -> Result<Statement> {
        let (start, end): (u32, u32) = (self.from.small()?, self.from.small()?);
        if start > end {
            return self.from.damaged("a span");
        }
        let span = self.checked(Span { start, end })?;
        let parts = self.from.list(part)?;
        for part in &parts {
            self.checked(part.text)?;
        }
        Ok(Statement {
            span,
            parts,
            language: self.from.option()?,
            kind: self.one(|from| from.named(Kind::ALL))?,
            title: self.one(|from| from.string())?,
            issuers: self.all(read_party)?,
            addressees: self.all(read_party)?,
            published_in: self.one(|from| from.string())?,
            places: self.all(|from| Ok(IssuePlace { name: from.string()?, country: from.option()? }))?,
            date: self.one(dated)?,
            salutation: self.one(|from| from.string())?,
            signatories: self.all(read_signatory)?,
            more_signatories: self.one(|from| from.small())?,
            demands: self.all(|from| from.string())?,
            slogans: self.all(|from| from.string())?,
            quotations: self.all(|from| {
                Ok(Quotation { text: from.string()?, attributed_to: from.option()?, work: from.option()? })
            })?,
            claims: self.all(read_claim)?,
            mentions: self.mentions()?,
            relations: if self.from.version < 2 { Vec::new() } else { self.relations()? },
        })
    }

    fn relations(&mut self) -> Result<Vec<Found<Relation>>> {
        let relations = self.all(read_relation)?;
        for found in &relations {
            self.checked(found.value.subject_span)?;
            self.checked(found.value.object_span)?;
        }
        Ok(relations)
    }

    fn mentions(&mut self) -> Result<Vec<Mention>> {
        let count: usize = self.from.small()?;
        if count > self.from.bytes.len() - self.from.at {
            return self.from.damaged("fewer items");
        }
        let mut mentions = Vec::new();
        self.from.last = 0;
        for _ in 0..count {
            let kind = self.from.named(MentionKind::ALL)?;
            let span = self.from.span()?;
            let title = self.from.list(|from| from.span())?.pop();
            self.from.last = span.start;
            mentions.push(Mention {
                kind,
                span: self.checked(span)?,
                title: title.map(|title| self.checked(title)).transpose()?,
                expansion: self.from.option()?,
                country: self.from.option()?,
                date: self.from.date()?,
                confidence: self.from.small::<u8>()?.min(100),
                method: self.method()?,
            });
        }
        Ok(mentions)
    }
}

fn part(from: &mut Decoder<'_>) -> Result<Part> {
    let (role, text) = (from.named(Role::ALL)?, from.span()?);
    let (start, length): (u32, u32) = (from.small()?, from.small()?);
    let Some(end) = start.checked_add(length) else { return from.damaged("a span") };
    Ok(Part { role, text, raw: Span { start, end }, language: from.option()? })
}

fn dated(from: &mut Decoder<'_>) -> Result<Dated> {
    let Some(edtf) = from.date()? else { return from.damaged("a date") };
    Ok(Dated { edtf, reasons: from.list(Decoder::string)? })
}

fn read_party(from: &mut Decoder<'_>) -> Result<Party> {
    Ok(Party {
        name: from.string()?,
        kind: from.choice(PartyKind::ALL)?,
        of: from.option()?,
        role: from.option()?,
        acronym: from.option()?,
        country: from.option()?,
    })
}

fn read_signatory(from: &mut Decoder<'_>) -> Result<Signatory> {
    Ok(Signatory {
        order: from.small()?,
        name: from.string()?,
        acronym: from.option()?,
        translation: from.option()?,
        role: from.option()?,
        affiliation: from.option()?,
        country: from.option()?,
        group: from.option()?,
        doubt: from.option()?,
        kind: from.choice(PartyKind::ALL)?,
        as_of: from.date()?,
    })
}

fn read_relation(from: &mut Decoder<'_>) -> Result<Relation> {
    Ok(Relation {
        kind: from.named(RelationKind::ALL)?,
        subject: from.string()?,
        subject_span: from.span()?,
        object: from.string()?,
        object_span: from.span()?,
        role: from.option()?,
        date: from.date()?,
    })
}

fn read_claim(from: &mut Decoder<'_>) -> Result<Claim> {
    Ok(Claim {
        what: from.string()?,
        of: from.option()?,
        unit: from.option()?,
        claimant: from.option()?,
        actor: from.option()?,
        place: from.option()?,
        min: from.quantity()?,
        max: from.quantity()?,
        approximate: from.number()? != 0,
        grade: from.named(Grade::ALL)?,
        date: from.date()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::edtf::Day;

    const TEXT: &str = "Tellingen, 3 May 1921. The Weavers' Union of Tellingen demands bread.";

    fn sample() -> Anatomy {
        let evidence = Span::new(0, 9);
        let day = Day::new(1921, 5, 3).map(Edtf::day).expect("a day");
        let issuer =
            Party { name: "Weavers' Union of Tellingen".into(), role: Some("union".into()), ..Party::default() };
        let row = Signatory { order: 3, name: "Ada".into(), as_of: Some(day.clone()), ..Signatory::default() };
        let claim = Claim {
            what: "dead".into(),
            of: None,
            min: Some(4.0),
            max: None,
            approximate: true,
            unit: None,
            claimant: Some("the mayor".into()),
            actor: None,
            grade: Grade::Accused,
            place: None,
            date: None,
        };
        let relation = Relation {
            kind: RelationKind::OfficerOf,
            subject: "Ada".into(),
            subject_span: Span::new(27, 34),
            object: "Union".into(),
            object_span: Span::new(36, 41),
            role: Some("president".into()),
            date: Some(day.clone()),
        };
        let mention = |start, end, kind| Mention {
            kind,
            span: Span::new(start, end),
            title: Some(Span::new(start, start + 1)),
            expansion: None,
            country: Some("NL".into()),
            date: Some(day.clone()),
            confidence: 70,
            method: "gazetteer".into(),
        };
        let statement = Statement {
            span: Span::new(0, TEXT.len()),
            parts: vec![Part { role: Role::Dateline, text: Span::new(0, 22), raw: Span::new(0, 22), language: None }],
            kind: Some(Found::new(Kind::Appeal, evidence, "verb", 60)),
            issuers: vec![Found::new(issuer, evidence, "title", 90)],
            date: Some(Found::new(
                Dated { edtf: day.clone(), reasons: vec!["dateline".into()] },
                evidence,
                "dateline",
                99,
            )),
            signatories: vec![Found::new(row, evidence, "row", 90)],
            more_signatories: Some(Found::new(35, evidence, "others", 80)),
            claims: vec![Found::new(claim, evidence, "number", 50)],
            mentions: vec![mention(0, 9, MentionKind::Place), mention(27, 40, MentionKind::Organisation)],
            relations: vec![Found::new(relation, Span::new(27, 54), "test", 80)],
            ..Statement::default()
        };
        Anatomy { statements: vec![statement], diagnostics: Vec::new() }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut out = Encoder::default();
        out.anatomy(&sample());
        let bytes = out.finish();
        assert_eq!(Decoder::new(&bytes).and_then(|mut from| from.anatomy(TEXT)), Ok(sample()));
    }

    #[test]
    fn anatomies_of_version_1_have_no_relations() {
        let mut old = sample();
        old.statements[0].relations.clear();
        let mut out = Encoder::default();
        out.anatomy(&old);
        let mut bytes = out.finish();
        // The last two bytes say: no relations, no diagnostics.
        assert_eq!(bytes.pop(), Some(0));
        bytes[0] = 1;
        assert_eq!(Decoder::new(&bytes).and_then(|mut from| from.anatomy(TEXT)), Ok(old));
    }

    #[test]
    fn damaged_bytes_are_refused_without_panic() {
        let mut out = Encoder::default();
        out.anatomy(&sample());
        let bytes = out.finish();
        for at in 0..bytes.len() {
            for flip in [1, 0x55, 0x80, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] ^= flip;
                let _ = Decoder::new(&damaged).and_then(|mut from| from.anatomy(TEXT));
            }
            assert!(Decoder::new(&bytes[..at]).and_then(|mut from| from.anatomy(TEXT)).is_err());
        }
        assert!(Decoder::new(&bytes).and_then(|mut from| from.anatomy("short")).is_err());
    }
}
