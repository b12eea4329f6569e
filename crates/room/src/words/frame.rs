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
    SEARCH_HINT = "words, \"a phrase\", a name", "palabras, \"una frase\", un nombre";
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
    UNDERWAY = "This is being worked out for the first time since the archive changed: {n}% done.", "Se está preparando por primera vez desde que cambió el archivo: {n} % hecho.";
    LOOK_AGAIN = "Look again", "Volver a mirar";
    OF_BEFORE = "The archive has changed: this page shows it as it was before, until the new state is worked out.", "El archivo ha cambiado: esta página lo muestra como estaba antes, hasta que se prepare el nuevo estado.";
}
