//! The stored form of a link between passages: what cannot be asked for by name.

use super::{CodecError, Decoder, Encoder, Result, name_index};
use broadside_model::{Direction, KindReason, Link, Match, Passage, ReuseKind, Side, SourceReason, Span, Typed};

impl Encoder {
    fn blocks(&mut self, link: &Link) {
        self.number(link.matches.len() as u64);
        let (mut a, mut b) = (link.a_span.start, link.b_span.start);
        for block in &link.matches {
            for (span, last) in [(block.a, &mut a), (block.b, &mut b)] {
                self.number(u64::from(span.start.saturating_sub(*last)));
                self.number(span.len() as u64);
                *last = span.end;
            }
        }
    }

    fn passages(&mut self, passages: &[Passage]) {
        self.list(passages, |out, passage| {
            out.number(u64::from(passage.text));
            out.span(passage.span);
        });
    }
}

/// Writes a link with its kind. Its blocks must be in order and inside its passages.
pub fn pack_link(link: &Link, typed: &Typed) -> Vec<u8> {
    let mut out = Encoder::default();
    for number in [link.a, link.b, link.equal, link.columns] {
        out.number(u64::from(number));
    }
    for span in [link.a_span, link.b_span] {
        out.number(u64::from(span.start));
        out.number(span.len() as u64);
    }
    out.blocks(link);
    out.number(name_index(ReuseKind::ALL, typed.kind));
    out.number(name_index(KindReason::ALL, typed.reason));
    out.passages(&typed.evidence);
    out.number(u64::from(typed.direction.is_some()));
    if let Some(direction) = &typed.direction {
        out.number(name_index(Side::ALL, direction.source));
        out.number(name_index(SourceReason::ALL, direction.reason));
        out.passages(&direction.evidence);
    }
    out.finish()
}

/// Reads what [`pack_link`] wrote.
pub fn unpack_link(bytes: &[u8]) -> std::result::Result<(Link, Typed), CodecError> {
    let mut from = Decoder::new(bytes)?;
    let (a, b, equal, columns) = (from.small()?, from.small()?, from.small()?, from.small()?);
    let (a_span, b_span) = (from.plain_span()?, from.plain_span()?);
    let matches = from.blocks(a_span, b_span)?;
    let link = Link { a, b, a_span, b_span, equal, columns, matches };
    let (kind, reason) = (from.named(ReuseKind::ALL)?, from.named(KindReason::ALL)?);
    let evidence = from.passages()?;
    let direction = match from.number()? {
        0 => None,
        _ => Some(Direction {
            source: from.named(Side::ALL)?,
            reason: from.named(SourceReason::ALL)?,
            evidence: from.passages()?,
        }),
    };
    Ok((link, Typed { kind, reason, evidence, direction }))
}

impl Decoder<'_> {
    fn plain_span(&mut self) -> Result<Span> {
        let (start, length): (u32, u32) = (self.small()?, self.small()?);
        start.checked_add(length).map_or_else(|| self.damaged("a span"), |end| Ok(Span { start, end }))
    }

    fn blocks(&mut self, a: Span, b: Span) -> Result<Vec<Match>> {
        let count: usize = self.small()?;
        if count > self.bytes.len() - self.at {
            return self.damaged("fewer blocks");
        }
        let mut lasts = (a.start, b.start);
        let mut blocks = Vec::new();
        for _ in 0..count {
            let block = Match { a: self.after(&mut lasts.0, a.end)?, b: self.after(&mut lasts.1, b.end)? };
            blocks.push(block);
        }
        Ok(blocks)
    }

    /// A span that begins where the last one ended or later, and ends by `end`.
    fn after(&mut self, last: &mut u32, end: u32) -> Result<Span> {
        let (gap, length): (u32, u32) = (self.small()?, self.small()?);
        let start = last.checked_add(gap);
        match start.and_then(|start| Some((start, start.checked_add(length)?))).filter(|(_, until)| *until <= end) {
            Some((start, end)) => {
                *last = end;
                Ok(Span { start, end })
            }
            None => self.damaged("a block in its passage"),
        }
    }

    fn passages(&mut self) -> Result<Vec<Passage>> {
        self.list(|from| Ok(Passage { text: from.small()?, span: from.span()? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> (Link, Typed) {
        let span = |start, end| Span { start, end };
        let matches = vec![Match { a: span(10, 14), b: span(100, 106) }, Match { a: span(15, 20), b: span(106, 111) }];
        let link = Link { a: 3, b: 700, a_span: span(10, 20), b_span: span(98, 111), equal: 9, columns: 11, matches };
        let evidence = vec![Passage { text: 700, span: span(97, 112) }, Passage { text: 3, span: span(0, 4) }];
        let direction = Some(Direction { source: Side::A, reason: SourceReason::Marked, evidence: evidence.clone() });
        (link, Typed { kind: ReuseKind::Quotation, reason: KindReason::Marked, evidence, direction })
    }

    #[test]
    fn links_are_read_back_as_written() {
        let (link, typed) = sample();
        assert_eq!(unpack_link(&pack_link(&link, &typed)), Ok((link.clone(), typed.clone())));
        let unknown = Typed { direction: None, evidence: Vec::new(), ..typed };
        assert_eq!(unpack_link(&pack_link(&link, &unknown)), Ok((link, unknown)));
    }

    #[test]
    fn damaged_bytes_are_refused_without_panic() {
        let (link, typed) = sample();
        let bytes = pack_link(&link, &typed);
        for cut in 0..bytes.len() {
            assert!(unpack_link(&bytes[..cut]).is_err());
        }
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x55;
            if let Ok((link, _)) = unpack_link(&damaged) {
                assert!(
                    link.matches.iter().all(|block| block.a.end <= link.a_span.end && block.b.end <= link.b_span.end)
                );
            }
        }
    }
}
