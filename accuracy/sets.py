"""What the two runs of all measures (`accuracy/run.py`, `benches/run.py`) stand on: sets, example programs and peers.

Gives the folder of a set, unpacked when first asked for, the path of an example program, found or built, or says with
`Skipped` why there is none; and an interpreter with packages of peers.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import threading

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def target():
    """The folder that programs are built in."""
    return os.path.abspath(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")))


class Skipped(Exception):
    """A measure that cannot be taken here, and why."""


class Sets:
    """The sets, unpacked once when first asked for."""

    def __init__(self, shared, home):
        self.shared, self.home, self.lock = os.path.abspath(shared), home, threading.Lock()

    def has(self, name):
        """Whether a corpus is there."""
        return os.path.exists(os.path.join(self.shared, "corpora", name + ".tar.gz"))

    def folder(self, name):
        """The folder of a corpus."""
        return self.unpacked("corpora", name + ".tar.gz", name)

    def unpacked(self, kind, bundle, name):
        """The folder that a bundle of that kind holds."""
        source = self.file(kind, bundle)
        folder = os.path.join(self.home, name)
        with self.lock:
            if not os.path.exists(folder):
                with tarfile.open(source) as bundle:
                    bundle.extractall(self.home, filter="data")
        return folder

    def file(self, *parts):
        """A file of the sets."""
        path = os.path.join(self.shared, *parts)
        if not os.path.exists(path):
            raise Skipped(f"{'/'.join(parts)} is not in {self.shared}")
        return path


class Examples:
    """The example programs, found or built once."""

    def __init__(self, folder):
        self.folder, self.lock = folder and os.path.abspath(folder), threading.Lock()

    def program(self, name, package="broadside-engine"):
        """The path of an example program."""
        with self.lock:
            if self.folder and os.path.exists(os.path.join(self.folder, name)):
                return os.path.join(self.folder, name)
            if not shutil.which("cargo"):
                raise Skipped(f"the example program `{name}` is in no --examples folder, and there is no cargo to build it")
            build = ["cargo", "build", "--release", "--locked", "-q", "-p", package, "--example", name]
            subprocess.run(build, cwd=ROOT, check=True, stderr=subprocess.PIPE)
            return os.path.join(target(), "release", "examples", name)


def interpreter(name, *packages):
    """An interpreter that has some packages, made on the spot; None where they cannot be had."""
    home = os.path.join(ROOT, "target", "tools", name)
    python = os.path.join(home, "bin", "python")
    if not os.path.exists(python):
        try:
            subprocess.run([sys.executable, "-m", "venv", home], check=True)
            subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True, timeout=300)
        except (OSError, subprocess.SubprocessError):
            shutil.rmtree(home, ignore_errors=True)
            return None
    return python


def version(broadside):
    """What the program calls itself; ends the run where it does not run."""
    try:
        return subprocess.run([broadside, "--version"], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"{broadside} does not run: {error}. Build it with `make build`, or name it with --broadside")
