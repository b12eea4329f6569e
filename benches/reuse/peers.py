#!/usr/bin/env python3
"""Peers that find near-duplicate documents by the likeness of sets of shingles: datasketch, rensa, text-dedup.

    peers.py TOOL DOCUMENTS --gold GOLD          which setting does best: a JSON line for every one tried
    peers.py TOOL DOCUMENTS --setting SETTING    runs that one: a JSON line for every pair found

Runs in an interpreter that has the tool (`requirements.txt`). --gold tries every setting, and for each the least likeness at
which a pair counts that does best on these very documents: shingles of words or letters, bands of the index and their rows.
text-dedup gives clusters and no likeness and knows shingles of words only, so its pairs are those within a cluster, and wider bands
are tried instead. The cost of --setting is that of the whole process, with the reading of the documents.
"""
import argparse
import contextlib
import itertools
import json
import os
import re
import sys
import tempfile

from pairs import best_cut, gold_pairs, pair, worth

LETTERS, WORDS = re.compile(r"[\W_]+"), re.compile(r"\w+")
SHINGLES = ("w1", "w2", "w3", "w5", "c5", "c8", "c12")
BANDS = ((128, 2), (64, 2), (32, 4))


def documents(path):
    """The names and texts."""
    with open(path, encoding="utf-8") as lines:
        return [(one["id"], one["text"].lower()) for one in map(json.loads, lines)]


def shingles(text, kind):
    """The set of shingles of a text: of so many words, or of so many letters with nothing between."""
    size = int(kind[1:])
    if kind[0] == "c":
        letters = LETTERS.sub("", text)
        return {letters[at:at + size] for at in range(max(1, len(letters) - size + 1))}
    words = WORDS.findall(text)
    return {" ".join(words[at:at + size]) for at in range(max(1, len(words) - size + 1))}


def datasketch(docs, kind, bands, rows):
    """Pairs with their likeness."""
    from datasketch import MinHash, MinHashLSH

    sketches, index, found = {}, MinHashLSH(num_perm=bands * rows, params=(bands, rows)), {}
    for name, text in docs:
        sketch = MinHash(num_perm=bands * rows)
        sketch.update_batch([shingle.encode() for shingle in shingles(text, kind)])
        for other in index.query(sketch):
            found[pair(name, other)] = sketch.jaccard(sketches[other])
        index.insert(name, sketch)
        sketches[name] = sketch
    return found


def rensa(docs, kind, bands, rows):
    """Pairs with their likeness."""
    from rensa import RMinHash, RMinHashLSH

    sketches = []
    for _, text in docs:
        sketch = RMinHash(bands * rows, 42)
        sketch.update(list(shingles(text, kind)))
        sketches.append(sketch)
    index = RMinHashLSH(threshold=0.5, num_perm=bands * rows, num_bands=bands)
    index.insert_many(sketches)
    found = {}
    for at, others in enumerate(index.query_all(sketches)):
        for other in others:
            if other > at:
                found[pair(docs[at][0], docs[other][0])] = sketches[at].jaccard(sketches[other])
    return found


def text_dedup(path, words, bands, rows):
    """Pairs within a cluster."""
    from text_dedup import minhash
    from text_dedup.utils import IOArgs, MetaArgs, MinHashArgs

    with tempfile.TemporaryDirectory(prefix="broadside-peers-") as home, contextlib.redirect_stdout(sys.stderr):
        io = IOArgs(path="json", data_files=os.path.abspath(path), split="train", output=os.path.join(home, "out"),
                    cache_dir=os.path.join(home, "cache"), num_proc=None, debug=False)
        how = MinHashArgs(ngram=words, min_length=1, num_perm=bands * rows, b=bands, r=rows, hash_func="xxh3", hash_bits=64)
        minhash.main.callback(io_args=io, meta_args=MetaArgs(column="text"), minhash_args=how)
    names = [json.loads(line)["id"] for line in open(path, encoding="utf-8")]
    clusters = {}
    for at, name in enumerate(names):
        clusters.setdefault(minhash.uf.find(at), []).append(name)
    return {pair(a, b): 1.0 for members in clusters.values() for a, b in itertools.combinations(members, 2)}


def found(tool, path, setting):
    """What a tool finds with a setting."""
    kind, bands, rows = setting["shingles"], setting["bands"], setting["rows"]
    if tool == "text-dedup":
        return text_dedup(path, int(kind[1:]), bands, rows)
    return {"datasketch": datasketch, "rensa": rensa}[tool](documents(path), kind, bands, rows)


def settings(tool):
    """The settings that are tried."""
    wide = ((50, 5), (25, 10)) if tool == "text-dedup" else ()
    kinds = [kind for kind in SHINGLES if kind[0] == "w" or tool != "text-dedup"]
    return [{"shingles": kind, "bands": bands, "rows": rows} for kind in kinds for bands, rows in (*BANDS, *wide)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", choices=("datasketch", "rensa", "text-dedup"))
    parser.add_argument("documents")
    parser.add_argument("--gold")
    parser.add_argument("--setting", type=json.loads)
    args = parser.parse_args()
    if args.setting:
        for (a, b), score in sorted(found(args.tool, args.documents, args.setting).items()):
            if score >= args.setting.get("least", 0):
                print(json.dumps({"a": a, "b": b}))
        return
    gold = gold_pairs(args.gold)
    for setting in settings(args.tool):
        scored = found(args.tool, args.documents, setting)
        least, _ = best_cut(gold, scored)
        kept = {which for which, score in scored.items() if score >= least}
        print(json.dumps({"setting": {**setting, "least": least}, **worth(gold, kept)}), flush=True)


if __name__ == "__main__":
    main()
