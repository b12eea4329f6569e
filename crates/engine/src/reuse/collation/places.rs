//! The readings of all witnesses, place by place.

use broadside_model::Span;
use broadside_model::collation::{Place, Reading, Variant, Witness};
use std::cmp::Reverse;

/// The places at which witnesses differ from the base, in its order; readings that overlap are of one place.
pub(super) fn places(witnesses: &[Witness]) -> Vec<Place> {
    let mut all: Vec<(Span, u32, &Reading)> = Vec::new();
    for (number, witness) in (0u32..).zip(witnesses) {
        all.extend(witness.readings.iter().map(|reading| (reading.base, number, reading)));
    }
    all.sort_by(|x, y| (x.0, x.2.kind, &x.2.text, x.1).cmp(&(y.0, y.2.kind, &y.2.text, y.1)));
    let mut places: Vec<Place> = Vec::new();
    for (base, witness, reading) in all {
        let place = match places.last_mut() {
            Some(place) if together(place.base, base) => place,
            _ => {
                places.push(Place { base, variants: Vec::new() });
                let last = places.len() - 1;
                &mut places[last]
            }
        };
        place.base.end = place.base.end.max(base.end);
        let mut same = place.variants.iter_mut().rev().take_while(|variant| variant.base == base);
        match same.find(|variant| variant.kind == reading.kind && variant.text == reading.text) {
            Some(variant) => variant.witnesses.push((witness, reading.witness)),
            None => place.variants.push(variant(witness, reading)),
        }
    }
    for place in &mut places {
        place.variants.sort_by_key(|variant| (variant.base, Reverse(variant.witnesses.len())));
    }
    places
}

/// Whether a reading, which begins no earlier, is of the same place.
fn together(place: Span, next: Span) -> bool {
    next.start < place.end || next == place || (next.start == place.start && place.is_empty())
}

fn variant(witness: u32, reading: &Reading) -> Variant {
    let (kind, nature) = (reading.kind, reading.nature);
    let witnesses = vec![(witness, reading.witness)];
    Variant { kind, nature, base: reading.base, text: reading.text.clone(), witnesses }
}
