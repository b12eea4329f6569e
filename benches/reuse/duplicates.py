#!/usr/bin/env python3
"""Makes documents of which some are copies of one another, as a scanner would give them.

    duplicates.py --documents N --prose FILE --output FOLDER [--seed S]

FILE is prose as `prose.py` makes it, a block a line. A document has 300 to 3,000 words of it, which no other has, but that two
in five are copies: of one text, 2 to 30 of them. Every copy is misread on its own, in 0, 2, 5, 10 or 15% of its characters, and
stands among other words that are its own, up to a fifth of it before and a fifth after. FOLDER gets `docs.jsonl` {id, series,
text} and `gold.jsonl`, a line for every text that has copies: {noise, members [id]}.
"""
import argparse
import json
import os
import random

NOISE = (0, 0.02, 0.05, 0.10, 0.15)
LETTERS = "abcdefghijklmnopqrstuvwxyz.,;"
ALIKE = dict(e="c", c="e", o="0", l="1i", i="l1", h="b", b="h", n="u", u="n", s="f", f="s", t="f", a="o", v="y", y="v", g="q",
             m=["rn"], w=["vv"], d=["cl"], r="n")


def misread(chance, text, rate):
    """A text with that share of its characters misread: six in ten exchanged, the rest lost, doubled or split."""
    made = []
    for letter in text:
        if chance.random() >= rate:
            made.append(letter)
            continue
        how = chance.random()
        if how < 0.6:
            likely = ALIKE.get(letter.lower())
            if letter != " ":
                made.append(chance.choice(likely) if likely and chance.random() < 0.7 else chance.choice(LETTERS))
        elif how >= 0.78:
            made.append(letter + (chance.choice(LETTERS) if how < 0.93 else " "))
    return "".join(made)


def lined(chance, text):
    """A text in lines of one width."""
    width, line, lines = chance.randrange(45, 76), "", []
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--prose", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    with open(args.prose, encoding="utf-8") as blocks:
        prose = (word for block in blocks for word in block.split())
        taken = lambda count: " ".join(word for word, _ in zip(prose, range(count)))
        length = lambda: int(300 * 10 ** chance.random())
        texts, groups = [], []
        while len(texts) < args.documents * 2 // 5:
            text, noise = taken(length()), NOISE[len(groups) % len(NOISE)]
            size, words = min(30, max(2, int(2 * (1 - chance.random()) ** -0.9))), len(text.split())
            groups.append((noise, range(len(texts), len(texts) + size)))
            for _ in range(size):
                before, after = (taken(int(words * chance.random() / 5)) for _ in range(2))
                texts.append(f"{before}\n{misread(chance, text, noise)}\n{after}")
        while len(texts) < args.documents:
            texts.append(taken(length()))
    if not all(text.strip() for text in texts):
        raise SystemExit(f"{args.prose} has too few words")
    order = list(range(len(texts)))
    chance.shuffle(order)
    names = [f"d{place:07}" for place in order]
    os.makedirs(args.output, exist_ok=True)
    with open(os.path.join(args.output, "docs.jsonl"), "w", encoding="utf-8") as file:
        for name, text in sorted(zip(names, texts)):
            file.write(json.dumps({"id": name, "series": name, "text": lined(chance, text)}, ensure_ascii=False) + "\n")
    with open(os.path.join(args.output, "gold.jsonl"), "w", encoding="utf-8") as file:
        for noise, members in groups:
            file.write(json.dumps({"noise": noise, "members": [names[member] for member in members]}) + "\n")


if __name__ == "__main__":
    main()
