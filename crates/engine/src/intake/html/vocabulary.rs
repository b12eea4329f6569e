//! The words by which site builders name furniture and main text, and what they mean.
//!
//! One table a meaning, words separated by spaces, in lower case; adding a word is adding it to its line. The words are
//! those that content systems and their themes use in English, German, French, Spanish, Italian, Portuguese, Polish
//! and a few more languages.

use std::collections::HashMap;
use std::sync::LazyLock;

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
    /// What is written under a picture.
    Caption,
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
            Reason::Caption => "picture caption",
            Reason::Apart => "outside the main text",
        }
    }
}

/// Words that name furniture wherever they stand in a name.
const FURNITURE: &[(Reason, &str)] = &[
    (
        Reason::Navigation,
        "ariane breadcrumb breadcrumbs brot brotkrume brotkrumen crumb crumbs hamburger jumplinks langswitch \
         mainmenu mainnav masthead menu menubar menue metanav migas nav navbar navegacion navi navigation \
         navigator navigazione navlinks navmenu nextprev offcanvas pageheader pagelinks pagenavi pager \
         pagetools pagination paginator paging percorso prevnext servicenav sidenav siteheader sitemap skip \
         skiplink skiplinks submenu subnav toc toolbar topbar topmenu topnav vorherige",
    ),
    (
        Reason::Footer,
        "colophon copy copyright credits disclaimer footer footerlinks footnav fussbereich fusszeile \
         impressum imprint pagefooter prefooter sitefooter subfooter",
    ),
    (
        Reason::Cookie,
        "borlabs ccpa cmplz consent cookie cookiebanner cookiebar cookiebot cookieconsent cookielaw \
         cookienotice cookies dsgvo gdpr onetrust rgpd usercentrics",
    ),
    (
        Reason::Share,
        "addthis addtoany bookmark bookmarks compartilhar compartir condividi essb facebook fblike feedflare \
         flattr follow gplus heateor instagram juiz likebutton linkedin partage partager permalink pinterest \
         printfriendly rrssb rss sd share sharebar sharebuttons sharedaddy shares sharethis sharetools \
         shariff sharing snap sociable social socialbar sociallinks socialmedia socials socialshare ssb ssba \
         teilen telegram tweet twitter whatsapp wpulike",
    ),
    (
        Reason::Related,
        "carousel correlati crosslinks crp empfehlungen furtherreading jprelatedposts latest latestnews \
         linkbox linkedposts mehrzumthema morelink morenews morestories mostpopular mostread mostviewed \
         newsticker nextpost outbrain popular prevpost promo promobox promos readmore readnext recent \
         recentposts recommend recommendation recommendations recommended recommends relacionadas relacionado \
         relacionados related relatedarticles relatedcontent relateditems relatedlinks relatedposts rp4wp \
         seealso similar suggested suggestions taboola teaser teaserbox teasers ticker tipps topstories \
         trending upnext verwandte weiterlesen yarpp zergnet zumthema",
    ),
    (
        Reason::Comments,
        "comentario comentarios comment commentaire commentaires commentarea commentbox commentcount \
         commentform commenti commentlist comments commentsection commentswrap coral disqus fbcomments \
         guestbook intensedebate komentar komentare komentarze kommentar kommentare kommentarer leserbriefe \
         leserkommentare livefyre pingback pings reacties reactions replies reply respond trackback \
         trackbacks viafoura",
    ),
    (
        Reason::Advertisement,
        "ad adblock adbox adcontainer admanager ads adsbygoogle adsense adslot adspace adunit adv advert \
         advertisement advertising advertorial adverts adwrapper adzone affiliate anzeige anzeigen banner \
         banners dfp googlead googleads gpt mpu pubblicita publicidad publicite reklama skyscraper sponsor \
         sponsored sponsors werbebanner werbung",
    ),
    (
        Reason::SignUp,
        "abo abonnement callout calltoaction cta donate donation jetpack login loginbox loginform logout \
         mailchimp mailinglist membership newsletter newsletterbox newsletters optin paidcontent paywall \
         register registration signin signup spenden subscribe subscriber subscription sumome",
    ),
    (
        Reason::Byline,
        "articleinfo auteur author authorbio authorbox authorinfo authorname authors autor autore avatar bio \
         biography byline dateline entrydate entryinfo entrymeta gravatar meta metadata metadaten postauthor \
         postdate postdetails postedby postedon postinfo postmeta pubdate published submitted timestamp vcard",
    ),
    (
        Reason::Tags,
        "categorie categories category catlinks dachzeile entryutility etiquetas eyebrow filed hashtags \
         kategorie kategorien keywords kicker postcategories postfooter posttags rubrik schlagwort \
         schlagworte tag tagcloud tagline taglinks taglist tags topics",
    ),
    (
        Reason::Sidebar,
        "aside blogroll calendar complementary extras leftcol leftcolumn marginal marginalie marginalspalte \
         rail rightcol rightcolumn rightrail secondary seitenleiste shoutbox sidebar sidebars sidebarwrapper \
         sidebox sidecolumn statistics stats whoisonline widget widgetarea widgets",
    ),
    (
        Reason::Notice,
        "adblocker alert alerts alertbar browserupgrade dialog errormessage flyout hidden hide hinweisbox interstitial \
         invisible lightbox modal noprint noscript notification notifications overlay popup popups \
         screenreader sronly toast tooltip tooltips visuallyhidden",
    ),
    (
        Reason::Form,
        "bewertung captcha contactform form poll postratings quickreply rating ratingblock ratings search \
         searchbar searchbox searchform suche suchfeld survey umfrage vote voting",
    ),
    (
        Reason::Caption,
        "caption captions captiontext legend bildunterschrift bildtext imagecaption imagetext imgcaption mediacaption \
         photocaption piefoto legende wpcaption wpcaptiontext figcaption bildquelle copyrighttext epigrafe imagedescription",
    ),
    (
        Reason::Media,
        "audioplayer bildergalerie bildnachweis copyrightinfo credit fotostrecke galerie galleria gallery \
         imagecopyright imagecredit jwplayer photocredit player slider slideshow thumbnails thumbs \
         videoplayer",
    ),
];

/// Pairs of words that name furniture only one after the other: the first, and those that may follow.
const FURNITURE_PAIRS: &[(Reason, &str, &str)] = &[
    (Reason::Navigation, "site", "header branding title description logo"),
    (Reason::Navigation, "page", "links nav numbers"),
    (Reason::Navigation, "global", "header"),
    (Reason::Navigation, "main", "header"),
    (Reason::Navigation, "header", "top bar wrapper main container inner links menu"),
    (Reason::Navigation, "top", "bar links header"),
    (Reason::Navigation, "language", "switcher selector chooser"),
    (Reason::Navigation, "lang", "switcher selector chooser"),
    (Reason::Navigation, "to", "top"),
    (Reason::Navigation, "back", "to link"),
    (Reason::Footer, "bottom", "bar links line"),
    (Reason::Footer, "legal", "notice links"),
    (Reason::Related, "read", "more next also"),
    (Reason::Related, "see", "also"),
    (Reason::Related, "also", "on read like"),
    (Reason::Related, "more", "link links from articles posts news stories on info"),
    (Reason::Related, "most", "read popular viewed shared commented"),
    (Reason::Related, "next", "post article prev previous"),
    (Reason::Related, "prev", "post article next"),
    (Reason::Related, "previous", "post article next"),
    (Reason::Related, "post", "navigation nav pagination"),
    (Reason::Related, "other", "news articles posts stories"),
    (Reason::Related, "link", "list box liste"),
    (Reason::Related, "links", "list box"),
    (Reason::Related, "mehr", "zum artikel news"),
    (Reason::Related, "top", "news stories artikel posts"),
    (Reason::Tags, "cat", "links list"),
    (Reason::Tags, "entry", "footer utility tags categories"),
    (Reason::Tags, "post", "footer tags categories category"),
    (Reason::Byline, "entry", "meta date info author details"),
    (Reason::Byline, "post", "meta date info author details byline time"),
    (Reason::Byline, "article", "meta date info author byline time"),
    (Reason::Byline, "posted", "on by in"),
    (Reason::Byline, "written", "by"),
    (Reason::Byline, "publish", "date time"),
    (Reason::Byline, "date", "time published posted"),
    (Reason::Sidebar, "side", "bar col column box content panel"),
    (Reason::Sidebar, "right", "col column rail side sidebar bar"),
    (Reason::Sidebar, "left", "col column rail side sidebar bar nav"),
    (Reason::Sidebar, "col", "right side"),
    (Reason::Sidebar, "column", "right side"),
    (Reason::Notice, "screen", "reader"),
    (Reason::Notice, "sr", "only"),
    (Reason::Notice, "visually", "hidden"),
    (Reason::Notice, "no", "print display"),
    (Reason::Notice, "element", "invisible"),
    (Reason::SignUp, "sign", "up in"),
    (Reason::SignUp, "log", "in out"),
    (Reason::SignUp, "opt", "in"),
    (Reason::Byline, "about", "author the"),
    (Reason::Share, "print", "link button mail"),
    (Reason::Share, "action", "bar links buttons"),
];

/// Pairs of words that name the main text (3), or the part of the page where it is (1).
const BODY_PAIRS: &[(u8, &str, &str)] = &[
    (
        3,
        "article entry post story news blog artikel articolo noticia beitrag item recipe field single topic \
         message",
        "body content text bodytext inhalt inner copy contenu contenido cuerpo corpo testo texte texto \
         bodycopy",
    ),
    (
        1,
        "main page content primary center middle inhalt col",
        "content body text area column col inhalt main inner middle center contents wrap wrapper",
    ),
    (3, "body rich ce", "text content bodytext copy"),
    (3, "name", "body"),
];

/// Words that name the main text when they are all of a name: 3 the text itself, 2 an article, 1 the part of the page.
const BODY_WORDS: &[(u8, &str)] = &[
    (
        3,
        "articlebody articletext articlecontent entrycontent postcontent posttext postbody storybody \
         storytext storycontent bodytext newstext newsbody artikeltext artikelinhalt maintext fulltext hentry \
         postentry singlecontent bodycopy richtext newscontent blogpost mwparseroutput bodycontent meldung \
         textblock",
    ),
    (2, "article entry post story artikel articolo noticia beitrag articulo single wpisu"),
    (
        1,
        "content main maincontent inhalt contenido contenu contenuto conteudo contents contentmain \
         pagecontent primary hauptinhalt text center zawartosc tresc",
    ),
];

/// Words that name text whatever else the name says.
const TEXT: &str = "quote pullquote blockquote zitat cita citation citazione standfirst lede vorspann subheadline subheading \
    subtitle subtitulo untertitel unterzeile abstract intro chapo bajada copete sommario entradilla anleser leadtext \
    teasertext introtext articlelead lead";

/// Whether an element of that word is text: a quotation, a subtitle, a lead.
pub fn is_text(word: &str) -> bool {
    TEXT.split(' ').any(|text| text == word)
}

/// Why an element of that word is furniture.
pub fn furniture(word: &str) -> Option<Reason> {
    static WORDS: LazyLock<HashMap<&str, Reason>> = LazyLock::new(|| {
        let rows = FURNITURE.iter().rev();
        rows.flat_map(|(reason, words)| words.split(' ').map(|word| (word, *reason))).collect()
    });
    WORDS.get(word).copied()
}

/// Why an element of those two words, one after the other, is furniture.
pub fn furniture_pair(first: &str, second: &str) -> Option<Reason> {
    static PAIRS: LazyLock<HashMap<(&str, &str), Reason>> = LazyLock::new(|| {
        let rows = FURNITURE_PAIRS.iter().rev();
        rows.flat_map(|(reason, first, seconds)| seconds.split(' ').map(|second| ((*first, second), *reason))).collect()
    });
    PAIRS.get(&(first, second)).copied()
}

/// How surely a whole name says main text: 3 the text itself, 2 an article, 1 the part of the page, 0 nothing said.
pub fn body(name: &str) -> u8 {
    static WORDS: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
        BODY_WORDS.iter().rev().flat_map(|(weight, words)| words.split(' ').map(|word| (word, *weight))).collect()
    });
    WORDS.get(name).copied().unwrap_or(0)
}

/// How surely two words, one after the other, say main text.
pub fn body_pair(first: &str, second: &str) -> u8 {
    static PAIRS: LazyLock<HashMap<(&str, &str), u8>> = LazyLock::new(|| {
        let rows = BODY_PAIRS.iter().rev();
        rows.flat_map(|(weight, firsts, seconds)| {
            firsts.split(' ').flat_map(move |first| seconds.split(' ').map(move |second| ((first, second), *weight)))
        })
        .collect()
    });
    PAIRS.get(&(first, second)).copied().unwrap_or(0)
}
