"""How well passages that stand in two texts were found: the measures of text alignment (PAN), counted over pairs of texts.

Takes the gold (clusters of passages that are copies of one) and what was found (pairs of passages), gives recall,
precision and granularity, each by the noise of the copies. A case is a pair of copies in two texts. A finding meets a
case where the two overlap on both sides; it covers what they share on either side, in characters.

- recall of a case: share of its characters that findings cover; `macro` is the mean over cases, `by_cluster` the mean
  over clusters of the means of their cases (a large cluster has many cases).
- precision of a finding: share of its characters that cases cover; the mean over findings. That of a noise level is over the
  findings that meet a case of it; those that meet none stand in the whole alone.
- granularity: mean number of findings that meet a case, over the cases that any meets.
- plagdet: the harmonic mean of recall and precision, divided by log2(1 + granularity).
"""

import collections
import json
import math


def covered(spans):
    """Characters that spans cover together."""
    total, reached = 0, None
    for begin, end in sorted(spans):
        begin = begin if reached is None else max(begin, reached)
        if end > begin:
            total += end - begin
            reached = end
    return total


def ordered(a, b):
    """Two passages (text, begin, end), the lesser text first, as their texts and their place in both."""
    a, b = (a, b) if a[0] <= b[0] else (b, a)
    return (a[0], b[0]), (a[1], a[2], b[1], b[2])


def cases(path):
    """The cases by pair of texts: their place, noise and cluster."""
    found = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cluster = json.loads(line)
            members = [(member["id"], member["begin"], member["end"]) for member in cluster["members"]]
            for at, one in enumerate(members):
                for other in members[at + 1:]:
                    if one[0] != other[0]:
                        pair, place = ordered(one, other)
                        found[pair].append((place, cluster["noise"], cluster["cluster"]))
    return found


def findings(lines):
    """What was found, by pair of texts."""
    found = collections.defaultdict(set)
    for line in lines:
        one = json.loads(line)
        if one["a"] != one["b"]:
            pair, place = ordered((one["a"], one["ab"], one["ae"]), (one["b"], one["bb"], one["be"]))
            found[pair].add(place)
    return found


def shared(one, other):
    """What two places in a pair of texts share on each side; None where one side shares nothing."""
    first = max(one[0], other[0]), min(one[1], other[1])
    second = max(one[2], other[2]), min(one[3], other[3])
    return (first, second) if first[1] > first[0] and second[1] > second[0] else None


def share(place, overlaps):
    """Share of a place that overlaps cover."""
    got = covered(first for first, _ in overlaps) + covered(second for _, second in overlaps)
    return got / max(1, place[1] - place[0] + place[3] - place[2])


def mean(values):
    """The mean, 0 of nothing."""
    values = list(values)
    return sum(values) / len(values) if values else 0.0


class Tally:
    """What is counted of the cases of one noise level, or of all."""

    def __init__(self):
        self.recall, self.meetings, self.precision = [], [], []
        self.clusters = collections.defaultdict(list)

    def figures(self):
        """The measures."""
        recall, precision = mean(self.recall), mean(self.precision)
        granularity = mean(self.meetings) if self.meetings else 1.0
        both = 2 * recall * precision / max(recall + precision, 1e-9)
        return {"cases": len(self.recall), "macro": recall, "by_cluster": mean(map(mean, self.clusters.values())),
                "precision": precision, "granularity": granularity, "plagdet": both / math.log2(1 + max(granularity, 1))}


def measures(gold, found):
    """The measures by noise level, those of all under `all`, and how many findings meet no case."""
    tallies, spurious = collections.defaultdict(Tally), 0
    for pair, placed in gold.items():
        for place, noise, cluster in placed:
            overlaps = [both for both in (shared(place, other) for other in found.get(pair, ())) if both]
            for key in (noise, "all"):
                tally = tallies[key]
                tally.recall.append(share(place, overlaps))
                tally.clusters[cluster].append(tally.recall[-1])
                if overlaps:
                    tally.meetings.append(len(overlaps))
    for pair, places in found.items():
        for place in places:
            met = [(both, noise) for both, noise in ((shared(place, case[0]), case[1]) for case in gold.get(pair, ())) if both]
            spurious += not met
            for key in {noise for _, noise in met} | {"all"}:
                tallies[key].precision.append(share(place, [both for both, _ in met]))
    return {key: tally.figures() for key, tally in tallies.items()}, spurious


def report(gold_path, lines):
    """The measures as lines of a table: recall by noise, recall by cluster, precision by noise, and the whole."""
    found = findings(lines)
    by_noise, spurious = measures(cases(gold_path), found)
    levels = sorted(key for key in by_noise if key != "all")
    for what, key in (("recall by noise", "macro"), ("recall by cluster and noise", "by_cluster"), ("precision by noise", "precision")):
        yield {"what": what, **{f"{level:.0%}": by_noise[level][key] for level in levels}}
    every = by_noise["all"]
    yield {"what": "all", "recall": every["macro"], "recall_by_cluster": every["by_cluster"], "precision": every["precision"],
           "granularity": every["granularity"], "plagdet": every["plagdet"], "cases": every["cases"],
           "found": sum(map(len, found.values())), "meet_no_case": spurious}
