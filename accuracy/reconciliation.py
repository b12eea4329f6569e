#!/usr/bin/env python3
"""Reconciliation service: is every answer of `broadside serve` of the shape that the specification's schemas give it?

Takes --schemas FOLDER (schemas of version 0.2 of the Reconciliation Service API, one JSON Schema a file) and --broadside
PROGRAM. Makes an archive, serves it, asks everything that the manifest offers, with names that are markup among them, and
validates every answer; also that the schemas' own query examples (--examples FOLDER) are answered. Prints one JSON line.
Needs the Python package jsonschema.
"""

import argparse
import glob
import json
import os
import subprocess
import sys
import urllib.parse
import urllib.request

import common

LETTER = """To the government

The harbour must stay open to all.

Signed by:

Brotherhood of Lamplighters
Harbour Porters' League
Union of Weavers
"""
NAMES = ["Brotherhood of Lamplighters", "HARBOUR PORTERS LEAGUE", "nobody at all", "<script>alert(1)</script>", "", "\u202eevil"]


def validators(folder):
    """A validator for each schema, by the name of its file."""
    import jsonschema

    schemas = {}
    for path in glob.glob(os.path.join(folder, "*.json")):
        with open(path, encoding="utf-8") as file:
            schemas[os.path.basename(path)] = json.load(file)
    try:
        from referencing import Registry, Resource
        from referencing.jsonschema import DRAFT7

        resources = [(schema["$id"], Resource.from_contents(schema, default_specification=DRAFT7)) for schema in schemas.values()]
        registry = Registry().with_resources(resources)
        return {name: jsonschema.Draft7Validator(schema, registry=registry) for name, schema in schemas.items()}
    except ImportError:
        store = {schema["$id"]: schema for schema in schemas.values()}
        made = lambda schema: jsonschema.Draft7Validator(schema, resolver=jsonschema.RefResolver.from_schema(schema, store=store))
        return {name: made(schema) for name, schema in schemas.items()}


class Asker:
    """Asks a server, and counts answers that are of the right shape."""

    def __init__(self, base, schemas):
        self.base, self.schemas, self.right, self.asked = base, schemas, 0, 0

    def ask(self, schema, path, form=None):
        data = urllib.parse.urlencode(form).encode() if form else None
        with urllib.request.urlopen(self.base + path, data, timeout=60) as answer:
            value = json.load(answer)
        errors = [error.message for error in self.schemas[schema].iter_errors(value)] if schema else []
        self.asked += 1
        self.right += not errors
        for error in errors[:3]:
            print(f"{path}: {error}", file=sys.stderr)
        return value


def ask_all(asker, examples):
    """Asks everything that the manifest offers."""
    manifest = asker.ask("manifest.json", "/reconcile")
    queries = {f"q{n}": {"query": name, "limit": 3, "type": kind["id"], "type_strict": "should"}
               for n, (name, kind) in enumerate((name, kind) for name in NAMES for kind in manifest["defaultTypes"])}
    results = asker.ask("reconciliation-result-batch.json", "/reconcile", {"queries": json.dumps(queries)})
    ids = sorted({found["id"] for answer in results.values() for found in answer["result"]})
    for path in sorted(glob.glob(os.path.join(examples, "reconciliation-query-batch", "valid", "*.json"))):
        with open(path, encoding="utf-8") as file:
            asker.ask("reconciliation-result-batch.json", "/reconcile", {"queries": json.dumps(json.load(file))})
    proposals = asker.ask("data-extension-property-proposal.json", "/reconcile/properties?type=organisation&limit=20")
    properties = [{"id": each["id"]} for each in proposals["properties"]] + [{"id": "names_spa"}, {"id": "unknown"}]
    asker.ask("data-extension-response.json", "/reconcile", {"extend": json.dumps({"ids": ids + ["nonsense"], "properties": properties})})
    for what, schema in (("entity", "suggest-entities"), ("property", "suggest-properties"), ("type", "suggest-types")):
        service = manifest["suggest"][what]
        for prefix in ("", "la", "harb", "<script>"):
            asker.ask(f"{schema}-response.json", f"{service['service_path']}?{urllib.parse.urlencode({'prefix': prefix})}")
    for identity in ids:
        flyout = asker.ask(None, manifest["suggest"]["entity"]["flyout_service_path"].replace("${id}", identity))
        asker.right -= not (flyout["id"] == identity and "<script" not in flyout["html"])
    return ids


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--schemas", required=True)
    parser.add_argument("--examples", required=True)
    args = parser.parse_args()
    schemas = validators(args.schemas)
    with common.archive(args.broadside) as archive:
        archive.add_texts([("letter.txt", LETTER)])
        serve = [archive.broadside, "serve", "--port", "0", "--json", *archive.flag]
        with subprocess.Popen(serve, stdout=subprocess.PIPE) as server:
            try:
                asker = Asker(json.loads(server.stdout.readline())["url"], schemas)
                ids = ask_all(asker, args.examples)
            finally:
                server.terminate()
    if not ids:
        sys.exit("no entity was found")
    what = "answers of the service as the 0.2 schemas say"
    print(json.dumps({"set": "reconciliation", "what": what, "right": asker.right, "n": asker.asked}))


if __name__ == "__main__":
    main()
