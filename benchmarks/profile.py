#!/usr/bin/env python3
"""Where the time of a replicate of the NAFTA scenario goes: microseconds per function with one lane and with the widest
two, by perf (Debian: linux-perf), most of them at the widest first. Kernels, whose name says `<lanes>`, are code over
lanes; the rest is the same code at every width.

    profile.py FOLDER_OF_BENCHMARK_PROGRAMS [LEAST_MICROSECONDS]
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

WIDTHS = (0, 2, 3)  # of ensemble_width: one lane, AVX2 x4, AVX-512 x8
LINE = re.compile(r"\s*([\d.]+)%\s+\S+\s+\S+\s+\[.\]\s+(.*?)\s*$")
KERNEL = re.compile(r"tripart::(?:avx512|avx2|baseline)::\(anonymous namespace\)::")


def profile(program, width, folder):
    """Function -> microseconds a replicate, and their sum: shares of samples of a time measured without taking any."""
    words = [program, f"--benchmark_filter=ensemble_width/{width}/", "--benchmark_min_time=5"]
    report, data = folder / "times.json", folder / "perf.data"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*words, f"--benchmark_out={report}", "--benchmark_out_format=json"], **quiet)
    [run] = json.loads(report.read_text(encoding="utf-8"))["benchmarks"]
    # Processor time, as other programs' is not ours.
    total = 1e6 * run["cpu_time"] / run["real_time"] / run["items_per_second"]
    subprocess.run(["perf", "record", "--quiet", "-F", "1000", "-o", data, *words], **quiet)
    text = subprocess.run(
        ["perf", "report", "-i", data, "--stdio", "--no-children", "-g", "none"], check=True, capture_output=True, text=True
    ).stdout
    spent = collections.Counter()
    for line in text.splitlines():
        if found := LINE.match(line):
            name = re.sub(r"<\d+", "<lanes", KERNEL.sub("kernel ", found[2])).replace("tripart::", "")
            spent[name] += float(found[1]) / 100 * total
    return spent, total


def main(programs, least="0.1"):
    program = pathlib.Path(programs) / "ensemble_benchmark"
    with tempfile.TemporaryDirectory() as folder:
        found = [profile(program, width, pathlib.Path(folder)) for width in WIDTHS]
    spent = [each for each, _ in found]

    def line(name, times):
        print(f"| {name} | " + " | ".join(f"{time:.2f}" for time in times) + " |")

    print("| microseconds a replicate | one lane | AVX2 x4 | AVX-512 x8 |\n| --- | ---: | ---: | ---: |")
    line("all", [total for _, total in found])
    line("kernels", [sum(time for name, time in each.items() if name.startswith("kernel ")) for each in spent])
    for name, time in spent[-1].most_common():
        if time >= float(least):
            line(f"`{name}`", [each[name] for each in spent])


if __name__ == "__main__":
    main(*sys.argv[1:])
