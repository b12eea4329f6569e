#!/usr/bin/env python3
"""How well likely OCR errors are marked: Overproof set 2, OCR beside what a person read.

Takes --broadside BIN and --overproof FOLDER (with dataset2/…/allArticles.txt: `ocr||@@||human||@@||overProof`, one printed line
each). Every article's OCR column becomes a text file; its marks are read from `show --json`. A word of the OCR (white space
around it, outer signs off, two letters or more, letters, hyphens and apostrophes only) is wrong when it is not the word that
stands there in the human line, the words of the two lines being aligned by their edit distance. Prints one JSON line for those words
and one for all tokens: precision and recall of the marks, and the share of all marked words whose suggestion is what the
person read.
"""

import argparse
import glob
import json
import os
import re

from common import distance, first_statements


def load(path):
    articles = []
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines.read().split("\n"):
            columns = line.split("||@@||")
            if line.startswith("*$*OVERPROOF"):
                articles.append([])
            elif len(columns) >= 2 and articles:
                articles[-1].append((columns[0], columns[1]))
    return articles


OUTER = re.compile(r"^[\W_]+|[\W_]+$")
JUDGED = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def core(token):
    return OUTER.sub("", token)


def norm(token):
    return core(token).lower().replace("-", "").replace("\u2019", "'")


def align(a, b):
    """Pairs of ranges (of a, of b): one word to one, one to two, two to one, or one to none."""
    far = 1e9
    cost = [[far] * (len(b) + 1) for _ in range(len(a) + 1)]
    back = [[None] * (len(b) + 1) for _ in range(len(a) + 1)]
    cost[0][0] = 0
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            for di, dj in ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1)):
                if i + di > len(a) or j + dj > len(b):
                    continue
                if 0 in (di, dj):
                    step = 1.1
                else:
                    x, y = "".join(a[i:i + di]), "".join(b[j:j + dj])
                    step = distance(x, y) / max(len(x), len(y), 1) * 2 + (0.3 if di + dj > 2 else 0)
                if cost[i][j] + step < cost[i + di][j + dj]:
                    cost[i + di][j + dj] = cost[i][j] + step
                    back[i + di][j + dj] = (di, dj)
    pairs, i, j = [], len(a), len(b)
    while i or j:
        di, dj = back[i][j]
        pairs.append((i - di, i, j - dj, j))
        i, j = i - di, j - dj
    return pairs[::-1]


def gold(article):
    """Every token of the OCR: its code points in the file, itself, what the person read, whether it is wrong."""
    tokens, at = [], 0
    for ocr, human in article:
        read = [(m.start(), m.group()) for m in re.finditer(r"\S+", ocr) if core(m.group())]
        meant = [word for word in human.split() if core(word)]
        for i0, i1, j0, j1 in align([norm(t) for _, t in read], [norm(t) for t in meant]):
            single = i1 - i0 == 1 and j1 - j0 == 1
            for start, token in read[i0:i1]:
                inner = core(token)
                place = at + start + token.find(inner)
                wrong = not (single and norm(token) == norm(meant[j0]))
                tokens.append((place, place + len(inner), inner, " ".join(meant[j0:j1]), wrong))
        at += len(ocr) + 1
    return tokens


def run(broadside, articles):
    """For every article, its marks."""
    found = first_statements(broadside, ["\n".join(ocr for ocr, _ in article) for article in articles])
    return [(statement or {}).get("marks", []) for statement in found]


def score(golds, marked, judged):
    right_marks = all_marks = wrong = count = suggested = 0
    for tokens, marks in zip(golds, marked):
        for start, end, token, human, is_wrong in tokens:
            if judged and (len(token) < 2 or not JUDGED.fullmatch(token)):
                continue
            count += 1
            wrong += is_wrong
            mark = next((m for m in marks if min(m["raw_end"], end) - max(m["raw_start"], start) > (end - start) / 2), None)
            if mark is None:
                continue
            all_marks += 1
            right_marks += is_wrong
            reading = mark.get("suggestion")
            suggested += bool(is_wrong and reading and [norm(w) for w in reading.split()] == [norm(w) for w in human.split()])
    share = lambda part, whole: round(part / max(1, whole), 4)
    return {"set": "overproof", "what": "words" if judged else "all tokens", "precision": share(right_marks, all_marks),
            "recall": share(right_marks, wrong), "suggestion_right": share(suggested, all_marks), "n": count}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadside", required=True, help="the program to measure")
    parser.add_argument("--overproof", required=True, help="folder with dataset2/…/allArticles.txt")
    options = parser.parse_args()
    articles = load(glob.glob(os.path.join(options.overproof, "dataset2", "**", "allArticles.txt"), recursive=True)[0])
    golds = [gold(article) for article in articles]
    marked = run(os.path.abspath(options.broadside), articles)
    for judged in (True, False):
        print(json.dumps(score(golds, marked, judged)))


if __name__ == "__main__":
    main()
