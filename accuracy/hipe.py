#!/usr/bin/env python3
"""Names in historical newspapers (HIPE-2022): fuzzy F1 over coarse kinds.

Takes the folder of TSV files and the program `cargo build --release --example names` makes; joins each document's tokens as
the set says (NoSpaceAfter; line ends as line ends), has the program name spans, and lays them over the set's tokens by their
offsets. As HIPE's scorer counts: a name is right when it shares a token with a name of the same kind in the column
NE-COARSE-LIT, each counted once; micro over all kinds. Names inside names are left out, so are the set's kinds that are no
names here (time, date, scope, object). Of topres19th, which has places alone, places alone are counted. Prints a JSON line
per set and language, and per language one over all newspapers, one over those documents in which the set has any name, and
one over the parts of these up to 300 tokens behind the set's last name: in many documents of newseye (de) and letemps the set
has none, in some only at the beginning, though they are full of names.
"""
import argparse
import glob
import json
import os
import re
import subprocess
import tempfile

KINDS = {"pers": "person", "per": "person", "loc": "place", "org": "organisation", "prod": "work", "humanprod": "work",
         "work": "work", "building": "building", "street": "street"}
STREET = re.compile(r"\b(street|st|road|lane|row|terrace|avenue|place|square|hill|gate)\b\W*$", re.I)
BUILDING = re.compile(r"\b(hall|church|chapel|inn|hotel|house|castle|theatre|station|mills?|hospital|cathedral|tavern|hospital|"
                      r"palace|exchange|museum|institut\w+|office|college|school)\b", re.I)
# Tokens behind the last name of a document that still count as annotated.
BEHIND = 300
CODES = {"de": "deu", "en": "eng", "fr": "fra", "fi": "fin", "sv": "swe"}


def documents(path):
    """Every document: its tokens as (text, label, misc)."""
    tokens = []
    with open(path, encoding="utf-8") as file:
        next(file)
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# hipe2022:document_id"):
                if tokens:
                    yield tokens
                tokens = []
            elif line and not line.startswith("#"):
                columns = line.split("\t")
                tokens.append((columns[0], columns[1], columns[9] if len(columns) > 9 else ""))
    if tokens:
        yield tokens


def joined(tokens, newline):
    text, places = "", []
    for word, _, misc in tokens:
        places.append((len(text.encode()), len((text + word).encode())))
        text += word + (newline if "EndOfLine" in misc else "" if "NoSpaceAfter" in misc else " ")
    return text, places


def gold(tokens):
    """The set's names as (kind, first token, one past the last)."""
    names = []
    for index, (_, label, _) in enumerate(tokens):
        head, _, kind = label.partition("-")
        kind = KINDS.get(kind.lower())
        if head == "B" and kind:
            names.append([kind, index, index + 1])
        elif head == "I" and names and names[-1][2] == index and names[-1][0] == kind:
            names[-1][2] = index + 1
    return names


def found(line, text, places, dataset):
    """The program's names over the set's tokens, outermost only."""
    names, raw = [], text.encode()
    spans = []
    for item in line.split("\t") if line else ():
        kind, start, end, _ = item.split(" ")
        spans.append((kind, int(start), int(end)))
    for kind, start, end in spans:
        if any((s, e) != (start, end) and s <= start and end <= e for _, s, e in spans):
            continue
        if dataset == "topres19th":
            if kind != "place":
                continue
            words = raw[start:end].decode()
            kind = "street" if STREET.search(words) else "building" if BUILDING.search(words) else kind
        covered = [i for i, (s, e) in enumerate(places) if s < end and start < e]
        if covered and kind in KINDS.values() and not (dataset == "sonar" and kind == "work"):
            names.append([kind, covered[0], covered[-1] + 1])
    return names


def score(golden, names, figures, misses):
    used = set()
    for kind, start, end in names:
        hits = [i for i, (k, s, e) in enumerate(golden) if i not in used and k == kind and s < end and start < e]
        figure = figures.setdefault(kind, [0, 0, 0])
        if hits:
            used.add(hits[0])
            figure[0] += 1
        else:
            figure[1] += 1
            misses.append(("+", kind, start, end))
    for index, (kind, start, end) in enumerate(golden):
        if index not in used:
            figures.setdefault(kind, [0, 0, 0])[2] += 1
            misses.append(("-", kind, start, end))


def summed(figures):
    return [sum(figure[n] for figure in figures.values()) for n in range(3)]


def shown(counts):
    right, extra, missed = counts
    precision, recall = right / max(1, right + extra), right / max(1, right + missed)
    return {"precision": round(precision, 3), "recall": round(recall, 3),
            "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3), "n": right + missed}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", required=True, help="the example program `names`")
    parser.add_argument("--hipe", required=True, help="the folder of TSV files")
    parser.add_argument("--part", default="dev", help="which files: dev, test, ...")
    parser.add_argument("--languages", default="de,en,fr")
    parser.add_argument("--misses", help="a file for what was missed (-) and what was too much (+)")
    parser.add_argument("--newline", default="\n")
    args = parser.parse_args()
    over, told, parts, misses_file = {}, {}, {}, open(args.misses, "w", encoding="utf-8") if args.misses else None
    for path in sorted(glob.glob(os.path.join(args.hipe, f"HIPE-2022-*-{args.part}*-*.tsv"))):
        dataset, part, language = re.search(r"HIPE-2022-v[\d.]+-(\w+)-(\w+)-(\w\w)", os.path.basename(path)).groups()
        if language not in args.languages.split(","):
            continue
        parsed = [(tokens, *joined(tokens, args.newline)) for tokens in documents(path)]
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            for _, text, _ in parsed:
                file.write(CODES[language] + "\t" + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") + "\n")
            file.flush()
            lines = subprocess.run([args.names, file.name], stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")
        figures = {}
        for (tokens, text, places), line in zip(parsed, lines):
            misses, mine = [], {}
            golden = gold(tokens)
            named = found(line, text, places, dataset)
            score(golden, named, mine, misses)
            for kind, counts in mine.items():
                figures[kind] = [a + b for a, b in zip(figures.get(kind, [0, 0, 0]), counts)]
            if golden and dataset != "ajmc":
                told[language] = [a + b for a, b in zip(told.get(language, [0, 0, 0]), summed(mine))]
                within = {}
                score(golden, [name for name in named if name[1] < golden[-1][2] + BEHIND], within, [])
                parts[language] = [a + b for a, b in zip(parts.get(language, [0, 0, 0]), summed(within))]
            for sign, kind, start, end in sorted(misses, key=lambda m: m[2]) if misses_file else ():
                words = [t[0] for t in tokens]
                misses_file.write(f"{dataset}-{language} {sign} {kind}: {' '.join(words[max(0, start - 4):start])} "
                                  f"[{' '.join(words[start:end])}] {' '.join(words[end:end + 3])}\n")
        by_kind = {kind: shown(figure) for kind, figure in sorted(figures.items())}
        print(json.dumps({"set": f"{dataset}-{part}", "what": f"names ({language})", **shown(summed(figures)),
                          "kinds": {k: v["f1"] for k, v in by_kind.items()}}))
        if dataset != "ajmc":
            total = over.setdefault(language, [0, 0, 0])
            over[language] = [a + b for a, b in zip(total, summed(figures))]
    for language, counts in sorted(over.items()):
        print(json.dumps({"set": "hipe2022, newspapers", "what": f"names ({language})", **shown(counts)}))
        print(json.dumps({"set": "hipe2022, documents with a name", "what": f"names ({language})",
                          **shown(told[language])}))
        print(json.dumps({"set": "newspapers, parts of documents in which the set has names", "language": language,
                          **shown(parts[language])}))


if __name__ == "__main__":
    main()
