"""Pairs of documents that have text in common: those of the gold, and what those that were found are worth."""

import itertools
import json


def pair(a, b):
    """Two documents in the order of their names."""
    return (a, b) if a <= b else (b, a)


def gold_pairs(path):
    """The pairs of documents in which copies of one text stand."""
    found = set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            members = {member if isinstance(member, str) else member["id"] for member in json.loads(line)["members"]}
            found.update(itertools.combinations(sorted(members), 2))
    return found


def worth(gold, found):
    """F1, precision and recall of pairs."""
    hits = len(gold & found)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(gold))
    return {"f1": 2 * precision * recall / max(precision + recall, 1e-9), "precision": precision, "recall": recall}


def best_cut(gold, scored):
    """The least score at which pairs are best taken, of scores by pair, and the F1 there."""
    best, cut, hits = 0.0, 1.0, 0
    ranked = sorted(scored.items(), key=lambda one: -one[1])
    for taken, (which, score) in enumerate(ranked, 1):
        hits += which in gold
        last = taken == len(ranked) or ranked[taken][1] < score
        f1 = 2 * hits / (taken + max(1, len(gold)))
        if last and f1 > best:
            best, cut = f1, score
    return cut, best


def covered(spans):
    """Characters that spans cover together."""
    total, reached = 0, 0
    for begin, end in sorted(spans):
        total += max(0, end - max(begin, reached))
        reached = max(reached, end)
    return total


def linked(links, lengths):
    """For pairs of documents with links: the lesser of the shares that links cover of the two."""
    spans = {}
    for line in links:
        link = json.loads(line)
        if link["a"] != link["b"]:
            for one, begin, end in (("a", "ab", "ae"), ("b", "bb", "be")):
                spans.setdefault(pair(link["a"], link["b"]), {}).setdefault(link[one], []).append((link[begin], link[end]))
    return {which: min(covered(part) / max(1, lengths[name]) for name, part in parts.items()) for which, parts in spans.items()}
