#!/usr/bin/env python3
"""Measures how fast, in what memory and how well reuse is found, from two documents to 20,000 (80,000 with --large).

    run.py --broadside BIN --shared FOLDER [--prose SOURCE...] [--peers PYTHON] [--keep FOLDER] [--quick] [--large] [--tune]
           [--only WORD]

The documents are those of `reuse-2k` and others that its generator makes from prose of `prose.py`. Gives a JSON object a line:

- sizes: seconds, CPU seconds and memory of `broadside reuse --jsonl` for 2, 200, 2,000 and 20,000 documents, and the CPU
  seconds of passim 2.0.1 with its defaults where they are known (`PASSIM`), as `times_passim`.
- made: recall by noise, precision and granularity at 20,000 documents.
- same: whether one thread, two, little memory and documents in another order give the same output.
- growth: the exponent of CPU seconds in bytes of text, fitted through all sizes.
- duplicates: pairs of documents that are copies of one another for the most part, beside peers (`peers.py`), which run in an
  interpreter that has them, whole processes with one thread each. Peers get the setting that does best on these very documents
  (`settings.json`, made anew with --tune); `--near-duplicates` runs as it comes, and with the least share that does best. Of
  the links of the whole search a pair counts where they cover half of both; of `reuse-2k`, where there is any link.

--keep keeps what is made in a folder and takes it from there. Made documents are the same every time.
"""
import argparse
import hashlib
import json
import math
import os
import random
import subprocess
import sys
import tarfile
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), os.path.join(os.path.dirname(os.path.dirname(HERE)), "accuracy")]
from measure import measure, median
from pairs import best_cut, gold_pairs, linked, pair, worth
from reuse_measures import report

# CPU seconds of passim 2.0.1 by documents, measured on two cores: start-up alone, and stopped before it had clusters.
PASSIM = {2: 100, 200: 299}
TOOLS = ("datasketch", "rensa", "text-dedup")


class Documents:
    """The documents to measure with, made when first asked for."""

    def __init__(self, args, home):
        self.args, self.home = args, home

    def shared(self, name):
        """Folder of documents with their gold."""
        folder = os.path.join(self.home, name)
        if not os.path.exists(folder):
            with tarfile.open(os.path.join(self.args.shared, "reuse", f"reuse-{name}.tar.gz")) as bundle:
                bundle.extractall(self.home, filter="data")
        return folder

    def first(self, count):
        """The first documents of `reuse-2k`, or two that share a passage."""
        path = os.path.join(self.home, f"first-{count}.jsonl")
        folder = self.shared("2k")
        with open(os.path.join(folder, "docs.jsonl"), encoding="utf-8") as documents:
            lines = documents.readlines()
        if count == 2:
            with open(os.path.join(folder, "gold.jsonl"), encoding="utf-8") as gold:
                names = [member["id"] for member in json.loads(gold.readline())["members"][:2]]
            lines = [line for line in lines if json.loads(line)["id"] in names]
        with open(path, "w", encoding="utf-8") as output:
            output.writelines(lines[:count])
        return path

    def prose(self, name, blocks, seed, real):
        """Prose in a file: real as far as it goes or is wanted, made beyond."""
        path = os.path.join(self.home, f"prose-{name}.txt")
        novels = [os.path.join(self.shared(name), "docs.jsonl") for name in ("2k", "400")]
        real = {"novels": novels, "speeches": self.args.prose, "": []}[real]
        command = [sys.executable, os.path.join(HERE, "prose.py"), "--blocks", str(blocks), "--seed", str(seed), "--output", path]
        subprocess.run([*command, "--real", *real, "--model", *self.args.prose, *novels], check=True, stderr=subprocess.PIPE)
        return path

    def made(self, count):
        """Folder of so many documents with planted passages."""
        folder = os.path.join(self.home, f"{count // 1000}k-made")
        if not os.path.exists(os.path.join(folder, "gold.jsonl")):
            seed = count // 1000 + 57
            prose = self.prose(count, count * 47 // 4, seed, "novels" if count == 20_000 else "")
            maker = os.path.join(self.args.shared, "reuse", "generate.py")
            subprocess.run([sys.executable, maker, str(count), folder, prose, str(seed)], check=True, capture_output=True)
            os.remove(prose)
        return folder

    def duplicates(self, count):
        """Folder of so many documents, of which some are copies of one another."""
        folder = os.path.join(self.home, f"duplicates-{count}")
        if not os.path.exists(os.path.join(folder, "gold.jsonl")):
            prose = self.prose("duplicates", count * 14, 3, "speeches")
            command = [sys.executable, os.path.join(HERE, "duplicates.py"), "--documents", str(count), "--prose", prose]
            subprocess.run([*command, "--output", folder, "--seed", "3"], check=True)
            os.remove(prose)
        return folder

    def shuffled(self, path):
        """The same documents in another order."""
        other = os.path.join(self.home, "shuffled.jsonl")
        with open(path, encoding="utf-8") as documents:
            lines = documents.readlines()
        random.Random(1).shuffle(lines)
        with open(other, "w", encoding="utf-8") as output:
            output.writelines(lines)
        return other


def run(args, path, *words):
    """One run: its output and cost."""
    once = measure([args.broadside, "reuse", "--jsonl", path, *words], keep=True)
    if once["code"]:
        raise SystemExit(f"broadside reuse ended with {once['code']} on {os.path.basename(path)} {' '.join(words)}")
    return once


def cost(runs):
    """What runs cost, as the median."""
    return {"seconds": median(runs, "seconds"), "cpu_s": median(runs, "cpu_s"), "peak_mb": max(one["peak_mb"] for one in runs)}


def sizes(args, documents):
    """What it costs, by the number of documents."""
    for count, times in ((2, 21), (200, 7), (2000, 3), *(() if args.quick else ((20_000, 1),))):
        path = documents.first(count) if count <= 2000 else os.path.join(documents.made(count), "docs.jsonl")
        runs = [run(args, path) for _ in range(times)]
        line = {"documents": count, "mb": os.path.getsize(path) / 1e6, "runs": times, **cost(runs),
                "links": runs[0]["output"].count(b"\n")}
        if count in PASSIM:
            line.update(passim_cpu_s=PASSIM[count], times_passim=PASSIM[count] / line["cpu_s"])
        yield line


def made(args, documents):
    """How well it is found in many documents."""
    if not args.quick:
        folder = documents.made(20_000)
        output = run(args, os.path.join(folder, "docs.jsonl"))["output"].decode("utf-8").splitlines()
        for line in report(os.path.join(folder, "gold.jsonl"), output):
            yield {"20,000 documents": line.pop("what"), **line}


def same(args, documents):
    """Whether threads, memory and order change the output."""
    path = os.path.join(documents.shared("2k") if args.quick else documents.made(20_000), "docs.jsonl")
    ways = {"as it is": (path,), "1 thread": (path, "--threads", "1"), "2 threads": (path, "--threads", "2"),
            "200 MB": (path, "--memory", "200000000"), "other order": (documents.shuffled(path),)}
    seen = set()
    for way, words in ways.items():
        once = run(args, *words)
        digest = hashlib.sha256(once["output"]).hexdigest()
        seen.add(digest)
        yield {"way": way, **cost([once]), "output": digest[:16]}
    yield {"way": "every", "same_output": len(seen) == 1}


def growth(args, documents):
    """How the cost grows with the documents."""
    points = []
    for count in (() if args.quick else (5_000, 10_000, 20_000, *((40_000, 80_000) if args.large else ()))):
        path = os.path.join(documents.made(count), "docs.jsonl")
        points.append({"documents": count, "mb": os.path.getsize(path) / 1e6, **cost([run(args, path)])})
        yield points[-1]
    if points:
        exponents = {f"exponent_of_{key}": slope([(point["mb"], point[key]) for point in points]) for key in ("cpu_s", "seconds")}
        yield {"documents": "all", **exponents}


def slope(points):
    """The exponent of a power law through points, by least squares of the logarithms."""
    points = [(math.log(x), math.log(y)) for x, y in points]
    middle = [sum(values) / len(points) for values in zip(*points)]
    return sum((x - middle[0]) * (y - middle[1]) for x, y in points) / sum((x - middle[0]) ** 2 for x, _ in points)


def duplicates(args, documents):
    """Documents that are copies for the most part, and documents that share a passage, beside peers; one thread each."""
    count = 500 if args.quick else 2000
    known = os.path.join(HERE, "settings.json")
    with open(known, encoding="utf-8") as file:
        settings = json.load(file)
    for name, kind, folder in (("near-duplicates", "duplicates", documents.duplicates(count)),
                               ("pairs of reuse-2k", "2k", documents.shared("2k"))):
        path, gold = (os.path.join(folder, file) for file in ("docs.jsonl", "gold.jsonl"))
        pairs = gold_pairs(gold)
        yield {name: "broadside", **own_pairs(args, path, pairs, 0.5 if kind == "duplicates" else 0.0)}
        mine = settings.setdefault("broadside", {})
        if args.tune:
            scored = shares(run(args, path, "--near-duplicates", "--share", "0.01")["output"])
            mine[kind] = {"least": math.floor(best_cut(pairs, scored)[0] * 1000) / 1000}
        for setting in ({}, mine[kind]):
            words = ["--share", str(max(0.01, setting["least"]))] if setting else []
            runs = [run(args, path, "--near-duplicates", "--threads", "1", *words) for _ in range(3)]
            line = {**worth(pairs, set(shares(runs[0]["output"]))), **cost(runs)}
            yield {name: "broadside --near-duplicates", **line, "setting": " ".join(words) or "as it comes"}
        for tool in TOOLS if args.peers else ():
            yield {name: tool, **peer(args, tool, path, gold, settings, kind)}
    if args.tune:
        with open(known, "w", encoding="utf-8") as file:
            json.dump(settings, file, indent=1)
            file.write("\n")


def shares(output):
    """The pairs that --near-duplicates wrote, with their shares."""
    return {pair(one["a"], one["b"]): one["share"] for one in map(json.loads, output.splitlines())}


def own_pairs(args, path, pairs, least):
    """What pairs of documents are worth whose links cover that share of both."""
    with open(path, encoding="utf-8") as lines:
        lengths = {one["id"]: len(one["text"]) for one in map(json.loads, lines)}
    once = run(args, path, "--threads", "1")
    found = linked(once["output"].splitlines(), lengths)
    return {"documents": len(lengths), **worth(pairs, {which for which, share in found.items() if share >= least}), **cost([once])}


def peer(args, tool, path, gold, settings, kind):
    """What a peer finds, and what it costs, with the setting that does best."""
    command = [args.peers, os.path.join(HERE, "peers.py"), tool, path]
    if args.tune:
        tried = subprocess.run([*command, "--gold", gold], stdout=subprocess.PIPE, check=True).stdout.splitlines()
        settings.setdefault(tool, {})[kind] = max(map(json.loads, tried), key=lambda one: one["f1"])["setting"]
    setting = settings[tool][kind]
    once = measure([*command, "--setting", json.dumps(setting)], keep=True)
    found = {pair(one["a"], one["b"]) for one in map(json.loads, once["output"].splitlines())}
    words = {} if once["code"] == 0 else {"failed": once["code"]}
    return {**worth(gold_pairs(gold), found), **cost([once]), "setting": json.dumps(setting), **words}


def main():
    # Peers that would use more threads than one are told not to.
    os.environ.update(dict.fromkeys(("RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--prose", nargs="*", default=[], help="folders of prose that the made documents follow, beside `reuse-2k`")
    parser.add_argument("--peers", help="an interpreter that has what `requirements.txt` names")
    parser.add_argument("--keep", help="folder where what is made is kept and taken from")
    parser.add_argument("--quick", action="store_true", help="nothing above 2,000 documents")
    parser.add_argument("--large", action="store_true", help="up to 80,000 documents (some 2 GB of disk and minutes to make them)")
    parser.add_argument("--tune", action="store_true", help="look for the best setting of every peer")
    parser.add_argument("--only", default="", help="one of: " + ", ".join(part.__name__ for part in PARTS))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="broadside-reuse-") as home:
        home = args.keep or home
        os.makedirs(home, exist_ok=True)
        documents = Documents(args, home)
        for part in PARTS:
            if args.only in part.__name__:
                for line in part(args, documents):
                    print(json.dumps(line), flush=True)


PARTS = (sizes, made, same, growth, duplicates)

if __name__ == "__main__":
    main()
