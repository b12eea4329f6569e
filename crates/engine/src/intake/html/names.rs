//! What the names of an element (its class, id, role) say about what is inside.
//!
//! Site builders name things in a handful of languages and in a few dozen recurring words. A name is cut at everything
//! that is not a letter and at capitals (`postMeta`, `post-meta`, `post_meta` are the same two words), and looked up.

use std::collections::HashMap;

use super::dom::{Dom, NodeId};
use super::tag::Tag;

/// Why something is furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Menus, breadcrumbs, page lists, site headers.
    Navigation,
    /// Site footers.
    Footer,
    /// Notices about cookies and privacy.
    Cookie,
    /// Buttons that share, like, print, mail.
    Share,
    /// Lists of other pages.
    Related,
    /// What readers wrote under the text.
    Comments,
    /// Advertisements.
    Advertisement,
    /// Boxes that ask to subscribe, register, donate, log in.
    SignUp,
    /// Who wrote it and when, as the site prints it.
    Byline,
    /// Keywords and categories.
    Tags,
    /// Side columns and boxes.
    Sidebar,
    /// Dialogs and messages of the page itself.
    Notice,
    /// Search boxes and other forms.
    Form,
    /// Picture galleries, players, credits.
    Media,
    /// Text apart from the main text, for no nearer reason.
    Apart,
}

impl Reason {
    /// The words that go into the block.
    pub fn words(self) -> &'static str {
        match self {
            Reason::Navigation => "navigation",
            Reason::Footer => "footer",
            Reason::Cookie => "cookie notice",
            Reason::Share => "share bar",
            Reason::Related => "related links",
            Reason::Comments => "comments",
            Reason::Advertisement => "advertisement",
            Reason::SignUp => "sign-up box",
            Reason::Byline => "byline",
            Reason::Tags => "keywords",
            Reason::Sidebar => "sidebar",
            Reason::Notice => "site notice",
            Reason::Form => "form",
            Reason::Media => "media controls",
            Reason::Apart => "outside the main text",
        }
    }
}

/// Words that name furniture wherever they stand in a name.
const FURNITURE: &[(Reason, &[&str])] = &[
    (
        Reason::Navigation,
        &[
            "nav",
            "navi",
            "navbar",
            "navigation",
            "navigator",
            "navlinks",
            "subnav",
            "sidenav",
            "topnav",
            "mainnav",
            "navmenu",
            "menu",
            "menue",
            "submenu",
            "mainmenu",
            "menubar",
            "topmenu",
            "breadcrumb",
            "breadcrumbs",
            "crumb",
            "crumbs",
            "brotkrumen",
            "brotkrume",
            "brot",
            "pagination",
            "pager",
            "paginator",
            "pagenavi",
            "pagelinks",
            "paging",
            "topbar",
            "toolbar",
            "skip",
            "skiplink",
            "skiplinks",
            "masthead",
            "langswitch",
            "sitemap",
            "toc",
            "prevnext",
            "nextprev",
            "navegacion",
            "navigazione",
            "migas",
            "ariane",
            "percorso",
            "metanav",
            "servicenav",
            "jumplinks",
            "vorherige",
            "pagetools",
            "siteheader",
            "pageheader",
            "offcanvas",
            "hamburger",
        ],
    ),
    (
        Reason::Footer,
        &[
            "footer",
            "footnav",
            "sitefooter",
            "pagefooter",
            "colophon",
            "copyright",
            "impressum",
            "imprint",
            "fusszeile",
            "fussbereich",
            "disclaimer",
            "credits",
            "footerlinks",
            "subfooter",
            "prefooter",
            "copy",
        ],
    ),
    (
        Reason::Cookie,
        &[
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "dsgvo",
            "onetrust",
            "cookiebot",
            "usercentrics",
            "cmplz",
            "rgpd",
            "cookiebar",
            "cookielaw",
            "cookieconsent",
            "cookiebanner",
            "cookienotice",
            "ccpa",
            "borlabs",
        ],
    ),
    (
        Reason::Share,
        &[
            "share",
            "sharing",
            "shares",
            "sharebar",
            "sharebuttons",
            "sharedaddy",
            "sharethis",
            "sharetools",
            "social",
            "socials",
            "socialmedia",
            "socialbar",
            "sociallinks",
            "socialshare",
            "addthis",
            "addtoany",
            "shariff",
            "ssba",
            "heateor",
            "facebook",
            "twitter",
            "whatsapp",
            "pinterest",
            "linkedin",
            "flattr",
            "jp-relatedposts",
            "sociable",
            "bookmarks",
            "bookmark",
            "teilen",
            "compartir",
            "partager",
            "partage",
            "condividi",
            "compartilhar",
            "wpulike",
            "likebutton",
            "fblike",
            "tweet",
            "sd",
            "snap",
            "gplus",
            "ssb",
            "juiz",
            "essb",
            "instagram",
            "telegram",
            "rrssb",
            "rss",
            "feedflare",
            "printfriendly",
            "follow",
            "permalink",
        ],
    ),
    (
        Reason::Related,
        &[
            "related",
            "relatedposts",
            "relatedarticles",
            "similar",
            "recommend",
            "recommended",
            "recommendation",
            "recommendations",
            "recommends",
            "teaser",
            "teasers",
            "popular",
            "trending",
            "mostread",
            "mostpopular",
            "outbrain",
            "taboola",
            "crp",
            "yarpp",
            "zergnet",
            "readmore",
            "morelink",
            "weiterlesen",
            "linkedposts",
            "morenews",
            "morestories",
            "relacionadas",
            "relacionados",
            "relacionado",
            "verwandte",
            "empfehlungen",
            "mehrzumthema",
            "zumthema",
            "correlati",
            "upnext",
            "readnext",
            "nextpost",
            "prevpost",
            "promo",
            "promos",
            "promobox",
            "teaserbox",
            "linkbox",
            "infobox-links",
            "seealso",
            "latest",
            "latestnews",
            "recent",
            "recentposts",
            "suggestions",
            "suggested",
            "tipps",
            "topstories",
            "newsticker",
            "ticker",
            "crosslinks",
            "furtherreading",
            "mostviewed",
            "carousel",
            "rp4wp",
            "jprelatedposts",
            "relatedcontent",
            "relatedlinks",
            "relateditems",
        ],
    ),
    (
        Reason::Comments,
        &[
            "comment",
            "comments",
            "commentlist",
            "commentform",
            "commentarea",
            "commentsection",
            "commentswrap",
            "commentcount",
            "commentbox",
            "disqus",
            "respond",
            "replies",
            "reply",
            "kommentar",
            "kommentare",
            "commentaire",
            "commentaires",
            "comentario",
            "comentarios",
            "commenti",
            "livefyre",
            "guestbook",
            "komentarze",
            "trackback",
            "trackbacks",
            "pingback",
            "pings",
            "leserbriefe",
            "leserkommentare",
            "fbcomments",
            "reactions",
            "reacties",
            "intensedebate",
            "viafoura",
            "coral",
            "komentar",
            "komentare",
            "kommentarer",
        ],
    ),
    (
        Reason::Advertisement,
        &[
            "ad",
            "ads",
            "adv",
            "advert",
            "adverts",
            "advertisement",
            "advertising",
            "adsense",
            "adsbygoogle",
            "adbox",
            "adslot",
            "adwrapper",
            "adcontainer",
            "sponsor",
            "sponsors",
            "sponsored",
            "anzeige",
            "anzeigen",
            "werbung",
            "publicidad",
            "publicite",
            "pubblicita",
            "dfp",
            "gpt",
            "banner",
            "banners",
            "werbebanner",
            "affiliate",
            "adspace",
            "adblock",
            "adunit",
            "adzone",
            "reklama",
            "advertorial",
            "mpu",
            "skyscraper",
            "googlead",
            "googleads",
            "admanager",
        ],
    ),
    (
        Reason::SignUp,
        &[
            "newsletter",
            "newsletters",
            "subscribe",
            "subscription",
            "signup",
            "paywall",
            "login",
            "logout",
            "signin",
            "register",
            "registration",
            "donate",
            "donation",
            "mailchimp",
            "mailinglist",
            "optin",
            "paidcontent",
            "abo",
            "abonnement",
            "spenden",
            "loginbox",
            "loginform",
            "membership",
            "subscriber",
            "sumome",
            "callout",
            "cta",
            "calltoaction",
            "jetpack",
            "newsletterbox",
        ],
    ),
    (
        Reason::Byline,
        &[
            "byline",
            "author",
            "authors",
            "authorbox",
            "authorinfo",
            "authorbio",
            "authorname",
            "autor",
            "auteur",
            "autore",
            "meta",
            "postmeta",
            "entrymeta",
            "metadata",
            "metadaten",
            "postinfo",
            "published",
            "timestamp",
            "pubdate",
            "postdate",
            "entrydate",
            "biography",
            "bio",
            "vcard",
            "submitted",
            "dateline",
            "postauthor",
            "postdetails",
            "entryinfo",
            "articleinfo",
            "avatar",
            "gravatar",
            "postedon",
            "postedby",
        ],
    ),
    (
        Reason::Tags,
        &[
            "tags",
            "tag",
            "tagcloud",
            "taglist",
            "posttags",
            "taglinks",
            "categories",
            "category",
            "keywords",
            "schlagworte",
            "schlagwort",
            "kategorien",
            "kategorie",
            "rubrik",
            "filed",
            "topics",
            "etiquetas",
            "catlinks",
            "postcategories",
            "categorie",
            "tagline",
            "hashtags",
            "postfooter",
            "entryutility",
            "kicker",
            "dachzeile",
            "eyebrow",
        ],
    ),
    (
        Reason::Sidebar,
        &[
            "sidebar",
            "sidebars",
            "aside",
            "rail",
            "rightrail",
            "sidebox",
            "widget",
            "widgets",
            "widgetarea",
            "marginalspalte",
            "marginal",
            "marginalie",
            "secondary",
            "complementary",
            "sidecolumn",
            "sidebarwrapper",
            "rightcolumn",
            "leftcolumn",
            "rightcol",
            "leftcol",
            "extras",
            "seitenleiste",
            "blogroll",
            "calendar",
            "stats",
            "statistics",
            "whoisonline",
            "shoutbox",
        ],
    ),
    (
        Reason::Notice,
        &[
            "popup",
            "popups",
            "modal",
            "overlay",
            "lightbox",
            "tooltip",
            "tooltips",
            "dialog",
            "alertbar",
            "notification",
            "notifications",
            "interstitial",
            "adblocker",
            "browserupgrade",
            "hinweisbox",
            "flyout",
            "hidden",
            "invisible",
            "screenreader",
            "visuallyhidden",
            "sronly",
            "noprint",
            "noscript",
            "hide",
            "toast",
            "errormessage",
        ],
    ),
    (
        Reason::Form,
        &[
            "search",
            "searchbox",
            "searchform",
            "searchbar",
            "suche",
            "suchfeld",
            "form",
            "contactform",
            "quickreply",
            "vote",
            "voting",
            "rating",
            "ratings",
            "poll",
            "survey",
            "umfrage",
            "bewertung",
            "ratingblock",
            "postratings",
            "captcha",
        ],
    ),
    (
        Reason::Media,
        &[
            "player",
            "slideshow",
            "slider",
            "gallery",
            "galleria",
            "bildergalerie",
            "galerie",
            "thumbnails",
            "thumbs",
            "carousel",
            "photocredit",
            "imagecredit",
            "bildnachweis",
            "videoplayer",
            "audioplayer",
            "jwplayer",
            "credit",
            "copyrightinfo",
            "fotostrecke",
            "imagecopyright",
        ],
    ),
];

/// Pairs of words that name furniture only together, written as the first and the second.
const FURNITURE_PAIRS: &[(Reason, &str, &[&str])] = &[
    (Reason::Navigation, "site", &["header", "branding", "title", "description", "logo"]),
    (Reason::Navigation, "page", &["links", "nav", "numbers"]),
    (Reason::Navigation, "global", &["header"]),
    (Reason::Navigation, "main", &["header"]),
    (Reason::Navigation, "header", &["top", "bar", "wrapper", "main", "container", "inner", "links", "menu"]),
    (Reason::Navigation, "top", &["bar", "links", "header"]),
    (Reason::Navigation, "language", &["switcher", "selector", "chooser"]),
    (Reason::Navigation, "lang", &["switcher", "selector", "chooser"]),
    (Reason::Navigation, "to", &["top"]),
    (Reason::Navigation, "back", &["to", "link"]),
    (Reason::Footer, "bottom", &["bar", "links", "line"]),
    (Reason::Footer, "legal", &["notice", "links"]),
    (Reason::Related, "read", &["more", "next", "also"]),
    (Reason::Related, "see", &["also"]),
    (Reason::Related, "also", &["on", "read", "like"]),
    (Reason::Related, "more", &["link", "links", "from", "articles", "posts", "news", "stories", "on", "info"]),
    (Reason::Related, "most", &["read", "popular", "viewed", "shared", "commented"]),
    (Reason::Related, "next", &["post", "article", "prev", "previous"]),
    (Reason::Related, "prev", &["post", "article", "next"]),
    (Reason::Related, "previous", &["post", "article", "next"]),
    (Reason::Related, "post", &["navigation", "nav", "pagination"]),
    (Reason::Related, "other", &["news", "articles", "posts", "stories"]),
    (Reason::Related, "link", &["list", "box", "liste"]),
    (Reason::Related, "links", &["list", "box"]),
    (Reason::Related, "mehr", &["zum", "artikel", "news"]),
    (Reason::Related, "top", &["news", "stories", "artikel", "posts"]),
    (Reason::Tags, "cat", &["links", "list"]),
    (Reason::Tags, "entry", &["footer", "utility", "tags", "categories"]),
    (Reason::Tags, "post", &["footer", "tags", "categories", "category"]),
    (Reason::Byline, "entry", &["meta", "date", "info", "author", "details"]),
    (Reason::Byline, "post", &["meta", "date", "info", "author", "details", "byline", "time"]),
    (Reason::Byline, "article", &["meta", "date", "info", "author", "byline", "time"]),
    (Reason::Byline, "posted", &["on", "by", "in"]),
    (Reason::Byline, "written", &["by"]),
    (Reason::Byline, "publish", &["date", "time"]),
    (Reason::Byline, "date", &["time", "published", "posted"]),
    (Reason::Sidebar, "side", &["bar", "col", "column", "box", "content", "panel"]),
    (Reason::Sidebar, "right", &["col", "column", "rail", "side", "sidebar", "bar"]),
    (Reason::Sidebar, "left", &["col", "column", "rail", "side", "sidebar", "bar", "nav"]),
    (Reason::Sidebar, "col", &["right", "side"]),
    (Reason::Sidebar, "column", &["right", "side"]),
    (Reason::Notice, "screen", &["reader"]),
    (Reason::Notice, "sr", &["only"]),
    (Reason::Notice, "visually", &["hidden"]),
    (Reason::Notice, "no", &["print", "display"]),
    (Reason::Notice, "element", &["invisible"]),
    (Reason::SignUp, "sign", &["up", "in"]),
    (Reason::SignUp, "log", &["in", "out"]),
    (Reason::SignUp, "opt", &["in"]),
    (Reason::Byline, "about", &["author", "the"]),
    (Reason::Share, "print", &["link", "button", "mail"]),
    (Reason::Share, "action", &["bar", "links", "buttons"]),
];

/// Words that name the body of a text: weight 3 names it outright, 2 the article around it, 1 the part of the page.
const BODY_PAIRS: &[(u8, &[&str], &[&str])] = &[
    (
        3,
        &[
            "article", "entry", "post", "story", "news", "blog", "artikel", "articolo", "noticia", "beitrag", "item",
            "recipe", "field", "single", "topic", "message",
        ],
        &[
            "body",
            "content",
            "text",
            "bodytext",
            "inhalt",
            "inner",
            "copy",
            "contenu",
            "contenido",
            "cuerpo",
            "corpo",
            "testo",
            "texte",
            "texto",
            "bodycopy",
        ],
    ),
    (
        1,
        &["main", "page", "content", "primary", "center", "middle", "inhalt", "col"],
        &[
            "content", "body", "text", "area", "column", "col", "inhalt", "main", "inner", "middle", "center",
            "contents", "wrap", "wrapper",
        ],
    ),
    (3, &["body", "rich", "ce"], &["text", "content", "bodytext", "copy"]),
    (3, &["name"], &["body"]),
];

const BODY_WORDS: &[(u8, &[&str])] = &[
    (
        3,
        &[
            "articlebody",
            "articletext",
            "articlecontent",
            "entrycontent",
            "postcontent",
            "posttext",
            "postbody",
            "storybody",
            "storytext",
            "storycontent",
            "bodytext",
            "newstext",
            "newsbody",
            "artikeltext",
            "artikelinhalt",
            "maintext",
            "fulltext",
            "hentry",
            "postentry",
            "singlecontent",
            "bodycopy",
            "richtext",
            "newscontent",
            "blogpost",
            "mwparseroutput",
            "bodycontent",
            "meldung",
            "textblock",
        ],
    ),
    (
        2,
        &[
            "article", "entry", "post", "story", "artikel", "articolo", "noticia", "beitrag", "articulo", "single",
            "wpisu",
        ],
    ),
    (
        1,
        &[
            "content",
            "main",
            "maincontent",
            "inhalt",
            "contenido",
            "contenu",
            "contenuto",
            "conteudo",
            "contents",
            "contentmain",
            "pagecontent",
            "primary",
            "hauptinhalt",
            "text",
            "center",
            "zawartosc",
            "tresc",
        ],
    ),
];

/// What the names of one element say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// It is furniture, for that reason.
    pub furniture: Option<Reason>,
    /// It is, or is around, the main text: 3 the text itself, 2 an article, 1 the part of the page, 0 nothing said.
    pub body: u8,
}

/// Reads names, each spelling once a page.
#[derive(Default)]
pub struct Names<'a> {
    known: HashMap<&'a str, Hint>,
}

impl<'a> Names<'a> {
    /// Reads the names of an element.
    pub fn hint(&mut self, dom: &'a Dom, id: NodeId, tag: Tag) -> Hint {
        let mut hint = by_tag(tag);
        let mut named = Hint::default();
        for attribute in dom.attributes(id) {
            match &*attribute.name.local {
                "class" | "id" => {
                    for name in attribute.value.split_ascii_whitespace().take(30) {
                        let one = *self.known.entry(name).or_insert_with(|| by_name(name));
                        named.body = named.body.max(one.body);
                        named.furniture = named.furniture.or(one.furniture);
                    }
                }
                "role" | "itemprop" | "itemtype" | "aria-modal" => {
                    by_attribute(&attribute.name.local, &attribute.value, &mut hint);
                }
                _ => {}
            }
        }
        if named.body == 3 && named.furniture != Some(Reason::Comments) {
            named.furniture = None;
        }
        Hint { furniture: hint.furniture.or(named.furniture), body: hint.body.max(named.body) }
    }
}

fn by_tag(tag: Tag) -> Hint {
    let furniture = match tag {
        Tag::Nav | Tag::Menu => Some(Reason::Navigation),
        Tag::Footer => Some(Reason::Footer),
        Tag::Aside => Some(Reason::Sidebar),
        Tag::Dialog => Some(Reason::Notice),
        Tag::Search | Tag::Button | Tag::Legend => Some(Reason::Form),
        _ => None,
    };
    let body = match tag {
        Tag::Article => 2,
        Tag::Main => 1,
        _ => 0,
    };
    Hint { furniture, body }
}

fn by_attribute(name: &str, value: &str, hint: &mut Hint) {
    match (name, value) {
        ("role", "navigation" | "menu" | "menubar" | "banner" | "directory") => {
            hint.furniture = Some(Reason::Navigation);
        }
        ("role", "contentinfo") => hint.furniture = Some(Reason::Footer),
        ("role", "complementary") => hint.furniture = Some(Reason::Sidebar),
        ("role", "search") => hint.furniture = Some(Reason::Form),
        ("role", "dialog" | "alertdialog" | "alert" | "tooltip") | ("aria-modal", "true") => {
            hint.furniture = Some(Reason::Notice);
        }
        ("role", "main") => hint.body = hint.body.max(1),
        ("role", "article") => hint.body = hint.body.max(2),
        ("itemprop", "articleBody" | "text" | "reviewBody") => hint.body = 3,
        ("itemprop", "comment") => hint.furniture = Some(Reason::Comments),
        ("itemprop", "author" | "datePublished" | "dateModified" | "publisher") => {
            hint.furniture = hint.furniture.or(Some(Reason::Byline));
        }
        ("itemprop", "keywords" | "articleSection") => hint.furniture = hint.furniture.or(Some(Reason::Tags)),
        ("itemprop", "breadcrumb") => hint.furniture = Some(Reason::Navigation),
        ("itemtype", kind) if kind.ends_with("/Comment") || kind.ends_with("/UserComments") => {
            hint.furniture = Some(Reason::Comments);
        }
        ("itemtype", kind) if kind.ends_with("/BreadcrumbList") || kind.ends_with("/WPHeader") => {
            hint.furniture = Some(Reason::Navigation);
        }
        ("itemtype", kind) if kind.ends_with("/WPFooter") => hint.furniture = Some(Reason::Footer),
        ("itemtype", kind) if kind.ends_with("/WPSideBar") => hint.furniture = Some(Reason::Sidebar),
        ("itemtype", kind) if kind.ends_with("Article") || kind.ends_with("/BlogPosting") => {
            hint.body = hint.body.max(2);
        }
        _ => {}
    }
}

fn by_name(name: &str) -> Hint {
    let words = words_of(name);
    let whole: String = words.concat();
    let lookup = |word: &str| FURNITURE.iter().find(|(_, names)| names.contains(&word)).map(|(reason, _)| *reason);
    let mut found = lookup(&whole);
    let mut body =
        BODY_WORDS.iter().find(|(_, names)| names.contains(&whole.as_str())).map_or(0, |(weight, _)| *weight);
    for (index, word) in words.iter().enumerate() {
        found = found.or_else(|| lookup(word));
        let Some(next) = words.get(index + 1) else { continue };
        found = found.or_else(|| {
            FURNITURE_PAIRS
                .iter()
                .find(|(_, first, seconds)| first == word && seconds.contains(&next.as_str()))
                .map(|(reason, ..)| *reason)
        });
        if words.len() <= 4 {
            body = body.max(
                BODY_PAIRS
                    .iter()
                    .find(|(_, first, second)| first.contains(&word.as_str()) && second.contains(&next.as_str()))
                    .map_or(0, |(weight, ..)| *weight),
            );
        }
    }
    if words.len() <= 2 && body == 0 {
        body = words
            .iter()
            .filter_map(|word| BODY_WORDS.iter().find(|(_, names)| names.contains(&word.as_str())))
            .map(|(weight, _)| (*weight).min(1))
            .max()
            .unwrap_or(0);
    }
    // `post-with-sidebar`, `has-comments`, `no-ads`: the name says what is there beside it, not what it is.
    let about = ["has", "with", "without", "no", "not", "is", "single", "layout"];
    if words.iter().any(|word| about.contains(&word.as_str())) {
        found = None;
    }
    Hint { furniture: found, body: if found.is_some() { 0 } else { body } }
}

/// The words of a name, in lower case. Digits divide words like punctuation does.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_lower = false;
    let mut open = false;
    for c in name.chars().take(80) {
        if !c.is_alphabetic() {
            open = false;
            was_lower = false;
            continue;
        }
        if !open || (c.is_uppercase() && was_lower) {
            words.push(String::new());
            open = true;
        }
        was_lower = c.is_lowercase();
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    words
}
