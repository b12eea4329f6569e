//! What is said again.

super::words! {
    TITLE = "Reuse", "Reutilización";
    LEDE = "Passages that stand in more than one statement: reprints, versions, quotations, borrowings and stock phrases.", "Pasajes que figuran en más de un documento: reimpresiones, versiones, citas, préstamos y frases hechas.";
    MISSING = "Nobody has searched this archive for reuse yet.", "Nadie ha buscado todavía reutilización en este archivo.";
    MISSING_HINT = "A search takes seconds for a few hundred statements and minutes for a hundred thousand. What it finds is kept; `broadside reuse` does the same.", "Una búsqueda tarda segundos con unos cientos de declaraciones y minutos con cien mil. Lo que encuentra se guarda; «broadside reuse» hace lo mismo.";
    COUNTS = "{links} links between passages of {statements} statements, in {families} families of the same words.", "{links} vínculos entre pasajes de {statements} documentos, en {families} familias de las mismas palabras.";
    AS_OF = "As found on {at}.", "Según lo hallado el {at}.";
    SEARCH = "Search for reuse", "Buscar reutilización";
    SEARCH_AGAIN = "Search again", "Buscar de nuevo";
    AT_WORK = "The archive is being searched for what its statements share: {percent} % of this step is done. This page looks again by itself; everything else can be used meanwhile.", "Se está buscando qué comparten las declaraciones del archivo: hecho el {percent} % de este paso. Esta página vuelve a mirar sola; entretanto se puede usar todo lo demás.";
    SEARCH_FAILED = "The last search kept nothing: {why}", "La última búsqueda no guardó nada: {why}";
    KINDS = "Kinds of reuse", "Clases de reutilización";
    EVERY = "all", "todas";
    MOST_USED = "Most widely used", "Los más extendidos";
    WORDS = "Words", "Palabras";
    KIND = "Kind", "Clase";
    STATEMENTS = "Statements", "Documentos";
    LETTERS = "Letters", "Letras";
    YEARS = "Years", "Años";
    FIRST = "First in", "Primero en";
    MOST_REUSED = "Sharing with most others", "Los que más comparten con otros";
    MOST_REUSED_NOTE = "Stock phrases and what pages carry do not count here.", "Aquí no cuentan las frases hechas ni los elementos de página.";
    OTHERS = "Others", "Otros";
    DATE = "Date", "Fecha";
    STATEMENT = "Statement", "Documento";
    NONE = "Nothing is of this kind.", "Nada es de esta clase.";
    FAMILY = "The same words: {kind}", "Las mismas palabras: {kind}";
    SPREAD = "Spread over time", "Difusión en el tiempo";
    CHART = "Statements with these words, over time", "Documentos con estas palabras, a lo largo del tiempo";
    ALIGNED = "Side by side with the first", "Comparados con el primero";
    ALIGNED_NOTE = "What differs is marked.", "Lo que difiere está marcado.";
    LIKENESS = "{n}% alike", "{n} % de parecido";
    BASE = "the first", "el primero";
    COLLATE = "Compare whole statements", "Comparar documentos enteros";
    NO_FAMILY = "There is no such family of passages.", "No existe tal familia de pasajes.";
    NO_FAMILY_HINT = "Families are numbered anew by each search: look for it under Reuse.", "Cada búsqueda numera las familias de nuevo: búsquela en «Reutilización».";
    CUT = "The first {n} of them are shown.", "Se muestran los primeros {n}.";
    LOOK_AGAIN = "Back to all reuse", "Volver a toda la reutilización";
}
