//! Everyone who signed.

super::words! {
    TITLE = "Signatories", "Firmantes";
    LEDE = "Every row of every list of signatories, as the statements have it. Each leads to its words.", "Cada fila de cada lista de firmantes, como figura en los documentos. Cada una lleva a sus palabras.";
    NAME = "Name", "Nombre";
    NAME_HINT = "name, acronym or affiliation", "nombre, siglas u organización";
    ROLE = "Role", "Cargo";
    AFFILIATION = "Affiliation", "Organización";
    COUNTRY = "Country", "País";
    KIND = "What it is", "Qué es";
    STATEMENT_KIND = "Kind of statement", "Clase de documento";
    FROM = "From", "Desde";
    TO = "Until", "Hasta";
    DATE_HINT = "1968, 1968-05, 196X", "1968, 1968-05, 196X";
    DOUBTFUL = "only rows with something doubtful", "solo filas con algo dudoso";
    ANY = "any", "cualquiera";
    APPLY = "Show", "Mostrar";
    DATE = "Date", "Fecha";
    STATEMENT = "Statement", "Documento";
    NUMBER = "No.", "N.º";
    DOUBT = "Doubt", "Duda";
    COUNT = "{n} signatories", "{n} firmantes";
    ONE = "1 signatory", "1 firmante";
    NONE = "No row fits.", "Ninguna fila corresponde.";
    AS_CSV = "As a table to keep (CSV)", "Como tabla para guardar (CSV)";
    CUT = "The table has {n} rows at most; `broadside signatories --csv` writes all.", "La tabla tiene {n} filas como máximo; «broadside signatories --csv» las escribe todas.";
}
