#!/usr/bin/env python3
"""Signatories of the Barcelona Declaration: do both pages of its site give the rows that its CSV has?

Takes --broadside BIN and --letters FOLDER (with barcelona/signatories.md, signatories_by_country.md and
downloads/barcelonadeclaration_signatories_supporters.csv). The first page lists signatories and supporters by type with
the country in brackets, the second the signatories under their countries. Prints one JSON line per page.

A row is right when name, acronym, country and signatory-or-supporter are those of the CSV. The CSV writes name and acronym in
one field ("Dutch Research Council - NWO"): what stands behind the last spaced hyphen, or before the first, is the acronym
when it is one word with at least two capitals or digits, or the initials of the rest; so is the first word of "PLOS (Public
Library of Science)". Names are compared without case and white space. The country is compared where the CSV has one ("international"
is none); of supporters it has none. A row whose group names supporters is a supporter. `exact` is right rows over the greater of
rows wanted and rows found.
"""

import argparse
import csv
import json
import os
import re
import unicodedata

from common import archive

SMALL = {"of", "and", "the", "de", "da", "do", "del", "e", "y", "em", "en", "la", "le", "di", "for", "in"}


def key(text):
    text = unicodedata.normalize("NFKC", text or "").casefold().translate({0x2019: "'", 0x201C: '"', 0x201D: '"'})
    return re.sub(r"\s+", " ", text).strip()


def is_acronym(word, rest):
    if not word or " " in word:
        return False
    strong = sum(letter.isupper() or letter.isdigit() for letter in word)
    initials = "".join(part[0] for part in re.findall(r"\w+", rest) if part.lower() not in SMALL)
    return strong >= 2 or (len(word) > 2 and word.casefold() == initials.casefold())


def name_and_acronym(organization):
    text = re.sub(r"\s+-\s*(?=\S+$)", " - ", re.sub(r"\s+", " ", organization).strip())
    pieces = text.split(" - ")
    if len(pieces) > 1:
        if is_acronym(pieces[-1], " - ".join(pieces[:-1])):
            return " - ".join(pieces[:-1]), pieces[-1]
        if is_acronym(pieces[0], " - ".join(pieces[1:])):
            return " - ".join(pieces[1:]), pieces[0]
    match = re.fullmatch(r"(\S+) \((.+ .+)\)", text)
    if match and is_acronym(match.group(1), match.group(2)):
        return match.group(2), match.group(1)
    return text, None


def gold(path, supporters):
    rows = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for record in csv.DictReader(file):
            supporter = record["type_0"].strip().lower().startswith("support")
            if not record["organization"].strip() or (supporter and not supporters):
                continue
            name, acronym = name_and_acronym(record["organization"])
            country = (record["country_code"] or "").strip() or None
            checked = bool(record["country"].strip())
            rows.append({"name": name, "acronym": acronym, "country": country, "checked": checked, "supporter": supporter})
    return rows


def found(broadside, page):
    with archive(broadside) as here:
        here.add(page)
        shown = here.shown([row["id"] for row in here.listed()])
        return [row for statement in shown for row in statement.get("signatories") or []]


def right(want, got):
    supporter = "supporter" in (got.get("group") or "").casefold()
    return (
        key(want["name"]) == key(got.get("name"))
        and key(want["acronym"]) == key(got.get("acronym"))
        and (not want["checked"] or want["country"] == got.get("country"))
        and want["supporter"] == supporter
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--letters", required=True)
    parser.add_argument("--misses", action="store_true", help="print what went wrong, too")
    args = parser.parse_args()
    site = os.path.join(args.letters, "barcelona")
    table = os.path.join(site, "downloads", "barcelonadeclaration_signatories_supporters.csv")
    for page, supporters in (("signatories.md", True), ("signatories_by_country.md", False)):
        wanted, rows = gold(table, supporters), found(args.broadside, os.path.join(site, page))
        left, hits = list(rows), 0
        for want in wanted:
            match = next((got for got in left if right(want, got)), None)
            if match is not None:
                left.remove(match)
                hits += 1
            elif args.misses:
                print("wanted", want)
        if args.misses:
            for got in left:
                print("found ", {field: got.get(field) for field in ("name", "acronym", "country", "group")})
        print(json.dumps({
            "set": "letters", "what": f"signatory rows of {page} exact",
            "exact": hits / max(1, len(wanted), len(rows)), "right": hits, "wanted": len(wanted), "found": len(rows),
        }))


if __name__ == "__main__":
    main()
