//! The words of web sites' furniture, in seven languages, for the rule `web-debris`.

use std::sync::OnceLock;

/// How much a line tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// No text says so: goes wherever it stands.
    Strong,
    /// A text may say so: counts only among others.
    Weak,
}

/// The phrases of each language, a line each, letters and digits only, in lower case: first those that are debris
/// wherever they stand, then, behind a blank line, words of menus that a text may use itself.
const PHRASES: [&str; 7] = [
    include_str!("en.txt"),
    include_str!("es.txt"),
    include_str!("fr.txt"),
    include_str!("de.txt"),
    include_str!("pt.txt"),
    include_str!("it.txt"),
    include_str!("ru.txt"),
];

/// What stands before a breadcrumb, in lower case.
pub const HERE: &[&str] = &[
    "you are here",
    "usted está aquí",
    "está aquí",
    "estás aquí",
    "vous êtes ici",
    "sie sind hier",
    "sie befinden sich hier",
    "você está aqui",
    "está em",
    "ti trovi qui",
    "sei qui",
    "вы здесь",
    "вы находитесь здесь",
];

const HOME: &[&str] = &[
    "home",
    "homepage",
    "home page",
    "main page",
    "start",
    "inicio",
    "portada",
    "accueil",
    "startseite",
    "início",
    "página inicial",
    "pagina iniziale",
    "главная",
    "главная страница",
];
const NETWORKS: &str = "\
    |facebook|twitter|whatsapp|linkedin|telegram|pinterest|reddit|tumblr|youtube|instagram|messenger|flipboard|\
    mastodon|bluesky|threads|vk|vkontakte|вконтакте|одноклассники|odnoklassniki|viber|weibo|digg|delicious|\
    stumbleupon|google|фейсбук|твиттер|телеграм|tiktok|flickr|meneame|menéame|xing|";
const SHARING: &str = "\
    |share|this|on|via|by|print|email|e-mail|mail|tweet|copy|link|rss|x|in|to|follow|us|like|pdf|save|pin|send|\
    it|more|com|plus|new|window|opens|click|compartir|comparte|en|por|correo|imprimir|enviar|síguenos|partager|\
    sur|par|imprimer|envoyer|suivez-nous|teilen|auf|bei|drucken|per|compartilhar|compartilhe|partilhar|no|\
    condividi|su|stampa|invia|seguici|поделиться|в|на|через|печать|почта|и|and|y|et|und|e|";
const VERBS: &[&str] = &[
    "share",
    "follow us",
    "like us",
    "tweet",
    "compartir",
    "comparte",
    "partager",
    "teilen",
    "compartilh",
    "partilhar",
    "condividi",
    "поделиться",
    "síguenos",
    "suivez",
    "seguici",
];
const COOKIE: &str = "\
    |uses cookies|use cookies|using cookies|accept cookies|utiliza cookies|utilizamos cookies|usamos cookies|\
    usa cookies|uso de cookies|utilise des cookies|utilisons des cookies|l'utilisation de cookies|\
    l’utilisation de cookies|l'utilisation des cookies|verwendet cookies|verwenden cookies|nutzt cookies|\
    nutzen cookies|setzt cookies|verwendung von cookies|einsatz von cookies|utilizza cookie|utilizza i cookie|\
    utilizziamo cookie|utilizziamo i cookie|usa i cookie|uso dei cookie|usa cookie|используем файлы cookie|\
    использует файлы cookie|используем cookie|использует cookie|использование файлов cookie|usa cookies|\
    store cookies|place cookies|cookies to improve|cookies to ensure|cookies and similar|";
const COOKIE_CONTEXT: &[&str] = &[
    "site",
    "website",
    "experience",
    "accept",
    "browsing",
    "consent",
    "we ",
    "sitio",
    "web",
    "navega",
    "acept",
    "expérience",
    "navigation",
    "accept",
    "seite",
    "webseite",
    "zustimm",
    "erfahr",
    "experiência",
    "aceit",
    "sito",
    "esperienza",
    "accett",
    "сайт",
    "соглаш",
    "мы ",
];
const RIGHTS: &[&str] = &[
    "all rights reserved",
    "todos los derechos reservados",
    "derechos reservados",
    "tous droits réservés",
    "alle rechte vorbehalten",
    "todos os direitos reservados",
    "direitos reservados",
    "tutti i diritti riservati",
    "все права защищены",
];

/// A table of phrases by the hash of their letters.
struct Table(rustc_hash::FxHashMap<u64, Strength>);

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let halves = PHRASES.iter().filter_map(|phrases| phrases.split_once("\n\n"));
        let mut table = rustc_hash::FxHashMap::default();
        for (strong, weak) in halves {
            table.extend(weak.lines().map(|phrase| (key(phrase), Strength::Weak)));
            table.extend(strong.lines().map(|phrase| (key(phrase), Strength::Strong)));
        }
        Table(table)
    })
}

/// The words of share bars by the hash of their letters, and whether they name a network.
fn words() -> &'static rustc_hash::FxHashMap<u64, bool> {
    static WORDS: OnceLock<rustc_hash::FxHashMap<u64, bool>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let list = |words: &'static str, network: bool| {
            words.split('|').filter(|word| !word.is_empty()).map(move |word| (key(word), network))
        };
        list(SHARING, false).chain(list(NETWORKS, true)).collect()
    })
}

/// The first words of all phrases and of share bars: a bit for each hash of one.
fn first_words() -> &'static [u64; 1024] {
    static FIRST: OnceLock<[u64; 1024]> = OnceLock::new();
    FIRST.get_or_init(|| {
        let mut bits = [0; 1024];
        let phrases = PHRASES.iter().flat_map(|phrases| phrases.lines());
        for phrase in phrases.chain(SHARING.split('|')).chain(NETWORKS.split('|')) {
            let (word, bit) = bit_of(first_key(phrase));
            bits[word] |= bit;
        }
        bits
    })
}

fn bit_of(hash: u64) -> (usize, u64) {
    let place = (hash >> 48) as usize;
    (place >> 6, 1 << (place & 63))
}

/// Whether any phrase or share bar begins with the first word of `line`; at times true where none does.
pub fn may_begin(line: &str) -> bool {
    let (word, bit) = bit_of(first_key(line));
    first_words()[word] & bit != 0
}

/// A 64-bit FNV-1a hash of the letters and digits of a line in lower case, a single space between words.
fn key(line: &str) -> u64 {
    hash(line, false)
}

/// The same of the first word alone.
fn first_key(line: &str) -> u64 {
    hash(line, true)
}

fn hash(line: &str, first: bool) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut add = |byte: u32| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let (mut gap, mut any) = (false, false);
    for found in line.chars() {
        let lower = match found {
            'a'..='z' | '0'..='9' => found as u32,
            'A'..='Z' => found as u32 + 32,
            _ if found.is_ascii() || !found.is_alphanumeric() => {
                if any && first {
                    break;
                }
                gap = any;
                continue;
            }
            _ => found.to_lowercase().next().map_or(0, |lower| lower as u32),
        };
        if gap {
            add(32);
            gap = false;
        }
        any = true;
        add(lower);
    }
    hash
}

/// How much a whole line tells, if it is one of the phrases.
pub fn strength(line: &str) -> Option<Strength> {
    // A sentence that ends is no label.
    if line.ends_with(['.', ';', ',']) && !line.ends_with("...") {
        return None;
    }
    let found = table().0.get(&key(line)).copied();
    // What ends in a colon may head a list of the text.
    if line.ends_with(':') { found.map(|_| Strength::Weak) } else { found }
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    if word.is_ascii() {
        return list.iter().any(|entry| entry.eq_ignore_ascii_case(word));
    }
    let lower = word.to_lowercase();
    list.contains(&lower.as_str())
}

/// Whether a breadcrumb may begin with `word`.
pub fn is_home(word: &str) -> bool {
    word.len() <= 32 && is_one_of(word, HOME)
}

/// Whether `word` names a network to share on.
pub fn is_network(word: &str) -> bool {
    words().get(&key(word)) == Some(&true)
}

/// Whether `word` may stand in a bar that offers sharing.
pub fn is_sharing(word: &str) -> bool {
    words().contains_key(&key(word))
}

/// Whether a line asks to share or follow.
pub fn has_verb(line: &str) -> bool {
    let lower = line.to_lowercase();
    VERBS.iter().any(|verb| lower.contains(verb))
}

/// Whether a paragraph tells of the cookies of a site.
pub fn is_cookie_notice(text: &str) -> bool {
    let lower = text.to_lowercase().replace('\n', " ");
    COOKIE.split('|').any(|phrase| !phrase.is_empty() && lower.contains(phrase))
        && COOKIE_CONTEXT.iter().any(|word| lower.contains(word))
}

/// Whether a line reserves all rights.
pub fn reserves_rights(line: &str) -> bool {
    let lower = line.to_lowercase();
    RIGHTS.iter().any(|phrase| lower.contains(phrase))
}

/// What follows `start` in `line`, cases folded.
pub fn strip_folded<'a>(line: &'a str, start: &str) -> Option<&'a str> {
    let mut rest = line.chars();
    for wanted in start.chars() {
        rest.next().filter(|found| found.to_lowercase().eq(wanted.to_lowercase()))?;
    }
    Some(rest.as_str())
}
