"""Takes pages of text or pictures, gives PDF files, written by hand so that nothing in them varies."""

import hashlib
import zlib

from .font import times_width, wrap

WIDTH, HEIGHT = 595, 842  # A4 in points.


def document(objects, info="", extra=""):
    """A PDF of these objects (bytes); the first is the catalogue."""
    objects = objects + [f"<< {info} >>".encode("cp1252")]
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {extra} >>"
    return bytes(out) + f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode()


def stream(entries, body):
    """A stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(body), body)


def packed(entries, body):
    """A stream object, compressed."""
    return stream(entries + " /Filter /FlateDecode", zlib.compress(body, 9))


def string(text):
    """A string in the encoding of the page."""
    raw = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + raw + b")"


FONTS = "".join(f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >> "
                for key, name in (("R", "Times-Roman"), ("B", "Times-Bold"), ("I", "Times-Italic")))


def pages(contents, title, paper=(WIDTH, HEIGHT)):
    """A PDF whose pages have these content streams."""
    size = f"0 0 {paper[0]} {paper[1]}"
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode()]
    for n, content in enumerate(contents):
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents {4 + 2 * n} 0 R "
                       f"/Resources << /Font << {FONTS}>> >> >>".encode())
        objects.append(packed("", content))
    return document(objects, f"/Title ({title}) /Producer (examples/make.py)")


class Page:
    """The content of a page, set line by line."""

    def __init__(self, width=WIDTH):
        self.out = bytearray()
        self.width = width

    def line(self, text, x, y, size=11, font="R", room=None):
        """A line at (x, y) from the bottom left; `room` stretches it to that width. `^3` is a raised note mark."""
        plain = text.replace("^", "")
        spread = 0.0
        if room and plain.count(" "):
            spread = (room - times_width(plain, size)) / plain.count(" ")
        self.out += b"BT /%s %.2f Tf %.3f Tw 1 0 0 1 %.2f %.2f Tm " % (font.encode(), size, spread, x, y)
        for n, piece in enumerate(text.split("^")):
            if n:
                digits = len(piece) - len(piece.lstrip("0123456789"))
                self.out += b"/R %.2f Tf %.2f Ts %s Tj 0 Ts " % (size * 0.6, size * 0.35, string(piece[:digits]))
                self.out += b"/%s %.2f Tf " % (font.encode(), size)
                piece = piece[digits:]
            self.out += string(piece) + b" Tj "
        self.out += b"ET\n"

    def centred(self, text, y, size=11, font="R"):
        """A line in the middle of the page."""
        self.line(text, (self.width - times_width(text, size)) / 2, y, size, font)

    def rule(self, x, y, length):
        """A thin line, as above footnotes."""
        self.out += b"%.2f %.2f m %.2f %.2f l 0.5 w S\n" % (x, y, x + length, y)


def lines_of(paragraphs, width, size, indent=14):
    """Paragraphs as lines: (text, x offset, whether to stretch, font). `# ` is a heading, `| ` a line kept as it is."""
    lines = []
    for paragraph in paragraphs:
        if paragraph.startswith("# "):
            lines += [("", 0, False, "R"), (paragraph[2:], 0, False, "B")]
        elif paragraph.startswith("| "):
            lines += [(line.removeprefix("| "), 0, False, "R") for line in paragraph.split("\n")]
        else:
            measure = lambda text: times_width(text.replace("^", ""), size)
            for n, (line, last) in enumerate(wrap(paragraph, width, measure, indent)):
                lines.append((line, 0 if n else indent, not last, "R"))
    return lines


def columns(paragraphs, notes, head, title, left, gap, count, size, first_number, byline="",
            paper=(WIDTH, HEIGHT)):
    """Pages of `count` columns with a running head, a page number and the notes of `notes` (page: lines)."""
    sheet, height = paper
    width = (sheet - 2 * left - gap * (count - 1)) / count
    leading = size * 1.22
    lines, contents, number = lines_of(paragraphs, width, size), [], first_number
    while lines:
        page = Page(sheet)
        top = height - 80
        if contents:
            page.line(head if number % 2 else head.upper(), left, height - 50, 9, "I")
            page.line(str(number), sheet - left - 12, height - 50, 9)
        else:
            page.centred(title, height - 66, size * 1.4, "B")
            page.centred(byline, height - 86, 9, "I")
            page.centred(str(number), 40, 9)
            top -= 40
        foot = notes.get(len(contents) + 1, [])
        room = int((top - 90 - 11 * len(foot)) / leading)
        for column in range(count):
            take = min(room, len(lines))
            if len(lines) > room:  # A break inside a word is what the example is for.
                take = next((n for n in range(room, room - 9, -1) if lines[n - 1][0].endswith("-")), room)
            for n, (text, dx, stretch, font) in enumerate(lines[:take]):
                if text:
                    page.line(text, left + column * (width + gap) + dx, top - n * leading, size, font,
                              width - dx if stretch else None)
            lines = lines[take:]
        if foot:
            page.rule(left, 78 + 11 * len(foot), 90)
            for n, note in enumerate(foot):
                page.line(note, left, 66 + 11 * (len(foot) - n - 1), 8)
        contents.append(bytes(page.out))
        number += 1
    return pages(contents, title, paper)


def scanned(scans, title, hidden=None):
    """A PDF of pictures; `hidden` is a text layer that is drawn invisibly over the first."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for scan in scans:
        width, height = scan.width * 72 / scan.dpi, scan.height * 72 / scan.dpi
        content = b"q %.2f 0 0 %.2f 0 0 cm /Im Do Q\n" % (width, height)
        for n, line in enumerate(hidden or []):
            content += b"BT 3 Tr /R 11 Tf 1 0 0 1 72 %d Tm %s Tj ET\n" % (760 - 16 * n, string(line))
        at = len(objects) + 1
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] /Contents {at + 1} 0 R "
                       f"/Resources << /XObject << /Im {at + 2} 0 R >> /Font << {FONTS}>> >> >>".encode())
        objects.append(packed("", content))
        objects.append(packed(f"/Type /XObject /Subtype /Image /Width {scan.width} /Height {scan.height} "
                              "/ColorSpace /DeviceGray /BitsPerComponent 1", b"".join(scan.bits())))
    kids = " ".join(f"{3 + 3 * n} 0 R" for n in range(len(scans)))
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(scans)} >>".encode()
    return document(objects, f"/Title ({title})")


PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def rc4(key, data):
    """RC4, as PDF 1.1 encrypts with."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked(text, password):
    """A page that opens only with a password (the standard handler, revision 2, 40 bits)."""
    pad = (password.encode() + PADDING)[:32]
    owner = rc4(hashlib.md5(pad).digest()[:5], pad)
    identity = hashlib.md5(text.encode()).digest()
    key = hashlib.md5(pad + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + identity).digest()[:5]
    page = Page()
    page.line(text, 72, 720)
    own = hashlib.md5(key + bytes([4, 0, 0, 0, 0])).digest()[:10]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
               f"/Resources << /Font << {FONTS}>> >> >>".encode(),
               stream("", rc4(own, bytes(page.out)))]
    lock = (f"/ID [<{identity.hex()}> <{identity.hex()}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
            f"/O <{owner.hex()}> /U <{rc4(key, PADDING).hex()}> >>")
    return document(objects, extra=lock)
