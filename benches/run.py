#!/usr/bin/env python3
"""Measures speed and durability and writes docs/speed.md.

    run.py [--broadside BIN] [--shared FOLDER] [--quick]

Every figure is measured here and now, on the corpora that are there; what is absent is skipped with a clear word. The
peers (plain tantivy, pdftotext) run beside it. The raw lines are kept in benches/results/.
"""
import argparse, datetime, json, os, platform, shutil, subprocess, sys, tarfile, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def unpack(shared, home, name):
    source = os.path.join(shared, "corpora", name + ".tar.gz")
    if not os.path.exists(source):
        return None
    with tarfile.open(source) as bundle:
        bundle.extractall(home, filter="data")
    return os.path.join(home, name)


def lines_of(command):
    sys.stderr.write("… " + " ".join(os.path.basename(part) for part in command[:2]) + "\n")
    ended = subprocess.run(command, stdout=subprocess.PIPE, env=dict(os.environ, LC_ALL="C.UTF-8"))
    found = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith(b"{")]
    return found or [{"what": os.path.basename(command[1]), "failed": ended.returncode}]


def example(name, target):
    """Builds an example program of the engine and gives its path."""
    subprocess.run(["cargo", "build", "--release", "--locked", "-q", "-p", "broadside-engine", "--example", name],
                   cwd=ROOT, check=True)
    return os.path.join(target, "release", "examples", name)


def machine():
    with open("/proc/cpuinfo") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, Linux {platform.release()}, load {load:.1f} at the start"


def main():
    parser = argparse.ArgumentParser()
    target = os.path.abspath(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")))
    parser.add_argument("--broadside", default=os.path.join(target, "release", "broadside"))
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    parser.add_argument("--quick", action="store_true", help="fewer runs, kills and flips")
    args = parser.parse_args()
    own, python = ["--broadside", args.broadside], sys.executable
    here = lambda name: os.path.join(HERE, name)
    where, found, skipped = machine(), [], []
    with tempfile.TemporaryDirectory(prefix="broadside-bench-") as home:
        folders = {}
        for name in ("ungdc", "newspapers-1916", "presidential"):
            folders[name] = unpack(args.shared, home, name)
            if folders[name] is None:
                skipped.append(name)
        plain = example("plain_tantivy", target)
        for name in ("ungdc", "newspapers-1916"):
            if folders[name]:
                runs = "1" if args.quick else "3"
                found += lines_of([python, here("add.py"), *own, "--plain", plain, "--files", folders[name], "--runs", runs])
        texts = [folder for folder in folders.values() if folder]
        if texts:
            found += lines_of([example("search_bench", target), *texts])
        if folders["presidential"]:
            found += lines_of([python, here("pdf.py"), *own, "--texts", folders["presidential"]])
            rounds, flips = ("20", "60") if args.quick else ("300", "1000")
            found += lines_of([python, here("durability/kill.py"), *own, "--files", folders["presidential"], "--rounds", rounds])
            found += lines_of([python, here("durability/flip.py"), *own, "--files", folders["presidential"], "--flips", flips])
    day = datetime.date.today().isoformat()
    results = os.path.join(HERE, "results")
    os.makedirs(results, exist_ok=True)
    with open(os.path.join(results, day + ".jsonl"), "w") as file:
        file.write(json.dumps({"machine": where, "day": day}) + "\n")
        file.writelines(json.dumps(line) + "\n" for line in found)
    page = ["# Speed", "", "Written by `make bench` (`benches/run.py`); how each figure is taken stands at the head of its "
            "program in `benches/`. MB are 10⁶ bytes; CPU seconds are of all processes together.", "", f"{day}, {where}.", ""]
    for line in found:
        page += [f"## {line.get('what', line.get('set', 'figures'))}", "", "| figure | value |", "|---|---|"]
        page += [f"| {key} | {round(value, 3) if isinstance(value, float) else value} |"
                 for key, value in line.items() if key != "what"]
        page.append("")
    page += ["Skipped, because the set is absent: " + ", ".join(skipped) + "."] if skipped else []
    text = "\n".join(page).rstrip() + "\n"
    with open(os.path.join(ROOT, "docs", "speed.md"), "w") as file:
        file.write(text)
    print(text)


main()
