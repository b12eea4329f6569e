//! Deeds that the issuer says it did: "we attacked", "our units attacked".
//!
//! Whoever confesses in the first person confesses; so nothing less will do than the pronoun of a subject as the language
//! writes it (the Portuguese "nos" is "in the", the Spanish one "us"), with a verb that bends with it and takes an object,
//! or "our" before a noun for armed people. Who suffered a deed has not done it.

use broadside_model::Grade;

use super::Sentence;
use super::actor::Actor;
use super::lexicon::*;
use super::perpetrator::Deed;
use super::verb::{self, Verb};
use crate::knowledge::numbers::Language;

/// The deed at token `at`, where the issuer says it was them.
pub fn read(sentence: &Sentence<'_>, at: usize, verb: &Verb) -> Option<Deed> {
    let token = sentence.tokens.get(at)?;
    let done = token.is(RIGHT | PERFORM) || token.is(ATTACK) && !token.is(LEFT);
    // "We destroyed our weapons" is no deed against anybody.
    let destroyed = sentence.lexicon.what(token.what) == "destroyed" && !sentence.has(BOMB | MILITARY | COMBAT);
    // "They accuse our forces of killing": a participle behind a preposition tells whose deed it would be, not that it was.
    let before = verb.first.checked_sub(1).and_then(|i| sentence.tokens.get(i));
    let hangs = token.folded.ends_with("ing") && before.is_some_and(|before| before.is(OF | PREP) && !before.is(CONJ));
    if destroyed || hangs || !done || verb.passive || verb.unreal {
        return None;
    }
    let first = we(sentence, at, verb).or_else(|| ours(sentence, verb))?;
    let (name, span) = sentence.context.issuer()?;
    Some(Deed {
        actor: Actor { span, name, organisation: true, alleged: false },
        source: None,
        grade: Grade::Claimed,
        evidence: (first, at),
        at,
        method: "own-deed",
        confidence: 70,
    })
}

/// Whether a doer is the issuer by its own name, or an organ of which is: what it tells of itself it claims. "The army" in
/// the statement of an army may be another.
pub fn is_issuer(sentence: &Sentence<'_>, actor: &Actor) -> bool {
    let Some((issuer, _)) = sentence.context.issuer().filter(|_| actor.organisation) else { return false };
    let (issuer, name) = (issuer.to_lowercase(), actor.name.to_lowercase());
    let generic = |word: &str| sentence.lexicon.word(word).roles & (STATE | GROUP) != 0;
    let own = name.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.len() > 2 && !generic(word));
    own && (issuer.contains(&name) || name.contains(&issuer))
}

/// "We claim responsibility": the issuer, where "we" stands before the verb that begins at `first`.
pub fn ourselves(sentence: &Sentence<'_>, first: usize) -> Option<Actor> {
    first.checked_sub(1).filter(|i| is_we(sentence, *i))?;
    let (name, span) = sentence.context.issuer()?;
    Some(Actor { span, name, organisation: true, alleged: false })
}

/// The token of "we" that is the subject of a verb of the first person.
fn we(sentence: &Sentence<'_>, at: usize, verb: &Verb) -> Option<usize> {
    let close = verb.first.checked_sub(1).filter(|i| is_we(sentence, *i));
    match (sentence.language, close) {
        (Language::De | Language::Nl, None) => parted(sentence, at, verb),
        (_, Some(before)) if of_first_person(sentence, at, verb) => Some(before),
        (_, None) if bends(sentence, at, verb) => Some(verb.first),
        _ => None,
    }
}

/// Whether a token is the pronoun of the first person plural as a subject has it.
fn is_we(sentence: &Sentence<'_>, at: usize) -> bool {
    let words: &[&str] = match sentence.language {
        Language::En => &["we"],
        Language::Es => &["nosotros", "nosotras"],
        Language::Fr => &["nous"],
        Language::Pt => &["nós"],
        Language::De => &["wir"],
        Language::It => &["noi"],
        Language::Ru => &["мы"],
        Language::Tr => &["biz"],
        Language::Pl => &["my"],
        Language::Nl => &["wij", "we"],
    };
    let written = sentence.tokens.get(at).and_then(|token| sentence.text.get(token.start..token.end));
    written.is_some_and(|written| words.contains(&written.to_lowercase().as_str()))
}

/// Whether the finite verb of a group can be of the first person plural.
fn of_first_person(sentence: &Sentence<'_>, at: usize, verb: &Verb) -> bool {
    let tokens = &sentence.tokens;
    let Some(finite) = (verb.first..=at).find(|i| !tokens[*i].is(ADVERB)) else { return false };
    let word = tokens[finite].folded.split(' ').next().unwrap_or_default();
    let participle = tokens[at].is(LEFT) && tokens[at].is(RIGHT);
    let auxiliary = finite < at && tokens[finite].is(HAVE);
    match sentence.language {
        Language::En => true,
        Language::De | Language::Nl => word.ends_with('n') && (auxiliary || !participle),
        Language::Ru => word.ends_with("ли") || word.ends_with("лі"),
        Language::Pl => word.ends_with("smy") || word.ends_with("li") || word.ends_with("ly"),
        _ => bends(sentence, at, verb),
    }
}

/// Whether a verb says by its ending that "we" is its subject: "atacamos", "avons attaqué", "zaatakowaliśmy".
fn bends(sentence: &Sentence<'_>, at: usize, verb: &Verb) -> bool {
    let tokens = &sentence.tokens;
    let Some(finite) = (verb.first..=at).find(|i| !tokens[*i].is(ADVERB)) else { return false };
    let word = tokens[finite].folded.split(' ').next().unwrap_or_default();
    let endings: &[&str] = match sentence.language {
        Language::Es | Language::Pt => &["amos", "emos", "imos"],
        Language::Fr => &["avons"],
        Language::It => &["iamo", "ammo", "emmo", "immo"],
        Language::Pl => &["lismy", "lysmy"],
        Language::Tr => &["dik", "duk", "tik", "tuk"],
        _ => &[],
    };
    endings.iter().any(|ending| word.ends_with(ending))
}

/// "Wir haben die Kaserne angegriffen", "gestern hebben wij … overvallen": the verb stands at the end of its clause.
fn parted(sentence: &Sentence<'_>, at: usize, verb: &Verb) -> Option<usize> {
    const REACH: usize = 14;
    let tokens = &sentence.tokens;
    let clause = (verb.first.saturating_sub(REACH)..verb.first)
        .rev()
        .take_while(|i| !matches!(tokens[*i].folded, "," | ";" | ":" | "-"));
    let reach = clause.last()?;
    let have = (reach..verb.first).find(|i| tokens[*i].is(HAVE) && tokens[*i].folded.ends_with('n'))?;
    let we = [have.checked_sub(1), Some(have + 1)].into_iter().flatten().find(|i| is_we(sentence, *i))?;
    let other = |i: usize| tokens[i].is(BE | MODAL | NOT) || tokens[i].is(PRONOUN) && i != we;
    (!(we.min(have)..at).any(other)).then_some(we.min(have))
}

/// "Our units": the token of "our" before the subject of a verb.
fn ours(sentence: &Sentence<'_>, verb: &Verb) -> Option<usize> {
    let tokens = &sentence.tokens;
    let chunk = verb::subject(sentence, verb.first)?;
    let our = tokens.get(chunk.start).filter(|token| token.is(FIRST) && token.is(DET))?;
    let armed = tokens[chunk.content..chunk.end].iter().any(|token| token.is(FIGHTER | SOLDIER | GROUP));
    (armed && our.word).then_some(chunk.start)
}

#[cfg(test)]
mod tests {
    use broadside_model::{Found, Grade, Party, Span, Statement};

    /// The claims with the grade of a confession that a text of an issuer holds.
    fn own(language: &str, text: &str) -> usize {
        let party = Party { name: "Northern Front".to_owned(), ..Party::default() };
        let statement = Statement {
            span: Span::new(0, text.len()),
            language: Some(language.to_owned()),
            issuers: vec![Found::new(party, Span::new(0, 1), "test", 90)],
            ..Statement::default()
        };
        let claims = super::super::read(text, &statement);
        claims
            .iter()
            .filter(|claim| claim.method.starts_with("own-deed") && claim.value.grade == Grade::Claimed)
            .count()
    }

    #[test]
    fn the_first_person_confesses() {
        for (language, text) in [
            ("eng", "On Sunday we attacked the barracks."),
            ("eng", "Our units attacked the barracks."),
            ("por", "Ontem nós atacamos o quartel."),
            ("por", "As nossas bombas falharam; nossos guerrilheiros atacaram o quartel."),
            ("spa", "Ayer atacamos el cuartel de la policía."),
            ("spa", "Nosotros hemos atacado el cuartel."),
            ("spa", "Nuestras brigadas atacaron el cuartel."),
            ("fra", "Hier nous avons attaqué la caserne."),
            ("fra", "Nos combattants ont attaqué la caserne."),
            ("ita", "Ieri abbiamo attaccato la caserma."),
            ("ita", "Noi abbiamo attaccato la caserma."),
            ("deu", "Gestern haben wir die Kaserne angegriffen."),
            ("deu", "Wir überfielen die Kaserne."),
            ("rus", "Вчера мы атаковали казарму."),
            ("rus", "Наши отряды атаковали казарму."),
            ("tur", "Dün kışlaya saldırdık."),
            ("pol", "Wczoraj zaatakowaliśmy koszary."),
            ("nld", "Gisteren hebben wij de kazerne aangevallen."),
            ("nld", "Wij overvielen de kazerne."),
        ] {
            assert_eq!(own(language, text), 1, "{language} {text}");
        }
    }

    #[test]
    fn what_was_done_to_us_or_in_a_place_is_no_confession() {
        for (language, text) in [
            ("eng", "They attacked us at dawn. We were attacked."),
            ("por", "Faltam médicos nos hospitais e nos bairros."),
            ("por", "Nos bairros atacaram os estudantes; nos atacados do porto falta pão."),
            ("por", "Eles nos atacaram ontem."),
            ("spa", "La policía nos atacó. Nos atacaron ayer. Nos hospitales y casas."),
            ("spa", "Fuimos atacados por la policía."),
            ("fra", "La police nous attaqué. Ils nous ont attaqués. Nous sommes attaqués."),
            ("fra", "La police a attaqué nos maisons et nos écoles."),
            ("ita", "Ci attaccarono ieri. Contro di noi hanno attaccato in cento. Siamo stati attaccati."),
            ("deu", "Uns haben Soldaten angegriffen. Wir wurden angegriffen. Wir sind überfallen worden."),
            ("deu", "Soldaten haben uns angegriffen."),
            ("rus", "Нас атаковали. Они напали на нас. Мы подверглись нападению. Мы атакованы."),
            ("tur", "Bize saldırdılar. Biz saldırıya uğradık."),
            ("pol", "Nas zaatakowali. Zaatakowano nas. My nie zaatakowaliśmy."),
            ("nld", "Ons overvielen soldaten. Wij werden aangevallen. Soldaten hebben ons aangevallen."),
        ] {
            assert_eq!(own(language, text), 0, "{language} {text}");
        }
    }

    #[test]
    fn we_claim_and_others_accuse() {
        let party = Party { name: "Northern Front".to_owned(), ..Party::default() };
        let claims = |text: &str| {
            let statement = Statement {
                span: Span::new(0, text.len()),
                language: Some("eng".to_owned()),
                issuers: vec![Found::new(party.clone(), Span::new(0, 1), "test", 90)],
                ..Statement::default()
            };
            let claims = super::super::read(text, &statement);
            claims.iter().filter(|claim| claim.value.grade == Grade::Claimed).count()
        };
        assert_eq!(claims("We claim responsibility for the bombing of the bridge."), 1);
        assert_eq!(claims("The army has accused our forces of killing the mayor."), 0);
    }
}
