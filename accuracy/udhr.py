#!/usr/bin/env python3
"""The Universal Declaration of Human Rights in its language versions: are title, preamble and articles found whole?

Takes --broadside BIN and --udhr FOLDER (one HTML file a language: `h1` for the title, `header` for the preamble,
`article` for each article). The files are added as they are; `show --json` gives the parts. A version counts as found
whole when it is one statement, its title is the page's `h1`, the paragraphs between title and first article are the
preamble's, and for each article there is a heading with the article's own words and, up to the next one, the article's
text. Words are compared without white space and quotation marks (repair mends those). A version that lacks a part in the
file is compared in the parts it has; files without articles' headings (three that hold the first article only) are left
out. Prints one JSON line per figure.
"""

import argparse
import glob
import json
import os
import re
import subprocess
import tempfile
from xml.sax.saxutils import unescape

GROUP = 16
"""Files added to one archive."""


def plain(markup):
    words = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), re.sub(r"<[^>]+>", "", markup))
    words = re.sub(r"&#x([0-9a-fA-F]+);", lambda found: chr(int(found[1], 16)), words)
    return " ".join(unescape(words, {"&quot;": '"', "&apos;": "'", "&nbsp;": " "}).split())


def key(words):
    return re.sub(r"[\s\"'‘’“”„«»`´\u00ad\u200b]+", "", words)


def heading(markup):
    return re.search(r"<h\d[^>]*>(.*?)</h\d>", markup, re.S)


def gold(path):
    """Title, paragraphs of the preamble, and (heading, text) of each article; None where the file has none."""
    with open(path, encoding="utf-8") as file:
        body = file.read().split("<body", 1)[-1]
    title = re.search(r"<h1[^>]*>(.*?)</h1>", re.split(r"<header|<article", body)[0], re.S)
    header = re.search(r"<header.*?</header>", body, re.S)
    preamble = [plain(words) for words in re.findall(r"<p[^>]*>(.*?)</p>", header.group(0), re.S)] if header else []
    articles = []
    for article in re.findall(r"<article.*?</article>", body, re.S):
        head = heading(article)
        if head is None:
            return None
        articles.append((plain(head.group(1)), plain(re.sub(r"</(p|li|h\d)>", " ", article[head.end():]))))
    return plain(title.group(1)) if title else None, preamble, articles


def outermost(parts):
    """Parts that lie in no other."""
    kept, end = [], -1
    for part in parts:
        if part["start"] >= end:
            kept.append(part)
            end = part["end"]
    return kept


def score(shown, wanted):
    title, preamble, articles = wanted
    text = shown["text"]
    parts = [part for part in shown["parts"] if part["role"] != "furniture"]
    words = [text[part["start"]:part["end"]] for part in parts]
    found = {"title": title is None or key(shown["title"] or "") == key(title)}
    at, first, whole = 0, None, True
    for head, body in articles:
        place = next((n for n in range(at, len(parts)) if parts[n]["role"] == "heading" and key(words[n]) == key(head)), None)
        if place is None:
            whole = False
            break
        first = place if first is None else first
        end = next((n for n in range(place + 1, len(parts)) if parts[n]["role"] == "heading"), len(parts))
        inside = outermost(parts[place + 1:end])
        whole = whole and key("".join(text[part["start"]:part["end"]] for part in inside)) == key(body)
        at = place + 1
    found["articles"] = whole
    before = outermost(parts[:first or 0])
    before = [text[part["start"]:part["end"]] for part in before if part["role"] in ("body", "item", "quotation")]
    found["preamble"] = not preamble or key("".join(before)) == key("".join(preamble))
    return found


def run(broadside, home, *arguments):
    command = [broadside, *arguments, "--archive", os.path.join(home, "archive.broadside")]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")


def read(broadside, paths):
    """What the files are found to be: for each path its wanted parts and the found ones.

    Each group of files has an archive of its own: a document is shown with the words that are doubtful in it, which are
    looked for in the vocabulary of its whole collection, and that of all languages together is large.
    """
    with tempfile.TemporaryDirectory(prefix="broadside-udhr-") as home:
        run(broadside, home, "add", *paths)
        ids = {}
        for line in run(broadside, home, "list", "--json").splitlines():
            row = json.loads(line)
            ids.setdefault(row["paths"][0], []).append(row["id"])
        for path in paths:
            wanted, known = gold(path), ids.get(path, [])
            if wanted is None or not known:
                continue
            found = score(json.loads(run(broadside, home, "show", known[0], "--json")), wanted)
            found["one statement"] = len(known) == 1
            found["found whole"] = all(found.values())
            yield path, found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--udhr", required=True)
    parser.add_argument("--misses", action="store_true", help="print each version that is not whole")
    args = parser.parse_args()
    counts = {"title": 0, "preamble": 0, "articles": 0, "one statement": 0, "found whole": 0}
    total = 0
    paths = sorted(os.path.realpath(path) for path in glob.glob(os.path.join(args.udhr, "**", "*.html"), recursive=True))
    for start in range(0, len(paths), GROUP):
        for path, found in read(args.broadside, paths[start:start + GROUP]):
            total += 1
            for name in counts:
                counts[name] += found[name]
            if args.misses and not found["found whole"]:
                print(json.dumps({"file": os.path.basename(path), **found}))
    for name, count in counts.items():
        print(json.dumps({"set": "udhr", "what": name, "share": count / max(1, total), "right": count, "n": total}))


if __name__ == "__main__":
    main()
