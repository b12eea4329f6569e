#!/usr/bin/env python3
"""What kind of act is it, and who issued it? Presidential documents, from their text alone.

Takes --broadside BIN and --presidential FOLDER (texts and gold.jsonl with `file`, `date`, `slug` and `issuer`). Every text is
copied under a number, so that its name says nothing, and added to an archive of its own; `show --json` gives `kind` and
`issuers`.

The gold kind is read from the slug's words: `proclamation`; `executive-order` is a law; a press conference, debate or
conversation an interview; `message` and `veto` a message, and so is a state of the Union before 1913, when it was sent
in writing; `address`, `speech`, `remarks`, `inaugural`, `fireside`, a later state of the Union a speech. Slugs with none of
these words, and `statement`, which may be spoken or written, have no gold kind. Texts have lost their headers, so the
kind stands in their form alone. An issuer is right where its name has the president's last name. Prints JSON lines: kinds with a
line for each gold kind, then issuers.
"""

import argparse
import collections
import json
import os

from common import contents, first_statements


def gold_kind(row):
    slug, year = row["slug"], int(row["date"][:4])
    words = set(slug.split("-"))
    if "proclamation" in words:
        return "proclamation"
    if "executive-order" in slug:
        return "law"
    if "press-conference" in slug or words & {"debate", "conversation"}:
        return "interview"
    if words & {"message", "messages", "veto"}:
        return "message"
    if "state-union" in slug:
        return "message" if year < 1913 else "speech"
    if words & {"address", "speech", "remarks", "inaugural", "fireside"}:
        return "speech"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--presidential", required=True)
    arguments = parser.parse_args()
    with open(os.path.join(arguments.presidential, "gold.jsonl"), encoding="utf-8") as gold:
        rows = [json.loads(line) for line in gold]
    texts = list(contents(arguments.presidential, [row["file"] for row in rows]))
    found = first_statements(arguments.broadside, texts)
    kinds = collections.defaultdict(collections.Counter)
    named = right = 0
    for row, statement in zip(rows, found):
        statement = statement or {}
        kinds[gold_kind(row)][statement.get("kind")] += 1
        names = [issuer["name"].lower() for issuer in statement.get("issuers") or []]
        named += bool(names)
        right += any(row["issuer"].split()[-1].lower() in name for name in names)
    judged = {kind: counts for kind, counts in kinds.items() if kind}
    n = sum(sum(counts.values()) for counts in judged.values())
    given = n - sum(counts[None] for counts in judged.values())
    fits = sum(counts[kind] for kind, counts in judged.items())
    print(json.dumps({
        "set": "presidential", "what": "kind", "n": n, "given": given, "given_share": given / max(1, n), "right": fits,
        "right_share": fits / max(1, given),
    }))
    for kind, counts in sorted(judged.items()):
        found_kinds = {str(name): count for name, count in counts.most_common()}
        print(json.dumps({"set": "presidential", "what": f"kind: {kind}", "n": sum(counts.values()), "found": found_kinds}))
    print(json.dumps({
        "set": "presidential", "what": "issuer", "n": len(rows), "given": named, "right": right,
        "right_share": right / max(1, named),
    }))


if __name__ == "__main__":
    main()
