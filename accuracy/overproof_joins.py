#!/usr/bin/env python3
"""Words broken over a line end: does Broadside join those that the human text of Overproof set 2 has broken?

Takes --broadside BIN and --overproof FOLDER (with dataset2/…/allArticles.txt: `ocr||@@||human||@@||overProof`, one
printed line each). Every article's OCR column becomes a text file; an edit of `broken-word` or `lost-hyphen` that takes a
line end away is a join. Prints one JSON line per figure.

A broken word is a line whose human text ends in letters and a hyphen (or dash), the next human line beginning with a
letter; or one whose human text ends with the two halves of the OCR lines written together. Its hyphen *survived* when the
OCR line ends in a letter, a hyphen and at most marks; else it was *lost*. A join counts against precision where there is
no broken word, unless the human text leaves the word in two without a hyphen and overProof's text writes it as one.
Whether the joined word keeps its hyphen is compared with overProof's text, where that has the whole word.
"""

import argparse
import bisect
import glob
import json
import os
import re

from common import distance, first_statements

RULES = ("broken-word", "lost-hyphen")
LETTERS = r"[^\W\d_]+"


def articles(folder):
    path = glob.glob(os.path.join(folder, "dataset2", "**", "allArticles.txt"), recursive=True)[0]
    lines = None
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("*$*OVERPROOF*$*"):
                if lines:
                    yield lines
                lines = []
            elif lines is not None:
                columns = line.rstrip("\n").split("||@@||")
                lines.append((columns + ["", "", ""])[:3])
    if lines:
        yield lines


def edge(text, pattern):
    found = re.search(pattern, text.strip())
    return found.group(1).lower() if found else ""


def last(text):
    return edge(text, "(" + LETTERS + r")\W*$")


def first(text):
    return edge(text, r"^\W*(" + LETTERS + ")")


def following(lines, index, column):
    """The next line that is not blank in that column."""
    for line in lines[index + 1:]:
        if line[column].strip():
            return line[column]
    return ""


def broken(lines, index):
    """The two halves of the word that the human text has broken behind this line, or None."""
    ocr, human, _ = lines[index]
    next_human = following(lines, index, 1)
    half = edge(human, "(" + LETTERS + ")[-\u2013\u2014]$")
    if half and first(next_human):
        return half, first(next_human)
    ocr_first, ocr_second, whole = last(ocr), first(following(lines, index, 0)), last(human)
    written_as_one = (
        ocr_first and ocr_second and len(whole) > max(4, len(ocr_first) + 1)
        and distance(ocr_first + ocr_second, whole) <= len(whole) // 4
        and not first(next_human).startswith(ocr_second[:3])
    )
    return (ocr_first, whole[len(ocr_first):]) if written_as_one else None


def survived(lines, index):
    return bool(re.search(r"[^\W\d_][-\u00ac\u00ad\u2010\u2013\u2014]\W*$", lines[index][0].rstrip()))


def one_in_overproof(lines, index):
    whole = last(lines[index][2]).replace("-", "")
    halves = last(lines[index][0]) + first(following(lines, index, 0))
    return len(whole) > len(last(lines[index][0])) and distance(whole, halves) <= max(1, len(whole) // 4)


def joins(broadside, texts):
    """For every article, the joins behind its lines: line -> (rule, what stands in the line end's place)."""
    found = [{} for _ in texts]
    for text, statement, joined in zip(texts, first_statements(broadside, texts), found):
        ends = [at for at, letter in enumerate(text) if letter == "\n"]
        for edit in (statement or {}).get("edits", []):
            if edit["rule"] in RULES and "\n" in edit["before"] and "\n" not in edit["after"]:
                place = edit["raw_start"] + edit["before"].index("\n")
                joined[bisect.bisect_left(ends, place)] = (edit["rule"], edit["after"])
    return found


def count(lines, found, figures):
    index = 0
    for index in range(len(lines) - 1):
        word, join = broken(lines, index), found.get(index)
        if join and not word and not lines[index + 1][0].strip():
            word = broken(lines, index + 1)
            if word:
                lines[index + 1] = ["", "", ""]
        kind = "survived" if (survived(lines, index) if word else join and join[0] == "broken-word") else "lost"
        figure = figures[kind]
        if word:
            figure["n"] += 1
            figure["found"] += bool(join)
            figure["overproof"] += one_in_overproof(lines, index)
        elif join and not one_in_overproof(lines, index):
            figure["wrong"] += 1
        if word and join:
            token = edge(lines[index][2], r"(\S+?)[^\w]*$")
            if token.replace("-", "").endswith("".join(word)):
                figures["hyphens"]["n"] += 1
                figures["hyphens"]["found"] += token.endswith("-".join(word)) == (join[1] == "-")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--overproof", required=True)
    args = parser.parse_args()
    every = list(articles(args.overproof))
    texts = ["\n".join(line[0] for line in lines) + "\n" for lines in every]
    empty = {"n": 0, "found": 0, "wrong": 0, "overproof": 0}
    figures = {kind: dict(empty) for kind in ("survived", "lost", "hyphens")}
    for lines, found in zip(every, joins(args.broadside, texts)):
        count(lines, found, figures)
    for kind, what in (("survived", "broken words joined, hyphen survived"), ("lost", "broken words joined, hyphen lost")):
        figure = figures[kind]
        made = figure["found"] + figure["wrong"]
        print(json.dumps({
            "set": "overproof-2", "what": what, "precision": figure["found"] / max(1, made),
            "recall": figure["found"] / max(1, figure["n"]), "n": figure["n"], "joined": made,
            "overproof_recall": figure["overproof"] / max(1, figure["n"]),
        }))
    hyphens = figures["hyphens"]
    print(json.dumps({
        "set": "overproof-2", "what": "joined words that keep or lose their hyphen as overProof has them",
        "precision": hyphens["found"] / max(1, hyphens["n"]), "n": hyphens["n"],
    }))


if __name__ == "__main__":
    main()
