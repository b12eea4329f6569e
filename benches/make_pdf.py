#!/usr/bin/env python3
"""Makes a PDF with a text layer of a given number of pages out of plain text; the standard library is all it needs.

usage: make_pdf.py TEXT_FILE_OR_FOLDER OUT.pdf [PAGES] [COLUMNS]

The text is set in Times, 10 on 12 point, justified by word spacing as typesetting programs do, with a running head and
page numbers; in two columns the gutter is 12 points. Widths are those of the Adobe core fonts, rounded.
"""
import pathlib
import re
import sys
import zlib

# Advance widths of Times-Roman in thousandths, for the characters from space to tilde.
WIDTHS = [250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278] + [500] * 10 + [
    278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556,
    722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
    500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541]
SIZE, LEADING, MARGIN, WIDTH, HEIGHT = 10, 12, 64, 595, 842


def words_of(path):
    path = pathlib.Path(path)
    files = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
    for file in files:
        for paragraph in re.split(r"\n\s*\n", file.read_text("utf-8", "replace")):
            words = ["".join(c if " " <= c <= "~" else "'" for c in word) for word in paragraph.split()]
            if words:
                yield words


def width(word):
    return sum(WIDTHS[ord(c) - 32] for c in word) * SIZE / 1000


def lines_of(paragraphs, measure):
    """Lines as (words, width without spaces, whether it is justified)."""
    for words in paragraphs:
        line, used = [], 0
        for word in words:
            w = width(word)
            if line and used + w + 2.5 * len(line) > measure:
                yield line, used, True
                line, used = [], 0
            line.append(word)
            used += w
        yield line, used, False


def page_stream(number, columns, measure, gutter):
    escape = lambda text: text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    out = [f"BT /F1 8 Tf {MARGIN} {HEIGHT - 40} Td (STATE PAPERS, A READER) Tj ET",
           f"BT /F1 8 Tf {WIDTH / 2:.1f} 36 Td ({number}) Tj ET"]
    for at, lines in enumerate(columns):
        out.append(f"BT /F1 {SIZE} Tf {LEADING} TL {MARGIN + at * (measure + gutter):.2f} {HEIGHT - MARGIN - SIZE} Td")
        for words, used, justified in lines:
            gap = (measure - used) / (len(words) - 1) if justified and len(words) > 1 else 2.5
            out.append(f"{gap - 2.5:.3f} Tw ({escape(' '.join(words))}) Tj T*")
        out.append("ET")
    return zlib.compress("\n".join(out).encode("ascii"))


def main():
    source, target = sys.argv[1:3]
    pages, count = int((sys.argv + [100])[3] if len(sys.argv) > 3 else 100), int(sys.argv[4]) if len(sys.argv) > 4 else 1
    gutter = 12
    measure = (WIDTH - 2 * MARGIN - gutter * (count - 1)) / count
    lines = lines_of(words_of(source), measure)
    per_column = (HEIGHT - 2 * MARGIN) // LEADING
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "",
               "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"]
    for number in range(1, pages + 1):
        columns = [[line for line, _ in zip(lines, range(per_column))] for _ in range(count)]
        stream = page_stream(number, columns, measure, gutter)
        page = len(objects) + 1
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {page + 1} 0 R"
                       "/Resources<</Font<</F1 3 0 R>>>>>>")
        objects.append(f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n".encode() + stream + b"\nendstream")
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(pages))
    objects[1] = f"<</Type/Pages/Count {pages}/Kids[{kids}]>>"
    file, offsets = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for at, body in enumerate(objects, 1):
        offsets.append(len(file))
        file += f"{at} 0 obj\n".encode() + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    start = len(file)
    file += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    file += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    file += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    pathlib.Path(target).write_bytes(file)


if __name__ == "__main__":
    main()
