#!/usr/bin/env python3
"""Pages a second of one core for a PDF with a text layer: the whole `broadside add`, beside pdftotext where it is there.

    pdf.py --broadside BIN --texts FOLDER [--pages 100] [--runs 5]

Sets the texts in one, two and three columns; prints one JSON line each. CPU seconds of all processes, median of the runs.
"""
import argparse, json, os, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from measure import measure, median


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--texts", required=True)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    home = tempfile.mkdtemp(prefix="broadside-pdf-")
    for columns in (1, 2, 3):
        pdf, archive = os.path.join(home, f"{columns}.pdf"), os.path.join(home, "a.broadside")
        subprocess.run([sys.executable, os.path.join(HERE, "make_pdf.py"), args.texts, pdf, str(args.pages), str(columns)],
                       check=True)
        ours, peer = [], []
        for _ in range(args.runs):
            shutil.rmtree(archive, ignore_errors=True)
            ours.append(measure([args.broadside, "add", pdf, "--archive", archive, "--threads", "1", "--quiet"]))
            if shutil.which("pdftotext"):
                peer.append(measure(["pdftotext", pdf, os.path.join(home, "out.txt")]))
        line = {"what": f"PDF with text layer, {columns} column(s)", "pages": args.pages,
                "cpu_s": median(ours, "cpu_s"), "pages_per_cpu_s": args.pages / median(ours, "cpu_s"),
                "wall_s": median(ours, "seconds"), "peak_mb": max(run["peak_mb"] for run in ours)}
        if peer:
            line["pdftotext_pages_per_cpu_s"] = args.pages / median(peer, "cpu_s")
        print(json.dumps(line), flush=True)
    shutil.rmtree(home)


main()
