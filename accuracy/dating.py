#!/usr/bin/env python3
"""When was it issued? Dates of statements from their text alone.

Takes --broadside BIN and one or both of --presidential FOLDER (texts and gold.jsonl with `file` and `date`) and --ungdc
FOLDER (texts and meta.csv with `file` and `year`). Every text is copied under a number, so that neither its name nor its
folder says when it is from, and added to an archive of its own; `list --json` gives `date` with `earliest` and `latest`.

A date whose ends are the same day is a *day*; it is right when it is the gold day. Any other date is an *interval*; it
holds when the gold lies inside (for ungdc: when neither end leaves the gold year out). An open end excludes nothing.
*Given* counts statements with a day or a bound; *two-sided* those with both ends, whose *width* in years runs from the
first to the last day, both included. `median_width_all` counts a missing end as endless. Prints one JSON line per figure.
"""

import argparse
import csv
import json
import os
import statistics
from datetime import date

from common import contents, first_statements


def dates(broadside, folder, names):
    """For every file, the (earliest, latest) of its first statement; None where it has no date."""
    rows = first_statements(broadside, list(contents(folder, names)), show=False)
    dated = [(row or {}).get("date") for row in rows]
    return [when and (when.get("earliest"), when.get("latest")) for when in dated]


def days(text):
    return date.fromisoformat(text).toordinal()


def holds(ends, gold):
    """Whether the gold day, or some day of the gold year, lies within the ends."""
    earliest, latest = ends
    size = len(gold)
    return (earliest is None or earliest[:size] <= gold) and (latest is None or latest[:size] >= gold)


def width(ends):
    return (days(ends[1]) - days(ends[0]) + 1) / 365.25


def figures(name, what, golds, found):
    given = [(gold, ends) for gold, ends in zip(golds, found) if ends and (ends[0] or ends[1])]
    exact = [(gold, ends) for gold, ends in given if ends[0] == ends[1]]
    intervals = [(gold, ends) for gold, ends in given if ends[0] != ends[1]]
    widths = sorted(width(ends) for _, ends in intervals if all(ends))
    every = sorted(width(ends) if ends and all(ends) else float("inf") for ends in found)
    middle = every[len(every) // 2]
    return {
        "set": name, "what": what, "n": len(golds), "given": len(given),
        "days": len(exact), "days_right": sum(holds(ends, gold) for gold, ends in exact) / max(1, len(exact)),
        "intervals": len(intervals), "hold": sum(holds(ends, gold) for gold, ends in intervals) / max(1, len(intervals)),
        "from_known": sum(bool(ends[0]) for _, ends in given), "to_known": sum(bool(ends[1]) for _, ends in given),
        "two_sided": len(widths), "median_width": statistics.median(widths) if widths else None,
        "median_width_all": None if middle == float("inf") else middle,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--presidential")
    parser.add_argument("--ungdc")
    args = parser.parse_args()
    if args.presidential:
        with open(os.path.join(args.presidential, "gold.jsonl"), encoding="utf-8") as file:
            gold = [json.loads(line) for line in file]
        found = dates(args.broadside, args.presidential, [entry["file"] for entry in gold])
        print(json.dumps(figures("presidential", "date of issue, names and headers removed", [entry["date"] for entry in gold], found)))
    if args.ungdc:
        with open(os.path.join(args.ungdc, "meta.csv"), encoding="utf-8", newline="") as file:
            gold = [row for row in csv.DictReader(file) if os.path.exists(os.path.join(args.ungdc, row["file"]))]
        found = dates(args.broadside, args.ungdc, [row["file"] for row in gold])
        print(json.dumps(figures("ungdc", "year from the text alone", [row["year"] for row in gold], found)))


if __name__ == "__main__":
    main()
