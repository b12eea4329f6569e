//! What is claimed.

super::words! {
    TITLE = "Claims", "Afirmaciones";
    LEDE = "What statements claim, and on whose word. Figures for the same thing at the same place and time stand together; which of them is right is not said here.", "Lo que afirman los documentos, y con la palabra de quién. Las cifras sobre lo mismo, en el mismo lugar y tiempo, figuran juntas; aquí no se dice cuál es correcta.";
    WHAT = "About", "Sobre";
    CLAIMANT = "Who says so", "Quién lo afirma";
    CLAIMANT_HINT = "a part of the name, or self", "parte del nombre, o self";
    GRADE = "How sure", "Grado de certeza";
    PLACE = "Place", "Lugar";
    FROM = "From", "Desde";
    TO = "Until", "Hasta";
    DATE_HINT = "1968, 1968-05, 196X", "1968, 1968-05, 196X";
    ANY = "any", "cualquiera";
    APPLY = "Show", "Mostrar";
    VIEW = "Order", "Orden";
    LEDGER = "rival figures side by side", "cifras rivales lado a lado";
    ROWS = "one by one, by date of the statement", "una por una, por fecha del documento";
    RIVALS = "only where figures differ", "solo donde las cifras difieren";
    FIGURE = "Figure", "Cifra";
    SAYS = "Who says so", "Quién lo afirma";
    STATEMENT = "Stands in", "Figura en";
    ISSUED = "Issued", "Emitido";
    ACTOR = "By whom", "Por quién";
    ITSELF = "the statement itself", "el propio documento";
    NO_FIGURE = "no figure", "sin cifra";
    NO_PLACE = "place not said", "lugar no indicado";
    NO_DATE = "time not said", "tiempo no indicado";
    DIFFER = "{n} different figures", "{n} cifras diferentes";
    SAY = "{n} claims", "{n} afirmaciones";
    ONE_SAYS = "1 claim", "1 afirmación";
    GROUPS = "{claims} claims about {groups} things", "{claims} afirmaciones sobre {groups} asuntos";
    COUNT = "{n} claims", "{n} afirmaciones";
    ONE = "1 claim", "1 afirmación";
    NONE = "No claim fits.", "Ninguna afirmación corresponde.";
    AT_LEAST = "at least {n}", "al menos {n}";
    AT_MOST = "at most {n}", "como máximo {n}";
    BETWEEN = "{a} to {b}", "de {a} a {b}";
    ABOUT = "about {n}", "unos {n}";
    AS_CSV = "As a table to keep (CSV)", "Como tabla para guardar (CSV)";
    CUT = "The table has {n} rows at most; `broadside claims --csv` writes all.", "La tabla tiene {n} filas como máximo; «broadside claims --csv» las escribe todas.";
    MORE_HERE = "{n} more of these", "{n} más de estas";
}
