//! How to ask, and which keys do what.

super::words! {
    HELP = "Help", "Ayuda";
    ASKING = "How to ask", "Cómo preguntar";
    ASKING_TEXT = "A search finds the statements in which the words stand, in any of their forms, whatever their capitals and accents. Several words must all be there.", "Una búsqueda encuentra las declaraciones en que aparecen las palabras, en cualquiera de sus formas, con o sin mayúsculas y tildes. Si hay varias palabras, deben aparecer todas.";
    WRITE = "Write", "Escriba";
    FINDS = "and it finds", "y encuentra";
    BOTH = "both words, in any of their forms: strikes, peaceful …", "ambas palabras, en cualquiera de sus formas: huelgas, pacífica…";
    BOTH_X = "peace strike", "huelga pacífica";
    PHRASE = "these words, one after the other", "estas palabras, una tras otra";
    PHRASE_X = "\"right to strike\"", "\"derecho de huelga\"";
    NEAR = "these words at most 5 words apart, in any order", "estas palabras a 5 palabras como máximo, en cualquier orden";
    NEAR_X = "strike NEAR/5 harbour", "huelga NEAR/5 puerto";
    NEAR_PHRASE_X = "\"strike harbour\"~5", "\"huelga puerto\"~5";
    FORM = "this very form and no other", "exactamente esta forma y ninguna otra";
    FORM_X = "=strikes", "=huelgas";
    ANY = "any ending, any beginning, one letter", "cualquier final, cualquier comienzo, una letra";
    ANY_X = "work* *ment wom?n", "trabaj* *miento obrer?";
    FUZZY = "words spelled nearly so: what OCR misread, one or two letters different", "palabras de grafía parecida: lo que el OCR leyó mal, una o dos letras distintas";
    FUZZY_X = "goverment~ harbor~2", "govierno~ guelga~2";
    OR = "one or the other", "una u otra";
    OR_X = "strike OR lockout", "huelga OR paro";
    NOT = "without this word", "sin esta palabra";
    NOT_X = "strike -hunger", "huelga -hambre";
    GROUP = "both, with a choice inside", "ambas, con una elección dentro";
    GROUP_X = "harbour (strike OR lockout)", "puerto (huelga OR paro)";
    FIELDS = "Fields", "Campos";
    TITLE = "words of the title of a file", "palabras del título de un archivo";
    LANGUAGE = "files in a language: a code of two or three letters", "archivos en un idioma: un código de dos o tres letras";
    FORMAT = "files of a format", "archivos de un formato";
    PATH = "files whose path has this in it", "archivos cuya ruta contiene esto";
    ADDED = "files added then", "archivos añadidos entonces";
    FURNITURE = "what stands in running heads, menus and page numbers, where nothing else looks", "lo que está en encabezados, menús y números de página, donde nada más busca";
    NARROWING = "Narrowing", "Acotar";
    NARROWING_TEXT = "Beside the list stand kinds, issuers, places, languages and signatories, each with the number of statements it would leave, and the dates as a picture. Dark bars are statements whose date is surely of that time; light ones are known only to a longer time and are spread over it. The address of a search keeps all of it: bookmark it to save the search.", "Junto a la lista están los tipos, emisores, lugares, idiomas y firmantes, cada uno con el número de declaraciones que dejaría, y las fechas en una imagen. Las barras oscuras son declaraciones cuya fecha es con seguridad de ese tiempo; las claras solo se conocen con un período más largo y se reparten en él. La dirección de una búsqueda lo conserva todo: guárdela en marcadores para guardar la búsqueda.";
    DATES_TEXT = "Dates are written 1978, 1978-05, 1978-05-13; a decade is 197X. A statement fits when it may be of that time.", "Las fechas se escriben 1978, 1978-05, 1978-05-13; una década es 197X. Una declaración cumple cuando puede ser de ese tiempo.";
    KEYS = "Keys", "Teclas";
    KEY = "Key", "Tecla";
    DOES = "What it does", "Qué hace";
    KEY_SEARCH = "to the search field, from anywhere", "al campo de búsqueda, desde cualquier lugar";
    KEY_CHOOSE = "among the names suggested while typing; Enter opens one, Escape closes the list", "entre los nombres sugeridos al escribir; Intro abre uno, Escape cierra la lista";
    KEY_TAB = "from one link, field or button to the next; the first leads past the menu", "de un enlace, campo o botón al siguiente; el primero lleva más allá del menú";
    EVIDENCE = "Where facts come from", "De dónde salen los datos";
    EVIDENCE_TEXT = "Every fact on a page leads to the words that say so. Broadside describes and attributes: it does not say that something is true, but who said it, when, and where that stands. What it reads can be confirmed, rejected or set right where it stands; every such decision has an author and a reason, and can be undone.", "Todo dato de una página lleva a las palabras que lo dicen. Broadside describe y atribuye: no dice que algo sea verdad, sino quién lo dijo, cuándo, y dónde consta. Lo que lee puede confirmarse, rechazarse o corregirse donde está; cada decisión tiene autor y motivo, y puede deshacerse.";
    PROGRAMS = "For programs", "Para programas";
    PROGRAMS_TEXT = "Every address gives the same as JSON. The interface is described by", "Cada dirección da lo mismo en JSON. La interfaz se describe en";
}
