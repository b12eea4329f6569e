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
import subprocess
import tempfile

FIELDS = ("order", "acronym", "name", "translation", "role", "affiliation", "country", "as_of", "group", "kind")


def found(broadside, cases):
    """For every case, the rows that Broadside finds."""
    with tempfile.TemporaryDirectory(prefix="broadside-signatories-") as home:
        archive = ["--archive", os.path.join(home, "archive.broadside")]

        def run(*arguments):
            return subprocess.run([broadside, *arguments, *archive], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")

        folder = os.path.join(home, "texts")
        os.mkdir(folder)
        for number, case in enumerate(cases):
            markdown = "Markdown" in case["layout"]
            with open(os.path.join(folder, f"{number:03}.{'md' if markdown else 'txt'}"), "w", encoding="utf-8", newline="") as file:
                file.write(case["text"])
        run("add", folder)
        rows = [[] for _ in cases]
        for line in run("list", "--json").splitlines():
            statement = json.loads(line)
            number = int(os.path.basename(statement["paths"][0])[:3])
            rows[number] += json.loads(run("show", statement["id"], "--json")).get("signatories") or []
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
