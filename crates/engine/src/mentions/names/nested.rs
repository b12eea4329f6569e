//! Places inside other names: "Trades Union Congress of Ghana" names Ghana too.

use broadside_model::{Mention, MentionKind, Span};

use crate::knowledge::titles::Title;

use super::token::Shape;
use super::{View, country, new};

/// Adds the places that names of organisations, events, works and laws hold.
pub fn add(view: &View<'_>, mentions: &mut Vec<Mention>) {
    let mut inside = Vec::new();
    for mention in mentions.iter() {
        if matches!(mention.kind, MentionKind::Person | MentionKind::Place) {
            continue;
        }
        let range = view.of(mention.span);
        let mut at = range.start;
        while at < range.end {
            let reach = reach(view, at, range.start);
            if reach > 0 && at + reach <= range.end && reach < range.len() {
                inside.extend(place(view, at, reach));
            }
            at += reach.max(1);
        }
    }
    inside.retain(|place: &Mention| !mentions.iter().any(|other| other.span == place.span));
    mentions.append(&mut inside);
}

fn place(view: &View<'_>, at: usize, reach: usize) -> Option<Mention> {
    let span = Span { start: view.tokens.list.get(at)?.start, end: view.tokens.list.get(at + reach - 1)?.end };
    let mut mention = new(MentionKind::Place, span, 85, "place-in-name");
    mention.country = country(view, span);
    Some(mention)
}

/// How many words the place at a token has, 0 when none is meant: a town counts only behind a word like "of" or "de".
fn reach(view: &View<'_>, at: usize, first: usize) -> usize {
    let (Some(mark), Some(token)) = (view.marks.get(at), view.tokens.list.get(at)) else { return 0 };
    if mark.reach == 0 || !token.shape.is_raised() || token.shape == Shape::Initial {
        return 0;
    }
    let behind = at
        .checked_sub(1)
        .filter(|before| *before >= first)
        .and_then(|before| view.tokens.list.get(before).zip(view.marks.get(before)));
    let linked = behind.is_some_and(|(before, mark)| {
        before.shape == Shape::Lower && (u32::from(mark.title) & Title::Particle as u32 != 0 || before.length <= 3)
    });
    let plain = mark.common != 0 && mark.reach == 1 && mark.place > 2;
    let enough = if plain {
        false
    } else if linked {
        mark.place <= 5
    } else {
        mark.place == 1 || mark.reach > 1 && mark.place <= 3
    };
    if enough { mark.reach as usize } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use broadside_model::{MentionKind, Span};

    #[test]
    fn a_country_in_an_organisations_name_is_a_place_too() {
        let text = "The Trades Union Congress of Ghana (TUCG) met in Kumasi.";
        let mentions = find(text, Span::new(0, text.len()), Some("eng"), &[]);
        let place = mentions.iter().find(|m| &text[m.span.range()] == "Ghana").unwrap();
        assert_eq!((place.kind, place.country.as_deref()), (MentionKind::Place, Some("GH")));
        assert!(mentions.iter().any(|m| &text[m.span.range()] == "Trades Union Congress of Ghana"));
    }
}
