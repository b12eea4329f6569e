#!/usr/bin/env python3
"""Time expressions of news against MEANTIME's annotation: found, found with the same extent, type and value right.

Takes --broadside BIN, beside which `examples/time_expressions` is built when it is not there (or --expressions PROGRAM,
that example itself), and --meantime FOLDER; or, with --tml FOLDER, news in TimeML files (`.tml`, as of TempEval-3). Every
document is given to the example with the day it was made as anchor: a text file could not say that day to the binary.
Prints one JSON line of figures per folder and language; --misses lists every difference.

MEANTIME is annotated in the title and the first five sentences only (its sentences 0 to 5), so only they count. TIMEX3
without words in the text do not count, nor does the document's creation time where it has none. A match is *relaxed*
when the ranges share a character, *strict* when they are the same; each annotated expression is matched once. *Value*
is right when the normalised values are the same, of all that are matched relaxed (as in TempEval-3); `value_f1` is
TempEval-3's F1 of values. Values with a slip of the annotator's pen that is no TIMEX3 (03-02-2009, PM6) are put right
before comparing; values are compared without trailing `Z` and `XX`.
"""

import argparse
import collections
import glob
import json
import os
import re
import subprocess
import xml.etree.ElementTree as ET

LAST_SENTENCE = 5


def naf(path):
    """Text, day made and expressions (start, end, type, value) of a MEANTIME document, in characters."""
    root = ET.parse(path).getroot()
    text, at, sentence = "", {}, None
    for token in root.iter("token"):
        number, word = int(token.get("sentence")), token.text or ""
        if number > LAST_SENTENCE:
            break
        if sentence is not None:
            text += "\n\n" if number != sentence and sentence < 2 else glue(text, word)
        sentence = number
        at[token.get("t_id")] = (len(text), len(text) + len(word))
        text += word
    gold, made = [], ""
    for timex in root.iter("TIMEX3"):
        places = [at.get(anchor.get("t_id")) for anchor in timex.iter("token_anchor")]
        if timex.get("functionInDocument") == "CREATION_TIME":
            made = put_right(timex.get("value"))
        if places and None not in places:
            span = (min(place[0] for place in places), max(place[1] for place in places))
            gold.append((*span, timex.get("type"), put_right(timex.get("value"))))
    return root.get("lang"), text, made, gold


def glue(text, word):
    """What stands between two tokens: MEANTIME keeps no spaces, so the usual ones."""
    if word in (",", ".", ";", ":", "!", "?", ")", "%", "'s", "’s", "'", "''", "n't") and not text.endswith(" "):
        return ""
    return "" if text.endswith(("(", "``", "$", "£", "€")) else " "


def put_right(value):
    value = value or ""
    day = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", value)
    if day:
        return "-".join(reversed(day.groups()))
    odd = re.fullmatch(r"P([YMWD])(\d+)", value)
    if odd:
        return f"P{odd.group(2)}{odd.group(1)}"
    part = re.fullmatch(r"(\d{4}-\d\d-\d\d)(T(?:MO|AF|EV|NI))", value)
    return "".join(part.groups()) if part else value


def tml(path):
    root = ET.parse(path).getroot()
    made = next((timex.get("value") for timex in root.iter("TIMEX3")
                 if timex.get("functionInDocument") == "CREATION_TIME"), "")
    body = root.find("TEXT")
    text, gold = body.text or "", []

    def walk(node):
        nonlocal text
        start = len(text)
        text += node.text or "" if node is not body else ""
        for child in node:
            walk(child)
            text += child.tail or ""
        if node.tag == "TIMEX3":
            gold.append((start, len(text), node.get("type"), node.get("value")))

    text = body.text or ""
    for child in body:
        walk(child)
        text += child.tail or ""
    return "en", text, (made or "")[:10], gold


def expressions(program, documents):
    lines = []
    for number, (language, text, made, _) in enumerate(documents):
        escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        lines.append(f"{number}\t{made}\t{language}\t{escaped}\n")
    out = subprocess.run([program], input="".join(lines).encode("utf-8"), stdout=subprocess.PIPE, check=True).stdout
    found = [[] for _ in documents]
    for line in out.decode("utf-8").splitlines():
        number, start, end, kind, value = line.split("\t")[:5]
        raw = documents[int(number)][1].encode("utf-8")
        span = [len(raw[:int(place)].decode("utf-8")) for place in (start, end)]
        found[int(number)].append((*span, kind, value))
    return found


def plain(value):
    return re.sub(r"(-XX)+$", "", re.sub(r"(T[\d:]+)Z$", r"\1", value or "")).replace("PTXH", "PXH")


def score(documents, found, misses):
    count = collections.Counter()
    for (_, text, made, gold), system in zip(documents, found):
        count["gold"] += len(gold)
        count["found"] += len(system)
        taken = set()
        for one in sorted(gold):
            fits = [other for other in system if other not in taken and other[0] < one[1] and one[0] < other[1]]
            fits.sort(key=lambda other: (other[:2] != one[:2], -(min(one[1], other[1]) - max(one[0], other[0]))))
            words = text[one[0]:one[1]]
            if not fits:
                say(misses, "MISS", made, one, words, None, text)
                continue
            best = fits[0]
            taken.add(best)
            count["relaxed"] += 1
            count["strict"] += best[:2] == one[:2]
            count["type"] += best[2] == one[2]
            right = plain(best[3]) == plain(one[3])
            count["value"] += right
            if best[:2] != one[:2]:
                say(misses, "EXTENT", made, one, words, text[best[0]:best[1]], text)
            if not right:
                say(misses, "VALUE", made, one, words, f"{text[best[0]:best[1]]} = {best[2]} {best[3]}", text)
        for other in system:
            if other not in taken:
                say(misses, "FALSE", made, other, text[other[0]:other[1]], None, text)
    return count


def say(misses, what, made, one, words, other, text):
    if misses:
        around = (text[max(0, one[0] - 35):one[0]] + "[" + words + "]" + text[one[1]:one[1] + 25]).replace("\n", " ")
        print(what, made, one[2], one[3], "|", around, "|", other or "")


def figures(name, language, documents, count):
    def f1(right):
        precision, recall = count[right] / max(1, count["found"]), count[right] / max(1, count["gold"])
        return 2 * precision * recall / max(1e-9, precision + recall)

    return {
        "set": name, "what": f"time expressions ({language})", "documents": len(documents), "annotated": count["gold"], "found": count["found"],
        "relaxed_precision": round(count["relaxed"] / max(1, count["found"]), 4),
        "relaxed_recall": round(count["relaxed"] / max(1, count["gold"]), 4),
        "relaxed_f1": round(f1("relaxed"), 4), "strict_f1": round(f1("strict"), 4),
        "value_right_of_found": round(count["value"] / max(1, count["relaxed"]), 4), "value_f1": round(f1("value"), 4),
        "type_right_of_found": round(count["type"] / max(1, count["relaxed"]), 4),
    }


def beside(broadside):
    """The example next to the binary, built if need be."""
    program = os.path.join(os.path.dirname(os.path.abspath(broadside)), "examples", "time_expressions")
    if not os.path.exists(program):
        root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        build = ["cargo", "build", "--quiet", "--release", "-p", "broadside-engine", "--example", "time_expressions"]
        subprocess.run(build, cwd=root, check=True)
    return program


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside")
    parser.add_argument("--expressions")
    parser.add_argument("--meantime")
    parser.add_argument("--tml")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    program = args.expressions or beside(args.broadside or parser.error("--broadside or --expressions is needed"))
    sets = []
    if args.meantime:
        pattern = os.path.join(args.meantime, "**", "intra-doc_annotation", "**", "*.xml")
        sets.append(("meantime", [naf(path) for path in sorted(glob.glob(pattern, recursive=True))]))
    if args.tml:
        paths = sorted(glob.glob(os.path.join(args.tml, "**", "*.tml"), recursive=True))
        sets.append(("timeml", [tml(path) for path in paths]))
    for name, documents in sets:
        for language in sorted({document[0] for document in documents}):
            chosen = [document for document in documents if document[0] == language]
            count = score(chosen, expressions(program, chosen), args.misses)
            print(json.dumps(figures(name, language, chosen, count)))


if __name__ == "__main__":
    main()
