//! Puts right what the lists know better than the model: countries labelled as something else, words that name a body only
//! in general, common words taken for persons, the "'s" behind a name.

use broadside_model::{Mention, MentionKind};

use crate::knowledge::organisations;

use super::token::{GLUED, PARAGRAPH, Shape, Token};
use super::{View, country};

/// Corrects and sifts labelled mentions.
pub fn tidy(view: &View<'_>, mentions: &mut Vec<Mention>) {
    for mention in mentions.iter_mut() {
        trim(view, mention);
        place(view, mention);
        known(view, mention);
    }
    let mut taken = 0;
    for mention in mentions.iter_mut() {
        if let Some(start) = long_name(view, mention).filter(|start| *start >= taken) {
            mention.span.start = start;
        }
        taken = taken.max(mention.span.end);
    }
    mentions.retain(|mention| !mention.span.is_empty() && !is_general(view, mention));
}

/// Articles in lower case before a name are no part of it.
const ARTICLES: [&[u8]; 18] = [
    b"the", b"der", b"die", b"das", b"den", b"dem", b"des", b"le", b"la", b"les", b"l", b"el", b"los", b"las", b"il",
    b"lo", b"het", b"os",
];

/// "Okafor's" is Okafor, "the Lakeland Union" is Lakeland Union.
fn trim(view: &View<'_>, mention: &mut Mention) {
    let range = view.of(mention.span);
    if let Some([article, next, ..]) = view.tokens.list.get(range) {
        let plain = article.shape == Shape::Lower && ARTICLES.contains(&view.tokens.folded(article));
        if plain && mention.kind != MentionKind::Person && next.start < mention.span.end {
            mention.span.start = next.start;
        }
    }
    let range = view.of(mention.span);
    let Some([.., before, last]) = view.tokens.list.get(range) else { return };
    let apostrophe =
        view.text.get(before.end as usize..last.start as usize).is_some_and(|gap| matches!(gap, "'" | "’" | "´"));
    if last.has(GLUED) && apostrophe && matches!(view.tokens.folded(last), b"s") {
        mention.span.end = before.end;
    }
}

/// Words of the long names of states.
const STATE: [&[u8]; 10] = [
    b"republic",
    b"kingdom",
    b"republique",
    b"royaume",
    b"republik",
    b"konigreich",
    b"republica",
    b"reino",
    b"repubblica",
    b"regno",
];

/// Words that stand before [`STATE`] in the long names of states; "s" is that of "People's".
const STATE_KINDS: [&[u8]; 24] = [
    b"s",
    b"people",
    b"peoples",
    b"democratic",
    b"socialist",
    b"soviet",
    b"federal",
    b"federative",
    b"federated",
    b"islamic",
    b"arab",
    b"united",
    b"bolivarian",
    b"hashemite",
    b"lao",
    b"cooperative",
    b"oriental",
    b"popular",
    b"democratique",
    b"populaire",
    b"demokratische",
    b"sozialistische",
    b"kingdom",
    b"plurinational",
];

/// Where the long name of a country begins whose short name was labelled alone: "People's Republic of Bulgaria".
fn long_name(view: &View<'_>, mention: &Mention) -> Option<u32> {
    let first = view.at(mention.span.start);
    let country = view.marks.get(first).is_some_and(|mark| mark.place == 1 && mark.reach > 0);
    let back = |step: usize| first.checked_sub(step).and_then(|at| view.tokens.list.get(at));
    let (link, head) = (back(1)?, back(2)?);
    let linked = matches!(view.tokens.folded(link), b"of" | b"de" | b"du") && link.shape == Shape::Lower;
    let plain = mention.kind == MentionKind::Place && mention.title.is_none();
    if !(plain && country && linked && head.shape.is_raised() && STATE.contains(&view.tokens.folded(head))) {
        return None;
    }
    let kind = |token: &Token| {
        let word = view.tokens.folded(token);
        STATE_KINDS.contains(&word) && (token.shape.is_raised() || word == b"s")
    };
    let more = (3..9).take_while(|step| back(*step).is_some_and(kind)).last();
    let begin = more.and_then(back).filter(|token| token.shape.is_raised()).unwrap_or(head);
    let joined =
        (view.at(begin.start) + 1..=first).all(|at| !view.tokens.list.get(at).is_none_or(|t| t.has(PARAGRAPH)));
    joined.then_some(begin.start)
}

/// A name that is all a country's becomes a place: "Zaire", "Islamic Republic of Iran".
fn place(view: &View<'_>, mention: &mut Mention) {
    if mention.kind == MentionKind::Place || mention.title.is_some() {
        return;
    }
    let range = view.of(mention.span);
    let (Some(first), Some(tokens)) = (view.marks.get(range.start), view.tokens.list.get(range.clone())) else {
        return;
    };
    let whole = first.reach as usize == range.len();
    let most = if mention.kind == MentionKind::Organisation { 1 } else { 3 };
    let listed = whole && (1..=most).contains(&first.place) && (first.name == 0 || range.len() > 1);
    let state = tokens.iter().any(|token| STATE.contains(&view.tokens.folded(token)));
    let ends = (range.start + 1..range.end).any(|at| {
        let mark = view.marks.get(at);
        mark.is_some_and(|mark| mark.place == 1 && at + mark.reach as usize == range.end)
    });
    if listed
        || state && (ends || whole && first.place <= 2) && !organisations::is_sure_head(view.tokens.hashes(range.start))
    {
        mention.kind = MentionKind::Place;
        mention.country = country(view, mention.span);
        "listed-place".clone_into(&mut mention.method);
    }
}

/// A name of several words that is all a known organisation's or newspaper's is one.
fn known(view: &View<'_>, mention: &mut Mention) {
    let range = view.of(mention.span);
    let whole = organisations::known(view.tokens.hashes(range.start))
        .filter(|(length, _)| *length == range.len() && range.len() > 1);
    let Some((_, bits)) = whole else { return };
    let kind = if bits & organisations::KNOWN != 0 { MentionKind::Organisation } else { MentionKind::Work };
    if kind != mention.kind {
        (mention.kind, mention.country, mention.title) = (kind, None, None);
        "listed-organisation".clone_into(&mut mention.method);
    }
}

/// Words that name nothing by themselves.
const GENERAL: [&[u8]; 12] = [
    b"republic",
    b"state",
    b"states",
    b"power",
    b"powers",
    b"nation",
    b"nations",
    b"territory",
    b"territories",
    b"hall",
    b"republique",
    b"republik",
];

/// "The Council", "the Powers": one common word that no list has as a name, and nothing beside it.
fn is_general(view: &View<'_>, mention: &Mention) -> bool {
    let range = view.of(mention.span);
    // "German States" is no person, but "Stuart Hall" is.
    let plural = |at: usize| {
        let token = view.tokens.list.get(at);
        token.is_some_and(|token| matches!(view.tokens.folded(token), b"states" | b"powers" | b"nations" | b"republic"))
    };
    if mention.kind == MentionKind::Person && mention.title.is_none() && range.end > 0 && plural(range.end - 1) {
        return true;
    }
    let Some(mark) = view.marks.get(range.start).filter(|_| range.len() == 1) else { return false };
    if view.tokens.list.get(range.start).is_some_and(|token| GENERAL.contains(&view.tokens.folded(token))) {
        return mention.title.is_none();
    }
    match mention.kind {
        MentionKind::Organisation => {
            mark.common & 3 != 0
                && mark.org == organisations::HEAD as u8
                && organisations::head(view.tokens.hashes(range.start)) == Some(1)
        }
        MentionKind::Person => {
            mention.title.is_none() && mark.common & 3 != 0 && mark.name & 1 == 0 && mention.confidence < 80
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use broadside_model::{MentionKind, Span};

    fn named(text: &str) -> Vec<(&str, MentionKind)> {
        let mentions = find(text, Span::new(0, text.len()), Some("eng"), &[]);
        mentions.iter().map(|m| (&text[m.span.range()], m.kind)).collect()
    }

    #[test]
    fn the_long_name_of_a_state_is_a_place() {
        let named = named("My country thanks the Islamic Republic of Iran for its words.");
        assert!(named.contains(&("Islamic Republic of Iran", MentionKind::Place)), "{named:?}");
    }

    #[test]
    fn the_long_name_of_a_country_is_whole() {
        let named = named("The delegation of the People's Republic of Bulgaria thanks the Kingdom of Nepal.");
        assert!(named.contains(&("People's Republic of Bulgaria", MentionKind::Place)), "{named:?}");
        assert!(named.contains(&("Kingdom of Nepal", MentionKind::Place)), "{named:?}");
    }

    #[test]
    fn a_known_organisation_is_one() {
        let named = named("They asked the European Union to help the Republic.");
        assert_eq!(named, [("European Union", MentionKind::Organisation)]);
    }

    #[test]
    fn a_body_in_general_is_no_name() {
        assert!(named("We ask the Council to act. The Committee met.").is_empty());
    }
}
