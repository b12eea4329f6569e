#!/usr/bin/env python3
"""Claims of violence in MUC-4 news: are the casualties, the perpetrating organisations and their grades those of the templates?

Takes --broadside BIN and --muc4 FILE (muc4.jsonl.gz of the corpora), --half TST (records whose id begins so) and prints one
JSON line per figure. With --claims FILE the claims are read from JSON lines {id, claims} instead of from the binary.

Matching, per document (all documents of the half, those without a template too):

casualties    Gold: a pair (DEATH or INJURY, number) for every human target that has both an effect and a number; a pair
              counts once a document. Alternatives ("10 / 10- / PLURAL") are one gold item that any of them satisfies; an
              item with PLURAL only has no number and is left out; a target or template marked optional (`?`, OPTIONAL)
              is right when given and not missed when absent. `10-` is ten or more, `-26` at most 26, `~30` about 30: the
              number is compared, the bound is not.
              Given: every claim of `dead` or `wounded` with a number, once per number; its number is `min`, else `max`;
              both for a range. Claims read in a context of combat between armed sides (method ends in `-in-combat`) are
              left out: the templates are about violence against others only.
organisations Gold: the alternatives of each PERP: ORGANIZATION ID are one organisation; those of a document that share a
              spelling are one. Given: every actor of a claim that is an organisation (method does not end in `-unnamed`);
              actors that match each other are one. Two names match when one contains all words of the other, articles,
              "of" and words for members aside, or the acronym of one is in the other.
grade         Gold: PERP: ORGANIZATION CONFIDENCE of each organisation: pairs (organisation, grade). Given: an organisation's
              grade is the most specific of its claims: claimed, accused by authorities, accused, possible, fact.
"""

import argparse
import gzip
import json
import os
import re

from common import archive

GRADES = {
    "REPORTED AS FACT": "reported-as-fact", "CLAIMED OR ADMITTED": "claimed-or-admitted",
    "SUSPECTED OR ACCUSED": "suspected-or-accused", "SUSPECTED OR ACCUSED BY AUTHORITIES": "suspected-or-accused-by-authorities",
    "POSSIBLE": "possible",
}
RANK = ["claimed-or-admitted", "suspected-or-accused-by-authorities", "suspected-or-accused", "possible", "reported-as-fact"]
EMPTY = {"the", "a", "an", "of", "members", "member", "guerrillas", "guerrilla", "terrorists", "terrorist", "group", "groups", "organization", "s",
         "fighters", "troops", "unit", "units", "commandos", "and", "to", "so", "called", "by"}


def quoted(value):
    return [part.replace('\\"', "") for part in re.findall(r'"((?:[^"\\]|\\.)*)"', value)]


def numbers(value):
    """The numbers of a slot value's head; None when it has PLURAL only."""
    found = [int(number) for number in re.findall(r"\d+", value)]
    return found or None


def casualties(record):
    """List of (set of pairs, optional)."""
    items = []
    for template in record["templates"]:
        optional = "OPTIONAL" in template["MESSAGE: TEMPLATE"][0]
        effects = {}
        for value in template["HUM TGT: EFFECT OF INCIDENT"]:
            head = value.split(":")[0]
            # Not "NO INJURY", "NO INJURY OR DEATH".
            heads = {part.strip(" ?()") for part in head.split("/")} & {"DEATH", "INJURY"}
            doubt = "?" in head or "NO " in head
            for name in quoted(value):
                effects.setdefault(name, (heads, doubt))
        for value in template["HUM TGT: NUMBER"]:
            head = value.split(":")[0]
            counts = numbers(head)
            names = [name for name in quoted(value) if name in effects]
            if not counts or not names:
                continue
            heads, doubt = effects[names[0]]
            pairs = frozenset((effect, count) for effect in heads for count in counts)
            if pairs:
                items.append((pairs, optional or doubt or "?" in head))
    merged = {}
    for pairs, optional in items:
        merged[pairs] = merged.get(pairs, True) and optional
    return list(merged.items())


def words(name):
    return [word for word in re.findall(r"[a-z0-9]+", name.lower()) if word not in EMPTY]


def same(one, other):
    first, second = words(one), words(other)
    if not first or not second:
        return False
    stems = lambda all_words: {word[:6] for word in all_words}
    if stems(first) <= stems(second) or stems(second) <= stems(first):
        return True
    initials = lambda all_words: "".join(word[0] for word in all_words)
    return len(first) == 1 and first[0] == initials(second) or len(second) == 1 and second[0] == initials(first)


def organisations(record):
    """List of {aliases, grades, optional}."""
    found = []
    for template in record["templates"]:
        optional = "OPTIONAL" in template["MESSAGE: TEMPLATE"][0]
        grades = {}
        for value in template["PERP: ORGANIZATION CONFIDENCE"]:
            head = value.split(":")[0]
            for name in quoted(value):
                grades[name] = {GRADES[part.strip(" ?()")] for part in head.split("/") if part.strip(" ?()") in GRADES}
        for value in template["PERP: ORGANIZATION ID"]:
            names = quoted(value)
            if names:
                given = set().union(*(grades.get(name, set()) for name in names))
                found.append({"names": set(names), "grades": [given] if given else [], "optional": optional or "?" in value.split('"')[0]})
    merged = []
    for item in found:
        for known in merged:
            if any(same(one, other) for one in item["names"] for other in known["names"]):
                known["names"] |= item["names"]
                known["grades"] += item["grades"]
                known["optional"] &= item["optional"]
                break
        else:
            merged.append(item)
    return merged


def given_pairs(claims):
    pairs = set()
    for claim in claims:
        effect = {"dead": "DEATH", "wounded": "INJURY"}.get(claim["what"])
        if effect and not claim["method"].endswith(("-in-combat", "-in-total")):
            pair = frozenset((effect, number) for number in (claim["min"], claim["max"]) if number is not None)
            if pair:
                pairs.add(pair)
    return pairs


def given_organisations(claims):
    found = []
    for claim in claims:
        if claim["what"] != "perpetrator" or claim["method"].endswith("-unnamed"):
            continue
        for known in found:
            if any(same(claim["actor"], name) for name in known["names"]):
                known["names"].add(claim["actor"])
                known["grades"].add(claim["grade"])
                break
        else:
            found.append({"names": {claim["actor"]}, "grades": {claim["grade"]}})
    return found


def score_pairs(record, claims, tally, out=None):
    gold, given = casualties(record), given_pairs(claims)
    for pairs, optional in gold:
        if any(pairs & pair for pair in given):
            tally["right"] += 1
        elif not optional:
            tally["missed"] += 1
            if out is not None:
                out.append(("MISSED", sorted(pairs)))
    allowed = set().union(*(pairs for pairs, _ in gold)) if gold else set()
    wrong = {tuple(sorted(pair)) for pair in given if not pair & allowed}
    tally["wrong"] += len(wrong)
    if out is not None:
        out.extend(("WRONG", *pair) for pair in sorted(wrong))


def score_organisations(record, claims, tally, grades, out=None):
    gold, given = organisations(record), given_organisations(claims)
    used = set()
    for item in gold:
        match = next((i for i, found in enumerate(given) if i not in used and any(same(a, b) for a in item["names"] for b in found["names"])), None)
        if match is None:
            if not item["optional"]:
                tally["missed"] += 1
                grades["missed"] += 1
                if out is not None:
                    out.append(("MISSED-ORG", sorted(item["names"])[:3]))
            continue
        used.add(match)
        tally["right"] += 1
        rank = min(RANK.index(grade) for grade in given[match]["grades"])
        right = any(RANK[rank] in alternatives for alternatives in item["grades"]) or not item["grades"]
        others = len({tuple(sorted(alternatives)) for alternatives in item["grades"]}) - 1
        grades["right"] += right
        grades["wrong"] += not right
        grades["missed"] += max(0, others) + (not right)
        if out is not None and not right:
            out.append(("GRADE", sorted(item["names"])[:2], [sorted(a) for a in item["grades"]], sorted(given[match]["grades"])))
    for i, found in enumerate(given):
        if i not in used and not any(same(a, b) for item in gold for a in item["names"] for b in found["names"]):
            tally["wrong"] += 1
            grades["wrong"] += 1
            if out is not None:
                out.append(("WRONG-ORG", sorted(found["names"])))


def from_binary(broadside, records):
    with archive(broadside) as here:
        here.add_texts((record["id"] + ".txt", record["text"]) for record in records)
        listed = here.listed()
        claims = {}
        for statement, shown in zip(listed, here.shown([statement["id"] for statement in listed])):
            name = os.path.basename(statement["paths"][0])[:-len(".txt")]
            claims.setdefault(name, []).extend(shown.get("claims") or [])
        return claims


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside")
    parser.add_argument("--muc4", required=True)
    parser.add_argument("--half", default="TST")
    parser.add_argument("--claims")
    parser.add_argument("--misses", action="store_true", help="print what was missed and wrong, for development on DEV only")
    args = parser.parse_args()
    with gzip.open(args.muc4, "rt", encoding="utf-8") as file:
        records = [record for record in map(json.loads, file) if record["id"].startswith(args.half)]
    if args.claims:
        with open(args.claims, encoding="utf-8") as file:
            claims = {line["id"]: line["claims"] for line in map(json.loads, file)}
    else:
        claims = from_binary(args.broadside, records)
    tallies = {what: {"right": 0, "missed": 0, "wrong": 0} for what in ("casualties", "perpetrator organisation", "grade")}
    for record in records:
        out = [] if args.misses else None
        mine = claims.get(record["id"], [])
        score_pairs(record, mine, tallies["casualties"], out)
        score_organisations(record, mine, tallies["perpetrator organisation"], tallies["grade"], out)
        for line in out or []:
            print(record["id"], *line)
    for what, tally in tallies.items():
        precision = tally["right"] / max(1, tally["right"] + tally["wrong"])
        recall = tally["right"] / max(1, tally["right"] + tally["missed"])
        print(json.dumps({"set": "muc4-" + args.half.lower(), "what": what, "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
                          "precision": round(precision, 4), "recall": round(recall, 4), "documents": len(records), **tally}))


if __name__ == "__main__":
    main()
