"""Runs a command and accounts for it: seconds on the wall, CPU seconds with all its children, peak memory.

Peak memory is that of the whole process tree, as the sum of resident sets sampled every 20 ms (so a page that two
processes share counts twice), and of the largest single process as the kernel accounts it.
"""
import os, subprocess, threading, time


def tree(pid):
    """The process and everything below it."""
    found, open_ = [], [pid]
    while open_:
        here = open_.pop()
        found.append(here)
        try:
            for task in os.listdir(f"/proc/{here}/task"):
                with open(f"/proc/{here}/task/{task}/children") as children:
                    open_ += [int(child) for child in children.read().split()]
        except OSError:
            pass
    return found


def resident(pid):
    try:
        with open(f"/proc/{pid}/statm") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0


def measure(command, keep=False, errors=subprocess.DEVNULL):
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE if keep else subprocess.DEVNULL, stderr=errors)
    peak = [0]
    ended = threading.Event()

    def watch():
        while not ended.wait(0.02):
            peak[0] = max(peak[0], sum(resident(pid) for pid in tree(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output = process.stdout.read() if keep else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watcher.join()
    return {
        "seconds": time.monotonic() - started,
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "peak_mb": peak[0] / 1e6,
        "peak_process_mb": usage.ru_maxrss * 1024 / 1e6,
        "code": process.returncode,
        "output": output,
    }


def median(runs, key):
    values = sorted(run[key] for run in runs)
    return values[len(values) // 2]
