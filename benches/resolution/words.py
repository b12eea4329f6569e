"""The words that names of organisations are made of, in nine languages, and the grammar that puts them together.

The lists in `words/` were written for this bench alone; the program that is measured has never seen them.
"""
import os

HERE = os.path.dirname(os.path.abspath(__file__))
LANGUAGES = ("en", "es", "fr", "pt", "it", "de", "ru", "el", "ar")
ISO3 = dict(en="eng", es="spa", fr="fra", pt="por", it="ita", de="deu", ru="rus", el="ell", ar="ara")
VOWELS = "aeiouàáâäéèêëíïóôöúüAEIOUÀÁÂÄÉÈÊËÍÏÓÔÖÚÜ"


def table(name):
    """The rows of a word list, as lists of cells."""
    with open(os.path.join(HERE, "words", name + ".txt"), encoding="utf-8") as file:
        rows = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
    return [[cell.strip() for cell in row.split("|")] for row in rows]


def by_language(cells):
    """Cells in the order of the languages; an absent word is left out."""
    return {language: cell for language, cell in zip(LANGUAGES, cells) if cell and cell != "-"}


class Country:
    """A country: its languages, how it is named behind a noun and as an adjective."""

    def __init__(self, cells):
        self.code, self.language, self.en, en_adjective = cells[:4]
        pairs = dict(zip(("es", "fr", "pt", "it", "de", "ru"), zip(cells[4:16:2], cells[5:16:2])))
        self.of = {"en": "of " + self.en, "el": cells[16], "ar": cells[17]}
        self.of.update({language: of for language, (of, _) in pairs.items()})
        self.adjective = {"en": en_adjective}
        self.adjective.update({language: adjective for language, (_, adjective) in pairs.items()})


def feminine(language, word):
    """The feminine of an adjective of a country, from its masculine."""
    endings = {"es": [("o", "a"), ("és", "esa"), ("án", "ana"), ("ol", "ola")], "it": [("o", "a")],
               "pt": [("ão", "ã"), ("o", "a"), ("ês", "esa"), ("ol", "ola")]}
    for end, other in endings[language]:
        if word.endswith(end):
            return word[:-len(end)] + other
    return word


def agreeing(language, cell, gender):
    """An adjective as a noun of that gender has it."""
    at = "mfn".index(gender)
    if language == "en":
        return cell
    if language == "de":
        return cell + ("er", "e", "es")[at]
    if language == "ru":
        soft = ("ий", "ая", "ое") if cell.endswith("ск") else ("ий", "ая", "ее") if cell.endswith("щ") else ("ый", "ая", "ое")
        return cell + soft[at]
    forms = cell.split(",")
    if len(forms) == 1:
        return cell if gender == "m" else feminine(language, cell)
    return forms[min(at, len(forms) - 1)]


def behind(language, name, gender):
    """A name in the genitive, behind a noun."""
    vowel = name[:1] in VOWELS
    if language == "es":
        return ("de la " if gender == "f" else "del ") + name
    if language == "pt":
        return ("da " if gender == "f" else "do ") + name
    if language == "fr":
        return "de l'" + name if vowel else ("de la " if gender == "f" else "du ") + name
    if language == "it":
        return "dell'" + name if vowel else ("della " if gender == "f" else "del ") + name
    if language == "de":
        return ("der " if gender == "f" else "des ") + name
    return name


class Words:
    """All word lists."""

    def __init__(self):
        self.countries = {cells[0]: Country(cells) for cells in table("countries")}
        self.heads = [(cells[0], by_language(cells[1:])) for cells in table("heads")]
        self.attributes = [(cells[0].split(","), by_language(cells[1:])) for cells in table("attributes")]
        self.members = [by_language(cells) for cells in table("members")]
        self.causes = [(cells[0].split(","), by_language(cells[1:])) for cells in table("causes")]
        self.cities = [(cells[0], {language: cells[at + 1] or ("" if at > 5 else cells[1])
                                   for at, language in enumerate(LANGUAGES)}) for cells in table("cities")]
        self.persons = [(cells[0], cells[1].split(", "), cells[2]) for cells in table("persons")]
        self.coined = [(cells[0], [cells[1]], cells[2]) for cells in table("coined")]
        self.limits = [by_language(cells) for cells in table("limits")]
        self.organisations = [(cells[0].split(", "), cells[1].split("; ")) for cells in table("organisations")]


def in_city(language, city):
    """A city behind a noun, or nothing where the language has no word for it."""
    name = city.get(language)
    if not name:
        return None
    if language in ("ru", "el", "ar"):
        return name
    if language == "en":
        return "of " + name
    if language == "fr":
        return ("d'" if name[0] in VOWELS else "de ") + name
    return {"es": "de ", "pt": "de ", "it": "di ", "de": "von "}[language] + name


NATIVE = {"ru": "ru", "uk": "ru", "el": "el", "ar": "ar"}
NUMBERS = {"en": "No. {}", "es": "N.º {}", "fr": "n° {}", "pt": "n.º {}", "it": "n. {}", "de": "Nr. {}", "ru": "№ {}", "el": "αρ. {}", "ar": "رقم {}"}


def proper(language, spellings, native, country_language, spelling):
    """A name that is not translated, as a text of that language writes it."""
    if native and NATIVE.get(language) == country_language:
        return native
    return spellings[spelling % len(spellings)] if language not in ("ru", "el", "ar") else None
