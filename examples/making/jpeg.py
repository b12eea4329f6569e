"""Takes rows of grey dots, gives a baseline JPEG (ITU-T T.81), with the example tables of its annex K."""

import math
import struct

ZIGZAG = sorted(range(64), key=lambda n: (n // 8 + n % 8, n // 8 if (n // 8 + n % 8) % 2 else n % 8))
QUANTA = [16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
          51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
          120, 101, 72, 92, 95, 98, 112, 100, 103, 99]
COSINES = [[math.cos((2 * x + 1) * u * math.pi / 16) * (math.sqrt(0.5) if u == 0 else 1) / 2 for x in range(8)]
           for u in range(8)]
DC = ([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], list(range(12)))
# Every (run, size) gets a code of its own length class; a flat table is a little larger than annex K's and shorter to say.
AC = ([0] * 7 + [162] + [0] * 8, [run << 4 | size for run in range(16) for size in range(1, 11)] + [0x00, 0xF0])


def codes(table):
    """The canonical Huffman codes: value to (code, bits)."""
    found, code, values = {}, 0, iter(table[1])
    for bits, count in enumerate(table[0], 1):
        for _ in range(count):
            found[next(values)] = (code, bits)
            code += 1
        code <<= 1
    return found


def transform(block):
    """The cosine transform of eight rows of eight."""
    half = [[sum(row[x] * wave[x] for x in range(8)) for wave in COSINES] for row in block]
    return [sum(half[y][u] * wave[y] for y in range(8)) for wave in COSINES for u in range(8)]


def encode(rows, dpi, quality=40):
    """The picture as JPEG."""
    height, width = len(rows), len(rows[0])
    factor = 5000 // quality if quality < 50 else 200 - 2 * quality
    quanta = [max(1, min(255, (q * factor + 50) // 100)) for q in QUANTA]
    dc, ac = codes(DC), codes(AC)
    bits, flat, last = [], {}, 0
    def put(value, length):
        bits.append(format(value, f"0{length}b") if length else "")
    def put_number(table, run, number):
        size = abs(number).bit_length()
        put(*table[run << 4 | size])
        put(number if number >= 0 else number + (1 << size) - 1, size)
    for top in range(0, height, 8):
        band = [rows[min(y, height - 1)] for y in range(top, top + 8)]
        for left in range(0, width, 8):
            block = [bytes(row[left:left + 8]).ljust(8, row[-1:]) for row in band]
            key = b"".join(block)
            if key not in flat:
                waves = transform([[dot - 128 for dot in row] for row in block])
                flat[key] = [round(waves[n] / quanta[n]) for n in ZIGZAG]
            numbers = flat[key]
            put_number(dc, 0, numbers[0] - last)
            last, run = numbers[0], 0
            end = max((n for n in range(1, 64) if numbers[n]), default=0)
            for number in numbers[1:end + 1]:
                if number == 0:
                    run += 1
                    continue
                while run > 15:
                    put(*ac[0xF0])
                    run -= 16
                put_number(ac, run, number)
                run = 0
            if end < 63:
                put(*ac[0])
    digits = "".join(bits)
    digits += "1" * (-len(digits) % 8)
    body = int(digits, 2).to_bytes(len(digits) // 8, "big").replace(b"\xff", b"\xff\0")
    def segment(kind, content):
        return struct.pack(">BBH", 0xFF, kind, len(content) + 2) + content
    def huffman(place, table):
        return segment(0xC4, bytes([place, *table[0], *table[1]]))
    return (b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\1" + struct.pack(">HHBB", dpi, dpi, 0, 0))
            + segment(0xDB, bytes([0, *(quanta[n] for n in ZIGZAG)]))
            + segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
            + huffman(0x00, DC) + huffman(0x10, AC) + segment(0xDA, b"\1\1\0\0\x3f\0") + body + b"\xff\xd9")
