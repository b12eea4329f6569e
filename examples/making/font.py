"""Takes a TrueType font and text, gives lines of known width and pictures of their letters.

Written here so that the scans need nothing but Python and a font: outlines are quadratic curves (table `glyf`), a
letter is drawn by filling them line by line.
"""

import struct
import unicodedata

STEPS = 5  # Straight pieces a curve is drawn with.
SUBLINES = 4  # Scan lines a row of dots is drawn with.


class Font:
    """A TrueType font at any size in dots."""

    def __init__(self, path):
        self.data = open(path, "rb").read()
        count = struct.unpack_from(">H", self.data, 4)[0]
        self.tables = {}
        for n in range(count):
            tag, _, offset, length = struct.unpack_from(">4sIII", self.data, 12 + 16 * n)
            self.tables[tag.decode()] = offset
        head, hhea = self.tables["head"], self.tables["hhea"]
        self.units = struct.unpack_from(">H", self.data, head + 18)[0]
        self.long_offsets = struct.unpack_from(">H", self.data, head + 50)[0]
        self.advances = struct.unpack_from(">H", self.data, hhea + 34)[0]
        self.glyphs = self.read_cmap()
        self.drawn = {}

    def read_cmap(self):
        """The glyph of every character (format 4: the basic plane)."""
        base = self.tables["cmap"]
        for n in range(struct.unpack_from(">H", self.data, base + 2)[0]):
            at = base + struct.unpack_from(">HHI", self.data, base + 4 + 8 * n)[2]
            if struct.unpack_from(">H", self.data, at)[0] == 4:
                break
        pairs = struct.unpack_from(">H", self.data, at + 6)[0]
        words = lambda place: struct.unpack_from(f">{pairs // 2}H", self.data, place)
        ends, starts = words(at + 14), words(at + 16 + pairs)
        deltas, offsets = words(at + 16 + 2 * pairs), words(at + 16 + 3 * pairs)
        glyphs = {}
        for n, (start, end) in enumerate(zip(starts, ends)):
            for code in range(start, min(end, 0xFFFE) + 1):
                glyph = code
                if offsets[n]:
                    place = at + 16 + 3 * pairs + 2 * n + offsets[n] + 2 * (code - start)
                    glyph = struct.unpack_from(">H", self.data, place)[0]
                glyphs[code] = (glyph + deltas[n]) & 0xFFFF
        return glyphs

    def advance(self, char):
        """Width of a character in font units."""
        glyph = min(self.glyphs.get(ord(char), 0), self.advances - 1)
        return struct.unpack_from(">H", self.data, self.tables["hmtx"] + 4 * glyph)[0]

    def width(self, text, size):
        """Width of a text in dots."""
        return sum(map(self.advance, text)) * size / self.units

    def contours(self, glyph):
        """The outlines of a glyph: lists of (x, y, on the curve)."""
        kind = ">I" if self.long_offsets else ">H"
        scale, step = (1, 4) if self.long_offsets else (2, 2)
        place = self.tables["loca"] + step * glyph
        start, end = (scale * struct.unpack_from(kind, self.data, place + step * n)[0] for n in (0, 1))
        if start == end:
            return []
        at = self.tables["glyf"] + start
        count = struct.unpack_from(">h", self.data, at)[0]
        return self.simple(at, count) if count >= 0 else self.composite(at + 10)

    def simple(self, at, count):
        ends = struct.unpack_from(f">{count}H", self.data, at + 10)
        place = at + 10 + 2 * count
        place += 2 + struct.unpack_from(">H", self.data, place)[0]
        flags = []
        while len(flags) <= ends[-1]:
            flag = self.data[place]
            place += 1
            flags.append(flag)
            if flag & 8:
                flags += [flag] * self.data[place]
                place += 1
        axes = []
        for short, same in ((2, 16), (4, 32)):
            value, axis = 0, []
            for flag in flags:
                if flag & short:
                    value += self.data[place] if flag & same else -self.data[place]
                    place += 1
                elif not flag & same:
                    value += struct.unpack_from(">h", self.data, place)[0]
                    place += 2
                axis.append(value)
            axes.append(axis)
        points = [(x, y, bool(flag & 1)) for x, y, flag in zip(*axes, flags)]
        return [points[start:end + 1] for start, end in zip((0, *(e + 1 for e in ends)), ends)]

    def composite(self, place):
        """A letter made of others, such as one with an accent; offsets only, which is what text faces use."""
        contours, flags = [], 32
        while flags & 32:
            flags, glyph = struct.unpack_from(">HH", self.data, place)
            kind, size = (">hh", 4) if flags & 1 else (">bb", 2)
            dx, dy = struct.unpack_from(kind, self.data, place + 4)
            place += 4 + size + (2 if flags & 8 else 4 if flags & 64 else 8 if flags & 128 else 0)
            contours += [[(x + dx, y + dy, on) for x, y, on in points] for points in self.contours(glyph)]
        return contours

    def letter(self, char, size):
        """The picture of a character: (left, top from the base line, rows of 0 to 255)."""
        if (char, size) not in self.drawn:
            scale = size / self.units
            edges = []
            for points in self.contours(self.glyphs.get(ord(char), 0)):
                line = [(x * scale, -y * scale) for x, y in flatten(points)]
                edges += zip(line, line[1:] + line[:1])
            self.drawn[char, size] = fill(edges)
        return self.drawn[char, size]


def flatten(points):
    """An outline as straight pieces."""
    whole = []
    for here, after in zip(points, points[1:] + points[:1]):
        whole.append(here)
        if not here[2] and not after[2]:
            whole.append(((here[0] + after[0]) / 2, (here[1] + after[1]) / 2, True))
    first = next(n for n, point in enumerate(whole) if point[2])
    whole = whole[first:] + whole[:first + 1]
    line = []
    for n, (x, y, on) in enumerate(whole):
        if on:
            line.append((x, y))
            continue
        (x0, y0, _), (x1, y1, _) = whole[n - 1], whole[n + 1]
        for step in range(1, STEPS):
            t = step / STEPS
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            line.append((a * x0 + b * x + c * x1, a * y0 + b * y + c * y1))
    return line


def fill(edges):
    """The inside of outlines, non-zero winding."""
    if not edges:
        return 0, 0, []
    xs, ys = [p[0] for e in edges for p in e], [p[1] for e in edges for p in e]
    left, top = int(min(xs) // 1), int(min(ys) // 1)
    width, height = int(max(xs)) + 2 - left, int(max(ys)) + 2 - top
    rows = []
    for row in range(height):
        cover = [0.0] * width
        for sub in range(SUBLINES):
            y = top + row + (sub + 0.5) / SUBLINES
            cuts = []
            for (x0, y0), (x1, y1) in edges:
                if (y0 <= y) != (y1 <= y):
                    cuts.append((x0 + (y - y0) * (x1 - x0) / (y1 - y0), 1 if y1 > y0 else -1))
            winding, cuts = 0, sorted(cuts)
            for (a, turn), (b, _) in zip(cuts, cuts[1:]):
                winding += turn
                if winding:
                    for dot in range(int(a // 1), int(b // 1) + 1):
                        cover[dot - left] += max(0.0, min(b, dot + 1) - max(a, dot))
        rows.append([min(255, int(255 * value / SUBLINES + 0.5)) for value in cover])
    return left, top, rows


# Widths of Times-Roman in thousandths, characters 32 to 126 (Adobe's AFM file of the face that every PDF reader has).
TIMES = [int(w) for w in """250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500
500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611
722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333
389 278 500 500 722 500 500 444 480 200 480 541""".split()]


def times_width(text, size):
    """Width in points of a text in Times-Roman; accents are as wide as their letters."""
    plain = (unicodedata.normalize("NFD", char)[0] for char in text)
    return sum(TIMES[ord(c) - 32] if 32 <= ord(c) < 127 else 500 for c in plain) * size / 1000


def wrap(text, width, measure, first=0.0):
    """Breaks a paragraph into lines: (line, whether it is the last). A soft hyphen may end a line as a hyphen."""
    lines, line = [], ""
    room = width - first
    for word in text.split():
        while word:
            joined = f"{line} {word}" if line else word
            if measure(joined.replace("\xad", "")) <= room:
                line, word = joined, ""
                continue
            for cut in reversed([n for n, char in enumerate(word) if char in "\xad-" and 1 < n < len(word) - 1]):
                head = f"{line} {word[:cut]}-" if line else word[:cut] + "-"
                if measure(head.replace("\xad", "")) <= room:
                    line, word = head, word[cut + 1:]
                    break
            lines.append((line.replace("\xad", ""), False))
            line, room = "", width
    return lines + [(line.replace("\xad", ""), True)]
