//! The field's terms: what kinds, roles, outcomes, grades and languages are called.
//!
//! Each function takes a value of the model and gives what people call it, in lower case, to stand in a sentence or a
//! label. A value that has no word does not compile.

#![allow(dead_code, reason = "one catalogue of the model's terms, of which pages take what they show")]

mod language;

pub use language::language;

use super::Word;
use broadside_model::collation::{BaseReason, Nature, ReadingKind};
use broadside_model::{
    EntityKind, Field, Format, Grade, Kind, KindReason, MentionKind, Method, Outcome, PartyKind, Property,
    RelationKind, ReuseKind, Role, SourceReason, Status,
};

/// `name(Type) { Variant = "English", "español"; }`: a function for each.
macro_rules! terms {
    ($($(#[$meta:meta])* $name:ident($of:ident) { $($variant:ident = $en:literal, $es:literal;)* })*) => {
        $($(#[$meta])* pub const fn $name(of: $of) -> Word {
            match of { $($of::$variant => Word { en: $en, es: $es }),* }
        })*
        /// All of them, by name.
        #[cfg(test)]
        const OF_MODEL: &[(&str, Word)] = &[$($((concat!(stringify!($name), " ", stringify!($variant)), Word { en: $en, es: $es })),*),*];
    };
}

/// Every word, by name.
#[cfg(test)]
pub const THE_WORDS: &[(&str, Word)] = OF_MODEL;

/// What is not known.
pub const UNKNOWN: Word = Word { en: "unknown", es: "desconocido" };

terms! {
    /// What kind of act a statement is.
    kind(Kind) {
        Resolution = "resolution", "resolución";
        Declaration = "declaration", "declaración";
        Communique = "communiqué", "comunicado";
        OpenLetter = "open letter", "carta abierta";
        Message = "message", "mensaje";
        Appeal = "appeal", "llamamiento";
        Manifesto = "manifesto", "manifiesto";
        Speech = "speech", "discurso";
        Proclamation = "proclamation", "proclama";
        PressRelease = "press release", "nota de prensa";
        Report = "report", "informe";
        Interview = "interview", "entrevista";
        Minutes = "minutes", "acta";
        Law = "law or decree", "ley o decreto";
        Other = "other", "otro";
    }

    /// Several statements of a kind.
    kinds(Kind) {
        Resolution = "resolutions", "resoluciones";
        Declaration = "declarations", "declaraciones";
        Communique = "communiqués", "comunicados";
        OpenLetter = "open letters", "cartas abiertas";
        Message = "messages", "mensajes";
        Appeal = "appeals", "llamamientos";
        Manifesto = "manifestos", "manifiestos";
        Speech = "speeches", "discursos";
        Proclamation = "proclamations", "proclamas";
        PressRelease = "press releases", "notas de prensa";
        Report = "reports", "informes";
        Interview = "interviews", "entrevistas";
        Minutes = "minutes", "actas";
        Law = "laws and decrees", "leyes y decretos";
        Other = "others", "otros";
    }

    /// What a part of a text does.
    role(Role) {
        Body = "running text", "cuerpo del texto";
        Heading = "heading", "encabezado";
        Item = "list item", "punto de una lista";
        Quotation = "quotation", "cita";
        Cell = "table cell", "celda de tabla";
        Note = "note", "nota";
        Furniture = "page furniture", "elementos de página";
        Epigraph = "epigraph", "epígrafe";
        Title = "title", "título";
        Subtitle = "subtitle", "subtítulo";
        Byline = "byline", "firma de autor";
        Dateline = "dateline", "lugar y fecha";
        Addressee = "addressee", "destinatario";
        Salutation = "salutation", "saludo";
        Demand = "demand", "demanda";
        Slogan = "slogan", "consigna";
        Closing = "closing", "cierre";
        Signature = "signature", "firma";
        Signatories = "signatories", "firmantes";
        Contact = "contact", "contacto";
        Publication = "publication note", "pie de imprenta";
    }

    /// How sure a claim is, and on whose word.
    grade(Grade) {
        Fact = "told as a fact", "narrado como hecho";
        Claimed = "claimed or admitted by the doer", "reivindicado o admitido por el autor";
        Accused = "suspected or accused", "sospecha o acusación";
        AccusedByAuthorities = "suspected or accused by the authorities", "sospecha o acusación de las autoridades";
        Possible = "held possible", "considerado posible";
    }

    /// What became of a file.
    outcome(Outcome) {
        Read = "read", "leído";
        Partial = "read in part", "leído en parte";
        Unpacked = "unpacked", "desempaquetado";
        NoText = "no text found", "sin texto";
        Unsupported = "not a format that is read", "formato que no se lee";
        Failed = "failed", "con errores";
        Skipped = "skipped", "omitido";
    }

    /// What kind of file it is.
    format(Format) {
        Text = "plain text", "texto sin formato";
        Markdown = "Markdown", "Markdown";
        Html = "web page (HTML)", "página web (HTML)";
        Pdf = "PDF", "PDF";
        Png = "picture (PNG)", "imagen (PNG)";
        Jpeg = "picture (JPEG)", "imagen (JPEG)";
        Tiff = "picture (TIFF)", "imagen (TIFF)";
        Docx = "Word document (DOCX)", "documento de Word (DOCX)";
        Odt = "OpenDocument text (ODT)", "texto OpenDocument (ODT)";
        Rtf = "rich text (RTF)", "texto enriquecido (RTF)";
        Epub = "e-book (EPUB)", "libro electrónico (EPUB)";
        Eml = "mail (EML)", "correo (EML)";
        Zip = "ZIP archive", "archivo ZIP";
        Tar = "TAR archive", "archivo TAR";
        Gzip = "GZIP archive", "archivo GZIP";
        Other = "another format", "otro formato";
    }

    /// How a text was got out of a file.
    method(Method) {
        Decoded = "decoded text", "texto decodificado";
        Markup = "text of a marked-up document", "texto de un documento con marcas";
        TextLayer = "text layer of the PDF", "capa de texto del PDF";
        Ocr = "characters recognised in pictures (OCR)", "caracteres reconocidos en imágenes (OCR)";
        None = "no text", "sin texto";
    }

    /// What a property of a statement is called.
    property(Property) {
        Kind = "kind", "clase";
        Title = "title", "título";
        Date = "date", "fecha";
        Language = "language", "idioma";
        Issuer = "issuer", "emisor";
        Addressee = "addressee", "destinatario";
        Place = "place of issue", "lugar de emisión";
        PublishedIn = "published in", "publicado en";
        Salutation = "salutation", "saludo";
        Signatory = "signatory", "firmante";
        Demand = "demand", "demanda";
        Slogan = "slogan", "consigna";
        Quotation = "quotation", "cita";
        Claim = "claim", "afirmación";
        Mention = "mention", "mención";
        Relation = "relation", "relación";
        Edit = "repair", "reparación";
    }

    /// What people have said of a value.
    status(Status) {
        Proposed = "proposed by the program", "propuesto por el programa";
        Confirmed = "confirmed by a person", "confirmado por una persona";
        Rejected = "rejected by a person", "rechazado por una persona";
    }

    /// What an entity is.
    entity(EntityKind) {
        Person = "person", "persona";
        Organisation = "organisation", "organización";
        Place = "place", "lugar";
        Event = "event", "acontecimiento";
        Work = "work", "obra";
        Law = "law or treaty", "ley o tratado";
        Unknown = "not known what", "no se sabe qué es";
    }

    /// Several entities of a kind.
    entities(EntityKind) {
        Person = "people", "personas";
        Organisation = "organisations", "organizaciones";
        Place = "places", "lugares";
        Event = "events", "acontecimientos";
        Work = "works", "obras";
        Law = "laws and treaties", "leyes y tratados";
        Unknown = "not known what", "no se sabe qué son";
    }

    /// What a mention names.
    mention(MentionKind) {
        Person = "person", "persona";
        Organisation = "organisation", "organización";
        Place = "place", "lugar";
        Event = "event", "acontecimiento";
        Work = "work", "obra";
        Law = "law or treaty", "ley o tratado";
        Time = "time", "tiempo";
        Quantity = "quantity", "cantidad";
    }

    /// What a party to a statement is.
    party(PartyKind) {
        Person = "person", "persona";
        Organisation = "organisation", "organización";
        State = "state", "Estado";
        Group = "group", "grupo";
    }

    /// What a name does in a statement.
    field(Field) {
        Issuer = "issuer", "emisor";
        IssuerOf = "body of the issuer", "entidad del emisor";
        Addressee = "addressee", "destinatario";
        Signatory = "signatory", "firmante";
        Affiliation = "affiliation of a signatory", "entidad de un firmante";
        Claimant = "claimant", "quien lo afirma";
        Actor = "said to have done it", "a quien se atribuye";
        Quoted = "quoted", "citado";
        IssuePlace = "place of issue", "lugar de emisión";
        Mention = "mentioned", "mencionado";
    }

    /// How two are related: it stands between their names.
    relation(RelationKind) {
        OrganOf = "organ of", "órgano de";
        SectionOf = "section of", "sección de";
        MemberOf = "member of", "miembro de";
        RenamedFrom = "formerly called", "antes llamado";
        SplitFrom = "split from", "escindido de";
        MergedFrom = "merged from", "fusión de";
        FoundedBy = "founded by", "fundado por";
        OfficerOf = "holds office in", "ocupa un cargo en";
    }

    /// What kind of reuse a link is.
    reuse(ReuseKind) {
        Reprint = "reprint", "reimpresión";
        Version = "version", "versión";
        Quotation = "quotation", "cita";
        Formula = "stock phrase", "frase hecha";
        Borrowing = "unmarked borrowing", "préstamo sin marcar";
        Furniture = "page furniture", "elementos de página";
    }

    /// Why a link is of its kind.
    reuse_reason(KindReason) {
        WholeOfBoth = "it is the whole of both", "es la totalidad de ambos";
        WholeOfOne = "it is the whole of one of them", "es la totalidad de uno de ellos";
        MostOfBoth = "it is most of both", "es la mayor parte de ambos";
        Marked = "it stands in quotation marks", "está entre comillas";
        Attributed = "the text says whose words these are", "el texto dice de quién son las palabras";
        QuotedElsewhere = "other statements quote it", "otros documentos lo citan";
        Place = "it stands where such phrases stand", "está donde suelen estar tales frases";
        Frequent = "many statements have it", "muchos documentos lo tienen";
        Name = "it is a name", "es un nombre";
        Courtesy = "it is a form of courtesy", "es una fórmula de cortesía";
        Routine = "it is made of words of office", "se compone de palabras de oficio";
        Form = "it is a form, filled in otherwise", "es un formulario, rellenado de otro modo";
        Short = "it is short", "es breve";
        SamePlace = "it stands at the same place in a series", "está en el mismo lugar en una serie";
        PartOfPage = "it belongs to the page, not to the text", "pertenece a la página, no al texto";
        Unmarked = "nothing marks it as another's words", "nada lo señala como palabras ajenas";
    }

    /// Why one side of a link is held to be its source.
    source_reason(SourceReason) {
        Earlier = "it is earlier", "es anterior";
        Marked = "the other marks it as a quotation", "el otro lo marca como cita";
        Named = "the other names it", "el otro lo nombra";
    }

    /// What a version does where it differs.
    reading(ReadingKind) {
        Addition = "added", "añadido";
        Omission = "left out", "omitido";
        Substitution = "replaced", "sustituido";
        Transposition = "moved", "trasladado";
    }

    /// What differs between versions.
    nature(Nature) {
        Words = "words", "palabras";
        Spelling = "spelling", "grafía";
        Accents = "accents", "acentos";
        Case = "capitals", "mayúsculas";
        Punctuation = "punctuation", "puntuación";
        Spacing = "spaces and line breaks", "espacios y saltos de línea";
    }

    /// Why a version is the one that others are laid beside.
    base_reason(BaseReason) {
        Given = "it was chosen", "fue elegida";
        Earliest = "it is the earliest", "es la más antigua";
        Central = "it has most in common with all others", "es la que más comparte con las demás";
    }
}

/// What a claim counts or holds; nothing for what has no word here, whose own name is shown then.
pub fn what(name: &str) -> Option<Word> {
    let (en, es) = match name {
        "dead" => ("dead", "muertos"),
        "wounded" => ("wounded", "heridos"),
        "casualties" => ("casualties", "bajas"),
        "victims" => ("victims", "víctimas"),
        "arrested" => ("arrested", "detenidos"),
        "disappeared" => ("disappeared", "desaparecidos"),
        "kidnapped" => ("kidnapped", "secuestrados"),
        "displaced" => ("displaced", "desplazados"),
        "homeless" => ("homeless", "sin techo"),
        "destroyed" => ("destroyed", "destruidos"),
        "houses" => ("houses", "viviendas"),
        "participants" => ("participants", "participantes"),
        "prisoners" => ("prisoners", "presos"),
        "released" => ("released", "liberados"),
        "expelled" => ("expelled", "expulsados"),
        "dismissed" => ("dismissed", "despedidos"),
        "sentenced" => ("sentenced", "condenados"),
        "tortured" => ("tortured", "torturados"),
        "sick" => ("sick", "enfermos"),
        "votes" => ("votes", "votos"),
        "money" => ("money", "dinero"),
        "perpetrator" => ("who did it", "quién lo hizo"),
        "fighting" => ("who attacked", "quién atacó"),
        _ => return None,
    };
    Some(Word { en, es })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_proposes_is_said_to_be_proposed() {
        assert_eq!(status(Status::Proposed).en, "proposed by the program");
        assert_eq!(kind(Kind::OpenLetter).es, "carta abierta");
        assert!(what("dead").is_some() && what("constructor").is_none());
    }

    #[test]
    fn languages_are_named_by_their_codes() {
        assert_eq!(language("spa").map(|word| word.es), Some("español"));
        assert!(language("zzz").is_none());
    }
}
