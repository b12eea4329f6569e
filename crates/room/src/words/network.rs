//! Who signs with whom.

super::words! {
    TITLE = "Network of co-signing", "Red de firmas conjuntas";
    LEDE = "Who puts their names to the same statements. A list of many says little about any two of its names, so a statement counts less the more sign it.", "Quiénes ponen su nombre en los mismos documentos. Una lista larga dice poco sobre dos de sus nombres, así que un documento cuenta menos cuantos más lo firman.";
    FROM = "From", "Desde";
    TO = "Until", "Hasta";
    DATE_HINT = "1968, 1968-05, 196X", "1968, 1968-05, 196X";
    CERTAIN = "only statements surely of that time", "solo documentos con seguridad de ese tiempo";
    KIND = "Kind of statement", "Clase de documento";
    ENTITY_KIND = "Who", "Quién";
    PLACE = "Issued in", "Emitido en";
    COUNTRY = "Country of the signatory", "País del firmante";
    WEIGHT = "At least so many together", "Al menos tantos juntos";
    FIND = "Find a name", "Buscar un nombre";
    ANY = "any", "cualquiera";
    APPLY = "Show", "Mostrar";
    COUNTS = "{nodes} names, {edges} pairs who sign together, {acts} statements, {communities} circles that keep company.", "{nodes} nombres, {edges} pares que firman juntos, {acts} documentos, {communities} círculos que andan juntos.";
    DRAWN = "Drawn: the {nodes} best connected, and the {edges} strongest ties that hold them together. Left out of the picture: {left_nodes} names and {left_edges} ties; the table has all.", "En el dibujo: los {nodes} mejor conectados y los {edges} vínculos más fuertes que los unen. Fuera del dibujo: {left_nodes} nombres y {left_edges} vínculos; la tabla los tiene todos.";
    DRAWN_ALL = "Drawn: all {nodes} names and {edges} ties.", "En el dibujo: todos los {nodes} nombres y {edges} vínculos.";
    PICTURE = "Picture of the network; the table below says the same", "Dibujo de la red; la tabla de abajo dice lo mismo";
    NONE = "Nobody put their name to a statement of this kind with others.", "Nadie puso su nombre en un documento de esta clase junto con otros.";
    AROUND = "Around {name}", "En torno a {name}";
    WHOLE = "The whole network", "Toda la red";
    BEST = "Best connected", "Los mejor conectados";
    NAME = "Name", "Nombre";
    WHAT = "What it is", "Qué es";
    PARTNERS = "Partners", "Firma con";
    STATEMENTS = "Statements", "Documentos";
    STRENGTH = "Weight", "Peso";
    BETWEEN = "Between others", "Entre otros";
    CIRCLE = "Circle", "Círculo";
    YEARS = "Years", "Años";
    WITH = "Signs with", "Firma con";
    TOGETHER = "Together", "Juntos";
    SHARED = "Statements of both", "Documentos de ambos";
    AROUND_IT = "its ties", "sus vínculos";
    FULL = "Look at it in full: move, zoom, filter", "Verla completa: mover, ampliar, filtrar";
    HOW = "Drag to move, scroll or use + and − to zoom; click a name for its ties.", "Arrastre para mover, use la rueda o + y − para ampliar; haga clic en un nombre para ver sus vínculos.";
    STRONGEST = "Ties drawn", "Vínculos dibujados";
    LEAST = "Statements together, at least", "Documentos juntos, al menos";
    CIRCLES = "Circles that keep company", "Círculos que andan juntos";
    MEMBERS = "{n} names", "{n} nombres";
    PAIRS = "Strongest ties", "Vínculos más fuertes";
    WRONG_NUMBER = "«{typed}» is no number.", "«{typed}» no es un número.";
    WRONG_TIME = "From must not be later than Until.", "«Desde» no puede ser posterior a «Hasta».";
}
