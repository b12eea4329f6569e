#!/usr/bin/env python3
"""A declaration as PDF in 19 languages and scripts: are language, title and its four commitments found?

Takes --broadside BIN and --letters FOLDER (with `**/downloads/*declaration*.pdf`). For each PDF, `show --json` must give
the language that its file name says, a title that names a declaration and its city in that language, and the four
commitments as headings of their own: from the one numbered 1 to the heading of the next chapter, which has a heading under
it, exactly four with words under them. Prints one JSON line per figure.
"""

import argparse
import glob
import json
import os
import unicodedata

from common import archive

# File name: language, a word of the title, and the city as the language has it.
FILES = {
    "barcelonadeclaration.pdf": ("eng", "declaration", "barcelona"),
    "arabic": ("ara", "إعلان", "برشلونة"),
    "català": ("cat", "declaració", "barcelona"),
    "chinese_simplified": ("zho cmn", "宣言", "巴塞罗那"),
    "chinese_traditional": ("zho cmn", "宣言", "巴塞羅那"),
    "croatian": ("hrv", "deklaracija", "barcelon"),
    "deutsch": ("deu", "erklärung", "barcelona"),
    "espan": ("spa", "declaración", "información"),
    "français": ("fra", "déclaration", "barcelone"),
    "greek": ("ell", "διακηρυξη", "βαρκελων"),
    "italiano": ("ita", "dichiarazione", "barcellona"),
    "japanese": ("jpn", "宣言", "バルセロナ"),
    "lietuvių": ("lit", "deklaracija", "barselon"),
    "polska": ("pol", "deklaracja", "barcelo"),
    "romanian": ("ron", "declarația", "barcelona"),
    "russian": ("rus", "декларация", "барселон"),
    "serbian": ("srp", "декларација", "барселон"),
    "slovak": ("slk", "deklarácia", "barcelon"),
    "україн": ("ukr", "декларація", "барселон"),
}


def wanted(path):
    name = os.path.basename(path).lower()

    name = unicodedata.normalize("NFC", name)
    for part, row in FILES.items():
        if name == part or part in name.replace("barcelonadeclaration_", ""):
            return row
    return None


def commitments(shown):
    """How many headings with words under them stand from the one numbered 1 to the next chapter."""
    text = shown["text"]
    parts = [part for part in shown["parts"] if part["role"] != "furniture"]
    count = None
    for part, following in zip(parts, parts[1:]):
        if part["role"] not in ("heading", "item") or count is None and part["role"] == "item":
            continue
        if count is None and text[part["start"]:part["end"]].split()[:1] == ["1"]:
            count = 0
        if count is not None and part["role"] == "heading":
            # A heading with a heading under it begins a chapter.
            if following["role"] == "heading":
                break
            count += 1
    return count or 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--letters", required=True)
    parser.add_argument("--misses", action="store_true", help="print what is missed")
    args = parser.parse_args()
    files = glob.glob(os.path.join(args.letters, "**", "*.pdf"), recursive=True)
    files = [path for path in files if wanted(path)]
    counts = {"language": 0, "title": 0, "four commitments": 0, "all": 0}
    with archive(args.broadside) as here:
        here.add(*files)
        ids = {}
        for row in here.listed():
            ids.setdefault(row["paths"][0], row["id"])
        read = sorted(path for path in files if path in ids)
        for path, shown in zip(read, here.shown([ids[path] for path in read])):
            languages, act, city = wanted(path)
            title = (shown["title"] or "").casefold()
            found = {
                "language": shown["language"] in languages.split(),
                "title": act.casefold() in title and city.casefold() in title,
                "four commitments": commitments(shown) == 4,
            }
            found["all"] = all(found.values())
            for name in counts:
                counts[name] += found[name]
            if args.misses and not found["all"]:
                print(json.dumps({"file": os.path.basename(path), **found, "got": [
                    shown["language"], shown["title"], commitments(shown)]}, ensure_ascii=False))
    for name, count in counts.items():
        print(json.dumps({"set": "letters", "what": name, "right": count, "n": len(files)}))


if __name__ == "__main__":
    main()
