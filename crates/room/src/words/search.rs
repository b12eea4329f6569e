//! Searching, and lists of statements.

use super::Word;

super::words! {
    FOUND = "Found:", "Encontrado:";
    ONE_STATEMENT = "{n} statement", "{n} declaración";
    STATEMENTS = "{n} statements", "{n} declaraciones";
    STATEMENT = "Statement", "Declaración";
    NARROW = "Narrow", "Acotar";
    WISHES = "Narrowed to", "Acotado a";
    LET_GO = "let this go", "quitar";
    LET_ALL_GO = "Let all go", "Quitar todo";
    CHOSEN = "(chosen)", "(elegido)";
    KIND = "Kind", "Tipo";
    ISSUER = "Issued by", "Emitida por";
    PLACE = "Place of issue", "Lugar de emisión";
    LANGUAGE = "Language", "Idioma";
    SIGNED = "Signatories", "Firmantes";
    WITH_SIGNATORIES = "with signatories", "con firmantes";
    WITHOUT_SIGNATORIES = "without signatories", "sin firmantes";
    DATE = "Date", "Fecha";
    FROM = "From", "Desde";
    TO = "To", "Hasta";
    WITHOUT_DATE = "no date", "sin fecha";
    ONE_UNDATED = "{n} without a date", "{n} sin fecha";
    UNDATED = "{n} without a date", "{n} sin fecha";
    MAYBE = "up to {n} more possible", "hasta {n} más posibles";
    ONE_UNCERTAIN = "{n} known only to a longer time, spread over it", "{n} conocida solo con un período más largo, repartida en él";
    UNCERTAIN = "{n} known only to a longer time, spread over it", "{n} conocidas solo con un período más largo, repartidas en él";
    ONE_OPEN = "{n} of any of these times, not drawn", "{n} de cualquiera de estas fechas, no dibujada";
    OPEN = "{n} of any of these times, not drawn", "{n} de cualquiera de estas fechas, no dibujadas";
    AS_NUMBERS = "As numbers", "En números";
    MORE = "{n} more", "{n} más";
    ONLY_FREQUENT = "Only the most frequent are listed. Any other can be named in the address.", "Solo se listan los más frecuentes. Cualquier otro puede nombrarse en la dirección.";
    ONE_SIGNATORY = "{n} signatory", "{n} firmante";
    SIGNATORIES = "{n} signatories", "{n} firmantes";
    TAKE = "take along as", "llevarse como";
    AS_CSV = "A table, for spreadsheets", "Una tabla, para hojas de cálculo";
    AS_JSONL = "Lines of JSON, for programs", "Líneas de JSON, para programas";
    AS_BIB = "BibTeX, for LaTeX and reference managers", "BibTeX, para LaTeX y gestores de referencias";
    AS_RIS = "RIS, for reference managers", "RIS, para gestores de referencias";
    AS_CSL = "CSL-JSON, for Zotero and other reference managers", "CSL-JSON, para Zotero y otros gestores de referencias";
    NO_FORMAT = "There is no export as “{format}”.", "No hay exportación como «{format}».";
    NO_FORMAT_HINT = "There are: {formats}.", "Hay: {formats}.";
    VIEW = "View", "Vista";
    AS_LIST = "List", "Lista";
    AS_KWIC = "Concordance", "Concordancia";
    SORT = "Order", "Orden";
    BY_RELEVANCE = "best match first", "lo más pertinente primero";
    BY_DATE = "earliest first", "lo más antiguo primero";
    BY_LATEST = "latest first", "lo más reciente primero";
    BY_ADDED = "last added first", "lo último añadido primero";
    BY_PATH = "by file", "por archivo";
    BY_LEFT = "by what stands before", "por lo que precede";
    BY_RIGHT = "by what follows", "por lo que sigue";
    ONE_LINE = "{n} match.", "{n} coincidencia.";
    LINES = "{n} matches.", "{n} coincidencias.";
    FIRST_READ = "These are of the first {read} of {all} statements: narrow the search to see the others.", "Son de las primeras {read} de {all} declaraciones: acote la búsqueda para ver las demás.";
    BEFORE = "Before", "Antes";
    MATCH = "Match", "Coincidencia";
    AFTER = "After", "Después";
    NOTHING = "No statement has all of that.", "Ninguna declaración contiene todo eso.";
    NOTHING_NARROWED = "No statement fits all of that. Let one of the wishes above go.", "Ninguna declaración cumple todo eso. Quite alguna de las condiciones de arriba.";
    NOTHING_HINT = "Fewer words, another spelling (word~ finds what OCR misread) or OR between words find more.", "Menos palabras, otra grafía (palabra~ encuentra lo que el OCR leyó mal) u OR entre palabras encuentran más.";
    HOW_TO_ASK = "How to ask", "Cómo preguntar";
    NOT_UNDERSTOOD = "This question is not understood", "Esta pregunta no se entiende";
    NO_DATE = "this is no date", "esto no es una fecha";
    NO_DATE_HINT = "write 1968, 1968-05, 1968-05-13 or 196X", "escriba 1968, 1968-05, 1968-05-13 o 196X";
    NAMES = "Names", "Nombres";
    NAMES_BEGINNING = "Names that begin with “{typed}”", "Nombres que empiezan por «{typed}»";
    NO_NAMES = "No name begins so.", "Ningún nombre empieza así.";
    SUGGESTED_ONE = "{n} name; arrow keys choose", "{n} nombre; elija con las flechas";
    SUGGESTED = "{n} names; arrow keys choose", "{n} nombres; elija con las flechas";
}

/// What is said of questions that mean nothing, in the engine's English and in Spanish; `{x}` stands for what was typed.
pub const QUERY: &[Word] = &[
    Word { en: "the question is too long", es: "la pregunta es demasiado larga" },
    Word { en: "search for less than 16,000 characters", es: "busque menos de 16 000 caracteres" },
    Word { en: "the question has too many words", es: "la pregunta tiene demasiadas palabras" },
    Word { en: "search for less than 1,000 words", es: "busque menos de 1000 palabras" },
    Word { en: "this parenthesis closes nothing", es: "este paréntesis no cierra nada" },
    Word { en: "remove it, or open one before", es: "quítelo, o abra uno antes" },
    Word { en: "there is nothing to search for", es: "no hay nada que buscar" },
    Word { en: "write a word with at least one letter", es: "escriba una palabra con al menos una letra" },
    Word { en: "{x} needs something to search for on both sides", es: "{x} necesita algo que buscar a ambos lados" },
    Word {
        en: "write it in lower case to search for the word itself",
        es: "escríbalo en minúsculas para buscar la palabra misma",
    },
    Word { en: "NOT needs something after it", es: "NOT necesita algo detrás" },
    Word {
        en: "write a NEAR/5 b, or \"a b c\"~5 for more words",
        es: "escriba a NEAR/5 b, o \"a b c\"~5 para más palabras",
    },
    Word { en: "NEAR stands between two words", es: "NEAR va entre dos palabras" },
    Word { en: "write a NEAR/5 b", es: "escriba a NEAR/5 b" },
    Word { en: "the parentheses are nested too deeply", es: "hay demasiados paréntesis unos dentro de otros" },
    Word { en: "use fewer parentheses inside each other", es: "use menos paréntesis unos dentro de otros" },
    Word { en: "this parenthesis is not closed", es: "este paréntesis no se cierra" },
    Word { en: "add a ) where the group ends", es: "añada un ) donde termina el grupo" },
    Word { en: "this quotation mark is not closed", es: "estas comillas no se cierran" },
    Word { en: "there is no field {x}", es: "no hay ningún campo {x}" },
    Word {
        en: "{x}: needs a value right after the colon",
        es: "{x}: necesita un valor justo después de los dos puntos",
    },
    Word {
        en: "the fields are language, kind, path, added, title and furniture; to search for a word with a colon, put it in quotation marks",
        es: "los campos son language, kind, path, added, title y furniture; para buscar una palabra con dos puntos, póngala entre comillas",
    },
    Word { en: "this is not a language code", es: "esto no es un código de idioma" },
    Word { en: "write a code such as es or spa, or unknown", es: "escriba un código como es o spa, o unknown" },
    Word { en: "there is no such kind of file", es: "no hay tal tipo de archivo" },
    Word { en: "the kinds are {x}", es: "los tipos son {x}" },
    Word { en: "the path is too long", es: "la ruta es demasiado larga" },
    Word {
        en: "write a part of the path, of at most 100 characters",
        es: "escriba una parte de la ruta, de 100 caracteres como máximo",
    },
    Word { en: "this is not a date", es: "esto no es una fecha" },
    Word {
        en: "write 2026, 2026-01, 2026-01-15, or a range such as 2026-01..2026-03",
        es: "escriba 2026, 2026-01, 2026-01-15, o un intervalo como 2026-01..2026-03",
    },
    Word { en: "a word can differ in 1 or 2 letters only", es: "una palabra solo puede diferir en 1 o 2 letras" },
];
