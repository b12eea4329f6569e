#!/usr/bin/env python3
"""Builds countries.tsv: country names in many languages -> ISO 3166-1 alpha-2.

Takes names.txt and adjectives.txt beside it (written for Broadside) and the territory names of CLDR through the PyPI package
`babel` (Unicode License v3); prints the table: key, code, kind, and for keys that need their marks the exact form.

Key: lower case, marks taken off Latin, Greek and Cyrillic, everything but letters and digits a single space.
Kind: N a name; n a name that is looked up whole only, never in running text; A an adjective written with a capital in
running text; a an adjective that may be written small; M a name that is such an
adjective too; D a noun for a citizen; C an acronym, in capitals only; i an inflected name. `?` behind: it also
means something else.
"""

import os
import re
import sys
import unicodedata

from babel import Locale, localedata

HERE = os.path.dirname(os.path.abspath(__file__))
MAJOR = ("en es fr pt de it ru tr pl nl ca gl eu sv da nb nn fi is cs sk hu ro bg sr sr_Latn hr bs sl uk be el ar fa ps ur he "
         "hi bn ne mr gu pa ta te kn ml si th lo my km vi id ms fil ja zh zh_Hant ko ka hy az kk ky uz tg tk mn lt lv et sq mk sw "
         "af am ti so ha yo zu ku ckb eo lb mt cy ga br").split()
SHORT = set("iran iraq irak peru cuba kuba mali togo fiji laos oman guam cina kina inde czad ciad".split())
# Spellings that are other words, names of persons, or other countries in other languages.
NOT_IN_TEXT = set("island man maurice indie mari vin viro tai indi mina komori reunion samo jesi ooma frans rasha saina perse misri jamus rus irani indii serbi mesir itali moris".split())
# A name with its article is looked up whole only: in running text it is found without.
ARTICLES = set("the la le les l el los las o a os as die der das il i gli lo de het".split())
# Names of these languages are looked up whole only.
WHOLE_ONLY = set("so ha yo zu lb br eo mt ga ku tk ti am".split())
WORDS_OF_OTHERS = set("engels pole china indio india ceci ceca indiana indianas danes lets hint iers ests leh chin".split())
DOUBTFUL = set("frances malines americana indien indiens".split())


def fold(text):
    out = []
    for char in unicodedata.normalize("NFKD", text.replace("ı", "i").replace("İ", "i")):
        if 0x300 <= ord(char) <= 0x36F or char in "\u200c\u200d\u00ad" or 0x64B <= ord(char) <= 0x652 or 0x591 <= ord(char) <= 0x5C7:
            continue
        category = unicodedata.category(char)
        out.append(char.lower() if category[0] in "LMN" else " ")
    folded = unicodedata.normalize("NFC", "".join(out))
    for one, other in (("ł", "l"), ("ø", "o"), ("đ", "d"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("ð", "d"), ("þ", "th"), ("ς", "σ")):
        folded = folded.replace(one, other)
    return " ".join(folded.split())


def latin(text):
    return all(ord(char) < 0x250 or not char.isalpha() for char in text)


class Table:
    def __init__(self):
        self.rows = {}

    def add(self, name, code, kind, rank, exact=""):
        key = fold(name)
        if kind == "N" and key.split(" ")[0] in ARTICLES and " " in key:
            kind = "n"
        if not key or (len(key) < 2 and latin(key)):
            return
        old = self.rows.get(key)
        if old is None or rank < old[0]:
            self.rows[key] = (rank, code, kind, exact)
        elif rank == old[0] and old[1] != code:
            if rank > 3:
                self.rows[key] = (rank, "", kind, exact)
            else:
                sys.exit(f"{name}: both {old[1]} and {code}")
        elif old[1] == code and old[2] == "N" and kind == "a" and not old[3]:
            self.rows[key] = (old[0], code, "M", "")
        elif old[1] == code and old[2] == "n" and kind[0] in "AaD" and not exact:
            self.rows[key] = (old[0], code, kind, exact)
        elif rank == old[0] and old[2].endswith("?") and not kind.endswith("?"):
            self.rows[key] = (rank, code, kind, exact)


def is_acronym(name):
    letters = [char for char in name if char.isalpha()]
    return len(letters) < 6 and all(char.isupper() for char in letters)


def curated(table):
    for line in open(os.path.join(HERE, "names.txt"), encoding="utf-8"):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        code, names = line.split(":", 1)
        for name in names.split(";"):
            name = name.strip()
            exact = name[1:].strip() if name.startswith("=") else ""
            doubtful = "?" if name.endswith("?") else ""
            whole_only = name.startswith("~")
            name = name.strip("=?~").strip()
            if name:
                kind = "n" if whole_only else "C" if is_acronym(name) else "N"
                table.add(name, code, kind + doubtful, 0, exact)
                if kind == "N" and not doubtful and not exact:
                    for form in inflect(name, None):
                        table.add(form, code, "i", 5)


def cldr(table):
    for identifier in sorted(localedata.locale_identifiers()):
        if identifier not in MAJOR:
            continue
        names = Locale.parse(identifier).territories
        rank = 1 if identifier == "en" else 4 + MAJOR.index(identifier)
        for code in sorted(names):
            if not re.fullmatch("[A-Z]{2}", code) or code in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"):
                continue
            name = names[code]
            if re.fullmatch(r"[A-Z]{2}", name):
                continue
            name = re.sub(r"\s*\((SAR|САР|RAE|R\.A\.S\.).*?\)|,? (SAR|RAE).*$", "", name)
            add_cldr(table, name, code, identifier, rank)


def add_cldr(table, name, code, language, rank):
    key = fold(name)
    short = latin(name) and " " not in key
    whole_only = (language in WHOLE_ONLY and short) or (language == "vi" and " " not in name and len(key) < 7) or (
        short and len(key) <= 4 and key not in SHORT) or key in NOT_IN_TEXT
    if short and len(key) < 4 and rank > 1:
        return
    if language == "vi" and " " not in name and len(key) < 5:
        return
    table.add(name, code, "n" if whole_only else "N", rank)
    match = re.fullmatch(r"(.+?)\s*\((.+?)\)", name)
    if match:
        table.add(match.group(1), code, "n", rank + 300)
    if not whole_only:
        for form in inflect(name, language):
            table.add(form, code, "i", rank + 300)


def cut(word, ending, *others):
    return [word[: len(word) - len(ending)] + other for other in others] if word.endswith(ending) else None


RULES = {
    "ru": [("ия", "ии", "ию", "ией"), ("ея", "еи", "ею", "еей", "ее"), ("ья", "ьи", "ью"), ("га", "ги", "ге", "гу"), ("ка", "ки", "ке", "ку"),
           ("а", "ы", "е", "у", "ой"), ("ай", "ая", "аю", "ае", "аем"), ("ль", "ля", "лю", "ле", "лем"), ("сь", "си", "сью"), ("ы", "", "ов", "ам", "ах")],
    "uk": [("ія", "ії", "ію", "ією"), ("ща", "щі", "щу", "щею"), ("на", "ни", "ні", "ну"), ("а", "и", "і", "у", "ою"), ("ай", "аю", "аї"), ("ль", "лю", "ля", "лі")],
    "be": [("ія", "іі", "ію", "іяй"), ("на", "ны", "не", "ну"), ("сь", "сі", "ссю"), ("а", "ы", "е", "у")],
    "bg": [], "mk": [],
    "pl": [("ja", "ji", "ję", "ją"), ("ia", "ii", "ię", "ią"), ("ka", "ki", "kę", "ką"), ("ga", "gi", "gę"), ("y", ""), ("a", "y", "ę", "ą", "ie")],
    "cs": [("sko", "ska", "sku", "skem"), ("ie", "ii", "ií"), ("a", "y", "u", "ě", "ou")],
    "sk": [("sko", "ska", "sku"), ("ia", "ie", "iu", "ii"), ("a", "y", "u", "e")],
    "sr": [("ска", "ске", "ској", "ску"), ("ија", "ије", "ији", "ију"), ("а", "е", "и", "у")],
    "hr": [("ska", "ske", "skoj", "sku"), ("ija", "ije", "iji", "iju"), ("a", "e", "i", "u")],
    "sl": [("ska", "ske", "ski", "sko"), ("ija", "ije", "iji", "ijo"), ("a", "e", "i", "o")],
    "el": [("ία", "ίας", "ίες"), ("α", "ας"), ("ος", "ου"), ("ό", "ού"), ("ές", "ών"), ("η", "ης")],
    "fi": [("", "n", "ssa", "sta", "lle")],
    "lt": [("ija", "ijos", "ijoje"), ("a", "os", "oje"), ("as", "o")], "lv": [("ija", "ijas", "ijā"), ("a", "as")],
    "ka": [("ია", "იის"), ("ი", "ის"), ("ო", "ოს"), ("ა", "ის")],
    "de": [("d", "ds"), ("n", "ns"), ("a", "as"), ("o", "os")], "sv": [("", "s")], "da": [("", "s")], "nb": [("", "s")],
    "ro": [("ia", "iei"), ("a", "ei")], "hu": [("", "i")], "hy": [("", "ի")],
    "tr": [("", "nın", "nin", "da", "de")],
}
CONSONANT = {"ru": ("а", "у", "е", "ом"), "uk": ("у", "а", "і", "ом"), "pl": ("u", "ie", "em"), "cs": ("u", "em"), "hr": ("a", "u"),
             "sr": ("а", "у"), "be": ("а", "у", "е"), "sl": ("a", "u"), "sk": ("u", "e")}


def inflect(name, language):
    """Case forms of names of one word, made by rule: some are no words, which does no harm."""
    if language is None:
        language = "ru" if re.fullmatch("[а-яёА-ЯЁ]+", name) else ""
    if " " in name or "-" in name or len(name) < 4 or name.isupper():
        return []
    for ending, *others in RULES.get(language, []):
        made = cut(name, ending, *others)
        if made:
            return [form for form in made if len(form) > (5 if latin(form) else 4)]
    if language in CONSONANT and name[-1].lower() not in "aeiouyаеёиоуыэюяіїєýáéíó":
        return [name + ending for ending in CONSONANT[language] if len(name) > 4]
    return []


def romance(word, language):
    if language == "es":
        for ending, *forms in (("o", "o", "a", "os", "as"), ("és", "és", "esa", "eses", "esas"), ("án", "án", "ana", "anes", "anas"),
                               ("ol", "ol", "ola", "oles", "olas"), ("ón", "ón", "ona", "ones", "onas"), ("í", "í", "íes", "ís")):
            if word.endswith(ending):
                return cut(word, ending, *forms)
        return [word, word + "s", word + "es"]
    if language == "pt":
        for ending, *forms in (("eu", "eu", "eia", "eus", "eias"), ("o", "o", "a", "os", "as"), ("ês", "ês", "esa", "eses", "esas"), ("ão", "ão", "ã", "ães", "ãs", "ões"),
                               ("ol", "ol", "ola", "óis", "olas"), ("z", "z", "zes")):
            if word.endswith(ending):
                return cut(word, ending, *forms)
        return [word, word + "s"]
    if language == "it":
        for ending, *forms in (("co", "co", "ca", "ci", "chi", "che"), ("go", "go", "ga", "ghi", "ghe"), ("io", "io", "ia", "ii", "ie"),
                               ("o", "o", "a", "i", "e"), ("e", "e", "i"), ("ta", "ta", "ti", "te"), ("ga", "ga", "gi", "ghe")):
            if word.endswith(ending):
                return cut(word, ending, *forms)
        return [word, word + "s"]
    for ending, feminine in (("ien", "ienne"), ("éen", "éenne"), ("ais", "aise"), ("ois", "oise"), ("ain", "aine"), ("and", "ande"),
                             ("ol", "ole"), ("an", "ane"), ("in", "ine"), ("on", "onne"), ("ec", "ecque"), ("turc", "turque"), ("is", "ise")):
        if word.endswith(ending):
            return [word, feminine.join([word[: len(word) - len(ending)], ""]), word + ("" if word.endswith("s") else "s"),
                    word[: len(word) - len(ending)] + feminine + "s"]
    return [word, word + "s", word + "e", word + "es"] if word[-1] not in "e" else [word, word + "s"]


def slavic(word, language):
    if language == "ru":
        return cut(word, "ий", "ий", "ая", "ое", "ие", "ого", "ой", "их", "ому", "ую", "им", "ими", "ом") or [word]
    return cut(word, "i", "i", "a", "ie", "iego", "iej", "ich", "iemu", "ą", "im", "imi") + (
        [word[:-3] + "scy"] if word.endswith("ski") else [word[:-3] + "ccy"] if word.endswith("cki") else [])


def german(word):
    return [word + ending for ending in ("", "e", "en", "er", "es", "em")]


def dutch(word):
    doubled = re.search(r"(aa|ee|oo|uu)([^aeiou])$", word)
    forms = [word, word + "e"]
    if doubled:
        forms.append(word[:-3] + word[-2] + word[-1] + "e")
    return forms


def english(word):
    plural = [word + "s"] if re.search(r"(an|i|er|k|ne|b|d|n|ede|ole)$", word) and not word.endswith(("man", "ish")) else []
    return [word] + plural + ([word[:-3] + "men"] if word.endswith("man") and word not in ("German",) else [])


def adjectives(table):
    columns = ("en", "es", "fr", "pt", "de", "it", "ru", "tr", "pl", "nl")
    for line in open(os.path.join(HERE, "adjectives.txt"), encoding="utf-8"):
        if line.startswith("#") or "|" not in line:
            continue
        code, *cells = line.rstrip("\n").split("|")
        if code.startswith("+"):
            for word in cells[0].split():
                table.add(word.strip("?"), code[1:], "a?" if word.endswith("?") else "a", 150)
            continue
        for rank, (language, cell) in enumerate(zip(columns, cells), 10):
            for word in cell.split():
                if word == "-":
                    continue
                doubtful = "?" if word.endswith("?") else ""
                noun = word.startswith(":")
                word = word.strip(":?")
                spaced = word.replace("-", " ") if language in ("en", "tr") else word
                if language == "en":
                    forms, kind = english(spaced), "D" if noun or spaced.endswith(("man", "woman")) and spaced != "German" else "A"
                elif language in ("es", "fr", "pt", "it"):
                    forms, kind = romance(word, language), "a"
                elif language in ("ru", "pl"):
                    forms, kind = slavic(word, language) if word.endswith(("ий", "ki")) else [word], "a"
                elif language == "de":
                    forms, kind = german(word), "a"
                elif language == "nl":
                    forms, kind = dutch(word), "A"
                else:
                    forms, kind = [spaced], "A"
                for at, form in enumerate(forms):
                    if fold(form) in WORDS_OF_OTHERS and language != "en":
                        continue
                    doubtful = "?" if doubtful or fold(form) in DOUBTFUL else ""
                    if language == "en" and at and kind == "A":
                        table.add(form, code, "D" + doubtful, rank + 100)
                    else:
                        table.add(form, code, kind + doubtful, rank + 100)
                    if language in ("es", "fr", "pt", "it") and "-" in form:
                        table.add(form.replace("-", ""), code, kind + doubtful, rank + 100)


def main():
    table = Table()
    curated(table)
    cldr(table)
    adjectives(table)
    for key in sorted(table.rows, key=lambda key: key.encode()):
        _, code, kind, exact = table.rows[key]
        if code:
            print("\t".join([key, code, kind] + ([exact] if exact else [])))


if __name__ == "__main__":
    main()
