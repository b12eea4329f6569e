#!/usr/bin/env python3
"""Kills `broadside add` with SIGKILL at random moments and checks what is left.

    kill.py --broadside BIN --files FOLDER [--rounds 300] [--seed 1]

A round counts when the kill met `add` at work. After every kill: `verify` must be clean, every file that `add --json` acknowledged in this or an earlier round must be
listed, its raw text must be the file, and every listed source must be whole. Prints one JSON line.
"""
import argparse, json, os, random, shutil, signal, subprocess, sys, tempfile, time


def run(arguments):
    return subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--files", required=True)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    total = sum(len(files) for _, _, files in os.walk(args.files))
    home = tempfile.mkdtemp(prefix="broadside-kill-")
    archive = os.path.join(home, "a.broadside")
    add = [args.broadside, "add", args.files, "--archive", archive, "--json"]
    started = time.monotonic()
    run(add)
    whole = time.monotonic() - started
    shutil.rmtree(archive)
    acknowledged, lost, half, unclean, killed, ended, kept = {}, 0, 0, 0, 0, 0, 0
    while killed < args.rounds:
        with open(os.path.join(home, "lines"), "w+b") as lines:
            process = subprocess.Popen(add, stdout=lines, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, whole))
            if process.poll() is None:
                killed += 1
            else:
                # Part of the files may be there already, and the machine may be less busy than at first.
                ended += 1
                whole *= 0.97
            process.send_signal(signal.SIGKILL)
            process.wait()
            lines.seek(0)
            for line in lines.read().split(b"\n")[:-1]:
                entry = json.loads(line)
                acknowledged[entry["path"]] = entry["source"]
        if not os.path.exists(os.path.join(archive, "broadside.toml")):
            lost += len(acknowledged)
            continue
        verify = run([args.broadside, "verify", "--archive", archive])
        if verify.returncode != 0:
            unclean += 1
            sys.stderr.write(verify.stdout.decode() + verify.stderr.decode())
        listed = {}
        for line in run([args.broadside, "report", "--archive", archive, "--json"]).stdout.splitlines():
            entry = json.loads(line)
            for path in entry["paths"]:
                listed[path] = entry["source"]
        lost += sum(listed.get(path) != source for path, source in acknowledged.items())
        kept += len(acknowledged)
        for path in chance.sample(sorted(listed), min(5, len(listed))):
            shown = run([args.broadside, "show", listed[path], "--raw", "--archive", archive])
            with open(path, "rb") as original:
                half += shown.stdout != original.read()
        if len(listed) >= total or chance.random() < 0.15:
            shutil.rmtree(archive)
            acknowledged = {}
    shutil.rmtree(home)
    print(json.dumps({"what": "kill -9 during add", "killed_at_work": killed, "ended_before": ended,
                      "acknowledged_checked": kept, "lost": lost, "half_visible": half, "unclean_verify": unclean}))
    return 1 if lost or half or unclean else 0


sys.exit(main())
