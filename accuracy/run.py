#!/usr/bin/env python3
"""Measures accuracy on every gold set that is there and writes docs/accuracy.md.

    run.py [--broadside BIN] [--examples FOLDER] [--shared FOLDER] [--only WORD] [--jobs N] [--minutes N] [--output FILE]

Each measure is a script beside this one, run on its own: one that fails or takes too long is named in the page and stops
no other, a set that is absent is named as skipped. `--only` runs the measures whose name has the word in it and prints
the page instead of writing it. Two measures read with example programs of the engine and the model; those are taken from
--examples, or built. Exit code 1 when a measure failed.
"""
import argparse
import ast
import concurrent.futures
import datetime
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time

from sets import ROOT, Examples, Sets, Skipped, interpreter, target, version

HERE = os.path.dirname(os.path.abspath(__file__))
SUITE = os.path.join(ROOT, "tests", "suite")

ABOUT = """\
Written by `make accuracy` (`accuracy/run.py`) from the development sets in `../shared` and the suites in `tests/suite/`; how
each figure is counted stands at the head of its script in `accuracy/`. The files of `tests/suite/signatories` were read to
mend the rules: a first reading of each gave between .54 and .91 of the rows; expect that of lists nobody has seen."""


def trafilatura():
    """An interpreter that has the peer, made on the spot; None where it cannot be had."""
    return interpreter("trafilatura", "trafilatura==2.3.*", "lxml_html_clean")


def measures(args, sets, examples):
    """Every measure: its name, and a call that gives its command. The longest stand first."""
    own = ["--broadside", args.broadside]

    def bare(name, *words):
        return [sys.executable, os.path.join(HERE, name), *words]

    def script(name, *words):
        return bare(name, *own, *words)

    def pages():
        peer = trafilatura()
        return script("html_segments.py", "--pages", sets.folder("html"), *(["--trafilatura", peer] if peer else []))

    def undo():
        names = ("ungdc", "presidential", "newspapers-1916", "letters")
        folders = [sets.folder(name) for name in names if sets.has(name)]
        if not folders:
            raise Skipped("no texts")
        return script("undo.py", *folders)

    def edtf():
        lists = sets.file("conformance", "edtf.json")
        return bare("edtf.py", "--lists", lists, "--edtf", examples.program("edtf", "broadside-model"))

    def reconciliation():
        python = interpreter("jsonschema", "jsonschema==4.*")
        if not python:
            raise Skipped("the Python package jsonschema cannot be had")
        home = os.path.join(sets.unpacked("conformance", "reconciliation.tar.gz", "reconciliation"), "0.2")
        folders = ["--schemas", os.path.join(home, "schemas"), "--examples", os.path.join(home, "examples")]
        return [python, os.path.join(HERE, "reconciliation.py"), *own, *folders]

    def reuse():
        return script("reuse.py", *(sets.unpacked("reuse", f"reuse-{name}.tar.gz", name) for name in ("400", "2k")))

    muc4 = lambda: sets.file("corpora", "muc4.jsonl.gz")
    overproof = lambda: os.path.join(sets.folder("ocr"), "overproof")
    times = lambda: ["--expressions", examples.program("time_expressions")]
    names = lambda: ["--names", examples.program("names")]
    gold = os.path.join(SUITE, "anatomy", "statements.jsonl")
    return [
        ("html_segments.py", pages),
        ("undo.py", undo),
        ("reuse.py", reuse),
        ("ungdc_issuer.py", lambda: script("ungdc_issuer.py", "--ungdc", sets.folder("ungdc"))),
        ("dating.py", lambda: script("dating.py", "--ungdc", sets.folder("ungdc"), "--presidential", sets.folder("presidential"))),
        ("presidential_kind.py", lambda: script("presidential_kind.py", "--presidential", sets.folder("presidential"))),
        ("overproof_marks.py", lambda: script("overproof_marks.py", "--overproof", overproof())),
        ("overproof_joins.py", lambda: script("overproof_joins.py", "--overproof", overproof())),
        ("udhr.py", lambda: script("udhr.py", "--udhr", sets.folder("udhr"))),
        ("letters_signatories.py", lambda: script("letters_signatories.py", "--letters", sets.folder("letters"))),
        ("letters_pdf.py", lambda: script("letters_pdf.py", "--letters", sets.folder("letters"))),
        ("muc4_header.py", lambda: script("muc4_header.py", "--muc4", muc4())),
        ("muc4_claims.py", lambda: script("muc4_claims.py", "--muc4", muc4())),
        ("signatories_suite.py", lambda: script("signatories_suite.py", "--suite", os.path.join(SUITE, "signatories"))),
        ("broadside eval", lambda: [args.broadside, "eval", gold, "--json"]),
        ("meantime.py", lambda: bare("meantime.py", "--meantime", sets.folder("meantime"), *times())),
        ("hipe.py", lambda: bare("hipe.py", "--hipe", sets.folder("hipe2022"), *names())),
        ("entities.py", lambda: bare("entities.py", "--folder", sets.folder("names"), "--entities", examples.program("entities"))),
        ("edtf.py", edtf),
        ("reconciliation.py", reconciliation),
    ]


def lines_of(name, output):
    """The figures that a measure printed."""
    lines = [json.loads(line) for line in output.decode("utf-8", "replace").splitlines() if line.startswith("{")]
    if name != "broadside eval":
        return lines
    scores = [*sorted(lines[0]["fields"].items()), ("all fields", lines[0]["micro"])] if lines else []
    return [dict(figures, set="tests/suite/anatomy", what=field) for field, figures in scores]


def take(name, command, minutes):
    """Runs a measure: its lines, what went wrong, what it skips, seconds."""
    since = time.monotonic()
    lines, failed, skipped = [], None, None
    try:
        words = command()
        since = time.monotonic()
        ended = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60 * minutes)
        lines = lines_of(name, ended.stdout)
        last = (ended.stderr.decode("utf-8", "replace").strip().splitlines() or ["it printed nothing"])[-1]
        # `eval` ends with 1 where a document is missing from what it read; its figures stand all the same.
        if ended.returncode not in ((0, 1) if name == "broadside eval" else (0,)) or not lines:
            failed = f"exit code {ended.returncode}: {last}"
    except Skipped as reason:
        skipped = str(reason)
    except subprocess.TimeoutExpired:
        failed = f"stopped after {minutes} minutes"
    except (OSError, ValueError, KeyError, tarfile.TarError, subprocess.CalledProcessError) as error:
        failed = f"{type(error).__name__}: {error}"
    return name, lines, failed, skipped, time.monotonic() - since


def what_it_asks(name):
    """The first line of a script's head."""
    if not name.endswith(".py"):
        return "Statements of many kinds and layouts against their gold, field by field."
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return (ast.get_docstring(ast.parse(file.read())) or name).splitlines()[0]


def figures(line):
    """A line's figures in words."""
    shown = lambda value: round(value, 4) if isinstance(value, float) else value
    return ", ".join(f"{key} {shown(value)}" for key, value in line.items() if key not in ("set", "what"))


def page(taken, made_by):
    """The page as Markdown."""
    day = datetime.date.today().isoformat()
    page = ["# Accuracy", "", ABOUT, "", f"{day}, {made_by}.", ""]
    for name, lines, failed, skipped, _ in taken:
        if skipped:
            continue
        title = f"accuracy/{name}" if name.endswith(".py") else name
        page += [f"## {title}", "", what_it_asks(name), ""]
        if failed:
            page += [f"**Failed:** {failed}", ""]
        if lines:
            page += ["| set | what | figures |", "|---|---|---|"]
            page += [f"| {line.get('set', '')} | {line.get('what', '')} | {figures(line)} |" for line in lines] + [""]
    left_out = [f"- {name}: {skipped}." for name, _, _, skipped, _ in taken if skipped]
    page += ["## Skipped", "", *left_out] if left_out else []
    return "\n".join(page).rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadside", default=os.path.join(target(), "release", "broadside"))
    parser.add_argument("--examples", help="a folder with the example programs `names`, `time_expressions`, `entities` and `edtf`")
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    parser.add_argument("--only", default="", help="only measures with this in their name; the page is printed, not written")
    parser.add_argument("--jobs", type=int, default=2, help="measures taken at the same time")
    parser.add_argument("--minutes", type=int, default=10, help="minutes that one measure may take")
    parser.add_argument("--output", default=os.path.join(ROOT, "docs", "accuracy.md"))
    args = parser.parse_args()
    args.broadside = os.path.abspath(args.broadside)
    made_by = version(args.broadside)
    with tempfile.TemporaryDirectory(prefix="broadside-accuracy-") as home:
        chosen = measures(args, Sets(args.shared, home), Examples(args.examples))
        chosen = [(name, command) for name, command in chosen if args.only in name]
        taken = {}
        with concurrent.futures.ThreadPoolExecutor(max(1, args.jobs)) as threads:
            running = [threads.submit(take, name, command, args.minutes) for name, command in chosen]
            for done in concurrent.futures.as_completed(running):
                name, lines, failed, skipped, seconds = taken[done] = done.result()
                end = failed and f"FAILED: {failed}" or skipped and f"skipped: {skipped}" or f"{len(lines)} figures"
                sys.stderr.write(f"[{len(taken):2}/{len(chosen)}] {name}: {end} ({seconds:.0f} s)\n")
        taken = [taken[done] for done in running]
    text = page(taken, made_by)
    if args.only:
        print(text)
    elif any(lines for _, lines, _, _, _ in taken):
        with open(args.output, "w", encoding="utf-8") as file:
            file.write(text)
        sys.stderr.write(f"Written: {args.output}\n")
    return 1 if any(failed for _, _, failed, _, _ in taken) else 0


if __name__ == "__main__":
    sys.exit(main())
