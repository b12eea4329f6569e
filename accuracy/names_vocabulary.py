#!/usr/bin/env python3
"""Writes vocabulary.tsv (language, word, l(ower) or n(oun)) from the word lists of Tesseract's models (Apache-2.0).

Takes a folder of places.tsv and persons.tsv, and one of LANGUAGE.words (made with combine_tessdata -u and dawg2wordlist from
Debian's tesseract-ocr-LANGUAGE). Adds the nouns of knowledge/vocabulary/german_nouns.txt, be they names or not.
"""
import os, re, sys, unicodedata
tables, lists = sys.argv[1:3]
NOUNS = os.path.join(os.path.dirname(__file__), "../crates/engine/src/knowledge/vocabulary/german_nouns.txt")
names = set()
for table in ("places", "persons"):
    for line in open(os.path.join(tables, table + ".tsv"), encoding="utf-8"):
        columns = line.rstrip("\n").split("\t")
        if table == "persons" or columns[1] in "KRAB":
            names.add(columns[0].lower())
            names.update(columns[0].lower().split() if table == "places" and columns[1] == "K" else ())
with open(os.path.join(tables, "vocabulary.tsv"), "w", encoding="utf-8") as out:
    for file in sorted(os.listdir(lists)):
        if not file.endswith(".words"):
            continue
        language, lower, noun = file[:3], set(), set()
        for word in open(os.path.join(lists, file), encoding="utf-8", errors="ignore"):
            word = word.strip()
            if re.fullmatch(r"[^\W\d_]{2,}", word):
                if word.islower():
                    lower.add(word)
                elif word[0].isupper() and word[1:].islower() and len(word) > 3:
                    noun.add(word)
        for word in sorted(lower):
            out.write(f"{language}\t{word}\tl\n")
        if language == "deu":
            stems = lambda w: {w.lower(), w.lower().rstrip("s"), w.lower()[:-1], w.lower()[:-2]}
            listed = {word for line in open(NOUNS, encoding="utf-8") if not line.startswith("#") for word in line.split()}
            for word in sorted(noun | listed):
                if word in listed:
                    out.write(f"{language}\t{word}\tn\n")
                elif not (word.lower() in names or word.lower().endswith("s") and word.lower()[:-1] in names) and word.lower() not in lower:
                    out.write(f"{language}\t{word}\tn\n")
