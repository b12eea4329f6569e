"""Takes text, gives pictures of pages as a scanner would make them: askew, with specks; as PNG, JPEG and TIFF."""

import math
import random
import struct
import zlib

from .font import wrap


class Scan:
    """A white page on which text is set line by line; dots are 0 (white) to 255 (ink)."""

    def __init__(self, font, dpi=150, inches=(8.27, 11.69), skew=0.4, seed=1):
        self.font, self.dpi = font, dpi
        self.width, self.height = int(dpi * inches[0]), int(dpi * inches[1])
        self.dots = bytearray(self.width * self.height)
        self.slope = math.tan(math.radians(skew))
        self.chance = random.Random(seed)
        self.y = dpi * 0.9

    def text(self, text, left, size):
        """A line of text on the current base line."""
        x = left
        for char in text:
            dx, dy, rows = self.font.letter(char, size)
            top = round(self.y + x * self.slope) + dy
            for n, row in enumerate(rows):
                start = (top + n) * self.width + round(x) + dx
                for m, ink in enumerate(row):
                    if ink and 0 <= start + m < len(self.dots):
                        self.dots[start + m] = max(self.dots[start + m], ink)
            x += self.font.advance(char) * size / self.font.units

    def put(self, paragraph, points=12, centre=False, gap=0.8, margin=1.0, leading=1.35):
        """A paragraph (`\\n` ends a line) between the margins, in inches."""
        size = points * self.dpi / 72
        left, room = margin * self.dpi, self.width - 2 * margin * self.dpi
        for piece in paragraph.split("\n"):
            for line, _ in wrap(piece, room, lambda text: self.font.width(text, size)):
                self.text(line, left + (room - self.font.width(line, size)) / 2 * centre, size)
                self.y += size * leading
        self.y += size * gap

    def specks(self, count):
        """Dirt: dots of one to three across."""
        for _ in range(count):
            x, y = self.chance.randrange(3, self.width - 3), self.chance.randrange(3, self.height - 3)
            side = self.chance.choice((1, 1, 1, 2, 2, 3))
            for row in range(side):
                start = (y + row) * self.width + x
                self.dots[start:start + side] = bytes([self.chance.randrange(120, 256)]) * side

    def grey(self, paper=238, ink=40):
        """Rows of grey dots, as a camera sees yellowed paper."""
        shade = bytes(paper - (paper - ink) * dot // 255 for dot in range(256))
        dots = self.dots.translate(shade)
        return [dots[n:n + self.width] for n in range(0, len(dots), self.width)]

    def bits(self):
        """Rows of packed bits, 1 for white."""
        white = self.dots.translate(bytes(1 if dot < 110 else 0 for dot in range(256)))
        length = (self.width + 7) // 8
        rows = []
        for n in range(0, len(white), self.width):
            digits = "".join(map(str, white[n:n + self.width])).ljust(8 * length, "1")
            rows.append(int(digits, 2).to_bytes(length, "big"))
        return rows


def png(width, height, depth, rows, dpi):
    """A grey PNG of 1 or 8 bits a dot."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    a_metre = round(dpi / 0.0254)
    body = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"pHYs", struct.pack(">IIB", a_metre, a_metre, 1))
            + chunk(b"IDAT", body) + chunk(b"IEND", b""))


def packbits(row):
    """A row in TIFF's PackBits."""
    out, n = bytearray(), 0
    while n < len(row):
        run = 1
        while run < 128 and n + run < len(row) and row[n + run] == row[n]:
            run += 1
        if run > 1:
            out += bytes([257 - run, row[n]])
            n += run
            continue
        start = n
        while n < len(row) and n - start < 128 and (n + 1 >= len(row) or row[n] != row[n + 1]):
            n += 1
        out += bytes([n - start - 1]) + row[start:n]
    return bytes(out)


def tiff(pages, dpi):
    """A TIFF of several black and white pages: (width, height, rows of packed bits, 1 for white)."""
    out = bytearray(b"II*\0\0\0\0\0")
    link = 4
    for width, height, rows in pages:
        strip = b"".join(map(packbits, rows))
        strip_at = len(out)
        out += strip + b"\0" * (len(strip) % 2)
        ratio_at = len(out)
        out += struct.pack("<II", dpi, 1)
        entries = [(256, 4, width), (257, 4, height), (258, 3, 1), (259, 3, 32773), (262, 3, 1), (273, 4, strip_at),
                   (277, 3, 1), (278, 4, height), (279, 4, len(strip)), (282, 5, ratio_at), (283, 5, ratio_at),
                   (296, 3, 2)]
        struct.pack_into("<I", out, link, len(out))
        out += struct.pack("<H", len(entries))
        for tag, kind, value in entries:
            out += struct.pack("<HHII", tag, kind, 1, value)
        link = len(out)
        out += b"\0\0\0\0"
    return bytes(out)
