//! What is said where something cannot be shown.

super::words! {
    MISSING = "Not here", "No está aquí";
    WRONG = "This question means nothing here", "Esta pregunta no se entiende";
    BUSY = "The archive is being written", "El archivo se está escribiendo";
    BUSY_HINT = "Another program has it open for writing. What was asked is not done; ask again when that program is done.", "Otro programa lo tiene abierto para escribir. Lo pedido no se ha hecho; vuelva a pedirlo cuando ese programa termine.";
    GONE = "The archive is not there any more", "El archivo ya no está";
    GONE_HINT = "Its folder was moved, renamed or deleted, or its disk was taken away. Put it back and ask again; nothing is written meanwhile.", "Su carpeta se ha movido, renombrado o borrado, o se ha quitado su disco. Devuélvala a su sitio y vuelva a pedirlo; entretanto no se escribe nada.";
    UNWRITABLE = "The archive cannot be written to", "No se puede escribir en el archivo";
    UNWRITABLE_HINT = "Nothing was changed. Allow this program to write to the archive's folder, or make room on its disk, and ask again. Reading goes on.", "No se ha cambiado nada. Permita que este programa escriba en la carpeta del archivo, o libere espacio en su disco, y vuelva a pedirlo. Se puede seguir leyendo.";
    BROKEN = "Something went wrong", "Algo ha fallado";
    BROKEN_HINT = "The archive is unchanged. `broadside verify` checks it; if all is well there, please report this as a bug.", "El archivo no ha cambiado. `broadside verify` lo comprueba; si allí todo está bien, comuníquelo como un error.";
    NO_PAGE = "There is no page at this address.", "No hay ninguna página en esta dirección.";
    NO_PAGE_HINT = "The menu above leads to everything there is.", "El menú de arriba lleva a todo lo que hay.";
    TOO_LARGE = "More was sent than is read at once.", "Se ha enviado más de lo que se lee de una vez.";
    TOO_LARGE_HINT = "Send fewer files at a time, or use `broadside add` for a whole folder.", "Envíe menos archivos a la vez, o use `broadside add` para una carpeta entera.";
}
