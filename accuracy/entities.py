#!/usr/bin/env python3
"""Who is who: pairs of names, names of one entity across languages and scripts, spellings of old newspapers.

Takes the folder of the set `names` and the program that `cargo build --release --example entities` makes.

- `name-pairs.csv`: pairs of names, match or no match. Told to be one is what `compare` calls the same, which it does from
  one score on, `compare::SAME`, that is the same for all kinds of names and everywhere in the program; nothing is known
  but the names and their schema. Precision, recall and F1 of "match"; and the microseconds of processor time a pair takes,
  to take both names apart and to compare them.
- `slavic-variants.tsv`: the distinct names of each entity, by type (persons, organisations, places, events, products). All
  names of a type are resolved together, knowing nothing but their counts. Every pair of them is judged: told to be one when
  in one cluster, is one when of one entity; two entities may share a spelling, which no resolution of bare names can tell
  apart. Pairs of names both with or both without Cyrillic letters are "within a script", the others "across scripts". Bare
  single names that a person would be asked about are joined to the cluster of full names that they are asked about: family
  names to the most used one, others where there is but one.
- `hipe-mentions.tsv`: each spelling of the split `test` whose Wikidata id has a spelling in `train` is given the id of the
  `train` spelling of its kind with the highest score, the most used id where several have it. Spellings whose id has none
  there cannot be right and are counted apart.

Prints a JSON line per figure.
"""
import argparse
import collections
import json
import os
import subprocess

SHORT = {"P": "precision", "R": "recall", "F1": "f1"}


def told(program, what, path):
    """The figures that the program prints, by their names."""
    ended = subprocess.run([program, what, path], stdout=subprocess.PIPE, check=True)
    lines = (line.split("\t") for line in ended.stdout.decode("utf-8").splitlines())
    return {name: float(figure) for name, figure in lines}


def grouped(figures):
    """Precision, recall and F1 under what they measure."""
    groups = collections.defaultdict(dict)
    for name, figure in figures.items():
        what, _, short = name.rpartition(" ")
        if short in SHORT:
            groups[what][SHORT[short]] = figure
    return groups


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", required=True, help="the set `names`, unpacked")
    parser.add_argument("--entities", required=True, help="the example program")
    args = parser.parse_args()
    path = lambda name: os.path.join(args.folder, name)

    figures = told(args.entities, "pairs", path("name-pairs.csv"))
    times = {"microseconds_apart": figures["µs to take the names of a pair apart"], "microseconds_compared": figures["µs to compare"]}
    print(json.dumps({"set": "name-pairs", "what": "pairs told to be one", **grouped(figures)["pairs"], **times}))

    for what, scores in grouped(told(args.entities, "variants", path("slavic-variants.tsv"))).items():
        kind, _, scripts = what.partition(" ") if what[:3].isupper() else ("all", "", what)
        print(json.dumps({"set": "slavic-variants", "what": f"pairs of names in one cluster, {kind}, {scripts}", **scores}))

    figures = told(args.entities, "spellings", path("hipe-mentions.tsv"))
    print(json.dumps({"set": "hipe-mentions", "what": "spelling to Wikidata id by the nearest known name",
                      "accuracy_at_1": figures["accuracy@1"], "n": int(figures["spellings of known ids"]),
                      "of_unknown_ids": int(figures["spellings of ids that no known name has"])}))


if __name__ == "__main__":
    main()
