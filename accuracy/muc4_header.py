#!/usr/bin/env python3
"""Headers of MUC-4 items: are the place and the day of the dateline, its source, and the header tag's kind read?

Takes --broadside BIN and --muc4 FILE (muc4.jsonl or .jsonl.gz; `dateline` with place, date, source; `tags`). Every item
becomes a text file; `show --json` gives `places`, `date`, `published_in` and `kind`. "NO CITY" must give no place, or the
country in parentheses alone; "NO DATE" must give no day that a dateline stated. A tag counts where one of the first tags
is the name of a kind (COMMUNIQUE, STATEMENT, SPEECH, COMMENTARY, REPORT, …). Prints one JSON line per figure, for the
test items (TST1, TST2) and the others.
"""

import argparse
import gzip
import json
import os
import re

from common import archive

MONTHS = {name: number for number, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)}
KINDS = [
    ("NEWS CONFERENCE", {"interview", "speech"}),
    ("INTERVIEW", {"interview"}),
    ("COMMUNIQUE", {"communique"}),
    ("STATEMENT", {"declaration", "communique", "speech"}),
    ("SPEECH", {"speech"}),
    ("ADDRESS", {"speech"}),
    ("PROCLAMATION", {"proclamation"}),
    ("MESSAGE", {"message"}),
    ("LETTER", {"open-letter", "message"}),
    ("EDITORIAL REPORT", {"report"}),
    ("REPORT", {"report"}),
]


def day(words):
    found = re.match(r"(\d+) ([A-Z]{3})[A-Z]* (\d\d)$", words or "")
    return found and f"19{found[3]}-{MONTHS[found[2]]:02}-{int(found[1]):02}"


def kinds(tags):
    """The kinds that fit the first tag which names one."""
    for tag in tags[:2]:
        for name, fits in KINDS:
            if tag == name or tag.startswith(name + " ") and name not in ("REPORT", "STATEMENT"):
                return fits
    return None


def fold(words):
    return " ".join((words or "").upper().split())


def score(item, shown):
    dateline = item["dateline"]
    place = fold(shown["places"][0]["name"]) if shown["places"] else ""
    wanted = fold(dateline["place"])
    if wanted.startswith("NO "):
        found = {"place": place == "" or place == wanted.partition("(")[2].rstrip(")")}
    else:
        bare = wanted.partition(" (")[0]
        found = {"place": place in (wanted, bare)}
    date = shown["date"] or {}
    stated = date.get("edtf") if date.get("method") == "dateline" else None
    found["day"] = stated == day(dateline["date"])
    found["source"] = fold(shown["published_in"]["name"] if isinstance(shown["published_in"], dict)
                           else shown["published_in"]) == fold(dateline["source"])
    fits = kinds(item["tags"])
    if fits:
        kind = shown["kind"]
        found["kind"] = (kind["kind"] if isinstance(kind, dict) and "kind" in kind else
                         kind["value"] if isinstance(kind, dict) else kind) in fits
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--muc4", required=True)
    parser.add_argument("--all", action="store_true", help="the development items, too")
    parser.add_argument("--misses", action="store_true", help="print each item that is read otherwise")
    args = parser.parse_args()
    opened = gzip.open if args.muc4.endswith(".gz") else open
    with opened(args.muc4, "rt", encoding="utf-8") as file:
        items = {item["id"]: item for item in map(json.loads, file) if item["dateline"]}
    if not args.all:
        items = {name: item for name, item in items.items() if name.startswith("TST")}
    figures = {}
    with archive(args.broadside) as here:
        here.add_texts((name + ".txt", item["text"]) for name, item in items.items())
        first = {}
        for row in here.listed():
            first.setdefault(os.path.basename(row["paths"][0])[:-4], row["id"])
        for name, shown in zip(first, here.shown(first.values())):
            part = "test" if name.startswith("TST") else "development"
            found = score(items[name], shown)
            for what, right in found.items():
                count = figures.setdefault((part, what), [0, 0])
                count[0] += bool(right)
                count[1] += 1
            if args.misses and not all(found.values()):
                print(json.dumps({"id": name, **found, "tags": items[name]["tags"][:2], "got": [
                    shown["kind"], shown["places"][:1], shown["date"], shown["published_in"]]}))
    for (part, what), (right, total) in sorted(figures.items()):
        print(json.dumps({"set": f"muc4 {part}", "what": what, "accuracy": right / total, "right": right, "n": total}))


if __name__ == "__main__":
    main()
