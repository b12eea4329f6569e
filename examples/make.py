#!/usr/bin/env python3
"""Makes examples/documents from examples/sources: the same bytes every time.

Needs Python 3.9 and nothing else, and the DejaVu fonts for the scans (Debian: fonts-dejavu-core). The documents are kept
in the repository, so this is run only when a source or this script changes.
"""

import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from making import jpeg, office, pdf, picture  # noqa: E402
from making.font import Font  # noqa: E402

HERE = Path(__file__).resolve().parent
FONTS = Path("/usr/share/fonts/truetype/dejavu")
SHY = "\xad"


def source(name):
    return (HERE / "sources" / name).read_text(encoding="utf-8")


def paragraphs(text):
    """Paragraphs; `\\-` is where a word may be broken."""
    return [piece.strip("\n").replace("\\-", SHY) for piece in text.split("\n\n") if piece.strip()]


def sections(name):
    """The pieces of a source between lines of `%%`."""
    return source(name).split("%%\n")


def table(text):
    return [line.split("|") for line in text.strip().splitlines()]


def scan(name, piece=0, face="DejaVuSerif.ttf", points=12, **page):
    """A page of a source as a scanner sees it; its first paragraph is the heading."""
    sheet = picture.Scan(Font(FONTS / face), **page)
    for n, paragraph in enumerate(paragraphs(sections(name)[piece])):
        heading = n == 0 and piece == 0
        sheet.put(paragraph, points + 3 if heading else points, centre=heading)
    sheet.specks(260)
    return sheet


def mojibake(text):
    """UTF-8 that somebody's program took for windows-1252."""
    decoded = (byte.to_bytes(1, "big") for byte in text.encode())
    return "".join(b.decode("cp1252", errors="ignore") or chr(b[0]) for b in decoded)


def moved(text):
    """Text whose letters are three further on, as a font without a table of its characters yields it."""
    return "".join(chr((ord(c) - base + 3) % 26 + base) if (base := 65 if c.isupper() else 97) and c.isalpha() else c
                   for c in text)


def plain():
    """Texts in the encodings that they are found in."""
    comunicado = source("comunicado-1978.es.txt").encode()
    yield "1978/comunicado-14.txt", comunicado
    yield "copies/soppa comunicado nº 14 (copia).txt", comunicado
    yield "1978/communique-14-traduction.txt", source("communique-1978.fr.txt").replace("\n", "\r\n").encode("cp1252")
    yield "1978/harbour-bulletin-april.txt", source("bulletin-reprint-ocr.en.txt").encode()
    yield "1978/rundschreiben-reeder.txt", source("rundschreiben-1978.de.txt").encode()
    yield "1979/protokoll-vorbereitung.txt", b"\xff\xfe" + source("protokoll-1979.de.txt").encode("utf-16-le")
    yield "1980s/otkrytoe-pismo.txt", source("otkrytoe-pismo-1980.ru.txt").encode("koi8-r")
    yield "1980s/lecture-1982.txt", source("lecture-1982.en.txt").encode()
    yield "1980s/resolution-1981.md", source("resolution-1981.en.md").encode()
    yield "web/declaration-salle-de-lecture.txt", source("saved-from-web-2003.fr.txt").encode()
    yield "web/comunicado-14-memoria-del-puerto.html", source("web-page-1998.es.html").encode("cp1252")
    yield "web/growers-open-letter.html", source("web-page-2009.en.html").encode()


def typeset():
    """PDF files with a text layer."""
    title, subtitle, *body = paragraphs(source("ministry-1978.en.txt"))
    notes = {1: ["1  Official Gazette, no. 12 of 2 February 1978.", "2  Communiqué no. 15 of the Port Workers Union.",
                 "3  Annual report of the labour inspectorate, table 8."]}
    yield "1978/ministry-statement.pdf", pdf.columns(body, notes, "Ministry of Ports and Labour: statements 1978", title,
                                                     118, 0, 1, 15, 1, subtitle)
    notes = {1: ["1  Communiqué no. 15, typewritten, two leaves.", "2  Letter of 16 March 1978, copy in private hands."],
             2: ["3  Minutes of the second day. The minutes of the first day are lost."],
             4: ["4  Letter to the editors, 4 May 1979."]}
    body = paragraphs(source("review-1979.en.txt"))
    yield "1979/review-of-harbour-history.pdf", pdf.columns(
        body, notes, "The Review of Harbour History", "What was said about Puerto Alvar", 40, 18, 2, 10.5, 117,
        "From the editors of the Review of Harbour History, vol. 4 (1979)", paper=(420, 595))


def scans():
    """Pictures of paper."""
    yield "1978/resolucion-vecinos.pdf", pdf.scanned([scan("resolucion-1978.es.txt", dpi=200, skew=0.5, seed=7)],
                                                     "scan0007")
    layer = [moved(line) for line in source("appeal-women-1978.en.txt").splitlines() if line]
    yield "1978/appeal-womens-league.pdf", pdf.scanned(
        [scan("appeal-women-1978.en.txt", dpi=200, skew=-0.4, seed=11, face="DejaVuSansMono.ttf", points=11)], "Appeal",
        layer)
    sheet = scan("aufruf-1979.de.txt", dpi=200, skew=-0.6, seed=3, points=13)
    yield "1979/aufruf-streikrecht.png", picture.png(sheet.width, sheet.height, 1, sheet.bits(), 200)
    leaves = [scan("obrashchenie-1979.ru.txt", n, dpi=200, skew=0.3 - n, seed=5 + n) for n in (0, 1)]
    yield "1979/obrashchenie.tif", picture.tiff([(leaf.width, leaf.height, leaf.bits()) for leaf in leaves], 200)
    sheet = scan("manifesto-1979.pt.txt", dpi=160, skew=0.7, seed=9, points=13)
    yield "1979/manifesto-estudantes.jpg", jpeg.encode(sheet.grey(), 160)


def written():
    """Files of word processors, a book and a mail."""
    before, rows, after, notes = sections("open-letter-1980.en.txt")
    yield "1980s/open-letter-archives.docx", office.docx(paragraphs(before), table(rows), paragraphs(after),
                                                         notes.strip().splitlines(),
                                                         "Norhaven Society for Contemporary Papers, letters 1980",
                                                         "Open letter on the archives of the port")
    before, rows, notes = sections("carta-aberta-1980.pt.txt")
    yield "1980s/carta-aberta-arquivos.odt", office.odt(paragraphs(before), table(rows), notes.strip().splitlines(),
                                                        "Carta aberta sobre os arquivos do porto")
    speech = office.rtf(paragraphs(source("rede-1979.de.txt")), "Dritte Konferenz, 6. Oktober 1979")
    yield "1979/rede-konferenz.rtf", speech
    chapters = []
    for paragraph in paragraphs(source("manifeste-1981.fr.txt")):
        if paragraph.startswith("# "):
            chapters.append((paragraph[2:], []))
        else:
            chapters[-1][1].append(paragraph)
    yield "1980s/manifeste-des-lecteurs.epub", office.epub(chapters, "Manifeste des lecteurs", "fr")
    headers = [("From", "Agatha Pellworm <pellworm@papers.example>"), ("To", "reading-room@papers.example"),
               ("Subject", "=?utf-8?q?Communiqu=C3=A9_no=2E_14=3A_which_sentence=3F?="),
               ("Date", "Tue, 9 Mar 2004 10:12:00 +0000"), ("Message-ID", "<14@papers.example>")]
    minutes = source("protokoll-1979.de.txt").encode("utf-16-le")
    yield "web/mail-which-sentence.eml", office.eml(headers, source("mail-2004.en.txt"), [
        ("protokoll.txt", "text/plain", b"\xff\xfe" + minutes),
        ("traduction.txt", "text/plain", source("communique-1978.fr.txt").replace("\n", "\r\n").encode("cp1252"))])
    older = office.tar_gz([("older/telegramma.txt", source("telegramma-1978.ru.txt").encode("cp1251")),
                           ("older/comunicado.txt", source("comunicado-1978.es.txt").encode())])
    yield "1978/papers-of-a-docker.zip", office.zipped([
        ("papers/carta aos cultivadores.txt", mojibake(source("carta-mojibake.pt.txt"))), ("papers/older.tar.gz", older)])


def damaged():
    """Files that are not what they seem, or no longer."""
    yield "damaged/empty.txt", b""
    page = pdf.columns(["Of this statement only the first bytes were copied."], {}, "", "Torn", 72, 0, 1, 12, 1)
    yield "damaged/torn.pdf", page[:len(page) // 3]
    yield "damaged/locked.pdf", pdf.locked("Only for those who know the word.", "lonja")
    yield "damaged/old-word.doc", office.old_word()
    yield "damaged/speech-really-rtf.doc", office.rtf([
        "# Message of greeting", "Karsk, 4 October 1979", "To the Third Conference of Harbour Organisations:",
        "We cannot come; the ice is early this year. We greet all who speak for the right to strike and all who speak "
        "against it, provided that they listen as well.", "Union of Port Workers of Karsk"])


def main():
    out = HERE / "documents"
    shutil.rmtree(out, ignore_errors=True)
    total = 0
    for make in (plain, typeset, scans, written, damaged):
        for name, body in make():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(body)
            total += len(body)
    print(f"{sum(1 for path in out.rglob('*') if path.is_file())} documents, {total / 1e6:.2f} MB, in {out}")


if __name__ == "__main__":
    main()
