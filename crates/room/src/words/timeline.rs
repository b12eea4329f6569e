//! What has a date.

super::words! {
    TITLE = "Timeline", "Cronología";
    LEDE = "Statements on their day of issue, and the claims and events that they date. A date that is only known roughly is drawn over all the time it can mean.", "Documentos por su fecha de emisión, y las afirmaciones y acontecimientos que fechan. Una fecha que solo se conoce de forma aproximada se dibuja sobre todo el tiempo que puede significar.";
    AS_TABLE = "The same as a table", "Lo mismo como tabla";
    TIME = "Time", "Tiempo";
    SURE = "Surely", "Con seguridad";
    MAYBE = "Possibly", "Posiblemente";
    BIN = "{time}: {sure}, and possibly {maybe} more", "{time}: {sure}, y posiblemente {maybe} más";
    SHOW = "Show", "Mostrar";
    ALL = "statements, claims and events", "documentos, afirmaciones y acontecimientos";
    STATEMENT = "statements", "documentos";
    CLAIM = "claims", "afirmaciones";
    EVENT = "events", "acontecimientos";
    A_STATEMENT = "statement", "documento";
    A_CLAIM = "claim", "afirmación";
    AN_EVENT = "event", "acontecimiento";
    KIND = "Kind of statement", "Clase de documento";
    ANY = "any", "cualquiera";
    FROM = "From", "Desde";
    TO = "Until", "Hasta";
    DATE_HINT = "1968, 1968-05, 196X", "1968, 1968-05, 196X";
    APPLY = "Show", "Mostrar";
    CHART = "How many there are over time", "Cuántos hay a lo largo del tiempo";
    NONE = "Nothing with a date fits.", "Nada con fecha corresponde.";
    DATE = "Date", "Fecha";
    WHAT = "What", "Qué";
    TEXT = "In words", "En palabras";
    WHERE = "Stands in", "Figura en";
    UNDATED = "Without a date, and not here: {statements} statements and {claims} claims.", "Sin fecha, y por eso ausentes: {statements} documentos y {claims} afirmaciones.";
    WHOLE = "The whole time", "Todo el tiempo";
    ZOOM = "Zoom", "Ampliación";
    HOW = "Drag to move, scroll or use + and − to zoom, click a bar to look closer.", "Arrastre para mover, use la rueda o + y − para ampliar, haga clic en una barra para acercarse.";
}
