#!/usr/bin/env python3
"""Writes names of organisations as an archive's statements would use them, and the truth about which are one's.

    generate.py --uses N --uses-file FILE --truth-file FILE [--seed S] [--real CSV]

A use a line in both files. Uses: name, kind, country, acronyms and other names parted by ` | `, languages, lists, count, parted
by tabs. Truth: number of the organisation, what was done to its name. `--real` is a CSV file with the columns `organization`
and `country_code`, whose organisations stand among the made ones. Same seed, same files.
"""
import argparse
import csv
import random
import re

from organisations import FILLERS, made, near, plain
from spoiling import abbreviated, misread, misspelt, transliterated, without_fillers, without_marks
from words import ISO3, LANGUAGES, Words

ARTICLES = {"en": "the", "es": "la", "fr": "la", "pt": "a", "it": "la", "de": "die"}


class Archive:
    """What has been written: uses, truth, and which names are taken by whom."""

    def __init__(self, words, chance):
        self.words, self.chance, self.taken, self.uses, self.truth, self.groups = words, chance, {}, [], [], []
        self.organisations = 0

    def claim(self, names, country):
        """Takes names for a new organisation, unless another has one of them."""
        keys = {(plain(name).replace("trade union", "union"), "" if place else country) for name, place in names}
        keys |= {(key, country) for key, _ in keys}
        if any(key in self.taken for key in keys) or any(not key[0] for key in keys):
            return None
        self.organisations += 1
        self.taken.update((key, self.organisations) for key in keys)
        return self.organisations

    def write(self, number, name, how, country="", acronyms=(), also=(), language=None):
        """Writes a use, unless its name is another's or stands already."""
        key = (plain(name), country)
        for other in (key, (key[0], ""), (re.sub(r"\W+", " ", name.casefold()), country, "as written")):
            if self.taken.get(other, number) != number:
                return False
        exact = (name.casefold(), country, number)
        if exact in self.taken or not plain(name):
            return False
        self.taken[exact] = number
        self.taken[(re.sub(r"\W+", " ", name.casefold()), country, "as written")] = number
        count = min(999, int(self.chance.paretovariate(1.1)))
        self.uses.append([name, "organisation", country, " | ".join(acronyms), " | ".join(also), ISO3.get(language, ""), [], count])
        self.truth.append((number, how))
        return True


class Teller:
    """Tells an organisation's name in many ways."""

    def __init__(self, archive, one, number):
        self.archive, self.chance, self.one, self.number = archive, archive.chance, one, number
        self.home = one.country.language
        self.languages = [language for language in LANGUAGES if one.name(language)]
        self.letters = one.acronym(self.home) if chance_of(self.chance, .55) else None
        if self.letters and archive.taken.setdefault((self.letters, one.country.code, "letters"), number) != number:
            self.letters = None

    def language(self):
        """The language of the next text."""
        if self.home in self.languages and self.chance.random() < .55:
            return self.home
        weights = [dict(en=40, es=20, fr=15, pt=8, de=8, ru=7, it=3, el=2, ar=3)[language] for language in self.languages]
        return self.chance.choices(self.languages, weights)[0]

    def said(self, language, place=True):
        """The name as a careful text has it."""
        flip = self.chance.random
        return self.one.name(language, flip() < .35, flip() < .4, place, self.chance.randrange(6) if flip() < .5 else 0)

    def first(self):
        """The name in full, as its owner writes it."""
        language = self.home if self.home in self.languages else self.languages[0]
        acronyms = [self.letters] if self.letters and self.chance.random() < .8 else []
        return self.archive.write(self.number, self.one.name(language), language, self.one.country.code, acronyms, language=language)

    def again(self):
        """Another use of the name."""
        chance = self.chance
        country = self.one.country.code if chance.random() < .65 else ""
        if self.letters and chance.random() < .13:
            return self.acronym(country)
        language = self.language()
        place = not (country and chance.random() < .15) or bool(self.one.city)
        name, how = self.said(language, place), language if place else language + " no-place"
        if not name:
            return False
        name, changed = self.changed(name, language)
        acronyms = [self.letters] if self.letters and chance.random() < .3 else []
        also = [other for other in [self.said(self.language())] if other and chance.random() < .06]
        return self.archive.write(self.number, name, how + changed, country, acronyms, also, language)

    def acronym(self, country):
        """The acronym alone, or beside the country."""
        name, how = self.letters, "acronym"
        if not country and self.chance.random() < .6:
            form = self.chance.choice(("{} {}", "{} ({})", "{}-{}"))
            name, how = form.format(name, self.one.country.en.replace("the ", "")), "acronym-country"
        elif self.chance.random() < .15:
            name, how = ".".join(name) + ".", "acronym-stops"
        return self.archive.write(self.number, name, how if country or " " in how else how + " no-country", country)

    def changed(self, name, language):
        """What the way of the text does to the name."""
        chance, how = self.chance, ""
        if language in ("ru", "el") and chance.random() < .3:
            name, how = transliterated(name, language, chance), how + " transliterated"
        for share, word, change in (
                (.08, "abbreviated", lambda: abbreviated(name, language, chance)), (.05, "fillers", lambda: without_fillers(name, FILLERS)),
                (.1, "marks", lambda: without_marks(name)), (.07, "capitals", name.upper), (.4, "apostrophe", lambda: name.replace("'", chance.choice(("", "’")))),
                (.06, "article", lambda: f"{ARTICLES[language]} {name}" if language in ARTICLES else name), (.06, "misspelt", lambda: misspelt(name, chance)),
                (.02, "order", lambda: re.sub(r"^(.*?) (of|de|des|dei|der) (.*)$", r"\3, \1 \2", name))):
            if chance.random() < share:
                before, name = name, change()
                how += f" {word}" if name != before else ""
        if chance.random() < .2:
            rate = chance.choice((.01, .03, .06))
            name, how = misread(name, rate, chance), f"{how} misread-{rate}"
        return name, how


def chance_of(chance, share):
    """Whether something of that probability happens."""
    return chance.random() < share


def tell(archive, one):
    """Writes one organisation and its names; its number, or nothing where its name is taken."""
    names = list(one.names())
    number = archive.claim(names, one.country.code) if names else None
    if number is None:
        return None
    teller = Teller(archive, one, number)
    if teller.languages and teller.first():
        for _ in range(min(14, int(archive.chance.paretovariate(.95)) + archive.chance.choice((-1, 0, 1)))):
            teller.again()
    return number


def real(archive, path):
    """Organisations that there are, each known by several names; and, of a file, by one."""
    for letters, names in archive.words.organisations:
        number = archive.claim([(name, True) for name in names], "")
        if number:
            for at, name in enumerate(names):
                archive.write(number, name, "real", "", letters if at < 2 else ())
    rows = csv.DictReader(open(path, encoding="utf-8")) if path else []
    for row in rows:
        name, country = row["organization"].strip(), row["country_code"].strip()
        number = archive.claim([(name, True)], country) if len(name) > 3 and country else None
        if number:
            archive.write(number, name, "real", country)
            archive.write(number, misspelt(without_marks(name), archive.chance), "real misspelt", country)


def lists(archive):
    """Puts names into lists of signatories: each organisation once in a list, the like-named often together."""
    chance, number = archive.chance, 0
    order = [at for at in range(len(archive.uses)) if chance.random() < .4]
    near_ones = [at for at in order if chance.random() < .5]
    chance.shuffle(order)
    for places in (order, near_ones):
        at = 0
        while at < len(places):
            size, there = chance.randint(3, 40), set()
            for place in places[at:at + size]:
                if archive.truth[place][0] not in there:
                    there.add(archive.truth[place][0])
                    archive.uses[place][6].append(number)
            at, number = at + size, number + 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--uses", type=int, default=100_000)
    parser.add_argument("--uses-file", required=True)
    parser.add_argument("--truth-file", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real")
    args = parser.parse_args()
    chance, words = random.Random(args.seed), Words()
    countries = list(words.countries.values())
    chance.shuffle(countries)
    chance.weighted_countries = [country for at, country in enumerate(countries) for _ in range(1 + 60 // (at + 3))]
    archive = Archive(words, chance)
    real(archive, args.real)
    while len(archive.uses) < args.uses:
        one = made(words, chance)
        if one is None or tell(archive, one) is None:
            continue
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            other = near(words, chance, one)
            if other is not None:
                tell(archive, other)
    lists(archive)
    with open(args.uses_file, "w", encoding="utf-8") as uses, open(args.truth_file, "w", encoding="utf-8") as truth:
        for use, (number, how) in list(zip(archive.uses, archive.truth))[:args.uses]:
            use[6] = " ".join(map(str, sorted(use[6])))
            uses.write("\t".join(str(cell).replace("\t", " ") for cell in use) + "\n")
            truth.write(f"{number}\t{how}\n")


if __name__ == "__main__":
    main()
