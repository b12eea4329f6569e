#!/usr/bin/env python3
"""Measures the reading room over an archive of 100,000 documents: how fast pages answer, and how it bears many readers.

    run.py --broadside BIN [--documents 100000] [--archive FOLDER] [--quick] [--seconds 300] [--rate 200] [--users 50] [--oha PROGRAM]

The archive is made of what `generate.py` writes, or given (a copy of it is used: files are added to it). *Alone*: each page is
asked for again and again over one connection, and the time from the request to the last byte of the answer is taken. *Load*:
`--users` connections, together `--rate` requests a second at fixed times, while `broadside add` brings files into the archive; a
time counts from when the request was due, so that waiting behind a slow answer is not left out. Memory is the resident set
of the server, read twice a second. Every figure is printed as a line of JSON.
"""
import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS = ["strike", "huelga", "archive", '"what was signed"', "policía AND actas", "dismissed", "wages", "ministerio", "delega*", "disappeared"]


def percentile(times, share):
    """The time that a share of all stays within, in milliseconds."""
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 2) if ordered else None


def memory(process, field="VmRSS"):
    """Resident MB of a process."""
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
        return next((int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith(field)), 0.0)


def archive(args, home):
    """An archive to ask, and a folder of files that are not in it."""
    place = os.path.join(home, "room.broadside")
    generate = [sys.executable, os.path.join(HERE, "generate.py")]
    if args.archive:
        shutil.copytree(args.archive, place)
    else:
        papers = os.path.join(home, "papers")
        subprocess.run([*generate, "--documents", str(args.documents), papers], check=True)
        subprocess.run([args.broadside, "add", papers, "--archive", place], check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(papers)
    more = os.path.join(home, "more")
    subprocess.run([*generate, "--first", "5000000", "--documents", str(args.seconds * 20), more], check=True)
    return place, more


class Server:
    """A server over an archive."""

    def __init__(self, broadside, place):
        began = time.monotonic()
        self.process = subprocess.Popen([broadside, "serve", "--port", "0", "--json", "--archive", place], stdout=subprocess.PIPE)
        self.url = json.loads(self.process.stdout.readline())["url"]
        self.seconds = round(time.monotonic() - began, 1)
        self.port = int(self.url.rsplit(":", 1)[1])

    def json(self, path):
        with urllib.request.urlopen(urllib.request.Request(self.url + path, headers={"Accept": "application/json"})) as answer:
            return json.load(answer)

    def settle(self):
        """Waits until it works at nothing by itself: for some seconds after its start it reads what it holds in memory."""
        ticks = os.sysconf("SC_CLK_TCK")
        while True:
            before = self.ticks()
            time.sleep(2)
            if self.ticks() - before < .1 * ticks:
                return

    def ticks(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


def addresses(server):
    """Addresses of each page, many of each."""
    rng = random.Random(6)
    quoted = [urllib.request.quote(word) for word in WORDS]
    statements, names = [], []
    for word in quoted:
        statements += [item["id"] for item in server.json(f"/search?q={word}&page={rng.randint(1, 20)}")["items"]]
    for page in range(1, 12):
        names += [item["id"] for item in server.json(f"/entities?page={page}")["items"]]
    return {
        "home": ["/"],
        "search": [f"/search?q={word}{rest}" for word in quoted for rest in ("", "&kind=communique", "&from=1980&to=1989", "&sort=date&page=3")],
        "statement": [f"/statements/{one}" for one in statements],
        "entity": [f"/entities/{one}" for one in names],
    }


async def ask(reader, writer, port, path):
    """Asks once; gives the status and how many bytes came."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    size = next((int(line.split(":")[1]) for line in lines if line.startswith("content-length:")), None)
    if size is None:
        size = 0
        while (chunk := int((await reader.readline()).strip() or b"0", 16)) > 0:
            size += len(await reader.readexactly(chunk))
            await reader.readexactly(2)
        await reader.readexactly(2)
    else:
        await reader.readexactly(size)
    return int(lines[0].split()[1]), size


async def alone(server, pages, rounds):
    """Each page by itself, over one connection."""
    for name, paths in pages.items():
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        rng, times, largest, wrong = random.Random(7), [], 0, 0
        for number in range(rounds + 20):
            began = time.perf_counter()
            status, size = await ask(reader, writer, server.port, rng.choice(paths))
            if number >= 20:
                times.append(time.perf_counter() - began)
                largest, wrong = max(largest, size), wrong + (status != 200)
        writer.close()
        yield {"asked": f"{name}, alone", "requests": rounds, "p50_ms": percentile(times, .5), "p99_ms": percentile(times, .99),
               "max_ms": percentile(times, 1), "largest_kB": round(largest / 1e3, 1), "errors": wrong}


# As people read: they search, open what they found, look at a name, and go home now and then.
MIX = [("search", 40), ("statement", 35), ("entity", 15), ("home", 10)]


def load_by_oha(server, pages, args, home):
    """The same readers, by another program."""
    rng = random.Random(8)
    names, shares = zip(*MIX)
    asked = os.path.join(home, "addresses")
    with open(asked, "w", encoding="utf-8") as lines:
        for name in rng.choices(names, shares, k=20_000):
            lines.write(server.url + rng.choice(pages[name]) + "\n")
    command = [args.oha, "--no-tui", "--output-format", "json", "-z", f"{args.seconds}s", "-q", str(args.rate), "-c", str(args.users),
               "--latency-correction", "--redirect", "0", "-H", "Accept: text/html", "--urls-from-file", asked]
    told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    of = {share: round(told["latencyPercentiles"][share] * 1000, 2) for share in ("p50", "p99", "p99.9")}
    return {"asked": "all, under load, by oha", "statuses": told["statusCodeDistribution"], "errors": told["errorDistribution"],
            "per_second": round(told["summary"]["requestsPerSec"], 1), "p50_ms": of["p50"], "p99_ms": of["p99"],
            "p99.9_ms": of["p99.9"], "max_ms": round(told["summary"]["slowest"] * 1000, 2)}


async def load(server, pages, args):
    """Many readers at a fixed rate."""
    rng = random.Random(8)
    names, shares = zip(*MIX)
    times, errors, begun = {name: [] for name in names}, [], time.perf_counter() + .5
    turns = iter(range(args.rate * args.seconds))

    async def user():
        reader = writer = None
        for turn in turns:
            due = begun + turn / args.rate
            await asyncio.sleep(max(0, due - time.perf_counter()))
            name = rng.choices(names, shares)[0]
            try:
                if writer is None:
                    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
                status, _ = await ask(reader, writer, server.port, rng.choice(pages[name]))
                times[name].append(time.perf_counter() - due)
                # A name that became one with another leads there.
                if status not in (200, 303):
                    errors.append(status)
            except (OSError, asyncio.IncompleteReadError, ValueError) as error:
                errors.append(str(error))
                writer = None

    await asyncio.gather(*(user() for _ in range(args.users)))
    every = [one for some in times.values() for one in some]
    took = time.perf_counter() - begun
    line = {"asked": "all, under load", "requests": len(every), "per_second": round(len(every) / took, 1), "errors": len(errors), "first_errors": errors[:3]}
    yield {**line, "p50_ms": percentile(every, .5), "p99_ms": percentile(every, .99), "max_ms": percentile(every, 1)}
    for name, some in times.items():
        yield {"asked": f"{name}, under load", "requests": len(some), "p50_ms": percentile(some, .5), "p99_ms": percentile(some, .99), "max_ms": percentile(some, 1)}


class Adding(threading.Thread):
    """Files that are added meanwhile, a folder at a time, spread over the whole; and the memory of the server."""

    def __init__(self, broadside, place, more, server, seconds):
        super().__init__(daemon=True)
        self.broadside, self.place, self.more, self.server, self.seconds = broadside, place, more, server, seconds
        self.done, self.added, self.most = threading.Event(), 0, 0.0

    def run(self):
        threading.Thread(target=self.watch, daemon=True).start()
        began, folders = time.monotonic(), sorted(os.listdir(self.more))
        for turn, folder in enumerate(folders):
            if self.done.wait(max(0, began + turn * self.seconds / len(folders) - time.monotonic())):
                return
            path = os.path.join(self.more, folder)
            subprocess.run([self.broadside, "add", path, "--archive", self.place], stdout=subprocess.DEVNULL, check=True)
            self.added += len(os.listdir(path))

    def watch(self):
        while not self.done.wait(.5):
            self.most = max(self.most, memory(self.server.process))


async def measure(args, server, place, more):
    """All figures, in the order in which they are taken."""
    pages = addresses(server)
    yield {"asked": "start", "seconds": server.seconds, "MB": round(memory(server.process)), "documents": server.json("/").get("statements")}
    server.settle()
    async for line in alone(server, pages, 50 if args.quick else 500):
        yield line
    adding = Adding(args.broadside, place, more, server, args.seconds)
    adding.start()
    if args.oha:
        yield await asyncio.to_thread(load_by_oha, server, pages, args, os.path.dirname(place))
    else:
        async for line in load(server, pages, args):
            yield line
    adding.done.set()
    yield {"asked": "memory", "most_MB": round(adding.most), "peak_MB": round(memory(server.process, "VmHWM")), "files_added_meanwhile": adding.added}


async def every(args, server, place, more):
    async for line in measure(args, server, place, more):
        print(json.dumps(line), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--archive", help="an archive that generate.py's documents were added to")
    parser.add_argument("--quick", action="store_true", help="a thousand documents, ten seconds")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--oha", help="the program oha, to ask under load")
    args = parser.parse_args()
    if args.quick:
        args.documents, args.seconds = min(args.documents, 1000), min(args.seconds, 10)
    home = tempfile.mkdtemp(prefix="broadside-room-")
    try:
        place, more = archive(args, home)
        server = Server(args.broadside, place)
        try:
            asyncio.run(every(args, server, place, more))
        finally:
            server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
