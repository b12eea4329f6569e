"""What the measures share: an archive for as long as one measures, and the statements in it.

Takes the program to measure and files or texts, gives what `list --json` and `show --json` say of them. A file that
cannot be read is the archive's business and stops no measure; a command that fails does, with its last words.
"""

import concurrent.futures
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile


class Archive:
    """An archive in a folder of its own."""

    def __init__(self, broadside, home):
        self.broadside, self.home = broadside, home
        self.flag = ["--archive", os.path.join(home, "archive.broadside")]

    def bytes(self, *arguments, codes=(0,)):
        """What a command prints."""
        ended = subprocess.run([self.broadside, *arguments, *self.flag], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if ended.returncode not in codes:
            words = ended.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no words"]
            sys.exit(f"broadside {arguments[0]} failed with exit code {ended.returncode}: {words[0]}")
        return ended.stdout

    def run(self, *arguments, codes=(0,)):
        """What a command prints, as text."""
        return self.bytes(*arguments, codes=codes).decode("utf-8")

    def add(self, *paths):
        """Adds files and folders; files that cannot be read are passed over."""
        self.run("add", "--quiet", *paths, codes=(0, 1))

    def add_texts(self, texts):
        """Adds texts (bytes or strings) under names, in a folder that says nothing."""
        folder = os.path.join(self.home, "texts")
        os.makedirs(folder, exist_ok=True)
        for name, text in texts:
            with open(os.path.join(folder, name), "wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode("utf-8"))
        self.add(folder)

    def listed(self):
        """Every statement, as `list --json` has it, those of one file in their order."""
        return [json.loads(line) for line in self.run("list", "--json", "--sort", "path").splitlines()]

    def shown(self, ids):
        """Statements as `show --json` has them, in the order of their ids."""
        return self.each(lambda identity: json.loads(self.run("show", identity, "--json")), ids)

    def raw(self, ids):
        """The raw texts of statements, as bytes, in the order of their ids."""
        return self.each(lambda identity: self.bytes("show", identity, "--raw"), ids)

    @staticmethod
    def each(call, items):
        """What a call gives for every item, several at a time."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as threads:
            return list(threads.map(call, items))


@contextlib.contextmanager
def archive(broadside):
    """An archive that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="broadside-accuracy-") as home:
        yield Archive(os.path.abspath(broadside), home)


def first_statements(broadside, texts, show=True):
    """For every text, the first statement in it; None where there is none.

    The texts are added under numbers, so that neither name nor folder says what they are. With `show`, the statement as
    `show --json` has it, else its line of the list.
    """
    with archive(broadside) as here:
        here.add_texts((f"{number:05}.txt", text) for number, text in enumerate(texts))
        found = [None] * len(texts)
        for row in here.listed():
            for path in row["paths"]:
                number = int(re.search(r"(\d{5})\.txt", path).group(1))
                found[number] = found[number] or row
        if show:
            numbers = [number for number, row in enumerate(found) if row]
            for number, statement in zip(numbers, here.shown([found[number]["id"] for number in numbers])):
                found[number] = statement
        return found


def contents(folder, names):
    """The bytes of files in a folder."""
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            yield file.read()


def distance(a, b):
    """How many letters must be put in, left out or changed to make one word of the other (Levenshtein)."""
    if a == b:
        return 0
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        next_row = [i]
        for j, y in enumerate(b, 1):
            next_row.append(min(row[j] + 1, next_row[-1] + 1, row[j - 1] + (x != y)))
        row = next_row
    return row[-1]
