#!/usr/bin/env python3
"""The suite of signatory lists: are the rows of each right in every field?

Takes --broadside BIN and --suite FOLDER (tests/suite/signatories). Every case becomes a text file; the rows that `show --json`
gives are compared with its gold in order, acronym, name, translation, role, affiliation, country, as_of, group and kind.
Prints one JSON line per file: `exact` is right rows over the greater of rows wanted and rows found; `cases` those with every
row right and none besides. --misses prints what went wrong.
"""

import argparse
import glob
import json
import os

from common import archive

FIELDS = ("order", "acronym", "name", "translation", "role", "affiliation", "country", "as_of", "group", "kind")


def found(broadside, cases):
    """For every case, the rows that Broadside finds."""
    endings = ["md" if "Markdown" in case["layout"] else "txt" for case in cases]
    with archive(broadside) as here:
        here.add_texts((f"{number:03}.{end}", case["text"]) for number, (end, case) in enumerate(zip(endings, cases)))
        rows, listed = [[] for _ in cases], here.listed()
        for statement, shown in zip(listed, here.shown([statement["id"] for statement in listed])):
            rows[int(os.path.basename(statement["paths"][0])[:3])] += shown.get("signatories") or []
        return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--suite", required=True)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    for path in sorted(glob.glob(os.path.join(args.suite, "*.jsonl"))):
        with open(path, encoding="utf-8") as file:
            cases = [json.loads(line) for line in file if line.strip()]
        right = wanted = got = whole = 0
        for case, rows in zip(cases, found(args.broadside, cases)):
            gold = [{field: row.get(field) for field in FIELDS} for row in case["gold"]["signatories"]]
            left = [{field: row.get(field) for field in FIELDS if field in row or field != "kind"} for row in rows]
            wanted, got = wanted + len(gold), got + len(left)
            missed = []
            for row in gold:
                match = next((one for one in left if all(one[field] == row[field] for field in one)), None)
                if match is None:
                    missed.append(row)
                else:
                    left.remove(match)
                    right += 1
            whole += not missed and not left
            if args.misses:
                for sign, some in (("wanted", missed), ("found ", left)):
                    for row in some:
                        print(case["id"], sign, {field: value for field, value in row.items() if value is not None})
        print(json.dumps({
            "set": os.path.basename(path), "what": "signatory rows exact in all fields", "exact": right / max(1, wanted, got),
            "right": right, "wanted": wanted, "found": got, "cases": whole, "of_cases": len(cases),
        }))


if __name__ == "__main__":
    main()
