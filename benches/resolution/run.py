#!/usr/bin/env python3
"""Measures how well, how fast and in what memory names of organisations are told to be one's.

    run.py --program EXAMPLE [--uses N] [--seed S] [--threads T] [--real CSV] [--errors FILE] [--keep FOLDER]

Names are made by `generate.py`; the program is the engine's example `resolution`. Gives a JSON object a line:

- f1, precision, recall: of pairs of uses that are said to be one's. `pairwise` weighs an organisation by the square of its uses.
- false_pairs: share of the pairs said to be one's that are not (1 - precision).
- mixed: share of the clusters of two uses or more that hold uses of more than one organisation.
- wrong_uses: share of the uses that are in a cluster most of which, or the greatest part, is another's.
- by what was done to a name: share of the uses whose cluster holds the first name of their organisation, too.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from measure import measure


def pairs(count):
    """Pairs among so many."""
    return count * (count - 1) // 2


def figures(truth, clusters):
    """What a clustering is worth."""
    both = collections.Counter(zip(truth, clusters))
    found, right = collections.Counter(clusters), collections.Counter(truth)
    hits = sum(map(pairs, both.values()))
    said, true = sum(map(pairs, found.values())), sum(map(pairs, right.values()))
    parts = collections.defaultdict(list)
    for (_, cluster), count in both.items():
        parts[cluster].append(count)
    several = [counts for counts in parts.values() if sum(counts) > 1]
    mixed = sum(len(counts) > 1 for counts in several)
    wrong = sum(sum(counts) - max(counts) for counts in several)
    precision, recall = hits / max(said, 1), hits / max(true, 1)
    return {"f1": 2 * precision * recall / max(precision + recall, 1e-9), "precision": precision, "recall": recall,
            "false_pairs": 1 - precision, "mixed": mixed / max(len(several), 1), "wrong_uses": wrong / max(len(truth), 1),
            "organisations": len(right), "clusters": len(found)}


def by_change(truth, how, clusters):
    """Of what was done to names: how many uses stand with the first name of their organisation."""
    first, met, together = {}, collections.Counter(), collections.Counter()
    for number, words, cluster in zip(truth, how, clusters):
        if number not in first:
            first[number] = (cluster, words.split()[0])
            continue
        home, language = first[number]
        words = words.split()
        for word in words[1:] + [words[0] if len(words[0]) > 2 else "translated" if words[0] != language else "same language"]:
            met[word] += 1
            together[word] += cluster == home
    return {word: round(together[word] / met[word], 3) for word, _ in met.most_common() if met[word] >= 50}


def errors(uses, truth, clusters, path):
    """Writes clusters that hold several organisations, and organisations in several clusters."""
    held, of = collections.defaultdict(list), collections.defaultdict(list)
    for at, (number, cluster) in enumerate(zip(truth, clusters)):
        held[cluster].append(at)
        of[number].append(at)
    with open(path, "w", encoding="utf-8") as file:
        for word, groups, key in (("mixed", held, truth), ("parted", of, clusters)):
            for places in groups.values():
                if len({key[at] for at in places}) > 1:
                    file.write(word + "\n" + "".join(f"  {at}\t{key[at]}\t" + uses[at] + "\n" for at in sorted(places, key=lambda at: key[at])))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--uses", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--real", help="CSV file of real organisations with the columns `organization` and `country_code`")
    parser.add_argument("--errors", help="file for what went wrong")
    parser.add_argument("--keep", help="folder where the made names are kept and taken from")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="broadside-resolution-") as home:
        home = args.keep or home
        files = [os.path.join(home, f"{word}-{args.uses}-{args.seed}.tsv") for word in ("uses", "truth")]
        if not all(map(os.path.exists, files)):
            command = [sys.executable, os.path.join(HERE, "generate.py"), "--uses", str(args.uses), "--seed", str(args.seed), "--uses-file", files[0], "--truth-file", files[1]]
            subprocess.run(command + (["--real", args.real] if args.real else []), check=True)
        with open(os.path.join(home, "told.json"), "wb") as told:
            run = measure([args.program, files[0], str(args.threads)], keep=True, errors=told)
        if run["code"]:
            sys.exit(f"{args.program} ended with {run['code']}")
        with open(os.path.join(home, "told.json"), encoding="utf-8") as told:
            told = json.loads(told.read().splitlines()[-1])
        with open(files[0], encoding="utf-8") as uses, open(files[1], encoding="utf-8") as rows:
            uses, rows = uses.read().splitlines(), [row.split("\t") for row in rows.read().splitlines()]
    truth, how = [int(row[0]) for row in rows], [row[1] for row in rows]
    clusters = [int(line) for line in run["output"].split()]
    if args.errors:
        errors(uses, truth, clusters, args.errors)
    cost = {key: run[key] for key in ("seconds", "cpu_s", "peak_mb")}
    print(json.dumps({"what": f"who is who: {args.uses} names of organisations", **figures(truth, clusters), **cost, "threads": args.threads, **told}))
    print(json.dumps({"what": "who is who: found with its first name, by what was done to a name", **by_change(truth, how, clusters)}))


if __name__ == "__main__":
    main()
