//! Adding files.

super::words! {
    TITLE = "Add files", "Añadir archivos";
    INTRO = "Files stay on this machine. Text, HTML, PDF, Word, scans, mail and ZIP files are read; every file is kept as it is.", "Los archivos no salen de esta máquina. Se leen texto, HTML, PDF, Word, imágenes escaneadas, correo y archivos ZIP; cada archivo se guarda tal como es.";
    LIMITS = "At most {files} files and {gib} GiB at a time, {mib} MiB a file. For more, use the command: broadside add FOLDER", "Como máximo {files} archivos y {gib} GiB por vez, {mib} MiB por archivo. Para más, use el comando: broadside add CARPETA";
    FILES = "Files", "Archivos";
    FOLDER = "Or a whole folder", "O una carpeta entera";
    SEND = "Add them", "Añadirlos";
    DROP = "Drop files or folders here", "Suelte aquí archivos o carpetas";
    SENDING = "Sending: {percent} %", "Enviando: {percent} %";
    SEND_FAILED = "They could not be sent. Nothing was added.", "No se han podido enviar. No se ha añadido nada.";
    UPLOADS = "Added before", "Añadidos antes";
    NO_UPLOAD = "There is no such upload here.", "No hay aquí ningún envío así.";
    NO_UPLOAD_HINT = "It may be of an earlier run of the program. What became of every file is in the report.", "Puede ser de una ejecución anterior del programa. Lo que pasó con cada archivo está en el informe.";
    NO_FILES = "No files were sent.", "No se ha enviado ningún archivo.";
    NO_FILES_HINT = "Choose files or a folder, and send them again.", "Elija archivos o una carpeta y envíelos de nuevo.";
    NO_ROOM = "They could not be kept: {why}", "No se han podido guardar: {why}";
    BROKEN_OFF = "The files were not received whole. Nothing was added.", "Los archivos no se han recibido enteros. No se ha añadido nada.";
    BROKEN_OFF_HINT = "Send them again.", "Envíelos de nuevo.";
    READING = "Reading files", "Leyendo archivos";
    ENDED = "All files are read", "Todos los archivos están leídos";
    PROGRESS = "{done} of {all} files done", "{done} de {all} archivos listos";
    IN_HAND = "Being read now", "Leyéndose ahora";
    REFRESHES = "This page refreshes by itself. You may leave it: adding goes on.", "Esta página se actualiza sola. Puede salir de ella: el trabajo continúa.";
    TROUBLE = "It does not go on for now, and is tried again by itself: {why}", "Por ahora no avanza; se intentará otra vez solo: {why}";
    REFUSED = "Not received", "No recibidos";
    TOO_LARGE = "too large", "demasiado grande";
    TOO_MANY = "too many files at once", "demasiados archivos a la vez";
    NO_NAME = "it has no name", "no tiene nombre";
    PROBLEMS = "To look at", "Por revisar";
    DONE_FILES = "Files", "Archivos";
    KNOWN = "was in the archive already", "ya estaba en el archivo";
    MORE = "{n} more in the report", "{n} más en el informe";
    COUNT_ONE = "{n} file", "{n} archivo";
    COUNT_MANY = "{n} files", "{n} archivos";
    TO_REPORT = "The whole report", "El informe completo";
    LEFT_OVER = "Files of an earlier run are being added: {n}.", "Se están añadiendo archivos de una ejecución anterior: {n}.";
    BROKEN_BEFORE = "Uploads that were not received whole before the program ended were deleted: {n}. Send them again.", "Se borraron envíos que no llegaron enteros antes de que terminara el programa: {n}. Envíelos de nuevo.";
}
