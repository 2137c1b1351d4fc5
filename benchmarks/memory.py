#!/usr/bin/env python3
"""Peak of the resident memory of `tripart run --keep summary -j 2` at several numbers of replicates, and ratios to the
first. The kernel's own maximum (getrusage, VmHWM) misses up to half a megabyte of a run of a second, since it is summed up
from counters of single processors; this looks at the mapped pages themselves (/proc/PID/smaps_rollup), every few
milliseconds.

    memory.py PROGRAM SCENARIO REPLICATES...
"""

import statistics
import subprocess
import sys
import tempfile
import time

TIMES = 5  # short runs: which records of blocks are in use together is a matter of luck


def peak(program, scenario, replicates):
    """In kB."""
    with tempfile.TemporaryDirectory() as folder:
        words = [program, "run", scenario, "-n", replicates, "-j", "2", "--keep", "summary", "--quiet", "-o", folder + "/out"]
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        highest = 0
        while process.poll() is None:
            try:
                with open(f"/proc/{process.pid}/smaps_rollup", encoding="ascii") as pages:
                    highest = max(highest, *(int(line.split()[1]) for line in pages if line.startswith("Rss:")))
            except (OSError, TypeError):  # it has just ended
                break
            time.sleep(0.001 if highest == 0 or int(replicates) < 100_000 else 0.02)
        if process.wait() != 0:
            raise SystemExit(f"{program} ended with {process.returncode}")
        return highest


def main():
    program, scenario, *numbers = sys.argv[1:]
    first = None
    for replicates in numbers:
        peaks = [peak(program, scenario, replicates) for _ in range(TIMES if int(replicates) < 100_000 else 1)]
        mean = statistics.fmean(peaks)
        first = first or mean
        print(f"{replicates:>10} replicates: {mean / 1000:.2f} MB ({min(peaks) / 1000:.2f} to {max(peaks) / 1000:.2f}), {mean / first:.3f} times", flush=True)


if __name__ == "__main__":
    main()
