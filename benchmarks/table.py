#!/usr/bin/env python3
"""Turns the JSON files of Google Benchmark programs into one table in Markdown.

Usage: table.py FILE...
"""

import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}


def three_digits(number, units):
    """`number` with the unit that leaves 1 to 3 digits before the point."""
    for factor, unit in units:
        if number >= factor:
            return f"{number / factor:.3g} {unit}".strip()
    factor, unit = units[-1]
    return f"{number / factor:.3g} {unit}".strip()


def seconds(number):
    return three_digits(number, [(1.0, "s"), (1e-3, "ms"), (1e-6, "us"), (1e-9, "ns")])


def rate(number):
    return three_digits(number, [(1e6, "M/s"), (1e3, "k/s"), (1.0, "/s")])


def measurements(file):
    """Name -> (seconds of one iteration, items a second), one pair per repetition, in the order of the program."""
    found = {}
    for run in json.loads(file.read_text(encoding="utf-8")).get("benchmarks", []):
        if run.get("error_occurred"):
            sys.exit(f"{file}: {run['name']}: {run['error_message']}")
        if run["run_type"] == "iteration":
            time = run["real_time"] * SECONDS[run["time_unit"]]
            found.setdefault(run["run_name"], []).append((time, run.get("items_per_second")))
    return found


def machine():
    processor = platform.machine()
    info = pathlib.Path("/proc/cpuinfo")
    if info.exists():
        names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        processor = names[0] if names else processor
    compiler = subprocess.run(["c++", "--version"], stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()[0]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    return f"{processor}, {os.cpu_count()} cores; {compiler}; commit {commit or 'unknown'}"


def main(files):
    print(machine() + "\n")
    print("| benchmark | time | spread | rate | ratio |")
    print("| --- | ---: | ---: | ---: | ---: |")
    first = {}
    for file in files:
        for name, pairs in measurements(pathlib.Path(file)).items():
            times = [time for time, _ in pairs]
            middle = statistics.median(times)
            spread = (max(times) - min(times)) / middle
            rates = [items for _, items in pairs if items]
            base = first.setdefault(name.partition("/")[0], middle)
            print(f"| {name.replace('/real_time', '')} | {seconds(middle)} | {spread:.0%} | "
                  f"{rate(statistics.median(rates)) if rates else ''} | {base / middle:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
