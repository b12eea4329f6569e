"""Takes paragraphs, gives DOCX, ODT, RTF, EPUB, mail and archives, with no time or chance in them."""

import base64
import gzip
import io
import quopri
import tarfile
import zipfile
from xml.sax.saxutils import escape


def zipped(members, stored=()):
    """A ZIP of (name, bytes or text); names in `stored` are not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, body)
    return out.getvalue()


def tar_gz(members):
    """A gzipped TAR of (name, bytes)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, body in members:
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return gzip.compress(out.getvalue(), 9, mtime=0)


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text):
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx_paragraph(text):
    """`# ` is a heading, `- ` an item of a numbered list, `^1` the mark of a footnote."""
    style = ""
    if text.startswith("# "):
        style, text = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', text[2:]
    elif text.startswith("- "):
        style, text = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>', text[2:]
    first, *noted = text.split("^")
    body = run(first) if first else ""
    for piece in noted:
        body += f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{piece[0]}"/></w:r>'
        body += run(piece[1:]) if piece[1:] else ""
    return f"<w:p>{style}{body}</w:p>"


def docx(before, table, after, notes, head, title):
    """A Word document with a table, footnotes and a header."""
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{docx_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in table)
    body = ("".join(map(docx_paragraph, before)) + f"<w:tbl>{rows}</w:tbl>" + "".join(map(docx_paragraph, after))
            + '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/></w:sectPr>')
    footnotes = "".join(f'<w:footnote w:id="{n}"><w:p>{run(note)}</w:p></w:footnote>' for n, note in enumerate(notes, 1))
    parts = {"document": ("main", f'<w:document {W} xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>'),
             "styles": ("styles", f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Heading1"><w:name '
                        'w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'),
             "numbering": ("numbering", f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start '
                           'w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num '
                           'w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'),
             "footnotes": ("footnotes", f"<w:footnotes {W}>{footnotes}</w:footnotes>"),
             "header1": ("header", f"<w:hdr {W}>{docx_paragraph(head)}</w:hdr>")}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.'
                        f'{"document.main" if kind == "main" else kind}+xml"/>' for name, (kind, _) in parts.items())
    types = (f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
             f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
             f'ContentType="application/xml"/>{overrides}</Types>')
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = [("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes"), ("header", "header1")]
    links = "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
                    for n, (kind, name) in enumerate(kinds, 1))
    core = ('<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>')
    root = (f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
            f'Type="{package}/metadata/core-properties" Target="docProps/core.xml"/>')
    members = [("[Content_Types].xml", XML + types), ("_rels/.rels", XML + f'<Relationships xmlns="{package}">{root}</Relationships>'),
               ("docProps/core.xml", XML + core)]
    members += [(f"word/{name}.xml", XML + body) for name, (_, body) in parts.items()]
    members += [("word/_rels/document.xml.rels", XML + f'<Relationships xmlns="{package}">{links}</Relationships>')]
    return zipped(members)


ODF = "urn:oasis:names:tc:opendocument:xmlns"


def odt(paragraphs, table, notes, title):
    """An OpenDocument text; paragraphs as for Word, the table last."""
    def paragraph(text):
        level = text.startswith("# ")
        first, *noted = text.removeprefix("# ").split("^")
        body = escape(first)
        for piece in noted:
            note = notes[int(piece[0]) - 1]
            body += (f'<text:note text:id="ftn{piece[0]}" text:note-class="footnote"><text:note-citation>{piece[0]}'
                     f'</text:note-citation><text:note-body><text:p>{escape(note)}</text:p></text:note-body></text:note>')
            body += escape(piece[1:])
        return f'<text:h text:outline-level="1">{body}</text:h>' if level else f"<text:p>{body}</text:p>"
    rows = "".join("<table:table-row>" + "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>"
                   for cell in row) + "</table:table-row>" for row in table)
    names = "".join(f' xmlns:{key}="{ODF}:{key}:1.0"' for key in ("office", "text", "table"))
    content = (f"<office:document-content{names}><office:body><office:text>{''.join(map(paragraph, paragraphs))}"
               f"<table:table>{rows}</table:table></office:text></office:body></office:document-content>")
    meta = (f'<office:document-meta{names} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>'
            f"{escape(title)}</dc:title></office:meta></office:document-meta>")
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
                f'manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" '
                f'manifest:media-type="text/xml"/></manifest:manifest>')
    return zipped([("mimetype", kind), ("content.xml", XML + content), ("meta.xml", XML + meta),
                   ("META-INF/manifest.xml", XML + manifest)], stored=("mimetype",))


def rtf(paragraphs, head=""):
    """An RTF file in windows-1252; `# ` is a heading."""
    def text(piece):
        piece = piece.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(c if ord(c) < 128 else "".join(f"\\'{b:02x}" for b in c.encode("cp1252")) for c in piece)
    body = "".join(f"{{\\pard\\qc\\b\\fs28 {text(p[2:])}\\par}}\n" if p.startswith("# ") else f"\\pard {text(p)}\\par\n"
                   for p in paragraphs).replace("\xad", "\\-")
    header = f"{{\\header\\pard\\qr {text(head)}\\par}}\n" if head else ""
    return (f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\froman Times New Roman;}}}}\n{header}{body}}}\n").encode()


def epub(chapters, title, language):
    """An EPUB of (heading, paragraphs)."""
    xhtml = ('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
             'xml:lang="{language}"><head><title>{title}</title></head><body>{body}</body></html>\n')
    members = [("mimetype", "application/epub+zip"),
               ("META-INF/container.xml", '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:'
                'opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" '
                'media-type="application/oebps-package+xml"/></rootfiles></container>')]
    items = spine = links = ""
    for n, (heading, paragraphs) in enumerate(chapters, 1):
        body = f"<h1>{escape(heading)}</h1>" + "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
        members.append((f"OEBPS/{n}.xhtml", xhtml.format(language=language, title=escape(heading), body=body)))
        items += f'<item id="c{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>'
        spine += f'<itemref idref="c{n}"/>'
        links += f'<li><a href="{n}.xhtml">{escape(heading)}</a></li>'
    nav = xhtml.format(language=language, title=escape(title), body='<nav xmlns:epub="http://www.idpf.org/2007/ops" '
                       f'epub:type="toc"><ol>{links}</ol></nav>')
    package = ('<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
               f'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">'
               f"urn:x-example:manifeste</dc:identifier><dc:title>{escape(title)}</dc:title><dc:language>{language}"
               f'</dc:language></metadata><manifest>{items}<item id="nav" href="nav.xhtml" properties="nav" '
               f'media-type="application/xhtml+xml"/></manifest><spine>{spine}</spine></package>')
    return zipped(members + [("OEBPS/nav.xhtml", nav), ("OEBPS/book.opf", package)], stored=("mimetype",))


def eml(headers, text, attachments):
    """A mail: (name, value) headers, text in quoted-printable, attachments (name, media type, bytes)."""
    mark = "=_examples_boundary"
    out = "".join(f"{name}: {value}\r\n" for name, value in headers).encode()
    out += f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="{mark}"\r\n\r\n--{mark}\r\n'.encode()
    out += b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    out += quopri.encodestring(text.encode()).replace(b"\n", b"\r\n")
    for name, kind, body in attachments:
        out += (f'\r\n--{mark}\r\nContent-Type: {kind}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
                f'Content-Disposition: attachment; filename="{name}"\r\n\r\n').encode()
        out += base64.encodebytes(body).replace(b"\n", b"\r\n")
    return out + f"--{mark}--\r\n".encode()


def old_word():
    """The first two sectors of a Word 97 file: enough to be known by, not to be read."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    head[24:34] = bytes.fromhex("3e000300feff09000600")
    head[48:52] = b"\0\0\0\0"
    directory = bytearray(2048)
    for n, name in enumerate(("Root Entry", "WordDocument", "1Table")):
        raw = name.encode("utf-16-le")
        directory[128 * n:128 * n + len(raw)] = raw
        directory[128 * n + 64] = len(raw) + 2
        directory[128 * n + 66] = 5 if n == 0 else 2
    return bytes(head + directory)
