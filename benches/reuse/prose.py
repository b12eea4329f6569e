#!/usr/bin/env python3
"""Makes prose that repeats nothing: blocks of about 120 words, one a line, as a generator of corpora takes them.

    prose.py --blocks N --output FILE [--seed S] [--real SOURCE...] [--model SOURCE...] [--stay P]

SOURCE is a folder of `.txt` files or a `.jsonl` file of {id, text}; beside the latter, a `gold.jsonl` names passages that are
left out. First come the blocks of the `--real` sources that share no run of words with one another, then made ones up to N.

Made prose follows the `--model` sources word by word: it goes on from a place in them with the word that stands there next
or, by chance, with the word after another place where the last word stands as well. So words, pairs of words and, for the most
part, the runs of letters across three words are as frequent as in the sources, while longer runs are new ones.
"""
import argparse
import array
import json
import os
import random
import re
import sys
from hashlib import blake2b

BLOCK = 120
HYPHEN = re.compile(r"-\n(?=\w)")
EDGES = ".,;:!?\"'()-"
FARTHEST = 6  # words that may follow one place without a turn


def texts(source):
    """The texts of a source."""
    if source.endswith(".jsonl"):
        planted = {}
        gold = os.path.join(os.path.dirname(source), "gold.jsonl")
        if os.path.exists(gold):
            with open(gold, encoding="utf-8") as lines:
                for line in lines:
                    for member in json.loads(line)["members"]:
                        planted.setdefault(member["id"], []).append((member["begin"], member["end"]))
        with open(source, encoding="utf-8") as lines:
            for line in lines:
                document = json.loads(line)
                text, at = document["text"], 0
                for begin, end in sorted(planted.get(document["id"], [])):
                    yield text[at:begin]
                    at = max(at, end)
                yield text[at:]
        return
    for folder, folders, files in os.walk(source):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".txt"):
                with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                    yield file.read()


def words(source):
    """The words of every text of a source, with what stands at them."""
    for text in texts(source):
        yield HYPHEN.sub("", text).split()


def real(sources):
    """Blocks of the sources that share no two sampled runs of eight words with an earlier one."""
    seen = set()
    for source in sources:
        for found in words(source):
            for at in range(0, len(found) - BLOCK, BLOCK):
                block = found[at:at + BLOCK]
                bare = [word.lower().strip(EDGES) for word in block]
                runs = (blake2b(" ".join(bare[i:i + 8]).encode(), digest_size=8).digest() for i in range(len(bare) - 7))
                runs = [run for run in runs if run[0] % 6 == 0]
                if sum(run in seen for run in runs) < 2:
                    seen.update(runs)
                    yield " ".join(block)


class Model:
    """Where every word of the sources stands."""

    def __init__(self, sources):
        numbers, self.text = {}, array.array("I")
        for source in sources:
            for found in words(source):
                self.text.extend(numbers.setdefault(word, len(numbers)) for word in found)
        self.words = list(numbers)
        counts = [0] * (len(self.words) + 1)
        for word in self.text:
            counts[word + 1] += 1
        for word in range(len(self.words)):
            counts[word + 1] += counts[word]
        self.first, nexts = array.array("I", counts), counts
        self.places = array.array("I", bytes(4 * len(self.text)))
        for at, word in enumerate(self.text):
            self.places[nexts[word]] = at
            nexts[word] += 1

    def block(self, random, stay):
        """A block of made prose."""
        text, first, places, end = self.text, self.first, self.places, len(self.text) - 1
        at, made, since = int(random() * end), [], 0
        for _ in range(BLOCK):
            word = text[at]
            made.append(word)
            since += 1
            if since > FARTHEST:
                at, since = int(random() * end), 0
            elif random() >= stay:
                begin, until = first[word], first[word + 1]
                if until - begin > 1:
                    at, since = places[begin + int(random() * (until - begin))], 0
            at = at + 1 if at < end else 0
        return " ".join([self.words[word] for word in made])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--blocks", type=int, required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", nargs="*", default=[])
    parser.add_argument("--model", nargs="*", default=[])
    parser.add_argument("--stay", type=float, default=0.2, help="chance to go on with the next word of the same place")
    args = parser.parse_args()
    taken = 0
    with open(args.output, "w", encoding="utf-8") as output:
        for block in real(args.real):
            if taken == args.blocks:
                break
            output.write(block + "\n")
            taken += 1
        print(f"{taken} real blocks", file=sys.stderr)
        if taken < args.blocks and args.model:
            model, chance = Model(args.model), random.Random(args.seed).random
            for _ in range(taken, args.blocks):
                output.write(model.block(chance, args.stay) + "\n")


if __name__ == "__main__":
    main()
