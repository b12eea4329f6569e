#!/usr/bin/env python3
"""Flips single bytes of an archive and checks that `broadside verify` names the damaged file.

    flip.py --broadside BIN --files FOLDER [--flips 1000] [--seed 1]

A third of the flips each in originals, catalogue and index. After every 50th the archive is verified undamaged, which
must be clean. Prints one JSON line.
"""
import argparse, json, os, random, shutil, subprocess, sys, tempfile


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--files", required=True)
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    home = tempfile.mkdtemp(prefix="broadside-flip-")
    archive = os.path.join(home, "a.broadside")
    subprocess.run([args.broadside, "add", args.files, "--archive", archive, "--quiet"], check=True)

    def below(folder):
        found = []
        for here, _, names in os.walk(folder):
            found += [os.path.join(here, name) for name in names if not name.endswith(".lock")]
        return sorted(path for path in found if os.path.getsize(path))

    kinds = {
        "originals": below(os.path.join(archive, "originals")),
        "catalogue": [os.path.join(archive, "catalogue.sqlite")],
        "index": below(os.path.join(archive, "index")),
    }

    def verify():
        ended = subprocess.run([args.broadside, "verify", "--archive", archive, "--json"], stdout=subprocess.PIPE)
        return ended.returncode, [json.loads(line) for line in ended.stdout.splitlines()]

    named = {kind: [0, 0] for kind in kinds}
    false_alarms = 0
    for number in range(args.flips):
        kind = sorted(kinds)[number % 3]
        files = kinds[kind]
        # By size, so that every byte of a kind is as likely as any other.
        path = chance.choices(files, weights=[os.path.getsize(file) for file in files])[0]
        place = chance.randrange(os.path.getsize(path))
        flip = chance.randrange(1, 256)
        os.chmod(path, 0o644)
        with open(path, "r+b") as file:
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ flip]))
        code, lines = verify()
        hit = code == 1 and any(line.get("path") == path for line in lines)
        named[kind][0] += hit
        named[kind][1] += 1
        if not hit:
            sys.stderr.write(f"missed: {path} at {place}: {code} {lines}\n")
        with open(path, "r+b") as file:
            file.seek(place)
            file.write(bytes([byte]))
        if number % 50 == 49:
            code, lines = verify()
            false_alarms += code != 0
    shutil.rmtree(home)
    print(json.dumps({"what": "single-byte flips", "flips": args.flips,
                      "named": sum(hit for hit, _ in named.values()), "by_kind": named, "false_alarms": false_alarms}))
    return 0 if all(hit == count for hit, count in named.values()) and not false_alarms else 1


sys.exit(main())
