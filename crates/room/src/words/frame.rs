//! What stands around every page.

super::words! {
    SKIP = "Skip to the content", "Ir al contenido";
    HOME = "Home", "Inicio";
    SEARCH = "Search", "Buscar";
    STATEMENTS = "Statements", "Declaraciones";
    ENTITIES = "Names", "Nombres";
    TIMELINE = "Timeline", "Cronología";
    NETWORK = "Network", "Red";
    CLAIMS = "Claims", "Afirmaciones";
    REUSE = "Reuse", "Reutilización";
    SIGNATORIES = "Signatories", "Firmantes";
    REVIEW = "Review", "Revisión";
    ADD = "Add files", "Añadir archivos";
    REPORT = "Report", "Informe";
    HELP = "Help", "Ayuda";
    MAIN_MENU = "Main menu", "Menú principal";
    SEARCH_HINT = "words, \"a phrase\", issuer:name", "palabras, \"una frase\", issuer:nombre";
    LANGUAGE = "Language", "Idioma";
    THEME = "Theme", "Tema";
    LIGHT = "Light", "Claro";
    DARK = "Dark", "Oscuro";
    AUTOMATIC = "As the system", "Como el sistema";
    APPLY = "Apply", "Aplicar";
    FOOT = "Broadside describes and attributes; it asserts nothing. Everything stays on this machine.", "Broadside describe y atribuye; no afirma nada. Todo queda en esta máquina.";
    AS_JSON = "This page as JSON", "Esta página como JSON";
    SETTINGS = "Settings", "Preferencias";
    UNTITLED = "no title", "sin título";
    PAGES = "Pages", "Páginas";
    PREVIOUS = "Previous", "Anterior";
    NEXT = "Next", "Siguiente";
    RANGE = "{from}–{to} of {all}", "{from}–{to} de {all}";
}
