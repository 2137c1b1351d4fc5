#!/usr/bin/env python3
"""Fails where a Markdown page of the project says what is not so: a link that leads nowhere, a command, option, preset or
file that does not exist, a path that only one machine has, a version that is not this one, an equation's function that is
not where sim/MODEL.md says.

Usage: documents.py ROOT PROGRAM
"""

import functools
import json
import pathlib
import re
import shlex
import subprocess
import sys

LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
ABSOLUTE = re.compile(r"(?<![\w.~:/)\]}*-])/(\w[\w.-]*)/[\w.]")
UPWARD = re.compile(r"(?<![\w./])((?:\.\./)+[\w./-]*)")
SYSTEM_FOLDERS = {"usr", "dev", "etc", "proc", "sys", "opt", "var"}
SKIPPED_FOLDERS = {".git", "build", "results", "node_modules"}


def pages(root):
    for page in sorted(root.rglob("*.md")):
        if not SKIPPED_FOLDERS & set(page.relative_to(root).parts):
            yield page


def without_code(text):
    text = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.S | re.M)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(page):
    """The anchors that GitHub gives to the headings of a page."""
    names = set()
    for line in re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M).splitlines():
        heading = re.match(r"#+\s+(.*)", line)
        if heading:
            kept = re.sub(r"[^\w\s-]", "", re.sub(r"\]\([^)]*\)", "", heading.group(1)).lower())
            names.add(re.sub(r"\s", "-", kept.strip()))
    return names


def link_complaints(root, page):
    for target in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.is_relative_to(root) or not file.exists():
            yield f"link to {target}, which does not exist"
        elif anchor and file.suffix == ".md" and anchor not in anchors(file):
            yield f"link to {target}, but the page has no such heading"


def path_complaints(root, page):
    text = page.read_text(encoding="utf-8")
    for found in ABSOLUTE.finditer(text):
        if found.group(1) not in SYSTEM_FOLDERS:
            yield f"path {found.group(0)}..., which other machines do not have"
    for found in UPWARD.finditer(text):
        if not (page.parent / found.group(1)).resolve().is_relative_to(root):
            yield f"path {found.group(1)}, which is outside the project"


def command_lines(page):
    """Lines in code blocks, fenced or indented, one per command; `# ...` remarks are cut off."""
    fenced = False
    paragraph_ended = True
    held = ""
    for line in page.read_text(encoding="utf-8").splitlines():
        if re.match(r"\s*(```|~~~)", line):
            fenced = not fenced
        elif fenced or (paragraph_ended and re.match(r" {4,}\S", line)):
            line = held + re.sub(r"\s#\s.*", "", line).strip().removeprefix("$ ")
            held = line[:-1] if line.endswith("\\") else ""
            if not held:
                yield line
            continue
        paragraph_ended = not line.strip()


class Commands:
    """What can be typed in this project."""

    def __init__(self, root, program):
        self.root = root
        self.program = program
        presets = json.loads((root / "CMakePresets.json").read_text(encoding="utf-8"))
        self.presets = {one["name"] for one in presets["configurePresets"] if not one.get("hidden")}

    @functools.lru_cache(maxsize=None)
    def help(self, *words):
        said = subprocess.run([*words, "--help"], stdout=subprocess.PIPE, cwd=self.root, check=True, text=True)
        return said.stdout

    def complaints(self, line):
        try:
            words = shlex.split(line)
        except ValueError:
            return
        while words and re.match(r"[A-Z_0-9]+=", words[0]):
            words = words[1:]
        if not words:
            return
        program = words[0]
        if program == "tripart" or re.match(r"(\./)?build/\w+/tripart$", program):
            yield from self.tripart(words[1:])
        elif program in ("cmake", "ctest") and "--preset" in words[:-1]:
            preset = words[words.index("--preset") + 1]
            if preset not in self.presets:
                yield f"preset {preset}, which does not exist"
        elif program == "python3" and len(words) > 1 and words[1].endswith(".py"):
            if not (self.root / words[1]).is_file():
                yield f"script {words[1]}, which does not exist"
        elif "/" in program and not program.startswith("/"):
            file = self.root / program
            if not file.is_file() or not file.stat().st_mode & 0o100:
                yield f"command {program}, which does not exist"
            elif file.name == "setup.sh" and len(words) > 1:
                second = rf" \S*\b{re.escape(words[2])}\b" if len(words) > 2 else ""
                if not re.search(rf"setup\.sh {re.escape(words[1])}\b{second}", self.help(str(file))):
                    yield f"command '{line}', which ./setup.sh --help does not show"

    def tripart(self, words):
        if not words or words[0] in ("--help", "--version"):
            return
        command = words[0]
        if not re.search(rf"^  tripart {re.escape(command)} ", self.help(self.program), re.M):
            yield f"command tripart {command}, which does not exist"
            return
        options = set(re.findall(r"(?<!\S)(--?[a-z][a-z-]*)", self.help(self.program, command)))
        for word in words[1:]:
            option = re.match(r"--[a-z-]+|-[a-z]", word)
            if option and option.group(0) not in options:
                yield f"option {option.group(0)} of tripart {command}, which does not exist"
            # my*.yaml and mine*.yaml stand for files that the reader writes.
            if re.match(r"scenarios/(?!my|mine).*\.yaml$", word) and not (self.root / word).is_file():
                yield f"scenario {word}, which does not exist"


def function_complaints(root):
    """`Code: `f`, `g`, [x.cpp](x.cpp)` promises that f and g stand in x.cpp."""
    page = root / "sim/MODEL.md"
    if not page.exists():
        yield "sim/MODEL.md: does not exist"
        return
    text = page.read_text(encoding="utf-8")
    promises = re.findall(r"\bCode(?: of [^:\n]*)?:(.*?)(?:\n\s*\n|\Z)", text, re.S)
    if not promises:
        yield "sim/MODEL.md: no equation names its function"
    for promise in promises:
        names = []
        for name, target in re.findall(r"`([A-Za-z_]\w*(?:::\w+)*)`|\]\(([^)#]+\.[ch]pp)\)", promise):
            if name:
                names.append(name.rpartition("::")[2])
                continue
            file = page.parent / target
            source = file.read_text(encoding="utf-8") if file.exists() else ""
            for one in names:
                if not re.search(rf"\b{one}\b", source):
                    yield f"sim/MODEL.md: {one} in {target}, where it is not"
            names = []
        for one in names:
            yield f"sim/MODEL.md: {one}, and not in which file"


def version_complaints(root):
    version = re.search(r"project\(\w+ VERSION ([0-9.]+)", (root / "CMakeLists.txt").read_text(encoding="utf-8")).group(1)
    if not re.search(rf"^## {re.escape(version)}\b", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.M):
        yield f"CHANGELOG.md: no section about version {version}"
    if f"\nversion: {version}\n" not in (root / "CITATION.cff").read_text(encoding="utf-8"):
        yield f"CITATION.cff: not about version {version}"


def all_complaints(root, program):
    root = root.resolve()
    commands = Commands(root, program)
    seen = 0
    for page in pages(root):
        name = page.relative_to(root)
        for complaint in [*link_complaints(root, page), *path_complaints(root, page)]:
            yield f"{name}: {complaint}"
        for line in command_lines(page):
            seen += 1
            for complaint in commands.complaints(line):
                yield f"{name}: {complaint}"
    readme = set(command_lines(root / "README.md"))
    for command in ("./setup.sh run", "./setup.sh test"):
        if command not in readme:
            yield f"README.md: does not show {command}"
    if seen == 0:
        yield "no page shows any command"
    yield from function_complaints(root)
    yield from version_complaints(root)


if __name__ == "__main__":
    found = list(all_complaints(pathlib.Path(sys.argv[1]), sys.argv[2]))
    for one in found:
        print(one, file=sys.stderr)
    sys.exit(1 if found else 0)
