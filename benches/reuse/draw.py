#!/usr/bin/env python3
"""Draws links at random and prints what stands at both ends, side by side, for reading with one's own eyes.

    draw.py --documents FILE --links FILE [--count 100] [--seed 1] [--longest N] [--least L] [--most L]
    draw.py --gather FOLDER --documents FILE      puts the `.txt` files below a folder into one file of {id, text}

A passage longer than --longest characters is cut in its middle. --least and --most draw among the links of that likeness only.
"""
import argparse
import json
import os
import random
import textwrap

WIDTH = 78


def gather(folder, path):
    """Writes the texts below a folder as documents."""
    with open(path, "w", encoding="utf-8") as output:
        for here, folders, files in os.walk(folder):
            folders.sort()
            for name in sorted(files):
                if name.endswith(".txt"):
                    whole = os.path.join(here, name)
                    with open(whole, encoding="utf-8", errors="replace") as file:
                        text = file.read()
                    output.write(json.dumps({"id": os.path.relpath(whole, folder), "text": text}, ensure_ascii=False) + "\n")


def lines(text, longest):
    """A passage in lines as wide as half a page."""
    text = " ".join(text.split())
    if len(text) > longest:
        text = text[:longest // 2] + " […] " + text[-longest // 2:]
    return textwrap.wrap(text, WIDTH)


def beside(left, right):
    """Two passages side by side."""
    for at in range(max(len(left), len(right))):
        one = left[at] if at < len(left) else ""
        other = right[at] if at < len(right) else ""
        yield f"{one:<{WIDTH}} | {other}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", required=True)
    parser.add_argument("--gather")
    parser.add_argument("--links")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=int, default=900)
    parser.add_argument("--least", type=float, default=0)
    parser.add_argument("--most", type=float, default=1)
    args = parser.parse_args()
    if args.gather:
        return gather(args.gather, args.documents)
    with open(args.links, encoding="utf-8") as file:
        links = [link for link in map(json.loads, file) if args.least <= link.get("likeness", 1) <= args.most]
    with open(args.documents, encoding="utf-8") as file:
        texts = {one["id"]: one["text"] for one in map(json.loads, file)}
    drawn = random.Random(args.seed).sample(links, min(args.count, len(links)))
    print(f"{len(drawn)} of {len(links)} links")
    for number, link in enumerate(drawn, 1):
        one, other = texts[link["a"]][link["ab"]:link["ae"]], texts[link["b"]][link["bb"]:link["be"]]
        print(f"\n=== {number} === {link['a']} [{link['ab']}..{link['ae']}] | {link['b']} [{link['bb']}..{link['be']}]"
              f" likeness {link.get('likeness', 0):.3f}, {len(one)} and {len(other)} characters")
        print("\n".join(line.rstrip() for line in beside(lines(one, args.longest), lines(other, args.longest))))


if __name__ == "__main__":
    main()
