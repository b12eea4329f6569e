"""What happens to a name between its owner and a text: misreading by machines, misspelling, abbreviation, transliteration.

Digits are never misread: "No. 14" read as "No. 11" is another's name, and nobody could tell.
"""
import re
import unicodedata

MISREAD = [("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("li", "h"), ("h", "li"), ("ii", "u"), ("l", "1"), ("l", "I"), ("i", "l"), ("I", "l"),
           ("e", "c"), ("c", "e"), ("o", "0"), ("u", "n"), ("n", "u"), ("t", "f"), ("f", "t"), ("S", "5"), ("B", "8"), ("a", "o"), ("s", "a"),
           ("h", "b"), ("b", "h"), ("v", "y"), ("g", "q"), ("r", "t"), ("nn", "im"), ("á", "a"), ("é", "6"), ("ó", "6"), ("í", "i"), ("ñ", "fi"),
           ("и", "н"), ("н", "и"), ("п", "н"), ("о", "с"), ("с", "о"), ("ш", "щ"), ("е", "с"), ("ν", "υ"), ("υ", "ν"), ("ο", "σ"), ("α", "ο")]

ABBREVIATED = {"en": {"National": "Nat.", "Federation": "Fed.", "Association": "Assn.", "University": "Univ.", "Committee": "Cttee.", "Department": "Dept.",
                      "International": "Intl.", "Institute": "Inst.", "Ministry": "Min.", "General": "Gen.", "Society": "Soc.", "Confederation": "Conf.", "Organisation": "Org."},
               "es": {"Nacional": "Nal.", "Federación": "Fed.", "Universidad": "Univ.", "Asociación": "Asoc.", "Instituto": "Inst.", "Ministerio": "Min.",
                      "General": "Gral.", "Internacional": "Int.", "Confederación": "Conf.", "Sindicato": "Sind.", "Cooperativa": "Coop."},
               "fr": {"national": "nat.", "nationale": "nat.", "Fédération": "Féd.", "Université": "Univ.", "Association": "Assoc.", "Institut": "Inst.", "international": "intl.", "Confédération": "Conf."},
               "pt": {"Nacional": "Nac.", "Federação": "Fed.", "Universidade": "Univ.", "Associação": "Assoc.", "Instituto": "Inst.", "Confederação": "Conf."},
               "it": {"Nazionale": "Naz.", "Federazione": "Fed.", "Università": "Univ.", "Associazione": "Ass.", "Istituto": "Ist."},
               "de": {"Universität": "Univ.", "Vereinigung": "Vereinig.", "Institut": "Inst.", "Gesellschaft": "Ges.", "Internationale": "Int.", "Nationale": "Nat."}}

CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LATIN = {"russian": "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya",
         "scholarly": "a b v g d e ë ž z i j k l m n o p r s t u f ch c č š šč - y ' è ju ja",
         "german": "a b w g d e jo sch s i i k l m n o p r s t u f ch z tsch sch schtsch - y - e ju ja"}
GREEK = "αβγδεζηθικλμνξοπρστυφχψως"
GREEK_LATIN = {"modern": "a v g d e z i th i k l m n x o p r s t y f ch ps o s", "classical": "a b g d e z e th i k l m n x o p r s t u ph kh ps o s"}


def latin_of(name, scheme, alphabet, table):
    """A name letter by letter in Latin script."""
    letters = dict(zip(alphabet, ("" if letter == "-" else letter for letter in table[scheme].split())))
    out = []
    for character in name:
        letter = letters.get(character.lower())
        out.append(character if letter is None else letter.capitalize() if character.isupper() else letter)
    return "".join(out)


def transliterated(name, language, chance):
    """A Russian or Greek name in Latin letters."""
    if language == "ru":
        return latin_of(name, chance.choice(sorted(LATIN)), CYRILLIC, LATIN)
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).replace("ου", "ou").replace("Ου", "Ou")
    return latin_of(bare, chance.choice(sorted(GREEK_LATIN)), GREEK, GREEK_LATIN)


def misread(name, rate, chance):
    """A name as a machine reads it from a bad print: at least one thing is wrong."""
    wanted = max(1, sum(chance.random() < rate for _ in name))
    for _ in range(wanted):
        at = chance.randrange(len(name))
        if name[at].isdigit():
            continue
        fitting = [(old, new) for old, new in MISREAD if name.startswith(old, at)]
        kind = chance.random()
        if fitting and kind < .7:
            old, new = chance.choice(fitting)
            name = name[:at] + new + name[at + len(old):]
        elif kind < .82 and name[at] != " ":
            name = name[:at] + name[at + 1:]
        elif kind < .9:
            name = name[:at] + chance.choice((" ", ".", "-", ",", "'")) + name[at:]
        elif name[at] == " ":
            name = name[:at] + name[at + 1:]
    return name.strip() or "?"


def misspelt(name, chance):
    """A name as a hurried hand writes it: two letters change places, one is doubled, one is left out, a vowel is another."""
    places = [at for at in range(1, len(name) - 2) if name[at].isalpha() and name[at + 1].isalpha()]
    if not places:
        return name
    at, kind = chance.choice(places), chance.random()
    if kind < .35:
        return name[:at] + name[at + 1] + name[at] + name[at + 2:]
    if kind < .6:
        return name[:at] + name[at] + name[at:]
    if kind < .85:
        return name[:at] + name[at + 1:]
    return name[:at] + (chance.choice("aeiou") if name[at] in "aeiou" else name[at]) + name[at + 1:]


def without_marks(name):
    """A name in plain letters."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def abbreviated(name, language, chance):
    """A name with one or all of its usual words cut short."""
    words = ABBREVIATED.get(language, {})
    parts = name.split(" ")
    places = [at for at, part in enumerate(parts) if part in words]
    chosen = places if chance.random() < .3 else places[:1]
    return " ".join(words[part] if at in chosen else part for at, part in enumerate(parts))


def without_fillers(name, fillers):
    """A name without its small words: "Unión Maestros Perú"."""
    kept = [word for word in re.split(r" ", name) if word.casefold() not in fillers]
    return " ".join(kept) or name
