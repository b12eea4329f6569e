"""Organisations that could be: what each is made of, and its name in a language.

An organisation is a head word with attributes, members or a cause, a place, a number, a proper name, and perhaps a word that
tells it apart from the one it left or belongs to. Two never share a name in any language.
"""
import re
import unicodedata

from words import LANGUAGES, NUMBERS, agreeing, behind, in_city, proper

FILLERS = set("of the for in and de del la el los las du des le les l d da do das dos di dei degli delle dell della pela pelo "
              "por per pour para a al y et e der die das und für von los".split())


def plain(name):
    """A name without case, marks, fillers and order: what must not be shared by two."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(sorted(word for word in re.findall(r"\w+", letters) if word not in FILLERS and word != "s"))


class Organisation:
    """One organisation; `name` gives its name."""

    def __init__(self, family, head, country, attributes=(), members=None, cause=None, city=None, proper_name=None, number=None, limit=None):
        self.family, self.head, self.country, self.attributes, self.members = family, head, country, tuple(attributes), members
        self.cause, self.city, self.proper_name, self.number, self.limit = cause, city, proper_name, number, limit

    def but(self, **changes):
        """The same but for what is given."""
        fields = dict(self.__dict__, **changes)
        return Organisation(**fields)

    def name(self, language, adjective=False, compound=False, place=True, spelling=0):
        """Its name, or nothing where the language lacks a word."""
        core = self.core(language, adjective, compound, place, spelling)
        if core is None or self.limit is None:
            return core
        limit = self.limit.get(language)
        if limit is None:
            return None
        if "%" not in limit:
            return f"{core} {limit}"
        return limit.replace("%", core if language == "en" else behind(language, core, self.gender(language)))

    def gender(self, language):
        """The gender of its head."""
        return self.head[language].rsplit("/", 1)[1] if "/" in self.head.get(language, "") else "m"

    def core(self, language, adjective, compound, place, spelling):
        """Its name without what sets it apart."""
        if language not in self.head:
            return None
        head, gender = self.head[language].rsplit("/", 1)[0], self.gender(language)
        front, back = [], []
        for attribute in self.attributes:
            if language not in attribute:
                return None
            front.append(agreeing(language, attribute[language], gender))
        where = self.where(language, adjective, gender) if place else ""
        if where is None:
            return None
        if where and adjective and not self.city:
            front.insert(0 if language in ("en", "de", "ru") else len(front), where)
            where = ""
        if not self.fill(language, compound, spelling, front, back):
            return None
        if where:
            back.append(where)
        return self.joined(language, head, front, back)

    def where(self, language, adjective, gender):
        """Its place, as an adjective or behind."""
        if self.city:
            return in_city(language, self.city)
        if adjective:
            cell = self.country.adjective.get(language)
            cell = cell.capitalize() if cell and language in ("de", "ru") else cell
            return cell and agreeing(language, cell, gender)
        return self.country.of[language]

    def fill(self, language, compound, spelling, front, back):
        """Puts the proper name, the members, the cause and the number where they stand; false where a word is lacking."""
        if self.proper_name:
            _, spellings, native = self.proper_name
            name = proper(language, spellings, native, self.country.language, spelling)
            if not name:
                return False
            (front.insert(0, name) if language == "en" else front.insert(0, name.replace(" ", "-") + "-") if language == "de" and compound else back.append(name))
        for given in (self.members, self.cause):
            if given is None:
                continue
            if language not in given:
                return False
            if language == "en" and given is self.members:
                front.append(given["en"] + "'") if compound else back.append("of " + given["en"])
            elif language == "ar" and given is self.members and self.attributes:
                back.append("ل" + given["ar"])
            else:
                back.append(given[language])
        if self.number:
            back.insert(0, NUMBERS[language].format(self.number))
        return True

    def joined(self, language, head, front, back):
        """The words in the order of the language."""
        if language in ("en", "de", "ru", "el"):
            words = front + [head] + back
        elif language == "ar":
            words = ["ال" + head] + front + back if self.attributes and " " not in head else [head] + front + back
        else:
            words = [head] + front + back
        return " ".join(words).replace("- ", "-").strip()

    def names(self):
        """All its names: in every language, in every way."""
        for language in LANGUAGES:
            for adjective in (False, True):
                for compound in (False, True):
                    for place in (True, False):
                        name = self.name(language, adjective, compound, place)
                        if name:
                            yield name, place or bool(self.proper_name)

    def acronym(self, language):
        """First letters of its name's main words; nothing where they are too few."""
        if language == "ar" or self.number or self.limit:
            return None
        name = self.name(language) or ""
        letters = "".join(word[0] for word in re.findall(r"\w+", name) if word.casefold() not in FILLERS)
        return letters.upper() if 3 <= len(letters) <= 7 else None


def made(words, chance):
    """One organisation by chance."""
    country = chance.choice(chance.weighted_countries)
    family = chance.choices(("members", "union", "cause", "ministry", "university", "academy", "church", "party", "front", "chamber", "person", "coined", "number"),
                            (26, 12, 17, 3, 5, 2, 5, 10, 7, 2, 6, 4, 3))[0]
    cities = [city for code, city in words.cities if code == country.code]
    city = chance.choice(cities) if cities and chance.random() < (1 if family == "chamber" else .7 if family == "university" else .22) else None
    if family in ("ministry", "academy", "church", "party", "front"):
        city = None
    kind = {"person": "cause", "coined": "members", "number": chance.choice(("school", "union"))}.get(family, family)
    head = chance.choice([cells for name, cells in words.heads if name == kind])
    fitting = [cells for names, cells in words.attributes if kind in names or (names == ["all"] and kind in ("members", "union", "cause", "party", "front"))]
    least = 1 if family in ("church", "party") else 0
    most = {"ministry": 0, "academy": 0, "chamber": 0, "person": 0, "coined": 0, "number": 0, "university": 1, "church": 1}.get(family, 2)
    attributes = chance.sample(fitting, min(len(fitting), chance.randint(least, most))) if fitting else []
    if family == "university" and not city and not attributes:
        attributes = [cells for names, cells in words.attributes if cells["en"] == "National"]
    members = chance.choice(words.members) if family in ("members", "union") or (family == "number" and kind == "union") else None
    causes = [cells for names, cells in words.causes if kind in names]
    cause = chance.choice(causes) if family in ("cause", "ministry", "academy") or (family == "front" and chance.random() < .75) else None
    if family == "front" and not cause and not attributes:
        attributes = [chance.choice(fitting)]
    proper_name = None
    if family in ("person", "coined"):
        of_country = [row for row in (words.persons if family == "person" else words.coined) if row[0] == country.code]
        if not of_country:
            return None
        proper_name = chance.choice(of_country)
    number = chance.randint(1, 60) if family == "number" else None
    return Organisation(family, head, country, attributes, members, cause, city, proper_name, number)


def near(words, chance, one):
    """Another organisation that a careless reader would take for this one."""
    kind = chance.choice(("limit", "limit", "country", "city", "number", "member", "attribute", "cause"))
    if kind == "limit" and one.limit is None:
        return one.but(limit=chance.choice(words.limits))
    if kind == "country" and not one.city and not one.proper_name:
        return one.but(country=chance.choice(chance.weighted_countries))
    cities = [city for code, city in words.cities if code == one.country.code]
    if kind == "city" and cities and one.family not in ("ministry", "church"):
        return one.but(city=chance.choice(cities))
    if kind == "number" and one.number:
        return one.but(number=chance.randint(1, 60))
    if kind == "member" and one.members:
        return one.but(members=chance.choice(words.members))
    if kind == "attribute" and one.attributes:
        others = [cells for names, cells in words.attributes if names == ["all"]]
        attributes = (*one.attributes[1:], chance.choice(others))
        return one.but(attributes=attributes) if len({cells["en"] for cells in attributes}) == len(attributes) else None
    same_family = [cells for names, cells in words.causes if "cause" in names]
    if kind == "cause" and one.cause in same_family:
        return one.but(cause=chance.choice(same_family))
    return None
