#!/usr/bin/env python3
"""Measures speed and durability and writes docs/speed.md.

    run.py [--broadside BIN] [--examples FOLDER] [--shared FOLDER] [--quick] [--large] [--only WORD] [--output FILE]

Every figure is measured here and now, on the corpora that are there, one program after the other, beside the peers (plain
tantivy, pdftotext). A program that fails is named in the page and stops no other; what is absent is named as skipped. The raw
lines are kept in benches/results/. `--only` runs what has the word in its name and prints the page instead of writing it.
Example programs of the engine are taken from --examples, or built. Exit code 1 when something failed.
"""
import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tarfile
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "accuracy"))
from sets import ROOT, Examples, Sets, Skipped, interpreter, target, version

ABOUT = """\
Written by `make bench` (`benches/run.py`); how each figure is taken stands at the head of its program in `benches/` and
`crates/engine/examples/`. MB are 10⁶ bytes; CPU seconds are of all processes together."""


def machine():
    """The machine, and how busy it is."""
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, Linux {platform.release()}, load {load:.1f} at the start"


def benches(args, sets, examples):
    """Every bench: its name, and a call that gives its command."""
    def script(name, *words):
        return [sys.executable, os.path.join(HERE, name), "--broadside", args.broadside, *words]

    def add(name):
        runs = "1" if args.quick else "3"
        return script("add.py", "--plain", examples.program("plain_tantivy"), "--files", sets.folder(name), "--runs", runs)

    def search():
        folders = [sets.folder(name) for name in ("ungdc", "newspapers-1916", "presidential") if sets.has(name)]
        if not folders:
            raise Skipped("no texts")
        return [examples.program("search_bench"), *folders]

    def who(uses):
        real = ["--real", os.path.join(sets.folder("letters"), "barcelona", "downloads", "barcelonadeclaration_signatories_supporters.csv")] if sets.has("letters") else []
        return [sys.executable, os.path.join(HERE, "resolution", "run.py"), "--program", examples.program("resolution"), "--uses", uses, *real]

    def reuse(only, *words):
        if args.quick and only in ("made", "growth"):
            raise Skipped("not with --quick; measured figures are in docs/reuse.md")
        sets.file("reuse", "generate.py")
        prose = [sets.folder(name) for name in ("ungdc", "presidential") if sets.has(name)]
        quick = ["--quick"] if args.quick else []
        return [*script("reuse/run.py", "--shared", args.shared, "--prose", *prose, "--keep", os.path.join(sets.home, "reuse"), "--only", only), *quick, *words]

    def peers():
        python = interpreter("reuse-peers", "-r", os.path.join(HERE, "reuse", "requirements.txt"))
        return ["--peers", python] if python else []

    large = lambda: ["--large"] if args.large else []
    stages = lambda name: [examples.program("stages"), sets.folder(name)]
    files = lambda: ["--files", sets.folder("presidential")]
    rounds, flips = ("20", "60") if args.quick else ("300", "1000")
    return [
        ("add ungdc", lambda: add("ungdc")),
        ("add newspapers-1916", lambda: add("newspapers-1916")),
        ("stages of ungdc", lambda: stages("ungdc")),
        ("stages of newspapers-1916", lambda: stages("newspapers-1916")),
        ("search", search),
        ("who is who", lambda: who("20000" if args.quick else "100000")),
        ("reuse: sizes", lambda: reuse("sizes")),
        ("reuse: how well", lambda: reuse("made")),
        ("reuse: same output", lambda: reuse("same")),
        ("reuse: growth", lambda: reuse("growth", *large())),
        ("reuse: near-duplicates", lambda: reuse("duplicates", *peers())),
        ("reading room", lambda: script("room/run.py", *(["--quick"] if args.quick else []))),
        ("PDF", lambda: script("pdf.py", "--texts", sets.folder("presidential"))),
        ("kill", lambda: script("durability/kill.py", *files(), "--rounds", rounds)),
        ("flip", lambda: script("durability/flip.py", *files(), "--flips", flips)),
    ]


def take(name, command):
    """Runs a bench: its lines, what went wrong, what it skips."""
    lines, failed, skipped = [], None, None
    try:
        ended = subprocess.run(command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ, LC_ALL="C.UTF-8"))
        lines = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith(b"{")]
        last = (ended.stderr.decode("utf-8", "replace").strip().splitlines() or ["it printed nothing"])[-1]
        if ended.returncode or not lines:
            failed = f"exit code {ended.returncode}: {last}"
    except Skipped as reason:
        skipped = str(reason)
    except (OSError, ValueError, tarfile.TarError, subprocess.CalledProcessError) as error:
        failed = f"{type(error).__name__}: {error}"
    return name, lines, failed, skipped


def shown(value):
    """A figure as it stands in a table."""
    return str(round(value, 3)) if isinstance(value, float) else str(value).replace("|", "\\|")


def tables(name, lines):
    """The lines of a bench: a table each where they say what they are, else one table with a row a line."""
    if all("what" in line for line in lines):
        for line in lines:
            yield from (f"## {line['what']}", "", "| figure | value |", "|---|---|")
            yield from (f"| {key} | {shown(value)} |" for key, value in line.items() if key != "what")
            yield ""
        return
    yield from (f"## {name}", "", "| what | figures |", "|---|---|")
    for line in lines:
        (first, label), *rest = line.items()
        label = label if first == "stage" else f"{first}: {shown(label)}"
        yield f"| {label} | " + ", ".join(f"{key} {shown(value)}" for key, value in rest) + " |"
    yield ""


def page(where, day, made_by, taken):
    """The page as Markdown."""
    page = ["# Speed", "", ABOUT, "", f"{day}, {made_by}, {where}.", ""]
    for name, lines, failed, _ in taken:
        page += tables(name, lines) if lines else []
        page += [f"**Failed:** {name}: {failed}", ""] if failed else []
    left_out = [f"- {name}: {skipped}." for name, _, _, skipped in taken if skipped]
    page += ["## Skipped", "", *left_out] if left_out else []
    return "\n".join(page).rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadside", default=os.path.join(target(), "release", "broadside"))
    parser.add_argument("--examples", help="a folder with the example programs `plain_tantivy`, `search_bench`, `stages` and `resolution`")
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    parser.add_argument("--quick", action="store_true", help="fewer runs, kills and flips")
    parser.add_argument("--large", action="store_true", help="reuse in up to 80,000 documents")
    parser.add_argument("--only", default="", help="only benches with this in their name; the page is printed, not written")
    parser.add_argument("--output", default=os.path.join(ROOT, "docs", "speed.md"))
    args = parser.parse_args()
    args.broadside = os.path.abspath(args.broadside)
    made_by, where, day, taken = version(args.broadside), machine(), datetime.date.today().isoformat(), []
    with tempfile.TemporaryDirectory(prefix="broadside-bench-") as home:
        chosen = [one for one in benches(args, Sets(args.shared, home), Examples(args.examples)) if args.only in one[0]]
        for name, command in chosen:
            since = time.monotonic()
            taken.append(take(name, command))
            _, lines, failed, skipped = taken[-1]
            end = failed and f"FAILED: {failed}" or skipped and f"skipped: {skipped}" or f"{len(lines)} lines"
            sys.stderr.write(f"[{len(taken)}/{len(chosen)}] {name}: {end} ({time.monotonic() - since:.0f} s)\n")
    text = page(where, day, made_by, taken)
    if args.only:
        print(text)
    elif any(lines for _, lines, _, _ in taken):
        results = os.path.join(HERE, "results")
        os.makedirs(results, exist_ok=True)
        with open(os.path.join(results, day + ".jsonl"), "w", encoding="utf-8") as file:
            file.write(json.dumps({"machine": where, "day": day, "made_by": made_by}) + "\n")
            file.writelines(json.dumps(dict(line, bench=name)) + "\n" for name, lines, _, _ in taken for line in lines)
        with open(args.output, "w", encoding="utf-8") as file:
            file.write(text)
        sys.stderr.write(f"Written: {args.output}\n")
    return 1 if any(failed for _, _, failed, _ in taken) else 0


if __name__ == "__main__":
    sys.exit(main())
