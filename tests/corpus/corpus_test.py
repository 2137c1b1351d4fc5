#!/usr/bin/env python3
"""Every trap of the corpus, and what the program must say about it.

    corpus_test.py PROGRAM FOLDER [--sanitized] [--fourth] [--rewrite]

FOLDER holds `*.traps` and `bases/`. A trap is a block of lines. The first ones say what is done to the bases:

    OLD => NEW            the only place in the file that reads OLD reads NEW instead
    OLD =>+ NEW           NEW follows OLD there
    * => NEW              the whole file is NEW
    make fifo NAME        there is such a thing of this name; also: folder, socket; link NAME TARGET; sparse NAME BYTES
    $ WORDS               the command line (default: that of the last @command line)

Those that begin with `> ` are all that is said on standard error, in full; `:` at the beginning stands for the name
of the file. `> exit N` is the exit code, 65 where it is left out. Nothing may stand on standard output unless the code is 0,
and no file may have come into being.

    @file NAME            what the edits below change; of a scenario also what is checked
    @command WORDS        what runs instead

In what is done, \\n \\t \\r \\xNN \\\\ are characters, \\_ is a blank, \\e nothing, and \\(TEXT*N) is TEXT N times.
--fourth looks at every fourth trap only. --rewrite puts what the program says now into the files: read every line of the difference before you believe it.
"""
import os
import pathlib
import re
import shutil
import socket
import sys
import tempfile

import limited_run

ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|\(((?:[^*\\]|\\[^(])*)\*([0-9]+)\)|(.))", re.DOTALL)
CHARACTERS = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"\\": b"\\", b"_": b" ", b"e": b""}


def unescaped(text):
    def one(match):
        if match[1]:
            return bytes([int(match[1], 16)])
        if match[3]:
            return unescaped(match[2].decode()) * int(match[3])
        return CHARACTERS[match[4]]

    return ESCAPE.sub(one, text.encode())


class Trap:
    def __init__(self, where, file, command):
        self.where, self.file, self.command = where, file, command
        self.steps, self.expected = [], []

    def is_of_files(self):
        return any(step.startswith(("make ", "* =>")) or " =>" in step for step in self.steps)


def read_traps(path):
    """The traps of one file, each with the numbers of its expected lines."""
    traps, file, command, trap = [], "", "", None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("@file "):
            file = line[6:]
            command = "check " + file if file.endswith(".yaml") else command
        elif line.startswith("@command "):
            command = line[9:]
        elif line.startswith("> "):
            trap.expected.append(line[2:])
        elif not line or line.startswith("#"):
            trap = None
        else:
            if trap is None or trap.expected:
                trap = Trap(f"{path.name}:{number}", file, command)
                traps.append(trap)
            trap.steps.append(line)
    return traps


class Sandbox:
    """The bases, in a folder deep enough that all folders above it that the program looks into are ours."""

    def __init__(self, bases):
        self.bases = bases
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="tripart-corpus-"))
        self.folder = self.root / "one" / "two" / "three"
        shutil.copytree(bases, self.folder)
        self.pristine = self.listing()

    def listing(self):
        return {os.path.join(folder, name) for folder, folders, files in os.walk(self.folder) for name in folders + files}

    def restore(self, changed):
        for name in changed:
            path = self.folder / name
            if path.is_symlink() or not path.is_dir():
                path.unlink(missing_ok=True)
            else:
                shutil.rmtree(path)
            if (self.bases / name).is_file():
                shutil.copyfile(self.bases / name, path)

    def plain(self, text):
        return text.replace(f"{self.folder}/", "").replace(str(self.folder), ".").replace(str(self.root), "ROOT")


def make(folder, kind, name, target=None):
    path = os.path.join(os.fsencode(folder), name)
    if os.path.lexists(path):
        os.unlink(path)
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        os.mkdir(path)
    elif kind == "sparse":
        with open(path, "wb") as file:
            file.truncate(int(target))
    elif kind == "link":
        os.symlink(target, path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(os.path.relpath(path))
    else:
        raise ValueError(f"nothing of kind {kind} can be made")


def apply(trap, folder):
    """Does what the trap says; the words of its command and the names of what it changed."""
    command, changed = trap.command, []
    for step in trap.steps:
        if step.startswith("$ "):
            command = step[2:]
        elif step.startswith("make "):
            words = step.split(" ")
            name, *target = (unescaped(word) for word in words[2:])
            make(folder, words[1], name, *target)
            changed.append(os.fsdecode(name))
        else:
            old, joint, new = re.fullmatch(r"(.*?) =>(\+?) ?(.*)", step).groups()
            path = folder / trap.file
            changed.append(trap.file)
            if old == "*":
                path.write_bytes(unescaped(new))
                continue
            before, text = unescaped(old), path.read_bytes()
            if text.count(before) != 1:
                raise ValueError(f"'{old}' is {text.count(before)} times in {trap.file}, expected once")
            path.write_bytes(text.replace(before, (before if joint else b"") + unescaped(new)))
    return [unescaped(word) for word in command.split(" ")], changed


def said(trap, outcome, sandbox):
    lines = sandbox.plain(outcome.err).split("\n")
    if lines[-1] == "":
        lines.pop()
    lines = [re.sub(f"^{re.escape(trap.file)}:(?=[0-9 ])", ":", line) if trap.file else line for line in lines]
    return lines + ([f"exit {outcome.code}"] if outcome.code != 65 else [])


def failures_of(trap, runner, sandbox):
    """What is wrong with one trap, and what the program says now."""
    words, changed = apply(trap, sandbox.folder)
    before = sandbox.listing()
    outcome = runner.run(words, sandbox.folder)
    made = sandbox.listing() - before
    sandbox.restore(changed)
    failures = list(outcome.troubles)
    if outcome.code != 0 and outcome.out:
        failures.append("writes to standard output although it fails")
    if made:
        failures.append(f"leaves {', '.join(sorted(made))}")
        sandbox.restore(sorted(made, reverse=True))
    now = said(trap, outcome, sandbox)
    if now != trap.expected:
        failures.append("says something else")
    return failures, now


def rewritten(path, answers):
    """The file with the lines that are said now."""
    text, trap_lines = [], iter(answers)
    pending = None
    for line in path.read_text(encoding="utf-8").split("\n"):
        is_step = bool(line) and not line.startswith(("#", "@", "> "))
        if is_step and pending is None:
            pending = next(trap_lines)
        if not is_step and pending is not None:
            text.extend("> " + said for said in pending)
            pending = None
        if not line.startswith("> "):
            text.append(line)
    return "\n".join(text)


def main(arguments):
    options = {word for word in arguments if word.startswith("--")}
    program, folder = [word for word in arguments if word not in options]
    limits = limited_run.Limits.sanitized() if "--sanitized" in options else limited_run.Limits()
    runner = limited_run.Runner(program, limits)
    folder = pathlib.Path(folder).resolve()
    sandbox = Sandbox(folder / "bases")
    os.chdir(sandbox.folder)
    number, count, bad = 0, 0, 0
    try:
        for path in sorted(folder.glob("*.traps")):
            answers = []
            for trap in read_traps(path):
                number += 1
                if "--fourth" in options and number % 4 != 0:
                    continue
                count += 1
                try:
                    failures, now = failures_of(trap, runner, sandbox)
                except ValueError as problem:
                    failures, now = [str(problem)], trap.expected
                    sandbox.restore([trap.file])
                answers.append(now)
                if failures and not (options & {"--rewrite"} and failures == ["says something else"]):
                    bad += 1
                    print(f"{trap.where}: {trap.steps[0][:80]}: {'; '.join(failures)}. It says:")
                    print("".join(f"> {line}\n" for line in now))
            if "--rewrite" in options:
                path.write_text(rewritten(path, answers), encoding="utf-8")
    finally:
        os.chdir("/")
        shutil.rmtree(sandbox.root)
    print(f"{count} traps, {bad} not as expected")
    return 1 if bad or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
