//! Citing a statement.

super::words! {
    CITE = "Cite {title}", "Citar {title}";
    ADDRESS = "Address", "Dirección";
    ADDRESS_NOTE = "It leads here as long as the archive is open in the reading room. The id in it is made of the file's bytes: it is the same in every archive that holds the file.", "Lleva aquí mientras el archivo esté abierto en la sala de lectura. El identificador se forma con los bytes del documento: es el mismo en todo archivo que lo contenga.";
    PASSAGE = "Passage", "Pasaje";
    PLACE_ADDRESS = "By its place", "Por su lugar";
    LASTING_ADDRESS = "By its words: found again after repairs", "Por sus palabras: se reencuentra tras correcciones";
    SELECTOR = "As a Web Annotation names it", "Como la nombra una Web Annotation";
    CITATION = "Citation", "Cita";
    PLAIN = "Plain", "Sencilla";
    FILES = "For reference managers", "Para gestores bibliográficos";
    ZOTERO = "Zotero and programs like it find this statement in its page by themselves.", "Zotero y programas similares encuentran esta declaración en su página por sí mismos.";
    COPY = "Copy", "Copiar";
    COPIED = "Copied", "Copiado";
    NO_STYLE = "There is no style {style}", "No hay estilo {style}";
    NO_STYLE_HINT = "Styles: apa, chicago, mla, iso690, plain; files: csl, bibtex, ris.", "Estilos: apa, chicago, mla, iso690, plain; archivos: csl, bibtex, ris.";
    AND = "and", "y";
    MONTHS = "January,February,March,April,May,June,July,August,September,October,November,December", "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre";
    CIRCA = "ca. {date}", "ca. {date}";
    NO_DATE = "n.d.", "s. f.";
    AT_PAGE = "p. {n}", "p. {n}";
    AT_CHARACTERS = "characters {from}–{to}", "caracteres {from}–{to}";
    ONLINE = "online", "en línea";
    SEEN = "[viewed {date}]", "[consulta: {date}]";
    AVAILABLE = "Available from: {address}", "Disponible en: {address}";
}
