#!/usr/bin/env python3
"""Does to tripart what disks, systems and people do, and fails unless every fault ends well:

    exit 0 means the bytes of undisturbed work;
    every failure is named on standard error, and ends with an exit code that is meant for it;
    no signal ends the program but one that was sent to it, and it does not hang;
    what carries a final name is whole, and nothing outside the output folder is touched;
    once the fault is gone, the same command (with --resume) ends with the bytes of undisturbed work;
    then nothing of the unfinished work is left.

Usage: faults.py PROGRAM SHIM some|all [--only FAULT[/COMMAND[/NUMBER]]] [--moments N] [--keep]
"""

import argparse
import collections
import concurrent.futures
import contextlib
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import fault_list  # noqa: E402  (found beside this file)
import stage  # noqa: E402

CAUSE = re.compile(r"error: .{10,}|^stopped after |: error: |in use by ", re.MULTILINE)
NON_FINITE = re.compile(rb"(^|,)[-+]?(nan|inf|infinity)(,|$)", re.IGNORECASE | re.MULTILINE)


class Case:
    """One fault that meets one command."""

    def __init__(self, scene, folder, name, fault, work_name, k):
        self.scene, self.folder, self.name, self.fault, self.k = scene, folder, name, fault, k
        self.work = stage.WORKS[work_name]
        self.expected = scene.scene(self.work.result)
        self.before = scene.scene(self.work.start) if self.work.start else {}
        self.misses = []

    def play(self):
        self.scene.fresh(self.folder, self.work.start)
        outside_folder = self.folder / "outside"
        (outside_folder / "folder").mkdir(parents=True)
        for name in ("file", "folder/file"):
            (outside_folder / name).write_text("of somebody else\n")
        with self.fault.inject(self) as how:
            began = time.monotonic()
            outside = stage.files_of(self.folder / "outside")
            try:
                first = self.scene.call(self.folder, how.words or self.work.words, how.before, how.env, **how.streams)
            except subprocess.TimeoutExpired:
                self.misses.append("hangs")
                return self
            took = time.monotonic() - began
            if how.within and took > how.within:
                self.misses.append(f"takes {took:.1f} s, {how.within} s are meant")
            self.judge_first(first, how)
            self.judge_names(how)
            if stage.files_of(self.folder / "outside") != outside:
                self.misses.append("touches what is outside the output folder")
        if how.recovers:
            self.judge_second(self.scene.call(self.folder, self.work.again))
        return self

    def judge_first(self, outcome, how):
        if outcome.code < 0:
            if -outcome.code not in how.signals:
                self.misses.append(f"dies by signal {-outcome.code}: {outcome.err[-200:]}")
            return
        if outcome.code not in self.fault.codes:
            self.misses.append(f"exits with {outcome.code}: {outcome.err[-300:]}")
        if outcome.code != 0 and how.is_heard and not CAUSE.search(outcome.err):
            self.misses.append(f"names no cause: {outcome.err!r}")
        if outcome.code != 0 and how.says and how.says not in outcome.err:
            self.misses.append(f"does not say {how.says!r}: {outcome.err!r}")
        if outcome.code == 0 and how.recovers:
            is_elsewhere = how.moved_to and (self.folder / how.moved_to).exists()
            self.expect_result(
                "exits with 0 and",
                lambda name: name in how.planted or stage.is_private(name),
                how.moved_to if is_elsewhere else "out",
            )

    def judge_names(self, how):
        for name, content in stage.contents(self.folder).items():
            if stage.is_private(name) or name in how.planted:
                continue
            if stage.is_attempt_note(name):
                # A shard's attempt claims its number by an empty file, before it can say anything.
                is_claim = name.startswith("shards/") and not content
                if not is_claim and not stage.is_json(content):
                    self.misses.append(f"leaves half of {name}")
            elif content not in (self.expected.get(name), self.before.get(name)):
                self.misses.append(f"leaves half of {name}")

    def judge_second(self, outcome):
        if outcome.code != 0:
            self.misses.append(f"does not recover: exits with {outcome.code}: {outcome.err[-300:]}")
            return
        self.expect_result("once the fault is gone")

    def expect_result(self, when, spared=lambda _name: False, where="out"):
        there = stage.contents(self.folder, where)
        for name in sorted(name for name in there.keys() | self.expected.keys() if not spared(name)):
            if stage.is_attempt_note(name):
                if name in there and (stage.is_private(name) or not stage.is_json(there[name])):
                    self.misses.append(f"{when} leaves {name}")
            elif name not in there:
                self.misses.append(f"{when} has no {name}")
            elif name not in self.expected:
                self.misses.append(f"{when} leaves {name}")
            elif there[name] != self.expected[name]:
                self.misses.append(f"{when} has other bytes in {name}")


def spread(count, most):
    """At most so many of the numbers from 1 to `count`, the first and the last among them."""
    if count <= most:
        return range(1, count + 1)
    return [1 + (count - 1) * i // (most - 1) for i in range(most)]


def cases_of(scene, tier, only, most, scratch):
    calls = {}
    numbers = itertools.count(1)
    for fault in fault_list.faults(tier):
        for work in fault.works:
            if not only.startswith(f"{fault.name}/{work}"[: len(only)]):
                continue
            ks = [0]
            if fault.call:
                if work not in calls:
                    if stage.WORKS[work].start:
                        scene.scene(stage.WORKS[work].start)
                    calls[work] = scene.calls_of(stage.WORKS[work], scratch / f"calls-{work}")
                known = sum(fault.call in ("any", one) for one in calls[work])
                ks = spread(known, min(most, stage.WORKS[work].most))
            elif fault.variants > 1:
                ks = spread(fault.variants, most)
            for k in ks:
                name = f"{fault.name}/{work}" + (f"/{k}" if k else "")
                if name.startswith(only):
                    yield Case(scene, scratch / f"case-{next(numbers)}", name, fault, work, k)


def play(case, keep):
    try:
        case.play()
    except fault_list.Impossible as reason:
        return case, str(reason)
    finally:
        if not (keep and case.misses):
            shutil.rmtree(case.folder, ignore_errors=True)
    return case, None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("shim")
    parser.add_argument("tier", choices=["some", "all"])
    parser.add_argument("--only", default="", help="how the names of cases begin: FAULT/COMMAND/NUMBER")
    parser.add_argument("--moments", type=int, help="at most so many calls of a kind (2 or more; some: 3, all: all)")
    parser.add_argument("--keep", action="store_true", help="keep the folders of what went wrong")
    options = parser.parse_args()
    began = time.monotonic()
    with contextlib.ExitStack() as ends:
        scratch = pathlib.Path(tempfile.mkdtemp(prefix="tripart_faults_"))
        if not options.keep:
            ends.callback(shutil.rmtree, scratch, ignore_errors=True)
        scene = stage.Stage(os.path.abspath(options.program), os.path.abspath(options.shim), scratch)
        most = options.moments or (3 if options.tier == "some" else sys.maxsize)
        wanted = list(cases_of(scene, options.tier, options.only, most, scratch))
        misses = [
            f"undisturbed {result}: {name} has a cell that is no number"
            for result, files in scene.results.items()
            for name, content in files.items()
            if name.endswith(".csv") and NON_FINITE.search(content)
        ]
        for miss in misses:
            print(f"faults: {miss}", flush=True)
        played, skipped = collections.Counter(), {}
        with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            for case, reason in pool.map(lambda one: play(one, options.keep), wanted):
                if reason:
                    skipped[case.fault.name] = reason
                else:
                    played[case.fault.name] += 1
                for miss in case.misses:
                    misses.append(f"{case.name}: {miss}" + (f" [{case.folder}]" if options.keep else ""))
                    print(f"faults: {misses[-1]}", flush=True)
    for name, reason in skipped.items():
        print(f"faults: skipped {name}: {reason}")
    print(
        f"faults: {len(played)} faults in {sum(played.values())} cases, {len(misses)} misses, "
        f"{time.monotonic() - began:.0f} s"
    )
    return 1 if misses or not played else 0


if __name__ == "__main__":
    sys.exit(main())
