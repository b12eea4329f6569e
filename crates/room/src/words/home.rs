//! The first page.

super::words! {
    ONE_FILE = "{n} file", "{n} archivo";
    FILES = "{n} files", "{n} archivos";
    ONE_NAME = "{n} name", "{n} nombre";
    NAMES = "{n} names", "{n} nombres";
    OVER_TIME = "Over time", "En el tiempo";
    OVER_TIME_HINT = "Each bar leads to its statements.", "Cada barra lleva a sus declaraciones.";
    LANGUAGES = "Languages", "Idiomas";
    KINDS = "Kinds", "Tipos";
    ISSUERS = "Who issues most", "Quiénes emiten más";
    ALL_NAMES = "All names", "Todos los nombres";
    LATEST = "Last added", "Lo último añadido";
    ALL_STATEMENTS = "All statements", "Todas las declaraciones";
    ATTENTION = "What needs attention", "Lo que requiere atención";
    NO_ATTENTION = "Nothing waits: every file was read, and no question is open.", "Nada pendiente: se leyeron todos los archivos y no hay preguntas abiertas.";
    ONE_FAILED = "{n} file could not be read", "{n} archivo no pudo leerse";
    FAILED = "{n} files could not be read", "{n} archivos no pudieron leerse";
    ONE_PARTIAL = "{n} file was read in part", "{n} archivo se leyó en parte";
    PARTIAL = "{n} files were read in part", "{n} archivos se leyeron en parte";
    ONE_NO_TEXT = "{n} file without text", "{n} archivo sin texto";
    NO_TEXT = "{n} files without text", "{n} archivos sin texto";
    ONE_UNSUPPORTED = "{n} file of a format that is not read", "{n} archivo de un formato que no se lee";
    UNSUPPORTED = "{n} files of a format that is not read", "{n} archivos de un formato que no se lee";
    ONE_SUSPECT = "{n} file with doubtful text: see its marks before you quote", "{n} archivo con texto dudoso: revise sus marcas antes de citar";
    SUSPECT = "{n} files with doubtful text: see their marks before you quote", "{n} archivos con texto dudoso: revise sus marcas antes de citar";
    ONE_QUESTION = "{n} open question of who is who", "{n} pregunta abierta sobre quién es quién";
    QUESTIONS = "{n} open questions of who is who", "{n} preguntas abiertas sobre quién es quién";
    ONE_UNDATED = "{n} statement without a date", "{n} declaración sin fecha";
    UNDATED = "{n} statements without a date", "{n} declaraciones sin fecha";
    EMPTY = "This archive is empty", "Este archivo está vacío";
    EMPTY_HINT = "Add files: they are read on this machine, and nothing leaves it.", "Añada archivos: se leen en esta máquina y nada sale de ella.";
    ADD_FILES = "Add files", "Añadir archivos";
}
