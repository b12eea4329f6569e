//! What became of files.

super::words! {
    TITLE = "Report", "Informe";
    INTRO = "What became of every file: how it was read, how good its text is, what failed and what to do.", "Qué ha sido de cada archivo: cómo se leyó, qué calidad tiene su texto, qué falló y qué hacer.";
    OUTCOME = "What became of it", "Qué ha sido de él";
    ALL = "all files", "todos los archivos";
    PROBLEMS = "Only those to look at", "Solo los que hay que revisar";
    PATH = "Name contains", "El nombre contiene";
    FILTER = "Show", "Mostrar";
    COUNT_ONE = "{n} file", "{n} archivo";
    COUNT_MANY = "{n} files", "{n} archivos";
    NONE = "There are no such files.", "No hay archivos así.";
    SKIPPED = "Names that could not be kept", "Nombres que no se pudieron guardar";
    HOW = "How it was read", "Cómo se leyó";
    FORMAT = "Kind of file", "Clase de archivo";
    QUALITY = "Text quality", "Calidad del texto";
    LANGUAGE = "Language", "Idioma";
    ENCODING = "Encoding", "Codificación";
    PAGES = "Pages", "Páginas";
    CHARACTERS = "Characters", "Caracteres";
    EDITS = "Repairs", "Correcciones";
    BYTES = "Bytes", "Bytes";
    ADDED = "Added", "Añadido";
    MADE_BY = "Made by", "Hecho por";
    HASH = "SHA-256", "SHA-256";
    NAMES = "Names", "Nombres";
    TO_LOOK_AT = "What to know, and what to do", "Qué saber y qué hacer";
    NOTHING = "Nothing to report.", "Nada que informar.";
    STATEMENTS = "Statements in it", "Declaraciones que contiene";
    ORIGINAL = "The file as it was received", "El archivo tal como se recibió";
    ERROR = "error", "error";
    WARNING = "warning", "aviso";
    NOTE = "note", "nota";
    NO_FILE = "There is no such file in the archive.", "No hay tal archivo aquí.";
    NO_FILE_HINT = "The report lists what there is.", "El informe muestra lo que hay.";
}
