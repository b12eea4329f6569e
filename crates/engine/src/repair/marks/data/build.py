#!/usr/bin/env python3
"""Writes words.csv, pairs.csv, reversed.csv and triples.txt from free texts and word lists; see README.md here.

    build.py --clean UNGDC PRESIDENTIAL --scanned NEWSPAPERS --lists american-english-huge british-english-huge --udhr UDHR --out DIR

`fst map --sorted X.csv X.fst` (of the crate fst-bin) makes the maps.
"""

import argparse
import collections
import glob
import html
import math
import os
import re

TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*|[.!?;:]|[^\sa-z.!?;:]+")
CASED = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*|[.!?:;\"]")
WORD = re.compile(r"^[a-z]+('[a-z]+)?$")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LANGUAGES = ("fra spa deu por ita nld cat glg ron pol ces slk hun hrv slv swe dan nob fin lvs lit tur rus ukr bul srp ell "
             "ind vie eus gle cym isl als").split()


def texts(folders):
    for folder in folders:
        for path in sorted(glob.glob(os.path.join(folder, "**", "*.txt"), recursive=True)):
            with open(path, encoding="utf-8", errors="replace") as file:
                yield file.read().replace("\u2019", "'")


def count(folders, joined):
    """How often each word, and each two words side by side, with words broken over a line end joined where `joined`."""
    words, pairs = collections.Counter(), collections.Counter()
    for text in texts(folders):
        text = text.lower()
        tokens = TOKEN.findall(re.sub(r"(\w)-\s*\n\s*(?=[a-z])", r"\1", text) if joined else text)
        words.update(token for token in tokens if token[0].isalpha())
        pairs.update((a, b) for a, b in zip(tokens, tokens[1:]) if "a" <= a[0] <= "z" and "a" <= b[0] <= "z")
        if len(pairs) > 6_000_000:
            pairs = collections.Counter({pair: n for pair, n in pairs.items() if n > 1})
    return words, collections.Counter({pair: n for pair, n in pairs.items() if n >= 3})


def capitals(folders):
    """How often each word stands in the midst of a sentence without and with a capital."""
    small, title = collections.Counter(), collections.Counter()
    for text in texts(folders):
        before = "."
        for word in CASED.findall(text):
            if word[0].isalpha() and before[0].isalpha():
                if word.islower():
                    small[word] += 1
                elif word.istitle() and len(word) > 1:
                    title[word.lower()] += 0.5 if before.istitle() else 1
            before = word
    return small, title


def one_letter_away(word):
    for i in range(len(word)):
        yield word[:i] + word[i + 1:]
        yield from (word[:i] + c + word[i + 1:] for c in LETTERS if c != word[i])
    for i in range(len(word) + 1):
        yield from (word[:i] + c + word[i:] for c in LETTERS)


def believed(word, clean, scanned):
    """How much of the count in the scanned pages is not likely that of a misread, far more frequent word."""
    seen = scanned.get(word, 0)
    top = max((scanned.get(other, 0) for other in one_letter_away(word)), default=0) if seen else 0
    kept = max(0, seen - top * 0.004) if seen < top / 30 else seen
    if seen > 4 * (clean + 1) and top > 8 * seen:
        kept = clean
    return min(seen, clean * 0.3) if kept < clean * 0.3 else kept


def triples(folder):
    found = collections.defaultdict(collections.Counter)
    for path in sorted(glob.glob(os.path.join(folder, "*.html"))):
        with open(path, encoding="utf-8") as file:
            page = file.read()
        code = re.search(r'data-iso6393="(\w+)"', page)
        if code and code.group(1) in LANGUAGES:
            body = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<title>.*?</title>", "", page, flags=re.S))).lower()
            for word in re.findall(r"[^\W\d_]+", body):
                found[code.group(1)].update(f"_{word}_"[i:i + 3] for i in range(len(word)))
    for code in sorted(found):
        top = sorted(found[code].items(), key=lambda item: (-item[1], item[0]))[:1600]
        yield code + "\t" + " ".join(sorted(triple for triple, _ in top)) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("clean", "scanned", "lists"):
        parser.add_argument("--" + name, nargs="+", required=True)
    parser.add_argument("--udhr", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    clean, clean_pairs = count(options.clean, False)
    scanned, scanned_pairs = count(options.scanned, True)
    small, title = capitals(options.clean + options.scanned)
    listed = set()
    for path in options.lists:
        with open(path, encoding="utf-8") as file:
            listed.update(line.strip().lower() for line in file)
    counts, share = {}, {}
    for word in listed | {word for word, n in clean.items() if n >= 4}:
        alone = len(word) == 1 and word not in "ai" or word not in listed and len(word) < 3
        if WORD.match(word) and not alone and not word.endswith("'s"):
            kept = believed(word, clean.get(word, 0), scanned.get(word, 0))
            counts[word] = round(clean.get(word, 0) + kept)
            share[word] = kept / scanned[word] if scanned.get(word) else 1
    total = sum(counts.values())
    print("TOTAL =", total)

    def value(word):
        all_seen = small.get(word, 0) + title.get(word, 0)
        part = title.get(word, 0) / all_seen if all_seen else 0
        capital = 3 if all_seen < 4 else 0 if part < 0.05 else 1 if part < 0.5 else 2
        return round(-math.log((counts[word] + 0.15) / total) * 8) << 2 | capital

    pairs = collections.Counter()
    for found, scale in ((clean_pairs, False), (scanned_pairs, True)):
        for (a, b), n in found.items():
            if counts.get(a, 0) >= 20 and counts.get(b, 0) >= 20:
                pairs[a, b] += round(n * share[a] * share[b]) if scale else n
    tables = {
        "words": {word: value(word) for word in counts},
        "reversed": {word[::-1]: value(word) for word in counts if value(word) >> 2 <= int(14.6 * 8)},
        "pairs": {f"{a} {b}": round(math.log(n) * 8) for (a, b), n in pairs.items() if n >= 8},
    }
    for name, table in tables.items():
        with open(os.path.join(options.out, name + ".csv"), "w", encoding="utf-8") as file:
            file.writelines(f"{key},{table[key]}\n" for key in sorted(table))
    with open(os.path.join(options.out, "triples.txt"), "w", encoding="utf-8") as file:
        file.writelines(triples(options.udhr))


if __name__ == "__main__":
    main()
