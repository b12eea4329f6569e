#!/usr/bin/env python3
"""EDTF: are the strings of the public test lists read as they say?

Takes --lists FILE (conformance/edtf.json: `valid` must be read, `invalid` must be refused, `bounds` gives the strict
bounds, then fuzzy ones that are not counted, `uncertain_approximate_both` the flags) and feeds every string to the
model's example `edtf` (--edtf PROGRAM, or built), which prints what it means. Prints one JSON line; strings that differ go to standard error.
An unknown end lies, by the lists' convention, within ten years of the known one.
"""

import argparse
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FLAGS = ("uncertain", "approximate", "both")


def meanings(program, strings):
    """What the example says of each string: [valid, canonical, lower, upper, flags]."""
    command = [program] if program else ["cargo", "run", "-q", "-p", "broadside-model", "--example", "edtf"]
    lines = "".join(string + "\n" for string in strings)
    ended = subprocess.run(command, cwd=ROOT, input=lines, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return dict(zip(strings, (line.split("\t") for line in ended.stdout.splitlines())))


def years_from(day, years):
    return f"{int(day[:4]) + years:04}{day[4:]}"


def strict(meaning):
    lower, upper = meaning[2:4]
    return [years_from(upper, -10) if lower == "?" else lower, years_from(lower, 10) if upper == "?" else upper]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lists", default=os.path.join(ROOT, "..", "shared", "conformance", "edtf.json"))
    parser.add_argument("--edtf", help="the example program; built when it is not named")
    args = parser.parse_args()
    with open(args.lists, encoding="utf-8") as file:
        lists = json.load(file)
    strings = lists["valid"] + lists["invalid"]
    strings += [entry[0] for key in ("bounds", "uncertain_approximate_both") for entry in lists[key]]
    means = meanings(args.edtf, strings)
    outcomes = [(string, means[string][0] == "valid") for string in lists["valid"]]
    outcomes += [(string, means[string][0] == "invalid") for string in lists["invalid"]]
    for string, expected in lists["bounds"]:
        # One day alone, or two bounds; two more are fuzzy bounds.
        ends = expected[:2] if len(expected) in (2, 4) else [expected[0]] * 2
        outcomes.append((string, means[string][0] == "valid" and strict(means[string]) == ends))
    for string, flags in lists["uncertain_approximate_both"]:
        expected = " ".join(name for name, flag in zip(FLAGS, flags) if flag)
        outcomes.append((string, means[string][0] == "valid" and means[string][4] == expected))
    for string, good in outcomes:
        if not good:
            print(f"differs: {string}: {means[string]}", file=sys.stderr)
    right = sum(good for _, good in outcomes)
    print(json.dumps({"set": "edtf", "what": "EDTF strings read as the public lists say", "right": right, "n": len(outcomes)}))


if __name__ == "__main__":
    main()
