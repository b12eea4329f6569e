#!/usr/bin/env python3
"""Undoing all edits: does every text file come back to the byte?

Takes --broadside BIN and folders. Adds each folder to an archive of its own, then asks for the raw text of every text
file in it (`show ID --raw`, the repaired text with every edit undone) and compares it with the file. Only files that are
UTF-8 and whose names end like a text's are counted; the rest are other measures' business. Prints one JSON line.
"""

import argparse
import json
import os
import sys

from common import archive

ENDINGS = (".txt", ".md", ".text", ".markdown")


def texts(folder):
    """The UTF-8 text files below a folder, by their absolute path."""
    found = {}
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(parent, name)
            if not name.lower().endswith(ENDINGS) or os.path.islink(path):
                continue
            with open(path, "rb") as file:
                content = file.read()
            try:
                content.decode("utf-8")
            except UnicodeDecodeError:
                continue
            if content:
                found[os.path.abspath(path)] = content
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--sample", type=int, default=0, help="ask for the raw text of at most so many files a folder")
    parser.add_argument("folders", nargs="+")
    arguments = parser.parse_args()
    files = equal = 0
    for folder in arguments.folders:
        wanted = texts(folder)
        with archive(arguments.broadside) as here:
            here.add(os.path.abspath(folder))
            identities = {os.path.abspath(path): row["id"] for row in reversed(here.listed()) for path in row["paths"]}
            paths = sorted(wanted)
            if arguments.sample and len(paths) > arguments.sample:
                step = len(paths) / arguments.sample
                paths = [paths[int(place * step)] for place in range(arguments.sample)]
            files += len(paths)
            for path in (path for path in paths if path not in identities):
                print(f"not listed: {path}", file=sys.stderr)
            paths = [path for path in paths if path in identities]
            for path, raw in zip(paths, here.raw([identities[path] for path in paths])):
                equal += raw == wanted[path]
                if raw != wanted[path]:
                    print(f"differs: {path}", file=sys.stderr)
    print(json.dumps({"set": "all texts", "what": "undo all edits", "files": files, "equal": equal}))


if __name__ == "__main__":
    main()
