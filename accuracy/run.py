#!/usr/bin/env python3
"""Measures accuracy on every gold set that is there and writes docs/accuracy.md.

    run.py [--broadside BIN] [--shared FOLDER]

A set that is absent is skipped with a clear word. Each line of the table names the set, the count, and the command.
"""
import argparse, gzip, json, os, shutil, subprocess, sys, tarfile, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def unpack(shared, home, name):
    source = os.path.join(shared, "corpora", name + ".tar.gz")
    if not os.path.exists(source):
        return None
    with tarfile.open(source) as bundle:
        bundle.extractall(home, filter="data")
    return os.path.join(home, name)


def trafilatura():
    """An interpreter that has the peer, made on the spot; None where it cannot be had."""
    home = os.path.join(ROOT, "target", "tools", "trafilatura")
    python = os.path.join(home, "bin", "python")
    if not os.path.exists(python):
        try:
            subprocess.run([sys.executable, "-m", "venv", home], check=True)
            subprocess.run([python, "-m", "pip", "install", "-q", "trafilatura==2.3.*"], check=True)
        except (OSError, subprocess.CalledProcessError):
            shutil.rmtree(home, ignore_errors=True)
            return None
    return python


def measure(script, arguments):
    command = [sys.executable, os.path.join(HERE, script)] + arguments
    shown = "accuracy/" + script
    sys.stderr.write(f"… {shown}\n")
    ended = subprocess.run(command, stdout=subprocess.PIPE)
    lines = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith(b"{")]
    if ended.returncode or not lines:
        return [{"set": shown, "what": f"failed with exit code {ended.returncode}"}]
    return lines


def example(name):
    """Builds an example program of the engine and gives its path."""
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
    subprocess.run(["cargo", "build", "--release", "--locked", "-q", "-p", "broadside-engine", "--example", name],
                   cwd=ROOT, check=True)
    return os.path.join(target, "release", "examples", name)


def evaluated(broadside, gold):
    """The figures of `broadside eval` on a gold file."""
    sys.stderr.write(f"… broadside eval {os.path.basename(gold)}\n")
    ended = subprocess.run([broadside, "eval", gold, "--json"], stdout=subprocess.PIPE)
    if ended.returncode not in (0, 1) or not ended.stdout.startswith(b"{"):
        return [{"set": "tests/suite/anatomy", "what": f"failed with exit code {ended.returncode}"}]
    scores = json.loads(ended.stdout.splitlines()[0])
    fields = sorted(scores["fields"].items()) + [("all fields", scores["micro"])]
    return [dict(figures, set="tests/suite/anatomy", what=field) for field, figures in fields]


def row(line):
    rest = {key: value for key, value in line.items() if key not in ("set", "what")}
    figures = ", ".join(f"{key} {round(value, 4) if isinstance(value, float) else value}" for key, value in rest.items())
    return f"| {line.get('set', '')} | {line.get('what', line.get('tool', ''))} | {figures} |"


def main():
    parser = argparse.ArgumentParser()
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
    parser.add_argument("--broadside", default=os.path.join(target, "release", "broadside"))
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    args = parser.parse_args()
    rows, skipped = [], []
    with tempfile.TemporaryDirectory(prefix="broadside-accuracy-") as home:
        def corpus(name):
            folder = unpack(args.shared, home, name)
            if folder is None:
                skipped.append(name)
            return folder

        own = ["--broadside", args.broadside]
        if html := corpus("html"):
            peer = trafilatura()
            rows += measure("html_segments.py", own + ["--pages", html] + (["--trafilatura", peer] if peer else []))
            shutil.rmtree(html)
        if ocr := corpus("ocr"):
            articles = os.path.join(ocr, "overproof")
            rows += measure("overproof_joins.py", own + ["--overproof", articles])
            rows += measure("overproof_marks.py", own + ["--overproof", articles])
        suite = lambda name: os.path.join(ROOT, "tests", "suite", name)
        rows += measure("signatories_suite.py", own + ["--suite", suite("signatories")])
        rows += evaluated(args.broadside, os.path.join(suite("anatomy"), "statements.jsonl"))
        edtf = os.path.join(args.shared, "conformance", "edtf.json")
        if os.path.exists(edtf):
            rows += measure("edtf.py", ["--lists", edtf])
        else:
            skipped.append("edtf")
        if meantime := corpus("meantime"):
            rows += measure("meantime.py", own + ["--meantime", meantime])
            shutil.rmtree(meantime)
        if hipe := corpus("hipe2022"):
            rows += measure("hipe.py", ["--names", example("names"), "--hipe", hipe])
            shutil.rmtree(hipe)
        if udhr := corpus("udhr"):
            rows += measure("udhr.py", own + ["--udhr", udhr])
            shutil.rmtree(udhr)
        muc4 = os.path.join(args.shared, "corpora", "muc4.jsonl.gz")
        if os.path.exists(muc4):
            rows += measure("muc4_header.py", own + ["--muc4", muc4])
            rows += measure("muc4_claims.py", own + ["--muc4", muc4])
        else:
            skipped.append("muc4")
        texts = [folder for name in ("ungdc", "presidential", "newspapers-1916", "letters") if (folder := corpus(name))]
        for folder in texts:
            name = os.path.basename(folder)
            if name == "ungdc":
                rows += measure("ungdc_issuer.py", own + ["--ungdc", folder])
                rows += measure("dating.py", own + ["--ungdc", folder])
            elif name == "presidential":
                rows += measure("presidential_kind.py", own + ["--presidential", folder])
                rows += measure("dating.py", own + ["--presidential", folder])
            elif name == "letters":
                rows += measure("letters_signatories.py", own + ["--letters", folder])
                rows += measure("letters_pdf.py", own + ["--letters", folder])
        if texts:
            rows += measure("undo.py", own + texts)
    page = ["# Accuracy", "", "Written by `make accuracy` (`accuracy/run.py`) from the development sets in `../shared`; "
            "how each figure is counted stands at the head of its script in `accuracy/`.", "",
            "| set | what | figures |", "|---|---|---|"] + [row(line) for line in rows]
    page += ["", "Skipped, because the set is absent: " + ", ".join(skipped) + "."] if skipped else []
    text = "\n".join(page) + "\n"
    print(text)
    if rows:
        with open(os.path.join(ROOT, "docs", "accuracy.md"), "w") as file:
            file.write(text)


main()
