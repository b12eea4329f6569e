#!/usr/bin/env python3
"""How well Broadside tells the main text of saved web pages from what surrounds it.

Takes a folder with gold.json (URL -> file, segments that must be in the main text, segments that must not) and pages/.
Prints one JSON line for Broadside and, with --trafilatura, one for each of that library's settings.

A segment counts as found when it is a substring of the extracted text, case and all; white space is collapsed and soft
hyphens are dropped on both sides, for every tool alike. Wanted and found: true positive; wanted and missing: false
negative; unwanted and found: false positive.
"""

import argparse
import json
import os
import resource
import subprocess
import sys

from common import archive

CHILD = """
import json, sys, time
import trafilatura
settings = json.loads(sys.argv[1])
texts, start = {}, time.process_time()
for path in sys.stdin.read().split("\\0"):
    if path:
        with open(path, "rb") as page:
            try:
                texts[path] = trafilatura.extract(page.read(), **settings) or ""
            except Exception as error:
                print(path, error, file=sys.stderr)
json.dump({"texts": texts, "cpu": time.process_time() - start, "version": trafilatura.__version__}, sys.stdout)
"""

SETTINGS = {
    "default": {},
    "without comments": {"include_comments": False},
    "fast": {"include_comments": False, "fast": True},
    "precision": {"include_comments": False, "favor_precision": True},
    "recall": {"include_comments": False, "favor_recall": True},
}


def flat(text):
    """One line, single spaces, no soft hyphens."""
    return " ".join(text.replace("\u00ad", "").split())


def score(gold, texts):
    """Counts segments; texts are by file name."""
    counts = dict.fromkeys(["tp", "fn", "fp", "tn"], 0)
    for page in gold.values():
        text = flat(texts.get(page["file"], ""))
        for segment in page["with"]:
            counts["tp" if flat(segment) in text else "fn"] += 1
        for segment in page["without"]:
            counts["fp" if flat(segment) in text else "tn"] += 1
    precision = counts["tp"] / max(1, counts["tp"] + counts["fp"])
    recall = counts["tp"] / max(1, counts["tp"] + counts["fn"])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4), **counts}


def line(tool, gold, texts, cpu):
    """Prints the result of one tool."""
    result = {"set": "html", "what": f"main text of web pages: {tool}", "pages": len(gold), **score(gold, texts), "cpu_s": round(cpu, 3)}
    print(json.dumps(result), flush=True)


def broadside(binary, pages):
    """Texts by file name, and the CPU seconds that `add` took."""
    with archive(binary) as here:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        here.add(pages)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        texts, rows = {}, here.listed()
        for row, statement in zip(rows, here.shown([row["id"] for row in rows])):
            for path in row["paths"]:
                name = os.path.basename(path)
                texts[name] = texts.get(name, "") + "\n\n" + (statement.get("text") or "")
    return texts, cpu


def trafilatura(python, files, settings):
    """Texts by file name, CPU seconds, version."""
    words = [python, "-c", CHILD, json.dumps(settings)]
    done = subprocess.run(words, input="\0".join(files), capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"{python} could not run trafilatura: {done.stderr.strip()[-500:]}")
    found = json.loads(done.stdout)
    return {os.path.basename(path): text for path, text in found["texts"].items()}, found["cpu"], found["version"]


def main():
    """Reads the command line and prints the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--broadside", metavar="BIN", help="the broadside program")
    parser.add_argument("--pages", metavar="FOLDER", required=True, help="folder with gold.json and pages/")
    parser.add_argument("--trafilatura", metavar="PYTHON", help="an interpreter that has trafilatura, to run beside it")
    words = parser.parse_args()
    with open(os.path.join(words.pages, "gold.json"), encoding="utf-8") as file:
        gold = json.load(file)
    pages = os.path.join(words.pages, "pages")
    if words.broadside:
        line("broadside", gold, *broadside(words.broadside, pages))
    if words.trafilatura:
        files = [os.path.join(pages, page["file"]) for page in gold.values()]
        for name, settings in SETTINGS.items():
            texts, cpu, version = trafilatura(words.trafilatura, files, settings)
            line(f"trafilatura {version}, {name}", gold, texts, cpu)


if __name__ == "__main__":
    main()
