#!/usr/bin/env python3
"""Passages planted in several texts, with reading errors of five degrees in every copy: which are found, and how exactly.

    reuse.py --broadside BIN FOLDER...

A folder holds `docs.jsonl` and `gold.jsonl`. The texts are given to `broadside reuse --jsonl` as they are. Noise is the share
of characters misread in every copy, each on its own, so two copies differ by twice as much. The measures are those of
text alignment (`reuse_measures.py`).
"""
import argparse
import json
import os
import subprocess
import sys

from reuse_measures import report


def found(broadside, documents):
    """The links that are found in documents, one JSON object a line."""
    ended = subprocess.run([broadside, "reuse", "--jsonl", documents], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if ended.returncode:
        words = ended.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no words"]
        sys.exit(f"broadside reuse failed with exit code {ended.returncode}: {words[0]}")
    return ended.stdout.decode("utf-8").splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadside", required=True)
    parser.add_argument("folders", nargs="+")
    args = parser.parse_args()
    for folder in args.folders:
        name = "reuse-" + os.path.basename(os.path.abspath(folder))
        for line in report(os.path.join(folder, "gold.jsonl"), found(args.broadside, os.path.join(folder, "docs.jsonl"))):
            print(json.dumps({"set": name, **line}))


if __name__ == "__main__":
    main()
