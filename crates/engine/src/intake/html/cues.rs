//! Short blocks whose words alone say that they are furniture, in several languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::vocabulary::Reason;

/// A block that is nothing but one of these phrases (`|` divides them), numbers and punctuation around it aside.
const WHOLE: &[(Reason, &str)] = &[
    (
        Reason::Share,
        "share|share this|share this article|share this post|share on facebook|share on twitter|\
         tweet|teilen|compartir|partager|condividi|compartilhar|print|email|e-mail|drucken|\
         imprimer|imprimir|stampa|like this|facebook|twitter|whatsapp|pin it|like loading|\
         gefällt mir|поделиться|udostępnij",
    ),
    (
        Reason::Related,
        "read more|more|continue reading|weiterlesen|mehr|lire la suite|leer más|leggi tutto|\
         leia mais|related|related articles|related posts|related content|see also|\
         ähnliche artikel|ähnliche beiträge|verwandte artikel|mehr zum thema|auch interessant|\
         lesen sie auch|lire aussi|à lire aussi|leggi anche|leer también|leia também|read also|\
         you might also like|you may also like|das könnte sie auch interessieren|\
         das könnte dich auch interessieren|recommended|popular posts|recent posts|latest news|\
         more from|previous|next|zurück|weiter|older posts|newer posts|previous post|next post|\
         читайте также|back|permalink",
    ),
    (
        Reason::Comments,
        "comments|comment|leave a comment|leave a reply|no comments|no comments yet|kommentare|\
         kommentar|kommentar schreiben|kommentar hinterlassen|keine kommentare|\
         schreibe einen kommentar|commentaires|laisser un commentaire|comentarios|deja un comentario|\
         commenti|lascia un commento|comentários|add a comment|post a comment|комментарии|reply|\
         antworten|answer",
    ),
    (
        Reason::Advertisement,
        "advertisement|advertisements|anzeige|werbung|publicidad|publicité|pubblicità|publicidade|\
         реклама|reklama|ad|advertising|sponsored",
    ),
    (
        Reason::SignUp,
        "subscribe|sign up|log in|login|register|anmelden|registrieren|newsletter|donate|\
         donate now|jetzt spenden",
    ),
    (
        Reason::Navigation,
        "home|startseite|menu|menü|search|suche|top|back to top|nach oben|skip to content|\
         zum inhalt springen|inicio|accueil|seitenanfang|to top",
    ),
    (Reason::Tags, "tags|categories|kategorien|schlagworte|schlagwörter|tag|category"),
];

/// A short block that starts with one of these.
const START: &[(Reason, &str)] = &[
    (
        Reason::Caption,
        "foto:|fotos:|photo:|photos:|bild:|bilder:|titelbild:|image:|imagen:|photo by |foto von |photo credit|image credit|\
         foto de |fotografía:|crédito:|crédit photo|crédits|bildquelle|bildnachweis|picture:|zdjęcie|fot. |fot.: |фото:|\
         featured image|titelfoto:|beitragsbild|image source|illustration:|symbolbild|ph: ",
    ),
    (
        Reason::Byline,
        "source:|quelle:|quellen:|fuente:|źródło:|fonte:|источник:|text:|texte:|author:|autor:|autorin:|lesezeit|\
         reading time|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura",
    ),
    (Reason::Advertisement, "anzeige -|anzeige:|- anzeige|advertisement -|werbung:"),
    (
        Reason::Share,
        "diesen artikel teilen|artikel teilen|diesen beitrag teilen|beitrag teilen|seite teilen|share this|share on |teilen auf |auf facebook teilen|auf twitter teilen|follow us|\
         folgen sie uns|follow @|síguenos|siguenos|suivez-nous|seguici|siga-nos|folge uns|folgt uns|únete a nuestro",
    ),
    (
        Reason::Related,
        "read more:|read also:|lesen sie auch:|lesen sie mehr|lesen sie hier|mehr zum thema|\
         lire aussi|see also:|lesetipp|leggi anche|related:|siehe auch:|mehr lesen|puedes ver:|lee también|lea también|te puede interesar|mira también|vea también|leia mais|czytaj także|zobacz też",
    ),
    (
        Reason::Tags,
        "tags:|tagged |tagged:|filed under|posted in |categories:|category:|schlagworte:|\
         schlagwörter:|kategorie:|kategorien:|keywords:|stichworte:|veröffentlicht unter|\
         etiquetas:|labels:|topics:|abgelegt unter|verschlagwortet|categorie:|mots-clés",
    ),
    (
        Reason::Byline,
        "this entry was posted|dieser eintrag wurde veröffentlicht|dieser beitrag wurde|esta entrada fue publicada|\
         ce contenu a été publié|posted by |posted on |published on |published by |veröffentlicht am |veröffentlicht von |\
         erstellt am |geschrieben von |written by |last updated|zuletzt aktualisiert|publié le |\
         publicado por |publicado el |last modified|letzte änderung|submitted by ",
    ),
    (
        Reason::Footer,
        "©|copyright |(c) 20|all rights reserved|alle rechte vorbehalten|tous droits réservés|\
         todos los derechos reservados|powered by",
    ),
    (
        Reason::Comments,
        "leave a reply|leave a comment|you must be logged in|log in to comment|kommentar schreiben|\
         schreibe einen kommentar|deine e-mail-adresse|your email address will not",
    ),
];

/// A short block that has one of these in it.
const WITHIN: &[(Reason, &str)] = &[
    (
        Reason::Notice,
        "enable javascript|needs javascript|requires javascript|javascript is disabled|javascript aktivieren|activer javascript|\
         habilitar javascript|javascript deaktiviert",
    ),
    (Reason::Caption, "©|getty images|/dpa|(afp)|shutterstock|pixabay|unsplash|wikimedia commons"),
    (
        Reason::Comments,
        "comments are closed|kommentare geschlossen|comments closed|kommentarfunktion ist|commentaires sont fermés|\
         comentarios están cerrados",
    ),
    (
        Reason::Navigation,
        "als pdf herunterladen|pdf herunterladen|als pdf|download pdf|download as pdf|télécharger le pdf|descargar pdf",
    ),
];

/// A block of some length that has one of these in it.
const LONG: &[(Reason, &str)] = &[
    (
        Reason::Advertisement,
        "affiliate link|affiliate-link|amazon associate|earn a commission|receive compensation|references to products from|\
         may earn from qualifying",
    ),
    (
        Reason::Cookie,
        "uses cookies|use cookies|verwendet cookies|verwenden cookies|nutzt cookies|utilise des cookies|utilizamos cookies|\
         utiliza cookies|utilizza i cookie|używa plików cookie|externer inhalt|externen inhalt|externe inhalte|\
         externen inhalte|personenbezogene daten an|automatische laden der inhalte|drittplattformen|\
         empfohlener redaktioneller inhalt|recommended editorial content|contenu externe",
    ),
    (
        Reason::SignUp,
        "please subscribe|already a subscriber|subscribe to our|subscribe to the|sign up for our|to your inbox|\
         straight to your phone|unseren newsletter|unserem newsletter|unser newsletter|notre newsletter|nuestro boletín|\
         nuestra newsletter|newsletter abonnieren|nossa newsletter|iscriviti alla|download our app|descarga nuestra app",
    ),
    (
        Reason::Comments,
        "your email address will not be published|deine e-mail-adresse wird nicht|your comment will be|\
         you must be logged in|log in to comment",
    ),
    (
        Reason::Footer,
        "creative commons attribution|creativecommons.org|creative commons lizenz|creative-commons-lizenz|\
         all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|\
         wszelkie prawa zastrzeżone|todos os direitos reservados|tutti i diritti riservati|все права защищены",
    ),
];

/// Lines that announce something other than the text, to the end of it.
const ANNOUNCE: &[(Reason, &str)] = &[
    (
        Reason::Comments,
        "comments|kommentare|commentaires|comentarios|commenti|comentários|leave a comment|leave a reply|responses|\
         comment|kommentar|комментарии|komentarze|reacties|kommentarer|discussion|join the conversation|post a comment|\
         schreibe einen kommentar|reader comments|leserkommentare|add a comment|add comment|write a comment",
    ),
    (
        Reason::Related,
        "related articles|related posts|related content|related stories|related news|related|more stories|\
         ähnliche artikel|ähnliche beiträge|verwandte artikel|verwandte themen|mehr zum thema|weitere artikel|\
         weitere beiträge|weitere meldungen|weitere news|das könnte sie auch interessieren|auch interessant|\
         das könnte dich auch interessieren|you may also like|you might also like|recommended for you|\
         articles similaires|sur le même sujet|à lire aussi|lire aussi|artículos relacionados|noticias relacionadas|\
         te puede interesar|también te puede interesar|te recomendamos|notas relacionadas|articoli correlati|\
         potrebbe interessarti|leggi anche|notícias relacionadas|leia também|veja também|czytaj także|czytaj też|\
         zobacz także|читайте также|по теме|похожие|powiązane artykuły|latest news|most read|popular posts|\
         recent posts|more from|mehr lesen|weiterlesen|read next|up next|más noticias|más leídas",
    ),
    (
        Reason::Byline,
        "about the author|about author|über den autor|über die autorin|zur person|zum autor|zur autorin|\
         sobre el autor|sobre la autora|sobre o autor|à propos de l’auteur|à propos de l'auteur|l’auteur|\
         informazioni sull'autore|o autorze|об авторе",
    ),
];

/// Whether a line announces comments, other articles or the author. Counts around the words do not matter.
pub fn announces(text: &str) -> Option<Reason> {
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic());
    static LINES: LazyLock<HashMap<&str, Reason>> = LazyLock::new(|| each(ANNOUNCE).rev().collect());
    LINES.get(bare).copied()
}

/// The reason a block of some length is furniture by what is in it.
pub fn long_furniture(text: &str) -> Option<Reason> {
    let lower = text.to_lowercase();
    static PHRASES: LazyLock<Vec<(&str, Reason)>> = LazyLock::new(|| each(LONG).collect());
    PHRASES.iter().find(|(phrase, _)| lower.contains(phrase)).map(|(_, reason)| *reason)
}

/// Whether a line is several labels with bars between them.
pub fn is_divided(text: &str) -> bool {
    let bars = text.matches(['|', '•', '·', '»']).count();
    bars >= 2 && !text.ends_with(['.', '!', '?'])
}

/// Whether a line before the text is the site's stamp of time and author: it has a time of day, or starts like a byline.
pub fn is_stamp(text: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let clock = text.match_indices(':').any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let mut after = text.get(at + 1..).unwrap_or_default().chars();
        digit(before.chars().next_back()) && digit(after.next()) && digit(after.next()) && !digit(after.next())
    });
    let lower = text.to_lowercase();
    let by = ["by ", "von ", "por ", "par ", "di "].iter().any(|word| lower.starts_with(word));
    clock || (by && text.split_whitespace().count() <= 6 && !text.ends_with(['.', ':', ',']))
}

/// The reason a short block is furniture by its words alone.
pub fn short_furniture(text: &str) -> Option<Reason> {
    static LINES: LazyLock<HashMap<&str, Reason>> = LazyLock::new(|| each(WHOLE).rev().collect());
    static PHRASES: LazyLock<Vec<(&str, Reason)>> = LazyLock::new(|| each(WITHIN).collect());
    static STARTS: LazyLock<Vec<(&str, Reason)>> = LazyLock::new(|| each(START).collect());
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic() && c != '©');
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    let within = || PHRASES.iter().find(|(phrase, _)| lower.contains(phrase));
    let starts = || STARTS.iter().find(|(phrase, _)| start.starts_with(phrase));
    LINES.get(bare).copied().or_else(|| within().or_else(starts).map(|(_, reason)| *reason))
}

/// The phrases of a table one by one.
fn each(table: &'static [(Reason, &'static str)]) -> impl DoubleEndedIterator<Item = (&'static str, Reason)> {
    table.iter().flat_map(|(reason, phrases)| phrases.split('|').map(|phrase| (phrase, *reason)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_furniture_and_sentences_are_not() {
        assert_eq!(short_furniture("Read more »"), Some(Reason::Related));
        assert_eq!(short_furniture("Tags: strike, harbour"), Some(Reason::Tags));
        assert_eq!(short_furniture("We share the bread and the struggle."), None);
        assert_eq!(announces("Comments (12)"), Some(Reason::Comments));
        assert_eq!(announces("Comments on the draft law"), None);
    }

    #[test]
    fn the_stamp_of_the_site_is_told_from_a_dateline() {
        assert!(is_stamp("Friday, 14 June 2019, 15:49"));
        assert!(is_stamp("By Ana Soto"));
        assert!(!is_stamp("Port Elara, 14 June 2019"));
        assert!(!is_stamp("Matthew 5:3 is our programme"));
    }
}
