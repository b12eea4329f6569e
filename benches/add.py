#!/usr/bin/env python3
"""How fast `broadside add` reads a folder, beside plain tantivy indexing the same text, run in turn.

    add.py --broadside BIN --plain PLAIN_TANTIVY --files FOLDER [--runs 3] [--name NAME]

Prints one JSON line. `ratio` is Broadside's speed as a share of plain tantivy's, median of the pairs. `same_output` says
whether one and two threads gave the same list, report and texts.
"""
import argparse, json, os, shutil, subprocess, sys, tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from measure import measure, median


def outputs(broadside, archive):
    """What the archive says, but for the times of adding."""
    report = subprocess.run([broadside, "report", "--json", "--archive", archive], stdout=subprocess.PIPE).stdout
    lines = [json.loads(line) for line in report.splitlines()]
    for line in lines:
        line.pop("added", None)
    shown = [subprocess.run([broadside, "show", line["source"], "--json", "--archive", archive], stdout=subprocess.PIPE).stdout
             for line in lines[:: max(1, len(lines) // 100)]]
    hits = [subprocess.run([broadside, "search", query, "--json", "--archive", archive], stdout=subprocess.PIPE).stdout
            for query in ("peace", "war OR treaty", '"united nations"', "govern*")]
    return lines, shown, hits


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--plain", required=True)
    parser.add_argument("--files", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--name")
    args = parser.parse_args()
    paths = [os.path.join(here, name) for here, _, names in os.walk(args.files) for name in names]
    size = sum(os.path.getsize(path) for path in paths)
    home = tempfile.mkdtemp(prefix="broadside-bench-")
    archive, index = os.path.join(home, "a.broadside"), os.path.join(home, "index")
    ours, plain = [], []
    for _ in range(args.runs):
        shutil.rmtree(archive, ignore_errors=True)
        shutil.rmtree(index, ignore_errors=True)
        ours.append(measure([args.broadside, "add", args.files, "--archive", archive, "--threads", "2", "--quiet"]))
        plain.append(measure([args.plain, args.files, index, "2"]))
    on_disk = sum(os.path.getsize(os.path.join(here, name))
                  for here, _, names in os.walk(os.path.join(archive, "index")) for name in names)
    two = outputs(args.broadside, archive)
    shutil.rmtree(archive)
    measure([args.broadside, "add", args.files, "--archive", archive, "--threads", "1", "--quiet"])
    same = outputs(args.broadside, archive) == two
    shutil.rmtree(home)
    ratios = sorted(b["seconds"] / a["seconds"] for a, b in zip(ours, plain))
    print(json.dumps({
        "what": "add " + (args.name or os.path.basename(args.files.rstrip("/"))), "files": len(paths), "mb": size / 1e6,
        "mb_s": size / 1e6 / median(ours, "seconds"), "cpu_s": median(ours, "cpu_s"),
        "peak_mb": max(run["peak_mb"] for run in ours), "peak_process_mb": max(run["peak_process_mb"] for run in ours),
        "plain_mb_s": size / 1e6 / median(plain, "seconds"), "plain_cpu_s": median(plain, "cpu_s"),
        "ratio": ratios[len(ratios) // 2], "index_share": on_disk / size, "same_output": same,
        "raw_seconds": [round(run["seconds"], 2) for run in ours],
        "raw_plain_seconds": [round(run["seconds"], 2) for run in plain],
    }))


main()
