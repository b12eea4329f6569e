#!/usr/bin/env python3
"""Writes the lessons that `learn_names model` learns from.

Takes the annotated texts of mentions/names/lessons, MEANTIME (CC BY), the tables of names.py and faker (MIT); gives many
copies of each text with other names in place of its own, some in upper case, some hard-wrapped, some with the damage of OCR.
"""
import argparse, glob, importlib, os, random, re
import xml.etree.ElementTree as ET

LOCALES = {"fra": ["fr_FR", "fr_CH", "fr_BE", "fr_QC"], "deu": ["de_DE", "de_AT", "de_CH"], "eng": ["en_GB", "en_US", "en_IE"],
           "spa": ["es_ES", "es_MX", "es_AR", "es_CO"], "ita": ["it_IT"], "por": ["pt_PT", "pt_BR"], "nld": ["nl_NL", "nl_BE"],
           "swe": ["sv_SE"], "fin": ["fi_FI", "sv_SE"], "pol": ["pl_PL"], "tur": ["tr_TR"], "rus": ["ru_RU"]}
LANDS = {"fra": {"FR", "CH", "BE"}, "deu": {"DE", "AT", "CH"}, "eng": {"GB", "US", "IE"}, "spa": {"ES", "MX", "AR", "CO", "PE"},
         "ita": {"IT"}, "por": {"PT", "BR"}, "nld": {"NL", "BE"}, "swe": {"SE"}, "fin": {"FI"}, "pol": {"PL"}, "tur": {"TR"},
         "rus": {"RU"}}
TITLES = set("sir lord lady dr mr mrs miss madame gen rev baron prof st saint sainte de du des la le les van von der den of the di da el al "
             "duc comte graf graf baron prince comrade hon dom don edler ten ter und zu und and y".split())
CONFUSED = [("e", "c"), ("c", "e"), ("i", "l"), ("l", "i"), ("n", "u"), ("u", "n"), ("h", "b"), ("m", "rn"), ("rn", "m"), ("a", "n"),
            ("t", "l"), ("o", "c"), ("s", "f"), ("r", "i"), ("é", "e"), ("ü", "u"), ("b", "h"), ("d", "cl"), ("f", "s"), ("ö", "o"), ("I", "l"),
            ("S", "8"), ("B", "H"), ("E", "F"), ("R", "B")]


class Names:
    def __init__(self, tables):
        self.places = [line.rstrip("\n").split("\t") for line in open(os.path.join(tables, "places.tsv"), encoding="utf-8")]
        self.first, self.last = {}, {}
        for language, locales in LOCALES.items():
            first, last = [], []
            for locale in locales:
                provider = importlib.import_module("faker.providers.person." + locale).Provider
                for attribute in sorted(dir(provider)):
                    value = getattr(provider, attribute)
                    if isinstance(value, (tuple, list, dict)) and "format" not in attribute:
                        names = [n for n in value if isinstance(n, str) and n[:1].isupper()]
                        if attribute.startswith("first_names"):
                            first += names
                        elif attribute.startswith("last_names"):
                            last += names
            self.first[language], self.last[language] = first, last
        import babel
        self.countries, self.towns = {}, {}
        for language, lands in LANDS.items():
            code = {"fra": "fr", "deu": "de", "eng": "en", "spa": "es", "ita": "it", "por": "pt", "nld": "nl", "swe": "sv", "fin": "fi",
                    "pol": "pl", "tur": "tr", "rus": "ru"}[language]
            self.countries[language] = [n for c, n in sorted(babel.Locale(code).territories.items()) if len(c) == 2]
            script = re.compile("^[А-Я]" if language == "rus" else "^[A-ZÀ-Þ][^А-я]")
            self.towns[language] = [n for n, k, c in self.places if c in lands and script.match(n)]
        self.world = [n for n, k, c in self.places if k in "AB" and re.match("^[A-Z][a-zà-ÿ'-]+$", n)]

    def made(self, names, rng):
        one, two = rng.choice(names), rng.choice(names)
        return one[: max(2, len(one) // 2)] + two[len(two) // 2:].lower().replace(" ", "")

    def person(self, name, language, rng):
        first, last = self.first.get(language) or self.first["eng"], self.last.get(language) or self.last["eng"]
        words = re.split(r"([ \-]+)", name)
        spots = [i for i, w in enumerate(words) if w[:1].isupper() and len(w) > 2 and not w.endswith(".") and w.lower().strip(".,") not in TITLES]
        for place in spots:
            pool = first if len(spots) > 1 and place != spots[-1] else last
            tail = re.search(r"[^\w]*$", words[place]).group(0)
            new = self.made(pool, rng) if rng.random() < 0.35 else rng.choice(pool)
            words[place] = (new.upper() if words[place].isupper() else new) + tail
        return "".join(words)

    def place(self, name, language, rng):
        if " " in name or "-" in name and rng.random() < 0.6:
            return name
        towns, countries = self.towns.get(language) or self.world, self.countries.get(language) or self.countries["eng"]
        dice = rng.random()
        new = (rng.choice(countries) if dice < 0.2 else rng.choice(towns) if dice < 0.6 else rng.choice(self.world) if dice < 0.8
               else self.made(towns, rng))
        return new.upper() if name.isupper() else new


class Words:
    """Common words to put in place of others, so that words that are no names are met in great number."""

    def __init__(self, tables):
        self.lower, self.nouns = {}, {}
        for line in open(os.path.join(tables, "vocabulary.tsv"), encoding="utf-8"):
            language, word, kind = line.rstrip("\n").split("\t")
            if len(word) > 4:
                (self.lower if kind == "l" else self.nouns).setdefault(language, []).append(word)

    def noun(self, lower, nouns, rng):
        """A word that stands with a capital: of German a noun, often one put together, sometimes one that no list has."""
        if not nouns:
            return rng.choice(lower)
        dice = rng.random()
        if dice < 0.35:
            return rng.choice(nouns) if dice < 0.25 else rng.choice(lower)
        one, two = rng.choice(lower if rng.random() < 0.5 else nouns), rng.choice(nouns if rng.random() < 0.6 else lower).lower()
        if dice < 0.75:
            return one + rng.choice(["", "s", "", "en"]) + two
        return one[: len(one) // 2] + two[len(two) // 2:]

    def other(self, text, language, rng, rate):
        lower, nouns = self.lower.get(language), self.nouns.get(language)

        def word(match):
            old = match.group(0)
            if old[0] == "{" or len(old) < (3 if old[0].isupper() else 5) or rng.random() > rate or not lower:
                return old
            if old.islower():
                return rng.choice(lower)
            if old[0].isupper() and old[1:].islower():
                new = self.noun(lower, nouns, rng)
                return new[0].upper() + new[1:]
            return old
        return re.sub(r"\{[^}]*\}|[^\W\d_]+", word, text)


def more_starts(text, rng):
    """Begins sentences at words in lower case, so that all kinds of words are met at a sentence's start."""
    def word(match):
        old = match.group(0)
        if old[0] == "{" or rng.random() > 0.05:
            return old
        return rng.choice([". ", ".\n", ". — ", "! "]) + old.strip().capitalize()
    return re.sub(r"\{[^}]*\}| [^\W\d_A-ZÀ-Þ]+", word, text)


def damage(text, rate, rng):
    out, at = [], 0
    while at < len(text):
        letter = text[at]
        if text[at:at + 1] == "{":
            out.append(text[at:at + 3])
            at += 3
            continue
        if letter.isalpha() and rng.random() < rate:
            fitting = [(a, b) for a, b in CONFUSED if text.startswith(a, at)]
            dice = rng.random()
            if fitting and dice < 0.7:
                a, b = rng.choice(fitting)
                out.append(b)
                at += len(a)
                continue
            if dice < 0.8:
                at += 1
                continue
            if dice < 0.9:
                out.append(letter + rng.choice([".", "'", " ", "-", ","]))
                at += 1
                continue
        out.append(letter)
        at += 1
    return "".join(out)


def copy(text, language, names, words, rng, swap):
    def other(match):
        kind, name = match.group(1), match.group(2)
        if rng.random() < swap and kind == "P":
            name = names.person(name, language, rng)
        elif rng.random() < swap and kind == "L":
            name = names.place(name, language, rng)
        return "{" + kind + " " + name.replace("{", "").replace("}", "") + "}"
    text = re.sub(r"\{(\w) ([^}]*)\}", other, text)
    text = words.other(text, language, rng, rng.choice([0.1, 0.3, 0.5]))
    text = more_starts(text, rng)
    if rng.random() < 0.08:
        text = re.sub(r"(?<!\{)\b\w+\b(?! ?\})|\w+", lambda m: m.group(0).upper(), text)
    if rng.random() < 0.3:
        width, lines, line = rng.randrange(30, 60), [], ""
        for word in text.replace("\n", " ").split(" "):
            line += word + " "
            if len(line) > width and line.rfind("{") <= line.rfind("}"):
                lines.append(line.rstrip())
                line = ""
        text = "\n".join(lines + [line.rstrip()])
    if language == "eng" and rng.random() < 0.1:
        text = re.sub(r"(?<=\w)s(?=\w)|\bs(?=[a-z])", "f", text)
    return damage(text, rng.choice([0, 0, 0.01, 0.03]), rng)


def meantime(folder):
    for path in sorted(glob.glob(os.path.join(folder, "intra-doc_annotation", "*", "*.xml"))):
        root = ET.parse(path).getroot()
        if root.get("lang") not in ("en",):
            continue
        tokens = {t.get("t_id"): (i, t.text or "", t.get("sentence")) for i, t in enumerate(root.findall("token"))}
        kinds = {e.get("m_id"): e.get("ent_type") for e in root.iter("ENTITY")}
        marks = {}
        spans = {m.get("m_id"): [tokens[a.get("t_id")][0] for a in m.findall("token_anchor")]
                 for m in root.iter("ENTITY_MENTION") if m.get("syntactic_type", "").startswith(("NAM", "PRE.NAM"))}
        for refers in root.iter("REFERS_TO"):
            kind = kinds.get(refers.find("target").get("m_id"))
            letter = {"PER": "P", "ORG": "O", "LOC": "L", "PRO": "W", "FIN": None, "MIX": None}.get(kind)
            for source in refers.findall("source"):
                span = spans.get(source.get("m_id"))
                if span and letter and letter != "W":
                    marks[min(span)] = (max(span), letter)
        out, end, before = [], -1, None
        for i, (_, word, sentence) in enumerate(tokens.values()):
            # Only the head and the first five sentences are annotated.
            if int(sentence) > 5:
                break
            if sentence != before and before is not None:
                out.append("\n")
            before = sentence
            word = word.replace("{", "(").replace("}", ")")
            space = "" if not out or out[-1] == "\n" or word in (",", ".", ")", "'s", ";", ":", "?", "!") else " "
            if i in marks and i > end:
                end, letter = marks[i]
                out.append(space + "{" + letter + " " + word)
            else:
                out.append(space + word)
            if i == end:
                out.append("}")
        yield root.get("lang"), "".join(out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", required=True, help="the folder of annotated texts")
    parser.add_argument("--tables", required=True, help="the folder of places.tsv and persons.tsv")
    parser.add_argument("--meantime", help="the MEANTIME corpus")
    parser.add_argument("--copies", type=int, default=16)
    parser.add_argument("--hold", type=int, help="holds every fifth text out, from this one on, for measuring")
    parser.add_argument("out")
    args = parser.parse_args()
    rng, names, words = random.Random(1), Names(args.tables), Words(args.tables)
    os.makedirs(args.out, exist_ok=True)
    for path in sorted(glob.glob(os.path.join(args.texts, "*.txt"))):
        name = os.path.basename(path)
        texts = [text for text in open(path, encoding="utf-8").read().split("\n\n") if text.strip()]
        if args.hold is not None:
            with open(os.path.join(args.out, name[:3] + "-held.txt"), "a", encoding="utf-8") as file:
                file.write("\n\n".join(texts[args.hold::5]) + "\n\n")
            texts = [text for number, text in enumerate(texts) if number % 5 != args.hold]
        with open(os.path.join(args.out, name), "w", encoding="utf-8") as file:
            for number in range(args.copies):
                for text in texts:
                    file.write((text if number == 0 else copy(text, name[:3], names, words, rng, 0.75)).strip() + "\n\n")
    if args.meantime:
        with open(os.path.join(args.out, "eng-meantime.txt"), "w", encoding="utf-8") as file:
            for _, text in meantime(args.meantime):
                file.write(re.sub(r"\n\n+", "\n", text) + "\n\n")
                file.write(re.sub(r"\n\n+", "\n", copy(text, "eng", names, words, rng, 0.6)) + "\n\n")


if __name__ == "__main__":
    main()
