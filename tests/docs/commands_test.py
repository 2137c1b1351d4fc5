#!/usr/bin/env python3
"""Runs every command that a page of the project shows, in their order and one page after the other, in one copy of what they
read.

    commands_test.py ROOT PROGRAM

So that it takes a minute: runs and sweeps play few replicates, shipped sweeps have few base points, replicates and design
points are the first. Left out, and printed: commands with words in capitals that stand for the reader's own, pipes,
calibrations, sweeps of more than 400 points and what is done with their results. The picture of the sweep on README.md must show something that varies. A fenced block of YAML under "Save as `NAME`" is saved as that. Other programs have tests of their own.
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import documents

FEW = {"run": "60", "sweep": "4", "slurm": "4", "tournament": "4", "backtest": "60"}
FEW_BASE_POINTS = 4
MOST_POINTS = 400


def value_of(words, names):
    """The place of an option's value among the words; None without the option."""
    for name in names:
        if name in words[:-1]:
            return words.index(name) + 1
    return None


def shortened(words, program, folder):
    """The same command for less work; None where there is nothing to run."""
    words = list(words)
    if "--status" in words:  # of what is not submitted here
        return None
    command = words[1] if len(words) > 1 else ""
    if command == "calibrate" and "--dry-run" not in words:  # takes minutes
        return None
    if command in FEW and "--help" not in words:
        place = value_of(words, ["-n", "--replicates"])
        if place:
            words[place] = FEW[command]
        else:
            words += ["-n", FEW[command]]
    if command == "sweep" and "--dry-run" not in words:
        said = subprocess.run([program, *words[1:], "--dry-run"], cwd=folder, capture_output=True, text=True, check=False).stdout
        points = re.search(r"^ *design points +([\d,]+)$", said, re.M)
        if not points:
            raise ValueError(f"{shlex.join(words)} --dry-run tells no design points:\n{said}")
        if int(points.group(1).replace(",", "")) > MOST_POINTS:
            return None
    for option in ("--replicate", "--design-point"):
        place = value_of(words, [option])
        if place:
            words[place] = "1"
    return [word for word in words if word != "--submit"]


def blocks(page):
    """(name, text) of files that the page tells the reader to save."""
    text = page.read_text(encoding="utf-8")
    return re.findall(r"[Ss]ave (?:it )?as `([\w./-]+)`[^`]*```yaml\n(.*?)```", text, re.S)


def is_placeholder(word):
    return bool(re.search(r"(?<![\w.-])[A-Z]{3,}(?![\w.-])", word) and "=" not in word and "/" not in word
                or re.search(r"=[A-Z]$", word))


def in_order(root):
    """What reads results comes after what makes them."""
    pages = list(documents.pages(root))
    return sorted(pages, key=lambda page: (page.parent.name == "analysis", page.parent != root, page))


def main(root, program):
    root = root.resolve()
    environment = {**os.environ, "MPLBACKEND": "Agg", "PATH": f"{pathlib.Path(program).parent}:/usr/bin:/bin"}
    failed, done, left_out, without = [], 0, [], set()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tripart-commands-"))
    for name in ("scenarios", "analysis"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (folder / "scenarios" / "sweeps").glob("*.yaml"):
        path.write_text(re.sub(r"base_points: \d+", f"base_points: {FEW_BASE_POINTS}", path.read_text(encoding="utf-8")),
                        encoding="utf-8")
    for page in in_order(root):
        for name, text in blocks(page):
            (folder / name).write_text(text, encoding="utf-8")
        for line in documents.command_lines(page):
            try:
                words = shlex.split(line)
            except ValueError:
                words = []
            if words and words[0] == "build/release/tripart":
                words[0] = "tripart"
            if not words or not (words[0] == "tripart" or words[0].startswith("analysis/")):
                continue
            short = None
            if not any(is_placeholder(word) or word in ("|", ">", "&&", "...") or word in without for word in words[1:]):
                short = shortened(words, program, folder) if words[0] == "tripart" else words
            if short is None:
                left_out.append(line)
                if words[1:2] == ["sweep"]:  # its results are then missing
                    stem = pathlib.Path(words[2]).stem.replace("-", "_")
                    without.add(f"results/{stem}")
                if words[1:2] == ["calibrate"] and (place := value_of(words, ["-o", "--output"])):
                    without.add(words[place])
                continue
            result = subprocess.run(short, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                                    text=True, check=False)
            done += 1
            if page == root / "README.md" and "does not vary" in result.stderr:
                failed.append(f"README.md: {shlex.join(short)}\n    draws what does not vary")
            if result.returncode != 0:
                failed.append(f"{page.relative_to(root)}: {shlex.join(short)}\n    exit {result.returncode}: "
                              + result.stderr.strip().replace("\n", "\n    "))
    shutil.rmtree(folder)
    print(f"{done} commands run, {len(left_out)} left out:")
    print("\n".join(f"    {line}" for line in left_out))
    for one in failed:
        print(one, file=sys.stderr)
    return 1 if failed or done < 30 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2]))
